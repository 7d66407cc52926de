//! Recording whether schools stay.

use std::collections::BTreeMap;

use app::context;
use app::error::AppError;
use app::notice::Notice;
use app::ui::frame::Frame;
use app::ui::uk_time::when;
use leptos::prelude::*;
use model::ids::WorkGroupId;
use model::permission::{Action, Subject, may};
use store::academic_year::label;
use store::groups::{Answer, answer};

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StayingData {
    /// What every page shows.
    pub frame: Frame,
    pub group: WorkGroupId,
    pub name: String,
    /// The year that is asked about, like `2027/28`.
    pub label: String,
    /// Whether that year has been made already.
    pub made: bool,
    /// Its schools.
    pub schools: Vec<StayingSchool>,
}

/// A school and what it said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StayingSchool {
    pub id: String,
    pub name: String,
    /// `asked`, `staying` or `leaving`; empty while nobody has asked.
    pub answer: String,
    /// Who wrote that down, and when; or that nobody has asked.
    pub words: String,
}

/// What a group's schools say about the year to come.
pub async fn load_staying(id: WorkGroupId) -> Result<StayingData, AppError> {
    let actor = context::actor().await?;
    may(&actor, Action::ManageGroup, Subject::Group(id))?;
    let now = chrono::Utc::now();
    let asking = store::groups::answers::asking(&context::database()?, id).await?.ok_or(AppError::NotFound)?;
    let schools = asking.schools.into_iter().map(|school| StayingSchool {
        id: school.school.to_string(),
        name: school.name,
        words: match (&school.answered, school.answer) {
            (Some((at, by)), _) => format!("Written down {} by {by}", when(*at, now)),
            (None, Answer::Asked) if asking.letters_wait => "The letter is written, and waits under Mail to be released".to_owned(),
            (None, Answer::Asked) => "Asked, and not answered yet".to_owned(),
            (None, _) => "Taken for granted: not asked yet".to_owned(),
        },
        // What is only taken for granted is not an answer.
        answer: if school.answered.is_none() && school.answer == Answer::Staying { String::new() } else { school.answer.key().to_owned() },
    });
    let stamp = format!("{} Work Group, {}, academic year {}", asking.name, asking.ncp_code, label(asking.academic_year));
    Ok(StayingData {
        frame: Frame { stamp, ..context::group_frame(&actor, id).await? },
        group: id,
        name: asking.name,
        label: label(if asking.coming { asking.academic_year } else { asking.academic_year + 1 }),
        made: asking.coming,
        schools: schools.collect(),
    })
}

/// Writes the answers down that are new: by school (`id-` and its id, because a key that begins with a
/// digit would be read as a place in a list), `asked`, `staying` or `leaving`.
#[server(endpoint = "group-staying")]
pub async fn save_staying(id: WorkGroupId, #[server(default)] answers: BTreeMap<String, String>) -> Result<(), AppError> {
    let page = format!("/groups/{id}/staying");
    context::answer_fields(&page, &[], async {
        let person = context::person().await?;
        may(&model::accounts::roles::Actor::Person(person.clone()), Action::ManageGroup, Subject::Group(id))?;
        let database = context::database()?;
        let asking = store::groups::answers::asking(&database, id).await?.ok_or(AppError::NotFound)?;
        let mut changes = database.change().await?;
        for school in &asking.schools {
            if let Some(said) = answers.get(&format!("id-{}", school.school)).and_then(|said| Answer::from_key(said)) {
                answer(&mut changes, asking.year, school.school, said, &person).await?;
            }
        }
        changes.commit().await?;
        context::done(&page, Notice::Saved);
        Ok(())
    })
    .await
}
