//! A twilight as its lead sets it.

use app::ui::fields::{Choice, Choices, SendButton, TextField};
use app::ui::icon::{Icon, IconName};
use app::ui::link::Crumb;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use model::calendar::clock;
use model::twilights::CLAIM_TAKEN_BACK;
use store::twilights::{ListedGuest, Twilight};

use super::forms::{CodeForm, SettingsForm, page_of, seat_page_of};
use super::load::{TwilightData, address, hours, load_twilight};
use super::tables_form::Tables;
use crate::kit::{Form, form_of, form_state, loaded, notice};
use crate::twilights::words;
use crate::ui::notice::{Done, Warn};
use crate::ui::sender::Sender;

/// The page at `/groups/:group/workshops/:number/twilight`.
#[component]
pub fn TwilightPage() -> impl IntoView {
    loaded(load_twilight(address()), |data| view! { <TwilightOfLead data/> }.into_any())
}

#[component]
fn TwilightOfLead(data: TwilightData) -> impl IntoView {
    let TwilightData { frame, twilight, addresses, tables, boards, guests } = data;
    let (title, has_tables) = (format!("Twilight of workshop {}", twilight.number), !tables.is_empty());
    let crumbs = vec![Crumb::new(twilight.group_name.clone(), format!("/groups/{}", twilight.group)), Crumb::here(title.clone())];
    let attendance = format!("/groups/{}/workshops/{}/attendance?part=twilight", twilight.group, twilight.number);
    let unsettled = twilight.hours.is_none().then(|| {
        let workshops = format!("/groups/{}/workshops", twilight.group);
        view! { <Warn><p>"This workshop has no twilight yet: "<a href=workshops>"say when it is"</a>" first. Nobody can join before."</p></Warn> }
    });
    view! {
        <PageTitle text=title.clone()/>
        <Page frame crumbs class="page">
            <Done words=notice()/>
            {form_state().summary()}
            <div class="page-head">
                <div>
                    <h1>{title}</h1>
                    <p class="lead">{when_and_where(&twilight)}</p>
                </div>
                <div class="page-head__actions"><a class="button" href=attendance>"Who was there"</a></div>
            </div>
            {unsettled}
            <div class="columns">
                <div>
                    <DoorOfLead twilight=twilight.clone() addresses/>
                    <Tables group=twilight.group number=twilight.number tables boards/>
                </div>
                <div>
                    <Guests twilight=twilight.clone() guests has_tables/>
                    <Settings twilight/>
                </div>
            </div>
        </Page>
    }
    .into_any()
}

fn when_and_where(twilight: &Twilight) -> String {
    let time = words::time(twilight).unwrap_or_else(|| "time to be confirmed".to_owned());
    format!("{time}, {}", words::place(twilight))
}

/// The code, its link, and what can be done with them.
#[component]
fn DoorOfLead(twilight: Twilight, addresses: Option<[String; 2]>) -> impl IntoView {
    let base = page_of(twilight.group, twilight.number);
    let open = hours(&twilight).map(|hours| view! { <p class="quiet">{format!("The door is open {hours}.")}</p> });
    let inside = match (twilight.open_code, addresses) {
        (Some(open), Some([_, link])) => view! {
            <p class="door-code" translate="no">{open.code.to_string()}</p>
            <p>"Or by this link: "<a class="door-link" translate="no" href=link.clone()>{link.clone()}</a></p>
            <div class="form__actions">
                <a class="button button--primary" href=format!("{base}/poster")><Icon name=IconName::Print/>"Poster"</a>
                <a class="button" href=format!("{base}/code?what=new")>"Another code"</a>
                <a class="button button--danger" href=format!("{base}/code?what=stop")>"Stop the code"</a>
            </div>
        }
        .into_any(),
        _ => view! {
            <p>"There is no code, so nobody can join."</p>
            <form method="post" action=CodeForm::ACTION>
                <Sender/>
                <input type="hidden" name="group" value=twilight.group.to_string()/>
                <input type="hidden" name="number" value=twilight.number.to_string()/>
                <input type="hidden" name="what" value="new"/>
                <SendButton label="Make a code"/>
            </form>
        }
        .into_any(),
    };
    view! { <section class="door"><h2>"The door"</h2>{open}{inside}</section> }.into_any()
}

