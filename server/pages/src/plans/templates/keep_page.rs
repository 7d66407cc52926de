//! Keeping a workshop's plan as a template.

use app::error::AppError;
use app::ui::empty::Empty;
use app::ui::fields::{Choice, Choices, SendButton, TextField};
use app::ui::link::Crumb;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::ids::WorkshopId;

use super::forms::{GROUPS, KeepTemplateForm, MINE, list};
use super::load::{KeepData, load_keep};
use crate::kit::{Form, form_of, loaded};
use crate::ui::sender::Sender;

const TITLE: &str = "Keep this plan as a template";

/// The page at `/workshops/:workshop/template`.
#[component]
pub fn KeepPage() -> impl IntoView {
    let id = use_params_map().get_untracked().get_str("workshop").and_then(|id| id.parse::<WorkshopId>().ok());
    let load = async move { load_keep(id.ok_or(AppError::NotFound)?).await };
    loaded(load, |data| view! { <Keep data/> }.into_any())
}

#[component]
fn Keep(data: KeepData) -> impl IntoView {
    let KeepData { frame, workshop, has_plan } = data;
    let form = form_of(&KeepTemplateForm { workshop: workshop.id, name: workshop.title.clone(), whose: GROUPS.to_owned() });
    let plan = format!("/workshops/{}", workshop.id);
    let crumbs = vec![
        Crumb::new(workshop.group_name.clone(), format!("/groups/{}", workshop.group)),
        Crumb::new(format!("Workshop {}", workshop.number), plan.clone()),
        Crumb::here("Template"),
    ];
    let whose = vec![
        Choice::new(GROUPS, format!("Whoever leads {}", workshop.group_name)),
        Choice::new(MINE, "I alone, in whatever groups I lead"),
    ];
    if !has_plan {
        return view! {
            <PageTitle text=TITLE/>
            <Page frame crumbs class="page page--narrow">
                <h1>{TITLE}</h1>
                <Empty title="It has no plan yet" text="Once there is one, it can be kept for other workshops."/>
                <p><a class="button" href=plan>"Back to the workshop"</a></p>
            </Page>
        }
        .into_any();
    }
    view! {
        <PageTitle text=TITLE/>
        <Page frame crumbs class="page page--narrow">
            {form.summary()}
            <h1>{TITLE}</h1>
            <p class="lead">
                "Other workshops can start from it. It holds the blocks with their times, materials and instructions as they are now, and neither who runs them nor boards nor private notes. Look whether anybody is named in the instructions."
            </p>
            <form method="post" action=KeepTemplateForm::ACTION novalidate class="form">
                <Sender/>
                <input type="hidden" name="workshop" value=workshop.id.to_string()/>
                <TextField form=form.clone() name="name" label="What is it called?"/>
                <Choices form name="whose" label="Who may start from it?" choices=whose/>
                <div class="form__actions">
                    <SendButton label="Keep the template"/>
                    <a class="button button--quiet" href=plan>"Back to the plan"</a>
                    <a class="button button--quiet" href=list(workshop.group)>"All templates"</a>
                </div>
            </form>
        </Page>
    }
    .into_any()
}
