//! A guest keeps under their own name what they wrote, and takes that back.

use app::error::Problem;
use app::notice::Notice;

use super::twilights::{Evening, MAPLE, join};
use crate::common::TestApp;
use crate::common::browser::Browser;
use crate::common::forms::Looking;
use crate::common::guest::writes;

/// A link that the guest of this browser has sent to an address, as a path.
async fn asked(evening: &Evening, browser: &mut Browser<'_>, email: &str) -> String {
    let place = browser.send("/api/claim-guest-work", &[("email", email)]).await;
    place.page().says(&Notice::ClaimLinkSent.to_string());
    let links = evening.app.column("select link from outbox where kind = 'twilight.claim' order by id desc").await;
    let link = links.first().expect("a letter");
    link.strip_prefix(&evening.app.url("")).expect("our own address").to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_guest_wrote_becomes_theirs_by_name_and_a_guest_s_again() {
    let evening = Evening::in_app(TestApp::with_demo_and_mail().await).await;
    let code = evening.code().await;
    let school = evening.app.column("select id from school where short_name = 'Elm Bank'").await.remove(0);
    let mut browser = Browser::new(&evening.app);
    let place = join(&mut browser, &code, "Samira", &[("school", &school), ("year_group", "Y3")]).await;
    let board = place.address.strip_prefix("/boards/").expect("a board").to_owned();
    writes(&evening.app, &browser.line(), &board, 4711, "Samira was here ").await;
    browser.open("/join/tables").await.page().leads_to("/join/claim");
    let place = browser.send("/api/claim-guest-work", &[("email", "samira.elmbank.example")]).await;
    assert!(place.refuses(Problem::EmailShape), "{}", place.status);
    let path = asked(&evening, &mut browser, "samira@elmbank.example").await;

    // On another device.
    let mut elsewhere = Browser::new(&evening.app);
    let place = elsewhere.open(&path).await;
    place.page().says("Samira, Elm Bank");
    place.page().says("wrote on 1 board, was at the twilight of workshop 2");
    place.page().says("as a teacher at Elm Bank Primary School");
    assert_eq!(evening.app.count("select count(*) from person where email = 'samira@elmbank.example'").await, 0, "looking changes nothing");
    let token = path.rsplit('/').next().expect("a token");
    let place = elsewhere.send("/api/confirm-claim", &[("token", token), ("name", " ")]).await;
    assert!(place.refuses(Problem::NameMissing), "{}", place.status);
    let place = elsewhere.send("/api/confirm-claim", &[("token", token), ("name", "Samira Stone")]).await;
    place.page().says(&Notice::GuestWorkKept.to_string());
    place.page().says("As Samira, Elm Bank: wrote on 1 board");
    let authors = async || {
        let authors = store::live::authors(&evening.app.database, board.parse().expect("an id")).await.expect("names");
        authors.into_iter().map(|(name, _)| name).filter(|name| name.starts_with("Samira")).collect::<Vec<_>>()
    };
    assert_eq!(authors().await, ["Samira Stone"]);
    evening.of_lead("attendance?part=twilight").await.says("Samira Stone");
    evening.of_lead("twilight").await.says("Has an account: Samira Stone.");
    let used = evening.app.get(&path).await;
    assert_eq!(used.status(), 410, "once is enough");

    let claim = evening.app.column("select id from guest_claim").await.remove(0);
    let asks = elsewhere.open(&format!("/account/guest/{claim}/undo")).await;
    asks.page().offers("Yes, take it back");
    let mut rosa = Browser::signed_in(&evening.app, "rosa@elmbank.example").await;
    assert_eq!(rosa.open(&format!("/account/guest/{claim}/undo")).await.status, 404, "somebody else's");
    rosa.send("/api/undo-claim", &[("claim", &claim)]).await;
    assert_eq!(authors().await, ["Samira Stone"]);
    let place = elsewhere.send("/api/undo-claim", &[("claim", &claim)]).await;
    place.page().says(&Notice::GuestWorkGivenBack.to_string());
    assert_eq!(authors().await, ["Samira"]);
    evening.of_lead("attendance?part=twilight").await.says("Samira");
    assert_eq!(elsewhere.send("/api/undo-claim", &[("claim", &claim)]).await.status, 200, "twice is as good as once");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_claims_somebody_else_s_guest_and_a_letter_alone_opens_no_account() {
    let evening = Evening::in_app(TestApp::with_demo_and_mail().await).await;
    let code = evening.code().await;
    let mut stranger = Browser::new(&evening.app);
    assert_eq!(stranger.open("/join/claim").await.address, "/join");
    assert_eq!(stranger.send("/api/claim-guest-work", &[("email", "eve@free.example")]).await.address, "/join");
    assert_eq!(evening.app.count("select count(*) from guest_claim").await, 0);
    let dead = evening.app.get(&format!("/join/claim/{}", "0".repeat(64))).await;
    assert_eq!(dead.status(), 404);

    let mut browser = Browser::new(&evening.app);
    join(&mut browser, &code, "Rosie", MAPLE).await;
    let path = asked(&evening, &mut browser, "rosa@elmbank.example").await;
    let token = path.rsplit('/').next().expect("a token");
    browser.open(&path).await.page().says("There is an account with rosa@elmbank.example: Rosa");
    let place = browser.send("/api/confirm-claim", &[("token", token)]).await;
    assert_eq!(place.address.split('?').next(), Some("/sign-in/link"), "its owner signs in by themselves");
    assert_eq!(evening.app.count("select count(*) from guest where person is not null").await, 1);
    browser.open("/join/claim").await.page().says("under your own name already");
    // Who was taken out has nothing to keep.
    let mut other = Browser::new(&evening.app);
    join(&mut other, &code, "Ottoline", MAPLE).await;
    let path = asked(&evening, &mut other, "ottoline@free.example").await;
    let mut rosa = Browser::signed_in(&evening.app, "rosa@elmbank.example").await;
    rosa.open(&path).await.page().says("the new account is signed in here instead");
    evening.app.run("update guest set removed_at = 1 where name = 'Ottoline'").await;
    assert_eq!(evening.app.get(&path).await.status(), 410);
    let token = path.rsplit('/').next().expect("a token");
    assert_eq!(other.send("/api/confirm-claim", &[("token", token), ("name", "Ottoline Oak")]).await.status, 410);
    assert_eq!(evening.app.count("select count(*) from person where email = 'ottoline@free.example'").await, 0);
}
