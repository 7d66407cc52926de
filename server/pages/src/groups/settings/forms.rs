//! What is typed into a group's settings, and what a save of it changes when somebody else may have saved in between.

use std::collections::BTreeMap;

use app::error::{AppError, Problem};
use model::calendar::academic_year::AcademicYear;
use model::groups::YearStatus;
use model::ids::{PersonId, WorkGroupId};
use model::text::line::Line;
use serde::{Deserialize, Serialize};
use store::groups::year::GroupYear;

use super::words::{GroupWords, checked, checked_status};
use crate::kit::Form;

/// A group in one of its years. `was` is what the form showed, by its fields' names; `from` is `forming` where groups are formed. With a
/// new `find`, or `look`, nothing is saved: the page comes back with whoever fits, and with everything typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsForm {
    pub id: WorkGroupId,
    pub year: AcademicYear,
    #[serde(default)]
    pub name: String,
    pub code: String,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub focus: String,
    /// The lead's id; empty for nobody yet.
    #[serde(default)]
    pub lead: String,
    /// `forming`, `running` or `finished`.
    pub status: String,
    #[serde(default)]
    pub was: BTreeMap<String, String>,
    #[serde(default)]
    pub from: String,
    #[serde(default)]
    pub find: String,
    #[serde(default)]
    pub look: String,
}

impl Form for SettingsForm {
    const ACTION: &'static str = "/api/group-settings";

    fn page(&self) -> String {
        let from = if self.is_from_forming() { "&from=forming" } else { "" };
        format!("/groups/{}/settings?year={}{from}", self.id, self.year.starts_in())
    }
}

/// The settings as they will be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    pub words: GroupWords,
    pub lead: Option<PersonId>,
    pub status: YearStatus,
}

impl SettingsForm {
    /// The settings as they are.
    pub fn of(id: WorkGroupId, year: &GroupYear) -> Self {
        Self {
            id,
            year: year.academic_year,
            name: year.name.clone(),
            code: year.ncp_code.clone(),
            title: year.title.clone(),
            focus: year.focus.clone(),
            lead: year.lead.as_ref().map(|lead| lead.id.to_string()).unwrap_or_default(),
            status: year.status.key().to_owned(),
            was: BTreeMap::new(),
            from: String::new(),
            find: String::new(),
            look: String::new(),
        }
    }

    /// Whether it was opened where groups are formed.
    pub fn is_from_forming(&self) -> bool {
        self.from == "forming"
    }

