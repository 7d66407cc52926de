//! The form that a headteacher signs: a tick for each clause, a typed name, a name in print, the date.

use app::error::ClauseNumber;
use app::ui::field::FieldError;
use app::ui::fields::{FormState, SendButton, TextField};
use app::ui::icon::IconName;
use leptos::prelude::*;
use model::commitments::{MAX_DRAWING, PAD_HEIGHT, PAD_WIDTH, Wording};

use crate::ui::day_field::DayField;
use crate::ui::script::PageScript;
use crate::ui::sender::Sender;

/// The form. Who sends it, by link or account, is in `hidden`.
#[component]
pub fn SignatureFields(
    /// Where it is sent.
    action: &'static str,
    /// Names and values that are not seen; the fingerprint of what is shown among them.
    hidden: Vec<(&'static str, String)>,
    /// What is signed.
    wording: Wording,
    /// What was typed, or what it begins with.
    form: FormState,
) -> impl IntoView {
    // Nothing is agreed to that has not been read: a changed paper is signed anew.
    let form = if form.has_moved() { form.without(&["ticks[]", "typed_name", "drawing"]) } else { form };
    let clauses = ClauseNumber::all()
        .zip(wording.clauses)
        .map(|(number, clause)| view! { <ClauseTick number clause form=form.clone()/> }.into_any())
        .collect_view();
    let drawn = form.value("drawing", "");
    let fields = hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view();
    view! {
        <form method="post" action=action novalidate class="form sign">
            <Sender/>
            {fields}
            <fieldset class="sign__clauses">
                <legend class="sign__legend">"Tick each point to agree to it"</legend>
                {clauses}
            </fieldset>
            <p class="sign__closing">{wording.closing}</p>
            <TextField form=form.clone() name="typed_name" label="Sign by typing your name" hint="It counts as your signature." autocomplete="off"/>
            // Nothing of it is there without its script: the typed name is the signature.
            <div class="pad" data-signature="" data-width=PAD_WIDTH.to_string() data-height=PAD_HEIGHT.to_string() data-most=MAX_DRAWING.to_string() hidden=true>
                <input type="hidden" name="drawing" value=drawn/>
            </div>
            <TextField form=form.clone() name="printed_name" label="Print name" hint="First and last name." autocomplete="name"/>
            <DayField form=form name="signed_on" label="Date" value=""/>
            <div class="form__actions"><SendButton label="Sign for the school" icon=IconName::Pencil/></div>
        </form>
        <PageScript name="signature"/>
    }
    .into_any()
}

#[component]
fn ClauseTick(number: ClauseNumber, clause: String, form: FormState) -> impl IntoView {
    let id = number.field();
    let error = form.about(id);
    let has_error = error.is_some();
    let checked = form.chosen("ticks[]", &number.to_string(), false);
    view! {
        <div class="sign__clause" class:field--error=has_error>
            <FieldError id error=Signal::stored(error)/>
            <div class="choice">
                <input class="choice__input" type="checkbox" id=id name="ticks[]" value=number.to_string() checked=checked
                    aria-invalid=has_error.then_some("true") aria-describedby=has_error.then(|| format!("{id}-error"))/>
                <label class="choice__label sign__label" for=id><span class="sign__number">{format!("{number}.")}</span><span>{clause}</span></label>
            </div>
        </div>
    }
    .into_any()
}
