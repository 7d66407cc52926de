//! Signing as the school's headteacher, agreeing as its lead participant, and setting a signature aside.

use app::context;
use app::error::AppError;
use app::notice::Notice;
use model::permission::{Action, Subject};
use store::commitments::{LeadAgreement, SignedBy};

use super::forms::{AgreeForm, SetAsideForm};
use crate::commitments::actions::{keep_signed, managed, sign_as, year_of};
use crate::commitments::addresses;
use crate::commitments::forms::{AsHead, SignatureForm};
use crate::kit::{Form, Redirect};

/// Signs as the school's headteacher, signed in.
pub async fn sign(form: SignatureForm<AsHead>) -> Result<Redirect, AppError> {
    let (group, school, year) = form.by.place().ok_or(AppError::NotFound)?;
    let person = context::person_who_may(Action::SignCommitment, Subject::School(school)).await?;
    let year = year_of(group, Some(year)).await?;
    let commitment = store::commitments::school_commitment(&context::database()?, &year, school).await?.ok_or(AppError::NotFound)?;
    sign_as(SignedBy::Account(&person, &year, school), &commitment, &form, &form.page()).await
}

/// The lead participant agrees.
pub async fn agree(form: AgreeForm) -> Result<Redirect, AppError> {
    let (page, school) = (form.page(), form.school);
    let person = context::person_who_may(Action::AgreeCommitment, Subject::School(school)).await?;
    let year = year_of(form.group, Some(form.year)).await?;
    let mut changes = context::database()?.change().await?;
    let agreement = LeadAgreement { person: &person, year: &year, school, shown: &form.shown };
    let signed = store::commitments::agree(&mut changes, &agreement).await;
    keep_signed(changes, signed, &page, Notice::LeadAgreed).await
}

/// Sets the head's signature aside, with a reason, and tells the head and the lead participant.
pub async fn set_aside(form: SetAsideForm) -> Result<Redirect, AppError> {
    let (person, year) = managed(form.group, form.year).await?;
    let reason = form.check()?;
    let mut changes = context::database()?.change().await?;
    store::commitments::set_aside(&mut changes, &year, form.school, &person, &reason, &context::absolute("")).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&addresses::of_school(form.group, form.school, "", form.year), Notice::SetAside))
}
