//! The files of a school import: streamed to the disk as they come, and what is decided about them.

use std::path::Path as FilePath;

use app::context::{Redisplay, may_in_own_hub};
use app::error::{AppError, Problem};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, Form, FromRequest, Multipart, Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use axum::{Extension, Router};
use model::accounts::roles::{Actor, Person};
use model::ids::{HubId, SchoolImportId};
use model::permission::Action;
use model::text::line::Line;
use store::schools::gias::{self, RunState};
use store::{Database, StoreError};
use tokio::io::AsyncWriteExt;
use tracing::error;

use crate::imports::{self, Part, Sent};

/// The extract has about 65 MB and grows slowly.
const MAX_UPLOAD: usize = 200 * 1024 * 1024;
/// How every ZIP begins: the extract is offered as one.
const ZIP: &[u8] = b"PK\x03\x04";
/// Longer than any file's name that people see.
const MAX_NAME: usize = 120;

pub(super) fn routes() -> Router<super::State> {
    Router::new()
        .route("/schools/import/files", post(upload))
        .layer(DefaultBodyLimit::max(MAX_UPLOAD))
        .route("/schools/import/{import}/apply", post(apply))
        .route("/schools/import/{import}/discard", post(discard))
}

/// Why an upload was not taken.
enum Refused {
    /// The form comes back with this.
    Problem(Problem),
    /// Our side failed.
    Broken(String),
}

impl From<MultipartError> for Refused {
    fn from(error: MultipartError) -> Self {
        let large = error.status() == StatusCode::PAYLOAD_TOO_LARGE;
        Self::Problem(if large { Problem::ExtractTooLarge } else { Problem::UploadBroken })
    }
}

impl From<std::io::Error> for Refused {
    fn from(error: std::io::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self::Broken(error.to_string())
    }
}

/// Takes the files and begins to look through them. Who asks is decided before anything is read.
async fn upload(State(state): State<super::State>, Extension(actor): Extension<Actor>, request: Request) -> Response {
    let (person, _) = match admin(&actor) {
        Ok(admin) => admin,
        Err(refusal) => return refusal,
    };
    let Ok(form) = Multipart::from_request(request, &state).await else {
        return back(Problem::UploadBroken);
    };
    let (database, id) = (&state.database, SchoolImportId::generate());
    if let Err(error) = imports::sweep_forgotten(database).await {
        return unavailable(&error.to_string());
    }
    match receive(database, id, person, form).await {
        Ok(sent) => {
            imports::start_preview(&state.tasks, database.clone(), sent);
            Redirect::to(&format!("/schools/import/{id}")).into_response()
        }
        Err(refused) => {
            imports::delete(database, id);
            match refused {
                Refused::Problem(problem) => back(problem),
                Refused::Broken(error) => unavailable(&error),
            }
        }
    }
}

async fn receive(database: &Database, id: SchoolImportId, person: &Person, mut form: Multipart) -> Result<Sent, Refused> {
    let mut sent = Sent { id, extract: None, links: None, special: false, decision: None };
    // A form is read to its end whatever is in it: browsers that still send do not read what is answered.
    let mut refused = None;
    while let Some(mut field) = form.next_field().await? {
        let name = field.file_name().map(display_name).unwrap_or_default();
        match field.name().map(str::to_owned).as_deref() {
            // Where none was chosen, browsers send one without a name.
            Some("extract" | "links") if name.is_empty() => {}
            Some("extract") => {
                sent.extract = Some(name);
                refused = refused.or(keep(&mut field, &imports::file(database, id, Part::Extract)).await?.map(extract_problem));
            }
            Some("links") => {
                sent.links = Some(name);
                refused = refused.or(keep(&mut field, &imports::file(database, id, Part::Links)).await?.map(links_problem));
            }
            Some("special") => sent.special = true,
            _ => {}
        }
    }
    if let Some(problem) = refused {
        return Err(Refused::Problem(problem));
    }
    let Some(name) = sent.extract.as_ref().or(sent.links.as_ref()) else {
        return Err(Refused::Problem(Problem::ExtractMissing));
    };
    gias::begin(database, id, name, Some(person.id), RunState::Reading).await?;
    Ok(sent)
}

/// Why a file can't be looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Useless {
    Empty,
    Zip,
}

fn extract_problem(why: Useless) -> Problem {
    if why == Useless::Empty { Problem::ExtractEmpty } else { Problem::ExtractZipped }
}

fn links_problem(why: Useless) -> Problem {
    if why == Useless::Empty { Problem::LinksEmpty } else { Problem::LinksZipped }
}

