//! The layout of pages at which somebody arrives: a little sky, one narrow column, the foot.

use app::ui::footer::Footer;
use app::ui::frame::Frame;
use app::ui::icon::{Icon, IconName};
use app::ui::page_title::PageTitle;
use app::ui::sky::SkyHead;
use leptos::prelude::*;

/// The layout.
#[component]
pub fn LinkLayout(
    /// What every page shows.
    frame: Frame,
    /// The column, with its one `h1`.
    children: Children,
) -> impl IntoView {
    view! {
        <div>
            <SkyHead class="sign-in__sky" demonstration=frame.demonstration/>
            <main class="sign-in" id="main">{children()}</main>
            <Footer contact=frame.contact/>
        </div>
    }
    .into_any()
}

/// Whether a link in a letter still opens what it was sent for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum LinkIs {
    /// It does.
    Good,
    /// Its button was pressed already.
    Used,
    /// Too old.
    Expired,
    /// Taken back, or a newer one took its place.
    Revoked,
    /// There is none like this.
    Unknown,
}

impl LinkIs {
    /// The HTTP status of its page.
    pub fn status(self) -> u16 {
        match self {
            Self::Good => 200,
            Self::Used | Self::Expired | Self::Revoked => 410,
            Self::Unknown => 404,
        }
    }

    /// A title for the page of a link that opens nothing, and what happened.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Good => ("This link did not work", "Something changed while you were reading."),
            Self::Used => ("This link has been used", "A link works once."),
            Self::Expired => ("This link is too old", "Links from letters are good for a while only."),
            Self::Revoked => ("This link was replaced", "A newer one was sent, or whoever sent it took it back."),
            Self::Unknown => ("This link is not complete", "A letter may be missing: some mail programs break long addresses in two."),
        }
    }
}

/// What stands on the page of a link that opens nothing.
#[component]
pub fn DeadLink(
    /// Why not.
    link: LinkIs,
    /// What to do now.
    #[prop(into)]
    advice: String,
    /// The way there, as a link or a form.
    children: Children,
) -> impl IntoView {
    let (title, words) = link.words();
    view! {
        <PageTitle text=title/>
        <h1>{title}</h1>
        <p class="lead">{words}" "{advice}</p>
        <div class="form__actions">{children()}</div>
    }
    .into_any()
}

/// Who and what a link is about, in a box above its button.
#[component]
pub fn LinkCard(
    /// The first, bold line.
    #[prop(into)]
    title: String,
    /// The second line; may be empty.
    #[prop(into)]
    text: String,
    /// What it is.
    icon: IconName,
) -> impl IntoView {
    view! {
        <div class="link-card accounts__who">
            <Icon name=icon/>
            <span><strong>{title}</strong>{text}</span>
        </div>
    }
    .into_any()
}
