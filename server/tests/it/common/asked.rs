//! The demonstration, whose lead has asked every head.

use chrono::{TimeDelta, Utc};
use model::accounts::email::EmailAddress;
use model::ids::SchoolId;
use reqwest::Response;
use reqwest::header::{CONTENT_TYPE, COOKIE, ORIGIN};
use store::accounts::links::{self, NewLink, Purpose};
use store::commitments::{self, GroupYear, SchoolCommitment};
use store::hub;

use super::TestApp;
use super::page::Page;

pub const LEAD: &str = "helen@oakhollow.example";
pub const HEAD: &str = "judith@ashlane.example";
pub const OTHER_HEAD: &str = "davinder@elmbank.example";
pub const PARTICIPANT: &str = "amy@ashlane.example";
pub const TEACHER: &str = "rosa@elmbank.example";
pub const ADMIN: &str = "nell@lanternvale.example";
pub const STAFF: &str = "omar@lanternvale.example";
pub const STRANGER: &str = "noah@wharfroad.example";

/// The demonstration, whose lead has asked every head.
pub struct Asked {
    pub app: TestApp,
    pub year: GroupYear,
    pub school: SchoolId,
    pub lead: String,
}

impl Asked {
    pub async fn new() -> Self {
        let app = TestApp::with_quiet_demo().await;
        let lead = app.sign_in(LEAD).await;
        let hub = hub::first(&app.database).await.expect("read").expect("a hub");
        let groups = hub::groups(&app.database, hub).await.expect("read");
        let group = groups.iter().find(|group| group.lead.as_deref() == Some("Helen Whitlock")).expect("her group").id;
        let year = commitments::group_year(&app.database, group, None).await.expect("read").expect("a year");
        let states = commitments::states(&app.database, &year).await.expect("read");
        let school = states.iter().find(|state| state.name.starts_with("Ash Lane")).expect("Ash Lane").school;
        let this = Self { app, year, school, lead };
        let form = [("group", this.group()), ("year", this.year.academic_year.starts_in().to_string())];
        this.post(&this.lead, "/api/ask-heads", &form).await;
        this
    }

    pub fn group(&self) -> String {
        self.year.group.to_string()
    }

    pub fn page(&self) -> String {
        format!("/groups/{}/commitments", self.year.group)
    }

    pub async fn commitment(&self) -> SchoolCommitment {
        commitments::school_commitment(&self.app.database, &self.year, self.school).await.expect("read").expect("a commitment")
    }

    /// A link as a letter to Ash Lane's head holds it.
    pub async fn link(&self, lifetime: TimeDelta) -> String {
        let email: EmailAddress = HEAD.parse().expect("an address");
        let subject = self.commitment().await.state.commitment.map(|id| id.to_string());
        let mut changes = self.app.database.change().await.expect("changes");
        let link = NewLink { purpose: Purpose::Commitment, email: &email, person: None, subject, details: "{}".into(), by: None, lifetime };
        let token = links::create(&mut changes, &link).await.expect("a link");
        changes.commit().await.expect("kept");
        token
    }

    /// The page behind a link.
    pub async fn open(&self, token: &str) -> Page {
        let answer = self.app.get(&format!("/commitment/{token}")).await;
        assert_eq!(answer.status(), 200);
        Page::of_answer(answer).await
    }

    /// Sends the form, all ticked and dated today, with the fingerprint of the page it was on.
    pub async fn sign(&self, token: &str, shown: &str) -> Response {
        let day = today();
        self.app.post("/api/sign-commitment", &signing(&[("token", token), ("shown", shown), ("signed_on", &day)])).await
    }

    /// What the hub's admin sends to give the paper other words.
    pub async fn other_wording(&self, admin: &str) -> [(&'static str, String); 5] {
        let edit = self.page_as(admin, "/hub/clauses/edit").await;
        [
            ("base", edit.field("base").value),
            ("wording_title", "Our commitment".to_owned()),
            ("wording_introduction", "One.\n\nTwo.".to_owned()),
            ("wording_clauses", "Come to all six.\nShare what you learn.".to_owned()),
            ("wording_closing", "I, the headteacher of {school}, agree.".to_owned()),
        ]
    }

    pub async fn post(&self, cookie: &str, path: &str, form: &[(&str, String)]) -> Response {
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.app.post_as(cookie, path, &form).await
    }

    /// Fields that every form about Ash Lane has.
    pub fn about(&self) -> Vec<(&'static str, String)> {
        vec![("group", self.group()), ("school", self.school.to_string()), ("year", self.year.academic_year.starts_in().to_string())]
    }

    /// A page as somebody who has signed in sees it.
    pub async fn page_as(&self, cookie: &str, path: &str) -> Page {
        let answer = self.app.get_as(cookie, path).await;
        assert_eq!(answer.status(), 200, "{path}");
        Page::of_answer(answer).await
    }

    /// Sends the form that records a paper signed in ink.
    pub async fn record(&self, fields: &[(&str, &str)], scan: &[u8]) -> Response {
        let mut all = vec![("printed_name", "Judith Amankwah")];
        all.extend(fields);
        let request = self.app.request("POST", &format!("{}/{}/record", self.page(), self.school));
        let request = request.header(ORIGIN, self.app.url("")).header(COOKIE, &self.lead);
        let request = request.header(CONTENT_TYPE, "multipart/form-data; boundary=edge").body(multipart(&all, scan));
        request.send().await.expect("an answer")
    }

    pub async fn verified(&self) -> String {
        commitments::verify(&self.app.database).await.expect("walked").to_string()
    }
}

pub fn signing<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut form = more.to_vec();
    form.extend([("ticks[]", "1"), ("ticks[]", "2"), ("ticks[]", "3"), ("ticks[]", "4")]);
    form.extend([("typed_name", "J Amankwah"), ("printed_name", "Judith Amankwah")]);
    form
}

pub fn today() -> String {
    Utc::now().date_naive().to_string()
}

pub fn multipart(fields: &[(&str, &str)], scan: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    body.extend(
        b"--edge\r\nContent-Disposition: form-data; name=\"scan\"; filename=\"x\"\r\nContent-Type: application/octet-stream\r\n\r\n",
    );
    body.extend(scan);
    body.extend(b"\r\n--edge--\r\n");
    body
}
