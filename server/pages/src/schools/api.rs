//! What the pages of schools ask of the server.

use app::context;
use app::error::AppError;
use app::notice::Notice;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::accounts::roles::Actor;
use model::ids::SchoolId;
use model::permission::{Action, Subject, may};
use store::schools::phases::{self, Phase, Source};

use super::data::{FoundSchool, SchoolList};
use super::words::thousands;

/// How many schools somebody who types is shown: more would not be read.
pub const SUGGESTIONS: u32 = 8;

pub fn found_schools(found: impl Iterator<Item = (SchoolId, [String; 4])>) -> Vec<FoundSchool> {
    found.map(|(id, [urn, name, town, postcode])| FoundSchool { id, urn, name, town, postcode }).collect()
}

/// Open schools that fit what somebody has typed so far. For everybody: who expresses interest has no account, and all of it is
/// published anyway.
#[server(endpoint = "search-schools", input = GetUrl)]
pub async fn search_schools(text: String) -> Result<Vec<FoundSchool>, AppError> {
    app::error::answer(async {
        let found = store::schools::search(&context::database()?, &text, SUGGESTIONS).await?;
        // One that has closed can't take part.
        let open = found.into_iter().filter(|one| !one.closed);
        Ok(found_schools(open.map(|one| (one.id, [one.urn, one.name, one.town, one.postcode]))))
    })
    .await
}

/// Schools that fit, for anybody who has signed in.
pub async fn load_schools(text: String) -> Result<SchoolList, AppError> {
    let person = context::person().await?;
    let database = context::database()?;
    let found = store::schools::search(&database, &text, 50).await?;
    let ids: Vec<SchoolId> = found.iter().map(|one| one.id).collect();
    let mut statuses = store::schools::statuses(&database, &ids, &text).await?;
    let beside = ids.iter().map(|id| statuses.remove(id).unwrap_or_default());
    let (all, open) = store::schools::count(&database).await?;
    let hub = person.hub.as_ref().map(|hub| hub.id);
    let may_import = hub.is_some_and(|hub| may(&Actor::Person(person.clone()), Action::ImportSchools, Subject::Hub(hub)).is_ok());
    Ok(SchoolList {
        frame: context::hub_frame(&person).await?,
        typed: text,
        found: found_schools(found.into_iter().map(|one| (one.id, [one.urn, one.name, one.town, one.postcode]))),
        beside: beside.collect(),
        all: format!("{} schools are known here, {} of them open.", thousands(all.into()), thousands(open.into())),
        may_import,
    })
}

/// Notes that a school took part in a phase: the hub's staff, whose decisions on expressions of interest depend on it.
/// `source` is who said so before it was taken back, when it is put back.
#[server(endpoint = "add-phase")]
pub async fn add_phase(
    school: String,
    #[server(default)] phase: String,
    year: String,
    #[server(default)] source: String,
) -> Result<(), AppError> {
    let page = format!("/schools/{school}");
    context::answer_fields(&page, &[("phase", &phase), ("year", &year)], async {
        let (person, hub) = context::hub_person(Action::TriageInterest).await?;
        let (phase, year) = crate::schools::school::phases::check(&phase, &year, store::academic_year::at(chrono::Utc::now()))?;
        let (phase, school) = (Phase::from_key(phase).ok_or(AppError::NotFound)?, school.parse::<SchoolId>()?);
        let source = Source::from_key(&source).filter(|source| *source == Source::Interest).unwrap_or(Source::Hub);
        let database = context::database()?;
        store::schools::facts(&database, school).await?.ok_or(AppError::NotFound)?;
        let mut changes = database.change().await?;
        phases::add(&mut changes, school, phase, year, source).await?;
        phases::note(&mut changes, (hub, &person), school, (phase, year), true).await?;
        changes.commit().await?;
        context::done(&format!("{page}#phases"), Notice::PhaseAdded);
        Ok(())
    })
    .await
}

/// Takes a year of a phase back. The page it leads to can put it back.
#[server(endpoint = "remove-phase")]
pub async fn remove_phase(school: String, phase: String, year: String) -> Result<(), AppError> {
    let page = format!("/schools/{school}");
    context::answer_fields(&page, &[], async {
        let (person, hub) = context::hub_person(Action::TriageInterest).await?;
        let (phase, school) = (Phase::from_key(&phase).ok_or(AppError::NotFound)?, school.parse::<SchoolId>()?);
        let year: i32 = year.parse().map_err(|_| AppError::NotFound)?;
        let mut changes = context::database()?.change().await?;
        let source = phases::remove(&mut changes, school, phase, year).await?.ok_or(AppError::NotFound)?;
        phases::note(&mut changes, (hub, &person), school, (phase, year), false).await?;
        changes.commit().await?;
        let undo = format!("{}.{year}.{}", phase.key(), source.key());
        context::done(&format!("{page}?undo={undo}#phases"), Notice::PhaseRemoved);
        Ok(())
    })
    .await
}
