//! Entries for calendars, one for each event on a known day (RFC 5545).

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use icalendar::{Calendar, Component, Event, EventLike};

use super::front_matter::Head;
use crate::model::{Article, ArticleKind};
use crate::text::Date;

/// Where the entry of an article lies, if it has one: `/news/round-table/event.ics`.
pub(super) fn path(head: &Head, page: &str) -> Option<String> {
    let is_event = head.kind == Some(ArticleKind::Event);
    head.date.filter(|date| is_event && date.day().is_some()).map(|_| format!("{page}event.ics"))
}

/// The entry of an event. It takes whole days, from the article's date to `ends`. `base_url` is the site's address
/// without a slash at the end.
pub(super) fn entry(article: &Article, ends: Option<Date>, base_url: &str) -> Option<String> {
    let first = day(article.date?)?;
    // RFC 5545, 3.6.1: the end of an entry in whole days is the first day that does not belong to it.
    let end = ends.and_then(day).unwrap_or(first).checked_add_signed(TimeDelta::days(1))?;
    // RFC 5545, 3.8.7.2: an entry is stamped with its last change. That of the facts does, so that publishing the same
    // content twice gives the same bytes.
    let changed = article.updated.and_then(day).unwrap_or(first).and_time(NaiveTime::MIN).and_utc();
    let mut event = Event::new();
    event
        .uid(&format!("{}-{}@iom-germany", article.id, article.lang))
        .timestamp(changed)
        .starts(first)
        .ends(end)
        .summary(&article.title)
        .description(&article.summary);
    if let Some(place) = &article.place {
        event.location(place);
    }
    if !base_url.is_empty() {
        event.url(&format!("{base_url}{}", article.path));
    }
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0")).append_property(("PRODID", "-//IOM Germany//publish//EN"));
    Some(calendar.push(event.done()).done().to_string())
}

fn day(date: Date) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year().into(), date.month()?.into(), date.day()?.into())
}
