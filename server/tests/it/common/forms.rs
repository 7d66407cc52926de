//! Forms of schools, as a stranger fills them in.

use app::error::Problem;
use sqlx::Connection;
use sqlx_sqlite::SqliteConnection;

use crate::common::TestApp;
use crate::common::browser::{Browser, Place};

pub const STAFF: &str = "omar@lanternvale.example";
pub const LEAD: &str = "helen@oakhollow.example";

pub trait Answering {
    async fn answer_all(&mut self, email: &str, earlier: &[(&str, &str)]) -> Place;
    async fn answer_and_send(&mut self, email: &str, earlier: &[(&str, &str)]) -> Place;
}

impl Answering for Browser<'_> {
    /// Answers every question for the demonstration's Elm Bank.
    async fn answer_all(&mut self, email: &str, earlier: &[(&str, &str)]) -> Place {
        self.send("/api/interest-begin", &[]).await;
        self.send("/api/interest-answer-school", &[("school", "900002"), ("town", "")]).await;
        self.send("/api/interest-answer-you", &[("name", "Asha Bell"), ("email", email), ("role", "Maths lead")]).await;
        self.send("/api/interest-answer-journey", earlier).await;
        self.send("/api/interest-answer-practice", &[("teachers", "12"), ("using", "8")]).await;
        self.send("/api/interest-answer-leadership", &[("pledges[]", "head"), ("pledges[]", "year")]).await;
        self.send("/api/interest-answer-notes", &[("notes", "=Parking is <b>easy</b>")]).await
    }

    /// The same, and sends the form.
    async fn answer_and_send(&mut self, email: &str, earlier: &[(&str, &str)]) -> Place {
        let place = self.answer_all(email, earlier).await;
        assert_eq!(place.address, "/interest/check", "{}", place.text);
        // People take longer than this.
        let mut place = self.send("/api/interest-send", &[("website", "")]).await;
        if place.refuses(Problem::InterestTooQuick) {
            self.app.as_if_they_had_taken_their_time().await;
            place = self.send("/api/interest-send", &[("website", "")]).await;
        }
        place
    }
}

pub const DEVELOPMENT: &[(&str, &str)] = &[("phases[]", "development"), ("development_year", "2023")];
pub const NONE: &[(&str, &str)] = &[("phases[]", "none")];

/// Looks into the database.
pub trait Looking {
    async fn column(&self, query: &'static str) -> Vec<String>;
    async fn count(&self, query: &'static str) -> i64;
    async fn run(&self, statement: &'static str);
    async fn empty_inbox(&self);
    /// Forms that are being filled in were begun a little earlier.
    async fn as_if_they_had_taken_their_time(&self);
}

impl Looking for TestApp {
    async fn column(&self, query: &'static str) -> Vec<String> {
        let mut connection = SqliteConnection::connect(&self.file.to_string_lossy()).await.expect("a connection");
        let rows: Vec<(String,)> = sqlx::query_as(query).fetch_all(&mut connection).await.expect("rows");
        rows.into_iter().map(|(text,)| text).collect()
    }

    async fn count(&self, query: &'static str) -> i64 {
        let mut connection = SqliteConnection::connect(&self.file.to_string_lossy()).await.expect("a connection");
        let (number,): (i64,) = sqlx::query_as(query).fetch_one(&mut connection).await.expect("a number");
        number
    }

    async fn run(&self, statement: &'static str) {
        let mut connection = SqliteConnection::connect(&self.file.to_string_lossy()).await.expect("a connection");
        sqlx::query(statement).execute(&mut connection).await.expect("a statement");
    }

    async fn empty_inbox(&self) {
        let mut connection = SqliteConnection::connect(&self.file.to_string_lossy()).await.expect("a connection");
        let statements = [
            "delete from interest_note",
            "delete from interest_change",
            "delete from interest",
            "delete from school_phase where source = 'interest'",
            "delete from audit",
        ];
        for statement in statements {
            sqlx::query(statement).execute(&mut connection).await.expect("a statement");
        }
    }

    async fn as_if_they_had_taken_their_time(&self) {
        self.run("update interest_draft set answers = json_set(answers, '$.started_at', answers ->> '$.started_at' - 4000)").await;
    }
}

pub async fn with_empty_inbox() -> TestApp {
    let app = TestApp::with_quiet_demo().await;
    app.empty_inbox().await;
    app
}

/// The address of the only expression of interest.
pub async fn only_one(app: &TestApp) -> String {
    format!("/hub/interest/{}", app.column("select id from interest").await.remove(0))
}
