//! The public form: six questions, without an account.

mod actions;
mod check_page;
pub mod draft;
mod forget;
mod forms;
mod journey;
mod layout;
mod load;
mod question_page;
mod questions;
mod school_page;
mod send;
mod sent_page;
mod start_page;
mod which_school_page;

use leptos::prelude::*;

use self::check_page::InterestCheckPage;
use self::forms::{
    BeginForm, ChangeForm, ChooseSchoolForm, ForgetForm, JourneyForm, LeadershipForm, NotesForm, PracticeForm, SchoolForm, SendForm,
    YouForm,
};
use self::question_page::QuestionPage;
use self::school_page::InterestSchoolPage;
use self::sent_page::SentPage;
use self::start_page::StartPage;
use self::which_school_page::WhichSchoolPage;
use crate::kit::route::{Route, Who, form, page};
use crate::kit::take;

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/interest", Who::Everybody, || view! { <StartPage/> }.into_any()),
    page("/interest/school", Who::Everybody, || view! { <InterestSchoolPage/> }.into_any()),
    page("/interest/which-school", Who::Everybody, || view! { <WhichSchoolPage/> }.into_any()),
    page("/interest/check", Who::Everybody, || view! { <InterestCheckPage/> }.into_any()),
    page("/interest/sent", Who::Everybody, || view! { <SentPage/> }.into_any()),
    page("/interest/:question", Who::Everybody, || view! { <QuestionPage/> }.into_any()),
    form::<BeginForm>(Who::Everybody, |sent| take(sent, actions::begin)),
    form::<SchoolForm>(Who::Everybody, |sent| take(sent, actions::answer_school)),
    form::<ChooseSchoolForm>(Who::Everybody, |sent| take(sent, actions::choose_school)),
    form::<YouForm>(Who::Everybody, |sent| take(sent, actions::answer_you)),
    form::<JourneyForm>(Who::Everybody, |sent| take(sent, actions::answer_journey)),
    form::<PracticeForm>(Who::Everybody, |sent| take(sent, actions::answer_practice)),
    form::<LeadershipForm>(Who::Everybody, |sent| take(sent, actions::answer_leadership)),
    form::<NotesForm>(Who::Everybody, |sent| take(sent, actions::answer_notes)),
    form::<SendForm>(Who::Everybody, |sent| take(sent, send::send)),
    form::<ChangeForm>(Who::Everybody, |sent| take(sent, send::change)),
    form::<ForgetForm>(Who::Everybody, |sent| take(sent, send::forget)),
];
