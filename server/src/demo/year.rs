//! What the demonstration knows of the school year: the terms of a local authority with a fortnight in October.

use chrono::{Days, Utc};
use model::calendar::academic_year::AcademicYear;
use model::calendar::terms::{Term, Terms};
use serde::Deserialize;
use store::term_dates;

use super::DemoError;
use super::programme::Cast;

const FILE: &str = "year.json";

#[derive(Debug, Deserialize)]
struct Year {
    term_dates: Vec<OwnTerms>,
}

/// An authority whose October holiday begins earlier than usual.
#[derive(Debug, Deserialize)]
struct OwnTerms {
    /// Its number.
    authority: String,
    /// Who has entered it.
    by: String,
    /// By so many days.
    october_earlier: u64,
}

/// Writes all of it.
pub(super) async fn fill(who: &Cast<'_>) -> Result<(), DemoError> {
    let year = read()?;
    for own in &year.term_dates {
        enter_terms(who, own).await?;
    }
    Ok(())
}

fn read() -> Result<Year, DemoError> {
    serde_json::from_str(include_str!("../../demo/year.json")).map_err(|error| problem(error.to_string()))
}

fn problem(problem: String) -> DemoError {
    DemoError::File { file: FILE, problem }
}

/// In years for which nobody knows the usual terms there are none to differ from.
async fn enter_terms(who: &Cast<'_>, own: &OwnTerms) -> Result<(), DemoError> {
    let present = AcademicYear::at(Utc::now());
    let Some(usual) = Terms::typical(present) else { return Ok(()) };
    let by = who.person(&own.by).await?;
    let all = term_dates::authorities(who.database, who.made.hub, present).await?;
    let authority =
        all.iter().find(|known| known.code == own.authority).ok_or_else(|| problem(format!("there is no {:?}", own.authority)))?;
    let autumn = Term { break_first: usual.autumn.break_first - Days::new(own.october_earlier), ..usual.autumn };
    let mut changes = who.database.change().await?;
    term_dates::save(&mut changes, (who.made.hub, &by), authority, present, &Terms { autumn, ..usual }).await?;
    Ok(changes.commit().await?)
}
