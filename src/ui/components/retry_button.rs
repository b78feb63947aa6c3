//! The button that loads a page once more.

use leptos::prelude::*;

use crate::ui::reader::use_reader;

/// Tries again. Renders a `button` named “Try again”. Without scripts there is none: a page that was loaded whole has
/// nothing to try again. Stylesheet: `retry-button.css`.
#[component]
pub fn RetryButton(
    /// Loads the page once more.
    retry: Callback<()>,
) -> impl IntoView {
    view! {
        <button type="button" class="retry-button" on:click=move |_| retry.run(())>
            {use_reader().strings.retry}
        </button>
    }
}
