//! Changes of who represents a school: handing over, naming a deputy, inviting.

#![allow(clippy::too_many_arguments, reason = "the fields of a form are the arguments of its server function")]

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use leptos::prelude::*;
use model::accounts::roles::{Actor, SchoolRole};
use model::ids::{PersonId, SchoolId, WorkGroupId};
use store::accounts::invitations::{self, NewInvitation, Role};
use store::groups::handover::{self, Handover};
use store::groups::{Kind, participation, roster};

use super::words::{Term, Terms};
use crate::accounts::checks::{Invited, may_invite, name_and_email};
use crate::accounts::handover_day::handover_day;

/// The first step of handing over or naming a deputy. Somebody of the school leads on to a page that asks once more; anybody
/// else gets an invitation.
#[server(endpoint = "choose-representative")]
pub async fn choose_representative(
    group: WorkGroupId,
    school: SchoolId,
    year: i32,
    kind: String,
    #[server(default)] person: String,
    #[server(default)] name: String,
    #[server(default)] email: String,
    #[server(default)] from: String,
) -> Result<(), AppError> {
    let page = format!("/groups/{group}/people/{school}/choose?year={year}&kind={kind}");
    let fields = [("person", person.as_str()), ("name", &name), ("email", &email), ("from", &from)];
    context::answer_fields(&page, &fields, async {
        let by = context::person().await?;
        may_invite(&Actor::Person(by.clone()), Invited::Represent(group, school))?;
        let kind = Kind::from_key(&kind).ok_or(AppError::NotFound)?;
        let (database, year) = (context::database()?, context::group_year(group, Some(year)).await?);
        let here = roster::schools(&database, year.id).await?.into_iter().any(|row| row.id == school);
        let staff = roster::staff(&database, school).await?;
        let day = handover_day(&from, store::uk_time::today(), year.academic_year).map_err(|problem| AppError::Invalid(vec![problem]));
        if !here {
            return Err(AppError::NotFound);
        }
        let chosen = if person == "new" {
            let (_, address) = name_and_email(&name, &email)?;
            staff.iter().find(|(_, _, email)| *email == address.as_str()).map(|(id, ..)| *id)
        } else {
            let id: PersonId = person.parse().map_err(|_| AppError::Invalid(vec![Problem::PersonMissing]))?;
            let found = staff.iter().find(|(known, ..)| *known == id).map(|(id, ..)| *id);
            Some(found.ok_or(AppError::Invalid(vec![Problem::PersonGone]))?)
        };
        let from = day?;
        let base = format!("/groups/{group}/people/{school}");
        if let Some(person) = chosen {
            let (year, kind) = (year.academic_year, kind.key());
            leptos_axum::redirect(&format!("{base}/confirm?year={year}&kind={kind}&person={person}&from={from}"));
            return Ok(());
        }
        let (name, email) = name_and_email(&name, &email)?;
        let mut changes = database.change().await?;
        let role = Role::Represent { year: year.id, school, kind, from };
        let new = NewInvitation { hub: year.hub, role, name: &name, email: &email, by: &by };
        invitations::send(&mut changes, &new, |token| context::absolute(&format!("/invitation/{token}"))).await?;
        changes.commit().await?;
        context::done(&format!("{base}?year={}", year.academic_year), context::invited(year.hub).await?);
        Ok(())
    })
    .await
}

