//! The question before a school leaves something behind, or a group's year begins half made.

use app::context;
use app::error::AppError;
use app::ui::frame::Frame;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::calendar::academic_year::AcademicYear;
use model::ids::{GroupYearId, SchoolId};
use model::permission::Action;

use super::forms::{Destination, PlaceForm, StartYearForm, page_of};
use super::words::size;
use crate::kit::{Confirm, ConfirmPage, loaded};

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmData {
    /// What every page shows.
    pub frame: Frame,
    pub year: AcademicYear,
    /// The question, which is the page's title.
    pub question: String,
    /// What speaks against it, or what stays behind: a sentence each.
    pub facts: Vec<String>,
    /// What happens then.
    pub then: String,
    /// The schools to be moved; none when a year is to be started.
    pub schools: Vec<SchoolId>,
    /// Where to, or the year to be started.
    pub here: Destination,
}

/// The address of the question before schools are moved.
pub fn moving(year: AcademicYear, schools: &[SchoolId], here: Destination) -> String {
    let schools: Vec<String> = schools.iter().map(SchoolId::to_string).collect();
    format!("/hub/forming/confirm?year={}&schools={}&here={here}", year.starts_in(), schools.join("."))
}

/// The address of the question before a year is started.
pub fn starting(year: AcademicYear, id: GroupYearId) -> String {
    format!("/hub/forming/confirm?year={}&here={id}", year.starts_in())
}

/// What is asked before `schools` (ids with dots between) are moved to `here`, or without schools before the year `here` is started.
pub async fn load_confirm(year: Option<AcademicYear>, schools: String, here: String) -> Result<ConfirmData, AppError> {
    let (person, hub) = context::hub_person(Action::FormGroups).await?;
    let (database, year) = (context::database()?, context::forming_year(year.ok_or(AppError::NotFound)?)?);
    let schools = schools.split('.').filter(|id| !id.is_empty()).map(str::parse::<SchoolId>).collect::<Result<Vec<_>, _>>()?;
    let here = here.parse::<Destination>()?;
    let into = here.group();
    let groups = store::forming::load(&database, hub, year).await?.groups;
    let name = groups.iter().find(|group| Some(group.id) == into).map(|group| group.name.clone());
    let (question, facts, then) = if schools.is_empty() {
        let group = groups.iter().find(|group| Some(group.id) == into).ok_or(AppError::NotFound)?;
        let (facts, then) = half_made(group.lead.is_some(), group.schools.len());
        (format!("Start {year} of {}?", group.name), facts, then)
    } else {
        let behind = store::forming::left_behind(&database, hub, year, &schools, into).await?;
        let facts = behind.iter().map(|one| stays(&one.school, &one.group, one.signed, one.asked, &one.people)).collect();
        let what = match (schools.len(), behind.first()) {
            (1, Some(one)) => one.school.clone(),
            (count, _) => format!("{count} schools"),
        };
        let question = match name {
            Some(name) => format!("Move {what} into {name}?"),
            None => format!("Take {what} out?"),
        };
        let then = "What the schools have done there stays written, and one press on Undo puts them back. A new commitment is asked for in the new group.";
        (question, facts, then.to_owned())
    };
    Ok(ConfirmData { frame: context::hub_frame(&person).await?, year, question, facts, then, schools, here })
}

/// What stays behind of a school, in a sentence.
pub fn stays(school: &str, group: &str, signed: bool, asked: bool, people: &str) -> String {
    let paper = match (signed, asked) {
        (true, _) => Some("its head’s signed commitment".to_owned()),
        (false, true) => Some("the commitment its head has been asked for".to_owned()),
        (false, false) => None,
    };
    let people = (!people.is_empty()).then(|| format!("who represents it ({people})"));
    let what: Vec<String> = paper.into_iter().chain(people).collect();
    format!("{school} leaves behind in {group}: {}.", what.join(", "))
}

/// What is missing before a year is started, and what happens then.
pub fn half_made(has_lead: bool, schools: usize) -> (Vec<String>, String) {
    let lead = (!has_lead).then(|| "Nobody leads it yet.".to_owned());
    let (count, unusual) = size(schools);
    let facts = lead.into_iter().chain(unusual.then(|| format!("{count}."))).collect();
    (facts, "A lead can be named and schools can be added later, too.".to_owned())
}

/// The page at `/hub/forming/confirm`.
#[component]
pub fn ConfirmStepPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let text = |name: &str| query.get_str(name).unwrap_or_default().to_owned();
    let (year, schools, here) = (text("year").parse::<AcademicYear>().ok(), text("schools"), text("here"));
    loaded(load_confirm(year, schools, here), |data| view! { <ConfirmStep data/> }.into_any())
}

#[component]
fn ConfirmStep(data: ConfirmData) -> impl IntoView {
    let (year, back) = (data.year, ("Leave it as it is".to_owned(), page_of(data.year)));
    let answers = match data.here {
        Destination::Group(id) if data.schools.is_empty() => {
            let form = StartYearForm { year, id, confirmed: true };
            view! { <Confirm form label="Start the year" back/> }.into_any()
        }
        here => {
            let label = if here.group().is_some() { "Move" } else { "Take out" };
            let form = PlaceForm { year, schools: data.schools, into: None, here: Some(here), confirmed: true };
            view! { <Confirm form label back/> }.into_any()
        }
    };
    let facts = data.facts.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
    view! {
        <ConfirmPage frame=data.frame question=data.question>
            <ul class="forming__facts">{facts}</ul>
            <p>{data.then}</p>
            {answers}
        </ConfirmPage>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_behind_is_said_in_words() {
        assert_eq!(
            stays("Ash Lane", "Cedar", true, true, "Amy Jones"),
            "Ash Lane leaves behind in Cedar: its head’s signed commitment, who represents it (Amy Jones)."
        );
        assert_eq!(
            stays("Ash Lane", "Cedar", false, true, ""),
            "Ash Lane leaves behind in Cedar: the commitment its head has been asked for."
        );
        assert_eq!(half_made(true, 8).0, Vec::<String>::new());
        assert_eq!(half_made(false, 2).0.len(), 2);
    }
}
