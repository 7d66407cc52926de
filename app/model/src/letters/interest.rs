//! What is written about an expression of interest: to the school, and to the hub itself.

use super::Letter;
use crate::calendar::academic_year::AcademicYear;
use crate::interest::eligibility::Eligibility;
use crate::interest::{Answers, Contact, QUESTION_HERE, Question, State};

/// What letters tell of an expression of interest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts<'a> {
    /// What people say on the telephone.
    pub reference: &'a str,
    /// The academic year that is wanted.
    pub year: AcademicYear,
    pub answers: &'a Answers,
    /// Whether a Sustaining group fits.
    pub eligibility: Eligibility,
}

/// To whoever sent the form: that it is here, and what it says. Anybody can name anybody's address in it, so nothing that
/// leads anywhere goes out with our name: neither the free text, nor what is typed elsewhere and looks like an address.
pub fn confirmation(facts: &Facts<'_>) -> Letter {
    let Facts { reference, answers, .. } = facts;
    let school = school(answers);
    let mut paragraphs = vec![
        format!("Thank you: your expression of interest for {school} has arrived. Its reference is {reference}."),
        "We read every form ourselves and write to you at this address. You need do nothing until then.".to_owned(),
        "These are your answers:".to_owned(),
    ];
    let lines = answers.lines().into_iter();
    let lines = lines.filter(|line| line.question != Question::Notes && (line.label == "Work email" || !leads_away(&line.value)));
    paragraphs.extend(lines.map(|line| format!("{}: {}", line.label, line.value)));
    if answers.notes.as_ref().is_some_and(|notes| !notes.is_empty()) {
        paragraphs.push("What you wrote under “Anything else” has arrived too.".to_owned());
    }
    paragraphs
        .push("If something in them is wrong, answer this email and tell us. If you did not send this form, leave it at that.".to_owned());
    Letter { subject: format!("{school}: your expression of interest {reference}"), paragraphs, ..Letter::default() }
}

/// The name that a letter to whoever sent a form greets; empty where it is none.
pub fn addressee(contact: &Contact) -> &str {
    if leads_away(&contact.name) { "" } else { &contact.name }
}

/// The school in a letter's sentence. One that we know is what it is; one that was typed may be anything.
fn school(answers: &Answers) -> &str {
    let name = &answers.school_name;
    if answers.school.is_none() && leads_away(name) { "your school" } else { name }
}

/// Whether mail programs make a link of something in a text: `https://…`, `www.…`, `buy.example`.
pub(super) fn leads_away(text: &str) -> bool {
    let ends_like_one = |word: &str| {
        word.split('.').skip(1).any(|part| part.chars().take_while(char::is_ascii_alphabetic).count() >= 2) && !word.starts_with("St.")
    };
    text.contains("://") || text.contains('@') || text.to_lowercase().contains("www.") || text.split_whitespace().any(ends_like_one)
}

/// To the hub: that a form has come in. Its button leads to it.
pub fn arrived(facts: &Facts<'_>, again: bool) -> Letter {
    let Facts { reference, year, answers, eligibility } = facts;
    let school = answers.school_in_words();
    let what = if again { "sent its expression of interest again" } else { "would like to join a Work Group" };
    let mut paragraphs = vec![format!("{school} {what}, for {year}. The reference is {reference}."), format!("{}.", eligibility.words())];
    paragraphs.extend(eligibility.hint().map(|hint| format!("{hint}.")));
    Letter {
        subject: format!("Expression of interest: {}", answers.school_name),
        paragraphs,
        button: "Open it in the inbox".to_owned(),
        after: Vec::new(),
    }
}

/// What the hub usually writes when it decides, for somebody to change. `contact` is whom to ask for by name; may be empty.
/// Nothing where there is no default letter.
pub fn decision(facts: &Facts<'_>, state: State, contact: &str) -> Option<Letter> {
    let (school, year) = (&facts.answers.school_name, facts.year);
    let whom = if contact.is_empty() { "us" } else { contact };
    let (subject, paragraphs): (&str, Vec<String>) = match state {
        State::New | State::Withdrawn => return None,
        State::Asked => (
            "a question about your form",
            vec![
                format!("Thank you for your interest in a Sustaining Work Group for {school}."),
                "Before we can find the right group for you, we would like to know a little more:".into(),
                QUESTION_HERE.into(),
                "Please answer this email. A line or two is enough.".into(),
            ],
        ),
        State::Accepted => (
            "welcome to the Work Group programme",
            vec![
                format!("Good news: we would like {school} to join a Sustaining Work Group in {year}. It costs your school nothing."),
                "We are forming the groups now, so that schools have a short way to one another. As soon as yours is formed, its lead \
                 writes to you with the dates of the six workshops, and your headteacher receives the commitment to sign."
                    .into(),
                format!("If anything changes at your school, please tell {whom}."),
            ],
        ),
        State::Waiting => (
            "you are on our waiting list",
            vec![
                format!("Thank you for your interest in a Sustaining Work Group for {school}."),
                format!(
                    "Our groups for {year} are full at present. We have put you on the waiting list and write to you as soon as a place is free."
                ),
                "You need not send the form again.".into(),
            ],
        ),
        State::Declined => (
            "about your expression of interest",
            vec![
                format!("Thank you for your interest in a Sustaining Work Group for {school}."),
                format!(
                    "We can’t offer you a place in a Sustaining group for {year}. These groups carry on from a Development or Embedding year, and we think that another group would help your school more."
                ),
                format!("We would like to talk with you about what fits. Please answer this email, or ask for {whom}."),
            ],
        ),
    };
    Some(Letter { subject: format!("{school}: {subject}"), paragraphs, ..Letter::default() })
}

