//! Many people who open one page together.

use futures_util::StreamExt;
use futures_util::stream::iter;
use store::live::{self, Listed};

use crate::common::TestApp;

const AMY: &str = "amy@ashlane.example";

/// Opens a page so often, so many at once, and returns what was not answered with a whole page that has `words` in its title.
async fn wrong_answers(app: &TestApp, cookie: &str, path: &str, words: &str, (times, at_once): (usize, usize)) -> Vec<String> {
    let title = format!("<title>{words}");
    let opened = iter(0..times).map(|_| async {
        match app.request("GET", path).header("cookie", cookie).send().await {
            Err(error) => Some(format!("no answer: {error}")),
            Ok(answer) if answer.status() != 200 => Some(format!("status {}", answer.status())),
            // As it came: to parse hundreds of pages would slow down what they are asked of.
            Ok(answer) => match answer.text().await {
                Err(error) => Some(format!("broken off: {error}")),
                Ok(page) if !page.contains(&title) => Some(format!("another title: {:?}", page.split("<title>").nth(1))),
                Ok(page) => (!page.trim_end().ends_with("</script>") && !page.contains("</html>")).then(|| "not whole".to_owned()),
            },
        }
    });
    opened.buffer_unordered(at_once).filter_map(std::future::ready).collect().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_board_that_thirty_open_together_is_shown_to_all_of_them() {
    let app = TestApp::with_demo().await;
    let cookie = app.sign_in(AMY).await;
    let mut opened = 0;
    for Listed { id, title, .. } in live::all(&app.database).await.expect("documents") {
        let path = format!("/boards/{id}");
        if app.get_as(&cookie, &path).await.status() != 200 {
            continue;
        }
        opened += 1;
        let title = title.replace('&', "&amp;");
        let wrong = wrong_answers(&app, &cookie, &path, &title, (150, 30)).await;
        assert!(wrong.is_empty(), "{} of 150: {wrong:?}", wrong.len());
        if opened == 2 {
            return;
        }
    }
    panic!("no two boards to open");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn boards_that_are_opened_together_keep_their_own_titles() {
    let app = TestApp::with_demo().await;
    let cookie = app.sign_in(AMY).await;
    let mut boards = Vec::new();
    for Listed { id, title, .. } in live::all(&app.database).await.expect("documents") {
        if app.get_as(&cookie, &format!("/boards/{id}")).await.status() == 200 {
            boards.push((format!("/boards/{id}"), title.replace('&', "&amp;")));
        }
    }
    assert!(boards.len() > 2, "{boards:?}");
    let all = boards.iter().map(|(path, title)| wrong_answers(&app, &cookie, path, title, (40, 8)));
    let wrong: Vec<String> = iter(all).buffer_unordered(8).flat_map(iter).collect().await;
    assert!(wrong.is_empty(), "{wrong:?}");
}
