//! Every fault with its place, what is guessed of separators and numbers, and properties over any text.

use proptest::prelude::*;

use super::numbers::possible;
use super::*;
use crate::text::{Lang, number};

fn table(text: &str) -> CsvTable {
    read(text).unwrap_or_else(|error| panic!("{text:?} gave {error:?}"))
}

// ---- reading ----

#[test]
fn tables_are_read_as_rfc_4180_has_them() {
    for (text, header, rows) in [
        ("a,b\r\n1,2\r\n", ["a", "b"], vec![["1", "2"]]),
        ("a,b\n1,2", ["a", "b"], vec![["1", "2"]]),
        ("a,b\r1,2\r3,4\r", ["a", "b"], vec![["1", "2"], ["3", "4"]]),
        ("\u{feff}a,b\n1,2\n", ["a", "b"], vec![["1", "2"]]),
        ("a,b\n\n1,2\n  \n\r\n3,4\n\n \n", ["a", "b"], vec![["1", "2"], ["3", "4"]]),
        ("\n# from the office, \"2024\n#\n\na,b\n1,2\n", ["a", "b"], vec![["1", "2"]]),
        ("a,b\n#1,2\n", ["a", "b"], vec![["#1", "2"]]),
        ("\"#a\",b\n1,2\n", ["#a", "b"], vec![["1", "2"]]),
        (" a , b c \n 1 ,\u{a0}2\u{a0}\n", ["a", "b c"], vec![["1", "\u{a0}2\u{a0}"]]),
        ("\" a\n\",b\n\" 1 \",\n", ["a", "b"], vec![[" 1 ", ""]]),
        ("a,b\n\"x, \"\"y\"\"\",\"1\r\n2\r3\"\n", ["a", "b"], vec![["x, \"y\"", "1\r\n2\r3"]]),
        ("a,b\n\"\",\"\"\"\"\n,\n", ["a", "b"], vec![["", "\""], ["", ""]]),
        ("a,b\n1\t2,3;4\n", ["a", "b"], vec![["1\t2", "3;4"]]),
        ("sep=;\r\na;b\n1;2\n", ["a", "b"], vec![["1", "2"]]),
        ("\u{feff}SEP=|\ra,c|b,d\n1|2\n", ["a,c", "b,d"], vec![["1", "2"]]),
        ("sep=;\n# c\na,c,d;b\n1;2\n", ["a,c,d", "b"], vec![["1", "2"]]),
        ("sep=,b\n1,2\n", ["sep=", "b"], vec![["1", "2"]]),
    ] {
        let read = table(text);
        assert_eq!(read.header, header, "{text:?}");
        assert_eq!(read.rows, rows, "{text:?}");
    }
    assert_eq!(table("a\n\"\"\nx\n").rows, [[""], ["x"]]);
}

#[test]
fn the_separator_is_guessed_from_the_header() {
    for (header, separator, columns) in [
        ("a", ',', 1),
        ("a,b", ',', 2),
        ("a;b", ';', 2),
        ("a\tb", '\t', 2),
        ("a|b", '|', 2),
        ("a, b, c", ',', 3),
        ("\"a;b;c\",d", ',', 2),
        ("\"a \"\"x\"\" ; b;c\",d", ',', 2),
        ("Land;Jahr;Anteil, gerundet", ';', 3),
        ("Jahr;Anteil, gerundet", ';', 2),
        ("Name, Vorname, Titel;Jahr", ';', 2),
        ("Land,Wert (in %; gerundet)", ',', 2),
    ] {
        let cells = vec!["x"; columns].join(&separator.to_string());
        let read = table(&format!("{header}\n{cells}\n"));
        assert_eq!((read.separator, read.header.len()), (separator, columns), "{header:?}");
    }
}

