//! Who was at a part of a workshop: ticks for people, counts for what stood on a paper, and the guests who joined by themselves.

use app::ui::field::FieldError;
use app::ui::fields::{FormState, SendButton};
use app::ui::icon::{Icon, IconName};
use app::ui::link::Crumb;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use app::ui::verbatim::verbatim;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use store::twilights::Twilight;
use store::twilights::attendance::{Part, PersonThere, SchoolThere};

use super::against::{Against, CatchUp};
use super::forms::{AttendanceForm, key, page_of, part_of};
use super::load::{AttendanceData, load_attendance};
use crate::kit::{Form, form_of, loaded, notice};
use crate::twilights::lead::address;
use crate::twilights::words;
use crate::ui::notice::Done;
use crate::ui::sender::Sender;

/// The page at `/groups/:group/workshops/:number/attendance`.
#[component]
pub fn AttendancePage() -> impl IntoView {
    let part = part_of(use_query_map().get_untracked().get_str("part").unwrap_or_default());
    loaded(load_attendance(address(), part), |data| view! { <WhoWasThere data/> }.into_any())
}

/// What a part is called.
pub fn part_name(part: Part) -> &'static str {
    match part {
        Part::Day => "The workshop",
        Part::Twilight => "The twilight",
    }
}

#[component]
fn WhoWasThere(data: AttendanceData) -> impl IntoView {
    let AttendanceData { frame, twilight, part, schools, begun, boards } = data;
    let form = form_of(&AttendanceForm::of(twilight.group, twilight.number, part, &schools));
    let title = format!("Who was at workshop {}", twilight.number);
    let crumbs = vec![Crumb::new(twilight.group_name.clone(), format!("/groups/{}", twilight.group)), Crumb::here(title.clone())];
    let all = schools.iter().map(SchoolThere::count).fold(0, u32::saturating_add);
    let from = schools.iter().filter(|school| school.count() > 0).count();
    let said = format!(
        "{}: {} from {}",
        part_name(part),
        words::heads(all),
        if from == 1 { "1 school".to_owned() } else { format!("{from} schools") }
    );
    let sheet = format!("/groups/{}/workshops/{}/attendance/sheet", twilight.group, twilight.number);
    let (summary, wrong) = (form.summary(), form.about("paper"));
    let (against, missing) = (schools.clone(), schools.clone());
    let rows = schools.into_iter().map(|school| view! { <School school form=form.clone()/> }.into_any()).collect_view();
    view! {
        <PageTitle text=title.clone()/>
        <Page frame crumbs class="page">
            <Done words=notice()/>
            {summary}
            <div class="page-head">
                <div>
                    <h1>{title}</h1>
                    <p class="lead">{said}</p>
                </div>
                <div class="page-head__actions"><a class="button" href=sheet><Icon name=IconName::Print/>"Sign-in sheet"</a></div>
            </div>
            <Parts twilight=twilight.clone() part/>
            <Against schools=against part begun/>
            {begun.then(|| view! { <CatchUp schools=missing part workshop=twilight.workshop boards/> })}
            <h2>"Put it right"</h2>
            <form method="post" action=AttendanceForm::ACTION novalidate class="attendance">
                <Sender/>
                <input type="hidden" name="group" value=twilight.group.to_string()/>
                <input type="hidden" name="number" value=twilight.number.to_string()/>
                <input type="hidden" name="part" value=part.key()/>
                <div id="paper" tabindex="-1"><FieldError id="paper" error=Signal::stored(wrong)/></div>
                {rows}
                <div class="form__actions"><SendButton label="Save"/></div>
            </form>
        </Page>
    }
    .into_any()
}

/// The way to the other part.
#[component]
fn Parts(twilight: Twilight, part: Part) -> impl IntoView {
    let links = Part::ALL.map(|one| {
        let current = (one == part).then_some("page");
        view! { <li><a class="sections__link" href=page_of(twilight.group, twilight.number, one) aria-current=current>{part_name(one)}</a></li> }
    });
    view! { <nav class="attendance__parts" aria-label="Parts of the workshop"><ul class="sections__list">{links.into_iter().collect_view()}</ul></nav> }
        .into_any()
}

#[component]
fn School(school: SchoolThere, form: FormState) -> impl IntoView {
    let count = words::heads(school.count());
    let SchoolThere { school: id, name, people, guests, .. } = school;
    let ticks = people.into_iter().map(|person| view! { <Tick person form=form.clone()/> }.into_any()).collect_view();
    let named = guests.iter().filter(|name| !name.is_empty()).cloned().collect::<Vec<_>>();
    let unnamed = guests.len() - named.len();
    let joined = (!guests.is_empty()).then(|| {
        let mut words = named;
        match unnamed {
            0 => {}
            1 => words.push("a teacher".to_owned()),
            several => words.push(format!("{several} teachers")),
        }
        view! { <p class="quiet">"Joined by the code: "<span translate="no">{words.join(", ")}</span></p> }
    });
    let pasted =
        id.map(|id| view! { <Names field=format!("names[{}]", key(id)) own=format!("names-{id}") school=name.clone() form=form.clone()/> });
    let paper = id.map(|id| {
        let (field, own, was) = (format!("paper[{}]", key(id)), format!("paper-{id}"), format!("was[{}]", key(id)));
        let before = form.begun.get(&was).unwrap_or_default().to_owned();
        let before = form.made_from(&was, &before);
        view! {
            <input type="hidden" name=was value=before/>
            <div class="field">
                <label class="field__label" for=own.clone()>{format!("More from {name}, on paper")}</label>
                <input class="field__input attendance__count" id=own name=field.clone() value=form.value(&field, "") inputmode="numeric" autocomplete="off"/>
            </div>
        }
    });
    view! {
        <fieldset class="attendance__school">
            <legend class="attendance__name"><span translate="no">{if name.is_empty() { "Of no school".to_owned() } else { name.clone() }}</span>": "{count}</legend>
            {ticks}
            {joined}
            {paper}
            {pasted}
        </fieldset>
    }
    .into_any()
}

/// A sheet's names as they were typed elsewhere.
#[component]
fn Names(field: String, own: String, school: String, form: FormState) -> impl IntoView {
    let typed = form.value(&field, "");
    let (hint, open) = (format!("{own}-hint"), !typed.is_empty());
    view! {
        <details class="attendance__names" open=open>
            <summary>{format!("Paste names from {school}")}</summary>
            <div class="field">
                <label class="field__label" for=own.clone()>{format!("Names from {school}")}</label>
                <span class="field__hint" id=hint.clone()>"One on each line. Whoever has an account is ticked; the others are added to the count, and their names are not kept"</span>
                <textarea class="field__input" id=own name=field rows="5" aria-describedby=hint inner_html=verbatim(&typed)></textarea>
            </div>
        </details>
    }
    .into_any()
}

#[component]
fn Tick(person: PersonThere, form: FormState) -> impl IntoView {
    let id = person.id.to_string();
    let own = format!("person-{id}");
    let checked = form.chosen("people[]", &id, false);
    // Of a form that came back: whoever it showed as there, and nobody who has come since.
    let shown = form.chosen("shown[]", &id, person.there);
    let role = person.expected.then(|| view! { <span class="quiet">"\u{a0}(lead participant)"</span> });
    view! {
        <div class="choice">
            {shown.then(|| view! { <input type="hidden" name="shown[]" value=id.clone()/> })}
            <input class="choice__input" type="checkbox" id=own.clone() name="people[]" value=id.clone() checked=checked/>
            <label class="choice__label" for=own><span translate="no">{person.name}</span>{role}</label>
        </div>
    }
    .into_any()
}
