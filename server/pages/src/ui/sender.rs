//! Who had signed in when a form was made.

use app::context::{FORM_PAGE, known_person};
use app::ui::sender_field::SenderField;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};

/// A field that nobody sees, for every form of somebody who has signed in: when their session ends before they send it, the form is
/// kept for them and for nobody else.
#[component]
pub fn Sender() -> impl IntoView {
    let mut query = use_query_map().get_untracked();
    // What is said once is not the page's address.
    for said in ["problem", "wait", "kept", "done"] {
        query.remove(said);
    }
    let page = format!("{}{}", use_location().pathname.get_untracked(), query.to_query_string());
    known_person().map(|person| view! { <SenderField person/><input type="hidden" name=FORM_PAGE value=page/> })
}

#[cfg(test)]
mod tests {
    use crate::sources;

    /// Forms of anybody, and buttons that hold no words.
    const WITHOUT: [&str; 14] = [
        "ui/account_menu.rs",
        "ui/send_form.rs",
        "accounts/sign_in_form.rs",
        "accounts/sign_in_page.rs",
        "accounts/link/page.rs",
        "accounts/invitation/page.rs",
        "accounts/email_page.rs",
        "interest/form/sent_page.rs",
        "interest/form/check_page.rs",
        "interest/form/which_school_page.rs",
        "interest/form/question_page.rs",
        "interest/form/start_page.rs",
        "interest/form/forget.rs",
        "interest/form/school_page.rs",
    ];

    #[test]
    fn every_form_of_somebody_who_has_signed_in_says_whose_it_is() {
        for (path, text) in sources::below(&["src", "../../app/src"]) {
            let anybodys = path.ends_with("ui/sender.rs") || WITHOUT.iter().any(|name| path.ends_with(name));
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            let forms = text.lines().filter(|line| line.contains("<form") && line.contains("method=\"post\"")).count();
            let senders = text.matches("<Sender/>").count() + text.matches("<SenderField ").count();
            assert!(anybodys || forms == senders, "{}: {forms} forms, {senders} senders", path.display());
        }
    }
}
