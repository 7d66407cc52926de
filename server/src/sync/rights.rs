//! X13: whoever is connected is asked again what they may, as soon as anything is written that decides it, and each minute
//! because some rights begin and end with a day. A socket was let in for what was true then.

use std::collections::HashMap;
use std::sync::Weak;
use std::time::Duration;

use model::accounts::roles::Actor;
use model::documents::Kind;
use model::ids::DocumentId;
use model::live::protocol::CloseCode;
use model::permission::{Subject, may};
use store::accounts::sign_in;
use store::{Database, StoreError, live, twilights};
use tokio::time::{Instant, sleep};

use super::registry::Registry;

/// What kind of document it is, and whose.
type Whose = (Kind, Subject);

/// How often it is looked whether anything that decides a right was written: one row is read.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// How often everybody is asked whatever was written.
const ASK_EVERY: Duration = Duration::from_secs(60);

/// Looks after the rights of everybody connected, until the engine stops.
pub(super) async fn watch(registry: Weak<Registry>) {
    let (mut seen, mut asked, mut well) = (None, Instant::now(), true);
    loop {
        sleep(LOOK_EVERY).await;
        let Some(registry) = registry.upgrade().filter(|registry| !registry.is_closing()) else { return };
        let everybody = asked.elapsed() >= ASK_EVERY;
        match look(&registry, seen, everybody).await {
            Ok(number) => {
                if everybody || number != seen {
                    asked = Instant::now();
                }
                (seen, well) = (number, true);
            }
            Err(error) => {
                // Once for each time that it goes wrong: it is tried again very soon.
                if std::mem::take(&mut well) {
                    tracing::error!(%error, "nobody could be asked again what they may do");
                }
            }
        }
    }
}

/// Asks everybody, or those who have just come, and returns the number of the last change that was seen before.
async fn look(registry: &Registry, seen: Option<i64>, everybody: bool) -> Result<Option<i64>, StoreError> {
    if !registry.has_sockets() {
        // Whoever comes is asked as a newcomer.
        return Ok(None);
    }
    // Read first: what is written while people are being asked counts as not seen.
    let number = Some(sign_in::rights_number(&registry.database).await?);
    let mut known = HashMap::new();
    for (sign_in, sockets) in registry.sockets_to_ask(everybody || number != seen) {
        // A sign-in of another kind than ours is looked after by whoever let it in.
        let Some(actor) = actor_of(&registry.database, &sign_in.0).await? else { continue };
        if actor == Actor::Anonymous {
            registry.sign_out(&sign_in);
            continue;
        }
        for socket in sockets {
            let Some(outbound) = socket.outbound.upgrade() else { continue };
            let found = find(registry, &mut known, socket.document).await?;
            if let Some(code) = verdict(&actor, found, socket.may_write) {
                outbound.close(code);
            }
            registry.asked(&sign_in, &outbound);
        }
    }
    Ok(number)
}

/// Who a sign-in belongs to: a person, or a guest of a twilight.
async fn actor_of(database: &Database, sign_in: &str) -> Result<Option<Actor>, StoreError> {
    match twilights::actor_of_session(database, sign_in).await? {
        Some(guest) => Ok(Some(guest)),
        None => sign_in::actor_of_session(database, sign_in).await,
    }
}

async fn find(
    registry: &Registry,
    known: &mut HashMap<DocumentId, Option<Whose>>,
    document: DocumentId,
) -> Result<Option<Whose>, StoreError> {
    if let Some(found) = known.get(&document) {
        return Ok(*found);
    }
    let found = live::find(&registry.database, document).await?;
    known.insert(document, found);
    Ok(found)
}

/// Why a socket is to be closed, if it is: its document has gone, or what it was let in for may not be done any more. Whoever may do
/// more by now keeps the socket, and can do that once the page is loaded again.
fn verdict(actor: &Actor, found: Option<Whose>, may_write: bool) -> Option<CloseCode> {
    let Some((kind, subject)) = found else {
        return Some(CloseCode::Gone);
    };
    let action = if may_write { kind.edit() } else { kind.view() };
    if may(actor, action, subject).is_ok() {
        return None;
    }
    Some(if may(actor, action, subject.unlocked()).is_ok() { CloseCode::Locked } else { CloseCode::Forbidden })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use sqlx::Connection;
    use tokio::sync::mpsc;

    use super::*;
    use crate::fixture;
    use crate::sync::SignIn;
    use crate::sync::outbound::Outbound;
    use crate::sync::registry::OpenSocket;

    #[tokio::test]
    async fn x13_a_right_that_ends_by_itself_is_missed_until_everybody_is_asked() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("rights.db");
        let database = store::Database::open(&file, true).await?;
        database.migrate().await?;
        let made = fixture::create(&database, Kind::Board, 1, 1, false).await?;
        let token = made.cookies[0].split_once('=').ok_or("a cookie")?.1;
        let registry = Registry::new(database, mpsc::channel(1).0, None);
        let outbound = Arc::new(Outbound::default());
        let socket = OpenSocket::new(&outbound, made.documents[0].to_string().parse()?, true);
        registry.signed_in(SignIn(sign_in::fingerprint(token).into()), socket);
        let seen = look(&registry, None, false).await?;
        assert!(seen.is_some() && !outbound.is_closing(), "it may be open");
        // The session's time is over, which nobody writes down.
        let mut connection = sqlx_sqlite::SqliteConnection::connect(&file.to_string_lossy()).await?;
        sqlx::query("update session set expires_at = 1").execute(&mut connection).await?;
        assert_eq!(look(&registry, seen, false).await?, seen);
        assert!(!outbound.is_closing());
        look(&registry, seen, true).await?;
        assert!(outbound.is_closing());
        Ok(())
    }
}
