//! Sending an open invitation again, and taking it back.

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use app::ui::local_path::local_path;
use leptos::prelude::*;
use model::accounts::roles::{Actor, SchoolRole};
use store::accounts::invitations::{self, Role};

use crate::accounts::checks::{Invited, may_invite};

/// Sends an invitation again (`what` = `again`), or takes it back (`what` = `back`).
#[server(endpoint = "change-invitation")]
pub async fn change_invitation(id: String, what: String, #[server(default)] return_to: String) -> Result<(), AppError> {
    let page = local_path(&return_to).to_owned();
    context::answer_fields(&page, &[], async {
        let by = context::person().await?;
        let database = context::database()?;
        let (hub, role, group) = invitations::about(&database, &id).await?.ok_or(AppError::NotFound)?;
        let invited = match role {
            Role::Represent { school, .. } => Invited::Represent(group.ok_or(AppError::NotFound)?, school),
            Role::School { school, role: SchoolRole::Headteacher } => Invited::Headteacher(school),
            Role::School { school, .. } => Invited::Teacher(school),
            Role::Hub { .. } => Invited::Hub(hub),
            Role::Lead { .. } => Invited::Lead(hub),
        };
        may_invite(&Actor::Person(by.clone()), invited)?;
        let mut changes = database.change().await?;
        let (done, notice) = match what.as_str() {
            "again" => {
                let link = |token: &str| context::absolute(&format!("/invitation/{token}"));
                let words = [Notice::InvitedAgain, Notice::InvitedAgainByHand, Notice::InvitedAgainHeld];
                (invitations::send_again(&mut changes, &id, &by, link).await?, context::letter_notice(hub, words).await?)
            }
            _ => (invitations::take_back(&mut changes, &id, &by).await?, Notice::InvitationTakenBack),
        };
        if !done {
            return Err(AppError::Invalid(vec![Problem::InvitationOver]));
        }
        changes.commit().await?;
        context::done(&page, notice);
        Ok(())
    })
    .await
}
