//! What is behind a headteacher's link. Looking at it uses nothing up.

use app::context;
use app::error::{AppError, set_status};
use app::ui::frame::Frame;
use store::accounts::links::LinkState;

use crate::commitments::forms::{ByLink, SignatureForm};
use crate::commitments::group::row::left_words;
use crate::commitments::sheet::Sheet;

/// What is behind a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// A commitment to be signed.
    Unsigned(Box<ToSign>),
    /// The signed copy.
    Signed(Box<Sheet>),
    /// Nothing any more: why, in words.
    Closed(String),
}

/// A commitment to be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToSign {
    /// What is read.
    pub sheet: Sheet,
    /// The form as it begins.
    pub form: SignatureForm<ByLink>,
}

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigningData {
    /// What every page shows.
    pub frame: Frame,
    /// What is behind the link.
    pub target: LinkTarget,
}

/// The page behind a link.
pub async fn load_signing(token: String) -> Result<SigningData, AppError> {
    let database = context::database()?;
    let opened = store::commitments::open_link(&database, &token).await?.ok_or(AppError::NotFound)?;
    let face = store::hub::face(&database, opened.hub).await?;
    let mut frame = context::frame(&context::actor().await?).await?;
    frame.contact = Some(context::contact(face.clone()));
    let target = match (opened.commitment, opened.link.state) {
        (Some(commitment), _) => {
            frame.stamp = commitment.year.stamp();
            let sheet = Sheet::of(&commitment, &face);
            let form = SignatureForm::begin(ByLink { token }, &commitment.paper, commitment.state.head_name, chrono::Utc::now());
            if sheet.head.is_some() { LinkTarget::Signed(Box::new(sheet)) } else { LinkTarget::Unsigned(Box::new(ToSign { sheet, form })) }
        }
        (None, state) => {
            set_status(410);
            LinkTarget::Closed(match (opened.left_for.as_deref(), state) {
                (Some(group), _) => left_words(group),
                (None, state) => match state {
                    LinkState::Expired => "It was good for a year, and that year is over.",
                    LinkState::Revoked => "A newer letter has taken its place, or it went to an address that is not in use any more.",
                    LinkState::Used | LinkState::Valid => "The school is not in this Work Group any more.",
                }
                .to_owned(),
            })
        }
    };
    Ok(SigningData { frame, target })
}
