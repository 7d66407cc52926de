//! `/api/workshops/…/running`: how a workshop stands that is being run, for every device that shows it. Asked for once, or as events: each has all
//! there is to know and the server's time, so that a device which slept or missed some is right with the next.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use app::context::RunAnnouncer;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use chrono::Utc;
use futures_util::stream::unfold;
use model::accounts::roles::Actor;
use model::ids::{AuthorId, WorkGroupId, WorkshopId};
use model::permission::{Action, Denied, Subject, may};
use pages::running::picture::{Picture, Told};
use store::accounts::sign_in;
use store::workshops::planner;
use store::{Database, StoreError, twilights};
use tokio::sync::watch;
use tokio::time::{Instant, timeout};

use super::refusal::Refusal;
use crate::http;
use crate::sync::SignIn;

/// So long a stream says nothing at most: then it looks whether a time has moved on or a plan was changed, and whether whoever listens still may.
const LOOK_EVERY: Duration = Duration::from_secs(10);
/// What was looked up is good for all devices that ask within so long, unless something is pressed.
const FRESH: Duration = Duration::from_secs(1);
/// Somebody's telephone, laptop, tablet, the wall, and as many again.
const STREAMS_OF_A_PERSON: usize = 8;
/// Of all people together.
const STREAMS: usize = 2000;

/// The workshops that somebody looks at. Clones are handles to the same.
#[derive(Clone, Default)]
pub(super) struct Runs(Arc<Mutex<Watched>>);

#[derive(Default)]
struct Watched {
    workshops: HashMap<WorkshopId, Weak<Run>>,
    /// How many streams each has.
    streams: HashMap<AuthorId, usize>,
}

/// One of them.
struct Run {
    workshop: WorkshopId,
    /// Counts what was pressed.
    pressed: watch::Sender<u64>,
    seen: tokio::sync::Mutex<Option<Seen>>,
}

struct Seen {
    /// What was pressed before.
    pressed: u64,
    at: Instant,
    told: Arc<Told>,
}

impl Runs {
    /// For forms: tells all devices.
    pub(super) fn announcer(&self) -> RunAnnouncer {
        let runs = self.clone();
        RunAnnouncer(Arc::new(move |workshop| {
            let run = locked(&runs.0).workshops.get(&workshop).and_then(Weak::upgrade);
            if let Some(run) = run {
                run.pressed.send_modify(|pressed| *pressed += 1);
            }
        }))
    }

    fn of(&self, workshop: WorkshopId) -> Arc<Run> {
        let mut watched = locked(&self.0);
        if let Some(run) = watched.workshops.get(&workshop).and_then(Weak::upgrade) {
            return run;
        }
        watched.workshops.retain(|_, run| run.strong_count() > 0);
        let run = Arc::new(Run { workshop, pressed: watch::Sender::new(0), seen: tokio::sync::Mutex::default() });
        watched.workshops.insert(workshop, Arc::downgrade(&run));
        run
    }

    /// A place for one more stream, unless it is one too many.
    fn place(&self, person: AuthorId) -> Option<Place> {
        let mut watched = locked(&self.0);
        let all: usize = watched.streams.values().sum();
        let own = watched.streams.get(&person).copied().unwrap_or_default();
        if all >= STREAMS || own >= STREAMS_OF_A_PERSON {
            return None;
        }
        watched.streams.insert(person, own + 1);
        drop(watched);
        Some(Place { runs: self.clone(), person })
    }
}

/// One stream's, until it ends.
struct Place {
    runs: Runs,
    person: AuthorId,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut watched = locked(&self.runs.0);
        if let Some(own) = watched.streams.get_mut(&self.person) {
            *own -= 1;
            if *own == 0 {
                watched.streams.remove(&self.person);
            }
        }
    }
}

impl Run {
    /// How it stands. Thirty devices that hear of a press look it up once.
    async fn look(&self, database: &Database) -> Result<Arc<Told>, Refusal> {
        let mut seen = self.seen.lock().await;
        let pressed = *self.pressed.borrow();
        if let Some(seen) = seen.as_ref().filter(|seen| seen.pressed == pressed && seen.at.elapsed() < FRESH) {
            return Ok(seen.told.clone());
        }
        let told = Arc::new(Picture::load(database, self.workshop).await?.told());
        *seen = Some(Seen { pressed, at: Instant::now(), told: told.clone() });
        Ok(told)
    }
}

fn locked(watched: &Mutex<Watched>) -> MutexGuard<'_, Watched> {
    // What it holds is changed whole or not at all.
    watched.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The routes. They need an `Extension<Actor>`.
pub(super) fn routes(runs: &Runs) -> Router<http::State> {
    Router::new()
        .route("/api/workshops/{workshop}/running", get(now))
        .route("/api/workshops/{workshop}/running/events", get(events))
        .layer(Extension(runs.clone()))
}

/// A workshop that whoever asks may look at.
struct Asked {
    workshop: WorkshopId,
    group: WorkGroupId,
    person: AuthorId,
}

impl Asked {
    /// What whoever asks is told.
    fn to_json(&self, told: &Told) -> String {
        let now = Utc::now().timestamp_millis();
        match self.person {
            AuthorId::Guest(_) => told.to_guests().to_json(now),
            AuthorId::Person(_) => told.to_json(now),
        }
    }
}

async fn admit(state: &http::State, actor: &Actor, workshop: &str) -> Result<Asked, Refusal> {
    let person = match actor {
        Actor::Person(person) => person.id.into(),
        Actor::Guest(guest) => guest.id.into(),
        Actor::Anonymous => return Err(Refusal::SignedOut),
    };
    let workshop: WorkshopId = workshop.parse().map_err(|_| Refusal::NotFound)?;
    let group = planner::find(&state.database, workshop).await?.ok_or(Refusal::NotFound)?.group;
    may_look(actor, workshop, group)?;
    Ok(Asked { workshop, group, person })
}

