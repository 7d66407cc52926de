//! What only paper says: how far the lesson is, who wrote it, when it was printed, and where it lives.

use leptos::prelude::*;
use model::accounts::roles::Byline;
use model::sorting::sort_by;

use super::load::BoardView;
use super::state::BoardState;

/// The lines under a printed board's title. The day is put right by `public/scripts/print.js` where a page has been open overnight.
#[component]
pub fn Printed(view: BoardView) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let writers = writers(state, view.writers, Byline { name: view.name, school: view.school });
    let how_far = state.read_head(|lesson| match lesson.strand() {
        Some(strand) => format!("{}, {strand}", lesson.status),
        None => lesson.status.to_string(),
    });
    view! {
        <div class="printed">
            <p>{view.project}</p>
            <p translate="no">{move || writers.with(|writers| if writers.is_empty() { String::new() } else { format!("By {}", in_words(writers)) })}</p>
            <p>{how_far}</p>
            <p>"Printed on "<span data-day translate="no">{view.day}</span></p>
            <p class="printed__address" translate="no">{view.address}</p>
        </div>
    }
    .into_any()
}

/// Everybody who has written on the board: those the page came with, and whoever has begun since.
fn writers(state: BoardState, loaded: Vec<Byline>, own: Byline) -> RwSignal<Vec<Byline>> {
    let live = state.live;
    let writers = RwSignal::new(loaded);
    Effect::new(move |_| {
        live.saved.track();
        let others = live.colleagues.with(|all| {
            let wrote = all.iter().filter(|colleague| live.has_written(Some(colleague.client)));
            wrote.map(|colleague| Byline { name: colleague.name.clone(), school: colleague.school.clone() }).collect::<Vec<_>>()
        });
        let all = others.into_iter().chain(live.has_written(None).then(|| own.clone()));
        let new: Vec<Byline> = all.filter(|writer| writers.with_untracked(|known| !known.contains(writer))).collect();
        if !new.is_empty() {
            writers.update(|known| {
                known.extend(new);
                sort_by(known, |one, other| (&one.school, &one.name).cmp(&(&other.school, &other.name)));
                known.dedup();
            });
        }
    });
    writers
}

/// `Amy Marsh and Sana Iqbal, Ash Lane; Tom Obaseki, Elm Bank`, from writers sorted by school.
fn in_words(writers: &[Byline]) -> String {
    let schools = writers.chunk_by(|one, other| one.school == other.school).map(|of_school| {
        let names: Vec<&str> = of_school.iter().map(|writer| writer.name.as_str()).collect();
        let names = match names.split_last() {
            Some((last, [])) => (*last).to_owned(),
            Some((last, others)) => format!("{} and {last}", others.join(", ")),
            None => String::new(),
        };
        model::accounts::roles::with_school(&names, of_school.first().map_or("", |writer| &writer.school))
    });
    schools.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writers_are_named_school_by_school() {
        let writer = |name: &str, school: &str| Byline { name: name.to_owned(), school: school.to_owned() };
        assert_eq!(in_words(&[]), "");
        assert_eq!(in_words(&[writer("Omar Aziz", "")]), "Omar Aziz");
        let of_two = [
            writer("Amy Marsh", "Ash Lane"),
            writer("Bo Li", "Ash Lane"),
            writer("Sana Iqbal", "Ash Lane"),
            writer("Tom Obaseki", "Elm Bank"),
        ];
        assert_eq!(in_words(&of_two), "Amy Marsh, Bo Li and Sana Iqbal, Ash Lane; Tom Obaseki, Elm Bank");
    }
}
