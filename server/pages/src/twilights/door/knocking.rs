//! What a code or link opens, as far as whoever comes with it may try.

use app::context;
use app::error::AppError;
use model::accounts::roles::Actor;
use model::permission::{Action, Subject, may};
use model::twilights::Key;
use store::twilights::{self, Knock, Refused, Twilight};

/// What a code or link opens; nothing where it is a wrong one, which is counted. While somebody guesses in the network that it comes from, no code
/// is answered there, be it right or wrong. Who is in already comes in all the same, and so does whoever has the link: nobody guesses that.
pub async fn knock(key: Option<&Key>, actor: &Actor) -> Result<Option<Knock>, AppError> {
    let (database, from) = (context::database()?, context::client_address());
    let found = match key {
        Some(key) => twilights::knock(&database, key).await?,
        None => None,
    };
    let is_link = matches!(key, Some(Key::Link(_)));
    if found.as_ref().is_some_and(|found| is_link || is_in(actor, &found.twilight)) {
        return Ok(found);
    }
    if twilights::is_guessing(&database, from).await? {
        return Err(Refused::Guessing.into());
    }
    if found.is_none() {
        twilights::count_wrong(&database, from).await?;
    }
    Ok(found)
}

/// Whether this very twilight's boards are somebody's already. Being in at another is no leave to guess.
fn is_in(actor: &Actor, twilight: &Twilight) -> bool {
    match actor {
        Actor::Guest(guest) => guest.workshop == twilight.workshop,
        Actor::Person(_) => may(actor, Action::ViewGroup, Subject::Group(twilight.group)).is_ok(),
        Actor::Anonymous => false,
    }
}