/// Makes somebody of the school its lead participant or deputy from a day on.
#[server(endpoint = "appoint-representative")]
pub async fn appoint_representative(
    group: WorkGroupId,
    school: SchoolId,
    year: i32,
    kind: String,
    person: PersonId,
    from: String,
) -> Result<(), AppError> {
    let page = format!("/groups/{group}/people/{school}/choose?year={year}&kind={kind}");
    context::answer_fields(&page, &[("from", &from)], async {
        let by = context::person().await?;
        may_invite(&Actor::Person(by.clone()), Invited::Represent(group, school))?;
        let kind = Kind::from_key(&kind).ok_or(AppError::NotFound)?;
        let (database, year) = (context::database()?, context::group_year(group, Some(year)).await?);
        let today = store::uk_time::today();
        let from = handover_day(&from, today, year.academic_year).map_err(|problem| AppError::Invalid(vec![problem]))?;
        let holders = participation::of_year(&database, year.id).await?.into_iter();
        let terms = holders.filter(|holder| holder.school == school && holder.kind == kind).map(|holder| Term {
            person: holder.person,
            name: holder.name,
            from: holder.from,
            until: holder.until,
        });
        if Terms::on(terms.collect(), today).is_already(person) {
            return Err(AppError::Invalid(vec![Problem::PersonHolds]));
        }
        let mut changes = database.change().await?;
        if !handover::hand_over(&mut changes, &Handover { year: &year, school, kind, from, by: &by }, person).await? {
            return Err(AppError::Invalid(vec![Problem::PersonGone]));
        }
        changes.commit().await?;
        let notice = context::letter_notice(year.hub, [Notice::HandedOver, Notice::HandedOverWaits, Notice::HandedOverWaits]).await?;
        context::done(&format!("/groups/{group}/people/{school}?year={}", year.academic_year), notice);
        Ok(())
    })
    .await
}

/// Drops a planned handover (`what` = `planned`), or ends the deputy from today (`what` = `deputy`).
#[server(endpoint = "undo-representative")]
pub async fn undo_representative(group: WorkGroupId, school: SchoolId, year: i32, kind: String, what: String) -> Result<(), AppError> {
    let page = format!("/groups/{group}/people/{school}?year={year}");
    context::answer_fields(&page, &[], async {
        let by = context::person().await?;
        may_invite(&Actor::Person(by.clone()), Invited::Represent(group, school))?;
        let kind = Kind::from_key(&kind).ok_or(AppError::NotFound)?;
        let (database, year) = (context::database()?, context::group_year(group, Some(year)).await?);
        let change = Handover { year: &year, school, kind, from: store::uk_time::today(), by: &by };
        let mut changes = database.change().await?;
        let notice = match (what.as_str(), kind) {
            ("planned", _) => {
                handover::cancel(&mut changes, &change).await?;
                Notice::HandoverCancelled
            }
            ("deputy", Kind::Deputy) => {
                handover::end(&mut changes, &change).await?;
                Notice::DeputyEnded
            }
            // A school is never without a lead participant by one press: another takes over.
            _ => return Err(AppError::NotFound),
        };
        changes.commit().await?;
        context::done(&page, notice);
        Ok(())
    })
    .await
}

/// Invites a teacher or the headteacher of a group's school.
#[server(endpoint = "invite-to-school")]
pub async fn invite_to_school(
    group: WorkGroupId,
    school: SchoolId,
    year: i32,
    role: String,
    #[server(default)] name: String,
    #[server(default)] email: String,
) -> Result<(), AppError> {
    let page = format!("/groups/{group}/people/{school}/invite?year={year}&as={role}");
    context::answer_fields(&page, &[("name", &name), ("email", &email)], async {
        let by = context::person().await?;
        let (role, invited) = match SchoolRole::from_key(&role) {
            Some(SchoolRole::Headteacher) => (SchoolRole::Headteacher, Invited::Headteacher(school)),
            _ => (SchoolRole::Teacher, Invited::Teacher(school)),
        };
        may_invite(&Actor::Person(by.clone()), invited)?;
        let (database, year) = (context::database()?, context::group_year(group, Some(year)).await?);
        if !roster::schools(&database, year.id).await?.iter().any(|row| row.id == school) {
            return Err(AppError::NotFound);
        }
        let (name, email) = name_and_email(&name, &email)?;
        let mut changes = database.change().await?;
        let new = NewInvitation { hub: year.hub, role: Role::School { school, role }, name: &name, email: &email, by: &by };
        invitations::send(&mut changes, &new, |token| context::absolute(&format!("/invitation/{token}"))).await?;
        changes.commit().await?;
        context::done(&format!("/groups/{group}/people/{school}?year={}", year.academic_year), context::invited(year.hub).await?);
        Ok(())
    })
    .await
}
