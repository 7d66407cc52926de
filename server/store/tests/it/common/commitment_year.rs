//! A year of the world's group, with heads' addresses, and somebody who has letters sent.

use chrono::Utc;
use model::accounts::roles::{Person, SchoolRole};
use model::calendar::academic_year::AcademicYear;
use model::commitments::Wording;
use model::ids::{GroupYearId, SchoolId};
use sqlx::Connection;
use sqlx_sqlite::SqliteConnectOptions;
use sqlx_sqlite::SqliteConnection;
use store::Changes;
use store::commitments::{
    self, Asked, GroupYear, LeadAgreement, Progress, Refused, SavedWording, SchoolCommitment, ScreenSignature, Sender, SignedBy, Verified,
};
use store::groups::{self, NewYear};

use super::{World, address};

pub const SITE: &str = "https://twilight.example";

/// A year of the world's group, with heads' addresses, and somebody who has letters sent.
pub struct Year {
    pub world: World,
    pub year: GroupYear,
    pub lead: Person,
}

impl Year {
    pub async fn new() -> Self {
        let world = World::new().await;
        let year = commitments::group_year(&world.db, world.group, None).await.expect("read").expect("a year");
        let lead = person(&world, 1);
        let this = Self { world, year, lead };
        for (number, school) in this.world.schools.into_iter().enumerate() {
            this.set_head(school, &format!("head{number}@school.example")).await;
        }
        this
    }

