//! Puts a form's own page in the place of an answer that refuses the form (`app::context::Redisplay`).
//!
//! A page that lives on in the browser goes by its address, which must be its own: there the browser is led back to it, what is wrong stands in
//! the address, and what was typed is kept for it for a minute.

use std::net::IpAddr;
use std::sync::Arc;

use app::App;
use app::context::{Redisplay, RedisplaySlot, client_of, typed_cookie};
use app::error::AppError;
use axum::extract::{Request, State};
use axum::http::header::{HeaderMap, SET_COOKIE};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use leptos_axum::generate_route_list;
use store::Database;
use store::typed::Whose;

use super::explain::page_request;
use super::page_maker::{PageMaker, is_shown};

/// What a form's page is made with, or led back to.
#[derive(Clone)]
pub(super) struct Redisplayer {
    pages: PageMaker,
    database: Database,
    /// Whether cookies are sent over https only.
    secure: bool,
    /// The pages that live on in the browser.
    live: Arc<[String]>,
}

impl Redisplayer {
    pub(super) fn new(state: &super::State, pages: PageMaker) -> Self {
        let live = generate_route_list(App).iter().map(|route| route.path().to_owned()).filter(|path| !path.starts_with("/api/")).collect();
        Self { pages, database: state.database.clone(), secure: state.cookies.secure, live }
    }

    fn lives_on(&self, path: &str) -> bool {
        self.live.iter().any(|route| {
            let (mut route, mut path) = (route.split('/'), path.split('/'));
            loop {
                match (route.next(), path.next()) {
                    (None, None) => return true,
                    (Some(written), Some(asked)) if written == asked || written.starts_with(['{', ':']) => {}
                    _ => return false,
                }
            }
        })
    }

    async fn answer(&self, mut request: Request, redisplay: Redisplay) -> Response {
        let path = redisplay.page.split('?').next().unwrap_or("/").to_owned();
        if self.lives_on(&path) {
            return self.lead_back(client_of(request.extensions()), &redisplay, &path).await;
        }
        let (Ok(address), status) = (redisplay.page.parse(), redisplay.status()) else {
            return StatusCode::BAD_REQUEST.into_response();
        };
        *request.uri_mut() = address;
        request.extensions_mut().insert(redisplay);
        let mut page = self.pages.static_page(request).await;
        if is_shown(&page) {
            *page.status_mut() = status;
        }
        page
    }

    async fn lead_back(&self, client: IpAddr, redisplay: &Redisplay, path: &str) -> Response {
        let cookie = match store::typed::keep(&self.database, &redisplay.fields, &Whose::network(client), redisplay.reader).await {
            Ok(token) => Some((SET_COOKIE, typed_cookie(&token, path, self.secure))),
            // The store has logged it; the page says at least what is wrong.
            Err(_) => None,
        };
        let separator = if redisplay.page.contains('?') { '&' } else { '?' };
        let query = redisplay.error.as_ref().map_or_else(|| app::ui::local_path::KEPT.to_owned(), AppError::to_query);
        (AppendHeaders(cookie), Redirect::to(&format!("{}{separator}{query}", redisplay.page))).into_response()
    }
}

/// Answers every form.
pub(super) async fn in_place(State(redisplayer): State<Redisplayer>, mut request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let slot = RedisplaySlot::default();
    request.extensions_mut().insert(slot.clone());
    let again = page_request(&request);
    let mut answer = next.run(request).await;
    let Some(redisplay) = answer.extensions_mut().remove().or_else(|| slot.take()) else {
        return answer;
    };
    let mut page = redisplayer.answer(again, redisplay).await;
    keep_cookies(answer.headers(), page.headers_mut());
    page
}

/// What an answer does to the browser's cookies, the page in its place does too.
pub(super) fn keep_cookies(answer: &HeaderMap, page: &mut HeaderMap) {
    for value in answer.get_all(SET_COOKIE) {
        page.append(SET_COOKIE, value.clone());
    }
}
