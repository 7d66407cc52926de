//! The planner's top bar: where I am, what is saved, undo and redo, who is here, and the plan on paper.

use leptos::prelude::*;

use super::load::{OpenPlan, WorkshopView};
use super::state::PlanState;
use crate::live::{PresenceStack, Saved, UndoRedo};
use crate::ui::account_menu::AccountMenuItems;
use crate::ui::icon::{Icon, IconName};
use crate::ui::menu::Menu;
use crate::ui::top_bar::TopBar;

#[component]
pub fn Top(view: WorkshopView, plan: OpenPlan) -> impl IntoView {
    let state = expect_context::<PlanState>();
    let WorkshopView { id, name, frame, crumbs, may_edit, .. } = view;
    let theme = frame.theme;
    let saved = move || view! { <Saved live=state.live runs=state.runs document="plan"/> };
    let phone = view! {
        <span class="topbar__phone-title">{name.clone()}</span>
        {saved()}
    }
    .into_any();
    let title = Signal::stored(name);
    let jump = Callback::new(move |()| {
        state.shows_details.set(false);
        state.live.bring_into_view("here".to_owned());
    });
    let button = view! { <Icon name=IconName::More/> }.into_any();
    let run_sheet = format!("/workshops/{id}/run-sheet");
    let (run, screen) = (format!("/workshops/{id}/run"), format!("/workshops/{id}/screen"));
    view! {
        <TopBar frame crumbs title focused=true phone>
            <div class="topbar__wide">{saved()}</div>
            <UndoRedo live=state.live/>
            <span class="topbar__rule topbar__wide"></span>
            <PresenceStack live=state.live name=plan.name.clone() school=plan.school.clone() jump/>
            <a class="button button--small button--night topbar__wide" href=run_sheet.clone() rel="external">
                <Icon name=IconName::Print/>
                "Run sheet"
            </a>
            <Menu button_class="icon-button icon-button--outlined" label="More for this plan" button>
                <a class="menu__item" href=run_sheet rel="external">
                    <Icon name=IconName::Print/>
                    "Run sheet on paper"
                </a>
                {may_edit.then(|| view! { <a class="menu__item" href=run rel="external"><Icon name=IconName::Clock/>"Run it"</a> })}
                <a class="menu__item" href=screen rel="external"><Icon name=IconName::Sunrise/>"For the projector"</a>
                <a class="menu__item" href=format!("/workshops/{id}/host-pack") rel="external">
                    <Icon name=IconName::Print/>
                    "Host pack"
                </a>
                {may_edit.then(|| view! {
                    <a class="menu__item" href=format!("/workshops/{id}/template") rel="external">
                        <Icon name=IconName::Copy/>
                        "Keep as a template"
                    </a>
                })}
                <button class="menu__item" type="button" on:click=move |_| state.live.copy_words()>
                    <Icon name=IconName::Copy/>
                    "Copy as text"
                </button>
                <hr class="menu__rule"/>
                <AccountMenuItems theme signed_in=true/>
            </Menu>
        </TopBar>
    }
    .into_any()
}
