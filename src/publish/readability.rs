//! The check of texts in plain German (Einfache Sprache): what makes them hard to read, and what to write instead.
//!
//! 1. [`Reader`] takes from the Markdown what a reader sees, block by block, and keeps where each piece stands.
//! 2. [`words_of`] parts a block into words, [`sentences_of`] joins them to sentences.
//! 3. One function for each rule looks at a sentence; [`one_a_line`] looks at a block.
//!
//! No dictionary is at hand, only endings and short lists. Where those cannot tell, the rules keep silent: an editor
//! who is often warned of nothing soon heeds no warning. Not found are:
//!
//! - genitives of feminine nouns and of plurals: “die Arbeit der Organisation” looks like a dative;
//! - passives of verbs whose participle is their infinitive, beside `wird`: “wird vergeben” looks like a future;
//! - passives with the participle in front: “Gezählt wird …” looks like “Gehalt wird …”;
//! - passives with a comma between the two words.
//!
//! DIN 8581-1 “Einfache Sprache – Anwendung für das Deutsche” (2024) recommends short sentences; the limits in numbers,
//! [`MAX_WORDS`] and [`MAX_LETTERS`], are this site's.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Something that makes a plain German text hard to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    /// Where it stands, in bytes of the Markdown body.
    pub(super) range: Range<usize>,
    /// The rule, as `plain/passive`.
    pub(super) rule: &'static str,
    /// What was found.
    pub(super) message: String,
    /// Why it is hard to read, and what to write instead.
    pub(super) hint: String,
}

/// The most words a sentence may have.
const MAX_WORDS: usize = 15;

/// The most letters a word, or a part of it between hyphens, may have.
const MAX_LETTERS: usize = 14;

/// Looks through a Markdown body. The findings come in the order of the text.
pub(super) fn findings(body: &str) -> Vec<Finding> {
    let mut found = Findings::default();
    for block in Reader::blocks(body) {
        let words = words_of(&block);
        let sentences = sentences_of(&block, &words);
        for sentence in &sentences {
            long_sentence(sentence, &mut found);
            long_words(sentence, &mut found);
            subjunctives(sentence, &mut found);
            genitives(sentence, &mut found);
            for clause in sentence.clauses() {
                passive(&clause, &mut found);
            }
        }
        one_a_line(&block, &sentences, &mut found);
    }
    found.0.sort_by_key(|finding| (finding.range.start, finding.range.end));
    found.0
}

/// Everything found so far.
#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn push(&mut self, range: Range<usize>, rule: &'static str, message: String, hint: impl Into<String>) {
        self.0.push(Finding { range, rule, message, hint: hint.into() });
    }
}

// ---- what a reader sees ----

/// A paragraph that begins so is the caption of the table after it; the word is not shown.
const CAPTION: &str = "Table:";

/// A link that begins so marks words in another language.
const FOREIGN: &str = "lang:";

/// Stands where code was.
const CODE: &str = "\u{fffc}";

/// A paragraph, heading, list item, table cell or caption as a reader sees it, without mark-up.
#[derive(Default)]
struct Block {
    text: String,
    /// Where the text comes from, in its order and without gaps.
    pieces: Vec<Piece>,
    /// Parts of the text in another language.
    foreign: Vec<Range<usize>>,
    /// Whether the block cannot be parted into lines, as a heading or a table cell.
    one_line: bool,
}

/// A part of a block's text.
struct Piece {
    /// Where it begins in the text of the block.
    start: usize,
    /// Where it comes from, in bytes of the body.
    source: Range<usize>,
    /// Whether text and source are the same, byte for byte, as they are not for `&amp;`.
    same: bool,
}

impl Block {
    /// Where a part of the text stands in the body.
    fn source_of(&self, part: Range<usize>) -> Range<usize> {
        let piece_at = |at: usize| {
            let count = self.pieces.partition_point(|piece| piece.start <= at);
            self.pieces[..count].last()
        };
        let start = piece_at(part.start).map(|piece| match piece.same {
            true => piece.source.start + (part.start - piece.start),
            false => piece.source.start,
        });
        let end = piece_at(part.end.saturating_sub(1)).map(|piece| match piece.same {
            true => piece.source.start + (part.end - piece.start),
            false => piece.source.end,
        });
        let start = start.unwrap_or_default();
        start..end.unwrap_or_default().max(start)
    }

    /// Whether the place lies in words of another language.
    fn is_foreign(&self, at: usize) -> bool {
        let count = self.foreign.partition_point(|part| part.start <= at);
        self.foreign[..count].last().is_some_and(|part| at < part.end)
    }
}

/// Takes blocks from Markdown.
struct Reader<'a> {
    body: &'a str,
    block: Block,
    blocks: Vec<Block>,
    /// Where the words in another language began that are being read.
    foreign_from: Option<usize>,
}

impl<'a> Reader<'a> {
    /// The blocks of a body, read with the same extensions as pages are.
    fn blocks(body: &'a str) -> Vec<Block> {
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_GFM;
        let mut reader = Self { body, block: Block::default(), blocks: Vec::new(), foreign_from: None };
        let mut literal = false;
        for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_)) => {
                    reader.end_block(false);
                    literal = true;
                }
                Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)) => literal = false,
                _ if literal => {}
                Event::Start(tag) => reader.start(tag, range),
                Event::End(tag) => reader.end(tag),
                Event::Text(words) => reader.push(&words, range),
                Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => reader.push(CODE, range),
                Event::SoftBreak | Event::HardBreak => reader.push("\n", range),
                Event::Rule => reader.end_block(false),
                Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
            }
        }
        reader.end_block(false);
        reader.blocks
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Link { dest_url, .. } if dest_url.starts_with(FOREIGN) => {
                self.foreign_from = Some(self.block.text.len());
            }
            Tag::Image { title, .. } => {
                self.end_block(false);
                self.title(&title, range);
            }
            tag if is_inline(&tag.to_end()) => {}
            _ => self.end_block(false),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => {
                let end = self.block.text.len();
                self.block.foreign.extend(self.foreign_from.take().map(|start| start.min(end)..end));
            }
            TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Image => self.end_block(true),
            tag if is_inline(&tag) => {}
            _ => self.end_block(false),
        }
    }

    fn push(&mut self, text: &str, source: Range<usize>) {
        let same = self.body.get(source.clone()) == Some(text);
        self.block.pieces.push(Piece { start: self.block.text.len(), source, same });
        self.block.text.push_str(text);
    }

    /// The caption of a picture is a block of its own, if it stands in the source as it is read.
    fn title(&mut self, title: &str, picture: Range<usize>) {
        let place = self.body.get(picture.clone()).and_then(|source| source.rfind(title));
        if let Some(at) = place.filter(|_| !title.is_empty()) {
            let start = picture.start + at;
            self.push(title, start..start + title.len());
            self.end_block(true);
        }
    }

    fn end_block(&mut self, one_line: bool) {
        let mut block = std::mem::take(&mut self.block);
        self.foreign_from = self.foreign_from.map(|_| 0);
        if block.text.trim().is_empty() {
            return;
        }
        if block.text.starts_with(CAPTION) {
            // Spaces keep every place where it is.
            block.text.replace_range(..CAPTION.len(), &" ".repeat(CAPTION.len()));
        }
        self.blocks.push(Block { one_line, ..block });
    }
}

