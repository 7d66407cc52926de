//! The workshops of a year, as they are typed in one go.

use std::collections::BTreeMap;

use app::error::{AppError, Problem};
use app::ui::fields::Submitted;
use model::calendar::academic_year::AcademicYear;
use model::calendar::clock;
use model::calendar::day::in_full;
use model::calendar::slot::Slot;
use model::ids::WorkGroupId;
use model::text::invisible::paragraphs;
use serde::{Deserialize, Serialize};
use store::workshops::plan::{Plan, Planned, WorkshopInput};

use super::slots::{Line, Part, Where, check, check_places};
use crate::kit::Form;
use crate::kit::typed_date::TypedDate;

/// Each map is by number (`w1`, because a key that begins with a digit would be read as a place in a list). Workshops that a form does not
/// send stay as they are, and so do places and calls. `seen` is the plan's version that the form was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkshopsForm {
    pub group: WorkGroupId,
    pub year: AcademicYear,
    #[serde(default)]
    pub seen: String,
    #[serde(default)]
    pub days: BTreeMap<String, String>,
    #[serde(default)]
    pub starts: BTreeMap<String, String>,
    #[serde(default)]
    pub ends: BTreeMap<String, String>,
    #[serde(default)]
    pub twilights: BTreeMap<String, String>,
    #[serde(default)]
    pub hosts: BTreeMap<String, String>,
    #[serde(default)]
    pub modes: BTreeMap<String, String>,
    #[serde(default)]
    pub places: BTreeMap<String, String>,
    #[serde(default)]
    pub calls: BTreeMap<String, String>,
}

impl Form for WorkshopsForm {
    const ACTION: &'static str = "/api/group-workshops";

    fn page(&self) -> String {
        of_year(self.group, self.year)
    }
}

/// The page of a year's workshops.
pub fn of_year(group: WorkGroupId, year: AcademicYear) -> String {
    format!("/groups/{group}/workshops?year={}", year.starts_in())
}

impl WorkshopsForm {
    /// The workshops of a group's year as they are; a day and its times are empty while they are to be confirmed. Of one that is cancelled
    /// there is nothing to fill in.
    pub fn of(group: WorkGroupId, plan: &Plan) -> Self {
        let held: Vec<&Planned> = plan.workshops.iter().filter(|workshop| !workshop.is_cancelled()).collect();
        let by_number = |of: &dyn Fn(&Planned) -> Option<String>| -> BTreeMap<String, String> {
            held.iter().map(|&workshop| (key(workshop.number), of(workshop).unwrap_or_default())).collect()
        };
        Self {
            group,
            year: plan.academic_year,
            seen: plan.version(),
            days: by_number(&|workshop| workshop.time.map(|time| in_full(clock::day(time.starts)))),
            starts: by_number(&|workshop| workshop.time.map(|time| clock::time(time.starts))),
            ends: by_number(&|workshop| workshop.time.map(|time| clock::time(time.ends))),
            twilights: by_number(&|workshop| workshop.twilight.map(clock::time)),
            hosts: by_number(&|workshop| workshop.host.map(|host| host.to_string())),
            modes: by_number(&|workshop| Some(workshop.mode.key().to_owned())),
            places: by_number(&|workshop| Some(workshop.place.clone())),
            calls: by_number(&|workshop| Some(workshop.call_link.clone())),
        }
    }

    /// The workshops as they are to be.
    ///
    /// # Errors
    /// That something is wrong: the page finds out what.
    pub fn check(&self, plan: &Plan) -> Result<Vec<WorkshopInput>, AppError> {
        let lines = self.lines(plan);
        let (Ok(slots), Ok(places)) = (check(self.year, &lines), check_places(&lines)) else {
            return Err(Problem::WorkshopsWrong.into());
        };
        let inputs = lines.iter().zip(slots).zip(places).map(|((line, slot), place)| self.input(line.number, slot, place));
        Ok(inputs.collect())
    }

