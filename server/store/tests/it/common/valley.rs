//! A hub in full swing: three groups in their year, twenty schools, expressions of interest, signed commitments, letters.

use std::collections::BTreeMap;

use model::accounts::roles::{HubRole, Person, SchoolRole};
use model::calendar::academic_year::AcademicYear;
use model::ids::{GroupYearId, HubId, PersonId, SchoolId, WorkGroupId};
use sqlx::AssertSqlSafe;
use store::accounts::people::{self, NewPerson};
use store::forming::{self, NewGroup};
use store::groups::NewYear;
use store::schools::NewSchool;
use store::{Database, groups, hub, mail, schools};
use tempfile::TempDir;

use crate::common::{actor, address, connection, empty_database};

pub struct Valley {
    pub db: Database,
    pub file: std::path::PathBuf,
    pub hub: HubId,
    /// The academic year it is.
    pub year: AcademicYear,
    pub groups: Vec<(WorkGroupId, GroupYearId)>,
    /// Twenty; the first eighteen in groups, six each.
    pub schools: Vec<SchoolId>,
    pub leads: Vec<PersonId>,
    /// The hub's admin, as a request would bring them.
    pub nell: Person,
    _folder: TempDir,
}

impl Valley {
    pub async fn new() -> Self {
        let (db, file, folder) = empty_database().await;
        let year = AcademicYear::at(chrono::Utc::now());
        let mut changes = db.change().await.expect("changes");
        let hub = hub::add(&mut changes, "Lantern Vale", "hello@lanternvale.example").await.expect("a hub");
        let nell = address("nell@lanternvale.example");
        let person = NewPerson { name: "Nell Ashby", email: &nell, password_hash: None, school: None };
        let nell = people::add(&mut changes, &person).await.expect("a person");
        hub::set_role(&mut changes, hub, nell, HubRole::Admin).await.expect("a role");
        let (mut school_ids, mut leads) = (Vec::new(), Vec::new());
        for number in 0..20 {
            let (urn, name, short) =
                (format!("{}", 910_000 + number), format!("School {number:02} Primary"), format!("School {number:02}"));
            let school = NewSchool { urn: &urn, name: &name, short_name: &short, town: "Sallowford" };
            let school = schools::add(&mut changes, &school).await.expect("a school");
            for (kind, role) in [("head", SchoolRole::Headteacher), ("lead", SchoolRole::LeadParticipant)] {
                let email = address(&format!("{kind}{number}@schools.example"));
                let name = format!("{kind} of {number}");
                let person = NewPerson { name: &name, email: &email, password_hash: None, school: Some((school, role)) };
                let id = people::add(&mut changes, &person).await.expect("a person");
                if kind != "head" {
                    leads.push(id);
                }
            }
            school_ids.push(school);
        }
        let mut made = Vec::new();
        for (place, name) in ["Cedar", "Rowan", "Two Rivers"].into_iter().enumerate() {
            let group = groups::add(&mut changes, hub, name).await.expect("a group");
            let new = NewYear { academic_year: year, ncp_code: &code(year), lead: Some(leads[place * 6]), focus: "Small steps" };
            let group_year = groups::add_year(&mut changes, group, &new).await.expect("a year");
            for number in place * 6..place * 6 + 6 {
                groups::add_school(&mut changes, group_year, school_ids[number], Some(leads[number])).await.expect("a school");
            }
            made.push((group, group_year));
        }
        let letter = mail::Letter { subject: "Welcome".into(), ..mail::Letter::default() };
        let to = address("lead0@schools.example");
        let message = mail::NewMessage {
            hub,
            kind: "welcome",
            to: ("lead of 0", &to),
            letter: &letter,
            link: None,
            urgent: false,
            about: None,
            by: None,
        };
        mail::enqueue(&mut changes, &message).await.expect("a letter");
        changes.commit().await.expect("kept");
        let nell = actor(&db, nell).await;
        let valley = Self { db, file, hub, year, groups: made, schools: school_ids, leads, nell, _folder: folder };
        valley.paper().await;
        valley
    }