/// Whether what is marked up stands within the words of a block.
fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
    )
}

// ---- words ----

/// A word: letters and digits, and what joins them.
struct Word<'b> {
    text: &'b str,
    /// Where it begins in the text of the block.
    start: usize,
    /// Whether the rules of German hold for it, as they do not for an address or words in another language.
    german: bool,
}

impl Word<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it begins with a capital, as a noun does.
    fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    fn is_lower(&self) -> bool {
        self.text.starts_with(char::is_lowercase)
    }

    /// The word as it would stand within a sentence, were it no noun.
    fn lower(&self) -> String {
        self.text.to_lowercase()
    }
}

/// What parts a word for the eye, but not into two: hyphens (one never breaks, one shows at a line's end only), the
/// middle dot of Leichte Sprache, the signs before a gender ending, the apostrophe.
const JOINTS: [char; 9] = ['-', '\u{2011}', '\u{ad}', '·', ':', '*', '_', '\'', '’'];

/// The words of a block.
fn words_of(block: &Block) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut at = 0;
    for chunk in block.text.split_inclusive(char::is_whitespace) {
        if is_address(chunk) {
            let text = chunk.trim_matches(|c: char| !c.is_alphanumeric());
            let start = at + chunk.find(char::is_alphanumeric).unwrap_or_default();
            words.push(Word { text, start, german: false });
        } else {
            words.extend(words_in(chunk).map(|part| {
                let start = at + part.start;
                Word { text: &chunk[part], start, german: !block.is_foreign(start) }
            }));
        }
        at += chunk.len();
    }
    words
}

/// The places of the words in text without white space.
fn words_in(chunk: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + chunk[rest..].find(char::is_alphanumeric)?;
        let mut end = start;
        let mut before = ' ';
        let mut letters = chunk[start..].char_indices().peekable();
        while let Some((at, c)) = letters.next() {
            let after = letters.peek().map_or(' ', |(_, after)| *after);
            let joins = match c {
                '.' | ',' => before.is_ascii_digit() && after.is_ascii_digit(),
                _ => JOINTS.contains(&c) && before.is_alphanumeric() && after.is_alphanumeric(),
            };
            if !(c.is_alphanumeric() || is_mark(c) || joins) {
                break;
            }
            end = start + at + c.len_utf8();
            before = c;
        }
        rest = end;
        Some(start..end)
    })
}

/// Whether this is the sign that makes an a of two characters an ä.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Whether text without white space is an address of a page or a person.
fn is_address(chunk: &str) -> bool {
    let dotted = || {
        chunk.match_indices('.').any(|(at, _)| {
            chunk[..at].ends_with(char::is_alphanumeric) && chunk[at + 1..].starts_with(|c: char| c.is_lowercase())
        })
    };
    chunk.contains(char::is_alphanumeric) && (chunk.contains("://") || chunk.contains('@') || dotted())
}

// ---- sentences ----

/// The words of a sentence.
struct Sentence<'b> {
    block: &'b Block,
    words: &'b [Word<'b>],
    /// Whether a colon ends it: what follows may stand on the same line.
    colon: bool,
}

impl<'b> Sentence<'b> {
    /// Where words stand in the body, from the first to the last of them.
    fn place(&self, words: &[Word<'_>]) -> Range<usize> {
        match words {
            [] => 0..0,
            [first, .., last] => self.block.source_of(first.start..last.end()),
            [word] => self.block.source_of(word.start..word.end()),
        }
    }

    /// What stands between two words.
    fn gap(&self, before: &Word<'_>, after: &Word<'_>) -> &'b str {
        &self.block.text[before.end()..after.start]
    }

    /// The sentence, parted at commas, semicolons, brackets and dashes.
    fn clauses(&self) -> impl Iterator<Item = Sentence<'b>> {
        let Self { block, words, colon } = *self;
        let parts = words.chunk_by(|before, after| {
            let gap = &block.text[before.end()..after.start];
            !gap.contains([',', ';', '(', ')', '–', '—']) && !gap.contains(" - ")
        });
        parts.map(move |words| Sentence { block, words, colon })
    }
}

/// What may end a sentence.
const ENDS: [char; 5] = ['.', '!', '?', ':', '…'];

/// What may stand between the end of a sentence and the space after it.
const CLOSERS: [char; 11] = ['"', '“', '”', '\'', '’', '‘', '»', '«', ')', ']', '*'];

/// Abbreviations within a sentence, as they stand before their last dot. A single letter is always one.
#[rustfmt::skip]
const ABBREVIATIONS: &[&str] = &[
    "abb", "abs", "bspw", "bzw", "ca", "d.h", "dr", "ev", "evtl", "fr", "geb", "ggf", "gest", "hr", "hrsg",
    "i.d.r", "inkl", "kap", "lt", "max", "min", "mind", "nr", "o.ä", "prof", "s.o", "s.u", "sog", "st", "tel", "u.a",
    "u.ä", "usf", "v.a", "vgl", "ziff", "zit", "zzgl",
];

