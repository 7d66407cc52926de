//! Asking schools whether they stay. The letters are written with the turn and held: somebody reads and releases them.

use model::accounts::email::EmailAddress;
use model::accounts::roles::Person;
use model::calendar::academic_year::AcademicYear;
use model::ids::{HubId, PersonId};

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
    let lead = group.lead.as_ref().map_or_else(|| "your Maths Hub".to_owned(), |lead| lead.name.clone());
    for person in school.people.iter().filter(|person| person.still_there && !stepping_down.contains(&person.id)) {
        let represent = match person.kind {
            crate::groups::Kind::Lead => "its lead participant",
            crate::groups::Kind::Deputy => "its deputy",
        };
        let letter = Letter {
            subject: format!("{} in {year}: does your school stay?", group.name),
            paragraphs: vec![
                format!("The {} Work Group goes on in the academic year {year}, with {} in it if you wish so.", group.name, school.name),
                format!(
                    "Please answer two questions by replying to this message: does your school stay, and will you be {represent} again?"
                ),
                format!(
                    "{lead} writes your answer down. Your headteacher has a letter too, and will be asked to sign the commitment for the new year."
                ),
            ],
            ..Letter::default()
        };
        hold(changes, journal, (hub, by, about, group), (&person.name, &EmailAddress::kept(&person.email)), &letter).await?;
    }
    let (name, email) = &school.head;
    if let Ok(email) = email.parse::<EmailAddress>() {
        let letter = Letter {
            subject: format!("{} in {year}: does {} stay?", group.name, school.name),
            paragraphs: vec![
                format!("Your school is part of the {} Work Group, which goes on in the academic year {year}.", group.name),
                "If it stays, there is nothing to do now: the commitment for the new year will come to you to be read and signed anew. If it leaves, please reply to this message.".to_owned(),
            ],
            ..Letter::default()
        };
        hold(changes, journal, (hub, by, about, group), (name, &email), &letter).await?;
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
