//! What the pages about a commitment's wording ask of the server.

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use app::ui::frame::Frame;
use app::ui::uk_time::british_day;
use leptos::prelude::*;
use model::commitments::Wording;
use model::ids::ClausesId;
use model::permission::Action;
use store::audit::{Entry, Who, write};
use store::commitments::{SavedWording, save_wording};

/// The versions of a hub's wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clauses {
    /// What every page shows.
    pub frame: Frame,
    /// The hub's name.
    pub hub: String,
    /// Whether it has a logo.
    pub has_logo: bool,
    /// Where to write to it.
    pub contact: String,
    /// The versions, the newest first.
    pub versions: Vec<Version>,
    /// What walking through all signatures brought, in words.
    pub verified: String,
    /// Whether every signature is as it was signed.
    pub intact: bool,
}

/// A version of the wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub id: ClausesId,
    /// 1 for the original.
    pub number: u32,
    /// What it says.
    pub wording: Wording,
    /// Who wrote it, and when, in words.
    pub origin: String,
    /// How many signatures are under it, in words.
    pub signatures: String,
}

impl Clauses {
    /// The version with a number.
    pub fn version(&self, number: u32) -> Option<&Version> {
        self.versions.iter().find(|version| version.number == number)
    }
}

/// The wording, all versions of it, and whether the signatures hold.
pub async fn load_clauses() -> Result<Clauses, AppError> {
    let (person, hub) = context::hub_person(Action::ManageHub).await?;
    let database = context::database()?;
    let face = store::hub::face(&database, hub).await?;
    let verified = store::commitments::verify(&database).await?;
    let versions = store::commitments::versions(&database, hub).await?.into_iter().map(|version| {
        let day = british_day(version.created_at).format("%a %-d %b %Y");
        Version {
            id: version.id,
            number: version.version,
            wording: version.wording,
            origin: match version.created_by {
                Some(name) => format!("{name}, {day}"),
                None => "The programme’s own wording".to_owned(),
            },
            signatures: match version.signatures {
                0 => "No signatures".to_owned(),
                1 => "1 signature".to_owned(),
                count => format!("{count} signatures"),
            },
        }
    });
    Ok(Clauses {
        frame: context::hub_frame(&person).await?,
        hub: face.name,
        has_logo: face.has_logo,
        contact: face.contact_email,
        versions: versions.collect(),
        intact: verified.broken.is_none(),
        verified: verified.to_string(),
    })
}

/// Saves a new version of the wording.
#[server(endpoint = "save-clauses")]
pub async fn save_clauses(
    base: ClausesId,
    #[server(default)] wording_title: String,
    #[server(default)] wording_introduction: String,
    #[server(default)] wording_clauses: String,
    #[server(default)] wording_closing: String,
) -> Result<(), AppError> {
    let began_from = base.to_string();
    let fields = [
        ("base", began_from.as_str()),
        ("wording_title", wording_title.as_str()),
        ("wording_introduction", &wording_introduction),
        ("wording_clauses", &wording_clauses),
        ("wording_closing", &wording_closing),
    ];
    context::answer_fields("/hub/clauses/edit", &fields, async {
        let (person, hub) = context::hub_person(Action::ManageHub).await?;
        let wording = crate::commitments::checks::check_wording(&wording_title, &wording_introduction, &wording_clauses, &wording_closing)?;
        let mut changes = context::database()?.change().await?;
        match save_wording(&mut changes, hub, person.id, base, &wording).await? {
            SavedWording::Moved => return Err(AppError::Invalid(vec![Problem::WordingMoved])),
            SavedWording::Same => context::done("/hub/clauses", Notice::WordingSame),
            SavedWording::Saved { version, moved } => {
                let words = format!("Wrote version {version} of the commitment’s wording; {moved} open commitments are asked for with it.");
                let subject = Some(hub.to_string());
                write(
                    &mut changes,
                    &Entry { hub: Some(hub), who: Who::Person(&person), action: "wording.changed", subject, words: &words },
                )
                .await?;
                changes.commit().await?;
                context::done("/hub/clauses", Notice::WordingSaved);
            }
        }
        Ok(())
    })
    .await
}
