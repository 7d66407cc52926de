//! Who was there beside who was to come (B27 to B29), school by school; and what whoever missed it catches up with.

use leptos::prelude::*;
use model::ids::{DocumentId, WorkshopId};
use store::twilights::attendance::{Part, SchoolThere};

/// Who of a school was to come to a part.
fn expected(school: &SchoolThere, part: Part) -> String {
    let named = school.expected().map(|person| person.name.clone()).collect::<Vec<_>>().join(", ");
    match (named.is_empty(), part) {
        (true, Part::Day) => "Nobody is named".to_owned(),
        (true, Part::Twilight) => "Teachers who like".to_owned(),
        (false, Part::Day) => named,
        (false, Part::Twilight) => format!("{named}, and teachers who like"),
    }
}

/// Who missed it: by name whoever was to come, and at a twilight a school of which nobody came.
fn missed(school: &SchoolThere, part: Part) -> Option<String> {
    let named = school.expected().filter(|person| !person.there).map(|person| person.name.clone()).collect::<Vec<_>>().join(", ");
    match part {
        Part::Twilight if school.signed && school.count() == 0 => Some("Everybody".to_owned()),
        _ => (!named.is_empty()).then_some(named),
    }
}

/// A line for each school that is known.
#[component]
pub fn Against(
    schools: Vec<SchoolThere>,
    part: Part,
    /// Whether it has begun: before, nobody has missed anything.
    begun: bool,
) -> impl IntoView {
    let rows = schools.iter().filter(|school| school.school.is_some()).map(|school| {
        let signed = if school.signed { "Signed" } else { "Not signed" };
        let missed = missed(school, part).filter(|_| begun);
        view! {
            <tr>
                <th scope="row" translate="no">{school.name.clone()}</th>
                <td data-label="Commitment">{signed}</td>
                <td data-label="Expected">{expected(school, part)}</td>
                <td data-label="Came" class="table__number">{school.count()}</td>
                <td data-label=missed.as_ref().map(|_| "Missed")>{missed.clone()}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <div class="table-card attendance__against">
            <table class="table table--cards">
                <caption class="visually-hidden">"Who was there beside who was to come"</caption>
                <thead>
                    <tr>
                        <th scope="col">"School"</th>
                        <th scope="col">"Commitment"</th>
                        <th scope="col">"Expected"</th>
                        <th scope="col" class="table__number">"Came"</th>
                        <th scope="col">"Missed"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// For whoever missed it: what was planned, and what was written.
#[component]
pub fn CatchUp(
    schools: Vec<SchoolThere>,
    part: Part,
    workshop: WorkshopId,
    /// The workshop's boards, by id and title.
    boards: Vec<(DocumentId, String)>,
) -> impl IntoView {
    let missed = schools.iter().filter_map(|school| missed(school, part).map(|who| format!("{who}, {}", school.name)));
    let missed: Vec<String> = missed.collect();
    (!missed.is_empty()).then(|| {
        let who = missed.into_iter().map(|line| view! { <li translate="no">{line}</li> }).collect_view();
        let boards = boards.into_iter().map(|(id, title)| view! { <li><a href=format!("/boards/{id}")>{title}</a></li> }).collect_view();
        view! {
            <section class="attendance__catch-up" aria-labelledby="catch-up">
                <h2 id="catch-up">"Who missed it"</h2>
                <ul class="attendance__list">{who}</ul>
                <h3>"The catch-up"</h3>
                <p>"What to send them: everybody of the group can open it."</p>
                <ul class="attendance__list">
                    <li><a href=format!("/workshops/{workshop}/run-sheet")>"What was planned, as a run sheet"</a></li>
                    {boards}
                </ul>
            </section>
        }
        .into_any()
    })
}

#[cfg(test)]
mod tests {
    use model::ids::{PersonId, SchoolId};
    use store::twilights::attendance::PersonThere;

    use super::*;

    fn school(there: bool, signed: bool) -> SchoolThere {
        let person = |name: &str, there, expected| PersonThere { id: PersonId::generate(), name: name.to_owned(), there, expected };
        let people = vec![person("Tom Obaseki", there, true), person("Rosa Bell", false, false)];
        SchoolThere { school: Some(SchoolId::generate()), name: "Elm Bank".to_owned(), people, guests: Vec::new(), on_paper: 0, signed }
    }

    #[test]
    fn whoever_represents_the_school_was_to_come_and_others_if_they_like() {
        assert_eq!(expected(&school(true, true), Part::Day), "Tom Obaseki");
        assert_eq!(expected(&school(true, true), Part::Twilight), "Tom Obaseki, and teachers who like");
        assert_eq!([missed(&school(true, true), Part::Day), missed(&school(true, true), Part::Twilight)], [None, None]);
        assert_eq!(missed(&school(false, false), Part::Day).as_deref(), Some("Tom Obaseki"));
    }

    #[test]
    fn a_school_of_which_nobody_came_to_a_twilight_missed_it_as_a_whole() {
        let guests = SchoolThere { guests: vec!["Nia".to_owned()], ..school(false, true) };
        assert_eq!(missed(&school(false, true), Part::Twilight).as_deref(), Some("Everybody"));
        assert_eq!(missed(&guests, Part::Twilight).as_deref(), Some("Tom Obaseki"));
    }
}
