//! Expressions of interest: the public form, and the hub's inbox.

mod answer_api;
pub mod api;
mod check_page;
pub mod checks;
mod decide_page;
mod forget;
mod form_page;
pub mod inbox_api;
mod inbox_filters;
mod inbox_list;
mod inbox_page;
pub mod inbox_words;
mod journey;
mod match_page;
mod one_page;
mod one_side;
mod question_page;
mod questions;
mod school_page;
mod send_api;
mod sent_page;
mod several_api;
mod start_page;
pub mod triage_api;
pub mod triage_checks;
mod which_school_page;

pub use check_page::CheckPage;
pub use decide_page::DecidePage;
pub use inbox_page::InboxPage;
pub use match_page::MatchPage;
pub use one_page::OnePage;
pub use question_page::QuestionPage;
pub use school_page::SchoolPage;
pub use sent_page::SentPage;
pub use start_page::StartPage;
pub use which_school_page::WhichSchoolPage;
