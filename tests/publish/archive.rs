//! Many articles: their lists, what the app filters them by, and what leads from one to another.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::LazyLock;

use iom_germany::model::{
    Article, ArticleBundle, Facet, Filter, ListBundle, NavigationBundle, PageLink, RowsBundle, Section,
    TEASERS_PER_BUNDLE, Tag, Teaser, TeasersBundle, WordsBundle,
};
use iom_germany::text::{Date, Lang, fold_to_slug};
use iom_germany::ui::filtering::{self, LIST_LENGTH};
use iom_germany::ui::near;
use iom_germany::ui::routes::{Address, Route, SECTIONS};
use iom_germany::ui::strings::strings;

use crate::fixture::{Fixture, SITE_URL};
use crate::output::{Tree, assert_same, attributes, bundle, dead_links, html_files, text};

// ---- the archive ----

/// How many articles are generated. Some are in one language only.
const GENERATED: usize = 70;

/// One of the generated articles. Dates are days, months and years, and some articles share theirs.
fn generated(number: usize, lang: Lang) -> String {
    const KINDS: [&str; 7] = ["news", "press-release", "blog", "story", "event", "statement", "publication"];
    const TOPICS: [&str; 3] = ["diaspora", "partnership", "diaspora, partnership"];
    const COUNTRIES: [&str; 5] = ["", "DEU", "GRC", "DEU, XKX", "GRC, DEU"];
    const GOALS: [&str; 4] = ["", "10", "10.7, 10.2", "3, 17.18"];
    let (year, month, day) = (2015 + number % 9, 1 + number % 12, 1 + number % 28);
    let date = match number % 10 {
        3 => format!("{year}-{month:02}"),
        7 => year.to_string(),
        0 => "2019-05-05".to_owned(),
        _ => format!("{year}-{month:02}-{day:02}"),
    };
    let mut head = format!("title: Generated {number}\nsummary: One of many.\ndate: {date}\n");
    writeln!(head, "type: {}", KINDS[number % 7]).unwrap();
    writeln!(head, "scope: {}", if number.is_multiple_of(4) { "global" } else { "local" }).unwrap();
    writeln!(head, "topics: [{}]", TOPICS[number % 3]).unwrap();
    writeln!(head, "countries: [{}]", COUNTRIES[number % 5]).unwrap();
    writeln!(head, "sdgs: [{}]", GOALS[number % 4]).unwrap();
    if lang == Lang::De {
        writeln!(head, "slug: erzeugt-{number}").unwrap();
    }
    format!("---\n{head}sources:\n  - title: None\n---\n\nText.\n")
}

/// The good site with many articles, and one that alone has its year.
fn archive() -> Fixture {
    let missing = |number: usize, lang: Lang| match lang {
        Lang::En => number % 11 == 5,
        Lang::De => number % 13 == 7,
    };
    let alone = "---\ntitle: Alone\nsummary: Long ago.\ntype: story\ndate: 2001\ntopics: [diaspora]\n\
                 sources:\n  - title: None\n---\n\nText.\n";
    let mut fixture = Fixture::good().file("en/news/alone.md", alone);
    for lang in Lang::ALL {
        for number in (0..GENERATED).filter(|number| !missing(*number, lang)) {
            fixture = fixture.file(&format!("{lang}/news/generated-{number}.md"), &generated(number, lang));
        }
    }
    fixture
}

/// The archive, built once for all tests that only read it.
static BUILT: LazyLock<Tree> = LazyLock::new(|| archive().built());

// ---- what was built ----

/// Every page of a list.
fn list(site: &Tree, lang: Lang, filter: &Filter) -> Vec<ListBundle> {
    let path = |page| Address::new(lang, Route::list(filter.clone(), page)).bundle_path();
    let first: ListBundle = bundle(site, &path(1));
    let pages = (2..=first.pages).map(|page| bundle(site, &path(page)));
    let pages: Vec<_> = [first.clone()].into_iter().chain(pages).collect();
    assert!(!site.contains_key(&path(first.pages + 1)), "there are more pages than {}", first.pages);
    pages
}

/// What a list shows, on all its pages together.
fn items(list: &[ListBundle]) -> Vec<&Teaser> {
    list.iter().flat_map(|page| &page.items).collect()
}