/// The group's people, and the guests of this workshop's twilight: all of it stands on the wall before them.
fn may_look(actor: &Actor, workshop: WorkshopId, group: WorkGroupId) -> Result<(), Denied> {
    match actor {
        Actor::Guest(guest) if guest.workshop == workshop => Ok(()),
        _ => may(actor, Action::ViewGroup, Subject::Group(group)),
    }
}

/// How it stands now.
async fn now(
    State(state): State<http::State>,
    Extension(runs): Extension<Runs>,
    Extension(actor): Extension<Actor>,
    Path(workshop): Path<String>,
) -> Result<Response, Refusal> {
    let asked = admit(&state, &actor, &workshop).await?;
    let told = runs.of(asked.workshop).look(&state.database).await?;
    let headers = [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")];
    Ok((headers, asked.to_json(&told)).into_response())
}

/// The same again and again: at once when something is pressed, else every few seconds, which also shows that the line is open.
async fn events(
    State(state): State<http::State>,
    Extension(runs): Extension<Runs>,
    Extension(actor): Extension<Actor>,
    sign_in: Option<Extension<SignIn>>,
    Path(workshop): Path<String>,
) -> Result<Response, Refusal> {
    let asked = admit(&state, &actor, &workshop).await?;
    let Some(place) = runs.place(asked.person) else {
        let words = "This workshop is open on too many of your devices. Close it on one of them; here it is asked for from time to time.\n";
        return Ok((StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, "10")], words).into_response());
    };
    let run = runs.of(asked.workshop);
    let mut pressed = run.pressed.subscribe();
    // The first event comes at once.
    pressed.mark_changed();
    let sign_in = sign_in.map(|Extension(sign_in)| sign_in);
    let stream = Stream { state, run, asked, sign_in, pressed, admitted: Instant::now(), _place: place };
    let sent = unfold(stream, |mut stream| async move {
        let event = stream.next().await?;
        Some((Ok::<_, Infallible>(event), stream))
    });
    let headers = [
        (CONTENT_TYPE, "text/event-stream"),
        (CACHE_CONTROL, "no-store, no-transform"),
        // nginx gathers what a server says unless it is asked not to.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    Ok((headers, Body::from_stream(sent)).into_response())
}

struct Stream {
    state: http::State,
    run: Arc<Run>,
    asked: Asked,
    sign_in: Option<SignIn>,
    pressed: watch::Receiver<u64>,
    /// When it was last known that whoever listens may.
    admitted: Instant,
    _place: Place,
}

impl Stream {
    /// The next event; nothing when whoever listens may not any more, or the server is about to stop.
    async fn next(&mut self) -> Option<String> {
        tokio::select! {
            _ = timeout(LOOK_EVERY, self.pressed.changed()) => {}
            () = self.state.stopping.cancelled() => return None,
        }
        // A right that has ended is seen within one such time, however much is pressed.
        if self.admitted.elapsed() >= LOOK_EVERY {
            if !self.may_still().await {
                return None;
            }
            self.admitted = Instant::now();
        }
        let told = self.run.look(&self.state.database).await.ok()?;
        Some(format!("data: {}\n\n", self.asked.to_json(&told)))
    }

    async fn may_still(&self) -> bool {
        let Some(sign_in) = &self.sign_in else { return true };
        // Where the database does not answer for a moment, it is asked again.
        let actor = actor_of(&self.state.database, sign_in).await.ok().flatten();
        actor.is_none_or(|actor| may_look(&actor, self.asked.workshop, self.asked.group).is_ok())
    }
}

/// Who a sign-in belongs to by now: a person, or a guest of a twilight. `None` for one of another kind.
async fn actor_of(database: &Database, sign_in: &SignIn) -> Result<Option<Actor>, StoreError> {
    match twilights::actor_of_session(database, &sign_in.0).await? {
        Some(guest) => Ok(Some(guest)),
        None => sign_in::actor_of_session(database, &sign_in.0).await,
    }
}

#[cfg(test)]
mod tests {
    use model::ids::PersonId;

    use super::*;

    #[test]
    fn one_person_has_a_few_streams_and_gives_their_places_back() {
        let runs = Runs::default();
        let (one, other): (AuthorId, AuthorId) = (PersonId::generate().into(), PersonId::generate().into());
        let held: Vec<Option<Place>> = (0..STREAMS_OF_A_PERSON).map(|_| runs.place(one)).collect();
        assert!(held.iter().all(Option::is_some));
        assert!(runs.place(one).is_none() && runs.place(other).is_some());
        drop(held);
        assert!(runs.place(one).is_some());
        assert!(locked(&runs.0).streams.is_empty());
    }

    #[test]
    fn a_workshop_that_nobody_looks_at_is_forgotten_and_one_that_is_hears_of_presses() {
        let runs = Runs::default();
        let workshop = WorkshopId::generate();
        let run = runs.of(workshop);
        let hears = run.pressed.subscribe();
        let announcer = runs.announcer();
        (announcer.0)(workshop);
        (announcer.0)(WorkshopId::generate());
        assert!(Arc::ptr_eq(&run, &runs.of(workshop)));
        assert!(hears.has_changed().is_ok_and(|changed| changed));
        drop((run, hears));
        runs.of(WorkshopId::generate());
        assert_eq!(locked(&runs.0).workshops.len(), 1);
    }
}
