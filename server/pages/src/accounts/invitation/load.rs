//! What an invitation's page shows.

use app::context;
use app::error::AppError;
use app::ui::frame::Frame;
use model::accounts::roles::Actor;
use store::accounts::links::{self, LinkState, Purpose};
use store::invitations::{self, Known};

use crate::accounts::link_layout::LinkIs;

/// An invitation as its page shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InvitationData {
    /// What every page shows.
    pub frame: Frame,
    /// Whether it can be accepted; `None` is filled in by the server alone.
    pub link: Option<LinkIs>,
    /// The name the inviter gave.
    pub name: String,
    /// Where it was sent.
    pub email: String,
    /// Who invites.
    pub by: String,
    /// The hub's name.
    pub hub: String,
    /// To be what, to be read after "to be".
    pub words: String,
    /// The last day on which it is good.
    pub until: String,
    /// The name on the account that this address has already.
    pub account: Option<String>,
    /// Whether that account is closed.
    pub closed: bool,
    /// Whether what it promises is no more to be had.
    pub gone: bool,
    /// Whether letters leave at all: without, a password is the only way in.
    pub mail: bool,
    /// The school that its owner would leave by accepting.
    pub leaves: Option<String>,
    /// Who is signed in here, when it is somebody else.
    pub somebody_else: Option<String>,
}

/// An invitation, without using it up.
pub async fn load_invitation(token: String) -> Result<InvitationData, AppError> {
    let (database, actor) = (context::database()?, context::actor().await?);
    let mail = context::mail().configured;
    let mut data = InvitationData { frame: context::frame(&actor).await?, mail, ..InvitationData::default() };
    let Some(found) = invitations::peek(&database, &token).await? else {
        app::error::set_status(LinkIs::Unknown.status());
        return Ok(InvitationData { link: Some(LinkIs::Unknown), ..data });
    };
    let link = match found.state {
        LinkState::Valid => LinkIs::Good,
        LinkState::Used => LinkIs::Used,
        LinkState::Expired => LinkIs::Expired,
        LinkState::Revoked => LinkIs::Revoked,
    };
    app::error::set_status(link.status());
    data.link = Some(link);
    if link != LinkIs::Good {
        return Ok(data);
    }
    links::mark_opened(&database, Purpose::Invitation, &token).await?;
    data.hub = store::hub::face(&database, found.hub).await?.name;
    let owner = match found.known {
        Known::Account(person, name) => Some((person, name)),
        Known::Closed => {
            data.closed = true;
            None
        }
        Known::Nobody => None,
    };
    if let Actor::Person(person) = actor {
        data.somebody_else = (owner.as_ref().map(|(id, _)| *id) != Some(person.id)).then_some(person.name);
    }
    Ok(InvitationData {
        name: found.name,
        email: found.email.to_string(),
        by: found.by,
        words: found.words,
        gone: found.gone,
        until: found.until,
        account: owner.map(|(_, name)| name),
        leaves: found.leaves,
        ..data
    })
}
