//! Datasets: charts, tables, summaries, pages and files carry the same numbers, in the project's own content and in the
//! good site.
//!
//! What was built is compared with the rows and the metadata that lie in `content/data`, which are read here once more,
//! without the compiler's help.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use iom_germany::model::{ArticleBundle, Block, Chart, ChartKind, Dataset, Section};
use iom_germany::text::{Lang, number};
use iom_germany::ui::charts::ChartFigure;
use iom_germany::ui::charts::export::csv_of;
use iom_germany::ui::charts::figure::ChartFigureProps;
use iom_germany::ui::charts::selection::{Selection, kinds};
use iom_germany::ui::reader::{PageTools, Reader};
use iom_germany::ui::routes::{Address, Route};
use iom_germany::ui::strings::strings;
use leptos::prelude::{Owner, RenderHtml, RwSignal, provide_context};
use toml::{Table, Value};

use crate::fixture::{Fixture, in_package};
use crate::output::{Tree, attributes, between, bundle, html_files, text, tree};
use crate::own_content;

/// The good site, built once.
static GOOD: LazyLock<Tree> = LazyLock::new(|| Fixture::good().built());

/// What an editor wrote, and what was built of it.
struct Site {
    content: Tree,
    built: &'static Tree,
    /// The names of countries by code and language.
    countries: BTreeMap<(String, Lang), String>,
}

impl Site {
    fn new(content: &str, built: &'static Tree) -> Self {
        let content = tree(&in_package(content));
        let mut countries = BTreeMap::new();
        for row in rows(&content, "countries.csv") {
            for lang in Lang::ALL {
                countries.insert((row["alpha3"].clone(), lang), row[lang.code()].clone());
            }
        }
        Self { content, built, countries }
    }

    /// The good site and the project's own.
    fn all() -> [Self; 2] {
        [Self::new("tests/sites/good", &GOOD), Self::new("content", own_content::built())]
    }

    fn ids(&self) -> Vec<&str> {
        let files = self.content.keys().filter_map(|path| path.strip_prefix("data/")?.strip_suffix(".toml"));
        files.collect()
    }

    /// Every dataset in every language.
    fn datasets(&self) -> Vec<Built<'_>> {
        let pages: Vec<_> = Lang::ALL.into_iter().flat_map(|lang| self.pages(lang)).collect();
        let datasets: Vec<_> = pages.into_iter().filter_map(|page| Built::new(self, page)).collect();
        assert_eq!(datasets.len(), 2 * self.ids().len(), "not every dataset has a page in both languages");
        datasets
    }

    /// The pages of content in a language.
    fn pages(&self, lang: Lang) -> Vec<ArticleBundle> {
        let folder = format!("bundles/{lang}/");
        let pages = self.built.keys().filter(|path| path.starts_with(&folder) && path.ends_with("/index.json"));
        let pages = pages.filter(|path| crate::kind_of_bundle(path).0 == "article");
        pages.map(|path| bundle(self.built, path)).collect()
    }
}

/// A dataset in a language.
struct Built<'a> {
    site: &'a Site,
    id: String,
    lang: Lang,
    page: ArticleBundle,
    dataset: Dataset,
    metadata: Table,
    /// The rows of the file readers can take away.
    rows: Vec<BTreeMap<String, String>>,
    html: &'a str,
}

impl<'a> Built<'a> {
    /// Nothing if a page is that of no dataset.
    fn new(site: &'a Site, page: ArticleBundle) -> Option<Self> {
        let dataset = page.dataset.clone()?;
        let id = page.article.id.to_string();
        let metadata = text(&site.content, &format!("data/{id}.toml")).parse().unwrap();
        let rows = rows(site.built, &format!("data/{id}/{id}.csv"));
        let html = text(site.built, &format!("{}index.html", &page.article.path[1..]));
        Some(Self { site, lang: page.article.lang, page, dataset, metadata, rows, html, id })
    }

    /// How it is called when something is wrong with it.
    fn name(&self) -> String {
        format!("{} in {}", self.id, self.lang)
    }

