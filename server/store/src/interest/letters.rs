//! What is written about an expression of interest: to the school, and to the hub itself.

use model::interest::{Contact, QUESTION_HERE, Question, State};

use super::Interest;
use crate::hub::HubFace;
use crate::mail::Letter;

/// To whoever sent the form: that it is here, and what it says. Anybody can name anybody's address in it, so nothing that
/// leads anywhere goes out with our name: neither the free text, nor what is typed elsewhere and looks like an address.
pub fn confirmation(interest: &Interest) -> Letter {
    let school = school(interest);
    let mut paragraphs = vec![
        format!("Thank you: your expression of interest for {school} has arrived. Its reference is {}.", interest.reference),
        "We read every form ourselves and write to you at this address. You need do nothing until then.".to_owned(),
        "These are your answers:".to_owned(),
    ];
    let lines = interest.answers.lines().into_iter();
    let lines = lines.filter(|line| line.question != Question::Notes && (line.label == "Work email" || !leads_away(&line.value)));
    paragraphs.extend(lines.map(|line| format!("{}: {}", line.label, line.value)));
    if interest.answers.notes.as_ref().is_some_and(|notes| !notes.is_empty()) {
        paragraphs.push("What you wrote under “Anything else” has arrived too.".to_owned());
    }
    paragraphs
        .push("If something in them is wrong, answer this email and tell us. If you did not send this form, leave it at that.".to_owned());
    Letter { subject: format!("{school}: your expression of interest {}", interest.reference), paragraphs, ..Letter::default() }
}

/// The name that a letter to whoever sent a form greets; empty where it is none.
pub fn addressee(contact: &Contact) -> &str {
    if leads_away(&contact.name) { "" } else { &contact.name }
}

/// The school in a letter's sentence. One that we know is what it is; one that was typed may be anything.
fn school(interest: &Interest) -> &str {
    let name = &interest.answers.school_name;
    if interest.answers.school.is_none() && leads_away(name) { "your school" } else { name }
}

/// Whether mail programs make a link of something in a text: `https://…`, `www.…`, `buy.example`.
fn leads_away(text: &str) -> bool {
    let ends_like_one = |word: &str| {
        word.split('.').skip(1).any(|part| part.chars().take_while(char::is_ascii_alphabetic).count() >= 2) && !word.starts_with("St.")
    };
    text.contains("://") || text.contains('@') || text.to_lowercase().contains("www.") || text.split_whitespace().any(ends_like_one)
}

/// To the hub: that a form has come in. Its button leads to it.
pub fn arrived(interest: &Interest, again: bool) -> Letter {
    let school = interest.answers.school_in_words();
    let what = if again { "sent its expression of interest again" } else { "would like to join a Work Group" };
    let eligibility = interest.eligibility();
    let mut paragraphs = vec![
        format!("{school} {what}, for {}. The reference is {}.", interest.academic_year, interest.reference),
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
    let (school, year) = (&interest.answers.school_name, interest.academic_year);
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

#[cfg(test)]
mod tests {
    use super::*;

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
