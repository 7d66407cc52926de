//! A room's loop: one task owns one room. It brings the messages, the clock and the disk's answers in, and carries the effects out.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;

use model::ids::DocumentId;
use model::live::protocol::CloseCode;
use store::{StoreError, live};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

use super::directory::Generation;
use super::limits::{Limits, MAILBOX_BATCH};
use super::outbound::Outbound;
use super::registry::Registry;
use super::room::{Effect, Event, Loaded, Peer, Room, SessionId, Ticket};
use super::writer::{What, Work};

/// What a room is sent.
pub(super) enum Message {
    /// Somebody joins, with the queue to its socket.
    Join { session: SessionId, peer: Box<Peer>, outbound: Arc<Outbound> },
    /// Something else happened at a socket.
    Event(Event),
    /// The process stops.
    Shutdown,
}

/// A room with its surroundings.
struct Task {
    registry: Arc<Registry>,
    document: DocumentId,
    generation: Generation,
    room: Room,
    /// The queues of everybody in the room.
    outbounds: HashMap<SessionId, Arc<Outbound>>,
    answers: mpsc::UnboundedSender<Event>,
    /// Kept between events, so that a quiet room allocates nothing.
    effects: Vec<Effect>,
    /// The room may be forgotten.
    done: bool,
}

/// A room could not go on; the log has the reason.
struct Broken(CloseCode);

/// Loads a document and runs its room until that is unloaded. Messages that come during the load wait in the mailbox (L1).
pub(super) async fn run(registry: Arc<Registry>, document: DocumentId, generation: Generation, mut mailbox: mpsc::Receiver<Message>) {
    let (answers, answered) = mpsc::unbounded_channel();
    let (outbounds, outcome) = match open(&registry, document).await {
        Ok(room) => {
            let (outbounds, effects) = (HashMap::new(), Vec::new());
            let mut task = Task { registry: registry.clone(), document, generation, room, outbounds, answers, effects, done: false };
            let outcome = task.live(&mut mailbox, answered).await;
            (task.outbounds, outcome)
        }
        Err(broken) => (HashMap::new(), Err(broken)),
    };
    // L6: whoever is still here, or was about to come, is told to connect again.
    registry.remove(document, generation);
    let code = outcome.err().map_or(CloseCode::Restarting, |Broken(code)| code);
    for outbound in outbounds.into_values() {
        outbound.close(code);
    }
    mailbox.close();
    while let Some(message) = mailbox.recv().await {
        if let Message::Join { outbound, .. } = message {
            outbound.close(code);
        }
    }
}

async fn open(registry: &Registry, document: DocumentId) -> Result<Room, Broken> {
    let unreadable = |error: StoreError| {
        tracing::error!(document.id = %document, %error, "document {document} could not be loaded");
        Broken(CloseCode::Failed)
    };
    let (kind, _) = live::find(&registry.database, document).await.map_err(unreadable)?.ok_or(Broken(CloseCode::Gone))?;
    let loaded = live::load(&registry.database, document).await.map_err(unreadable)?.ok_or(Broken(CloseCode::Gone))?;
    let loaded = from_store(loaded);
    let now = registry.clock.now();
    match catch_unwind(|| Room::open(kind, Limits::default(), &loaded, now)) {
        Ok(Ok(room)) => Ok(room),
        Ok(Err(error)) => {
            tracing::error!(document.id = %document, %error, "document {document} can't be read");
            Err(Broken(CloseCode::Failed))
        }
        Err(_) => Err(Broken(CloseCode::Failed)),
    }
}

fn from_store(loaded: live::Loaded) -> Loaded {
    Loaded { snapshot: loaded.snapshot, updates: loaded.updates, through: loaded.through, rows: loaded.rows, former: loaded.former }
}

