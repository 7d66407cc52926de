//! Expressions of interest: the public form, and the hub's inbox.

mod answer_api;
pub mod api;
mod check_page;
mod checks;
mod form_page;
mod journey;
mod question_page;
mod questions;
mod sent_page;
mod start_page;
mod which_school_page;

pub use check_page::CheckPage;
pub use question_page::QuestionPage;
pub use sent_page::SentPage;
pub use start_page::StartPage;
pub use which_school_page::WhichSchoolPage;
