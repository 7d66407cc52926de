//! Changing the wording: saving makes a new version, the old one stays.

use app::ui::fields::{SendButton, TextArea, TextField};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;

use super::forms::WordingForm;
use super::load::{Clauses, load_clauses};
use crate::kit::{Form, form_of, form_state, loaded};
use crate::ui::notice::Warn;
use crate::ui::sender::Sender;

/// The page at `/hub/clauses/edit`.
#[component]
pub fn EditClausesPage() -> impl IntoView {
    loaded(load_clauses(), |data| view! { <Edit data/> }.into_any())
}

#[component]
fn Edit(data: Clauses) -> impl IntoView {
    // Where the form has come back: the version that its writer began from, which may not be the latest any more.
    let began_from = form_state()
        .typed
        .get("base")
        .and_then(|base| data.versions.iter().find(|version| version.id.to_string() == base))
        .map(|version| version.number);
    let Some(latest) = data.versions.into_iter().next() else {
        return ().into_any();
    };
    let form = form_of(&WordingForm::begin(latest.id, latest.wording));
    view! {
        <PageTitle text="Change the wording"/>
        <Page frame=data.frame class="page page--narrow">
            {form.summary()}
            <h1>"Change the wording"</h1>
            <p class="lead">{format!("You begin from version {}. Saving makes a new version: nothing that was signed changes.", latest.number)}</p>
            {began_from.filter(|number| *number != latest.number).map(|number| {
                let compare = format!("/hub/clauses/compare?old={number}&new={}", latest.number);
                view! {
                    <Warn>
                        <p>
                            {format!("Version {} has been saved since. What you save now takes its place. ", latest.number)}
                            <a href=compare target="_blank" rel="noopener">{format!("See what it changed of version {number}, from which you began")}" (in a new tab)"</a>
                        </p>
                    </Warn>
                }
            })}
            <form method="post" action=WordingForm::ACTION novalidate class="form">
                <Sender/>
                <input type="hidden" name="base" value=latest.id.to_string()/>
                <TextField form=form.clone() name="wording_title" label="Title"/>
                <TextArea form=form.clone() name="wording_introduction" label="Introduction" hint="An empty line begins a new paragraph." rows=12/>
                <TextArea form=form.clone() name="wording_clauses" label="Points to agree to" hint="Each on a line of its own, at most eight. They are numbered in this order, and the head ticks each." rows=8/>
                <TextArea form name="wording_closing" label="Statement above the signature" hint="{school} stands for the school’s name." rows=6/>
                <div class="form__actions">
                    <SendButton label="Save as a new version"/>
                    <a class="button button--quiet" href="/hub/clauses">"Leave it as it is"</a>
                </div>
            </form>
        </Page>
    }
    .into_any()
}
