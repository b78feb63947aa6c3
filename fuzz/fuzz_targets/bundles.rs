//! Any bytes as each kind of bundle: no panic, and what is read is read again as the same when it is written.

#![no_main]

use iom_germany_fuzz::model::{
    ArticleBundle, Bundle, ListBundle, NavigationBundle, RowsBundle, TeasersBundle, WordsBundle, decode, plain_texts,
};
use libfuzzer_sys::fuzz_target;
use serde::Serialize;

fn read<B: Bundle + Serialize + PartialEq + std::fmt::Debug>(bytes: &[u8]) -> Option<B> {
    let bundle: B = decode(bytes).ok()?;
    let written = serde_json::to_vec(&bundle).expect("what was read can be written");
    if let Ok(again) = decode::<B>(&written) {
        assert_eq!(bundle, again);
    }
    Some(bundle)
}

fuzz_target!(|bytes: &[u8]| {
    if let Some(bundle) = read::<ArticleBundle>(bytes) {
        plain_texts(&bundle.article.body);
    }
    let _ = read::<ListBundle>(bytes);
    let _ = read::<NavigationBundle>(bytes);
    let _ = read::<RowsBundle>(bytes);
    let _ = read::<TeasersBundle>(bytes);
    let _ = read::<WordsBundle>(bytes);
});
