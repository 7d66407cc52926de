//! Whether a template is meant to be deleted.

use leptos::prelude::*;

use super::forms::{DeleteTemplateForm, list};
use super::load::TemplateData;
use super::rename_page::{asked, crumbs};
use crate::kit::{Confirm, ConfirmPage};

/// The page at `/groups/:group/templates/:template/delete`.
#[component]
pub fn DeletePage() -> impl IntoView {
    asked(|data| view! { <Delete data/> }.into_any())
}

#[component]
fn Delete(data: TemplateData) -> impl IntoView {
    let crumbs = crumbs(&data, "Delete");
    let TemplateData { frame, group, template, .. } = data;
    let form = DeleteTemplateForm { group, template: template.id };
    let back = ("No, keep it".to_owned(), list(group));
    view! {
        <ConfirmPage frame crumbs title="Delete a template" question=format!("Delete “{}”?", template.name)>
            <div class="stack stack--close">
                <p class="lead">{template.about}</p>
                <p>"No plan can start from it any more. Plans that were made from it stay as they are."</p>
                <Confirm form label="Yes, delete the template" class="button--danger-solid" back/>
            </div>
        </ConfirmPage>
    }
    .into_any()
}
