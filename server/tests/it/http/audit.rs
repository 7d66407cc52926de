//! The audit, looked through by its page and taken out as a table.

use crate::common::TestApp;
use store::audit::{self, Entry, Who};
use store::uk_time;

const ADMIN: &str = "nell@lanternvale.example";

async fn text(app: &TestApp, cookie: &str, path: &str) -> String {
    let answer = app.get_as(cookie, path).await;
    assert_eq!(answer.status(), 200, "{path}");
    answer.text().await.expect("a page")
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
    let page = text(&app, &admin, "/hub/audit").await;
    assert!(page.contains("Lantern was lit from afar.") && page.contains("The command line"), "{page}");
    text(&app, &admin, "/hub/audit.csv").await;
    let page = text(&app, &admin, "/hub/audit?kind=export").await;
    assert!(page.contains("Saved ") && page.contains("of the audit as a table.") && !page.contains("Lantern was lit"), "{page}");
    assert_eq!(page.matches(">Exports<").count(), 1, "one kind for whatever was taken out: {page}");
    let (nell, name) =
        audit::actors(&app.database, hub).await.expect("people").into_iter().find(|(_, name)| name.starts_with("Nell")).expect("Nell");
    assert!(!page.contains(&format!("{name} saved")), "who did it stands beside it");
    let page = text(&app, &admin, &format!("/hub/audit?person={nell}")).await;
    assert!(page.contains("of the audit as a table") && !page.contains("Lantern was lit"), "{page}");
    assert!(page.contains("audit.csv?person="), "the table has the same filter");
    let today = uk_time::today();
    let (yesterday, tomorrow) = (today.pred_opt().expect("a day"), today.succ_opt().expect("a day"));
    for (from, to, found) in [(today, today, true), (tomorrow, tomorrow, false), (yesterday, yesterday, false)] {
        let page = text(&app, &admin, &format!("/hub/audit?from={from}&to={to}")).await;
        assert_eq!(page.contains("Lantern was lit"), found, "{from} {to}");
    }
    // A day that can't be read takes out nothing, rather than everything.
    assert_eq!(app.get_as(&admin, "/hub/audit.csv?from=3+Mrch+27").await.status(), 400);
    assert!(!text(&app, &admin, "/hub/audit?from=3+Mrch+27").await.contains("audit.csv"));
    assert_eq!(
        text(&app, &admin, "/hub/audit?from=then&person=nobody").await.matches("Lantern was lit").count(),
        1,
        "what is no day is none"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_takes_another_name_is_told_of() {
    let app = TestApp::with_quiet_demo().await;
    let admin = app.sign_in(ADMIN).await;
    let amy = app.sign_in("amy@ashlane.example").await;
    for name in ["Amy Newname", "Amy Newname"] {
        let answer = app.post_as(&amy, "/api/rename-account", &[("name", name)]).await;
        assert!(crate::common::header(&answer, "location").contains("done=saved"), "{}", answer.status());
    }
    let page = text(&app, &admin, "/hub/audit?kind=account").await;
    assert_eq!(page.matches("by the name Amy Newname now").count(), 1, "once, for the second time changed nothing: {page}");
    assert!(page.contains("Amy Sutcliffe") || page.matches("Amy ").count() >= 2, "and under the name they had: {page}");
}
