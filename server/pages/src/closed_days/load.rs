//! What the pages about a school's closed days show.

use app::context;
use app::error::AppError;
use app::ui::frame::Frame;
use chrono::Utc;
use model::accounts::roles::Actor;
use model::calendar::academic_year::AcademicYear;
use model::calendar::year::ClosedDay;
use model::ids::SchoolId;
use model::permission::{Action, Subject};
use store::closed_days;

/// A school and its days.
pub struct ClosedDaysData {
    /// What every page shows.
    pub frame: Frame,
    pub school: SchoolId,
    pub name: String,
    /// From this academic year on, by day.
    pub days: Vec<ClosedDay>,
}

/// A school's days, for whoever may change them.
pub async fn load(school: Option<SchoolId>) -> Result<ClosedDaysData, AppError> {
    let school = school.ok_or(AppError::NotFound)?;
    let person = context::person_who_may(Action::ManageCalendar, Subject::School(school)).await?;
    let database = context::database()?;
    let name = store::schools::facts(&database, school).await?.ok_or(AppError::NotFound)?.name;
    let present = AcademicYear::at(Utc::now());
    let all = closed_days::of_school(&database, school).await?;
    let days = all.into_iter().filter(|closed| AcademicYear::of(closed.day) >= present).collect();
    let frame = if person.hub.is_some() { context::hub_frame(&person).await? } else { context::frame(&Actor::Person(person)).await? };
    Ok(ClosedDaysData { frame, school, name, days })
}

/// This academic year and the two after it: what is planned for.
pub fn years() -> [AcademicYear; 3] {
    let present = AcademicYear::at(Utc::now());
    [present, present.next(), present.later(2)]
}
