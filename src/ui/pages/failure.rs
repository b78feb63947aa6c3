//! What is shown in place of a page that could not be loaded. Navigation and footer stay, so the rest of the site
//! works.

use leptos::prelude::*;

use super::LoadError;
use crate::model::BundleError;
use crate::ui::components::RetryButton;
use crate::ui::reader::use_reader;
use crate::ui::routes::Route;

/// What happened in plain words, a button that tries again, a way on.
pub(super) fn failure(error: &LoadError, retry: Option<Callback<()>>) -> impl IntoView + use<> {
    let reader = use_reader();
    let strings = reader.strings;
    let reason = match error {
        LoadError::Offline => strings.error_offline,
        LoadError::TimedOut => strings.error_timed_out,
        LoadError::NotFound | LoadError::Status(_) => strings.error_status,
        LoadError::Malformed(BundleError::Schema { .. }) => strings.error_other_version,
        LoadError::Interrupted | LoadError::Malformed(_) => strings.error_malformed,
    };
    let home = reader.to(Route::Home);
    let retry = retry.map(|retry| view! { <RetryButton retry /> });
    view! {
        <div class="message" role="alert">
            <h1 tabindex="-1">{strings.load_failed}</h1>
            <p>{reason}</p>
            <p class="message__ways">
                {retry} <a href=home>{strings.to_home}</a>
            </p>
        </div>
    }
}
