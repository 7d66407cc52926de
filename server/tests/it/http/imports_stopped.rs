//! An import whose server was stopped while it was written: the next start goes on with it, once.

use std::path::{Path, PathBuf};

use super::imports::preview_one;
use super::schools::{ADMIN, at_rest, left_files, open, sql};
use crate::common::TestApp;
use crate::common::page::Page;
use store::schools;
use tempfile::TempDir;

/// A server that was stopped while it brought in a file with one new school: its folder, and the import's page.
async fn stopped_midway(again: bool) -> (TempDir, String, String) {
    let app = TestApp::with_quiet_demo().await;
    let admin = app.sign_in(ADMIN).await;
    let page = preview_one(&app, &admin).await;
    open(&app, &admin, &page).await.offers("Bring these in");
    let report = if again { "json_set(report, '$.resumed', json('true'))" } else { "report" };
    sql(&app, &format!("update school_import set state = 'applying', report = {report}")).await;
    assert_eq!(left_files(&app).len(), 1);
    (app.stop().await, page, admin)
}

async fn told(app: &TestApp) -> Vec<String> {
    let hub = store::hub::first(&app.database).await.expect("an answer").expect("a hub");
    let audit = store::audit::list(&app.database, hub, "schools", None, 5).await.expect("entries");
    audit.into_iter().map(|entry| format!("{}: {}", entry.who, entry.words)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_next_start_goes_on_with_it_and_says_so() {
    let (folder, page, admin) = stopped_midway(false).await;
    let app = TestApp::start_again_with(folder, |_| ()).await;
    assert_eq!(Page::of(&at_rest(&app, &admin, &page).await).heading(), "The schools are in");
    assert!(schools::by_urn(&app.database, "123456").await.expect("an answer").is_some());
    let brought_in = "Brought in schools from extract (it was stopped in between, and these are the rest): 1 new, 0 changed, 0 closed.";
    assert_eq!(told(&app).await[0], format!("Nell Ravensworth: {brought_in}"));
    // Its file goes a moment after its end is kept.
    for _ in 0..100 {
        if left_files(&app).is_empty() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("the file is still there: {:?}", left_files(&app));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_was_stopped_again_is_given_up_and_told_of() {
    let (folder, page, admin) = stopped_midway(true).await;
    given_up(folder, &page, &admin).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_whose_files_are_gone_is_given_up_and_told_of() {
    let (folder, page, admin) = stopped_midway(false).await;
    for file in imports(folder.path()) {
        std::fs::remove_file(file).expect("gone");
    }
    given_up(folder, &page, &admin).await;
}

async fn given_up(folder: TempDir, page: &str, admin: &str) {
    let app = TestApp::start_again_with(folder, |_| ()).await;
    let stopped = "It was stopped before it was done. Choose the files again: what is in already stays.";
    let shown = Page::of(&at_rest(&app, admin, page).await);
    assert_eq!((shown.heading().as_str(), shown.text("main .notice").as_str()), ("Not brought in", stopped));
    let told = told(&app).await;
    assert_eq!(told[0], format!("Nell Ravensworth: Brought in a part of the schools from extract: it was broken off. {stopped}"));
    assert_eq!(left_files(&app), Vec::<String>::new());
}

fn imports(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.filter(|path| path.to_string_lossy().contains(".import-")).collect()
}
