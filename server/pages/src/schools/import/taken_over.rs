//! The schools that an import takes for others that have closed. While nothing is decided, the hub may refuse each.

use app::ui::fields::Submitted;
use app::ui::icon::{Icon, IconName};
use leptos::prelude::*;

use super::page::BRING_IN;
use super::words::{Listed, ListedRow};
use crate::kit::form_state;

/// Each of them by name, ticked as in what was `typed` before; `decided` when it is done.
#[component]
pub fn TakenOverRows(listed: Listed, decided: bool) -> impl IntoView {
    let typed = form_state().typed;
    if listed.rows.is_empty() {
        return ().into_any();
    }
    let open = listed.rows.iter().any(|row| row.refusal.is_some());
    let words = if open {
        "Each of these closed as another one opened. Here they become one school, whose history goes on. Where that is wrong, tick it: both stay, and are linked."
    } else {
        "Each of these closed as another one opened. Here they are one school, whose history goes on."
    };
    let take_back = decided.then(|| view! { <p class="section-head__note"><a href="/schools/new-numbers">"Take one back"</a></p> });
    view! {
        <section aria-labelledby="taken">
            <div class="section-head"><h2 id="taken">"Under a new number"</h2><span class="section-head__note">{listed.note}</span>{take_back}</div>
            <p class="import__intro">{words}</p>
            <div class="table-card"><table class="table table--cards">
                <thead><tr>
                    <th scope="col">"School"</th><th scope="col">"Before"</th><th scope="col">"Now"</th>
                    {open.then(|| view! { <th scope="col">"Is that wrong?"</th> })}
                </tr></thead>
                <tbody>{listed.rows.into_iter().map(|row| view! { <TakenOverRow row typed=typed.clone()/> }).collect_view()}</tbody>
            </table></div>
        </section>
    }
    .into_any()
}

#[component]
fn TakenOverRow(row: ListedRow, typed: Submitted) -> impl IntoView {
    let [name, before, now] = row.cells;
    let refusal = row.refusal.map(|urn| {
        let of = format!(": {before} and {name}");
        let ticked = typed.all("apart").any(|other| other == urn);
        view! {
            <td>
                <label class="import__apart">
                    <span class="check">
                        <input class="check__input" type="checkbox" name="apart" value=urn checked=ticked form=BRING_IN/>
                        <Icon name=IconName::Check class="check__tick"/>
                    </span>
                    "Keep two schools"<span class="visually-hidden">{of}</span>
                </label>
            </td>
        }
    });
    view! {
        <tr>
            <th scope="row" class="import__file">
                {name}{row.ours.then(|| view! { <span class="table__second">"Has a history here"</span> })}
            </th>
            <td data-label="Before">{before}</td>
            <td data-label="Now">{now}</td>
            {refusal}
        </tr>
    }
    .into_any()
}
