//! What a group's settings ask of the server.

#![allow(clippy::too_many_arguments, reason = "the fields of a form are the arguments of its server function")]

use std::collections::BTreeMap;

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use app::ui::fields::Typed;
use app::ui::frame::Frame;
use leptos::prelude::*;
use model::ids::{PersonId, WorkGroupId};
use model::permission::{Action, Subject, may};
use model::text::line::Line;
use store::academic_year::{self, label};
use store::groups::year::{YearChange, all, change, lead_candidates};

use super::actions::{Now, settled};
use super::words::status_words;

/// What the settings of a group's year show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupSettings {
    /// What every page shows.
    pub frame: Frame,
    pub group: WorkGroupId,
    pub name: String,
    /// Whether the person forms the hub's groups: may give it another name, and leave it without a lead.
    pub forms: bool,
    /// The year that is shown: the calendar year in which it begins.
    pub year: i32,
    /// Like `2026/27`.
    pub year_label: String,
    /// What it is now, by the names of the form's fields.
    pub now: Typed,
    /// Who could lead it: id, name and place.
    pub candidates: Vec<(String, String)>,
    /// What was looked for among people.
    pub find: String,
    /// Who was found, by name.
    pub found: Vec<String>,
    /// All years, the newest first.
    pub years: Vec<YearLine>,
}

/// A year in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearLine {
    /// The calendar year in which it begins.
    pub year: i32,
    /// Like `2026/27`.
    pub label: String,
    /// Like `NCP26-11`.
    pub code: String,
    /// What it is called; may be empty.
    pub title: String,
    /// `Being formed`, `Running`, `Finished`.
    pub status: String,
    /// Who leads or led it.
    pub lead: String,
}

/// The settings of a group in one of its years; without one, in the present.
pub async fn load_group_settings(id: WorkGroupId, year: Option<i32>, find: Option<String>) -> Result<GroupSettings, AppError> {
    let actor = context::actor().await?;
    may(&actor, Action::ManageGroup, Subject::Group(id))?;
    let database = context::database()?;
    let years = all(&database, id).await?;
    let present = academic_year::at(chrono::Utc::now());
    let shown = match year {
        Some(year) => years.iter().find(|own| own.academic_year == year),
        None => years.iter().find(|own| own.academic_year <= present).or(years.last()),
    };
    let shown = shown.ok_or(AppError::NotFound)?;
    let find = find.unwrap_or_default();
    let candidates = lead_candidates(&database, shown.hub, shown.id, &find).await?;
    let usual = if find.is_empty() { Vec::new() } else { lead_candidates(&database, shown.hub, shown.id, "").await? };
    let fits = |name: &str| name.to_lowercase().contains(&find.to_lowercase());
    let found = candidates.iter().filter(|person| !find.is_empty() && (fits(&person.name) || !usual.contains(person)));
    let found: Vec<String> = found.map(|person| person.name.clone()).collect();
    let lead = shown.lead.as_ref().map(|(id, _)| id.to_string()).unwrap_or_default();
    let now = [
        ("name", shown.name.clone()),
        ("code", shown.ncp_code.clone()),
        ("title", shown.title.clone()),
        ("focus", shown.focus.clone()),
        ("lead", lead.clone()),
        ("status", shown.status.clone()),
    ];
    let mut people: Vec<(String, String)> =
        candidates.into_iter().map(|person| (person.id.to_string(), format!("{}, {}", person.name, person.place))).collect();
    if let Some((id, name)) = &shown.lead
        && !people.iter().any(|(own, _)| *own == id.to_string())
    {
        people.insert(0, (id.to_string(), name.clone()));
    }
    let stamp = format!("{} Work Group, {}, academic year {}", shown.name, shown.ncp_code, label(shown.academic_year));
    Ok(GroupSettings {
        frame: Frame { stamp, ..context::group_frame(&actor, id).await? },
        group: id,
        name: shown.name.clone(),
        forms: may(&actor, Action::FormGroups, Subject::Hub(shown.hub)).is_ok(),
        year: shown.academic_year,
        year_label: label(shown.academic_year),
        now: Typed(now.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()),
        candidates: people,
        find,
        found,
        years: years
            .iter()
            .map(|year| YearLine {
                year: year.academic_year,
                label: label(year.academic_year),
                code: year.ncp_code.clone(),
                title: year.title.clone(),
                status: status_words(&year.status).to_owned(),
                lead: year.lead.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
            })
            .collect(),
    })
}

