//! The rim of the sync engine: real sockets and a real database file. What the room decides is tested beside it and in the simulator.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use futures_util::{SinkExt, StreamExt};
use model::accounts::roles::{Actor, Person, SchoolRole};
use model::documents::board::{Board, Lesson, LessonText, TextAddress};
use model::documents::{Kind, Summary};
use model::ids::{DocumentId, PersonId, WorkGroupId};
use model::live::Document;
use model::live::protocol::{CloseCode, Message, SUBPROTOCOL};
use model::live::replica::Replica;
use model::permission::Subject;
use store::accounts::people;
use store::accounts::people::NewPerson;
use store::schools::NewSchool;
use store::{Database, groups, hub, live, schools};
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message as Packet};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};
use twilight::sync::{SignIn, Sync};

const TITLE: TextAddress = TextAddress::Lesson(LessonText::Title);
const PATIENCE: Duration = Duration::from_secs(10);

/// A server on a database of its own, with a group, one teacher of it, and a document.
pub struct House {
    pub sync: Sync,
    pub database: Database,
    pub address: SocketAddr,
    pub document: DocumentId,
    priya: PersonId,
    group: WorkGroupId,
    _folder: TempDir,
}

impl House {
    /// With a board.
    pub async fn new() -> Self {
        Self::of(Kind::Board).await
    }

    pub async fn of(kind: Kind) -> Self {
        let folder = TempDir::new().unwrap();
        let database = Database::open(&folder.path().join("twilight.db"), true).await.unwrap();
        database.migrate().await.unwrap();
        let mut changes = database.change().await.unwrap();
        let hub = hub::add(&mut changes, "Lantern Vale", "hello@lanternvale.example").await.unwrap();
        let group = groups::add(&mut changes, hub, "Two Rivers").await.unwrap();
        let oak = NewSchool { urn: "900005", name: "Oak Hollow Primary School", short_name: "Oak Hollow", town: "Thistlewick" };
        let school = schools::add(&mut changes, &oak).await.unwrap();
        let email = "priya@oak.example".parse().unwrap();
        let priya = NewPerson { name: "Priya Nandakumar", email: &email, password_hash: None, school: Some((school, SchoolRole::Teacher)) };
        let priya = people::add(&mut changes, &priya).await.unwrap();
        let owner = Subject::Group(group);
        let document = live::create_in(&mut changes, owner, priya, &Summary::empty(kind), None).await.unwrap();
        changes.commit().await.unwrap();
        let (sync, address) = serve(&database, priya, group).await;
        Self { sync, database, address, document, priya, group, _folder: folder }
    }

    /// The server stops, and another one starts on the same file.
    pub async fn restart(&mut self) {
        self.sync.shutdown().await;
        (self.sync, self.address) = serve(&self.database, self.priya, self.group).await;
    }

    /// Somebody of the group; see [`who_asks`].
    pub fn person(&self, who: &str) -> Person {
        person(self.priya, self.group, who)
    }

