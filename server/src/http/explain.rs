//! An answer that says no, in words and with a way on: for people, who asked with a browser. Programs get the bare answer.
//!
//! The page loads no program: where there is nothing to see there is nothing to take over either.

use app::context::SentForm;
use app::error::{AppError, ERROR_PAGE_HEADER};
use app::ui::local_path::with_next;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, HOST, REFERER};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use super::page_maker::{PageMaker, is_shown};
use super::redisplay::keep_cookies;

/// Longer than the address of any page of ours.
const LONGEST_REFERER: usize = 2048;

/// Puts the app's own page in the place of a refusal, which keeps its status and its cookies.
pub(super) async fn in_words(State(pages): State<PageMaker>, request: Request, next: Next) -> Response {
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
        // The address of a form that was refused, asked for anew.
        StatusCode::METHOD_NOT_ALLOWED if !form => return Redirect::to(begin_anew(again.uri())).into_response(),
        StatusCode::FORBIDDEN => AppError::NotYours,
        StatusCode::NOT_FOUND => AppError::NotFound,
        StatusCode::SERVICE_UNAVAILABLE => AppError::Unavailable,
        StatusCode::INTERNAL_SERVER_ERROR => AppError::Failed,
        StatusCode::BAD_REQUEST => {
            if let Some(asked) = form.then(|| form_requests(&again)).flatten()
                && let Some(page) = the_form_again(&pages, asked).await
            {
                return page;
            }
            AppError::Unreadable
        }
        _ => return answer,
    };
    let mut page = pages.error_page(error, form, again).await;
    *page.status_mut() = answer.status();
    page.headers_mut().remove(ERROR_PAGE_HEADER);
    keep_cookies(answer.headers(), page.headers_mut());
    page
}

/// The page whose form could not be read, with a word about that and its status. It stands in one of the two tables of pages, so it
/// is asked for there and there. `None` when it is not to be seen.
async fn the_form_again(pages: &PageMaker, [static_page, live_page]: [Request; 2]) -> Option<Response> {
    let shown = |page: Response| is_shown(&page).then_some(page);
    let mut page = match shown(pages.static_page(static_page).await) {
        Some(page) => page,
        None => shown(pages.live_page(live_page).await)?,
    };
    *page.status_mut() = StatusCode::BAD_REQUEST;
    Some(page)
}

/// Two requests for the page that a form was sent from; none when nobody knows which it was.
fn form_requests(request: &Request) -> Option<[Request; 2]> {
    let address = form_address(request)?;
    let asked = || {
        let mut asked = page_request(request);
        asked.uri_mut().clone_from(&address);
        asked
    };
    Some([asked(), asked()])
}

/// Where a form was sent from, with the problem in the address: only ever one of our own pages, and never without an end.
fn form_address(request: &Request) -> Option<Uri> {
    let said = request.extensions().get::<SentForm>().and_then(SentForm::page).and_then(|page| page.parse().ok());
    let from: Uri = said.or_else(|| sent_from(request.headers()))?;
    let problem = AppError::Unreadable.to_query();
    format!("{}?{}", from.path(), from.query().map_or_else(|| problem.clone(), |query| format!("{query}&{problem}"))).parse().ok()
}

/// The page of ours that a request was sent from.
pub(super) fn sent_from(headers: &HeaderMap) -> Option<Uri> {
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let from: Uri = header(REFERER).filter(|from| from.len() <= LONGEST_REFERER)?.parse().ok()?;
    (from.authority().map(|authority| authority.as_str()) == header(HOST)).then_some(from)
}

/// Whether a browser asks for something to read, or sends a form.
fn by_a_person(request: &Request) -> bool {
    let accepts = request.headers().get(ACCEPT).and_then(|accept| accept.to_str().ok());
    matches!(*request.method(), Method::GET | Method::POST) && accepts.is_some_and(|accept| accept.contains("text/html"))
}

/// Whether the answer is a page of its own, like one about a link that was used before.
fn says_more(answer: &Response) -> bool {
    let kind = answer.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html")) && !answer.headers().contains_key(ERROR_PAGE_HEADER)
}

/// The same request once more, as one for a page: without its body.
pub(super) fn page_request(request: &Request) -> Request {
    let mut again = Request::new(Body::empty());
    again.uri_mut().clone_from(request.uri());
    again.headers_mut().clone_from(request.headers());
    for of_the_body in [CONTENT_TYPE, CONTENT_LENGTH] {
        again.headers_mut().remove(of_the_body);
    }
    again.extensions_mut().clone_from(request.extensions());
    again
}

/// Where somebody goes on who asks for the address that a form was sent to.
fn begin_anew(address: &Uri) -> &'static str {
    if address.path().starts_with("/api/interest-") { "/interest" } else { "/" }
}

/// Where somebody signs in first; a form can't be sent again from there.
fn sign_in(request: &Request, form: bool) -> String {
    let here = request.uri().path_and_query().filter(|_| !form).map_or("/today", |address| address.as_str());
    with_next("/sign-in", here)
}