/// Changes a group in one of its years. Only the hub gives a group another name; what it changes can be undone where groups are
/// formed. `was` is what the form showed, by its fields' names: what is as it was shown is left alone, and what somebody else has
/// changed meanwhile is not replaced unseen. With a new `find`, or `look`, nothing is saved: the page comes back with whoever fits, and with
/// everything typed.
#[server(endpoint = "group-settings")]
pub async fn save_group_settings(
    id: WorkGroupId,
    year: i32,
    #[server(default)] name: String,
    code: String,
    #[server(default)] title: String,
    #[server(default)] focus: String,
    #[server(default)] lead: String,
    status: String,
    #[server(default)] was: BTreeMap<String, String>,
    #[server(default)] from: String,
    #[server(default)] find: String,
    #[server(default)] look: String,
) -> Result<(), AppError> {
    let page = format!("/groups/{id}/settings?year={year}{}", if from == "forming" { "&from=forming" } else { "" });
    let typed = [("name", name.as_str()), ("code", &code), ("title", &title), ("focus", &focus), ("lead", &lead), ("status", &status)];
    let made_from: Vec<(String, &str)> = was.iter().map(|(name, value)| (format!("was[{name}]"), value.as_str())).collect();
    let fields: Vec<(&str, &str)> = typed.into_iter().chain(made_from.iter().map(|(name, value)| (name.as_str(), *value))).collect();
    context::answer_fields(&page, &fields, async {
        let person = context::person_who_may(Action::ManageGroup, Subject::Group(id)).await?;
        let actor = model::accounts::roles::Actor::Person(person.clone());
        let find = Line::tidied(&find);
        let new_find = !find.is_empty() && was.get("find").is_none_or(|before| Line::tidied(before) != find);
        if new_find || !look.is_empty() {
            leptos_axum::redirect(&super::actions::looking(&page, &find, &fields));
            return Ok(());
        }
        let database = context::database()?;
        let before = all(&database, id).await?.into_iter().find(|own| own.academic_year == year).ok_or(AppError::NotFound)?;
        let forms = may(&actor, Action::FormGroups, Subject::Hub(before.hub)).is_ok();
        let now_lead = before.lead.as_ref().map(|(id, _)| id.to_string()).unwrap_or_default();
        let now = Now {
            name: &before.name,
            code: &before.ncp_code,
            title: &before.title,
            focus: &before.focus,
            lead: &now_lead,
            status: &before.status,
        };
        let wanted = settled(&now, &was, &typed, forms)?;
        let words = super::words::checked(&wanted.name, &wanted.code, &wanted.title, &wanted.focus)?;
        let lead = if wanted.lead.is_empty() { None } else { Some(wanted.lead.parse::<PersonId>()?) };
        let unknown = match lead {
            Some(lead) if wanted.lead != now_lead => !store::groups::year::may_lead(&database, before.hub, lead).await?,
            _ => false,
        };
        if unknown {
            return Err(AppError::Invalid(vec![Problem::LeadUnknown]));
        }
        if words.name != before.name && store::groups::name_taken(&database, before.hub, &words.name, Some(id)).await? {
            return Err(AppError::Invalid(vec![Problem::GroupNameTaken]));
        }
        let status = super::words::checked_status(&wanted.status)?;
        let new = YearChange {
            name: forms.then_some(words.name.as_str()),
            // An older one may have spaces: nobody who changes something else means to change it.
            ncp_code: if wanted.code == before.ncp_code { &before.ncp_code } else { &words.code },
            title: &words.title,
            focus: &words.focus,
            lead,
            status,
        };
        let mut changes = database.change().await?;
        change(&mut changes, &before, &person, &new, forms).await?;
        changes.commit().await?;
        let back = if from == "forming" { format!("/hub/forming?year={year}") } else { page.clone() };
        context::done(&back, Notice::Saved);
        Ok(())
    })
    .await
}
