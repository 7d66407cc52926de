//! The audit, looked through by its page and taken out as a table.

use crate::common::TestApp;
use crate::common::page::Page;
use crate::common::refusals::taken;
use app::notice::Notice;
use store::audit::{self, Entry, Who};
use store::uk_time;

const ADMIN: &str = "nell@lanternvale.example";

const LANTERN: &str = "Lantern was lit from afar.";

async fn page_as(app: &TestApp, cookie: &str, path: &str) -> Page {
    let answer = app.get_as(cookie, path).await;
    assert_eq!(answer.status(), 200, "{path}");
    Page::of_answer(answer).await
}

/// What is listed: what was done, and who did it.
fn listed(page: &Page) -> Vec<(String, String)> {
    page.texts(".audit__what").into_iter().zip(page.texts(".audit__who")).collect()
}

/// How often something is listed.
fn times(page: &Page, said: &str) -> usize {
    listed(page).iter().filter(|(what, _)| what == said).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_audit_is_looked_through_by_kind_person_and_days() {
    let app = TestApp::with_quiet_demo().await;
    let admin = app.sign_in(ADMIN).await;
    let hub = store::hub::first(&app.database).await.expect("an answer").expect("a hub");
    let mut changes = app.database.change().await.expect("a transaction");
    let words = "Lantern was lit from afar";
    audit::write(&mut changes, &Entry { hub: Some(hub), who: Who::Server, action: "role.given", subject: None, words })
        .await
        .expect("kept");
    changes.commit().await.expect("kept");
    let page = page_as(&app, &admin, "/hub/audit").await;
    assert_eq!(listed(&page)[0], (LANTERN.to_owned(), "The command line".to_owned()));
    assert_eq!(app.get_as(&admin, "/hub/audit.csv").await.status(), 200);
    let page = page_as(&app, &admin, "/hub/audit?kind=export").await;
    let is_export = |what: &str| what.starts_with("Saved ") && what.ends_with(" of the audit as a table.");
    let exports = listed(&page);
    assert!(!exports.is_empty() && exports.iter().all(|(what, _)| is_export(what)), "{exports:?}");
    let kinds = page.texts("select[name='kind'] option");
    assert_eq!(kinds.iter().filter(|kind| *kind == "Exports").count(), 1, "one kind for whatever was taken out: {kinds:?}");
    let (nell, name) =
        audit::actors(&app.database, hub).await.expect("people").into_iter().find(|(_, name)| name.starts_with("Nell")).expect("Nell");
    // Who did it stands beside it.
    page.does_not_say(&format!("{name} saved"));
    let page = page_as(&app, &admin, &format!("/hub/audit?person={nell}")).await;
    assert!(listed(&page).iter().any(|(what, _)| is_export(what)));
    assert_eq!(times(&page, LANTERN), 0);
    let table = format!("/hub/audit.csv?person={}", nell.to_string().replace('-', "%2D"));
    assert_eq!(page.links("Take it out as CSV"), [table], "the table has the same filter");
    let today = uk_time::today();
    let (yesterday, tomorrow) = (today.pred_opt().expect("a day"), today.succ_opt().expect("a day"));
    for (from, to, found) in [(today, today, true), (tomorrow, tomorrow, false), (yesterday, yesterday, false)] {
        let page = page_as(&app, &admin, &format!("/hub/audit?from={from}&to={to}")).await;
        assert_eq!(times(&page, LANTERN), usize::from(found), "{from} {to}");
    }
    // A day that can't be read takes out nothing, rather than everything.
    assert_eq!(app.get_as(&admin, "/hub/audit.csv?from=3+Mrch+27").await.status(), 400);
    assert_eq!(page_as(&app, &admin, "/hub/audit?from=3+Mrch+27").await.links("Take it out as CSV"), Vec::<String>::new());
    let page = page_as(&app, &admin, "/hub/audit?from=then&person=nobody").await;
    assert_eq!(times(&page, LANTERN), 1, "what is no day is none");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_takes_another_name_is_told_of() {
    let app = TestApp::with_quiet_demo().await;
    let admin = app.sign_in(ADMIN).await;
    let amy = app.sign_in("amy@ashlane.example").await;
    for name in ["Amy Newname", "Amy Newname"] {
        let answer = app.post_as(&amy, "/api/rename-account", &[("name", name)]).await;
        taken(&answer, Notice::Saved);
    }
    let mut renamed = listed(&page_as(&app, &admin, "/hub/audit?kind=account").await);
    renamed.retain(|(what, _)| what == "Goes by the name Amy Newname now.");
    assert_eq!(renamed.len(), 1, "once, for the second time changed nothing");
    assert!(renamed[0].1.starts_with("Amy Charlesworth"), "and under the name they had: {renamed:?}");
}
