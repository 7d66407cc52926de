//! A database of one's own, with one group in it.

pub mod commitment_year;
pub mod evening;
pub mod forms;
pub mod roles;
pub mod valley;

use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};

use model::accounts::email::EmailAddress;
use model::accounts::roles::SchoolRole;
use model::calendar::academic_year::AcademicYear;
use model::documents::{Kind, Summary};
use model::ids::{DocumentId, HubId, PersonId, SchoolId, WorkGroupId};
use model::permission::Subject;
use sqlx::Connection;
use sqlx_sqlite::SqliteConnection;
use store::accounts::people::NewPerson;
use store::accounts::{passwords, people};
use store::groups::NewYear;
use store::schools::NewSchool;
use store::{Database, groups, hub, live, schools};
use tempfile::TempDir;

pub const PASSWORD: &str = "chalk under the ninth pear";

/// Where people are who sign in or send a form.
pub const HOME: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));

/// A database file that goes when the test ends, with a hub, a group, two schools of it, and a person in each.
pub struct World {
    pub db: Database,
    pub file: PathBuf,
    pub hub: HubId,
    pub group: WorkGroupId,
    pub schools: [SchoolId; 2],
    pub people: [PersonId; 2],
    _folder: TempDir,
}

/// An empty database of one's own, its file, and the folder it is in, which goes with it.
pub async fn empty_database() -> (Database, PathBuf, TempDir) {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("twilight.db");
    let db = Database::open(&file, true).await.expect("a database");
    db.migrate().await.expect("a schema");
    (db, file, folder)
}

impl World {
    pub async fn new() -> Self {
        let (db, file, folder) = empty_database().await;
        let hash = passwords::hash(PASSWORD).await.expect("a hash");
        let mut changes = db.change().await.expect("changes");
        let hub = hub::add(&mut changes, "Lantern Vale", "hello@lanternvale.example").await.expect("a hub");
        let group = groups::add(&mut changes, hub, "Two Rivers").await.expect("a group");
        let oak = NewSchool { urn: "900005", name: "Oak Hollow Primary School", short_name: "Oak Hollow", town: "Thistlewick" };
        let elm = NewSchool { urn: "900002", name: "Elm Bank Primary School", short_name: "Elm Bank", town: "Sallowford" };
        let schools =
            [schools::add(&mut changes, &oak).await.expect("a school"), schools::add(&mut changes, &elm).await.expect("a school")];
        let person = async |changes: &mut _, name: &str, email: &str, school, role| {
            let email = address(email);
            let person = NewPerson { name, email: &email, password_hash: Some(&hash), school: Some((school, role)) };
            people::add(changes, &person).await.expect("a person")
        };
        let priya = person(&mut changes, "Priya Nandakumar", "priya@oak.example", schools[0], SchoolRole::LeadParticipant).await;
        let tom = person(&mut changes, "Tom Obaseki", "tom@elm.example", schools[1], SchoolRole::Teacher).await;
        let year =
            NewYear { academic_year: AcademicYear::at(chrono::Utc::now()), ncp_code: "NCP26-11", lead: Some(tom), focus: "Small steps" };
        let year = groups::add_year(&mut changes, group, &year).await.expect("a year");
        groups::add_school(&mut changes, year, schools[0], Some(priya)).await.expect("a school in the group");
        groups::add_school(&mut changes, year, schools[1], None).await.expect("a school in the group");
        changes.commit().await.expect("kept");
        Self { db, file, hub, group, schools, people: [priya, tom], _folder: folder }
    }

    /// A board that the first person began, without any update.
    pub async fn board(&self) -> DocumentId {
        let mut changes = self.db.change().await.expect("changes");
        let owner = Subject::Group(self.group);
        let board = live::create_in(&mut changes, owner, self.people[0], &Summary::empty(Kind::Board), None).await;
        changes.commit().await.expect("kept");
        board.expect("a board")
    }

    /// Runs one statement, as another process would.
    pub async fn sql(&self, statement: &'static str) {
        sqlx::query(statement).execute(&mut connection(&self.file).await).await.expect("a statement");
    }

    /// Closes the database, and looks whether its file holds these words anywhere.
    pub async fn leaves_behind(&self, words: &str) -> bool {
        self.db.close().await;
        let bytes = std::fs::read(&self.file).expect("the file");
        bytes.windows(words.len()).any(|window| window == words.as_bytes())
    }
}

/// A connection to the file itself, as another process would have it.
pub async fn connection(file: &Path) -> SqliteConnection {
    SqliteConnection::connect(&file.to_string_lossy()).await.expect("a connection")
}

/// A person as the server sees them once they have signed in.
pub async fn actor(db: &Database, person: PersonId) -> model::accounts::roles::Person {
    let mut changes = db.change().await.expect("changes");
    let session = store::accounts::sign_in::open_session(&mut changes, person).await.expect("a session");
    changes.commit().await.expect("kept");
    match store::accounts::sign_in::actor(db, &session.token).await.expect("an answer") {
        model::accounts::roles::Actor::Person(person) => person,
        model::accounts::roles::Actor::Guest(_) | model::accounts::roles::Actor::Anonymous => panic!("nobody"),
    }
}

/// The tokens of all letters that wait, the latest last: what their readers would find in the links.
pub async fn tokens(world: &World, kind: &str) -> Vec<String> {
    let rows: Vec<(String,)> =
        sqlx::query_as("select link from outbox where (kind = ?1 or kind like ?1 || '.%') and link is not null order by id")
            .bind(kind)
            .fetch_all(&mut connection(&world.file).await)
            .await
            .expect("letters");
    rows.into_iter().filter_map(|(link,)| link.rsplit('/').next().map(str::to_owned)).collect()
}

/// One number from the database.
pub async fn count(world: &World, select: &'static str) -> i64 {
    let (number,): (i64,) = sqlx::query_as(select).fetch_one(&mut connection(&world.file).await).await.expect("a number");
    number
}

pub fn address(text: &str) -> EmailAddress {
    text.parse().expect("an email address")
}
