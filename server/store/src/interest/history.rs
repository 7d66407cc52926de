//! What accepting writes into a school's history, and what taking that back leaves there.

use model::calendar::academic_year::AcademicYear;
use model::interest::EarlierYear;
use model::schools::phase::Phase;
use serde::{Deserialize, Serialize};

use super::rows::{self as kept, Interest};
use crate::database::Changes;
use crate::error::StoreError;

/// What was before a decision.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Inverse {
    /// Why it had been accepted against the rules.
    pub override_reason: String,
    /// The years that accepting wrote into the school's history.
    pub phases: Vec<(AcademicYear, Phase)>,
}

/// Writes what the school told into its history, and returns what was not there before.
pub(super) async fn write(changes: &mut Changes, interest: &Interest) -> Result<Vec<(AcademicYear, Phase)>, StoreError> {
    let (Some(school), Some(journey)) = (interest.answers.school, &interest.answers.journey) else {
        return Ok(Vec::new());
    };
    let mut written = Vec::new();
    for earlier in &journey.earlier {
        let Some(year) = earlier.year else { continue };
        let done = sqlx::query(
            "insert into school_phase (school, academic_year, phase, source) values (?, ?, ?, 'interest') on conflict do nothing",
        )
        .bind(school)
        .bind(year)
        .bind(earlier.phase.key())
        .execute(changes.connection())
        .await?;
        if done.rows_affected() > 0 {
            written.push((year, earlier.phase));
        }
    }
    Ok(written)
}

/// Takes such years back. One that another accepted form of the school tells of too stays, and goes when that one goes.
pub(super) async fn take_back(changes: &mut Changes, interest: &Interest, phases: Vec<(AcademicYear, Phase)>) -> Result<(), StoreError> {
    let school = interest.answers.school;
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "select interest_change.id, inverse, earlier
         from interest_change join interest on interest.id = interest_change.interest
         where school = ? and interest.id <> ? and state = 'accepted' and to_state = 'accepted' and undone_at is null
         order by interest_change.id desc",
    )
    .bind(school)
    .bind(interest.id)
    .fetch_all(changes.connection())
    .await?;
    let mut others = Vec::new();
    for (change, inverse, earlier) in rows {
        others.push((change, kept::read::<Inverse>(&inverse)?, kept::read::<Vec<EarlierYear>>(&earlier)?));
    }
    for (year, phase) in phases {
        let told = EarlierYear { phase, year: Some(year) };
        if let Some((change, inverse, _)) = others.iter_mut().find(|(.., earlier)| earlier.contains(&told)) {
            inverse.phases.push((year, phase));
            sqlx::query("update interest_change set inverse = ? where id = ?")
                .bind(kept::written(&inverse)?)
                .bind(&*change)
                .execute(changes.connection())
                .await?;
        } else {
            sqlx::query("delete from school_phase where school = ? and academic_year = ? and phase = ? and source = 'interest'")
                .bind(school)
                .bind(year)
                .bind(phase.key())
                .execute(changes.connection())
                .await?;
        }
    }
    Ok(())
}
