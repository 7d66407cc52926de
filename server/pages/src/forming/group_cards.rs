//! The year's groups: who is in them, how far they travel, who leads.

use app::ui::empty::Empty;
use app::ui::fields::FormState;
use app::ui::icon::{Icon, IconName};
use leptos::prelude::*;
use model::calendar::academic_year::AcademicYear;
use model::schools::distance::in_km;

use super::data::{FormingData, GroupCard};
use super::forms::{Destination, StartYearForm};
use super::map::GroupSign;
use super::waiting::PLACING;
use super::words::{size, travel};
use crate::kit::Form;
use crate::ui::sender::Sender;

/// All of them.
#[component]
pub(super) fn Groups(
    /// Everything on the page.
    data: FormingData,
    /// The form, if it has come back.
    form: FormState,
) -> impl IntoView {
    let year = data.year;
    let cards = data.groups.into_iter().map(|group| view! { <Group group year form=form.clone()/> });
    let cards = cards.collect_view();
    view! {
        <section aria-labelledby="groups" class="stack stack--close">
            <h2 id="groups">{format!("Groups in {year}")}</h2>
            {if cards.is_empty() {
                view! { <Empty title="No groups yet" text="Form one below, ask for a suggestion, or turn the year for the groups that go on."/> }.into_any()
            } else {
                view! { <div class="group-cards">{cards}</div> }.into_any()
            }}
        </section>
    }
    .into_any()
}

#[component]
fn Group(group: GroupCard, year: AcademicYear, form: FormState) -> impl IntoView {
    let (count, unusual) = size(group.schools.len());
    let facts = travel(&group).into_iter().map(|(name, words)| view! { <dt>{name}</dt><dd>{words}</dd> }).collect_view();
    let lead = match &group.lead {
        Some(lead) => view! { {lead.clone()} }.into_any(),
        None => view! { <span class="status status--half"><Icon name=IconName::Half/>"Not named yet"</span> }.into_any(),
    };
    let heading = format!("group-{}", group.id);
    let base = group.base.clone();
    let schools = group.schools.iter().map(|school| {
        let (id, chosen) = (format!("school-{}", school.id), form.chosen("schools[]", &school.id.to_string(), false));
        let first = base.as_ref().is_some_and(|base| base.school == school.id);
        let away = base.as_ref().and_then(|base| base.place).zip(school.place).filter(|_| !first).map(|(base, place)| in_km(place.metres_to(base)));
        let away = if first { "First workshop here".to_owned() } else { away.unwrap_or_default() };
        view! {
            <li class="pick">
                <input class="pick__box" type="checkbox" id=id.clone() name="schools[]" value=school.id.to_string() form=PLACING checked=chosen/>
                <label class="pick__words" for=id>
                    {school.name.clone()}<span class="table__second">{[school.town.clone(), away].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ")}</span>
                </label>
            </li>
        }
    });
    let schools = schools.collect_view();
    let settings = format!("/groups/{}/settings?year={}&from=forming", group.group, year.starts_in());
    let subtitle = if group.title.is_empty() { group.code.clone() } else { format!("{}, {}", group.code, group.title) };
    let (id, name) = (group.id, group.name.clone());
    view! {
        <article class="card group-card" aria-labelledby=heading.clone()>
            <header class="group-card__head">
                <GroupSign group=Some(group.sign)/>
                <div>
                    <h3 id=heading.clone()>{name.clone()}</h3>
                    <p class="quiet">{subtitle}</p>
                </div>
                {if group.running {
                    view! { <span class="status status--ok"><Icon name=IconName::Done/>"Running"</span> }.into_any()
                } else {
                    view! { <span class="status status--half"><Icon name=IconName::Half/>"Forming"</span> }.into_any()
                }}
            </header>
            <p class="status" class:status--half=unusual class:status--ok=!unusual>
                <Icon name=if unusual { IconName::Warning } else { IconName::Check }/>{count}
            </p>
            <dl class="facts facts--close"><dt>"Lead"</dt><dd>{lead}</dd>{facts}</dl>
            <ul class="picks">{schools}</ul>
            <div class="group-card__actions">
                <button class="button button--small" type="submit" form=PLACING name="here" value=Destination::Group(id).to_string()>
                    "Put chosen here"<span class="visually-hidden">{format!(": {name}")}</span>
                </button>
                {(!group.schools.is_empty()).then(|| view! {
                    <button class="button button--small" type="submit" form=PLACING name="here" value=Destination::OutOf(id).to_string()>
                        "Take chosen out"<span class="visually-hidden">{format!(" of {name}")}</span>
                    </button>
                })}
                <a class="button button--small" href=settings>"Name, lead, code"<span class="visually-hidden">{format!(" of {name}")}</span></a>
                {(!group.running).then(|| view! {
                    <form method="post" action=StartYearForm::ACTION>
                        <Sender/>
                        <input type="hidden" name="year" value=year.starts_in().to_string()/>
                        <input type="hidden" name="id" value=id.to_string()/>
                        <button class="button button--small" type="submit">"Start the year"<span class="visually-hidden">{format!(" of {name}")}</span></button>
                    </form>
                })}
            </div>
        </article>
    }
    .into_any()
}