/// Writes a file as it comes, unless it is of no use.
async fn keep(field: &mut Field<'_>, path: &FilePath) -> Result<Option<Useless>, Refused> {
    let mut options = tokio::fs::OpenOptions::new();
    options.write(true).create_new(true);
    // The names of heads are in it, until it is deleted.
    #[cfg(unix)]
    options.mode(0o600);
    let mut file = options.open(path).await?;
    let mut begins: Vec<u8> = Vec::new();
    while let Some(chunk) = field.chunk().await? {
        begins.extend(chunk.iter().take(ZIP.len().saturating_sub(begins.len())));
        if begins == ZIP {
            return Ok(Some(Useless::Zip));
        }
        file.write_all(&chunk).await?;
    }
    file.flush().await?;
    Ok(begins.is_empty().then_some(Useless::Empty))
}

/// Brings in what was looked at, but for the schools that are to stay apart: each by the number that it would give up.
async fn apply(
    State(state): State<super::State>,
    Extension(actor): Extension<Actor>,
    Path(import): Path<String>,
    request: Request,
) -> Response {
    let database = &state.database;
    let (person, hub) = match admin(&actor) {
        Ok(admin) => admin,
        Err(_) if matches!(actor, Actor::Guest(_) | Actor::Anonymous) => return sign_in_first(&state, request, &import).await,
        Err(refusal) => return refusal,
    };
    let Some(id) = known(database, &import).await else { return StatusCode::NOT_FOUND.into_response() };
    // One that can't be read must not be lost.
    let Some(refused) = refusals(request).await else { return StatusCode::BAD_REQUEST.into_response() };
    decided(id, imports::start_apply(&state.tasks, database, id, (person.clone(), hub), &refused).await)
}

/// Leads somebody whose session has ended to sign in, and back to what was ticked.
async fn sign_in_first(state: &super::State, request: Request, import: &str) -> Response {
    let Ok(id) = import.parse::<SchoolImportId>() else { return StatusCode::NOT_FOUND.into_response() };
    super::sent_form::sign_in_first(state, request.extensions().get(), &format!("/schools/import/{id}")).await
}

/// The numbers that a form refuses to give up; `None` when it can't be read.
async fn refusals(request: Request) -> Option<Vec<String>> {
    if !request.headers().contains_key(CONTENT_TYPE) {
        return Some(Vec::new());
    }
    let Form(fields) = Form::<Vec<(String, String)>>::from_request(request, &()).await.ok()?;
    Some(fields.into_iter().filter(|(name, _)| name == "apart").map(|(_, urn)| urn).collect())
}

/// Leaves everything as it is.
async fn discard(State(database): State<Database>, Extension(actor): Extension<Actor>, Path(import): Path<String>) -> Response {
    if let Err(refusal) = admin(&actor) {
        return refusal;
    }
    let Some(id) = known(&database, &import).await else { return StatusCode::NOT_FOUND.into_response() };
    decided(id, imports::discard(&database, id).await)
}

/// Leads on to the import, also where the button was pressed twice.
fn decided(id: SchoolImportId, result: Result<(), gias::Refused>) -> Response {
    match result {
        Err(gias::Refused::Store(error)) => unavailable(&error.to_string()),
        _ => Redirect::to(&format!("/schools/import/{id}")).into_response(),
    }
}

async fn known(database: &Database, import: &str) -> Option<SchoolImportId> {
    let id = import.parse().ok()?;
    gias::find(database, id).await.ok().flatten().map(|run| run.id)
}

#[allow(clippy::result_large_err, reason = "an answer is what it is, and made once")]
fn admin(actor: &Actor) -> Result<(&Person, HubId), Response> {
    match (actor, may_in_own_hub(actor, Action::ImportSchools)) {
        (Actor::Person(person), Ok(hub)) => Ok((person, hub)),
        (_, Err(AppError::SignedOut)) | (Actor::Guest(_) | Actor::Anonymous, _) => {
            Err(Redirect::to("/sign-in?next=/schools/import").into_response())
        }
        (_, Err(error)) => Err(StatusCode::from_u16(error.status()).unwrap_or(StatusCode::FORBIDDEN).into_response()),
    }
}

/// What people see of a file's name.
fn display_name(name: &str) -> String {
    Line::cut(name.rsplit(['/', '\\']).next().unwrap_or_default(), MAX_NAME).into()
}

fn back(problem: Problem) -> Response {
    Redisplay::of("/schools/import", AppError::Invalid(vec![problem])).into_response()
}

fn unavailable(error: &str) -> Response {
    error!(%error, "an upload could not be kept");
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}
