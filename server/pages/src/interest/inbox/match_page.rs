//! Which school is it that was only typed?

use app::error::AppError;
use app::error_page::ErrorPage;
use app::ui::empty::Empty;
use app::ui::fields::{Choices, SendButton};
use app::ui::icon::{Icon, IconName};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::ids::InterestId;

use super::forms::MatchForm;
use super::load::{MatchData, load_match};
use crate::kit::{Form, form_state, loaded};
use crate::ui::sender::Sender;

/// The page at `/hub/interest/:id/school`.
#[component]
pub fn MatchPage() -> impl IntoView {
    let Some(id) = use_params_map().get_untracked().get_str("interest").and_then(|id| id.parse::<InterestId>().ok()) else {
        return view! { <ErrorPage error=AppError::NotFound/> }.into_any();
    };
    let q = use_query_map().get_untracked().get("q");
    loaded(load_match(id, q), |data| {
        let MatchData { interest, q, found } = data;
        let form = form_state();
        let back = format!("/hub/interest/{}", interest.row.id);
        let search = format!("{back}/school");
        let typed = format!("The form says: {}, {}", interest.row.school, interest.row.town);
        view! {
            <PageTitle text="Which school is it?"/>
            <Page frame=interest.frame.clone() class="page page--narrow">
                <p class="interest__back"><a href=back><Icon name=IconName::Back/>{format!("Back to {}", interest.row.school)}</a></p>
                {form.summary()}
                <h1>"Which school is it?"</h1>
                <p class="lead">{typed}</p>
                <form method="get" action=search class="inbox__search" role="search">
                    <div class="field">
                        <label class="field__label" for="q">"Name, town, postcode or URN"</label>
                        <input class="field__input" id="q" name="q" type="search" value=q.clone()/>
                    </div>
                    <button class="button" type="submit">"Search"</button>
                </form>
                {if found.is_empty() {
                    view! { <Empty title="No school fits" text="Try fewer words, or the beginning of the postcode. Closed schools are left out."/> }.into_any()
                } else {
                    view! {
                        <form method="post" action=MatchForm::ACTION class="form interest__form">
                            <Sender/>
                            <input type="hidden" name="id" value=interest.row.id.to_string()/>
                            <input type="hidden" name="q" value=q/>
                            <Choices form name="school" label="Schools that fit" choices=found/>
                            <div class="form__actions"><SendButton label="Match this school"/></div>
                        </form>
                    }
                    .into_any()
                }}
            </Page>
        }
        .into_any()
    })
}