    pub fn sender(&self) -> Sender<'_> {
        Sender { person: &self.lead, site: SITE }
    }

    pub async fn set_head(&self, school: SchoolId, email: &str) {
        let mut changes = self.world.db.change().await.expect("changes");
        let email = address(email);
        commitments::set_head(&mut changes, self.sender(), &self.year, school, "Judith Abara", Some(&email)).await.expect("kept");
        changes.commit().await.expect("kept");
    }

    pub async fn ask(&self, school: SchoolId) -> Asked {
        let mut changes = self.world.db.change().await.expect("changes");
        let asked = commitments::ask(&mut changes, self.sender(), &self.year, school).await.expect("asked");
        changes.commit().await.expect("kept");
        asked
    }

    pub async fn remind(&self, school: SchoolId, confirmed: bool) -> Asked {
        let mut changes = self.world.db.change().await.expect("changes");
        let asked = commitments::remind(&mut changes, self.sender(), &self.year, school, confirmed).await.expect("reminded");
        changes.commit().await.expect("kept");
        asked
    }

    pub async fn renew(&self, school: SchoolId) {
        let mut changes = self.world.db.change().await.expect("changes");
        commitments::renew(&mut changes, self.sender(), &self.year, school).await.expect("renewed");
        changes.commit().await.expect("kept");
    }

    /// Asks, and returns the token in the letter.
    pub async fn asked(&self, school: SchoolId) -> String {
        assert_eq!(self.ask(school).await, Asked::Sent);
        self.token().await
    }

    /// The tokens in the letters that are still to go out, the newest last.
    pub async fn tokens(&self) -> Vec<String> {
        let rows: Vec<(String,)> = self.sql_rows("select link from outbox where link like '%/commitment/%' order by id").await;
        rows.into_iter().filter_map(|(link,)| link.rsplit('/').next().map(str::to_owned)).collect()
    }

    /// The newest of them.
    pub async fn token(&self) -> String {
        self.tokens().await.pop().expect("a letter with a link")
    }

    /// An online workshop, which begins at this moment.
    pub async fn add_workshop(&self, number: u8, starts_at: i64) {
        sqlx::query(
            "insert into workshop (id, group_year, number, half_term, title, mode, starts_at)
             select 'workshop ' || ?1, id, ?1, 'Autumn ' || ?1, 'A workshop', 'online', ?2 from group_year",
        )
        .bind(number)
        .bind(starts_at)
        .execute(&mut self.connection().await)
        .await
        .expect("a workshop");
    }

    /// The group's next year, with one school in it.
    pub async fn add_next(&self, changes: &mut Changes, school: SchoolId) -> (AcademicYear, GroupYearId) {
        let academic_year = AcademicYear::at(Utc::now()).next();
        let new = NewYear { academic_year, ncp_code: "NCP27-09", lead: None, focus: "" };
        let id = groups::add_year(changes, self.world.group, &new).await.expect("a year");
        groups::add_school(changes, id, school, None).await.expect("a school");
        (academic_year, id)
    }

    pub async fn commitment(&self, school: SchoolId) -> SchoolCommitment {
        commitments::school_commitment(&self.world.db, &self.year, school).await.expect("read").expect("a commitment")
    }

    pub async fn fingerprint(&self, school: SchoolId) -> String {
        commitments::fingerprint(&self.commitment(school).await.paper)
    }

    pub async fn set_aside(&self, school: SchoolId, reason: &str) {
        let mut changes = self.world.db.change().await.expect("changes");
        commitments::set_aside(&mut changes, &self.year, school, &self.lead, reason, SITE).await.expect("done");
        changes.commit().await.expect("kept");
    }

    pub async fn agree(&self, person: &Person, school: SchoolId, shown: &str) -> Result<i64, Refused> {
        let mut changes = self.world.db.change().await.expect("changes");
        let agreement = LeadAgreement { person, year: &self.year, school, shown };
        let done = commitments::agree(&mut changes, &agreement).await;
        changes.commit().await.expect("kept");
        done
    }

    pub async fn edit_wording(&self, clause: &str) -> SavedWording {
        let mut changes = self.world.db.change().await.expect("changes");
        let latest = commitments::current_wording(&mut changes, self.world.hub).await.expect("a wording");
        let wording = Wording { clauses: vec![clause.to_owned()], ..latest.wording };
        let saved = commitments::save_wording(&mut changes, self.world.hub, self.lead.id, latest.id, &wording).await.expect("saved");
        changes.commit().await.expect("kept");
        saved
    }

    pub async fn sign_by(&self, token: &str, shown: &str) -> Result<i64, Refused> {
        let mut changes = self.world.db.change().await.expect("changes");
        let signature = ScreenSignature {
            by: SignedBy::Link(token),
            shown,
            typed_name: "J Abara",
            drawing: "",
            printed_name: "Judith Abara",
            signed_on: Utc::now().date_naive(),
            site: SITE,
        };
        let done = commitments::sign(&mut changes, &signature).await;
        changes.commit().await.expect("kept");
        done
    }

    /// Asks and signs for a school.
    pub async fn signed(&self, school: SchoolId) {
        let token = self.asked(school).await;
        self.sign_by(&token, &self.fingerprint(school).await).await.expect("signed");
    }

    pub async fn progress(&self, school: SchoolId) -> Progress {
        self.commitment(school).await.state.progress()
    }

    pub async fn verify(&self) -> Verified {
        commitments::verify(&self.world.db).await.expect("walked")
    }

    pub async fn connection(&self) -> SqliteConnection {
        // As from outside: nobody who writes into the file behind the program's back has to mind what refers to what.
        let options = SqliteConnectOptions::new().filename(&self.world.file).foreign_keys(false);
        SqliteConnection::connect_with(&options).await.expect("a connection")
    }

    pub async fn sql(&self, statement: &'static str) {
        sqlx::raw_sql(statement).execute(&mut self.connection().await).await.expect("done");
    }

    pub async fn sql_rows<T>(&self, statement: &'static str) -> Vec<T>
    where
        T: for<'r> sqlx::FromRow<'r, sqlx_sqlite::SqliteRow> + Send + Unpin,
    {
        sqlx::query_as(statement).fetch_all(&mut self.connection().await).await.expect("rows")
    }
}

pub fn person(world: &World, number: usize) -> Person {
    Person {
        id: world.people[number],
        name: "Somebody".into(),
        school: Some(world.schools[number]),
        school_name: "A school".into(),
        school_role: SchoolRole::LeadParticipant,
        hub: None,
        groups: vec![world.group],
        leads: Vec::new(),
        leads_schools: Vec::new(),
    }
}
