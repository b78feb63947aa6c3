//! What pages may do: the Content-Security-Policy, and the other headers that keep a page to itself.

/// What everything may load (W3C, Content Security Policy Level 3, read 2026-11): nothing but the site's own files, and
/// no script or style written into a page.
macro_rules! loads {
    () => {
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; \
         form-action 'none'"
    };
}

/// The policy of pages, which each carries for hosts that send no headers. Text becomes markup only if the starter
/// knows it (Trusted Types); the other policy of that kind is for registering a worker.
pub(in crate::publish) const IN_PAGES: &str =
    concat!(loads!(), "; require-trusted-types-for 'script'; trusted-types default worker");

/// The policy of what stands in frames of other sites, which has no starter.
pub(in crate::publish) const IN_FRAMES: &str = loads!();

/// Who may show a page in a frame. A page cannot say it of itself, so it stands in the header alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frames {
    /// Nobody.
    Nobody,
    /// Everybody: for pages that are made for it.
    Everybody,
}

/// The value of `Content-Security-Policy`.
pub(super) fn header(frames: Frames) -> String {
    match frames {
        Frames::Nobody => format!("{IN_PAGES}; frame-ancestors 'none'"),
        // Beside them lie pages that show how they look.
        Frames::Everybody => format!("{IN_FRAMES}; frame-src 'self'; frame-ancestors *"),
    }
}

/// The headers that every answer carries, besides the policy.
pub(super) const SECURITY: [(&str, &str); 5] = [
    // Browsers heed it where the site came encrypted.
    ("Strict-Transport-Security", "max-age=63072000"),
    ("X-Content-Type-Options", "nosniff"),
    // Other sites need not know what somebody was reading.
    ("Referrer-Policy", "same-origin"),
    (
        "Permissions-Policy",
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), geolocation=(), \
         gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_say_nothing_that_only_a_header_can() {
        assert!(!IN_PAGES.contains(['"', '&', '<']), "it stands in an attribute as it is");
        for directive in ["frame-ancestors", "report-uri", "report-to", "sandbox"] {
            assert!(!IN_PAGES.contains(directive), "{directive}");
        }
        assert!(header(Frames::Nobody).ends_with("; frame-ancestors 'none'"));
        assert!(header(Frames::Everybody).ends_with("; frame-ancestors *"));
    }
}
