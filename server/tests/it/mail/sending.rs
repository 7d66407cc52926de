//! Mail, against a mail server on a real socket.

use std::time::Duration;

use crate::common::page::Page;
use crate::common::smtp::Taken;
use crate::mail::office::{LINK, Note, Office, note};
use chrono::{TimeDelta, Utc};
use store::mail::{self, Folder, MessageState};

/// What every message says that an office writes, besides its link.
const WRITTEN: [&str; 5] = ["There is a place for you.", "", ".a line that begins with a dot – and a dash", "", "</textarea><b>bold</b>"];
const GREETINGS: [&str; 4] = ["Kind regards,", "", "Lantern Vale Maths Hub", "hello@lanternvale.example"];

/// The lines of a letter's plain text.
fn lines(letter: &Taken) -> Vec<String> {
    letter.part("text/plain").trim_end().lines().map(str::to_owned).collect()
}

/// A letter as mail programs show it.
fn shown(letter: &Taken) -> Page {
    Page::of(&letter.part("text/html"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_arrives_with_both_bodies_and_its_link_is_then_forgotten() {
    let office = Office::open().await;
    let id = office.write(&note("amy@ashlane.example"), Some(LINK), true).await;
    let taken = office.server.wait_for(1).await;
    let letter = &taken[0];
    assert_eq!((letter.from.as_str(), letter.to.as_slice()), ("post@twilight.example", ["amy@ashlane.example".to_owned()].as_slice()));
    assert_eq!(letter.header("from"), "\"Lantern Vale Maths Hub\" <post@twilight.example>");
    assert_eq!(letter.header("to"), "\"Amy Ash\" <amy@ashlane.example>");
    assert_eq!(letter.header("reply-to"), "\"Lantern Vale Maths Hub\" <hello@lanternvale.example>");
    assert_eq!(letter.header("message-id"), format!("<{id}@twilight.example>"));
    assert_eq!(letter.header("auto-submitted"), "auto-generated");
    assert!(letter.header("content-type").starts_with("multipart/alternative"), "{}", letter.header("content-type"));
    assert!(letter.header("date").ends_with("+0000"), "{}", letter.header("date"));
    let names: Vec<&str> = letter.headers.iter().map(|(name, _)| name.as_str()).collect();
    assert!(!names.iter().any(|name| name.to_lowercase().starts_with("list-")), "{names:?}");
    let expected = [&["Hello Amy Ash,", ""][..], &WRITTEN, &["", "Take it:", LINK, ""], &GREETINGS].concat();
    assert_eq!(lines(letter), expected);
    assert_eq!(shown(letter).links("Take it"), [LINK]);
    shown(letter).says("There is a place for you. .a line that begins with a dot – and a dash </textarea><b>bold</b> Take it");
    shown(letter).says(&format!("If the button does nothing, copy this address: {LINK}"));

    let listed = office.wait_until(id, MessageState::Sent).await;
    assert!(!listed.has_link && listed.sent_at.is_some());
    office.nothing_more(1).await;
    let file = office.close().await;
    assert!(!file.contains("token=sesame"), "the secret is still in the file");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_urgent_message_leaves_within_two_seconds() {
    let office = Office::at_usual_pace().await;
    tokio::time::sleep(Duration::from_millis(1200)).await;
    let began = std::time::Instant::now();
    office.write(&note("amy@ashlane.example"), None, true).await;
    office.server.wait_for(1).await;
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_an_hour_without_a_mail_server_everything_goes_out_exactly_once() {
    let mut office = Office::open().await;
    office.server.go_down().await;
    let mut all = Vec::new();
    for number in 0..20 {
        all.push(office.write(&note(&format!("teacher-{number}@ashlane.example")), Some(LINK), true).await);
    }
    // One hour, in steps: 1, 5, 15 and 60 minutes are waited for.
    for minutes in 1..=60 {
        office.clock.forward(Duration::from_secs(60));
        if minutes % 10 == 1 || minutes < 10 {
            tokio::time::sleep(Duration::from_millis(60)).await;
        }
    }
    let listed = office.get(all[0]).await;
    assert_eq!((listed.state, listed.attempts), (MessageState::Waiting, 4), "{:?}", listed.last_error);
    let health = mail::health(&office.app.database).await.expect("an answer");
    assert!(health.worked.is_none());
    assert_eq!(health.failed.map(|failed| failed.why).as_deref(), Some("The mail server 127.0.0.1 does not answer"));
    assert!(office.server.taken().is_empty());

    office.server.come_back().await;
    // Nobody waits for the end of their hour: the first that gets through brings the others along.
    office.write(&note("first@ashlane.example"), None, true).await;
    office.server.wait_for(21).await;
    for id in &all {
        office.wait_until(*id, MessageState::Sent).await;
    }
    office.nothing_more(21).await;
    assert!(mail::health(&office.app.database).await.expect("an answer").worked.is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bad_address_fails_with_its_reason_and_stops_nobody_else() {
    let office = Office::open().await;
    office.server.behave(|manners| {
        manners.recipients = vec![("nobody@", "550 5.1.1 No such user"), ("full@", "452 4.2.2 The box is full")];
    });
    let to = ["nobody@ashlane.example", "full@ashlane.example", "two..dots@ashlane.example", "amy@ashlane.example"];
    let [bad, full, strange, good] = office.write_together(to).await;
    office.wait_until(good, MessageState::Sent).await;
    let failed = office.wait_until(bad, MessageState::Failed).await;
    let why = failed.last_error.expect("a reason");
    assert!(why.starts_with("The mail server refused the address: 550 ") && why.ends_with("No such user"), "{why}");
    let waits = office.get(full).await;
    assert_eq!((waits.state, waits.attempts), (MessageState::Waiting, 1));
    assert_eq!(office.get(strange).await.last_error.as_deref(), Some("This is not an address that mail can be sent to"));
    assert_eq!(office.server.connections(), 1, "one connection was enough");

    office.server.behave(|manners| manners.recipients.clear());
    office.clock.forward(Duration::from_secs(61));
    office.wait_until(full, MessageState::Sent).await;
    office.nothing_more(2).await;
    let [_, _, _, trouble, _] = mail::counts(&office.app.database, office.hub).await.expect("counts");
    assert_eq!(trouble, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_three_days_in_vain_a_message_is_given_up() {
    let mut office = Office::open().await;
    office.server.go_down().await;
    let id = office.write(&note("amy@ashlane.example"), None, true).await;
    for _ in 0..80 {
        let before = office.get(id).await;
        if before.state == MessageState::Failed {
            break;
        }
        office.clock.forward(Duration::from_secs(3600));
        office.wait_for(async || office.get(id).await.attempts > before.attempts).await;
    }
    let failed = office.get(id).await;
    assert_eq!((failed.state, failed.attempts), (MessageState::Failed, 75));
    assert!(failed.last_error.is_some());
    let trouble = mail::list(&office.app.database, office.hub, Folder::Trouble, &mail::Filter::default(), 10).await;
    assert_eq!(trouble.expect("a list").len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_the_answer_to_a_message_is_lost_it_goes_again_under_the_same_message_id() {
    let office = Office::open().await;
    office.server.behave(|manners| manners.hang_up = 1);
    let id = office.write(&note("amy@ashlane.example"), Some(LINK), true).await;
    office.server.wait_for(1).await;
    office.wait_for(async || office.get(id).await.attempts == 1).await;
    let uncertain = office.get(id).await;
    assert_eq!(uncertain.state, MessageState::Waiting);
    assert!(uncertain.uncertain_at.is_some() && uncertain.has_link);
    office.clock.forward(Duration::from_secs(61));
    let taken = office.server.wait_for(2).await;
    assert_eq!(taken[0].header("message-id"), taken[1].header("message-id"));
    assert_eq!(taken[0].part("text/plain"), taken[1].part("text/plain"));
    office.wait_until(id, MessageState::Sent).await;
    office.nothing_more(2).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_does_not_let_us_send_is_no_messages_fault() {
    let office = Office::open().await;
    office.server.behave(|manners| manners.mail = Some("530 5.7.0 Authentication required"));
    let one = office.write(&note("amy@ashlane.example"), None, true).await;
    let two = office.write(&note("rosa@elmbank.example"), None, true).await;
    office.wait_for(async || office.get(one).await.attempts > 0 && office.get(two).await.attempts > 0).await;
    for id in [one, two] {
        let listed = office.get(id).await;
        assert_eq!(listed.state, MessageState::Waiting);
        let why = listed.last_error.expect("a reason");
        assert!(why.starts_with("The mail server does not let us send: 530 "), "{why}");
    }
    office.server.behave(|manners| manners.mail = None);
    office.clock.forward(Duration::from_secs(61));
    office.wait_until(one, MessageState::Sent).await;
    office.wait_until(two, MessageState::Sent).await;
    office.nothing_more(2).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_privacy_that_was_asked_for_nothing_is_said() {
    let office = Office::open_with("?tls=required").await;
    let id = office.write(&note("amy@ashlane.example"), None, true).await;
    office.wait_for(async || office.get(id).await.attempts > 0).await;
    let listed = office.get(id).await;
    assert_eq!(listed.state, MessageState::Waiting);
    let why = "The mail server 127.0.0.1 offers no private connection (STARTTLS), and without one nothing is sent";
    assert_eq!(listed.last_error.as_deref(), Some(why));
    assert!(office.server.taken().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stopping_finishes_the_message_under_way_and_begins_no_other() {
    let office = Office::open().await;
    office.server.behave(|manners| manners.wait = Some(Duration::from_millis(1500)));
    let [one, two] = office.write_together(["amy@ashlane.example", "rosa@elmbank.example"]).await;
    office.server.wait_for(1).await;
    let (office, states) = office.restart(&[one, two]).await;
    assert_eq!(states, [MessageState::Sent, MessageState::Waiting]);
    office.wait_until(two, MessageState::Sent).await;
    office.nothing_more(2).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_held_or_withdrawn_does_not_go() {
    let office = Office::open().await;
    office.look_first(true).await;
    let held = office.write(&note("amy@ashlane.example"), Some(LINK), true).await;
    let doomed = office.write(&note("rosa@elmbank.example"), Some(LINK), true).await;
    office.nothing_more(0).await;
    assert_eq!(office.get(held).await.state, MessageState::Held);
    let mut changes = office.app.database.change().await.expect("changes");
    assert_eq!(mail::withdraw_about(&mut changes, "rosa@elmbank.example").await.expect("a number"), 1);
    changes.commit().await.expect("kept");
    let withdrawn = office.get(doomed).await;
    assert_eq!((withdrawn.state, withdrawn.has_link), (MessageState::Withdrawn, false));
    office.release(held).await;
    office.wait_until(held, MessageState::Sent).await;
    office.nothing_more(1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_can_wait_goes_together_at_half_past_seven_on_the_next_school_day() {
    let office = Office::open().await;
    // Just after one digest; the next is a day, a weekend or a holiday away.
    let next = mail::next_digest(Utc::now()).expect("a school day");
    office.clock.set(next - TimeDelta::minutes(5));
    let one = office.write(&Note { subject: "A board for Tuesday".into(), ..note("amy@ashlane.example") }, Some(LINK), false).await;
    let two = office.write(&Note { subject: "The date has changed".into(), ..note("amy@ashlane.example") }, None, false).await;
    let alone = office.write(&Note { subject: "Thank you".into(), ..note("rosa@elmbank.example") }, None, false).await;
    let urgent = office.write(&note("head@ashlane.example"), None, true).await;
    office.wait_until(urgent, MessageState::Sent).await;
    office.nothing_more(1).await;

    office.clock.set(next + TimeDelta::seconds(1));
    let taken = office.server.wait_for(3).await;
    for id in [one, two, alone] {
        office.wait_until(id, MessageState::Sent).await;
    }
    let to = |address: &str| taken.iter().find(|letter| letter.to == [address.to_owned()]).expect("a letter");
    assert_eq!(to("rosa@elmbank.example").header("subject"), "Thank you");
    let digest = to("amy@ashlane.example");
    assert_eq!(digest.header("subject"), "A board for Tuesday, and 1 more");
    let first = [&["Hello Amy Ash,", "", "A board for Tuesday", "-------------------", ""][..], &WRITTEN, &["", "Take it:", LINK, ""]];
    let second = [&["", "The date has changed", "--------------------", ""][..], &WRITTEN, &["", ""], &GREETINGS];
    assert_eq!(lines(digest), [first.concat(), second.concat()].concat());
    assert_eq!(shown(digest).texts("h2"), ["A board for Tuesday", "The date has changed"]);
    assert_eq!(shown(digest).addresses(), [LINK, "mailto:hello@lanternvale.example"]);
    shown(digest).does_not_say("{link");
    let part = office.get(one).await;
    assert_eq!(part.digest, office.get(two).await.digest);
    assert!(part.digest.is_some() && !part.has_link);
    office.nothing_more(3).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_being_handed_over_in_a_digest_stays_in_it() {
    let office = Office::open().await;
    office.server.behave(|manners| manners.wait = Some(Duration::from_secs(2)));
    let one = office.write(&note("rosa@elmbank.example"), None, false).await;
    let two = office.write(&Note { subject: "News".into(), ..note("rosa@elmbank.example") }, None, false).await;
    let next = mail::next_digest(Utc::now() + TimeDelta::hours(1)).expect("a school day");
    office.clock.set(next + TimeDelta::seconds(1));
    // The server has it, and has not answered yet.
    office.server.wait_for(1).await;
    for id in [one, two] {
        for step in [mail::Step::Hold, mail::Step::Withdraw, mail::Step::ByHand, mail::Step::SendNow] {
            assert_eq!(office.take(id, step).await, mail::Done::TooLate, "{step:?}");
        }
    }
    let mut changes = office.app.database.change().await.expect("changes");
    assert_eq!(mail::withdraw_about(&mut changes, "rosa@elmbank.example").await.expect("a number"), 0);
    changes.commit().await.expect("kept");
    office.wait_until(one, MessageState::Sent).await;
    office.wait_until(two, MessageState::Sent).await;
    office.nothing_more(1).await;
    assert_eq!(office.server.taken()[0].header("subject"), "A place for your school, and 1 more");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_that_is_too_old_is_not_sent() {
    let mut office = Office::open().await;
    office.server.go_down().await;
    let id = office.write(&note("amy@ashlane.example"), Some(LINK), true).await;
    let mut changes = office.app.database.change().await.expect("changes");
    mail::useless_from(&mut changes, id, Utc::now() + TimeDelta::hours(1)).await.expect("kept");
    changes.commit().await.expect("kept");
    office.wait_for(async || office.get(id).await.attempts == 1).await;
    office.clock.forward(Duration::from_secs(3601));
    office.server.come_back().await;
    let gone = office.wait_until(id, MessageState::Withdrawn).await;
    assert!(!gone.has_link);
    assert_eq!(gone.last_error.as_deref(), Some("Its link was too old before it could be sent"));
    office.nothing_more(0).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_hubs_logo_travels_with_the_letter_if_it_is_small_enough() {
    let office = Office::open().await;
    let logo = |length: usize| b"\x89PNG\r\n\x1a\n".iter().copied().chain(std::iter::repeat_n(7, length)).collect::<Vec<u8>>();
    for (length, carried) in [(2_000, true), (200 * 1024, false)] {
        let mut changes = office.app.database.change().await.expect("changes");
        store::hub::set_logo(&mut changes, office.hub, Some((&logo(length), "image/png"))).await.expect("kept");
        changes.commit().await.expect("kept");
        let before = office.server.taken().len();
        let id = office.write(&note("amy@ashlane.example"), Some(LINK), true).await;
        let letter = office.server.wait_for(before + 1).await.pop().expect("a letter");
        let seen = shown(&letter).attribute("img[src='cid:logo']", "alt");
        assert_eq!(seen.as_deref(), carried.then_some("The logo of Lantern Vale Maths Hub"));
        assert_eq!(letter.body.contains("Content-ID: <logo>") && letter.body.contains("multipart/related"), carried);
        assert_eq!(lines(&letter)[0], "Hello Amy Ash,");
        assert!(!letter.part("text/html").contains("<!--"));
        let kept = mail::get(&office.app.database, office.hub, id).await.expect("an answer").expect("the message");
        assert_eq!(Page::of(&kept.html).count("img[src='/hub/logo']"), usize::from(carried), "as it is looked at here");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_go_to_whoever_the_letter_names() {
    let office = Office::open().await;
    let (to, helen) = ("amy@ashlane.example".parse().expect("an address"), "helen@oakhollow.example".parse().expect("an address"));
    let letter = mail::Letter { subject: "Hello".into(), ..mail::Letter::default() };
    office.invite(("Amy", &to), &letter, ("Helen Whitlock", &helen)).await;
    assert_eq!(office.server.wait_for(1).await[0].header("reply-to"), "\"Helen Whitlock\" <helen@oakhollow.example>");
}
