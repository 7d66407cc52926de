//! What a group's page of commitments asks of the server.

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use app::ui::frame::Frame;
use leptos::prelude::*;
use model::ids::{SchoolId, WorkGroupId};
use model::permission::{Action, Subject, may};
use store::commitments::{Asked, Sender, Standing};

use super::row::{GroupRow, Step, head_step, lead_words, state_words};
use crate::commitments::sheet::Sheet;

/// Where a group's schools stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupCommitments {
    /// What every page shows.
    pub frame: Frame,
    pub group: WorkGroupId,
    pub name: String,
    /// The calendar year in which the year begins.
    pub year: i32,
    /// Like `2026/27`.
    pub label: String,
    /// Its other years: words and address.
    pub others: Vec<(String, String)>,
    /// Whether the year is over: nobody is asked any more.
    pub over: bool,
    /// The schools, by name.
    pub rows: Vec<GroupRow>,
}

/// All papers of a group's year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupPapers {
    /// What every page shows.
    pub frame: Frame,
    pub group: WorkGroupId,
    pub name: String,
    /// The calendar year in which the year begins.
    pub year: i32,
    /// One for each school, by name.
    pub sheets: Vec<Sheet>,
}

/// Where a group's schools stand.
pub async fn load_group_commitments(group: WorkGroupId, year: Option<i32>) -> Result<GroupCommitments, AppError> {
    let actor = context::actor().await?;
    may(&actor, Action::ManageCommitments, Subject::Group(group))?;
    let database = context::database()?;
    let year = crate::commitments::actions::year_of(group, year).await?;
    let years = store::commitments::years(&database, group).await?;
    let now = chrono::Utc::now();
    let rows = store::commitments::all_places(&database, &year).await?.into_iter().map(|place| {
        let [head, lead] = place.lines();
        let (moved, again, state) = (place.dates_moved, place.agreed_to_another, place.state);
        GroupRow {
            school: state.school,
            head: head_step(state.requested_at, head.is_some(), now),
            head_words: state_words(state.requested_at, head.as_ref(), now) + if moved { ". The dates have moved since" } else { "" },
            lead: if lead.is_some() && !again { Step::Done } else { Step::Not },
            lead_words: lead_words(state.lead_participant.as_deref(), lead.as_ref()),
            name: state.name,
            town: state.town,
            head_name: state.head_name,
            head_email: state.head_email,
        }
    });
    let label = |year: i32| format!("{year}/{:02}", (year + 1) % 100);
    let others = years.into_iter().filter(|other| *other != year.academic_year);
    Ok(GroupCommitments {
        frame: app::ui::frame::Frame { stamp: year.stamp(), ..context::group_frame(&actor, group).await? },
        group,
        name: year.name.clone(),
        year: year.academic_year,
        label: year.label(),
        over: year.is_over(),
        others: others.map(|year| (label(year), format!("/groups/{group}/commitments?year={year}"))).collect(),
        rows: rows.collect(),
    })
}

/// All papers of a group's year, to be printed.
pub async fn load_group_papers(group: WorkGroupId, year: Option<i32>) -> Result<GroupPapers, AppError> {
    let actor = context::actor().await?;
    may(&actor, Action::ManageCommitments, Subject::Group(group))?;
    let database = context::database()?;
    let year = crate::commitments::actions::year_of(group, year).await?;
    let face = store::hub::face(&database, year.hub).await?;
    let mut sheets = Vec::new();
    for place in store::commitments::all_places(&database, &year).await? {
        let [head, lead] = place.lines();
        let contact = face.contact_email.clone();
        sheets.push(Sheet { paper: place.paper, head, lead, has_logo: face.has_logo, contact, scan: None, conflicts: false });
    }
    let frame = Frame { stamp: year.stamp(), ..context::group_frame(&actor, group).await? };
    Ok(GroupPapers { frame, group, name: year.name.clone(), year: year.academic_year, sheets })
}

/// Asks one school's head, or with no school all who have an address and were not asked yet. While not one date is known, only
/// when that is meant: `sure`.
#[server(endpoint = "ask-heads")]
pub async fn ask_heads(
    group: WorkGroupId,
    year: i32,
    #[server(default)] school: Option<SchoolId>,
    #[server(default)] sure: bool,
) -> Result<(), AppError> {
    let page = format!("/groups/{group}/commitments?year={year}");
    context::answer_fields(&page, &[], async {
        let (person, year) = crate::commitments::actions::managed(group, year).await?;
        let database = context::database()?;
        let places = store::commitments::all_places(&database, &year).await?;
        let undated = places.iter().all(|place| place.paper.workshops.iter().all(|workshop| workshop.date.is_empty()));
        if undated && !sure && !places.is_empty() {
            let whom = school.map_or_else(|| "all".to_owned(), |school| school.to_string());
            leptos_axum::redirect(&format!("{page}&ask={whom}"));
            return Ok(());
        }
        let all = places.into_iter().map(|place| place.state.school);
        let schools: Vec<SchoolId> = school.map_or_else(|| all.collect(), |school| vec![school]);
        let site = context::absolute("");
        let (mut changes, mut sent) = (database.change().await?, false);
        for one in schools {
            match store::commitments::ask(&mut changes, Sender { person: &person, site: &site }, &year, one).await? {
                Asked::Sent => sent = true,
                Asked::Absent => return Err(AppError::NotFound),
                Asked::NoAddress if school.is_some() => return Err(AppError::Invalid(vec![Problem::HeadNoAddress])),
                Asked::NoAddress | Asked::Signed | Asked::TooSoon => {}
            }
        }
        changes.commit().await?;
        let asked = if school.is_some() { Notice::HeadAsked } else { Notice::HeadsAsked };
        context::done(&page, if sent { asked } else { Notice::NobodyToAsk });
        Ok(())
    })
    .await
}

