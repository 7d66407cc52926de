//! What an import found, list by list.

use leptos::prelude::*;

use super::taken_over::TakenOverRows;
use super::words::{ImportData, Listed, Stage};

/// Everything that was found.
#[component]
pub fn Details(data: ImportData) -> impl IntoView {
    let figures = data.figures.into_iter().map(|fact| view! { <dt>{fact.label}</dt><dd>{fact.value}</dd> });
    view! {
        <div class="stack">
            <section aria-labelledby="counts">
                <h2 id="counts" class="visually-hidden">"Counts"</h2>
                <dl class="facts import__counts">{figures.collect_view()}</dl>
            </section>
            <Rows id="bad" title="Not understood" head=["File", "Line", "What is wrong"] listed=data.bad/>
            <Rows id="guessed" title="Guessed" head=["What", "How often", "For instance"] listed=data.guesses/>
            <TakenOverRows listed=data.taken_over decided=data.stage == Stage::Applied/>
            <Rows id="apart" title="Closed with a successor: two schools, linked" head=["Closed", "Successor", "Why two"] listed=data.apart/>
            <Rows id="closed" title="Closed" head=["School", "URN", "Since"] listed=data.closed/>
            <Rows id="changed" title="Changed" head=["School", "URN", "What is different"] listed=data.changed/>
            <Rows id="linked" title="Linked to a predecessor" head=["School", "Came from", ""] listed=data.linked/>
            <Rows id="unlinked" title="No longer linked to a predecessor" head=["School", "Did not come from", ""] listed=data.unlinked/>
            <Rows id="new" title="New" head=["School", "URN", "Town"] listed=data.new/>
        </div>
    }
    .into_any()
}

#[component]
fn Rows(id: &'static str, title: &'static str, head: [&'static str; 3], listed: Listed) -> impl IntoView {
    (!listed.rows.is_empty()).then(|| {
        let rows = listed.rows.into_iter().map(|row| {
            let [first, second, third] = row.cells;
            let last = if id == "changed" { fields(row.fields) } else { third.into_any() };
            let last = (!head[2].is_empty()).then(|| view! { <td data-label=head[2]>{last}</td> });
            view! {
                <tr>
                    <th scope="row" class="import__file">
                        {first}{row.ours.then(|| view! { <span class="table__second">"Has a history here"</span> })}
                    </th>
                    <td data-label=head[1]>{second}</td>
                    {last}
                </tr>
            }
        });
        view! {
            <section aria-labelledby=id>
                <div class="section-head"><h2 id=id>{title}</h2><span class="section-head__note">{listed.note}</span></div>
                <div class="table-card"><table class="table table--cards">
                    <thead><tr>{head.map(|words| (!words.is_empty()).then(|| view! { <th scope="col">{words}</th> }))}</tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table></div>
            </section>
        }
    })
}

/// What is different about a school.
fn fields(all: Vec<[String; 3]>) -> AnyView {
    if all.is_empty() {
        return "Its codes or its place on the map".into_any();
    }
    let fields = all.into_iter().map(|[what, before, after]| {
        let or_nothing = |text: String| if text.is_empty() { "nothing".to_owned() } else { text };
        view! { <li>{what}": "<del>{or_nothing(before)}</del>" becomes "<ins>{or_nothing(after)}</ins></li> }
    });
    view! { <ul class="import__fields">{fields.collect_view()}</ul> }.into_any()
}
