//! What a copy brings along that nobody sees: it does no harm at any door.

use crate::common::TestApp;
use crate::common::browser::Browser;
use crate::common::forms::{Answering, Looking, NONE, STAFF, with_empty_inbox};
use crate::permissions::sample::Sample;
use app::error::Problem;

const NELL: &str = "nell@lanternvale.example";
const FOREIGN_LETTER: &str = "There is a letter in this address that mail can’t be sent to, like é, or one of another alphabet \
    that looks like ours. Type the address by hand";
/// A byte order mark, a blank without width, a mark of the writing direction, a soft hyphen, a zero byte, a blank that does not break.
const UNSEEN: [&str; 6] = ["\u{feff}", "\u{200b}", "\u{202e}", "\u{ad}", "\u{0}", "\u{a0}"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stranger_pastes_a_name_an_address_and_a_number() {
    let app = with_empty_inbox().await;
    for unseen in UNSEEN {
        let mut browser = Browser::new(&app);
        browser.send("/api/interest-begin", &[]).await;
        let urn = format!("{unseen}900002{unseen}");
        let place = browser.send("/api/interest-answer-school", &[("school", &urn), ("town", unseen)]).await;
        assert_eq!(place.address, "/interest/you", "{unseen:?}");
        let (name, email) = (format!("{unseen}Asha{unseen} Bell"), format!("Asha Bell <{unseen}asha@elmbank.example{unseen}>"));
        let place = browser.send("/api/interest-answer-you", &[("name", &name), ("email", &email), ("role", "Lead")]).await;
        assert_eq!(place.address, "/interest/journey", "{unseen:?}");
        browser.send("/api/interest-answer-journey", NONE).await;
        let place = browser.send("/api/interest-answer-practice", &[("teachers", &format!("12{unseen}")), ("using", "8\u{a0}")]).await;
        assert_eq!(place.address, "/interest/leadership", "{unseen:?}");
    }
    let mut browser = Browser::new(&app);
    let sent = browser.answer_and_send("mailto:asha@elmbank.example?subject=Hello", NONE).await;
    assert_eq!(sent.address, "/interest/sent");
    assert_eq!(app.column("select contact_email from interest").await, ["asha@elmbank.example"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_that_can_not_be_read_says_the_true_cause() {
    let app = TestApp::with_demo().await;
    let mut nell = Browser::signed_in(&app, NELL).await;
    for (email, problem) in [
        ("cho lin@b.example", "There is a space in this address: take it out"),
        ("cho@b.example; amy@b.example", "Enter one address: there are several here"),
        ("\u{441}ho@b.example", FOREIGN_LETTER),
        ("\u{200b}\u{a0}", "Enter your work email"),
    ] {
        let place = nell.send("/api/hub-invite", &[("name", "Cho Lin"), ("email", email), ("role", "staff")]).await;
        place.page().finds_wrong(&[(problem, "#email")]);
        assert_eq!(place.page().field("email").error.as_deref(), Some(problem), "{email:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_of_nothing_that_is_seen_is_no_name() {
    let app = TestApp::with_demo().await;
    let mut nell = Browser::signed_in(&app, NELL).await;
    let nothing = "\u{200b}\u{a0}\u{2800}\u{3164}\u{feff}\u{0}";
    for (path, form, problem) in [
        ("/api/rename-account", vec![("name", nothing)], Problem::NameMissing),
        ("/api/hub-invite", vec![("name", nothing), ("email", "cho@b.example"), ("role", "staff")], Problem::NameMissing),
        ("/api/hub-settings", vec![("hub_name", nothing), ("email", "hello@lanternvale.example")], Problem::HubNameMissing),
    ] {
        assert!(nell.send(path, &form).await.refuses(problem), "{path}");
    }
    let group = Sample::of(&app).await.fill("{group}");
    let mut rosa = Browser::signed_in(&app, "rosa@elmbank.example").await;
    let place = rosa.send("/api/create-board", &[("id", &group), ("title", nothing), ("years[]", "Y1")]).await;
    assert!(place.address.contains("title-missing"), "{}", place.address);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invitation_goes_to_the_address_and_a_code_is_the_code() {
    let app = TestApp::with_demo_and_mail().await;
    let mut nell = Browser::signed_in(&app, NELL).await;
    let form = [("name", "Cho\u{200b} Lin\u{0}"), ("email", "\"Lin, Cho\" <\u{feff}Cho@B.example>"), ("role", "staff")];
    let place = nell.send("/api/hub-invite", &form).await;
    assert!(place.address.contains("done="), "{}", place.address);
    assert_eq!(app.column("select to_name || '|' || to_email from outbox where to_email like 'cho@%'").await, ["Cho Lin|cho@b.example"]);
    let year = Sample::of(&app).await.fill("{year}");
    let form = [("year", year.as_str()), ("name", "Heron\u{a0}Reach"), ("code", "NCP26\u{2011}77\u{200b}"), ("title", ""), ("focus", "")];
    nell.send("/api/forming-new-group", &form).await;
    assert_eq!(app.column("select ncp_code from group_year where ncp_code like '%77'").await, ["NCP26-77"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_looked_for_is_found_all_the_same() {
    let app = TestApp::with_demo().await;
    let (mut omar, mut nell) = (Browser::signed_in(&app, STAFF).await, Browser::signed_in(&app, NELL).await);
    for unseen in ["%E2%80%8B", "%EF%BB%BF", "%C2%AD", "%00", "%C2%A0"] {
        let name = format!("{unseen}El{}m+Bank{unseen}", if unseen == "%C2%A0" { "" } else { unseen });
        let answer = reqwest::get(app.url(&format!("/api/search-schools?text={name}"))).await.expect("an answer");
        let found: serde_json::Value = answer.json().await.expect("a list");
        assert_eq!(found[0]["name"], "Elm Bank Primary School", "{unseen}");
        let schools = omar.open(&format!("/schools?q={unseen}900002{unseen}")).await;
        assert_eq!(schools.page().rows()[0][..2], ["Elm Bank Primary School", "Sallowford"], "{unseen}");
        let people = nell.open(&format!("/hub/people?text={unseen}Rosa{unseen}")).await;
        assert_eq!(people.page().links("Rosa Figueira").len(), 1, "{unseen}");
    }
}
