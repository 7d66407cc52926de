//! What the hub's overview and settings ask of the server.

use app::context;
use app::error::AppError;
use app::notice::Notice;
use app::ui::fields::Typed;
use app::ui::frame::Frame;
use app::ui::needs::Need;
use leptos::prelude::*;
use model::ids::WorkGroupId;
use model::permission::Action;
use store::audit::{self, Entry, Who};
use store::hub::HubFace;

use crate::hub::overview::words::{MailNeeds, group_words, next_workshop};

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

/// What the hub's settings show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsData {
    /// What every page shows.
    pub frame: Frame,
    /// The settings as they are, by the names of the form's fields.
    pub now: Typed,
    /// Whether there is a logo.
    pub has_logo: bool,
}

/// The hub's overview.
pub async fn load_overview() -> Result<Overview, AppError> {
    let (person, hub) = context::hub_person(Action::ViewHub).await?;
    let database = context::database()?;
    let face = store::hub::face(&database, hub).await?;
    let groups = store::hub::groups(&database, hub).await?.into_iter().map(|group| {
        let (words, asks) = group_words(group.schools, group.signed, &group.status, group.lead.is_some());
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
    let counts = store::hub::waiting(&database, hub).await?;
    let configured = context::mail().configured;
    let mail = MailNeeds {
        held: counts.held_mail,
        failed: counts.failed_mail,
        by_hand: if configured { 0 } else { counts.waiting_mail },
        trouble: configured && store::mail::health(&database).await?.in_trouble(),
    };
    let waiting = crate::hub::overview::words::waiting([counts.new_interests, counts.to_place], mail, &groups);
    Ok(Overview { frame: context::hub_frame(&person).await?, name: face.name, waiting, groups })
}

/// The hub's settings.
pub async fn load_settings() -> Result<SettingsData, AppError> {
    let (person, hub) = context::hub_person(Action::ManageHub).await?;
    let face = store::hub::face(&context::database()?, hub).await?;
    let has_logo = face.has_logo;
    let now = [
        ("hub_name", face.name),
        ("email", face.contact_email),
        ("contact_name", face.contact_name),
        ("contact_phone", face.contact_phone),
        ("controller", face.controller),
    ];
    let now = Typed(now.into_iter().map(|(name, value)| (name.to_owned(), value)).collect());
    Ok(SettingsData { frame: context::hub_frame(&person).await?, now, has_logo })
}

/// Changes the hub's settings.
#[server(endpoint = "hub-settings")]
pub async fn save_settings(
    hub_name: String,
    email: String,
    #[server(default)] contact_name: String,
    #[server(default)] contact_phone: String,
    #[server(default)] controller: String,
) -> Result<(), AppError> {
    let fields = [
        ("hub_name", hub_name.as_str()),
        ("email", &email),
        ("contact_name", &contact_name),
        ("contact_phone", &contact_phone),
        ("controller", &controller),
    ];
    context::answer_fields("/hub/settings", &fields, async {
        let (person, hub) = context::hub_person(Action::ManageHub).await?;
        let database = context::database()?;
        let lines = crate::hub::settings::form::contact(&contact_name, &contact_phone, &controller);
        let ((hub_name, email), lines) = match (crate::hub::settings::form::check(&hub_name, &email), lines) {
            (Err(AppError::Invalid(problems)), lines) => {
                return Err(AppError::Invalid(problems.into_iter().chain(lines.err().into_iter().flatten()).collect()));
            }
            (checked, Ok(lines)) => (checked?, lines),
            (_, Err(problems)) => return Err(AppError::Invalid(problems)),
        };
        let before = store::hub::face(&database, hub).await?;
        let [contact_name, contact_phone, controller] = lines.map(String::from);
        let after = HubFace { name: hub_name, contact_email: email.to_string(), contact_name, contact_phone, controller, ..before };
        let mut changes = database.change().await?;
        store::hub::set_face(&mut changes, hub, &after).await?;
        let entry =
            Entry {
                hub: Some(hub), who: Who::Person(&person), action: "hub.settings", subject: None, words: "Changed the hub’s settings"
            };
        audit::write(&mut changes, &entry).await?;
        changes.commit().await?;
        context::done("/hub/settings", Notice::Saved);
        Ok(())
    })
    .await
}
