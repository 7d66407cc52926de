//! What the lead sends about who was there.

use std::collections::{BTreeMap, BTreeSet};

use app::error::{AppError, Problem};
use model::ids::{PersonId, SchoolId, WorkGroupId};
use model::text::invisible;
use serde::{Deserialize, Serialize};
use store::twilights::attendance::{Correction, Part, SchoolThere};

use super::names;
use crate::kit::Form;
use crate::twilights::lead::forms::number;

/// More of one school stand on no paper.
const MOST_HEADS: u32 = 300;

/// Who was at a part of a workshop. `shown` and `was` are what the form showed: only what differs from that is changed, so that whoever joins
/// while it is open stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttendanceForm {
    pub group: WorkGroupId,
    pub number: u8,
    /// `day` or `twilight`.
    #[serde(default)]
    pub part: String,
    /// Who is ticked.
    #[serde(default)]
    pub people: Vec<String>,
    #[serde(default)]
    pub shown: Vec<String>,
    /// How many stood on a paper, under the school's [`key`]; empty for none.
    #[serde(default)]
    pub paper: BTreeMap<String, String>,
    #[serde(default)]
    pub was: BTreeMap<String, String>,
    /// Names from a sheet, one on each line, under the school's [`key`].
    #[serde(default)]
    pub names: BTreeMap<String, String>,
}

impl Form for AttendanceForm {
    const ACTION: &'static str = "/api/attendance";

    fn page(&self) -> String {
        page_of(self.group, self.number, part_of(&self.part))
    }
}

/// The page of a part of a workshop.
pub fn page_of(group: WorkGroupId, number: u8, part: Part) -> String {
    format!("/groups/{group}/workshops/{number}/attendance?part={}", part.key())
}

/// The key of a school in the form's maps: one that begins with a digit would be read as a place in a list.
pub fn key(school: SchoolId) -> String {
    format!("s{school}")
}

/// A part as an address names it; without one, all but the twilight.
pub fn part_of(key: &str) -> Part {
    Part::from_key(key).unwrap_or(Part::Day)
}

impl AttendanceForm {
    /// What is kept.
    pub fn of(group: WorkGroupId, number: u8, part: Part, schools: &[SchoolThere]) -> Self {
        let people = schools.iter().flat_map(|school| &school.people).filter(|person| person.there).map(|person| person.id.to_string());
        let paper = schools.iter().filter_map(|school| Some((key(school.school?), heads(school.on_paper))));
        let (people, paper) = (people.collect::<Vec<_>>(), paper.collect::<BTreeMap<_, _>>());
        Self {
            group,
            number,
            part: part.key().to_owned(),
            shown: people.clone(),
            people,
            was: paper.clone(),
            paper,
            names: BTreeMap::new(),
        }
    }

    /// What was changed on it. Only people and schools that stand on it count.
    ///
    /// # Errors
    /// [`Problem::PaperCountWrong`].
    pub fn check(&self, schools: &[SchoolThere]) -> Result<Correction, AppError> {
        let everybody: BTreeSet<PersonId> = schools.iter().flat_map(|school| &school.people).map(|person| person.id).collect();
        let of = |ids: &[String]| {
            let ids = ids.iter().filter_map(|id| id.parse::<PersonId>().ok());
            ids.filter(|id| everybody.contains(id)).collect::<BTreeSet<_>>()
        };
        let (mut ticked, shown) = (of(&self.people), of(&self.shown));
        let mut on_paper = Vec::new();
        for (school, id) in schools.iter().filter_map(|school| Some((school, school.school?))) {
            let key = key(id);
            let pasted = self.names.get(&key).map(|text| names::found(text, &school.people)).unwrap_or_default();
            ticked.extend(&pasted.people);
            let before = self.was.get(&key).map(String::as_str).unwrap_or_default();
            let typed = self.paper.get(&key).map_or(before, String::as_str);
            if invisible::code(typed) != before || pasted.others > 0 {
                // Reckoned from what stands on the form, so that its button counts nobody twice.
                let heads = count(typed).and_then(|heads| heads.checked_add(pasted.others)).filter(|heads| *heads <= MOST_HEADS);
                on_paper.push((id, heads.ok_or(Problem::PaperCountWrong)?));
            }
        }
        Ok(Correction {
            there: ticked.difference(&shown).copied().collect(),
            not_there: shown.difference(&ticked).copied().collect(),
            on_paper,
        })
    }
}

/// A count as it was typed; nothing typed is none.
fn count(typed: &str) -> Option<u32> {
    if invisible::code(typed).is_empty() { Some(0) } else { number(typed, 0, MOST_HEADS) }
}

/// A count as it is shown: none is left empty.
fn heads(count: u32) -> String {
    if count == 0 { String::new() } else { count.to_string() }
}

#[cfg(test)]
mod tests {
    use store::twilights::attendance::PersonThere;

    use super::*;

    fn school(people: &[(PersonId, bool)], on_paper: u32) -> SchoolThere {
        let person = |(id, there): &(PersonId, bool)| PersonThere { id: *id, name: "Amy Ash".to_owned(), there: *there, expected: false };
        let people = people.iter().map(person).collect();
        SchoolThere { school: Some(SchoolId::generate()), name: "Ash Lane".to_owned(), people, guests: Vec::new(), on_paper, signed: false }
    }

    #[test]
    fn only_what_was_changed_on_the_form_is_changed() {
        let [amy, ben, cho] = [PersonId::generate(), PersonId::generate(), PersonId::generate()];
        let schools = [school(&[(amy, true), (ben, true), (cho, false)], 4)];
        let form = AttendanceForm::of(WorkGroupId::generate(), 2, Part::Twilight, &schools);
        assert_eq!(form.check(&schools), Ok(Correction::default()));
        let id = schools[0].school.expect("an id");
        let changed = AttendanceForm {
            people: vec![amy.to_string(), cho.to_string(), PersonId::generate().to_string(), "nobody".to_owned()],
            paper: BTreeMap::from([(key(id), " 7 ".to_owned()), (key(SchoolId::generate()), "9".to_owned())]),
            ..form.clone()
        };
        let correction = Correction { there: vec![cho], not_there: vec![ben], on_paper: vec![(id, 7)] };
        assert_eq!(changed.check(&schools), Ok(correction));
        // Somebody else has ticked Cho meanwhile.
        let meanwhile = [SchoolThere { people: school(&[(amy, true), (ben, true), (cho, true)], 4).people, ..schools[0].clone() }];
        assert_eq!(form.check(&meanwhile), Ok(Correction::default()));
        let emptied = AttendanceForm { paper: BTreeMap::from([(key(id), String::new())]), ..form.clone() };
        assert_eq!(emptied.check(&schools).map(|correction| correction.on_paper), Ok(vec![(id, 0)]));
        let pasted =
            AttendanceForm { names: BTreeMap::from([(key(id), "Sam\nAMY ASH\nAmy Ash\nash, amy\nSue".to_owned())]), ..form.clone() };
        assert_eq!(pasted.check(&schools).map(|correction| (correction.there.len(), correction.on_paper)), Ok((1, vec![(id, 6)])));
        let crowd = AttendanceForm { names: BTreeMap::from([(key(id), "Sam\n".repeat(300))]), ..form.clone() };
        assert_eq!(crowd.check(&schools), Err(Problem::PaperCountWrong.into()));
        for wrong in ["many", "-1", "301", "1.5"] {
            let form = AttendanceForm { paper: BTreeMap::from([(key(id), wrong.to_owned())]), ..form.clone() };
            assert_eq!(form.check(&schools), Err(Problem::PaperCountWrong.into()), "{wrong}");
        }
    }
}
