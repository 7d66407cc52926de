//! Starting a board: a title and whom it is for; the rest is designed together.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::ids::WorkGroupId;
use model::schools::year_group::YearGroup;

use super::JustStarted;
use super::api::{CreateBoard, NewBoardData, load_new_board};
use super::by_criterion::ByCriterion;
use crate::error::AppError;
use crate::error_page::ErrorPage;
use crate::resource::page_resource;
use crate::ui::dom::{Fields, send_by_itself};
use crate::ui::error_summary::ErrorSummary;
use crate::ui::field::{Field, FieldError, described_by};
use crate::ui::fields::Submitted;
use crate::ui::icon::{Icon, IconName};
use crate::ui::page::Page;
use crate::ui::page_title::PageTitle;
use crate::ui::send_form::SendForm;

/// The page at `/groups/:group/boards/new`.
#[component]
pub fn NewBoardPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map().get_untracked();
    let before = AppError::from_query(query.get_str("problem"), query.get_str("wait"));
    let id = move || params.with(|params| params.get_str("group").and_then(|id| id.parse::<WorkGroupId>().ok()));
    let page_resource = page_resource(id, |id| async move {
        match id {
            Some(id) => load_new_board(id).await,
            None => Err(AppError::NotFound),
        }
    });
    view! {
        <PageTitle text="Start a board"/>
        <Suspense>
            {move || {
                let before = before.clone();
                Suspend::new(async move {
                    match page_resource.await {
                        Ok(data) => view! { <NewBoard data before/> }.into_any(),
                        Err(error) => view! { <ErrorPage error/> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
    .into_any()
}

#[component]
fn NewBoard(data: NewBoardData, before: Option<AppError>) -> impl IntoView {
    let action = Action::new(|board: &CreateBoard| CreateBoard::run_on_client(board.clone()));
    let group = data.group;
    let send = Callback::new(move |fields: Fields| {
        action.dispatch(filled_in(group, &fields));
    });
    let value = action.value();
    let error = Signal::derive(move || match value.get() {
        Some(result) => result.err(),
        None => before.clone(),
    });
    let about = move |field: &'static str| Signal::derive(move || error.get().and_then(|error| error.about(field)));
    let address = format!("/groups/{group}");
    let form = NodeRef::new();
    // Whoever was signed out meanwhile signs in first, and finds the form as it was.
    Effect::new(move || {
        if value.with(|result| matches!(result, Some(Err(AppError::SignedOut)))) {
            send_by_itself(form);
        }
    });
    // The board that opens puts the cursor where one begins.
    let started = use_context::<JustStarted>().unwrap_or_default();
    Effect::new(move || started.0.set(action.pending().get() || value.with(|result| matches!(result, Some(Ok(()))))));
    let title = RwSignal::new(data.typed.get("title").unwrap_or_default().to_owned());
    view! {
        <div>
            <Page frame=data.frame class="sign-in new-board">
                {move || error.get().map(|error| view! { <ErrorSummary problems=error.problems()/> })}
                <p><a class="button button--quiet" href=address><Icon name=IconName::Back/>{format!("Back to {}", data.name)}</a></p>
                <h1>"Start a board"</h1>
                <p class="lead">"Everybody in the group can open it and write in it at once."</p>
                <ByCriterion send starts=action.pending() group=group.to_string() sender=data.sender.clone() title free=error.with_untracked(Option::is_none)/>
                <h2 class="new-board__other">"Or without a criterion"</h2>
                <SendForm action=CreateBoard::url() send node_ref=form class="sign-in__form">
                    <input type="hidden" name="id" value=group.to_string()/>
                    <input type="hidden" name="sender" value=data.sender/>
                    <TitleField title error=about("title")/>
                    <YearGroups typed=data.typed error=about("year-groups")/>
                    <button class="button button--primary button--form" type="submit"
                            disabled=move || action.pending().get()
                            aria-busy=move || action.pending().get().then_some("true")>
                            <Icon name=IconName::Sunrise class="button__sun"/>
                            "Start the board"
                        </button>
                </SendForm>
            </Page>
        </div>
    }
    .into_any()
}

fn filled_in(group: WorkGroupId, fields: &Fields) -> CreateBoard {
    let years = fields.all("years[]").iter().filter_map(|year| YearGroup::from_key(year)).collect();
    let (title, criterion, sender) = (fields.text("title"), fields.text("criterion"), fields.text("sender"));
    CreateBoard { id: group, title, years, criterion, sender }
}

#[component]
fn TitleField(title: RwSignal<String>, error: Signal<Option<String>>) -> impl IntoView {
    view! {
        <Field id="title" label="What is the lesson about?" hint="Such as “Finding a unit fraction of a quantity”" error>
            <input class="field__input" id="title" name="title" type="text" value=title.get_untracked() maxlength="120" autocomplete="off"
                on:input=move |event| title.set(event_target_value(&event))
                aria-invalid=move || error.get().map(|_| "true")
                aria-describedby=move || described_by("title", true, error.get().is_some())/>
        </Field>
    }
    .into_any()
}

#[component]
fn YearGroups(typed: Submitted, error: Signal<Option<String>>) -> impl IntoView {
    let boxes = YearGroup::ALL.map(|year| {
        let checked = typed.all("years[]").any(|chosen| chosen == year.key());
        view! {
            <li>
                <label class="chip chip--state">
                    <span class="check">
                        <input class="check__input" type="checkbox" name="years[]" value=year.key() checked=checked/>
                        <Icon name=IconName::Check class="check__tick"/>
                    </span>
                    <span>{year.to_string()}</span>
                </label>
            </li>
        }
    });
    view! {
        <fieldset class="field" id="year-groups" tabindex="-1" class:field--error=move || error.get().is_some()
            aria-describedby=move || described_by("year-groups", true, error.get().is_some())>
            <legend class="field__label">"Which year groups is it for?"</legend>
            <span class="field__hint" id="year-groups-hint">"Choose all that will be taught together."</span>
            <FieldError id="year-groups" error/>
            <ul class="chips">{boxes.collect_view()}</ul>
        </fieldset>
    }
    .into_any()
}
