//! How far a school has come in the programme, year by year (A28).

use model::calendar::academic_year::AcademicYear;
use model::ids::SchoolId;

use crate::database::{Changes, Database};
use crate::error::StoreError;

pub use model::schools::phase::Phase;

/// Who says that a school took part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The school itself, in an expression of interest.
    Interest,
    /// The hub.
    Hub,
    /// A Work Group of ours.
    Group,
}

impl Source {
    const ALL: [Self; 3] = [Self::Interest, Self::Hub, Self::Group];

    /// From its word in the database.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.key() == key)
    }

    /// Its word in the database.
    pub fn key(self) -> &'static str {
        match self {
            Self::Interest => "interest",
            Self::Hub => "hub",
            Self::Group => "group",
        }
    }
}

/// A year in which a school took part in a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhaseYear {
    pub phase: Phase,
    pub academic_year: AcademicYear,
    /// Who says so.
    pub source: Source,
}

/// The phases of a school in order, then by year. The years in groups of ours are Sustaining by themselves.
///
/// # Errors
/// When the file can't be read.
pub async fn list(db: &Database, school: SchoolId) -> Result<Vec<PhaseYear>, StoreError> {
    let rows: Vec<(String, AcademicYear, String)> = sqlx::query_as(
        "select phase, academic_year, source from school_phase where school = ?1
         union
         select 'sustaining', academic_year, 'group'
         from group_school join group_year on group_year.id = group_school.group_year
         where group_school.school = ?1 and group_school.status = 'active' and group_year.status <> 'forming'
           and not exists (select 1 from school_phase where school_phase.school = ?1 and phase = 'sustaining'
                           and school_phase.academic_year = group_year.academic_year)",
    )
    .bind(school)
    .fetch_all(db.readers())
    .await?;
    let mut years = Vec::with_capacity(rows.len());
    for (phase, academic_year, source) in rows {
        let phase = Phase::from_key(&phase).ok_or_else(|| StoreError::Corrupt(format!("the phase {phase:?}")))?;
        let known = Source::from_key(&source);
        years.push(PhaseYear { phase, academic_year, source: known.ok_or_else(|| StoreError::Corrupt(format!("the source {source:?}")))? });
    }
    years.sort_by_key(|year| (year.phase, year.academic_year));
    Ok(years)
}

/// Notes that a school took part in a phase in a year. What the hub says takes the place of what the school said.
///
/// # Errors
/// When there is no such school, or the file can't be written to.
pub async fn add(
    changes: &mut Changes,
    school: SchoolId,
    phase: Phase,
    academic_year: AcademicYear,
    source: Source,
) -> Result<(), StoreError> {
    sqlx::query(
        "insert into school_phase (school, academic_year, phase, source) values (?, ?, ?, ?)
         on conflict (school, academic_year, phase) do update set source = excluded.source where excluded.source <> 'interest'",
    )
    .bind(school)
    .bind(academic_year)
    .bind(phase.key())
    .bind(source.key())
    .execute(changes.connection())
    .await?;
    Ok(())
}

/// Takes that back, and says who had said it; `None` when nobody had. Years in groups of ours stay: they are what happened.
///
/// # Errors
/// When the file can't be written to.
pub async fn remove(
    changes: &mut Changes,
    school: SchoolId,
    phase: Phase,
    academic_year: AcademicYear,
) -> Result<Option<Source>, StoreError> {
    let row: Option<(String,)> = sqlx::query_as(
        "delete from school_phase where school = ? and academic_year = ? and phase = ? and source <> 'group' returning source",
    )
    .bind(school)
    .bind(academic_year)
    .bind(phase.key())
    .fetch_optional(changes.connection())
    .await?;
    Ok(row.and_then(|(source,)| Source::from_key(&source)))
}
