//! What the schools say to each date, in numbers: for everybody who may see the poll.

use app::ui::icon::{Icon, IconName};
use leptos::prelude::*;
use model::calendar::day::in_words;
use model::polls::ranking::{Ranking, Tally};
use model::polls::{Reply, Slot};

/// The sign beside a reply's words.
pub fn sign(reply: Reply) -> (&'static str, IconName) {
    match reply {
        Reply::Yes => ("status status--ok", IconName::Done),
        Reply::IfNeedBe => ("status status--half", IconName::Half),
        Reply::No => ("status status--wait", IconName::Close),
    }
}

/// A table of the dates. `act` is what stands in the last column of each, where there is one.
#[component]
pub fn Counts(
    /// The dates, in the poll's order.
    slots: Vec<Slot>,
    ranking: Ranking,
    /// What can be done with each date, in the same order.
    #[prop(optional)]
    acts: Vec<AnyView>,
) -> impl IntoView {
    let has_acts = !acts.is_empty();
    let mut acts = acts.into_iter();
    let rows = slots.into_iter().zip(ranking.tallies).enumerate().map(|(place, (date, tally))| {
        let best = ranking.best.contains(&place);
        let act = acts.next();
        view! { <Row date tally best act/> }
    });
    let rows = rows.collect_view();
    view! {
        <div class="table-card">
            <table class="table table--cards polls__counts">
                <caption class="visually-hidden">"What the schools say to each date"</caption>
                <thead><tr>
                    <th scope="col">"Date"</th><th scope="col">"Yes"</th><th scope="col">"If need be"</th><th scope="col">"No"</th>
                    <th scope="col">"Not answered"</th>
                    {has_acts.then(|| view! { <th scope="col"><span class="visually-hidden">"What to do"</span></th> })}
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Row(date: Slot, tally: Tally, best: bool, act: Option<AnyView>) -> impl IntoView {
    let fits = best.then(|| view! { <span class="status status--ok"><Icon name=IconName::Done/>"Fits best"</span> });
    view! {
        <tr>
            <th scope="row">{in_words(date.day()).to_string()}" "<span class="table__second">{date.hours()}</span>" "{fits}</th>
            <td class="table__number" data-label="Yes">{tally.yes}</td>
            <td class="table__number" data-label="If need be">{tally.if_need_be}</td>
            <td class="table__number" data-label="No">{tally.no}</td>
            <td class="table__number" data-label="Not answered">{tally.silent}</td>
            {act.map(|act| view! { <td class="polls__act">{act}</td> })}
        </tr>
    }
    .into_any()
}
