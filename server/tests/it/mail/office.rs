//! A hub with a server of its own, a mail server, and a clock that can be put forward.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use model::accounts::email::EmailAddress;
use model::accounts::roles::{Person, SchoolRole};
use model::ids::{HubId, MessageId};
use store::accounts::people::{self, NewPerson};
use store::mail::{self, Letter, Listed, MessageState, NewMessage};
use store::{Changes, Database, hub};
use twilight::config::MailConfig;
use twilight::mail::config::{Clock, Pace};

use crate::common::TestApp;
use crate::common::smtp::MailServer;

/// A secret address.
pub const LINK: &str = "https://twilight.example/welcome?a=1&token=sesame";

/// A clock that runs, and can be put forward.
#[derive(Clone, Default)]
pub struct TestClock(Arc<AtomicI64>);

impl TestClock {
    pub fn forward(&self, time: Duration) {
        self.0.fetch_add(time.as_millis() as i64, Ordering::SeqCst);
    }

    pub fn set(&self, moment: DateTime<Utc>) {
        self.0.store((moment - Utc::now()).num_milliseconds(), Ordering::SeqCst);
    }

    fn clock(&self) -> Clock {
        let ahead = self.0.clone();
        Clock::new(move || Utc::now() + TimeDelta::milliseconds(ahead.load(Ordering::SeqCst)))
    }
}

/// See the module.
pub struct Office {
    pub app: TestApp,
    pub server: MailServer,
    pub clock: TestClock,
    pub hub: HubId,
}

/// To whom, and what about.
pub struct Note {
    pub to: String,
    pub subject: String,
}

pub fn note(to: &str) -> Note {
    Note { to: to.to_owned(), subject: "A place for your school".to_owned() }
}

impl Office {
    pub async fn open() -> Self {
        Self::open_with("").await
    }

    /// With something after the mail server's address.
    pub async fn open_with(after: &str) -> Self {
        let pace = Pace { poll: Duration::from_millis(20), command: Duration::from_secs(5), ..Pace::default() };
        Self::with_pace(after, pace).await
    }

    pub async fn at_usual_pace() -> Self {
        Self::with_pace("", Pace::default()).await
    }

    async fn with_pace(after: &str, pace: Pace) -> Self {
        let (server, clock) = (MailServer::start().await, TestClock::default());
        let mail = config(&server, after, Pace { clock: clock.clock(), ..pace });
        let app = TestApp::start_with(|config| config.mail = mail).await;
        let hub = add_hub(&app.database).await;
        Self { app, server, clock, hub }
    }

    pub async fn write(&self, note: &Note, link: Option<&str>, urgent: bool) -> MessageId {
        enqueue(&self.app.database, self.hub, note, link, urgent).await
    }

    /// One urgent message to each, in one transaction: the sender finds none of them or all.
    pub async fn write_together<const N: usize>(&self, to: [&str; N]) -> [MessageId; N] {
        let mut changes = self.app.database.change().await.expect("changes");
        let mut all = Vec::new();
        for to in to {
            all.push(enqueue_in(&mut changes, self.hub, &note(to), None, true).await);
        }
        changes.commit().await.expect("kept");
        all.try_into().expect("one for each")
    }

    /// An invitation from one person to another.
    pub async fn invite(&self, to: (&str, &EmailAddress), letter: &Letter, from: (&str, &EmailAddress)) -> MessageId {
        put(&self.app.database, &invitation(self.hub, to, letter), Some(from)).await
    }

    /// Has the hub look at its messages before they go, or not.
    pub async fn look_first(&self, look: bool) {
        let person = somebody(&self.app.database).await;
        let mut changes = self.app.database.change().await.expect("changes");
        mail::set_hold_mail(&mut changes, (self.hub, &person), look).await.expect("kept");
        changes.commit().await.expect("kept");
    }

    pub async fn release(&self, id: MessageId) {
        assert_eq!(self.take(id, mail::Step::Release).await, mail::Done::Yes);
    }

    /// Does something to a message, as somebody at the hub would.
    pub async fn take(&self, id: MessageId, step: mail::Step) -> mail::Done {
        let person = somebody(&self.app.database).await;
        let mut changes = self.app.database.change().await.expect("changes");
        let done = mail::take(&mut changes, (self.hub, &person), id, step).await.expect("an answer");
        changes.commit().await.expect("kept");
        done
    }

    pub async fn get(&self, id: MessageId) -> Listed {
        mail::get(&self.app.database, self.hub, id).await.expect("an answer").expect("the message").listed
    }

