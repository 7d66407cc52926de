//! What a refused form is answered with.

use app::error::Problem;
use reqwest::Response;

use super::page::Page;

/// The form's page, which says what is wrong with it: these problems, each in the summary.
pub async fn refused(answer: Response, problems: &[Problem]) -> String {
    let status = answer.status();
    let page = answer.text().await.expect("a page");
    assert_eq!(status, 422, "{page}");
    let mut said: Vec<String> = Page::of(&page).problems().into_iter().map(|(words, _)| words).collect();
    let mut expected: Vec<String> = problems.iter().map(Problem::to_string).collect();
    said.sort();
    expected.sort();
    assert_eq!(said, expected);
    page
}
