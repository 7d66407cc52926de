//! Where the part of the program that a page needs did not come.

use leptos::prelude::*;

use crate::ui::dom::reload;
use crate::ui::page_title::PageTitle;

/// Says so in the page's place, and offers to load the page as a whole: from the server, and in a new build where there is one.
#[component]
pub fn PartMissing() -> impl IntoView {
    view! {
        <div class="error-page">
            <PageTitle text="This page did not come"/>
            <main class="error-page__words" id="main">
                <h1>"This page did not come"</h1>
                <p class="lead" role="alert">
                    "A file that it needs is missing: there is no network just now, something in it held the file back, or Twilight has been renewed meanwhile. What you wrote elsewhere is kept."
                </p>
                <div class="error-page__actions">
                    <button class="button button--primary" type="button" on:click=|_| reload()>"Reload"</button>
                </div>
            </main>
        </div>
    }
    .into_any()
}
