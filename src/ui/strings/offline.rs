//! The words of what readers keep in their browser. Scripts show them, so `publish` writes them into `keeper.js` and
//! `panel.js`, and the app carries none of them. Words in braces stand for what scripts put in.

use serde::Serialize;

use crate::text::Lang;

/// The words in one language.
#[derive(Debug)]
pub struct OfflineStrings {
    /// What is said on any page.
    pub keeper: KeeperStrings,
    /// The controls of the page about reading offline.
    pub panel: PanelStrings,
}

/// What is said on any page.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KeeperStrings {
    /// Said when an article was saved.
    pub saved: &'static str,
    /// Said when an article was taken off the list.
    pub removed: &'static str,
    /// Said when the browser refuses to store anything.
    pub not_saved: &'static str,
    /// What a copy is shown for.
    pub offline: &'static str,
    /// Said when the device is full.
    pub full: &'static str,
    /// Said when there is a new version.
    pub renewed: &'static str,
    /// Button that takes the new version.
    pub renew: &'static str,
    /// Button that closes a line.
    pub close: &'static str,
    /// Heading over what can be read without a connection.
    pub kept: &'static str,
}

/// The controls of the page about reading offline.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PanelStrings {
    /// Heading over the switch.
    pub reading: &'static str,
    /// Where the browser can do nothing of it.
    pub no_worker: &'static str,
    /// What is so while it is on.
    pub is_on: &'static str,
    /// What is so while it is off.
    pub is_off: &'static str,
    /// Button that turns it on.
    pub turn_on: &'static str,
    /// Button that turns it off.
    pub turn_off: &'static str,
    /// Said while it is being turned on.
    pub turning_on: &'static str,
    /// Said when it was turned on.
    pub turned_on: &'static str,
    /// Said when it could not be turned on.
    pub not_turned_on: &'static str,
    /// Heading over the sections.
    pub sections: &'static str,
    /// What keeping means.
    pub sections_help: &'static str,
    /// Where it is not turned on.
    pub sections_need_reading: &'static str,
    /// Where the list of sections cannot be had.
    pub no_manifest: &'static str,
    /// The name of all sections together.
    pub whole: &'static str,
    /// A section with what it takes: `name`, `size`, `files`.
    pub size: &'static str,
    /// A button for one thing of several: `action`, `name`.
    pub of: &'static str,
    /// Button that keeps a section.
    pub keep: &'static str,
    /// Button that removes a section that is kept.
    pub forget: &'static str,
    /// Button that fetches what became new.
    pub renew: &'static str,
    /// Button that goes on after an interruption.
    pub go_on: &'static str,
    /// Button that ends what is under way.
    pub stop: &'static str,
    /// Accessible name of the bar.
    pub progress: &'static str,
    /// Said when it begins: `files`, `size`.
    pub keeping: &'static str,
    /// Said when it is done: `files`, `size`.
    pub is_kept: &'static str,
    /// Said when the reader ended it.
    pub stopped: &'static str,
    /// Said when it broke off: `files`, `all`.
    pub broken_off: &'static str,
    /// Said when the device became full on the way.
    pub full: &'static str,
    /// Said when the device has too little room: `size`, `room`.
    pub no_room: &'static str,
    /// Said when a section was removed.
    pub forgotten: &'static str,
    /// Heading over what is loaded.
    pub loading: &'static str,
    /// What loading less means.
    pub loading_help: &'static str,
    /// As the browser says of the connection.
    pub auto: &'static str,
    /// As little as possible.
    pub less: &'static str,
    /// Everything.
    pub all: &'static str,
    /// Box that stores the choice.
    pub remember: &'static str,
    /// Said when the choice was stored.
    pub remembered: &'static str,
    /// Said when the choice holds for now.
    pub this_visit: &'static str,
    /// Heading over the reading list.
    pub list: &'static str,
    /// How articles come on the list.
    pub list_help: &'static str,
    /// What an empty list says.
    pub empty_list: &'static str,
    /// Button that takes an article off the list.
    pub remove: &'static str,
    /// Said when an article was taken off the list.
    pub removed: &'static str,
    /// Button that saves the list as a file.
    pub export: &'static str,
    /// Label of the field that reads such a file.
    pub import: &'static str,
    /// The name of the file.
    pub file: &'static str,
    /// Said when a file was read: `count`.
    pub imported: &'static str,
    /// Said when a file is no reading list: `file`.
    pub unreadable: &'static str,
    /// Said when the browser refuses to store anything.
    pub not_saved: &'static str,
    /// Heading over the button that removes everything.
    pub removal: &'static str,
    /// What it removes, and what it cannot.
    pub removal_help: &'static str,
    /// Before what is stored.
    pub stored_now: &'static str,
    /// A reading list: `count`.
    pub stored_list: &'static str,
    /// The choice of what is loaded.
    pub stored_choice: &'static str,
    /// The worker with its pages.
    pub stored_pages: &'static str,
    /// Where nothing is stored.
    pub nothing_stored: &'static str,
    /// Button that removes everything.
    pub remove_all: &'static str,
    /// Said when everything was removed.
    pub all_removed: &'static str,
}

