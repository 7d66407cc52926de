//! `GET /sync/{document}`: who may connect, decided before the upgrade, and what a connection is, whatever carries it.

use std::sync::{Arc, Weak};

use axum::Extension;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{CloseFrame, Message, WebSocketUpgrade};
use axum::extract::{Path, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::{Sink, Stream, StreamExt};
use model::accounts::roles::Actor;
use model::ids::{AuthorId, DocumentId};
use model::live::protocol::{CloseCode, SUBPROTOCOL};
use model::permission::may;
use store::live;
use tokio::time::timeout;

use super::limits::{CLOSE_GRACE, MAX_FRAME, READ_BUFFER, WRITE_BUFFER};
use super::outbound::Outbound;
use super::registry::{OpenSocket, Registry, Seat};
use super::room::{Event, Peer};
use super::{Sync, session, task};
use crate::listen;

/// Names one sign-in, whatever it is to the HTTP layer: signing out closes its sockets. Put on requests as an extension.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SignIn(pub Arc<str>);

/// Who is let in to a document, and for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Admitted {
    pub(super) document: DocumentId,
    pub(super) author: AuthorId,
    name: String,
    school: String,
    may_write: bool,
}

impl Admitted {
    /// As the room knows them. `extended` is whether their client understands our own messages.
    pub(super) fn peer(self, extended: bool) -> Peer {
        let Self { author, name, school, may_write, .. } = self;
        Peer { person: author, name, school, may_write, extended }
    }
}

/// Connects a signed-in person, or a guest of a twilight, to a document's room.
pub(super) async fn connect(
    State(sync): State<Sync>,
    Path(document): Path<String>,
    actor: Option<Extension<Actor>>,
    sign_in: Option<Extension<SignIn>>,
    headers: HeaderMap,
    held: Option<Extension<Weak<listen::Place>>>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    let registry = sync.registry;
    let held = held.and_then(|Extension(held)| held.upgrade());
    let actor = actor.map(|Extension(actor)| actor);
    let admitted = match admit(&registry, &document, actor, &headers).await {
        Ok(admitted) => admitted,
        Err(StatusCode::LOCKED) => return locked(upgrade, held),
        Err(status) => return status.into_response(),
    };
    let upgrade = match upgrade {
        Ok(upgrade) => upgrade.protocols([SUBPROTOCOL]),
        Err(rejection) => return rejection.into_response(),
    };
    let extended = upgrade.selected_protocol().is_some();
    let document = admitted.document;
    let peer = admitted.peer(extended);
    let sign_in = sign_in.map(|Extension(sign_in)| sign_in);
    upgrade
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(WRITE_BUFFER)
        // The room refuses what is over the limit with a code; twice that is not even read.
        .max_message_size(2 * MAX_FRAME)
        .max_frame_size(2 * MAX_FRAME)
        .on_upgrade(move |socket| async move {
            let (outgoing, incoming) = socket.split();
            serve(registry, document, peer, sign_in, incoming, outgoing).await;
            drop(held);
        })
}

/// X14: says over the connection itself that the document is locked for now. Of an upgrade that is refused a browser tells its page nothing.
fn locked(upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>, held: Option<Arc<listen::Place>>) -> Response {
    let Ok(upgrade) = upgrade.map(|upgrade| upgrade.protocols([SUBPROTOCOL])) else { return StatusCode::LOCKED.into_response() };
    // A stock client takes every upgrade for a success, and comes back at once after each: refused, it waits longer and longer.
    if upgrade.selected_protocol().is_none() {
        return StatusCode::LOCKED.into_response();
    }
    upgrade.max_message_size(MAX_FRAME).on_upgrade(move |mut socket| async move {
        let frame = CloseFrame { code: CloseCode::Locked.number(), reason: "".into() };
        let goodbye = async {
            let _ = socket.send(Message::Close(Some(frame))).await;
            // The peer closes the connection; what it still sends is not read.
            while matches!(socket.recv().await, Some(Ok(message)) if !matches!(message, Message::Close(_))) {}
        };
        let _ = timeout(CLOSE_GRACE, goodbye).await;
        drop(held);
    })
}

