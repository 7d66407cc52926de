//! Who was at which part of a workshop (A16): by joining, by the lead's ticks, or as so many of a school on a paper.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use model::accounts::roles::Person;
use model::calendar::clock;
use model::ids::{AttendanceId, GuestId, PersonId, SchoolId, WorkshopId};
use sqlx_sqlite::SqliteConnection;

use super::door::Twilight;
use super::opening::note;
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::uk_time;

/// A part of a workshop that one may have been at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// All of it but the twilight.
    Day,
    Twilight,
}

impl Part {
    pub const ALL: [Self; 2] = [Self::Day, Self::Twilight];

    /// The word in the database and in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Twilight => "twilight",
        }
    }

    /// The part whose word this is.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.key() == key)
    }
}

/// Who of a school was there, and who else could have been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolThere {
    /// `None` for a school that only guests have named.
    pub school: Option<SchoolId>,
    /// Its full name.
    pub name: String,
    /// Everybody with an account there, by name, and whether they were there.
    pub people: Vec<PersonThere>,
    /// The first names of its guests, empty where one is not kept any more; and whoever has an account but no school.
    pub guests: Vec<String>,
    /// How many more stood on a paper.
    pub on_paper: u32,
    /// Whether its head has signed what the school commits itself to this year.
    pub signed: bool,
}

impl SchoolThere {
    /// Who was to come, whether they did or not.
    pub fn expected(&self) -> impl Iterator<Item = &PersonThere> {
        self.people.iter().filter(|person| person.expected)
    }

    /// How many were there.
    pub fn count(&self) -> u32 {
        let people = self.people.iter().filter(|person| person.there).count() + self.guests.len();
        self.on_paper.saturating_add(u32::try_from(people).unwrap_or(u32::MAX))
    }
}

/// Somebody with an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonThere {
    pub id: PersonId,
    pub name: String,
    pub there: bool,
    /// Whether they represent their school in the year on the workshop's day: the school is committed to their coming (B28).
    pub expected: bool,
}

/// The schools of the year, the lead's own, the host, and whoever else was there: where they work now, unless it was written down then.
macro_rules! schools_there {
    () => {
        "select school from group_school where group_year = ?1 and status = 'active'
         union select person.school from group_year join person on person.id = group_year.lead where group_year.id = ?1
         union select host from workshop where id = ?2
         union select school from attendance where workshop = ?2 and part = ?3
         union select person.school from attendance
               left join guest on guest.id = attendance.guest
               join person on person.id = coalesce(attendance.person, guest.person)
               where attendance.workshop = ?2 and attendance.part = ?3 and attendance.school is null"
    };
}

