//! What is written about a date poll: to those who are asked, and to whoever has answered and wants to come back.

use super::Letter;
use super::interest::leads_away;
use crate::calendar::slot::Slot;
use crate::polls::Reply;

/// What letters tell of a poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts<'a> {
    /// The group's name.
    pub group: &'a str,
    /// Like `Workshop 5 (Summer 1)`.
    pub workshop: &'a str,
    /// Who asks, by name.
    pub by: &'a str,
    /// What they have to say about it; may be empty.
    pub sentence: &'a str,
    pub dates: &'a [Slot],
    /// The last day for answers, like `Tue 17 Nov 2026`.
    pub until: &'a str,
}

/// To those of a group's schools that have not answered. Its button leads to the poll.
pub fn asked(facts: &Facts<'_>, again: bool) -> Letter {
    let mut paragraphs = vec![if again {
        format!("We have not heard yet which dates suit your school for {}.", what(facts))
    } else {
        format!("{} would like to know which dates suit your school for {}.", facts.by, what(facts))
    }];
    paragraphs.extend(Some(facts.sentence.to_owned()).filter(|sentence| !sentence.is_empty()));
    paragraphs.push("These are the dates:".to_owned());
    paragraphs.push(Letter::list(facts.dates.iter().map(Slot::in_full)));
    paragraphs.push(format!("Please answer until {}. It takes a minute.", facts.until));
    Letter {
        subject: subject(facts, again),
        paragraphs,
        button: "Say which dates suit you".to_owned(),
        after: vec![
            "You need not sign in. If you do, your name is filled in. Whoever comes to the workshops in your place can answer by the same link."
                .to_owned(),
        ],
    }
}

/// The same for a mail program or a chat of one's own, with the poll's address.
pub fn to_copy(facts: &Facts<'_>, again: bool, address: &str) -> String {
    let letter = asked(facts, again);
    let mut paragraphs = letter.paragraphs;
    paragraphs.push(format!("{address}\nYou need no account."));
    paragraphs.join("\n\n")
}

/// To whoever has answered without an account and left an address: the link to their own answer. Anybody can name anybody's address, so
/// nothing goes out in it that a stranger has typed, but for a name that is one.
pub fn own_answer(facts: &Facts<'_>, replies: &[Reply]) -> Letter {
    let said = facts.dates.iter().zip(replies).map(|(date, reply)| format!("{}: {}", date.in_full(), reply.to_string().to_lowercase()));
    Letter {
        subject: format!("Your answer: {}", what(facts)),
        paragraphs: vec![
            format!("Thank you: your answer about {} is kept. This is what it says:", what(facts)),
            Letter::list(said),
            format!("Until {} you can change it by this link.", facts.until),
        ],
        button: "Open my answer".to_owned(),
        after: vec![
            "The link is yours alone: whoever has it can change your answer. Nobody else can.".to_owned(),
            "If you did not answer this poll, you need do nothing.".to_owned(),
        ],
    }
}

/// The name that such a letter greets; empty where it leads anywhere.
pub fn addressee(name: &str) -> &str {
    if leads_away(name) { "" } else { name }
}

fn subject(facts: &Facts<'_>, again: bool) -> String {
    let what = what(facts);
    if again { format!("A reminder: which dates suit you for {what}?") } else { format!("Which dates suit you for {what}?") }
}

fn what(facts: &Facts<'_>) -> String {
    format!("{} of the {} Work Group", facts.workshop, facts.group)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::super::written;
    use super::*;

    fn dates() -> [Slot; 2] {
        [24, 26].map(|day| {
            let day = NaiveDate::from_ymd_opt(2026, 11, day).expect("a day");
            let at = |hour, minute| day.and_hms_opt(hour, minute, 0).expect("a time");
            Slot { starts: at(13, 0), ends: at(17, 15), twilight: Some(at(15, 45)) }
        })
    }

    fn facts(dates: &[Slot]) -> Facts<'_> {
        Facts {
            group: "Two Rivers",
            workshop: "Workshop 2 (Autumn 2)",
            by: "Helen Frost",
            sentence: "Elm Bank hosts.",
            dates,
            until: "Tue 17 Nov 2026",
        }
    }

    #[test]
    fn those_who_have_not_answered_are_asked() {
        assert_eq!(
            written(&asked(&facts(&dates()), false)),
            "Which dates suit you for Workshop 2 (Autumn 2) of the Two Rivers Work Group?

Hello Amy Ash,

Helen Frost would like to know which dates suit your school for Workshop 2 (Autumn 2) of the Two Rivers Work Group.

Elm Bank hosts.

These are the dates:

- Tuesday 24 November 2026, 13:00 to 17:15, twilight from 15:45
- Thursday 26 November 2026, 13:00 to 17:15, twilight from 15:45

Please answer until Tue 17 Nov 2026. It takes a minute.

Say which dates suit you:
{link}

You need not sign in. If you do, your name is filled in. Whoever comes to the workshops in your place can answer by the same link.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
        );
        let again = asked(&facts(&dates()), true);
        assert_eq!(again.subject, "A reminder: which dates suit you for Workshop 2 (Autumn 2) of the Two Rivers Work Group?");
        assert!(again.paragraphs[0].starts_with("We have not heard yet which dates suit your school"), "{again:?}");
    }

    #[test]
    fn the_words_to_copy_end_with_the_address() {
        let words = to_copy(&facts(&dates()), false, "https://twilight.example/polls/0a");
        assert!(words.ends_with("It takes a minute.\n\nhttps://twilight.example/polls/0a\nYou need no account."), "{words}");
        let dates = dates();
        let silent = Facts { sentence: "", ..facts(&dates) };
        assert!(!to_copy(&silent, false, "x").contains("\n\n\n\n"), "without a sentence there is no gap");
    }

    #[test]
    fn whoever_answered_has_a_way_back() {
        assert_eq!(
            written(&own_answer(&facts(&dates()), &[Reply::Yes, Reply::IfNeedBe])),
            "Your answer: Workshop 2 (Autumn 2) of the Two Rivers Work Group

Hello Amy Ash,

Thank you: your answer about Workshop 2 (Autumn 2) of the Two Rivers Work Group is kept. This is what it says:

- Tuesday 24 November 2026, 13:00 to 17:15, twilight from 15:45: yes
- Thursday 26 November 2026, 13:00 to 17:15, twilight from 15:45: if need be

Until Tue 17 Nov 2026 you can change it by this link.

Open my answer:
{link}

The link is yours alone: whoever has it can change your answer. Nobody else can.

If you did not answer this poll, you need do nothing.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
        );
        assert_eq!((addressee("Asha Bell"), addressee("Win at buy.example")), ("Asha Bell", ""));
    }
}
