//! What the hub and the lead can do about a school's commitment.

use app::ui::icon::{Icon, IconName};
use leptos::prelude::*;

use super::load::SchoolCommitment;
use crate::commitments::addresses;
use crate::commitments::group::forms::{AskForm, RemindForm, RenewLinkForm};
use crate::kit::Form;
use crate::ui::sender::Sender;

/// The actions, as far as each makes sense now.
#[component]
pub fn ManagerActions(
    /// The commitment.
    data: SchoolCommitment,
) -> impl IntoView {
    let signed = data.sheet.head.is_some();
    let (here, open) = (data.left.is_empty(), data.left.is_empty() && !data.over);
    let (has_address, was_asked) = (!data.head_email.is_empty(), !data.last_letter.is_empty());
    let edit = format!("{}&edit={}", addresses::of_group(data.group, data.year), data.school);
    let to = if has_address { format!("Letters go to {}.", data.head_email) } else { "There is no address to write to yet.".to_owned() };
    let last = if was_asked { format!(" The last one: {}.", data.last_letter) } else { String::new() };
    let post = |action: &'static str, words: &'static str, class: &'static str, data: &SchoolCommitment| {
        view! { <form method="post" action=action><Sender/>{data.hidden()}<button class=class type="submit">{words}</button></form> }
            .into_any()
    };
    view! {
        <p>{to}{last}" "<a href=edit>"Change the head"</a></p>
        <div class="page-head__actions">
            {(open && !signed && has_address && !was_asked).then(|| post(AskForm::ACTION, "Ask the head", "button button--primary", &data))}
            {(open && !signed && was_asked).then(|| post(RemindForm::ACTION, "Remind the head", "button button--primary", &data))}
            {(here && !signed).then(|| view! { <a class="button" href=data.address("/ink")><Icon name=IconName::Pencil/>"Record one signed on paper"</a> })}
            {((here || signed) && has_address && was_asked).then(|| post(RenewLinkForm::ACTION, "Send a new link", "button", &data))}
            {signed.then(|| view! { <a class="button button--danger" href=data.address("/set-aside")>"Set the signature aside"</a> })}
        </div>
        <p class="quiet">{if signed { "To print this paper, use your browser’s Print." } else { "To print this paper as a form for ink, use your browser’s Print." }}</p>
    }
    .into_any()
}