/// Abbreviations that may end a sentence, too, or are words as well (“Hilfe aller Art. Das …”, but “Art. 16”).
const LAST_ABBREVIATIONS: &[&str] = &["art", "etc", "jh", "mio", "mrd", "std", "str", "usw", "co"];

/// Words after an ordinal number that belong to it.
#[rustfmt::skip]
const MONTHS: &[&str] = &[
    "Januar", "Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
    "November", "Dezember",
];

/// Words that begin a sentence if they have a capital. They tell “Sie war 25. Dann …” from “am 25. Tag”.
#[rustfmt::skip]
const OPENERS: &[&str] = &[
    "Aber", "Alle", "Alles", "Als", "Am", "An", "Auch", "Auf", "Aus", "Bei", "Bis", "Bitte", "Da", "Dabei", "Dafür",
    "Damals", "Damit", "Danach", "Dann", "Darum", "Das", "Dazu", "Den", "Denn", "Der", "Deshalb", "Die", "Diese",
    "Dieser", "Dieses", "Doch", "Dort", "Durch", "Ein", "Eine", "Einen", "Er", "Es", "Für", "Gegen", "Heute", "Hier",
    "Ich", "Ihr", "Ihre", "Im", "Immer", "In", "Ist", "Jede", "Jeder", "Jedes", "Jetzt", "Kein", "Keine", "Können",
    "Man", "Manche", "Manchmal", "Mehr", "Mit", "Nach", "Nicht", "Noch", "Nun", "Nur", "Ob", "Oder", "Oft", "Ohne",
    "Seit", "Seitdem", "Sie", "Sind", "So", "Später", "Trotzdem", "Über", "Um", "Und", "Unser", "Unsere", "Viele",
    "Vom", "Von", "Vor", "Wann", "Warum", "Was", "Wenn", "Wer", "Wie", "Wir", "Wo", "Zu", "Zum",
];

/// The sentences of a block.
fn sentences_of<'b>(block: &'b Block, words: &'b [Word<'b>]) -> Vec<Sentence<'b>> {
    let mut sentences = Vec::new();
    let mut first = 0;
    for (at, pair) in words.windows(2).enumerate() {
        if let [before, after] = pair
            && let Some(end) = end_between(block, before, after)
        {
            sentences.push(Sentence { block, words: &words[first..=at], colon: end == ':' });
            first = at + 1;
        }
    }
    if first < words.len() {
        sentences.push(Sentence { block, words: &words[first..], colon: false });
    }
    sentences
}

/// The sign that ends a sentence between two words, if one does.
fn end_between(block: &Block, before: &Word<'_>, after: &Word<'_>) -> Option<char> {
    let gap = &block.text[before.end()..after.start];
    let mut signs = gap.split_inclusive(char::is_whitespace).filter(|signs| signs.ends_with(char::is_whitespace));
    let (signs, end) = signs.find_map(|signs| {
        let signs = signs.trim_end();
        let end = signs.trim_end_matches(CLOSERS).chars().next_back()?;
        ENDS.contains(&end).then_some((signs, end))
    })?;
    match end {
        ':' => Some(end),
        _ if after.is_lower() => None,
        '.' if signs == "." && gap.starts_with('.') && is_within(before, after, gap.contains('\n')) => None,
        _ => Some(end),
    }
}

/// Whether the dot between two words belongs to the first: an ordinal number or an abbreviation.
fn is_within(before: &Word<'_>, after: &Word<'_>, new_line: bool) -> bool {
    let opens = OPENERS.contains(&after.text);
    let word = before.lower();
    if word.bytes().all(|b| b.is_ascii_digit()) {
        // Years end sentences, days do not.
        return word.len() <= 3 && (MONTHS.contains(&after.text) || !(new_line || opens));
    }
    if LAST_ABBREVIATIONS.contains(&word.as_str()) {
        return !opens;
    }
    let letter = word.chars().count() == 1;
    (letter || ABBREVIATIONS.contains(&word.as_str())) && !(new_line && opens)
}

// ---- rules for a sentence ----

/// `plain/long-sentence`
fn long_sentence(sentence: &Sentence<'_>, found: &mut Findings) {
    let count = sentence.words.len();
    if count > MAX_WORDS {
        found.push(
            sentence.place(sentence.words),
            "plain/long-sentence",
            format!("this sentence has {count} words, in plain German {MAX_WORDS} are the limit"),
            "who reads slowly has lost the beginning before the end: write one thought a sentence. Part it at `und`, \
             `aber` or a comma; `weil` becomes `Der Grund ist:`, a relative clause becomes a sentence of its own, and \
             several things become a list",
        );
    }
}

/// What compounds often have at a joint, with its last letter belonging to the first part.
const SEAMS: &[&str] = &["ungs", "heits", "keits", "schafts", "ions", "täts", "ings"];

/// `plain/long-word`
fn long_words(sentence: &Sentence<'_>, found: &mut Findings) {
    for word in sentence.words.iter().filter(|word| word.german) {
        let mut start = word.start;
        for piece in word.text.split_inclusive(JOINTS) {
            let part = piece.trim_end_matches(JOINTS);
            let letters = part.chars().filter(|c| c.is_alphabetic()).count();
            if letters > MAX_LETTERS {
                let example = match parted(part) {
                    Some(parted) => format!("such as `{parted}`"),
                    None => "as in `Familien-Nachzug`".to_owned(),
                };
                found.push(
                    sentence.block.source_of(start..start + part.len()),
                    "plain/long-word",
                    format!("`{part}` has {letters} letters without a hyphen, the limit is {MAX_LETTERS}"),
                    format!(
                        "the eye finds no hold in a long word: part it with a hyphen where two words meet, {example}, \
                         or say it in short words"
                    ),
                );
            }
            start += piece.len();
        }
    }
}

/// A compound with a hyphen at a joint that its endings show.
fn parted(word: &str) -> Option<String> {
    let joints = SEAMS.iter().filter_map(|seam| {
        let at = word.rfind(seam)? + seam.len();
        let (one, other) = (&word[..at], &word[at..]);
        (one.chars().count() > seam.len() + 1 && other.chars().count() > 3).then_some((one, other))
    });
    let (one, other) = joints.max_by_key(|(one, _)| one.len())?;
    let mut letters = other.chars();
    let first = letters.next()?;
    match word.starts_with(char::is_uppercase) {
        true => Some(format!("{one}-{}{}", first.to_uppercase(), letters.as_str())),
        false => None,
    }
}

