//! Sending an open invitation again, and taking it back.

use app::context;
use app::error::AppError;
use app::notice::Notice;
use model::accounts::roles::{Actor, SchoolRole};
use model::ids::{HubId, InvitationId, WorkGroupId};
use store::invitations::{self, Role};

use super::forms::InvitationForm;
use crate::accounts::checks::{Invited, may_invite};
use crate::kit::{Form, Redirect};

/// Does what the pressed button says.
pub async fn change(form: InvitationForm) -> Result<Redirect, AppError> {
    let by = context::person().await?;
    let database = context::database()?;
    let id = form.id.parse::<InvitationId>()?;
    let (hub, role, group) = invitations::about(&database, id).await?.ok_or(AppError::NotFound)?;
    may_invite(&Actor::Person(by.clone()), invited(hub, role, group)?)?;
    let mut changes = database.change().await?;
    let notice = if form.what == "again" {
        let link = |token: &str| context::absolute(&format!("/invitation/{token}"));
        let words = [Notice::InvitedAgain, Notice::InvitedAgainByHand, Notice::InvitedAgainHeld];
        invitations::send_again(&mut changes, id, &by, link).await?;
        context::letter_notice(hub, words).await?
    } else {
        invitations::take_back(&mut changes, id, &by).await?;
        Notice::InvitationTakenBack
    };
    changes.commit().await?;
    Ok(Redirect::with_notice(&form.page(), notice))
}

/// What somebody was invited to be, for who may change that.
fn invited(hub: HubId, role: Role, group: Option<WorkGroupId>) -> Result<Invited, AppError> {
    Ok(match role {
        Role::Represent { school, .. } => Invited::Represent(group.ok_or(AppError::NotFound)?, school),
        Role::School { school, role: SchoolRole::Headteacher } => Invited::Headteacher(school),
        Role::School { school, .. } => Invited::Teacher(school),
        Role::Hub { .. } => Invited::Hub(hub),
        Role::Lead { .. } => Invited::Lead(hub),
    })
}
