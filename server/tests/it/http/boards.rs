//! Whole boards: a copy, out of the lists and back, a step to another board. And what a list shows while a board is being written on.

use app::error::Problem;
use futures_util::{SinkExt, StreamExt};
use model::documents::board::{Board, LessonText, Step, StepId, StepText, Summary, TextAddress};
use model::live::Document;
use model::live::protocol::{CloseCode, Message};
use model::live::replica::Replica;
use model::live::text::MAX_FIELD;
use model::permission::Subject;
use std::time::Duration;
use store::boards;
use store::live::{self, Append, NewUpdate};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message as Packet;

use crate::common::forms::Looking;
use crate::common::page::Page;
use crate::common::refusals::refused;
use crate::common::{TestApp, header};
use crate::permissions::sample::Sample;
use crate::rights::{Socket, dial};

const ROSA: &str = "rosa@elmbank.example";
const HEAD: &str = "davinder@elmbank.example";
/// What is said above a board before anything else.
const ABOVE_A_BOARD: &str = ".board__first .notice span";
const TITLE: TextAddress = TextAddress::Lesson(LessonText::Title);

struct World {
    app: TestApp,
    sample: Sample,
    rosa: String,
}

impl World {
    async fn new() -> Self {
        let app = TestApp::with_demo().await;
        let (sample, rosa) = (Sample::of(&app).await, app.sign_in(ROSA).await);
        Self { app, sample, rosa }
    }

    fn board(&self) -> String {
        self.sample.fill("{board}")
    }

    async fn page(&self, path: &str) -> Page {
        let answer = self.app.get_as(&self.rosa, &self.sample.fill(path)).await;
        assert_eq!(answer.status(), 200, "{path}");
        Page::of_answer(answer).await
    }

    /// Sends a form as Rosa, and returns where it leads.
    async fn send(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.app.post_as(&self.rosa, path, fields).await;
        assert!(answer.status().is_redirection(), "{path}: {}", answer.status());
        header(&answer, "location").to_owned()
    }

    async fn read(&self, board: &str) -> Board {
        let stored = live::load(&self.app.database, board.parse().expect("an id")).await.expect("an answer").expect("a board");
        Board::restore(stored.snapshot.iter().chain(&stored.updates)).expect("a document")
    }

    /// Another board of the same group.
    async fn other(&self) -> String {
        let group = self.sample.fill("{group}").parse().expect("a group");
        let all = boards::list_for_group(&self.app.database, group).await.expect("boards");
        let board = self.board();
        all.into_iter().map(|board| board.id.to_string()).find(|id| *id != board).expect("another board")
    }
}

fn id_in(location: &str) -> &str {
    location.trim_start_matches("/boards/").split(['?', '#']).next().expect("an id")
}

/// The copy of a document that a socket is told, as somebody sees it who has the board open.
async fn open(socket: &mut Socket) -> Board {
    let mut board = Board::new(Replica::with_random_client());
    say(socket, &Message::SyncStep1(board.replica().state_vector())).await;
    hear(socket, &mut board, |board| !board.lesson().title.is_empty()).await;
    board
}

async fn say(socket: &mut Socket, message: &Message) {
    socket.send(Packet::Binary(message.encode().into())).await.expect("an open socket");
}

async fn hear(socket: &mut Socket, board: &mut Board, until: impl Fn(&Board) -> bool) {
    let told = async {
        while !until(board) {
            let Packet::Binary(frame) = socket.next().await.expect("an open socket").expect("a frame") else { continue };
            for message in Message::decode_frame(&frame).expect("messages") {
                if let Message::SyncStep2(update) | Message::Update(update) = message {
                    board.apply(&update).expect("an update");
                }
            }
        }
    };
    timeout(Duration::from_secs(10), told).await.expect("it was never told");
}

