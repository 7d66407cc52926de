//! An answer that says no, in words and with a way on: for people, who asked with a browser. Programs get the bare answer.
//!
//! The page loads no program: where there is nothing to see there is nothing to take over either.

use app::accounts::with_next;
use app::error::{AppError, TROUBLE_HEADER};
use app::trouble_shell;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, SET_COOKIE};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::config::LeptosOptions;
use leptos_axum::render_app_async_with_context;

/// Puts the app's own page in the place of a refusal, which keeps its status and its cookies.
///
/// `context` provides what pages read while they are made.
pub(super) async fn in_words(
    context: impl Fn() + Clone + Send + Sync + 'static,
    options: LeptosOptions,
    request: Request,
    next: Next,
) -> Response {
    if !by_a_person(&request) {
        return next.run(request).await;
    }
    let form = request.method() == Method::POST;
    let again = page_request(&request);
    let answer = next.run(request).await;
    if says_more(&answer) {
        return answer;
    }
    let error = match answer.status() {
        StatusCode::UNAUTHORIZED => return Redirect::to(&sign_in(&again, form)).into_response(),
        StatusCode::FORBIDDEN => AppError::NotYours,
        StatusCode::NOT_FOUND => AppError::NotFound,
        StatusCode::SERVICE_UNAVAILABLE => AppError::Unavailable,
        _ => return answer,
    };
    let page = render_app_async_with_context(context, move || trouble_shell(options.clone(), error.clone(), form));
    let mut page = page(again).await;
    *page.status_mut() = answer.status();
    page.headers_mut().remove(TROUBLE_HEADER);
    for (name, value) in answer.headers() {
        if name == SET_COOKIE {
            page.headers_mut().append(name, value.clone());
        }
    }
    page
}

/// Whether a browser asks for something to read, or sends a form.
fn by_a_person(request: &Request) -> bool {
    let accepts = request.headers().get(ACCEPT).and_then(|accept| accept.to_str().ok());
    matches!(*request.method(), Method::GET | Method::POST) && accepts.is_some_and(|accept| accept.contains("text/html"))
}

/// Whether the answer is a page of its own, like one about a link that was used before.
fn says_more(answer: &Response) -> bool {
    let kind = answer.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html")) && !answer.headers().contains_key(TROUBLE_HEADER)
}

/// The same request once more, as one for a page: without its body.
fn page_request(request: &Request) -> Request {
    let mut again = Request::new(Body::empty());
    again.uri_mut().clone_from(request.uri());
    again.headers_mut().clone_from(request.headers());
    for of_the_body in [CONTENT_TYPE, CONTENT_LENGTH] {
        again.headers_mut().remove(of_the_body);
    }
    again.extensions_mut().clone_from(request.extensions());
    again
}

/// Where somebody signs in first; a form can't be sent again from there.
fn sign_in(request: &Request, form: bool) -> String {
    let here = request.uri().path_and_query().filter(|_| !form).map_or("/today", |address| address.as_str());
    with_next("/sign-in", here)
}
