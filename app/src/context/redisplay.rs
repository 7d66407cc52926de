//! A refused form is answered with its own page: what was typed stands in it, and what is wrong beside it.

use std::sync::{Arc, Mutex, PoisonError};

use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use leptos::prelude::use_context;
use model::ids::PersonId;

use super::known_person;
use crate::error::AppError;

/// What a form is answered with.
#[derive(Clone, Debug)]
pub struct Redisplay {
    /// The form's page, as an address.
    pub page: String,
    /// What is wrong; nothing where the form only goes on from there.
    pub error: Option<AppError>,
    /// What was typed: names and values.
    pub fields: Vec<(String, String)>,
    /// Who had signed in, as far as anybody looked.
    pub reader: Option<PersonId>,
}

impl Redisplay {
    /// A page that says what is wrong, with nothing filled in: for forms of nothing but a file.
    pub fn of(page: impl Into<String>, error: AppError) -> Self {
        Self { page: page.into(), error: Some(error), fields: Vec::new(), reader: None }
    }

    /// The same with what was typed.
    #[must_use]
    pub fn with(self, fields: Vec<(String, String)>) -> Self {
        Self { fields, ..self }
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        self.error.as_ref().and_then(|error| StatusCode::from_u16(error.status()).ok()).unwrap_or(StatusCode::OK)
    }
}

/// A route's answer: a layer of the server puts the page in its place.
impl IntoResponse for Redisplay {
    fn into_response(self) -> Response {
        let mut answer = self.status().into_response();
        answer.extensions_mut().insert(self);
        answer
    }
}

/// Where a server function leaves it, which can't put it into its answer: in the extensions of a form's request.
#[derive(Clone, Debug, Default)]
pub struct RedisplaySlot(Arc<Mutex<Option<Redisplay>>>);

impl RedisplaySlot {
    /// What was left there.
    pub fn take(&self) -> Option<Redisplay> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Answers the form with `page`.
pub fn redisplay(page: &str, error: Option<AppError>, fields: Vec<(String, String)>) {
    let slot = use_context::<Parts>().and_then(|parts| parts.extensions.get::<RedisplaySlot>().cloned());
    if let Some(slot) = slot {
        let redisplay = Redisplay { page: page.to_owned(), error, fields, reader: known_person() };
        *slot.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(redisplay);
    }
}

/// The address of the page that is being made, where it is not the one that was asked for.
pub fn own_address() -> Option<String> {
    redisplayed().map(|form| form.page)
}

/// What the page that is being made shows again.
pub(super) fn redisplayed() -> Option<Redisplay> {
    use_context::<Parts>().and_then(|parts| parts.extensions.get::<Redisplay>().cloned())
}