/// Every tag by which the list of all articles can be filtered, with the number of articles it promises.
fn tags(list: &[ListBundle]) -> Vec<(Tag, u32)> {
    let values = list[0].facets.iter().flat_map(|values| {
        values.values.iter().map(|value| (Tag { facet: values.facet, key: value.key.clone() }, value.count))
    });
    values.collect()
}

/// The bundles with numbers for names, from 0 to the last that is there.
fn numbered<B: iom_germany::model::Bundle>(site: &Tree, folder: &str) -> Vec<B> {
    let paths = (0..).map(|number| format!("{folder}/{number}.json")).take_while(|path| site.contains_key(path));
    let bundles: Vec<B> = paths.map(|path| bundle(site, &path)).collect();
    let here = site.keys().filter(|path| path.starts_with(&format!("{folder}/"))).count();
    assert_eq!(bundles.len(), here, "{folder} has gaps");
    bundles
}

fn rows(site: &Tree, lang: Lang, Tag { facet, key }: &Tag) -> Vec<RowsBundle> {
    numbered(site, &format!("bundles/{lang}/rows/{}/{key}", facet.key()))
}

/// Every page of content in a language.
fn pages(site: &Tree, lang: Lang) -> Vec<ArticleBundle> {
    let folder = format!("bundles/{lang}");
    let paths = site.keys().filter_map(|path| Some((path, path.strip_prefix(&folder)?)));
    let is_list = |page: &str| {
        matches!(
            Address::parse(&format!("{}{page}", lang.prefix())).route,
            Route::News(_) | Route::Filtered(..) | Route::Search
        )
    };
    let pages = paths.filter_map(|(path, file)| Some((path, file.strip_suffix("index.json")?)));
    pages.filter(|(_, page)| !is_list(page)).map(|(path, _)| bundle(site, path)).collect()
}

/// Every article of a language.
fn articles(site: &Tree, lang: Lang) -> Vec<ArticleBundle> {
    let mut articles = pages(site, lang);
    articles.retain(|bundle| bundle.article.section == Section::News);
    articles
}

/// Whether an article has a tag, from what its own page says.
fn has(article: &Article, tag: &Tag) -> bool {
    let key = tag.key.as_str();
    let words = strings(article.lang);
    match tag.facet {
        Facet::Type => fold_to_slug((words.kind)(article.kind)) == key,
        Facet::Scope => fold_to_slug((words.scope_name)(article.scope)) == key,
        Facet::Topic => article.topics.iter().any(|topic| topic.slug.as_ref().unwrap_or(&topic.key).as_str() == key),
        Facet::Country => article.countries.iter().any(|country| country.key.to_string().to_lowercase() == key),
        Facet::Year => article.date.is_some_and(|date| date.year().to_string() == key),
        Facet::Month => article.date.and_then(Date::in_month).is_some_and(|month| month.to_string() == key),
        Facet::Goal => article.sdgs.iter().any(|sdg| sdg.goal().to_string() == key),
    }
}

/// A language of the archive, as its lists show it.
struct Catalogue {
    lang: Lang,
    whole: Vec<ListBundle>,
    /// Addresses of articles; the place of each is its number.
    oldest_first: Vec<String>,
    /// The numbers of the articles in each tag's list, from the oldest.
    listed: BTreeMap<Tag, Vec<u32>>,
}

impl Catalogue {
    fn read(site: &Tree, lang: Lang) -> Self {
        let whole = list(site, lang, &Filter::default());
        let oldest_first: Vec<String> = items(&whole).into_iter().rev().map(|teaser| teaser.path.clone()).collect();
        let number = |teaser: &&Teaser| {
            let place = oldest_first.iter().position(|path| *path == teaser.path);
            u32::try_from(place.unwrap_or_else(|| panic!("{} is in no list", teaser.path))).unwrap()
        };
        let listed = tags(&whole).into_iter().map(|(tag, _)| {
            let list = list(site, lang, &Filter::only(tag.clone()));
            (tag, items(&list).iter().rev().map(number).collect())
        });
        let listed = listed.collect();
        Self { lang, whole, oldest_first, listed }
    }

    /// Every two tags that an article could have both.
    fn pairs(&self) -> Vec<(&Tag, &Tag)> {
        let tags: Vec<_> = self.listed.keys().collect();
        let pairs = tags.iter().enumerate().flat_map(|(at, one)| tags[at + 1..].iter().map(|other| (*one, *other)));
        pairs.filter(|(one, other)| one.facet != other.facet || one.facet.has_many()).collect()
    }
}

