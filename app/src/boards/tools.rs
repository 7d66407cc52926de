//! What stands around a board's words: all that is not written in itself.

use leptos::prelude::*;
use model::documents::board::StepId;

use super::arrived::Arrived;
use super::bottom_bar::BottomBar;
use super::checks::Checks;
use super::deleted::DeletedSteps;
use super::head::{Chips, LessonMinutes};
use super::lesson_line::LessonLine;
use super::load::BoardView;
use super::next_step::NextStep;
use super::outline::Outline;
use super::pasted_lines::AskAboutLines;
use super::printed::Printed;
use super::state::BoardState;
use super::step::moving::MoveStep;
use super::step::tools::StepTools;
use super::top::TopTools;
use super::undone::show_moves;
use super::voice::{BoardSpoken, SayWhere};
use super::where_words::{in_words, target};
use super::writing_bar::WritingBar;
use crate::live::{CopyByHand, PeopleHere, RemovedWords, SetAside, Toasts, Voice};

/// A piece of it, which the page draws in one place.
#[derive(Clone)]
pub enum Tool {
    /// The right side of the top bar.
    Top,
    Arrived,
    Chips,
    LessonMinutes,
    LessonLine,
    Printed,
    Outline,
    SetAside,
    /// What a step's card has beside its words.
    Step {
        id: StepId,
        number: Memo<usize>,
        is_open: Memo<bool>,
    },
    NextStep,
    DeletedSteps,
    WritingBar,
    /// Who is here, and what is missing.
    Panels,
    BottomBar,
    /// What is said, and what is asked before the page goes on.
    Dialogs,
}

impl Tool {
    /// Needs the board's [`BoardState`], [`BoardView`] and [`Voice`] as contexts.
    pub fn draw(self) -> AnyView {
        match self {
            Self::Top => view! { <TopTools view=board_view()/> }.into_any(),
            Self::Arrived => view! { <Arrived view=board_view()/> }.into_any(),
            Self::Chips => view! { <Chips/> }.into_any(),
            Self::LessonMinutes => view! { <LessonMinutes/> }.into_any(),
            Self::LessonLine => view! { <LessonLine/> }.into_any(),
            Self::Printed => view! { <Printed view=board_view()/> }.into_any(),
            Self::Outline => view! { <Outline/> }.into_any(),
            Self::SetAside => {
                let live = expect_context::<BoardState>().live;
                view! { <SetAside live title="Not on the board" document="board" copy=Callback::new(move |words: String| live.copy(words))/> }
                    .into_any()
            }
            Self::Step { id, number, is_open } => view! { <StepTools id number is_open/> }.into_any(),
            Self::NextStep => view! { <NextStep/> }.into_any(),
            Self::DeletedSteps => view! { <DeletedSteps/> }.into_any(),
            Self::WritingBar => view! { <WritingBar/> }.into_any(),
            Self::Panels => view! { <Panels/> }.into_any(),
            Self::BottomBar => view! { <BottomBar/> }.into_any(),
            Self::Dialogs => view! { <Dialogs/> }.into_any(),
        }
    }
}

fn board_view() -> BoardView {
    expect_context()
}

#[component]
fn Panels() -> impl IntoView {
    let BoardView { name, school, .. } = board_view();
    let (state, voice) = (expect_context::<BoardState>(), expect_context::<Voice>());
    let jump = Callback::new(move |target: String| state.jump(&target));
    view! {
        <PeopleHere live=state.live name school place=in_words target jump>
            <SayWhere voice/>
        </PeopleHere>
        <Checks/>
    }
    .into_any()
}

#[component]
fn Dialogs() -> impl IntoView {
    let (state, voice) = (expect_context::<BoardState>(), expect_context::<Voice>());
    show_moves(state, voice);
    view! {
        <BoardSpoken voice/>
        <Toasts done=state.done restore=Callback::new(move |id| state.restore(id))/>
        <CopyByHand live=state.live done=state.done/>
        <MoveStep/>
        <RemovedWords live=state.live/>
        <AskAboutLines/>
    }
    .into_any()
}