    /// Waits until something is so.
    pub async fn wait_for(&self, mut so: impl AsyncFnMut() -> bool) {
        let until = Instant::now() + Duration::from_secs(15);
        while !so().await {
            assert!(Instant::now() < until, "it does not come");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    pub async fn wait_until(&self, id: MessageId, state: MessageState) -> Listed {
        self.wait_for(async || self.get(id).await.state == state).await;
        self.get(id).await
    }

    /// No message follows those that have come.
    pub async fn nothing_more(&self, number: usize) {
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert_eq!(self.server.taken().len(), number);
    }

    /// Stops the server in good order, and returns all that is in its files.
    pub async fn close(self) -> String {
        let folder = self.app.stop().await;
        let mut all = String::new();
        for name in ["twilight.db", "twilight.db-wal"] {
            all += &String::from_utf8_lossy(&std::fs::read(folder.path().join(name)).unwrap_or_default());
        }
        all
    }

    /// Stops the server in good order, looks where messages stand, and starts it again.
    pub async fn restart(self, messages: &[MessageId]) -> (Self, Vec<MessageState>) {
        let folder = self.app.stop().await;
        let database = Database::open(&folder.path().join("twilight.db"), false).await.expect("the database");
        let mut states = Vec::new();
        for id in messages {
            states.push(mail::get(&database, self.hub, *id).await.expect("an answer").expect("the message").listed.state);
        }
        database.close().await;
        let pace = Pace { poll: Duration::from_millis(20), clock: self.clock.clock(), ..Pace::default() };
        let mail = config(&self.server, "", pace);
        let app = TestApp::start_again_with(folder, |config| config.mail = mail).await;
        (Self { app, ..self }, states)
    }
}

/// Somebody who works for the hub, as far as the outbox needs to know.
async fn somebody(database: &Database) -> Person {
    let email = "omar@lanternvale.example".parse().expect("an address");
    let id = match people::by_email(database, &email).await.expect("an answer") {
        Some(id) => id,
        None => {
            let mut changes = database.change().await.expect("changes");
            let person = NewPerson { name: "Omar Haddad", email: &email, password_hash: None, school: None };
            let id = people::add(&mut changes, &person).await.expect("a person");
            changes.commit().await.expect("kept");
            id
        }
    };
    Person {
        id,
        name: "Omar Haddad".into(),
        school: None,
        school_name: String::new(),
        school_role: SchoolRole::Teacher,
        hub: None,
        groups: Vec::new(),
        leads: Vec::new(),
        leads_schools: Vec::new(),
    }
}

fn config(server: &MailServer, after: &str, pace: Pace) -> MailConfig {
    let smtp = format!("smtp://{}{after}", server.address).parse().ok();
    MailConfig { smtp, from: "post@twilight.example".parse().ok(), pace }
}

pub async fn add_hub(database: &Database) -> HubId {
    let mut changes = database.change().await.expect("changes");
    let hub = hub::add(&mut changes, "Lantern Vale Maths Hub", "hello@lanternvale.example").await.expect("a hub");
    changes.commit().await.expect("kept");
    hub
}

pub async fn enqueue(database: &Database, hub: HubId, note: &Note, link: Option<&str>, urgent: bool) -> MessageId {
    let mut changes = database.change().await.expect("changes");
    let id = enqueue_in(&mut changes, hub, note, link, urgent).await;
    changes.commit().await.expect("kept");
    id
}

async fn enqueue_in(changes: &mut Changes, hub: HubId, note: &Note, link: Option<&str>, urgent: bool) -> MessageId {
    let letter = Letter {
        subject: note.subject.clone(),
        paragraphs: vec![
            "There is a place for you.".into(),
            ".a line that begins with a dot – and a dash".into(),
            "</textarea><b>bold</b>".into(),
        ],
        button: if link.is_some() { "Take it".into() } else { String::new() },
        after: Vec::new(),
    };
    // As it stands in the file: perhaps taken when other shapes were.
    let address = EmailAddress::kept(&note.to);
    let message = NewMessage { link, urgent, about: Some(note.to.clone()), ..invitation(hub, ("Amy Ash", &address), &letter) };
    mail::enqueue_from(changes, &message, None).await.expect("a message")
}

/// An invitation to somebody, urgent and without a link.
fn invitation<'a>(hub: HubId, to: (&'a str, &'a EmailAddress), letter: &'a Letter) -> NewMessage<'a> {
    NewMessage { hub, kind: "invitation", to, letter, link: None, urgent: true, about: None, by: None }
}

async fn put(database: &Database, message: &NewMessage<'_>, answers_to: Option<(&str, &EmailAddress)>) -> MessageId {
    let mut changes = database.change().await.expect("changes");
    let id = mail::enqueue_from(&mut changes, message, answers_to).await.expect("a message");
    changes.commit().await.expect("kept");
    id
}