// ---- lists ----

#[test]
fn the_lists_of_tags_hold_exactly_the_articles_that_have_them() {
    let site = &*BUILT;
    for lang in Lang::ALL {
        let catalogue = Catalogue::read(site, lang);
        let articles: BTreeMap<_, _> =
            articles(site, lang).into_iter().map(|bundle| (bundle.article.path.clone(), bundle.article)).collect();
        assert!(articles.len() > 60, "only {} articles", articles.len());
        let listed: BTreeSet<_> = catalogue.oldest_first.iter().collect();
        assert_eq!(listed, articles.keys().collect::<BTreeSet<_>>());
        assert_eq!(listed.len(), catalogue.oldest_first.len(), "an article is listed twice");
        for teaser in items(&catalogue.whole) {
            assert_eq!(*teaser, articles[&teaser.path].teaser());
        }
        for (tag, numbers) in &catalogue.listed {
            let having = catalogue.oldest_first.iter().zip(0..).filter(|(path, _)| has(&articles[*path], tag));
            assert_eq!(*numbers, having.map(|(_, number)| number).collect::<Vec<_>>(), "{lang} {tag:?}");
        }
        for article in articles.values() {
            let tags = catalogue.listed.keys().filter(|tag| has(article, tag));
            let facets: BTreeSet<_> = tags.map(|tag| tag.facet).collect();
            for facet in [Facet::Type, Facet::Scope, Facet::Topic, Facet::Year] {
                assert!(facets.contains(&facet), "{} is in no list by {}", article.path, facet.key());
            }
        }
    }
}

#[test]
fn the_pages_of_a_list_sum_to_what_it_promises() {
    let site = &*BUILT;
    let mut longest = 0;
    for lang in Lang::ALL {
        let whole = list(site, lang, &Filter::default());
        let of_tags = tags(&whole).into_iter().map(|(tag, count)| (Filter::only(tag), count));
        for (filter, count) in [(Filter::default(), whole[0].total)].into_iter().chain(of_tags) {
            let list = list(site, lang, &filter);
            longest = longest.max(list.len());
            assert_eq!(items(&list).len(), count as usize, "{lang} {filter:?}");
            for (page, number) in list.iter().zip(1..) {
                assert_eq!((page.page, page.pages as usize, page.total), (number, list.len(), count), "{filter:?}");
                assert_eq!(page.facets, list[0].facets);
                assert_eq!(
                    page.items.len() == LIST_LENGTH,
                    number < page.pages || (count as usize).is_multiple_of(LIST_LENGTH)
                );
            }
            let dates: Vec<_> = items(&list).iter().map(|teaser| teaser.date).collect();
            assert!(dates.is_sorted_by(|newer, older| newer >= older), "{lang} {filter:?}: {dates:?}");
            for values in &list[0].facets {
                let sum: u32 = values.values.iter().map(|value| value.count).sum();
                assert!(
                    values.facet.has_many() || sum == count || (values.facet == Facet::Month && sum < count),
                    "{lang} {filter:?} {}: {sum}",
                    values.facet.key()
                );
            }
        }
    }
    assert!(longest >= 3, "no list has many pages");
}

#[test]
fn every_article_is_in_the_teasers_at_its_number() {
    let site = &*BUILT;
    for lang in Lang::ALL {
        let whole = list(site, lang, &Filter::default());
        let files: Vec<TeasersBundle> = numbered(site, &format!("bundles/{lang}/teasers"));
        let (last, full) = files.split_last().unwrap();
        assert!(full.iter().all(|file| file.items.len() == TEASERS_PER_BUNDLE as usize) && !last.items.is_empty());
        let teasers: Vec<_> = files.iter().flat_map(|file| &file.items).collect();
        assert_eq!(teasers, items(&whole).into_iter().rev().collect::<Vec<_>>());
    }
}

