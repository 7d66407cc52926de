//! What is written about an expression of interest: to the school, and to the hub itself.

use model::interest::{QUESTION_HERE, State, year_label};

use super::Interest;
use crate::hubs::HubFace;
use crate::outbox::Letter;

/// To whoever sent the form: that it is here, and what it says.
pub fn confirmation(interest: &Interest) -> Letter {
    let school = &interest.answers.school_name;
    let mut paragraphs = vec![
        format!("Thank you: your expression of interest for {school} has arrived. Its reference is {}.", interest.reference),
        "We read every form ourselves and write to you at this address. You need do nothing until then.".to_owned(),
        "These are your answers:".to_owned(),
    ];
    paragraphs.extend(interest.answers.lines().into_iter().map(|line| format!("{}: {}", line.label, line.value)));
    paragraphs.push("If something in them is wrong, answer this email and tell us.".to_owned());
    Letter { subject: format!("{school}: your expression of interest {}", interest.reference), paragraphs, ..Letter::default() }
}

/// To the hub: that a form has come in. Its button leads to it.
pub fn arrived(interest: &Interest, again: bool) -> Letter {
    let school = interest.answers.school_in_words();
    let what = if again { "sent its expression of interest again" } else { "would like to join a Work Group" };
    let eligibility = interest.eligibility();
    let mut paragraphs = vec![
        format!("{school} {what}, for {}. The reference is {}.", year_label(interest.academic_year), interest.reference),
        format!("{}.", eligibility.words()),
    ];
    paragraphs.extend(eligibility.hint().map(|hint| format!("{hint}.")));
    Letter {
        subject: format!("Expression of interest: {}", interest.answers.school_name),
        paragraphs,
        button: "Open it in the inbox".to_owned(),
        after: Vec::new(),
    }
}

/// What the hub usually writes when it decides: subject and paragraphs, for somebody to change. The greeting and the hub's
/// name at the end come by themselves. Nothing where no letter is usual.
pub fn decision(interest: &Interest, state: State, hub: &HubFace) -> Option<(String, String)> {
    let (school, year) = (&interest.answers.school_name, year_label(interest.academic_year));
    let whom = if hub.contact_name.is_empty() { "us".to_owned() } else { hub.contact_name.clone() };
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
    Some((format!("{school}: {subject}"), paragraphs.join("\n\n")))
}
