//! What the demonstration knows of the school year: the terms of a local authority with a fortnight in October, schools' closed days, one of
//! which is the next workshop's day, and what hosts have to say to their guests.

use chrono::{Days, NaiveDate, Utc};
use model::calendar::academic_year::AcademicYear;
use model::calendar::clock;
use model::calendar::terms::{Term, Terms};
use model::ids::WorkshopId;
use serde::Deserialize;
use store::workshops::host_pack::{self, HostPack, Item};
use store::workshops::plan;
use store::{closed_days, term_dates};

use super::DemoError;
use super::programme::Cast;

const FILE: &str = "year.json";

#[derive(Debug, Deserialize)]
struct Year {
    term_dates: Vec<OwnTerms>,
    closed_days: Vec<Closed>,
    host_packs: Vec<Pack>,
}

/// An authority whose October holiday begins earlier than usual.
#[derive(Debug, Deserialize)]
struct OwnTerms {
    /// Its number in Get Information about Schools (`LA (code)`).
    authority: String,
    /// Who has entered it.
    by: String,
    /// By so many days.
    october_earlier: u64,
}

/// A closed day of a school.
#[derive(Debug, Deserialize)]
struct Closed {
    school: String,
    by: String,
    on: On,
    /// The workshop whose day it is.
    workshop: Option<u8>,
    words: String,
}

/// Which day that is.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum On {
    /// The first of the spring term.
    Spring,
    /// The first of the summer term.
    Summer,
    /// That of a workshop.
    Workshop,
}

/// What the host of a workshop says.
#[derive(Debug, Deserialize)]
struct Pack {
    workshop: u8,
    by: String,
    holds: u32,
    room: String,
    parking: String,
    wifi: String,
    refreshments: String,
    access: String,
    bring: String,
    ticks: Vec<String>,
}

/// Writes all of it.
pub(super) async fn fill(who: &Cast<'_>) -> Result<(), DemoError> {
    let year = read()?;
    for own in &year.term_dates {
        enter_terms(who, own).await?;
    }
    for closed in &year.closed_days {
        close(who, closed).await?;
    }
    for pack in year.host_packs {
        fill_in(who, pack).await?;
    }
    Ok(())
}

fn read() -> Result<Year, DemoError> {
    serde_json::from_str(include_str!("../../demo/year.json")).map_err(|error| problem(error.to_string()))
}

fn problem(problem: String) -> DemoError {
    DemoError::File { file: FILE, problem }
}

/// In years for which nobody knows the usual terms there are none to differ from.
async fn enter_terms(who: &Cast<'_>, own: &OwnTerms) -> Result<(), DemoError> {
    let present = AcademicYear::at(Utc::now());
    let Some(usual) = Terms::typical(present) else { return Ok(()) };
    let by = who.person(&own.by).await?;
    let all = term_dates::authorities(who.database, who.made.hub, present).await?;
    let authority =
        all.iter().find(|known| known.code == own.authority).ok_or_else(|| problem(format!("there is no {:?}", own.authority)))?;
    let autumn = Term { break_first: usual.autumn.break_first - Days::new(own.october_earlier), ..usual.autumn };
    let mut changes = who.database.change().await?;
    term_dates::save(&mut changes, (who.made.hub, &by), authority, present, &Terms { autumn, ..usual }).await?;
    Ok(changes.commit().await?)
}

async fn close(who: &Cast<'_>, closed: &Closed) -> Result<(), DemoError> {
    let Some(day) = day(who, closed).await? else { return Ok(()) };
    let (school, by) = (who.school(&closed.school)?, who.person(&closed.by).await?);
    let mut changes = who.database.change().await?;
    let added = closed_days::add(&mut changes, &by, school, &[(day, closed.words.clone())]).await;
    added.map_err(|refused| problem(refused.to_string()))?;
    Ok(changes.commit().await?)
}

/// The day of a closed day; `None` where nobody knows it.
async fn day(who: &Cast<'_>, closed: &Closed) -> Result<Option<NaiveDate>, DemoError> {
    let terms = Terms::typical(AcademicYear::at(Utc::now()));
    Ok(match closed.on {
        On::Spring => terms.map(|terms| terms.spring.first),
        On::Summer => terms.map(|terms| terms.summer.first),
        On::Workshop => {
            let plan = plan::load(who.database, who.made.group, None).await?;
            let workshops = plan.map(|plan| plan.workshops).unwrap_or_default();
            let workshop = workshops.iter().find(|workshop| Some(workshop.number) == closed.workshop);
            workshop.and_then(|workshop| workshop.time).map(|time| clock::day(time.starts))
        }
    })
}

async fn fill_in(who: &Cast<'_>, pack: Pack) -> Result<(), DemoError> {
    let Pack { workshop, by, holds, room, parking, wifi, refreshments, access, bring, ticks } = pack;
    let by = who.person(&by).await?;
    let no_such = || problem(format!("nobody hosts workshop {workshop}"));
    let id: WorkshopId = who.made.workshops.get(&workshop).copied().ok_or_else(no_such)?;
    let school = host_pack::hosted(who.database, id).await?.and_then(|hosted| hosted.school).ok_or_else(no_such)?;
    let ticks = ticks.iter().filter_map(|key| Item::from_key(key)).collect();
    let new = HostPack { room, holds: Some(holds), parking, wifi, refreshments, access, bring, ticks };
    let mut changes = who.database.change().await?;
    host_pack::save(&mut changes, &by, id, school, &new).await.map_err(|refused| problem(refused.to_string()))?;
    Ok(changes.commit().await?)
}
