//! The hub's messages in their drawers.

use app::ui::empty::Empty;
use app::ui::fields::{Choice, FormState, Select, SendButton, TextField};
use app::ui::icon::{Icon, IconName};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::location::Url;
use model::mail::{Folder, Step};

use super::forms::{LookFirstForm, StepsForm};
use super::load::load_mail;
use super::view::{Health, MailData, MailRow};
use super::words::{self, Sign};
use crate::kit::{Form, flash, form_state, loaded};
use crate::ui::mail_address::MailAddress;
use crate::ui::sender::Sender;

/// The page at `/hub/mail`.
#[component]
pub fn MailPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let word = |name: &str| query.get_str(name).unwrap_or_default().to_owned();
    let before = query.get_str("before").and_then(|id| id.parse().ok());
    let data = load_mail(word("folder"), word("kind"), word("search"), before);
    loaded(data, move |data| view! { <Mail data/> }.into_any())
}

#[component]
fn Mail(data: MailData) -> impl IntoView {
    let form = form_state();
    let MailData { frame, health, folder, counts, kinds, kind, search, messages, older, look_first, .. } = data;
    let filtered = !kind.is_empty() || !search.is_empty();
    let configured = health.configured;
    let next = older.map(|id| format!("{}&before={id}", address(folder, &kind, &search)));
    let list = if messages.is_empty() {
        let (title, text) = words::empty(folder, filtered);
        view! { <Empty title text/> }.into_any()
    } else {
        view! { <Messages messages folder configured form=form.clone()/> }.into_any()
    };
    view! {
        <PageTitle text="Mail"/>
        <Page frame class="page">
            {form.summary()}
            {flash(true)}
            <div class="page-head"><h1>"Mail"</h1></div>
            <div class="stack mail">
                <HowItIs health/>
                <div class="stack stack--close">
                    <Drawers folder counts/>
                    {(filtered || !kinds.is_empty()).then(|| view! { <Search folder kinds kind search/> })}
                    {list}
                    {next.map(|next| view! { <p><a class="button" href=next>"Older messages"</a></p> })}
                </div>
                <LookFirst look_first configured/>
            </div>
        </Page>
    }
    .into_any()
}

fn address(folder: Folder, kind: &str, search: &str) -> String {
    format!("/hub/mail?folder={}&kind={}&search={}", folder.key(), Url::escape(kind), Url::escape(search))
}

#[component]
fn HowItIs(health: Health) -> impl IntoView {
    let (class, icon) = match (health.configured, health.is_failing) {
        (true, false) => ("notice notice--ok", IconName::Done),
        (true, true) => ("notice notice--bad", IconName::Warning),
        (false, _) => ("notice", IconName::Mail),
    };
    view! { <p class=class><Icon name=icon/><span>{health.words}</span></p> }.into_any()
}

#[component]
fn Drawers(folder: Folder, counts: Vec<u32>) -> impl IntoView {
    let links = Folder::ALL.into_iter().zip(counts).map(|(each, count)| {
        let current = (each == folder).then_some("page");
        let href = format!("/hub/mail?folder={}", each.key());
        view! {
            <li>
                <a class="mail-drawers__link" href=href aria-current=current>
                    {words::folder(each)}" "<span class="mail-drawers__count">{count}</span>
                </a>
            </li>
        }
    });
    view! { <nav aria-label="Messages"><ul class="mail-drawers">{links.collect_view()}</ul></nav> }.into_any()
}

#[component]
fn Search(folder: Folder, kinds: Vec<Choice>, kind: String, search: String) -> impl IntoView {
    let all = Choice::new("", "All kinds").default_if(kind.is_empty());
    let choices = std::iter::once(all).chain(kinds).collect();
    view! {
        <form method="get" action="/hub/mail" class="form form--inline mail-search" role="search">
            <input type="hidden" name="folder" value=folder.key()/>
            <TextField form=FormState::default() name="search" label="Name or address" value=search kind="search"/>
            <Select form=FormState::default() name="kind" label="Kind" choices/>
            <SendButton label="Search" class="" icon=IconName::Search/>
        </form>
    }
    .into_any()
}

