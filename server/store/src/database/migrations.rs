//! The schema's history, as it stands in `migrations/`.

use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};

/// When each was written, what it is about, and its SQL.
const FILES: &[(i64, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

/// All of them, in order.
pub fn migrator() -> Migrator {
    let migration = |&(version, words, sql): &(i64, &'static str, &'static str)| {
        Migration::new(version, words.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    Migrator::with_migrations(FILES.iter().map(migration).collect())
}