#[test]
fn the_rows_of_a_tag_hold_the_articles_of_its_list_with_all_their_tags() {
    let site = &*BUILT;
    for lang in Lang::ALL {
        let catalogue = Catalogue::read(site, lang);
        for (tag, numbers) in &catalogue.listed {
            let bundles = rows(site, lang, tag);
            let rows: Vec<_> = bundles.iter().flat_map(|bundle| &bundle.rows).collect();
            assert_eq!(rows.iter().map(|row| row[0]).collect::<Vec<_>>(), *numbers, "{lang} {tag:?}");
            for bundle in &bundles {
                for row in &bundle.rows {
                    let tags: BTreeSet<_> = row[1..].iter().map(|place| &bundle.tags[*place as usize]).collect();
                    let having = catalogue.listed.iter().filter(|(_, numbers)| numbers.contains(&row[0]));
                    assert_eq!(tags, having.map(|(tag, _)| tag).collect::<BTreeSet<_>>(), "{lang} {tag:?} {row:?}");
                    assert_eq!(tags.len(), row.len() - 1, "{lang} {tag:?} {row:?}: a tag twice");
                }
            }
        }
        let folders = site.keys().filter(|path| path.starts_with(&format!("bundles/{lang}/rows/")));
        let folders: BTreeSet<_> = folders.map(|path| path.rsplit_once('/').unwrap().0).collect();
        assert_eq!(folders.len(), catalogue.listed.len(), "rows of a tag nobody can choose");
    }
}

#[test]
fn filtering_by_two_tags_finds_what_both_lists_hold() {
    let site = &*BUILT;
    for lang in Lang::ALL {
        let catalogue = Catalogue::read(site, lang);
        let facets = &catalogue.whole[0].facets;
        let all = items(&catalogue.whole);
        let pairs = catalogue.pairs();
        let mut found_some = 0;
        for (one, other) in &pairs {
            let filter: Filter = [(*one).clone(), (*other).clone()].into_iter().collect();
            let (in_one, in_other) = (&catalogue.listed[*one], &catalogue.listed[*other]);
            let both: Vec<u32> = in_one.iter().rev().filter(|number| in_other.contains(number)).copied().collect();
            found_some += usize::from(!both.is_empty());
            for tag in [one, other] {
                let found = filtering::find(&rows(site, lang, tag), &filter);
                assert_eq!(found.numbers, both, "{lang} {filter:?} by the rows of {tag:?}");
                let files = filtering::teaser_files(found.on_page(1));
                let bundles = files.iter().map(|file| bundle(site, &format!("bundles/{lang}/teasers/{file}.json")));
                let teasers = filtering::teasers(found.on_page(1), &files, bundles.collect());
                let listed = both.iter().take(LIST_LENGTH).map(|number| all[all.len() - 1 - *number as usize].clone());
                assert_eq!(teasers, listed.collect::<Vec<_>>());
                for values in found.facets(&filter, facets) {
                    for value in values.values {
                        let tag = Tag { facet: values.facet, key: value.key };
                        let count = both.iter().filter(|number| catalogue.listed[&tag].contains(number)).count();
                        assert_eq!(value.count as usize, count, "{lang} {filter:?} {tag:?}");
                    }
                }
            }
            let (rarest, count) = filtering::rarest(&filter, facets).unwrap();
            assert_eq!(count as usize, in_one.len().min(in_other.len()), "{lang} {filter:?}");
            assert_eq!(count as usize, catalogue.listed[rarest].len(), "{lang} {filter:?}");
        }
        assert!(found_some > 100 && found_some < pairs.len(), "{found_some} of {} pairs", pairs.len());
    }
}

#[test]
fn every_link_of_the_archive_leads_to_articles() {
    let site = &*BUILT;
    assert_eq!(dead_links(site, SITE_URL, "/"), Vec::<String>::new());
    for lang in Lang::ALL {
        let catalogue = Catalogue::read(site, lang);
        let mut queries = BTreeSet::new();
        for (_, html) in html_files(site).filter(|(_, html)| html.contains(&format!("<html lang=\"{lang}\""))) {
            // The overview of datasets and the search can be filtered too, but list no articles by themselves.
            let search = Address::new(lang, Route::Search).path();
            let is_list = |href: &&str| href.contains('?') && !href.contains("?theme=") && !href.starts_with(&search);
            queries.extend(attributes(html, "href").into_iter().filter(is_list));
        }
        assert!(queries.len() > 100, "only {} lists by several tags", queries.len());
        for query in queries {
            let address = Address::parse(&query.replace("&amp;", "&"));
            assert_eq!((address.lang, address.path()), (lang, query.replace("&amp;", "&")));
            let Route::Filtered(filter, 1) = address.route else { panic!("{query} is no list") };
            let holds = |number: &u32| filter.tags().iter().all(|tag| catalogue.listed[tag].contains(number));
            assert!((0..catalogue.whole[0].total).any(|number| holds(&number)), "{query} leads to an empty list");
        }
    }
}

