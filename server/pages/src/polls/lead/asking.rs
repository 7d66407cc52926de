//! Telling the schools: letters to those who have not answered, the link, and words to copy.

use app::ui::fields::SendButton;
use app::ui::icon::IconName;
use chrono::Utc;
use leptos::prelude::*;
use model::calendar::clock::when;
use store::polls::{Poll, words_to_copy};

use super::forms::AskForm;
use crate::kit::Form;
use crate::polls::addresses;
use crate::ui::copy_field::CopyField;
use crate::ui::sender::Sender;

/// Who has not answered, and letters to them.
#[component]
pub fn Asking(
    poll: Poll,
    /// The schools that have not answered.
    silent: Vec<String>,
) -> impl IntoView {
    if silent.is_empty() {
        return view! {
            <section aria-labelledby="silent"><h2 id="silent">"Not answered yet"</h2><p>"Every school of the group has answered."</p></section>
        }
        .into_any();
    }
    let names = silent.into_iter().map(|name| view! { <li>{name}</li> }).collect_view();
    let last = poll.asked_at.map(|at| format!(" The last letters were written {}.", when(at, Utc::now()))).unwrap_or_default();
    view! {
        <section aria-labelledby="silent">
            <h2 id="silent">"Not answered yet"</h2>
            <ul class="polls__schools">{names}</ul>
            <form method="post" action=AskForm::ACTION novalidate class="form">
                <Sender/>
                <input type="hidden" name="group" value=poll.group.to_string()/>
                <input type="hidden" name="poll" value=poll.id.to_string()/>
                <p class="quiet">"Their lead participants and deputies get a letter with the link and the dates. Answers to it go to you."{last}</p>
                <div class="form__actions"><SendButton label="Write to those who have not answered" icon=IconName::Mail/></div>
            </form>
        </section>
    }
    .into_any()
}

/// The poll's link, and words to send it with.
#[component]
pub fn Share(poll: Poll, address: String) -> impl IntoView {
    let words = words_to_copy(&poll, &address);
    let renew = addresses::of_poll(poll.group, poll.id, "/link");
    view! {
        <section aria-labelledby="share">
            <h2 id="share">"The link"</h2>
            <p>"Whoever has it can answer, without an account. It shows how many can come, and which schools have answered, and no names."</p>
            <CopyField id="poll-link" label="Link for the schools" value=address/>
            <CopyField id="poll-words" label="Words to send it with" value=words rows=9/>
            <p><a class="button button--quiet" href=renew>"Withdraw this link, and make a new one"</a></p>
        </section>
    }
    .into_any()
}
