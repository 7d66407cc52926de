//! Two versions of the wording side by side, part by part.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::commitment::Wording;

use super::clauses_api::{Clauses, Version, load_clauses};
use crate::error::AppError;
use crate::ui::page::Page;
use crate::ui::plain::loaded;

/// The page at `/hub/clauses/compare`.
#[component]
pub fn CompareClausesPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let number = |name: &str| query.get_str(name).and_then(|number| number.parse::<u32>().ok()).unwrap_or_default();
    let (old, new) = (number("old"), number("new"));
    let load = async move {
        let data = load_clauses().await?;
        let pair = data.version(old).cloned().zip(data.version(new).cloned()).ok_or(AppError::NotFound)?;
        Ok((data, pair))
    };
    loaded(load, |(data, (old, new))| view! { <Compare data old new/> }.into_any())
}

#[component]
fn Compare(data: Clauses, old: Version, new: Version) -> impl IntoView {
    let rows = parts(&old.wording, &new.wording);
    let changed = rows.iter().filter(|row| row.before != row.after).count();
    let words = if changed == 1 { "1 part differs.".to_owned() } else { format!("{changed} parts differ.") };
    let rows = rows.into_iter().map(|row| {
        let differs = row.before != row.after;
        let mark = match (row.before.is_empty(), row.after.is_empty()) {
            _ if !differs => "the same",
            (true, _) => "added",
            (_, true) => "taken out",
            _ => "changed",
        };
        view! {
            <tr class=if differs { "compare__row compare__row--differs" } else { "compare__row" }>
                <th scope="row">{row.name}<span class="table__second">{mark}</span></th>
                <td data-label="Before">{row.before}</td>
                <td data-label="After">{row.after}</td>
            </tr>
        }
    });
    view! {
        <Title text="Compare two wordings"/>
        <Page frame=data.frame class="page">
            <h1>{format!("Versions {} and {}", old.number, new.number)}</h1>
            <p class="lead">{words}</p>
            <div class="table-card compare">
                <table class="table table--cards">
                    <thead><tr>
                        <th scope="col">"Part"</th>
                        <th scope="col">{format!("Version {} ({})", old.number, old.origin)}</th>
                        <th scope="col">{format!("Version {} ({})", new.number, new.origin)}</th>
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
            <p class="commitments__after"><a class="button" href="/hub/clauses">"Back to the wording"</a></p>
        </Page>
    }
    .into_any()
}

/// A part of both versions.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    name: String,
    before: String,
    after: String,
}

fn parts(old: &Wording, new: &Wording) -> Vec<Part> {
    let one = |name: &str, before: &str, after: &str| Part { name: name.to_owned(), before: before.to_owned(), after: after.to_owned() };
    let mut parts = vec![one("Title", &old.title, &new.title)];
    parts.extend(list("Paragraph", &old.introduction, &new.introduction));
    parts.extend(list("Point", &old.clauses, &new.clauses));
    parts.push(one("Statement", &old.closing, &new.closing));
    parts
}

fn list(name: &str, old: &[String], new: &[String]) -> Vec<Part> {
    let at = |list: &[String], place: usize| list.get(place).cloned().unwrap_or_default();
    (0..old.len().max(new.len()))
        .map(|place| Part { name: format!("{name} {}", place + 1), before: at(old, place), after: at(new, place) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_part_by_part_also_where_one_is_longer() {
        let old = Wording { title: "T".into(), introduction: vec!["a".into()], clauses: vec!["one".into()], closing: "c".into() };
        let new = Wording { clauses: vec!["one".into(), "two".into()], closing: "d".into(), ..old.clone() };
        let parts = parts(&old, &new);
        let differing: Vec<_> = parts.iter().filter(|part| part.before != part.after).map(|part| part.name.as_str()).collect();
        assert_eq!((parts.len(), differing), (5, vec!["Point 2", "Statement"]));
        assert_eq!(parts[3].before, "");
    }
}
