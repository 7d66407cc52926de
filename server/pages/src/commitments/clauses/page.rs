//! The wording of the hub's commitment, as a paper, with its versions and the state of all signatures.

use app::ui::icon::{Icon, IconName};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::calendar::half_term::HalfTerm;
use model::commitments::{Paper, PaperWorkshop};

use super::load::{Clauses, Version, load_clauses};
use crate::commitments::sheet::{Sheet, WholeSheet};
use crate::kit::{loaded, notice};
use crate::ui::notice::Done;

/// The page at `/hub/clauses`.
#[component]
pub fn ClausesPage() -> impl IntoView {
    let number = use_query_map().get_untracked().get_str("version").and_then(|number| number.parse::<u32>().ok());
    loaded(load_clauses(), move |data| view! { <Wordings data number/> }.into_any())
}

#[component]
fn Wordings(data: Clauses, number: Option<u32>) -> impl IntoView {
    let newest = data.versions.first().map(|version| version.number).unwrap_or_default();
    let shown = number.and_then(|number| data.version(number)).or(data.versions.first()).cloned();
    let (class, icon) = if data.intact { ("notice notice--ok", IconName::Done) } else { ("notice notice--bad", IconName::Warning) };
    let heading = match &shown {
        Some(version) if version.number == newest => format!("Version {newest}, as heads read it now"),
        Some(version) => format!("Version {}, kept as it was", version.number),
        None => String::new(),
    };
    let rows = data.versions.iter().map(|version| view! { <VersionRow version=version.clone() newest/> }.into_any()).collect_view();
    let preview = shown.map(|version| view! { <WholeSheet sheet=example(version, &data) main=false/> });
    view! {
        <PageTitle text="Wording of the commitment"/>
        <Page frame=data.frame class="page">
            <Done words=notice()/>
            <div class="page-head">
                <div>
                    <h1>"Wording of the commitment"</h1>
                    <p class="lead">"What headteachers read and sign each year. Signatures always stay with the version that was signed."</p>
                </div>
                <div class="page-head__actions"><a class="button button--primary" href="/hub/clauses/edit"><Icon name=IconName::Pencil/>"Change the wording"</a></div>
            </div>
            <p class=class><Icon name=icon/><span>{data.verified}</span></p>
            <div class="stack">
                <section aria-labelledby="versions">
                    <div class="section-head"><h2 id="versions">"Versions"</h2></div>
                    <div class="table-card">
                        <table class="table table--cards">
                            <thead><tr><th scope="col">"Version"</th><th scope="col">"Written by"</th><th scope="col">"Standing signatures"</th><th scope="col">"Look"</th></tr></thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                </section>
                <section aria-labelledby="preview">
                    <div class="section-head"><h2 id="preview">{heading}</h2></div>
                    {preview}
                </section>
            </div>
        </Page>
    }
    .into_any()
}

#[component]
fn VersionRow(version: Version, newest: u32) -> impl IntoView {
    let number = version.number;
    let compare = (number > 1).then(|| format!("/hub/clauses/compare?old={}&new={number}", number - 1));
    let name = if number == newest { format!("Version {number}, in use") } else { format!("Version {number}") };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td data-label="Written by">{version.origin}</td>
            <td data-label="Standing signatures">{version.signatures}</td>
            <td class="commitments__looks">
                <a href=format!("/hub/clauses?version={number}#preview") rel="external">"Read "<span class="visually-hidden">{format!("version {number}")}</span></a>
                {compare.map(|address| view! { <a href=address>{format!("Compare with {}", number - 1)}</a> })}
            </td>
        </tr>
    }
    .into_any()
}

/// How a version looks on paper, with a school that does not exist.
fn example(version: Version, data: &Clauses) -> Sheet {
    let workshops = (1..).zip(HalfTerm::ALL).map(|(number, half_term)| PaperWorkshop {
        number,
        half_term,
        day: String::new(),
        date: "Date of the workshop".to_owned(),
        time: String::new(),
        twilight: "its twilight".to_owned(),
        host: "Host school".to_owned(),
        mode: "In person".to_owned(),
    });
    let paper = Paper {
        hub: data.hub.clone(),
        school: "Example Primary School".to_owned(),
        urn: String::new(),
        town: "Exampleton".to_owned(),
        group: "Example".to_owned(),
        academic_year: "2026/27".to_owned(),
        ncp_code: "code".to_owned(),
        clauses: version.id,
        version: version.number,
        wording: version.wording.with_school("Example Primary School"),
        lead: "Name of the lead".to_owned(),
        lead_participant: "Name of the maths lead".to_owned(),
        workshops: workshops.collect(),
    };
    Sheet { paper, head: None, lead: None, has_logo: data.has_logo, contact: data.contact.clone(), scan: None, conflicts: false }
}
