//! What heads, lead participants and the hub are told about a commitment.

use chrono::NaiveDate;

use super::Letter;
use crate::commitments::{Paper, PaperWorkshop, SigningMethod};

/// The first letter to a head. `before` is what the school did last: phase and year, in words; empty if unknown.
pub fn request(paper: &Paper, before: &str, renewed: bool) -> Letter {
    let school = &paper.school;
    let opening = match (before.is_empty(), renewed) {
        (_, true) => {
            format!("Another year begins, and your commitment to the Work Group is due to be renewed for {}.", paper.academic_year)
        }
        (false, _) => format!(
            "Thank you for all that {school} put into {before}. The next phase is called Sustaining, and it goes on from year to year."
        ),
        (true, _) => format!("{school} is about to take part in the phase of Teaching for Mastery that is called Sustaining."),
    };
    let mut paragraphs = vec![
        opening,
        format!(
            "In {} {school} is in the {} Work Group ({}). We ask its headteacher to read a few short points and to sign for the year. \
             It takes about two minutes, on a phone too. You need no account and no password.",
            paper.academic_year, paper.group, paper.ncp_code
        ),
        "The workshops, for which your maths subject lead needs to be released:".to_owned(),
    ];
    paragraphs.push(Letter::list(paper.workshops.iter().map(workshop)));
    Letter {
        subject: format!("{school}: please sign for the {} Work Group, {}", paper.group, paper.academic_year),
        paragraphs,
        button: "Read and sign".to_owned(),
        after: vec!["The link is yours alone: please do not pass it on. It shows you your signed copy afterwards.".to_owned(), lead(paper)],
    }
}

/// A reminder to a head.
pub fn reminder(paper: &Paper, today: NaiveDate) -> Letter {
    let to_come = |workshop: &&PaperWorkshop| workshop.day.parse::<NaiveDate>().is_ok_and(|day| day >= today);
    let next = paper.workshops.iter().filter(to_come).min_by_key(|workshop| &workshop.day);
    let dates = next.map(|next| format!(" The next workshop is on {}.", next.date)).unwrap_or_default();
    Letter {
        subject: format!("A reminder: {} and the {} Work Group", paper.school, paper.group),
        paragraphs: vec![
            format!(
                "We have not had your signature yet for {} in the {} Work Group, {} ({}).{dates}",
                paper.school, paper.group, paper.academic_year, paper.ncp_code
            ),
            "It takes about two minutes and no password. If you would rather sign on paper, the page prints as a form.".to_owned(),
        ],
        button: "Read and sign".to_owned(),
        after: vec!["If somebody else signs for your school now, please tell us by answering this message.".to_owned(), lead(paper)],
    }
}

/// A head's signature, as letters tell of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed<'a> {
    /// What was signed.
    pub paper: &'a Paper,
    /// The name in print; may be empty.
    pub printed_name: &'a str,
    pub method: SigningMethod,
    /// The day that the signer gave, like `Wed 4 Nov 2026`.
    pub day: String,
    /// The first digits of the seal, for people to compare.
    pub check: &'a str,
}

/// Whose copy it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copy {
    /// The head's own.
    Head,
    /// That of a lead participant who has yet to agree to it.
    ToAgree,
    /// That of one who has agreed before.
    Agreed,
}

/// The signed copy, for the head and for the lead participant.
pub fn copy(signed: &Signed<'_>, of: Copy) -> Letter {
    let Signed { paper, day, check, .. } = signed;
    let who = if signed.printed_name.is_empty() { "the headteacher" } else { signed.printed_name };
    let how = match signed.method {
        SigningMethod::Screen => "signed on the screen",
        SigningMethod::Ink => "signed on paper",
    };
    let has_signed = format!("{who} has signed for {}: it was {how} on {day}.", paper.school);
    let what = format!("{} and the {} Work Group, {}", paper.school, paper.group, paper.academic_year);
    let (opening, subject, button) = match of {
        Copy::Head => (
            format!("Thank you. This is your copy of what was {how} for {} on {day}.", paper.school),
            format!("Your copy: {what}"),
            "Open and print the signed copy",
        ),
        Copy::ToAgree => (
            format!("{has_signed} As lead participant you are asked to agree to it as well."),
            format!("Please agree: {what}"),
            "Read it and agree",
        ),
        Copy::Agreed => (
            format!("{has_signed} You have agreed to it already: there is nothing more for you to do."),
            format!("Your copy: {what}"),
            "Open and print the signed copy",
        ),
    };
    let mut paragraphs =
        vec![opening, format!("{} ({} Work Group, {}, {})", paper.wording.title, paper.group, paper.ncp_code, paper.academic_year)];
    paragraphs.extend(paper.wording.clauses.iter().zip(1..).map(|(clause, number)| format!("{number}. {clause}")));
    paragraphs.push(paper.wording.closing.clone());
    paragraphs.push(format!("Signed: {who}, {day}. Check word: {check}."));
    paragraphs.push(Letter::list(paper.workshops.iter().map(workshop)));
    Letter {
        subject,
        paragraphs,
        button: button.to_owned(),
        after: vec!["The check word stands on every copy. It changes if anything in the record does.".to_owned(), lead(paper)],
    }
}

/// A signature counts no more, for the head and for the lead participant (`participant`), whose button leads to the paper.
pub fn set_aside(signed: &Signed<'_>, reason: &str, participant: bool) -> Letter {
    let Signed { paper, printed_name: who, day, .. } = signed;
    let next = if participant {
        "The headteacher will be asked to sign anew. If you had agreed, that stands as long as nothing on the paper changes."
    } else {
        "We will ask you to sign anew. Until then there is nothing to do."
    };
    Letter {
        subject: format!("Set aside: the signature for {} and the {} Work Group, {}", paper.school, paper.group, paper.academic_year),
        paragraphs: vec![
            format!(
                "The signature of {who} for {} ({} Work Group, {}, {}) of {day} has been set aside and counts no more.",
                paper.school, paper.group, paper.ncp_code, paper.academic_year
            ),
            format!("The reason: {reason}"),
            next.to_owned(),
        ],
        button: if participant { "See where it stands".to_owned() } else { String::new() },
        after: vec!["It stays in the record, with the reason beside it.".to_owned(), lead(paper)],
    }
}

/// The line for the hub.
pub fn told(signed: &Signed<'_>) -> Letter {
    let paper = signed.paper;
    Letter {
        subject: format!("Signed: {}, {} Work Group, {}", paper.school, paper.group, paper.academic_year),
        paragraphs: vec![format!(
            "{} signed for {} ({} Work Group, {}, {}).",
            signed.printed_name, paper.school, paper.group, paper.ncp_code, paper.academic_year
        )],
        button: "See where the group stands".to_owned(),
        after: Vec::new(),
    }
}

fn workshop(workshop: &PaperWorkshop) -> String {
    let when = match (workshop.date.is_empty(), workshop.time.is_empty()) {
        (true, _) => "date to be confirmed".to_owned(),
        (false, true) => workshop.date.clone(),
        (false, false) => format!("{}, {}", workshop.date, workshop.time),
    };
    let place = if workshop.host.is_empty() { "host to be confirmed".to_owned() } else { format!("at {}", workshop.host) };
    format!("Workshop {} ({}): {when}, {place}", workshop.number, workshop.half_term)
}

fn lead(paper: &Paper) -> String {
    if paper.lead.is_empty() { String::new() } else { format!("The Work Group Lead is {}.", paper.lead) }
}

#[cfg(test)]
mod tests;
