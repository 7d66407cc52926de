//! Pages that ask before something is done: another letter so soon, a signature set aside, one recorded from paper.

use app::error::AppError;
use app::ui::field::{Field, FieldError};
use app::ui::fields::{Choice, Select, SendButton, TextArea, TextField};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;

use super::forms::SetAsideForm;
use super::load::SchoolCommitment;
use super::page::{crumbs, load_here};
use crate::commitments::group::forms::RemindForm;
use crate::kit::{Confirm, ConfirmPage, form_state, loaded};
use crate::ui::day_field::DayField;
use crate::ui::sender::Sender;

/// What only those see who may manage commitments, and only while it makes sense.
fn asked(sensible: fn(&SchoolCommitment) -> bool, show: fn(SchoolCommitment) -> AnyView) -> AnyView {
    let load = load_here();
    let load = async move {
        let data = load.await?;
        match (data.may_manage, sensible(&data)) {
            (false, _) => Err(AppError::NotYours),
            (true, false) => Err(AppError::NotFound),
            (true, true) => Ok(data),
        }
    };
    loaded(load, show)
}

/// The page at `/groups/:group/commitments/:school/remind`.
#[component]
pub fn RemindAgainPage() -> impl IntoView {
    asked(
        |data| data.sheet.head.is_none() && !data.last_letter.is_empty() && data.left.is_empty() && !data.over,
        |data| {
            let question = format!("{} had a letter {}. Send another?", data.sheet.paper.school, data.last_letter);
            let back = ("Leave it for now".to_owned(), data.address(""));
            let form = RemindForm { group: data.group, year: data.year, school: Some(data.school), confirmed: true };
            view! {
                <ConfirmPage frame=data.frame.clone() crumbs=crumbs(&data) question>
                    <p class="lead">{format!("It goes to {}. Heads are glad of a few days between two letters.", data.head_email)}</p>
                    <Confirm form label="Send it all the same" back/>
                </ConfirmPage>
            }
            .into_any()
        },
    )
}

/// The page at `/groups/:group/commitments/:school/set-aside`.
#[component]
pub fn SetAsidePage() -> impl IntoView {
    asked(
        |data| data.sheet.head.is_some(),
        |data| {
            let who = data.sheet.head.as_ref().map(|head| head.printed_name.clone()).unwrap_or_default();
            let question = format!("Set aside the signature of {who} for {}?", data.sheet.paper.school);
            let back = ("Keep the signature".to_owned(), data.address(""));
            let form = SetAsideForm { group: data.group, school: data.school, year: data.year, reason: String::new() };
            view! {
            <ConfirmPage frame=data.frame.clone() crumbs=crumbs(&data) question>
                <p class="lead">"It stays in the record with your reason, but counts no more: the school is to sign anew. The head and the lead participant are told, with the reason. This can’t be undone."</p>
                <Confirm form label="Set it aside" class="button--danger" back>
                    <TextArea form=form_state() name="reason" label="Why?" hint="Such as “Signed for the wrong school”. It is kept in the audit." rows=3/>
                </Confirm>
            </ConfirmPage>
        }
        .into_any()
        },
    )
}

/// The page at `/groups/:group/commitments/:school/ink`. Its form carries a file, so the server takes it at the same address.
#[component]
pub fn RecordInkPage() -> impl IntoView {
    asked(
        |data| data.sheet.head.is_none() && data.left.is_empty(),
        |data| {
            let form = form_state();
            let title = format!("Record that {} has signed on paper", data.sheet.paper.school);
            let (back, action) = (data.address(""), data.address("/record"));
            let newest =
                Choice { value: String::new(), label: "The one in use on that day".to_owned(), hint: String::new(), is_default: true };
            let versions = data.versions.iter().map(|(number, words)| Choice {
                value: number.to_string(),
                label: words.clone(),
                hint: String::new(),
                is_default: false,
            });
            let versions: Vec<Choice> = std::iter::once(newest).chain(versions).collect();
            let about = form.about("scan");
            let (has_error, seen_error) = (about.is_some(), form.about("ink_seen"));
            let not_seen = seen_error.is_some();
            let seen = form.chosen("ink_seen", "true", false);
            view! {
            <PageTitle text=title.clone()/>
            <Page frame=data.frame.clone() crumbs=crumbs(&data) class="page page--narrow">
                {form.summary()}
                <h1>{title}</h1>
                <p class="lead">"It counts the same as a signature on the screen, and your name stands beside it."</p>
                <form method="post" action=action enctype="multipart/form-data" novalidate class="form">
                    <Sender/>
                    <TextField form=form.clone() name="printed_name" label="Name in print on the paper" value=data.head_name.clone()/>
                    <DayField form=form.clone() name="signed_on" label="Date on the paper" value=data.today.clone()/>
                    <Select form=form.clone() name="version" label="Wording version at the foot of the paper"
                        hint="It is printed there: “Wording, version 1”." choices=versions/>
                    <div class="field sign__clause" class:field--error=not_seen>
                        <FieldError id="ink_seen" error=Signal::stored(seen_error)/>
                        <div class="choice">
                            <input class="choice__input" type="checkbox" id="ink_seen" name="ink_seen" value="true" checked=seen/>
                            <label class="choice__label" for="ink_seen">"I have seen the paper, signed by the headteacher"</label>
                        </div>
                    </div>
                    // The file comes last: if it is too large, the rest has arrived before it.
                    <Field id="scan" label="A scan or photo of it, if you have one" hint="A photo (JPEG or PNG) or a PDF, at most 5 MB. Only the signed form: no pupils’ names." error=Signal::stored(about)>
                        <input class="field__input" id="scan" name="scan" type="file" accept="image/png,image/jpeg,application/pdf"
                            aria-invalid=has_error.then_some("true") aria-describedby=if has_error { "scan-hint scan-error" } else { "scan-hint" }/>
                    </Field>
                    <div class="form__actions">
                        <SendButton label="Record it"/>
                        <a class="button button--quiet" href=back>"Leave it"</a>
                    </div>
                </form>
            </Page>
        }
        .into_any()
        },
    )
}
