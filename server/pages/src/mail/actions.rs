//! What people of the hub do with its messages. All of it needs [`Action::ManageMail`].

use app::context;
use app::error::AppError;
use app::notice::Notice;
use model::permission::Action;
use store::mail::{self, Done};

use super::forms::{LookFirstForm, StepForm, StepsForm};
use super::words;
use crate::kit::{Form, Redirect};

/// Does one thing to one message.
pub async fn take_step(form: StepForm) -> Result<Redirect, AppError> {
    let (person, hub) = context::hub_person(Action::ManageMail).await?;
    let mut changes = context::database()?.change().await?;
    let done = mail::take(&mut changes, (hub, &person), form.id, form.step).await?;
    changes.commit().await?;
    let notice = if done == Done::Yes { words::notice(form.step) } else { Notice::MailTooLate };
    Ok(Redirect::with_notice(&form.page(), notice))
}

/// Holds or releases several messages, and leads back to their drawer.
pub async fn take_steps(form: StepsForm) -> Result<Redirect, AppError> {
    let (person, hub) = context::hub_person(Action::ManageMail).await?;
    form.check()?;
    let (mut changes, mut all) = (context::database()?.change().await?, true);
    for &id in &form.messages {
        all &= mail::take(&mut changes, (hub, &person), id, form.step).await? == Done::Yes;
    }
    changes.commit().await?;
    Ok(Redirect::with_notice(&form.page(), if all { words::notice(form.step) } else { Notice::MailSomeTooLate }))
}

/// Sets whether the hub looks at its messages before they go.
pub async fn set_look_first(form: LookFirstForm) -> Result<Redirect, AppError> {
    let (person, hub) = context::hub_person(Action::ManageMail).await?;
    let mut changes = context::database()?.change().await?;
    mail::set_hold_mail(&mut changes, (hub, &person), form.look).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&form.page(), if form.look { Notice::MailLooked } else { Notice::MailUnlooked }))
}
