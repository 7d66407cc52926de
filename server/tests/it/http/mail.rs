//! The hub's mail pages, from outside.

use crate::common::page::Page;
use crate::common::refusals::refused;
use crate::common::{TestApp, header};
use crate::mail::office::{LINK, Note, note};
use app::error::Problem;
use model::ids::{HubId, MessageId};
use store::mail::{self, MessageState};

const STAFF: &str = "omar@lanternvale.example";
/// What [`write`] writes, with its link, as it is copied into one's own mail program.
const TO_COPY: &str = "Hello Amy Ash,

There is a place for you.

.a line that begins with a dot – and a dash

</textarea><b>bold</b>

Take it:
https://twilight.example/welcome?a=1&token=sesame

Kind regards,

Omar Haddad
Lantern Vale Maths Hub
01632 960 420
hello@lanternvale.example
";

/// The demonstration, without mail of its own.
async fn hub() -> (TestApp, HubId, String) {
    let app = TestApp::with_demo().await;
    let hub = store::hub::first(&app.database).await.expect("an answer").expect("a hub");
    let cookie = app.sign_in(STAFF).await;
    (app, hub, cookie)
}

async fn write(app: &TestApp, hub: HubId, to: &str) -> MessageId {
    crate::mail::office::enqueue(&app.database, hub, &note(to), Some(LINK), true).await
}

async fn state(app: &TestApp, hub: HubId, id: MessageId) -> MessageState {
    mail::get(&app.database, hub, id).await.expect("an answer").expect("the message").listed.state
}

async fn page(app: &TestApp, cookie: &str, path: &str) -> Page {
    let answer = app.get_as(cookie, path).await;
    assert_eq!(answer.status(), 200, "{path}");
    Page::of_answer(answer).await
}

/// Whom the messages of a list go to.
async fn listed(app: &TestApp, cookie: &str, path: &str) -> Vec<String> {
    page(app, cookie, path).await.texts(".mail-table .mail-address")
}

