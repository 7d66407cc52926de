//! Plans that are kept as templates: keeping one, and the small list in which they are named anew and deleted.

mod actions;
mod delete_page;
mod forms;
mod keep_page;
mod list_page;
mod load;
mod rename_page;

use leptos::prelude::*;
use model::permission::Action;

use self::delete_page::DeletePage;
use self::forms::{DeleteTemplateForm, KeepTemplateForm, RenameTemplateForm};
use self::keep_page::KeepPage;
use self::list_page::TemplatesPage;
use self::rename_page::RenamePage;
use crate::kit::route::{Route, Who, form, page};
use crate::kit::take;

pub(super) use self::load::starts_from;

const LEAD: Who = Who::Group(Action::ManageGroup);

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/workshops/:workshop/template", Who::Asked, || view! { <KeepPage/> }.into_any()),
    page("/groups/:group/templates", LEAD, || view! { <TemplatesPage/> }.into_any()),
    page("/groups/:group/templates/:template/rename", LEAD, || view! { <RenamePage/> }.into_any()),
    page("/groups/:group/templates/:template/delete", LEAD, || view! { <DeletePage/> }.into_any()),
    form::<KeepTemplateForm>(Who::Asked, |sent| take(sent, actions::keep)),
    form::<RenameTemplateForm>(LEAD, |sent| take(sent, actions::rename)),
    form::<DeleteTemplateForm>(LEAD, |sent| take(sent, actions::delete)),
];
