//! Errors, in three tiers: the precise one of a crate below (a noun's `Refused` in the store, `permission::Denied`) where it happens;
//! [`AppError`] for whoever asked, which holds nothing internal; and an HTTP status, chosen in [`AppError::status`] alone.
//! What went wrong inside is logged once, here, and never sent.

mod clause;
mod declaring;
mod problem;
mod problems;
#[cfg(feature = "ssr")]
mod refused;

use std::borrow::Cow;
use std::future::Future;

use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use model::permission::Denied;
use serde::{Deserialize, Serialize};

pub use clause::ClauseNumber;
pub use problem::Problem;
pub use problems::Problems;

/// The one error that crosses the wire.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "error", content = "about", rename_all = "snake_case")]
pub enum AppError {
    /// 401: signing in would tell.
    #[error("Sign in first.")]
    SignedOut,
    /// 403: this person may not.
    #[error("This belongs to other people.")]
    NotYours,
    /// 400: what was sent is no form or address of ours.
    #[error("What was sent could not be read.")]
    Unreadable,
    /// 404: there is no such thing.
    #[error("There is nothing here.")]
    NotFound,
    /// 422: what was typed can't be taken; each problem belongs to a field.
    #[error("There is a problem.")]
    Invalid(Vec<Problem>),
    /// 429: too many tries; in this many minutes again.
    #[error("Too many tries.")]
    TooMany {
        /// How long to wait.
        minutes: u32,
    },
    /// 503: our side failed, or the network did.
    #[error("Something went wrong on our side. Try again in a moment.")]
    Unavailable,
    /// 500: our side made a mistake, and has noted it.
    #[error("Something went wrong on our side.")]
    Failed,
}

impl AppError {
    /// The problem of one field, in words.
    pub fn about(&self, field: &str) -> Option<String> {
        let Self::Invalid(problems) = self else {
            return None;
        };
        problems.iter().find(|problem| problem.field() == field).map(ToString::to_string)
    }

    /// Whether it says that what a form was made from has changed since.
    pub fn has_moved(&self) -> bool {
        use Problem::{InterestMoved, PaperChanged, SettingsMoved, WordingMoved, WorkshopsMoved};
        let is_about_that =
            |problem: &Problem| matches!(problem, InterestMoved | PaperChanged | SettingsMoved | WordingMoved | WorkshopsMoved);
        matches!(self, Self::Invalid(problems) if problems.iter().any(is_about_that))
    }

    /// All problems for the summary at a form's top: the field's id, empty where it is the whole form, and the words.
    pub fn problems(&self) -> Vec<(Cow<'static, str>, String)> {
        let of_form = |words: String| vec![(Cow::Borrowed(""), words)];
        match self {
            Self::Invalid(problems) => problems.iter().map(|problem| (problem.field().into(), problem.to_string())).collect(),
            Self::TooMany { minutes: 1 } => of_form("Too many tries. Wait a minute, then try again.".to_owned()),
            Self::TooMany { minutes } => of_form(format!("Too many tries. Wait {minutes} minutes, then try again.")),
            other => of_form(other.to_string()),
        }
    }

    /// The HTTP status: the one place where it is chosen.
    pub fn status(&self) -> u16 {
        match self {
            Self::Unreadable => 400,
            Self::SignedOut => 401,
            Self::NotYours => 403,
            Self::NotFound => 404,
            Self::Invalid(_) => 422,
            Self::TooMany { .. } => 429,
            Self::Unavailable => 503,
            Self::Failed => 500,
        }
    }

    /// The error as part of an address, for a form that was sent without JavaScript.
    pub fn to_query(&self) -> String {
        match self {
            Self::Invalid(problems) => {
                let keys: Vec<&str> = problems.iter().map(|problem| problem.key()).collect();
                format!("problem={}", keys.join("."))
            }
            Self::TooMany { minutes } => format!("wait={minutes}"),
            Self::Unreadable => format!("problem={}", Problem::Unreadable.key()),
            _ => "problem=unavailable".to_owned(),
        }
    }

