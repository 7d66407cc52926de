//! The page behind a headteacher's link: read, tick, sign; afterwards the signed copy. Met once a year, perhaps on a phone.

use app::error::Problem;
use app::ui::frame::Contact;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::fields::SignatureFields;
use super::load::{LinkTarget, SigningData, ToSign, load_signing};
use crate::commitments::forms::{ByLink, SignatureForm};
use crate::commitments::sheet::{SheetDates, SheetHead, SheetOpening, WholeSheet};
use crate::kit::{Form, form_of, loaded, notice};
use crate::ui::notice::{Done, Warn};

/// The page at `/commitment/:token`.
#[component]
pub fn SigningPage() -> impl IntoView {
    let token = use_params_map().get_untracked().get("token").unwrap_or_default();
    loaded(load_signing(token), |data| view! { <Signing data/> }.into_any())
}

#[component]
fn Signing(data: SigningData) -> impl IntoView {
    let contact = data.frame.contact.clone();
    let wide = matches!(data.target, LinkTarget::Signed(_));
    let body = match data.target {
        LinkTarget::Unsigned(to_sign) => view! { <Unsigned to_sign=*to_sign/> }.into_any(),
        LinkTarget::Signed(sheet) => {
            let lead_missing = sheet.lead.is_none();
            let head = format!("{}: signed", sheet.paper.school);
            view! {
                <PageTitle text=head/>
                <div class="sheet__before">
                    <Done words=notice()/>
                    <p>"This is your signed copy. Keep the link: it shows this page all year. To keep it on paper or as a PDF, use your browser’s Print (on a phone it is under Share)."</p>
                    {lead_missing.then(|| view! { <p>"Your lead participant is asked to agree to it as well. There is nothing more for you to do."</p> })}
                </div>
                <WholeSheet sheet=*sheet/>
            }
            .into_any()
        }
        LinkTarget::Closed(why) => view! { <Closed why contact/> }.into_any(),
    };
    view! { <Page frame=data.frame class=if wide { "page" } else { "page page--narrow" }>{body}</Page> }.into_any()
}

#[component]
fn Unsigned(to_sign: ToSign) -> impl IntoView {
    let paper = to_sign.sheet.paper.clone();
    let form = form_of(&to_sign.form).unless_moved("shown", &to_sign.form.shown, Problem::PaperChanged);
    let action = SignatureForm::<ByLink>::ACTION;
    let hidden = vec![("token", to_sign.form.by.token), ("shown", to_sign.form.shown)];
    view! {
        <PageTitle text=format!("{}: commitment", paper.school)/>
        {form.summary()}
        <article class="sheet sheet--reading">
            <SheetHead paper=paper.clone() has_logo=to_sign.sheet.has_logo/>
            <h1 class="sheet__title">{paper.wording.title.clone()}</h1>
            <p class="lead">"Please read this page and sign at its end. It takes about two minutes; you need no password."</p>
            <SheetOpening paper=paper.clone()/>
            <SheetDates paper=paper.clone()/>
            <h2 class="sign__head" id="sign">"What you sign"</h2>
            <SignatureFields action hidden wording=paper.wording form/>
            <p class="quiet sign__ink">"Would you rather sign on paper? Print this page: it comes out as a form on one side of A4. Sign it by hand and give it to your lead participant, or send it to the hub."</p>
        </article>
        <div class="print-only"><WholeSheet sheet=to_sign.sheet main=false/></div>
    }
    .into_any()
}

#[component]
fn Closed(why: String, contact: Option<Contact>) -> impl IntoView {
    view! {
        <PageTitle text="This link is not good any more"/>
        <h1>"This link is not good any more"</h1>
        <p class="lead">{why}</p>
        {contact.map(|contact| view! {
            <Warn>
                <p>
                    {format!("Ask {} for a new one: ", contact.name)}
                    <a href=format!("mailto:{}", contact.email)>{contact.email.clone()}</a>
                    ". Whatever was signed is kept."
                </p>
            </Warn>
        })}
    }
    .into_any()
}
