//! What the pages about somebody's work as a guest show.

use app::context;
use app::error::AppError;
use app::ui::frame::Frame;
use chrono::Utc;
use model::accounts::roles::{Actor, with_school};
use model::ids::GuestClaimId;
use store::twilights::{self, ClaimAccount, ClaimLink, OwnClaim};

use crate::twilights::door::guest_here;

/// What the page shows on which a guest asks for a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskData {
    /// What every page shows.
    pub frame: Frame,
    /// Their name and school.
    pub name: String,
    /// Whether it is somebody's with an account already.
    pub claimed: bool,
    /// Whether letters leave at all.
    pub mail: bool,
}

/// The guest who is known in this browser; nothing where none is.
pub async fn load_ask() -> Result<Option<AskData>, AppError> {
    let actor = context::actor().await?;
    let frame = context::frame(&actor).await?;
    let guest = guest_here(&actor).await?;
    Ok(guest.map(|guest| AskData {
        frame,
        name: with_school(&guest.name, &guest.school_name),
        claimed: guest.claimed,
        mail: context::mail().configured,
    }))
}

/// What the page of a claim's link shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimData {
    /// What every page shows.
    pub frame: Frame,
    pub link: ClaimLink,
    /// Who has signed in here, when it is not whose account it is.
    pub somebody_else: Option<String>,
}

/// What a link leads to. Opening its page uses nothing up.
pub async fn load_claim(token: String) -> Result<ClaimData, AppError> {
    let (database, actor) = (context::database()?, context::actor().await?);
    let (frame, link) = (context::frame(&actor).await?, twilights::claim_link(&database, &token).await?);
    app::error::set_status(match &link {
        ClaimLink::Good(_) => 200,
        ClaimLink::Used | ClaimLink::Expired | ClaimLink::Over => 410,
        ClaimLink::Unknown => 404,
    });
    let owner = match &link {
        ClaimLink::Good(claim) => match &claim.account {
            ClaimAccount::Known(person, _) => Some(*person),
            ClaimAccount::Closed | ClaimAccount::New(_) => None,
        },
        _ => None,
    };
    let somebody_else = match actor {
        Actor::Person(person) if owner != Some(person.id) => Some(person.name),
        _ => None,
    };
    Ok(ClaimData { frame, link, somebody_else })
}

/// What somebody keeps of what they did as a guest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnData {
    /// What every page shows.
    pub frame: Frame,
    pub claims: Vec<OwnClaim>,
}

/// What whoever asks keeps.
pub async fn load_own() -> Result<OwnData, AppError> {
    let person = context::person().await?;
    let claims = twilights::claims_of(&context::database()?, person.id).await?;
    Ok(OwnData { frame: context::frame(&Actor::Person(person)).await?, claims })
}

/// What asks before that is taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndoData {
    /// What every page shows.
    pub frame: Frame,
    pub claim: OwnClaim,
}

/// What of it is to be taken back.
pub async fn load_undo(id: Option<GuestClaimId>) -> Result<UndoData, AppError> {
    let OwnData { frame, claims } = load_own().await?;
    let claim = claims.into_iter().find(|claim| Some(claim.id) == id && claim.may_undo(Utc::now())).ok_or(AppError::NotFound)?;
    Ok(UndoData { frame, claim })
}
