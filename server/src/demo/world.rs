//! The demonstration's hub, groups, schools, people and workshops.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc, Weekday};
use model::accounts::email::EmailAddress;
use model::accounts::roles::{HubRole, SchoolRole};
use model::calendar::academic_year::AcademicYear;
use model::groups::YearStatus;
use model::ids::{GroupYearId, HubId, PersonId, SchoolId, WorkGroupId, WorkshopId};
use store::accounts::people::{self, NewPerson};
use store::groups::{self, NewYear};
use store::hub::HubFace;
use store::schools::places::{self, Place};
use store::schools::{self, NewSchool};
use store::workshops::{self, Mode, NewWorkshop, Span};
use store::{Changes, hub};

use super::DemoError;
use super::files::{Group, Person, Role, School, Workshop, World};

/// What was made, by the keys in the files.
pub(super) struct Made {
    pub hub: HubId,
    /// The group with the boards.
    pub group: WorkGroupId,
    pub groups: HashMap<String, WorkGroupId>,
    /// This year of each group.
    pub years: HashMap<String, GroupYearId>,
    /// The year before, where there was one.
    pub last_years: HashMap<String, GroupYearId>,
    pub schools: HashMap<String, SchoolId>,
    pub people: HashMap<String, PersonId>,
    /// Those of the group with the boards.
    pub workshops: HashMap<u8, WorkshopId>,
}

/// Makes everything but the boards.
pub(super) async fn create(changes: &mut Changes, world: &World, password_hash: &str, now: DateTime<Utc>) -> Result<Made, DemoError> {
    let hub = hub::add(changes, &world.hub.name, &world.hub.contact_email).await?;
    let face = HubFace {
        name: world.hub.name.clone(),
        contact_email: world.hub.contact_email.clone(),
        contact_name: world.hub.contact_name.clone(),
        contact_phone: world.hub.contact_phone.clone(),
        controller: world.hub.controller.clone(),
        ..hub::face_in(changes, hub).await?
    };
    hub::set_face(changes, hub, &face).await?;
    let mut all_schools = HashMap::new();
    for school in &world.schools {
        all_schools.insert(school.key.clone(), add_school(changes, school).await?);
    }
    let mut all_people = HashMap::new();
    for person in &world.people {
        let id = add_person(changes, person, hub, &all_schools, password_hash).await?;
        all_people.insert(person.key.clone(), id);
    }
    let mut made = Made {
        hub,
        group: WorkGroupId::generate(),
        groups: HashMap::new(),
        years: HashMap::new(),
        last_years: HashMap::new(),
        schools: all_schools,
        people: all_people,
        workshops: HashMap::new(),
    };
    for (place, group) in world.groups.iter().enumerate() {
        let id = groups::add(changes, hub, &group.name).await?;
        made.groups.insert(group.key.clone(), id);
        let workshops = add_years(changes, world, group, id, &mut made, now).await?;
        if place == 0 {
            (made.group, made.workshops) = (id, workshops);
        }
    }
    Ok(made)
}

/// Adds the year before, if there was one, and this one, and returns this one's workshops.
async fn add_years(
    changes: &mut Changes,
    world: &World,
    group: &Group,
    id: WorkGroupId,
    made: &mut Made,
    now: DateTime<Utc>,
) -> Result<HashMap<u8, WorkshopId>, DemoError> {
    let lead = Some(find(&made.people, &group.lead)?);
    let this = AcademicYear::at(now);
    if let Some(last) = &group.last_year {
        let new = NewYear { academic_year: this.previous(), ncp_code: &last.ncp_code, lead, focus: &last.focus };
        let year = groups::add_year(changes, id, &new).await?;
        groups::describe_year(changes, year, &last.title, YearStatus::Finished).await?;
        add_members(changes, world, &last.schools, year, made).await?;
        for workshop in &last.workshops {
            add_workshop(changes, year, workshop, &made.schools, now).await?;
        }
        made.last_years.insert(group.key.clone(), year);
    }
    let new = NewYear { academic_year: this, ncp_code: &group.ncp_code, lead, focus: &group.focus };
    let year = groups::add_year(changes, id, &new).await?;
    groups::describe_year(changes, year, &group.title, group.status).await?;
    add_members(changes, world, &group.schools, year, made).await?;
    made.years.insert(group.key.clone(), year);
    let mut all = HashMap::new();
    for workshop in &group.workshops {
        all.insert(workshop.number, add_workshop(changes, year, workshop, &made.schools, now).await?);
    }
    Ok(all)
}

