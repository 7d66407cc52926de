//! The tables of a twilight, each with its board, saved in one go.

use app::ui::field::FieldError;
use app::ui::fields::{Choice, SendButton};
use leptos::prelude::*;
use model::ids::WorkGroupId;
use store::twilights::Table;

use super::forms::{MOST_TABLES, TablesForm, key};
use crate::kit::{Form, form_of};
use crate::ui::sender::Sender;

/// One row for each table, and one more.
#[component]
pub fn Tables(group: WorkGroupId, number: u8, tables: Vec<Table>, boards: Vec<Choice>) -> impl IntoView {
    let form = form_of(&TablesForm::of(group, number, &tables));
    let error = form.about("tables");
    let last = tables.iter().map(|table| table.number).max().unwrap_or_default();
    let rows = (1..=last.saturating_add(1).min(MOST_TABLES)).map(|number| {
        let (name_field, board_field) = (format!("names[{}]", key(number)), format!("boards[{}]", key(number)));
        let (name, chosen) = (form.value(&name_field, ""), form.value(&board_field, ""));
        let options = boards.iter().map(|board| {
            let selected = board.value == chosen;
            view! { <option value=board.value.clone() selected=selected>{board.label.clone()}</option> }
        });
        let options = options.collect_view();
        let (name_id, board_id) = (format!("name-{number}"), format!("board-{number}"));
        view! {
            <fieldset class="table-set">
                <legend class="table-set__number">{format!("Table {number}")}</legend>
                <div class="field">
                    <label class="field__label" for=board_id.clone()>"Board"</label>
                    <select class="field__input field__input--select" id=board_id name=board_field>
                        <option value="">"No table"</option>
                        {options}
                    </select>
                </div>
                <div class="field">
                    <label class="field__label" for=name_id.clone()>"Where it stands"</label>
                    <input class="field__input" id=name_id name=name_field value=name autocomplete="off"/>
                </div>
            </fieldset>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section id="tables" tabindex="-1">
            <h2>"Tables"</h2>
            <p class="tables-note">"Guests write on the boards of the tables, and see no other page of the group."</p>
            <FieldError id="tables" error=Signal::stored(error)/>
            <form method="post" action=TablesForm::ACTION novalidate>
                <Sender/>
                <input type="hidden" name="group" value=group.to_string()/>
                <input type="hidden" name="number" value=number.to_string()/>
                {rows}
                <div class="form__actions"><SendButton label="Save tables" class=""/></div>
            </form>
        </section>
    }
    .into_any()
}
