//! Made-up articles pass every check that real ones pass.

use iom_germany::publish::{self, Progress, SampleOptions};

use crate::fixture::{Fixture, TODAY};

#[test]
fn made_up_articles_have_no_problems() {
    let site = Fixture::good();
    let out = site.root().join("large");
    let options = SampleOptions { articles: 400, content: site.content(), out: out.clone(), seed: 1 };
    assert_eq!(publish::sample(&options).unwrap().articles, 400);
    let real = site.check().unwrap().items;
    let report = publish::check(&out, TODAY.parse().unwrap(), &Progress::silent());
    assert_eq!(report.unwrap_or_else(|error| panic!("{error:?}")).items, real + 400);
}
