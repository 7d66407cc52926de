//! Which schools go on under another number.

use app::context;
use app::error::AppError;
use app::ui::frame::Frame;
use model::permission::Action;
use store::schools::gias::RowMerge;

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
    let school = |merge: RowMerge| RenumberedSchool {
        address: format!("/schools/{}", merge.school),
        name: merge.name,
        urn: merge.urn,
        before_urn: merge.before_urn,
        was: merge.was.unwrap_or_else(|| "Name not kept".to_owned()),
        until: day(&merge.until.unwrap_or_default()),
        doubt: merge.doubt.unwrap_or_default().to_owned(),
        history_of_closed: merge.history_of_closed,
    };
    let merges = store::schools::gias::row_merges(&context::database()?).await?;
    let frame = context::hub_frame(&person).await?;
    Ok(NumbersData { frame, schools: merges.into_iter().map(school).collect() })
}
