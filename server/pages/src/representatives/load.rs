//! What the pages of a group's people show.

use app::context;
use app::error::AppError;
use app::ui::frame::Frame;
use model::calendar::academic_year::AcademicYear;
use model::ids::{SchoolId, WorkGroupId};
use model::permission::{Action, Subject, may};
use store::groups::participation::{self, Kind};
use store::groups::roster;

use super::words::{GroupPeople, SchoolPeople, Term, Terms};
use crate::accounts::checks::{Invited, may_invite};

/// Who represents each school of a group's year: of all schools, or of one with the people to choose from.
pub async fn load_group_people(group: WorkGroupId, year: Option<AcademicYear>, school: Option<SchoolId>) -> Result<GroupPeople, AppError> {
    let actor = context::actor().await?;
    may(&actor, Action::ViewGroup, Subject::Group(group))?;
    let (database, shown) = (context::database()?, context::group_year(group, year).await?);
    let today = store::uk_time::today();
    let holders = participation::of_year(&database, shown.id).await?;
    let terms = |school: SchoolId, kind: Kind| {
        let own = holders.iter().filter(|holder| holder.school == school && holder.kind == kind);
        let own = own.map(|holder| Term {
            person: holder.person,
            name: if holder.closed { format!("{} (account closed)", holder.name) } else { holder.name.clone() },
            from: holder.from,
            until: holder.until,
        });
        Terms::on(own.collect(), today)
    };
    let mut schools = Vec::new();
    let wanted = roster::schools(&database, shown.id).await?.into_iter();
    for row in wanted.filter(|row| school.is_none_or(|school| school == row.id)) {
        let may_change = may_invite(&actor, Invited::Represent(group, row.id)).is_ok();
        let invitations = if may_change { store::invitations::open_of_school(&database, row.id).await? } else { Vec::new() };
        let here = invitations.into_iter().filter(|invitation| invitation.year().is_none_or(|year| year == shown.id));
        schools.push(SchoolPeople {
            id: row.id,
            name: row.name,
            town: row.town,
            lead: terms(row.id, Kind::Lead),
            deputy: terms(row.id, Kind::Deputy),
            heads: store::representatives::heads(&database, row.id).await?,
            head: row.head,
            head_email: if may_change { row.head_email } else { String::new() },
            invitations: here.collect(),
            may_change,
            may_invite_teacher: may_invite(&actor, Invited::Teacher(row.id)).is_ok(),
            may_invite_head: may_invite(&actor, Invited::Headteacher(row.id)).is_ok(),
        });
    }
    let mut staff = Vec::new();
    if let Some(school) = school {
        let found = schools.first().ok_or(AppError::NotFound)?;
        if found.may_change {
            staff = roster::staff(&database, school).await?.into_iter().map(|(id, name, _)| (id, name)).collect();
        }
    }
    let frame = match context::group_frame(&actor, group).await {
        // Its first year is still to come.
        Err(AppError::NotFound) => context::frame(&actor).await?,
        frame => frame?,
    };
    let years = roster::years(&database, group).await?;
    let others = years.iter().filter(|year| year.id != shown.id);
    let present = AcademicYear::at(chrono::Utc::now());
    let earlier = years.iter().filter(|year| year.academic_year < present);
    Ok(GroupPeople {
        frame: Frame { stamp: shown.stamp(), ..frame },
        group,
        year: shown.academic_year,
        other_years: others.map(|year| year.academic_year).collect(),
        earlier: earlier.map(|year| year.academic_year).collect(),
        name: shown.name,
        lead: shown.lead,
        schools,
        staff,
        today,
    })
}
