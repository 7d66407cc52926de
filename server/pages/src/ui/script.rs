//! Small scripts of pages that need no program: each makes one thing nicer, and the page works without it.

use leptos::prelude::*;

/// A script of `public/scripts`, on the one page that has use for it. The server serves that folder; what a script may do
/// is bounded by the page's Content-Security-Policy, which allows the site's own files.
#[component]
pub fn PageScript(
    /// The file's name without `.js`.
    name: &'static str,
) -> impl IntoView {
    // As a module it runs once the page is there, and holds nothing up.
    view! { <script r#type="module" src=format!("/scripts/{name}.js")></script> }
}
