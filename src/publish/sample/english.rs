//! English: its most frequent words, and made-up ones with the endings of English.

use super::random::Random;
use super::stems::{Form, Syllables};

/// Words without which no sentence is built, the most frequent first.
pub(super) const FUNCTION: &str = "the of and to in a for is that on was with as it by from at are be this have an were \
    has or which not their they had he its been but his more who will she we one also her would all there can if \
    other than no when into so between about some out up after what our most them only over through during these \
    where two you may such those any him while both first could many being under before because how each between \
    since then now three must should my very well against same even me until every another among do did your within \
    without still much does own here less too just per towards upon although four few several five us off never \
    always often however around above below whether later again further along across six seven once itself \
    themselves already together rather almost instead despite either neither nor ten via twice whose";

/// Other frequent words, of every day and of this site, the most frequent first.
pub(super) const COMMON: &str = "people migration said year new support years migrants work country countries \
    government million international time programme office help refugees return state world states national \
    children women number families organisation part local city home authorities project day made needs group help \
    services health percent information way including policy used public made based response groups reintegration \
    men rights law border human partners make social access members development long live living take community \
    communities need school arrived left found given come came way report region education training data assistance \
    agency conference since return last next month months week days house side place places good small large high \
    low early late old young different same important possible able available special common general full free open \
    clear strong common humanitarian political economic legal safe regular voluntary displaced vulnerable german \
    european federal financial medical basic personal private called asked told became began brought held \
    given taken set put went going coming working helping leaving arriving returning seeking supported provided \
    received reached led kept followed showed started helped worked lived moved opened offered signed agreed \
    launched continued increased according name names word words question answer problem solution idea plan plans \
    step steps result results change changes role rule rules example case cases point points area areas field \
    fields level levels line end beginning start middle top form forms kind type issue issues matter reason reasons \
    cause effect effects risk risks danger protection security safety conflict war peace crisis disaster emergency \
    flood drought climate water food land sea road route routes bridge harbour airport flight flights train bus \
    journey travel trip visit arrival departure stay camp camps shelter tent village town district province capital \
    south north east west centre border borders neighbour neighbours host guest friend friends mother father parents \
    son daughter brother sister wife husband child boy girl man woman person student students teacher teachers \
    doctor doctors nurse worker workers employer employers employees company companies business market job jobs \
    skills language languages course courses class university research study studies science expert experts \
    director minister ministry president spokesperson representative delegation embassy consulate visa permit \
    passport document documents application applications decision decisions court judge asylum status family \
    reunification resettlement admission integration inclusion diaspora labour trafficking smuggling victims \
    survivors counselling counsellor counsellors meeting meetings event events workshop forum debate speech \
    agreement contract partnership cooperation dialogue exchange strategy goal goals target targets agenda compact \
    network platform portal website online digital phone video film photo picture story stories article book news \
    press media journalist letter email form paper money funds funding cost costs budget donation donations donor \
    donors euro euros income price tax bank loan grant pay paid buy sell give gave get got find know knew known \
    think thought feel felt see saw seen hear heard read write wrote written speak spoke learn learned teach meet \
    met stay stayed leave build built grow grew begin show tell talk hope hoped want wanted try tried use using \
    keep let seem become remain include add turn lead stand stood understand believe remember expect expected allow \
    serve die died wait reach kill raise pass sell require suggest report decide pull develop join carry break \
    receive agree produce face cover describe catch draw choose cause listen save enable ensure protect prevent \
    respond identify register assess monitor evaluate coordinate implement hand eye head heart life death birth age \
    body food winter summer spring autumn morning evening night hour hours minute today tomorrow yesterday january \
    february march april june july august september october november december";

/// What English syllables are made of.
pub(super) const SYLLABLES: Syllables = Syllables {
    onsets: &[
        "m", "s", "t", "c", "p", "r", "l", "d", "n", "b", "f", "h", "st", "v", "g", "w", "pr", "tr", "ch", "sh", "gr",
        "br", "pl", "cl", "cr", "fl", "sp", "fr", "dr", "th", "bl", "str", "sl", "gl", "sc", "sw", "qu", "wh",
    ],
    vowels: &["a", "e", "i", "o", "u", "a", "e", "ea", "ou", "o", "ai", "i", "oo", "ee", "oa"],
    inner: &["", "", "", "n", "r", "l", "s", "m", "t", "c", "p"],
    finals: &[
        "n", "t", "r", "nt", "l", "st", "d", "te", "nd", "ce", "m", "rt", "ne", "ge", "p", "le", "ng", "re", "th",
        "ck", "ve", "rd", "rk", "sh", "rm", "ld", "b", "g", "mp", "ft",
    ],
};

/// The forms of a made-up stem; each tells how much rarer it is than the stem, in tenths.
pub(super) fn forms(stem: &str, random: &mut Random) -> Vec<Form> {
    match random.below(20) {
        0..9 => noun(stem, random),
        9..15 => verb(stem, random),
        _ => adjective(stem, random),
    }
}

fn noun(stem: &str, random: &mut Random) -> Vec<Form> {
    let mut forms = vec![(10, stem.to_owned()), (14, plural(stem))];
    if random.chance(30) {
        let ending = random.text(&["ist", "ship", "hood", "ism", "er"]);
        let derived = joined(stem, ending);
        forms.extend([(60, plural(&derived)), (45, derived)]);
    }
    if random.chance(20) {
        forms.push((70, format!("{stem}{}", random.text(&["less", "ful", "like", "-based", "-related"]))));
    }
    forms
}

fn verb(stem: &str, random: &mut Random) -> Vec<Form> {
    let mut forms =
        vec![(10, stem.to_owned()), (16, plural(stem)), (12, joined(stem, "ed")), (15, joined(stem, "ing"))];
    if random.chance(50) {
        let derived = joined(stem, random.text(&["ation", "ement", "ance", "ion"]));
        forms.extend([(34, plural(&derived)), (24, derived)]);
    }
    if random.chance(30) {
        let prefix = random.text(&["re", "un", "over", "mis", "dis", "pre"]);
        forms.extend([(60, format!("{prefix}{stem}")), (65, format!("{prefix}{}", joined(stem, "ed")))]);
    }
    if random.chance(30) {
        let derived = joined(stem, "er");
        forms.extend([(55, plural(&derived)), (40, derived)]);
    }
    forms
}

fn adjective(stem: &str, random: &mut Random) -> Vec<Form> {
    let plain = joined(stem, random.text(&["al", "ive", "ous", "ic", "able", "ent", "ish"]));
    let mut forms = vec![(30, format!("{plain}ly")), (12, plain.clone())];
    if random.chance(40) {
        forms.push((50, format!("{plain}ness")));
    }
    if random.chance(25) {
        forms.push((55, format!("{}{plain}", random.text(&["un", "non-", "in", "inter"]))));
    }
    forms
}

/// The stem with an ending that begins with a vowel.
fn joined(stem: &str, ending: &str) -> String {
    let stem = if ending.starts_with(['a', 'e', 'i', 'o']) { stem.strip_suffix('e').unwrap_or(stem) } else { stem };
    format!("{stem}{ending}")
}

fn plural(stem: &str) -> String {
    let ending =
        if stem.ends_with(['s', 'x', 'z']) || stem.ends_with("sh") || stem.ends_with("ch") { "es" } else { "s" };
    format!("{stem}{ending}")
}