#[test]
fn the_language_switch_of_a_list_leads_to_the_same_list() {
    let site = &*BUILT;
    let [en, de] = Lang::ALL.map(|lang| Catalogue::read(site, lang));
    let mut only_here = 0;
    for (here, there) in [(&en, &de), (&de, &en)] {
        let facets = &here.whole[0].facets;
        for tag in here.listed.keys() {
            let filter = Filter::only(tag.clone());
            let translated = filtering::translated(&filter, facets).unwrap();
            let pages = list(site, here.lang, &filter);
            if !there.listed.contains_key(&translated.tags()[0]) {
                only_here += 1;
                assert!(pages.iter().all(|page| page.translations.is_empty()), "{filter:?} is not there");
                continue;
            }
            let pages_there = list(site, there.lang, &translated);
            for page in &pages {
                let [translation] = page.translations.as_slice() else { panic!("{filter:?}: {:?}", page.translations) };
                let page_there = page.page.min(pages_there[0].pages);
                let address = Address::new(there.lang, Route::list(translated.clone(), page_there));
                assert_eq!((translation.lang, &translation.path), (there.lang, &address.path()));
                text(site, &format!("{}index.html", &translation.path[1..]));
            }
            let back = Address::new(here.lang, Route::list(filter.clone(), 1)).path();
            assert_eq!(pages_there[0].translations[0].path, back);
        }
        for (one, other) in here.pairs() {
            let filter: Filter = [one.clone(), other.clone()].into_iter().collect();
            let Some(translated) = filtering::translated(&filter, facets) else { panic!("{filter:?} has no name") };
            assert_eq!(translated.tags().len(), filter.tags().len());
            let path = Address::new(there.lang, Route::list(translated, 1)).path();
            let page = path.split_once('?').map_or(path.as_str(), |(page, _)| page);
            text(site, &format!("{}index.html", &page[1..]));
        }
    }
    assert!(only_here > 0, "every tag is in both languages");
}

// ---- from page to page ----

#[test]
fn articles_lead_to_their_neighbours_in_time() {
    let site = &*BUILT;
    for lang in Lang::ALL {
        let whole = list(site, lang, &Filter::default());
        let newest_first = items(&whole);
        let link = |teaser: &&Teaser| PageLink { title: teaser.title.clone(), path: teaser.path.clone() };
        for (at, teaser) in newest_first.iter().enumerate() {
            let page: ArticleBundle = bundle(site, &Address::parse(&teaser.path).bundle_path());
            let older = newest_first.get(at + 1);
            let newer = at.checked_sub(1).and_then(|at| newest_first.get(at));
            assert_eq!(page.previous, older.map(link), "{}", teaser.path);
            assert_eq!(page.next, newer.map(link), "{}", teaser.path);
            assert!(older.is_none_or(|older| older.date <= teaser.date), "{}", teaser.path);
        }
        for page in pages(site, lang).iter().filter(|page| page.article.section != Section::News) {
            assert_eq!((&page.previous, &page.next, page.related.len()), (&None, &None, 0), "{}", page.article.path);
        }
    }
}

#[test]
fn related_articles_have_something_in_common() {
    let site = &*BUILT;
    assert_same(site, &archive().built());
    for lang in Lang::ALL {
        let articles = articles(site, lang);
        let telling = |bundle: &ArticleBundle| -> BTreeSet<String> {
            let article = &bundle.article;
            let topics = article.topics.iter().map(|topic| format!("topic {}", topic.key));
            let countries = article.countries.iter().map(|country| format!("country {}", country.key));
            let goals = article.sdgs.iter().map(|sdg| format!("goal {}", sdg.goal()));
            topics.chain(countries).chain(goals).collect()
        };
        for page in &articles {
            let path = &page.article.path;
            assert_eq!(page.related.len(), 3, "{path}: among so many, some are related");
            let related: BTreeSet<_> = page.related.iter().map(|teaser| &teaser.path).collect();
            assert!(related.len() == 3 && !related.contains(path), "{path}: {related:?}");
            for teaser in &page.related {
                let other = articles.iter().find(|other| other.article.path == teaser.path).unwrap();
                assert_eq!(*teaser, other.article.teaser());
                assert!(!telling(page).is_disjoint(&telling(other)), "{path} and {} share nothing", teaser.path);
            }
        }
    }
}

