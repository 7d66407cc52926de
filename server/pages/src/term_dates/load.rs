//! What the pages about term dates show.

use app::context;
use app::error::AppError;
use app::ui::frame::Frame;
use chrono::Utc;
use model::calendar::academic_year::AcademicYear;
use model::ids::HubId;
use model::permission::Action;
use store::term_dates::{self, Authority};

/// So many years after the present one are planned for.
const YEARS_AHEAD: usize = 2;

/// The local authorities of the hub's schools, in a year.
pub struct TermDatesData {
    /// What every page shows.
    pub frame: Frame,
    pub year: AcademicYear,
    /// The years that there is a page for.
    pub years: Vec<AcademicYear>,
    pub authorities: Vec<Authority>,
}

/// One of them.
pub struct AuthorityData {
    /// What every page shows.
    pub frame: Frame,
    pub year: AcademicYear,
    pub authority: Authority,
}

/// All of them; without a year that there is a page for, in the present one.
pub async fn load_all(year: Option<AcademicYear>) -> Result<TermDatesData, AppError> {
    let (person, hub) = context::hub_person(Action::ManageCalendar).await?;
    let years = years();
    let year = year.filter(|year| years.contains(year)).unwrap_or(years[0]);
    let authorities = term_dates::authorities(&context::database()?, hub, year).await?;
    Ok(TermDatesData { frame: context::hub_frame(&person).await?, year, years: years.to_vec(), authorities })
}

/// One of them, by its number.
pub async fn load_one(code: String, year: Option<AcademicYear>) -> Result<AuthorityData, AppError> {
    let (person, hub) = context::hub_person(Action::ManageCalendar).await?;
    let year = year.ok_or(AppError::NotFound)?;
    let authority = authority(hub, &code, year).await?;
    Ok(AuthorityData { frame: context::hub_frame(&person).await?, year, authority })
}

/// The local authority with this number, in a year that there is a page for.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn authority(hub: HubId, code: &str, year: AcademicYear) -> Result<Authority, AppError> {
    if !years().contains(&year) {
        return Err(AppError::NotFound);
    }
    let all = term_dates::authorities(&context::database()?, hub, year).await?;
    all.into_iter().find(|authority| authority.code == code).ok_or(AppError::NotFound)
}

/// This academic year and those that are planned for.
fn years() -> [AcademicYear; 1 + YEARS_AHEAD] {
    let present = AcademicYear::at(Utc::now());
    std::array::from_fn(|ahead| present.later(i32::try_from(ahead).unwrap_or_default()))
}