    fn columns(&self) -> Vec<&Table> {
        tables(&self.metadata["columns"])
    }

    fn column(&self, key: &str) -> &Table {
        let found = self.columns().into_iter().find(|column| string(column, "key") == key);
        found.unwrap_or_else(|| panic!("{} has no column {key}", self.id))
    }

    /// A cell of a column as readers should see it, by the metadata alone.
    fn in_words(&self, key: &str, cell: &str) -> String {
        let column = self.column(key);
        match string(column, "kind") {
            "date" => (strings(self.lang).date)(cell.parse().unwrap()),
            "category" => self.words(&column["labels"][cell]).to_owned(),
            "country" => self.site.countries[&(cell.to_owned(), self.lang)].clone(),
            "number" if cell.is_empty() => String::new(),
            "number" => number(cell.parse().unwrap(), self.decimals(key), self.lang),
            _ => cell.to_owned(),
        }
    }

    fn decimals(&self, key: &str) -> u8 {
        let decimals = self.column(key).get("decimals").and_then(Value::as_integer).unwrap_or_default();
        decimals.try_into().unwrap()
    }

    fn words<'b>(&self, value: &'b Value) -> &'b str {
        value[self.lang.code()].as_str().unwrap()
    }

    /// Its charts, each with the view that asked for it.
    fn views(&self) -> Vec<(&Chart, &Table)> {
        let views = tables(&self.metadata["views"]);
        let ids: Vec<_> = views.iter().map(|view| string(view, "id")).collect();
        let charts: Vec<_> = self.dataset.charts.iter().map(|chart| chart.id.as_str()).collect();
        assert_eq!(charts, ids, "{}", self.name());
        self.dataset.charts.iter().zip(views).collect()
    }

    /// The figures on its page, one for each chart.
    fn figures(&self) -> Vec<&str> {
        let figures = between(self.html, "<figure class=\"chart\">", "</figure>");
        assert_eq!(figures.len(), self.dataset.charts.len(), "{}", self.name());
        figures
    }
}

/// The rows of a CSV file by column.
fn rows(site: &Tree, path: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text(site, path).as_bytes());
    let rows = reader.deserialize().map(|row| row.unwrap_or_else(|error| panic!("{path}: {error}")));
    rows.collect()
}

fn tables(value: &Value) -> Vec<&Table> {
    value.as_array().unwrap().iter().map(|value| value.as_table().unwrap()).collect()
}

fn string<'a>(table: &'a Table, key: &str) -> &'a str {
    table[key].as_str().unwrap()
}

/// The cells of the first table in some HTML, row by row, without the row of headings.
fn table_in(html: &str) -> Vec<Vec<String>> {
    let cells = |row: &str| {
        let cells = row.split("</t").map(plain).collect::<Vec<_>>();
        // After the end of the last cell nothing is left.
        cells[..cells.len() - 1].to_vec()
    };
    between(between(html, "<tbody>", "</tbody>")[0], "<tr>", "</tr>").into_iter().map(cells).collect()
}