#[test]
fn the_page_of_a_goal_lists_the_newest_articles_on_it() {
    let site = &*BUILT;
    for lang in Lang::ALL {
        let whole = list(site, lang, &Filter::default());
        let goals: Vec<_> = pages(site, lang).into_iter().filter(|page| page.article.goal.is_some()).collect();
        assert_eq!(goals.len(), 1);
        let on_goal = |teaser: &&&Teaser| {
            let page: ArticleBundle = bundle(site, &Address::parse(&teaser.path).bundle_path());
            page.article.sdgs.iter().any(|sdg| Some(sdg.goal()) == goals[0].article.goal)
        };
        let newest: Vec<_> = items(&whole).iter().filter(on_goal).take(10).map(|teaser| (*teaser).clone()).collect();
        assert_eq!(goals[0].latest, newest);
        assert_eq!(newest.len(), 10, "too few articles are on the goal");
        let html = text(site, &format!("{}index.html", &goals[0].article.path[1..]));
        assert!(newest.iter().all(|teaser| html.contains(&teaser.path)), "{lang}: an article is not on the page");
        for article in articles(site, lang) {
            let leads_there = article.article.goals.iter().any(|goal| goal.path == goals[0].article.path);
            assert_eq!(
                leads_there,
                article.article.sdgs.iter().any(|sdg| sdg.goal() == 10),
                "{}",
                article.article.path
            );
        }
    }
}

#[test]
fn a_directive_lists_the_newest_articles_it_asks_for() {
    let ask = |ask: &str| format!("---\ntitle: A list\nsummary: A list.\ntype: page\n---\n\n```articles\n{ask}\n```\n");
    let site = archive()
        .file("en/about/by-default.md", &ask("topic: diaspora"))
        .file("en/about/twenty.md", &ask("limit: 20\ncountry: DEU\ngoal: 10\nscope: local"))
        .built();
    let whole = list(&site, Lang::En, &Filter::default());
    let shown = |page: &str| -> Vec<String> {
        let page: ArticleBundle = bundle(&site, &format!("bundles/en/about/{page}/index.json"));
        let [iom_germany::model::Block::Articles(teasers)] = page.article.body.as_slice() else {
            panic!("{:?}", page.article.body)
        };
        teasers.iter().map(|teaser| teaser.path.clone()).collect()
    };
    let expected = |limit: usize, wanted: &[(Facet, &str)]| -> Vec<String> {
        let wanted: Vec<_> =
            wanted.iter().map(|(facet, key)| Tag { facet: *facet, key: key.parse().unwrap() }).collect();
        let fits = |teaser: &&&Teaser| {
            let page: ArticleBundle = bundle(&site, &Address::parse(&teaser.path).bundle_path());
            wanted.iter().all(|tag| has(&page.article, tag))
        };
        items(&whole).iter().filter(fits).take(limit).map(|teaser| teaser.path.clone()).collect()
    };
    assert_eq!(shown("by-default"), expected(5, &[(Facet::Topic, "diaspora")]));
    let germany = fold_to_slug((strings(Lang::En).scope_name)(iom_germany::model::Scope::Local));
    let wanted = [(Facet::Country, "deu"), (Facet::Goal, "10"), (Facet::Scope, germany.as_str())];
    assert_eq!(shown("twenty"), expected(20, &wanted));
    assert!(shown("twenty").len() > 5);
}

// ---- words and navigation ----