/// Who has come, school by school.
#[component]
fn Guests(twilight: Twilight, guests: Vec<ListedGuest>, has_tables: bool) -> impl IntoView {
    let base = page_of(twilight.group, twilight.number);
    let count = u32::try_from(guests.len()).unwrap_or(u32::MAX);
    let free = twilight.settings.capacity.saturating_sub(count);
    let schools = guests.chunk_by(|one, other| one.school.eq_ignore_ascii_case(&other.school)).map(|of_school| {
        let school = of_school.first().map(|guest| guest.school.clone()).unwrap_or_default();
        let rows = of_school.iter().map(|guest| {
            let name = if guest.name.is_empty() { "A teacher".to_owned() } else { guest.name.clone() };
            let seat = guest.seat.map(|seat| format!(", table {seat}")).unwrap_or_default();
            let account = guest.claimed.as_ref().map(|(person, since)| {
                let until = clock::day_at_time(*since + CLAIM_TAKEN_BACK);
                view! { <span class="quiet">{format!("Has an account: {person}. They can take that back until {until}.")}</span> }
            });
            let seating = (has_tables && !guest.name.is_empty()).then(|| {
                let address = seat_page_of(twilight.group, twilight.number, guest.id);
                let words = if guest.seat.is_some() { "Another table" } else { "Choose a table" };
                let label = format!("{words} for {name}, {school}");
                view! { <a class="button button--small button--quiet" href=address aria-label=label>{words}</a> }
            });
            let address = format!("{base}/guest?guest={}", guest.id);
            let label = format!("Take out {name}, {school}");
            view! {
                <li class="guest">
                    <span><strong translate="no">{name}</strong>{format!("{seat}, since {}", clock::time(guest.joined_at))}</span>
                    {account}
                    <span class="guest__ways">
                        {seating}
                        <a class="button button--small button--quiet" href=address aria-label=label>"Take out"</a>
                    </span>
                </li>
            }
        });
        let rows = rows.collect_view();
        view! { <h3 translate="no">{format!("{school}: {}", of_school.len())}</h3><ul class="guests">{rows}</ul> }
    });
    let schools = schools.collect_view();
    view! {
        <section>
            <h2>{format!("Guests: {count}")}</h2>
            <p class="quiet">{format!("There is room for {free} more.")}</p>
            {(count > 1).then(|| view! { <p><a class="button button--small" href=format!("{base}/mix")>"Mix by school"</a></p> })}
            {schools}
        </section>
    }
    .into_any()
}

#[component]
fn Settings(twilight: Twilight) -> impl IntoView {
    let form = form_of(&SettingsForm::of(twilight.group, twilight.number, twilight.settings));
    let after = vec![
        Choice::new("yes", "They may go on writing").hint("On boards that they have written on or sat at"),
        Choice::new("no", "They may only read"),
    ];
    view! {
        <section>
            <h2>"Settings"</h2>
            <form method="post" action=SettingsForm::ACTION class="form" novalidate>
                <Sender/>
                <input type="hidden" name="group" value=twilight.group.to_string()/>
                <input type="hidden" name="number" value=twilight.number.to_string()/>
                <TextField form=form.clone() name="capacity" label="Room for guests" kind="number" size=4/>
                <TextField form=form.clone() name="opens_before" label="Door opens, minutes before" kind="number" size=4/>
                <TextField form=form.clone() name="grace" label="Door closes, minutes after" hint="Until then guests may come in and write" kind="number" size=4/>
                <Choices form name="writes_after" label="Guests afterwards" choices=after/>
                <div class="form__actions"><SendButton label="Save settings"/></div>
            </form>
        </section>
    }
    .into_any()
}
