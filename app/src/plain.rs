//! The pages that need no program: the server makes them from the same parts, and nothing of them is in the browser's half.
//!
//! Here belongs what somebody meets once a year on a phone (a headteacher's commitment), what is a form or a list and no
//! more (most of the hub's pages), and what is printed. A page moves between the two tables by moving its line.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::accounts::account_page::AccountPage;
use crate::accounts::email_page::EmailPage;
use crate::accounts::invitation_page::InvitationPage;
use crate::accounts::link_page::{AskLinkPage, LinkPage};
use crate::boards::copy_step_page::CopyStepPage;
use crate::check::page::CheckPage;
use crate::commitments::clauses_compare_page::CompareClausesPage;
use crate::commitments::clauses_edit_page::EditClausesPage;
use crate::commitments::clauses_page::ClausesPage;
use crate::commitments::group_page::GroupCommitmentsPage;
use crate::commitments::print_page::PrintCommitmentsPage;
use crate::commitments::school_page::SchoolCommitmentPage;
use crate::commitments::school_questions::{RecordInkPage, RemindAgainPage, SetAsidePage};
use crate::commitments::signing_page::SigningPage;
use crate::error::AppError;
use crate::forming::page::FormingPage;
use crate::forming::sure::SurePage;
use crate::hub::audit_page::AuditPage;
use crate::hub::overview_page::OverviewPage;
use crate::hub::people_invite_page::HubInvitePage;
use crate::hub::people_page::{HubInvitationsPage, HubPeoplePage};
use crate::hub::people_person_page::{ClosePersonPage, HubPersonPage, MovePersonPage};
use crate::hub::rollover_page::{RolloverBackPage, RolloverPage};
use crate::hub::settings_page::SettingsPage;
use crate::interest;
use crate::mail::mail_page::MailPage;
use crate::mail::message_page::MessagePage;
use crate::mail::withdraw_page::WithdrawPage;
use crate::programme::archived_page::ArchivedBoardsPage;
use crate::programme::home_page::HomePage;
use crate::programme::past_year_page::PastYearPage;
use crate::programme::people_form_pages::{ChoosePage, ConfirmPage, InviteToSchoolPage};
use crate::programme::people_page::GroupPeoplePage;
use crate::programme::people_school_page::SchoolPeoplePage;
use crate::programme::settings_page::GroupSettingsPage;
use crate::programme::staying_page::StayingPage;
use crate::programme::workshops_page::WorkshopsPage;
use crate::schools::import_page::{ImportPage, ImportStartPage};
use crate::schools::list_page::SchoolsPage;
use crate::schools::numbers_page::NewNumbersPage;
use crate::schools::school_page::SchoolPage;
use crate::ui::page_title::SiteTitle;
use crate::ui::trouble::Trouble;

/// What stands instead of a page. The server alone calls it.
#[component]
pub fn TroubleApp(
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
            <Trouble error form/>
        </Router>
    }
}

/// The table of these pages. The server alone calls it.
#[component]
pub fn PlainApp() -> impl IntoView {
    provide_meta_context();
    view! {
        <SiteTitle/>
        <Router>
            <a class="skip-link" href="#main">"Skip to the main part"</a>
            <Routes fallback=|| view! { <Trouble error=AppError::NotFound/> }.into_any()>
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
                <Route path=path!("/hub/interest") view=|| view! { <interest::InboxPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/hub/interest/:interest") view=|| view! { <interest::OnePage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/hub/interest/:interest/decide") view=|| view! { <interest::DecidePage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/hub/interest/:interest/school") view=|| view! { <interest::MatchPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/interest") view=|| view! { <interest::StartPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/interest/which-school") view=|| view! { <interest::WhichSchoolPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/interest/check") view=|| view! { <interest::CheckPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/interest/sent") view=|| view! { <interest::SentPage/> }.into_any() ssr=SsrMode::Async/>
                <Route path=path!("/interest/:question") view=|| view! { <interest::QuestionPage/> }.into_any() ssr=SsrMode::Async/>
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
