//! Pages that the server makes alone: what is filled in once a year on a phone (a headteacher's commitment), what is a form or a list and no
//! more (most of the hub's pages), and what is printed. No browser runs anything of them, so they may read the store.

pub mod accounts;
pub mod audit;
pub mod boards;
pub mod check;
pub mod commitments;
pub mod forming;
pub mod groups;
pub mod home;
pub mod hub;
pub mod interest;
mod kit;
pub mod mail;
pub mod representatives;
pub mod rollover;
pub mod schools;
mod shell;
#[cfg(test)]
mod sources;
pub mod ui;
pub mod workshops;

use app::error::AppError;
use app::error_page::ErrorPage;
use app::ui::page_title::SiteTitle;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::accounts::email_page::EmailPage;
use crate::accounts::invitation::page::InvitationPage;
use crate::accounts::link::page::{AskLinkPage, LinkPage};
use crate::accounts::own::page::AccountPage;
use crate::accounts::people::invite_page::HubInvitePage;
use crate::accounts::people::list_page::{HubInvitationsPage, HubPeoplePage};
use crate::accounts::people::person_page::{ClosePersonPage, HubPersonPage, MovePersonPage};
use crate::audit::page::AuditPage;
use crate::boards::archived_page::ArchivedBoardsPage;
use crate::boards::copy_step::page::CopyStepPage;
use crate::check::page::CheckPage;
use crate::commitments::clauses::compare_page::CompareClausesPage;
use crate::commitments::clauses::edit_page::EditClausesPage;
use crate::commitments::clauses::page::ClausesPage;
use crate::commitments::group::page::GroupCommitmentsPage;
use crate::commitments::group::print_page::PrintCommitmentsPage;
use crate::commitments::school::page::SchoolCommitmentPage;
use crate::commitments::school::questions::{RecordInkPage, RemindAgainPage, SetAsidePage};
use crate::commitments::signing::page::SigningPage;
use crate::forming::page::FormingPage;
use crate::forming::sure::SurePage;
use crate::groups::past_years::page::PastYearPage;
use crate::groups::settings::page::GroupSettingsPage;
use crate::groups::staying::page::StayingPage;
use crate::home::page::HomePage;
use crate::hub::overview::page::OverviewPage;
use crate::hub::settings::page::SettingsPage;
use crate::interest::form::check_page::InterestCheckPage;
use crate::interest::form::question_page::QuestionPage;
use crate::interest::form::school_page::InterestSchoolPage;
use crate::interest::form::sent_page::SentPage;
use crate::interest::form::start_page::StartPage;
use crate::interest::form::which_school_page::WhichSchoolPage;
use crate::interest::inbox::decide_page::DecidePage;
use crate::interest::inbox::match_page::MatchPage;
use crate::interest::inbox::one_page::OnePage;
use crate::interest::inbox::page::InboxPage;
use crate::mail::message_page::MessagePage;
use crate::mail::page::MailPage;
use crate::mail::withdraw_page::WithdrawPage;
use crate::representatives::form_pages::{ChoosePage, ConfirmPage, InviteToSchoolPage};
use crate::representatives::group_page::GroupPeoplePage;
use crate::representatives::school_page::SchoolPeoplePage;
use crate::rollover::page::{RolloverBackPage, RolloverPage};
use crate::schools::import::page::{ImportPage, ImportStartPage};
use crate::schools::list_page::SchoolsPage;
use crate::schools::numbers::page::NewNumbersPage;
use crate::schools::school::page::SchoolPage;
use crate::workshops::page::WorkshopsPage;

pub use shell::{error_shell, pages_shell};

/// What stands instead of a page.
#[component]
pub fn ErrorApp(
    /// What is wrong.
    error: AppError,
    /// Whether a form was sent.
    form: bool,
) -> impl IntoView {
    provide_meta_context();
    view! {
        <SiteTitle/>
        <Router>
            <a class="skip-link" href="#main">"Skip to the main part"</a>
            <ErrorPage error form/>
        </Router>
    }
}

