//! German: its most frequent words, and made-up ones with the endings of German and their compounds.

use super::random::Random;
use super::stems::{Form, Syllables, capital};

/// Words without which no sentence is built, the most frequent first.
pub(super) const FUNCTION: &str = "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch \
    es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur \
    oder aber vor zur bis mehr durch man sein wurde sei wir seine ich kann gegen vom können schon wenn habe ihre \
    dann unter ihr hatte seit diese ihren sowie diesem dieser dieses ob damit ihrer wurden zwischen immer seiner \
    ihm ohne soll müssen alle weil wieder sehr doch keine kein waren worden will jetzt mich mir was ihn uns sondern \
    viele viel selbst seinen anderen andere hier etwa während drei zwei muss beim weiter dort denn anders da deren \
    dessen jedoch bereits davon dabei dazu daher dafür danach darauf darüber heute ihnen ihrem einige einigen beide \
    beiden jeder jede jedes allem aller allen eines solche solcher welche welcher mehrere rund gegenüber trotz wegen \
    innerhalb außerhalb neben hinter entlang statt gemäß bald oft nie nun zuvor zudem zugleich außerdem deshalb \
    trotzdem allerdings insgesamt gemeinsam weitere weiteren erst erste ersten zweite zweiten sogar fast kaum ganz \
    etwas nichts jemand niemand vier fünf sechs sieben acht neun zehn konnte konnten sollen sollte sollten wollen \
    wollte dürfen darf möchte würde würden wäre hätte hätten ab je pro samt mal";

