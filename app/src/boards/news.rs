//! What colleagues have done, in sentences.

use std::collections::BTreeSet;

use model::documents::board::{Lesson, TextAddress};
use model::live::items::ItemDifference;
use model::sorting::gather;

use super::where_words::in_words;
use crate::live::{Colleague, Happening};

/// So many changes are told one by one.
const TOLD: usize = 3;

/// Who is here, by school and name: the room's numbers begin anew with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People(BTreeSet<(String, String)>);

impl People {
    /// Of a list in which each person is once.
    pub fn of(people: &[Colleague<TextAddress>]) -> Self {
        Self(gather(people.iter().map(|person| (person.school.clone(), person.name.clone()))))
    }

    fn without<'a>(&'a self, other: &'a Self) -> Vec<&'a str> {
        self.0.difference(&other.0).map(|(_, name)| name.as_str()).collect()
    }
}

/// What there is to say of who came and went, and of what happened to the steps. Nothing is known of people where there are none.
pub fn news(lesson: &Lesson, before: Option<&People>, now: Option<&People>, happenings: &[Happening]) -> String {
    let mut sentences = Vec::new();
    if let Some(now) = now {
        let nobody = People::default();
        let (came, went) = (now.without(before.unwrap_or(&nobody)), before.unwrap_or(&nobody).without(now));
        if !came.is_empty() {
            let verb = match (before, came.len()) {
                (Some(_), _) => "joined",
                (None, 1) => "is here",
                (None, _) => "are here",
            };
            sentences.push(format!("{} {verb}.", names(&came)));
        }
        if !went.is_empty() {
            sentences.push(format!("{} left.", names(&went)));
        }
    }
    let mut changes: Vec<String> = happenings.iter().filter_map(|happening| change(lesson, happening)).collect();
    changes.dedup();
    let more = changes.len().saturating_sub(TOLD);
    sentences.extend(changes.into_iter().take(TOLD));
    match more {
        0 => {}
        1 => sentences.push("One more change to the steps.".to_owned()),
        more => sentences.push(format!("{more} more changes to the steps.")),
    }
    sentences.join(" ")
}

/// Who is writing where, and who only looks on.
pub fn who_is_where(lesson: &Lesson, people: &[Colleague<TextAddress>], is_known: bool) -> String {
    if !is_known {
        return "Not connected: who is here is not known.".to_owned();
    }
    if people.is_empty() {
        return "Nobody else is here.".to_owned();
    }
    let (at_work, readers): (Vec<_>, Vec<_>) = people.iter().partition(|person| person.field.is_some());
    let mut sentences: Vec<String> = at_work
        .iter()
        .map(|person| {
            let verb = if person.still { "is" } else { "is writing" };
            let place = in_words(lesson, person.field.as_ref());
            format!("{} {verb} {}{}.", person.name, place[..1].to_ascii_lowercase(), &place[1..])
        })
        .collect();
    let readers: Vec<&str> = readers.iter().map(|person| person.name.as_str()).collect();
    if !readers.is_empty() {
        sentences.push(format!("{} {} reading.", names(&readers), if readers.len() == 1 { "is" } else { "are" }));
    }
    sentences.join(" ")
}

fn names(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, other] => format!("{one} and {other}"),
        [one, other, third] => format!("{one}, {other} and {third}"),
        [one, other, rest @ ..] => format!("{one}, {other} and {} others", rest.len()),
    }
}

fn change(lesson: &Lesson, Happening { by, change }: &Happening) -> Option<String> {
    let (id, done, passive) = match &change.what {
        ItemDifference::Added(id) => (id, "added", "was added"),
        ItemDifference::Deleted(id) => (id, "deleted", "was deleted"),
        ItemDifference::Restored(id) => (id, "brought back", "is back"),
        ItemDifference::Moved(id) => (id, "moved", "was moved"),
    };
    let title = lesson.step(id).map(|step| step.title.trim().to_owned()).filter(|title| !title.is_empty());
    if let ItemDifference::Moved(_) = change.what {
        let step = title.unwrap_or_else(|| "a step".to_owned());
        return Some(match by {
            Some(name) => format!("{name} moved {step} to place {}.", change.number),
            None => format!("{step} was moved to place {}.", change.number),
        });
    }
    let step = title.map_or_else(|| format!("tep {}", change.number), |title| format!("tep {}, {title}", change.number));
    Some(match by {
        Some(name) => format!("{name} {done} s{step}."),
        None => format!("S{step}, {passive}."),
    })
}

