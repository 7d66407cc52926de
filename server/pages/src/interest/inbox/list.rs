//! The list of the inbox, and what can be done with several of it at once.

use app::ui::field::FieldError;
use app::ui::fields::FormState;
use app::ui::icon::{Icon, IconName};
use leptos::prelude::*;
use model::accounts::roles::NamedPerson;
use model::interest::State;

use super::forms::BulkForm;
use super::load::{Inbox, InboxRow};
use super::words::{Look, chip, verb};
use crate::kit::Form;
use crate::ui::sender::Sender;

/// The list.
#[component]
pub fn InboxList(
    /// What is in it.
    inbox: Inbox,
    /// The form around it.
    form: FormState,
    /// What is looked at, to come back to it.
    look: Look,
    /// Whether all are ticked.
    all: bool,
) -> impl IntoView {
    let (count, address) = (inbox.rows.len(), look.address());
    let separator = if address.contains('?') { '&' } else { '?' };
    let (tick, words) =
        if all { (address, "Tick none".to_owned()) } else { (format!("{address}{separator}all=1"), format!("Tick all {count}")) };
    let rows = inbox.rows.iter().cloned().map(|row| {
        let ticked = form.chosen("chosen[]", &row.id.to_string(), false);
        view! { <Row row ticked/> }
    });
    let rows = rows.collect_view();
    let error = form.about("chosen");
    let has_error = error.is_some();
    view! {
        <form method="post" action=BulkForm::ACTION class="inbox__form" class:field--error=has_error>
            <Sender/>
            <input type="hidden" name="look[state]" value=look.state/>
            <input type="hidden" name="look[q]" value=look.q/>
            <input type="hidden" name="look[mine]" value=look.mine/>
            <input type="hidden" name="look[year]" value=look.year/>
            <FieldError id="chosen" error=Signal::stored(error)/>
            {(count > 1).then(|| view! { <p class="inbox__all"><a href=tick>{words}</a></p> })}
            <div class="table-card" id="chosen" tabindex="-1">
                <table class="table table--cards inbox__table">
                    <caption class="visually-hidden">"Expressions of interest, the latest first"</caption>
                    <thead>
                        <tr>
                            <th scope="col" class="inbox__tick"><span class="visually-hidden">"Tick"</span></th>
                            <th scope="col">"School"</th>
                            <th scope="col">"Contact"</th>
                            <th scope="col">"Received"</th>
                            <th scope="col">"By the rules"</th>
                            <th scope="col" class="inbox__assigned">"Assigned to"</th>
                            <th scope="col">"State"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <Several people=inbox.people form/>
        </form>
    }
    .into_any()
}

#[component]
fn Row(row: InboxRow, ticked: bool) -> impl IntoView {
    let id = format!("chosen-{}", row.reference);
    let (words, hint) = (row.eligible.words(), row.eligible.hint());
    let (class, icon) =
        if row.eligible.is_met() { ("status status--ok", IconName::Done) } else { ("status status--half", IconName::Warning) };
    let (chip, sign) = if row.removed { ("chip", IconName::Trash) } else { chip(row.state) };
    let state = if row.removed { "Removed".to_owned() } else { row.state.to_string() };
    let others = match row.others {
        0 => None,
        1 => Some("Another form of this school".to_owned()),
        count => Some(format!("{count} other forms of this school")),
    };
    let others = others.map(|words| view! { <span class="table__second inbox__others"><Icon name=IconName::Copy/>{words}</span> });
    let town = if row.only_typed { format!("{} (as typed)", row.town) } else { row.town };
    view! {
        <tr>
            <td class="inbox__tick">
                <span class="check inbox__check">
                    <input class="check__input" type="checkbox" id=id.clone() name="chosen[]" value=row.id.to_string() checked=ticked/>
                    <Icon name=IconName::Check class="check__tick"/>
                </span>
                <label class="visually-hidden" for=id>{format!("Tick {}", row.school)}</label>
            </td>
            <th scope="row"><a href=format!("/hub/interest/{}", row.id)>{row.school}</a><span class="table__second">{town}</span>{others}</th>
            <td data-label="Contact">{row.contact}<span class="table__second">{row.contact_role}</span></td>
            <td data-label="Received" class="inbox__when">{row.received}<span class="table__second">{row.reference}</span></td>
            <td data-label="By the rules"><span class=class><Icon name=icon/>{words}</span>{hint.map(|hint| view! { <span class="table__second">{hint}</span> })}</td>
            <td data-label="Assigned to">{if row.assigned.is_empty() { "Nobody yet".to_owned() } else { row.assigned }}</td>
            <td><span class=chip><Icon name=sign/>{state}</span></td>
        </tr>
    }
    .into_any()
}

/// What can be done with all that are ticked.
#[component]
fn Several(people: Vec<NamedPerson>, form: FormState) -> impl IntoView {
    let before = form.value("change", "");
    let option = |value: String, words: String| {
        let selected = value == before;
        view! { <option value=value selected=selected>{words}</option> }
    };
    let states = State::DECISIONS.map(|state| option(format!("to-{}", state.key()), verb(state).to_owned()));
    let assign: Vec<_> =
        people.into_iter().map(|NamedPerson { id, name }| option(format!("assign-{id}"), format!("Assign to {name}"))).collect();
    let letters = form.chosen("letters", "1", false);
    let confirm = form.about("confirmed").map(|error| view! { <ConfirmDeclining error/> });
    let error = form.about("change");
    let has_error = error.is_some();
    view! {
        <fieldset class="card inbox__several">
            <legend class="visually-hidden">"With all that are ticked"</legend>
            <div class="field" class:field--error=has_error>
                <label class="field__label" for="change">"With all that are ticked"</label>
                <FieldError id="change" error=Signal::stored(error)/>
                <select class="field__input field__input--select" id="change" name="change">
                    <option value="">"Choose what to do"</option>
                    {states.into_iter().collect_view()}
                    {assign}
                    <option value="assign-">"Assign to nobody"</option>
                    {option("remove".to_owned(), "Remove: not from a school".to_owned())}
                </select>
            </div>
            <div class="choice">
                <input class="choice__input" type="checkbox" id="letters" name="letters" value="1" checked=letters aria-describedby="letters-hint"/>
                <label class="choice__label" for="letters">"Send each school the usual letter about it"</label>
                <span class="choice__hint" id="letters-hint">"Not when asking for more: open each to write your question."</span>
            </div>
            {confirm}
            <button class="button" type="submit">"Do it for all ticked"</button>
        </fieldset>
    }
    .into_any()
}

/// Asked before several are declined, each with a letter.
#[component]
fn ConfirmDeclining(error: String) -> impl IntoView {
    view! {
        <div class="field field--error inbox__confirm">
            <FieldError id="confirmed" error=Signal::stored(Some(error))/>
            <div class="choice">
                <input class="choice__input" type="checkbox" id="confirmed" name="confirmed" value="true" aria-invalid="true" aria-describedby="confirmed-error"/>
                <label class="choice__label" for="confirmed">"Yes, decline all that are ticked, and write to each"</label>
            </div>
        </div>
    }
    .into_any()
}
