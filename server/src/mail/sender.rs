//! The task that sends what is in the outbox, one committed step at a time (docs/MAIL.md).

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures_util::FutureExt;
use lettre::message::Mailbox;
use store::mail::{self, HandingOver, Outgoing, Refusal};
use store::{Database, StoreError};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};

use super::config::{Pace, SmtpServer};
use super::letter::{self, Parcel};
use super::smtp::{Connection, SmtpError};
use crate::supervise::Tasks;

/// So many messages go over one connection; many servers end it at a hundred.
const A_BATCH: usize = 50;
/// After the outbox itself could not be read or written to.
const PAUSE_AFTER_ERROR: Duration = Duration::from_secs(5);
/// A message that was taken is noted as sent, whatever it costs: so often is it tried, with a pause between.
const NOTE_TRIES: u32 = 10;
const NOTE_PAUSE: Duration = Duration::from_millis(500);

/// What sending is called among the tasks.
pub const TASK: &str = "mail";

/// What the hub reads of a message that made us panic.
const SET_ASIDE: &str = "Something in this message is more than Twilight can cope with, so it was set aside and the others went out. \
                         Copy it and send it by hand";

/// What to send with.
#[derive(Clone, Debug)]
pub struct Post {
    /// The mail server.
    pub server: SmtpServer,
    /// In whose name.
    pub from: Mailbox,
    /// How patiently.
    pub pace: Pace,
}

/// Begins to send, until `stopping`: then the message under way is finished, and no other begun.
///
/// # Errors
/// When the outbox can't be written to at the beginning.
pub async fn start(
    database: Database,
    post: Option<Post>,
    stopping: CancellationToken,
    tasks: &Tasks,
) -> Result<JoinHandle<()>, StoreError> {
    // Also without a mail server: what was under way when there was one must not stay so for ever.
    let interrupted = mail::recover(&database).await?;
    if interrupted > 0 {
        info!(interrupted, "messages that were being sent when the server ended wait again");
    }
    Ok(match post {
        Some(post) => {
            info!(server = ?post.server, "sending mail");
            let sender = Sender { database, post, stopping: stopping.clone() };
            tasks.keep(TASK, stopping, move || sender.clone().run())
        }
        None => {
            info!("no mail server is set up (TWILIGHT_SMTP): messages wait to be copied by hand");
            tokio::spawn(async {})
        }
    })
}

#[derive(Clone)]
struct Sender {
    database: Database,
    post: Post,
    stopping: CancellationToken,
}

/// How the try of one message ended, as far as the connection is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum After {
    GoOn,
    Reconnect,
    /// The server will not talk to us: nothing else would go either.
    GiveUp,
}

impl Sender {
    async fn run(self) {
        // Begun anew, or after a step that could not be written down, nothing is being sent: whatever is marked so was interrupted.
        // It waits again before anything else goes out, however long that can't be written down either.
        let mut in_order = false;
        while !self.stopping.is_cancelled() {
            let round = match self.put_in_order(in_order).await {
                Ok(()) => self.round().await,
                Err(error) => Err(error),
            };
            in_order = round.is_ok();
            let pause = match round {
                Ok(true) => continue,
                Ok(false) => self.post.pace.poll,
                Err(error) => {
                    // What the disk does is said once, where the connections are.
                    if error.disk_error().is_none() {
                        error!(%error, "the outbox does not work");
                    }
                    PAUSE_AFTER_ERROR
                }
            };
            tokio::select! {
                () = self.stopping.cancelled() => {}
                () = tokio::time::sleep(pause) => {}
            }
        }
    }

    async fn put_in_order(&self, in_order: bool) -> Result<(), StoreError> {
        if !in_order {
            mail::recover(&self.database).await?;
        }
        Ok(())
    }

    fn now(&self) -> DateTime<Utc> {
        self.post.pace.clock.now()
    }

    /// Sends what is due over one connection. `true` when there may be more.
    async fn round(&self) -> Result<bool, StoreError> {
        let letters = mail::bundle(&self.database, self.now()).await?;
        if letters > 0 {
            info!(letters, "collected messages go out now");
        }
        if !mail::any_due(&self.database, self.now()).await? {
            return Ok(false);
        }
        let mut connection = match Connection::open(&self.post.server, &self.post.pace).await {
            Ok(connection) => connection,
            Err(error) => {
                warn!(why = error.words(), "no mail can be sent");
                mail::unreachable(&self.database, self.now(), error.words()).await?;
                return Ok(false);
            }
        };
        mail::reachable(&self.database, self.now()).await?;
        for _ in 0..A_BATCH {
            if self.stopping.is_cancelled() {
                break;
            }
            let Some(message) = mail::claim(&self.database, self.now()).await? else {
                connection.close().await;
                return Ok(false);
            };
            match self.send_or_set_aside(&mut connection, &message).await? {
                After::GoOn => {}
                After::Reconnect => return Ok(true),
                After::GiveUp => {
                    connection.close().await;
                    return Ok(false);
                }
            }
        }
        connection.close().await;
        Ok(true)
    }