    pub async fn dial(&self, path: &str, headers: &[(&'static str, &str)]) -> Result<Socket, Error> {
        let mut request = format!("ws://{}/sync/{path}", self.address).into_client_request()?;
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        Ok(Socket(connect_async(request).await?.0))
    }

    /// A teacher of the group, with Twilight's own client.
    pub async fn join(&self) -> Socket {
        self.join_as("teacher").await
    }

    pub async fn join_as(&self, who: &str) -> Socket {
        let headers = [("x-who", who), ("sec-websocket-protocol", SUBPROTOCOL)];
        self.dial(&self.document.to_string(), &headers).await.unwrap()
    }

    pub async fn status(&self, path: &str, headers: &[(&'static str, &str)]) -> u16 {
        match self.dial(path, headers).await {
            Ok(_) => 101,
            Err(Error::Http(response)) => response.status().as_u16(),
            Err(error) => panic!("{error}"),
        }
    }
}

async fn serve(database: &Database, priya: PersonId, group: WorkGroupId) -> (Sync, SocketAddr) {
    let sync = Sync::start(database.clone());
    let app = sync.router::<()>().layer(from_fn(move |request, next| who_asks(priya, group, request, next)));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, app.with_state::<()>(()) as Router).await });
    (sync, address)
}

/// Stands in for the HTTP layer's sessions: a header says who asks.
async fn who_asks(priya: PersonId, group: WorkGroupId, mut request: Request, next: Next) -> axum::response::Response {
    let who = request.headers().get("x-who").and_then(|who| who.to_str().ok()).unwrap_or_default().to_owned();
    let actor = if who.is_empty() { Actor::Anonymous } else { Actor::Person(person(priya, group, &who)) };
    request.extensions_mut().insert(actor);
    request.extensions_mut().insert(SignIn(who.into()));
    next.run(request).await
}

/// A teacher of the group, its lead, a head or a stranger.
fn person(id: PersonId, group: WorkGroupId, who: &str) -> Person {
    Person {
        id,
        name: "Priya Nandakumar".to_owned(),
        school: None,
        school_name: "Oak Hollow".to_owned(),
        school_role: if who == "head" { SchoolRole::Headteacher } else { SchoolRole::Teacher },
        hub: None,
        leads_schools: Vec::new(),
        groups: if who == "stranger" { Vec::new() } else { vec![group] },
        leads: if who == "lead" { vec![group] } else { Vec::new() },
    }
}

pub struct Socket(pub WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    pub async fn send(&mut self, message: &Message) {
        self.0.send(Packet::Binary(message.encode().into())).await.unwrap();
    }

    /// The next message for which `wanted` has an answer.
    pub async fn until<T>(&mut self, mut wanted: impl FnMut(Message) -> Option<T>) -> T {
        let found = async {
            loop {
                let packet = self.0.next().await.expect("an open connection").expect("a frame");
                let Packet::Binary(frame) = packet else { continue };
                if let Some(found) = Message::decode_frame(&frame).unwrap().into_iter().find_map(&mut wanted) {
                    return found;
                }
            }
        };
        timeout(PATIENCE, found).await.expect("it never came")
    }

    pub async fn saved(&mut self, frames: u64) {
        self.until(|message| matches!(message, Message::Saved { frames: n, .. } if n >= frames).then_some(())).await;
    }

    pub async fn closed(&mut self) -> u16 {
        let code = async {
            loop {
                if let Some(Ok(Packet::Close(Some(frame)))) = self.0.next().await {
                    return frame.code.into();
                }
            }
        };
        timeout(PATIENCE, code).await.expect("it was never closed")
    }
}

/// More words at once than a field takes, as another editor may write them.
pub fn written(board: &mut Board, words: String) -> Message {
    Message::Update(board.fill(&Lesson { title: words, ..Lesson::default() }).unwrap())
}

pub fn typed(board: &mut Board, text: &str) -> Message {
    Message::Update(board.splice(&TITLE, 0, 0, text).unwrap())
}

pub async fn in_the_file(house: &House) -> String {
    let loaded = live::load(&house.database, house.document).await.unwrap().unwrap();
    let mut board = Board::new(Replica::new(1));
    for update in loaded.snapshot.iter().chain(&loaded.updates) {
        board.apply(update).unwrap();
    }
    board.lesson().title
}

#[tokio::test]
async fn x8_strangers_are_refused_before_the_upgrade() {
    let house = House::new().await;
    let board = house.document.to_string();
    let own = format!("http://{}", house.address);
    assert_eq!(house.status(&board, &[]).await, 401);
    assert_eq!(house.status(&board, &[("x-who", "stranger")]).await, 403);
    assert_eq!(house.status(&DocumentId::generate().to_string(), &[("x-who", "teacher")]).await, 404);
    assert_eq!(house.status("nonsense", &[("x-who", "teacher")]).await, 404);
    assert_eq!(house.status(&board, &[("x-who", "teacher"), ("origin", "https://evil.example")]).await, 403);
    assert_eq!(house.status(&board, &[("x-who", "teacher"), ("origin", &own)]).await, 101);
    assert_eq!(house.status(&board, &[("x-who", "head")]).await, 101);
}

#[tokio::test]
async fn s2_what_is_called_saved_is_in_the_file_and_a_colleague_sees_it() {
    let house = House::new().await;
    let (mut one, mut two) = (house.join().await, house.join().await);
    let (mut here, mut there) = (Board::new(Replica::new(7)), Board::new(Replica::new(8)));
    two.send(&Message::SyncStep1(there.replica().state_vector())).await;
    one.send(&typed(&mut here, "Halves")).await;
    one.saved(1).await;
    assert_eq!(in_the_file(&house).await, "Halves");
    let update = two.until(|message| if let Message::Update(update) = message { Some(update) } else { None });
    there.apply(&update.await).unwrap();
    assert_eq!(there.lesson().title, "Halves");
    assert_eq!(house.sync.loaded_rooms(), 1);
}

#[tokio::test]
async fn f1_a_stock_client_gets_nothing_that_it_does_not_know() {
    let house = House::new().await;
    let mut stock = house.dial(&house.document.to_string(), &[("x-who", "teacher")]).await.unwrap();
    stock.send(&typed(&mut Board::new(Replica::new(7)), "Halves")).await;
    let mut other = house.join().await;
    other.send(&typed(&mut Board::new(Replica::new(8)), "Thirds")).await;
    other.saved(1).await;
    stock
        .until(|message| match message {
            Message::SyncStep1(_) | Message::Awareness(_) => None,
            Message::Update(_) => Some(()),
            ours => panic!("{ours:?}"),
        })
        .await;
}

#[tokio::test]
async fn x1_x5_x7_bad_frames_close_their_peer_only() {
    let house = House::new().await;
    let mut good = house.join().await;
    let mut bad = house.join().await;
    bad.0.send(Packet::Binary(vec![0, 2, 200].into())).await.unwrap();
    assert_eq!(bad.closed().await, CloseCode::Malformed.number());
    let mut bad = house.join().await;
    bad.0.send(Packet::Text("hello".into())).await.unwrap();
    assert_eq!(bad.closed().await, CloseCode::Malformed.number());
    let mut bad = house.join().await;
    bad.0.send(Packet::Binary(vec![0; (1 << 20) + 1].into())).await.unwrap();
    assert_eq!(bad.closed().await, CloseCode::TooLarge.number());
    let mut reader = house.dial(&house.document.to_string(), &[("x-who", "head")]).await.unwrap();
    reader.send(&typed(&mut Board::new(Replica::new(9)), "no")).await;
    assert_eq!(reader.closed().await, CloseCode::Forbidden.number());
    good.send(&Message::Ping).await;
    good.until(|message| (message == Message::Pong).then_some(())).await;
}

#[tokio::test]
async fn x7_signing_out_closes_that_sign_ins_sockets() {
    let house = House::new().await;
    let (mut one, mut other) = (house.join().await, house.dial(&house.document.to_string(), &[("x-who", "head")]).await.unwrap());
    one.until(|message| matches!(message, Message::SyncStep1(_)).then_some(())).await;
    house.sync.sign_out(&SignIn("teacher".into()));
    assert_eq!(one.closed().await, CloseCode::SignedOut.number());
    other.send(&Message::Ping).await;
    other.until(|message| (message == Message::Pong).then_some(())).await;
}

#[tokio::test]
async fn l5_a_shutdown_saves_and_compacts_and_the_next_process_has_it_all() {
    let house = House::new().await;
    let mut one = house.join().await;
    let mut here = Board::new(Replica::new(7));
    for word in ["three ", "two ", "one "] {
        one.send(&typed(&mut here, word)).await;
    }
    // The last of it may be anywhere on its way.
    one.saved(1).await;
    house.sync.shutdown().await;
    assert_eq!(one.closed().await, CloseCode::Restarting.number());
    assert_eq!(house.status(&house.document.to_string(), &[("x-who", "teacher")]).await, 503);
    let loaded = live::load(&house.database, house.document).await.unwrap().unwrap();
    assert_eq!((loaded.rows, loaded.snapshot.is_some()), (0, true));
    assert!(in_the_file(&house).await.ends_with("three "));
    assert_eq!(house.sync.loaded_rooms(), 0);
}

#[tokio::test]
async fn b4_a_peer_that_does_not_read_holds_up_nobody_and_gets_all_in_the_end() {
    let house = House::new().await;
    let (mut slow, mut quick) = (house.join().await, house.join().await);
    let mut there = Board::new(Replica::new(8));
    slow.send(&Message::SyncStep1(there.replica().state_vector())).await;
    slow.until(|message| matches!(message, Message::SyncStep2(_)).then_some(())).await;
    // More than sockets and queue hold.
    let mut here = Board::new(Replica::new(7));
    for n in 0..60 {
        quick.send(&written(&mut here, format!("{n} ").repeat(20_000))).await;
        quick.saved(n + 1).await;
    }
    let title = here.lesson().title;
    while there.lesson().title != title {
        let update = slow.until(|message| match message {
            Message::Update(update) | Message::SyncStep2(update) => Some(update),
            _ => None,
        });
        there.apply(&update.await).unwrap();
    }
}

#[tokio::test]
async fn s8_words_that_were_removed_are_there_for_the_rest_of_the_day_whatever_becomes_of_the_log() {
    let house = House::new().await;
    let mut one = house.join().await;
    let mut here = Board::new(Replica::new(7));
    one.send(&typed(&mut here, "Halves and quarters of a strip")).await;
    one.saved(1).await;
    let wiped = here.splice(&TITLE, 0, 30, "").unwrap();
    one.send(&Message::Update(wiped)).await;
    one.saved(2).await;
    house.sync.shutdown().await;
    let loaded = live::load(&house.database, house.document).await.unwrap().unwrap();
    assert_eq!((loaded.rows, in_the_file(&house).await.as_str()), (0, ""), "compacted");
    let words: Vec<&str> = loaded.former.iter().map(|former| former.words.as_str()).collect();
    assert_eq!(words, ["Halves and quarters of a strip"]);
    let tomorrow = chrono::Utc::now() + chrono::TimeDelta::days(1);
    live::sweep_former(&house.database, tomorrow).await.unwrap();
    assert_eq!(live::load(&house.database, house.document).await.unwrap().unwrap().former, []);
}
