//! The demonstration's boards, each written by its authors in turns, so that whose words are whose is real.

use chrono::{DateTime, TimeDelta, Utc};
use model::documents::board::{self, Board, Lesson, Step, StepId, StepText, TextAddress};
use model::ids::{AuthorId, DocumentId, PersonId};
use model::live::Document;
use model::live::replica::{ClientId, Malformed, Replica};
use model::permission::Subject;
use store::live::{self, Append, NewUpdate};
use store::{Changes, Database};

use super::DemoError;
use super::files;
use super::world::Made;

/// A board that was written and is to be compacted.
pub(super) struct Written {
    document: DocumentId,
    through: i64,
    rows: u64,
    board: Board,
}

/// What the authors did.
struct Writing {
    board: Board,
    updates: Vec<NewUpdate>,
    clients: Vec<(ClientId, AuthorId)>,
}

/// Writes one board.
pub(super) async fn create(changes: &mut Changes, lesson: &files::Lesson, made: &Made, now: DateTime<Utc>) -> Result<Written, DemoError> {
    let wrong = |problem: String| DemoError::File { file: lesson.file, problem };
    let person = |key: &String| made.people.get(key).copied().ok_or_else(|| wrong(format!("there is no {key:?}")));
    let authors = lesson.authors.iter().map(person).collect::<Result<Vec<_>, _>>()?;
    let workshop = lesson.workshop.and_then(|number| made.workshops.get(&number)).copied();
    let owner = person(&lesson.owner)?;
    let writing = write(lesson, owner, &authors).map_err(|error| wrong(error.to_string()))?;
    let summary = Board::summarise(writing.board.replica()).into();
    let document = live::create_in(changes, Subject::Group(made.group), owner, &summary, workshop).await?;
    let rows = writing.updates.len() as u64;
    let append = Append { document, updates: writing.updates, clients: writing.clients, former: Vec::new(), summary: None };
    let through = live::append_in(changes, &[append]).await?.first().copied().unwrap_or_default();
    live::set_edited_at(changes, document, edited_at(lesson, now)).await?;
    Ok(Written { document, through, rows, board: writing.board })
}

/// Puts the snapshot in the updates' place, as a room does when its last reader leaves.
pub(super) async fn compact(database: &Database, written: &Written) -> Result<(), DemoError> {
    let replica = written.board.replica();
    let (snapshot, summary) = (replica.snapshot(), Board::summarise(replica).into());
    live::compact(database, written.document, written.through, written.rows, &snapshot, &summary).await?;
    Ok(())
}

/// Finished lessons were last touched a while ago, drafts in the last days.
fn edited_at(lesson: &files::Lesson, now: DateTime<Utc>) -> DateTime<Utc> {
    let number = lesson.file.bytes().take_while(u8::is_ascii_digit).fold(0, |n, digit| n * 10 + i64::from(digit - b'0'));
    let days = match lesson.status {
        board::Status::Taught => 20 + number,
        board::Status::Ready => 6 + number,
        board::Status::Draft => number % 4,
        board::Status::Idea => 9,
    };
    now - TimeDelta::days(days) - TimeDelta::minutes(7 * number + 3)
}

/// The owner sets the lesson up, with a place for every step; then the authors fill in the steps, taking turns.
fn write(lesson: &files::Lesson, owner: PersonId, authors: &[PersonId]) -> Result<Writing, Malformed> {
    let mut board = Board::new(Replica::with_random_client());
    let mut updates = Vec::new();
    let mut clients = vec![(board.replica().client(), AuthorId::from(owner))];
    let places: Vec<StepId> = lesson.steps.iter().map(|_| StepId::generate()).collect();
    if let Some(bytes) = board.fill(&outline(lesson, &places)) {
        updates.push(NewUpdate { person: Some(owner.into()), bytes });
    }
    for (turn, author) in authors.iter().enumerate() {
        let own = places.iter().zip(&lesson.steps).skip(turn).step_by(authors.len().max(1));
        let mut copy = Board::new(Replica::with_random_client());
        copy.apply(&board.replica().snapshot())?;
        let mut wrote = false;
        for (place, step) in own {
            for (text, words) in texts(step) {
                let address = TextAddress::Step(place.clone(), text);
                if words.is_empty() {
                    continue;
                }
                if let Some(bytes) = copy.splice(&address, 0, 0, words) {
                    board.apply(&bytes)?;
                    updates.push(NewUpdate { person: Some((*author).into()), bytes });
                    wrote = true;
                }
            }
        }
        if wrote {
            clients.push((copy.replica().client(), (*author).into()));
        }
    }
    Ok(Writing { board, updates, clients })
}

fn outline(lesson: &files::Lesson, places: &[StepId]) -> Lesson {
    let place = |(id, step): (&StepId, &files::Step)| Step { id: id.clone(), minutes: step.minutes, ..Step::default() };
    Lesson {
        title: lesson.title.clone(),
        key_learning_point: lesson.key_learning_point.clone(),
        prior_learning: lesson.prior_learning.clone(),
        next_learning: lesson.next_learning.clone(),
        vocabulary: lesson.vocabulary.clone(),
        status: lesson.status,
        lesson_minutes: lesson.lesson_minutes,
        year_groups: lesson.year_groups.clone(),
        criteria: lesson.criteria.clone(),
        steps: places.iter().zip(&lesson.steps).map(place).collect(),
        ..Lesson::default()
    }
}

/// A step's texts, by their place on the board.
fn texts(step: &files::Step) -> [(StepText, &str); 8] {
    [
        (StepText::Title, &step.title),
        (StepText::Exposition, &step.exposition),
        (StepText::KeyQuestions, &step.questions),
        (StepText::StemSentence, &step.stem),
        (StepText::ExpectedResponse, &step.response),
        (StepText::DifficultPoint, &step.difficulty),
        (StepText::PlannedAnswer, &step.answer),
        (StepText::Check, &step.check),
    ]
}
