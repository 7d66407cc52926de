//! What is written to guests of a workshop's twilight.

use super::Letter;

/// The link by which a guest comes back to the boards. It names nobody: the letter is deleted once it has gone, and so is its address.
pub fn return_link(days: u32) -> Letter {
    Letter {
        subject: "Your way back to the lessons of the twilight".to_owned(),
        paragraphs: vec![format!(
            "This link is yours alone. It opens the lessons that your tables designed together, {days} days long from the twilight."
        )],
        button: "Open the lessons".to_owned(),
        after: vec!["Your address was used for this letter and is not kept. If you did not ask for it, you need do nothing.".to_owned()],
    }
}

/// The link by which somebody keeps as their own what they did as a guest. It names nobody either.
pub fn claim(group: &str) -> Letter {
    Letter {
        subject: "Keep what you wrote at the twilight".to_owned(),
        paragraphs: vec![
            format!(
                "You asked for this link at a twilight of the {group} Work Group. It shows what you did there as a guest, and keeps it under your own name."
            ),
            "Nothing happens before you press the button on its page, and you can take it back for 30 days.".to_owned(),
        ],
        button: "Look at it first".to_owned(),
        after: vec![
            "The link is good for one day. If you did not ask for it, you need do nothing: your address is then deleted.".to_owned(),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::super::written;
    use super::*;

    #[test]
    fn a_guest_s_work_is_kept() {
        assert_eq!(
            written(&claim("Two Rivers")),
            "Keep what you wrote at the twilight

Hello Amy Ash,

You asked for this link at a twilight of the Two Rivers Work Group. It shows what you did there as a guest, and keeps it under your own name.

Nothing happens before you press the button on its page, and you can take it back for 30 days.

Look at it first:
{link}

The link is good for one day. If you did not ask for it, you need do nothing: your address is then deleted.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
        );
    }

    #[test]
    fn a_way_back() {
        assert_eq!(
            written(&return_link(30)),
            "Your way back to the lessons of the twilight

Hello Amy Ash,

This link is yours alone. It opens the lessons that your tables designed together, 30 days long from the twilight.

Open the lessons:
{link}

Your address was used for this letter and is not kept. If you did not ask for it, you need do nothing.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
        );
    }
}
