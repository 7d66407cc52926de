//! What a teacher would look for on the board and not find yet, in words. Hints, never a wall.

use leptos::prelude::*;
use model::documents::board::Lesson;

use super::state::{BoardState, step_element};
use crate::boards::step::missing::missing_words;
use crate::ui::icon::{Icon, IconName};
use crate::ui::rows::Rows;

/// The list of what is missing.
#[component]
pub fn Checks() -> impl IntoView {
    let state = expect_context::<BoardState>();
    let lines = state.read(check_lines);
    let count = move || match lines.with(Vec::len) {
        0 => String::new(),
        count => format!("{count} to look at"),
    };
    let line = move |(words, href): (String, String)| {
        view! {
            <li>
                <a class="check-line" href=href.clone() rel="external" on:click=move |_| state.jump(&href)>
                    <Icon name=IconName::Half class="icon--ask"/>
                    <span>{words}</span>
                </a>
            </li>
        }
        .into_any()
    };
    view! {
        <section class="panel panel--checks" id="checks">
            <h2 class="panel__title">
                "Checks "
                <span class="panel__count">{count}</span>
            </h2>
            <ul>
                <Rows of=lines key=|(words, href)| format!("{href} {words}") draw=line/>
            </ul>
            <Show when=move || lines.with(Vec::is_empty)>
                <p class="checks__done">"Every step has its exposition, stem sentence, key questions and check."</p>
            </Show>
        </section>
    }
    .into_any()
}

/// How many checks there are, for the bottom bar.
pub fn check_count(lesson: &Lesson) -> usize {
    check_lines(lesson).len()
}

/// Each check as a sentence, with where to mend it.
fn check_lines(lesson: &Lesson) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    if lesson.key_learning_point.trim().is_empty() {
        lines.push(("There is no key learning point yet".to_owned(), "#key".to_owned()));
    }
    if lesson.steps.is_empty() {
        lines.push(("There are no steps yet".to_owned(), "#steps".to_owned()));
    }
    for (index, step) in lesson.steps.iter().enumerate() {
        let missing = step.missing();
        let target = format!("#{}", step_element(&step.id));
        if !missing.is_empty() {
            let words = missing_words(&missing);
            let words = match words.strip_prefix("No ") {
                Some(rest) => format!("Step {} has no {rest}", index + 1),
                None => format!("Step {}: {}", index + 1, words.to_ascii_lowercase()),
            };
            lines.push((words, target));
        } else if step.minutes == 0 {
            lines.push((format!("Step {} has no minutes yet", index + 1), target));
        }
    }
    let (planned, whole) = (lesson.planned_minutes(), lesson.lesson_minutes);
    if planned > whole && whole > 0 {
        lines.push((format!("{} minutes more are planned than the lesson has", planned - whole), "#steps".to_owned()));
    }
    lines
}

#[cfg(test)]
mod tests {
    use model::documents::board::Step;

    use super::*;

    #[test]
    fn what_is_missing_is_said_in_words() {
        let full = Step {
            exposition: "a".into(),
            stem_sentence: "b".into(),
            key_questions: "c".into(),
            check: "d".into(),
            minutes: 40,
            ..Step::default()
        };
        let lesson = Lesson {
            key_learning_point: "One idea.".into(),
            lesson_minutes: 50,
            steps: vec![full.clone(), Step { check: String::new(), ..full.clone() }, Step { minutes: 0, ..full }, Step::default()],
            ..Lesson::default()
        };
        let words: Vec<String> = check_lines(&lesson).into_iter().map(|(words, _)| words).collect();
        assert_eq!(
            words,
            [
                "Step 2 has no check yet",
                "Step 3 has no minutes yet",
                "Step 4: not begun",
                "30 minutes more are planned than the lesson has"
            ]
        );
        assert_eq!(check_lines(&Lesson::default()).len(), 2);
    }
}