/// HTML without its tags.
fn plain(html: &str) -> String {
    let texts: String = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
    texts.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// What stands for a number that is not known.
fn or_dash(cell: String) -> String {
    if cell.is_empty() { "–".to_owned() } else { cell }
}

#[test]
fn every_value_of_every_chart_stands_in_the_row_of_its_label() {
    for site in Site::all() {
        let mut seen = 0;
        for data in &site.datasets() {
            for (chart, view) in data.views() {
                seen += values_agree(data, chart, view);
            }
        }
        assert!(seen > 30, "only {seen} values were looked at");
    }
}

/// Compares a chart with the rows its view chooses: each number stands in the row of its label, no number is left out.
fn values_agree(data: &Built<'_>, chart: &Chart, view: &Table) -> usize {
    let name = format!("{} of {}", chart.id, data.name());
    let x = string(view, "x");
    let ys: Vec<_> = view["y"].as_array().unwrap().iter().map(|y| y.as_str().unwrap()).collect();
    let by = view.get("series").map(|series| series.as_str().unwrap());
    let only = view.get("where").map(|only| only.as_table().unwrap());
    let is_chosen = |row: &&BTreeMap<String, String>| {
        only.is_none_or(|only| only.iter().all(|(key, value)| row[key] == value.as_str().unwrap()))
    };
    let chosen: Vec<_> = data.rows.iter().filter(is_chosen).collect();
    let mut seen = 0;
    for (at, series) in chart.series.iter().enumerate() {
        let y = if by.is_some() { ys[0] } else { ys[at] };
        let column = data.column(y);
        assert_eq!((series.unit.as_str(), series.decimals), (data.words(&column["unit"]), data.decimals(y)), "{name}");
        if by.is_none() {
            assert_eq!(series.name, data.words(&column["title"]), "{name}");
        }
        assert_eq!(series.values.len(), chart.labels.len(), "{name}");
        for (label, value) in chart.labels.iter().zip(&series.values) {
            let is_here = |row: &&&BTreeMap<String, String>| {
                data.in_words(x, &row[x]) == label.name
                    && by.is_none_or(|by| data.in_words(by, &row[by]) == series.name)
            };
            let cells: Vec<_> = chosen.iter().filter(is_here).map(|row| row[y].as_str()).collect();
            let numbers: Vec<f64> =
                cells.iter().filter(|cell| !cell.is_empty()).map(|cell| cell.parse().unwrap()).collect();
            assert_eq!(numbers, value.iter().copied().collect::<Vec<_>>(), "{name}: {}, {}", label.name, series.name);
            seen += numbers.len();
        }
    }
    let known = chosen.iter().flat_map(|row| ys.iter().map(|y| &row[*y])).filter(|cell| !cell.is_empty()).count();
    assert_eq!(seen, known, "{name}: numbers are missing in the chart");
    seen
}

#[test]
fn the_page_says_every_number_of_a_chart_in_its_table_its_marks_and_its_summary() {
    for data in Site::all().iter().flat_map(Site::datasets) {
        for (chart, figure) in data.dataset.charts.iter().zip(data.figures()) {
            says_every_number(&format!("{} of {}", chart.id, data.name()), data.lang, chart, figure);
        }
    }
}

/// Compares a chart with the figure that shows it, and with the file in which its numbers are saved.
fn says_every_number(name: &str, lang: Lang, chart: &Chart, figure: &str) {
    let said =
        |value: Option<f64>, decimals| or_dash(value.map(|value| number(value, decimals, lang)).unwrap_or_default());
    let expected: Vec<Vec<_>> = (0..chart.labels.len())
        .map(|at| {
            let numbers = chart.series.iter().map(|series| said(series.values[at], series.decimals));
            [chart.labels[at].name.clone()].into_iter().chain(numbers).collect()
        })
        .collect();
    assert_eq!(table_in(figure), expected, "{name}");

    let file = csv_of(chart);
    let mut file = csv::Reader::from_reader(file.strip_prefix('\u{feff}').unwrap().as_bytes());
    let rows = file.records().map(|row| {
        let row = row.unwrap();
        let numbers = row.iter().skip(1).zip(&chart.series);
        let numbers = numbers.map(|(cell, series)| said(cell.parse().ok(), series.decimals));
        // A name that a spreadsheet would take for a formula has an apostrophe before it.
        [row[0].trim_start_matches('\'').to_owned()].into_iter().chain(numbers).collect::<Vec<_>>()
    });
    assert_eq!(rows.collect::<Vec<_>>(), expected, "{name}: the file says something else");

    let marks: Vec<_> = attributes(figure, "aria-label").into_iter().map(plain).collect();
    let summary = plain(between(figure, "class=\"chart__summary\"", "</p>")[0]);
    for series in &chart.series {
        let with_unit = |value| format!("{} {}", number(value, series.decimals, lang), series.unit);
        let known: Vec<_> = series.values.iter().copied().flatten().collect();
        for value in &known {
            let mark = format!(": {}", with_unit(*value));
            // What is no part of a whole has no room in it.
            let is_drawn = chart.kind != ChartKind::Proportion || *value > 0.0;
            assert!(
                !is_drawn || marks.iter().any(|said| said.ends_with(&mark)),
                "{name}: no mark says {mark:?}: {marks:?}"
            );
        }
        let is_time = chart.labels.iter().all(|label| label.time.is_some());
        let extremes = [known.iter().copied().reduce(f64::max), known.iter().copied().reduce(f64::min)];
        for value in extremes.into_iter().chain([known.last().copied().filter(|_| is_time)]).flatten() {
            assert!(summary.contains(&with_unit(value)), "{name}: {value} is missing in {summary:?}");
        }
    }
}

/// What readers can choose of a chart: each way to draw it, its later and its earlier half, one series, some labels,
/// shares, and all at once.
fn choices(chart: &Chart) -> Vec<String> {
    let id = &chart.id;
    let mut choices: Vec<_> = kinds(chart).iter().map(|kind| format!("{id}.kind={}", kind.key())).collect();
    let middle = &chart.labels[chart.labels.len() / 2].key;
    choices.extend(["from", "to", "only"].map(|name| format!("{id}.{name}={middle}")));
    choices.extend(chart.series.iter().map(|series| format!("{id}.series={}", series.key)));
    choices.push(format!("{id}.numbers=share"));
    choices.push(choices.join("&"));
    choices
}

/// The HTML of a chart on its dataset's page at an address with this query.
fn explored(chart: &Chart, lang: Lang, query: &str) -> String {
    let html = Owner::new().with(|| {
        Reader::new(lang, "/").provide();
        let query = RwSignal::new(query.to_owned());
        let nowhere: Arc<dyn Fn(String) + Send + Sync> = Arc::new(|_| ());
        provide_context(PageTools {
            query,
            go: Arc::clone(&nowhere),
            rewrite: Arc::clone(&nowhere),
            visit: nowhere,
            find: |_, _| (),
            text: |_, _| (),
            mark: |_| (),
            save: |_, _| (),
            open: |_, _| (),
        });
        let props = ChartFigureProps { chart: chart.clone(), linked: false, explorable: true };
        ChartFigure(props).to_html()
    });
    html.replace("<!>", "")
}

#[test]
fn whatever_a_reader_chooses_chart_table_summary_and_file_say_the_same() {
    let mut seen = BTreeSet::new();
    for data in Site::all().iter().flat_map(Site::datasets) {
        for chart in &data.dataset.charts {
            for query in choices(chart) {
                let name = format!("{} of {}, {query}", chart.id, data.name());
                let shown = Selection::parse(&query, chart).0.apply(chart, strings(data.lang).of_the_whole);
                says_every_number(&name, data.lang, &shown, &explored(chart, data.lang, &query));
                seen.insert((shown.kind, shown != *chart));
            }
        }
    }
    let changed: Vec<_> = ChartKind::ALL.into_iter().filter(|kind| seen.contains(&(*kind, true))).collect();
    assert_eq!(changed, ChartKind::ALL, "not every kind of chart was shown otherwise than its editor did");
}

#[test]
fn the_table_of_a_page_holds_the_rows_of_the_file() {
    for data in Site::all().iter().flat_map(Site::datasets) {
        let columns = data.columns();
        let keys: Vec<_> = columns.iter().map(|column| string(column, "key")).collect();
        let expected: Vec<Vec<_>> = data
            .rows
            .iter()
            .map(|row| keys.iter().map(|key| or_dash(data.in_words(key, &row[*key]))).collect())
            .collect();
        let own = |row: &Vec<String>| row.iter().take(keys.len()).cloned().map(or_dash).collect::<Vec<_>>();
        let in_bundle: Vec<_> = data.dataset.table.rows.iter().map(own).collect();
        assert_eq!(in_bundle, expected, "{}", data.name());
        let html = data.html.split_once("class=\"dataset__figures\"").unwrap().1;
        let on_page = table_in(html);
        assert_eq!(on_page.iter().map(own).collect::<Vec<_>>(), expected, "{}", data.name());
        let beside = |rows: &[Vec<String>]| -> Vec<Vec<String>> {
            rows.iter().map(|row| row[keys.len()..].iter().cloned().map(or_dash).collect()).collect()
        };
        assert_eq!(beside(&on_page), beside(&data.dataset.table.rows), "{}", data.name());
    }
}

#[test]
fn the_files_hold_the_rows_an_editor_wrote_with_the_words_of_sources_and_notes() {
    for data in Site::all().iter().flat_map(Site::datasets) {
        let written = rows(&data.site.content, &format!("data/{}.csv", data.id));
        assert_eq!(written.len(), data.rows.len(), "{}", data.id);
        let title = |table: &str, key: &str| match table {
            "sources" => data.metadata[table][key]["title"]["en"].as_str().unwrap(),
            _ => data.metadata[table][key]["en"].as_str().unwrap(),
        };
        for (written, built) in written.iter().zip(&data.rows) {
            for column in data.columns() {
                let key = string(column, "key");
                assert_eq!(built[key], written[key], "{}", data.id);
            }
            assert_eq!(built["source"], title("sources", &written["source"]), "{}", data.id);
            let note = written.get("note").filter(|note| !note.is_empty());
            let note = note.map(|note| title("notes", note)).unwrap_or_default();
            assert_eq!(built.get("note").map(String::as_str).unwrap_or_default(), note, "{}", data.id);
        }
    }
}

#[test]
fn the_file_with_hashtags_differs_by_its_hashtags_alone() {
    for site in Site::all() {
        for id in site.ids() {
            let plain: Vec<_> = text(site.built, &format!("data/{id}/{id}.csv")).split("\r\n").collect();
            let mut tagged: Vec<_> = text(site.built, &format!("data/{id}/{id}.hxl.csv")).split("\r\n").collect();
            let tags = tagged.remove(1);
            assert_eq!(tagged, plain, "{id}");
            assert!(tags.split(',').all(|tag| tag.starts_with('#')), "{id}: {tags}");
        }
    }
}

#[test]
fn every_download_is_there_in_its_size() {
    for data in Site::all().iter().flat_map(Site::datasets) {
        let id = &data.id;
        let paths: Vec<_> = data.dataset.downloads.iter().map(|download| download.path.as_str()).collect();
        let expected = [format!("{id}.csv"), format!("{id}.hxl.csv"), "datapackage.json".to_owned()];
        assert_eq!(paths, expected.map(|file| format!("/data/{id}/{file}")));
        let links = attributes(data.html, "href");
        for download in &data.dataset.downloads {
            let file = data.site.built.get(&download.path[1..]);
            assert_eq!(file.map(Vec::len), Some(download.bytes as usize), "{}", download.path);
            assert!(links.contains(&download.path.as_str()), "{} does not lead to {}", data.name(), download.path);
        }
    }
}

#[test]
fn every_dataset_is_in_the_sitemap_in_both_languages() {
    for site in Site::all() {
        let site_toml: Table = text(&site.content, "site.toml").parse().unwrap();
        let listed = between(text(site.built, "sitemap-1.xml"), "<loc>", "</loc>");
        for data in site.datasets() {
            let page = format!("{}{}", string(&site_toml, "url"), data.page.article.path);
            assert_eq!(listed.iter().filter(|url| **url == page).count(), 1, "{page}");
            let other = data.page.article.translations.iter().find(|page| page.lang == data.lang.other()).unwrap();
            let of_other: ArticleBundle = bundle(site.built, &Address::parse(&other.path).bundle_path());
            assert_eq!(of_other.article.id, data.page.article.id);
        }
    }
}

#[test]
fn the_overview_lists_every_dataset_once() {
    for site in Site::all() {
        for lang in Lang::ALL {
            let address = Address::new(lang, Route::Section(Section::DataAndResources));
            let overview: ArticleBundle = bundle(site.built, &address.bundle_path());
            let cards: Vec<_> = overview.datasets.iter().map(|card| card.chart.dataset.path.clone()).collect();
            let html = text(site.built, &format!("{}index.html", &address.path()[1..]));
            let links = between(html, "class=\"dataset-card__title\"><a href=\"", "\"");
            assert_eq!(links, cards, "{lang}");
            let datasets = site.datasets().into_iter().filter(|data| data.lang == lang);
            let pages: BTreeSet<_> = datasets.map(|data| data.page.article.path).collect();
            assert_eq!(cards.len(), site.ids().len(), "{lang}");
            assert_eq!(cards.into_iter().collect::<BTreeSet<_>>(), pages, "{lang}");
            assert!(overview.datasets.is_sorted_by(|a, b| a.theme <= b.theme), "{lang}: a theme stands twice");
            for card in &overview.datasets {
                let page: ArticleBundle = bundle(site.built, &Address::parse(&card.chart.dataset.path).bundle_path());
                assert_eq!(page.dataset.unwrap().charts[0], card.chart);
                assert_eq!(page.article.summary, card.finding);
            }
        }
    }
}

#[test]
fn a_chart_in_a_text_is_that_of_its_dataset() {
    for site in Site::all() {
        let mut seen = 0;
        for page in Lang::ALL.into_iter().flat_map(|lang| site.pages(lang)) {
            let charts = page.article.body.iter().filter_map(|block| match block {
                Block::Chart(chart) => Some(chart),
                _ => None,
            });
            for chart in charts {
                let path = &chart.dataset.path;
                let data: ArticleBundle = bundle(site.built, &Address::parse(path).bundle_path());
                assert_eq!(data.article.lang, page.article.lang);
                let own = data.dataset.unwrap().charts.into_iter().find(|own| own.id == chart.id);
                assert_eq!(own.as_ref(), Some(chart), "{}", page.article.path);
                let html = text(site.built, &format!("{}index.html", &page.article.path[1..]));
                assert!(attributes(html, "href").contains(&path.as_str()), "{} leads not to {path}", page.article.path);
                seen += 1;
            }
        }
        assert!(seen >= 4, "only {seen} charts stand in texts");
    }
}

#[test]
fn the_good_site_shows_numbers_as_each_language_writes_them() {
    let page = |path: &str| text(&GOOD, path);
    let en = page("data-and-resources/visitors-of-the-open-days/index.html");
    let de = page("de/daten-und-ressourcen/gaeste-der-tage-der-offenen-tuer/index.html");
    for (html, words) in [
        (en, ["8,400", "92.8", "7.3", "Largest: 8,400 people (2019)", "counted on paper"]),
        (de, ["8.400", "92,8", "7,3", "Höchster Wert: 8.400 Personen (2019)", "auf Papier gezählt"]),
    ] {
        for word in words {
            assert!(html.contains(word), "{word:?} is missing");
        }
    }
    let csv = page("data/open-days/open-days.csv");
    let header = "year,language,visitors,share,source,note\r\n";
    let first = "2019,en,1200,12.5,\"Programme, “Open days, 2019”\",\r\n";
    assert!(csv.starts_with(&format!("{header}{first}")), "{csv}");
    assert!(csv.ends_with("2022,de,3837,92.75,Report on the open days,\r\n"), "{csv}");
}

#[test]
fn the_map_of_the_world_is_there_for_charts_that_lie_on_it() {
    for site in Site::all() {
        let charts = site.datasets().into_iter().flat_map(|data| data.dataset.charts).collect::<Vec<_>>();
        let maps: Vec<_> = charts.iter().filter(|chart| chart.kind.is_map()).collect();
        assert!(!maps.is_empty());
        assert!(maps.iter().flat_map(|chart| &chart.labels).all(|label| label.place.is_some()));
        assert!(site.built.contains_key("maps/world.svg"));
        let shown = html_files(site.built).filter(|(_, html)| html.contains("src=\"/maps/world.svg\"")).count();
        assert!(shown >= 2, "the map is shown on {shown} pages");
    }
}