#[component]
fn Messages(messages: Vec<MailRow>, folder: Folder, configured: bool, form: FormState) -> impl IntoView {
    // What can be done to several at once.
    let step = match folder {
        Folder::Waiting => Some((Step::Hold, "Hold the chosen")),
        Folder::Held if configured => Some((Step::Release, "Release the chosen")),
        _ => None,
    };
    let rows = messages.into_iter().map(|message| {
        let chosen = form.chosen("messages[]", &message.id.to_string(), false);
        view! { <Row message choose=step.is_some() chosen/> }
    });
    let rows = rows.collect_view();
    let table = view! {
        <div class="table-card">
            <table class="table table--cards mail-table">
                <caption class="visually-hidden">{format!("Messages: {}", words::folder(folder))}</caption>
                <thead>
                    <tr>
                        {step.map(|_| view! { <th scope="col"><span class="visually-hidden">"Choose"</span></th> })}
                        <th scope="col">"To"</th>
                        <th scope="col">"Subject"</th>
                        <th scope="col">"Written"</th>
                        <th scope="col">"State"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    };
    match step {
        None => table.into_any(),
        Some((step, label)) => view! {
            <form method="post" action=StepsForm::ACTION id="messages" tabindex="-1" class="stack stack--close">
                <Sender/>
                <input type="hidden" name="folder" value=folder.key()/>
                <input type="hidden" name="step" value=step.key()/>
                {table}
                <div><SendButton label class=""/></div>
            </form>
        }
        .into_any(),
    }
}

#[component]
fn Row(message: MailRow, choose: bool, chosen: bool) -> impl IntoView {
    let MailRow { id, to, email, subject, kind, written, state, why, .. } = message;
    let name = format!("Choose “{subject}” to {to}");
    view! {
        <tr>
            {choose.then(|| view! {
                <td class="mail-table__choose">
                    <label class="mail-choose">
                        <span class="visually-hidden">{name}</span>
                        <span class="check">
                            <input class="check__input" type="checkbox" name="messages[]" value=id.to_string() checked=chosen/>
                            <Icon name=IconName::Check class="check__tick"/>
                        </span>
                    </label>
                </td>
            })}
            <td data-label="To">
                {if email.is_empty() {
                    view! { <MailAddress address=to/> }.into_any()
                } else {
                    view! { {to}<span class="table__second"><MailAddress address=email/></span> }.into_any()
                }}
            </td>
            <th scope="row">
                <a class="mail-table__subject" href=format!("/hub/mail/{id}")>{subject}</a>
                <span class="table__second">{kind}</span>
            </th>
            <td class="mail-table__when" data-label="Written">{written}</td>
            <td data-label="State">
                <State state/>
                {(!why.is_empty()).then(|| view! { <span class="table__second">{why}</span> })}
            </td>
        </tr>
    }
    .into_any()
}

/// Where a message stands: a sign and words.
#[component]
pub(super) fn State(state: (Sign, String)) -> impl IntoView {
    let (sign, words) = state;
    let (class, name) = match sign {
        Sign::Done => ("status status--ok", IconName::Done),
        Sign::Half => ("status status--half", IconName::Half),
        Sign::Ring => ("status status--none", IconName::Ring),
        Sign::Warning => ("status status--wait", IconName::Warning),
    };
    view! { <span class=class><Icon name/>{words}</span> }.into_any()
}

#[component]
fn LookFirst(look_first: bool, configured: bool) -> impl IntoView {
    let (words, button) = match (look_first, configured) {
        (true, _) => (
            "On: a new message is held until somebody here has released it. Sign-in links are not, because somebody waits for them.",
            "Switch off",
        ),
        (false, true) => ("Off: messages go by themselves. Switch it on to read each one first, and release or withdraw it.", "Switch on"),
        (false, false) => {
            ("Off: once a mail server is set up, messages go by themselves. Switch it on to read each one first.", "Switch on")
        }
    };
    view! {
        <section class="card mail-look" aria-labelledby="look-first">
            <div>
                <h2 id="look-first">"Look at messages before they go"</h2>
                <p>{words}</p>
            </div>
            <form method="post" action=LookFirstForm::ACTION>
                <Sender/>
                <input type="hidden" name="look" value=(!look_first).to_string()/>
                <button class="button" type="submit" aria-describedby="look-first">{button}</button>
            </form>
        </section>
    }
    .into_any()
}