#[test]
fn every_fault_names_its_place() {
    let cells = |expected, found| CsvFault::Cells { expected, found };
    for (text, line, column, fault) in [
        ("", 1, 1, CsvFault::Empty),
        ("\u{feff}", 1, 1, CsvFault::Empty),
        ("sep=;", 1, 6, CsvFault::Empty),
        ("\n  \n# a,b", 3, 6, CsvFault::Empty),
        ("a,b", 1, 4, CsvFault::NoRows),
        ("a,b\r\n\r\n", 3, 1, CsvFault::NoRows),
        ("a,\"b", 1, 3, CsvFault::UnclosedQuote),
        ("ä,b\r\n\r\nü,\"x\n\"\"y,\n", 3, 3, CsvFault::UnclosedQuote),
        ("a,b\n\"1\"2,3\n", 2, 4, CsvFault::TextAfterQuote),
        ("a,b\n\"1\" ,3\n", 2, 4, CsvFault::TextAfterQuote),
        ("a,b\n\"1\r\nx\"\"\"y\n", 3, 5, CsvFault::TextAfterQuote),
        ("\"a\";b,c,d\n", 1, 4, CsvFault::TextAfterQuote),
        ("a,b\rü 5\" x,3\r", 2, 4, CsvFault::QuoteInside),
        ("\u{feff}a, \"b\"\n", 1, 4, CsvFault::QuoteInside),
        ("a,b\n1\n", 2, 2, cells(2, 1)),
        ("a,b\n1,2\n\n1,2,3,4\n", 4, 5, cells(2, 4)),
        ("a,b\n1,\n1,2,", 3, 5, cells(2, 3)),
        ("a\n1\n2;\n,", 4, 2, cells(1, 2)),
        ("a,b,c\n1,\"x\ny\"\n", 2, 1, cells(3, 2)),
        ("a,b\n\"x\ny\",1,2\n", 2, 1, cells(2, 3)),
        ("a,b\n1,2,\"x\ny\"\n", 2, 5, cells(2, 3)),
        ("\"a\nb\",c\n1,2\n3", 4, 2, cells(2, 1)),
        ("a,,b\n", 1, 3, CsvFault::NamelessColumn),
        ("a,\" \t\"\n", 1, 3, CsvFault::NamelessColumn),
        (",\n", 1, 1, CsvFault::NamelessColumn),
        ("# c\na,b, a\n", 2, 5, CsvFault::TwinColumn("a".to_owned())),
        ("a,\"x\ny\",\"a \"\n", 2, 4, CsvFault::TwinColumn("a".to_owned())),
        ("a,b\n1,\0\n", 2, 3, CsvFault::ControlCharacter),
        ("a,b\n\"1\n\u{7}\",2\n", 3, 1, CsvFault::ControlCharacter),
        ("a,\u{85}\n", 1, 3, CsvFault::ControlCharacter),
        ("a\0b\0\n", 1, 2, CsvFault::ControlCharacter),
    ] {
        assert_eq!(read(text), Err(CsvError { line, column, fault }), "{text:?}");
    }
}

#[test]
fn a_table_may_be_large_but_not_larger() {
    let header = |columns: usize| (0..columns).map(|n| format!("c{n:03}")).collect::<Vec<_>>().join(",");
    let wide = |columns| format!("{}\n{}\n", header(columns), ",".repeat(columns - 1));
    assert_eq!(table(&wide(MAX_COLUMNS)).rows[0].len(), MAX_COLUMNS);
    let error = CsvError { line: 1, column: 200 * 5 + 1, fault: CsvFault::TooManyColumns };
    assert_eq!(read(&wide(MAX_COLUMNS + 1)), Err(error));
    let long = |rows| format!("a,b\n\n{}", "1,2\n".repeat(rows));
    assert_eq!(table(&long(MAX_ROWS)).rows.len(), MAX_ROWS);
    let error = CsvError { line: 100_003, column: 1, fault: CsvFault::TooManyRows };
    assert_eq!(read(&long(MAX_ROWS + 1)), Err(error));
}

// ---- numbers ----

