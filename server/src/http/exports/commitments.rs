//! A group's commitments as CSV, the scan of a signed paper, and the form that brings such a scan in: all that is no page
//! and no plain form.

use app::commitments::check_ink;
use app::error::{AppError, Problem};
use app::notice::Notice;
use axum::extract::multipart::Multipart;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, SET_COOKIE, X_CONTENT_TYPE_OPTIONS};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Router};
use chrono::{NaiveDate, Utc};
use chrono_tz::Europe::London;
use model::ids::{SchoolId, WorkGroupId};
use model::permission::{Action, Subject, may};
use model::roles::{Actor, Person};
use serde::Deserialize;
use store::audit::{self, Entry, Who};
use store::commitments::{self, GroupYear, InkSignature, MAX_SCAN, Scan, SchoolYear, Signature, Signing};

use super::csv_file::csv_file;
use super::{Refusal, header};
use crate::http;

/// A scan, and the few fields beside it.
const MAX_FORM: usize = MAX_SCAN + 64 * 1024;

pub(super) fn routes() -> Router<http::State> {
    let ink = axum::routing::post(record_ink).layer(DefaultBodyLimit::max(MAX_FORM * 4));
    Router::new()
        .route("/groups/{group}/commitments.csv", get(states))
        .route("/groups/{group}/commitments/{school}/scan", get(scan))
        .route("/groups/{group}/commitments/{school}/ink", ink)
}

/// Which year of the group; the latest without it.
#[derive(Deserialize)]
struct Year {
    year: Option<i32>,
}

/// Where each school stands, as a file.
async fn states(
    State(state): State<http::State>,
    Extension(actor): Extension<Actor>,
    Path(group): Path<String>,
    Query(Year { year }): Query<Year>,
) -> Result<Response, Refusal> {
    let group: WorkGroupId = group.parse().map_err(|_| Refusal::NotFound)?;
    may(&actor, Action::ManageCommitments, Subject::Group(group))?;
    let Actor::Person(person) = &actor else { return Err(Refusal::SignedOut) };
    let year = commitments::group_year(&state.database, group, year).await?.ok_or(Refusal::NotFound)?;
    let schools = commitments::states(&state.database, &year).await?;
    let mut rows = vec![
        [
            "School",
            "Town",
            "Head",
            "Email",
            "State",
            "Asked",
            "Reminded",
            "Signed on",
            "Signed by",
            "Way",
            "Check word",
            "Lead participant",
            "Agreed on",
        ]
        .map(str::to_owned)
        .to_vec(),
    ];
    rows.extend(schools.iter().map(row));
    let mut changes = state.database.change().await?;
    let words = format!("Took out the states of {} commitments ({}).", schools.len(), year.stamp());
    let subject = Some(year.id.to_string());
    audit::write(
        &mut changes,
        &Entry { hub: Some(year.hub), who: Who::Person(person), action: "export.commitments", subject, words: &words },
    )
    .await?;
    changes.commit().await?;
    csv_file(&format!("commitments-{}-{}", year.ncp_code, year.academic_year), &rows)
}

fn row(school: &SchoolYear) -> Vec<String> {
    let day = |at: Option<chrono::DateTime<Utc>>| at.map(|at| today(at).to_string()).unwrap_or_default();
    let of = |signature: &Option<Signature>, what: fn(&Signature) -> String| signature.as_ref().map(what).unwrap_or_default();
    let state = match (&school.head, school.requested_at) {
        (Some(_), _) => "signed",
        (None, Some(_)) => "asked",
        (None, None) => "not asked",
    };
    vec![
        school.name.clone(),
        school.town.clone(),
        school.head_name.clone(),
        school.head_email.clone(),
        state.to_owned(),
        day(school.requested_at),
        day(school.reminded_at),
        of(&school.head, |signature| signature.signed_on.to_string()),
        of(&school.head, |signature| signature.printed_name.clone()),
        of(&school.head, |signature| signature.way.key().to_owned()),
        of(&school.head, |signature| signature.check.clone()),
        school.lead_participant.clone().unwrap_or_default(),
        of(&school.lead, |signature| signature.signed_on.to_string()),
    ]
}

/// The scan of a paper that was signed in ink.
async fn scan(
    State(state): State<http::State>,
    Extension(actor): Extension<Actor>,
    Path((group, school)): Path<(String, String)>,
    Query(Year { year }): Query<Year>,
) -> Result<Response, Refusal> {
    let (group, school) = ids(&group, &school)?;
    may(&actor, Action::ViewCommitment, Subject::School(school))?;
    let year = commitments::group_year(&state.database, group, year).await?.ok_or(Refusal::NotFound)?;
    let scan = commitments::scan(&state.database, &year, school).await?.ok_or(Refusal::NotFound)?;
    let headers = [
        (CONTENT_TYPE, header(&scan.kind)),
        (X_CONTENT_TYPE_OPTIONS, header("nosniff")),
        (CONTENT_SECURITY_POLICY, header("default-src 'none'; sandbox")),
        (CACHE_CONTROL, header("no-store")),
    ];
    Ok((headers, scan.bytes).into_response())
}

