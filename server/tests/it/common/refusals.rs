//! What a refused form is answered with.

use app::error::Problem;
use reqwest::Response;

/// The form's page, which says what is wrong with it: these problems, each in the summary.
pub async fn refused(answer: Response, problems: &[Problem]) -> String {
    let status = answer.status();
    let page = answer.text().await.expect("a page");
    assert_eq!(status, 422, "{page}");
    let summary = page.split("id=\"problem\"").nth(1).and_then(|rest| rest.split("</ul>").next()).unwrap_or_default();
    for problem in problems {
        let words = problem.to_string().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        assert!(summary.contains(&words), "{problem:?} in {summary}");
    }
    assert_eq!(summary.matches("<li>").count(), problems.len(), "{summary}");
    page
}
