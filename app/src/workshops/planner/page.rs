//! The planner's page.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::documents::plan::{Part, Plan, TextAddress, hours};

use super::begin::Begin;
use super::blocks::Blocks;
use super::deleted::DeletedBlocks;
use super::details::Details;
use super::load::{OpenPlan, PlanView, WorkshopView, load_workshop};
use super::private_notes::{NotesSetAside, PrivateNotes, WorkshopNote};
use super::spoken::PlanSpoken;
use super::state::{PlanState, target};
use super::strands::Strands;
use super::sums::{Arrivals, Sums};
use super::top::Top;
use super::words::place;
use crate::error_page::ErrorPage;
use crate::live::{CopyByHand, FieldKind, Live, PeopleHere, RemovedWords, SetAside, TextField, Toasts, Voice};
use crate::resource::page_resource;
use crate::ui::footer::Footer;
use crate::ui::page_title::PageTitle;

/// The page at `/workshops/:workshop`: HTML first, live once the page runs.
#[component]
pub fn PlannerPage() -> impl IntoView {
    let params = use_params_map();
    let workshop = page_resource(move || params.with(|params| params.get("workshop").unwrap_or_default()), load_workshop);
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match workshop.await {
                    Ok(view) => match view.plan.clone() {
                        PlanView::Started(plan) => view! { <Planner view plan=*plan/> }.into_any(),
                        PlanView::ToStart(beginnings) => view! { <Begin view beginnings/> }.into_any(),
                    },
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Planner(view: WorkshopView, plan: OpenPlan) -> impl IntoView {
    let live = Live::<Plan>::new(plan.agenda.clone(), view.may_edit).remembering(plan.former.clone());
    live.start(plan.id, view.person);
    let state = PlanState::new(live, view.times);
    let voice = Voice::default();
    provide_context(state);
    let jump = Callback::new(move |target: String| state.jump(&target));
    let copy = Callback::new(move |words: String| live.copy(words));
    put_on_one_line(live);
    if let Some(notes) = plan.notes.clone() {
        PrivateNotes::open(notes, view.person);
    }
    let name = view.name.clone();
    let title = {
        let name = name.clone();
        move || live.shown.head.with(|agenda| super::words::titled(&name, &agenda.title))
    };
    view! {
        <PageTitle text=title/>
        <div class="live-page planner-page" data-document=plan.id.to_string() data-person=view.person.to_string() data-workshop=view.id.to_string() data-ready=move || live.ready.get().then_some("")>
            <Top view=view.clone() plan=plan.clone()/>
            <div class="planner" data-view=move || state.runs.get().then(|| if state.shows_details.get() { "details" } else { "plan" })>
                <main class="planner__main" id="main">
                    <div class="planner__head">
                        <p class="planner__when">{view.when.clone()}</p>
                        <h1 class="planner__title">
                            <span class="planner__name">{format!("{name}: ")}</span>
                            <TextField live address=TextAddress::Title kind=FieldKind::Title hint="What is it about?" class="live-field--page"/>
                        </h1>
                    </div>
                    <Notices may_edit=view.may_edit is_confirmed=view.is_confirmed/>
                    <SetAside live title="Not in the plan" document="plan" copy/>
                    <NotesSetAside copy/>
                    <div class="plan">
                        <Blocks part=Part::Main/>
                        {view.times.twilight.map(|starts| view! {
                            <Arrivals/>
                            <section class="plan__night on-night" aria-label=format!("Twilight, from {}", hours(starts))>
                                <Blocks part=Part::Twilight/>
                            </section>
                        })}
                        <p class="plan__end"><span class="plan__time" translate="no">{hours(view.times.whole.ends)}</span><span class="visually-hidden">" the end"</span></p>
                    </div>
                    <DeletedBlocks/>
                </main>
                <aside class="planner__aside" aria-label="Times and details">
                    <div class="planner__sticky">
                        <Sums/>
                        <Details boards=plan.boards.clone() has_twilight=view.times.twilight.is_some()/>
                        <WorkshopNote/>
                        <Strands/>
                        <PeopleHere live name=plan.name.clone() school=plan.school.clone() place target jump/>
                    </div>
                </aside>
            </div>
            <Footer contact=view.frame.contact.clone() stamp=view.project.clone()/>
            // How a field is written in, for whoever is told of it.
            <div hidden>{[FieldKind::Title, FieldKind::Plain].map(|kind| view! { <span id=kind.help_id()>{kind.help()}</span> })}</div>
            <PlanSpoken voice/>
            <Toasts done=state.done restore=Callback::new(move |id| state.restore(id))/>
            <CopyByHand live done=state.done/>
            <RemovedWords live/>
        </div>
    }
    .into_any()
}

/// Several lines that were pasted into a title become one: a plan has nothing else that they could be.
fn put_on_one_line(live: Live<Plan>) {
    Effect::new(move |_| {
        if let Some(pasted) = live.pasted.get() {
            live.pasted.set(None);
            live.type_in(&pasted, &pasted.lines.join(" "));
        }
    });
}

/// What stands between a reader and editing, in words.
#[component]
fn Notices(may_edit: bool, is_confirmed: bool) -> impl IntoView {
    view! {
        <noscript>
            <p class="notice">"This is the plan as it stands. To change it, open this page with JavaScript switched on."</p>
        </noscript>
        <p class="notice not-started">
            "This page has not come to life: something keeps its scripts back. You can read it as it is. Load it again; if it stays like this, show this to whoever looks after the network here."
        </p>
        {(!may_edit).then(|| view! { <p class="notice">"You can read this plan. Those who lead the group can change it."</p> })}
        {(!is_confirmed).then(|| view! { <p class="notice">"The date is to be confirmed. Until then the times are those of an afternoon with a twilight."</p> })}
    }
    .into_any()
}
