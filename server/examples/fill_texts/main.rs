//! Makes a database in which strangers have typed: for the tests that look whether words stay words on every page.
//!
//! ```text
//! cargo run -p server --example fill_texts -- DATABASE WORDS
//! ```

mod texts;

use sqlx::Connection;
use sqlx_sqlite::SqliteConnection;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let (Some(database), Some(words), None) = (words.next(), words.next(), words.next()) else {
        return Err("fill_texts wants a DATABASE and WORDS, no more".into());
    };
    let mut connection = SqliteConnection::connect(&database).await?;
    texts::fill(&mut connection, &words).await?;
    Ok(connection.close().await?)
}