#[test]
fn a_cell_is_a_number_or_none_in_each_style() {
    for (cell, point, comma) in [
        ("0", Some(0.0), Some(0.0)),
        ("7", Some(7.0), Some(7.0)),
        ("2024", Some(2024.0), Some(2024.0)),
        (" 12 ", Some(12.0), Some(12.0)),
        ("1234567", Some(1234567.0), Some(1234567.0)),
        ("1.5", Some(1.5), None),
        ("1,5", None, Some(1.5)),
        (".5", Some(0.5), None),
        ("-,25", None, Some(-0.25)),
        ("1.234", Some(1.234), Some(1234.0)),
        ("1,234", Some(1234.0), Some(1.234)),
        ("0.123", Some(0.123), None),
        ("0,123", None, Some(0.123)),
        ("1234.567", Some(1234.567), None),
        ("1,234.5", Some(1234.5), None),
        ("1.234,5", None, Some(1234.5)),
        ("1.234.567", None, Some(1234567.0)),
        ("12.345.678,9", None, Some(12345678.9)),
        ("1,234,567.125", Some(1234567.125), None),
        ("1 234 567", Some(1234567.0), Some(1234567.0)),
        ("1 234,5", None, Some(1234.5)),
        ("1\u{a0}234", Some(1234.0), Some(1234.0)),
        ("1\u{202f}234", Some(1234.0), Some(1234.0)),
        ("1\u{2009}234.5", Some(1234.5), None),
        ("1'234.5", Some(1234.5), None),
        ("1’234’567", Some(1234567.0), Some(1234567.0)),
        ("-5", Some(-5.0), Some(-5.0)),
        ("\u{2212}1.234,5", None, Some(-1234.5)),
        ("+3,5", None, Some(3.5)),
        ("12%", Some(12.0), Some(12.0)),
        ("12,5\u{a0}%", None, Some(12.5)),
        ("-0.4 %", Some(-0.4), None),
        ("0.1", Some(0.1), None),
        ("0.30000000000000004", Some(0.30000000000000004), None),
        ("999999999999.999", Some(999999999999.999), None),
    ] {
        assert_eq!(parse_number(cell, Numbers::Point), point, "{cell:?} with a point");
        assert_eq!(parse_number(cell, Numbers::Comma), comma, "{cell:?} with a comma");
    }
    for cell in [
        "",
        " ",
        "-",
        "–",
        "+",
        "%",
        ".",
        ",",
        "..",
        "1.",
        "1,",
        "-.",
        "1..2",
        "1,,2",
        "--1",
        "- 1",
        "1-",
        "1%%",
        "% 1",
        "1 2",
        "12 34",
        "1234 567",
        "1 234 56",
        "1 234'567",
        "1,234 567",
        " ,5 5",
        "1  234",
        " 1 ,5",
        "12,34,567",
        "1,234,56",
        "1.5.2",
        "01.02.2024",
        "05315",
        "00",
        "00.5",
        "0 123",
        "1e5",
        "1E+05",
        "0x10",
        "inf",
        "NaN",
        "nan",
        "infinity",
        "n/a",
        "NA",
        "x",
        "12 kg",
        "1/2",
        "€ 5",
        "١٢",
        "１２",
    ] {
        for numbers in [Numbers::Point, Numbers::Comma] {
            assert_eq!(parse_number(cell, numbers), None, "{cell:?} {numbers:?}");
        }
    }
}

#[test]
fn very_long_numbers_are_finite_or_none() {
    for (text, expected) in [
        ("9".repeat(309), None),
        ("9".repeat(4000), None),
        (format!("0.{}1", "0".repeat(4000)), Some(0.0)),
        (format!("0.{}", "3".repeat(4000)), Some(0.3333333333333333)),
        (format!("5.{}", "0".repeat(4000)), Some(5.0)),
    ] {
        let read = parse_number(&text, Numbers::Point);
        let is_near = read.zip(expected).is_none_or(|(read, expected): (f64, f64)| (read - expected).abs() < 1e-15);
        assert!(read.is_some() == expected.is_some() && is_near, "{text:.9} gave {read:?}");
    }
}

#[test]
fn one_cell_that_can_be_read_one_way_decides_for_its_column() {
    let certain = |numbers| Some(NumberColumn { numbers, is_certain: true });
    let guess = |numbers| Some(NumberColumn { numbers, is_certain: false });
    let (point, comma) = (Numbers::Point, Numbers::Comma);
    for (cells, likely_point, likely_comma) in [
        (&["1", "2"][..], certain(point), certain(comma)),
        (&["1 234", "980"], certain(point), certain(comma)),
        (&["1.234", "0.5"], certain(point), certain(point)),
        (&["1.234", "0.500"], certain(point), certain(point)),
        (&["1.234", "1.234.567"], certain(comma), certain(comma)),
        (&["1,234", "12.5"], certain(point), certain(point)),
        (&["1.234", "980", "12,5"], certain(comma), certain(comma)),
        (&["1.234", "12.345"], guess(point), guess(comma)),
        (&["1,234", "980"], guess(point), guess(comma)),
        (&["1.234", "1,234"], guess(point), guess(comma)),
        (&["", "-", "1,5", "–", "n/a", "NA", "..", " "], certain(comma), certain(comma)),
        (&["12.5", "x", ".", "...", "/", ":"], certain(point), certain(point)),
        (&["1,5", "1.5"], None, None),
        (&["1.234,5", "1,234.5"], None, None),
        (&["1", "Kiel"], None, None),
        (&["05315", "01001"], None, None),
        (&["2024-01"], None, None),
        (&["", "-", ".."], None, None),
        (&[], None, None),
    ] {
        assert_eq!(possible(&mut cells.iter().copied()).read(point), likely_point, "{cells:?}");
        assert_eq!(possible(&mut cells.iter().copied()).read(comma), likely_comma, "{cells:?}");
    }
}

