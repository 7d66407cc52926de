//! What the audit's page asks of the server.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::ui::frame::Frame;

/// A page of the audit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPageData {
    /// What every page shows.
    pub frame: Frame,
    /// The newest first.
    pub rows: Vec<AuditLine>,
    /// The kinds there are: word in the address, and what is read.
    pub kinds: Vec<(String, String)>,
    /// The entry after which the next page goes on; empty on the last.
    pub next: String,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditLine {
    /// `Tue 3 Nov 2026, 15:45`.
    pub at: String,
    /// Who, in words.
    pub who: String,
    /// What happened.
    pub words: String,
}

/// What a kind of action is called on the page.
pub fn kind_words(kind: &str) -> String {
    match kind {
        "account" => "Accounts".to_owned(),
        "commitment" => "Commitments".to_owned(),
        "audit" | "export" => "Exports of the audit".to_owned(),
        "forming" | "group" => "Groups".to_owned(),
        "import" => "Imports".to_owned(),
        "interest" => "Expressions of interest".to_owned(),
        "invitation" => "Invitations".to_owned(),
        "mail" | "message" => "Mail".to_owned(),
        "role" => "Roles".to_owned(),
        "rollover" => "Turn of the year".to_owned(),
        other => {
            let mut letters = other.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
        }
    }
}

/// Who did what to whom, the newest first.
#[server(endpoint = "audit", input = GetUrl)]
pub async fn load_audit(kind: String, text: String, before: String) -> Result<AuditPageData, AppError> {
    use crate::context;
    use model::permission::Action;
    use store::audit::{self, PAGE, Search};
    use store::uk_time;
    crate::error::answer(async {
        let (person, hub) = context::hub_person(Action::ViewAudit).await?;
        let database = context::database()?;
        let search = Search { kind, text, before: before.parse().ok() };
        let mut found = audit::search(&database, hub, &search, PAGE + 1).await?;
        let more = found.len() > PAGE as usize;
        found.truncate(PAGE as usize);
        let kinds = audit::kinds(&database, hub).await?.into_iter().map(|kind| {
            let words = kind_words(&kind);
            (kind, words)
        });
        Ok(AuditPageData {
            frame: context::hub_frame(&person).await?,
            kinds: kinds.collect(),
            next: found.last().filter(|_| more).map(|record| record.id.to_string()).unwrap_or_default(),
            rows: found
                .into_iter()
                .map(|record| AuditLine {
                    at: format!("{}, {}", uk_time::short(uk_time::day(record.at)), uk_time::clock(record.at)),
                    who: record.who,
                    words: record.words,
                })
                .collect(),
        })
    })
    .await
}