/// Other frequent words, of every day and of this site, the most frequent first.
pub(super) const COMMON: &str = "Menschen Jahr Jahren Jahre Migration Deutschland Land Länder Ländern Zeit \
    Rückkehr Unterstützung Arbeit Hilfe Familie Familien Kinder Kindern Frauen Männer Geflüchtete Geflüchteten \
    Regierung Staaten Welt Stadt Millionen Tag Tage Tagen Prozent Projekt Projekte Programm Organisation Behörden \
    neue neuen neuer neues große großen großer kleine kleinen gut gute guten guter lang lange langen hoch hohe hohen \
    alt alte alten jung junge jungen wichtig wichtige wichtigen eigene eigenen letzten nächsten deutsche deutschen \
    deutscher europäische europäischen internationale internationalen internationaler nationale nationalen \
    humanitäre humanitären soziale sozialen politische politischen wirtschaftliche rechtliche freiwillige \
    freiwilligen freiwilliger sichere sicheren reguläre öffentliche öffentlichen gemeinsame gemeinsamen \
    verschiedene verschiedenen besondere besonderen gesagt sagte sagt gemacht macht machen gibt geben gab gegeben \
    geht gehen ging gegangen kommt kommen kam kamen gekommen steht stehen stand bleibt bleiben blieb geblieben lebt \
    leben lebten gelebt arbeitet arbeiten arbeitete hilft helfen half geholfen unterstützt unterstützen \
    unterstützte bietet bieten bot angeboten findet finden fand gefunden führt führen führte geführt zeigt zeigen \
    zeigte gezeigt brauchen braucht gebraucht erhalten erhielt erhielten bekommt bekommen bekam erreicht erreichen \
    erreichte beginnt beginnen begann begonnen endet entscheiden entschied entschieden verlassen verließ verließen \
    fliehen floh flohen geflohen suchen sucht suchte gesucht lernen lernt lernte gelernt sprechen spricht sprach \
    gesprochen schreiben schreibt schrieb lesen liest hören sehen sieht sah gesehen denken dachte glauben wissen \
    weiß wusste kennen kannte nennen nannte nehmen nimmt nahm genommen bringen brachte gebracht tragen trug halten \
    hält hielt gehalten lassen lässt ließ liegen liegt lag setzen setzte stellen stellte gestellt ziehen zog bauen \
    gebaut reisen reiste gereist treffen traf getroffen schützen schützt geschützt fördern gefördert stärken \
    gestärkt verhindern ermöglichen Beratung Beratungsstelle Reintegration Aufnahme Resettlement Familiennachzug \
    Asyl Flucht Vertreibung Vertriebene Vertriebenen Schutz Sicherheit Recht Rechte Gesetz Gericht Antrag Anträge \
    Entscheidung Visum Pass Papiere Botschaft Grenze Grenzen Weg Wege Reise Flug Flüge Ankunft Ausreise Einreise \
    Aufenthalt Lager Unterkunft Dorf Dörfer Region Gebiet Haus Häuser Wohnung Schule Schulen Bildung Ausbildung \
    Sprache Sprachen Kurs Kurse Universität Forschung Studie Studien Daten Zahlen Zahl Bericht Berichte Gesundheit \
    Arzt Ärztin Krankenhaus Arbeitsplatz Unternehmen Wirtschaft Markt Geld Kosten Mittel Spende Spenden Beitrag \
    Ministerium Minister Ministerin Bund Bundesregierung Bundesamt Auswärtiges Amt Kommune Kommunen Büro \
    Mitarbeiterin Mitarbeiter Leiterin Leiter Fachleute Partner Partnerschaft Zusammenarbeit Abkommen Vertrag Pakt \
    Netzwerk Konferenz Treffen Gespräch Gespräche Veranstaltung Forum Dialog Austausch Frage Fragen Antwort Antworten \
    Thema Themen Ziel Ziele Plan Aufgabe Aufgaben Rolle Teil Beispiel Grund Gründe Ursache Folge Folgen Problem \
    Probleme Lösung Lösungen Krise Krieg Frieden Konflikt Konflikte Katastrophe Überschwemmung Dürre Klima \
    Klimawandel Wasser Nahrung Meer Mittelmeer Straße Brücke Hafen Flughafen Bahnhof Leben Tod Geburt Alter Hand \
    Herz Kopf Auge Augen Mutter Vater Eltern Sohn Tochter Bruder Schwester Kind Junge Mädchen Mann Frau Person \
    Personen Freunde Nachbarn Gemeinschaft Gesellschaft Teilhabe Integration Vielfalt Diaspora Menschenhandel \
    Ausbeutung Betroffene Opfer Täter Presse Medien Foto Film Geschichte Geschichten Buch Seite Brief Name Namen \
    Wort Worte Morgen Abend Nacht Stunde Stunden Woche Wochen Monat Monate Monaten Januar Februar März April Mai \
    Juni Juli August September Oktober November Dezember Sommer Winter Frühjahr Herbst Norden Süden Osten Westen \
    Euro Anfang Ende Mitte Migrant:innen Teilnehmer:innen Berater:innen Expert:innen";

/// What German syllables are made of.
pub(super) const SYLLABLES: Syllables = Syllables {
    onsets: &[
        "s", "m", "r", "l", "b", "t", "w", "h", "d", "k", "f", "n", "g", "st", "v", "p", "z", "sch", "tr", "br", "gr",
        "sp", "fr", "kr", "schl", "bl", "fl", "pr", "kl", "dr", "schw", "gl", "j", "pl", "str", "pf", "kn", "zw",
    ],
    vowels: &["e", "a", "i", "u", "o", "ei", "a", "ie", "e", "ü", "ä", "au", "ö", "äu"],
    inner: &["", "", "", "r", "n", "l", "s", "m", "ch", "ck"],
    finals: &[
        "n", "r", "t", "l", "ch", "nd", "rt", "g", "st", "ng", "b", "d", "ll", "m", "rk", "nn", "k", "tt", "ck", "sch",
        "nt", "ft", "ß", "f", "rg", "tz", "ld", "nk", "rn", "z", "mm", "rm", "rb", "p", "pf",
    ],
};

