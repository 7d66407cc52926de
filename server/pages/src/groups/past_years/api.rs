//! What the page of one year asks of the server.

use app::context;
use app::error::AppError;
use app::ui::frame::Frame;
use app::ui::link::Link;
use model::accounts::roles::Actor;
use model::calendar::academic_year::AcademicYear;
use model::calendar::half_term::HalfTerm;
use model::ids::WorkGroupId;
use model::permission::{Action, Subject, may};

use super::words::{commitment, represented};

/// A year as it was, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastYearData {
    /// What every page shows, with the stamp of that year.
    pub frame: Frame,
    pub group: WorkGroupId,
    pub name: String,
    pub year: AcademicYear,
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
    pub workshops: Vec<PastWorkshopRow>,
    /// Its boards, for those who may open them.
    pub boards: Vec<Link>,
    /// The group's other years, for whoever may read them.
    pub others: Vec<Link>,
    /// Whether whoever looks may open the group as it is now.
    pub may_open: bool,
}

/// A school of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastSchoolRow {
    pub name: String,
    /// Its town, and whether it left.
    pub place: String,
    /// Who represented it, each in words.
    pub people: Vec<String>,
    /// Whether its head signed.
    pub signed: bool,
    /// The commitment in words.
    pub commitment: String,
    /// Its paper, for those who may read it.
    pub paper: Option<String>,
}

/// A workshop of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastWorkshopRow {
    pub half_term: HalfTerm,
    /// What it was about.
    pub title: String,
    /// `Tuesday 24 November 2026`, or that there was no date.
    pub date: String,
    /// Where.
    pub host: String,
}

/// One year of a group, for everybody in the group and everybody of a school that took part in that year, for ever. A year that
/// has yet to begin is only for those who prepare it.
pub async fn load_past_year(id: WorkGroupId, year: AcademicYear) -> Result<PastYearData, AppError> {
    let actor = context::actor().await?;
    let database = context::database()?;
    let own = may(&actor, Action::ViewGroup, Subject::Group(id));
    let school = match (&actor, own.is_ok()) {
        (_, true) => None,
        (Actor::Person(person), false) => Some(person.school.ok_or(AppError::NotYours)?),
        (_, false) => return Err(AppError::SignedOut),
    };
    let readable = store::groups::years_with(&database, id, school).await?;
    if own.is_err() && !readable.contains(&year) {
        return Err(AppError::NotYours);
    }
    let past = store::groups::past_year(&database, id, year).await?.ok_or(AppError::NotFound)?;
    if !past.begun {
        may(&actor, Action::ManageGroup, Subject::Group(id))?;
    }
    let first = year.first_day();
    let manages = may(&actor, Action::ManageCommitments, Subject::Group(id)).is_ok();
    let schools = past.schools.into_iter().map(|school| PastSchoolRow {
        place: if school.left { format!("{}, left during the year", school.town) } else { school.town },
        people: school.people.iter().map(|person| represented(person, first)).collect(),
        signed: school.signed_on.is_some(),
        paper: (school.asked && (manages || may(&actor, Action::ViewCommitment, Subject::School(school.id)).is_ok()))
            .then(|| format!("/groups/{id}/commitments/{}?year={}", school.id, year.starts_in())),
        commitment: commitment(school.asked, school.signed_on.as_deref(), school.agreed),
        name: school.name,
    });
    let workshops = past.workshops.into_iter().map(|workshop| PastWorkshopRow {
        half_term: workshop.half_term,
        title: workshop.title,
        date: match (workshop.cancelled, workshop.date.is_empty()) {
            (true, true) => "Cancelled".to_owned(),
            (true, false) => format!("Cancelled, was {}", workshop.date),
            (false, true) => "No date".to_owned(),
            (false, false) => workshop.date,
        },
        host: workshop.host.unwrap_or_else(|| "No host".to_owned()),
    });
    let boards = past.boards.into_iter().map(|(board, title)| {
        let title = if title.is_empty() { "A board without a title".to_owned() } else { title };
        Link::new(title, format!("/boards/{board}"))
    });
    let stamp = format!("{} Work Group, {}, academic year {year}", past.name, past.ncp_code);
    Ok(PastYearData {
        frame: Frame { stamp, ..context::group_frame(&actor, id).await? },
        group: id,
        name: past.name,
        year,
        code: past.ncp_code,
        title: past.title,
        focus: past.focus,
        lead: past.lead.map_or_else(|| "Nobody".to_owned(), |lead| lead.to_string()),
        schools: schools.collect(),
        workshops: workshops.collect(),
        boards: if may(&actor, Action::ViewBoard, Subject::Group(id)).is_ok() { boards.collect() } else { Vec::new() },
        others: readable
            .into_iter()
            .filter(|other| *other != year)
            .map(|other| Link::new(other.to_string(), format!("/groups/{id}/years/{}", other.starts_in())))
            .collect(),
        may_open: own.is_ok(),
    })
}
