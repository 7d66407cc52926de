//! A calendar or a spreadsheet with a school's closed days. A form with a file is no form of a page's own: what is in the file is given to its
//! page, which shows what it understands of it. Nothing is kept.

use app::context::{Redisplay, SENDER};
use app::error::{AppError, Problem};
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Extension, Router};
use model::accounts::roles::Actor;
use model::ids::SchoolId;
use model::permission::{Action, Subject, may};
use store::closed_days::reading::{self, MOST_BYTES};

use super::refusal::Refusal;
use crate::http;

/// A file that is too large is still taken in, so that the answer can be a sentence and not a broken connection.
const MAX_FORM: usize = 8 * MOST_BYTES;

/// The route. It needs an `Extension<Actor>`.
pub(super) fn routes() -> Router<http::State> {
    Router::new().route("/schools/{school}/closed-days/file", post(look).layer(DefaultBodyLimit::max(MAX_FORM)))
}

async fn look(
    State(state): State<http::State>,
    Extension(actor): Extension<Actor>,
    Path(school): Path<String>,
    form: Multipart,
) -> Result<Response, Refusal> {
    let school: SchoolId = school.parse().map_err(|_| Refusal::NotFound)?;
    let page = format!("/schools/{school}/closed-days/import");
    let Actor::Person(person) = &actor else {
        return Ok(http::sent_form::sign_in_first(&state, None, &page).await);
    };
    may(&actor, Action::ManageCalendar, Subject::School(school))?;
    let sent = read(form).await;
    let refused = |problem: Problem| Ok(Redisplay::of(page.clone(), AppError::Invalid(vec![problem])).into_response());
    if sent.sender.is_some_and(|sender| sender != person.id.to_string()) {
        return refused(Problem::OtherPerson);
    }
    if sent.file.len() > MOST_BYTES {
        return refused(Problem::ClosedFileTooLarge);
    }
    if sent.file.is_empty() {
        return refused(Problem::ClosedFileMissing);
    }
    let fields = vec![("file_text".to_owned(), reading::text(&sent.file))];
    Ok(Redisplay { page, error: None, fields, reader: Some(person.id) }.into_response())
}

/// What the form holds.
#[derive(Default)]
struct Sent {
    sender: Option<String>,
    file: Vec<u8>,
}

/// A form is read to its end whatever is in it: browsers that still send do not read what is answered. One that breaks off is empty.
async fn read(mut form: Multipart) -> Sent {
    let mut sent = Sent::default();
    while let Ok(Some(mut field)) = form.next_field().await {
        match field.name().map(str::to_owned).as_deref() {
            Some("file") => sent.file = bytes(&mut field).await,
            Some(SENDER) => sent.sender = field.text().await.ok(),
            _ => {}
        }
    }
    sent
}

/// The first that there are, up to one more than is allowed.
async fn bytes(field: &mut Field<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    while let Ok(Some(chunk)) = field.chunk().await {
        let room = (MOST_BYTES + 1).saturating_sub(bytes.len());
        bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
    }
    bytes
}
