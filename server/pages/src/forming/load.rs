//! Puts the page for forming groups together.

use app::context;
use app::error::AppError;
use model::calendar::academic_year::AcademicYear;
use model::ids::WorkGroupId;
use model::permission::Action;
use store::forming::{Member, Origin};
use store::groups::year::{code_for, default_code};
use store::staying::Answer;

use super::data::{FormingData, GroupCard, IdleGroup, WaitingSchool};

/// Everything about one academic year; without one, about the year that people usually mean now.
pub async fn load_forming(year: Option<AcademicYear>) -> Result<FormingData, AppError> {
    let (person, hub) = context::hub_person(Action::FormGroups).await?;
    let (database, now) = (context::database()?, chrono::Utc::now());
    let present = AcademicYear::at(now);
    let year = context::forming_year(year.unwrap_or_else(|| store::forming::default_year(now)))?;
    let forming = store::forming::load(&database, hub, year).await?;
    let waiting = forming.to_place.into_iter().map(|school| WaitingSchool {
        last: match &school.origin {
            Origin::LastYear { id, .. } => Some(*id),
            Origin::Interest { .. } => None,
        },
        origin: match school.origin {
            Origin::Interest { reference } => format!("Expression of interest {reference}, accepted"),
            Origin::LastYear { group, answer, .. } => {
                let answer = match answer {
                    Some(Answer::Staying) => "stays",
                    Some(Answer::Asked) => "asked, and has not answered yet",
                    Some(Answer::Leaving) => "leaves",
                    None => "not asked yet",
                };
                format!("In {group} in {}, {answer}", year.previous())
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
        lead: group.lead.map(|lead| lead.name),
        base: group.base,
        schools: group.schools,
    });
    let idle = forming.idle.into_iter().map(|group| IdleGroup {
        id: group.id,
        name: group.name,
        code: group.latest.as_ref().map(|(code, of)| code_for(code, *of, year)).unwrap_or_default(),
        latest: group.latest.map(|(_, latest)| latest),
    });
    Ok(FormingData {
        frame: context::hub_frame(&person).await?,
        year,
        other_years: [present, present.next()].into_iter().filter(|other| *other != year).collect(),
        waiting: waiting.collect(),
        groups: groups.collect(),
        idle: idle.collect(),
        unmatched: forming.unmatched,
        later: forming.later,
        undo_year: forming.last_step.as_ref().and_then(|step| {
            let named = |other: &AcademicYear| *other != year && step.words.contains(&other.to_string());
            store::forming::years(now).into_iter().find(named)
        }),
        undo: forming.last_step,
        code: default_code(&database, hub, year).await?,
    })
}
