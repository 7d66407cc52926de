//! A list whose entries are drawn once and then only moved. There is one of its kind in the browser's half, whatever is in it: each further
//! kind would weigh six kilobytes.

use std::sync::Arc;

use leptos::prelude::*;

/// An entry, and how it is drawn.
#[derive(Clone)]
struct Row {
    key: String,
    draw: Arc<dyn Fn() -> AnyView + Send + Sync>,
}

/// The list. It stands in an element of its own or among others'.
#[component]
pub fn Rows<T>(
    /// What is in it.
    #[prop(into)]
    of: Signal<Vec<T>>,
    /// By what an entry is known to be the one that was there before.
    key: fn(&T) -> String,
    /// Draws an entry.
    draw: impl Fn(T) -> AnyView + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
{
    let row = move |item: T| {
        let draw = draw.clone();
        Row { key: key(&item), draw: Arc::new(move || draw(item.clone())) }
    };
    keyed(Callback::new(move |()| of.get().into_iter().map(&row).collect()))
}

fn keyed(rows: Callback<(), Vec<Row>>) -> AnyView {
    view! { <For each=move || rows.run(()) key=|row: &Row| row.key.clone() children=|row: Row| (row.draw)()/> }.into_any()
}
