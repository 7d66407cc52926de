//! What the hub chose about schools that may be one outlives its session.

use super::doors::{send, tarn};
use crate::common::page::Page;
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
    let page = Page::of_answer(app.get_as(&admin, &import).await).await;
    assert_eq!((page.choices("apart"), page.chosen("apart")), (vec!["150001".to_owned()], vec![]));
    let bring_in = page.form(&format!("{import}/apply"));
    let fields = [bring_in.pairs(), vec![("apart", "150001")]].concat();
    let answer = app.post(&bring_in.action, &fields).await;
    let back = next_of(header(&answer, "location")).ok_or("not to sign in")?;
    assert_eq!(back, format!("{import}?kept=1"));
    let typed = header(&answer, "set-cookie").split(';').next().unwrap_or_default().to_owned();
    let page = Page::of_answer(app.get_as(&format!("{admin}; {typed}"), &back).await).await;
    assert_eq!(page.chosen("apart"), ["150001"]);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn which_of_two_keeps_the_history_is_as_it_was_chosen() -> Outcome<()> {
    let app = TestApp::with_quiet_demo().await;
    let admin = app.sign_in(ADMIN).await;
    tarn(&app, &admin, &[]).await?;
    let page = Page::of_answer(app.get_as(&admin, "/schools/new-numbers").await).await;
    assert_eq!(page.count("details[open]"), 0);
    let mut form = page.form("/api/take-back-number");
    let before = form.clone();
    form.fields.iter_mut().filter(|field| field.kind == "radio").for_each(|field| field.checked = !field.checked);
    let (to, typed) = send_signed_out(&app, &form).await;
    let page = Page::of_answer(app.get_as(&format!("{admin}; {typed}"), &next_of(&to).ok_or("not to sign in")?).await).await;
    let found = page.form("/api/take-back-number");
    assert_eq!(found.fields, form.fields);
    assert_ne!(found.fields, before.fields);
    assert_eq!(page.count("details[open] form[action='/api/take-back-number']"), 1);
    Ok(())
}
