//! Small signs beside words.

use leptos::prelude::*;

/// A sign. The drawings are Lucide's (lucide.dev, version 0.5, ISC licence), on a square of 24.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Something opens below.
    ChevronDown,
    /// Something is removed.
    Cross,
    /// A day in a calendar.
    Calendar,
    /// The address of a page.
    Link,
    /// Something is handed on.
    Share,
    /// Something is looked for.
    Search,
    /// Something is put on a list to be read later.
    Bookmark,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::ChevronDown => "m6 9 6 6 6-6",
            Self::Cross => "M18 6 6 18M6 6l12 12",
            Self::Calendar => {
                "M8 2v4M16 2v4M3 10h18M5 4h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2"
            }
            Self::Link => {
                "M10 13a5 5 0 0 0 7.54.54l3-3a5 5 0 0 0-7.07-7.07l-1.72 1.71M14 11a5 5 0 0 0-7.54-.54l-3 3a5 5 0 0 0 \
                 7.07 7.07l1.71-1.71"
            }
            Self::Bookmark => "m19 21-7-4-7 4V5a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2z",
            Self::Search => "m21 21-4.3-4.3M11 19a8 8 0 1 1 0-16 8 8 0 0 1 0 16",
            Self::Share => "M4 12v8a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-8M16 6l-4-4-4 4M12 2v13",
        }
    }
}

/// A sign beside words, for the eye alone. Renders an `svg`. Stylesheet: `icon.css`.
pub(crate) fn icon(icon: Icon) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=icon.path() />
        </svg>
    }
}
