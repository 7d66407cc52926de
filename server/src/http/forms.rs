//! The forms of the pages: each is read into its struct and given to its action, which finds in its context what a page would.

use std::sync::Arc;

use app::context::{Redisplay, SentForm, is_plain_form, known_person};
use app::error::AppError;
use axum::extract::Extension;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{self, IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use leptos::prelude::{Owner, provide_context};
use leptos::reactive::computed::ScopedFuture;
use leptos_axum::ResponseOptions;
use pages::route::Answer;
use pages::{Taken, Taking};

use super::redisplay::keep_cookies;
use super::sent_form::sign_in_first;

type Context = Arc<dyn Fn() + Send + Sync>;

/// Every form's own route. `context` provides what actions read while they run.
pub(super) fn routes(state: &super::State, context: impl Fn() + Send + Sync + 'static) -> Router<super::State> {
    let context: Context = Arc::new(context);
    pages::routes().fold(Router::new(), |router, route| {
        let Answer::Form(take) = route.answer else { return router };
        let (state, context) = (state.clone(), context.clone());
        let handler = move |parts: Parts, sent: Option<Extension<SentForm>>, body: String| {
            answer(state, context, parts, sent.map(|Extension(sent)| sent), take(&body))
        };
        router.route(route.path, post(handler))
    })
}

async fn answer(state: super::State, context: Context, parts: Parts, sent: Option<SentForm>, taking: Taking) -> Response {
    let options = ResponseOptions::default();
    let provided = options.clone();
    let (taken, by_hand, reader) = Owner::new()
        .with(|| {
            ScopedFuture::new(async move {
                provide_context(parts);
                provide_context(provided);
                context();
                (taking.await, is_plain_form(), known_person())
            })
        })
        .await;
    let Some(Taken { result, page }) = taken else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let mut response = match result {
        Ok(redirect) => response::Redirect::to(redirect.address()).into_response(),
        Err(error) if !by_hand => (status(&error), Json(error)).into_response(),
        Err(AppError::SignedOut) => sign_in_first(&state, sent.as_ref(), &page).await,
        // Not a problem of the form: a page says it.
        Err(error @ (AppError::NotYours | AppError::NotFound)) => status(&error).into_response(),
        Err(error) => {
            let fields = sent.map(|sent| sent.fields().to_vec()).unwrap_or_default();
            Redisplay { page, error: Some(error), fields, reader }.into_response()
        }
    };
    if let Ok(provided) = options.0.read() {
        keep_cookies(&provided.headers, response.headers_mut());
    }
    response
}

fn status(error: &AppError) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
