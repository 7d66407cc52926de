//! A form that the program sends without leaving the page. Where none runs, the browser sends it by itself.

use leptos::html::Form;
use leptos::prelude::*;

use super::dom::Fields;

/// Read by hand and not by a derived reader, which would bring a whole reader of forms into the browser.
#[component]
pub fn SendForm(
    /// Where the browser sends it.
    action: &'static str,
    /// Sends what is in it.
    send: Callback<Fields>,
    #[prop(optional)] class: &'static str,
    /// The form itself, for whoever has to send it past the program.
    #[prop(optional)]
    node_ref: NodeRef<Form>,
    children: Children,
) -> impl IntoView {
    view! {
        <form method="post" action=action class=class novalidate node_ref=node_ref
            on:submit=move |event| if let Some(fields) = Fields::taken(&event) { send.run(fields) }>
            {children()}
        </form>
    }
    .into_any()
}
