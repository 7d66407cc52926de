//! What waits for somebody in a group, in words.

use model::ids::{SchoolId, WorkGroupId};

use crate::ui::needs::Need;

/// What waits for a group's lead: of so many schools, so many heads have not signed and so many have no lead participant; so many workshops
/// have no date, the next one among them.
pub fn of_lead(group: WorkGroupId, name: &str, schools: u32, unsigned: u32, unrepresented: u32, undated: u32) -> Vec<Need> {
    let mut needs = Vec::new();
    if unrepresented > 0 {
        let words = match unrepresented {
            1 => "One school has no lead participant".to_owned(),
            count => format!("{count} schools have no lead participant"),
        };
        needs.push(Need::new(
            words,
            format!("In {name}: invite the one who comes to every workshop."),
            "Invite",
            format!("/groups/{group}/people"),
        ));
    }
    if unsigned > 0 && unsigned < schools {
        let words = match schools - unsigned {
            1 => format!("1 of {schools} heads has signed"),
            count => format!("{count} of {schools} heads have signed"),
        };
        needs.push(Need::new(
            words,
            format!("In {name}: a reminder is written in a minute."),
            "See who",
            format!("/groups/{group}/commitments"),
        ));
    } else if unsigned > 0 {
        let words = "No head has signed yet".to_owned();
        needs.push(Need::new(
            words,
            format!("In {name}: ask them for this year’s commitment."),
            "Ask the heads",
            format!("/groups/{group}/commitments"),
        ));
    }
    if undated > 0 {
        let words = match undated {
            1 => "One workshop has no date yet".to_owned(),
            count => format!("{count} workshops have no date yet"),
        };
        let second = format!("In {name}: schools plan their cover by it.");
        needs.push(Need::new(words, second, "Set the dates", format!("/groups/{group}/workshops")));
    }
    needs
}

/// A commitment that waits for a school's head or lead participant.
pub fn of_signer(group: WorkGroupId, name: &str, school: SchoolId, head: bool) -> Need {
    let (words, button) = if head {
        ("Your school’s commitment waits for your signature", "Read and sign")
    } else {
        ("Your school’s commitment waits for your word", "Read and agree")
    };
    Need::new(words, format!("{name} Work Group, this year."), button, format!("/groups/{group}/commitments/{school}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lead_is_told_only_what_waits() {
        let words = |unsigned, unrepresented, undated| -> Vec<String> {
            of_lead(WorkGroupId::generate(), "Two Rivers", 8, unsigned, unrepresented, undated).into_iter().map(|need| need.words).collect()
        };
        assert!(words(0, 0, 0).is_empty());
        assert_eq!(words(7, 1, 0), ["One school has no lead participant", "1 of 8 heads has signed"]);
        assert_eq!(words(8, 0, 0), ["No head has signed yet"]);
        assert_eq!(words(0, 0, 6), ["6 workshops have no date yet"]);
    }
}
