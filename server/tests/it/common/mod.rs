//! A whole server of one's own: on a free port, with a database file and a built site that go when the test ends.

pub mod asked;
pub mod browser;
pub mod forms;
pub mod gias;
pub mod gias_world;
pub mod guest;
pub mod html_forms;
pub mod importer;
pub mod open_poll;
pub mod page;
pub mod refusals;
pub mod smtp;
pub mod tables;
pub mod template;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use model::documents::Kind;
use reqwest::header::{COOKIE, ORIGIN, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response};
use store::Database;
use tempfile::TempDir;
use template::Template;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use twilight::config::{ListenConfig, MailConfig, ServeConfig, SiteConfig};
use twilight::fixture::{self, Fixture};
use twilight::mail::config::Pace;
use twilight::{demo, serve};

/// A running server. It stops with the test's runtime; [`TestApp::stop`] stops it in good order.
pub struct TestApp {
    /// Where it listens.
    pub address: SocketAddr,
    /// Its database, opened a second time as another process would.
    pub database: Database,
    /// The database's file.
    pub file: PathBuf,
    client: Client,
    stop: oneshot::Sender<()>,
    running: JoinHandle<Result<(), serve::ServeError>>,
    folder: TempDir,
}

impl TestApp {
    /// With an empty database.
    pub async fn start() -> Self {
        Self::start_with(|_| ()).await
    }

    /// With an empty database, and a configuration of one's own.
    pub async fn start_with(configure: impl FnOnce(&mut ServeConfig)) -> Self {
        Self::start_on(Template::Empty, configure).await
    }

    async fn start_on(template: Template, configure: impl FnOnce(&mut ServeConfig)) -> Self {
        let folder = TempDir::new().expect("a folder");
        write_site(&folder);
        template.copy_to(&folder.path().join("twilight.db")).await;
        Self::start_in(folder, configure).await
    }

    /// With the demonstration.
    pub async fn with_demo() -> Self {
        Self::start_on(Template::Demonstration, |_| ()).await
    }

    /// With the demonstration, and a mail server that is never spoken to: letters are written, and wait.
    pub async fn with_demo_and_mail() -> Self {
        let app = Self::start_with(|config| {
            let pace = Pace { poll: Duration::from_secs(24 * 60 * 60), ..Pace::default() };
            config.mail = MailConfig { smtp: "smtp://127.0.0.1:9".parse().ok(), from: "post@twilight.example".parse().ok(), pace };
        });
        let app = app.await;
        demo::create(&app.database).await.expect("the demonstration");
        app
    }

    /// With the demonstration, in which nobody has done anything but design lessons.
    pub async fn with_quiet_demo() -> Self {
        Self::start_on(Template::QuietDemonstration, |_| ()).await
    }

    /// With people who have signed in, and boards that each of them may edit.
    pub async fn with_fixture(boards: usize, people: usize) -> (Self, Fixture) {
        let app = Self::start().await;
        let fixture = fixture::create(&app.database, Kind::Board, boards, people, false).await.expect("a fixture");
        (app, fixture)
    }

    /// Stops the server in good order, and starts it again on the same database, at another address.
    pub async fn restart(self) -> Self {
        let folder = self.stop().await;
        Self::start_in(folder, |_| ()).await
    }

    /// Stops the server in good order. The folder with its database is the caller's then.
    pub async fn stop(self) -> TempDir {
        self.stop.send(()).expect("a running server");
        self.running.await.expect("no panic").expect("an orderly end");
        self.database.close().await;
        self.folder
    }

    /// Starts on a folder that [`TestApp::stop`] left, with a configuration of one's own.
    pub async fn start_again_with(folder: TempDir, configure: impl FnOnce(&mut ServeConfig)) -> Self {
        Self::start_in(folder, configure).await
    }