#[test]
fn where_a_column_does_not_tell_the_table_the_separator_and_the_language_do() {
    let (point, comma) = (Numbers::Point, Numbers::Comma);
    for (text, en, de) in [
        ("a;b\n1.234;x\n", comma, comma),
        ("a,b\n1.234,x\n", point, point),
        ("a,b\n\"1,234\",x\n", point, point),
        ("a;b\n1,234;x\n", comma, comma),
        ("a\tb\n1.234\tx\n", point, comma),
        ("a|b\n1.234|x\n", point, comma),
        ("a,b\n1.234,\"0,5\"\n", comma, comma),
        ("a;b\n1.234;0.5\n", point, point),
        ("a;b;c\n1.234;0.5;0,5\n", comma, comma),
    ] {
        for (lang, numbers) in [(Lang::En, en), (Lang::De, de)] {
            let first = table(text).number_columns(lang)[0];
            assert_eq!(first, Some(NumberColumn { numbers, is_certain: false }), "{text:?} in {lang}");
        }
    }
    let columns = table("year;place;share\n2024;Kiel;1,5\n2025;Bonn;-\n").number_columns(Lang::En);
    let certain = Some(NumberColumn { numbers: comma, is_certain: true });
    assert_eq!(columns, [certain, None, certain]);
}

// ---- writing ----

#[test]
fn no_cell_is_a_formula_and_none_breaks_its_line() {
    for (cell, expected) in [
        ("plain", "plain"),
        ("", ""),
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-x", "'-x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "\"'\rx\""),
        ("a, b", "\"a, b\""),
        ("say \"x\"", "\"say \"\"x\"\"\""),
        ("=HYPERLINK(\"a\",\"b\")", "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\""),
        (" a", "\" a\""),
        ("a ", "\"a \""),
        ("a b; c", "a b; c"),
    ] {
        assert_eq!(line([harmless(cell)]), format!("{expected}\r\n"), "{cell:?}");
    }
    assert_eq!(line(["a", "", "b"]), "a,,b\r\n");
}

// ---- any text ----

/// Text that is rich in what CSV is made of.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[ab1 ,;|\t\"\r\n#=.\u{feff}\u{e4}]{0,60}", "(sep=[,;|x])?[ab,;\"\n]{0,40}"]
}

fn any_cell() -> impl Strategy<Value = String> {
    let is_text = |letter: &char| !letter.is_control() || matches!(letter, '\t' | '\r' | '\n');
    prop_oneof![any::<String>(), "[a1 ,;|\t\"\r\n#=.-]{0,8}"]
        .prop_map(move |cell| cell.chars().filter(is_text).collect())
}

/// Names that stay what they are: not empty, trimmed, no comment, and without the separators that are not written.
fn any_header() -> impl Strategy<Value = Vec<String>> {
    let name = "\\PC{1,12}|[a-c ,\"\n=]{1,5}".prop_map(|name| name.replace([';', '|'], "").trim().to_owned());
    let names = prop::collection::btree_set(name.prop_filter("has no name", |name| !name.is_empty()), 1..6);
    names.prop_map(Vec::from_iter).prop_filter("is a comment", |names| !names[0].starts_with('#'))
}

