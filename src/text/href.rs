//! Which link targets may stand on a page.

/// Why a link target may not stand on a page.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no address that may stand on a page: https, http, mailto, tel, a path from `/` or a `#fragment`")]
pub struct UnsafeHref(pub String);

/// Schemes of links that leave the site.
const SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];

/// Checks that a link target is a path on this site (`/about/`), a fragment (`#aims`) or an address with a
/// harmless scheme. Control characters and white space are refused, since browsers drop some of them before they
/// read the scheme (WHATWG URL, “basic URL parser”, read 2026-11).
///
/// # Errors
///
/// [`UnsafeHref`] with the refused text.
pub fn check_href(href: &str) -> Result<(), UnsafeHref> {
    let inside = href.starts_with('#') || (href.starts_with('/') && !href.starts_with("//"));
    let clean = !href.chars().any(|c| c.is_control() || c.is_whitespace() || c == '\\');
    if clean && (inside || is_external(href)) { Ok(()) } else { Err(UnsafeHref(href.to_owned())) }
}

/// Whether the link leaves the site.
pub fn is_external(href: &str) -> bool {
    SCHEMES.iter().any(|scheme| {
        href.len() > scheme.len()
            && href.is_char_boundary(scheme.len())
            && href[..scheme.len()].eq_ignore_ascii_case(scheme)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn harmless_targets_pass() {
        for href in ["/about/", "#aims", "https://www.iom.int/", "HTTP://x.org", "mailto:a@b.c", "tel:+49", "/"] {
            assert_eq!(check_href(href), Ok(()), "{href}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for href in [
            "",
            "about",
            "//evil.example",
            "/\\evil.example",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:x",
            "\u{1}javascript:x",
            " https://x.org",
            "data:text/html,x",
            "vbscript:x",
            "blob:x",
            "file:///etc",
            "https://",
            "ö",
        ] {
            assert!(check_href(href).is_err(), "{href:?} was accepted");
        }
    }
}
