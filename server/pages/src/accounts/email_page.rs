//! Confirming a new address.

use app::ui::fields::SendButton;
use app::ui::icon::IconName;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::link_layout::{DeadLink, LinkCard, LinkIs, LinkLayout};
use crate::accounts::own::forms::ConfirmEmailForm;
use crate::accounts::own::load::{EmailLinkData, load_email_link};
use crate::kit::{Form, loaded};

/// The page at `/account/email/:token`.
#[component]
pub fn EmailPage() -> impl IntoView {
    let token = use_params_map().get_untracked().get("token").unwrap_or_default();
    loaded(load_email_link(token.clone()), move |data| view! { <Confirm data token/> }.into_any())
}

#[component]
fn Confirm(data: EmailLinkData, token: String) -> impl IntoView {
    if data.link != LinkIs::Good {
        return view! {
            <LinkLayout frame=data.frame>
                <DeadLink link=data.link advice="On the page of your account you can ask for a new one.">
                    <a class="button button--primary" href="/account">"Your account"</a>
                </DeadLink>
            </LinkLayout>
        }
        .into_any();
    }
    if data.taken {
        return view! {
            <PageTitle text="This address is taken"/>
            <LinkLayout frame=data.frame>
                <h1>"This address is taken"</h1>
                <p class="lead">{format!("Another account uses {} by now, so yours keeps the address it has.", data.email)}</p>
                <p>"Is the other account yours too? Then sign in with it, or write to the hub: two accounts can’t share an address."</p>
                <div class="form__actions"><a class="button button--primary" href="/account">"Your account"</a></div>
            </LinkLayout>
        }
        .into_any();
    }
    view! {
        <PageTitle text="Use this address"/>
        <LinkLayout frame=data.frame>
            <h1>"Use this address?"</h1>
            <p class="lead">"From then on you sign in with it. We tell the old address."</p>
            <LinkCard icon=IconName::Mail title=data.email text=data.name/>
            <form method="post" action=ConfirmEmailForm::ACTION class="sign-in__form">
                <input type="hidden" name="token" value=token/>
                <SendButton label="Use this address" class="button--primary button--wide"/>
            </form>
            <p class="sign-in__help"><span>"If you did not ask for it, leave this page: nothing changes."</span></p>
        </LinkLayout>
    }
    .into_any()
}
