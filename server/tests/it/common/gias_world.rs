//! A database of one's own, and files that are brought into it.

use std::path::PathBuf;
use std::sync::atomic::AtomicU64;

use sqlx::{AssertSqlSafe, Connection};
use sqlx_sqlite::SqliteConnection;
use store::Database;
use store::schools::gias::{Files, GiasError, Mode, Report, SourceFile, import};
use tempfile::TempDir;

use crate::common::gias::{School, write_extract, write_links};

/// Schools in a database, and files beside it.
pub struct World {
    /// The database.
    pub db: Database,
    folder: TempDir,
}

impl World {
    pub async fn new() -> Self {
        let (db, folder) = super::template::empty_database().await;
        Self { db, folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn source(&self, name: &str) -> Option<SourceFile> {
        Some(SourceFile { path: self.path(name), name: name.to_owned() })
    }

    pub async fn run(&self, files: &Files, mode: Mode) -> Result<Report, GiasError> {
        import(&self.db, files, mode, &AtomicU64::new(0)).await
    }

    pub async fn extract(&self, schools: &[School]) -> Report {
        write_extract(&self.path("extract.csv"), schools);
        let files = Files { extract: self.source("extract.csv"), ..Files::default() };
        self.run(&files, Mode::Apply).await.expect("an import")
    }

    pub async fn links(&self, links: &[(u32, u32, &str, &str)]) -> Report {
        write_links(&self.path("links.csv"), links);
        let files = Files { links: self.source("links.csv"), ..Files::default() };
        self.run(&files, Mode::Apply).await.expect("an import")
    }

    /// The only value of a query, as text.
    pub async fn one(&self, query: &str) -> String {
        let all = self.all(query).await;
        assert_eq!(all.len(), 1, "{query}: {all:?}");
        all.into_iter().next().unwrap_or_default()
    }

    pub async fn all(&self, query: &str) -> Vec<String> {
        let rows: Vec<(Option<String>,)> =
            sqlx::query_as(AssertSqlSafe(query.to_owned())).fetch_all(&mut self.connection().await).await.expect("a query");
        rows.into_iter().map(|(value,)| value.unwrap_or_default()).collect()
    }

    pub async fn sql(&self, statement: &str) {
        sqlx::query(AssertSqlSafe(statement.to_owned())).execute(&mut self.connection().await).await.expect("a statement");
    }

    pub async fn connection(&self) -> SqliteConnection {
        SqliteConnection::connect(&self.path("twilight.db").to_string_lossy()).await.expect("a connection")
    }

    /// A history: the school took part in a phase.
    pub async fn history(&self, urn: u32) -> String {
        self.sql(&format!("insert into school_phase select id, 2024, 'embedding', 'hub' from school where urn = '{urn}'")).await;
        self.one(&format!("select id from school where urn = '{urn}'")).await
    }

    /// Everything that is kept of schools, by number instead of id.
    pub async fn everything(&self) -> Vec<String> {
        let mut all = self
            .all(
                "select urn || '|' || name || '|' || short_name || '|' || town || '|' || status || '|' || coalesce(close_date, '') || '|' ||
                        coalesce(pupils, '') || '|' || coalesce(easting, '') || '|' || coalesce(postcode, '') || '|' || coalesce(type_name, '')
                 from school order by urn",
            )
            .await;
        all.extend(self.all("select f.urn || ' > ' || s.urn || ' ' || coalesce(until_date, '') from school_former_urn f join school s on s.id = f.school order by 1").await);
        all.extend(self.all("select s.urn || ' < ' || p.urn || ' ' || coalesce(since_date, '') from school_predecessor x join school s on s.id = x.school join school p on p.id = x.predecessor order by 1").await);
        all.extend(self.all("select s.urn || ' ' || p.phase from school_phase p join school s on s.id = p.school order by 1").await);
        all.extend(
            self.all("select rowid || name || town || postcode || urn from school_search order by urn")
                .await
                .into_iter()
                .map(|row| row.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned()),
        );
        all
    }
}
