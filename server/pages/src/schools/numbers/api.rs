//! Schools that go on under another number: which, and taking that back.

use std::time::Duration;

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use app::ui::frame::Frame;
use leptos::prelude::*;
use model::permission::Action;
use store::StoreError;
use store::audit::{self, Entry, Who};
use store::schools::gias::{self, Fold, Keeps};

use crate::schools::words::day;

/// The page of schools under a new number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumbersData {
    /// What every page shows.
    pub frame: Frame,
    /// The schools, the doubtful ones first.
    pub schools: Vec<RenumberedSchool>,
}

/// A school that goes on under another number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenumberedSchool {
    /// Its name now, and its page.
    pub name: String,
    pub address: String,
    /// The number it has, and the one it had.
    pub urn: String,
    pub before_urn: String,
    /// Its name under that one, or that it is not known.
    pub was: String,
    /// The day until which it had it, in words; empty when not known.
    pub until: String,
    /// Why it may have been two schools all the time; empty when nothing says so.
    pub doubt: String,
    /// Whether what is told of it was the closed one's before.
    pub history_of_closed: bool,
}

/// Every school that goes on under another number.
pub async fn load_new_numbers() -> Result<NumbersData, AppError> {
    let (person, _) = context::hub_person(Action::ImportSchools).await?;
    let school = |fold: Fold| RenumberedSchool {
        address: format!("/schools/{}", fold.school),
        name: fold.name,
        urn: fold.urn,
        before_urn: fold.before_urn,
        was: fold.was.unwrap_or_else(|| "Name not kept".to_owned()),
        until: day(&fold.until.unwrap_or_default()),
        doubt: fold.doubt.unwrap_or_default().to_owned(),
        history_of_closed: fold.history_of_closed,
    };
    let folds = store::schools::gias::folds(&context::database()?).await?;
    let frame = context::hub_frame(&person).await?;
    Ok(NumbersData { frame, schools: folds.into_iter().map(school).collect() })
}

/// Makes two schools of one again: the one that had the number `urn`, and the present one. `keeps` is which of them keeps what is
/// told of it here, `closed` or `present`.
#[server(endpoint = "take-back-number")]
pub async fn take_back_number(urn: String, #[server(default)] keeps: String) -> Result<(), AppError> {
    /// Longer than it takes to make two schools of one.
    const PATIENCE: Duration = Duration::from_secs(2);
    let page = "/schools/new-numbers";
    context::answer_fields(page, &[("urn", &urn), ("keeps", &keeps)], async {
        let (person, hub) = context::hub_person(Action::ImportSchools).await?;
        let (database, keeps) = (context::database()?, Keeps::from_key(&keeps).ok_or(AppError::NotFound)?);
        // An import would write over it.
        let _turn = gias::take_turn(&database, PATIENCE).await.map_err(|error| match error {
            StoreError::InUse { .. } => AppError::Invalid(vec![Problem::ImportUnderWay]),
            error => error.into(),
        })?;
        let mut changes = database.change().await?;
        let done = gias::take_back(&mut changes, urn.trim(), keeps).await?.ok_or(AppError::NotFound)?;
        let (words, subject) = (done.words(), Some(done.present.0.to_string()));
        let entry = Entry { hub: Some(hub), who: Who::Person(&person), action: "schools.taken_back", subject, words: &words };
        audit::write(&mut changes, &entry).await?;
        changes.commit().await?;
        // They are two already; what else came of it the next import mends as well.
        if let Err(error) = gias::relink(&database).await {
            leptos::logging::error!("schools were not linked anew: {error}");
        }
        context::done(page, Notice::NumberTakenBack);
        Ok(())
    })
    .await
}
