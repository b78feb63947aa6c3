//! The whole site from nothing.

use super::sites::{RivalSite, Site, Sites};
use super::table::{Table, Value};
use super::targets::{self, BUILD_CPU, BUILD_GROWTH, BUILD_MEMORY};
use super::usage::Usage;

/// The archive that larger ones are compared with.
const BASE: u64 = 10_000;

pub(crate) fn measure(sites: &mut Sites, articles: u64, table: &mut Table) -> anyhow::Result<()> {
    let base = (articles >= 2 * BASE).then(|| sites.ours(BASE, true)).transpose()?;
    let ours = sites.ours(articles, true)?;
    let rival = sites.rival(articles, true)?;
    let of = |take: fn(Usage) -> Option<Value>, site: &Site| site.usage.and_then(take);
    let other = |take: fn(Usage) -> Option<Value>| rival.as_ref().and_then(|rival| of(take, &rival.site));
    let cpu = |usage: Usage| Some(Value::Seconds(usage.cpu_seconds));
    let wall = |usage: Usage| Some(Value::Seconds(usage.wall_seconds));
    let peak = |usage: Usage| usage.peak_bytes.map(Value::Bytes);
    let name = |what: &str| format!("build of {articles}: {what}");
    let has_search = rival.as_ref().is_some_and(|rival| rival.has_search);
    let whom = if has_search { "Hugo + Pagefind" } else { "Hugo alone" };
    let (most_seconds, most_bytes) = targets::build(articles);
    if let Some(most) = most_seconds {
        table.limit(&name("CPU"), of(cpu, &ours), most);
    }
    table.limit(&name("peak memory"), of(peak, &ours), most_bytes);
    table.compare(&name(&format!("CPU, {whom}")), of(cpu, &ours), other(cpu), Some(BUILD_CPU));
    let hugo = rival.as_ref().and_then(|rival: &RivalSite| rival.hugo).and_then(cpu);
    table.compare(&name("CPU, Hugo without search"), of(cpu, &ours), hugo, None);
    table.compare(&name("time"), of(wall, &ours), other(wall), None);
    table.compare(&name("peak memory, the larger of both"), of(peak, &ours), other(peak), Some(BUILD_MEMORY));
    let count = |site: &Site| Value::Count(site.size.files);
    let bytes = |site: &Site| Value::Bytes(site.size.bytes);
    table.compare(&name("files"), Some(count(&ours)), rival.as_ref().map(|rival| count(&rival.site)), None);
    table.compare(&name("bytes"), Some(bytes(&ours)), rival.as_ref().map(|rival| bytes(&rival.site)), None);
    let drawings = sites.draw(articles)?;
    table.compare(&name("CPU of all drawings, a step of their own"), cpu(drawings), None, None);
    if let Some(base) = base {
        let factor = articles as f64 / BASE as f64;
        let grown = base.usage.map(|usage| Value::Seconds(usage.cpu_seconds * factor));
        table.compare(&name(&format!("CPU, {factor} × that of {BASE}")), of(cpu, &ours), grown, Some(BUILD_GROWTH));
        let grown = base.usage.and_then(|usage| usage.peak_bytes).map(|bytes| Value::Bytes(bytes * factor));
        table.compare(&name(&format!("memory, {factor} × that of {BASE}")), of(peak, &ours), grown, Some(BUILD_GROWTH));
    }
    Ok(())
}
