//! Pages of a partner, on an origin of their own, with what the site offers for other people's pages in them.

use tempfile::TempDir;

use crate::harness::Browser;
use crate::server::Server;

/// A partner's host. It goes with the value.
pub(crate) struct Partner {
    server: Server,
    _folder: TempDir,
}

impl Partner {
    /// A host with pages, each given by its name; the first is the front page, too.
    pub(crate) async fn start(pages: &[(&str, String)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("index.html"), &pages[0].1).unwrap();
        for (name, html) in pages {
            std::fs::write(folder.path().join(name), html).unwrap();
        }
        Self { server: Server::serve(folder.path().to_owned()).await, _folder: folder }
    }

    /// From now on, its pages begin with a script, as those of a [`Server`] do.
    pub(crate) fn begin_pages_with(&self, script: &str) {
        self.server.begin_pages_with(script);
    }

    /// The address of a page.
    pub(crate) fn url(&self, name: &str) -> String {
        self.server.url(&format!("/{name}"))
    }
}

/// A partner's page with elements of the site in its body. `head` may hold styles and a policy.
pub(crate) fn page(site: &Server, head: &str, body: &str) -> String {
    let script = site.url("/embed/iom.js");
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>A partner</title>\
         <link rel=\"icon\" href=\"data:,\">{head}<script async src=\"{script}\"></script></head>\
         <body>{body}</body></html>"
    )
}

/// A policy that lets nothing in but what the codes need.
pub(crate) fn strict_policy(site: &Server) -> String {
    let at = |path: &str| site.url(path);
    format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src {}; frame-src {}; \
         img-src {} data:; base-uri 'none'; form-action 'none'\">",
        at("/embed/iom.js"),
        at("/embed/"),
        at("/")
    )
}

/// Whether every element has shown its frame. One that has not comes into view, as some engines wait for that.
pub(crate) const ALL_SHOWN: &str =
    "[...document.querySelectorAll('iom-article, iom-news, iom-chart, iom-search')].every((element) => {
        const isShown = element.shadowRoot?.querySelector('iframe').style.visibility === 'visible';
        if (!isShown) element.scrollIntoView({block: 'nearest'});
        return isShown;
    })";

/// Looks into the frame of an element, or into a frame of the page.
pub(crate) async fn enter(browser: &Browser, selector: &str) {
    let script = format!(
        "const found = document.querySelector({});
         return found.shadowRoot ? found.shadowRoot.querySelector('iframe') : found",
        serde_json::json!(selector)
    );
    let frame = browser.driver.execute(script, Vec::new()).await.unwrap().element().unwrap();
    frame.enter_frame().await.unwrap();
}

/// Looks at the page itself again.
pub(crate) async fn leave(browser: &Browser) {
    browser.driver.enter_default_frame().await.unwrap();
}