impl Task {
    async fn live(&mut self, mailbox: &mut mpsc::Receiver<Message>, mut answered: mpsc::UnboundedReceiver<Event>) -> Result<(), Broken> {
        let mut messages = Vec::with_capacity(MAILBOX_BATCH);
        let mut timer = pin!(sleep_until(Instant::now()));
        while !self.done {
            let deadline = self.room.next_deadline().map(|at| self.registry.clock.instant(at));
            if let Some(deadline) = deadline.filter(|deadline| *deadline != timer.deadline()) {
                timer.as_mut().reset(deadline);
            }
            tokio::select! {
                biased;
                Some(answer) = answered.recv() => self.handle(answer)?,
                () = &mut timer, if deadline.is_some() => self.handle(Event::Tick)?,
                count = mailbox.recv_many(&mut messages, MAILBOX_BATCH) => {
                    if count == 0 {
                        return Ok(());
                    }
                    for message in messages.drain(..) {
                        self.take(message)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn take(&mut self, message: Message) -> Result<(), Broken> {
        match message {
            Message::Join { session, peer, outbound } => {
                self.outbounds.insert(session, outbound);
                self.handle(Event::Connected { session, peer })
            }
            Message::Event(event) => {
                if let Event::Disconnected { session } = event {
                    self.outbounds.remove(&session);
                }
                self.handle(event)
            }
            Message::Shutdown => self.handle(Event::Shutdown),
        }
    }

    /// Hands an event to the room, carries out what it asks for, and tells it whose queue was full before anything else happens.
    fn handle(&mut self, event: Event) -> Result<(), Broken> {
        self.step(event)?;
        let mut full = Vec::new();
        let mut effects = std::mem::take(&mut self.effects);
        for effect in effects.drain(..) {
            self.carry_out(effect, &mut full);
        }
        self.effects = effects;
        for session in full {
            self.step(Event::Overflowed { session })?;
        }
        Ok(())
    }

    /// L6: a panic in here is of one document, and costs its people a reconnect.
    fn step(&mut self, event: Event) -> Result<(), Broken> {
        let now = self.registry.clock.now();
        let step = AssertUnwindSafe(|| self.room.handle(event, now, &mut self.effects));
        catch_unwind(step).map_err(|_| {
            tracing::error!(document.id = %self.document, "document {} made its room panic", self.document);
            Broken(CloseCode::Failed)
        })
    }

    fn carry_out(&mut self, effect: Effect, full: &mut Vec<SessionId>) {
        match effect {
            Effect::Send { to, frame } => {
                for session in to {
                    let fits = self.outbounds.get(&session).is_none_or(|outbound| outbound.push(frame.clone()));
                    if !fits && !full.contains(&session) {
                        full.push(session);
                    }
                }
            }
            Effect::Close { session, code, why } => {
                if let Some(outbound) = self.outbounds.remove(&session) {
                    tracing::debug!(document.id = %self.document, ?code, why, "closed a session of document {}", self.document);
                    outbound.close_for(code, why);
                }
            }
            Effect::Append { ticket, updates, clients, former, summary } => {
                self.write(ticket, What::Append { updates, clients, former, summary });
            }
            Effect::Compact { ticket, through, rows, snapshot, summary } => {
                self.write(ticket, What::Compact { through, rows, snapshot, summary });
            }
            Effect::Reload { ticket } => self.reload(ticket),
            Effect::Unload => {
                self.done = self.registry.retire(self.document, self.generation);
                if !self.done {
                    let _ = self.answers.send(Event::Kept);
                }
            }
        }
    }

    /// Gives the writer something to do. When it has too much to do already, that counts as a failure: the room tries again later.
    fn write(&self, ticket: Ticket, what: What) {
        let failed = match &what {
            What::Append { .. } => Event::CommitFailed { ticket },
            What::Compact { .. } => Event::CompactionFailed { ticket },
        };
        let work = Work { document: self.document, ticket, answers: self.answers.clone(), what };
        if self.registry.writer.try_send(work).is_err() {
            let _ = self.answers.send(failed);
        }
    }

    fn reload(&self, ticket: Ticket) {
        let (registry, document, answers) = (self.registry.clone(), self.document, self.answers.clone());
        tokio::spawn(async move {
            let event = match live::load(&registry.database, document).await {
                Ok(Some(loaded)) => Event::Reloaded { ticket, loaded: Box::new(from_store(loaded)) },
                Ok(None) | Err(_) => Event::ReloadFailed { ticket },
            };
            let _ = answers.send(event);
        });
    }
}
