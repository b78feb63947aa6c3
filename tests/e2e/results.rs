//! What came of each test in each engine, as JSON in `target/e2e/`, for the page that shows it (`tested`).

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::engine::Engine;

/// The name of the running test, `module::name`. Tests run in threads named after them.
pub(crate) fn test_name() -> String {
    std::thread::current().name().unwrap_or_default().to_owned()
}

/// Notes what came of a test: `passed`, `failed` or `left out`.
pub(crate) fn write(engine: Engine, test: &str, outcome: &str, why: &str) {
    // With one thread for all tests nobody knows which it is.
    if test.contains("::") {
        save(engine, test, &json!({"outcome": outcome, "why": why}));
    }
}

/// Keeps a result under a name.
pub(crate) fn save(engine: Engine, name: &str, result: &Value) {
    let folder = folder(engine);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("{}.json", name.replace("::", "."))), result.to_string()).unwrap();
}

/// The result kept under a name, if there is one.
pub(crate) fn read(engine: Engine, name: &str) -> Option<Value> {
    let file = folder(engine).join(format!("{}.json", name.replace("::", ".")));
    serde_json::from_slice(&fs::read(file).ok()?).ok()
}

fn folder(engine: Engine) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/e2e").join(engine.key())
}
