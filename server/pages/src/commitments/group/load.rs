//! Puts the pages of a group's commitments together.

use app::context;
use app::error::AppError;
use app::ui::frame::Frame;
use app::ui::link::Link;
use model::calendar::academic_year::AcademicYear;
use model::ids::WorkGroupId;
use model::permission::{Action, Subject, may};

use super::row::{GroupRow, Step, head_step, lead_words, state_words};
use crate::commitments::actions::year_of;
use crate::commitments::addresses;
use crate::commitments::sheet::Sheet;

/// Where a group's schools stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupCommitments {
    /// What every page shows.
    pub frame: Frame,
    pub group: WorkGroupId,
    pub name: String,
    pub year: AcademicYear,
    pub others: Vec<Link>,
    /// Whether the year is over: nobody is asked any more.
    pub over: bool,
    /// The schools, by name.
    pub rows: Vec<GroupRow>,
}

/// All papers of a group's year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupPapers {
    /// What every page shows.
    pub frame: Frame,
    pub group: WorkGroupId,
    pub name: String,
    pub year: AcademicYear,
    /// One for each school, by name.
    pub sheets: Vec<Sheet>,
}

/// Where a group's schools stand.
pub async fn load_group_commitments(group: WorkGroupId, year: Option<AcademicYear>) -> Result<GroupCommitments, AppError> {
    let actor = context::actor().await?;
    may(&actor, Action::ManageCommitments, Subject::Group(group))?;
    let database = context::database()?;
    let year = year_of(group, year).await?;
    let years = store::commitments::years(&database, group).await?;
    let now = chrono::Utc::now();
    let rows = store::commitments::school_commitments(&database, &year).await?.into_iter().map(|commitment| {
        let [head, lead] = commitment.lines();
        let (moved, again, state) = (commitment.dates_moved, commitment.agreed_to_another, commitment.state);
        GroupRow {
            school: state.school,
            head: head_step(state.requested_at, head.is_some(), now),
            head_words: state_words(state.requested_at, head.as_ref(), now) + if moved { ". The dates have moved since" } else { "" },
            lead: if lead.is_some() && !again { Step::Done } else { Step::Not },
            lead_words: lead_words(state.lead_participant.as_deref(), lead.as_ref()),
            name: state.name,
            town: state.town,
            head_name: state.head_name,
            head_email: state.head_email,
        }
    });
    let others = years.into_iter().filter(|other| *other != year.academic_year);
    Ok(GroupCommitments {
        frame: Frame { stamp: year.stamp(), ..context::group_frame(&actor, group).await? },
        group,
        name: year.name.clone(),
        year: year.academic_year,
        over: year.is_over(),
        others: others.map(|year| Link::new(year.to_string(), addresses::of_group(group, year))).collect(),
        rows: rows.collect(),
    })
}

/// All papers of a group's year, to be printed.
pub async fn load_group_papers(group: WorkGroupId, year: Option<AcademicYear>) -> Result<GroupPapers, AppError> {
    let actor = context::actor().await?;
    may(&actor, Action::ManageCommitments, Subject::Group(group))?;
    let database = context::database()?;
    let year = year_of(group, year).await?;
    let face = store::hub::face(&database, year.hub).await?;
    let commitments = store::commitments::school_commitments(&database, &year).await?;
    let sheets = commitments.iter().map(|commitment| Sheet::of(commitment, &face)).collect();
    let frame = Frame { stamp: year.stamp(), ..context::group_frame(&actor, group).await? };
    Ok(GroupPapers { frame, group, name: year.name.clone(), year: year.academic_year, sheets })
}