/// Reminds one school's head, or with no school all who were asked and have not signed. A head who had a letter in the last
/// three days is only reminded when that is meant: `sure`.
#[server(endpoint = "remind-heads")]
pub async fn remind_heads(
    group: WorkGroupId,
    year: i32,
    #[server(default)] school: Option<SchoolId>,
    #[server(default)] sure: bool,
) -> Result<(), AppError> {
    let page = format!("/groups/{group}/commitments?year={year}");
    context::answer_fields(&page, &[], async {
        let (person, year) = crate::commitments::actions::managed(group, year).await?;
        let database = context::database()?;
        let all = store::commitments::states(&database, &year).await?;
        let asked = all.iter().filter(|state| matches!(state.standing(), Standing::Asked(_))).map(|state| state.school);
        let schools: Vec<SchoolId> = school.map_or_else(|| asked.collect(), |school| vec![school]);
        let site = context::absolute("");
        let (mut changes, mut sent) = (database.change().await?, false);
        for one in schools {
            match store::commitments::remind(&mut changes, Sender { person: &person, site: &site }, &year, one, sure && school.is_some())
                .await?
            {
                Asked::Sent => sent = true,
                Asked::Absent => return Err(AppError::NotFound),
                Asked::NoAddress if school.is_some() => return Err(AppError::Invalid(vec![Problem::HeadNoAddress])),
                Asked::TooSoon if school.is_some() => {
                    leptos_axum::redirect(&format!("/groups/{group}/commitments/{one}/remind?year={}", year.academic_year));
                    return Ok(());
                }
                Asked::NoAddress | Asked::Signed | Asked::TooSoon => {}
            }
        }
        changes.commit().await?;
        let reminded = if school.is_some() { Notice::HeadReminded } else { Notice::HeadsReminded };
        context::done(&page, if sent { reminded } else { Notice::NobodyToRemind });
        Ok(())
    })
    .await
}

/// Takes back every link of a school, and sends the head a letter with a new one.
#[server(endpoint = "renew-commitment-link")]
pub async fn renew_commitment_link(group: WorkGroupId, school: SchoolId, year: i32) -> Result<(), AppError> {
    let page = format!("/groups/{group}/commitments/{school}?year={year}");
    context::answer_fields(&page, &[], async {
        let (person, year) = crate::commitments::actions::managed(group, year).await?;
        let database = context::database()?;
        let mut changes = database.change().await?;
        let sender = Sender { person: &person, site: &context::absolute("") };
        match store::commitments::renew(&mut changes, sender, &year, school).await? {
            Asked::NoAddress => return Err(AppError::Invalid(vec![Problem::HeadNoAddress])),
            Asked::Absent => return Err(AppError::NotFound),
            Asked::Sent | Asked::Signed | Asked::TooSoon => {}
        }
        changes.commit().await?;
        context::done(&page, Notice::LinkRenewed);
        Ok(())
    })
    .await
}

/// Says who a school's head is, and where letters go.
#[server(endpoint = "save-commitment-head")]
pub async fn save_commitment_head(
    group: WorkGroupId,
    school: SchoolId,
    year: i32,
    #[server(default)] head_name: String,
    #[server(default)] head_email: String,
) -> Result<(), AppError> {
    let page = format!("/groups/{group}/commitments?year={year}&edit={school}");
    context::answer_fields(&page, &[("head_name", &head_name), ("head_email", &head_email)], async {
        let (person, year) = crate::commitments::actions::managed(group, year).await?;
        let (name, email) = crate::commitments::checks::check_head(&head_name, &head_email)?;
        let mut changes = context::database()?.change().await?;
        let sender = Sender { person: &person, site: &context::absolute("") };
        if !store::commitments::set_head(&mut changes, sender, &year, school, &name, email.as_ref()).await? {
            return Err(AppError::NotFound);
        }
        changes.commit().await?;
        context::done(&format!("/groups/{group}/commitments?year={}", year.academic_year), Notice::HeadSaved);
        Ok(())
    })
    .await
}
