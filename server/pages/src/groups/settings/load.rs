//! What a group's settings show.

use app::context;
use app::error::AppError;
use app::ui::fields::Choice;
use app::ui::frame::Frame;
use model::accounts::roles::NamedPerson;
use model::calendar::academic_year::AcademicYear;
use model::ids::WorkGroupId;
use model::permission::{Action, Subject, may};
use store::groups::year::{GroupYear, all, lead_candidates};

use super::forms::SettingsForm;

/// What the settings of a group's year show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupSettings {
    /// What every page shows.
    pub frame: Frame,
    pub group: WorkGroupId,
    pub name: String,
    /// Whether the person forms the hub's groups: may give it another name, and leave it without a lead.
    pub forms: bool,
    /// The year that is shown.
    pub year: AcademicYear,
    /// What it is now, and what was looked for among people.
    pub now: SettingsForm,
    /// Who could lead it.
    pub candidates: Vec<Choice>,
    /// Who was found, by name.
    pub found: Vec<String>,
    /// All years, the newest first.
    pub years: Vec<GroupYear>,
}

/// The settings of a group in one of its years; without one, in the present.
pub async fn load_group_settings(id: WorkGroupId, year: Option<AcademicYear>, find: Option<String>) -> Result<GroupSettings, AppError> {
    let actor = context::actor().await?;
    may(&actor, Action::ManageGroup, Subject::Group(id))?;
    let database = context::database()?;
    let years = all(&database, id).await?;
    let present = AcademicYear::at(chrono::Utc::now());
    let shown = match year {
        Some(year) => years.iter().find(|own| own.academic_year == year),
        None => years.iter().find(|own| own.academic_year <= present).or(years.last()),
    };
    let shown = shown.ok_or(AppError::NotFound)?;
    let find = find.unwrap_or_default();
    let candidates = lead_candidates(&database, shown.hub, shown.id, &find).await?;
    let default = if find.is_empty() { Vec::new() } else { lead_candidates(&database, shown.hub, shown.id, "").await? };
    let fits = |name: &str| name.to_lowercase().contains(&find.to_lowercase());
    let found = candidates.iter().filter(|person| !find.is_empty() && (fits(&person.name) || !default.contains(person)));
    let found: Vec<String> = found.map(|person| person.name.clone()).collect();
    let mut people: Vec<Choice> =
        candidates.into_iter().map(|person| Choice::new(person.id.to_string(), format!("{}, {}", person.name, person.place))).collect();
    if let Some(NamedPerson { id, name }) = &shown.lead
        && !people.iter().any(|own| own.value == id.to_string())
    {
        people.insert(0, Choice::new(id.to_string(), name));
    }
    let stamp = format!("{} Work Group, {}, academic year {}", shown.name, shown.ncp_code, shown.academic_year);
    Ok(GroupSettings {
        frame: Frame { stamp, ..context::group_frame(&actor, id).await? },
        group: id,
        name: shown.name.clone(),
        forms: may(&actor, Action::FormGroups, Subject::Hub(shown.hub)).is_ok(),
        year: shown.academic_year,
        now: SettingsForm { find, ..SettingsForm::of(id, shown) },
        candidates: people,
        found,
        years,
    })
}
