//! What a school's commitment page asks of the server.

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use app::ui::frame::Frame;
use app::ui::uk_time::{british_day, when};
use leptos::prelude::*;
use model::ids::{SchoolId, WorkGroupId};
use model::permission::{Action, Subject, may};
use store::commitments::{LeadAgreement, SignedBy, Signing};

use crate::commitments::actions::{HeadForm, sign_as, year_of};
use crate::commitments::group::row::state_words;
use crate::commitments::sheet::Sheet;

/// A school's commitment for a year of a group, as somebody who has signed in sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolCommitment {
    /// What every page shows.
    pub frame: Frame,
    /// The paper.
    pub sheet: Sheet,
    /// Where it is: the group.
    pub group: WorkGroupId,
    /// The group's name.
    pub group_name: String,
    pub school: SchoolId,
    /// The calendar year in which the year begins.
    pub year: i32,
    /// How far it has come, in words.
    pub state: String,
    /// Tells this paper from another.
    pub shown: String,
    /// The head's name, as far as it is known.
    pub head_name: String,
    /// Where letters go; only for those who may send them.
    pub head_email: String,
    /// When the head last had a letter, in words; empty when never.
    pub last_letter: String,
    /// Today, like `2026-11-04`.
    pub today: String,
    /// Whether whoever looks may ask, remind and record.
    pub may_manage: bool,
    /// Whether they may sign, as the school's head.
    pub may_sign: bool,
    /// Whether they may agree, as its lead participant.
    pub may_agree: bool,
    /// Whether they have agreed before, to another paper.
    pub agree_again: bool,
    /// That the school has left, and where it is now; empty while it takes part.
    pub left: String,
    /// Whether the year is over: nobody is asked any more.
    pub over: bool,
    /// Whether the head has signed other dates than the group has now; only for those who manage it.
    pub dates_moved: bool,
    /// Signatures that were set aside, each in a sentence.
    pub aside: Vec<String>,
    /// The versions of the wording, the newest first: number and words; only for those who record papers.
    pub versions: Vec<(u32, String)>,
    /// The school's commitments of other years: words and address.
    pub others: Vec<(String, String)>,
}

impl SchoolCommitment {
    /// The address of one of its pages.
    pub fn address(&self, page: &str) -> String {
        format!("/groups/{}/commitments/{}{page}?year={}", self.group, self.school, self.year)
    }
}

/// A school's commitment. `year` is the calendar year in which it begins; without one, the group's latest.
pub async fn load_commitment(group: WorkGroupId, school: SchoolId, year: Option<i32>) -> Result<SchoolCommitment, AppError> {
    let actor = context::actor().await?;
    // A school that has left the group is none of the lead's any more; what was done about it in the group is.
    may(&actor, Action::ViewCommitment, Subject::School(school))
        .or_else(|denied| may(&actor, Action::ManageCommitments, Subject::Group(group)).map_err(|_| denied))?;
    let database = context::database()?;
    let year = crate::commitments::actions::year_of(group, year).await?;
    let place = store::commitments::place(&database, &year, school).await?.ok_or(AppError::NotFound)?;
    let face = store::hub::face(&database, year.hub).await?;
    let now = chrono::Utc::now();
    let may_manage = may(&actor, Action::ManageCommitments, Subject::Group(group)).is_ok();
    let own = |action| may(&actor, action, Subject::School(school)).is_ok();
    let [head, lead] = place.lines();
    let left = if place.is_open() {
        String::new()
    } else {
        crate::commitments::group::row::left_words(&store::commitments::present_group(&database, &year, school).await?)
    };
    let aside = store::commitments::set_aside_of(&database, &year, school).await?.into_iter().map(|aside| {
        let day = aside.signed_on.format("%a %-d %b %Y");
        format!("{}, {day}: set aside {} by {}, because: {}", aside.printed_name, when(aside.at, now), aside.by, aside.reason)
    });
    let versions = if may_manage { store::commitments::versions(&database, year.hub).await? } else { Vec::new() };
    let versions = versions.into_iter().map(|version| match version.created_by {
        Some(name) => (version.version, format!("Version {}, {name}, {}", version.version, when(version.created_at, now))),
        None => (version.version, format!("Version {}, the programme’s own wording", version.version)),
    });
    let others = store::commitments::of_school(&database, school)
        .await?
        .into_iter()
        .filter(|other| (other.group, other.academic_year) != (group, year.academic_year));
    let others = others.map(|other| {
        let state = if other.head.is_some() { "signed" } else { "not signed" };
        let address = format!("/groups/{}/commitments/{school}?year={}", other.group, other.academic_year);
        (format!("{}, {} Work Group: {state}", other.label, other.group_name), address)
    });
    let mut frame = context::group_frame(&actor, group).await?;
    frame.stamp = year.stamp();
    frame.contact = Some(context::contact(face.clone()));
    let address = format!("/groups/{group}/commitments/{school}/scan?year={}", year.academic_year);
    let scan = head.as_ref().filter(|head| head.has_scan).map(|_| address);
    Ok(SchoolCommitment {
        frame,
        group,
        group_name: year.name.clone(),
        school,
        year: year.academic_year,
        state: state_words(place.state.requested_at, head.as_ref(), now),
        shown: store::commitments::mark(&place.paper),
        head_name: place.state.head_name.clone(),
        head_email: if may_manage { place.state.head_email.clone() } else { String::new() },
        last_letter: place.state.last_letter().map(|at| when(at, now)).unwrap_or_default(),
        today: british_day(now).to_string(),
        may_manage,
        may_sign: own(Action::SignCommitment) && head.is_none() && place.is_open(),
        may_agree: own(Action::AgreeCommitment) && (lead.is_none() || place.agreed_to_another) && place.is_open(),
        agree_again: place.agreed_to_another,
        left,
        over: year.is_over(),
        dates_moved: place.dates_moved && (may_manage || own(Action::AgreeCommitment)),
        aside: aside.collect(),
        versions: versions.collect(),
        others: others.collect(),
        sheet: Sheet { paper: place.paper, head, lead, has_logo: face.has_logo, contact: face.contact_email, scan, conflicts: may_manage },
    })
}

