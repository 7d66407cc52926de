//! Filling in the host pack.

use app::error::AppError;
use app::ui::fields::{Choice, Choices, SendButton, TextArea, TextField};
use app::ui::icon::{Icon, IconName};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::ids::{SchoolId, WorkshopId};
use store::workshops::host_pack::Item;

use super::forms::{HostPackForm, of_workshop};
use super::load::{HostPackData, load_form};
use crate::kit::{Form, form_of, loaded};
use crate::ui::sender::Sender;

/// The page at `/workshops/:workshop/host-pack/edit`.
#[component]
pub fn EditPage() -> impl IntoView {
    let id = use_params_map().get_untracked().get_str("workshop").and_then(|id| id.parse::<WorkshopId>().ok());
    let load = async move {
        let data = load_form(id).await?;
        let school = data.hosted.school.ok_or(AppError::NotFound)?;
        Ok::<_, AppError>((data, school))
    };
    loaded(load, |(data, school)| view! { <Edit data school/> }.into_any())
}

#[component]
fn Edit(data: HostPackData, school: SchoolId) -> impl IntoView {
    let HostPackData { frame, workshop, hosted, .. } = data;
    let is_from_before = hosted.pack.is_none() && hosted.earlier.is_some();
    let begun = HostPackForm::of(workshop.id, school, hosted.pack.or(hosted.earlier).unwrap_or_default());
    let form = form_of(&begun);
    let host = workshop.host.clone().unwrap_or_default();
    let title = format!("Host pack of workshop {}", workshop.number);
    let items = Item::ALL.map(|item| Choice::new(item.key(), item.words())).to_vec();
    view! {
        <PageTitle text=title.clone()/>
        <Page frame class="page page--narrow">
            {form.summary()}
            <p><a class="button button--quiet" href=of_workshop(workshop.id)><Icon name=IconName::Back/>"Back to the host pack"</a></p>
            <h1>{title}</h1>
            <p class="lead">{format!("What guests have to know about {host}. Leave empty what is not known yet.")}</p>
            {is_from_before.then(|| view! { <p class="notice"><span>"The form begins with what the school said the last time that it hosted: look it over."</span></p> })}
            <form class="form" method="post" action=HostPackForm::ACTION novalidate>
                <Sender/>
                <input type="hidden" name="workshop" value=workshop.id.to_string()/>
                <input type="hidden" name="school" value=begun.school/>
                <TextArea form=form.clone() name="room" label="Room" hint="Which one, and how one gets there" rows=2/>
                <TextField form=form.clone() name="holds" label="How many people it holds" hint="Suggestions who might host go by it" size=4/>
                <TextArea form=form.clone() name="parking" label="Parking" rows=2/>
                <TextArea form=form.clone() name="wifi" label="Wifi" hint="Everybody in the group can read this" rows=2/>
                <TextArea form=form.clone() name="refreshments" label="Tea and coffee" rows=2/>
                <TextArea form=form.clone() name="access" label="Access" hint="Step-free way, toilets, a quiet place, whom to ask" rows=2/>
                <TextArea form=form.clone() name="bring" label="What to bring" rows=2/>
                <Choices form name="ticks[]" label="What is ready" choices=items several=true/>
                <div class="form__actions"><SendButton label="Save the host pack"/></div>
            </form>
        </Page>
    }
    .into_any()
}
