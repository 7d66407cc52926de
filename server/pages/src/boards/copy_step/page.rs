//! Choosing the board that a step is copied to.

use app::error::AppError;
use app::ui::empty::Empty;
use app::ui::fields::{Choice, Choices, FormState, SendButton};
use app::ui::icon::{Icon, IconName};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::location::Url;
use model::documents::board::{BoardRow, StepId};
use model::ids::DocumentId;

use super::forms::CopyStepForm;
use super::load::{CopyStepData, load_copy_step};
use crate::kit::{Form, form_state, loaded};
use crate::ui::sender::Sender;

/// The page at `/boards/:board/copy-step`.
#[component]
pub fn CopyStepPage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    let board = params.get_str("board").and_then(|id| id.parse::<DocumentId>().ok());
    let step = use_query_map().get_untracked().get("step").unwrap_or_default();
    let load = async move {
        match board {
            Some(board) => load_copy_step(board, step).await,
            None => Err(AppError::NotFound),
        }
    };
    loaded(load, |data| view! { <Choose data/> }.into_any())
}

#[component]
fn Choose(data: CopyStepData) -> impl IntoView {
    let form = form_state();
    let summary = form.summary();
    let back = format!("/boards/{}#step-{}", data.board, Url::escape(data.step.as_str()));
    let rest = if data.choices.is_empty() {
        view! { <Empty title="There is no other board" text="Start one in this Work Group, and steps can be copied to it."/> }.into_any()
    } else {
        view! { <Boards board=data.board step=data.step choices=data.choices form/> }.into_any()
    };
    view! {
        <PageTitle text="Copy a step"/>
        <Page frame=data.frame class="page page--narrow">
            {summary}
            <p><a class="button button--quiet" href=back><Icon name=IconName::Back/>"Back to the board"</a></p>
            <h1>"Copy a step to another board"</h1>
            <p class="lead">{format!("{} goes to the end of the board you choose. Both boards stay as they are otherwise.", data.words)}</p>
            {rest}
        </Page>
    }
    .into_any()
}

#[component]
fn Boards(board: DocumentId, step: StepId, choices: Vec<BoardRow>, form: FormState) -> impl IntoView {
    let choices = choices.iter().map(choice).collect::<Vec<_>>();
    view! {
        <form class="form" method="post" action=CopyStepForm::ACTION>
            <input type="hidden" name="board" value=board.to_string()/>
            <input type="hidden" name="step" value=step.to_string()/>
            <Sender/>
            <Choices form name="to" label="Which board?" choices/>
            <div class="form__actions"><SendButton label="Copy the step" icon=IconName::Copy/></div>
        </form>
    }
    .into_any()
}

fn choice(board: &BoardRow) -> Choice {
    let years = board.summary.year_groups.iter().map(ToString::to_string);
    let steps = match board.summary.steps {
        1 => "1 step".to_owned(),
        count => format!("{count} steps"),
    };
    let hint = years.chain([steps, board.edited.clone()]).collect::<Vec<_>>().join(" · ");
    Choice::new(board.id.to_string(), board.title()).hint(hint)
}
