//! What the group's pages ask of the server.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::ids::WorkGroupId;
use model::schools::year_group::YearGroup;
use serde::{Deserialize, Serialize};

use super::group::Group;
use crate::error::AppError;
use crate::ui::fields::Typed;
use crate::ui::frame::Frame;
use crate::ui::needs::Need;

/// What is on for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Today {
    /// What every page shows.
    pub frame: Frame,
    /// What waits for the person.
    pub needs: Vec<Need>,
    /// The hub the person works for.
    pub hub: Option<String>,
    /// The person's groups, and what the person is in each.
    pub groups: Vec<(Group, String)>,
}

/// What the form for a new board shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewBoardData {
    /// The group the board will belong to.
    pub group: Group,
    /// What was typed before the form came back.
    pub typed: Typed,
    /// Who has signed in, by id: it goes with the form.
    pub sender: String,
}

/// A group's home.
#[server(endpoint = "group", input = GetUrl)]
pub async fn load_group(id: WorkGroupId) -> Result<Group, AppError> {
    use super::group::{School, Workshop, WorkshopState, span};
    use super::uk_time::short_day;
    use crate::context;
    use crate::ui::frame::Contact;
    use model::accounts::roles::with_school;
    use model::permission::{Action, Subject, may};
    use store::groups::When;
    crate::error::answer(async {
        let actor = context::actor().await?;
        may(&actor, Action::ViewGroup, Subject::Group(id))?;
        let database = context::database()?;
        let home = store::groups::home(&database, id).await?.ok_or(AppError::NotFound)?;
        let boards = context::board_rows(&database, id).await?;
        let contact = Contact { name: home.hub.name, email: home.hub.contact_email, person: String::new() };
        // The rest says the same in the words of the page.
        let short_name =
            |host: String| home.schools.iter().find(|school| school.name == host).map_or(host.clone(), |school| school.short_name.clone());
        let workshops = home.workshops.into_iter().map(|workshop| Workshop {
            number: workshop.number,
            half_term: workshop.half_term,
            title: workshop.title,
            date: short_day(&workshop.day),
            day: workshop.day,
            time: span(&workshop.starts, &workshop.ends),
            twilight: workshop.twilight.map(|(starts, ends)| span(&starts, &ends)),
            host: workshop.host.map(short_name),
            mode: workshop.mode.to_string(),
            note: workshop.note,
            state: match workshop.when {
                When::Past => WorkshopState::Past,
                When::Today => WorkshopState::Today,
                When::Next => WorkshopState::Next,
                When::Later => WorkshopState::Later,
            },
        });
        let cares = may(&actor, Action::ManageCommitments, Subject::Group(id)).is_ok();
        let signed = if cares { store::groups::asks::signed(&database, id).await? } else { Vec::new() };
        let schools = home.schools.iter().map(|school| School {
            id: school.id,
            signed: cares.then(|| signed.contains(&school.id)),
            name: school.name.clone(),
            town: school.town.clone(),
            lead_participant: school.lead_participant.clone(),
        });
        Ok(Group {
            frame: context::group_frame(&actor, id).await?,
            id,
            name: home.name,
            academic_year: home.academic_year,
            ncp_code: home.ncp_code,
            title: home.title,
            focus: home.focus,
            lead: home.lead.map(|lead| with_school(&lead.name, &lead.school)),
            contact,
            workshops: workshops.collect(),
            schools: schools.collect(),
            boards,
            archived: store::boards::count_archived(&database, id).await?,
            may_start_board: may(&actor, Action::CreateBoard, Subject::Group(id)).is_ok(),
        })
    })
    .await
}

/// What is on for the person who asks.
#[server(endpoint = "today", input = GetUrl)]
pub async fn load_today() -> Result<Today, AppError> {
    use super::needs;
    use crate::context;
    use model::accounts::roles::{Actor, SchoolRole};
    crate::error::answer(async {
        let (person, database) = (context::person().await?, context::database()?);
        let mut needs = Vec::new();
        for group in &person.leads {
            if let Some(asks) = store::groups::asks::for_lead(&database, *group, person.id).await? {
                needs.extend(needs::of_lead(*group, &asks.name, asks.schools, asks.unsigned, asks.unrepresented, asks.undated));
            }
        }
        let signer = match person.school_role {
            SchoolRole::Headteacher => Some("head"),
            SchoolRole::LeadParticipant => Some("lead"),
            SchoolRole::Teacher => None,
        };
        if let Some((school, who)) = person.school.zip(signer) {
            let unsigned = store::groups::asks::unsigned(&database, school, who).await?;
            needs.extend(unsigned.into_iter().map(|(group, name)| needs::of_signer(group, &name, school, who == "head")));
        }
        let mut groups = Vec::new();
        for (id, _, role) in store::groups::of_person(&database, &person).await? {
            groups.push((load_group(id).await?, role));
        }
        let hub = match &person.hub {
            Some(hub) => Some(store::hub::face(&database, hub.id).await?.name),
            None => None,
        };
        Ok(Today { frame: context::frame(&Actor::Person(person)).await?, needs, hub, groups })
    })
    .await
}

/// What the form for a new board shows.
#[server(endpoint = "new-board-page", input = GetUrl)]
pub async fn load_new_board(id: WorkGroupId) -> Result<NewBoardData, AppError> {
    use crate::context;
    use model::permission::{Action, Subject, may};
    crate::error::answer(async {
        may(&context::actor().await?, Action::CreateBoard, Subject::Group(id))?;
        let typed = context::typed_fields().await?;
        let sender = context::known_person().map(|person| person.to_string()).unwrap_or_default();
        Ok(NewBoardData { group: load_group(id).await?, typed, sender })
    })
    .await
}

/// Starts a board in a group, and leads to it. A criterion tells whom it is for, and needs no title yet. Who had signed in when the form was
/// made (`sender`) is looked at before it comes here.
#[server(endpoint = "create-board")]
pub async fn create_board(
    id: WorkGroupId,
    #[server(default)] title: String,
    #[server(default)] years: Vec<YearGroup>,
    #[server(default)] criterion: String,
    #[server(default)] sender: String,
) -> Result<(), AppError> {
    use super::new_board::{first_words, first_words_for};
    use crate::context;
    use crate::error::Problem;
    use model::accounts::roles::Actor;
    use model::documents::board::Summary;
    use model::permission::{Action, Subject, may};
    let _ = sender;
    let chosen = years.iter().map(|year| ("years[]", year.key()));
    let fields: Vec<(&str, &str)> = [("title", title.as_str())].into_iter().chain(chosen).collect();
    context::answer_fields(&format!("/groups/{id}/boards/new"), &fields, async {
        let actor = context::actor().await?;
        may(&actor, Action::CreateBoard, Subject::Group(id))?;
        let Actor::Person(person) = actor else {
            return Err(AppError::SignedOut);
        };
        let (lesson, update) = match criterion.as_str() {
            "" => first_words(&title, &years)?,
            code => first_words_for(model::criteria::find(code).ok_or(AppError::Unreadable)?, &title, &years)?,
        };
        let (database, summary) = (context::database()?, Summary::from(&lesson));
        let board = store::boards::create_board(&database, Subject::Group(id), person.id, update, &summary, None).await?;
        let board = board.ok_or(AppError::Invalid(vec![Problem::BoardsMany]))?;
        leptos_axum::redirect(&format!("/boards/{board}"));
        Ok(())
    })
    .await
}
