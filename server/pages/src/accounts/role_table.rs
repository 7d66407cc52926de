//! What somebody is and was, over years and schools (A15).

use app::ui::icon::{Icon, IconName};
use leptos::prelude::*;
use store::accounts::people::Period;

/// The table.
#[component]
pub fn RoleTable(
    /// The latest first.
    roles: Vec<Period>,
) -> impl IntoView {
    if roles.is_empty() {
        return view! { <p class="quiet">"Nothing yet."</p> }.into_any();
    }
    let rows = roles.into_iter().map(|row| {
        view! {
            <tr>
                <th scope="row">{row.role}</th>
                <td data-label="Where">{row.place}</td>
                <td data-label="When">
                    {if row.now {
                        view! { <span class="status status--ok"><Icon name=IconName::Done/>{row.when}</span> }.into_any()
                    } else {
                        row.when.into_any()
                    }}
                </td>
            </tr>
        }
    });
    view! {
        <div class="table-card">
            <table class="table table--cards">
                <thead><tr><th scope="col">"Role"</th><th scope="col">"Where"</th><th scope="col">"When"</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
