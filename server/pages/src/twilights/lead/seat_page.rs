//! A guest is seated by hand: the lead chooses the table.

use app::ui::fields::{Choice, Choices};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::forms::{NO_TABLE, SeatForm, page_of};
use super::load::{GuestData, SeatData, address, load_seat};
use crate::kit::{Confirm, ConfirmPage, form_of, loaded};
use crate::twilights::words;

/// The page at `/groups/:group/workshops/:number/twilight/seat`, with the guest's id in its query.
#[component]
pub fn SeatPage() -> impl IntoView {
    let guest = use_query_map().get_untracked().get_str("guest").and_then(|id| id.parse().ok());
    loaded(load_seat(address(), guest), |SeatData { about, tables }| {
        let GuestData { frame, twilight, guest } = about;
        let (group, number) = (twilight.group, twilight.number);
        let back = ("Leave them where they sit".to_owned(), page_of(group, number));
        let form = SeatForm { group, number, guest: guest.id, table: String::new() };
        let now = guest.seat.map_or_else(|| NO_TABLE.to_owned(), |seat| seat.to_string());
        let state = form_of(&SeatForm { table: now, ..form.clone() });
        let choices = tables.iter().map(|table| {
            let hint = format!("{}. {}", table.summary.title_in_lists(), words::people(table));
            Choice::new(table.number.to_string(), words::table_name(table)).hint(hint)
        });
        let choices = choices.chain([Choice::new(NO_TABLE, "No table").hint("They choose one themselves")]).collect();
        view! {
            <ConfirmPage frame question=format!("Where does {} sit?", words::guest(&guest)) title="Seat a guest">
                <Confirm form label="Seat them there" class="button--primary" back>
                    <Choices form=state name="table" label="Table" choices/>
                </Confirm>
            </ConfirmPage>
        }
        .into_any()
    })
}
