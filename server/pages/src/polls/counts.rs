//! What the schools say to each date, in numbers: for everybody who may see the poll.

use app::ui::icon::{Icon, IconName};
use leptos::prelude::*;
use model::calendar::day::in_words;
use model::calendar::slot::Slot;
use model::polls::Reply;
use model::polls::ranking::{Ranking, Tally};

/// A reply as a sign and a word.
pub fn reply_words(reply: Reply) -> AnyView {
    let (class, icon) = match reply {
        Reply::Yes => ("status status--ok", IconName::Done),
        Reply::IfNeedBe => ("status status--half", IconName::Half),
        Reply::No => ("status status--wait", IconName::Close),
    };
    view! { <span class=class><Icon name=icon/>{reply.to_string()}</span> }.into_any()
}

/// What others than the group's schools say to a date: `2 yes, 1 no`.
fn apart(tally: Tally) -> String {
    let parts = [(tally.yes, "yes"), (tally.if_need_be, "if need be"), (tally.no, "no")];
    let said: Vec<String> = parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    if said.is_empty() { "Nothing".to_owned() } else { said.join(", ") }
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
    let has_others = ranking.others.iter().any(|tally| *tally != Tally::default());
    let mut acts = acts.into_iter();
    let rows = slots.into_iter().zip(ranking.tallies).enumerate().map(|(place, (date, tally))| {
        let best = ranking.best.contains(&place);
        let others = ranking.others.get(place).copied().filter(|_| has_others).map(apart);
        let act = acts.next();
        view! { <Row date tally best others act/> }
    });
    let rows = rows.collect_view();
    view! {
        <div class="table-card">
            <table class="table table--cards polls__counts">
                <caption class="visually-hidden">"What the schools say to each date"</caption>
                <thead><tr>
                    <th scope="col">"Date"</th><th scope="col">"Yes"</th><th scope="col">"If need be"</th><th scope="col">"No"</th>
                    <th scope="col">"Not answered"</th>
                    {has_others.then(|| view! { <th scope="col">"From others"</th> })}
                    {has_acts.then(|| view! { <th scope="col"><span class="visually-hidden">"What to do"</span></th> })}
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {has_others.then(|| view! { <p class="quiet">"Others are people of none of the group’s schools. They are counted apart."</p> })}
    }
    .into_any()
}

#[component]
fn Row(date: Slot, tally: Tally, best: bool, others: Option<String>, act: Option<AnyView>) -> impl IntoView {
    let fits = best.then(|| view! { <span class="status status--ok"><Icon name=IconName::Done/>"Fits best"</span> });
    view! {
        <tr>
            <th scope="row">{in_words(date.day()).to_string()}" "<span class="table__second">{date.hours()}</span>" "{fits}</th>
            <td class="table__number" data-label="Yes">{tally.yes}</td>
            <td class="table__number" data-label="If need be">{tally.if_need_be}</td>
            <td class="table__number" data-label="No">{tally.no}</td>
            <td class="table__number" data-label="Not answered">{tally.silent}</td>
            {others.map(|others| view! { <td data-label="From others">{others}</td> })}
            {act.map(|act| view! { <td class="polls__act">{act}</td> })}
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_say_is_told_in_words() {
        let tally = Tally { yes: 2, if_need_be: 0, no: 1, silent: 3 };
        assert_eq!((apart(tally).as_str(), apart(Tally::default()).as_str()), ("2 yes, 1 no", "Nothing"));
    }
}
