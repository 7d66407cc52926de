//! The demonstration's plans: of the workshop that is over, and of today's.

use model::documents::plan::{Agenda, Block, BlockId, NoteName, Plan, TextAddress};
use model::ids::{DocumentId, PersonId};
use model::live::Document;
use model::live::replica::{ClientId, Replica};
use model::permission::Subject;
use serde::Deserialize;
use store::Changes;
use store::live::{self, Append, NewUpdate};
use store::workshops::notes;
use store::workshops::templates::{self, NewTemplate, Owner};

use super::DemoError;
use super::world::Made;

const FILE: &str = "plans.json";

#[derive(Debug, Deserialize)]
struct Planned {
    /// The workshop's number.
    workshop: u8,
    /// Who wrote it.
    by: String,
    agenda: Agenda,
    /// The private note on the workshop.
    #[serde(default)]
    note: String,
    /// What it is called among the group's templates, if it is one.
    template: Option<String>,
}

/// Writes them.
pub(super) async fn create(changes: &mut Changes, made: &Made) -> Result<(), DemoError> {
    for planned in read()? {
        let missing = |what: &str| DemoError::File { file: FILE, problem: format!("there is no {what}") };
        let workshop = *made.workshops.get(&planned.workshop).ok_or_else(|| missing("such workshop"))?;
        let by = *made.people.get(&planned.by).ok_or_else(|| missing(&planned.by))?;
        let mut plan = Plan::new(Replica::with_random_client());
        let bytes = plan.fill(&planned.agenda).unwrap_or_default();
        let (client, summary) = (plan.replica().client(), Plan::summarise(plan.replica()).into());
        let owner = Subject::Group(made.group);
        let document = live::create_in(changes, owner, by, &summary, Some(workshop)).await?;
        write(changes, document, (client, by), bytes).await?;
        let document = notes::start_in(changes, owner, by, workshop).await?;
        let mut notes = Plan::new(Replica::with_random_client());
        if let Some(bytes) = notes.splice(&TextAddress::Note(NoteName::of_workshop()), 0, 0, &planned.note) {
            write(changes, document, (notes.replica().client(), by), bytes).await?;
        }
        keep(changes, made, &planned).await?;
    }
    Ok(())
}

/// One that the group starts from: today's, without who runs what.
async fn keep(changes: &mut Changes, made: &Made, planned: &Planned) -> Result<(), DemoError> {
    let Some(name) = &planned.template else {
        return Ok(());
    };
    let by = *made.people.get(&planned.by).ok_or_else(|| DemoError::File { file: FILE, problem: format!("there is no {}", planned.by) })?;
    let agenda = planned.agenda.as_template();
    templates::put(changes, &NewTemplate { owner: Owner::Group(made.group), name, agenda: &agenda, by }).await?;
    Ok(())
}

/// The first words of a document, by a client and the person that it is.
async fn write(changes: &mut Changes, document: DocumentId, by: (ClientId, PersonId), bytes: Vec<u8>) -> Result<(), DemoError> {
    let updates = vec![NewUpdate { person: Some(by.1.into()), bytes }];
    live::append_in(changes, &[Append { document, updates, clients: vec![(by.0, by.1.into())], former: Vec::new(), summary: None }])
        .await?;
    Ok(())
}

/// The plans, each block under a key of its own.
fn read() -> Result<Vec<Planned>, DemoError> {
    let wrong = |error: serde_json::Error| DemoError::File { file: FILE, problem: error.to_string() };
    let mut plans: Vec<Planned> = serde_json::from_str(include_str!("../../demo/plans.json")).map_err(wrong)?;
    for block in plans.iter_mut().flat_map(|planned| &mut planned.agenda.blocks) {
        *block = Block { id: BlockId::generate(), ..std::mem::take(block) };
    }
    Ok(plans)
}

#[cfg(test)]
mod tests {
    use model::documents::plan::{Part, Timetable, WorkshopTimes};

    use super::*;

    #[test]
    fn todays_plan_runs_five_minutes_into_tea_and_its_twilight_fits() {
        let plans = read().expect("plans");
        let today = plans.iter().find(|planned| planned.workshop == 2).expect("a plan");
        let times = WorkshopTimes { twilight: Some(15 * 60 + 45), ..WorkshopTimes::UNTIL_CONFIRMED };
        let table = Timetable::of(&today.agenda, times);
        assert_eq!(table.part(Part::Main).map(|sum| (sum.over(), sum.free())), Some((5, 0)));
        assert_eq!(table.part(Part::Twilight).map(|sum| (sum.over(), sum.free())), Some((0, 0)));
    }
}
