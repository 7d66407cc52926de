//! A mail server for tests: small, but it speaks SMTP (RFC 5321) over a real socket, and can be told to misbehave. Written
//! here and not taken from a crate, because what the tests need is the misbehaving: falling silent between a message and its
//! answer, hanging up, refusing one address and taking the next.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A message that the server has taken over: it has read it to its end and taken responsibility for it, whether or not the
/// client heard of that.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Who it was from and to, as said outside of it.
    pub from: String,
    pub to: Vec<String>,
    /// Its header lines, unfolded.
    pub headers: Vec<(String, String)>,
    /// What follows them, as it came.
    pub body: String,
    /// Whether the client was told that it was taken.
    pub answered: bool,
}

impl Taken {
    /// A header's value; empty without it.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }

    /// The part with this content type, decoded.
    pub fn part(&self, content_type: &str) -> String {
        let kind = self.header("content-type");
        let outer = kind.split("boundary=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a boundary");
        // A part may have parts itself: the HTML with its pictures.
        let inner = self.body.split("boundary=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or(outer);
        let (outer, inner) = (format!("--{outer}"), format!("--{inner}"));
        let parts = self.body.split(&outer).flat_map(|part| part.split(&inner));
        let parts: Vec<&str> = parts.filter(|part| !part.contains("multipart/")).collect();
        let part = parts.iter().find(|part| part.to_lowercase().contains(&format!("content-type: {content_type}"))).expect("the part");
        let (head, body) = part.trim_start().split_once("\r\n\r\n").expect("a blank line");
        let head = head.to_lowercase();
        if head.contains("quoted-printable") {
            quoted_printable(body)
        } else {
            assert!(!head.contains("base64"), "this reader knows no base64");
            body.to_owned()
        }
    }
}

/// What the server does otherwise than it should.
#[derive(Clone, Debug, Default)]
pub struct Manners {
    /// Recipients that begin with one of these are answered with the code and words beside.
    pub recipients: Vec<(&'static str, &'static str)>,
    /// What is answered to MAIL, if not 250.
    pub mail: Option<&'static str>,
    /// What is answered to a message's content, if not 250; it is not taken then.
    pub content: Option<&'static str>,
    /// Hangs up after it has taken a message, without an answer: so many times.
    pub hang_up: u32,
    /// Waits before it answers to a message's content, up to so many milliseconds.
    pub slow: u64,
    /// The same for exactly so long.
    pub wait: Option<Duration>,
}

/// A running mail server. It ends with the test.
pub struct MailServer {
    /// Where it listens, or listened.
    pub address: SocketAddr,
    shared: Arc<Mutex<Shared>>,
    listening: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    taken: Vec<Taken>,
    manners: Manners,
    connections: usize,
}

impl MailServer {
    /// On a free port of this machine.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let mut server = Self { address, shared: Arc::default(), listening: None };
        server.listen(listener);
        server
    }

    /// Nobody can connect any more.
    pub async fn go_down(&mut self) {
        if let Some(listening) = self.listening.take() {
            listening.abort();
            let _ = listening.await;
        }
    }

    /// It is there again, at the same address.
    pub async fn come_back(&mut self) {
        let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
        socket.set_reuseaddr(true).expect("an option");
        socket.bind(self.address).expect("the same port");
        self.listen(socket.listen(64).expect("a listener"));
    }

    fn listen(&mut self, listener: TcpListener) {
        let shared = self.shared.clone();
        self.listening = Some(tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                lock(&shared).connections += 1;
                // What a connection that broke had to say is of no interest.
                tokio::spawn(converse(socket, shared.clone()));
            }
        }));
    }

    /// Changes how it behaves from now on.
    pub fn behave(&self, change: impl FnOnce(&mut Manners)) {
        change(&mut lock(&self.shared).manners);
    }

    /// All it has taken so far.
    pub fn taken(&self) -> Vec<Taken> {
        lock(&self.shared).taken.clone()
    }

    /// How many connections there were.
    pub fn connections(&self) -> usize {
        lock(&self.shared).connections
    }

    /// The same as soon as it has taken `number` messages.
    pub async fn wait_for(&self, number: usize) -> Vec<Taken> {
        let until = Instant::now() + Duration::from_secs(15);
        while self.taken().len() < number {
            assert!(Instant::now() < until, "only {} of {number} messages came", self.taken().len());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        self.taken()
    }
}

