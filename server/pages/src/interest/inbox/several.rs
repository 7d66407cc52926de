//! What can be done with several expressions of interest at once. It needs [`Action::TriageInterest`](model::permission::Action).

use app::context;
use app::error::AppError;
use app::notice::Notice;
use leptos::prelude::*;
use model::permission::Action;
use store::interest::{self, Refusal};

use super::checks::{self, Bulk};
use super::words::Look;

/// Decides on several, gives them to somebody, or removes them. Those that can't be are left as they are, and stay ticked.
#[server(endpoint = "interest-bulk")]
pub async fn change_interests(
    #[server(default)] chosen: Vec<String>,
    #[server(default)] change: String,
    #[server(default)] letters: String,
    #[server(default)] sure: String,
    #[server(default)] look: Look,
) -> Result<(), AppError> {
    let page = look.address();
    let mut fields: Vec<(&str, &str)> = chosen.iter().map(|id| ("chosen[]", id.as_str())).collect();
    fields.extend([("change", &*change), ("letters", &*letters), ("sure", &*sure)]);
    context::answer_fields(&page, &fields, async {
        let (by, hub) = context::hub_person(Action::TriageInterest).await?;
        let bulk = checks::bulk(&chosen, &change, !letters.is_empty(), !sure.is_empty())?;
        let mut left = Vec::new();
        let mut changes = context::database()?.change().await?;
        for id in &chosen {
            // One that is gone stops none of the others.
            let interest = match id.parse() {
                Ok(id) => interest::one_in(&mut changes, hub, id).await?,
                Err(_) => None,
            };
            let Some(interest) = interest else {
                left.push("-gone".to_owned());
                continue;
            };
            let done = match &bulk {
                Bulk::Assign(to) => {
                    let to = to.as_deref().map(str::parse).transpose()?;
                    let done = interest::assign(&mut changes, hub, interest.id, &by, to).await?;
                    if done { Ok(()) } else { Err(Refusal::NotFound) }
                }
                Bulk::Decide(state) => super::decision::decide_as_usual(&mut changes, &interest, &by, *state, !letters.is_empty()).await?,
                Bulk::Remove => interest::remove(&mut changes, hub, interest.id, &by).await?,
            };
            if let Err(refusal) = done {
                let why = match AppError::from(refusal) {
                    AppError::Invalid(problems) => problems.first().map_or("gone", |problem| problem.key()),
                    _ => "gone",
                };
                left.push(format!("{}-{why}", interest.reference));
            }
        }
        changes.commit().await?;
        if left.is_empty() {
            context::done(&page, Notice::InterestsChanged);
        } else {
            let separator = if page.contains('?') { '&' } else { '?' };
            context::done(&format!("{page}{separator}left={}", left.join(".")), Notice::InterestsLeft);
        }
        Ok(())
    })
    .await
}