/// The beginnings of the subjunctives that plain German does without, and what to write instead.
const SUBJUNCTIVES: &[(&str, &str)] = &[
    ("würde", "leave it out and write the verb in the present: `Wir helfen Ihnen.`"),
    ("könnte", "write `kann`, or `Vielleicht …`"),
    ("hätte", "write `hat`, or say who claims it in a sentence before: `Die Behörde sagt: Er hat …`"),
    ("wäre", "write `ist`, or say who claims it in a sentence before: `Die Behörde sagt: Das ist …`"),
    ("sollte", "write `soll`, or ask directly: `Bitte bringen Sie … mit.`"),
    ("müsste", "write `muss`"),
    ("dürfte", "write `darf`, or `wahrscheinlich` if you mean a guess"),
];

/// Who may follow `Würde` at the beginning of a sentence; before all else it is the noun.
const AFTER_VERB: &[&str] = &["das", "du", "er", "es", "ich", "ihr", "man", "sie", "wir"];

/// `plain/subjunctive`
fn subjunctives(sentence: &Sentence<'_>, found: &mut Findings) {
    for (at, word) in sentence.words.iter().enumerate().filter(|(_, word)| word.german) {
        let lower = word.lower();
        let Some((_, instead)) = SUBJUNCTIVES.iter().find(|(start, _)| is_subjunctive(&lower, start)) else { continue };
        let asks = || at == 0 && sentence.words.get(1).is_some_and(|next| AFTER_VERB.contains(&next.lower().as_str()));
        if lower.starts_with("würd") && word.is_capital() && !asks() {
            continue;
        }
        found.push(
            sentence.place(std::slice::from_ref(word)),
            "plain/subjunctive",
            format!("`{}` leaves open whether something is so", word.text),
            format!("many readers take a subjunctive for a fact or for the past: {instead}"),
        );
    }
}

/// Whether a word is a person of the verb that begins so: `würde`, `würdest`, `würden`, `würdet`; `wärst`, `wärt`.
fn is_subjunctive(word: &str, start: &str) -> bool {
    let full = word.strip_prefix(start).is_some_and(|end| ["", "n", "st", "t"].contains(&end));
    full || start == "wäre" && ["wärst", "wärt"].contains(&word)
}

/// Articles and possessives that stand in the genitive only, if a noun in `-s` follows. `des` is nothing else ever.
const GENITIVE: &[&str] = &["des", "eines", "keines", "meines", "deines", "seines", "ihres", "unseres", "eures"];

/// Words that are accusative as well: `dieses Haus`.
const EITHER: &[&str] = &["dieses", "jedes", "jenes"];

/// Ends of neuter nouns that look like genitives.
const NEUTER_ENDS: &[&str] = &["ss", "nis", "seits", "wachs", "kurs", "haus"];

/// Prepositions with a genitive, and what to write instead.
const PREPOSITIONS: &[(&str, &str)] = &[
    ("wegen", "make a sentence with `weil` of it"),
    ("aufgrund", "make a sentence with `weil` of it"),
    ("trotz", "make a sentence with `obwohl` or `trotzdem` of it"),
    ("während", "make a sentence with `wenn` or `als` of it, or write `in der Zeit von`"),
    ("innerhalb", "write `in` with the dative: `in einem Monat`"),
    ("außerhalb", "write `nicht in` with the dative"),
    ("statt", "make two sentences of it with `nicht` and `sondern`"),
    ("mithilfe", "write `mit` with the dative"),
];

/// `plain/genitive`
fn genitives(sentence: &Sentence<'_>, found: &mut Findings) {
    let words = sentence.words;
    for at in 0..words.len() {
        let Some(noun) = genitive_from(sentence, at) else { continue };
        let before = at.checked_sub(1).map(|before| words[before].lower()).unwrap_or_default();
        let preposition = PREPOSITIONS.iter().find(|(word, _)| *word == before);
        let start = if preposition.is_some() { at - 1 } else { at };
        let instead = match preposition {
            Some((_, instead)) => *instead,
            None => "write `von` with the dative, as in `das Büro von der Stadt`, or make one word of the two nouns",
        };
        let shown: Vec<_> = words[start..=noun].iter().map(|word| word.text).collect();
        found.push(
            sentence.place(&words[start..=noun]),
            "plain/genitive",
            format!("`{}` is a genitive", shown.join(" ")),
            format!("the genitive is rare in speech, and who learns German learns it last: {instead}"),
        );
    }
}

/// The noun of the genitive that begins with a word. At most two words stand between.
fn genitive_from(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let words = sentence.words;
    let article = words[at].lower();
    let either = EITHER.contains(&article.as_str());
    if !words[at].german || !(either || GENITIVE.contains(&article.as_str())) {
        return None;
    }
    let mut certain = !either;
    for next in at + 1..words.len().min(at + 4) {
        let word = &words[next];
        // A comma parts two adjectives, but not an article from what follows.
        let comma = next > at + 1;
        let spaced = |c: char| c.is_whitespace() || ".„“»«\"".contains(c) || comma && c == ',';
        if !word.german || !sentence.gap(&words[next - 1], word).chars().all(spaced) {
            return None;
        }
        if is_genitive_attribute(word.text) {
            // `dieses neuen Hauses`, where the accusative has `dieses neue Haus`.
            certain |= word.is_lower();
            continue;
        }
        if !word.is_capital() || !is_genitive_noun(word.text, article == "des", certain) {
            return None;
        }
        // `des Vereinigten Königreichs`: what looked like the noun is a part of a name.
        let name = words.get(next + 1).filter(|name| {
            let close = sentence.gap(word, name).chars().all(char::is_whitespace);
            close && word.text.ends_with("en") && name.is_capital() && name.text.ends_with('s')
        });
        return Some(if name.is_some() { next + 1 } else { next });
    }
    None
}

/// Whether a word may stand between article and noun of a genitive: `neuen`, `3.`, `Berliner`.
fn is_genitive_attribute(word: &str) -> bool {
    let lower = word.starts_with(char::is_lowercase);
    word.bytes().all(|b| b.is_ascii_digit())
        || lower && word.ends_with("en")
        || !lower && word.ends_with("er") && word.chars().count() > 4
}

