//! The list of the inbox, and what can be done with several of it at once.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::interest::State;

use super::inbox_api::{Inbox, InboxRow};
use super::inbox_words::{Look, chip, verb};
use super::triage_api::ChangeInterests;
use crate::ui::field::FieldError;
use crate::ui::fields::FormState;
use crate::ui::icon::{Icon, IconName};

/// The list. `left` are the references of those that could not be changed: they stay ticked.
#[component]
pub fn InboxList(
    /// What is in it.
    inbox: Inbox,
    /// The form around it.
    form: FormState,
    /// What is looked at, to come back to it.
    look: Look,
    /// References that stay ticked.
    left: Vec<String>,
) -> impl IntoView {
    let rows = inbox.rows.iter().cloned().map(|row| {
        let ticked = form.chosen("chosen[]", &row.id.to_string(), left.contains(&row.reference));
        view! { <Row row ticked/> }
    });
    let rows = rows.collect_view();
    let error = form.about("chosen");
    let has_error = error.is_some();
    view! {
        <form method="post" action=ChangeInterests::url() class="inbox__form" class:field--error=has_error>
            <input type="hidden" name="look[state]" value=look.state/>
            <input type="hidden" name="look[q]" value=look.q/>
            <input type="hidden" name="look[mine]" value=look.mine/>
            <input type="hidden" name="look[year]" value=look.year/>
            <FieldError id="chosen" error=Signal::stored(error)/>
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
                            <th scope="col">"Assigned to"</th>
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
    let (met, words, hint) = row.eligible;
    let (class, icon) = if met { ("status status--ok", IconName::Done) } else { ("status status--half", IconName::Warning) };
    let (chip, sign) = chip(row.state);
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
            <th scope="row"><a href=format!("/hub/interest/{}", row.id)>{row.school}</a><span class="table__second">{town}</span></th>
            <td data-label="Contact">{row.contact.0}<span class="table__second">{row.contact.1}</span></td>
            <td data-label="Received" class="inbox__when">{row.received}<span class="table__second">{row.reference}</span></td>
            <td data-label="By the rules"><span class=class><Icon name=icon/>{words}</span>{hint.map(|hint| view! { <span class="table__second">{hint}</span> })}</td>
            <td data-label="Assigned to">{if row.assigned.is_empty() { "Nobody yet".to_owned() } else { row.assigned }}</td>
            <td><span class=chip><Icon name=sign/>{row.state.to_string()}</span></td>
        </tr>
    }
    .into_any()
}

/// What can be done with all that are ticked.
#[component]
fn Several(people: Vec<(String, String)>, form: FormState) -> impl IntoView {
    let before = form.typed.get("change").unwrap_or_default().to_owned();
    let option = |value: String, words: String| {
        let selected = value == before;
        view! { <option value=value selected=selected>{words}</option> }
    };
    let states = State::DECISIONS.map(|state| option(format!("to-{}", state.key()), verb(state).to_owned()));
    let assign: Vec<_> = people.into_iter().map(|(id, name)| option(format!("assign-{id}"), format!("Assign to {name}"))).collect();
    let letters = form.chosen("letters", "1", false);
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
                </select>
            </div>
            <div class="choice">
                <input class="choice__input" type="checkbox" id="letters" name="letters" value="1" checked=letters aria-describedby="letters-hint"/>
                <label class="choice__label" for="letters">"Send each school the usual letter about it"</label>
                <span class="choice__hint" id="letters-hint">"Not when asking for more: open each to write your question."</span>
            </div>
            <button class="button" type="submit">"Do it for all ticked"</button>
        </fieldset>
    }
    .into_any()
}
