//! The app in the frame of the search on somebody else's page. `tools/widgets.sh` builds it; `frame.js` loads it.

#[cfg(target_arch = "wasm32")]
fn main() {
    iom_germany::widgets::search::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("`widgets` runs in a browser: build it with `make dist`.");
    std::process::exit(2);
}
