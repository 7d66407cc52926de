//! The documents around these pages: without a program.

use app::context::own_address;
use app::document;
use app::error::AppError;
use leptos::prelude::*;

use crate::{ErrorApp, Pages};

/// The document of a page that needs no program.
pub fn pages_shell(options: LeptosOptions) -> impl IntoView {
    let own = own_address()
        .map(|address| view! { <script r#type="module" src="/scripts/own-address.js" data-own-address=address></script> }.into_any());
    document(&options, own, view! { <Pages/> }.into_any())
}

/// The document that says what is wrong: `form` when a form was sent.
pub fn error_shell(options: LeptosOptions, error: AppError, form: bool) -> impl IntoView {
    document(&options, None, view! { <ErrorApp error form/> }.into_any())
}