/// The table of these pages.
#[component]
pub fn Pages() -> impl IntoView {
    provide_meta_context();
    view! {
        <SiteTitle/>
        <Router>
            <a class="skip-link" href="#main">"Skip to the main part"</a>
            <Routes fallback=|| view! { <ErrorPage error=AppError::NotFound/> }.into_any()>
                <Route path=path!("/") view=|| view! { <HomePage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/check") view=|| view! { <CheckPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/sign-in/link") view=|| view! { <AskLinkPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/sign-in/link/:token") view=|| view! { <LinkPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/invitation/:token") view=|| view! { <InvitationPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/account") view=|| view! { <AccountPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/account/email/:token") view=|| view! { <EmailPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/groups/:group/boards/archived") view=|| view! { <ArchivedBoardsPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/boards/:board/copy-step") view=|| view! { <CopyStepPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/groups/:group/people") view=|| view! { <GroupPeoplePage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/groups/:group/people/:school") view=|| view! { <SchoolPeoplePage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/groups/:group/people/:school/choose") view=|| view! { <ChoosePage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/groups/:group/people/:school/confirm") view=|| view! { <ConfirmPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/groups/:group/people/:school/invite") view=|| view! { <InviteToSchoolPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/hub/people") view=|| view! { <HubPeoplePage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/hub/people/invite") view=|| view! { <HubInvitePage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/hub/people/invitations") view=|| view! { <HubInvitationsPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/hub/people/:person") view=|| view! { <HubPersonPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/hub/people/:person/place") view=|| view! { <MovePersonPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/hub/people/:person/close") view=|| view! { <ClosePersonPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/hub/audit") view=|| view! { <AuditPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/hub") view=|| view! { <OverviewPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/hub/settings") view=|| view! { <SettingsPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/schools") view=|| view! { <SchoolsPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/schools/import") view=|| view! { <ImportStartPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/schools/import/:import") view=|| view! { <ImportPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/schools/new-numbers") view=|| view! { <NewNumbersPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/schools/:school") view=|| view! { <SchoolPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/hub/forming") view=|| view! { <FormingPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/hub/forming/sure") view=|| view! { <SurePage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/hub/rollover") view=|| view! { <RolloverPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/hub/rollover/back") view=|| view! { <RolloverBackPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/groups/:group/settings") view=|| view! { <GroupSettingsPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/groups/:group/staying") view=|| view! { <StayingPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/groups/:group/years/:year") view=|| view! { <PastYearPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/hub/mail") view=|| view! { <MailPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/hub/mail/:message") view=|| view! { <MessagePage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/hub/mail/:message/withdraw") view=|| view! { <WithdrawPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/hub/interest") view=|| view! { <InboxPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/hub/interest/:interest") view=|| view! { <OnePage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/hub/interest/:interest/decide") view=|| view! { <DecidePage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/hub/interest/:interest/school") view=|| view! { <MatchPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/interest") view=|| view! { <StartPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/interest/school") view=|| view! { <InterestSchoolPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/interest/which-school") view=|| view! { <WhichSchoolPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/interest/check") view=|| view! { <InterestCheckPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/interest/sent") view=|| view! { <SentPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/interest/:question") view=|| view! { <QuestionPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/commitment/:token") view=|| view! { <SigningPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/groups/:group/workshops") view=|| view! { <WorkshopsPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/groups/:group/commitments") view=|| view! { <GroupCommitmentsPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/groups/:group/commitments/print") view=|| view! { <PrintCommitmentsPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/groups/:group/commitments/:school") view=|| view! { <SchoolCommitmentPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/groups/:group/commitments/:school/remind") view=|| view! { <RemindAgainPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/groups/:group/commitments/:school/ink") view=|| view! { <RecordInkPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/groups/:group/commitments/:school/set-aside") view=|| view! { <SetAsidePage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/hub/clauses") view=|| view! { <ClausesPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/hub/clauses/edit") view=|| view! { <EditClausesPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/hub/clauses/compare") view=|| view! { <CompareClausesPage/> }.into_any() ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
}
