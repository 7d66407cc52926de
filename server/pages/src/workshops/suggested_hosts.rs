//! Who might host the workshops that nobody has offered to host yet: a fair order, each with its reason. It is taken over with a button, or
//! left.

use app::ui::fields::SendButton;
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use model::calendar::academic_year::AcademicYear;
use model::ids::{SchoolId, WorkGroupId};
use model::workshops::rotation::{Hosting, suggest};
use store::workshops::Mode;
use store::workshops::hosting::Hosts;
use store::workshops::plan::{Plan, Planned};

use super::forms::host_field;
use super::small_forms::TakeHostsForm;
use crate::kit::Form;
use crate::ui::sender::Sender;

/// Beside those who come from each school there is the lead.
const THE_LEAD: u32 = 1;

/// What is offered for a year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestions {
    pub slots: Vec<SuggestedHost>,
    /// Why schools are not asked, a sentence each.
    pub passed_over: Vec<String>,
}

/// Who might host one workshop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedHost {
    pub number: u8,
    /// `Workshop 5, Summer 1`.
    pub title: String,
    /// Its id and name; `None` where no school can.
    pub host: Option<(SchoolId, String)>,
    pub reason: String,
}

/// A fair order for the workshops that are to come and have no host. Those that are cancelled count for nobody's turn, and for one that is
/// online nobody is asked.
pub fn suggestions(plan: &Plan, hosts: &Hosts, now: DateTime<Utc>) -> Suggestions {
    let is_over = |workshop: &Planned| workshop.time.is_some_and(|time| time.ends <= now);
    let wants_host = |workshop: &Planned| workshop.mode != Mode::Online && !is_over(workshop);
    let counts = |workshop: &&Planned| !workshop.is_cancelled() && (workshop.host.is_some() || wants_host(workshop));
    let hostings: Vec<Hosting> =
        plan.workshops.iter().filter(counts).map(|workshop| Hosting { workshop: workshop.number, host: workshop.host }).collect();
    let people = u32::try_from(hosts.schools.len()).unwrap_or(u32::MAX).saturating_add(THE_LEAD);
    let rotation = suggest(hosts.lead, &hosts.schools, &hostings, people);
    let slots = rotation.suggested.into_iter().filter_map(|suggested| {
        let workshop = plan.workshops.iter().find(|workshop| workshop.number == suggested.workshop)?;
        let host = suggested.host.and_then(|host| Some((host, plan.host_name(Some(host))?.to_owned())));
        let title = format!("Workshop {}, {}", workshop.number, workshop.half_term);
        Some(SuggestedHost { number: workshop.number, title, host, reason: suggested.reason })
    });
    Suggestions { slots: slots.collect(), passed_over: rotation.passed_over.into_iter().map(|passed| passed.reason).collect() }
}

/// Which plan the suggestions are for: what its forms send along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfPlan {
    pub group: WorkGroupId,
    pub year: AcademicYear,
    pub seen: String,
}

/// The suggestions, above the workshops; nothing where every workshop has a host.
#[component]
pub fn SuggestedHosts(suggestions: Suggestions, plan: OfPlan) -> impl IntoView {
    let Suggestions { slots, passed_over } = suggestions;
    if slots.is_empty() {
        return ().into_any();
    }
    let offered: Vec<(u8, SchoolId)> = slots.iter().filter_map(|slot| Some((slot.number, slot.host.as_ref()?.0))).collect();
    let all = (offered.len() > 1).then(|| view! { <Take plan=plan.clone() hosts=offered label="Take over all of these"/> });
    let rows = slots.into_iter().map(|slot| {
        let label = format!("Take over for workshop {}", slot.number);
        let (name, take) = match slot.host {
            Some((host, name)) => (name, Some(view! { <Take plan=plan.clone() hosts=vec![(slot.number, host)] label/> })),
            None => ("Nobody".to_owned(), None),
        };
        view! {
            <li class="suggested__slot">
                <div class="suggested__words">
                    <p><strong>{slot.title}": "{name}</strong></p>
                    <p class="quiet">{slot.reason}</p>
                </div>
                {take}
            </li>
        }
    });
    let rows = rows.collect_view();
    let passed = passed_over.into_iter().map(|reason| view! { <li>{reason}</li> }).collect::<Vec<_>>();
    view! {
        <section class="card suggested" aria-labelledby="suggested">
            <h2 id="suggested">"Who might host"</h2>
            <p>"Schools host in turn. Nothing changes until you take a suggestion over; you can choose anybody else below."</p>
            <ul class="suggested__list">{rows}</ul>
            {(!passed.is_empty()).then(|| view! { <p>"Not asked:"</p><ul class="suggested__passed">{passed}</ul> })}
            {all}
        </section>
    }
    .into_any()
}

