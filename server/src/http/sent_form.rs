//! What a form holds, for whoever has to keep it, and whether the one who filled it in is the one who has signed in now: on a shared
//! computer a page may have been left open by somebody else.

use std::error::Error;

use app::context::{SentForm, client_of, later_cookie, sign_in_address};
use app::error::{AppError, Problem};
use axum::Form;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request, State};
use axum::http::header::{ACCEPT, CONTENT_TYPE, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use bytes::Bytes;
use http_body_util::LengthLimitError;
use model::accounts::roles::Actor;

use super::explain::sent_from;

/// Larger than any form without files: the longest has a line for every school of a hub. A form may be shown again as it was sent, so what is
/// larger is nobody's.
const LARGEST: usize = 512 * 1024;

/// Reads it into the request's extensions, and refuses a form that another person has filled in.
pub(super) async fn read(State(state): State<super::State>, request: Request, next: Next) -> Response {
    if !is_form(&request) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let bytes = match to_bytes(body, LARGEST).await {
        Ok(bytes) => bytes,
        Err(error) if error.source().is_some_and(|source| source.is::<LengthLimitError>()) => {
            return (StatusCode::PAYLOAD_TOO_LARGE, "This is too long for any form here, and was not taken. Go back, and shorten it.\n")
                .into_response();
        }
        Err(_) => return (StatusCode::BAD_REQUEST, "What was sent could not be read.\n").into_response(),
    };
    if let Some(form) = parse(&parts, bytes.clone()).await {
        if is_anothers(&state, &parts.headers, &form).await {
            return refuse(&state, &parts.headers, &form).await;
        }
        parts.extensions.insert(form);
    }
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}

fn is_form(request: &Request) -> bool {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    request.method() == Method::POST && header(CONTENT_TYPE).starts_with("application/x-www-form-urlencoded")
}

async fn parse(parts: &Parts, bytes: Bytes) -> Option<SentForm> {
    let mut again = Request::new(Body::from(bytes));
    again.method_mut().clone_from(&parts.method);
    again.headers_mut().clone_from(&parts.headers);
    let Form(fields) = Form::<Vec<(String, String)>>::from_request(again, &()).await.ok()?;
    Some(SentForm::new(fields, client_of(&parts.extensions)))
}

/// Whether somebody has signed in who is not the one that the form was made for.
async fn is_anothers(state: &super::State, headers: &HeaderMap, form: &SentForm) -> bool {
    let (Some(sender), Some(token)) = (form.sender(), state.cookies.token(headers)) else {
        return false;
    };
    // Where the database does not answer, whoever answers the form says so.
    matches!(store::accounts::sign_in::actor(&state.database, token).await, Ok(Actor::Person(person)) if person.id != sender)
}

/// Leads somebody whose session has ended to sign in, and back to `page`, with the form as it was.
pub(super) async fn sign_in_first(state: &super::State, form: Option<&SentForm>, page: &str) -> Response {
    let token = match form {
        Some(form) => form.keep(&state.database).await,
        None => None,
    };
    let cookie = token.as_ref().map(|token| (SET_COOKIE, later_cookie(token, page, state.cookies.secure)));
    (AppendHeaders(cookie), Redirect::to(&sign_in_address(page, token.is_some()))).into_response()
}

/// Leads back to the page, which says what happened. What was typed waits for the one who typed it.
async fn refuse(state: &super::State, headers: &HeaderMap, form: &SentForm) -> Response {
    let by_hand = headers.get(ACCEPT).and_then(|accept| accept.to_str().ok()).is_some_and(|accept| accept.contains("text/html"));
    if !by_hand {
        return (StatusCode::FORBIDDEN, axum::Json(AppError::NotYours)).into_response();
    }
    let sent_from = || sent_from(headers).map(|page| page.path_and_query().map_or("/", |page| page.as_str()).to_owned());
    let page = form.page().map(str::to_owned).or_else(sent_from).unwrap_or_else(|| "/today".to_owned());
    let cookie = form.keep(&state.database).await.map(|token| (SET_COOKIE, later_cookie(&token, &page, state.cookies.secure)));
    let separator = if page.contains('?') { '&' } else { '?' };
    let back = format!("{page}{separator}{}", AppError::Invalid(vec![Problem::OtherPerson]).to_query());
    (AppendHeaders(cookie), Redirect::to(&back)).into_response()
}
