//! Another name for a template.

use app::error::AppError;
use app::ui::fields::{SendButton, TextField};
use app::ui::link::Crumb;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::ids::{PlanTemplateId, WorkGroupId};

use super::forms::{RenameTemplateForm, list};
use super::load::{TemplateData, load_template};
use crate::kit::{Form, form_of, loaded};
use crate::ui::sender::Sender;

const TITLE: &str = "Rename a template";

/// The page at `/groups/:group/templates/:template/rename`.
#[component]
pub fn RenamePage() -> impl IntoView {
    asked(|data| view! { <Rename data/> }.into_any())
}

/// A page about the template that its address names.
pub(super) fn asked(show: fn(TemplateData) -> AnyView) -> AnyView {
    let params = use_params_map().get_untracked();
    let group = params.get_str("group").and_then(|id| id.parse::<WorkGroupId>().ok());
    let template = params.get_str("template").and_then(|id| id.parse::<PlanTemplateId>().ok());
    let load = async move {
        match group.zip(template) {
            Some((group, template)) => load_template(group, template).await,
            None => Err(AppError::NotFound),
        }
    };
    loaded(load, show)
}

/// The way to it.
pub(super) fn crumbs(data: &TemplateData, here: &str) -> Vec<Crumb> {
    vec![
        Crumb::new(data.group_name.clone(), format!("/groups/{}", data.group)),
        Crumb::new("Templates for plans", list(data.group)),
        Crumb::here(here),
    ]
}

#[component]
fn Rename(data: TemplateData) -> impl IntoView {
    let crumbs = crumbs(&data, "Rename");
    let TemplateData { frame, group, template, .. } = data;
    let form = form_of(&RenameTemplateForm { group, template: template.id, name: template.name });
    view! {
        <PageTitle text=TITLE/>
        <Page frame crumbs class="page page--narrow">
            {form.summary()}
            <h1>{TITLE}</h1>
            <p class="quiet">{template.about}</p>
            <form method="post" action=RenameTemplateForm::ACTION novalidate class="form">
                <Sender/>
                <input type="hidden" name="group" value=group.to_string()/>
                <input type="hidden" name="template" value=template.id.to_string()/>
                <TextField form name="name" label="What is it called?"/>
                <div class="form__actions">
                    <SendButton label="Rename it"/>
                    <a class="button button--quiet" href=list(group)>"Leave it as it is"</a>
                </div>
            </form>
        </Page>
    }
    .into_any()
}
