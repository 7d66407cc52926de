//! `/calendars/…`: workshops for calendar programs. One workshop, or a group's, for whoever has signed in and may see the group; and feeds, which
//! programs read again and again without a session, by a secret that their owner can stop (`/account/calendars`).
//!
//! A feed is asked for by thousands, and costs a handful of small reads by key and nothing that is written: whoever has the secret is looked up
//! as if they had signed in, so that it never shows more than they may see on that day.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::str::FromStr;

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use model::accounts::roles::{Actor, Person};
use model::ids::{WorkGroupId, WorkshopId};
use model::permission::{Action, Subject, may};
use store::accounts::sign_in;
use store::calendars::{self, feeds};

use super::refusal::Refusal;
use crate::calendars::{Calendar, Occasion};
use crate::http;

/// For so long a program may show what it has without asking.
const A_WHILE: &str = "private, max-age=300";
/// At a computer that others use nothing is shown again without asking.
const ASK: &str = "private, no-cache";

/// The routes for people. They need an `Extension<Actor>`.
pub(super) fn routes() -> Router<http::State> {
    Router::new().route("/calendars/workshops/{workshop_file}", get(workshop)).route("/calendars/groups/{group_file}", get(group))
}

/// The route for programs.
pub(super) fn feed_route() -> Router<http::State> {
    Router::new().route("/calendars/feeds/{feed_file}", get(feed))
}

/// What stands before `.ics`.
fn named<T: FromStr>(file: &str) -> Result<T, Refusal> {
    file.strip_suffix(".ics").and_then(|name| name.parse().ok()).ok_or(Refusal::NotFound)
}

/// One workshop, to be put into a calendar once. While its date is to be confirmed there is nothing to put there.
async fn workshop(
    State(state): State<http::State>,
    Extension(actor): Extension<Actor>,
    Path(file): Path<String>,
    asked: HeaderMap,
) -> Result<Response, Refusal> {
    let Actor::Person(person) = &actor else { return Err(Refusal::SignedOut) };
    let workshop = calendars::workshop(&state.database, named::<WorkshopId>(&file)?).await?.ok_or(Refusal::NotFound)?;
    may(&actor, Action::ViewGroup, Subject::Group(workshop.group))?;
    if workshop.time.is_none() {
        return Err(Refusal::NotFound);
    }
    let (name, file) = (workshop.group_name.clone(), format!("workshop-{}.ics", workshop.number));
    let calendar = Calendar { name: &name, site: &state.site_origin.0, occasions: vec![Occasion::of(person, workshop)] };
    answer(&calendar, &file, &asked, ASK)
}

/// A group's workshops, to be put into a calendar once.
async fn group(
    State(state): State<http::State>,
    Extension(actor): Extension<Actor>,
    Path(file): Path<String>,
    asked: HeaderMap,
) -> Result<Response, Refusal> {
    let group: WorkGroupId = named(&file)?;
    may(&actor, Action::ViewGroup, Subject::Group(group))?;
    of_group(&state, group, &asked, ASK).await
}

/// What a link shows: its owner's workshops, or those of a group that its owner may see. Whether a secret was stopped, or never was one, is told
/// to nobody.
async fn feed(State(state): State<http::State>, Path(file): Path<String>, asked: HeaderMap) -> Result<Response, Refusal> {
    let secret: String = named(&file)?;
    let feed = feeds::open(&state.database, &secret).await?.ok_or(Refusal::NotFound)?;
    let actor = sign_in::actor_of_account(&state.database, feed.person).await?;
    let Actor::Person(person) = &actor else { return Err(Refusal::NotFound) };
    let answer = match feed.group {
        Some(group) => {
            may(&actor, Action::ViewGroup, Subject::Group(group)).map_err(|_| Refusal::NotFound)?;
            of_group(&state, group, &asked, A_WHILE).await?
        }
        None => of_person(&state, person, &actor, &asked).await?,
    };
    feeds::mark_read(&state.database, &feed).await;
    Ok(answer)
}

async fn of_group(state: &http::State, group: WorkGroupId, asked: &HeaderMap, kept: &str) -> Result<Response, Refusal> {
    let workshops = calendars::of_group(&state.database, group).await?;
    let name = workshops.first().map_or_else(|| "Workshops".to_owned(), |first| format!("{}: workshops", first.group_name));
    let occasions = workshops.into_iter().map(Occasion::whole).collect();
    answer(&Calendar { name: &name, site: &state.site_origin.0, occasions }, "workshops.ics", asked, kept)
}

async fn of_person(state: &http::State, person: &Person, actor: &Actor, asked: &HeaderMap) -> Result<Response, Refusal> {
    let own = person.leads.iter().chain(&person.groups).copied();
    let groups: Vec<WorkGroupId> = own.filter(|group| may(actor, Action::ViewGroup, Subject::Group(*group)).is_ok()).collect();
    let workshops = calendars::of_person(&state.database, person, &groups).await?;
    let occasions = workshops.into_iter().map(|workshop| Occasion::of(person, workshop)).collect();
    answer(&Calendar { name: "Work Group workshops", site: &state.site_origin.0, occasions }, "workshops.ics", asked, A_WHILE)
}

/// The calendar, or that it is as it was.
fn answer(calendar: &Calendar, file: &str, asked: &HeaderMap, kept: &str) -> Result<Response, Refusal> {
    let text = calendar.to_text().map_err(|error| Refusal::failed(&error))?;
    let tag = tag(&text);
    let is_known = is_known(asked, &tag);
    let kept = [(ETAG, tag), (CACHE_CONTROL, kept.to_owned())];
    if is_known {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    let said = [(CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, format!("inline; filename=\"{file}\""))];
    Ok((kept, said, text).into_response())
}

/// Weak: compressed it is the same calendar in other bytes.
fn tag(text: &str) -> String {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    format!("W/\"{:016x}\"", hasher.finish())
}

fn is_known(asked: &HeaderMap, tag: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let lines = asked.get_all(IF_NONE_MATCH).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|one| one.trim() == "*" || opaque(one) == opaque(tag))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_tag_is_known_among_others_and_however_strong() {
        let tag = tag("BEGIN:VCALENDAR");
        assert_eq!((tag.len(), tag == super::tag("BEGIN:VCALENDAR ")), (20, false));
        let asked = |value: &str| HeaderMap::from_iter([(IF_NONE_MATCH, value.parse::<HeaderValue>().expect("a header"))]);
        for value in [tag.clone(), tag.trim_start_matches("W/").to_owned(), format!("\"x\", {tag}"), "*".to_owned()] {
            assert!(is_known(&asked(&value), &tag), "{value}");
        }
        assert!(!is_known(&asked("W/\"x\""), &tag) && !is_known(&HeaderMap::new(), &tag));
    }

    #[test]
    fn only_what_ends_in_ics_names_anything() {
        assert_eq!(named::<u8>("7.ics"), Ok(7));
        for file in ["7", "7.ICS", ".ics", "7.ics.ics", "x.ics"] {
            assert_eq!(named::<u8>(file), Err(Refusal::NotFound), "{file}");
        }
    }
}
