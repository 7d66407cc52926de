//! Running a workshop: two leads at once, a server that is killed, and boards that are locked.

use model::accounts::roles::Actor;
use model::calendar::half_term::HalfTerm;
use model::documents::plan::{BlockId, Part};
use model::ids::{DocumentId, WorkshopId};
use model::permission::{Action, Subject, may};
use model::text::line::Line;
use model::workshops::running::{Phase, Press, Step};
use store::accounts::sign_in;
use store::groups::roster;
use store::workshops::running::{self, Refused, Run};
use store::workshops::{self, Mode, NewWorkshop, planner};
use store::{audit, live, twilights};

use crate::common::evening::Evening;

fn steps() -> Vec<Step> {
    ["welcome", "design", "share"]
        .map(|name| Step {
            blocks: vec![BlockId::from(name.to_owned())],
            titles: vec![name.to_owned()],
            instructions: Vec::new(),
            boards: Vec::new(),
            part: Part::Twilight,
            planned: 0,
            length: 600_000,
            is_fixed: false,
        })
        .into()
}

async fn press(evening: &Evening, seen: i64, press: Press) -> Result<Run, Refused> {
    let workshop = planner::find(&evening.world.db, evening.workshop).await.expect("an answer").expect("a workshop");
    let mut changes = evening.world.db.change().await.expect("changes");
    let run = running::press(&mut changes, &workshop, &evening.lead, seen, press, &steps()).await?;
    changes.commit().await.expect("kept");
    Ok(run)
}

fn place(run: &Run) -> Option<usize> {
    run.running.at.as_ref().map(|place| place.number)
}

#[tokio::test]
async fn two_taps_at_once_skip_one_step_and_the_second_is_told_how_it_stands() {
    let evening = Evening::new().await;
    assert_eq!(running::find(&evening.world.db, evening.workshop).await.expect("an answer"), Run::default());
    let begun = press(&evening, 0, Press::Start).await.expect("begun");
    assert_eq!((begun.revision, place(&begun)), (1, Some(0)));
    let (one, other) = tokio::join!(press(&evening, 1, Press::Next), press(&evening, 1, Press::Next));
    let skipped = [&one, &other].into_iter().filter(|run| run.is_ok()).count();
    assert_eq!(skipped, 1, "{one:?} {other:?}");
    assert!([one, other].into_iter().filter_map(Result::err).all(|refused| matches!(refused, Refused::MovedOn)));
    let now = running::find(&evening.world.db, evening.workshop).await.expect("an answer");
    assert_eq!((now.revision, place(&now), now.running.phase()), (2, Some(1), Phase::Runs));
    assert!(matches!(press(&evening, 2, Press::Start).await, Err(Refused::MovedOn)), "it runs");
}

#[tokio::test]
async fn a_line_means_the_same_wherever_the_workshop_is() {
    let evening = Evening::new().await;
    let line = Line::parse("Tea is ready", 140).expect("a line");
    press(&evening, 0, Press::Start).await.expect("begun");
    let told = press(&evening, 0, Press::Say(line.clone())).await.expect("told");
    assert_eq!((told.revision, told.running.message), (2, line));
}

#[tokio::test]
async fn everybody_is_called_to_boards_of_the_group_alone() {
    let evening = Evening::new().await;
    let called = press(&evening, 0, Press::ComeTo(evening.board)).await.expect("called");
    assert_eq!(called.running.board, Some(evening.board));
    assert!(!called.board_title.is_empty());
    assert!(matches!(press(&evening, 1, Press::ComeTo(DocumentId::generate())).await, Err(Refused::BoardGone)));
    evening.world.sql("update document set archived_at = 1").await;
    let now = running::find(&evening.world.db, evening.workshop).await.expect("an answer");
    assert_eq!((now.running.board, now.board_title.as_str()), (None, ""), "it has left the group's list");
    assert!(matches!(press(&evening, 1, Press::ComeTo(evening.board)).await, Err(Refused::BoardGone)));
}

