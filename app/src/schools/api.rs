//! What the pages of schools ask of the server.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::ids::SchoolId;

use super::school::{FoundSchool, SchoolList};
use crate::error::AppError;

/// How many schools somebody who types is shown: more would not be read.
pub const SUGGESTIONS: u32 = 8;

pub fn found_schools(found: impl Iterator<Item = (SchoolId, [String; 4], bool)>) -> Vec<FoundSchool> {
    found.map(|(id, [urn, name, town, postcode], closed)| FoundSchool { id, urn, name, town, postcode, closed }).collect()
}

/// Open schools that fit what somebody has typed so far. For everybody: who expresses interest has no account, and all of it is
/// published anyway.
#[server(endpoint = "search-schools", input = GetUrl)]
pub async fn search_schools(text: String) -> Result<Vec<FoundSchool>, AppError> {
    use crate::context;
    crate::error::answer(async {
        let found = store::schools::search(&context::database()?, &text, SUGGESTIONS).await?;
        // One that has closed can't take part.
        let open = found.into_iter().filter(|one| !one.closed);
        Ok(found_schools(open.map(|one| (one.id, [one.urn, one.name, one.town, one.postcode], one.closed))))
    })
    .await
}

/// Schools that fit, for anybody who has signed in.
#[server(endpoint = "schools", input = GetUrl)]
pub async fn load_schools(text: String) -> Result<SchoolList, AppError> {
    use super::words::thousands;
    use crate::context;
    use model::permission::{Action, Subject, may};
    use model::roles::Actor;
    crate::error::answer(async {
        let person = context::person().await?;
        let database = context::database()?;
        let found = store::schools::search(&database, &text, 50).await?;
        let (all, open) = store::schools::count(&database).await?;
        let hub = person.hub.as_ref().map(|hub| hub.id);
        let may_import = hub.is_some_and(|hub| may(&Actor::Person(person.clone()), Action::ImportSchools, Subject::Hub(hub)).is_ok());
        Ok(SchoolList {
            frame: context::hub_frame(&person).await?,
            typed: text,
            found: found_schools(found.into_iter().map(|one| (one.id, [one.urn, one.name, one.town, one.postcode], one.closed))),
            all: format!("{} schools are known here, {} of them open.", thousands(all.into()), thousands(open.into())),
            may_import,
        })
    })
    .await
}

/// Notes that a school took part in a phase: the hub's staff, whose decisions on expressions of interest depend on it.
#[server(endpoint = "add-phase")]
pub async fn add_phase(school: SchoolId, #[server(default)] phase: String, year: String) -> Result<(), AppError> {
    use crate::context;
    use crate::notice::Notice;
    use model::permission::Action;
    use store::phases::Source;
    let page = format!("/schools/{school}");
    context::answer_fields(&page, &[("phase", &phase), ("year", &year)], async {
        context::hub_person(Action::TriageInterest).await?;
        let (phase, year) = super::phases::check(&phase, &year, store::academic_year::at(chrono::Utc::now()))?;
        let phase = store::phases::Phase::from_key(phase).ok_or(AppError::NotFound)?;
        let database = context::database()?;
        store::schools::facts(&database, school).await?.ok_or(AppError::NotFound)?;
        let mut changes = database.change().await?;
        store::phases::add(&mut changes, school, phase, year, Source::Hub).await?;
        changes.commit().await?;
        context::done(&format!("{page}#phases"), Notice::PhaseAdded);
        Ok(())
    })
    .await
}

/// Takes a year of a phase back.
#[server(endpoint = "remove-phase")]
pub async fn remove_phase(school: SchoolId, phase: String, year: i32) -> Result<(), AppError> {
    use crate::context;
    use crate::notice::Notice;
    use model::permission::Action;
    let page = format!("/schools/{school}");
    context::answer_fields(&page, &[], async {
        context::hub_person(Action::TriageInterest).await?;
        let phase = store::phases::Phase::from_key(&phase).ok_or(AppError::NotFound)?;
        let mut changes = context::database()?.change().await?;
        store::phases::remove(&mut changes, school, phase, year).await?;
        changes.commit().await?;
        context::done(&format!("{page}#phases"), Notice::PhaseRemoved);
        Ok(())
    })
    .await
}
