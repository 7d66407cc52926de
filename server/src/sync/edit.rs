//! An edit that a page makes in a document which its person does not have open. It goes through the document's room, as if they had opened it
//! and made it there: whoever is in the document sees it at once, and nothing is written behind the room's back.

use std::convert::Infallible;

use axum::extract::ws;
use bytes::Bytes;
use futures_util::{sink, stream};
use model::accounts::roles::{Actor, Person};
use model::documents::{Kind, OfKind};
use model::ids::DocumentId;
use model::live::protocol::{AwarenessEntry, AwarenessUpdate, CloseCode, Message};
use model::live::replica::{ClientId, Replica};
use model::permission::may;
use store::live;
use tokio::sync::mpsc;
use tokio::time::timeout;

use super::Sync;
use super::limits::{EDIT_TIMEOUT, OUTBOUND_FRAMES};
use super::room::Peer;
use super::upgrade::serve;

/// Why an edit is not in the document for certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The document has no room for it.
    #[error("the document is full")]
    Full,
    /// The room did not take it, or could not save it in time.
    #[error("the edit was not saved")]
    NotSaved,
}

impl Sync {
    /// Makes an edit for `person`, and returns when it is on the disk. That they may was asked by the caller; it is asked once more when the
    /// document has been loaded.
    ///
    /// # Errors
    /// See [`EditError`].
    pub async fn edit<D: OfKind + Send>(
        &self,
        document: DocumentId,
        person: &Person,
        edit: impl FnOnce(&mut D) -> Option<Vec<u8>> + Send,
    ) -> Result<(), EditError> {
        if self.registry.is_closing() {
            return Err(EditError::NotSaved);
        }
        let mut session = self.open_session(document, person);
        timeout(EDIT_TIMEOUT, async {
            let mut copy = D::new(session.load().await?);
            if !self.may_still_edit(D::KIND, document, person).await {
                return Err(EditError::NotSaved);
            }
            match edit(&mut copy) {
                Some(update) => session.save(copy.replica().client(), update).await,
                None => Ok(()),
            }
        })
        .await
        .unwrap_or(Err(EditError::NotSaved))
    }

    /// A session of the room, which ends when it is dropped.
    fn open_session(&self, document: DocumentId, person: &Person) -> Session {
        let (inbound, frames) = mpsc::channel::<Bytes>(2);
        let (messages, outbound) = mpsc::channel::<ws::Message>(OUTBOUND_FRAMES);
        let incoming = Box::pin(stream::unfold(frames, |mut frames| async {
            let frame = frames.recv().await?;
            Some((Ok::<_, Infallible>(ws::Message::Binary(frame)), frames))
        }));
        let outgoing = Box::pin(sink::unfold(messages, |messages, message| async { messages.send(message).await.map(|()| messages) }));
        let peer = Peer {
            person: person.id.into(),
            name: person.name.clone(),
            school: person.school_name.clone(),
            may_write: true,
            extended: true,
        };
        tokio::spawn(serve(self.registry.clone(), document, peer, None, incoming, outgoing));
        Session { inbound, outbound }
    }

    async fn may_still_edit(&self, kind: Kind, document: DocumentId, person: &Person) -> bool {
        let found = live::find(&self.registry.database, document).await.ok().flatten();
        found.is_some_and(|(is, subject)| is == kind && may(&Actor::Person(person.clone()), kind.edit(), subject).is_ok())
    }
}

struct Session {
    inbound: mpsc::Sender<Bytes>,
    outbound: mpsc::Receiver<ws::Message>,
}

impl Session {
    /// The document as the room has it.
    async fn load(&mut self) -> Result<Replica, EditError> {
        let mut replica = Replica::with_random_client();
        self.send(&Message::SyncStep1(replica.state_vector())).await?;
        loop {
            for message in self.receive().await? {
                if let Message::SyncStep2(update) = message {
                    replica.apply(&update).map_err(|_| EditError::NotSaved)?;
                    return Ok(replica);
                }
            }
        }
    }

    /// Sends an update of `client`, and waits until it is on the disk.
    async fn save(&mut self, client: ClientId, update: Vec<u8>) -> Result<(), EditError> {
        // Whose it is goes to the log with it (S7). Gone with the same frame, it is shown to nobody.
        let entry = |clock, state| AwarenessEntry { client, clock, state };
        let claim = AwarenessUpdate(vec![entry(1, Some("{}".to_owned())), entry(2, None)]);
        self.send(&Message::Awareness(claim.encode())).await?;
        self.send(&Message::Update(update)).await?;
        loop {
            let is_saved = |message: &Message| matches!(message, Message::Saved { frames, .. } if *frames > 0);
            if self.receive().await?.iter().any(is_saved) {
                return Ok(());
            }
        }
    }

    async fn send(&self, message: &Message) -> Result<(), EditError> {
        self.inbound.send(message.encode().into()).await.map_err(|_| EditError::NotSaved)
    }

    async fn receive(&mut self) -> Result<Vec<Message>, EditError> {
        loop {
            match self.outbound.recv().await {
                Some(ws::Message::Binary(frame)) => return Message::decode_frame(&frame).map_err(|_| EditError::NotSaved),
                Some(ws::Message::Close(Some(frame))) if frame.code == CloseCode::TooLarge.number() => return Err(EditError::Full),
                Some(ws::Message::Close(_)) | None => return Err(EditError::NotSaved),
                Some(_) => {}
            }
        }
    }
}
