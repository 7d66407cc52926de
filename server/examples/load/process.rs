//! The real server as a child process, on a database of its own.

use std::error::Error;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde::Deserialize;

/// Anything that goes wrong here ends the run with a sentence.
pub type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// How long the server may take to answer after it was started.
const COLD_START: Duration = Duration::from_secs(20);

/// What `twilight fixture` prints: people who may each edit every board.
#[derive(Debug, Deserialize)]
pub struct Fixture {
    /// One `name=value` a person.
    pub cookies: Vec<String>,
    /// One id a board.
    pub documents: Vec<String>,
}

/// Makes a database with `boards` boards and `people` signed-in people.
///
/// # Errors
/// When the binary fails, or prints something else.
pub fn fixture(binary: &Path, database: &Path, boards: usize, people: usize) -> Outcome<Fixture> {
    let output = Command::new(binary)
        .args(["fixture", "--boards", &boards.to_string(), "--people", &people.to_string(), "--database"])
        .arg(database)
        .env("TWILIGHT_LOG", "warn")
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("can't run {}: {error}. Build it first: cargo build", binary.display()))?;
    if !output.status.success() {
        return Err(format!("twilight fixture ended with {}", output.status).into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// An address on this machine where nobody listens at the moment.
///
/// # Errors
/// When the machine has none.
pub fn free_address() -> Outcome<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}

/// A running server, killed when this goes.
pub struct Twilight {
    child: Child,
    address: SocketAddr,
}

impl Twilight {
    /// Starts the server and waits until it answers.
    ///
    /// # Errors
    /// When it does not.
    pub fn start(binary: &Path, database: &Path, address: SocketAddr) -> Outcome<Self> {
        Self::start_with(binary, database, address, &[])
    }

    /// The same with more environment variables.
    ///
    /// # Errors
    /// When it does not answer.
    pub fn start_with(binary: &Path, database: &Path, address: SocketAddr, variables: &[(&str, &str)]) -> Outcome<Self> {
        let mut command = Command::new(binary);
        command.args(["serve", "--address", &address.to_string(), "--database"]).arg(database);
        // A whole crowd comes from this one machine.
        command.env("TWILIGHT_LOG", "error").env("TWILIGHT_CONNECTIONS_PER_ADDRESS", "1000000").envs(variables.iter().copied());
        Self::run(command, address)
    }

    /// The same for a command of one's own, which makes a server at this address.
    ///
    /// # Errors
    /// When it does not answer.
    pub fn run(mut command: Command, address: SocketAddr) -> Outcome<Self> {
        let child = command.stdout(Stdio::null()).spawn();
        let child = child.map_err(|error| format!("can't run {command:?}: {error}. Build it first: cargo build"))?;
        let mut server = Self { child, address };
        let until = Instant::now() + COLD_START;
        while !answers(address) {
            if let Some(status) = server.child.try_wait()? {
                return Err(format!("the server ended at once: {status}").into());
            }
            if Instant::now() > until {
                return Err("the server does not answer".into());
            }
            sleep(Duration::from_millis(10));
        }
        Ok(server)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// `kill -9`: it gets no chance to save anything.
    ///
    /// # Errors
    /// When it has ended by itself before.
    pub fn kill(&mut self) -> Outcome<()> {
        if let Some(status) = self.child.try_wait()? {
            return Err(format!("the server ended by itself: {status}").into());
        }
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Twilight {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether `/healthz` says that all is well.
fn answers(address: SocketAddr) -> bool {
    let ask = || -> Outcome<bool> {
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_millis(200))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        write!(stream, "GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
        let mut head = [0; 12];
        stream.read_exact(&mut head)?;
        Ok(&head == b"HTTP/1.1 200")
    };
    ask().unwrap_or(false)
}
