//! The hub's mail pages, from outside.

use crate::common::refusals::refused;
use crate::common::{TestApp, header};
use crate::mail::office::{LINK, Note, note};
use app::error::Problem;
use model::ids::{HubId, MessageId};
use store::mail::{self, MessageState};

const STAFF: &str = "omar@lanternvale.example";

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

async fn page(app: &TestApp, cookie: &str, path: &str) -> String {
    let answer = app.get_as(cookie, path).await;
    assert_eq!(answer.status(), 200, "{path}");
    // Where an address may break is nothing that is read.
    answer.text().await.expect("a page").replace("<wbr>", "")
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
    assert!(!page(&app, &staff, "/hub/mail").await.contains("elsewhere@far.example"));
    assert_eq!(app.get_as(&staff, &format!("/hub/mail/{id}")).await.status(), 404);
    assert!(step(&app, &staff, id, "withdraw").await.contains("mail-too-late"));
    assert_eq!(state(&app, other, id).await, MessageState::Waiting);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_mail_server_a_message_is_copied_and_marked_as_sent() {
    let (app, hub, staff) = hub().await;
    let id = write(&app, hub, "amy@ashlane.example").await;
    let list = page(&app, &staff, "/hub/mail").await;
    assert!(list.contains("No mail server is set up") && list.contains("amy@ashlane.example") && list.contains("Waits to be copied"));
    assert!(!list.contains("sesame"), "the list shows no secrets");
    let message = page(&app, &staff, &format!("/hub/mail/{id}")).await;
    assert!(message.contains("mailto:amy@ashlane.example?subject=A%20place%20for%20your%20school&amp;body=Hello%20Amy%20Ash"), "{message}");
    assert!(message.contains("token%3Dsesame"), "the real link in the mailto address");
    let copied = message.split("<textarea").nth(1).and_then(|rest| rest.split("</textarea>").next()).expect("the text");
    assert!(copied.contains("welcome?a=1&amp;token=sesame") && copied.contains("&lt;/textarea>"), "{copied}");
    assert!(!message.contains("<b>bold"), "what a letter says is text");
    let preview = message.split("srcdoc=\"").nth(1).and_then(|rest| rest.split("</iframe>").next()).expect("the preview");
    assert!(!preview.contains("sesame") && !preview.contains("{link"), "{preview}");

    assert!(step(&app, &staff, id, "by-hand").await.contains("done=mail-by-hand"));
    assert_eq!(state(&app, hub, id).await, MessageState::ByHand);
    let message = page(&app, &staff, &format!("/hub/mail/{id}?done=mail-by-hand")).await;
    assert!(message.contains("Marked as sent by hand") && !message.contains("sesame"));
    let audit = store::audit::list(&app.database, hub, "mail", None, 5).await.expect("the audit");
    assert_eq!((audit[0].action.as_str(), audit[0].who.as_str()), ("mail.by_hand", "Omar Haddad"));
    assert!(audit[0].words.contains("A place for your school") && !audit[0].words.contains("sesame"));
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
    assert!(message.contains("Nobody else may see it") && !message.contains("sesame") && !message.contains("mailto:nell"));
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
    let held = page(&app, &staff, "/hub/mail?folder=held").await;
    assert!(held.contains("amy@ashlane.example") && held.contains("rosa@elmbank.example"));
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
    let found = page(&app, &staff, "/hub/mail?folder=waiting&search=ELMBANK&kind=").await;
    assert!(found.contains("rosa@elmbank.example") && !found.contains("amy@ashlane.example"));
    let none = page(&app, &staff, "/hub/mail?folder=waiting&kind=digest").await;
    assert!(none.contains("Nothing fits"));
    let odd = page(&app, &staff, "/hub/mail?folder=nonsense&search=%25&before=x").await;
    assert!(odd.contains("Nothing fits"), "a percent sign is a percent sign");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn withdrawing_asks_first_and_is_for_good() {
    let (app, hub, staff) = hub().await;
    let id = write(&app, hub, "amy@ashlane.example").await;
    let question = page(&app, &staff, &format!("/hub/mail/{id}/withdraw")).await;
    assert!(question.contains("Withdraw this message?") && question.contains("Keep it"));
    step(&app, &staff, id, "withdraw").await;
    let listed = mail::get(&app.database, hub, id).await.expect("an answer").expect("the message").listed;
    assert_eq!((listed.state, listed.has_link), (MessageState::Withdrawn, false));
    assert!(step(&app, &staff, id, "release").await.contains("mail-too-late"));
    assert!(page(&app, &staff, &format!("/hub/mail/{id}/withdraw")).await.contains("can’t be withdrawn any more"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_hub_can_look_at_messages_before_they_go() {
    let (app, hub, staff) = hub().await;
    app.post_as(&staff, "/api/mail-look-first", &[("look", "true")]).await;
    assert!(page(&app, &staff, "/hub/mail").await.contains("Switch off"));
    let id = crate::mail::office::enqueue(&app.database, hub, &Note { subject: "News".into(), ..note("amy@ashlane.example") }, None, false)
        .await;
    assert_eq!(state(&app, hub, id).await, MessageState::Held);
    app.post_as(&staff, "/api/mail-look-first", &[("look", "false")]).await;
    assert_eq!(state(&app, hub, id).await, MessageState::Held, "what is held stays so until it is released");
    assert!(page(&app, &staff, "/hub/mail").await.contains("Switch on"));
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
        let seen = app.get_as(&staff, &path).await;
        assert_eq!(seen.status(), 200, "{path}");
        assert!(!seen.text().await.expect("a page").contains("sesame"), "{path}");
    }
    assert!(page(&app, &staff, &format!("/hub/mail/{id}")).await.contains("only a hub admin is shown its text"));
    let audit = async || store::audit::list(&app.database, hub, "mail", None, 5).await.expect("the audit");
    assert!(audit().await.is_empty());
    let admin = app.sign_in("nell@lanternvale.example").await;
    for _ in 0..2 {
        assert!(page(&app, &admin, &format!("/hub/mail/{id}")).await.contains("sesame"));
    }
    let audit = audit().await;
    assert_eq!(audit.len(), 1, "once for a person and a message");
    assert_eq!((audit[0].action.as_str(), audit[0].who.as_str()), ("mail.link_shown", "Nell Ravensworth"));
    assert!(!audit[0].words.contains("sesame"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_had_gone_already_is_said_as_a_warning() {
    let (app, hub, staff) = hub().await;
    let id = write(&app, hub, "amy@ashlane.example").await;
    step(&app, &staff, id, "withdraw").await;
    let page = page(&app, &staff, &step(&app, &staff, id, "hold").await).await;
    assert!(page.contains("It had gone already") && !page.contains("notice--ok"), "{page}");
    let card = self::page(&app, &staff, &format!("/hub/mail/{}", write(&app, hub, "rosa@elmbank.example").await)).await;
    assert!(
        card.contains("<dt>To</dt>") && card.contains("<dt>Subject</dt><dd>A place for your school"),
        "whom to send it to, and under what"
    );
}