    /// Expressions of interest for the last two schools, places on the map, commitments with signatures.
    async fn paper(&self) {
        let (hub, year) = (self.hub, self.year.starts_in());
        for (number, school) in self.schools.iter().enumerate() {
            let (east, north) = (400_000 + 1500 * number, 300_000 + 700 * (number % 5));
            self.sql(&format!("update school set easting = {east}, northing = {north} where id = '{school}'")).await;
        }
        for (number, school) in self.schools.iter().enumerate().skip(18) {
            self.sql(&format!(
                "insert into interest (id, hub, reference, academic_year, state, school, contact_name, contact_email, contact_role,
                                       earlier, teachers, teachers_using, submitted_at, changed_at)
                 values ('0192f0c0-0000-7000-8000-0000000000{number}', '{hub}', 'REF0{number}', {year}, 'accepted', '{school}', 'Kim', 'kim@x.example',
                         'Headteacher', '[{{\"phase\":\"embedding\",\"year\":{}}}]', 9, 7, 1, 1)",
                year - 1
            ))
            .await;
        }
        for number in 0..3 {
            let (group_year, school) = (self.groups[0].1, self.schools[number]);
            self.sql(&format!(
                "insert into commitment (id, group_year, school, clauses, head_name, head_email, created_at)
                 values ('0192f0c0-2222-7000-8000-00000000000{number}', '{group_year}', '{school}', (select id from clauses where hub is null),
                         'Head as signed {number}', 'signed{number}@schools.example', 1)"
            ))
            .await;
            self.sql(&format!(
                "insert into signature (commitment, who, way, typed_name, printed_name, signed_on, content, at, seal)
                 values ('0192f0c0-2222-7000-8000-00000000000{number}', 'head', 'screen', 'H', 'Head', '{year}-09-12', '{{}}', 1, x'00')"
            ))
            .await;
        }
    }

    /// A new group without schools, in this academic year.
    pub async fn form_hazel(&self, year: AcademicYear) -> GroupYearId {
        let mut changes = self.db.change().await.expect("changes");
        let new = NewGroup { name: "Hazel", ncp_code: &code(year), title: "", focus: "" };
        let hazel = forming::form_group(&mut changes, self.hub, &self.nell, year, &new).await.expect("a group");
        changes.commit().await.expect("kept");
        hazel
    }

    /// Runs one statement, as another process would.
    pub async fn sql(&self, statement: &str) {
        self.try_sql(statement).await.expect("a statement");
    }

    /// The same for a statement that may be refused.
    pub async fn try_sql(&self, statement: &str) -> Result<(), sqlx::Error> {
        sqlx::query(AssertSqlSafe(statement.to_owned())).execute(&mut connection(&self.file).await).await.map(|_| ())
    }

    /// One text out of the database; empty for null or nothing.
    pub async fn text(&self, statement: &str) -> String {
        let mut connection = connection(&self.file).await;
        let row: Option<(Option<String>,)> =
            sqlx::query_as(AssertSqlSafe(statement.to_owned())).fetch_optional(&mut connection).await.expect("an answer");
        row.and_then(|(text,)| text).unwrap_or_default()
    }

    /// A number out of the database.
    pub async fn count(&self, statement: &str) -> i64 {
        let mut connection = connection(&self.file).await;
        let (count,): (i64,) = sqlx::query_as(AssertSqlSafe(statement.to_owned())).fetch_one(&mut connection).await.expect("a number");
        count
    }

    /// Every row of every table but `without`, as text, by table. Not the count of changes of rights, which only ever goes up.
    pub async fn dump(&self, without: &[&str]) -> BTreeMap<String, Vec<String>> {
        let mut connection = connection(&self.file).await;
        let tables: Vec<(String,)> =
            sqlx::query_as("select name from sqlite_schema where type = 'table'").fetch_all(&mut connection).await.expect("tables");
        let mut dump = BTreeMap::new();
        for (table,) in tables.into_iter().filter(|(table,)| table != "rights_change" && !without.contains(&table.as_str())) {
            let columns: Vec<(String,)> =
                sqlx::query_as("select name from pragma_table_info(?)").bind(&table).fetch_all(&mut connection).await.expect("columns");
            let quoted: Vec<String> = columns.iter().map(|(column,)| format!("quote(\"{column}\")")).collect();
            let statement = format!("select {} as line from \"{table}\" order by line", quoted.join(" || ',' || "));
            let lines: Vec<(String,)> = sqlx::query_as(AssertSqlSafe(statement)).fetch_all(&mut connection).await.expect("rows");
            dump.insert(table, lines.into_iter().map(|(line,)| line).collect());
        }
        dump
    }
}

/// The project code of a year.
pub fn code(year: AcademicYear) -> String {
    format!("NCP{}-11", year.starts_in() % 100)
}
