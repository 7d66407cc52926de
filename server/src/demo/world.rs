//! The demonstration's hub, group, schools, people and workshops.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use model::email::EmailAddress;
use model::ids::{GroupYearId, PersonId, SchoolId, WorkGroupId, WorkshopId};
use model::roles::SchoolRole;
use store::groups::{self, NewYear};
use store::people::{self, NewPerson};
use store::schools::{self, NewSchool};
use store::workshops::{self, Mode, NewWorkshop, Span};
use store::{Changes, academic_year, hubs};

use super::DemoError;
use super::files::{Person, Role, Workshop, World};

/// What was made, by the keys in the files.
pub(super) struct Made {
    pub group: WorkGroupId,
    pub people: HashMap<String, PersonId>,
    pub workshops: HashMap<u8, WorkshopId>,
}

/// Makes everything but the boards.
pub(super) async fn create(changes: &mut Changes, world: &World, password_hash: &str, now: DateTime<Utc>) -> Result<Made, DemoError> {
    let hub = hubs::add(changes, &world.hub.name, &world.hub.contact_email).await?;
    let group = groups::add(changes, hub, &world.group.name).await?;
    let mut all_schools = HashMap::new();
    for school in &world.schools {
        let new = NewSchool { urn: &school.urn, name: &school.name, short_name: &school.short, town: &school.town };
        all_schools.insert(school.key.clone(), schools::add(changes, &new).await?);
    }
    let mut all_people = HashMap::new();
    for person in &world.people {
        all_people.insert(person.key.clone(), add_person(changes, person, &all_schools, password_hash).await?);
    }
    let with_role = |role: Role, school: Option<&str>| {
        let found = world.people.iter().find(|person| person.role == role && school.is_none_or(|key| person.school == key));
        found.and_then(|person| all_people.get(&person.key)).copied()
    };
    let year = NewYear {
        academic_year: academic_year::at(now),
        ncp_code: &world.group.ncp_code,
        lead: with_role(Role::WorkGroupLead, None),
        focus: &world.group.focus,
    };
    let year = groups::add_year(changes, group, &year).await?;
    for school in &world.schools {
        let lead_participant = with_role(Role::LeadParticipant, Some(&school.key));
        groups::add_school(changes, year, find(&all_schools, &school.key)?, lead_participant).await?;
    }
    let mut all_workshops = HashMap::new();
    for workshop in &world.workshops {
        all_workshops.insert(workshop.number, add_workshop(changes, year, workshop, &all_schools, now).await?);
    }
    Ok(Made { group, people: all_people, workshops: all_workshops })
}

async fn add_person(
    changes: &mut Changes,
    person: &Person,
    schools: &HashMap<String, SchoolId>,
    password_hash: &str,
) -> Result<PersonId, DemoError> {
    let email: EmailAddress = person.email.parse()?;
    let role = match person.role {
        Role::LeadParticipant => SchoolRole::LeadParticipant,
        Role::Headteacher => SchoolRole::Headteacher,
        // Leading a group is a role in the group, and one teaches in one's own school beside it.
        Role::Teacher | Role::WorkGroupLead => SchoolRole::Teacher,
    };
    let school = Some((find(schools, &person.school)?, role));
    let new = NewPerson { name: &person.name, email: &email, password_hash: Some(password_hash), school };
    Ok(people::add(changes, &new).await?)
}

async fn add_workshop(
    changes: &mut Changes,
    year: GroupYearId,
    workshop: &Workshop,
    schools: &HashMap<String, SchoolId>,
    now: DateTime<Utc>,
) -> Result<WorkshopId, DemoError> {
    let day = (now + TimeDelta::days(workshop.days_from_today)).date_naive();
    let at = |clock: &str| -> Result<NaiveDateTime, DemoError> {
        let time = NaiveTime::parse_from_str(clock, "%H:%M").map_err(|_| in_world(format!("{clock:?} is no time")))?;
        Ok(day.and_time(time))
    };
    let new = NewWorkshop {
        number: workshop.number,
        half_term: &workshop.half_term,
        title: &workshop.title,
        host: workshop.host.as_deref().map(|key| find(schools, key)).transpose()?,
        mode: Mode::from_key(&workshop.mode).ok_or_else(|| in_world(format!("{:?} is no mode", workshop.mode)))?,
        time: Some(Span::local(at(&workshop.starts)?, at(&workshop.ends)?)),
        twilight: Some(Span::local(at(&workshop.twilight_starts)?, at(&workshop.twilight_ends)?)),
        note: &workshop.note,
    };
    Ok(workshops::add(changes, year, &new).await?)
}

fn find<T: Copy>(all: &HashMap<String, T>, key: &str) -> Result<T, DemoError> {
    all.get(key).copied().ok_or_else(|| in_world(format!("there is no {key:?}")))
}

fn in_world(problem: String) -> DemoError {
    DemoError::File { file: "world.json", problem }
}
