//! What is on for the person who asks.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::groups::group::Group;
use crate::ui::frame::Frame;
use crate::ui::needs::Need;

/// What is on for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Today {
    /// What every page shows.
    pub frame: Frame,
    /// What waits for the person.
    pub needs: Vec<Need>,
    /// The hub the person works for.
    pub hub: Option<String>,
    /// The person's groups, and what the person is in each.
    pub groups: Vec<(Group, String)>,
}

/// What is on for the person who asks.
#[server(endpoint = "today", input = GetUrl)]
pub async fn load_today() -> Result<Today, AppError> {
    use super::needs;
    use crate::context;
    use crate::groups::api::load_group;
    use model::accounts::roles::{Actor, SchoolRole};
    crate::error::answer(async {
        let (person, database) = (context::person().await?, context::database()?);
        let mut needs = Vec::new();
        for group in &person.leads {
            if let Some(asks) = store::groups::asks::for_lead(&database, *group, person.id).await? {
                needs.extend(needs::of_lead(*group, &asks.name, asks.schools, asks.unsigned, asks.unrepresented, asks.undated));
            }
        }
        let signer = match person.school_role {
            SchoolRole::Headteacher => Some("head"),
            SchoolRole::LeadParticipant => Some("lead"),
            SchoolRole::Teacher => None,
        };
        if let Some((school, who)) = person.school.zip(signer) {
            let unsigned = store::groups::asks::unsigned(&database, school, who).await?;
            needs.extend(unsigned.into_iter().map(|(group, name)| needs::of_signer(group, &name, school, who == "head")));
        }
        let mut groups = Vec::new();
        for (id, _, role) in store::groups::of_person(&database, &person).await? {
            groups.push((load_group(id).await?, role));
        }
        let hub = match &person.hub {
            Some(hub) => Some(store::hub::face(&database, hub.id).await?.name),
            None => None,
        };
        Ok(Today { frame: context::frame(&Actor::Person(person)).await?, needs, hub, groups })
    })
    .await
}
