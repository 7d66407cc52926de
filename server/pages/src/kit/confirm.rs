//! Asking once more before something is done: the question, what will happen, a way back, and the button that does it.

use app::ui::fields::SendButton;
use app::ui::frame::Frame;
use app::ui::link::Crumb;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;

use super::form::{Form, fields, form_state};
use crate::ui::sender::Sender;

/// A page that asks.
#[component]
pub fn ConfirmPage(
    /// What every page shows.
    frame: Frame,
    /// Where I am.
    #[prop(optional)]
    crumbs: Vec<Crumb>,
    #[prop(into)] question: String,
    /// The page's title, where that is not the question.
    #[prop(optional)]
    title: Option<&'static str>,
    /// What will happen, and a [`Confirm`].
    children: Children,
) -> impl IntoView {
    let (title, summary) = (title.map_or_else(|| question.clone(), str::to_owned), form_state().summary());
    view! {
        <PageTitle text=title/>
        <Page frame crumbs class="page page--narrow">
            {summary}
            <h1>{question}</h1>
            {children()}
        </Page>
    }
    .into_any()
}

#[component]
pub fn Confirm<F: Form>(
    /// What is sent where the answer is yes; its `confirmed`, if it has one, is set. What is empty in it the children ask for.
    form: F,
    /// A verb and what it acts on.
    #[prop(into)]
    label: String,
    /// More classes of the button than `button`: `button--danger` where something is lost.
    #[prop(default = "")]
    class: &'static str,
    /// The way back: words and address.
    back: (String, String),
    /// Another way, which stands out less.
    #[prop(optional)]
    other: Option<(String, String)>,
    /// What is filled in before.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let hidden = fields(&form).into_iter().filter(|(_, value)| !value.is_empty());
    let hidden = hidden.map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view();
    // One of the two stands out.
    let is_filled = matches!(class, "button--primary" | "button--danger-solid");
    let (words, address) = back;
    let other = other.map(|(words, address)| view! { <a class="button button--quiet" href=address>{words}</a> });
    view! {
        <form method="post" action=F::ACTION novalidate class="form">
            <Sender/>
            {hidden}
            {children.map(|children| children())}
            <div class="form__actions">
                <a class=if is_filled { "button" } else { "button button--primary" } href=address>{words}</a>
                <SendButton label class/>
                {other}
            </div>
        </form>
    }
    .into_any()
}
