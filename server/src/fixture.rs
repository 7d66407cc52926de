//! Signed-in people and documents for load tests: what `twilight fixture` prints.

pub mod evening;

use std::fmt;

use app::context::Cookies;
use model::accounts::email::{EmailAddress, EmailProblem};
use model::accounts::roles::{HubRole, SchoolRole};
use model::calendar::academic_year::AcademicYear;
use model::documents::board::{Board, Lesson, Step, StepId};
use model::documents::plan::{Agenda, Block, BlockId, BlockKind, NoteName, Plan, TextAddress};
use model::documents::{Kind, Summary};
use model::ids::DocumentId;
use model::live::Document;
use model::live::replica::Replica;
use model::permission::Subject;
use serde::Serialize;
use store::accounts::people::{self, NewPerson};
use store::accounts::{passwords, sign_in};
use store::groups::{self, NewYear};
use store::live::{self, Append, NewUpdate};
use store::schools::{self, NewSchool};
use store::{Database, StoreError, hub};

/// How many schools share the people out.
const SCHOOLS: usize = 8;

/// What was made. Its `Display` is the JSON that a load generator reads.
#[derive(Clone, Debug, Serialize)]
pub struct Fixture {
    /// One for each person, as `name=value`, for the `Cookie` header.
    pub cookies: Vec<String>,
    /// One for each document.
    pub documents: Vec<DocumentId>,
}

impl fmt::Display for Fixture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

/// Why no fixture was made.
#[derive(Debug, thiserror::Error)]
pub enum FixtureError {
    /// A statement failed: nothing of what was asked for is in the file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A guest is refused what the fixture has them do.
    #[error(transparent)]
    Twilight(#[from] store::twilights::Refused),
    /// An address that we made up is none.
    #[error(transparent)]
    Email(#[from] EmailProblem),
}

/// Makes a group of several schools with so many people, signed in, and so many documents of a kind, all in one transaction. Who may write in
/// plans and notes is of the hub: so are these people then.
/// It can be done again on the same database: nobody is added twice.
///
/// # Errors
/// When the database can't be written to: then nothing was made.
pub async fn create(database: &Database, kind: Kind, documents: usize, people: usize, secure: bool) -> Result<Fixture, FixtureError> {
    let cookie = Cookies::new(secure).name;
    // Tells this fixture's addresses and numbers from an earlier one's.
    let unique = DocumentId::generate().to_string();
    let hash = passwords::hash(&unique).await?;
    let mut changes = database.change().await?;
    let hub = hub::add(&mut changes, "Fixture Hub", "hub@fixture.example").await?;
    let group = groups::add(&mut changes, hub, "Fixture").await?;
    let year = NewYear {
        academic_year: AcademicYear::at(chrono::Utc::now()),
        ncp_code: "NCP00-00",
        lead: None,
        focus: "How many people fit on one board?",
    };
    let year = groups::add_year(&mut changes, group, &year).await?;
    let mut all_schools = Vec::with_capacity(SCHOOLS);
    for number in 1..=SCHOOLS {
        let name = format!("Fixture School {number}");
        let school = NewSchool { urn: &format!("{unique}-{number}"), name: &name, short_name: &name, town: "Fixture" };
        let school = schools::add(&mut changes, &school).await?;
        groups::add_school(&mut changes, year, school, None).await?;
        all_schools.push(school);
    }
    let mut cookies = Vec::with_capacity(people);
    let mut first = None;
    for (number, school) in (1..=people.max(1)).zip(all_schools.iter().cycle()) {
        let email: EmailAddress = format!("person-{number}@{unique}.example").parse()?;
        let name = format!("Person {number}");
        let school = Some((*school, SchoolRole::Teacher));
        let person = NewPerson { name: &name, email: &email, password_hash: Some(&hash), school };
        let person = people::add(&mut changes, &person).await?;
        if matches!(kind, Kind::Plan | Kind::Notes) {
            hub::set_role(&mut changes, hub, person, HubRole::Staff).await?;
        }
        let session = sign_in::open_session(&mut changes, person).await?;
        first.get_or_insert(person);
        cookies.push(format!("{cookie}={}", session.token));
    }
    cookies.truncate(people);
    let (update, summary) = first_words(kind);
    let mut made = Vec::with_capacity(documents);
    for _ in 0..documents {
        let Some(by) = first else { break };
        let document = live::create_in(&mut changes, Subject::Group(group), by, &summary, None).await?;
        let updates = vec![NewUpdate { person: None, bytes: update.clone() }];
        live::append_in(&mut changes, &[Append { document, updates, clients: Vec::new(), former: Vec::new(), summary: None }]).await?;
        made.push(document);
    }
    changes.commit().await?;
    Ok(Fixture { cookies, documents: made })
}

/// What a document says from the beginning, and its summary.
fn first_words(kind: Kind) -> (Vec<u8>, Summary) {
    let replica = Replica::with_random_client();
    match kind {
        Kind::Board => {
            let mut board = Board::new(replica);
            let update = board.fill(&lesson());
            (update.unwrap_or_default(), Board::summarise(board.replica()).into())
        }
        Kind::Plan => {
            let mut plan = Plan::new(replica);
            let update = plan.fill(&agenda());
            (update.unwrap_or_default(), Plan::summarise(plan.replica()).into())
        }
        Kind::Notes => {
            let mut notes = Plan::new(replica);
            let update = notes.splice(&TextAddress::Note(NoteName::of_workshop()), 0, 0, "Notes of many");
            (update.unwrap_or_default(), Summary::empty(kind))
        }
    }
}

/// An agenda with something to type into.
fn agenda() -> Agenda {
    let block = |kind: BlockKind, minutes| Block { id: BlockId::generate(), kind, minutes, title: kind.to_string(), ..Block::default() };
    let blocks = vec![block(BlockKind::FeedbackRound, 30), block(BlockKind::Trg, 60), block(BlockKind::Twilight, 90)];
    Agenda { title: "A plan for many".to_owned(), blocks, ..Agenda::default() }
}

/// A lesson with something to type into.
fn lesson() -> Lesson {
    let step = |title: &str| Step { id: StepId::generate(), title: title.to_owned(), minutes: 5, ..Step::default() };
    Lesson {
        title: "A board for many".to_owned(),
        lesson_minutes: 50,
        steps: vec![step("First"), step("Then"), step("Now")],
        ..Lesson::default()
    }
}
