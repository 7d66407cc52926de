//! A school's commitment: the paper, and what whoever looks may do about it.

use app::error::{AppError, Problem};
use app::ui::fields::{FormState, SendButton};
use app::ui::icon::IconName;
use app::ui::link::{Crumb, Link};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::commitments::Wording;
use model::ids::{SchoolId, WorkGroupId};

use super::buttons::ManagerActions;
use super::forms::AgreeForm;
use super::load::{SchoolCommitment, load_commitment};
use crate::commitments::addresses;
use crate::commitments::forms::{AsHead, SignatureForm};
use crate::commitments::sheet::WholeSheet;
use crate::commitments::signing::fields::SignatureFields;
use crate::kit::{Form, form_of, form_state, loaded, notice};
use crate::ui::notice::{Done, Warn};
use crate::ui::sender::Sender;

/// The page at `/groups/:group/commitments/:school`.
#[component]
pub fn SchoolCommitmentPage() -> impl IntoView {
    loaded(load_here(), |data| view! { <Commitment data/> }.into_any())
}

/// The commitment that the page's address names.
pub(super) fn load_here() -> impl Future<Output = Result<SchoolCommitment, AppError>> + Send {
    let params = use_params_map().get_untracked();
    let group = params.get_str("group").and_then(|id| id.parse::<WorkGroupId>().ok());
    let school = params.get_str("school").and_then(|id| id.parse::<SchoolId>().ok());
    let year = use_query_map().get_untracked().get_str("year").and_then(|year| year.parse().ok());
    async move {
        match group.zip(school) {
            Some((group, school)) => load_commitment(group, school, year).await,
            None => Err(AppError::NotFound),
        }
    }
}

/// Where a page about a school's commitment is.
pub(super) fn crumbs(data: &SchoolCommitment) -> Vec<Crumb> {
    let list = addresses::of_group(data.group, data.year);
    let mut crumbs = vec![Crumb::new(data.group_name.clone(), format!("/groups/{}", data.group))];
    if data.may_manage {
        crumbs.push(Crumb::new("Commitments", list));
    }
    crumbs.push(Crumb::here(data.sheet.paper.school.clone()));
    crumbs
}

#[component]
fn Commitment(data: SchoolCommitment) -> impl IntoView {
    let (to_sign, wording) = (data.to_sign.clone(), data.sheet.paper.wording.clone());
    let form = to_sign.as_ref().map_or_else(form_state, form_of).unless_moved("shown", &data.shown, Problem::PaperChanged);
    let title = format!("Commitment of {}, {}", data.sheet.paper.school, data.sheet.paper.academic_year);
    let state = data.state.clone();
    let left = Some(data.left.clone()).filter(|left| !left.is_empty());
    view! {
        <PageTitle text=title/>
        <Page frame=data.frame.clone() crumbs=crumbs(&data) class="page">
            {form.summary()}
            <Done words=notice()/>
            <div class="sheet__before no-print">
                <p class="lead">{state}"."</p>
                {left.map(|left| view! { <Warn><p>{left}</p></Warn> })}
                {data.dates_moved.then(|| view! { <Warn><p>"The group’s dates have moved since the head signed: the paper below has the dates as they were signed. To have the new ones signed, set the signature aside and ask anew."</p></Warn> })}
                {data.may_manage.then(|| view! { <ManagerActions data=data.clone()/> })}
                {data.may_agree.then(|| view! { <Agree data=data.clone()/> })}
                {to_sign.is_some().then(|| view! { <p><a class="button button--primary" href="#sign" rel="external">"Read it, then sign below"</a></p> })}
            </div>
            <WholeSheet sheet=data.sheet.clone()/>
            {to_sign.map(|to_sign| view! { <Sign to_sign wording form/> })}
            <Aside aside=data.aside/>
            <Others others=data.others/>
        </Page>
    }
    .into_any()
}

#[component]
fn Agree(data: SchoolCommitment) -> impl IntoView {
    view! {
        <form method="post" action=AgreeForm::ACTION class="card commitments__agree">
            <Sender/>
            <h2>{if data.agree_again { "Do you agree again, as lead participant?" } else { "Do you agree, as lead participant?" }}</h2>
            {data.agree_again.then(|| view! { <p>"You agreed to an earlier paper. Its words or dates have changed since: please read them again."</p> })}
            <p>"You come to every workshop on the paper below, and lead the work in your school."</p>
            {data.hidden()}
            <input type="hidden" name="shown" value=data.shown/>
            <div class="form__actions"><SendButton label=if data.agree_again { "I agree to this paper" } else { "I agree" } icon=IconName::Check/></div>
        </form>
    }
    .into_any()
}

#[component]
fn Sign(to_sign: SignatureForm<AsHead>, wording: Wording, form: FormState) -> impl IntoView {
    let action = SignatureForm::<AsHead>::ACTION;
    let hidden = vec![("place", to_sign.by.place), ("shown", to_sign.shown)];
    view! {
        <section class="no-print commitments__sign" aria-labelledby="sign">
            <h2 class="sign__head" id="sign">"What you sign"</h2>
            <SignatureFields action hidden wording form/>
        </section>
    }
    .into_any()
}

/// Signatures that count no more.
#[component]
fn Aside(aside: Vec<String>) -> impl IntoView {
    (!aside.is_empty()).then(|| {
        let items = aside.into_iter().map(|words| view! { <li>{words}</li> });
        view! {
            <section class="commitments__others no-print" aria-labelledby="aside">
                <h2 id="aside">"Signatures that were set aside"</h2>
                <ul class="commitments__list">{items.collect_view()}</ul>
            </section>
        }
    })
}

#[component]
fn Others(others: Vec<Link>) -> impl IntoView {
    (!others.is_empty()).then(|| {
        let links = others.into_iter().map(|Link { words, address }| view! { <li><a href=address>{words}</a></li> });
        view! {
            <section class="commitments__others no-print" aria-labelledby="other-years">
                <h2 id="other-years">"Other years"</h2>
                <ul class="commitments__list">{links.collect_view()}</ul>
            </section>
        }
    })
}

impl SchoolCommitment {
    /// The hidden fields of every form about it.
    pub(super) fn hidden(&self) -> AnyView {
        view! {
            <input type="hidden" name="group" value=self.group.to_string()/>
            <input type="hidden" name="school" value=self.school.to_string()/>
            <input type="hidden" name="year" value=self.year.starts_in().to_string()/>
        }
        .into_any()
    }
}
