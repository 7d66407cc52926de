//! Turning the year: what would happen, group by group; and taking it back.

use app::ui::empty::Empty;
use app::ui::fields::{FormState, SendButton};
use app::ui::icon::{Icon, IconName};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use store::rollover::GroupPreview;

use super::data::{BackData, Past, TurnData};
use super::forms::{TurnBackForm, TurnForm};
use super::groups::{TurnGroupCard, has_wrong_code};
use super::load::{load_rollover, load_rollover_back};
use crate::kit::{Confirm, ConfirmPage, Form, form_of, loaded, notice};
use crate::ui::notice::{Done, Warn};
use crate::ui::sender::Sender;

/// The page at `/hub/rollover`.
#[component]
pub fn RolloverPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let into = query.get_str("into").and_then(|into| into.parse().ok());
    loaded(load_rollover(into), |data| view! { <Rollover data/> }.into_any())
}

#[component]
fn Rollover(data: TurnData) -> impl IntoView {
    let form = form_of(&data.choices);
    let title = format!("Turn the year into {}", data.into);
    let others = data.other_years.iter().map(|year| {
        view! { <a class="button" href=format!("/hub/rollover?into={}", year.starts_in())>{format!("Into {year} instead")}</a> }
    });
    let others = others.collect_view();
    let far_away = data.far_away.clone();
    let far_away = (!far_away.is_empty()).then(|| {
        view! { <Warn><p>{far_away}" Is this the year you mean? Most hubs turn the year between June and September."</p></Warn> }
    });
    let already = (!data.already.is_empty() && !data.is_turned).then(|| {
        view! { <p class="quiet">{format!("Already in {}, and left as they are: {}.", data.into, data.already.join(", "))}</p> }
    });
    let content = if data.is_turned {
        view! { <Warn><p>{format!("The year has been turned into {} already. It can’t be turned twice; further groups get their year under Forming groups.", data.into)}</p></Warn> }.into_any()
    } else if data.groups.is_empty() {
        view! { <Empty title="No group goes on" text=format!("There is no group of {} that has not got {} yet.", data.into.previous(), data.into)/> }.into_any()
    } else {
        view! { <Turning data=data.clone() form=form.clone()/> }.into_any()
    };
    view! {
        <PageTitle text=title.clone()/>
        <Page frame=data.frame.clone() class="page">
            <Done words=notice()/>
            {form.summary()}
            <WrongCodes groups=data.groups.clone() form=form.clone()/>
            <div class="page-head">
                <div>
                    <h1>{title}</h1>
                    <p class="lead">{format!("Every group goes on as it is: its people, its boards, its history. What is new is {}. Nothing happens before you press the button at the end.", data.into)}</p>
                </div>
                <div class="page-head__actions">{others}</div>
            </div>
            <div class="stack">
                {far_away}
                {already}
                {content}
                <History past=data.past/>
            </div>
        </Page>
    }
    .into_any()
}

/// The groups whose code is none, each a link to its field.
#[component]
fn WrongCodes(groups: Vec<GroupPreview>, form: FormState) -> impl IntoView {
    let wrong: Vec<_> = groups.into_iter().filter(|group| has_wrong_code(&form, group.id)).collect();
    (!wrong.is_empty()).then(|| {
        let links = wrong.into_iter().map(|group| {
            view! { <li><a href=format!("#code-{}", group.id) rel="external">{format!("Project code of {}", group.name)}</a></li> }
        });
        view! { <Warn><ul class="turn__what">{links.collect_view()}</ul></Warn> }
    })
}