    fn lines(&self, plan: &Plan) -> Vec<Line> {
        let held = plan.workshops.iter().filter(|workshop| !workshop.is_cancelled()).map(|workshop| workshop.number);
        let of = |map: &BTreeMap<String, String>, number: u8| map.get(&key(number)).map(|text| paragraphs(text)).unwrap_or_default();
        let line = |number| Line {
            number,
            date: TypedDate {
                day: of(&self.days, number),
                starts: of(&self.starts, number),
                ends: of(&self.ends, number),
                twilight: of(&self.twilights, number),
            },
            place: of(&self.places, number),
            call: of(&self.calls, number),
        };
        held.filter(|number| self.days.contains_key(&key(*number))).map(line).collect()
    }

    fn input(&self, number: u8, slot: Option<Slot>, place: Where) -> WorkshopInput {
        let key = key(number);
        WorkshopInput {
            number,
            from: slot.map(|slot| slot.starts),
            to: slot.map(|slot| slot.ends),
            twilight: slot.and_then(|slot| slot.twilight),
            host: self.hosts.get(&key).cloned().unwrap_or_default(),
            mode: self.modes.get(&key).cloned().unwrap_or_default(),
            place: self.places.contains_key(&key).then_some(place.place),
            call_link: self.calls.contains_key(&key).then_some(place.call),
        }
    }
}

/// What was typed into a form that was made from the version `seen`, with each workshop under the number that it has `now`: somebody may have
/// added or removed one meanwhile. What was typed for one that is not there any more is left out.
pub fn renumbered(typed: Submitted, seen: &str, now: &str) -> Submitted {
    let moves: BTreeMap<String, Option<String>> = entries(seen)
        .map(|(number, id)| {
            (format!("[w{number}]"), entries(now).find(|(_, other)| *other == id).map(|(number, _)| format!("[w{number}]")))
        })
        .collect();
    let moved = |(name, value): (String, String)| {
        let Some((map, number)) = name.find('[').map(|place| name.split_at(place)) else { return Some((name, value)) };
        match moves.get(number) {
            Some(Some(number)) => Some((format!("{map}{number}"), value)),
            Some(None) => None,
            None => Some((name, value)),
        }
    };
    Submitted(typed.0.into_iter().filter_map(moved).collect())
}

/// Number and end of the id of each workshop in a plan's version.
fn entries(version: &str) -> impl Iterator<Item = (&str, &str)> {
    version.split(' ').filter_map(|entry| {
        let (number, rest) = entry.split_once('-')?;
        Some((number, rest.split_once('-')?.0))
    })
}

/// The field of a workshop in one of the form's maps.
pub fn field_name(part: Part, number: u8) -> String {
    format!("{}[{}]", part.map(), key(number))
}

/// The field of a workshop's host.
pub fn host_field(number: u8) -> String {
    format!("hosts[{}]", key(number))
}

/// The name of a workshop in the form's maps.
pub fn key(number: u8) -> String {
    format!("w{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn submitted(fields: &[(&str, &str)]) -> Submitted {
        Submitted(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn what_was_typed_follows_its_workshop_to_another_number() {
        let typed = [("seen", "x"), ("days[w1]", "one"), ("days[w2]", "two"), ("places[w3]", "three"), ("group", "g")];
        let seen = "1-aaaaaa-0 2-bbbbbb-4 3-cccccc-0";
        assert_eq!(renumbered(submitted(&typed), seen, seen), submitted(&typed));
        assert_eq!(renumbered(submitted(&typed), seen, "1-aaaaaa-1 2-bbbbbb-4 3-cccccc-0"), submitted(&typed), "nothing but a change");
        let added = "1-aaaaaa-0 2-dddddd-0 3-bbbbbb-5 4-cccccc-1";
        let moved = [("seen", "x"), ("days[w1]", "one"), ("days[w3]", "two"), ("places[w4]", "three"), ("group", "g")];
        assert_eq!(renumbered(submitted(&typed), seen, added), submitted(&moved));
        let removed = "1-aaaaaa-0 2-cccccc-1";
        let left = [("seen", "x"), ("days[w1]", "one"), ("places[w2]", "three"), ("group", "g")];
        assert_eq!(renumbered(submitted(&typed), seen, removed), submitted(&left));
        assert_eq!(renumbered(submitted(&typed), "<script>", added), submitted(&typed), "a version that is none of ours");
    }
}
