//! The people of one school, for its page.

use chrono::NaiveDate;
use model::calendar::academic_year::AcademicYear;
use model::ids::{PersonId, SchoolId};

use crate::database::Database;
use crate::error::StoreError;

/// What somebody of a school is, was or will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A teacher, teaching assistant or leader.
    Teacher,
    /// Its headteacher.
    Headteacher,
    /// Represents the school in a group's year.
    LeadParticipant,
    /// Does so when the lead participant can't.
    Deputy,
}

/// When that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// Today.
    Now,
    /// It is planned.
    Later,
    /// It is over.
    Before,
}

/// Somebody who has, had or will have a part in the school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolPerson {
    pub id: PersonId,
    pub name: String,
    /// As what.
    pub part: Part,
    /// Of what: `Two Rivers, 2026/27` for a lead participant or deputy; else empty.
    pub of: String,
    /// Whether that is so today.
    pub when: When,
    /// The first day.
    pub from: NaiveDate,
    /// The last day; `None` while no end is known.
    pub to: Option<NaiveDate>,
    /// Whether their account is closed.
    pub deactivated: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    person: PersonId,
    name: String,
    part: String,
    work_group: Option<String>,
    academic_year: Option<AcademicYear>,
    from_date: String,
    until_date: Option<String>,
    deactivated: bool,
}

/// The people of a school on a day: those of that day first, then what is planned, then what is over, each by name. Lead
/// participants and deputies are what they are for a group's year, and no longer than it lasts.
///
/// # Errors
/// When the file can't be read.
pub async fn people(db: &Database, school: SchoolId, today: NaiveDate) -> Result<Vec<SchoolPerson>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(
        "with period as (
             select person, kind as part, work_group.name as work_group, academic_year, from_date,
                    case when until_date is null and printf('%d-09-01', academic_year + 1) <= ?2
                         then max(printf('%d-09-01', academic_year + 1), from_date) else until_date end as until_date
             from lead_participation
             join group_year on group_year.id = lead_participation.group_year
             join work_group on work_group.id = group_year.work_group
             where lead_participation.school = ?1
         ), line as (
             select person, part, work_group, academic_year, from_date, until_date from period
             union all
             -- Of a lead participant the periods tell more, while there is one.
             select person, role, null, null, from_date, until_date from school_role
             where school = ?1
               and not (role = 'lead_participant' and until_date is null
                        and person in (select person from period where from_date <= ?2 and (until_date is null or until_date > ?2)))
         )
         select person, person.name, part, work_group, academic_year, from_date, until_date, deactivated_at is not null as deactivated
         from line join person on person.id = line.person
         where until_date is null or until_date > from_date",
    )
    .bind(school)
    .bind(today.to_string())
    .fetch_all(db.readers())
    .await?;
    let mut people = rows.into_iter().map(|row| read(row, today)).collect::<Result<Vec<_>, _>>()?;
    people.sort_by(|one, other| (one.when, &one.name, other.from).cmp(&(other.when, &other.name, one.from)));
    Ok(people)
}

fn read(row: Row, today: NaiveDate) -> Result<SchoolPerson, StoreError> {
    let day = |text: &str| text.parse::<NaiveDate>().map_err(|_| StoreError::Corrupt(format!("the day {text:?}")));
    let (from, until) = (day(&row.from_date)?, row.until_date.as_deref().map(day).transpose()?);
    let of = match (row.work_group, row.academic_year) {
        (Some(group), Some(year)) => format!("{group}, {year}"),
        _ => String::new(),
    };
    Ok(SchoolPerson {
        id: row.person,
        name: row.name,
        part: match row.part.as_str() {
            "headteacher" => Part::Headteacher,
            "deputy" => Part::Deputy,
            "lead" => Part::LeadParticipant,
            // Whoever represents the school no more, or not yet, works there.
            _ => Part::Teacher,
        },
        of,
        when: match until {
            Some(until) if until <= today => When::Before,
            _ if from > today => When::Later,
            _ => When::Now,
        },
        from,
        to: until.and_then(|until| until.pred_opt()),
        deactivated: row.deactivated,
    })
}