/// X8 and X14: who is let in, and whether to write. The order matters: strangers learn nothing about which documents there are.
pub(super) async fn admit(registry: &Registry, document: &str, actor: Option<Actor>, headers: &HeaderMap) -> Result<Admitted, StatusCode> {
    if !is_own_origin(headers, registry.public_origin.as_deref()) {
        return Err(StatusCode::FORBIDDEN);
    }
    let actor = actor.unwrap_or(Actor::Anonymous);
    let (author, name, school) = face(&actor).ok_or(StatusCode::UNAUTHORIZED)?;
    if registry.is_closing() {
        return Err(StatusCode::SERVICE_UNAVAILABLE);
    }
    let document: DocumentId = document.parse().map_err(|_| StatusCode::NOT_FOUND)?;
    let found = live::find(&registry.database, document).await.map_err(|error| {
        tracing::error!(document.id = %document, %error, "document {document} could not be looked up");
        StatusCode::INTERNAL_SERVER_ERROR
    })?;
    let (kind, subject) = found.ok_or(StatusCode::NOT_FOUND)?;
    may(&actor, kind.view(), subject).map_err(|_| StatusCode::FORBIDDEN)?;
    let may_write = may(&actor, kind.edit(), subject).is_ok();
    if !may_write && may(&actor, kind.edit(), subject.unlocked()).is_ok() {
        return Err(StatusCode::LOCKED);
    }
    Ok(Admitted { document, author, name: name.to_owned(), school: school.to_owned(), may_write })
}

/// Who asks, as others see them: id, name and school. `None` for nobody.
pub(super) fn face(actor: &Actor) -> Option<(AuthorId, &str, &str)> {
    match actor {
        Actor::Person(person) => Some((person.id.into(), person.name.as_str(), person.school_name.as_str())),
        Actor::Guest(guest) => Some((guest.id.into(), guest.name.as_str(), guest.school_name.as_str())),
        Actor::Anonymous => None,
    }
}

/// Whether a request comes from our own pages. Without an `Origin` it comes from no browser, and can't ride on a browser's cookie.
pub(super) fn is_own_origin(headers: &HeaderMap, public_origin: Option<&str>) -> bool {
    let Some(origin) = headers.get(ORIGIN) else {
        return true;
    };
    let Ok(origin) = origin.to_str() else {
        return false;
    };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let authority = origin.split_once("://").map(|(_, authority)| authority);
    public_origin.is_some_and(|public| public.trim_end_matches('/').eq_ignore_ascii_case(origin))
        || matches!((authority, host), (Some(authority), Some(host)) if authority.eq_ignore_ascii_case(host))
}

/// A session's life: a seat in the room, and back out of it.
pub(super) async fn serve<E>(
    registry: Arc<Registry>,
    document: DocumentId,
    peer: Peer,
    sign_in: Option<SignIn>,
    incoming: impl Stream<Item = Result<Message, E>>,
    outgoing: impl Sink<Message>,
) {
    let outbound = Arc::new(Outbound::default());
    if let Some(sign_in) = &sign_in {
        registry.signed_in(sign_in.clone(), OpenSocket::new(&outbound, document, peer.may_write));
    }
    let seat = registry.join(document);
    join_and_run(&seat, peer, &outbound, incoming, outgoing).await;
    let _ = seat.room.send(task::Message::Event(Event::Disconnected { session: seat.session })).await;
    drop(seat);
    if let Some(sign_in) = &sign_in {
        registry.socket_closed(sign_in, &outbound);
    }
}

async fn join_and_run<E>(
    seat: &Seat,
    peer: Peer,
    outbound: &Arc<Outbound>,
    incoming: impl Stream<Item = Result<Message, E>>,
    outgoing: impl Sink<Message>,
) {
    let join = task::Message::Join { session: seat.session, peer: Box::new(peer), outbound: outbound.clone() };
    if seat.room.send(join).await.is_err() {
        // The room went in this very moment: the next try finds a fresh one.
        outbound.close(CloseCode::Failed);
    }
    session::run(incoming, outgoing, seat.session, &seat.room, outbound).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(origin: Option<&str>) -> HeaderMap {
        let origin = origin.map(|origin| (ORIGIN, origin.parse().expect("a header")));
        [(HOST, "board.example:3000".parse().expect("a header"))].into_iter().chain(origin).collect()
    }

    #[test]
    fn x8_only_our_own_pages_or_no_browser_at_all_may_connect() {
        assert!(is_own_origin(&headers(None), None));
        assert!(is_own_origin(&headers(Some("http://board.example:3000")), None));
        for foreign in ["http://evil.example", "http://board.example", "null", "http://board.example:3000.evil.example"] {
            assert!(!is_own_origin(&headers(Some(foreign)), None), "{foreign}");
        }
        assert!(is_own_origin(&headers(Some("https://twilight.example")), Some("https://twilight.example/")));
    }
}
