//! Schools that fit what somebody types: on their page, and while they type.

use app::context;
use app::error::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::accounts::roles::Actor;
use model::ids::SchoolId;
use model::permission::{Action, Subject, may};

use super::data::{FoundSchool, SchoolList};
use super::words::thousands;

/// How many schools somebody who types is shown: more would not be read.
const SUGGESTIONS: u32 = 8;

fn found_schools(found: impl Iterator<Item = (SchoolId, [String; 4])>) -> Vec<FoundSchool> {
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
