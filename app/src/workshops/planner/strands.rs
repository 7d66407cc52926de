//! How the workshop's time is spread over the three strands.

use leptos::prelude::*;
use model::documents::plan::{Agenda, WorkshopStrand};

use super::state::PlanState;
use super::words::length;

/// The strands, each with its minutes as words and as a length.
#[component]
pub fn Strands() -> impl IntoView {
    let state = expect_context::<PlanState>();
    let sums = Memo::new(move |_| state.live.content.with(strand_minutes));
    let lines = move || {
        sums.get().into_iter().zip(WorkshopStrand::ALL).map(|(minutes, strand)| {
            view! {
                <div class="strands__line">
                    <dt>{strand.to_string()}</dt>
                    <dd>{length(minutes)}<span class="strands__bar" aria-hidden="true" style=format!("--minutes: {minutes}")></span></dd>
                </div>
            }
        })
        .collect_view()
    };
    view! {
        <section class="panel strands">
            <h2 class="panel__title">"Balance of the strands"</h2>
            <dl>{lines}</dl>
        </section>
    }
    .into_any()
}

/// The minutes of each, in the strands' order.
fn strand_minutes(agenda: &Agenda) -> [u32; 3] {
    WorkshopStrand::ALL.map(|strand| agenda.blocks.iter().filter(|block| block.strand() == Some(strand)).map(|block| block.minutes).sum())
}

#[cfg(test)]
mod tests {
    use model::documents::plan::Shape;

    use super::*;

    #[test]
    fn the_afternoon_has_something_of_each_strand() {
        assert_eq!(strand_minutes(&Shape::AfternoonWithTwilight.agenda("")), [40, 115, 45]);
    }
}
