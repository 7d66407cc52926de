//! One message: where it stands, what can be done to it, what it says.

use app::error::AppError;
use app::ui::icon::{Icon, IconName};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use app::ui::verbatim::verbatim;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::ids::MessageId;
use model::mail::Step;

use super::forms::StepForm;
use super::load::load_message;
use super::page::State;
use super::view::{ByHand, MailRow, MessageData};
use super::words;
use crate::kit::{Form, flash, form_state, loaded};
use crate::ui::mail_address::MailAddress;
use crate::ui::notice::Warn;
use crate::ui::sender::Sender;

/// The message that a page's address names.
pub(super) async fn named(id: Option<MessageId>, with_copy: bool) -> Result<MessageData, AppError> {
    load_message(id.ok_or(AppError::NotFound)?, with_copy).await
}

/// Its id in the page's address.
pub(super) fn id_of_page() -> Option<MessageId> {
    use_params_map().get_untracked().get_str("message").and_then(|id| id.parse().ok())
}

/// The page at `/hub/mail/:message`.
#[component]
pub fn MessagePage() -> impl IntoView {
    loaded(named(id_of_page(), true), |data| view! { <Message data/> }.into_any())
}

#[component]
fn Message(data: MessageData) -> impl IntoView {
    let back = format!("/hub/mail?folder={}", data.folder.key());
    let title = data.row.subject.clone();
    let id = data.row.id;
    let uncertain = data.uncertain.clone().map(|when| {
        view! {
            <Warn>
                {format!("It was handed to the mail server {when}, and the line broke before an answer came, so it may have arrived. \
                          It is sent again under the same number, by which most mail systems know a copy.")}
            </Warn>
        }
    });
    view! {
        <PageTitle text=title.clone()/>
        <Page frame=data.frame.clone() class="page">
            {form_state().summary()}
            {flash(true)}
            <p><a class="button button--quiet" href=back><Icon name=IconName::Back/>{format!("Back to {}", words::folder(data.folder))}</a></p>
            <div class="page-head">
                <div>
                    <h1>{title}</h1>
                    <p class="lead"><State state=data.row.state.clone()/></p>
                </div>
                <Steps id steps=data.steps.clone() open=data.open/>
            </div>
            <div class="stack">
                {uncertain}
                <Hand row=data.row.clone() by_hand=data.by_hand.clone()/>
                <Facts data=data.clone()/>
                <Says text=data.text html=data.html/>
            </div>
        </Page>
    }
    .into_any()
}

#[component]
fn Steps(id: MessageId, steps: Vec<Step>, open: bool) -> impl IntoView {
    let buttons = steps.into_iter().enumerate().map(|(place, step)| {
        // What most people come for: letting it go. Keeping it back is never the main thing.
        let class = if place == 0 && step != Step::Hold { "button button--primary" } else { "button" };
        view! {
            <form method="post" action=StepForm::ACTION>
                <Sender/>
                <input type="hidden" name="id" value=id.to_string()/>
                <button class=class type="submit" name="step" value=step.key()>{words::button(step)}</button>
            </form>
        }
    });
    view! {
        <div class="page-head__actions">
            {buttons.collect_view()}
            {open.then(|| view! { <a class="button" href=format!("/hub/mail/{id}/withdraw")>"Withdraw"</a> })}
        </div>
    }
    .into_any()
}

