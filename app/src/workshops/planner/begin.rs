//! A workshop without a plan: the shapes to start from.

use leptos::prelude::*;
use model::documents::plan::{Part, Shape};

use super::load::{Beginnings, TemplateChoice, WorkshopView};
use super::words::{length, size};
use crate::ui::icon::{Icon, IconName};
use crate::ui::page::Page;
use crate::ui::page_title::PageTitle;
use crate::ui::sender_field::SenderField;

/// Where a plan is started, by the server alone.
pub const START: &str = "/api/start-plan";

/// The shapes, templates, and the group's other plans.
#[component]
pub fn Begin(view: WorkshopView, beginnings: Beginnings) -> impl IntoView {
    let Beginnings { templates, plans: choices } = beginnings;
    let WorkshopView { id, group, name, when, may_edit, person, frame, crumbs, .. } = view;
    let shapes = Shape::ALL.map(|shape| view! { <ShapeChoice shape/> }).collect_view();
    let has_choices = !choices.is_empty();
    let earlier = choices
        .into_iter()
        .map(|choice| {
            view! {
                <li>
                    <button class="plan-choice plan-choice--row" type="submit" name="from" value=choice.document.to_string()>
                        <Icon name=IconName::Copy/>
                        <span><strong>{choice.words}</strong>" "<span class="quiet">{choice.size}</span></span>
                    </button>
                </li>
            }
        })
        .collect_view();
    view! {
        <PageTitle text=name.clone()/>
        <Page frame crumbs>
            <p class="quiet">{when}</p>
            <h1>{name}</h1>
            {if may_edit {
                view! {
                    <p class="lead">"It has no plan yet. Start from a shape that has proved itself, or from a plan you made before: everything in it can be changed."</p>
                    <form method="post" action=START class="plan-start">
                        <SenderField person/>
                        <input type="hidden" name="workshop" value=id.to_string()/>
                        <h2>"Start from a shape"</h2>
                        <ul class="plan-choices">{shapes}</ul>
                        <Templates templates/>
                        {has_choices.then(|| view! {
                            <h2>"Start from another plan of the group"</h2>
                            <ul class="plan-choices plan-choices--rows">{earlier}</ul>
                        })}
                    </form>
                    <p><a href=format!("/groups/{group}/templates") rel="external">"Rename or delete templates"</a></p>
                }
                .into_any()
            } else {
                view! { <p class="lead">"It has no plan yet. Those who lead the group will make one."</p> }.into_any()
            }}
        </Page>
    }
    .into_any()
}

/// Plans that were kept to start from.
#[component]
fn Templates(templates: Vec<TemplateChoice>) -> impl IntoView {
    if templates.is_empty() {
        return ().into_any();
    }
    let rows = templates.into_iter().map(|template| {
        view! {
            <li>
                <button class="plan-choice plan-choice--row" type="submit" name="template" value=template.id.to_string()>
                    <Icon name=IconName::Copy/>
                    <span><strong>{template.name}</strong>" "<span class="quiet">{template.size}</span></span>
                </button>
            </li>
        }
    });
    view! {
        <h2>"Start from a template"</h2>
        <ul class="plan-choices plan-choices--rows">{rows.collect_view()}</ul>
    }
    .into_any()
}

#[component]
fn ShapeChoice(shape: Shape) -> impl IntoView {
    let agenda = shape.agenda("");
    let bar = agenda.blocks.iter().map(|block| {
        let night = (block.part == Part::Twilight).then_some("");
        view! { <span class="plan-bar__block" data-kind=block.kind.key() data-night=night style=format!("--minutes: {}", block.minutes)></span> }
    });
    let bar = bar.collect_view();
    let how_long = match shape.minutes() {
        0 => length(0),
        minutes => size(agenda.blocks.len() as u32, minutes),
    };
    view! {
        <li>
            <button class="plan-choice" type="submit" name="shape" value=shape.key()>
                <span class="plan-choice__name">{shape.to_string()}</span>
                <span class="plan-choice__about">{shape.about()}</span>
                <span class="plan-bar" aria-hidden="true">{bar}</span>
                <span class="plan-choice__size">{how_long}</span>
            </button>
        </li>
    }
    .into_any()
}
