//! What the page of one year asks of the server.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::ids::WorkGroupId;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::ui::frame::Frame;

/// A year as it was, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastYearData {
    /// What every page shows, with the stamp of that year.
    pub frame: Frame,
    /// The group.
    pub group: WorkGroupId,
    /// Its name.
    pub name: String,
    /// Like `2025/26`.
    pub label: String,
    /// Like `NCP25-11`.
    pub code: String,
    /// What it was called; may be empty.
    pub title: String,
    /// Its question; may be empty.
    pub focus: String,
    /// Who led it.
    pub lead: String,
    /// Its schools: name, town, who represented it, its commitment.
    pub schools: Vec<PastSchoolRow>,
    /// Its workshops.
    pub workshops: Vec<PastWorkshopRow>,
}

/// A school of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastSchoolRow {
    /// Its name.
    pub name: String,
    /// Its town, and whether it left.
    pub place: String,
    /// Who represented it, each in words.
    pub people: Vec<String>,
    /// Whether its head signed.
    pub signed: bool,
    /// The commitment in words.
    pub commitment: String,
}

/// A workshop of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastWorkshopRow {
    /// `Autumn 1`.
    pub half_term: String,
    /// What it was about.
    pub title: String,
    /// `Tuesday 24 November 2026`, or that there was no date.
    pub date: String,
    /// Where.
    pub host: String,
}

/// One year of a group. A year that has yet to begin is only for those who prepare it.
#[server(endpoint = "group-year", input = GetUrl)]
pub async fn load_past_year(id: WorkGroupId, year: i32) -> Result<PastYearData, AppError> {
    use super::group::with_school;
    use super::past_year_words::{commitment, represented};
    use crate::context;
    use model::permission::{Action, Subject, may};
    use store::academic_year::label;
    crate::error::answer(async {
        let actor = context::actor().await?;
        may(&actor, Action::ViewGroup, Subject::Group(id))?;
        let past = store::groups::past_year(&context::database()?, id, year).await?.ok_or(AppError::NotFound)?;
        if !past.begun {
            may(&actor, Action::ManageGroup, Subject::Group(id))?;
        }
        let first = store::academic_year::first_day(year);
        let schools = past.schools.into_iter().map(|school| PastSchoolRow {
            place: if school.left { format!("{}, left during the year", school.town) } else { school.town },
            people: school.people.iter().map(|(name, deputy, from, until)| represented(name, *deputy, *from, *until, first)).collect(),
            signed: school.signed_on.is_some(),
            commitment: commitment(school.asked, school.signed_on.as_deref(), school.agreed),
            name: school.name,
        });
        let workshops = past.workshops.into_iter().map(|workshop| PastWorkshopRow {
            half_term: workshop.half_term,
            title: workshop.title,
            date: if workshop.date.is_empty() { "No date".to_owned() } else { workshop.date },
            host: workshop.host.unwrap_or_else(|| "No host".to_owned()),
        });
        let stamp = format!("{} Work Group, {}, academic year {}", past.name, past.ncp_code, label(year));
        Ok(PastYearData {
            frame: Frame { stamp, ..context::group_frame(&actor, id).await? },
            group: id,
            name: past.name,
            label: label(year),
            code: past.ncp_code,
            title: past.title,
            focus: past.focus,
            lead: past.lead.map_or_else(|| "Nobody".to_owned(), |(name, school)| with_school(&name, &school)),
            schools: schools.collect(),
            workshops: workshops.collect(),
        })
    })
    .await
}
