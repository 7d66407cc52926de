//! What the hub chose about schools that may be one outlives its session.

use super::doors::{send, tarn};
use crate::common::html_forms::forms;
use crate::common::{TestApp, header};
use crate::http::schools::{ADMIN, at_rest};
use crate::http::sessions_ended::{next_of, send_signed_out};
use crate::load_generator::process::Outcome;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn schools_that_were_ticked_to_stay_two_are_ticked_after_signing_in_again() -> Outcome<()> {
    let app = TestApp::with_quiet_demo().await;
    let admin = app.sign_in(ADMIN).await;
    let first = send(&app, &admin, "withdrawn-1.csv", "withdrawn-links-1.csv").await?;
    at_rest(&app, &admin, &first).await;
    app.post_as(&admin, &format!("{first}/apply"), &[]).await;
    at_rest(&app, &admin, &first).await;
    let import = send(&app, &admin, "withdrawn-2.csv", "withdrawn-links-2.csv").await?;
    at_rest(&app, &admin, &import).await;
    let ticked = async |cookie: &str, address: &str| {
        let page = app.get_as(cookie, address).await.text().await?;
        let tag = page.split("<input").find(|tag| tag.contains("name=\"apart\" value=\"150001\"")).ok_or("no such question")?;
        Outcome::Ok(tag.split('>').next().is_some_and(|tag| tag.contains("checked")))
    };
    assert!(!ticked(&admin, &import).await?);
    let page = app.get_as(&admin, &import).await.text().await?;
    let bring_in = forms(&page).into_iter().find(|form| form.action.ends_with("/apply")).ok_or("no form")?;
    let fields = [bring_in.pairs(), vec![("apart", "150001")]].concat();
    let answer = app.post(&bring_in.action, &fields).await;
    let back = next_of(header(&answer, "location")).ok_or("not to sign in")?;
    assert_eq!(back, format!("{import}?kept=1"));
    let typed = header(&answer, "set-cookie").split(';').next().unwrap_or_default().to_owned();
    assert!(ticked(&format!("{admin}; {typed}"), &back).await?);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn which_of_two_keeps_the_history_is_as_it_was_chosen() -> Outcome<()> {
    let app = TestApp::with_quiet_demo().await;
    let admin = app.sign_in(ADMIN).await;
    tarn(&app, &admin, &[]).await?;
    let page = app.get_as(&admin, "/schools/new-numbers").await.text().await?;
    let mut form = forms(&page).into_iter().find(|form| form.action == "/api/take-back-number").ok_or("no form")?;
    let before = form.clone();
    form.fields.iter_mut().filter(|field| field.kind == "radio").for_each(|field| field.checked = !field.checked);
    let (to, typed) = send_signed_out(&app, &form).await;
    let page = app.get_as(&format!("{admin}; {typed}"), &next_of(&to).ok_or("not to sign in")?).await.text().await?;
    let found = forms(&page).into_iter().find(|form| form.action == "/api/take-back-number").ok_or("no form")?;
    assert_eq!(found.fields, form.fields);
    assert_ne!(found.fields, before.fields);
    let details = page.split("<details").find(|part| part.contains("take-back-number")).ok_or("no details")?;
    assert!(details.split('>').next().is_some_and(|tag| tag.contains("open")), "{details}");
    Ok(())
}
