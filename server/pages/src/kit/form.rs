//! A form is a struct: what a browser sends is read into it, its page is filled in from it, and what is wrong with it is found by it.

use std::future::Future;
use std::pin::Pin;

use app::context;
use app::error::AppError;
use app::notice::Notice;
use app::ui::fields::{FormError, FormState, Submitted};
use leptos::prelude::{GetUntracked, use_context};
use leptos_router::hooks::use_query_map;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What is typed into a form. The names of its fields are those of the page's inputs; one that a page may leave out has a default.
pub trait Form: Serialize + DeserializeOwned + Send + 'static {
    /// Where it is sent.
    const ACTION: &'static str;

    /// The page that it is on, which answers when it is refused.
    fn page(&self) -> String;
}

/// Where a browser goes on after a form was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    to: String,
}

impl Redirect {
    /// To a page of ours.
    pub fn to(page: impl Into<String>) -> Self {
        Self { to: page.into() }
    }

    /// To a page that says what was done.
    pub fn with_notice(page: &str, notice: Notice) -> Self {
        Self { to: notice.on(page) }
    }

    /// The address.
    pub fn address(&self) -> &str {
        &self.to
    }
}

/// What becomes of a form, and the page that it is on where its action did not take it.
pub struct Taken {
    /// Where the browser goes on, or why not.
    pub result: Result<Redirect, AppError>,
    /// The form's page.
    pub page: String,
}

/// A form on its way to its action; nothing where it could not be read.
pub type Taking = Pin<Box<dyn Future<Output = Option<Taken>> + Send>>;

/// Reads a form as a browser has sent it (`application/x-www-form-urlencoded`, several values as `name[]`), and gives it to its action.
pub fn take<F, Answer>(sent: &str, action: impl FnOnce(F) -> Answer + Send + 'static) -> Taking
where
    F: Form,
    Answer: Future<Output = Result<Redirect, AppError>> + Send + 'static,
{
    let form = serde_qs::Config::new(DEPTH, false).deserialize_str::<F>(sent);
    Box::pin(async move {
        let form = form.ok()?;
        let page = form.page();
        Some(Taken { result: action(form).await, page })
    })
}

/// How far names may be nested: `days[w1]` is one.
const DEPTH: usize = 5;

/// The form of the page that is being made, as it has come back: what is wrong with it and what was typed; empty otherwise.
pub fn form_state() -> FormState {
    let query = use_query_map().get_untracked();
    let refused = use_context::<FormError>().and_then(|form| form.0);
    FormState {
        error: refused.or_else(|| AppError::from_query(query.get_str("problem"), query.get_str("wait"))),
        typed: use_context::<Submitted>().unwrap_or_default(),
        begun: Submitted::default(),
    }
}

/// The same, and before anything was typed it shows what `form` holds.
pub fn form_of(form: &impl Form) -> FormState {
    FormState { begun: Submitted(fields(form)), ..form_state() }
}

/// Answers a form with its page, where it is filled in with what it holds.
pub fn show_again(form: &impl Form) -> Redirect {
    let page = form.page();
    context::redisplay(&page, None, fields(form));
    Redirect::to(page)
}

/// Names and values of a form's fields.
pub fn fields(form: &impl Form) -> Vec<(String, String)> {
    let text = serde_qs::to_string(form).unwrap_or_default();
    form_urlencoded::parse(text.as_bytes()).map(|(name, value)| (as_sent(&name), value.into_owned())).collect()
}

/// The name of a list's item as browsers send it: `years[]` for `years[0]`.
fn as_sent(name: &str) -> String {
    match name.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')) {
        Some((list, place)) if !place.is_empty() && place.bytes().all(|byte| byte.is_ascii_digit()) => format!("{list}[]"),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(default)]
    struct Tea {
        name: String,
        cups: Vec<String>,
        days: BTreeMap<String, String>,
    }

    impl Form for Tea {
        const ACTION: &'static str = "/api/tea";

        fn page(&self) -> String {
            "/tea".to_owned()
        }
    }

    #[test]
    fn a_form_is_read_as_it_is_filled_in() {
        let days = BTreeMap::from([("w1".to_owned(), "3/3/27".to_owned())]);
        let tea = Tea { name: "Ann & Co".to_owned(), cups: vec!["black".to_owned(), "white".to_owned()], days };
        let names = ["name", "cups[]", "cups[]", "days[w1]"];
        let fields = fields(&tea);
        assert_eq!(fields.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), names);
        let sent: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        assert_eq!(serde_qs::Config::new(DEPTH, false).deserialize_str::<Tea>(&sent).ok(), Some(tea));
    }

    #[test]
    fn what_is_not_sent_has_its_default() {
        assert_eq!(serde_qs::Config::new(DEPTH, false).deserialize_str::<Tea>("name=Ann").ok().map(|tea| tea.name), Some("Ann".to_owned()));
    }
}
