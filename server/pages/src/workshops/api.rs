//! What the page for a year's workshops asks of the server.

#![allow(clippy::too_many_arguments, reason = "the fields of a form are the arguments of its server function")]

use std::collections::BTreeMap;

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use app::ui::frame::Frame;
use app::ui::uk_time::british_day;
use leptos::prelude::*;
use model::ids::WorkGroupId;
use model::permission::{Action, Subject, may};
use store::academic_year::label;
use store::workshops::plan::Wish;

use super::form::{check, lines, looks};

/// The workshops of a group's year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkshopsData {
    /// What every page shows.
    pub frame: Frame,
    pub group: WorkGroupId,
    pub name: String,
    /// The calendar year in which the year begins.
    pub year: i32,
    /// Like `2026/27`.
    pub year_label: String,
    /// The workshops by number.
    pub workshops: Vec<WorkshopRow>,
    /// Who can host: id and name.
    pub hosts: Vec<(String, String)>,
    /// How many heads have signed with the dates as they are.
    pub signed: u32,
}

/// A workshop as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkshopRow {
    /// 1 to 6 in most years.
    pub number: u8,
    /// As schools say it: `Autumn 1`.
    pub half_term: String,
    /// `2026-11-24`, `13:00`, `17:15`, `15:45`: each empty while it is to be confirmed.
    pub when: [String; 4],
    /// The host's id; may be empty.
    pub host: String,
    /// `in_person`, `online` or `hybrid`.
    pub mode: String,
    /// What deserves a second look.
    pub looks: Vec<String>,
}

/// The workshops of a group's year; without one, of the present.
pub async fn load_workshops(group: WorkGroupId, year: Option<i32>) -> Result<WorkshopsData, AppError> {
    let actor = context::actor().await?;
    may(&actor, Action::ManageGroup, Subject::Group(group))?;
    let plan = store::workshops::plan::load(&context::database()?, group, year).await?.ok_or(AppError::NotFound)?;
    let days: Vec<_> =
        plan.workshops.iter().map(|workshop| (workshop.number, workshop.time.map(|time| british_day(time.starts)))).collect();
    let looks = looks(&days);
    let clock = store::uk_time::clock;
    let workshops = plan.workshops.iter().map(|workshop| WorkshopRow {
        number: workshop.number,
        half_term: workshop.half_term.clone(),
        when: [
            workshop.time.map(|time| british_day(time.starts).to_string()).unwrap_or_default(),
            workshop.time.map(|time| clock(time.starts)).unwrap_or_default(),
            workshop.time.map(|time| clock(time.ends)).unwrap_or_default(),
            workshop.twilight.map(clock).unwrap_or_default(),
        ],
        host: workshop.host.map(|host| host.to_string()).unwrap_or_default(),
        mode: workshop.mode.key().to_owned(),
        looks: looks.iter().filter(|(number, _)| *number == workshop.number).map(|(_, words)| words.clone()).collect(),
    });
    let stamp = app::groups::group::stamp(&plan.name, &plan.ncp_code, &label(plan.academic_year));
    Ok(WorkshopsData {
        frame: Frame { stamp, ..context::group_frame(&actor, group).await? },
        group,
        workshops: workshops.collect(),
        name: plan.name,
        year: plan.academic_year,
        year_label: label(plan.academic_year),
        hosts: plan.hosts.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
        signed: plan.signed,
    })
}

/// Saves the workshops of a year in one go: `days`, `starts`, `ends`, `twilights`, `hosts` and `modes` by number (`w1`). Workshops
/// that a form does not send stay as they are.
#[server(endpoint = "group-workshops")]
pub async fn save_workshops(
    group: WorkGroupId,
    year: i32,
    #[server(default)] days: BTreeMap<String, String>,
    #[server(default)] starts: BTreeMap<String, String>,
    #[server(default)] ends: BTreeMap<String, String>,
    #[server(default)] twilights: BTreeMap<String, String>,
    #[server(default)] hosts: BTreeMap<String, String>,
    #[server(default)] modes: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let page = format!("/groups/{group}/workshops?year={year}");
    let maps = [("days", &days), ("starts", &starts), ("ends", &ends), ("twilights", &twilights), ("hosts", &hosts), ("modes", &modes)];
    let names = maps.iter().flat_map(|(name, map)| map.iter().map(move |(key, value)| (format!("{name}[{key}]"), value.as_str())));
    let names: Vec<(String, &str)> = names.collect();
    let typed: Vec<(&str, &str)> = names.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    context::answer_fields(&page, &typed, async {
        let person = context::person_who_may(Action::ManageGroup, Subject::Group(group)).await?;
        let database = context::database()?;
        let plan = store::workshops::plan::load(&database, group, Some(year)).await?.ok_or(AppError::NotFound)?;
        let numbers = plan.workshops.iter().map(|workshop| workshop.number).filter(|number| days.contains_key(&format!("w{number}")));
        let lines = lines(numbers, &days, &starts, &ends, &twilights);
        let slots = check(year, &lines).map_err(|_| AppError::Invalid(vec![Problem::WorkshopsWrong]))?;
        let of = |map: &BTreeMap<String, String>, number: u8| map.get(&format!("w{number}")).cloned().unwrap_or_default();
        let wishes = lines.iter().zip(&slots).map(|(workshop, slot)| Wish {
            number: workshop.number,
            from: slot.map(|slot| slot.day.and_time(slot.starts)),
            to: slot.map(|slot| slot.day.and_time(slot.ends)),
            twilight: slot.and_then(|slot| Some(slot.day.and_time(slot.twilight?))),
            host: of(&hosts, workshop.number),
            mode: of(&modes, workshop.number),
        });
        let wanted = plan.wished(&wishes.collect::<Vec<_>>()).ok_or(AppError::NotFound)?;
        let mut changes = database.change().await?;
        let done = store::workshops::plan::save(&mut changes, &plan, &person, &wanted).await?;
        changes.commit().await?;
        let told = done.moved > 0 && plan.signed > 0;
        context::done(&page, if told { Notice::WorkshopsMoved } else { Notice::Saved });
        Ok(())
    })
    .await
}
