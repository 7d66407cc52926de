//! Asking schools whether they stay. The letters are written with the turn and held: somebody reads and releases them.

use model::accounts::email::EmailAddress;
use model::accounts::roles::Person;
use model::calendar::academic_year::AcademicYear;
use model::ids::{HubId, PersonId};
use model::letters::rollover::{Facts, to_head, to_representative};
use model::mail::Addressee;

use super::{GroupPreview, SchoolPreview};
use crate::database::Changes;
use crate::database::journal::{Journal, Table};
use crate::error::StoreError;
use crate::mail::{self, Letter, NewMessage};

/// What the letters are called in the outbox.
pub(super) const KIND: &str = "rollover.staying";

/// Writes to the people who represent a school (but not to `stepping_down`) and to its headteacher.
pub(super) async fn write(
    changes: &mut Changes,
    journal: &mut Journal,
    (hub, by): (HubId, &Person),
    (group, school): (&GroupPreview, &SchoolPreview),
    (year, about): (AcademicYear, &str),
    stepping_down: &[PersonId],
) -> Result<(), StoreError> {
    let facts = Facts { group: &group.name, school: &school.name, year };
    let lead = group.lead.as_ref().map(|lead| lead.name.as_str());
    for person in school.people.iter().filter(|person| person.still_there && !stepping_down.contains(&person.id)) {
        let letter = to_representative(&facts, person.kind.words(), lead);
        hold(changes, journal, (hub, by, about, group), (&person.name, &EmailAddress::kept(&person.email)), &letter).await?;
    }
    let Addressee { name, email } = &school.head;
    if let Ok(email) = email.parse::<EmailAddress>() {
        hold(changes, journal, (hub, by, about, group), (name, &email), &to_head(&facts)).await?;
    }
    Ok(())
}

async fn hold(
    changes: &mut Changes,
    journal: &mut Journal,
    (hub, by, about, group): (HubId, &Person, &str, &GroupPreview),
    to: (&str, &EmailAddress),
    letter: &Letter,
) -> Result<(), StoreError> {
    let about = Some(about.to_owned());
    let message = NewMessage { hub, kind: KIND, to, letter, link: None, urgent: false, about, by: Some(by.id) };
    let id = mail::enqueue(changes, &message).await?.to_string();
    // Whoever writes the answers down gets them: the lead, else the hub as always.
    sqlx::query("update outbox set state = 'held', reply_to = coalesce(?2, reply_to) where id = ?1")
        .bind(&id)
        .bind(group.lead.as_ref().map(|lead| lead.email.as_str()))
        .execute(changes.connection())
        .await?;
    journal.made(Table::Outbox, vec![id]);
    Ok(())
}
