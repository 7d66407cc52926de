//! Papers that were signed in ink: the form that records one, with a scan of it, and the scan. A form with a file is no server
//! function, and a picture is no page, so both are routes of their own.

use std::net::IpAddr;

use app::context::{Redisplay, SENDER, SentForm, client_of};
use app::error::{AppError, Problem};
use app::notice::Notice;
use axum::extract::multipart::Multipart;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use chrono::Utc;
use model::accounts::roles::{Actor, Person};
use model::calendar::academic_year::AcademicYear;
use model::calendar::clock;
use model::ids::{SchoolId, WorkGroupId};
use model::permission::{Action, Subject, may};
use pages::commitments::checks::check_ink;
use serde::Deserialize;
use store::commitments::{self, GroupYear, InkSignature, MAX_SCAN, Scan};

use super::refusal::Refusal;
use crate::http;

/// A scan that is too large by far is still taken in, so that the answer can be a sentence and not a broken connection.
const MAX_FORM: usize = 4 * MAX_SCAN;

/// The routes. They need an `Extension<Actor>`.
pub(super) fn routes() -> Router<http::State> {
    Router::new()
        .route("/groups/{group}/commitments/{school}/scan", get(scan))
        .route("/groups/{group}/commitments/{school}/record", post(record_ink).layer(DefaultBodyLimit::max(MAX_FORM)))
}

/// Which year of the group; the latest without it.
#[derive(Deserialize)]
pub(super) struct Year {
    pub year: Option<AcademicYear>,
}

