//! An open invitation in a list.

use app::ui::icon::{Icon, IconName};
use leptos::prelude::*;
use store::invitations::{Pending, State};

use super::forms::InvitationForm;
use crate::kit::Form;
use crate::ui::sender::Sender;

/// An invitation with its two buttons, as long as it is unanswered.
#[component]
pub fn InvitationItem(
    /// The invitation.
    row: Pending,
    /// The page to come back to.
    here: String,
) -> impl IntoView {
    let (class, icon) = match row.state {
        State::Accepted => ("status status--ok", IconName::Done),
        State::Expired => ("status status--wait", IconName::Warning),
        _ => ("status status--half", IconName::Half),
    };
    let (sentence, id, name) = (row.sentence(), row.id, row.name.clone());
    let button = move |what: &'static str, words: &'static str| {
        view! {
            <button class="button button--small" type="submit" name="what" value=what aria-label=format!("{words}: {name}")>{words}</button>
        }
    };
    view! {
        <li class="card people__item">
            <div>
                <p><strong>{row.name}</strong>" "<span class="quiet">{row.email.to_string()}</span></p>
                <p>{format!("To be {}", row.words)}</p>
                <p class=class><Icon name=icon/>{sentence}</p>
            </div>
            {(row.state != State::Accepted).then(|| view! {
                <form class="people__buttons" method="post" action=InvitationForm::ACTION>
                    <Sender/>
                    <input type="hidden" name="id" value=id.to_string()/>
                    <input type="hidden" name="return_to" value=here/>
                    {button("again", "Send again")}
                    {button("back", "Take back")}
                </form>
            })}
        </li>
    }
    .into_any()
}