/// Who was at a part of a workshop, school by school: those of the year and the host by name, then those that only guests have named.
///
/// # Errors
/// When the file can't be read.
pub async fn of_part(db: &Database, of: &Twilight, part: Part) -> Result<Vec<SchoolThere>, StoreError> {
    let mut view = db.view().await?;
    let schools: Vec<(SchoolId, String, bool)> = sqlx::query_as(concat!(
        "select id, name,
                exists (select 1 from commitment join signature on signature.commitment = commitment.id
                        where commitment.group_year = ?1 and commitment.school = school.id and who = 'head' and set_aside_at is null)
         from school where id in (",
        schools_there!(),
        ") order by name collate nocase, id"
    ))
    .bind(of.year)
    .bind(of.workshop)
    .bind(part.key())
    .fetch_all(&mut *view)
    .await?;
    let one = |(school, name, signed)| SchoolThere { signed, ..empty(Some(school), name) };
    let mut all: Vec<SchoolThere> = schools.into_iter().map(one).collect();
    // Whoever works elsewhere by now was there for the school they were at then. Who came as a guest, perhaps twice, and has an account came once.
    let people: Vec<(SchoolId, PersonId, String, bool, bool)> = sqlx::query_as(concat!(
        "select coalesce(came.school, person.school) as at, person.id, person.name, came.person is not null,
                exists (select 1 from lead_participation
                        where lead_participation.group_year = ?1 and lead_participation.person = person.id and kind = 'lead'
                          and from_date <= ?4 and (until_date is null or until_date > ?4))
         from person
         left join (select coalesce(attendance.person, guest.person) as person, max(attendance.school) as school
                    from attendance left join guest on guest.id = attendance.guest
                    where attendance.workshop = ?2 and attendance.part = ?3 and coalesce(attendance.person, guest.person) is not null
                    group by 1) as came on came.person = person.id
         where (came.person is not null or person.deactivated_at is null) and at in (",
        schools_there!(),
        ") order by person.name collate nocase, person.id"
    ))
    .bind(of.year)
    .bind(of.workshop)
    .bind(part.key())
    .bind(day_of(of).to_string())
    .fetch_all(&mut *view)
    .await?;
    for (school, id, name, there, expected) in people {
        if let Some(known) = all.iter_mut().find(|known| known.school == Some(school)) {
            known.people.push(PersonThere { id, name, there, expected });
        }
    }
    let guests: Vec<(Option<SchoolId>, String, String)> = sqlx::query_as(
        "select attendance.school, attendance.school_name, coalesce(person.name, guest.name) as name
         from attendance
         left join guest on guest.id = attendance.guest
         left join person on person.id = coalesce(attendance.person, guest.person)
         where attendance.workshop = ? and attendance.part = ? and attendance.how <> 'paper'
           and (person.id is null or coalesce(attendance.school, person.school) is null)
         group by coalesce(person.id, guest.id)
         order by attendance.school_name collate nocase, name collate nocase, coalesce(person.id, guest.id)",
    )
    .bind(of.workshop)
    .bind(part.key())
    .fetch_all(&mut *view)
    .await?;
    for (school, typed, name) in guests {
        let known = |there: &&mut SchoolThere| there.school == school && (school.is_some() || there.name.eq_ignore_ascii_case(&typed));
        match all.iter_mut().find(known) {
            Some(there) => there.guests.push(name),
            None => all.push(SchoolThere { guests: vec![name], ..empty(school, typed) }),
        }
    }
    for (school, heads) in on_paper(&mut view, of.workshop, part).await? {
        if let Some(known) = all.iter_mut().find(|known| known.school == Some(school)) {
            known.on_paper = heads;
        }
    }
    Ok(all)
}

/// The day of the workshop; today while that is to be confirmed.
fn day_of(of: &Twilight) -> NaiveDate {
    of.hours.map_or_else(uk_time::today, |hours| clock::day(hours.begins))
}

fn empty(school: Option<SchoolId>, name: String) -> SchoolThere {
    SchoolThere { school, name, people: Vec::new(), guests: Vec::new(), on_paper: 0, signed: false }
}

async fn on_paper(connection: &mut SqliteConnection, workshop: WorkshopId, part: Part) -> Result<BTreeMap<SchoolId, u32>, StoreError> {
    let rows: Vec<(SchoolId, u32)> =
        sqlx::query_as("select school, heads from attendance where workshop = ? and part = ? and how = 'paper' and school is not null")
            .bind(workshop)
            .bind(part.key())
            .fetch_all(connection)
            .await?;
    Ok(rows.into_iter().collect())
}

/// A guest is at the twilight from the moment they join.
pub(super) async fn joined(
    changes: &mut Changes,
    workshop: WorkshopId,
    guest: GuestId,
    (school, typed): (Option<SchoolId>, &str),
) -> Result<(), StoreError> {
    sqlx::query(
        "insert into attendance (id, workshop, part, school, school_name, guest, how, recorded_at) values (?, ?, 'twilight', ?, ?, ?, 'join', ?)",
    )
    .bind(AttendanceId::generate())
    .bind(workshop)
    .bind(school)
    .bind(typed)
    .bind(guest)
    .bind(rows::now())
    .execute(changes.connection())
    .await?;
    Ok(())
}

/// Somebody with an account joins by the code as well: they are at the twilight. Twice is as good as once.
///
/// # Errors
/// When the file can't be written to.
pub async fn joined_in_person(changes: &mut Changes, workshop: WorkshopId, person: &Person) -> Result<(), StoreError> {
    there(changes, workshop, Part::Twilight, person.id, "join", None).await?;
    Ok(())
}

/// What the lead has changed on the form about a part: of what it showed, who was ticked anew and whose tick was taken away, and the counts
/// on paper that are others now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    pub there: Vec<PersonId>,
    pub not_there: Vec<PersonId>,
    /// Zero takes a count away.
    pub on_paper: Vec<(SchoolId, u32)>,
}

/// Corrects who was at a part of a workshop. What nobody changed on the form stays as it is, also where somebody else has changed it meanwhile.
/// Returns whether anything is another than before.
///
/// # Errors
/// When a person or school does not exist, or the file can't be written to.
pub async fn correct(changes: &mut Changes, of: &Twilight, part: Part, by: &Person, correction: &Correction) -> Result<bool, StoreError> {
    let (mut more, mut fewer, mut counts) = (0, Vec::new(), 0);
    for person in &correction.there {
        more += there(changes, of.workshop, part, *person, "tick", Some(by.id)).await?;
    }
    for person in &correction.not_there {
        // Also as a guest, perhaps more than once.
        let gone: Vec<(String,)> = sqlx::query_as(
            "delete from attendance
             where workshop = ?1 and part = ?2 and (person = ?3 or guest in (select id from guest where guest.person = ?3))
             returning (select name from person where person.id = ?3)",
        )
        .bind(of.workshop)
        .bind(part.key())
        .bind(person)
        .fetch_all(changes.connection())
        .await?;
        fewer.extend(gone.into_iter().next().map(|(name,)| name));
    }
    let before = on_paper(changes.connection(), of.workshop, part).await?;
    for (school, heads) in &correction.on_paper {
        if before.get(school).copied().unwrap_or_default() != *heads {
            count(changes, of.workshop, part, *school, *heads, by.id).await?;
            counts += 1;
        }
    }
    if more == 0 && fewer.is_empty() && counts == 0 {
        return Ok(false);
    }
    let at = if part == Part::Twilight { "at the twilight of" } else { "at" };
    let mut said = Vec::new();
    if more > 0 {
        said.push(format!("ticked {more}"));
    }
    if !fewer.is_empty() {
        said.push(format!("took back {}", fewer.join(", ")));
    }
    if counts > 0 {
        said.push(format!("changed {counts} of the counts on paper"));
    }
    let words = format!("Corrected who was {at} {}: {}.", of.in_words(), said.join("; "));
    note(changes, of, by, "workshop.attendance_corrected", &words).await?;
    Ok(true)
}

/// Somebody was there; returns how many rows that is more.
async fn there(
    changes: &mut Changes,
    workshop: WorkshopId,
    part: Part,
    person: PersonId,
    how: &str,
    by: Option<PersonId>,
) -> Result<u64, StoreError> {
    let done = sqlx::query(
        "insert into attendance (id, workshop, part, school, person, how, recorded_by, recorded_at)
         select ?1, ?2, ?3, person.school, person.id, ?5, ?6, ?7 from person where person.id = ?4
         on conflict do nothing",
    )
    .bind(AttendanceId::generate())
    .bind(workshop)
    .bind(part.key())
    .bind(person)
    .bind(how)
    .bind(by)
    .bind(rows::now())
    .execute(changes.connection())
    .await?;
    Ok(done.rows_affected())
}

/// So many of a school stood on a paper.
async fn count(
    changes: &mut Changes,
    workshop: WorkshopId,
    part: Part,
    school: SchoolId,
    heads: u32,
    by: PersonId,
) -> Result<(), StoreError> {
    sqlx::query("delete from attendance where workshop = ? and part = ? and school = ? and how = 'paper'")
        .bind(workshop)
        .bind(part.key())
        .bind(school)
        .execute(changes.connection())
        .await?;
    if heads > 0 {
        sqlx::query(
            "insert into attendance (id, workshop, part, school, heads, how, recorded_by, recorded_at) values (?, ?, ?, ?, ?, 'paper', ?, ?)",
        )
        .bind(AttendanceId::generate())
        .bind(workshop)
        .bind(part.key())
        .bind(school)
        .bind(heads)
        .bind(by)
        .bind(rows::now())
        .execute(changes.connection())
        .await?;
    }
    Ok(())
}
