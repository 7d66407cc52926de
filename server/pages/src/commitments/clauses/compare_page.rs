//! Two versions of the wording side by side, part by part.

use app::error::AppError;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::commitments::Wording;

use super::load::{Clauses, Version, load_clauses};
use crate::kit::loaded;

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
        <PageTitle text="Compare two wordings"/>
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

/// The parts of two lists, laid beside each other so that as many as possible are the same; what stands between two of those
/// is told as changed, added or taken out.
fn list(name: &str, old: &[String], new: &[String]) -> Vec<Part> {
    let mut parts = Vec::new();
    let (mut was, mut is) = (0, 0);
    let mut push = |before: Option<&String>, after: Option<&String>| {
        let number = parts.len() + 1;
        parts.push(Part {
            name: format!("{name} {number}"),
            before: before.cloned().unwrap_or_default(),
            after: after.cloned().unwrap_or_default(),
        });
    };
    for (old_at, new_at) in same(old, new).into_iter().chain([(old.len(), new.len())]) {
        for offset in 0..(old_at - was).max(new_at - is) {
            push(old.get(was + offset).filter(|_| was + offset < old_at), new.get(is + offset).filter(|_| is + offset < new_at));
        }
        if old_at < old.len() {
            push(old.get(old_at), new.get(new_at));
        }
        (was, is) = (old_at + 1, new_at + 1);
    }
    parts
}

/// The longest list of places, in order, at which both lists say the same.
fn same(old: &[String], new: &[String]) -> Vec<(usize, usize)> {
    // `longest[i][j]` is how many there are from the places i and j on.
    let mut longest = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    for (i, was) in old.iter().enumerate().rev() {
        for (j, is) in new.iter().enumerate().rev() {
            longest[i][j] = if was == is { longest[i + 1][j + 1] + 1 } else { longest[i + 1][j].max(longest[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut places) = (0, 0, Vec::new());
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            places.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if longest[i + 1][j] >= longest[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    places
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

    #[test]
    fn a_point_that_is_added_in_front_leaves_the_others_the_same() {
        let texts = |words: &str| words.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let pairs = |old: &str, new: &str| {
            let parts = list("Point", &texts(old), &texts(new));
            parts.into_iter().map(|part| format!("{}>{}", part.before, part.after)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(pairs("a b c", "x a b c"), ">x a>a b>b c>c");
        assert_eq!(pairs("a b c", "a c"), "a>a b> c>c");
        assert_eq!(pairs("a b c", "a B c d"), "a>a b>B c>c >d");
        assert_eq!(pairs("a b", "c d"), "a>c b>d");
    }
}