/// The scan of a paper that was signed in ink.
async fn scan(
    State(state): State<http::State>,
    Extension(actor): Extension<Actor>,
    Path((group, school)): Path<(String, String)>,
    Query(Year { year }): Query<Year>,
) -> Result<Response, Refusal> {
    let (group, school) = ids(&group, &school)?;
    may(&actor, Action::ViewCommitment, Subject::School(school))
        .or_else(|denied| may(&actor, Action::ManageCommitments, Subject::Group(group)).map_err(|_| denied))?;
    let year = commitments::group_year(&state.database, group, year).await?.ok_or(Refusal::NotFound)?;
    let scan = commitments::scan(&state.database, &year, school).await?.ok_or(Refusal::NotFound)?;
    let headers = [
        (CONTENT_TYPE, scan.kind.clone()),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    // A PDF is saved, not shown: what shows it may not run here.
    let disposition = if scan.kind == "application/pdf" { "attachment; filename=\"signed-paper.pdf\"" } else { "inline" };
    Ok((headers, [(CONTENT_DISPOSITION, disposition)], scan.bytes).into_response())
}

fn ids(group: &str, school: &str) -> Result<(WorkGroupId, SchoolId), Refusal> {
    Ok((group.parse().map_err(|_| Refusal::NotFound)?, school.parse().map_err(|_| Refusal::NotFound)?))
}

/// What the form holds.
#[derive(Default)]
struct Form {
    sender: Option<String>,
    printed_name: String,
    signed_on: String,
    version: String,
    seen: bool,
    scan: Vec<u8>,
}

/// Records a signature in ink, with a scan or without.
async fn record_ink(
    State(state): State<http::State>,
    Extension(actor): Extension<Actor>,
    Path((group, school)): Path<(String, String)>,
    Query(Year { year }): Query<Year>,
    parts: Parts,
    form: Multipart,
) -> Result<Response, Refusal> {
    let (group, school) = ids(&group, &school)?;
    let page = format!("/groups/{group}/commitments/{school}");
    let Actor::Person(person) = &actor else {
        let ink = year.map_or_else(|| format!("{page}/ink"), |year| format!("{page}/ink?year={}", year.starts_in()));
        let sent = read(form, 0).await.sent_from(client_of(&parts.extensions));
        return Ok(http::sent_form::sign_in_first(&state, Some(&sent), &ink).await);
    };
    may(&actor, Action::ManageCommitments, Subject::Group(group))?;
    let year = commitments::group_year(&state.database, group, year).await?.ok_or(Refusal::NotFound)?;
    let in_year = format!("?year={}", year.academic_year.starts_in());
    let form = read(form, MAX_SCAN + 1).await;
    if form.sender.as_ref().is_some_and(|sender| *sender != person.id.to_string()) {
        let other = AppError::Invalid(vec![Problem::OtherPerson]);
        return Ok(Redisplay::of(format!("{page}/ink{in_year}"), other).into_response());
    }
    // Where somebody has signed meanwhile there is nothing to record any more.
    let commitment = commitments::school_commitment(&state.database, &year, school).await?.ok_or(Refusal::NotFound)?;
    if commitment.state.head.is_some() {
        let signed = AppError::Invalid(vec![Problem::SignedAlready]);
        return Ok(Redisplay::of(format!("{page}{in_year}"), signed).into_response());
    }
    match keep(&state, &year, school, person, &form).await {
        Ok(()) => Ok(Redirect::to(&Notice::InkRecorded.on(&format!("{page}{in_year}"))).into_response()),
        Err(error @ AppError::Invalid(_)) => Ok(Redisplay::of(format!("{page}/ink{in_year}"), error).with(form.fields()).into_response()),
        Err(error) => Err(error.into()),
    }
}

impl Form {
    /// Its fields, for the page that it comes back to. A file is chosen again: browsers fill in none.
    fn fields(&self) -> Vec<(String, String)> {
        let texts = [("printed_name", &self.printed_name), ("signed_on", &self.signed_on), ("version", &self.version)];
        let texts = texts.into_iter().map(|(name, value)| (name.to_owned(), value.clone()));
        texts.chain([("ink_seen".to_owned(), self.seen.to_string())]).collect()
    }

    /// The same with its sender.
    fn sent_from(&self, client: IpAddr) -> SentForm {
        let sender = self.sender.iter().map(|sender| (SENDER.to_owned(), sender.clone()));
        SentForm::new(self.fields().into_iter().chain(sender).collect(), client)
    }
}

async fn keep(state: &http::State, year: &GroupYear, school: SchoolId, person: &Person, form: &Form) -> Result<(), AppError> {
    let ink = check_ink(&form.printed_name, &form.signed_on, &form.version, form.seen, clock::day(Utc::now()));
    let (ink, scan) = match (ink, check_scan(&form.scan)) {
        (Ok(ink), Ok(scan)) => (ink, scan),
        (Ok(_), Err(problem)) => return Err(problem.into()),
        (Err(AppError::Invalid(mut problems)), Err(problem)) => {
            problems.push(problem);
            return Err(AppError::Invalid(problems));
        }
        (Err(error), _) => return Err(error),
    };
    let mut changes = state.database.change().await?;
    let signature = InkSignature {
        person,
        printed_name: &ink.printed_name,
        signed_on: ink.signed_on,
        version: ink.version,
        scan: scan.as_ref(),
        site: &state.site_origin.0,
    };
    commitments::record_ink(&mut changes, year, school, &signature).await?;
    Ok(changes.commit().await?)
}

/// What was chosen as a scan, if anything: browsers send an empty file for none.
fn check_scan(bytes: &[u8]) -> Result<Option<Scan>, Problem> {
    if bytes.is_empty() {
        return Ok(None);
    }
    if bytes.len() > MAX_SCAN {
        return Err(Problem::ScanTooLarge);
    }
    let kind = commitments::scan_type(bytes).ok_or(Problem::ScanType)?;
    Ok(Some(Scan { kind: kind.to_owned(), bytes: bytes.to_vec() }))
}

/// Reads the form as far as it goes, and at most so many bytes of a scan: of one that is too large only as much as shows that it is, and
/// none of a stranger's.
async fn read(mut parts: Multipart, most_of_scan: usize) -> Form {
    let mut form = Form::default();
    while let Ok(Some(mut part)) = parts.next_field().await {
        let name = part.name().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        let is_first = form.scan.is_empty();
        let most = if name == "scan" { if is_first { most_of_scan } else { 0 } } else { 4096 };
        while let Ok(Some(chunk)) = part.chunk().await {
            let room = most.saturating_sub(bytes.len());
            bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
        }
        let text = || String::from_utf8_lossy(&bytes).into_owned();
        match name.as_str() {
            SENDER => form.sender = Some(text()),
            "printed_name" => form.printed_name = text(),
            "signed_on" => form.signed_on = text(),
            "version" => form.version = text(),
            "ink_seen" => form.seen = bytes == b"true",
            "scan" if is_first => form.scan = bytes,
            _ => {}
        }
    }
    form
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scan_is_a_picture_or_a_pdf_of_at_most_five_megabytes_or_none() {
        assert_eq!(check_scan(b""), Ok(None));
        assert_eq!(check_scan(b"<svg/>"), Err(Problem::ScanType));
        let mut large = b"\xff\xd8\xff".to_vec();
        assert_eq!(check_scan(&large).map(|scan| scan.map(|scan| scan.kind)), Ok(Some("image/jpeg".to_owned())));
        large.resize(MAX_SCAN + 1, 0);
        assert_eq!(check_scan(&large), Err(Problem::ScanTooLarge));
    }
}
