//! C7 and C8: the queue never stops at one entry.

use super::*;
use crate::live::replica::{Incoming, words};
use crate::live::scan::{Bounds, Scanned};

/// An update that the server refuses whoever sends it (F11): a document within the document, written by client 77.
const POISON: &[u8] = &[1, 1, 77, 0, 9, 1, 5, b'o', b't', b'h', b'e', b'r', 1, b'g', 118, 0, 0];

/// What the server is, for one page: it takes whole frames or closes, and saves at once.
struct Server {
    replica: Replica,
    frames: u64,
    sent: Vec<Vec<u8>>,
    full_beyond: usize,
}

impl Server {
    fn new() -> Self {
        Self { replica: Replica::new(9), frames: 0, sent: Vec::new(), full_beyond: usize::MAX }
    }

    /// A frame of the page's: answers, or the code it is closed with.
    fn take(&mut self, frame: &[u8]) -> Result<Vec<Message>, CloseCode> {
        if frame.len() > Bounds::FRAME.bytes {
            return Err(CloseCode::TooLarge);
        }
        let mut answers = Vec::new();
        for message in Message::decode_frame(frame).map_err(|_| CloseCode::Malformed)? {
            match message {
                Message::SyncStep1(state) => {
                    let missing = self.replica.missing_from(&state).expect("a state");
                    answers.push(Message::SyncStep2(missing));
                }
                Message::SyncStep2(update) | Message::Update(update) => {
                    let scanned = Scanned::read(&update, &Bounds::FRAME).map_err(|_| CloseCode::Malformed)?;
                    let incoming = Incoming::read(scanned).map_err(|_| CloseCode::Malformed)?;
                    if self.replica.snapshot().len() + update.len() > self.full_beyond && !self.replica.holds(&incoming) {
                        return Err(CloseCode::TooLarge);
                    }
                    self.replica.take_in(incoming);
                    self.sent.push(update);
                    self.frames += 1;
                    answers.push(Message::Saved { frames: self.frames, at: 1 });
                }
                _ => {}
            }
        }
        Ok(answers)
    }
}

impl Page {
    /// Time passes until nothing happens any more; returns how often the server closed.
    fn live_with(&mut self, server: &mut Server, now: &mut Millis) -> usize {
        let mut closed = 0;
        for _ in 0..1_000 {
            *now += 100;
            self.link.tick(self.board.replica(), *now, 0.0, &mut self.effects);
            while !self.effects.is_empty() {
                match self.effects.remove(0) {
                    Effect::Connect(_) => {
                        server.frames = 0;
                        self.link.opened(self.board.replica(), *now, &mut self.effects);
                        self.receive(&Message::SyncStep1(server.replica.state_vector()), *now);
                    }
                    Effect::Keep(key, _) => self.link.kept(key, &mut self.effects),
                    Effect::SetAside(entry, _) => self.link.kept_aside(entry.key, &mut self.effects),
                    Effect::Send(frame) => match server.take(&frame) {
                        Ok(answers) => answers.iter().for_each(|answer| self.receive(answer, *now)),
                        Err(code) => {
                            closed += 1;
                            self.effects.retain(|effects| !matches!(effects, Effect::Send(_)));
                            self.link.closed(code.number(), *now, 0.0);
                        }
                    },
                    _ => {}
                }
            }
        }
        closed
    }

    /// An update that did not come by typing.
    fn make(&mut self, update: &[u8]) {
        self.board.apply(update).expect("an update");
        self.link.edited(update.to_vec(), 0, &mut self.effects);
    }
}

/// What another editor on this device has pasted.
fn paste(client: u64, words: &str) -> Vec<u8> {
    use yrs::{ReadTxn, StateVector, Text, Transact};
    let doc = yrs::Doc::with_client_id(client);
    let text = doc.get_or_insert_text("vocabulary");
    text.insert(&mut doc.transact_mut(), 0, words);
    doc.transact().encode_state_as_update_v1(&StateVector::default())
}

#[test]
fn c7_what_is_too_large_for_a_frame_goes_in_parts() {
    let words = "1.1 MB \u{1F600}".repeat(100_000);
    for first_joined in [false, true] {
        let (mut page, mut server, mut now) = (Page::new(1), Server::new(), 0);
        if first_joined {
            page.live_with(&mut server, &mut now);
        }
        page.make(&paste(5, &words));
        page.type_title("and a title", now);
        assert_eq!(page.live_with(&mut server, &mut now), 0);
        assert_eq!(page.link.pending(), 0);
        assert!(matches!(page.state(now), SaveState::Saved { .. }), "{:?}", page.state(now));
        let board = Board::new(std::mem::replace(&mut server.replica, Replica::new(8)));
        assert!(board.lesson().vocabulary == words && board.lesson().title == "and a title");
    }
}

#[test]
fn c7_what_the_server_lacks_is_never_sent_as_somebodys_writing() {
    // A reader was told of it before the server was set back.
    let (mut page, server) = (Page::new(1), Replica::new(9));
    page.board.apply(&paste(5, &"told long ago ".repeat(50_000))).expect("an update");
    page.link.opened(page.board.replica(), 0, &mut page.effects);
    page.effects.clear();
    page.receive(&Message::SyncStep1(server.state_vector()), 0);
    let is_answer = |effects: &Effect| matches!(effects, Effect::Send(frame) if matches!(Message::decode_frame(frame).as_deref(), Ok([Message::SyncStep2(_)])));
    assert!(page.effects.len() > 2 && page.effects.iter().all(is_answer), "{}", page.effects.len());
}

