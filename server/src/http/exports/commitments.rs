//! `/groups/{group}/commitments.csv`: where each school of a group's year stands, as a table.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use axum::{Extension, Router};
use chrono::Utc;
use model::accounts::roles::Actor;
use model::calendar::clock;
use model::ids::WorkGroupId;
use model::permission::{Action, Subject, may};
use store::audit::{self, Entry, Who};
use store::commitments::{self, GroupYear, SchoolYear, Signature};

use super::table::Table;
use crate::http;
use crate::http::commitment_papers::Year;
use crate::http::refusal::Refusal;

/// Its route.
pub(super) fn routes() -> Router<http::State> {
    Router::new().route("/groups/{group}/commitments.csv", get(states))
}

const NAMES: [&str; 16] = [
    "School",
    "Town",
    "Head",
    "Email",
    "State",
    "Asked",
    "Reminded",
    "Signed on",
    "Signed by",
    "Way",
    "Check word",
    "Lead participant",
    "Agreed on",
    "Work Group",
    "Project code",
    "Academic year",
];

/// Where each school stands, as a file.
async fn states(
    State(state): State<http::State>,
    Extension(actor): Extension<Actor>,
    Path(group): Path<String>,
    Query(Year { year }): Query<Year>,
) -> Result<Response, Refusal> {
    let group: WorkGroupId = group.parse().map_err(|_| Refusal::NotFound)?;
    may(&actor, Action::ManageCommitments, Subject::Group(group))?;
    let Actor::Person(person) = &actor else { return Err(Refusal::SignedOut) };
    let year = commitments::group_year(&state.database, group, year).await?.ok_or(Refusal::NotFound)?;
    let schools = commitments::states(&state.database, &year).await?;
    let mut changes = state.database.change().await?;
    let words = format!("Took out the states of {} commitments ({}).", schools.len(), year.stamp());
    let subject = Some(year.id.to_string());
    audit::write(
        &mut changes,
        &Entry { hub: Some(year.hub), who: Who::Person(person), action: "export.commitments", subject, words: &words },
    )
    .await?;
    changes.commit().await?;
    let name = format!("commitments-{}-{}.csv", year.ncp_code, year.academic_year.starts_in());
    Ok(table(&schools, &year).map_err(|error| Refusal::failed(&error))?.answer(&name))
}

fn table(schools: &[SchoolYear], year: &GroupYear) -> Result<Table, csv::Error> {
    let mut table = Table::new(&NAMES)?;
    for school in schools {
        let mut row = row(school);
        row.extend([year.name.clone(), year.ncp_code.clone(), year.academic_year.to_string()]);
        table.row(&row)?;
    }
    Ok(table)
}

fn row(school: &SchoolYear) -> Vec<String> {
    let day = |at: Option<chrono::DateTime<Utc>>| at.map(|at| clock::day(at).to_string()).unwrap_or_default();
    let of = |signature: &Option<Signature>, what: fn(&Signature) -> String| signature.as_ref().map(what).unwrap_or_default();
    let state = match (&school.head, school.requested_at) {
        (Some(_), _) => "signed",
        (None, Some(_)) => "asked",
        (None, None) => "not asked",
    };
    vec![
        school.name.clone(),
        school.town.clone(),
        school.head_name.clone(),
        school.head_email.clone(),
        state.to_owned(),
        day(school.requested_at),
        day(school.reminded_at),
        of(&school.head, |signature| signature.signed_on.to_string()),
        of(&school.head, |signature| signature.printed_name.clone()),
        of(&school.head, |signature| signature.method.key().to_owned()),
        of(&school.head, |signature| signature.check.clone()),
        school.lead_participant.clone().unwrap_or_default(),
        of(&school.lead, |signature| signature.signed_on.to_string()),
    ]
}
