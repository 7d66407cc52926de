//! The poster for the wall: the square, the code, where and when, on one sheet of A4.

use app::ui::frame::Frame;
use app::ui::link::Crumb;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use store::twilights::Twilight;

use super::forms::page_of;
use super::load::{address, addresses, twilight_of_page};
use crate::kit::loaded;
use crate::twilights::words;
use crate::ui::qr::Qr;

/// The page at `/groups/:group/workshops/:number/twilight/poster`.
#[component]
pub fn PosterPage() -> impl IntoView {
    loaded(twilight_of_page(address()), |(frame, twilight)| view! { <Poster frame twilight/> }.into_any())
}

#[component]
fn Poster(frame: Frame, twilight: Twilight) -> impl IntoView {
    let base = page_of(twilight.group, twilight.number);
    let crumbs = vec![
        Crumb::new(twilight.group_name.clone(), format!("/groups/{}", twilight.group)),
        Crumb::new(format!("Twilight of workshop {}", twilight.number), base.clone()),
        Crumb::here("Poster"),
    ];
    let time = words::time(&twilight).unwrap_or_else(|| "Time to be confirmed".to_owned());
    let place = words::place(&twilight);
    let door = twilight.open_code.clone().zip(addresses(&twilight)).map(|(open, [address, _])| {
        let shown = address.strip_suffix(open.code.as_str()).unwrap_or(&address).trim_end_matches('/');
        let shown = shown.split_once("://").map_or(shown, |(_, rest)| rest).to_owned();
        view! {
            <div class="poster__door">
                <Qr address label=format!("The door of the twilight: code {}", open.code)/>
                <div>
                    <p class="poster__step">"Point your telephone at the square, or open"</p>
                    <p class="poster__address" translate="no">{shown}</p>
                    <p class="poster__step">"and type the code"</p>
                    <p class="poster__code" translate="no">{open.code.to_string()}</p>
                </div>
            </div>
        }
        .into_any()
    });
    let none = door
        .is_none()
        .then(|| view! { <p class="lead">"There is no code yet. "<a href=base>"Make one"</a>" first, then print this page."</p> });
    view! {
        <PageTitle text=format!("Poster for the twilight of workshop {}", twilight.number)/>
        <Page frame crumbs class="page">
            <p class="no-print">"Use your browser’s Print: one sheet of A4."</p>
            <article class="poster">
                <p class="poster__group">{format!("{} Work Group", twilight.group_name)}</p>
                <h1 class="poster__title">"Join the twilight"</h1>
                <p class="poster__lead">"Design a lesson together. No account, no email, no password."</p>
                {door}
                {none}
                <p class="poster__when">{time}</p>
                <p class="poster__where">{place}</p>
            </article>
        </Page>
    }
    .into_any()
}
