//! A group's home, as the server tells it.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::ids::WorkGroupId;

use super::group::Group;
use crate::error::AppError;

/// A group's home.
#[server(endpoint = "group", input = GetUrl)]
pub async fn load_group(id: WorkGroupId) -> Result<Group, AppError> {
    use super::group::{School, Workshop, WorkshopState, span};
    use crate::context;
    use crate::ui::frame::Contact;
    use model::accounts::roles::with_school;
    use model::calendar::clock;
    use model::calendar::day::shortest;
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
            id: workshop.id,
            number: workshop.number,
            half_term: workshop.half_term,
            title: workshop.title,
            date: workshop.starts_at.map(|at| shortest(clock::day(at))).unwrap_or_default(),
            day: workshop.day,
            time: span(&workshop.starts, &workshop.ends),
            twilight: workshop.twilight.map(|hours| span(&hours.starts, &hours.ends)),
            host: workshop.host.map(short_name),
            mode: workshop.mode.to_string(),
            place: workshop.place,
            call_link: workshop.call_link,
            cancelled: workshop.cancelled,
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
            manages: may(&actor, Action::ManageGroup, Subject::Group(id)).is_ok(),
        })
    })
    .await
}
