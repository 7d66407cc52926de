//! Expressions of interest: the public form, and the hub's inbox.

#[cfg(feature = "ssr")]
mod answer_api;
pub mod api;
#[cfg(feature = "ssr")]
mod check_page;
#[cfg(feature = "ssr")]
pub mod checks;
#[cfg(feature = "ssr")]
mod decide_page;
#[cfg(feature = "ssr")]
mod forget;
mod form_page;
#[cfg(feature = "ssr")]
pub mod inbox_api;
#[cfg(feature = "ssr")]
mod inbox_filters;
#[cfg(feature = "ssr")]
mod inbox_list;
#[cfg(feature = "ssr")]
mod inbox_page;
#[cfg(feature = "ssr")]
pub mod inbox_words;
#[cfg(feature = "ssr")]
mod journey;
#[cfg(feature = "ssr")]
mod match_page;
#[cfg(feature = "ssr")]
mod one_page;
#[cfg(feature = "ssr")]
mod one_side;
#[cfg(feature = "ssr")]
mod question_page;
#[cfg(feature = "ssr")]
mod questions;
mod school_page;
#[cfg(feature = "ssr")]
mod send_api;
#[cfg(feature = "ssr")]
mod sent_page;
#[cfg(feature = "ssr")]
mod several_api;
#[cfg(feature = "ssr")]
mod start_page;
#[cfg(feature = "ssr")]
pub mod triage_api;
#[cfg(feature = "ssr")]
pub mod triage_checks;
#[cfg(feature = "ssr")]
mod which_school_page;

#[cfg(feature = "ssr")]
pub use check_page::CheckPage;
#[cfg(feature = "ssr")]
pub use decide_page::DecidePage;
#[cfg(feature = "ssr")]
pub use inbox_page::InboxPage;
#[cfg(feature = "ssr")]
pub use match_page::MatchPage;
#[cfg(feature = "ssr")]
pub use one_page::OnePage;
#[cfg(feature = "ssr")]
pub use question_page::QuestionPage;
pub use school_page::SchoolPage;
#[cfg(feature = "ssr")]
pub use sent_page::SentPage;
#[cfg(feature = "ssr")]
pub use start_page::StartPage;
#[cfg(feature = "ssr")]
pub use which_school_page::WhichSchoolPage;
