//! Signing by the link in a letter. The link is all it needs: nobody signs in.

use app::context;
use app::error::AppError;
use store::commitments::SignedBy;

use crate::commitments::actions::sign_as;
use crate::commitments::forms::{ByLink, SignatureForm};
use crate::kit::{Form, Redirect};

/// Signs exactly what was shown, or nothing.
pub async fn sign(form: SignatureForm<ByLink>) -> Result<Redirect, AppError> {
    let (page, token) = (form.page(), &form.by.token);
    let opened = store::commitments::open_link(&context::database()?, token).await?.ok_or(AppError::NotFound)?;
    match opened.commitment {
        Some(commitment) => sign_as(SignedBy::Link(token), &commitment, &form, &page).await,
        // Its page says why.
        None => Ok(Redirect::to(page)),
    }
}
