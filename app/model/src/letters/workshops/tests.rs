use super::super::written;
use super::*;
use crate::accounts::email::EmailAddress;

fn arranged(date: &str) -> Arrangement {
    Arrangement {
        date: date.into(),
        time: "13:00 to 17:15".into(),
        twilight: "15:45".into(),
        host: "Ash Lane Primary School".into(),
        mode: "In person".into(),
        ..Arrangement::default()
    }
}

fn open() -> Arrangement {
    Arrangement { host: "Ash Lane Primary School".into(), mode: "In person".into(), ..Arrangement::default() }
}

fn from(before: Arrangement, now: Arrangement) -> Changed {
    Changed { number: 3, half_term: HalfTerm::Spring1, before: Some(before), now }
}

fn letter(changes: &[Changed], signed_for: Option<&str>) -> Letter {
    let email = EmailAddress::kept("helen@oakhollow.example");
    let by = Arranger { name: "Helen Whitlock", email: &email };
    let renumbered = changes.iter().any(|change| change.before.is_none());
    changed(&Facts { group: "Two Rivers", year: AcademicYear::starting(2026), changes, renumbered, by }, signed_for)
}

/// The subject, and the only line of the list.
fn told(change: Changed) -> (String, String) {
    let letter = letter(&[change], None);
    let line = letter.paragraphs[0].split_once("\n- ").expect("a list").1;
    (letter.subject.clone(), line.to_owned())
}

#[test]
fn a_workshop_that_moves() {
    assert_eq!(
        written(&letter(&[from(arranged("Tue 12 Jan 2027"), arranged("Tue 19 Jan 2027"))], None)),
        "Two Rivers: workshop 3 moves to Tue 19 Jan 2027

Hello Amy Ash,

In the Two Rivers Work Group, academic year 2026/27:
- Workshop 3 (Spring 1) moves from Tue 12 Jan 2027, 13:00 to 17:15 to Tue 19 Jan 2027, 13:00 to 17:15, hosted by Ash Lane Primary School, in person, twilight from 15:45

Helen Whitlock arranged this. If it is not right, answer this letter, or write to helen@oakhollow.example.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
    );
}

#[test]
fn a_head_who_has_signed_with_the_date_as_it_was() {
    let change = from(arranged("Tue 12 Jan 2027"), Arrangement { cancelled: Some("Snow.".into()), ..arranged("Tue 12 Jan 2027") });
    assert_eq!(
        written(&letter(&[change], Some("Elm Bank Primary School"))),
        "Two Rivers: workshop 3 on Tue 12 Jan 2027 is cancelled

Hello Amy Ash,

In the Two Rivers Work Group, academic year 2026/27:
- Workshop 3 (Spring 1) on Tue 12 Jan 2027, 13:00 to 17:15 is cancelled. The reason: Snow.

You have signed for Elm Bank Primary School. Your signed copy stays as it is, with the dates as they were on that day.

Helen Whitlock arranged this. If it is not right, answer this letter, or write to helen@oakhollow.example.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
    );
}

#[test]
fn a_second_part_says_that_the_numbers_go_on() {
    let part = Changed { number: 4, half_term: HalfTerm::Spring1, before: None, now: open() };
    assert_eq!(
        written(&letter(&[part], None)),
        "Two Rivers: a second part of the workshop in Spring 1

Hello Amy Ash,

In the Two Rivers Work Group, academic year 2026/27:
- Workshop 4 (Spring 1) is new, the second part of the workshop before it: date to be confirmed, hosted by Ash Lane Primary School, in person

The workshops after it have one number more from now on.

Helen Whitlock arranged this. If it is not right, answer this letter, or write to helen@oakhollow.example.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
    );
}

#[test]
fn what_became_of_it_is_said_in_the_subject_and_in_a_sentence() {
    let on = || arranged("Tue 12 Jan 2027");
    let cancelled = || Arrangement { cancelled: Some(String::new()), ..on() };
    let how = "hosted by Ash Lane Primary School, in person, twilight from 15:45";
    for (change, subject, sentence) in [
        (from(open(), on()), "workshop 3 is on Tue 12 Jan 2027", format!("has its date: Tue 12 Jan 2027, 13:00 to 17:15, {how}")),
        (
            from(on(), open()),
            "workshop 3 has no date for now",
            "is not on Tue 12 Jan 2027, 13:00 to 17:15 any more. A new date is to be confirmed".to_owned(),
        ),
        (
            from(on(), cancelled()),
            "workshop 3 on Tue 12 Jan 2027 is cancelled",
            "on Tue 12 Jan 2027, 13:00 to 17:15 is cancelled".to_owned(),
        ),
        (from(cancelled(), on()), "workshop 3 is held after all", format!("is held after all: Tue 12 Jan 2027, 13:00 to 17:15, {how}")),
        (
            from(on(), Arrangement { time: "9:00 to 12:00".into(), ..on() }),
            "workshop 3 moves to Tue 12 Jan 2027",
            format!("moves from Tue 12 Jan 2027, 13:00 to 17:15 to Tue 12 Jan 2027, 9:00 to 12:00, {how}"),
        ),
        (from(open(), Arrangement { cancelled: Some(String::new()), ..open() }), "workshop 3 is cancelled", "is cancelled".to_owned()),
    ] {
        let sentence = format!("Workshop 3 (Spring 1) {sentence}");
        assert_eq!(told(change), (format!("Two Rivers: {subject}"), sentence));
    }
}

#[test]
fn another_place_and_another_way_are_told_with_the_call_at_the_end() {
    let now = Arrangement {
        host: String::new(),
        mode: "In person and online".into(),
        place: "The hall, by the side gate".into(),
        call_link: "https://meet.example/two-rivers".into(),
        ..arranged("Tue 12 Jan 2027")
    };
    let change = from(arranged("Tue 12 Jan 2027"), now);
    assert!(!change.is_about_the_date(), "nothing that a head has signed with");
    let sentence = "Workshop 3 (Spring 1) stays on Tue 12 Jan 2027, 13:00 to 17:15, and is now host to be confirmed, in person and online, \
                    place: The hall, by the side gate, twilight from 15:45. Join it at https://meet.example/two-rivers";
    assert_eq!(told(change), ("Two Rivers: workshop 3 on Tue 12 Jan 2027 has changed".to_owned(), sentence.to_owned()));
}

#[test]
fn several_changes_are_one_letter() {
    let one = from(arranged("Tue 12 Jan 2027"), arranged("Tue 19 Jan 2027"));
    let letter = letter(&[one.clone(), Changed { number: 6, half_term: HalfTerm::Summer2, ..one }], None);
    assert_eq!(letter.subject, "Two Rivers: 2 workshops have changed");
    assert_eq!(letter.paragraphs[0].matches("\n- ").count(), 2);
}
