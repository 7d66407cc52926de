//! Changes of who represents a school: handing over, naming a deputy, inviting.

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use chrono::NaiveDate;
use model::accounts::email::EmailAddress;
use model::accounts::roles::{Actor, Person, SchoolRole};
use model::ids::SchoolId;
use store::groups::roster::{self, Year};
use store::groups::{Kind, participation};
use store::invitations::{self, NewInvitation, Role};
use store::representatives::handover::{self, Handover};
use store::uk_time;

use super::forms::{AppointForm, ChooseForm, Chosen, InviteForm, UndoForm, kind};
use super::words::{Term, Terms};
use crate::accounts::checks::{Invited, may_invite};
use crate::accounts::handover_day::handover_day;
use crate::kit::{Form, Redirect};

/// The first step of handing over or naming a deputy. Somebody of the school leads on to a page that asks once more; anybody
/// else gets an invitation.
pub async fn choose(form: ChooseForm) -> Result<Redirect, AppError> {
    let ChooseForm { group, school, .. } = form;
    let by = context::person().await?;
    may_invite(&Actor::Person(by.clone()), Invited::Represent(group, school))?;
    let kind = kind(&form.kind)?;
    let year = context::group_year(group, Some(form.year)).await?;
    takes_part(&year, school).await?;
    let staff = roster::staff(&context::database()?, school).await?;
    let (chosen, from) = form.check(&staff, uk_time::today(), year.academic_year)?;
    let (page, begins) = (format!("/groups/{group}/people/{school}"), year.academic_year.starts_in());
    match chosen {
        Chosen::Colleague(person) => {
            Ok(Redirect::to(format!("{page}/confirm?year={begins}&kind={}&person={person}&from={from}", kind.key())))
        }
        Chosen::Invited(name, email) => {
            let role = Role::Represent { year: year.id, school, kind, from };
            let notice = send_invitation(&year, role, (&name, &email), &by).await?;
            Ok(Redirect::with_notice(&format!("{page}?year={begins}"), notice))
        }
    }
}

/// Makes somebody of the school its lead participant or deputy from a day on.
pub async fn appoint(form: AppointForm) -> Result<Redirect, AppError> {
    let AppointForm { group, school, person, .. } = form;
    let by = context::person().await?;
    may_invite(&Actor::Person(by.clone()), Invited::Represent(group, school))?;
    let kind = kind(&form.kind)?;
    let (year, today) = (context::group_year(group, Some(form.year)).await?, uk_time::today());
    let from = handover_day(&form.from, today, year.academic_year)?;
    if terms(&year, school, kind, today).await?.is_already(person) {
        return Err(Problem::PersonHolds.into());
    }
    let mut changes = context::database()?.change().await?;
    handover::hand_over(&mut changes, &Handover { year: &year, school, kind, from, by: &by }, person).await?;
    changes.commit().await?;
    let notice = context::letter_notice(year.hub, [Notice::HandedOver, Notice::HandedOverWaits, Notice::HandedOverWaits]).await?;
    Ok(Redirect::with_notice(&format!("/groups/{group}/people/{school}?year={}", year.academic_year.starts_in()), notice))
}

/// Drops a planned handover, or ends the deputy from today.
pub async fn undo(form: UndoForm) -> Result<Redirect, AppError> {
    let UndoForm { group, school, .. } = form;
    let by = context::person().await?;
    may_invite(&Actor::Person(by.clone()), Invited::Represent(group, school))?;
    let kind = kind(&form.kind)?;
    let year = context::group_year(group, Some(form.year)).await?;
    let change = Handover { year: &year, school, kind, from: uk_time::today(), by: &by };
    let mut changes = context::database()?.change().await?;
    let notice = match (form.what.as_str(), kind) {
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
    Ok(Redirect::with_notice(&form.page(), notice))
}

/// Invites a teacher or the headteacher of a group's school.
pub async fn invite(form: InviteForm) -> Result<Redirect, AppError> {
    let InviteForm { group, school, .. } = form;
    let (by, role) = (context::person().await?, form.role());
    let invited = if role == SchoolRole::Headteacher { Invited::Headteacher(school) } else { Invited::Teacher(school) };
    may_invite(&Actor::Person(by.clone()), invited)?;
    let year = context::group_year(group, Some(form.year)).await?;
    takes_part(&year, school).await?;
    let (name, email) = form.check()?;
    let notice = send_invitation(&year, Role::School { school, role }, (&name, &email), &by).await?;
    Ok(Redirect::with_notice(&format!("/groups/{group}/people/{school}?year={}", year.academic_year.starts_in()), notice))
}

async fn takes_part(year: &Year, school: SchoolId) -> Result<(), AppError> {
    let schools = roster::schools(&context::database()?, year.id).await?;
    if schools.iter().any(|row| row.id == school) { Ok(()) } else { Err(AppError::NotFound) }
}

/// Who represents the school as what, seen from `today`.
async fn terms(year: &Year, school: SchoolId, kind: Kind, today: NaiveDate) -> Result<Terms, AppError> {
    let holders = participation::of_year(&context::database()?, year.id).await?.into_iter();
    let terms = holders.filter(|holder| holder.school == school && holder.kind == kind).map(|holder| Term {
        person: holder.person,
        name: holder.name,
        from: holder.from,
        until: holder.until,
    });
    Ok(Terms::on(terms.collect(), today))
}

async fn send_invitation(year: &Year, role: Role, (name, email): (&str, &EmailAddress), by: &Person) -> Result<Notice, AppError> {
    let mut changes = context::database()?.change().await?;
    let new = NewInvitation { hub: year.hub, role, name, email, by };
    invitations::send(&mut changes, &new, |token| context::absolute(&format!("/invitation/{token}"))).await?;
    changes.commit().await?;
    context::invited(year.hub).await
}
