//! The public form: six questions, without an account.

pub mod answer;
pub mod api;
pub mod check_page;
pub mod checks;
pub mod draft;
pub mod forget;
pub mod journey;
pub mod layout;
pub mod question_page;
pub mod questions;
pub mod school_page;
pub mod send;
pub mod sent_page;
pub mod start_page;
pub mod which_school_page;

use leptos::prelude::*;

use self::check_page::InterestCheckPage;
use self::question_page::QuestionPage;
use self::school_page::InterestSchoolPage;
use self::sent_page::SentPage;
use self::start_page::StartPage;
use self::which_school_page::WhichSchoolPage;
use crate::kit::route::{Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/interest", Who::Everybody, || view! { <StartPage/> }.into_any()),
    page("/interest/school", Who::Everybody, || view! { <InterestSchoolPage/> }.into_any()),
    page("/interest/which-school", Who::Everybody, || view! { <WhichSchoolPage/> }.into_any()),
    page("/interest/check", Who::Everybody, || view! { <InterestCheckPage/> }.into_any()),
    page("/interest/sent", Who::Everybody, || view! { <SentPage/> }.into_any()),
    page("/interest/:question", Who::Everybody, || view! { <QuestionPage/> }.into_any()),
];
