//! Puts a school's commitment page together.

use app::context;
use app::error::AppError;
use app::ui::frame::Frame;
use app::ui::link::Link;
use model::calendar::clock::{self, when};
use model::calendar::{academic_year::AcademicYear, day};
use model::ids::{SchoolId, WorkGroupId};
use model::permission::{Action, Subject, may};

use crate::commitments::actions::year_of;
use crate::commitments::addresses;
use crate::commitments::forms::{AsHead, SignatureForm};
use crate::commitments::group::row::{left_words, state_words};
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
    pub year: AcademicYear,
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
    /// The form as it begins, for whoever may sign as the school's head.
    pub to_sign: Option<SignatureForm<AsHead>>,
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
    /// The school's commitments of other years.
    pub others: Vec<Link>,
}

impl SchoolCommitment {
    /// The address of one of its pages.
    pub fn address(&self, page: &str) -> String {
        addresses::of_school(self.group, self.school, page, self.year)
    }
}

/// A school's commitment in a year; without one, in the group's latest.
pub async fn load_commitment(group: WorkGroupId, school: SchoolId, year: Option<AcademicYear>) -> Result<SchoolCommitment, AppError> {
    let actor = context::actor().await?;
    // A school that has left the group is none of the lead's any more; what was done about it in the group is.
    may(&actor, Action::ViewCommitment, Subject::School(school))
        .or_else(|denied| may(&actor, Action::ManageCommitments, Subject::Group(group)).map_err(|_| denied))?;
    let database = context::database()?;
    let year = year_of(group, year).await?;
    let commitment = store::commitments::school_commitment(&database, &year, school).await?.ok_or(AppError::NotFound)?;
    let face = store::hub::face(&database, year.hub).await?;
    let now = chrono::Utc::now();
    let may_manage = may(&actor, Action::ManageCommitments, Subject::Group(group)).is_ok();
    let own = |action| may(&actor, action, Subject::School(school)).is_ok();
    let sheet = Sheet::of(&commitment, &face);
    let left =
        if commitment.is_open() { String::new() } else { left_words(&store::commitments::present_group(&database, &year, school).await?) };
    let aside = store::commitments::set_aside_of(&database, &year, school).await?.into_iter().map(|aside| {
        let day = day::short(aside.signed_on);
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
        let address = addresses::of_school(other.group, school, "", other.academic_year);
        Link::new(format!("{}, {} Work Group: {state}", other.academic_year, other.group_name), address)
    });
    let mut frame = context::group_frame(&actor, group).await?;
    frame.stamp = year.stamp();
    frame.contact = Some(context::contact(face));
    let scan = sheet.head.as_ref().filter(|head| head.has_scan).map(|_| addresses::of_school(group, school, "/scan", year.academic_year));
    let to_sign = (own(Action::SignCommitment) && sheet.head.is_none() && commitment.is_open()).then(|| {
        let by = AsHead::at(group, school, year.academic_year);
        SignatureForm::begin(by, &commitment.paper, commitment.state.head_name.clone(), now)
    });
    Ok(SchoolCommitment {
        frame,
        group,
        group_name: year.name.clone(),
        school,
        year: year.academic_year,
        state: state_words(commitment.state.requested_at, sheet.head.as_ref(), now),
        shown: store::commitments::fingerprint(&commitment.paper),
        head_name: commitment.state.head_name.clone(),
        head_email: if may_manage { commitment.state.head_email.clone() } else { String::new() },
        last_letter: commitment.state.last_letter().map(|at| when(at, now)).unwrap_or_default(),
        today: clock::day(now).to_string(),
        may_manage,
        to_sign,
        may_agree: own(Action::AgreeCommitment) && (sheet.lead.is_none() || commitment.agreed_to_another) && commitment.is_open(),
        agree_again: commitment.agreed_to_another,
        left,
        over: year.is_over(),
        dates_moved: commitment.dates_moved && (may_manage || own(Action::AgreeCommitment)),
        aside: aside.collect(),
        versions: versions.collect(),
        others: others.collect(),
        sheet: Sheet { scan, conflicts: may_manage, ..sheet },
    })
}