#[cfg(test)]
mod tests {
    use model::documents::board::{Step, StepId};
    use model::live::items::ItemChange;

    use super::*;

    fn person(number: u32, name: &str, field: Option<&str>, still: bool) -> Colleague<TextAddress> {
        let field = field.and_then(|field| field.parse().ok());
        Colleague {
            client: u64::from(number),
            person: number,
            is_own: false,
            name: name.into(),
            school: "Elm".into(),
            colour: 1,
            field,
            selection: None,
            still,
        }
    }

    fn happening(by: Option<&str>, what: fn(StepId) -> ItemDifference, id: &str, number: usize) -> Happening {
        let what = what(StepId::from(id.to_owned()));
        Happening { by: by.map(str::to_owned), change: ItemChange { what, number, by: None } }
    }

    fn lesson() -> Lesson {
        let step = |id: &str, title: &str| Step { id: StepId::from(id.to_owned()), title: title.into(), ..Step::default() };
        Lesson { steps: vec![step("a", "Halves"), step("b", "")], deleted_steps: vec![step("c", "Thirds")], ..Lesson::default() }
    }

    #[test]
    fn who_came_and_went_is_said_once_for_all_of_them() {
        let (tom, sana) = (person(1, "Tom Obaseki", None, false), person(2, "Sana Mirza", None, false));
        let others = [person(3, "Amy", None, false), person(4, "Ben", None, false)];
        let both = People::of(&[tom.clone(), sana.clone()]);
        let all = People::of(&[&[tom.clone(), sana][..], &others].concat());
        let said = |before: Option<&People>, now: Option<&People>| news(&lesson(), before, now, &[]);
        assert_eq!(said(None, Some(&both)), "Sana Mirza and Tom Obaseki are here.");
        assert_eq!(said(None, Some(&People::of(&[tom]))), "Tom Obaseki is here.");
        assert_eq!(said(Some(&both), Some(&all)), "Amy and Ben joined.");
        let anew = People::of(&[person(2, "Tom Obaseki", None, false), person(1, "Sana Mirza", None, false)]);
        assert_eq!(said(Some(&both), Some(&anew)), "", "the room was loaded anew, and nobody has gone");
        assert_eq!(said(Some(&all), Some(&People::default())), "Amy, Ben and 2 others left.");
        assert_eq!(said(Some(&all), None), "", "the connection is lost");
        assert_eq!(said(Some(&all), Some(&all)), "");
    }

    #[test]
    fn what_happened_to_steps_is_said_with_who_did_it_where_that_is_known() {
        let tom = Some("Tom Obaseki");
        let said = |happenings: &[Happening]| news(&lesson(), None, None, happenings);
        assert_eq!(said(&[happening(tom, ItemDifference::Deleted, "c", 3)]), "Tom Obaseki deleted step 3, Thirds.");
        assert_eq!(said(&[happening(None, ItemDifference::Deleted, "c", 3)]), "Step 3, Thirds, was deleted.");
        assert_eq!(said(&[happening(tom, ItemDifference::Added, "b", 2)]), "Tom Obaseki added step 2.");
        assert_eq!(said(&[happening(None, ItemDifference::Restored, "a", 1)]), "Step 1, Halves, is back.");
        assert_eq!(said(&[happening(tom, ItemDifference::Moved, "a", 2)]), "Tom Obaseki moved Halves to place 2.");
        let many: Vec<Happening> = (1..=6).map(|number| happening(tom, ItemDifference::Added, "b", number)).collect();
        assert!(said(&many).ends_with("Tom Obaseki added step 3. 3 more changes to the steps."));
    }

    #[test]
    fn on_demand_it_is_said_who_writes_where() {
        let people = [
            person(1, "Tom Obaseki", Some("step/a/check"), false),
            person(2, "Sana Mirza", Some("key_learning_point"), true),
            person(3, "Amy Charlesworth", None, false),
        ];
        let said = who_is_where(&lesson(), &people, true);
        let expected = "Tom Obaseki is writing in step 1, Check. Sana Mirza is on the key learning point. Amy Charlesworth is reading.";
        assert_eq!(said, expected);
        assert_eq!(who_is_where(&lesson(), &[], true), "Nobody else is here.");
        assert!(who_is_where(&lesson(), &[], false).starts_with("Not connected"));
    }
}
