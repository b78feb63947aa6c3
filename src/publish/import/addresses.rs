//! Addresses in imported texts: made whole, and harmless, before they become links.

use url::{ParseError, Url};

use crate::text::check_href;

/// What becomes of the target of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A whole address that may stand on a page.
    Address(String),
    /// A place on the same page: the ids of headings are new, so it leads nowhere.
    SamePage,
    /// A path whose host is not known.
    NoHost,
    /// A scheme that may not stand on a page, `javascript:` among them, or no address at all.
    Unsafe,
}

/// Schemes of links that may stand on a page.
const SCHEMES: [&str; 4] = ["https", "http", "mailto", "tel"];

/// Reads the target of a link as browsers do (WHATWG URL), beginning from the address of the page.
pub(super) fn target(href: &str, base: Option<&Url>) -> Target {
    let href = href.trim();
    if href.is_empty() || href.starts_with('#') {
        return Target::SamePage;
    }
    let url = match Url::options().base_url(base).parse(href) {
        Ok(url) => url,
        Err(ParseError::RelativeUrlWithoutBase) => return Target::NoHost,
        Err(_) => return Target::Unsafe,
    };
    let has_password = !url.username().is_empty() || url.password().is_some();
    let written = encoded(url.as_str());
    if !SCHEMES.contains(&url.scheme()) || has_password || check_href(&written).is_err() {
        return Target::Unsafe;
    }
    Target::Address(written)
}

/// The address of a page on the web, as a base for others.
pub(super) fn web_page(address: &str) -> Option<Url> {
    let url = Url::parse(address.trim()).ok()?;
    let is_web = ["https", "http"].contains(&url.scheme()) && url.host_str().is_some();
    (is_web && check_href(&encoded(url.as_str())).is_ok()).then_some(url)
}

/// What two addresses of the same page have in common: host and path.
pub(super) fn page_of(address: &str) -> Option<String> {
    let url = web_page(address)?;
    let host = url.host_str()?.trim_start_matches("www.").to_owned();
    Some(format!("{host}{}", url.path().trim_end_matches('/')))
}

/// Everything that means something in Markdown or HTML is written as its bytes (RFC 3986, section 2.1).
pub(super) fn encoded(address: &str) -> String {
    address.bytes().fold(String::with_capacity(address.len()), |mut written, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => written.push(char::from(byte)),
            b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b'?' | b'#' | b'@' | b'!' | b'$' | b'&' => {
                written.push(char::from(byte));
            }
            b'\'' | b'*' | b'+' | b',' | b';' | b'=' | b'%' => written.push(char::from(byte)),
            _ => written.push_str(&format!("%{byte:02X}")),
        }
        written
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from_page(href: &str) -> Target {
        target(href, web_page("https://old.example/news/item").as_ref())
    }

    #[test]
    fn addresses_are_made_whole() {
        for (href, whole) in [
            ("/about", "https://old.example/about"),
            ("other?a=1&b=2#c", "https://old.example/news/other?a=1&b=2#c"),
            ("//else.example/x", "https://else.example/x"),
            ("https://else.example/a(b)|c", "https://else.example/a%28b%29%7Cc"),
            ("mailto:office@old.example", "mailto:office@old.example"),
            ("tel:+4930", "tel:+4930"),
            (" HTTPS://Else.Example/ü ", "https://else.example/%C3%BC"),
        ] {
            assert_eq!(from_page(href), Target::Address(whole.to_owned()), "{href}");
        }
        assert_eq!(target("/about", None), Target::NoHost);
        assert_eq!(from_page("#top"), Target::SamePage);
    }

    #[test]
    fn nothing_that_runs_becomes_a_link() {
        for href in [
            "javascript:alert(1)",
            "JaVa\nScRiPt:alert(1)",
            "\u{1}javascript:alert(1)",
            "java\tscript:x",
            "data:text/plain,x",
            "vbscript:x",
            "blob:https://x/y",
            "file:///etc/passwd",
            "view-source:x",
            "https://user:pass@x.example/",
            "https://",
            "ftp://x.example",
        ] {
            assert_eq!(from_page(href), Target::Unsafe, "{href:?}");
        }
    }

    #[test]
    fn pages_are_the_same_whatever_stands_around_them() {
        let page = page_of("https://www.old.example/news/item/?utm=1#x");
        assert_eq!(page, page_of("http://old.example/news/item"));
        assert_eq!(page_of("mailto:a@b.example"), None);
    }
}
