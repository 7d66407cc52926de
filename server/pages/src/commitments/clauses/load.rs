//! Puts the pages about a commitment's wording together.

use app::context;
use app::error::AppError;
use app::ui::frame::Frame;
use model::calendar::{clock, day};
use model::commitments::Wording;
use model::ids::ClausesId;
use model::permission::Action;

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
        let day = day::short(clock::day(version.created_at));
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