    async fn start_in(folder: TempDir, configure: impl FnOnce(&mut ServeConfig)) -> Self {
        let file = folder.path().join("twilight.db");
        let database = Database::open(&file, true).await.expect("a database");
        database.migrate().await.expect("a schema");
        let mut config = ServeConfig {
            listen: ListenConfig {
                address: String::new(),
                origin: None,
                trust_proxy: false,
                connections_per_address: usize::MAX,
                patience: Default::default(),
            },
            site: SiteConfig { folder: Some(folder.path().join("site")) },
            mail: MailConfig::default(),
        };
        configure(&mut config);
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (stop, stopped) = oneshot::channel();
        let shutdown = async {
            // Without anybody left to stop it, it runs until the runtime ends.
            if stopped.await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        let running = tokio::spawn(serve::run(listener, database.clone(), config, shutdown));
        let own = Database::open(&file, false).await.expect("the same database");
        let client = Client::builder().redirect(Policy::none()).build().expect("a client");
        Self { address, database: own, file, client, stop, running, folder }
    }

    /// The address of a page.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// A request as a browser makes it by hand.
    pub fn request(&self, method: &str, path: &str) -> RequestBuilder {
        self.client.request(method.parse().expect("a method"), self.url(path)).header("accept", "text/html")
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Response {
        self.request("GET", path).send().await.expect("an answer")
    }

    /// Opens a page as somebody, by their cookie.
    pub async fn get_as(&self, cookie: &str, path: &str) -> Response {
        self.request("GET", path).header(COOKIE, cookie).send().await.expect("an answer")
    }

    /// Asks for data as the program in somebody's browser does, by their cookie.
    pub async fn data_as(&self, cookie: &str, path: &str) -> Response {
        self.client.get(self.url(path)).header("accept", "application/json").header(COOKIE, cookie).send().await.expect("an answer")
    }

    /// Sends a form from one of our own pages.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Response {
        self.form(path, form).send().await.expect("an answer")
    }

    /// The same as somebody, by their cookie.
    pub async fn post_as(&self, cookie: &str, path: &str, form: &[(&str, &str)]) -> Response {
        self.form(path, form).header(COOKIE, cookie).send().await.expect("an answer")
    }

    /// Sends the sign-in form.
    pub async fn try_sign_in(&self, email: &str, password: &str) -> Response {
        self.post("/api/sign-in", &[("email", email), ("password", password), ("next", "/today")]).await
    }

    /// Signs somebody of the demonstration in, and returns their cookie.
    pub async fn sign_in(&self, email: &str) -> String {
        let answer = self.try_sign_in(email, demo::PASSWORD).await;
        session_cookie(&answer).expect("a session")
    }

    /// Sends a form with files as somebody: each field as a file of its own name; one without a text as browsers send a
    /// field for which none was chosen.
    pub async fn post_parts_as(&self, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Response {
        let files: Vec<_> = fields.iter().map(|(name, text)| (*name, if text.is_empty() { "" } else { *name }, *text)).collect();
        self.post_files_as(cookie, path, &files).await
    }

    /// Sends a form with files as somebody: each field's name, the file's and what is in it.
    pub async fn post_files_as(&self, cookie: &str, path: &str, fields: &[(&str, &str, &str)]) -> Response {
        let fields: Vec<_> = fields.iter().map(|(name, file, text)| (*name, *file, text.as_bytes())).collect();
        self.post_bytes_as(cookie, path, &fields).await
    }

    /// The same with files that need not be text.
    pub async fn post_bytes_as(&self, cookie: &str, path: &str, fields: &[(&str, &str, &[u8])]) -> Response {
        let boundary = "a-boundary-that-no-field-holds";
        let part = |(name, file, bytes): &(&str, &str, &[u8])| {
            let head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\r\n");
            [head.as_bytes(), bytes, b"\r\n"].concat()
        };
        let mut body: Vec<u8> = fields.iter().flat_map(part).collect();
        body.extend(format!("--{boundary}--\r\n").bytes());
        let request = self.request("POST", path).header(ORIGIN, format!("http://{}", self.address)).header(COOKIE, cookie);
        let request = request.header("content-type", format!("multipart/form-data; boundary={boundary}"));
        request.body(body).send().await.expect("an answer")
    }

    fn form(&self, path: &str, form: &[(&str, &str)]) -> RequestBuilder {
        self.request("POST", path).header(ORIGIN, format!("http://{}", self.address)).form(form)
    }
}

/// The `name=value` of the session's cookie that an answer sets.
pub fn session_cookie(answer: &Response) -> Option<String> {
    let line = session_line(answer)?;
    let pair = line.split(';').next()?.to_owned();
    (!pair.ends_with('=')).then_some(pair)
}

/// The whole line that sets the session's cookie.
pub fn session_line(answer: &Response) -> Option<String> {
    let mut lines = answer.headers().get_all(SET_COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines.find(|line| line.starts_with("session=") || line.starts_with("__Host-session=")).map(str::to_owned)
}

/// A header's text; empty without it.
pub fn header<'a>(answer: &'a Response, name: &str) -> &'a str {
    answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// What the build would have written.
fn write_site(folder: &TempDir) {
    let site = folder.path().join("site");
    for (name, text) in [
        ("version", "abc123\n"),
        ("pkg/twilight.js", "export default 1;"),
        ("pkg/twilight_bg.wasm", "\0asm"),
        ("pkg/twilight_bg.wasm.br", "compressed"),
        ("fonts/plain.woff2", "a font"),
        ("scripts/upload.js", "// a script"),
        ("favicon.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("sizes.json", "{}"),
        (
            "parts.json",
            r#"{ "today": ["today.abc.pack", "shared.abc.wasm"], "board": ["board.abc.pack", "shared.abc.wasm", "board.abc.wasm"] }"#,
        ),
    ] {
        let file = site.join(name);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, text).expect("a file");
    }
}

/// A number from the environment: for a longer run, or the same one again.
pub fn from_environment(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|value| value.parse().ok())
}

/// Where all that is random in a test begins. It is printed, so that the same can be made again.
pub fn seed() -> u64 {
    let seed = from_environment("TWILIGHT_SEED").unwrap_or_else(|| fastrand::u64(..));
    eprintln!("TWILIGHT_SEED={seed} makes the same again");
    seed
}