fn any_table() -> impl Strategy<Value = (Vec<String>, Vec<Vec<String>>)> {
    any_header().prop_flat_map(|header| {
        let row = prop::collection::vec(any_cell(), header.len());
        let row = row.prop_filter("is a blank line", |row| row.len() > 1 || !row[0].is_empty());
        (Just(header), prop::collection::vec(row, 1..8))
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_again((header, rows) in any_table()) {
        let text: String = std::iter::once(&header).chain(&rows).map(line).collect();
        prop_assert_eq!(read(&text), Ok(CsvTable { header, rows, separator: ',' }), "{:?}", text);
    }

    #[test]
    fn what_is_harmless_stays_so((_, rows) in any_table()) {
        let is_formula = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        for cell in rows.iter().flatten() {
            let safe = harmless(cell);
            prop_assert!(!is_formula(&safe) && safe.ends_with(cell.as_str()));
            prop_assert_eq!(harmless(&safe), safe.clone());
        }
    }

    #[test]
    fn never_panics_and_every_table_is_whole(text in any_text()) {
        match read(&text) {
            Ok(table) => {
                prop_assert!(table.rows.iter().all(|row| row.len() == table.header.len()));
                let _ = table.number_columns(Lang::En);
            }
            Err(error) => {
                // The place is in the text, or at its end.
                let text = text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n").replace('\r', "\n");
                let line = text.split('\n').nth(error.line as usize - 1);
                let columns = line.map(|line| line.chars().count() + 1);
                prop_assert!(columns.is_some_and(|columns| (1..=columns).contains(&(error.column as usize))));
            }
        }
    }

    #[test]
    fn never_panics_on_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn agrees_with_the_crate_csv(text in any_text(), (header, rows) in any_table()) {
        let written: String = std::iter::once(&header).chain(&rows).map(line).collect();
        for text in [text, written] {
            let Ok(table) = read(&text) else { continue };
            let start = text.strip_prefix('\u{feff}').unwrap_or(&text);
            let start = if named_separator(start).is_some() { &start[5..] } else { start };
            let start = start.trim_start_matches(['\r', '\n', ' ']);
            if start.starts_with('#') {
                continue;
            }
            let marked = format!("\u{feff}{start}");
            let mut reader = ::csv::ReaderBuilder::new()
                .delimiter(table.separator as u8)
                .has_headers(false)
                .flexible(true)
                .from_reader(marked.as_bytes());
            let cells = |row: &[String]| row.iter().map(|cell| cell.trim_matches(' ').to_owned()).collect::<Vec<_>>();
            let is_blank = |row: &Vec<String>| row.len() == 1 && row[0].is_empty();
            let theirs = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>());
            let mut theirs = theirs.map(|row| cells(&row)).filter(|row| !is_blank(row));
            let names = theirs.next().unwrap_or_default();
            prop_assert_eq!(names.iter().map(|name| name.trim()).collect::<Vec<_>>(), table.header);
            let ours = table.rows.iter().map(|row| cells(row)).filter(|row| !is_blank(row));
            prop_assert_eq!(theirs.collect::<Vec<_>>(), ours.collect::<Vec<_>>());
        }
    }

    #[test]
    fn numbers_as_the_site_writes_them_are_read_again(value in -1e9..1e9, decimals in 0..6_u8) {
        let rounded: f64 = number(value, decimals, Lang::En).replace(',', "").replace('\u{2212}', "-").parse().unwrap();
        for (lang, numbers) in [(Lang::En, Numbers::Point), (Lang::De, Numbers::Comma)] {
            let text = number(value, decimals, lang);
            prop_assert_eq!(parse_number(&text, numbers), Some(rounded), "{}", text);
        }
    }

    #[test]
    fn numbers_of_fifteen_digits_are_read_as_the_nearest(units in 0..1_000_000_000_000_000_u64, decimals in 0..15_usize) {
        let digits = format!("{units:0width$}", width = decimals + 1);
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        let plain = if decimals == 0 { whole.to_owned() } else { format!("{whole}.{fraction}") };
        prop_assert_eq!(parse_number(&plain, Numbers::Point), plain.parse().ok());
    }

    #[test]
    fn no_cell_is_an_infinite_number(cell in "[-+]?[0-9.,' ]{0,12}%?|[0-9]{0,400}|\\PC{0,6}") {
        for numbers in [Numbers::Point, Numbers::Comma] {
            prop_assert!(parse_number(&cell, numbers).is_none_or(f64::is_finite));
        }
    }
}