#[component]
fn Turning(data: TurnData, form: FormState) -> impl IntoView {
    let schools: usize = data.groups.iter().map(|group| group.schools.iter().filter(|school| school.elsewhere.is_none()).count()).sum();
    let heads = data.groups.iter().flat_map(|group| &group.schools).filter(|school| !school.head.email.is_empty()).count();
    let count = data.groups.len();
    let into = data.into;
    let cards = data.groups.iter().map(|group| view! { <TurnGroupCard group=group.clone() form=form.clone()/> }).collect_view();
    let ask = form.chosen("ask", "yes", false);
    let commitments = if data.wording {
        format!(
            "Each school that stays gets a commitment to be signed anew by its headteacher ({heads} of {schools} have an address). Nobody is asked before you ask them under Commitments."
        )
    } else {
        "Commitments are prepared later, because there is no wording for them yet.".to_owned()
    };
    view! {
        <section class="card" aria-labelledby="what">
            <h2 id="what">"What will happen"</h2>
            <ul class="turn__what turn__what--under">
                <li>{format!("{count} groups get {into}, with their code, and six workshops in their half-terms, without dates. The first is at the lead’s own school.")}</li>
                <li>{format!("{schools} schools go on unless you say they leave. A school that leaves keeps its history.")}</li>
                <li>"Lead participants and deputies go on from 1 September, unless you untick them."</li>
                <li>{commitments}</li>
                <li>{format!("{} stays readable as it is, for ever. Until 30 September {} all of this can be taken back, as long as nothing of it has been used: no letter released, no head asked, no school has answered or come in, no workshop planned, no board begun, no person or detail of the year changed.", into.previous(), into.starts_in())}</li>
            </ul>
        </section>
        <form method="post" action=TurnForm::ACTION class="turn" id="groups" tabindex="-1" novalidate>
            <Sender/>
            <input type="hidden" name="into" value=into.starts_in().to_string()/>
            <div class="form--inline">
                <div class="field">
                    <label class="field__label" for="code">"One project code for all groups"</label>
                    <input class="field__input" id="code" name="codes[all]" value=form.value("codes[all]", "") autocomplete="off"/>
                </div>
                <button class="button" type="submit" name="codes[fill]" value="true">"Fill it in below"</button>
            </div>
            {cards}
            <div class="card">
                <div class="choice">
                    <input class="choice__input" type="checkbox" id="ask" name="ask" value="yes" checked=ask aria-describedby="ask-hint"/>
                    <label class="choice__label" for="ask">"Write to the schools that have not answered"</label>
                    <span class="choice__hint" id="ask-hint">"A letter to each lead participant and headteacher, asking whether the school stays. The letters are held: nothing is sent before somebody reads and releases them under Mail."</span>
                </div>
            </div>
            <div class="form__actions"><SendButton label=format!("Turn the year into {into}") icon=IconName::Sunrise/></div>
        </form>
    }
    .into_any()
}

#[component]
fn History(past: Vec<Past>) -> impl IntoView {
    (!past.is_empty()).then(|| {
        let rows = past.into_iter().map(|turn| {
            let (status, words) = match (turn.reverted.clone(), turn.can_be_reverted) {
                (Some(words), _) => ("status status--none", words),
                (None, true) => ("status status--ok", "Stands".to_owned()),
                (None, false) => ("status status--ok", "Stands for good".to_owned()),
            };
            let icon = if turn.reverted.is_some() { IconName::Undo } else { IconName::Done };
            let back = turn.can_be_reverted.then(|| {
                view! { <a class="button button--small" href=format!("/hub/rollover/back?turn={}", turn.id)><Icon name=IconName::Undo/>"Take it back"</a> }
            });
            view! {
                <tr>
                    <th scope="row">{turn.words}</th>
                    <td data-label="State"><span class=status><Icon name=icon/>{words}</span></td>
                    <td>{back}</td>
                </tr>
            }
        });
        let rows = rows.collect_view();
        view! {
            <section aria-labelledby="turns" class="stack stack--close">
                <h2 id="turns">"Turns so far"</h2>
                <div class="table-card">
                    <table class="table table--cards">
                        <thead><tr><th scope="col">"Turn"</th><th scope="col">"State"</th><th scope="col"><span class="visually-hidden">"What to do"</span></th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
    })
}

/// The page at `/hub/rollover/back`.
#[component]
pub fn RolloverBackPage() -> impl IntoView {
    let turn = use_query_map().get_untracked().get_str("turn").unwrap_or_default().to_owned();
    loaded(load_rollover_back(turn), |data| view! { <Back data/> }.into_any())
}

#[component]
fn Back(data: BackData) -> impl IntoView {
    let question = format!("Take the turn into {} back?", data.into);
    let free = data.open && data.in_the_way.is_empty();
    let words = if !data.open {
        view! { <Warn><p>{format!("It could be taken back until {}, or has been already.", data.last_day)}</p></Warn> }.into_any()
    } else if free {
        view! {
            <div class="stack stack--close">
                <p>{format!("What it made for {} goes away again: the year of each group, its empty workshops, its prepared commitments, its held letters. Everything else is as it was before. Nobody has used any of it yet.", data.into)}</p>
                <p>"You can turn the year again at any time."</p>
            </div>
        }
        .into_any()
    } else {
        let list = data.in_the_way.iter().map(|words| view! { <li>{words.clone()}</li> }).collect_view();
        view! {
            <div class="stack stack--close">
                <Warn><p>"This can’t be taken back, because what it made has been used since. Taking it back would destroy that."</p></Warn>
                <ul class="turn__what">{list}</ul>
            </div>
        }
        .into_any()
    };
    let (back, address) = ("Leave it as it is", "/hub/rollover");
    let answers = if free {
        let (form, back) = (TurnBackForm { turn: data.id.to_string() }, (back.to_owned(), address.to_owned()));
        view! { <Confirm form label="Take it back" class="button--danger" back/> }.into_any()
    } else {
        view! { <div class="form__actions"><a class="button button--primary" href=address>{back}</a></div> }.into_any()
    };
    view! { <ConfirmPage frame=data.frame question>{words}{answers}</ConfirmPage> }.into_any()
}
