//! Puts the page for forming groups together.

use app::context;
use app::error::AppError;
use model::ids::WorkGroupId;
use model::permission::Action;
use store::academic_year::{self, label};
use store::forming::{Member, Origin};
use store::groups::Answer;
use store::groups::year::{code_for, usual_code};

use super::data::{FormingData, GroupCard, IdleGroup, WaitingSchool};

/// Everything about one academic year; without one, about the year that people usually mean now.
pub async fn load_forming(year: Option<i32>) -> Result<FormingData, AppError> {
    let (person, hub) = context::hub_person(Action::FormGroups).await?;
    let (database, now) = (context::database()?, chrono::Utc::now());
    let present = academic_year::at(now);
    let year = context::forming_year(year.unwrap_or_else(|| store::forming::usual_year(now)))?;
    let forming = store::forming::load(&database, hub, year).await?;
    let waiting = forming.to_place.into_iter().map(|school| WaitingSchool {
        last: match &school.origin {
            Origin::LastYear { id, .. } => Some(*id),
            Origin::Interest { .. } => None,
        },
        origin: match school.origin {
            Origin::Interest { reference } => format!("Expression of interest {reference}, accepted"),
            Origin::LastYear { group, said, .. } => {
                let said = match said {
                    Some(Answer::Staying) => "stays",
                    Some(Answer::Asked) => "asked, and has not answered yet",
                    Some(Answer::Leaving) => "leaves",
                    None => "not asked yet",
                };
                format!("In {group} in {}, {said}", label(year - 1))
            }
        },
        journey: school.journey,
        eligible: school.eligible,
        school: Member { id: school.id, name: school.name, short_name: school.short_name, town: school.town, place: school.place },
    });
    let mut ages: Vec<WorkGroupId> = forming.groups.iter().map(|group| group.group).collect();
    ages.sort();
    let groups = forming.groups.into_iter().map(|group| GroupCard {
        sign: ages.iter().position(|id| *id == group.group).unwrap_or_default(),
        id: group.id,
        group: group.group,
        name: group.name,
        code: group.ncp_code,
        title: group.title,
        running: group.running,
        lead: group.lead.map(|(_, name)| name),
        base: group.base,
        schools: group.schools,
    });
    let idle = forming.idle.into_iter().map(|group| IdleGroup {
        id: group.id,
        name: group.name,
        code: code_for(&group.latest.0, group.latest.1, year),
        latest: if group.latest.1 == 0 { String::new() } else { label(group.latest.1) },
    });
    Ok(FormingData {
        frame: context::hub_frame(&person).await?,
        year,
        year_label: label(year),
        other_years: (present..=present + 1).filter(|other| *other != year).map(|other| (other, label(other))).collect(),
        waiting: waiting.collect(),
        groups: groups.collect(),
        idle: idle.collect(),
        unmatched: forming.unmatched,
        later: forming.later.into_iter().map(|(year, count)| (year, label(year), count)).collect(),
        undo_year: forming.last_step.as_ref().and_then(|step| {
            let named = |other: &i32| *other != year && step.words.contains(&label(*other));
            store::forming::years(now).find(named)
        }),
        undo: forming.last_step.map(|step| (step.id, step.words)),
        code: usual_code(&database, hub, year).await?,
    })
}
