//! The app, for browsers. Trunk builds it; the prerendered page's starter loads it.

#[cfg(target_arch = "wasm32")]
fn main() {
    iom_germany::ui::app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("`site` runs in a browser: build it with `make serve` or `make dist`.");
    std::process::exit(2);
}