fn lock(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn converse(socket: TcpStream, shared: Arc<Mutex<Shared>>) -> Option<()> {
    let (read, mut write) = socket.into_split();
    let mut lines = BufReader::new(read);
    say(&mut write, "220 mail.test ESMTP").await?;
    let (mut from, mut to) = (String::new(), Vec::new());
    loop {
        let line = line(&mut lines).await?;
        let manners = lock(&shared).manners.clone();
        let upper = line.to_uppercase();
        if upper.starts_with("EHLO ") {
            say(&mut write, "250-mail.test\r\n250-8BITMIME\r\n250 SMTPUTF8").await?;
        } else if upper.starts_with("MAIL FROM:") {
            (from, to) = (path(&line), Vec::new());
            say(&mut write, manners.mail.unwrap_or("250 go on")).await?;
        } else if upper.starts_with("RCPT TO:") {
            let address = path(&line);
            let odd = manners.recipients.iter().find(|(start, _)| address.starts_with(start));
            if odd.is_none() {
                to.push(address);
            }
            say(&mut write, odd.map_or("250 go on", |(_, answer)| answer)).await?;
        } else if upper == "DATA" && to.is_empty() {
            say(&mut write, "503 to whom?").await?;
        } else if upper == "DATA" {
            say(&mut write, "354 end with a dot").await?;
            let text = content(&mut lines).await?;
            content_came(&mut write, &shared, &manners, read_message(&from, &to, &text)).await?;
            to.clear();
        } else if upper == "RSET" {
            to.clear();
            say(&mut write, "250 forgotten").await?;
        } else if upper == "QUIT" {
            say(&mut write, "221 goodbye").await?;
            return Some(());
        } else {
            say(&mut write, "502 not known here").await?;
        }
    }
}

/// Takes a message, and says so, or not.
async fn content_came(write: &mut OwnedWriteHalf, shared: &Mutex<Shared>, manners: &Manners, message: Taken) -> Option<()> {
    if let Some(answer) = manners.content {
        return say(write, answer).await;
    }
    // From here on it is the server's, whatever becomes of the connection.
    let place = {
        let mut shared = lock(shared);
        shared.taken.push(message);
        if shared.manners.hang_up > 0 {
            shared.manners.hang_up -= 1;
            return None;
        }
        shared.taken.len() - 1
    };
    let wait = manners.wait.unwrap_or_else(|| Duration::from_millis(fastrand::u64(0..=manners.slow)));
    tokio::time::sleep(wait).await;
    say(write, "250 taken").await?;
    lock(shared).taken[place].answered = true;
    Some(())
}

/// `<somebody@example>` in a command.
fn path(line: &str) -> String {
    line.split('<').nth(1).and_then(|rest| rest.split('>').next()).unwrap_or_default().to_owned()
}

async fn line(lines: &mut BufReader<OwnedReadHalf>) -> Option<String> {
    let mut line = String::new();
    let length = lines.read_line(&mut line).await.ok()?;
    (length > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned())
}

/// The lines up to a single dot; a dot at the beginning of a line was doubled on the way.
async fn content(lines: &mut BufReader<OwnedReadHalf>) -> Option<String> {
    let mut text = String::new();
    loop {
        let line = line(lines).await?;
        if line == "." {
            return Some(text);
        }
        text.push_str(line.strip_prefix('.').unwrap_or(&line));
        text.push_str("\r\n");
    }
}

fn read_message(from: &str, to: &[String], text: &str) -> Taken {
    let (head, body) = text.split_once("\r\n\r\n").expect("headers");
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in head.split("\r\n") {
        match (line.strip_prefix([' ', '\t']), headers.last_mut()) {
            (Some(more), Some((_, value))) => {
                value.push(' ');
                value.push_str(more.trim_start());
            }
            _ => {
                let (name, value) = line.split_once(':').expect("a header");
                headers.push((name.to_owned(), value.trim().to_owned()));
            }
        }
    }
    Taken { from: from.to_owned(), to: to.to_vec(), headers, body: body.to_owned(), answered: false }
}

async fn say(write: &mut OwnedWriteHalf, words: &str) -> Option<()> {
    write.write_all(format!("{words}\r\n").as_bytes()).await.ok()
}

fn quoted_printable(text: &str) -> String {
    let joined = text.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        if byte == b'=' {
            let digits = std::str::from_utf8(&after[..2]).expect("two digits");
            bytes.push(u8::from_str_radix(digits, 16).expect("two digits"));
            rest = &after[2..];
        } else {
            bytes.push(byte);
            rest = after;
        }
    }
    String::from_utf8(bytes).expect("text")
}
