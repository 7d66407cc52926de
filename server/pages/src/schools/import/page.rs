//! Bringing in schools from Get Information about Schools: choose the files, see what they change, decide.

use app::error::AppError;
use app::error_page::ErrorPage;
use app::ui::fields::{Choice, Choices, SendButton, TextField};
use app::ui::icon::{Icon, IconName};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use model::ids::SchoolImportId;

use super::api::{load_import, load_import_start};
use super::lists::Details;
use super::words::{ImportData, ImportStart, Stage};
use crate::kit::{form_state, loaded};
use crate::ui::notice::{Done, Warn};
use crate::ui::script::PageScript;
use crate::ui::sender::Sender;

/// The page at `/schools/import`.
#[component]
pub fn ImportStartPage() -> impl IntoView {
    loaded(load_import_start(), |data| view! { <Start data/> }.into_any())
}

#[component]
fn Start(data: ImportStart) -> impl IntoView {
    let form = form_state().without_typed();
    let earlier = data.earlier.into_iter().map(|[address, file, when, state]| {
        view! { <tr><th scope="row" class="import__file"><a href=address>{file}</a></th><td>{when}</td><td>{state}</td></tr> }
    });
    let earlier = earlier.collect::<Vec<_>>();
    view! {
        <PageTitle text="Bring in schools"/>
        <Page frame=data.frame class="page page--narrow">
            {form.summary()}
            <h1>"Bring in schools"</h1>
            <p class="lead">"From the files that Get Information about Schools publishes every day. You see what would change before anything does."</p>
            <form class="form" method="post" action="/schools/import/files" enctype="multipart/form-data" data-upload="">
                <Sender/>
                <TextField form=form.clone() name="extract" kind="file" accept=".csv" label="The extract"
                    hint="“All establishment data”, edubasealldata….csv, about 65 MB. A part of it works too. The names of heads in it are never kept."/>
                <TextField form=form.clone() name="links" kind="file" accept=".csv" label="The links, if you have them"
                    hint="links_edubasealldata….csv: then a school’s history follows it when it becomes an academy."/>
                <Choices form name="special" label="Special schools" several=true
                    choices=vec![Choice::new("yes", "Bring in special schools with primary pupils too")]/>
                <div class="form__actions">
                    <SendButton label="Look what would change"/>
                    <a class="button button--form" href="/schools">"Back to the schools"</a>
                </div>
                <div class="import__sending" data-upload-progress=""></div>
            </form>
            <PageScript name="upload"/>
            <p class="import__numbers">"Was a school wrongly taken for another one? "<a href="/schools/new-numbers">"Schools under a new number"</a></p>
            {(!earlier.is_empty()).then(|| view! {
                <section class="import__earlier" aria-labelledby="earlier">
                    <div class="section-head"><h2 id="earlier">"Earlier imports"</h2></div>
                    <div class="table-card">
                        <table class="table table--cards">
                            <thead><tr><th scope="col">"File"</th><th scope="col">"When"</th><th scope="col">"How it ended"</th></tr></thead>
                            <tbody>{earlier}</tbody>
                        </table>
                    </div>
                </section>
            })}
        </Page>
    }
    .into_any()
}

/// The page at `/schools/import/:import`.
#[component]
pub fn ImportPage() -> impl IntoView {
    let id = use_params_map().get_untracked().get("import").and_then(|id| id.parse::<SchoolImportId>().ok());
    match id {
        Some(id) => loaded(load_import(id), |data| view! { <Import data/> }.into_any()),
        None => view! { <ErrorPage error=AppError::NotFound/> }.into_any(),
    }
}

#[component]
fn Import(data: ImportData) -> impl IntoView {
    let title = match data.stage {
        Stage::Reading => "Looking through the files",
        Stage::Previewed => "This would change",
        Stage::Applying => "Bringing the schools in",
        Stage::Applied => "The schools are in",
        Stage::Nothing => "Nothing to change",
        Stage::Left => "Everything is as it was",
        Stage::Failed => "Not brought in",
    };
    let running = data.stage.is_running();
    let failure = data.failure.clone();
    let decide = (data.stage == Stage::Previewed).then(|| view! { <Decide id=data.id/> });
    let over = (!running && data.stage != Stage::Previewed)
        .then(|| view! { <p class="form__actions"><a class="button" href="/schools/import">"Bring in other files"</a></p> });
    let done = match data.stage {
        Stage::Applied => Some("All of this is in. The history of every school is as it was."),
        Stage::Nothing => Some("Everything was in already, exactly as it is in the files. They are deleted."),
        Stage::Left => Some("You left everything as it is: nothing was brought in, and the files are deleted."),
        _ => None,
    };
    let shown = matches!(data.stage, Stage::Previewed | Stage::Applied | Stage::Nothing);
    let details = shown.then(|| view! { <Details data=data.clone()/> });
    view! {
        <PageTitle text=title/>
        {running.then(|| view! { <Meta http_equiv="refresh" content="2"/> })}
        <Page frame=data.frame class="page">
            <Done words=done.map(str::to_owned)/>
            <div class="page-head"><div><h1>{title}</h1><p class="lead import__file">{data.files}</p><p class="quiet small">{data.begun}</p></div></div>
            {running.then(|| view! {
                <p class="import__progress" role="status"><Icon name=IconName::Sunrise/><span><b>{data.rows.clone()}</b>{if data.rows == "1" { " row" } else { " rows" }}" read so far. This page looks again every two seconds."</span></p>
            })}
            {(!failure.is_empty()).then(|| view! { <Warn>{failure}</Warn> })}
            {details}
            {decide}
            {over}
        </Page>
    }
    .into_any()
}

/// The form that brings everything in; ticks elsewhere on the page belong to it.
pub const BRING_IN: &str = "bring-in";

/// What to do now that it is known. The safe choice first.
#[component]
fn Decide(id: SchoolImportId) -> impl IntoView {
    let discard = format!("/schools/import/{id}/discard");
    let apply = format!("/schools/import/{id}/apply");
    view! {
        <div class="form__actions import__decide">
            <form method="post" action=discard><Sender/><button class="button button--form" type="submit">"Leave everything as it is"</button></form>
            <form id=BRING_IN method="post" action=apply><Sender/><button class="button button--form button--primary" type="submit">"Bring these in"</button></form>
        </div>
    }
    .into_any()
}
