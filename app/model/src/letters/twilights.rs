//! What is written to guests of a workshop's twilight.

use super::Letter;

/// The link by which a guest comes back to the boards. It names nobody: the letter is deleted once it has gone, and so is its address.
pub fn return_link() -> Letter {
    Letter {
        subject: "Your way back to the lessons of the twilight".to_owned(),
        paragraphs: vec![
            "This link is yours alone. It opens the lessons that your tables designed together, for 30 days from the twilight.".to_owned(),
        ],
        button: "Open the lessons".to_owned(),
        after: vec!["Your address was used for this letter and is not kept. If you did not ask for it, you need do nothing.".to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::super::written;
    use super::*;

    #[test]
    fn a_way_back() {
        assert_eq!(
            written(&return_link()),
            "Your way back to the lessons of the twilight

Hello Amy Ash,

This link is yours alone. It opens the lessons that your tables designed together, for 30 days from the twilight.

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
