//! What the mail pages show, to people of the hub who may manage its mail.

use app::context;
use app::error::AppError;
use app::ui::fields::Choice;
use model::accounts::roles::Actor;
use model::ids::MessageId;
use model::mail::Folder;
use model::permission::{Action, Subject, may};
use store::mail::{self, Filter};

use super::read;
use super::view::{ByHand, MailData, MessageData};
use super::words;

/// The messages of the hub in one drawer.
pub async fn load_mail(folder: String, kind: String, search: String, before: Option<MessageId>) -> Result<MailData, AppError> {
    let (person, hub) = context::hub_person(Action::ManageMail).await?;
    let database = context::database()?;
    let folder = Folder::from_key(&folder).unwrap_or_default();
    let filter = Filter { kind: kind.clone(), search: search.trim().to_owned(), before };
    let mut listed = mail::list(&database, hub, folder, &filter, read::A_PAGE + 1).await?;
    let more = listed.len() > read::A_PAGE as usize;
    listed.truncate(read::A_PAGE as usize);
    let now = chrono::Utc::now();
    let when = read::When::at(now, context::mail().configured, mail::next_digest(now));
    let kinds = mail::kinds(&database, hub).await?;
    let kinds = kinds.into_iter().map(|key| Choice::new(key.as_str(), words::kind(&key)).default_if(key == kind)).collect();
    Ok(MailData {
        frame: context::hub_frame(&person).await?,
        health: read::health(mail::health(&database).await?, &when),
        folder,
        counts: mail::counts(&database, hub).await?.to_vec(),
        kinds,
        kind,
        search,
        older: listed.last().map(|last| last.id).filter(|_| more),
        messages: listed.into_iter().map(|message| read::row(message, &when)).collect(),
        look_first: store::hub::face(&database, hub).await?.hold_mail,
    })
}

/// One message of the hub; `with_copy` with what is to be copied by whoever sends it by hand. Who sees a secret link is written down.
pub async fn load_message(id: MessageId, with_copy: bool) -> Result<MessageData, AppError> {
    let (person, hub) = context::hub_person(Action::ManageMail).await?;
    let gives_roles = may(&Actor::Person(person.clone()), Action::ManageHubPeople, Subject::Hub(hub)).is_ok();
    let (database, configured) = (context::database()?, context::mail().configured);
    let message = mail::get(&database, hub, id).await?.ok_or(AppError::NotFound)?;
    // The real link is shown where somebody has to copy it, and nowhere else.
    let copy = match with_copy && read::needs_a_hand(&message.listed, configured) {
        true => mail::copy_for_hand(&database, hub, id, gives_roles).await?,
        false => mail::ByHand::Nothing,
    };
    if matches!(copy, mail::ByHand::Text(_, true)) {
        mail::note_shown(&database, (hub, &person), id).await?;
    }
    let by_hand = match copy {
        mail::ByHand::Nothing => ByHand::No,
        mail::ByHand::Personal => ByHand::Personal,
        mail::ByHand::AdminsOnly => ByHand::AdminsOnly,
        mail::ByHand::Text(text, _) => read::copy(&message.listed, text),
    };
    let now = chrono::Utc::now();
    let when = read::When::at(now, configured, mail::next_digest(now));
    Ok(read::message(message, by_hand, context::hub_frame(&person).await?, &when))
}