/// The button that takes suggestions over.
#[component]
fn Take(plan: OfPlan, hosts: Vec<(u8, SchoolId)>, #[prop(into)] label: String) -> impl IntoView {
    let hosts = hosts.into_iter().map(|(number, host)| view! { <input type="hidden" name=host_field(number) value=host.to_string()/> });
    view! {
        <form method="post" action=TakeHostsForm::ACTION>
            <Sender/>
            <input type="hidden" name="group" value=plan.group.to_string()/>
            <input type="hidden" name="year" value=plan.year.starts_in().to_string()/>
            <input type="hidden" name="seen" value=plan.seen/>
            {hosts.collect_view()}
            <SendButton label class="button--plain"/>
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use model::calendar::half_term::HalfTerm;
    use model::ids::{GroupYearId, HubId};
    use model::workshops::rotation::School;
    use store::workshops::Span;

    use super::*;

    fn planned(number: u8, half_term: HalfTerm, change: impl Fn(&mut Planned)) -> Planned {
        let mut planned = Planned::to_be_made(number, half_term);
        change(&mut planned);
        planned
    }

    #[test]
    fn those_to_come_that_nobody_hosts_are_offered_and_no_other() {
        let (oak, elm, now) = (SchoolId::generate(), SchoolId::generate(), Utc::now());
        let over = Span { starts: now - TimeDelta::days(3), ends: now - TimeDelta::days(2) };
        let workshops = vec![
            planned(1, HalfTerm::Autumn1, |workshop| workshop.time = Some(over)),
            planned(2, HalfTerm::Autumn2, |workshop| workshop.cancelled = Some(String::new())),
            planned(3, HalfTerm::Spring1, |workshop| workshop.host = Some(oak)),
            planned(4, HalfTerm::Spring2, |workshop| workshop.mode = Mode::Online),
            planned(5, HalfTerm::Summer1, |_| ()),
            planned(6, HalfTerm::Summer2, |workshop| workshop.mode = Mode::Hybrid),
        ];
        let names = [(oak, "Oak Hollow".to_owned()), (elm, "Elm Bank".to_owned())];
        let school =
            |(id, name): &(SchoolId, String)| School { id: *id, name: name.clone(), place: None, capacity: None, years_since: None };
        let hosts = Hosts { lead: Some(oak), schools: names.iter().map(school).collect() };
        let plan = Plan {
            year: GroupYearId::generate(),
            group: WorkGroupId::generate(),
            academic_year: AcademicYear::starting(2026),
            name: String::new(),
            ncp_code: String::new(),
            hub: HubId::generate(),
            workshops,
            hosts: names.to_vec(),
            signed: 0,
        };
        let offered: Vec<(u8, Option<String>)> =
            suggestions(&plan, &hosts, now).slots.into_iter().map(|slot| (slot.number, slot.host.map(|(_, name)| name))).collect();
        assert_eq!(offered, [(5, Some("Elm Bank".to_owned())), (6, Some("Elm Bank".to_owned()))]);
    }
}