#[test]
fn a_page_is_found_by_each_word_of_its_address() {
    let site = Fixture::good().built();
    for lang in Lang::ALL {
        let pages = pages(&site, lang);
        let mut words = 0;
        for ArticleBundle { article, .. } in &pages {
            let last = article.path.trim_end_matches('/').rsplit('/').next().unwrap();
            for word in last.split('-').filter(|word| word.len() >= 3) {
                words += 1;
                let asked = near::words(&format!("{}/nowhere/{word}/", lang.prefix()));
                let shards: Vec<WordsBundle> = near::shards(&asked)
                    .into_iter()
                    .map(|start| format!("bundles/{lang}/words/{start}.json"))
                    .filter(|path| site.contains_key(path))
                    .map(|path| bundle(&site, &path))
                    .collect();
                let near = near::nearest(&asked, &shards);
                assert!(near.contains(&article.link()), "{} is not found by {word:?}: {near:?}", article.path);
            }
        }
        assert!(words > 15, "only {words} words");
        let files = site.keys().filter(|path| path.starts_with(&format!("bundles/{lang}/words/")));
        for path in files {
            let start = path.rsplit('/').next().unwrap().trim_end_matches(".json");
            let shard: WordsBundle = bundle(&site, path);
            for (word, links) in &shard.words {
                assert!(word.starts_with(start) && start.len() == 2, "{path}: {word}");
                let known = |link: &&PageLink| pages.iter().any(|page| page.article.link() == **link);
                assert!(!links.is_empty() && links.iter().all(|link| known(&link)), "{path}: {links:?}");
            }
        }
    }
}

#[test]
fn a_word_of_many_addresses_names_some_of_them() {
    let site = &*BUILT;
    for (lang, word) in [(Lang::En, "generated"), (Lang::De, "erzeugt")] {
        let shard: WordsBundle = bundle(site, &format!("bundles/{lang}/words/{}.json", &word[..2]));
        let whole = list(site, lang, &Filter::default());
        let named: BTreeSet<_> = shard.words[word].iter().map(|link| &link.path).collect();
        let newest = items(&whole).into_iter().map(|teaser| &teaser.path).filter(|path| path.contains(word));
        assert_eq!(named, newest.take(named.len()).collect::<BTreeSet<_>>(), "not the newest");
        assert!((5..=20).contains(&named.len()), "{} pages", named.len());
    }
}

#[test]
fn the_navigation_leads_to_every_page_of_a_section_in_order() {
    let page =
        |title: &str, head: &str| format!("---\ntitle: {title}\nsummary: A page.\ntype: page\n{head}---\n\nText.\n");
    let site = Fixture::good()
        .file("en/our-work/zebra.md", &page("Zebra", "order: 2\n"))
        .file("en/our-work/apple.md", &page("Apple", "order: 3\n"))
        .file("en/our-work/last.md", &page("Last", ""))
        .file("en/our-work/held-back.md", &page("Held back", "order: 1\ndraft: true\n"))
        .file("en/2030-agenda/goal-3.md", &page("Health", "order: 3\ngoal: 3\n"))
        .file("en/this-site/imprint.md", &page("Imprint", "order: 2\n"))
        .built();
    let navigation: NavigationBundle = bundle(&site, "bundles/en/navigation.json");
    assert_eq!(navigation.sections.iter().map(|section| section.section).collect::<Vec<_>>(), SECTIONS);
    for section in &navigation.sections {
        let own: ArticleBundle = bundle(&site, &Address::new(Lang::En, Route::Section(section.section)).bundle_path());
        assert_eq!(section.summary, own.article.summary);
        let paths = |paths: Vec<&String>| paths.into_iter().cloned().collect::<Vec<_>>();
        assert_eq!(
            paths(section.pages.iter().map(|page| &page.path).collect()),
            paths(own.children.iter().map(|page| &page.path).collect()),
        );
    }
    let titles = |links: &[PageLink]| links.iter().map(|link| link.title.clone()).collect::<Vec<_>>();
    let of = |section: Section| navigation.sections.iter().find(|other| other.section == section).unwrap();
    assert_eq!(titles(&of(Section::OurWork).pages), ["Counselling before a decision", "Zebra", "Apple", "Last"]);
    assert_eq!(titles(&of(Section::Agenda2030).pages), ["3 Health", "10 Less inequality"]);
    assert_eq!(titles(&navigation.this_site), ["About this website", "Access for all", "Imprint"]);
    let links = navigation.sections.iter().flat_map(|section| &section.pages).chain(&navigation.this_site);
    for link in links.chain(&navigation.plain_language) {
        text(&site, &format!("{}index.html", &link.path[1..]));
    }
    let german: NavigationBundle = bundle(&site, "bundles/de/navigation.json");
    let plain = PageLink { title: "Einfache Sprache".to_owned(), path: "/de/einfache-sprache/".to_owned() };
    assert_eq!([navigation.plain_language, german.plain_language], [Some(plain.clone()), Some(plain)]);
}
