//! What is typed into a host pack.

use app::error::{AppError, Problem, Problems};
use model::ids::{SchoolId, WorkshopId};
use model::text::invisible::{code, paragraphs};
use serde::{Deserialize, Serialize};
use store::workshops::host_pack::{HostPack, Item};

use crate::kit::Form;

/// Letters in each of its texts: all of them fit on one sheet.
const MOST: usize = 500;
/// People in the largest room.
const MOST_PEOPLE: u32 = 1_000;

/// What a host says. `school` is the host that the form was made for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostPackForm {
    pub workshop: WorkshopId,
    #[serde(default)]
    pub school: String,
    #[serde(default)]
    pub room: String,
    #[serde(default)]
    pub holds: String,
    #[serde(default)]
    pub parking: String,
    #[serde(default)]
    pub wifi: String,
    #[serde(default)]
    pub refreshments: String,
    #[serde(default)]
    pub access: String,
    #[serde(default)]
    pub bring: String,
    /// Words of what is ready.
    #[serde(default)]
    pub ticks: Vec<String>,
}

impl Form for HostPackForm {
    const ACTION: &'static str = "/api/host-pack";

    fn page(&self) -> String {
        format!("{}/edit", of_workshop(self.workshop))
    }
}

/// The address of the sheet that guests read and print.
pub fn of_workshop(workshop: WorkshopId) -> String {
    format!("/workshops/{workshop}/host-pack")
}

impl HostPackForm {
    /// Filled in with what is known.
    pub fn of(workshop: WorkshopId, school: SchoolId, pack: HostPack) -> Self {
        let HostPack { room, holds, parking, wifi, refreshments, access, bring, ticks } = pack;
        Self {
            workshop,
            school: school.to_string(),
            room,
            holds: holds.map(|holds| holds.to_string()).unwrap_or_default(),
            parking,
            wifi,
            refreshments,
            access,
            bring,
            ticks: ticks.into_iter().map(|item| item.key().to_owned()).collect(),
        }
    }

    /// What it says.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub fn check(&self) -> Result<HostPack, AppError> {
        let mut problems = Problems::default();
        let mut text = |typed: &str, too_long: Problem| {
            let text = paragraphs(typed);
            problems.when(text.chars().count() > MOST, too_long);
            text
        };
        let room = text(&self.room, Problem::HostRoomTooLong);
        let parking = text(&self.parking, Problem::HostParkingTooLong);
        let wifi = text(&self.wifi, Problem::HostWifiTooLong);
        let refreshments = text(&self.refreshments, Problem::HostRefreshmentsTooLong);
        let access = text(&self.access, Problem::HostAccessTooLong);
        let bring = text(&self.bring, Problem::HostBringTooLong);
        let holds = problems.of(people(&self.holds)).flatten();
        problems.none()?;
        let ticks = Item::ALL.into_iter().filter(|item| self.ticks.iter().any(|key| key == item.key())).collect();
        Ok(HostPack { room, holds, parking, wifi, refreshments, access, bring, ticks })
    }
}

/// A number of people; `None` where nothing was typed.
fn people(typed: &str) -> Result<Option<u32>, Problem> {
    let typed = code(typed);
    if typed.is_empty() {
        return Ok(None);
    }
    typed.parse().ok().filter(|people| (1..=MOST_PEOPLE).contains(people)).map(Some).ok_or(Problem::HostHolds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(change: impl Fn(&mut HostPackForm)) -> HostPackForm {
        let mut form = HostPackForm::of(WorkshopId::generate(), SchoolId::generate(), HostPack::default());
        change(&mut form);
        form
    }

    #[test]
    fn everything_may_be_left_empty_and_what_is_typed_is_tidied() {
        assert_eq!(form(|_| ()).check(), Ok(HostPack::default()));
        let typed = form(|form| {
            form.room = " The hall\r\nupstairs\u{200b} ".to_owned();
            form.holds = " 40 ".to_owned();
            form.ticks = vec!["tea".to_owned(), "<b>".to_owned(), "room".to_owned()];
        });
        let pack =
            HostPack { room: "The hall\nupstairs".to_owned(), holds: Some(40), ticks: vec![Item::Room, Item::Tea], ..HostPack::default() };
        assert_eq!(typed.check(), Ok(pack.clone()));
        let again = HostPackForm::of(typed.workshop, SchoolId::generate(), pack.clone());
        assert_eq!(again.check(), Ok(pack), "a form begins with what is kept");
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let typed = form(|form| {
            form.parking = "x".repeat(501);
            form.bring = "x".repeat(501);
            form.holds = "many".to_owned();
        });
        let problems = vec![Problem::HostParkingTooLong, Problem::HostBringTooLong, Problem::HostHolds];
        assert_eq!(typed.check(), Err(AppError::Invalid(problems)));
        for holds in ["0", "1001", "-3", "4.5", "99999999999"] {
            assert_eq!(form(|form| form.holds = holds.to_owned()).check(), Err(Problem::HostHolds.into()), "{holds}");
        }
    }
}