/// Signs as the school's headteacher, signed in. `place` is group, school and year, with slashes between.
#[server(endpoint = "sign-commitment-as-head")]
pub async fn sign_as_head(
    place: String,
    shown: String,
    #[server(default)] ticks: Vec<u8>,
    #[server(default)] typed_name: String,
    #[server(default)] printed_name: String,
    #[server(default)] signed_on: String,
    #[server(default)] drawing: String,
) -> Result<(), AppError> {
    let (group, school, year) = read_place(&place).ok_or(AppError::NotFound)?;
    let page = format!("/groups/{group}/commitments/{school}?year={year}");
    let form = HeadForm {
        shown: &shown,
        ticks: &ticks,
        typed_name: &typed_name,
        printed_name: &printed_name,
        signed_on: &signed_on,
        drawing: &drawing,
    };
    form.answer(&page, async {
        let person = context::person_who_may(Action::SignCommitment, Subject::School(school)).await?;
        let year = year_of(group, Some(year)).await?;
        let place = store::commitments::place(&context::database()?, &year, school).await?.ok_or(AppError::NotFound)?;
        sign_as(SignedBy::Account(&person, &year, school), &place, form, &page).await
    })
    .await
}

/// Reads a form's place.
pub fn read_place(place: &str) -> Option<(WorkGroupId, SchoolId, i32)> {
    let (group, rest) = place.split_once('/')?;
    let (school, year) = rest.split_once('/')?;
    Some((group.parse().ok()?, school.parse().ok()?, year.parse().ok()?))
}

/// The lead participant agrees.
#[server(endpoint = "agree-commitment")]
pub async fn agree_commitment(group: WorkGroupId, school: SchoolId, year: i32, shown: String) -> Result<(), AppError> {
    let page = format!("/groups/{group}/commitments/{school}?year={year}");
    context::answer_fields(&page, &[], async {
        let person = context::person_who_may(Action::AgreeCommitment, Subject::School(school)).await?;
        let year = year_of(group, Some(year)).await?;
        let mut changes = context::database()?.change().await?;
        let agreement = LeadAgreement { person: &person, year: &year, school, shown: &shown };
        match store::commitments::agree(&mut changes, &agreement).await? {
            Signing::Signed(_) => {
                changes.commit().await?;
                context::done(&page, Notice::LeadAgreed);
                Ok(())
            }
            // The page says why.
            Signing::Already | Signing::Closed => {
                leptos_axum::redirect(&page);
                Ok(())
            }
            Signing::Changed => Err(AppError::Invalid(vec![Problem::PaperChanged])),
        }
    })
    .await
}

/// Sets the head's signature aside, with a reason, and tells the head and the lead participant.
#[server(endpoint = "set-commitment-aside")]
pub async fn set_commitment_aside(
    group: WorkGroupId,
    school: SchoolId,
    year: i32,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    context::answer_fields(&format!("/groups/{group}/commitments/{school}/set-aside?year={year}"), &[("reason", &reason)], async {
        let (person, year) = crate::commitments::actions::managed(group, year).await?;
        let reason = crate::commitments::checks::check_reason(&reason)?;
        let mut changes = context::database()?.change().await?;
        if !store::commitments::set_aside(&mut changes, &year, school, &person, &reason, &context::absolute("")).await? {
            return Err(AppError::NotFound);
        }
        changes.commit().await?;
        context::done(&format!("/groups/{group}/commitments/{school}?year={}", year.academic_year), Notice::SetAside);
        Ok(())
    })
    .await
}
