//! What a form is answered with.

use app::error::Problem;
use app::notice::Notice;
use reqwest::Response;

use super::header;
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

/// That a form was taken: it leads on to a page that says this.
#[track_caller]
pub fn taken(answer: &Response, notice: Notice) {
    let to = header(answer, "location");
    let said = to.split(['?', '&', '#']).find_map(|part| part.strip_prefix("done="));
    assert_eq!(said.and_then(Notice::from_key), Some(notice), "{}: {to:?}", answer.status());
}
