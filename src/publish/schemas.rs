//! JSON Schemas of the bundles, made from the types that write and read them.

use schemars::{Schema, schema_for};

use crate::model::{ArticleBundle, ListBundle, NavigationBundle, RowsBundle, SCHEMA, TeasersBundle, WordsBundle};

/// The schemas by file name, as they are published under `schemas/`.
pub fn schemas() -> Vec<(String, Schema)> {
    vec![
        (format!("article-{SCHEMA}.json"), schema_for!(ArticleBundle)),
        (format!("list-{SCHEMA}.json"), schema_for!(ListBundle)),
        (format!("navigation-{SCHEMA}.json"), schema_for!(NavigationBundle)),
        (format!("rows-{SCHEMA}.json"), schema_for!(RowsBundle)),
        (format!("teasers-{SCHEMA}.json"), schema_for!(TeasersBundle)),
        (format!("words-{SCHEMA}.json"), schema_for!(WordsBundle)),
    ]
}
