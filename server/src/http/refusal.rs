//! Why a route that is no page has nothing for somebody.

use app::error::AppError;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use model::permission::Denied;
use store::StoreError;
use tracing::error;

/// Why there is nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Signing in would tell.
    SignedOut,
    /// This person may not.
    NotYours,
    /// There is no such thing.
    NotFound,
    /// What was asked can't be read.
    Unreadable,
    /// Our side failed.
    Unavailable,
    /// Our side panicked, which trying again seldom mends.
    Failed,
}

impl Refusal {
    /// Logs what went wrong inside; whoever asked is told nothing of it.
    pub(super) fn failed(error: &dyn std::fmt::Display) -> Self {
        error!(%error, "a route failed");
        Self::Unavailable
    }
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
        Self::failed(&error)
    }
}

impl From<AppError> for Refusal {
    fn from(error: AppError) -> Self {
        match error {
            AppError::SignedOut => Self::SignedOut,
            AppError::NotYours => Self::NotYours,
            AppError::NotFound => Self::NotFound,
            AppError::Unreadable => Self::Unreadable,
            // It was logged where it became that.
            AppError::Unavailable => Self::Unavailable,
            other => Self::failed(&other),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Self::SignedOut => (StatusCode::UNAUTHORIZED, "Sign in first.\n"),
            Self::NotYours => (StatusCode::FORBIDDEN, "This belongs to other people.\n"),
            Self::NotFound => (StatusCode::NOT_FOUND, "There is nothing here.\n"),
            Self::Unreadable => (StatusCode::BAD_REQUEST, "What was asked for could not be read.\n"),
            Self::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, "Something went wrong on our side. Try again in a moment.\n"),
            Self::Failed => (StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong on our side.\n"),
        }
        .into_response()
    }
}
