//! The overview's sentences: what waits, and how each group stands, in a word.

use app::ui::needs::Need;
use chrono::DateTime;
use model::calendar::clock;
use model::calendar::day::shortest;
use model::groups::YearStatus;

use super::api::HubGroup;

/// The hub's groups in a sentence.
pub fn overview(groups: usize, schools: u32, signed: u32) -> String {
    let groups = match groups {
        0 => return "No Work Groups yet.".to_owned(),
        1 => "One Work Group".to_owned(),
        count => format!("{count} Work Groups"),
    };
    let schools = match schools {
        0 => return format!("{groups} without schools yet."),
        1 => "one school".to_owned(),
        count => format!("{count} schools"),
    };
    let signed = match signed {
        0 => "no head has signed this year yet".to_owned(),
        1 => "one head has signed this year".to_owned(),
        count => format!("{count} heads have signed this year"),
    };
    format!("{groups} with {schools}; {signed}.")
}

/// A group as its row says it.
pub fn group_words(schools: u32, signed: u32, status: YearStatus, has_lead: bool) -> (String, bool) {
    if !has_lead {
        return ("Needs a Work Group Lead".to_owned(), true);
    }
    match (schools, signed) {
        (0, _) => ("No schools yet".to_owned(), true),
        (count, _) if count < 6 => (format!("{} more would make the usual six to twelve", 6 - count), status != YearStatus::Forming),
        (count, _) if count > 12 => (format!("{} over the usual twelve", count - 12), true),
        (count, signed) if signed == count => ("Every head has signed".to_owned(), false),
        (count, 0) => (format!("None of {count} heads has signed yet"), true),
        (count, 1) => (format!("1 of {count} heads has signed"), true),
        (count, signed) => (format!("{signed} of {count} heads have signed"), true),
    }
}

/// How mail is doing, as far as it asks for somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MailNeeds {
    /// Messages that wait to be looked at.
    pub held: u32,
    /// Messages that could not be sent.
    pub failed: u32,
    /// Messages that have to be sent by hand, because no mail server is set up.
    pub by_hand: u32,
    /// Whether a mail server is set up that does not let us send.
    pub unreachable: bool,
}

/// What waits for somebody at the hub: new expressions, schools to place, mail, and groups without a lead.
pub fn waiting([interests, to_place]: [u32; 2], mail: MailNeeds, groups: &[HubGroup]) -> Vec<Need> {
    let MailNeeds { held, failed, by_hand, unreachable } = mail;
    let mut all = Vec::new();
    if unreachable {
        all.push(Need::new("Mail does not get through", "Nothing is lost: it is tried again and again.", "Look at mail", "/hub/mail"));
    }
    let mut add = |count: u32, one: &str, many: &str, second: &str, button: &str, address: &str| {
        let words = if count == 1 { one.to_owned() } else { format!("{count} {many}") };
        if count > 0 {
            all.push(Need::new(words, second, button, address));
        }
    };
    add(
        interests,
        "One new expression of interest",
        "new expressions of interest",
        "Nobody has looked at them yet.",
        "Read them",
        "/hub/interest",
    );
    add(to_place, "One school to place", "schools to place", "They are in no group yet.", "Form groups", "/hub/forming");
    add(
        by_hand,
        "One message has to be sent by hand",
        "messages have to be sent by hand",
        "No mail server is set up, so nothing leaves by itself.",
        "Send them",
        "/hub/mail",
    );
    add(
        failed,
        "One message could not be sent",
        "messages could not be sent",
        "The address may be wrong.",
        "Look at mail",
        "/hub/mail?folder=trouble",
    );
    add(
        held,
        "One message waits for your eye",
        "messages wait for your eye",
        "They go out once you let them.",
        "Look at mail",
        "/hub/mail?folder=held",
    );
    for group in groups.iter().filter(|group| group.lead.is_none()) {
        let address = format!("/groups/{}/settings", group.id);
        all.push(Need::new(format!("{} has no lead", group.name), "Choose who runs its workshops.", "Choose a lead", address));
    }
    all
}

/// `Tue 24 Nov`, from milliseconds since 1970.
pub fn next_workshop(at: Option<i64>) -> String {
    at.and_then(DateTime::from_timestamp_millis).map(|at| shortest(clock::day(at))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_told_in_a_sentence() {
        for (schools, signed, status, has_lead, words, asks) in [
            (8, 8, YearStatus::Running, true, "Every head has signed", false),
            (8, 1, YearStatus::Running, true, "1 of 8 heads has signed", true),
            (8, 0, YearStatus::Running, true, "None of 8 heads has signed yet", true),
            (4, 0, YearStatus::Forming, true, "2 more would make the usual six to twelve", false),
            (13, 0, YearStatus::Running, true, "1 over the usual twelve", true),
            (8, 8, YearStatus::Running, false, "Needs a Work Group Lead", true),
        ] {
            assert_eq!(group_words(schools, signed, status, has_lead), (words.to_owned(), asks));
        }
    }

    #[test]
    fn one_of_anything_is_said_as_one() {
        assert_eq!(overview(1, 1, 1), "One Work Group with one school; one head has signed this year.");
        assert_eq!(overview(3, 24, 7), "3 Work Groups with 24 schools; 7 heads have signed this year.");
        assert_eq!(overview(1, 0, 0), "One Work Group without schools yet.");
        assert_eq!(overview(0, 0, 0), "No Work Groups yet.");
    }

    #[test]
    fn only_what_waits_is_listed() {
        assert!(waiting([0; 2], MailNeeds::default(), &[]).is_empty());
        let mail = MailNeeds { failed: 2, by_hand: 1, unreachable: true, held: 0 };
        let words: Vec<String> = waiting([1, 3], mail, &[]).into_iter().map(|need| need.words).collect();
        assert_eq!(
            words,
            [
                "Mail does not get through",
                "One new expression of interest",
                "3 schools to place",
                "One message has to be sent by hand",
                "2 messages could not be sent"
            ]
        );
    }
}
