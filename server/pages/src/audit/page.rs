//! The audit: who did what to whom.

use app::error::AppError;
use app::ui::empty::Empty;
use app::ui::fields::{Choice, FormState, Select, SendButton, TextField};
use app::ui::icon::{Icon, IconName};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::location::Url;

use super::api::{AuditFilter, AuditPageData, load_audit};
use crate::kit::loaded;
use crate::ui::day_field::DayField;

/// The page at `/hub/audit`.
#[component]
pub fn AuditPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let word = |key: &str| query.get(key).unwrap_or_default();
    let filter = AuditFilter {
        kind: word("kind"),
        text: word("text"),
        person: word("person"),
        from: word("from"),
        to: word("to"),
        before: word("before"),
    };
    loaded(load_audit(filter.clone()), move |data| view! { <Audit data filter/> }.into_any())
}

/// The filter as a part of an address.
fn address(filter: &AuditFilter) -> String {
    let AuditFilter { kind, text, person, from, to, .. } = filter;
    let words = [("kind", kind), ("text", text), ("person", person), ("from", from), ("to", to)];
    let words = words.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| format!("{key}={}", Url::escape(value)));
    words.collect::<Vec<_>>().join("&")
}

/// A list with everything first.
fn choices(all: Vec<Choice>, everything: &str, chosen: &str) -> Vec<Choice> {
    let all = all.into_iter().map(|choice| {
        let is_default = choice.value == chosen;
        choice.default_if(is_default)
    });
    std::iter::once(Choice::new("", everything).default_if(chosen.is_empty())).chain(all).collect()
}

#[component]
fn Audit(data: AuditPageData, filter: AuditFilter) -> impl IntoView {
    let address = address(&filter);
    let kinds = choices(data.kinds, "Everything", &filter.kind);
    let people = choices(data.people, "Everybody", &filter.person);
    let rows = data.rows.into_iter().map(|row| {
        view! {
            <tr>
                <td class="audit__when">{row.at}</td>
                <td class="audit__what">{row.words}</td>
                <td class="audit__who">{row.who}</td>
            </tr>
        }
    });
    let rows = rows.collect::<Vec<_>>();
    let first = (!filter.before.is_empty()).then(|| format!("/hub/audit?{address}"));
    let next = (!data.next.is_empty()).then(|| format!("/hub/audit?{address}&before={}", data.next));
    let problems = filter.problems();
    let take_out = problems.is_empty().then(|| {
        let table = format!("/hub/audit.csv?{address}");
        view! { <div class="page-head__actions"><a class="button" href=table rel="external" download="audit.csv">"Take it out as CSV"</a></div> }
    });
    let error = (!problems.is_empty()).then_some(AppError::Invalid(problems));
    let form = FormState { error, ..FormState::default() };
    view! {
        <PageTitle text="Audit"/>
        <Page frame=data.frame class="page">
            {form.summary()}
            <div class="page-head">
                <div><h1>"Audit"</h1><p class="lead">"Who did what to whom, the newest first. Nothing in it can be changed."</p></div>
                {take_out}
            </div>
            <form method="get" action="/hub/audit" class="form form--inline people__search audit__search" role="search">
                <Select form=form.clone() name="kind" label="About" choices=kinds/>
                <Select form=form.clone() name="person" label="By" choices=people/>
                <DayField form=form.clone() name="from" label="From" hint="" value=filter.from/>
                <DayField form=form.clone() name="to" label="To" hint="" value=filter.to/>
                <TextField form name="text" label="With these words" value=filter.text/>
                <SendButton label="Search" icon=IconName::Search class=""/>
            </form>
            {if rows.is_empty() {
                view! { <Empty title="Nothing like that" text="Invitations, roles, signatures, exports and imports are written down here."/> }.into_any()
            } else {
                view! {
                    <div class="table-card">
                        <table class="table audit">
                            <thead><tr><th scope="col">"When"</th><th scope="col">"What"</th><th scope="col">"Who"</th></tr></thead>
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
