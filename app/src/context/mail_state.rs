//! Whether messages leave by themselves: the hub's mail pages say so.

use leptos::prelude::use_context;
use model::ids::HubId;

use crate::error::AppError;
use crate::notice::Notice;

/// Whether messages leave by themselves.
#[derive(Clone, Copy, Debug, Default)]
pub struct MailState {
    /// Whether a mail server is set up. Without one, the hub copies its messages by hand.
    pub configured: bool,
}

/// Whether messages leave by themselves.
pub fn mail() -> MailState {
    use_context::<MailState>().unwrap_or_default()
}

/// What to say of a letter that was just written in a hub's name: that it is on its way, has to be sent by hand, or is looked at first.
///
/// # Errors
/// [`AppError::Unavailable`] when the database does not answer.
pub async fn letter_notice(hub: HubId, [on_its_way, by_hand, held]: [Notice; 3]) -> Result<Notice, AppError> {
    let looked_at = store::hub::face(&super::database()?, hub).await?.hold_mail;
    Ok(if looked_at {
        held
    } else if mail().configured {
        on_its_way
    } else {
        by_hand
    })
}

/// The same for an invitation.
///
/// # Errors
/// As [`letter_notice`].
pub async fn invited(hub: HubId) -> Result<Notice, AppError> {
    letter_notice(hub, [Notice::Invited, Notice::InvitedByHand, Notice::InvitedHeld]).await
}
