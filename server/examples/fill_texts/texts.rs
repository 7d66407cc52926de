//! Where in a database the words of people stand.

use sqlx::AssertSqlSafe;
use sqlx_sqlite::SqliteConnection;

/// Columns with what somebody typed, or brought along in a file.
pub const TYPED: &[(&str, &[&str])] = &[
    ("attendance", &["school_name"]),
    ("audit", &["who", "words"]),
    ("closed_day", &["words"]),
    ("commitment", &["head_name"]),
    ("document_former", &["words"]),
    ("forming_step", &["words"]),
    ("group_year", &["title", "focus", "ncp_code"]),
    ("guest", &["name", "school_name"]),
    ("host_pack", &["room", "parking", "wifi", "refreshments", "access", "bring"]),
    ("hub", &["name", "contact_name", "contact_phone", "controller"]),
    ("interest", &["school_typed", "town_typed", "contact_name", "contact_role", "notes", "override_reason"]),
    ("interest_note", &["note"]),
    ("outbox", &["to_name", "subject", "text", "reply_to_name", "last_error"]),
    ("person", &["name"]),
    ("plan_template", &["name"]),
    ("poll", &["sentence"]),
    ("poll_answer", &["name", "school_typed", "comment"]),
    ("running", &["message"]),
    (
        "school",
        &[
            "name",
            "short_name",
            "town",
            "trust",
            "street",
            "county",
            "locality",
            "address3",
            "federation",
            "district",
            "region",
            "la_name",
            "type_name",
            "website",
            "telephone",
        ],
    ),
    ("school_import", &["file_name"]),
    ("signature", &["printed_name", "set_aside_reason"]),
    ("twilight_table", &["name"]),
    ("work_group", &["name"]),
    ("workshop", &["title", "note", "place", "cancelled_reason"]),
];

/// Words within columns of JSON.
pub const WITHIN: &[(&str, &str, &str)] = &[
    ("clauses", "wording", "$.title"),
    ("clauses", "wording", "$.introduction[0]"),
    ("document", "summary", "$.title"),
    ("document", "summary", "$.key_learning_point"),
    ("plan_template", "agenda", "$.blocks[0].title"),
    ("school_fold", "details", "$.name"),
];

/// Puts words before every text that is there.
///
/// # Errors
/// When a column does not exist, or takes no such words.
pub async fn fill(connection: &mut SqliteConnection, words: &str) -> Result<(), sqlx::Error> {
    let columns = TYPED.iter().flat_map(|(table, columns)| columns.iter().map(move |column| (table, column)));
    let plain = columns.map(|(table, column)| format!("update {table} set {column} = ?1 || ' ' || coalesce({column}, '')"));
    let within = WITHIN.iter().map(|(table, column, path)| {
        format!("update {table} set {column} = json_set({column}, '{path}', ?1 || ' ' || json_extract({column}, '{path}'))")
    });
    for statement in plain.chain(within) {
        sqlx::query(AssertSqlSafe(statement)).bind(words).execute(&mut *connection).await?;
    }
    Ok(())
}