    /// Reads [`Self::to_query`] back. Words that are none of ours are ignored.
    pub fn from_query(problem: Option<&str>, wait: Option<&str>) -> Option<Self> {
        if let Some(minutes) = wait.and_then(|minutes| minutes.parse().ok()) {
            return Some(Self::TooMany { minutes });
        }
        let keys = problem?;
        let problems: Vec<Problem> = keys.split('.').filter_map(Problem::from_key).collect();
        Some(if problems.is_empty() { Self::Unavailable } else { Self::Invalid(problems) })
    }
}

impl From<Denied> for AppError {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::SignedOut => Self::SignedOut,
            Denied::NotYours => Self::NotYours,
        }
    }
}

impl From<model::ids::UnknownId> for AppError {
    fn from(_: model::ids::UnknownId) -> Self {
        Self::NotFound
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        // On the server, reading is reading what was sent; in the browser, what came back.
        let unreadable = matches!(error, ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_))
            || (cfg!(feature = "ssr") && matches!(error, ServerFnErrorErr::Deserialization(_)));
        if unreadable {
            // Not logged: it would be what a stranger sent.
            set_status(Self::Unreadable.status());
            return Self::Unreadable;
        }
        leptos::logging::error!("server function: {error}");
        Self::Unavailable
    }
}

/// Runs the body of a server function and gives an error its HTTP status.
///
/// # Errors
/// Those of `body`.
pub async fn answer<T>(body: impl Future<Output = Result<T, AppError>>) -> Result<T, AppError> {
    let result = body.await;
    if let Err(error) = &result {
        set_status(error.status());
    }
    result
}

/// The header by which the server knows a page that says nothing but what is wrong. It never leaves the house.
pub const ERROR_PAGE_HEADER: &str = "x-twilight-error-page";

#[cfg(feature = "ssr")]
pub use server::{set_error_page, set_status};

#[cfg(feature = "ssr")]
mod server {
    use axum::http::{HeaderName, HeaderValue, StatusCode};
    use leptos::prelude::use_context;
    use leptos_axum::ResponseOptions;

    /// Gives the page or answer that is being made an HTTP status.
    pub fn set_status(status: u16) {
        if let (Some(response), Ok(status)) = (use_context::<ResponseOptions>(), StatusCode::from_u16(status)) {
            response.set_status(status);
        }
    }

    /// The same for a page that says nothing but what is wrong: see [`super::ERROR_PAGE_HEADER`].
    pub fn set_error_page(status: u16) {
        set_status(status);
        if let Some(response) = use_context::<ResponseOptions>() {
            response.insert_header(HeaderName::from_static(super::ERROR_PAGE_HEADER), HeaderValue::from_static("yes"));
        }
    }
}

/// In the browser the page is already there: nothing to do.
#[cfg(not(feature = "ssr"))]
pub fn set_status(_status: u16) {}

/// In the browser the page is already there: nothing to do.
#[cfg(not(feature = "ssr"))]
pub fn set_error_page(_status: u16) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_in_an_address_reads_back() {
        let invalid = AppError::Invalid(vec![Problem::EmailMissing, Problem::PasswordMissing]);
        assert_eq!(invalid.to_query(), "problem=email-missing.password-missing");
        assert_eq!(AppError::from_query(Some("email-missing.password-missing"), None), Some(invalid));
        assert_eq!(AppError::from_query(None, Some("12")), Some(AppError::TooMany { minutes: 12 }));
        assert_eq!(AppError::from_query(Some("<script>"), None), Some(AppError::Unavailable));
        assert_eq!(AppError::from_query(None, None), None);
    }

    #[test]
    fn every_problem_has_a_word_of_its_own() {
        for problem in Problem::all() {
            assert_eq!(Problem::all().filter(|other| other.key() == problem.key()).count(), 1);
        }
    }
}
