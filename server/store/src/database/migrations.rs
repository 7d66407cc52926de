//! The schema's history, as it stands in `migrations/`.

use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};

/// When each was written, what it is about, and its SQL.
const FILES: &[(i64, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

/// All of them, in order.
pub fn migrator() -> Migrator {
    up_to(i64::MAX)
}

/// Those written before a moment.
fn up_to(version: i64) -> Migrator {
    let migration = |&(version, words, sql): &(i64, &'static str, &'static str)| {
        Migration::new(version, words.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    Migrator::with_migrations(FILES.iter().filter(|(written, ..)| *written < version).map(migration).collect())
}

#[cfg(test)]
mod tests {
    use sqlx::{Connection, Executor};
    use sqlx_sqlite::SqliteConnection;

    use super::*;

    #[tokio::test]
    async fn a_database_of_before_plans_keeps_its_boards_and_lets_plans_in() -> Result<(), sqlx::Error> {
        let mut file = SqliteConnection::connect(":memory:").await?;
        up_to(20_261_130_090_000).run(&mut file).await?;
        let board = "insert into hub (id, name, contact_email, created_at) values ('h', 'Vale', 'a@b.example', 1);
                     insert into work_group (id, hub, name, created_at) values ('g', 'h', 'Rivers', 1);
                     insert into document (id, kind, work_group, summary, created_at, edited_at) values ('d', 'board', 'g', '{}', 1, 1);
                     insert into document_update (document, bytes, created_at) values ('d', x'0000', 1);";
        file.execute(board).await?;
        migrator().run(&mut file).await?;
        let of_kind = |kind: &str| {
            format!(
                "insert into document (id, kind, work_group, summary, created_at, edited_at) values ('{kind}', '{kind}', 'g', '{{}}', 1, 1)"
            )
        };
        for kind in ["plan", "notes"] {
            sqlx::query(sqlx::AssertSqlSafe(of_kind(kind))).execute(&mut file).await?;
        }
        assert!(sqlx::query(sqlx::AssertSqlSafe(of_kind("poem"))).execute(&mut file).await.is_err());
        let kinds: Vec<(String, String)> = sqlx::query_as("select id, kind from document order by id").fetch_all(&mut file).await?;
        assert_eq!(kinds, [("d", "board"), ("notes", "notes"), ("plan", "plan")].map(|(id, kind)| (id.to_owned(), kind.to_owned())));
        let (updates,): (i64,) = sqlx::query_as("select count(*) from document_update where document = 'd'").fetch_one(&mut file).await?;
        assert_eq!(updates, 1);
        Ok(())
    }

    #[tokio::test]
    async fn a_plan_of_before_notes_has_notes_that_can_be_opened() -> Result<(), Box<dyn std::error::Error>> {
        let mut file = SqliteConnection::connect(":memory:").await?;
        up_to(20_261_201_090_440).run(&mut file).await?;
        let plans = "insert into hub (id, name, contact_email, created_at) values ('h', 'Vale', 'a@b.example', 1);
                     insert into work_group (id, hub, name, created_at) values ('g', 'h', 'Rivers', 1);
                     insert into document (id, kind, work_group, summary, created_at, edited_at) values ('loose', 'plan', 'g', '{}', 1, 1);
                     pragma foreign_keys = off;
                     insert into document (id, kind, work_group, workshop, summary, created_at, edited_at) values ('p', 'plan', 'g', 'w', '{}', 1, 1);";
        file.execute(plans).await?;
        migrator().run(&mut file).await?;
        let notes: Vec<(String, String)> =
            sqlx::query_as("select id, workshop from document where kind = 'notes'").fetch_all(&mut file).await?;
        assert_eq!(notes.len(), 1, "{notes:?}");
        assert_eq!(notes[0].1, "w");
        assert_eq!(notes[0].0.parse::<model::ids::DocumentId>()?.to_string(), notes[0].0);
        for kind in ["plan", "notes"] {
            let second = format!(
                "insert into document (id, kind, work_group, workshop, summary, created_at, edited_at) values ('x', '{kind}', 'g', 'w', '{{}}', 1, 1)"
            );
            assert!(sqlx::query(sqlx::AssertSqlSafe(second)).execute(&mut file).await.is_err(), "a second {kind}");
        }
        Ok(())
    }
}