/// Whether a word with a capital is a genitive: after `des` also `Menschen` and `BAMF`; where the article is not
/// certain, only with an ending that hardly any neuter noun has.
fn is_genitive_noun(noun: &str, des: bool, certain: bool) -> bool {
    let lower = noun.to_lowercase();
    let mut ends = lower.chars().rev();
    let genitive = noun.chars().count() > 3 && ends.next() == Some('s');
    let weak = lower.ends_with("en") || lower.ends_with("rn");
    let short = noun.chars().count() > 1 && noun.chars().all(char::is_uppercase);
    let rare = ends.next().is_some_and(|c| c == 'e' || !"aiouäöü".contains(c))
        && !NEUTER_ENDS.iter().any(|end| lower.ends_with(end));
    genitive && (certain || rare) || des && (weak || short)
}

// ---- the passive ----

/// Forms of `werden` that make a passive with a participle, and nothing else.
const PAST: &[&str] = &["wurde", "wurden", "wurdest", "wurdet", "worden"];

/// Forms of `werden` that make a future, too.
const PRESENT: &[&str] = &["werde", "wirst", "wird", "werdet", "werden"];

/// Forms of verbs beside which `werden` is an infinitive, and so no future.
#[rustfmt::skip]
const MODALS: &[&str] = &[
    "darf", "durfte", "dürfen", "dürft", "kann", "kannst", "konnte", "konnten", "können", "könnt", "könnte",
    "könnten", "muss", "musst", "musste", "müssen", "müsst", "müsste", "müssten", "soll", "sollen", "sollte",
    "sollten", "will", "wollen",
];

/// Verbs that make something else of a participle before them: `wird gewartet haben`, `wird verloren gehen`.
const NO_PASSIVE: &[&str] = &["bleiben", "gehen", "haben", "sein"];

/// How many words on a participle is still looked for.
const REACH: usize = 40;

/// Forms of `haben` and `sein`: a participle after them is theirs.
const PERFECT: &[&str] =
    &["bin", "bist", "habe", "haben", "hast", "hat", "hatte", "hatten", "ist", "sind", "war", "waren"];

/// Words that look like participles beside `werden` and are none, or are as much adjectives and adverbs.
#[rustfmt::skip]
const NO_PARTICIPLES: &[&str] = &[
    "bedeutet", "bedingt", "bedankt", "befindet", "beginnt", "behält", "bekannt", "bekommt", "beliebt", "bemüht",
    "bereit", "berät", "berühmt", "besitzt", "besonnen", "besorgt", "besteht", "bestimmt", "beträgt", "betritt",
    "beweist", "bewirbt", "bewusst", "entgeht", "enthält", "entlässt", "entscheidet", "entspannt", "entspricht",
    "entsteht", "erfährt", "ergibt", "erhält", "erkennt", "ernst", "erscheint", "ertrinkt", "gebt", "gedenkt",
    "gefallen", "gefällt", "geht", "gelaunt", "gelingt", "genießt", "genügt", "geeignet", "gerät", "gerecht",
    "gesamt", "geschieht", "geschickt", "gespannt", "gesteht", "gewandt", "gewinnt", "gewohnt", "kompliziert",
    "umgekehrt", "umsonst", "unterscheidet", "verbietet", "verbindet", "vergisst", "verlässt", "verliert", "verrückt",
    "verschieden", "verspricht", "versteht", "vertritt", "verwandt", "überhaupt",
];

/// What may stand before `ge` in a participle, or before a prefix of [`INSEPARABLE`].
#[rustfmt::skip]
const SEPARABLE: &[&str] = &[
    "ab", "an", "auf", "aus", "auseinander", "bei", "bekannt", "bereit", "da", "dar", "durch", "ein", "entgegen",
    "fehl", "fern", "fertig", "fest", "fort", "frei", "gegenüber", "groß", "gut", "heim", "her", "heraus", "herbei",
    "hervor", "hin", "hinaus", "hinein", "hinzu", "hoch", "kennen", "klar", "klein", "krank", "lahm", "los", "mit",
    "nach", "nieder", "richtig", "schwer", "sicher", "statt", "still", "teil", "um", "unter", "voll", "vor", "voran",
    "voraus", "vorbei", "vorher", "wahr", "weg", "weiter", "wieder", "zu", "zurecht", "zurück", "zusammen",
    "zwischen", "über",
];

/// What may stand in a participle instead of `ge`.
const INSEPARABLE: &[&str] =
    &["be", "emp", "ent", "er", "ver", "zer", "miss", "über", "unter", "um", "wider", "wieder", "durch", "hinter"];

/// Participles in `-en` without their beginning, of verbs whose infinitive is another word.
#[rustfmt::skip]
const STRONG: &[&str] = &[
    "beten", "bissen", "bogen", "borgen", "boten", "brochen", "bunden", "dorben", "drungen", "flochten", "flogen",
    "flohen", "fochten", "fohlen", "froren", "funden", "gangen", "glichen", "golten", "gonnen", "gossen",
    "griffen", "hoben", "holfen", "klungen", "kniffen", "krochen", "liehen", "litten", "logen", "loren", "lungen",
    "mieden", "molken", "nommen", "nossen", "pfiffen", "priesen", "rieben", "rissen", "ritten", "rochen", "ronnen",
    "rungen", "schieden", "schlichen", "schliffen", "schlossen", "schlungen", "schmissen", "schmolzen", "schnitten",
    "schoben", "scholten", "schoren", "schossen", "schrieben", "schrien", "schritten", "schrocken", "schunden",
    "schwiegen", "schwollen", "schwommen", "schworen", "schwungen", "sessen", "soffen", "sogen", "sonnen", "spien",
    "sponnen", "sprochen", "sprungen", "standen", "stiegen", "stochen", "stohlen", "strichen", "stritten", "sungen",
    "tan", "trieben", "troffen", "trogen", "trunken", "wichen", "wiesen", "wogen", "wonnen", "worben", "worfen",
    "wunden", "zogen", "zwungen",
];