/// The words in a language.
pub fn offline(lang: Lang) -> &'static OfflineStrings {
    match lang {
        Lang::En => &EN,
        Lang::De => &DE,
    }
}

static EN: OfflineStrings = OfflineStrings {
    keeper: KeeperStrings {
        saved: "Saved in this browser. The list is on the page “Reading offline”.",
        removed: "Removed from the reading list.",
        not_saved: "Your browser did not let the website store anything, so the article was not saved.",
        offline: "There seems to be no connection. What you see is the copy kept on this device; it may be older.",
        full: "The device is full. Older pages were removed to make room, and this one may not be kept.",
        renewed: "There is a new version of this website.",
        renew: "Use it now",
        close: "Close",
        kept: "What you can read now",
    },
    panel: PanelStrings {
        reading: "Reading without a connection",
        no_worker: "This browser cannot keep pages for reading offline: it is too old, in private mode, or the website was not opened over https. Everything else works.",
        is_on: "It is on: pages you visit are kept on this device and can be read without a connection.",
        is_off: "It is off: pages can be read with a connection only, and nothing is kept.",
        turn_on: "Turn on",
        turn_off: "Turn off and remove the pages",
        turning_on: "One moment: what every page needs is being loaded.",
        turned_on: "Done. From now on, pages you visit are kept.",
        not_turned_on: "It could not be turned on. Check the connection and whether your device has room, and try again. Nothing was kept.",
        sections: "Whole sections",
        sections_help: "Keep a section or everything before you go where there is no connection. The size is what it takes on the device; mostly less has to be loaded.",
        sections_need_reading: "Turn on reading without a connection first.",
        no_manifest: "The list of sections cannot be loaded now. What is kept stays readable.",
        whole: "Everything in English, with the search",
        size: "{name}: {size}, {files} files",
        of: "{action}: {name}",
        keep: "Keep",
        forget: "Remove",
        renew: "Renew",
        go_on: "Continue",
        stop: "Stop",
        progress: "Progress",
        keeping: "Loading {files} files, {size}. You can go on reading meanwhile, but leave this tab open.",
        is_kept: "Done: {files} files, {size}. They can be read without a connection.",
        stopped: "Stopped. What is there already will not be loaded again when you continue.",
        broken_off: "Broken off after {files} of {all} files. What is there already will not be loaded again when you continue.",
        full: "The device is full, so the section was not kept. Make room and try again.",
        no_room: "That takes {size}, but your browser offers {room}. Nothing was loaded.",
        forgotten: "Removed.",
        loading: "Pictures and speed",
        loading_help: "With less, pictures appear when you press their description, nothing is loaded ahead, and the program comes only when you do something.",
        auto: "As the browser says: less with data saving on or on a slow connection",
        less: "Load less",
        all: "Load everything",
        remember: "Remember this on this device",
        remembered: "Stored in this browser.",
        this_visit: "This holds until you close or reload the page. Nothing was stored.",
        list: "Reading list",
        list_help: "The button “Save” below an article puts it here. The list is in this browser alone; nobody else gets it.",
        empty_list: "No articles yet.",
        remove: "Remove",
        removed: "Removed from the reading list.",
        export: "Save the list as a file",
        import: "Add a list from a file",
        file: "reading-list.json",
        imported: "Articles added: {count}.",
        unreadable: "{file} is no reading list of this website. Nothing was changed.",
        not_saved: "Your browser did not let the website store anything.",
        removal: "Removing every trace",
        removal_help: "One button removes what this website has stored in the browser: reading list, choices, kept pages and what keeps them. Your browser's own history and its cache stay; clear them in its settings.",
        stored_now: "Stored now:",
        stored_list: "a reading list with {count} articles",
        stored_choice: "your choice of what is loaded",
        stored_pages: "pages for reading without a connection",
        nothing_stored: "Nothing of this website is stored.",
        remove_all: "Remove everything",
        all_removed: "Everything was removed.",
    },
};

