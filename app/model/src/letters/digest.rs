//! Several letters to one person in one.

use std::fmt::Write as _;

use super::{LINK, Letterhead, escape, inside_of_plain_sheet, paragraph, plain_sheet, sheet};
use crate::ids::MessageId;

/// The longest line that is drawn under a subject, in dashes.
const LONGEST_LINE: usize = 70;

/// A letter that goes out with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    pub id: MessageId,
    /// The name that it greets.
    pub name: &'a str,
    pub subject: &'a str,
    pub text: &'a str,
}

/// What a digest says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digest {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// All parts in one letter to somebody of this name.
pub fn digest(parts: &[Part<'_>], name: &str, head: &Letterhead<'_>) -> Digest {
    let subject = match parts {
        [] => String::new(),
        [alone] => alone.subject.to_owned(),
        [first, others @ ..] => format!("{}, and {} more", first.subject, others.len()),
    };
    Digest { text: plain(parts, name, head), html: html(parts, &subject, name, head), subject }
}

/// What stands in both bodies for the secret address of one part.
pub fn link_of(part: MessageId) -> String {
    format!("{{link:{part}}}")
}

/// A part without the greeting and signature that the digest has itself.
fn middle(part: &Part<'_>, head: &Letterhead<'_>) -> String {
    inside_of_plain_sheet(part.text, part.name, head).trim().replace(LINK, &link_of(part.id))
}

fn plain(parts: &[Part<'_>], name: &str, head: &Letterhead<'_>) -> String {
    let written = parts.iter().map(|part| {
        let line = "-".repeat(part.subject.chars().count().min(LONGEST_LINE));
        format!("{}\n{line}\n\n{}\n\n\n", part.subject, middle(part, head))
    });
    plain_sheet(name, head, &written.collect::<String>())
}

fn html(parts: &[Part<'_>], subject: &str, name: &str, head: &Letterhead<'_>) -> String {
    let mut inside = String::new();
    for part in parts {
        let _ = write!(inside, "<h2 style=\"margin:32px 0 8px;font-size:18px;line-height:1.3\">{}</h2>", escape(part.subject));
        let link = link_of(part.id);
        for words in middle(part, head).split("\n\n") {
            inside.push_str(&paragraph(words).replace(&link, &format!("<a href=\"{link}\" style=\"color:#3a2f9c\">{link}</a>")));
        }
    }
    sheet(subject, name, head, &inside)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::Letter;
    use super::*;

    const HEAD: Letterhead<'_> =
        Letterhead { hub: "Lantern Vale Maths Hub", contact_name: "", contact_phone: "", contact_email: "hello@lanternvale.example" };

    #[test]
    fn a_digest_has_each_letter_without_its_greeting_and_its_end() {
        let ask = Letter {
            subject: "Please sign".into(),
            paragraphs: vec!["For 2026/27.".into()],
            button: "Read it".into(),
            ..Letter::default()
        };
        let tell = Letter { subject: "A board for Tuesday".into(), paragraphs: vec!["It is ready.".into()], ..Letter::default() };
        let (ask_text, tell_text) = (ask.text("Amy Ash", &HEAD), tell.text("", &HEAD));
        let parts = [
            Part { id: Uuid::from_u128(1).into(), name: "Amy Ash", subject: &ask.subject, text: &ask_text },
            Part { id: Uuid::from_u128(2).into(), name: "", subject: &tell.subject, text: &tell_text },
        ];
        let Digest { subject, text, html } = digest(&parts, "Amy Ash", &HEAD);
        assert_eq!(
            format!("{subject}\n\n{text}"),
            "Please sign, and 1 more

Hello Amy Ash,

Please sign
-----------

For 2026/27.

Read it:
{link:00000000-0000-0000-0000-000000000001}


A board for Tuesday
-------------------

It is ready.


Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
        );
        let link = "{link:00000000-0000-0000-0000-000000000001}";
        assert!(html.contains(&format!("<a href=\"{link}\" style=\"color:#3a2f9c\">{link}</a>")), "{html}");
        assert_eq!(html.matches("Hello").count(), 1, "{html}");
    }

    #[test]
    fn a_digest_of_one_is_called_as_that_is() {
        let part = Part { id: MessageId::generate(), name: "Amy", subject: "News", text: "Words" };
        assert_eq!(digest(&[part], "Amy", &HEAD).subject, "News");
    }
}
