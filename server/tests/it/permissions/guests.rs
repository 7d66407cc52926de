//! A guest of a twilight is let in to the boards of its tables, and to nothing else that the table of permissions has.

use futures_util::{SinkExt, StreamExt};
use model::documents::board::{Board, LessonText, TextAddress};
use model::ids::DocumentId;
use model::live::Document;
use model::live::protocol::{CloseCode, Message};
use model::live::replica::Replica;
use model::text::line::Line;
use reqwest::header::COOKIE;
use store::boards;
use store::twilights::{self, NewTable, Twilight};
use tokio::time::{Duration, timeout};
use tokio_tungstenite::tungstenite::Message as Packet;

use super::rows::{ROWS, Who};
use super::sample::Sample;
use super::send;
use crate::common::TestApp;
use crate::common::browser::Browser;
use crate::common::forms::Looking;
use crate::common::guest::writes;
use crate::rights::dial;

const LEAD: &str = "helen@oakhollow.example";
const TITLE: TextAddress = TextAddress::Lesson(LessonText::Title);

/// The demonstration, in which a guest has joined the twilight of one table.
struct Joined {
    app: TestApp,
    sample: Sample,
    cookie: String,
    /// The table's board, which is not the sample's.
    board: DocumentId,
}

impl Joined {
    async fn new() -> Self {
        let app = TestApp::with_demo().await;
        let sample = Sample::of(&app).await;
        let board = set_one_table(&app, &sample).await;
        let code = sample.fill("{code}");
        let mut browser = Browser::new(&app);
        let form = [("code", code.as_str()), ("name", "Nia"), ("school", "another"), ("school_typed", "Maple Primary")];
        let place = browser.send("/api/join-twilight", &form).await;
        assert_eq!((place.status, place.address.as_str()), (200, format!("/boards/{board}").as_str()), "the one table there is");
        let cookie = browser.line();
        assert!(cookie.starts_with("guest="), "{cookie}");
        Self { app, sample, cookie, board }
    }

    async fn status(&self, method: &str, path: &str) -> u16 {
        let request = self.app.request(method, path).header(COOKIE, &self.cookie).header("origin", self.app.url(""));
        request.send().await.expect("an answer").status().as_u16()
    }
}

async fn set_one_table(app: &TestApp, sample: &Sample) -> DocumentId {
    let twilight = twilight_of(app, sample).await;
    let other = sample.fill("{board}");
    let boards = boards::list_for_group(&app.database, twilight.group).await.expect("boards");
    let board = boards.iter().map(|board| board.id).find(|board| board.to_string() != other).expect("another board");
    let token = app.sign_in(LEAD).await.split_once('=').expect("a token").1.to_owned();
    let lead = match store::accounts::sign_in::actor(&app.database, &token).await.expect("an answer") {
        model::accounts::roles::Actor::Person(lead) => lead,
        _ => panic!("nobody"),
    };
    let mut changes = app.database.change().await.expect("changes");
    let table = NewTable { number: 1, name: Line::default(), board };
    assert!(twilights::set_tables(&mut changes, &twilight, &lead, &[table]).await.expect("an answer"));
    changes.commit().await.expect("kept");
    board
}

