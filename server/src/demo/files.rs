//! The demonstration's files, as they are written.

use model::calendar::half_term::HalfTerm;
use model::documents::board::Status;
use model::groups::YearStatus;
use model::schools::year_group::YearGroup;
use serde::Deserialize;

use super::DemoError;

/// `server/demo/world.json`, with the two lists beside it.
#[derive(Debug, Deserialize)]
pub(super) struct World {
    pub hub: Hub,
    /// The first one has the boards.
    pub groups: Vec<Group>,
    #[serde(skip)]
    pub schools: Vec<School>,
    #[serde(skip)]
    pub people: Vec<Person>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Hub {
    pub name: String,
    pub contact_email: String,
    pub contact_name: String,
    pub contact_phone: String,
    pub controller: String,
}

/// A group; its year is always the present one, whatever its code says.
#[derive(Debug, Deserialize)]
pub(super) struct Group {
    pub key: String,
    pub name: String,
    pub ncp_code: String,
    pub title: String,
    pub focus: String,
    pub status: YearStatus,
    /// A person's key.
    pub lead: String,
    /// Keys of schools.
    pub schools: Vec<String>,
    pub workshops: Vec<Workshop>,
    pub last_year: Option<LastYear>,
}

/// The year before.
#[derive(Debug, Deserialize)]
pub(super) struct LastYear {
    pub ncp_code: String,
    pub title: String,
    pub focus: String,
    pub schools: Vec<String>,
    pub workshops: Vec<Workshop>,
}

/// A line of `server/demo/schools.json`.
#[derive(Debug, Deserialize)]
pub(super) struct School {
    pub key: String,
    pub name: String,
    pub short: String,
    pub town: String,
    pub urn: String,
    pub street: String,
    pub postcode: String,
    pub easting: i64,
    pub northing: i64,
    pub low_age: u8,
    pub high_age: u8,
    pub pupils: u32,
    pub kind: String,
    /// Number and name of its local authority.
    pub authority: (String, String),
    pub trust: Option<String>,
}

/// A line of `server/demo/people.json`.
#[derive(Debug, Deserialize)]
pub(super) struct Person {
    pub key: String,
    pub name: String,
    pub email: String,
    /// A school's key; the hub's people have none.
    pub school: Option<String>,
    pub role: Role,
}

/// What somebody is in the demonstration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Role {
    WorkGroupLead,
    LeadParticipant,
    Teacher,
    Headteacher,
    HubAdmin,
    HubStaff,
}

/// A workshop, so many days from the day on which the demonstration is made (none: to be confirmed); times are British
/// clock times like `13:00`.
#[derive(Debug, Deserialize)]
pub(super) struct Workshop {
    pub number: u8,
    pub half_term: HalfTerm,
    pub title: String,
    pub host: Option<String>,
    pub mode: String,
    pub days_from_today: Option<i64>,
    pub starts: String,
    pub ends: String,
    pub twilight_starts: String,
    pub twilight_ends: String,
    pub note: String,
    /// Where in or near the host's school.
    #[serde(default)]
    pub place: String,
    /// Where it is joined online.
    #[serde(default)]
    pub call_link: String,
    /// Why it is cancelled; none while it is to be held.
    #[serde(default)]
    pub cancelled: Option<String>,
}

/// A line of `server/demo/interests.json`: an expression of interest, and what the hub made of it.
#[derive(Debug, Deserialize)]
pub(super) struct Interest {
    pub school: String,
    pub name: String,
    pub email: String,
    pub role: String,
    /// Phases, each with how many years ago, as a negative number.
    pub earlier: Vec<(String, i32)>,
    pub specialist: bool,
    pub teachers: u32,
    pub using: u32,
    pub pledges: Vec<String>,
    pub notes: String,
    pub days_ago: i64,
    pub state: String,
    /// What the hub wrote down about it; may be empty.
    pub note: String,
}

/// A file in `server/demo/boards`.
#[derive(Debug, Deserialize)]
pub(super) struct Lesson {
    /// The file's name, for errors.
    #[serde(skip)]
    pub file: &'static str,
    pub title: String,
    pub year_groups: Vec<YearGroup>,
    pub criteria: Vec<String>,
    pub status: Status,
    pub owner: String,
    pub workshop: Option<u8>,
    pub lesson_minutes: u32,
    pub key_learning_point: String,
    pub prior_learning: String,
    pub next_learning: String,
    pub vocabulary: String,
    /// Who wrote it, the owner first: they take turns, step by step.
    pub authors: Vec<String>,
    pub steps: Vec<Step>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Step {
    pub title: String,
    pub minutes: u32,
    pub exposition: String,
    pub questions: String,
    pub stem: String,
    pub response: String,
    pub difficulty: String,
    pub answer: String,
    pub check: String,
}

/// Names and contents of files beside `world.json`.
macro_rules! board_files {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../demo/boards/", $name)))),*]
    };
}

/// Every board. A new file is added here.
const BOARDS: [(&str, &str); 13] = board_files![
    "01-seeing-five.json",
    "02-numbers-live-on-a-line.json",
    "03-triangles-whichever-way-up.json",
    "04-adding-across-10.json",
    "05-how-many-groups.json",
    "06-unit-fractions.json",
    "07-same-fact-new-unit.json",
    "08-split-a-factor.json",
    "09-rounding-by-looking-both-ways.json",
    "10-same-place-other-name.json",
    "11-estimate-then-measure.json",
    "12-two-facts-two-unknowns.json",
    "13-which-fraction-is-greater.json",
];

/// Reads the world.
pub(super) fn world() -> Result<World, DemoError> {
    let world: World = read("world.json", include_str!("../../demo/world.json"))?;
    let schools = read("schools.json", include_str!("../../demo/schools.json"))?;
    let people = read("people.json", include_str!("../../demo/people.json"))?;
    Ok(World { schools, people, ..world })
}

/// Reads the expressions of interest.
pub(super) fn interests() -> Result<Vec<Interest>, DemoError> {
    read("interests.json", include_str!("../../demo/interests.json"))
}

/// Reads the boards.
pub(super) fn boards() -> Result<Vec<Lesson>, DemoError> {
    BOARDS.into_iter().map(|(file, text)| read(file, text).map(|lesson| Lesson { file, ..lesson })).collect()
}

fn read<T: for<'a> Deserialize<'a>>(file: &'static str, text: &str) -> Result<T, DemoError> {
    serde_json::from_str(text).map_err(|error| DemoError::File { file, problem: error.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_in_the_folder_is_compiled_in() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/demo/boards");
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .expect("the folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        assert_eq!(names, BOARDS.map(|(name, _)| name));
    }

    #[test]
    fn every_file_can_be_read() {
        assert_eq!(world().map(|world| world.schools.len()).ok(), Some(32));
        assert_eq!(boards().map(|boards| boards.len()).ok(), Some(13));
    }
}
