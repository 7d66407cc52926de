//! Expressions of interest, one in each state.

use chrono::{DateTime, TimeDelta, Utc};
use model::ids::SchoolId;
use model::interest::{Answers, Contact, EarlierYear, Journey, Pledge, Practice, State};
use model::phase::Phase;
use model::roles::{Person, SchoolRole};
use serde::Deserialize;
use store::Changes;
use store::interests::{self, Decision};

use super::DemoError;
use super::world::Made;

const FILE: &str = "interests.json";

/// The person of the hub who has decided so far, by key.
const BY: (&str, &str) = ("omar", "Omar Haddad");

/// An entry of `server/demo/interests.json`.
#[derive(Debug, Deserialize)]
struct Entry {
    /// A school's key.
    school: Option<String>,
    /// A school that is none of ours: name and town.
    #[serde(default)]
    typed: (String, String),
    name: String,
    role: String,
    earlier: Vec<(Phase, Option<i32>)>,
    #[serde(default)]
    specialist: bool,
    teachers: u32,
    using: u32,
    pledges: Vec<Pledge>,
    notes: String,
    /// How many days ago it came.
    days: i64,
    state: Option<State>,
    /// What somebody at the hub noted; may be empty.
    note: String,
}

/// Makes them all.
pub(super) async fn create(changes: &mut Changes, made: &Made, now: DateTime<Utc>) -> Result<(), DemoError> {
    let wrong = |problem: String| DemoError::File { file: FILE, problem };
    let entries: Vec<Entry> = serde_json::from_str(include_str!("../../demo/interests.json")).map_err(|error| wrong(error.to_string()))?;
    let by = made.people.get(BY.0).copied().ok_or_else(|| wrong(format!("nobody is called {}", BY.0)))?;
    let by = Person {
        id: by,
        name: BY.1.to_owned(),
        school: None,
        school_name: String::new(),
        school_role: SchoolRole::Teacher,
        hub: None,
        groups: Vec::new(),
        leads: Vec::new(),
        leads_schools: Vec::new(),
    };
    for entry in entries {
        let at = now - TimeDelta::days(entry.days) - TimeDelta::minutes(95);
        let (state, note) = (entry.state, entry.note.clone());
        let school = entry.school.as_ref().map(|key| made.schools.get(key).copied().ok_or_else(|| wrong(format!("no school {key}"))));
        let answers = answers(entry, school.transpose()?)?;
        let id = interests::record(changes, made.hub, &answers, at).await?.ok_or_else(|| wrong("a question is open".to_owned()))?;
        if !note.is_empty() {
            interests::add_note(changes, made.hub, id, by.id, &note).await?;
        }
        if let Some(state) = state {
            interests::assign(changes, made.hub, id, &by, Some(by.id)).await?;
            let decision = Decision { state, reason: "" };
            interests::decide(changes, made.hub, id, &by, decision).await?.map_err(|refusal| wrong(refusal.to_string()))?;
        }
    }
    Ok(())
}

fn answers(entry: Entry, school: Option<SchoolId>) -> Result<Answers, DemoError> {
    let first = entry.name.split(' ').next().unwrap_or_default().to_lowercase();
    let place = entry.school.as_deref().unwrap_or("oswin");
    let earlier = entry.earlier.into_iter().map(|(phase, year)| EarlierYear { phase, year }).collect();
    Ok(Answers {
        school,
        // Only read where the school is none of ours.
        school_name: if school.is_some() { place.to_owned() } else { entry.typed.0 },
        town: entry.typed.1,
        contact: Some(Contact { email: format!("{first}@{place}.example").parse()?, name: entry.name, role: entry.role }),
        journey: Some(Journey { earlier, mastery_specialist: entry.specialist }),
        practice: Some(Practice { teachers: entry.teachers, using: entry.using }),
        leadership: Some(entry.pledges),
        notes: Some(entry.notes),
        ..Answers::default()
    })
}
