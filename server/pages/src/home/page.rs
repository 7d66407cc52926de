//! The front door: what this is, for somebody who has never been here.

use app::accounts::api::load_sign_in;
use app::ui::avatar::Avatar;
use app::ui::footer::Footer;
use app::ui::frame::Frame;
use app::ui::icon::{Icon, IconName};
use app::ui::page_title::PageTitle;
use app::ui::sky::SkyHead;
use leptos::prelude::*;
use leptos_router::components::Redirect;

use crate::kit::{Form, loaded};
use crate::twilights::door::forms::FindForm;
use crate::ui::sender::Sender;

/// The page at `/`. Whoever has signed in goes on to what is on today.
#[component]
pub fn HomePage() -> impl IntoView {
    loaded(load_sign_in(), |data| {
        if data.frame.person.is_some() {
            return view! { <Redirect path="/today"/> }.into_any();
        }
        view! {
            <PageTitle text="Lessons designed together"/>
            <FrontDoor frame=data.frame/>
        }
        .into_any()
    })
}

#[component]
fn FrontDoor(frame: Frame) -> impl IntoView {
    let side = view! {
        <nav class="sky-head__nav" aria-label="Main">
            <a href="#design">"How it works"</a>
            <a class="sky-head__join" href="/interest">"Join a Work Group"</a>
            <a class="button button--night" href="/sign-in">"Sign in"</a>
        </nav>
    }
    .into_any();
    view! {
        <div>
            <SkyHead class="home-sky" bar="home-sky__bar" wide=true demonstration=frame.demonstration side>
                <div class="home-sky__words">
                    <h1 class="home-sky__title">"Lessons get better when schools meet."</h1>
                    <p class="home-sky__lead">
                        "Design a maths lesson together after school, teachers of several schools on one board. Print it, teach it, and make it better where you began."
                    </p>
                    <JoinHere/>
                    <div class="home-sky__actions">
                        <a class="button button--night" href="/sign-in">"Sign in"</a>
                        <a class="button button--night" href="/interest">"Join a Work Group"</a>
                        <a class="home-sky__link" href="#design">"See how it works "<Icon name=IconName::ArrowRight/></a>
                    </div>
                </div>
            </SkyHead>
            <main class="home" id="main">
                <Design/>
                <Together/>
                <Teach/>
                <p class="home__close">
                    <a class="button button--primary" href="/sign-in">"Sign in to your Work Group"</a>
                    <a class="button" href="/interest">"Join a Work Group"</a>
                </p>
            </main>
            <Footer contact=frame.contact/>
        </div>
    }
    .into_any()
}

/// Whoever has a code from the wall of a hall has not come to read.
#[component]
fn JoinHere() -> impl IntoView {
    view! {
        <form method="post" action=FindForm::ACTION class="home-code">
            <Sender/>
            <label class="visually-hidden" for="code">"Code on the board"</label>
            <input class="home-code__input" id="code" name="code" placeholder="Code on the board" autocomplete="off"/>
            <button class="button button--sun" type="submit">"Join a twilight"</button>
        </form>
    }
    .into_any()
}

#[component]
fn Design() -> impl IntoView {
    view! {
        <section class="home__part" id="design">
            <h2>"Design"</h2>
            <p class="quiet">"Small steps, one at a time"</p>
            <div class="home__sign">
                <p class="home__label">"Say together"</p>
                <p class="aloud">
                    "The whole is divided into "<span class="slot">"4"</span>" equal parts. One part is "
                    <span class="slot"><span class="frac" data-n="1" data-d="4">"1/4"</span></span>
                    " of the whole."
                </p>
            </div>
            <p class="home__text">
                "A key learning point; then step by step what is said, what everybody says together, what to ask and how to know that it is secure. With its minutes, for the criteria you choose."
            </p>
        </section>
    }
    .into_any()
}

#[component]
fn Together() -> impl IntoView {
    let people = [
        ("AM", 1, "Amy", "Ash Lane", "In step 3, Exposition"),
        ("TO", 3, "Tom", "Elm Bank", "In step 3, Key questions"),
        ("SI", 2, "Sana", "Rowan Fold", "On the vocabulary"),
    ];
    let rows = people.map(|(initials, colour, name, school, place)| {
        view! {
            <li class="person">
                <Avatar initials=initials.to_owned() colour/>
                <span>
                    <span class="person__name">{name}" "<span class="person__school">{school}</span></span>
                    <span class="person__where">{place}</span>
                </span>
            </li>
        }
    });
    view! {
        <section class="home__part">
            <h2>"Together"</h2>
            <p class="quiet">"Several schools, one board"</p>
            <div class="home__sign"><ul>{rows.into_iter().collect_view()}</ul></div>
            <p class="home__text">
                "Everyone writes at once and sees who is where. No word replaces another; what a screen calls saved is saved, and without a network it is kept on your device until there is one."
            </p>
        </section>
    }
    .into_any()
}

#[component]
fn Teach() -> impl IntoView {
    view! {
        <section class="home__part">
            <h2>"Teach"</h2>
            <p class="quiet">"On two sheets of paper"</p>
            <div class="home__sign"><Sheets/></div>
            <p class="home__text">
                "A lesson prints as a plan to hang up, with everybody who wrote it at its head. Back from the classroom the board is where you left it: change it, or copy it for another class."
            </p>
        </section>
    }
    .into_any()
}

/// A printed lesson: two sheets with numbered steps.
#[component]
fn Sheets() -> impl IntoView {
    let step = |x: u32, y: u32, number: &'static str| {
        view! {
            <g transform=format!("translate({x} {y})")>
                <circle class="paper-plan__disc" cx="7" cy="6" r="6"></circle>
                <text x="7" y="9.5">{number}</text>
                <path d="M18 4h30M18 12h38M18 19h34M62 12h36M62 19h30"></path>
            </g>
        }
    };
    view! {
        <svg class="paper-plan" viewBox="0 0 262 150" role="img" aria-label="Two printed sheets: the title above steps 1 and 2, then steps 3 to 5.">
            <rect class="paper-plan__paper" x="1" y="1" width="122" height="148"></rect>
            <rect class="paper-plan__paper" x="139" y="1" width="122" height="148"></rect>
            <path class="paper-plan__title" d="M12 16h66M12 30h98"></path>
            <path d="M12 40h98M12 47h72"></path>
            {step(12, 62, "1")}
            {step(12, 102, "2")}
            {step(150, 14, "3")}
            {step(150, 54, "4")}
            {step(150, 94, "5")}
        </svg>
    }
    .into_any()
}
