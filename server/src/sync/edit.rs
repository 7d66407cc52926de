//! An edit that a page makes on a board which its person does not have open. It goes through the board's room, as if they had opened it and
//! made it there: whoever is on the board sees it at once, and nothing is written behind the room's back.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::ws;
use bytes::Bytes;
use futures_util::{sink, stream};
use model::board::Board;
use model::ids::DocumentId;
use model::protocol::{CloseCode, Message};
use model::replica::Replica;
use model::roles::Person;
use store::documents;
use tokio::sync::mpsc;
use tokio::time::timeout;

use super::Sync;
use super::limits::OUTBOUND_FRAMES;
use super::room::Peer;
use super::upgrade::serve;

/// As long as a batch may take, and the loading before it: whoever waits is at a form.
const PATIENCE: Duration = Duration::from_secs(15);

/// Why an edit is not on the board for certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The board has no room for it.
    #[error("the board is full")]
    Full,
    /// The room did not take it, or could not save it in time.
    #[error("the edit was not saved")]
    NotSaved,
}

impl Sync {
    /// Makes an edit for `person`, who may (whoever calls has asked), and returns when it is on the disk.
    ///
    /// # Errors
    /// See [`EditError`].
    pub async fn edit(
        &self,
        document: DocumentId,
        person: &Person,
        make: impl FnOnce(&mut Board) -> Option<Vec<u8>> + Send,
    ) -> Result<(), EditError> {
        let (say, said) = mpsc::channel::<Bytes>(2);
        let (tell, mut told) = mpsc::channel::<ws::Message>(OUTBOUND_FRAMES);
        let incoming = Box::pin(stream::unfold(said, |mut said| async {
            let frame = said.recv().await?;
            Some((Ok::<_, Infallible>(ws::Message::Binary(frame)), said))
        }));
        let outgoing = Box::pin(sink::unfold(tell, |tell, message| async { tell.send(message).await.map(|()| tell) }));
        let peer =
            Peer { person: person.id, name: person.name.clone(), school: person.school_name.clone(), may_write: true, extended: true };
        tokio::spawn(serve(self.registry.clone(), document, peer, None, incoming, outgoing));
        let mut board = Board::new(Replica::with_random_client());
        let made = timeout(PATIENCE, converse(&mut board, &say, &mut told, make)).await.unwrap_or(Err(EditError::NotSaved));
        // The session ends with its stream, and its last words are read until then.
        drop(say);
        if made == Ok(true) {
            let client = board.replica().client();
            if let Err(error) = documents::add_author(&self.registry.database, document, client, person.id).await {
                tracing::warn!(document.id = %document, %error, "whose an edit of document {document} is could not be noted");
            }
        }
        made.map(|_| ())
    }
}

/// Asks for the document, makes the edit, and waits until it is saved; `false` when it changed nothing.
async fn converse(
    board: &mut Board,
    say: &mpsc::Sender<Bytes>,
    told: &mut mpsc::Receiver<ws::Message>,
    make: impl FnOnce(&mut Board) -> Option<Vec<u8>>,
) -> Result<bool, EditError> {
    let send = async |message: Message| say.send(message.encode().into()).await.map_err(|_| EditError::NotSaved);
    send(Message::SyncStep1(board.replica().state_vector())).await?;
    let mut make = Some(make);
    while let Some(message) = told.recv().await {
        let frame = match message {
            ws::Message::Binary(frame) => frame,
            ws::Message::Close(Some(frame)) if frame.code == CloseCode::TooLarge.number() => return Err(EditError::Full),
            ws::Message::Close(_) => return Err(EditError::NotSaved),
            _ => continue,
        };
        for message in Message::decode_frame(&frame).map_err(|_| EditError::NotSaved)? {
            match message {
                Message::SyncStep2(update) => {
                    board.apply(&update).map_err(|_| EditError::NotSaved)?;
                    let Some(make) = make.take() else { continue };
                    match make(board) {
                        Some(update) => send(Message::Update(update)).await?,
                        None => return Ok(false),
                    }
                }
                Message::Saved { frames, .. } if make.is_none() && frames > 0 => return Ok(true),
                _ => {}
            }
        }
    }
    Err(EditError::NotSaved)
}