#[cfg(test)]
mod tests {
    use super::super::written;
    use super::*;
    use crate::accounts::email::EmailAddress;
    use crate::interest::{EarlierYear, Journey, Pledge, Practice};
    use crate::schools::phase::Phase;

    fn answers() -> Answers {
        Answers {
            school_name: "Elm Bank Primary School".into(),
            town: "Thistlewick".into(),
            contact: Some(Contact {
                name: "Amy Ash".into(),
                email: EmailAddress::kept("amy@elmbank.example"),
                role: "Maths subject lead".into(),
            }),
            journey: Some(Journey { earlier: vec![EarlierYear { phase: Phase::Embedding, year: None }], mastery_specialist: false }),
            practice: Some(Practice { teachers: 12, using: 5 }),
            leadership: Some(vec![Pledge::Head, Pledge::Year]),
            notes: Some("We look forward to it.".into()),
            ..Answers::default()
        }
    }

    fn facts(answers: &Answers) -> Facts<'_> {
        Facts { reference: "K7M2QX", year: AcademicYear::starting(2026), answers, eligibility: answers.eligibility(&[]) }
    }

    fn decided(state: State, contact: &str) -> String {
        written(&decision(&facts(&answers()), state, contact).expect("a letter"))
    }

    #[test]
    fn a_confirmation_says_what_was_answered() {
        assert_eq!(
            written(&confirmation(&facts(&answers()))),
            "Elm Bank Primary School: your expression of interest K7M2QX

Hello Amy Ash,

Thank you: your expression of interest for Elm Bank Primary School has arrived. Its reference is K7M2QX.

We read every form ourselves and write to you at this address. You need do nothing until then.

These are your answers:

School: Elm Bank Primary School, Thistlewick

Name: Amy Ash

Work email: amy@elmbank.example

Role in school: Maths subject lead

Work Groups so far: Embedding, year not known

Teachers of maths: 12

Of these, teach for mastery: 5

Leaders say yes to: Our headteacher and our maths lead both want to take part; We will stay with it for the whole academic year

What you wrote under “Anything else” has arrived too.

If something in them is wrong, answer this email and tell us. If you did not send this form, leave it at that.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
        );
    }

    #[test]
    fn the_hub_hears_of_a_form_and_whether_a_group_fits() {
        assert_eq!(
            written(&arrived(&facts(&answers()), false)),
            "Expression of interest: Elm Bank Primary School

Hello Amy Ash,

Elm Bank Primary School, Thistlewick would like to join a Work Group, for 2026/27. The reference is K7M2QX.

Eligible: has been in Embedding.

Fewer than half of its teachers teach for mastery so far: 5 of 12.

Open it in the inbox:
{link}

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
        );
        let again = arrived(&facts(&answers()), true);
        assert!(again.paragraphs[0].contains(" sent its expression of interest again, for 2026/27."), "{again:?}");
    }

    #[test]
    fn a_school_is_asked_for_more() {
        assert_eq!(
            decided(State::Asked, ""),
            "Elm Bank Primary School: a question about your form

Hello Amy Ash,

Thank you for your interest in a Sustaining Work Group for Elm Bank Primary School.

Before we can find the right group for you, we would like to know a little more:

(Write your question here.)

Please answer this email. A line or two is enough.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
        );
    }

    #[test]
    fn a_school_is_accepted() {
        assert_eq!(
            decided(State::Accepted, "Nell Ashby"),
            "Elm Bank Primary School: welcome to the Work Group programme

Hello Amy Ash,

Good news: we would like Elm Bank Primary School to join a Sustaining Work Group in 2026/27. It costs your school nothing.

We are forming the groups now, so that schools have a short way to one another. As soon as yours is formed, its lead writes to you with the dates of the six workshops, and your headteacher receives the commitment to sign.

If anything changes at your school, please tell Nell Ashby.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
        );
    }

    #[test]
    fn a_school_waits() {
        assert_eq!(
            decided(State::Waiting, ""),
            "Elm Bank Primary School: you are on our waiting list

Hello Amy Ash,

Thank you for your interest in a Sustaining Work Group for Elm Bank Primary School.

Our groups for 2026/27 are full at present. We have put you on the waiting list and write to you as soon as a place is free.

You need not send the form again.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
        );
    }

    #[test]
    fn a_school_is_declined() {
        assert_eq!(
            decided(State::Declined, ""),
            "Elm Bank Primary School: about your expression of interest

Hello Amy Ash,

Thank you for your interest in a Sustaining Work Group for Elm Bank Primary School.

We can’t offer you a place in a Sustaining group for 2026/27. These groups carry on from a Development or Embedding year, and we think that another group would help your school more.

We would like to talk with you about what fits. Please answer this email, or ask for us.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
        );
    }

    #[test]
    fn no_letter_is_usual_for_a_school_that_thought_better_of_it() {
        assert_eq!(decision(&facts(&answers()), State::Withdrawn, ""), None);
    }

    #[test]
    fn what_mail_programs_make_a_link_of_leads_away_and_names_do_not() {
        for text in ["Win at https://buy.example", "WWW.buy", "see buy.example/now", "a@b.example"] {
            assert!(leads_away(text), "{text}");
        }
        for text in ["Asha Bell", "J. R. Hartley", "St.Mary’s C.E. Primary", "Teacher in Year 2. Lead.", "Dr. A.B. Bell"] {
            assert!(!leads_away(text), "{text}");
        }
    }
}
