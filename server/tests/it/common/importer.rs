//! Somebody of the hub who brings schools in by the page, on a server that runs as a process of its own.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder};
use tokio::time::{Instant, sleep};
use twilight::demo;

use super::gias::{School, write_extract};
use super::page::Page;
use super::{header, session_cookie};
use crate::load_generator::process::Outcome;

/// Until a file has been looked through, or brought in where nothing is in the way.
pub const LONG: Duration = Duration::from_secs(60);

/// So many schools: enough for several transactions.
pub const SCHOOLS: u32 = 4_000;
/// How many of them are in.
pub const BROUGHT_IN: &str = "select cast(count(*) as text) from school where urn between '100000' and '104000'";
/// What the audit says of it, the oldest first.
pub const TOLD: &str = "select coalesce(group_concat(action || ': ' || words, char(10)), '') from (select * from audit where action like 'schools.%' order by id)";

/// Writes a file of [`SCHOOLS`].
pub fn write_schools(file: &Path) {
    let schools: Vec<School> = (0..SCHOOLS).map(|n| School::new(100_000 + n, &format!("Oak Hollow {n} Primary School"))).collect();
    write_extract(file, &schools);
}

/// The hub's admin, signed in.
pub struct Importer {
    client: Client,
    url: String,
    cookie: String,
}

impl Importer {
    pub async fn sign_in(address: SocketAddr) -> Outcome<Self> {
        let (client, url) = (Client::builder().redirect(Policy::none()).build()?, format!("http://{address}"));
        let form = [("email", "nell@lanternvale.example"), ("password", demo::PASSWORD), ("next", "/today")];
        let mut importer = Self { client, url, cookie: String::new() };
        importer.cookie = session_cookie(&importer.post("/api/sign-in").form(&form).send().await?).ok_or("nobody is signed in")?;
        Ok(importer)
    }

    fn post(&self, path: &str) -> RequestBuilder {
        let request = self.client.post(format!("{}{path}", self.url)).header("accept", "text/html");
        request.header("origin", &self.url).header("cookie", &self.cookie)
    }

    /// Hands a file in and waits until it was looked through; returns the import's page.
    pub async fn upload(&self, file: &Path) -> Outcome<String> {
        let boundary = "a-boundary-that-no-field-holds";
        let head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"extract\"; filename=\"extract.csv\"\r\n\r\n");
        let body = [head.into_bytes(), std::fs::read(file)?, format!("\r\n--{boundary}--\r\n").into_bytes()].concat();
        let request = self.post("/schools/import/files").header("content-type", format!("multipart/form-data; boundary={boundary}"));
        let page = header(&request.body(body).send().await?, "location").to_owned();
        self.at_rest(&page, LONG).await?.offers("Bring these in");
        Ok(page)
    }

    /// Has it brought in; returns the answer's status.
    pub async fn apply(&self, page: &str) -> Outcome<u16> {
        Ok(self.post(&format!("{page}/apply")).send().await?.status().as_u16())
    }

    /// The import's page, once nothing is under way any more.
    pub async fn at_rest(&self, page: &str, within: Duration) -> Outcome<Page> {
        let until = Instant::now() + within;
        loop {
            let answer = self.client.get(format!("{}{page}", self.url)).header("cookie", &self.cookie).send().await?;
            let shown = Page::of(&answer.text().await?);
            if shown.count("meta[http-equiv='refresh']") == 0 {
                return Ok(shown);
            }
            if Instant::now() > until {
                return Err(format!("the import at {page} does not end").into());
            }
            sleep(Duration::from_millis(100)).await;
        }
    }
}
