//! The hub's logo: shown on letters and papers, changed by an admin. A picture and not a page, so it is a route of its own.

use app::context::{Redisplay, may_in_own_hub};
use app::error::{AppError, Problem};
use app::notice::Notice;
use axum::Extension;
use axum::extract::{Multipart, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use model::accounts::roles::Actor;
use model::permission::Action;
use store::audit::{self, Entry, Who};
use store::hub::{self, Logo};
use store::{Database, StoreError};
use tracing::error;

/// Larger pictures belong on a website.
const MAX_BYTES: usize = 300 * 1024;

/// Shows it. Anybody may see it: it stands on what strangers are sent.
pub(super) async fn show(State(database): State<Database>) -> Response {
    let logo = match hub::first(&database).await {
        Ok(Some(hub)) => hub::logo(&database, hub).await,
        Ok(None) => Ok(None),
        Err(error) => Err(error),
    };
    match logo {
        Ok(Some(Logo { bytes, media_type })) => {
            let kind = HeaderValue::from_str(&media_type).unwrap_or(HeaderValue::from_static("application/octet-stream"));
            let headers = [
                (CONTENT_TYPE, kind),
                (CACHE_CONTROL, HeaderValue::from_static("no-cache")),
                (CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'")),
                // The frame in which a letter is looked at is a sandbox, and so no part of this site.
                (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin")),
            ];
            (headers, bytes).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => unavailable(&error),
    }
}

/// Takes the file of the settings' form; without a file takes the logo away. Leads back to the settings either way.
pub(super) async fn change(State(database): State<Database>, Extension(actor): Extension<Actor>, form: Multipart) -> Response {
    let person = match (&actor, may_in_own_hub(&actor, Action::ManageHub)) {
        (Actor::Person(person), Ok(hub)) => (person, hub),
        (_, Err(error)) => return StatusCode::from_u16(error.status()).unwrap_or(StatusCode::FORBIDDEN).into_response(),
        (Actor::Guest(_) | Actor::Anonymous, Ok(_)) => return StatusCode::UNAUTHORIZED.into_response(),
    };
    let (person, hub) = person;
    let bytes = first_file(form).await;
    let kind = match kind(&bytes) {
        _ if bytes.len() > MAX_BYTES => return back(Some(Problem::LogoTooLarge)),
        None if !bytes.is_empty() => return back(Some(Problem::LogoKind)),
        kind => kind,
    };
    let words = if bytes.is_empty() { "Took the hub’s logo away" } else { "Changed the hub’s logo" };
    let entry = Entry { hub: Some(hub), who: Who::Person(person), action: "hub.logo", subject: None, words };
    let kept = async {
        let mut changes = database.change().await?;
        hub::set_logo(&mut changes, hub, kind.map(|kind| (bytes.as_slice(), kind))).await?;
        audit::write(&mut changes, &entry).await?;
        changes.commit().await
    };
    match kept.await {
        Ok(()) => back(None),
        Err(error) => unavailable(&error),
    }
}

/// The first file of a form, up to just more than is allowed; empty without one, and when the browser broke off.
async fn first_file(mut form: Multipart) -> Vec<u8> {
    let Ok(Some(mut field)) = form.next_field().await else { return Vec::new() };
    let mut bytes = Vec::new();
    while let Ok(Some(chunk)) = field.chunk().await {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > MAX_BYTES {
            break;
        }
    }
    bytes
}

/// What a picture is by its first bytes, whatever it is called. No SVG: that is a program.
fn kind(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}

fn back(problem: Option<Problem>) -> Response {
    match problem {
        Some(problem) => Redisplay::of("/hub/settings", AppError::Invalid(vec![problem])).into_response(),
        None => Redirect::to(&Notice::Saved.on("/hub/settings")).into_response(),
    }
}

fn unavailable(error: &StoreError) -> Response {
    error!(%error, "the logo could not be read or kept");
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_its_first_bytes() {
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n..."), Some("image/png"));
        assert_eq!(kind(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        assert_eq!(kind(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        assert_eq!(kind(b"<svg onload='alert(1)'/>"), None);
        assert_eq!(kind(b""), None);
    }
}