fn ids(group: &str, school: &str) -> Result<(WorkGroupId, SchoolId), Refusal> {
    Ok((group.parse().map_err(|_| Refusal::NotFound)?, school.parse().map_err(|_| Refusal::NotFound)?))
}

/// What the form holds.
#[derive(Default)]
struct Form {
    printed_name: String,
    signed_on: String,
    seen: bool,
    scan: Vec<u8>,
}

/// Records a signature in ink, with a scan or without.
async fn record_ink(
    State(state): State<http::State>,
    Extension(actor): Extension<Actor>,
    Path((group, school)): Path<(String, String)>,
    Query(Year { year }): Query<Year>,
    form: Multipart,
) -> Result<Response, Refusal> {
    let (group, school) = ids(&group, &school)?;
    may(&actor, Action::ManageCommitments, Subject::Group(group))?;
    let Actor::Person(person) = &actor else { return Err(Refusal::SignedOut) };
    let year = commitments::group_year(&state.database, group, year).await?.ok_or(Refusal::NotFound)?;
    let page = format!("/groups/{group}/commitments/{school}");
    let form = read(form).await;
    match keep(&state, &year, school, person, &form).await? {
        Ok(()) => Ok(Redirect::to(&Notice::InkRecorded.on(&format!("{page}?year={}", year.academic_year))).into_response()),
        Err(error) => {
            let fields = [("printed_name", form.printed_name), ("signed_on", form.signed_on), ("ink_seen", form.seen.to_string())];
            let fields: Vec<(String, String)> = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            let token = store::typed::keep(&state.database, &fields).await?;
            let cookie = app::context::typed_cookie(&token, &format!("{page}/ink"), state.cookies.secure);
            let back = Redirect::to(&format!("{page}/ink?year={}&{}", year.academic_year, error.to_query()));
            Ok((AppendHeaders([(SET_COOKIE, header(&cookie))]), back).into_response())
        }
    }
}

async fn keep(
    state: &http::State,
    year: &GroupYear,
    school: SchoolId,
    person: &Person,
    form: &Form,
) -> Result<Result<(), AppError>, Refusal> {
    let ink = check_ink(&form.printed_name, &form.signed_on, form.seen, today(Utc::now()));
    let (ink, scan) = match (ink, check_scan(&form.scan)) {
        (Ok(ink), Ok(scan)) => (ink, scan),
        (Ok(_), Err(problem)) => return Ok(Err(AppError::Invalid(vec![problem]))),
        (Err(AppError::Invalid(mut problems)), Err(problem)) => {
            problems.push(problem);
            return Ok(Err(AppError::Invalid(problems)));
        }
        (Err(error), _) => return Ok(Err(error)),
    };
    let mut changes = state.database.change().await?;
    let signature =
        InkSignature { person, printed_name: &ink.printed_name, signed_on: ink.signed_on, scan: scan.as_ref(), site: &state.site_origin.0 };
    match commitments::record_ink(&mut changes, year, school, &signature).await? {
        Signing::Signed(_) => {
            changes.commit().await?;
            Ok(Ok(()))
        }
        Signing::Closed => Err(Refusal::NotFound),
        Signing::Already | Signing::Changed => Ok(Err(AppError::Invalid(vec![Problem::SignedAlready]))),
    }
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

/// Reads the form as far as it goes. Of a scan that is too large only as much as shows that it is.
async fn read(mut parts: Multipart) -> Form {
    let mut form = Form::default();
    while let Ok(Some(mut part)) = parts.next_field().await {
        let name = part.name().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        let most = if name == "scan" { MAX_SCAN + 1 } else { 4096 };
        while let Ok(Some(chunk)) = part.chunk().await {
            let room = most.saturating_sub(bytes.len());
            bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
        }
        let text = || String::from_utf8_lossy(&bytes).into_owned();
        match name.as_str() {
            "printed_name" => form.printed_name = text(),
            "signed_on" => form.signed_on = text(),
            "ink_seen" => form.seen = bytes == b"true",
            "scan" => form.scan = bytes,
            _ => {}
        }
    }
    form
}

/// The day it is in Britain.
fn today(at: chrono::DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&London).date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scan_is_a_picture_of_at_most_300_kilobytes_or_none() {
        assert_eq!(check_scan(b""), Ok(None));
        assert_eq!(check_scan(b"<svg/>"), Err(Problem::ScanType));
        let mut large = b"\xff\xd8\xff".to_vec();
        assert_eq!(check_scan(&large).map(|scan| scan.map(|scan| scan.kind)), Ok(Some("image/jpeg".to_owned())));
        large.resize(MAX_SCAN + 1, 0);
        assert_eq!(check_scan(&large), Err(Problem::ScanTooLarge));
    }
}
