//! What the page behind a headteacher's link asks of the server. The link is all it needs: nobody signs in.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use super::sheet::Sheet;
use crate::error::AppError;
use crate::ui::fields::Typed;
use crate::ui::frame::Frame;

/// What is behind a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Behind {
    /// A commitment to be signed.
    Unsigned(Box<ToSign>),
    /// The signed copy.
    Signed(Box<Sheet>),
    /// Nothing any more: why, in words.
    Closed(String),
}

/// A commitment to be signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SigningData {
    /// What every page shows.
    pub frame: Frame,
    /// What is behind the link.
    pub behind: Behind,
    /// What was typed before the form came back.
    pub typed: Typed,
}

/// The page behind a link. Loading it uses nothing up.
#[server(endpoint = "commitment-link", input = GetUrl)]
pub async fn load_signing(token: String) -> Result<SigningData, AppError> {
    use crate::context;
    use crate::error::set_status;
    use crate::programme::uk_time::british_day;
    use store::links::LinkState;
    crate::error::answer(async {
        let database = context::database()?;
        let opened = store::commitments::opened(&database, &token).await?.ok_or(AppError::NotFound)?;
        let face = store::hubs::face(&database, opened.hub).await?;
        let mut frame = context::frame(&context::actor().await?).await?;
        frame.contact = Some(context::contact(face.clone()));
        let behind = match (opened.place, opened.link.state) {
            (Some(place), _) => {
                frame.stamp = place.year.stamp();
                let [head, lead] =
                    [&place.state.head, &place.state.lead].map(|signature| signature.as_ref().map(|signature| signature.line()));
                let shown = store::commitments::mark(&place.paper);
                let signed = head.is_some();
                let sheet = Sheet { paper: place.paper, head, lead, has_logo: face.has_logo, contact: face.contact_email, scan: None };
                if signed {
                    Behind::Signed(Box::new(sheet))
                } else {
                    let today = british_day(chrono::Utc::now()).to_string();
                    Behind::Unsigned(Box::new(ToSign { sheet, shown, head_name: place.state.head_name, today }))
                }
            }
            (None, state) => {
                set_status(410);
                Behind::Closed(
                    match state {
                        LinkState::Expired => "It was good for a year, and that year is over.",
                        LinkState::Revoked => "A newer letter has taken its place, or it went to an address that is not in use any more.",
                        LinkState::Used | LinkState::Valid => "The school is not in this Work Group any more.",
                    }
                    .to_owned(),
                )
            }
        };
        Ok(SigningData { frame, behind, typed: context::typed_fields().await? })
    })
    .await
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
) -> Result<(), AppError> {
    use super::checks::{check_signing, first_day};
    use crate::context;
    use crate::error::Problem;
    use crate::notice::Notice;
    use crate::programme::uk_time::british_day;
    use store::commitments::{ScreenSignature, SignedBy, Signing, sign};
    // A token is only ever hexadecimal digits; anything else must not become part of an address.
    let page =
        if token.bytes().all(|byte| byte.is_ascii_alphanumeric()) { format!("/commitment/{token}") } else { "/commitment".to_owned() };
    let numbers: Vec<String> = ticks.iter().map(ToString::to_string).collect();
    let mut fields = vec![("typed_name", typed_name.as_str()), ("printed_name", &printed_name), ("signed_on", &signed_on)];
    fields.extend(numbers.iter().map(|number| ("ticks[]", number.as_str())));
    context::answer_fields(&page, &fields, async {
        let database = context::database()?;
        let opened = store::commitments::opened(&database, &token).await?.ok_or(AppError::NotFound)?;
        let Some(place) = opened.place.filter(|place| place.state.head.is_none()) else {
            // Its page says why: signed already, or not good any more.
            leptos_axum::redirect(&page);
            return Ok(());
        };
        if store::commitments::mark(&place.paper) != shown {
            return Err(AppError::Invalid(vec![Problem::PaperChanged]));
        }
        let now = chrono::Utc::now();
        let asked = place.state.requested_at.or(place.state.created_at).unwrap_or(now);
        let days = (first_day(british_day(asked)), british_day(now));
        let filled = check_signing(place.paper.wording.clauses.len(), &ticks, &typed_name, &printed_name, &signed_on, days)?;
        let mut changes = database.change().await?;
        let signature = ScreenSignature {
            by: SignedBy::Link(&token),
            shown: &shown,
            typed_name: filled.typed_name,
            printed_name: filled.printed_name,
            signed_on: filled.signed_on,
            site: &context::absolute(""),
        };
        match sign(&mut changes, &signature).await? {
            Signing::Signed(_) => {
                changes.commit().await?;
                context::done(&page, Notice::CommitmentSigned);
            }
            Signing::Already | Signing::Closed => leptos_axum::redirect(&page),
            Signing::Changed => return Err(AppError::Invalid(vec![Problem::PaperChanged])),
        }
        Ok(())
    })
    .await
}
