//! One bad letter costs itself, and no other.

use chrono::{TimeDelta, Utc};
use model::accounts::email::EmailAddress;
use model::ids::MessageId;
use sqlx::Connection;
use sqlx_sqlite::{SqliteConnectOptions, SqliteConnection};
use store::mail::{self, Letter, MessageState};

use crate::mail::office::{Note, Office, note};

/// As an earlier version kept it, which parsed no lines.
const BROKEN: &str = "Judith\r\nBcc: everybody@elsewhere.example\r\n\r\nAbara";

/// As from outside: nobody who writes into the file behind the program's back has to mind what refers to what.
async fn connection(office: &Office) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(&office.app.file).foreign_keys(false);
    SqliteConnection::connect_with(&options).await.expect("a connection")
}

async fn spoil(office: &Office, column: &str, id: MessageId, value: &str) {
    let statement = match column {
        "to_name" => "update outbox set to_name = ? where id = ?",
        "reply_to_name" => "update outbox set reply_to_name = ?, reply_to = 'amy@ashlane.example' where id = ?",
        "subject" => "update outbox set subject = ? where id = ?",
        "to_email" => "update outbox set to_email = ? where id = ?",
        "reply_to" => "update outbox set reply_to = ? where id = ?",
        "text" => "update outbox set text = ?1, html = ?1 where id = ?2",
        "hub" => "update outbox set hub = ? where id = ?",
        // Released as well: in between it could have been sent.
        _ => "update outbox set id = ?, state = 'waiting' where id = ?",
    };
    sqlx::query(statement).bind(value).bind(id.to_string()).execute(&mut connection(office).await).await.expect("a statement");
}

/// That a message was given up because it can't be read.
async fn is_set_aside(office: &Office, id: &str) {
    let (state, why): (String, String) = sqlx::query_as("select state, last_error from outbox where id = ?")
        .bind(id)
        .fetch_one(&mut connection(office).await)
        .await
        .expect("the row");
    assert_eq!(state, "failed");
    assert_eq!(why, "This message can’t be read, so it was set aside and the others went out");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_break_in_a_head_stops_nothing_and_adds_nothing() {
    let office = Office::open().await;
    office.look_first(true).await;
    let mut spoilt = Vec::new();
    for column in ["to_name", "reply_to_name", "subject"] {
        let id = office.write(&note("judith@ashlane.example"), None, true).await;
        spoil(&office, column, id, BROKEN).await;
        spoilt.push(id);
    }
    let good = office.write(&note("amy@ashlane.example"), None, true).await;
    for id in spoilt.iter().copied().chain([good]) {
        office.release(id).await;
    }
    office.wait_until(good, MessageState::Sent).await;
    for id in spoilt {
        office.wait_until(id, MessageState::Sent).await;
    }
    let taken = office.server.taken();
    assert_eq!(taken.len(), 4);
    for letter in &taken {
        assert_eq!(letter.to.len(), 1, "{:?}", letter.to);
        assert!(letter.headers.iter().all(|(name, _)| !name.eq_ignore_ascii_case("bcc")), "{:?}", letter.headers);
    }
    let to: Vec<&str> = taken.iter().map(|letter| letter.header("to")).collect();
    // A name with such signs travels encoded; it is one name all the same, before one address.
    assert!(to.iter().all(|to| to.matches('<').count() == 1 && to.ends_with("@ashlane.example>")), "{to:?}");
    assert!(taken.iter().any(|letter| letter.header("subject") == "Judith Bcc: everybody@elsewhere.example Abara"), "{taken:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_nobody_sees_fails_no_letter() {
    let office = Office::open().await;
    office.look_first(true).await;
    let unseen = "\u{feff}\u{200b}\u{202e}\u{0}\u{a0}";
    let mut spoilt = Vec::new();
    for (column, value) in [
        ("to_email", format!("{unseen}judith@ashlane.example{unseen}")),
        ("to_email", "Judith Abara <judith@ashlane.example>".to_owned()),
        ("reply_to", format!("{unseen}amy@ashlane.example")),
        ("to_name", unseen.to_owned()),
        ("subject", format!("{unseen}Your{unseen}letter")),
        ("text", format!("Words{unseen} with {unseen} more")),
    ] {
        let id = office.write(&note("judith@ashlane.example"), None, true).await;
        spoil(&office, column, id, &value).await;
        spoilt.push(id);
    }
    for id in &spoilt {
        office.release(*id).await;
    }
    for id in spoilt {
        office.wait_until(id, MessageState::Sent).await;
    }
    let taken = office.server.taken();
    assert_eq!(taken.len(), 6);
    for letter in &taken {
        assert_eq!(letter.to, ["judith@ashlane.example"]);
        assert!(
            letter.header("reply-to").ends_with("@lanternvale.example>") || letter.header("reply-to").ends_with("<amy@ashlane.example>")
        );
        let text = letter.part("text/plain") + &letter.part("text/html") + letter.header("to") + letter.header("subject");
        assert!(!text.contains(['\u{0}', '\u{200b}', '\u{feff}']), "{text:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_put_into_the_outbox_is_one_line_from_the_beginning() {
    let office = Office::open().await;
    let address: EmailAddress = "judith@ashlane.example".parse().expect("an address");
    let letter = Letter { subject: format!("For {BROKEN}"), paragraphs: vec!["Words.".into()], ..Letter::default() };
    let id = office.invite((BROKEN, &address), &letter, (BROKEN, &address)).await;
    office.wait_until(id, MessageState::Sent).await;
    let kept = office.get(id).await;
    assert!(!kept.subject.contains(['\r', '\n']) && !kept.to.name.contains(['\r', '\n']), "{kept:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_that_can_not_be_read_is_set_aside_and_the_next_goes_out() {
    let office = Office::open().await;
    office.look_first(true).await;
    let bad = office.write(&note("judith@ashlane.example"), None, true).await;
    let good = office.write(&note("amy@ashlane.example"), None, true).await;
    // A row of which no version of ours can read the id.
    spoil(&office, "id", bad, "nonsense").await;
    office.release(good).await;
    office.wait_until(good, MessageState::Sent).await;
    is_set_aside(&office, "nonsense").await;
    office.nothing_more(1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_can_not_be_read_of_a_digest_is_set_aside_and_the_others_go_out() {
    let office = Office::open().await;
    let next = mail::next_digest(Utc::now() + TimeDelta::hours(1)).expect("a school day");
    let of_no_hub = office.write(&note("amy@ashlane.example"), None, false).await;
    let of_no_name = office.write(&note("amy@ashlane.example"), None, false).await;
    let one = office.write(&Note { subject: "A board for Tuesday".into(), ..note("amy@ashlane.example") }, None, false).await;
    let two = office.write(&Note { subject: "The date has changed".into(), ..note("amy@ashlane.example") }, None, false).await;
    let alone = office.write(&note("rosa@elmbank.example"), None, false).await;
    spoil(&office, "hub", of_no_hub, "nonsense").await;
    spoil(&office, "id", of_no_name, "nonsense").await;
    office.clock.set(next + TimeDelta::seconds(1));
    for id in [one, two, alone] {
        office.wait_until(id, MessageState::Sent).await;
    }
    let taken = office.server.taken();
    let mut subjects: Vec<&str> = taken.iter().map(|letter| letter.header("subject")).collect();
    subjects.sort_unstable();
    assert_eq!(subjects, ["A board for Tuesday, and 1 more", "A place for your school"]);
    is_set_aside(&office, &of_no_hub.to_string()).await;
    is_set_aside(&office, "nonsense").await;
    office.nothing_more(2).await;
}