    /// The settings themselves, by the names of their fields.
    pub fn settings(&self) -> [(&'static str, &str); 6] {
        [
            ("name", self.name.as_str()),
            ("code", self.code.as_str()),
            ("title", self.title.as_str()),
            ("focus", self.focus.as_str()),
            ("lead", self.lead.as_str()),
            ("status", self.status.as_str()),
        ]
    }

    /// Where somebody to lead is looked for, the address of the page that does it, with everything that was typed.
    pub fn looking(&self) -> Option<String> {
        let find = Line::tidied(&self.find);
        let is_new = !find.is_empty() && self.was.get("find").is_none_or(|before| Line::tidied(before) != find);
        if !is_new && self.look.is_empty() {
            return None;
        }
        let typed = self.settings().into_iter().map(|(name, value)| (name.to_owned(), value));
        let was = self.was.iter().map(|(name, value)| (format!("was[{name}]"), value.as_str()));
        let fields = typed.chain(was).map(|(name, value)| format!("&{}={}", encoded(&name), encoded(value)));
        Some(format!("{}&find={}{}#find", self.page(), encoded(&find), fields.collect::<String>()))
    }

    /// The settings that are wanted, where they are `now` otherwise. `forms` is whether the person forms the hub's groups: only they give a
    /// group another name.
    ///
    /// # Errors
    /// What is wrong with them; and as [`Self::settled`].
    pub fn check(&self, now: &Self, forms: bool) -> Result<Settings, AppError> {
        let wanted = self.settled(now, forms)?;
        let mut words = checked(&wanted.name, &wanted.code, &wanted.title, &wanted.focus)?;
        if wanted.code == now.code {
            // An older one may have spaces: nobody who changes something else means to change it.
            words.code = wanted.code;
        }
        let lead = if wanted.lead.is_empty() { None } else { Some(wanted.lead.parse::<PersonId>()?) };
        Ok(Settings { words, lead, status: checked_status(&wanted.status)? })
    }

    /// Of what was typed what is not as it was shown (`was`), else what is there `now`.
    ///
    /// # Errors
    /// [`AppError::Invalid`] when somebody has changed the same field since, when a lead would leave the group without one, and when a
    /// year that stays finished would be changed.
    fn settled(&self, now: &Self, forms: bool) -> Result<Self, AppError> {
        let mut moved = false;
        let mut of = |field: &str, typed: &str, now: &str| match self.was.get(field) {
            Some(shown) if same(shown, typed) => now.to_owned(),
            Some(shown) => {
                moved |= !same(shown, now) && !same(typed, now);
                typed.to_owned()
            }
            None => typed.to_owned(),
        };
        let wanted = Self {
            name: if forms { of("name", &self.name, &now.name) } else { now.name.clone() },
            code: of("code", &self.code, &now.code),
            title: of("title", &self.title, &now.title),
            focus: of("focus", &self.focus, &now.focus),
            lead: of("lead", &self.lead, &now.lead),
            status: of("status", &self.status, &now.status),
            ..now.clone()
        };
        if moved {
            return Err(Problem::SettingsMoved.into());
        }
        if !forms && wanted.lead.is_empty() && !now.lead.is_empty() {
            return Err(Problem::LeadNeeded.into());
        }
        let of_year =
            same(&wanted.code, &now.code) && same(&wanted.title, &now.title) && same(&wanted.focus, &now.focus) && wanted.lead == now.lead;
        let is_over = |form: &Self| form.status == YearStatus::Finished.key();
        if is_over(now) && is_over(&wanted) && !of_year {
            return Err(Problem::YearOver.into());
        }
        Ok(wanted)
    }
}

/// Whether two texts say the same in one line.
fn same(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> SettingsForm {
        SettingsForm {
            id: WorkGroupId::generate(),
            year: AcademicYear::starting(2026),
            name: "Rivers".to_owned(),
            code: "NCP26-11".to_owned(),
            title: String::new(),
            focus: "Why?".to_owned(),
            lead: "a".to_owned(),
            status: "running".to_owned(),
            was: BTreeMap::new(),
            from: String::new(),
            find: String::new(),
            look: String::new(),
        }
    }

    /// It was shown with an earlier code.
    fn typed() -> SettingsForm {
        let typed = SettingsForm { code: "NCP26-10".to_owned(), ..now() };
        let was = typed.settings().map(|(name, value)| (name.to_owned(), value.to_owned()));
        SettingsForm { title: "Steps".to_owned(), was: BTreeMap::from(was), ..typed }
    }

    #[test]
    fn what_was_not_touched_keeps_what_somebody_else_has_saved() {
        let wanted = typed().settled(&now(), true).expect("settings");
        assert_eq!((wanted.code.as_str(), wanted.title.as_str()), ("NCP26-11", "Steps"));
    }

    #[test]
    fn what_two_people_change_is_not_replaced_unseen() {
        let form = SettingsForm { code: "NCP26-12".to_owned(), ..typed() };
        assert_eq!(form.settled(&now(), true), Err(AppError::Invalid(vec![Problem::SettingsMoved])));
    }

    #[test]
    fn a_lead_can_not_leave_the_group_without_one_and_the_hub_can() {
        let form = SettingsForm { lead: String::new(), ..typed() };
        assert_eq!(form.settled(&now(), false), Err(AppError::Invalid(vec![Problem::LeadNeeded])));
        assert!(form.settled(&now(), true).is_ok());
    }

    #[test]
    fn a_finished_year_is_changed_only_when_it_is_taken_up_again() {
        let now = SettingsForm { status: "finished".to_owned(), ..now() };
        let form = |status: &str| SettingsForm { code: "NCP26-12".to_owned(), status: status.to_owned(), was: BTreeMap::new(), ..typed() };
        assert_eq!(form("finished").settled(&now, true), Err(AppError::Invalid(vec![Problem::YearOver])));
        assert!(form("running").settled(&now, true).is_ok());
    }

    #[test]
    fn what_was_typed_goes_along_in_the_address() {
        let form = SettingsForm { find: " Zoë &  co".to_owned(), ..now() };
        let address = form.looking().expect("an address");
        assert!(address.contains("/settings?year=2026&find=Zo%C3%AB%20%26%20co&name=Rivers"), "{address}");
        assert!(address.contains("&focus=Why%3F&") && address.ends_with("#find"), "{address}");
        assert_eq!(now().looking(), None);
    }
}