/// What to copy, for whoever has to send it by hand.
#[component]
fn Hand(row: MailRow, by_hand: ByHand) -> impl IntoView {
    let id = row.id;
    match by_hand {
        ByHand::No => ().into_any(),
        ByHand::Personal => view! {
            <Warn>
                "This message holds a link that signs one person in. Nobody else may see it, so it can’t be sent by hand: it can only \
                 go through a mail server."
            </Warn>
        }
        .into_any(),
        ByHand::AdminsOnly => view! {
            <Warn>
                "Whoever holds the link of this invitation becomes one of the hub’s own people. So only a hub admin is shown its text, and \
                 can send it by hand: ask one of them."
            </Warn>
        }
        .into_any(),
        ByHand::Copy { text, mailto, whole } => {
            let to = if row.email.is_empty() { row.to } else { row.email };
            let first = if whole {
                "Open it in your mail program, or copy the text below into a new message. The link in it is for this person only."
            } else {
                "Open your mail program, and paste the text below into the message: it is too long to be carried over by itself."
            };
            let rows = (text.lines().count() + 1).clamp(6, 18).to_string();
            view! {
                <section class="card mail-hand" aria-labelledby="by-hand">
                    <h2 id="by-hand">"Send it by hand"</h2>
                    <ol class="mail-hand__steps">
                        <li>{first}</li>
                        <li>{if row.has_link { "When it has gone, mark it as sent. Its link is then deleted here." } else { "When it has gone, mark it as sent." }}</li>
                    </ol>
                    <dl class="facts mail-hand__facts">
                        <dt>"To"</dt><dd><MailAddress address=to/></dd>
                        <dt>"Subject"</dt><dd>{row.subject}</dd>
                    </dl>
                    <label class="field__label" for="copy">"The text"</label>
                    <textarea class="mail-hand__text" id="copy" readonly rows=rows inner_html=verbatim(&text)></textarea>
                    <div class="form__actions">
                        <a class="button button--primary" href=mailto><Icon name=IconName::Mail/>"Open in your mail program"</a>
                        <form method="post" action=StepForm::ACTION>
                            <Sender/>
                            <input type="hidden" name="id" value=id.to_string()/>
                            <button class="button" type="submit" name="step" value=Step::ByHand.key()>{words::button(Step::ByHand)}</button>
                        </form>
                    </div>
                </section>
            }
            .into_any()
        }
    }
}

#[component]
fn Facts(data: MessageData) -> impl IntoView {
    let row = data.row;
    let to = match row.email {
        email if email.is_empty() => view! { <MailAddress address=row.to/> }.into_any(),
        email => view! { {format!("{}, ", row.to)}<MailAddress address=email/> }.into_any(),
    };
    let by = if data.by.is_empty() { String::new() } else { format!(" by {}", data.by) };
    let digest = data.digest.map(|id| {
        view! { <dt>"Part of"</dt><dd><a href=format!("/hub/mail/{id}")>"A digest of several messages"</a></dd> }
    });
    let parts = (!data.parts.is_empty()).then(|| {
        let links = data.parts.into_iter().map(|(id, subject)| view! { <li><a href=format!("/hub/mail/{id}")>{subject}</a></li> });
        view! { <dt>"Holds"</dt><dd><ul>{links.collect_view()}</ul></dd> }
    });
    view! {
        <dl class="facts">
            <dt>"To"</dt><dd>{to}</dd>
            <dt>"What it is"</dt><dd>{row.kind}</dd>
            <dt>"Written"</dt><dd>{format!("{}{by}", row.written)}</dd>
            <dt>"Answers go to"</dt><dd>{data.reply_to}</dd>
            {(!row.why.is_empty()).then(|| view! { <dt>"Why it did not get through"</dt><dd>{row.why}</dd> })}
            {digest}
            {parts}
        </dl>
    }
    .into_any()
}

/// What the letter says, as the recipient sees it. The frame is a sandbox: nothing in it runs, and its links lead nowhere.
#[component]
fn Says(text: String, html: String) -> impl IntoView {
    view! {
        <section class="mail-says" aria-labelledby="says">
            <h2 id="says">"What it says"</h2>
            <iframe class="mail-says__letter" title="The letter as it looks" sandbox="" srcdoc=html></iframe>
            <details class="mail-says__plain">
                <summary>"As plain text, for mail programs that show no more"</summary>
                <pre class="mail-says__text">{text}</pre>
            </details>
        </section>
    }
    .into_any()
}
