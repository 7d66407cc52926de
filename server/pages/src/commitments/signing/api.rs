//! What the page behind a headteacher's link asks of the server. The link is all it needs: nobody signs in.

use app::context;
use app::error::{AppError, set_status};
use app::ui::frame::Frame;
use app::ui::uk_time::british_day;
use leptos::prelude::*;
use store::accounts::links::LinkState;
use store::commitments::SignedBy;

use crate::commitments::actions::{HeadForm, sign_as};
use crate::commitments::sheet::Sheet;

/// What is behind a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Behind {
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
    /// Tells this paper from another.
    pub shown: String,
    /// The head's name, as far as it is known.
    pub head_name: String,
    /// Today, like `2026-11-04`.
    pub today: String,
}

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigningData {
    /// What every page shows.
    pub frame: Frame,
    /// What is behind the link.
    pub behind: Behind,
}

/// The page behind a link. Loading it uses nothing up.
pub async fn load_signing(token: String) -> Result<SigningData, AppError> {
    let database = context::database()?;
    let opened = store::commitments::opened(&database, &token).await?.ok_or(AppError::NotFound)?;
    let face = store::hub::face(&database, opened.hub).await?;
    let mut frame = context::frame(&context::actor().await?).await?;
    frame.contact = Some(context::contact(face.clone()));
    let behind = match (opened.place, opened.link.state) {
        (Some(place), _) => {
            frame.stamp = place.year.stamp();
            let [head, lead] = place.lines();
            let shown = store::commitments::mark(&place.paper);
            let signed = head.is_some();
            let sheet = Sheet {
                paper: place.paper,
                head,
                lead,
                has_logo: face.has_logo,
                contact: face.contact_email,
                scan: None,
                conflicts: false,
            };
            if signed {
                Behind::Signed(Box::new(sheet))
            } else {
                let today = british_day(chrono::Utc::now()).to_string();
                Behind::Unsigned(Box::new(ToSign { sheet, shown, head_name: place.state.head_name, today }))
            }
        }
        (None, state) => {
            set_status(410);
            Behind::Closed(match (opened.left_for.as_deref(), state) {
                (Some(group), _) => crate::commitments::group::row::left_words(group),
                (None, state) => match state {
                    LinkState::Expired => "It was good for a year, and that year is over.",
                    LinkState::Revoked => "A newer letter has taken its place, or it went to an address that is not in use any more.",
                    LinkState::Used | LinkState::Valid => "The school is not in this Work Group any more.",
                }
                .to_owned(),
            })
        }
    };
    Ok(SigningData { frame, behind })
}

/// Signs by the link: exactly what was shown, or nothing.
#[server(endpoint = "sign-commitment")]
pub async fn sign_commitment(
    token: String,
    shown: String,
    #[server(default)] ticks: Vec<u8>,
    #[server(default)] typed_name: String,
    #[server(default)] printed_name: String,
    #[server(default)] signed_on: String,
    #[server(default)] drawing: String,
) -> Result<(), AppError> {
    // A token is only ever hexadecimal digits; anything else must not become part of an address.
    let page =
        if token.bytes().all(|byte| byte.is_ascii_alphanumeric()) { format!("/commitment/{token}") } else { "/commitment".to_owned() };
    let form = HeadForm {
        shown: &shown,
        ticks: &ticks,
        typed_name: &typed_name,
        printed_name: &printed_name,
        signed_on: &signed_on,
        drawing: &drawing,
    };
    form.answer(&page, async {
        let opened = store::commitments::opened(&context::database()?, &token).await?.ok_or(AppError::NotFound)?;
        match opened.place {
            Some(place) => sign_as(SignedBy::Link(&token), &place, form, &page).await,
            None => {
                // Its page says why.
                leptos_axum::redirect(&page);
                Ok(())
            }
        }
    })
    .await
}