static DE: OfflineStrings = OfflineStrings {
    keeper: KeeperStrings {
        saved: "In diesem Browser gespeichert. Die Liste steht auf der Seite „Offline lesen“.",
        removed: "Aus der Leseliste entfernt.",
        not_saved: "Ihr Browser lässt die Website nichts speichern, daher wurde der Beitrag nicht gemerkt.",
        offline: "Es besteht offenbar keine Verbindung. Sie sehen die Kopie auf diesem Gerät; sie kann älter sein.",
        full: "Der Speicher ist voll. Ältere Seiten wurden entfernt, und diese wird vielleicht nicht aufbewahrt.",
        renewed: "Es gibt eine neue Version dieser Website.",
        renew: "Jetzt verwenden",
        close: "Schließen",
        kept: "Was Sie jetzt lesen können",
    },
    panel: PanelStrings {
        reading: "Ohne Verbindung lesen",
        no_worker: "Dieser Browser kann keine Seiten zum Offline-Lesen aufbewahren: Er ist zu alt, im privaten Modus, oder die Website wurde nicht über https geöffnet. Alles andere funktioniert.",
        is_on: "Eingeschaltet: Besuchte Seiten bleiben auf diesem Gerät und lassen sich ohne Verbindung lesen.",
        is_off: "Ausgeschaltet: Seiten lassen sich nur mit Verbindung lesen, und nichts wird aufbewahrt.",
        turn_on: "Einschalten",
        turn_off: "Ausschalten und Seiten entfernen",
        turning_on: "Einen Moment: Was jede Seite braucht, wird geladen.",
        turned_on: "Fertig. Von jetzt an werden besuchte Seiten aufbewahrt.",
        not_turned_on: "Das Einschalten ist nicht gelungen. Prüfen Sie die Verbindung und den freien Speicher und versuchen Sie es noch einmal. Nichts wurde aufbewahrt.",
        sections: "Ganze Bereiche",
        sections_help: "Bewahren Sie einen Bereich oder alles auf, bevor Sie ohne Verbindung unterwegs sind. Genannt ist der Platz auf dem Gerät; geladen wird meist weniger.",
        sections_need_reading: "Schalten Sie zuerst das Lesen ohne Verbindung ein.",
        no_manifest: "Die Liste der Bereiche lässt sich gerade nicht laden. Was aufbewahrt ist, bleibt lesbar.",
        whole: "Alles auf Deutsch, mit der Suche",
        size: "{name}: {size}, {files} Dateien",
        of: "{action}: {name}",
        keep: "Aufbewahren",
        forget: "Entfernen",
        renew: "Erneuern",
        go_on: "Fortsetzen",
        stop: "Anhalten",
        progress: "Fortschritt",
        keeping: "{files} Dateien werden geladen, {size}. Sie können währenddessen weiterlesen, lassen Sie aber diesen Tab geöffnet.",
        is_kept: "Fertig: {files} Dateien, {size}. Sie lassen sich ohne Verbindung lesen.",
        stopped: "Angehalten. Was schon da ist, wird beim Fortsetzen nicht noch einmal geladen.",
        broken_off: "Nach {files} von {all} Dateien abgebrochen. Was schon da ist, wird beim Fortsetzen nicht noch einmal geladen.",
        full: "Der Speicher ist voll, daher wurde der Bereich nicht aufbewahrt. Schaffen Sie Platz und versuchen Sie es noch einmal.",
        no_room: "Dafür sind {size} nötig, Ihr Browser bietet {room}. Nichts wurde geladen.",
        forgotten: "Entfernt.",
        loading: "Bilder und Geschwindigkeit",
        loading_help: "Wenn weniger geladen wird, erscheinen Bilder erst, wenn Sie auf ihre Beschreibung drücken, nichts wird im Voraus geladen, und das Programm kommt erst, wenn Sie etwas tun.",
        auto: "Wie der Browser es sagt: weniger bei eingeschaltetem Datensparen oder langsamer Verbindung",
        less: "Weniger laden",
        all: "Alles laden",
        remember: "Auf diesem Gerät merken",
        remembered: "In diesem Browser gespeichert.",
        this_visit: "Das gilt, bis Sie die Seite schließen oder neu laden. Nichts wurde gespeichert.",
        list: "Leseliste",
        list_help: "Die Schaltfläche „Merken“ unter einem Beitrag setzt ihn auf diese Liste. Sie liegt nur in diesem Browser; niemand sonst erhält sie.",
        empty_list: "Noch keine Beiträge.",
        remove: "Entfernen",
        removed: "Aus der Leseliste entfernt.",
        export: "Liste als Datei speichern",
        import: "Liste aus einer Datei hinzufügen",
        file: "leseliste.json",
        imported: "Hinzugefügte Beiträge: {count}.",
        unreadable: "{file} ist keine Leseliste dieser Website. Nichts wurde geändert.",
        not_saved: "Ihr Browser lässt die Website nichts speichern.",
        removal: "Alle Spuren entfernen",
        removal_help: "Eine Schaltfläche entfernt, was diese Website im Browser gespeichert hat: Leseliste, Einstellungen, aufbewahrte Seiten und das Programm dafür. Der Verlauf und der Zwischenspeicher des Browsers bleiben; beides löschen Sie in seinen Einstellungen.",
        stored_now: "Jetzt gespeichert:",
        stored_list: "eine Leseliste mit {count} Beiträgen",
        stored_choice: "Ihre Wahl, was geladen wird",
        stored_pages: "Seiten zum Lesen ohne Verbindung",
        nothing_stored: "Von dieser Website ist nichts gespeichert.",
        remove_all: "Alles entfernen",
        all_removed: "Alles wurde entfernt.",
    },
};

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// The words in braces of a text.
    fn holes(text: &str) -> Vec<&str> {
        let mut holes: Vec<_> = text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect();
        holes.sort_unstable();
        holes
    }

    #[test]
    fn both_languages_leave_room_for_the_same() {
        let [en, de] = Lang::ALL.map(|lang| serde_json::to_value(&offline(lang).panel).unwrap());
        let (Value::Object(en), Value::Object(de)) = (en, de) else { panic!() };
        assert!(en.len() > 50);
        let mut count = 0;
        for (key, words) in &en {
            let (one, other) = (words.as_str().unwrap(), de[key].as_str().unwrap());
            assert_eq!(holes(one), holes(other), "{key}");
            count += holes(one).len();
        }
        assert!(count > 12, "{count}");
    }
}