/// Whether a board is locked, and whether somebody may write on it.
async fn writes(evening: &Evening, guest: &Actor, board: DocumentId) -> (bool, bool) {
    let (_, subject) = live::find(&evening.world.db, board).await.expect("an answer").expect("a board");
    assert_eq!(may(guest, Action::ViewBoard, subject).is_ok(), board == evening.board);
    (matches!(subject, Subject::Locked { .. }), may(guest, Action::EditBoard, subject).is_ok())
}

async fn rights(evening: &Evening) -> i64 {
    sign_in::rights_number(&evening.world.db).await.expect("a number")
}

#[tokio::test]
async fn locked_boards_are_read_by_all_and_written_on_by_their_lead_until_they_are_unlocked_or_it_ends() {
    let evening = Evening::new().await;
    let db = &evening.world.db;
    let joined = evening.join("Nia").await;
    let guest = twilights::actor(db, &joined.token).await.expect("an answer");
    let other = evening.world.board().await;
    assert_eq!(writes(&evening, &guest, evening.board).await, (false, true));
    let before = rights(&evening).await;
    press(&evening, 0, Press::Start).await.expect("begun");
    assert_eq!(rights(&evening).await, before, "nobody's rights are others");
    press(&evening, 0, Press::LockBoards).await.expect("locked");
    assert_ne!(rights(&evening).await, before, "whoever has one open is asked again");
    assert_eq!(writes(&evening, &guest, evening.board).await, (true, false));
    assert!(!writes(&evening, &guest, other).await.0, "a board of the group that belongs to another");
    evening.world.sql("update document set workshop = (select workshop from running) where kind = 'board'").await;
    assert!(writes(&evening, &guest, other).await.0, "one of the workshop's that is on no table");
    let locked = press(&evening, 0, Press::UnlockBoards).await.expect("unlocked");
    assert_eq!(writes(&evening, &guest, evening.board).await, (false, true));
    press(&evening, 0, Press::LockBoards).await.expect("locked");
    press(&evening, locked.revision + 1, Press::End).await.expect("over");
    assert_eq!(writes(&evening, &guest, evening.board).await, (false, true), "nobody stays locked out");
    let told = audit::list(db, evening.world.hub, "workshop", None, 99).await.expect("the audit");
    for (action, times) in [("run_started", 1), ("run_ended", 1), ("boards_locked", 2), ("boards_unlocked", 1)] {
        let action = format!("workshop.{action}");
        assert_eq!(told.iter().filter(|entry| entry.action == action).count(), times, "{action}");
    }
}

/// Another workshop of the group, without a date.
async fn another(evening: &Evening) -> WorkshopId {
    let db = &evening.world.db;
    let year = roster::year(db, evening.world.group, None).await.expect("an answer").expect("a year");
    let new = NewWorkshop {
        number: 3,
        half_term: HalfTerm::ALL[2],
        title: "Next steps",
        host: None,
        mode: Mode::InPerson,
        time: None,
        twilight: None,
        note: "",
        place: "",
        call_link: "",
    };
    let mut changes = db.change().await.expect("changes");
    let workshop = workshops::add(&mut changes, year.id, &new).await.expect("a workshop");
    changes.commit().await.expect("kept");
    workshop
}

#[tokio::test]
async fn a_board_at_a_table_hears_of_its_workshop_unless_another_of_its_own_runs() {
    let evening = Evening::new().await;
    let (db, board) = (&evening.world.db, evening.board);
    assert_eq!(running::of_board(db, board).await.expect("an answer"), Some(evening.workshop));
    assert_eq!(running::of_board(db, DocumentId::generate()).await.expect("an answer"), None);
    let other = another(&evening).await;
    evening.world.sql("update document set workshop = (select id from workshop where number = 3) where kind = 'board'").await;
    assert_eq!(running::of_board(db, board).await.expect("an answer"), Some(evening.workshop), "its table comes first");
    evening.world.sql("insert into running (workshop, revision, started_at) select id, 1, 1 from workshop where number = 3").await;
    assert_eq!(running::of_board(db, board).await.expect("an answer"), Some(other));
    evening.world.sql("update running set ended_at = 2").await;
    assert_eq!(running::of_board(db, board).await.expect("an answer"), Some(evening.workshop), "which is over");
}
