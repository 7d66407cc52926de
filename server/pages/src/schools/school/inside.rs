//! What is known of a school beside the public directory, for those whom it concerns.

use app::context;
use app::error::AppError;
use model::accounts::roles::Actor;
use model::calendar::academic_year::AcademicYear;
use model::calendar::day::short;
use model::ids::SchoolId;
use model::permission::{Action, Subject, may};
use store::schools::phases::{Phase, PhaseYear, Source};
use store::schools::{Part, SchoolPerson, SchoolYear, When};
use store::uk_time;

use crate::schools::data::{CommitmentStage, Inside, PersonLine, PhaseLine, PhaseYearLine, YearLine};
use crate::schools::words::day;

/// Phases, people, groups and commitments of a school: each part for those who may see it, nothing for everybody else.
pub async fn load_inside(id: SchoolId) -> Result<Option<Inside>, AppError> {
    fn person_line(person: SchoolPerson) -> PersonLine {
        let role = match person.part {
            Part::Teacher => "Teacher",
            Part::Headteacher => "Headteacher",
            Part::LeadParticipant => "Lead participant",
            Part::Deputy => "Deputy",
        };
        let from = short(person.from);
        let dates = match (person.when, person.to.map(short)) {
            (When::Now, None) => format!("since {from}"),
            (When::Now, Some(to)) => format!("since {from}, until {to}"),
            (When::Later, None) => format!("from {from} on"),
            (_, Some(to)) => format!("{from} to {to}"),
            (When::Before, None) => from,
        };
        let closed = if person.deactivated { ", account closed" } else { "" };
        let over = person.when == When::Before;
        PersonLine { over, name: person.name, role: role.to_owned(), of: person.of, dates: format!("{dates}{closed}") }
    }

    /// `before` are the years of the schools it came from, with their names.
    fn phase_line(phase: Phase, all: &[PhaseYear], before: &[(PhaseYear, String)]) -> PhaseLine {
        let inherited = before.iter().filter(|(year, _)| year.phase == phase).map(|(year, school)| PhaseYearLine {
            year: year.academic_year,
            source: format!("as {school}"),
            removable: false,
        });
        let years = all.iter().filter(|year| year.phase == phase).map(|year| PhaseYearLine {
            year: year.academic_year,
            source: match year.source {
                Source::Interest => "the school says",
                Source::Hub => "the hub says",
                Source::Group => "in a group of ours",
            }
            .to_owned(),
            removable: year.source != Source::Group,
        });
        let mut years: Vec<PhaseYearLine> = years.chain(inherited).collect();
        years.sort_by_key(|year| year.year);
        PhaseLine { phase, years }
    }

    fn year_line(year: SchoolYear, id: SchoolId, actor: &Actor, now: AcademicYear) -> YearLine {
        let (stage, words) = match (&year.commitment, &year.signed_on, &year.agreed_on) {
            _ if year.withdrawn && year.academic_year > now => (CommitmentStage::Open, "Left before it began".to_owned()),
            _ if year.withdrawn => (CommitmentStage::Open, "Left during the year".to_owned()),
            (_, Some(signed), Some(_)) => {
                (CommitmentStage::Agreed, format!("Signed by the head on {}, agreed by the lead participant", day(signed)))
            }
            (_, Some(signed), None) => {
                (CommitmentStage::Signed, format!("Signed by the head on {}; the lead participant has not agreed yet", day(signed)))
            }
            (Some(_), None, _) if year.requested_at.is_some() => (CommitmentStage::Asked, "Asked for, not signed yet".to_owned()),
            _ => (CommitmentStage::Open, "Not asked for yet".to_owned()),
        };
        let may_read = may(actor, Action::ViewCommitment, Subject::School(id)).is_ok();
        let own = matches!(actor, Actor::Person(person) if person.school == Some(id));
        let may_open = may(actor, Action::ViewGroup, Subject::Group(year.group)).is_ok();
        YearLine {
            year: year.academic_year,
            // An earlier year is read as it was, also by a school that has left since.
            group_address: match year.academic_year < now {
                true => (may_open || own).then(|| format!("/groups/{}/years/{}", year.group, year.academic_year.starts_in())),
                false => may_open.then(|| format!("/groups/{}", year.group)),
            },
            commitment_address: (may_read && (year.commitment.is_some() || !year.withdrawn))
                .then(|| format!("/groups/{}/commitments/{id}?year={}", year.group, year.academic_year.starts_in())),
            group: year.group_name,
            ncp_code: year.ncp_code,
            lead_participant: year.lead_participant.unwrap_or_else(|| "No lead participant".to_owned()),
            commitment: words,
            commitment_stage: stage,
        }
    }

    let (actor, database) = (Actor::Person(context::person().await?), context::database()?);
    let school = Subject::School(id);
    let concerned = may(&actor, Action::ViewSchool, school).is_ok();
    let triages = context::may_in_own_hub(&actor, Action::TriageInterest).is_ok();
    if !concerned && !triages {
        return Ok(None);
    }
    let phases = store::schools::phases::list(&database, id).await?;
    let mut before = Vec::new();
    for (predecessor, name, _) in store::schools::relatives(&database, id).await?.into_iter().filter(|(_, _, before)| *before) {
        before.extend(store::schools::phases::list(&database, predecessor).await?.into_iter().map(|year| (year, name.clone())));
    }
    let (mut people, mut years) = (None, None);
    if concerned {
        people = Some(store::schools::people(&database, id, uk_time::today()).await?.into_iter().map(person_line).collect());
        let now = AcademicYear::at(chrono::Utc::now());
        let all = store::schools::years(&database, id).await?;
        years = Some(all.into_iter().map(|year| year_line(year, id, &actor, now)).collect());
    }
    Ok(Some(Inside {
        phases: Phase::ALL.into_iter().map(|phase| phase_line(phase, &phases, &before)).collect(),
        may_change_phases: triages,
        people,
        years,
    }))
}
