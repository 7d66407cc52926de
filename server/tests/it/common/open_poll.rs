//! The date poll of the demonstration, and answers to it as browsers send them.

use model::calendar::academic_year::AcademicYear;
use reqwest::Response;
use store::polls::{self, Listed};
use store::workshops::plan;

use super::TestApp;
use super::browser::{Browser, Place};
use super::page::Page;

pub const LEAD: &str = "helen@oakhollow.example";
/// Of the same group, at a school that has answered.
pub const MEMBER: &str = "rosa@elmbank.example";
/// The lead of another group, whose workshops have no dates.
pub const OTHER_LEAD: &str = "idris@saltersby.example";

/// The demonstration's poll: four dates, and answers of six of eight schools.
pub struct OpenPoll {
    pub app: TestApp,
    pub group: String,
    pub poll: String,
    /// The path of its link.
    pub link: String,
}

impl OpenPoll {
    pub async fn new() -> Self {
        Self::of(TestApp::with_demo().await).await
    }

    pub async fn of(app: TestApp) -> Self {
        let group = group_of(&app, "Helen Whitlock").await;
        let Listed { id, secret, .. } = polls::of_group(&app.database, group.parse().expect("an id")).await.expect("polls").remove(0);
        let link = format!("/polls/{}", secret.expect("a link"));
        Self { app, group, poll: id.to_string(), link }
    }

    /// The address of the lead's page, or of one of its further pages.
    pub fn page(&self, page: &str) -> String {
        format!("/groups/{}/polls/{}{page}", self.group, self.poll)
    }

    /// Fields that every form about it has.
    pub fn about<'a>(&'a self, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
        [("group", self.group.as_str()), ("poll", self.poll.as_str())].into_iter().chain(more.iter().copied()).collect()
    }

    /// The lead's page.
    pub async fn seen_by_lead(&self) -> Page {
        let lead = self.app.sign_in(LEAD).await;
        Page::of_answer(self.app.get_as(&lead, &self.page("")).await).await
    }

    /// Somebody without an account answers, from the page behind the link.
    pub async fn answered(&self, name: &str, replies: [&str; 4]) -> Place {
        let mut browser = Browser::new(&self.app);
        let page = browser.open(&self.link).await;
        send(&mut browser, &filled(page.page(), name, replies)).await
    }
}

/// The group that somebody leads.
pub async fn group_of(app: &TestApp, lead: &str) -> String {
    let hub = store::hub::first(&app.database).await.expect("read").expect("a hub");
    let groups = store::hub::groups(&app.database, hub).await.expect("read");
    groups.iter().find(|group| group.lead.as_deref() == Some(lead)).expect("a group").id.to_string()
}

/// Whether the workshop that is asked about has a date.
pub async fn has_date(poll: &OpenPoll) -> bool {
    let group = poll.group.parse().expect("an id");
    let plan = plan::load(&poll.app.database, group, Some(AcademicYear::at(chrono::Utc::now()))).await.expect("read").expect("a year");
    plan.workshops.iter().find(|workshop| workshop.number == 5).expect("a workshop").time.is_some()
}

/// What a lead sends to open a poll with two dates at the end of the year, for the first of a group's workshops that has none.
pub async fn opening(app: &TestApp, group: &str) -> Vec<(String, String)> {
    let undated = polls::undated(&app.database, group.parse().expect("an id")).await.expect("read");
    let year = AcademicYear::at(chrono::Utc::now()).next().starts_in();
    let fields = [
        ("group", group.to_owned()),
        ("workshop", undated.first().map(|workshop| workshop.id.to_string()).unwrap_or_default()),
        ("sentence", "Salt Street has the hall.".to_owned()),
        ("last_day", chrono::Utc::now().format("%-d/%-m/%y").to_string()),
        ("days[d1]", format!("31/8/{year}")),
        ("starts[d1]", "13:00".to_owned()),
        ("ends[d1]", "17:15".to_owned()),
        ("twilights[d1]", "15:45".to_owned()),
        ("days[d2]", format!("30 Aug {year}")),
        ("starts[d2]", "9:00".to_owned()),
        ("ends[d2]", "12:00".to_owned()),
    ];
    fields.map(|(field, value)| (field.to_owned(), value)).to_vec()
}

/// Opens a poll.
pub async fn open(app: &TestApp, cookie: &str, form: &[(String, String)]) -> Response {
    let form: Vec<(&str, &str)> = form.iter().map(|(field, value)| (field.as_str(), value.as_str())).collect();
    app.post_as(cookie, "/api/poll-open", &form).await
}

/// A form as it stands on a page, with what somebody fills in.
pub fn filled(page: &Page, name: &str, replies: [&str; 4]) -> Vec<(String, String)> {
    let hidden = ["poll", "token", "again", "member"].map(|field| (field.to_owned(), page.field(field).value));
    let typed = [("name", name), ("school", "other"), ("other_school", "Mill House School")];
    let typed = typed.map(|(field, value)| (field.to_owned(), value.to_owned()));
    let said = (1..).zip(replies).map(|(place, reply)| (format!("replies[d{place}]"), reply.to_owned()));
    hidden.into_iter().chain(typed).chain(said).collect()
}

/// The same with other values of some fields.
pub fn but(form: &[(String, String)], others: &[(&str, &str)]) -> Vec<(String, String)> {
    let kept = form.iter().filter(|(field, _)| !others.iter().any(|(other, _)| other == field)).cloned();
    kept.chain(others.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned()))).collect()
}

/// Sends an answer.
pub async fn send(browser: &mut Browser<'_>, form: &[(String, String)]) -> Place {
    let form: Vec<(&str, &str)> = form.iter().map(|(field, value)| (field.as_str(), value.as_str())).collect();
    browser.send("/api/poll-answer", &form).await
}
