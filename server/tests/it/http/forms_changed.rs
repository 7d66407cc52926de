//! A form that waits while what it was made from changes: nobody agrees to what they have not read, and nothing is replaced unseen.

use app::error::Problem;
use app::notice::Notice;
use chrono::TimeDelta;

use crate::common::asked::{ADMIN, Asked, HEAD, today};
use crate::common::forms::Looking;
use crate::common::page::Page;
use crate::common::refusals::{refused, taken};
use crate::common::{TestApp, header};
use crate::permissions::sample::Sample;

use super::sessions_ended::{next_of, send_signed_out};

const NELL: &str = "nell@lanternvale.example";
const OMAR: &str = "omar@lanternvale.example";

fn has_moved(page: &Page) -> bool {
    page.problems() == [(Problem::PaperChanged.to_string(), String::new())]
}

/// Ticks, names and a drawing of a form that is to be signed.
fn filled(page: &Page) -> [bool; 3] {
    let has = |name: &str| !page.field(name).value.is_empty();
    [!page.chosen("ticks[]").is_empty(), has("typed_name"), has("drawing")]
}

async fn another_wording(asked: &Asked) {
    let admin = asked.app.sign_in(ADMIN).await;
    let form = asked.other_wording(&admin).await;
    let saved = asked.post(&admin, "/api/save-clauses", &form).await;
    assert_eq!(header(&saved, "location"), "/hub/clauses?done=wording-saved");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_paper_that_changed_while_its_form_waited_is_read_and_signed_anew() {
    const ACTION: &str = "/api/sign-commitment-as-head";
    let asked = Asked::new().await;
    let head = asked.app.sign_in(HEAD).await;
    let mut sent = asked.page_as(&head, &format!("{}/{}", asked.page(), asked.school)).await.form(ACTION);
    sent.fill();
    sent.set("drawing", "M 10 20 L 30 40 L 60 20");
    let (to, typed) = send_signed_out(&asked.app, &sent).await;
    let (back, cookies) = (next_of(&to).expect("a page"), format!("{head}; {typed}"));
    let page = asked.page_as(&cookies, &back).await;
    assert_eq!((has_moved(&page), filled(&page)), (false, [true; 3]), "the same paper");
    another_wording(&asked).await;
    let page = asked.page_as(&cookies, &back).await;
    assert_eq!((has_moved(&page), filled(&page)), (true, [false; 3]));
    assert_eq!(page.field("printed_name").value, "kept-printed_name", "what agrees to nothing stays");
    let answer = asked.app.post_as(&head, ACTION, &page.form(ACTION).pairs()).await;
    assert_eq!(answer.status(), 422);
    assert_eq!(asked.verified().await, "There are no signatures yet.", "one press signs nothing");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_paper_that_changed_between_two_tries_is_read_and_signed_anew() {
    const ACTION: &str = "/api/sign-commitment";
    let asked = Asked::new().await;
    let token = asked.link(TimeDelta::days(100)).await;
    let mut sent = asked.open(&token).await.form(ACTION);
    sent.fill();
    sent.set("signed_on", "2999-01-01");
    let page = Page::of(&refused(asked.app.post(ACTION, &sent.pairs()).await, &[Problem::SignedOnFuture]).await);
    assert_eq!((has_moved(&page), filled(&page)), (false, [true, true, false]));
    another_wording(&asked).await;
    let page = Page::of(&refused(asked.app.post(ACTION, &page.form(ACTION).pairs()).await, &[Problem::PaperChanged]).await);
    assert_eq!((has_moved(&page), filled(&page)), (true, [false; 3]));
    let mut now = page.form(ACTION);
    now.fill();
    now.set("signed_on", &today());
    taken(&asked.app.post(ACTION, &now.pairs()).await, Notice::CommitmentSigned);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_colleagues_setting_is_not_replaced_by_a_form_that_waited() {
    const ACTION: &str = "/api/group-settings";
    let app = TestApp::with_demo().await;
    let sample = Sample::of(&app).await;
    let (nell, omar) = (app.sign_in(NELL).await, app.sign_in(OMAR).await);
    let page = async |who: &str, address: &str| Page::of_answer(app.get_as(who, address).await).await;
    let address = sample.fill("/groups/{group}/settings?year=2026");
    let shown = page(&nell, &address).await;
    let (mut sent, before) = (shown.form(ACTION), shown.field("was[title]").value);
    sent.set("title", "Steps");
    let (to, typed) = send_signed_out(&app, &sent).await;
    let mut theirs = page(&omar, &address).await.form(ACTION);
    theirs.set("title", "Ratios");
    taken(&app.post_as(&omar, ACTION, &theirs.pairs()).await, Notice::Saved);
    let back = page(&format!("{nell}; {typed}"), &next_of(&to).expect("a page")).await;
    assert_eq!(back.field("was[title]").value, before, "what she saw");
    let answer = app.post_as(&nell, ACTION, &back.form(ACTION).pairs()).await;
    let told = Page::of(&refused(answer, &[Problem::SettingsMoved]).await);
    assert_eq!(told.field("was[title]").value, "Ratios", "now she has seen it");
    taken(&app.post_as(&nell, ACTION, &told.form(ACTION).pairs()).await, Notice::Saved);
    assert_eq!(page(&nell, &address).await.field("was[title]").value, "Steps");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_of_before_stays_as_it_is_when_something_else_is_changed() {
    const ACTION: &str = "/api/group-settings";
    let app = TestApp::with_demo().await;
    let address = Sample::of(&app).await.fill("/groups/{group}/settings?year=2026");
    app.run("update group_year set ncp_code = 'NCP26 – 11' where academic_year = 2026 and ncp_code = 'NCP26-11'").await;
    let nell = app.sign_in(NELL).await;
    let page = Page::of_answer(app.get_as(&nell, &address).await).await;
    assert_eq!(page.field("was[code]").value, "NCP26 – 11");
    let mut sent = page.form(ACTION);
    sent.set("focus", "Why?");
    taken(&app.post_as(&nell, ACTION, &sent.pairs()).await, Notice::Saved);
    let page = Page::of_answer(app.get_as(&nell, &address).await).await;
    assert_eq!(["code", "focus"].map(|name| page.field(&format!("was[{name}]")).value), ["NCP26 – 11", "Why?"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_colleague_decided_while_a_form_waited_is_said_first() {
    const ACTION: &str = "/api/interest-decide";
    let app = TestApp::with_demo().await;
    let sample = Sample::of(&app).await;
    let (nell, omar) = (app.sign_in(NELL).await, app.sign_in(OMAR).await);
    let page = async |who: &str, address: &str| Page::of_answer(app.get_as(who, address).await).await;
    let sent = page(&nell, &sample.fill("/hub/interest/{interest}/decide?to=waiting")).await.form(ACTION);
    let (to, typed) = send_signed_out(&app, &sent).await;
    let theirs = page(&omar, &sample.fill("/hub/interest/{interest}/decide?to=declined")).await.form(ACTION);
    taken(&app.post_as(&omar, ACTION, &theirs.pairs()).await, Notice::InterestDecidedWithLetter);
    let page = page(&format!("{nell}; {typed}"), &next_of(&to).expect("a page")).await;
    assert_eq!(page.problems(), [(Problem::InterestMoved.to_string(), String::new())]);
}