/// What a list on a page calls a board, if it has it.
fn listed(page: &Page, board: &str) -> Option<String> {
    page.texts(&format!("a[href='/boards/{board}']")).into_iter().next()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_of_a_board_says_the_same_and_belongs_to_whoever_made_it() {
    let world = World::new().await;
    let board = world.board();
    let original = world.read(&board).await.lesson();
    let copy = world.send("/api/duplicate-board", &[("board", &board)]).await;
    assert!(copy.ends_with("?done=duplicated"), "{copy}");
    assert_eq!(world.page(&copy).await.text(".notice--ok"), "This is the copy. The other board stays as it is.");
    let copied = world.read(id_in(&copy)).await.lesson();
    assert_eq!(copied.title, format!("Copy of {}", original.title));
    let words = |lesson: &model::documents::board::Lesson| {
        lesson.steps.iter().map(|step| (step.title.clone(), step.exposition.clone(), step.minutes)).collect::<Vec<_>>()
    };
    assert_eq!((words(&copied), &copied.criteria), (words(&original), &original.criteria));
    let authors = live::authors(&world.app.database, id_in(&copy).parse().expect("an id")).await.expect("names");
    assert_eq!(authors.len(), 1, "nobody else wrote in it: {authors:?}");
    assert_eq!(listed(&world.page("/groups/{group}").await, id_in(&copy)), Some(copied.title));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_archived_board_is_read_and_brought_back_and_nobody_writes_on_it() {
    let world = World::new().await;
    let board = world.board();
    let title = world.read(&board).await.lesson().title;
    let mut socket = dial(&world.app, &world.rosa, &board).await;
    open(&mut socket).await;
    let list = world.send("/api/archive-board", &[("board", &board)]).await;
    assert_eq!(list, world.sample.fill(&format!("/groups/{{group}}?archived={board}#archived")));
    let page = world.page(&list).await;
    assert_eq!(page.text("#archived span"), "The board is archived: it is in no list any more, and its address still opens it.");
    let archived = world.sample.fill("/groups/{group}/boards/archived");
    assert_eq!(page.links("Archived boards (1)"), [archived.as_str()]);
    assert_eq!([listed(&page, &board), listed(&world.page("/today").await, &board)], [None, None]);
    assert_eq!(listed(&world.page(&archived).await, &board).as_ref(), Some(&title));
    let page = world.page(&format!("/boards/{board}")).await;
    let said = page.text(ABOVE_A_BOARD);
    assert!(said.starts_with("This board was archived today at "), "{said}");
    page.offers("Bring back");
    page.does_not_offer("Archive this board");

    // Whoever had it open may not go on, and whoever opens it may only read.
    let code = async {
        loop {
            match socket.next().await {
                Some(Ok(Packet::Close(Some(frame)))) => return u16::from(frame.code),
                Some(Ok(_)) => {}
                other => panic!("it ended without a word: {other:?}"),
            }
        }
    };
    assert_eq!(timeout(Duration::from_secs(10), code).await.expect("it was never closed"), CloseCode::Forbidden.number());
    let mut again = dial(&world.app, &world.rosa, &board).await;
    let mut copy = open(&mut again).await;
    say(&mut again, &Message::Update(copy.splice(&TITLE, 0, 0, "x").expect("an update"))).await;
    let refused = async {
        while let Some(Ok(packet)) = again.next().await {
            if matches!(packet, Packet::Close(_)) {
                return;
            }
        }
    };
    timeout(Duration::from_secs(10), refused).await.expect("it was taken");
    assert_eq!(world.read(&board).await.lesson().title, title);
    // A copy of it can be made, and no step goes to it.
    assert!(world.send("/api/duplicate-board", &[("board", &board)]).await.starts_with("/boards/"));
    let other = world.other().await;
    let step = world.read(&other).await.lesson().steps[0].id.to_string();
    let answer = world.app.post_as(&world.rosa, "/api/copy-step", &[("board", &other), ("step", &step), ("to", &board)]).await;
    assert_eq!(answer.status(), 403);

    assert_eq!(world.send("/api/bring-board-back", &[("board", &board)]).await, format!("/boards/{board}"));
    assert_eq!(listed(&world.page("/groups/{group}").await, &board).as_ref(), Some(&title));
    for elsewhere in ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"] {
        world.send("/api/archive-board", &[("board", &board)]).await;
        let to = world.send("/api/bring-board-back", &[("board", &board), ("next", elsewhere)]).await;
        assert_eq!(to, "/today", "never to another site");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_head_reads_boards_and_neither_copies_nor_archives_them() {
    let world = World::new().await;
    let (board, head) = (world.board(), world.app.sign_in(HEAD).await);
    let step = world.read(&board).await.lesson().steps[0].id.to_string();
    let other = world.other().await;
    let forms: [(&str, &[(&str, &str)]); 3] = [
        ("/api/duplicate-board", &[("board", &board)]),
        ("/api/archive-board", &[("board", &board)]),
        ("/api/copy-step", &[("board", &board), ("step", &step), ("to", &other)]),
    ];
    for (path, fields) in forms {
        assert_eq!(world.app.post_as(&head, path, fields).await.status(), 403, "{path}");
    }
    world.send("/api/archive-board", &[("board", &board)]).await;
    assert_eq!(world.app.post_as(&head, "/api/bring-board-back", &[("board", &board)]).await.status(), 403);
    let page = Page::of_answer(world.app.get_as(&head, &format!("/boards/{board}")).await).await;
    let said = page.text(ABOVE_A_BOARD);
    assert!(said.starts_with("This board was archived "), "{said}");
    page.does_not_offer("Bring back");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_step_comes_to_another_board_while_somebody_is_on_it() {
    let world = World::new().await;
    let (board, other) = (world.board(), world.other().await);
    let (from, before) = (world.read(&board).await.lesson(), world.read(&other).await.lesson());
    let step = &from.steps[1];
    let page = world.page(&format!("/boards/{board}/copy-step?step={}", step.id)).await;
    let lead = format!("Step 2, “{}” goes to the end of the board you choose. Both boards stay as they are otherwise.", step.title);
    assert_eq!(page.text(".lead"), lead);
    assert!(page.texts(".choice__label").contains(&before.title));
    let choices = page.choices("to");
    assert!(choices.contains(&other) && !choices.contains(&board), "{choices:?}");
    let mut socket = dial(&world.app, &world.app.sign_in("tom@elmbank.example").await, &other).await;
    let mut seen = open(&mut socket).await;
    let fields = [("board", board.as_str()), ("step", step.id.as_str()), ("to", other.as_str())];
    let back = world.send("/api/copy-step", &fields).await;
    assert_eq!(back, format!("/boards/{board}?copied={other}#step-{}", step.id));
    hear(&mut socket, &mut seen, |seen| seen.lesson().steps.len() == before.steps.len() + 1).await;
    let after = world.read(&other).await.lesson();
    assert_eq!(after, seen.lesson(), "it came by the room, and is in the file");
    let (last, rest) = after.steps.split_last().expect("steps");
    assert_eq!(
        (rest, last.title.as_str(), last.exposition.as_str(), last.minutes),
        (&before.steps[..], step.title.as_str(), step.exposition.as_str(), step.minutes)
    );
    assert_eq!(world.read(&board).await.lesson(), from);
    let authors = live::authors(&world.app.database, other.parse().expect("an id")).await.expect("names");
    assert!(authors.iter().any(|(name, _)| name.starts_with("Rosa")), "{authors:?}");
    assert_eq!(world.page(&back).await.links("Open that board"), [format!("/boards/{other}")]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_step_that_can_t_be_copied_is_said_in_words() {
    let world = World::new().await;
    let (board, other) = (world.board(), world.other().await);
    let step = world.read(&board).await.lesson().steps[0].id.to_string();
    let missing = world.app.post_as(&world.rosa, "/api/copy-step", &[("board", &board), ("step", &step)]).await;
    refused(missing, &[Problem::BoardMissing]).await;
    let gone = world.send("/api/copy-step", &[("board", &board), ("step", "nothing\"><b>"), ("to", &other)]).await;
    assert_eq!(gone, format!("/boards/{board}?problem=step-gone"));
    assert_eq!(world.page(&gone).await.problems(), [(Problem::StepGone.to_string(), String::new())]);
    // Nowhere: the same board, no board, another group's.
    let (own, person) = (world.sample.fill("{group}"), world.sample.fill("{person}").parse().expect("a person"));
    let others = world.app.column("select id from work_group").await.into_iter().find(|group| *group != own).expect("another group");
    let others = Subject::Group(others.parse().expect("an id"));
    let foreign = boards::create_board(&world.app.database, others, person, Vec::new(), &Summary::default(), None).await.expect("a board");
    for to in [board.clone(), "x".to_owned(), foreign.to_string()] {
        let status = world.app.post_as(&world.rosa, "/api/copy-step", &[("board", &board), ("step", &step), ("to", &to)]).await.status();
        assert!(matches!(status.as_u16(), 403 | 404), "{to}: {status}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_says_what_a_board_is_called_as_soon_as_that_is_saved() {
    let world = World::new().await;
    let board = world.board();
    let mut socket = dial(&world.app, &world.rosa, &board).await;
    let mut copy = open(&mut socket).await;
    for (frames_before, word) in ["One ", "Two ", "Three "].into_iter().enumerate() {
        say(&mut socket, &Message::Update(copy.splice(&TITLE, 0, 0, word).expect("an update"))).await;
        let saved = async {
            loop {
                let Packet::Binary(frame) = socket.next().await.expect("an open socket").expect("a frame") else { continue };
                if Message::decode_frame(&frame)
                    .expect("messages")
                    .iter()
                    .any(|message| matches!(message, Message::Saved { frames, .. } if *frames > frames_before as u64))
                {
                    return;
                }
            }
        };
        timeout(Duration::from_secs(10), saved).await.expect("it was never saved");
        for list in ["/groups/{group}", "/today"] {
            assert_eq!(listed(&world.page(list).await, &board), Some(copy.lesson().title), "{list} after {word}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_criterion_is_enough_to_start_a_board() {
    let world = World::new().await;
    let group = world.sample.fill("{group}");
    let form = "/groups/{group}/boards/new";
    assert!(!world.page(form).await.has_field("criterion"));
    let found = world.page(&format!("{form}?criteria=3F-2")).await;
    assert_eq!(found.attribute("[name='criterion']", "value").as_deref(), Some("3F-2"));
    assert_eq!(found.text(".new-board__count"), "1 criterion. Choosing it starts the board.");
    let none = world.page(&format!("{form}?criteria=%22%3E%3Cscript%3Equaternion")).await;
    assert_eq!(none.text(".new-board__count"), "None of the 79 criteria has these words. Try a code like 3F-2, a year or one word.");
    let board = world.send("/api/create-board", &[("id", &group), ("criterion", "3F-2")]).await;
    let lesson = world.read(id_in(&board)).await.lesson();
    assert_eq!((lesson.title.as_str(), lesson.criteria.len(), lesson.year_groups.len()), ("", 1, 1));
    let nonsense = world.app.post_as(&world.rosa, "/api/create-board", &[("id", &group), ("criterion", "<b>")]).await;
    assert_eq!(header(&nonsense, "location"), world.sample.fill("/groups/{group}/boards/new?problem=unreadable"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_board_that_is_full_takes_no_step_and_says_so() {
    let world = World::new().await;
    let (board, other) = (world.board(), world.other().await);
    let step = world.read(&board).await.lesson().steps[0].id.to_string();
    // As much as a board may hold, and as nobody is on it, nothing of it is loaded yet.
    let mut full = world.read(&other).await;
    let words = "x".repeat(MAX_FIELD as usize);
    let mut updates = Vec::new();
    while updates.iter().map(Vec::len).sum::<usize>() < 8 << 20 {
        let mut step = Step { id: StepId::generate(), ..Step::default() };
        StepText::ALL.into_iter().for_each(|text| words.clone_into(step.text_mut(text)));
        updates.extend(full.insert_step(&step, None));
    }
    let updates = updates.into_iter().map(|bytes| NewUpdate { person: None, bytes }).collect();
    let document = other.parse().expect("an id");
    live::append(&world.app.database, &[Append { document, updates, clients: Vec::new(), former: Vec::new(), summary: None }])
        .await
        .expect("kept");
    let before = world.read(&other).await.lesson().steps.len();
    let full = world.app.post_as(&world.rosa, "/api/copy-step", &[("board", &board), ("step", &step), ("to", &other)]).await;
    refused(full, &[Problem::BoardFull]).await;
    assert_eq!(world.read(&other).await.lesson().steps.len(), before);
}
