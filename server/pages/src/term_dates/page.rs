//! The local authorities of the hub's schools, with their term dates.

use app::ui::empty::Empty;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::calendar::academic_year::AcademicYear;
use model::calendar::day::shortest;
use model::calendar::terms::{Term, Terms};
use store::term_dates::Authority;

use super::forms::{about, of_year};
use super::load::{TermDatesData, load_all};
use crate::kit::{loaded, notice};
use crate::ui::notice::Done;

/// The page at `/hub/term-dates`.
#[component]
pub fn TermDatesPage() -> impl IntoView {
    let year = use_query_map().get_untracked().get_str("year").and_then(|year| year.parse().ok());
    loaded(load_all(year), |data| view! { <TermDates data/> }.into_any())
}

#[component]
fn TermDates(data: TermDatesData) -> impl IntoView {
    let TermDatesData { frame, year, years, authorities } = data;
    let others = years.into_iter().filter(|other| *other != year);
    let others = others.map(|other| view! { <a class="button" href=of_year(other)>{other.to_string()}</a> }).collect_view();
    let list = if authorities.is_empty() {
        let text =
            "Schools have their local authority from Get Information about Schools. Until then the dates that are usual in England hold.";
        view! { <Empty title="No local authority is known" text/> }.into_any()
    } else {
        let rows = authorities.into_iter().map(|authority| view! { <Row authority year/> }).collect_view();
        view! { <div class="table-card"><table class="table table--cards">
            <thead><tr>
                <th scope="col">"Local authority"</th><th scope="col">"Terms"</th><th scope="col">"Half-term holidays"</th><th scope="col">"Dates"</th>
                <th scope="col"><span class="visually-hidden">"What can be done"</span></th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table></div> }
        .into_any()
    };
    view! {
        <PageTitle text=format!("Term dates in {year}")/>
        <Page frame class="page">
            <Done words=notice()/>
            <div class="page-head">
                <div>
                    <h1>{format!("Term dates in {year}")}</h1>
                    <p class="lead">"Groups are warned when a workshop is in the holidays. Check the dates against what each local authority has published; academies may have their own."</p>
                </div>
                <div class="page-head__actions">{others}</div>
            </div>
            {list}
        </Page>
    }
    .into_any()
}

#[component]
fn Row(authority: Authority, year: AcademicYear) -> impl IntoView {
    let schools = if authority.schools == 1 { "1 school".to_owned() } else { format!("{} schools", authority.schools) };
    let (terms, whose) = match authority.terms {
        Some(own) => (Some(own), "Entered by the hub"),
        None => (Terms::typical(year), "Usual in England"),
    };
    let line = |of: fn(&Term) -> (chrono::NaiveDate, chrono::NaiveDate)| {
        let words = |term: &Term| {
            let (first, last) = of(term);
            format!("{} to {}", shortest(first), shortest(last))
        };
        let lines = terms.iter().flat_map(|terms| [terms.autumn, terms.spring, terms.summer]);
        lines.map(|term| view! { <span class="term-dates__line">{words(&term)}</span> }).collect_view()
    };
    let usual = authority.terms.is_some().then(|| {
        view! { " "<a class="button button--quiet" href=about("usual", &authority.code, year)>"Use the usual dates"<span class="visually-hidden">{format!(" for {}", authority.name)}</span></a> }
    });
    view! {
        <tr>
            <th scope="row">{authority.name.clone()}<span class="table__second">{schools}</span></th>
            <td data-label="Terms">{line(|term| (term.first, term.last))}</td>
            <td data-label="Half-term holidays">{line(|term| (term.break_first, term.break_last))}</td>
            <td data-label="Dates">{if terms.is_some() { whose } else { "Not known" }}</td>
            <td>
                <a class="button button--quiet" href=about("edit", &authority.code, year)>"Change"<span class="visually-hidden">{format!(" the dates of {}", authority.name)}</span></a>
                {usual}
            </td>
        </tr>
    }
    .into_any()
}
