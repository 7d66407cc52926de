//! What a save of a group's settings changes, when somebody else may have saved in between.

use std::collections::BTreeMap;

use app::error::{AppError, Problem};

/// The settings as they are kept.
#[derive(Clone, Copy, Debug)]
pub struct Now<'a> {
    /// The group's name.
    pub name: &'a str,
    /// The year's project code.
    pub code: &'a str,
    /// The year's title.
    pub title: &'a str,
    /// Its question.
    pub focus: &'a str,
    /// The lead's id; empty without one.
    pub lead: &'a str,
    /// `forming`, `running` or `finished`.
    pub status: &'a str,
}

/// The settings as they are to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The group's name.
    pub name: String,
    /// The year's project code.
    pub code: String,
    /// The year's title.
    pub title: String,
    /// Its question.
    pub focus: String,
    /// The lead's id; empty for nobody yet.
    pub lead: String,
    /// `forming`, `running` or `finished`.
    pub status: String,
}

/// The settings that are wanted: of `typed` what is not as it was shown (`was`), else what is there `now`. `forms` is whether the
/// person forms the hub's groups.
///
/// # Errors
/// [`AppError::Invalid`] when somebody has changed the same field since, when a lead would leave the group without one, and when a
/// year that stays finished would be changed.
pub fn settled(now: &Now<'_>, was: &BTreeMap<String, String>, typed: &[(&str, &str)], forms: bool) -> Result<Wanted, AppError> {
    let kept =
        [("name", now.name), ("code", now.code), ("title", now.title), ("focus", now.focus), ("lead", now.lead), ("status", now.status)];
    let same = |one: &str, other: &str| one.split_whitespace().eq(other.split_whitespace());
    let mut moved = false;
    let mut of = |field: &str| {
        let now = kept.iter().find(|(name, _)| *name == field).map_or("", |(_, value)| value);
        let typed = typed.iter().find(|(name, _)| *name == field).map_or("", |(_, value)| value);
        match was.get(field) {
            Some(shown) if same(shown, typed) => now.to_owned(),
            Some(shown) => {
                moved |= !same(shown, now) && !same(typed, now);
                typed.to_owned()
            }
            None => typed.to_owned(),
        }
    };
    let wanted = Wanted {
        name: if forms { of("name") } else { now.name.to_owned() },
        code: of("code"),
        title: of("title"),
        focus: of("focus"),
        lead: of("lead"),
        status: of("status"),
    };
    if moved {
        return Err(AppError::Invalid(vec![Problem::SettingsMoved]));
    }
    if !forms && wanted.lead.is_empty() && !now.lead.is_empty() {
        return Err(AppError::Invalid(vec![Problem::LeadNeeded]));
    }
    let of_year =
        same(&wanted.code, now.code) && same(&wanted.title, now.title) && same(&wanted.focus, now.focus) && wanted.lead == now.lead;
    if now.status == "finished" && wanted.status == "finished" && !of_year {
        return Err(AppError::Invalid(vec![Problem::YearOver]));
    }
    Ok(wanted)
}

/// The address of the page that looks for somebody, with everything that was typed.
pub fn looking(page: &str, find: &str, typed: &[(&str, &str)]) -> String {
    let fields = typed.iter().map(|(name, value)| format!("&{}={}", encoded(name), encoded(value)));
    format!("{page}&find={}{}#find", encoded(find), fields.collect::<String>())
}

fn encoded(text: &str) -> String {
    let usual = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    text.bytes().map(|byte| if usual(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Now<'_> = Now { name: "Rivers", code: "NCP26-11", title: "", focus: "Why?", lead: "a", status: "running" };

    fn of(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn shown() -> BTreeMap<String, String> {
        of(&[("name", "Rivers"), ("code", "NCP26-10"), ("title", ""), ("focus", "Why?"), ("lead", "a"), ("status", "running")])
    }

    const TYPED: [(&str, &str); 6] =
        [("name", "Rivers"), ("code", "NCP26-10"), ("title", "Steps"), ("focus", "Why?"), ("lead", "a"), ("status", "running")];

    #[test]
    fn what_was_not_touched_keeps_what_somebody_else_has_saved() {
        let wanted = settled(&NOW, &shown(), &TYPED, true).expect("settings");
        assert_eq!((wanted.code.as_str(), wanted.title.as_str()), ("NCP26-11", "Steps"));
    }

    #[test]
    fn what_two_people_change_is_not_replaced_unseen() {
        let mut typed = TYPED;
        typed[1].1 = "NCP26-12";
        assert_eq!(settled(&NOW, &shown(), &typed, true), Err(AppError::Invalid(vec![Problem::SettingsMoved])));
    }

    #[test]
    fn a_lead_can_not_leave_the_group_without_one_and_the_hub_can() {
        let mut typed = TYPED;
        typed[4].1 = "";
        assert_eq!(settled(&NOW, &shown(), &typed, false), Err(AppError::Invalid(vec![Problem::LeadNeeded])));
        assert!(settled(&NOW, &shown(), &typed, true).is_ok());
    }

    #[test]
    fn a_finished_year_is_changed_only_when_it_is_taken_up_again() {
        let now = Now { status: "finished", ..NOW };
        let mut typed = TYPED;
        (typed[1].1, typed[5].1) = ("NCP26-12", "finished");
        assert_eq!(settled(&now, &BTreeMap::new(), &typed, true), Err(AppError::Invalid(vec![Problem::YearOver])));
        typed[5].1 = "running";
        assert!(settled(&now, &BTreeMap::new(), &typed, true).is_ok());
    }

    #[test]
    fn what_was_typed_goes_along_in_the_address() {
        assert_eq!(looking("/x?year=1", "Zoë & co", &[("focus", "Why?")]), "/x?year=1&find=Zo%C3%AB%20%26%20co&focus=Why%3F#find");
    }
}
