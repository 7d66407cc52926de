//! What the hub's overview asks of the server.

use app::context;
use app::error::AppError;
use app::ui::frame::Frame;
use app::ui::needs::Need;
use model::ids::WorkGroupId;
use model::permission::Action;

use super::words::{MailNeeds, group_words, next_workshop, waiting};

/// What the hub's overview shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// What every page shows.
    pub frame: Frame,
    /// The hub's name.
    pub name: String,
    /// What waits for somebody.
    pub waiting: Vec<Need>,
    /// The groups by name, each in its present year.
    pub groups: Vec<HubGroup>,
}

/// A Work Group as the hub sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubGroup {
    pub id: WorkGroupId,
    pub name: String,
    /// `NCP26-11, 2026/27`.
    pub year: String,
    /// Who leads it.
    pub lead: Option<String>,
    /// How many schools take part.
    pub schools: u32,
    /// How many of them have their headteacher's signature.
    pub signed: u32,
    /// `Tue 24 Nov`, or empty without a date.
    pub next_workshop: String,
    /// One sentence.
    pub words: String,
    /// Whether the sentence asks for somebody.
    pub asks: bool,
}

/// The hub's overview.
pub async fn load_overview() -> Result<Overview, AppError> {
    let (person, hub) = context::hub_person(Action::ViewHub).await?;
    let database = context::database()?;
    let face = store::hub::face(&database, hub).await?;
    let groups = store::hub::groups(&database, hub).await?.into_iter().map(|group| {
        let (words, asks) = group_words(group.schools, group.signed, group.status, group.lead.is_some());
        HubGroup {
            id: group.id,
            name: group.name,
            year: format!("{}, {}", group.ncp_code, group.academic_year),
            lead: group.lead,
            schools: group.schools,
            signed: group.signed,
            next_workshop: next_workshop(group.next_workshop),
            words,
            asks,
        }
    });
    let groups: Vec<HubGroup> = groups.collect();
    let counts = store::waiting::of_hub(&database, hub).await?;
    let configured = context::mail().configured;
    let mail = MailNeeds {
        held: counts.held_mail,
        failed: counts.failed_mail,
        by_hand: if configured { 0 } else { counts.waiting_mail },
        unreachable: configured && store::mail::health(&database).await?.is_failing(),
    };
    let needs = waiting([counts.new_interests, counts.to_place], mail, &groups);
    Ok(Overview { frame: context::hub_frame(&person).await?, name: face.name, waiting: needs, groups })
}