/// Nouns of this site that compounds are made of, besides made-up ones.
pub(super) const PARTS: &[&str] = &[
    "Rückkehr",
    "Arbeit",
    "Hilfe",
    "Familie",
    "Kinder",
    "Flucht",
    "Grenze",
    "Schutz",
    "Land",
    "Stadt",
    "Bildung",
    "Sprache",
    "Schule",
    "Projekt",
    "Programm",
    "Daten",
    "Reise",
    "Gesundheit",
    "Wasser",
    "Klima",
    "Migration",
    "Beratung",
];

/// The forms of a made-up stem; each tells how much rarer it is than the stem, in tenths.
pub(super) fn forms(stem: &str, random: &mut Random) -> Vec<Form> {
    match random.below(20) {
        0..8 => noun(&capital(stem), random),
        8..15 => verb(stem, random),
        _ => adjective(stem, random),
    }
}

fn noun(noun: &str, random: &mut Random) -> Vec<Form> {
    let plural = match random.below(4) {
        0 => format!("{noun}e"),
        1 => format!("{noun}er"),
        _ => format!("{noun}en"),
    };
    let dative = format!("{plural}{}", if plural.ends_with('n') { "" } else { "n" });
    vec![(10, noun.to_owned()), (30, format!("{noun}s")), (14, plural), (26, dative)]
}

fn verb(stem: &str, random: &mut Random) -> Vec<Form> {
    let link = if stem.ends_with(['d', 't']) { "e" } else { "" };
    let mut forms = vec![
        (10, format!("{stem}en")),
        (12, format!("{stem}{link}t")),
        (20, format!("{stem}{link}te")),
        (28, format!("{stem}{link}ten")),
        (18, format!("ge{stem}{link}t")),
        (50, format!("{stem}end")),
    ];
    for _ in 0..random.below(3) {
        let prefix = random.text(&["ver", "be", "ent", "er", "zer"]);
        let whole = format!("{prefix}{stem}");
        let noun = capital(&whole);
        forms.extend([
            (30, format!("{whole}en")),
            (36, format!("{whole}{link}t")),
            (34, format!("{noun}ung")),
            (48, format!("{noun}ungen")),
        ]);
    }
    if random.chance(60) {
        let prefix = random.text(&["ab", "an", "auf", "aus", "ein", "vor", "zu", "über", "unter", "mit"]);
        forms.extend([
            (40, format!("{prefix}{stem}en")),
            (44, format!("{prefix}ge{stem}{link}t")),
            (60, format!("{prefix}zu{stem}en")),
            (50, format!("{}ung", capital(&format!("{prefix}{stem}")))),
        ]);
    }
    if random.chance(35) {
        let noun = capital(stem);
        let endings = [(36, "er"), (50, "erin"), (60, "ern"), (66, "erinnen"), (56, "er:innen")];
        forms.extend(endings.map(|(rarer, ending)| (rarer, format!("{noun}{ending}"))));
    }
    forms
}

fn adjective(stem: &str, random: &mut Random) -> Vec<Form> {
    let plain = format!("{stem}{}", random.text(&["lich", "ig", "isch", "bar", "sam", "haft", "los"]));
    let endings = [(14, ""), (12, "e"), (13, "en"), (24, "er"), (26, "es"), (34, "em")];
    let mut forms: Vec<Form> = endings.map(|(rarer, ending)| (rarer, format!("{plain}{ending}"))).into();
    if random.chance(40) {
        forms.push((44, format!("{}keit", capital(&plain))));
    }
    if random.chance(20) {
        forms.extend([(60, format!("un{plain}")), (62, format!("un{plain}en"))]);
    }
    forms
}

/// Two nouns in one, with its plural.
pub(super) fn compound(first: &str, second: &str, random: &mut Random) -> Vec<Form> {
    let link = match random.below(20) {
        _ if first.ends_with(['e', 's', 'ß']) => random.text(&["", "n"]),
        0..9 => "s",
        9..13 => "",
        13..17 => "en",
        17..19 => "es",
        _ => "er",
    };
    let whole = format!("{first}{link}{}", second.to_lowercase());
    vec![(34, format!("{whole}{}", random.text(&["e", "en", "er", "s"]))), (20, whole)]
}