async fn step(app: &TestApp, cookie: &str, id: MessageId, step: &str) -> String {
    let answer = app.post_as(cookie, "/api/mail-step", &[("id", &id.to_string()), ("step", step)]).await;
    assert!(answer.status().is_redirection(), "{}", answer.status());
    header(&answer, "location").to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_people_of_the_hub_see_its_mail_and_do_anything_to_it() {
    let (app, hub, staff) = hub().await;
    let id = write(&app, hub, "amy@ashlane.example").await;
    let lead = app.sign_in("helen@oakhollow.example").await;
    let (message, withdraw) = (format!("/hub/mail/{id}"), format!("/hub/mail/{id}/withdraw"));
    for path in ["/hub/mail", &message, &withdraw] {
        assert_eq!(app.get_as(&lead, path).await.status(), 403, "{path}");
        let answer = app.get(path).await;
        assert!(answer.status() == 401 || header(&answer, "location").starts_with("/sign-in"), "{path}: {}", answer.status());
        assert_eq!(app.get_as(&staff, path).await.status(), 200, "{path}");
    }
    for (endpoint, form) in [
        ("/api/mail-step", vec![("id", id.to_string()), ("step", "withdraw".into())]),
        ("/api/mail-steps", vec![("messages[]", id.to_string()), ("step", "hold".into()), ("folder", "waiting".into())]),
        ("/api/mail-look-first", vec![("look", "true".into())]),
    ] {
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(app.post_as(&lead, endpoint, &form).await.status(), 403, "{endpoint}");
        let nobody = app.post(endpoint, &form).await;
        assert!(nobody.status() == 401 || header(&nobody, "location").starts_with("/sign-in"), "{endpoint}: {}", nobody.status());
    }
    assert_eq!(state(&app, hub, id).await, MessageState::Waiting);
    assert!(!store::hub::face(&app.database, hub).await.expect("a hub").hold_mail);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_hubs_messages_are_nowhere_to_be_found() {
    let (app, _, staff) = hub().await;
    let other = crate::mail::office::add_hub(&app.database).await;
    let id = write(&app, other, "elsewhere@far.example").await;
    page(&app, &staff, "/hub/mail").await.does_not_hold("far.example");
    assert_eq!(app.get_as(&staff, &format!("/hub/mail/{id}")).await.status(), 404);
    assert!(step(&app, &staff, id, "withdraw").await.contains("mail-too-late"));
    assert_eq!(state(&app, other, id).await, MessageState::Waiting);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_mail_server_a_message_is_copied_and_marked_as_sent() {
    let (app, hub, staff) = hub().await;
    let id = write(&app, hub, "amy@ashlane.example").await;
    let list = page(&app, &staff, "/hub/mail").await;
    list.does_not_hold("sesame");
    list.says("No mail server is set up, so nothing leaves by itself.");
    let rows = list.rows();
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(list.texts(".mail-table .mail-address"), ["amy@ashlane.example"]);
    assert_eq!(rows[0].last().map(String::as_str), Some("Waits to be copied and sent by hand"));
    let message = page(&app, &staff, &format!("/hub/mail/{id}")).await;
    let mailto = message.links("Open in your mail program").concat();
    assert!(mailto.starts_with("mailto:amy@ashlane.example?subject=A%20place%20for%20your%20school&body=Hello%20Amy%20Ash"), "{mailto}");
    assert!(mailto.contains("token%3Dsesame"), "the real link in the mailto address: {mailto}");
    assert_eq!(message.field("copy").value, TO_COPY);
    assert!(!message.texts("b").iter().any(|words| words.starts_with("bold")), "what a letter says is text");
    let preview = message.attribute("iframe", "srcdoc").expect("the preview");
    assert!(preview.contains("There is a place for you."), "{preview}");
    assert!(!preview.contains("sesame") && !preview.contains("{link"), "{preview}");

    assert!(step(&app, &staff, id, "by-hand").await.contains("done=mail-by-hand"));
    assert_eq!(state(&app, hub, id).await, MessageState::ByHand);
    let message = page(&app, &staff, &format!("/hub/mail/{id}?done=mail-by-hand")).await;
    message.does_not_hold("sesame");
    assert_eq!(message.text(".notice--ok"), "Marked as sent by hand. Its link is no longer kept here.");
    let audit = store::audit::list(&app.database, hub, "mail", None, 5).await.expect("the audit");
    assert_eq!((audit[0].action.as_str(), audit[0].who.as_str()), ("mail.by_hand", "Omar Haddad"));
    assert_eq!(audit[0].words, "Marked as sent by hand: “A place for your school” to amy@ashlane.example.");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_that_signs_somebody_in_is_shown_to_nobody_else() {
    let (app, hub, staff) = hub().await;
    let address = "nell@lanternvale.example".parse().expect("an address");
    let letter = mail::Letter { subject: "Sign in".into(), button: "Sign in".into(), ..mail::Letter::default() };
    let mut changes = app.database.change().await.expect("changes");
    let message = mail::NewMessage {
        hub,
        kind: "sign_in",
        to: ("Nell", &address),
        letter: &letter,
        link: Some(LINK),
        urgent: true,
        about: None,
        by: None,
    };
    let id = mail::enqueue(&mut changes, &message).await.expect("a message");
    changes.commit().await.expect("kept");
    let message = page(&app, &staff, &format!("/hub/mail/{id}")).await;
    message.does_not_hold("sesame");
    message.does_not_hold("mailto:nell");
    message.says("Nobody else may see it, so it can’t be sent by hand");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn messages_are_held_and_released_several_at_once() {
    let (app, hub, staff) = hub().await;
    let one = write(&app, hub, "amy@ashlane.example").await;
    let two = write(&app, hub, "rosa@elmbank.example").await;
    let form = [("messages[]", one.to_string()), ("messages[]", two.to_string()), ("step", "hold".into()), ("folder", "waiting".into())];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = app.post_as(&staff, "/api/mail-steps", &form).await;
    assert_eq!(header(&answer, "location"), "/hub/mail?folder=waiting&done=mail-held");
    assert_eq!((state(&app, hub, one).await, state(&app, hub, two).await), (MessageState::Held, MessageState::Held));
    assert_eq!(listed(&app, &staff, "/hub/mail?folder=held").await, ["rosa@elmbank.example", "amy@ashlane.example"]);
    assert!(step(&app, &staff, one, "release").await.contains("done=mail-released"));
    assert_eq!(state(&app, hub, one).await, MessageState::Waiting);

    let answer = app.post_as(&staff, "/api/mail-steps", &[("step", "hold"), ("folder", "waiting")]).await;
    refused(answer, &[Problem::NoMessageChosen]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_is_found_by_name_address_and_kind() {
    let (app, hub, staff) = hub().await;
    write(&app, hub, "amy@ashlane.example").await;
    write(&app, hub, "rosa@elmbank.example").await;
    assert_eq!(listed(&app, &staff, "/hub/mail?folder=waiting&search=ELMBANK&kind=").await, ["rosa@elmbank.example"]);
    // A percent sign is a percent sign.
    for nothing in ["folder=waiting&kind=digest", "folder=nonsense&search=%25&before=x"] {
        let none = page(&app, &staff, &format!("/hub/mail?{nothing}")).await;
        none.says("Nothing fits");
        assert_eq!(none.rows().len(), 0, "{nothing}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn withdrawing_asks_first_and_is_for_good() {
    let (app, hub, staff) = hub().await;
    let id = write(&app, hub, "amy@ashlane.example").await;
    let question = page(&app, &staff, &format!("/hub/mail/{id}/withdraw")).await;
    assert_eq!(question.heading(), "Withdraw this message?");
    assert_eq!(question.links("Keep it"), [format!("/hub/mail/{id}")]);
    step(&app, &staff, id, "withdraw").await;
    let listed = mail::get(&app.database, hub, id).await.expect("an answer").expect("the message").listed;
    assert_eq!((listed.state, listed.has_link), (MessageState::Withdrawn, false));
    assert!(step(&app, &staff, id, "release").await.contains("mail-too-late"));
    assert_eq!(page(&app, &staff, &format!("/hub/mail/{id}/withdraw")).await.heading(), "It can’t be withdrawn any more");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_hub_can_look_at_messages_before_they_go() {
    let (app, hub, staff) = hub().await;
    app.post_as(&staff, "/api/mail-look-first", &[("look", "true")]).await;
    page(&app, &staff, "/hub/mail").await.offers("Switch off");
    let id = crate::mail::office::enqueue(&app.database, hub, &Note { subject: "News".into(), ..note("amy@ashlane.example") }, None, false)
        .await;
    assert_eq!(state(&app, hub, id).await, MessageState::Held);
    app.post_as(&staff, "/api/mail-look-first", &[("look", "false")]).await;
    assert_eq!(state(&app, hub, id).await, MessageState::Held, "what is held stays so until it is released");
    page(&app, &staff, "/hub/mail").await.offers("Switch on");
}

/// An invitation to become a hub admin, which waits to be sent.
async fn invitation_to_the_hub(app: &TestApp, hub: HubId) -> MessageId {
    let address = "new@lanternvale.example".parse().expect("an address");
    let letter = mail::Letter { subject: "Join".into(), button: "Read the invitation".into(), ..mail::Letter::default() };
    let mut changes = app.database.change().await.expect("changes");
    let message = mail::NewMessage {
        hub,
        kind: mail::INVITATION_TO_HUB,
        to: ("New", &address),
        letter: &letter,
        link: Some(LINK),
        urgent: true,
        about: None,
        by: None,
    };
    let id = mail::enqueue(&mut changes, &message).await.expect("a message");
    changes.commit().await.expect("kept");
    id
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_link_that_makes_a_hub_admin_is_shown_to_admins_alone_and_that_is_written_down() {
    let (app, hub, staff) = hub().await;
    let id = invitation_to_the_hub(&app, hub).await;
    for path in [format!("/hub/mail/{id}"), format!("/hub/mail/{id}/withdraw")] {
        page(&app, &staff, &path).await.does_not_hold("sesame");
    }
    page(&app, &staff, &format!("/hub/mail/{id}")).await.says("only a hub admin is shown its text");
    let audit = async || store::audit::list(&app.database, hub, "mail", None, 5).await.expect("the audit");
    assert!(audit().await.is_empty());
    let admin = app.sign_in("nell@lanternvale.example").await;
    for _ in 0..2 {
        let shown = page(&app, &admin, &format!("/hub/mail/{id}")).await.field("copy").value;
        assert!(shown.lines().any(|line| line == LINK), "{shown}");
    }
    let audit = audit().await;
    assert_eq!(audit.len(), 1, "once for a person and a message");
    assert_eq!((audit[0].action.as_str(), audit[0].who.as_str()), ("mail.link_shown", "Nell Ravensworth"));
    assert_eq!(audit[0].words, "Was shown the link in “Join” to new@lanternvale.example, to send it by hand.");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_had_gone_already_is_said_as_a_warning() {
    let (app, hub, staff) = hub().await;
    let id = write(&app, hub, "amy@ashlane.example").await;
    step(&app, &staff, id, "withdraw").await;
    let gone = page(&app, &staff, &step(&app, &staff, id, "hold").await).await;
    assert_eq!(gone.text(".notice"), "It had gone already, or was withdrawn: nothing was changed.");
    assert_eq!(gone.count(".notice--ok"), 0);
    let card = page(&app, &staff, &format!("/hub/mail/{}", write(&app, hub, "rosa@elmbank.example").await)).await;
    assert_eq!(card.fact("To"), "rosa@elmbank.example", "whom to send it to");
    assert_eq!(card.fact("Subject"), "A place for your school", "and under what");
}