async fn twilight_of(app: &TestApp, sample: &Sample) -> Twilight {
    let (group, number) = (sample.fill("{group}"), sample.fill("{number}"));
    let found = twilights::of_workshop(&app.database, group.parse().expect("an id"), number.parse().expect("a number")).await;
    found.expect("an answer").expect("a twilight")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_guest_is_refused_everything_but_the_tables() {
    let joined = Joined::new().await;
    let mut wrong = Vec::new();
    for row in ROWS.iter().filter(|row| !matches!(row.who, Who::Everybody)) {
        let answer = send(&joined.app, &joined.sample, row, Some(&joined.cookie)).await;
        let (status, to) = (answer.status().as_u16(), crate::common::header(&answer, "location").to_owned());
        let led_to_sign_in = answer.status().is_redirection() && to.starts_with("/sign-in");
        // A session without a WebSocket that is not theirs is not there.
        if !led_to_sign_in && !matches!(status, 401 | 403 | 404 | 410) {
            wrong.push(format!("{} {}: {status} {to}", row.method, row.path));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_guest_opens_and_writes_on_the_board_of_a_table_and_does_nothing_else_with_it() {
    let joined = Joined::new().await;
    let board = joined.board;
    for (method, path) in [("GET", format!("/boards/{board}")), ("POST", format!("/sync/{board}/sessions"))] {
        assert!(matches!(joined.status(method, &path).await, 200 | 201), "{path}");
    }
    assert_eq!(joined.app.data_as(&joined.cookie, &format!("/api/board?board={board}")).await.status(), 200);
    for path in ["/api/duplicate-board", "/api/archive-board", "/api/bring-board-back", "/api/copy-step"] {
        let id = board.to_string();
        let answer = joined.app.post_as(&joined.cookie, path, &[("board", id.as_str()), ("step", "none")]).await;
        assert!(crate::common::header(&answer, "location").starts_with("/sign-in"), "{path}: {}", answer.status());
    }
    let page = joined.app.get_as(&joined.cookie, &format!("/boards/{board}/copy-step?step=none")).await;
    assert!(crate::common::header(&page, "location").starts_with("/sign-in"));
    // What is typed is kept as theirs.
    writes(&joined.app, &joined.cookie, &board.to_string(), 77, "Nia was here ").await;
    assert_eq!(joined.app.column("select name from guest where id in (select guest from document_guest)").await, ["Nia"]);
    let authors = store::live::authors(&joined.app.database, board).await.expect("names");
    assert!(authors.contains(&("Nia".to_owned(), "Maple Primary".to_owned())), "{authors:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn x13_a_guest_loses_the_socket_with_the_right() {
    let (out, forbidden) = (CloseCode::SignedOut.number(), CloseCode::Forbidden.number());
    for (statement, code) in [
        ("update guest set removed_at = 1", out),
        ("update guest_session set token_hash = null", out),
        ("delete from twilight_table", forbidden),
        ("update workshop set twilight_starts_at = 1000, twilight_ends_at = 2000; update twilight set writes_after = 0", forbidden),
    ] {
        let joined = Joined::new().await;
        let mut socket = dial(&joined.app, &joined.cookie, &joined.board.to_string()).await;
        joined.app.run(statement).await;
        let closed = async {
            loop {
                match socket.next().await {
                    Some(Ok(Packet::Close(Some(frame)))) => return u16::from(frame.code),
                    Some(Ok(_)) => {}
                    other => panic!("it ended without a word: {other:?}"),
                }
            }
        };
        assert_eq!(timeout(Duration::from_secs(5), closed).await.expect("it was never closed"), code, "{statement}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn afterwards_a_guest_reads_and_their_socket_writes_no_more() {
    let joined = Joined::new().await;
    joined.app.run("update workshop set twilight_starts_at = 1000, twilight_ends_at = 2000; update twilight set writes_after = 0").await;
    assert_eq!(joined.status("GET", &format!("/boards/{}", joined.board)).await, 200);
    let mut socket = dial(&joined.app, &joined.cookie, &joined.board.to_string()).await;
    let words = Board::new(Replica::new(78)).splice(&TITLE, 0, 0, "too late").expect("an update");
    socket.send(Packet::Binary(Message::Update(words).encode().into())).await.expect("sent");
    let closed = async {
        loop {
            match socket.next().await {
                Some(Ok(Packet::Close(Some(frame)))) => return u16::from(frame.code),
                Some(Ok(_)) => {}
                other => panic!("it ended without a word: {other:?}"),
            }
        }
    };
    assert_eq!(timeout(Duration::from_secs(5), closed).await.expect("it was never closed"), CloseCode::Forbidden.number());
}
