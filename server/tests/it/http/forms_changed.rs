//! A form that waits while what it was made from changes: nobody agrees to what they have not read, and nothing is replaced unseen.

use app::error::Problem;
use chrono::TimeDelta;

use crate::common::asked::{ADMIN, Asked, HEAD, hidden, today};
use crate::common::forms::Looking;
use crate::common::html_forms::{HtmlForm, forms};
use crate::common::refusals::refused;
use crate::common::{TestApp, header};
use crate::permissions::sample::Sample;

use super::sessions_ended::{next_of, send_signed_out};

const NELL: &str = "nell@lanternvale.example";
const OMAR: &str = "omar@lanternvale.example";

fn form(page: &str, action: &str) -> HtmlForm {
    forms(page).into_iter().find(|form| form.action == action).expect("the form")
}

fn set(form: &mut HtmlForm, name: &str, value: &str) {
    form.fields.iter_mut().filter(|field| field.name == name).for_each(|field| field.value = value.to_owned());
}

fn has_moved(page: &str) -> bool {
    page.contains("A word or a date has changed since you opened this page")
}

/// Ticks, names and a drawing of a form that is to be signed.
fn filled(page: &str, action: &str) -> [bool; 3] {
    let form = form(page, action);
    let value = |name: &str| form.fields.iter().find(|field| field.name == name).map(|field| field.value.clone()).unwrap_or_default();
    [form.fields.iter().any(|field| field.checked), !value("typed_name").is_empty(), !value("drawing").is_empty()]
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
    let page = asked.page_as(&head, &format!("{}/{}", asked.page(), asked.school)).await;
    let mut sent = form(&page, ACTION);
    sent.fill();
    set(&mut sent, "drawing", "M 10 20 L 30 40 L 60 20");
    let (to, typed) = send_signed_out(&asked.app, &sent).await;
    let back = next_of(&to).expect("a page");
    let page = asked.page_as(&format!("{head}; {typed}"), &back).await;
    assert!(!has_moved(&page) && filled(&page, ACTION) == [true; 3], "the same paper");
    another_wording(&asked).await;
    let page = asked.page_as(&format!("{head}; {typed}"), &back).await;
    assert!(has_moved(&page) && filled(&page, ACTION) == [false; 3], "{page}");
    assert!(page.contains("value=\"kept-printed_name\""), "what agrees to nothing stays");
    let now = form(&page, ACTION);
    let answer = asked.app.post_as(&head, ACTION, &now.pairs()).await;
    assert!(!header(&answer, "location").contains("done="), "one press signs nothing");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_paper_that_changed_between_two_tries_is_read_and_signed_anew() {
    const ACTION: &str = "/api/sign-commitment";
    let asked = Asked::new().await;
    let token = asked.link(TimeDelta::days(100)).await;
    let mut sent = form(&asked.open(&token).await, ACTION);
    sent.fill();
    set(&mut sent, "signed_on", "2999-01-01");
    let page = refused(asked.app.post(ACTION, &sent.pairs()).await, &[Problem::SignedOnFuture]).await;
    assert!(!has_moved(&page) && filled(&page, ACTION)[..2] == [true; 2]);
    another_wording(&asked).await;
    let page = refused(asked.app.post(ACTION, &form(&page, ACTION).pairs()).await, &[Problem::PaperChanged]).await;
    assert!(has_moved(&page) && filled(&page, ACTION) == [false; 3], "{page}");
    let mut now = form(&page, ACTION);
    now.fill();
    set(&mut now, "signed_on", &today());
    let answer = asked.app.post(ACTION, &now.pairs()).await;
    assert!(header(&answer, "location").ends_with("?done=commitment-signed"), "{}", header(&answer, "location"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_colleagues_setting_is_not_replaced_by_a_form_that_waited() {
    const ACTION: &str = "/api/group-settings";
    let app = TestApp::with_demo().await;
    let sample = Sample::of(&app).await;
    let (nell, omar) = (app.sign_in(NELL).await, app.sign_in(OMAR).await);
    let page = async |who: &str, address: &str| app.get_as(who, address).await.text().await.expect("a page");
    let address = sample.fill("/groups/{group}/settings?year=2026");
    let mut sent = form(&page(&nell, &address).await, ACTION);
    let before = hidden(&page(&nell, &address).await, "was[title]");
    set(&mut sent, "title", "Steps");
    let (to, typed) = send_signed_out(&app, &sent).await;
    let mut theirs = form(&page(&omar, &address).await, ACTION);
    set(&mut theirs, "title", "Ratios");
    let answer = app.post_as(&omar, ACTION, &theirs.pairs()).await;
    assert!(header(&answer, "location").contains("done=saved"), "{}", header(&answer, "location"));
    let back = page(&format!("{nell}; {typed}"), &next_of(&to).expect("a page")).await;
    assert_eq!(hidden(&back, "was[title]"), before, "what she saw");
    let answer = app.post_as(&nell, ACTION, &form(&back, ACTION).pairs()).await;
    let told = refused(answer, &[Problem::SettingsMoved]).await;
    assert_eq!(hidden(&told, "was[title]"), "Ratios", "now she has seen it");
    let answer = app.post_as(&nell, ACTION, &form(&told, ACTION).pairs()).await;
    assert!(header(&answer, "location").contains("done=saved"));
    assert_eq!(hidden(&page(&nell, &address).await, "was[title]"), "Steps");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_of_before_stays_as_it_is_when_something_else_is_changed() {
    const ACTION: &str = "/api/group-settings";
    let app = TestApp::with_demo().await;
    let address = Sample::of(&app).await.fill("/groups/{group}/settings?year=2026");
    app.run("update group_year set ncp_code = 'NCP26 – 11' where academic_year = 2026 and ncp_code = 'NCP26-11'").await;
    let nell = app.sign_in(NELL).await;
    let page = app.get_as(&nell, &address).await.text().await.expect("a page");
    assert_eq!(hidden(&page, "was[code]"), "NCP26 – 11");
    let mut sent = form(&page, ACTION);
    set(&mut sent, "focus", "Why?");
    let answer = app.post_as(&nell, ACTION, &sent.pairs()).await;
    assert!(header(&answer, "location").contains("done=saved"), "{}", header(&answer, "location"));
    let page = app.get_as(&nell, &address).await.text().await.expect("a page");
    assert_eq!((hidden(&page, "was[code]").as_str(), hidden(&page, "was[focus]").as_str()), ("NCP26 – 11", "Why?"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_colleague_decided_while_a_form_waited_is_said_first() {
    const ACTION: &str = "/api/interest-decide";
    let app = TestApp::with_demo().await;
    let sample = Sample::of(&app).await;
    let (nell, omar) = (app.sign_in(NELL).await, app.sign_in(OMAR).await);
    let address = sample.fill("/hub/interest/{interest}/decide?to=waiting");
    let page = app.get_as(&nell, &address).await.text().await.expect("a page");
    let sent = form(&page, ACTION);
    let (to, typed) = send_signed_out(&app, &sent).await;
    let page = app.get_as(&omar, &sample.fill("/hub/interest/{interest}/decide?to=declined")).await.text().await.expect("a page");
    let answer = app.post_as(&omar, ACTION, &form(&page, ACTION).pairs()).await;
    assert!(header(&answer, "location").contains("done="), "{}", header(&answer, "location"));
    let page = app.get_as(&format!("{nell}; {typed}"), &next_of(&to).expect("a page")).await.text().await.expect("a page");
    assert!(page.contains("somebody decided on this a moment ago"), "{page}");
}