#[test]
fn c7_what_is_void_is_dropped_and_the_rest_is_sent() {
    let (mut page, mut server, mut now) = (Page::new(1), Server::new(), 0);
    let kept = vec![(3, vec![1, 2, 3]), (4, vec![0, 0]), (5, Vec::new()), (6, paste(5, "words"))];
    page.link.found(kept, page.board.replica_mut(), 0, &mut page.effects);
    assert!(page.effects.contains(&Effect::Forget(vec![3, 4, 5])), "{:?}", page.effects);
    page.live_with(&mut server, &mut now);
    assert_eq!((page.link.pending(), page.link.aside().count()), (0, 0));
    assert_eq!(Board::new(server.replica).lesson().vocabulary, "words");
}

#[test]
fn c8_what_the_server_refuses_is_set_aside_and_the_rest_goes_on() {
    for (poison, first_joined) in [(POISON, true), (POISON, false)] {
        let (mut page, mut server, mut now) = (Page::new(1), Server::new(), 0);
        if first_joined {
            page.live_with(&mut server, &mut now);
        }
        page.type_title("before ", 0);
        page.make(poison);
        page.type_title("after ", 0);
        let closed = page.live_with(&mut server, &mut now);
        assert!((1..4).contains(&closed), "{closed}");
        assert_eq!(page.link.aside().map(|aside| aside.update.as_slice()).collect::<Vec<_>>(), [poison]);
        assert!(matches!(page.state(now), SaveState::Saved { .. }), "{:?}", page.state(now));
        // And what is typed now goes as usual.
        page.type_title("later ", now);
        assert_eq!(page.live_with(&mut server, &mut now), 0);
        assert_eq!(page.link.pending(), 0);
        assert_eq!(Board::new(server.replica).lesson().title, "later after before ");
    }
}

#[test]
fn c8_what_no_room_is_left_for_is_set_aside_here_too_and_its_words_are_there() {
    let (mut page, mut server, mut now) = (Page::new(1), Server::new(), 0);
    server.full_beyond = 500;
    page.live_with(&mut server, &mut now);
    page.type_title("small ", now);
    let vocabulary = TextAddress::Lesson(LessonText::Vocabulary);
    let large = page.board.splice(&vocabulary, 0, 0, &"large".repeat(200)).expect("an edit");
    page.link.edited(large, now, &mut page.effects);
    let behind = page.board.splice(&vocabulary, 1_000, 0, "behind it").expect("an edit");
    page.link.edited(behind, now, &mut page.effects);
    page.live_with(&mut server, &mut now);
    assert_eq!(page.link.aside().map(|aside| words(&aside.update)).collect::<Vec<_>>(), ["large".repeat(200)]);
    assert_eq!(page.link.pending(), 0);
    // The page shows what everybody sees.
    let (here, there) = (page.board.lesson(), Board::new(server.replica).lesson());
    assert_eq!((here.vocabulary.as_str(), here.title.as_str()), ("behind it", "small "));
    assert_eq!(here, there);
    let key = page.link.aside().map(|aside| aside.key).next().expect("one");
    page.link.let_go(key, &mut page.effects);
    assert_eq!((page.link.aside().count(), page.effects.last()), (0, Some(&Effect::ForgetAside(key))));
}

#[test]
fn c8_a_refusal_that_is_about_no_update_ends_it() {
    let mut page = Page::joined();
    page.link.closed(CloseCode::TooLarge.number(), 10, 0.0);
    page.link.tick(page.board.replica(), 60_000, 0.0, &mut page.effects);
    assert_eq!(page.effects, []);
    assert_eq!(page.state(60_000), SaveState::Refused { code: CloseCode::TooLarge, kept: true });
}

#[test]
fn c8_it_is_set_aside_on_the_device_together_with_what_goes_in_its_place() {
    let (mut page, mut now) = (Page::joined(), 0);
    page.make(POISON);
    page.link.closed(CloseCode::Malformed.number(), 10, 0.0);
    while !page.effects.iter().any(|item| matches!(item, Effect::Connect(_))) {
        now += 100;
        page.link.tick(page.board.replica(), now, 0.0, &mut page.effects);
    }
    let empty = Replica::new(9);
    for _ in 0..2 {
        page.link.opened(page.board.replica(), now, &mut page.effects);
        page.receive(&Message::SyncStep1(empty.state_vector()), now);
        page.link.closed(CloseCode::Malformed.number(), now, 0.0);
    }
    let aside = page.effects.iter().find_map(|effects| match effects {
        Effect::SetAside(entry, hollow) => Some((entry.update.clone(), hollow.clone())),
        _ => None,
    });
    let (update, hollow) = aside.expect("it is set aside");
    assert_eq!(update, POISON);
    assert!(Scanned::read(&hollow, &Bounds::FRAME).is_ok(), "what is left of it can be sent");
    assert!(page.link.would_lose(), "until the device has it");
}
