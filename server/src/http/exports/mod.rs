//! What leaves the programme as a file. Each writes the audit in the transaction that reads it out.

mod audit;
mod commitments;
mod csv_file;
mod interest;

use app::error::AppError;
use axum::Router;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use model::permission::Denied;
use store::StoreError;
use tracing::error;

/// The routes; they need to know who asks.
pub(super) fn routes() -> Router<super::State> {
    Router::new().merge(audit::routes()).merge(commitments::routes()).merge(interest::routes())
}

/// Why there is no file.
#[derive(Debug)]
pub(super) enum Refusal {
    /// Signing in would tell.
    SignedOut,
    /// This person may not.
    NotYours,
    /// There is no such thing.
    NotFound,
    /// Our side failed.
    Unavailable,
}

impl From<Denied> for Refusal {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::SignedOut => Self::SignedOut,
            Denied::NotYours => Self::NotYours,
        }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        error!(%error, "the store failed");
        Self::Unavailable
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Self::SignedOut => (StatusCode::UNAUTHORIZED, "Sign in first.\n"),
            Self::NotYours => (StatusCode::FORBIDDEN, "This belongs to other people.\n"),
            Self::NotFound => (StatusCode::NOT_FOUND, "There is nothing here.\n"),
            Self::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, "Something went wrong on our side. Try again in a moment.\n"),
        }
        .into_response()
    }
}

impl From<AppError> for Refusal {
    fn from(error: AppError) -> Self {
        match error {
            AppError::SignedOut => Self::SignedOut,
            AppError::NotYours => Self::NotYours,
            AppError::NotFound => Self::NotFound,
            _ => Self::Unavailable,
        }
    }
}

/// A header from text that we made ourselves.
fn header(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}
