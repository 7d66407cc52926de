//! What the account pages ask of the server.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::ui::frame::Frame;

/// What the sign-in page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInData {
    /// What every page shows.
    pub frame: Frame,
    /// The email typed before the form came back with a problem.
    pub email: String,
}

/// What the sign-in page, and the front door, show.
#[server(endpoint = "sign-in-page", input = GetUrl)]
pub async fn load_sign_in() -> Result<SignInData, AppError> {
    use crate::context;
    crate::error::answer(async {
        let frame = context::frame(&context::actor().await?).await?;
        Ok(SignInData { frame, email: context::typed() })
    })
    .await
}

/// Signs somebody in, and sends them on to `next`.
#[server(endpoint = "sign-in")]
pub async fn sign_in(email: String, password: String, #[server(default)] next: String) -> Result<(), AppError> {
    use crate::context;
    use crate::ui::local_path::local_path;
    let next = local_path(&next);
    let page = format!("/sign-in?next={}", leptos_router::location::Url::escape(next));
    context::answer_form(&page, &email, async {
        let address = super::credentials::check(&email, &password)?;
        let database = context::database()?;
        let device = context::device();
        let device = store::accounts::sign_in::Device(device.as_deref());
        let session = store::accounts::sign_in::sign_in_on(&database, &address, &password, context::client_address(), device).await?;
        context::set_session(&session);
        context::lead_on(next);
        Ok(())
    })
    .await
}

/// Signs out, and leads to the front door. This browser forgets the session whatever happens: whoever walks away from a shared
/// computer counts on that. Where the session could not be ended on the server as well, the page says so.
#[server(endpoint = "sign-out")]
pub async fn sign_out() -> Result<(), AppError> {
    use crate::context;
    use crate::error::Problem;
    context::clear_session();
    if let Some(token) = context::session_token()
        && store::accounts::sign_in::sign_out(&context::database()?, &token).await.map_err(AppError::from).is_err()
    {
        context::lead_on(&format!("/sign-in?{}", AppError::Invalid(vec![Problem::SignOutUnkept]).to_query()));
        return Ok(());
    }
    context::lead_on("/");
    Ok(())
}

/// Remembers how pages are to be lit, and leads back to where the person was.
#[server(endpoint = "set-theme")]
pub async fn set_theme(theme: String, #[server(default)] return_to: String) -> Result<(), AppError> {
    crate::context::set_theme(crate::ui::theme::Theme::from_key(&theme));
    crate::context::lead_on(crate::ui::local_path::local_path(&return_to));
    Ok(())
}