    /// M18: what makes us panic costs its own message, and the next goes out over a fresh connection.
    async fn send_or_set_aside(&self, connection: &mut Connection, message: &Outgoing) -> Result<After, StoreError> {
        match AssertUnwindSafe(self.send(connection, message)).catch_unwind().await {
            Ok(after) => after,
            Err(_) => {
                error!(message = %message.id, "a message made the sender panic, and is set aside");
                mail::set_aside(&self.database, message.id, SET_ASIDE).await?;
                Ok(After::Reconnect)
            }
        }
    }

    async fn send(&self, connection: &mut Connection, message: &Outgoing) -> Result<After, StoreError> {
        let parcel = match letter::pack(message, &self.post.from, self.now()) {
            Ok(parcel) => parcel,
            Err(why) => {
                mail::refused(&self.database, message.id, &why).await?;
                return Ok(After::GoOn);
            }
        };
        if let Err(error) = connection.from(&parcel).await {
            // Said about our own address: the next message would hear the same.
            if let SmtpError::Refused(why) | SmtpError::NotNow(why) = &error
                && !parcel.unusual
            {
                warn!("the mail server does not let us send");
                mail::unreachable(&self.database, self.now(), why).await?;
                return Ok(After::GiveUp);
            }
            return self.not_sent(connection, message, error).await;
        }
        let asked = match connection.to(&parcel).await {
            Ok(()) => connection.ask_to_hand_over().await,
            Err(error) => Err(error),
        };
        match asked {
            Ok(()) => self.hand_over(connection, message, &parcel).await,
            Err(error) => self.not_sent(connection, message, error).await,
        }
    }

    async fn hand_over(&self, connection: &mut Connection, message: &Outgoing, parcel: &Parcel) -> Result<After, StoreError> {
        if mail::handing_over(&self.database, message.id, self.now()).await? == HandingOver::Withdrawn {
            // Withdrawn in the last moment. The server waits for the message: only hanging up stops that.
            info!(message = %message.id, "withdrawn while it was being sent");
            return Ok(After::Reconnect);
        }
        match connection.hand_over(parcel).await {
            Ok(()) => {
                self.note_sent(message).await?;
                Ok(After::GoOn)
            }
            Err(SmtpError::Broken(why)) => {
                warn!(message = %message.id, "handed over, but no answer came: it will be sent again with the same Message-ID");
                mail::later(&self.database, message.id, self.now(), &why, Refusal::Silent).await?;
                Ok(After::Reconnect)
            }
            Err(error) => self.not_sent(connection, message, error).await,
        }
    }

    /// The message is out: nothing may keep us from knowing it.
    async fn note_sent(&self, message: &Outgoing) -> Result<(), StoreError> {
        let mut tries = 0;
        while let Err(error) = mail::sent(&self.database, message.id, self.now()).await {
            tries += 1;
            // A disk that is full for an hour is no reason to send it twice; one who stops us may be.
            let patient = error.disk_error().is_some() && !self.stopping.is_cancelled();
            if tries >= NOTE_TRIES && !patient {
                return Err(error);
            }
            if tries == 1 {
                warn!(message = %message.id, %error, "sent, but that could not be written down yet");
            }
            tokio::time::sleep(NOTE_PAUSE).await;
        }
        info!(message = %message.id, "sent");
        Ok(())
    }

    /// The server has certainly not taken the message.
    async fn not_sent(&self, connection: &mut Connection, message: &Outgoing, error: SmtpError) -> Result<After, StoreError> {
        match error {
            SmtpError::Refused(why) => {
                warn!(message = %message.id, "the mail server refused a message for good");
                mail::refused(&self.database, message.id, &why).await?;
            }
            SmtpError::NotNow(why) => {
                info!(message = %message.id, "the mail server refused a message for now");
                mail::later(&self.database, message.id, self.now(), &why, Refusal::Clear).await?;
            }
            SmtpError::Broken(why) => {
                warn!(message = %message.id, "the connection to the mail server broke");
                mail::later(&self.database, message.id, self.now(), &why, Refusal::Clear).await?;
                return Ok(After::Reconnect);
            }
        }
        Ok(if connection.reset().await.is_ok() { After::GoOn } else { After::Reconnect })
    }
}