/// The same, where only `ge` tells the participle from the infinitive: `getragen` is one, `ertragen` may be either.
#[rustfmt::skip]
const LIKE_INFINITIVE: &[&str] = &[
    "backen", "blasen", "braten", "fahren", "fallen", "fangen", "fressen", "geben", "gessen", "graben", "halten",
    "hauen", "laden", "lassen", "lesen", "messen", "raten", "rufen", "schaffen", "schlagen", "sehen", "stoßen",
    "tragen", "treten", "waschen",
];

/// `plain/passive`: once for each clause.
fn passive(clause: &Sentence<'_>, found: &mut Findings) {
    let Some((form, participle)) = passive_in(clause.words) else { return };
    let (first, last) = (form.min(participle), form.max(participle));
    let words = &clause.words[first..=last];
    let between = if last - first > 1 { " … " } else { " " };
    found.push(
        clause.place(words),
        "plain/passive",
        format!("`{}{between}{}` is a passive", clause.words[first].text, clause.words[last].text),
        "it hides who does something, and readers must guess whether they have to: name the one and write the verb in \
         the active, as in `Wir prüfen den Antrag.` for `Der Antrag wird geprüft.`; if nobody is to be named, write \
         `man`",
    );
}

/// The form of `werden` and the participle in a clause, by their places.
fn passive_in(words: &[Word<'_>]) -> Option<(usize, usize)> {
    let lower: Vec<_> = words.iter().map(Word::lower).collect();
    let is_participle_at =
        |at: usize, certain: bool| words[at].german && words[at].is_lower() && is_participle(words[at].text, certain);
    let modal = lower.iter().any(|word| MODALS.contains(&word.as_str()));
    for (form, word) in lower.iter().enumerate() {
        let past = PAST.contains(&word.as_str());
        if !words[form].german || !(past || PRESENT.contains(&word.as_str())) {
            continue;
        }
        let left = match form.checked_sub(1) {
            Some(zu) if lower[zu] == "zu" => zu.checked_sub(1),
            left => left,
        };
        let left = left.filter(|at| is_participle_at(*at, past || modal));
        let right = || {
            let another_verb = |at: &usize| PERFECT.contains(&lower[*at].as_str());
            (form + 1..words.len()).take(REACH).take_while(|at| !another_verb(at)).find(|at| {
                let next = lower.get(at + 1).map(String::as_str).unwrap_or_default();
                is_participle_at(*at, past) && !NO_PASSIVE.contains(&next)
            })
        };
        if let Some(participle) = left.or_else(right) {
            return Some((form, participle));
        }
    }
    None
}

/// Whether a word has the form of a participle. One that could be an infinitive counts if the passive is `certain`.
fn is_participle(word: &str, certain: bool) -> bool {
    if NO_PARTICIPLES.contains(&word) {
        return false;
    }
    let ends_weak = |rest: &str| rest.ends_with('t') && rest.chars().count() > 2;
    let without_prefix = |rest: &str| {
        let ge = rest
            .strip_prefix("ge")
            .is_some_and(|rest| ends_weak(rest) || STRONG.contains(&rest) || LIKE_INFINITIVE.contains(&rest));
        let instead = INSEPARABLE
            .iter()
            .filter_map(|prefix| rest.strip_prefix(prefix))
            .any(|rest| ends_weak(rest) || STRONG.contains(&rest) || certain && LIKE_INFINITIVE.contains(&rest));
        ge || instead
    };
    word.ends_with("iert") && word.len() > 6
        || without_prefix(word)
        || SEPARABLE.iter().filter_map(|prefix| word.strip_prefix(prefix)).any(without_prefix)
}

// ---- the rule for a block ----

/// `plain/two-sentences-a-line`
fn one_a_line(block: &Block, sentences: &[Sentence<'_>], found: &mut Findings) {
    if block.one_line {
        return;
    }
    for pair in sentences.windows(2) {
        let [before, after] = pair else { continue };
        let (Some(last), Some(first)) = (before.words.last(), after.words.first()) else { continue };
        if !before.colon && !block.text[last.end()..first.start].contains('\n') {
            found.push(
                after.place(after.words),
                "plain/two-sentences-a-line",
                format!("a second sentence begins on this line, with `{}`", first.text),
                "who reads slowly loses the place in a block of text: begin a new line in the file for every sentence, \
                 and the page shows it so",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What a rule finds in a body, as it stands there.
    fn found<'b>(rule: &str, body: &'b str) -> Vec<&'b str> {
        let findings = findings(body).into_iter().filter(|finding| finding.rule == rule);
        findings.map(|finding| &body[finding.range]).collect()
    }

    /// Each body with what a rule finds in it.
    fn cases(rule: &str, cases: &[(&str, &[&str])]) {
        for (body, expected) in cases {
            assert_eq!(found(rule, body), *expected, "{rule}: {body:?}");
        }
    }

    /// Bodies in which a rule finds nothing.
    fn silent(rule: &str, bodies: &[&str]) {
        for body in bodies {
            assert_eq!(found(rule, body), [""; 0], "{rule}: {body:?}");
        }
    }

    /// The sentences of a body, each with the number of its words.
    fn counts(body: &str) -> Vec<usize> {
        let blocks = Reader::blocks(body);
        blocks
            .iter()
            .flat_map(|block| sentences_of(block, &words_of(block)).iter().map(|s| s.words.len()).collect::<Vec<_>>())
            .collect()
    }

    #[test]
    fn sentences_end_where_they_end() {
        for (body, expected) in [
            ("Das ist gut. Das auch! Und das? Ja", vec![3, 2, 2, 1]),
            ("Am 3. Mai und am 1. Januar.", vec![7]),
            ("Am 3.\nMai geht es los.", vec![6]),
            ("Es ist der 21. Tag. Sie ist 25. Dann kam er.", vec![5, 3, 3]),
            ("Das war 2016. Menschen kamen.", vec![3, 2]),
            ("Sie ist 25.\nMenschen kamen.", vec![3, 2]),
            ("Es sind 1.000 Menschen, also 3,5 Prozent.", vec![7]),
            ("Am 1.1.2024 um 10:30 Uhr.", vec![5]),
            ("Das sind z. B. Kinder und d. h. alle.", vec![9]),
            ("Das sind z.B. Kinder, ca. 3 Mio. Menschen usw. Das ist viel.", vec![10, 3]),
            ("Dr. Meier, Nr. 5. Das ist alles.", vec![4, 3]),
            ("Hilfe aller Art. Die gibt es nach Art. 16.", vec![3, 6]),
            ("Sie brauchen: Pass und Visum.", vec![2, 3]),
            ("Für Bürger:innen, Kolleg*innen und Helfer_innen.", vec![5]),
            ("„Wie bitte?“ fragte er. „Ja.“ Gut (sehr gut!). Ende …", vec![4, 1, 3, 1]),
            ("Ein Satz\nüber zwei\\\nZeilen.", vec![5]),
            ("Ein **Wort** mit *Be*tonung und [Link zum Ziel](../a.b.md \"Titel\").", vec![8]),
            ("Nehmen Sie `a.b. C d` mit. <b>Gut</b>.", vec![3, 1]),
            ("Ein Satz.[^1] Ein zweiter.\n\n[^1]: Eine Note.", vec![2, 2, 2]),
            ("## Eine Überschrift\nText", vec![2, 1]),
            ("- eins zwei\n- drei\n  - vier\n\n> [!NOTE]\n> fünf sechs", vec![2, 1, 1, 2]),
            ("Table: Zwei Zahlen\n\n| A b | C |\n|---|---|\n| d e f | Ja. Hm |", vec![2, 2, 1, 3, 1, 1]),
            ("![Ein Bild](../a.jpg \"Die Zeile darunter\")", vec![3, 2]),
            ("Auf https://www.iom.int/a.b?c und info@iom.int oder iom.int.", vec![6]),
            ("```\nkein Wort\n```\n\n    auch keines\n\n<p>nichts</p>", vec![]),
            ("Tom &amp; Eva&shy;maria – 2014–2024 und/oder mehr", vec![7]),
        ] {
            assert_eq!(counts(body), expected, "{body:?}");
        }
    }

    #[test]
    fn a_long_sentence_is_one_of_more_than_fifteen_words() {
        let words = |count: usize| format!("Wir{}", " sehen".repeat(count - 1));
        let (short, long) = (words(15), words(16));
        let several = format!("{short}. {}: {short}\n\n- {short}\n- {short}", words(15));
        silent("plain/long-sentence", &[&short, &several]);
        let body = format!("Ja.\n„{long}!“");
        assert_eq!(found("plain/long-sentence", &body), [long.as_str()]);
        let message = &findings(&body)[0].message;
        assert_eq!(message, "this sentence has 16 words, in plain German 15 are the limit");
        let marked = format!("**Wir** {} [sie](https://x.org)", words(14));
        assert_eq!(found("plain/long-sentence", &marked), [format!("Wir** {} [sie", words(14))]);
    }

    #[test]
    fn long_words_are_measured_between_hyphens() {
        cases(
            "plain/long-word",
            &[
                ("Die Aufenthaltserlaubnis ist da.", &["Aufenthaltserlaubnis"]),
                ("Ihr Asyl-Bewerberleistungsgesetz-Antrag", &["Bewerberleistungsgesetz"]),
                ("[Familienzusammenführung](../a.md)", &["Familienzusammenführung"]),
                ("abcdefghijklmno", &["abcdefghijklmno"]),
                ("Auf**enthaltser**laubnis", &["Auf**enthaltser**laubnis"]),
                ("| Familiennachzüge |\n|---|", &["Familiennachzüge"]),
            ],
        );
        silent(
            "plain/long-word",
            &[
                "abcdefghijklmn",
                "Aufenthalts-Erlaubnis und Auf&shy;enthalts&shy;erlaubnis, Aufenthalts·erlaubnis",
                "Unterstützer:innen",
                "[Unterstützungsprogramm](lang:de)",
                "`Unterstützungsprogramm` auf www.returningfromgermany.de",
                "[Portal](https://www.unterstuetzungsprogramm.de)",
            ],
        );
        for (word, hint) in [
            ("Unterstützungsprogramm", Some("Unterstützungs-Programm")),
            ("Beratungsstellenleitung", Some("Beratungs-Stellenleitung")),
            ("Familiennachzug", None),
            ("migrationspolitisch", None),
        ] {
            assert_eq!(parted(word).as_deref(), hint, "{word}");
        }
    }

    #[test]
    fn passives_are_found() {
        cases(
            "plain/passive",
            &[
                ("Der Antrag wird geprüft.", &["wird geprüft"]),
                ("Wird der Antrag von uns geprüft?", &["Wird der Antrag von uns geprüft"]),
                ("Sie werden bald\neingeladen.", &["werden bald\neingeladen"]),
                ("Wir warten, bis er geprüft wird.", &["geprüft wird"]),
                ("Er kann geprüft werden.", &["geprüft werden"]),
                ("Sie hofft, anerkannt zu werden.", &["anerkannt zu werden"]),
                ("Er ist gefunden worden.", &["gefunden worden"]),
                ("Du wirst informiert, ihr werdet beauftragt.", &["wirst informiert", "werdet beauftragt"]),
                ("Geld wurde vergeben.", &["wurde vergeben"]),
                ("Sie können beraten werden.", &["beraten werden"]),
                ("Das Haus wurde zerstört, Menschen wurden vertrieben.", &["wurde zerstört", "wurden vertrieben"]),
                ("Das wird oft **ab**gelehnt.", &["wird oft **ab**gelehnt"]),
                ("- Das wird übernommen", &["wird übernommen"]),
                ("Ich werde von [Ärzten](../a.md) behandelt.", &["werde von [Ärzten](../a.md) behandelt"]),
                ("Das wird gemacht, und jenes wurde übertroffen.", &["wird gemacht", "wurde übertroffen"]),
            ],
        );
    }

    #[test]
    fn other_uses_of_werden_are_no_passives() {
        silent(
            "plain/passive",
            &[
                "Sie wird Ärztin.",
                "Das Wasser wird knapp und teuer.",
                "Wir werden Ihnen gern helfen.",
                "Sie werden Hilfe bekommen und Geld erhalten.",
                "Er wird das Land verlassen und nicht vergessen.",
                "Wir werden Sie besuchen, beraten und begleiten.",
                "Es wird genug gesund gestern gegen Gemeinden geben.",
                "Die Menschen werden gehen, gehören, gewinnen und genießen.",
                "Das wird allen gerecht.",
                "Das wird bestimmt gut, denn er ist bekannt.",
                "Das wurde überhaupt erst bekannt.",
                "Wenn alles geprüft ist, werden Sie Mitglied.",
                "Er wird lange gewartet haben.",
                "Sie wurde 18 und hat gearbeitet.",
                "Wir haben geholfen. Es wird gut.",
                "Die Würde wird zum Gehalt und Gebet.",
                "Das [is done and wird gemacht](lang:en).",
                "`wird gemacht`",
                "| wird | gemacht |\n|---|---|",
                "Das wird zuerst ernst.",
                "Er wird sein Geld ausgeben, angeben und zurückgeben.",
            ],
        );
    }

    #[test]
    fn genitives_are_found() {
        cases(
            "plain/genitive",
            &[
                ("Das Büro des Landes", &["des Landes"]),
                ("Die Hilfe des neuen großen Programms", &["des neuen großen Programms"]),
                ("Das Recht des Menschen und des BAMF", &["des Menschen", "des BAMF"]),
                ("Die Lage des Berliner Büros", &["des Berliner Büros"]),
                ("Ende des 3. Kapitels", &["des 3. Kapitels"]),
                ("Der König des Vereinigten Königreichs kam.", &["des Vereinigten Königreichs"]),
                ("Des Kindes wegen", &["Des Kindes"]),
                ("Die Eltern eines Kindes und ihres\n**Hauses**", &["eines Kindes", "ihres\n**Hauses"]),
                ("Wegen des Krieges", &["Wegen des Krieges"]),
                ("Er kam trotz seines Alters.", &["trotz seines Alters"]),
                ("Ende dieses Jahres, während jedes neuen Kurses", &["dieses Jahres", "während jedes neuen Kurses"]),
                ("Der Anfang dieses Programms", &["dieses Programms"]),
            ],
        );
        let finding = &findings("Wegen des Krieges")[0];
        assert!(finding.hint.contains("`weil`"), "{}", finding.hint);
    }

    #[test]
    fn what_looks_like_a_genitive_is_left_alone() {
        silent(
            "plain/genitive",
            &[
                "Dieses Haus, dieses neue Haus und dieses Berliner Krankenhaus",
                "Jedes Ergebnis, jedes Glas, jenes Business, dieses Abseits",
                "Dieses Kind kennt jedes Land.",
                "Eines der Büros ist hier.",
                "Eines ist klar: Alles geht.",
                "Das ist seines. Haus und Hof sind hier.",
                "Ihres, Hans, ist da.",
                "Das Büro von der Stadt, wegen dem Krieg",
                "Die Rue [des Alpes](lang:fr)",
                "Ende `des Landes`",
                "des",
            ],
        );
    }

    #[test]
    fn subjunctives_are_found() {
        cases(
            "plain/subjunctive",
            &[
                ("Ich würde, du würdest, sie würden, ihr würdet", &["würde", "würdest", "würden", "würdet"]),
                ("Könnten Sie? Hätte er! Wäre es.", &["Könnten", "Hätte", "Wäre"]),
                ("Sie sollten, müssten und dürften.", &["sollten", "müssten", "dürften"]),
                ("du wärst, *wären*", &["wärst", "wären"]),
                ("Würden Sie kommen?", &["Würden"]),
            ],
        );
        silent(
            "plain/subjunctive",
            &[
                "Die Würde ist wichtig. Würde heißt Achtung.",
                "Das ist würdevoll und würdig, er musste, durfte, konnte und hatte.",
                "Sie möchte kommen.",
                "[könnte](lang:en) `hätte`",
            ],
        );
    }

    #[test]
    fn a_line_holds_one_sentence() {
        cases(
            "plain/two-sentences-a-line",
            &[
                ("Eins ist da. Zwei ist da.\nDrei.", &["Zwei ist da"]),
                ("- Ja! Nein? Doch.", &["Nein", "Doch"]),
                ("> Ein Satz über\n> zwei Zeilen. Und *noch* einer.", &["Und *noch* einer"]),
                ("„Ja.“ „Nein.“", &["Nein"]),
            ],
        );
        silent(
            "plain/two-sentences-a-line",
            &[
                "Eins.\nZwei.\\\nDrei.\n\nVier.",
                "Das heißt: Alles ist gut.",
                "## Wer? Was?",
                "| Eins. Zwei. |\n|---|\n| Drei. Vier. |",
                "![Eins. Zwei.](a.jpg \"Drei. Vier.\")",
                "Table: Zahlen",
                "Am 3. Mai z. B. Montag.",
            ],
        );
    }

    #[test]
    fn findings_come_in_the_order_of_the_text() {
        let body = "Der Plan wird gemacht. Er könnte\nwegen des Landes Familienzusammenführung sein.";
        let rules: Vec<_> = findings(body).iter().map(|finding| finding.rule).collect();
        let expected = ["passive", "two-sentences-a-line", "subjunctive", "genitive", "long-word"];
        assert_eq!(rules, expected.map(|rule| format!("plain/{rule}")));
    }

    /// Words, signs and mark-up that the rules look for, and any other characters.
    const TEXT: &str = "(?s)(wird|werden|gemacht|des|neuen|Landes|Würde|[0-9]|\\. |[.!?:]|\u{ad}|&shy;|&amp;|\
        \u{308}|ä|[*_`#>|\\-]|\\n|\\n\\n|\\[|\\]|\\(|\\)|lang:|!\\[|\"|Table:|\\|---\\||    |<|\\\\|ß| |.){0,60}";

    proptest! {
        #[test]
        fn no_text_makes_it_panic(body in TEXT) {
            for finding in findings(&body) {
                prop_assert!(body.get(finding.range.clone()).is_some_and(|text| !text.is_empty()), "{finding:?}");
            }
        }

        #[test]
        fn no_other_text_makes_it_panic(body in "\\PC{0,80}") {
            for finding in findings(&body) {
                prop_assert!(body.get(finding.range.clone()).is_some(), "{finding:?}");
            }
        }
    }
}
