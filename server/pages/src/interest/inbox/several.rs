//! What can be done with several expressions of interest at once. It needs [`Action::TriageInterest`].

use app::context;
use app::error::AppError;
use app::notice::Notice;
use model::accounts::roles::Person;
use model::permission::Action;
use store::Changes;
use store::interest::{self, Interest, Refused};

use super::decision::decide_with_default_letter;
use super::forms::{Bulk, BulkForm};
use crate::kit::{Form, Redirect};

/// Decides on several, gives them to somebody, or removes them. Those that can't be are left as they are, and stay ticked.
pub async fn change_several(form: BulkForm) -> Result<Redirect, AppError> {
    let (by, hub) = context::hub_person(Action::TriageInterest).await?;
    let bulk = form.check()?;
    let mut left = Vec::new();
    let mut changes = context::database()?.change().await?;
    for id in &form.chosen {
        // One that is gone stops none of the others.
        let interest = match id.parse() {
            Ok(id) => interest::one_in(&mut changes, hub, id).await?,
            Err(_) => None,
        };
        let Some(interest) = interest else {
            left.push("-gone".to_owned());
            continue;
        };
        match change_one(&mut changes, &interest, &by, bulk, form.has_letters()).await {
            Ok(()) => {}
            Err(Refused::Store(error)) => return Err(error.into()),
            Err(refused) => left.push(format!("{}-{}", interest.reference, why(refused))),
        }
    }
    changes.commit().await?;
    Ok(lead_back(&form.page(), &left))
}

async fn change_one(changes: &mut Changes, interest: &Interest, by: &Person, bulk: Bulk, letters: bool) -> Result<(), Refused> {
    match bulk {
        Bulk::Assign(to) => interest::assign(changes, interest.hub, interest.id, by, to).await,
        Bulk::Decide(state) => decide_with_default_letter(changes, interest, by, state, letters).await,
        Bulk::Remove => interest::remove(changes, interest.hub, interest.id, by).await,
    }
}

/// Why one was left as it was, in a word for an address.
fn why(refused: Refused) -> &'static str {
    match AppError::from(refused) {
        AppError::Invalid(problems) => problems.first().map_or("gone", |problem| problem.key()),
        _ => "gone",
    }
}

fn lead_back(page: &str, left: &[String]) -> Redirect {
    if left.is_empty() {
        return Redirect::with_notice(page, Notice::InterestsChanged);
    }
    let separator = if page.contains('?') { '&' } else { '?' };
    Redirect::with_notice(&format!("{page}{separator}left={}", left.join(".")), Notice::InterestsLeft)
}
