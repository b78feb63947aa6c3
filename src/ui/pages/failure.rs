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
    let retry = match retry {
        Some(retry) => view! { <RetryButton retry /> }.into_any(),
        // As the worker shows it, this page stands at the address that was asked for.
        None => view! { <a href="">{strings.retry}</a> }.into_any(),
    };
    // Where `keeper.js` lists what can be read without a connection.
    let kept = matches!(error, LoadError::Offline).then(|| view! { <div class="prose" data-kept=""></div> });
    view! {
        <div class="message" role="alert">
            <h1 tabindex="-1">{strings.load_failed}</h1>
            <p>{reason}</p>
            <p class="message__ways">
                {retry} <a href=home>{strings.to_home}</a>
            </p>
        </div>
        {kept}
    }
}
