//! The form of the page that is being made.

use app::error::AppError;
use app::ui::fields::{FormError, FormState, Typed};
use leptos::prelude::GetUntracked;
use leptos::prelude::use_context;
use leptos_router::hooks::use_query_map;

/// What is wrong with it and what was typed, where it has come back; empty otherwise.
pub fn form_state() -> FormState {
    let query = use_query_map().get_untracked();
    let refused = use_context::<FormError>().and_then(|form| form.0);
    FormState {
        error: refused.or_else(|| AppError::from_query(query.get_str("problem"), query.get_str("wait"))),
        typed: use_context::<Typed>().unwrap_or_default(),
    }
}
