//! The audit: who did what to whom.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use leptos_router::location::Url;

use super::audit_api::{AuditPageData, load_audit};
use crate::ui::empty::Empty;
use crate::ui::fields::{Choice, FormState, Select, SendButton, TextField};
use crate::ui::icon::{Icon, IconName};
use crate::ui::page::Page;
use crate::ui::plain::loaded;

/// The page at `/hub/audit`.
#[component]
pub fn AuditPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let word = |key: &str| query.get(key).unwrap_or_default();
    let (kind, text, before) = (word("kind"), word("text"), word("before"));
    loaded(load_audit(kind.clone(), text.clone(), before.clone()), move |data| view! { <Audit data kind text before/> }.into_any())
}

#[component]
fn Audit(data: AuditPageData, kind: String, text: String, before: String) -> impl IntoView {
    let filter = format!("kind={}&text={}", Url::escape(&kind), Url::escape(&text));
    let kinds = data.kinds.iter().map(|(value, words)| Choice::new(value.clone(), words.clone()).usual(*value == kind));
    let kinds = std::iter::once(Choice::new("", "Everything").usual(kind.is_empty())).chain(kinds).collect::<Vec<_>>();
    let rows = data.rows.into_iter().map(|row| {
        view! {
            <tr>
                <th scope="row">{row.words}</th>
                <td data-label="Who">{row.who}</td>
                <td data-label="When" class="people__when">{row.at}</td>
            </tr>
        }
    });
    let rows = rows.collect::<Vec<_>>();
    let first = (!before.is_empty()).then(|| format!("/hub/audit?{filter}"));
    let next = (!data.next.is_empty()).then(|| format!("/hub/audit?{filter}&before={}", data.next));
    view! {
        <Title text="Audit"/>
        <Page frame=data.frame class="page">
            <div class="page-head">
                <div><h1>"Audit"</h1><p class="lead">"Who did what to whom, the newest first. Nothing in it can be changed."</p></div>
                <div class="page-head__actions">
                    <a class="button" href=format!("/hub/audit.csv?{filter}") rel="external" download="audit.csv">"Take it out as CSV"</a>
                </div>
            </div>
            <form method="get" action="/hub/audit" class="form form--inline people__search" role="search">
                <Select form=FormState::default() name="kind" label="About" choices=kinds/>
                <TextField form=FormState::default() name="text" label="With these words" value=text/>
                <SendButton label="Search" icon=IconName::Search class=""/>
            </form>
            {if rows.is_empty() {
                view! { <Empty title="Nothing like that" text="Invitations, roles, signatures, exports and imports are written down here."/> }.into_any()
            } else {
                view! {
                    <div class="table-card">
                        <table class="table table--cards">
                            <thead><tr><th scope="col">"What"</th><th scope="col">"Who"</th><th scope="col">"When"</th></tr></thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                }
                .into_any()
            }}
            <nav class="form__actions" aria-label="Pages">
                {first.map(|address| view! { <a class="button" href=address>"Back to the newest"</a> })}
                {next.map(|address| view! { <a class="button" href=address>"Earlier"<Icon name=IconName::Forward/></a> })}
            </nav>
        </Page>
    }
    .into_any()
}