async fn add_members(changes: &mut Changes, world: &World, schools: &[String], year: GroupYearId, made: &Made) -> Result<(), DemoError> {
    for key in schools {
        let is_lead = |person: &&Person| person.role == Role::LeadParticipant && person.school.as_ref() == Some(key);
        let lead_participant = world.people.iter().find(is_lead).and_then(|person| made.people.get(&person.key)).copied();
        groups::add_school(changes, year, find(&made.schools, key)?, lead_participant).await?;
    }
    Ok(())
}

async fn add_school(changes: &mut Changes, school: &School) -> Result<SchoolId, DemoError> {
    let new = NewSchool { urn: &school.urn, name: &school.name, short_name: &school.short, town: &school.town };
    let id = schools::add(changes, &new).await?;
    let place = Place {
        street: &school.street,
        postcode: &school.postcode,
        easting: school.easting,
        northing: school.northing,
        ages: (school.low_age, school.high_age),
        pupils: school.pupils,
        kind: &school.kind,
        authority: (&school.authority.0, &school.authority.1),
        trust: school.trust.as_deref(),
    };
    places::set(changes, id, &place).await?;
    Ok(id)
}

async fn add_person(
    changes: &mut Changes,
    person: &Person,
    hub: HubId,
    schools: &HashMap<String, SchoolId>,
    password_hash: &str,
) -> Result<PersonId, DemoError> {
    let email: EmailAddress = person.email.parse()?;
    let role = match person.role {
        Role::LeadParticipant => SchoolRole::LeadParticipant,
        Role::Headteacher => SchoolRole::Headteacher,
        // Leading a group is a role in the group, and one teaches in one's own school beside it.
        Role::Teacher | Role::WorkGroupLead | Role::HubAdmin | Role::HubStaff => SchoolRole::Teacher,
    };
    let school = person.school.as_ref().map(|key| find(schools, key)).transpose()?.map(|school| (school, role));
    let new = NewPerson { name: &person.name, email: &email, password_hash: Some(password_hash), school };
    let id = people::add(changes, &new).await?;
    match person.role {
        Role::HubAdmin => hub::set_role(changes, hub, id, HubRole::Admin).await?,
        Role::HubStaff => hub::set_role(changes, hub, id, HubRole::Staff).await?,
        _ => {}
    }
    Ok(id)
}

async fn add_workshop(
    changes: &mut Changes,
    year: GroupYearId,
    workshop: &Workshop,
    schools: &HashMap<String, SchoolId>,
    now: DateTime<Utc>,
) -> Result<WorkshopId, DemoError> {
    let day = workshop.days_from_today.map(|days| working_day(now, days));
    let at = |clock: &str| -> Result<Option<NaiveDateTime>, DemoError> {
        let Some(day) = day else { return Ok(None) };
        let time = NaiveTime::parse_from_str(clock, "%H:%M").map_err(|_| in_world(format!("{clock:?} is no time")))?;
        Ok(Some(day.and_time(time)))
    };
    let span =
        |starts: Option<NaiveDateTime>, ends: Option<NaiveDateTime>| starts.zip(ends).map(|(starts, ends)| Span::local(starts, ends));
    let new = NewWorkshop {
        number: workshop.number,
        half_term: workshop.half_term,
        title: &workshop.title,
        host: workshop.host.as_deref().map(|key| find(schools, key)).transpose()?,
        mode: Mode::from_key(&workshop.mode).ok_or_else(|| in_world(format!("{:?} is no mode", workshop.mode)))?,
        time: span(at(&workshop.starts)?, at(&workshop.ends)?),
        twilight: span(at(&workshop.twilight_starts)?, at(&workshop.twilight_ends)?),
        note: &workshop.note,
        place: &workshop.place,
        call_link: &workshop.call_link,
    };
    let id = workshops::add(changes, year, &new).await?;
    if let Some(reason) = &workshop.cancelled {
        workshops::cancelling::mark_cancelled(changes, id, reason, now).await?;
    }
    Ok(id)
}

/// The day so many days from today, moved back to a Thursday from a day on which nobody would meet. Today stays today.
fn working_day(now: DateTime<Utc>, days: i64) -> NaiveDate {
    let day = (now + TimeDelta::days(days)).date_naive();
    let back = match day.weekday() {
        _ if days == 0 => 0,
        Weekday::Fri => 1,
        Weekday::Sat => 2,
        Weekday::Sun => 3,
        _ => 0,
    };
    day - TimeDelta::days(back)
}

fn find<T: Copy>(all: &HashMap<String, T>, key: &str) -> Result<T, DemoError> {
    all.get(key).copied().ok_or_else(|| in_world(format!("there is no {key:?}")))
}

fn in_world(problem: String) -> DemoError {
    DemoError::File { file: "world.json", problem }
}
