//! What a group's schools say about the year to come, as the page shows it.

use app::context;
use app::error::AppError;
use app::ui::frame::Frame;
use model::calendar::academic_year::AcademicYear;
use model::calendar::clock::when;
use model::ids::{SchoolId, WorkGroupId};
use model::permission::{Action, Subject, may};
use store::staying::{self, Answer};

use super::forms::StayingForm;

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StayingData {
    /// What every page shows.
    pub frame: Frame,
    pub group: WorkGroupId,
    pub name: String,
    /// The year that is asked about.
    pub year: AcademicYear,
    /// Whether that year has been made already.
    pub made: bool,
    /// Its schools.
    pub schools: Vec<StayingSchool>,
    /// What they have answered.
    pub answers: StayingForm,
}

/// A school and how its answer is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StayingSchool {
    pub id: SchoolId,
    pub name: String,
    /// Who wrote that down, and when; or that nobody has asked.
    pub words: String,
}

/// What a group's schools say about the year to come.
pub async fn load_staying(id: WorkGroupId) -> Result<StayingData, AppError> {
    let actor = context::actor().await?;
    may(&actor, Action::ManageGroup, Subject::Group(id))?;
    let now = chrono::Utc::now();
    let asking = staying::asking(&context::database()?, id).await?.ok_or(AppError::NotFound)?;
    let answers = asking.schools.iter().map(|school| {
        // What is only taken for granted is not an answer.
        let granted = school.answered.is_none() && school.answer == Answer::Staying;
        (StayingForm::key(school.school), if granted { "" } else { school.answer.key() }.to_owned())
    });
    let answers = StayingForm { id, answers: answers.collect() };
    let schools = asking.schools.into_iter().map(|school| StayingSchool {
        id: school.school,
        name: school.name,
        words: match (&school.answered, school.answer) {
            (Some(written), _) => format!("Written down {} by {}", when(written.at, now), written.by),
            (None, Answer::Asked) if asking.letters_wait => "The letter is written, and waits under Mail to be released".to_owned(),
            (None, Answer::Asked) => "Asked, and not answered yet".to_owned(),
            (None, _) => "Taken for granted: not asked yet".to_owned(),
        },
    });
    let stamp = format!("{} Work Group, {}, academic year {}", asking.name, asking.ncp_code, asking.academic_year);
    Ok(StayingData {
        frame: Frame { stamp, ..context::group_frame(&actor, id).await? },
        group: id,
        name: asking.name,
        year: if asking.coming { asking.academic_year } else { asking.academic_year.next() },
        made: asking.coming,
        schools: schools.collect(),
        answers,
    })
}
