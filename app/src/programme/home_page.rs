//! The front door: what this is, for somebody who has never been here.

use leptos::prelude::*;
use leptos_router::components::Redirect;

use crate::accounts::api::load_sign_in;
use crate::ui::avatar::Avatar;
use crate::ui::footer::Footer;
use crate::ui::frame::Frame;
use crate::ui::icon::{Icon, IconName};
use crate::ui::page_title::PageTitle;
use crate::ui::sky::SkyHead;
use crate::ui::trouble::Trouble;

/// The page at `/`. Whoever has signed in goes on to what is on today.
#[component]
pub fn HomePage() -> impl IntoView {
    let page_resource = Resource::new_blocking(|| (), |()| load_sign_in());
    view! {
        <PageTitle text="Lessons designed together"/>
        <Suspense>
            {move || Suspend::new(async move {
                match page_resource.await {
                    Ok(data) if data.frame.person.is_some() => view! { <Redirect path="/today"/> }.into_any(),
                    Ok(data) => view! { <FrontDoor frame=data.frame/> }.into_any(),
                    Err(error) => view! { <Trouble error/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn FrontDoor(frame: Frame) -> impl IntoView {
    let side = view! {
        <nav class="sky-head__nav" aria-label="Main">
            <a href="#plan">"How it works"</a>
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
                        "Design a maths lesson together after school. Teach it in your own classrooms. Bring back what the children showed you."
                    </p>
                    <div class="home-sky__actions">
                        <a class="button button--sun" href="/sign-in">"Sign in"</a>
                        <a class="button button--night" href="/interest">"Join a Work Group"</a>
                        <a class="home-sky__link" href="#plan">"See how it works "<Icon name=IconName::ArrowRight/></a>
                    </div>
                </div>
            </SkyHead>
            <main class="home" id="main">
                <Plan/>
                <Teach/>
                <Reflect/>
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

#[component]
fn Plan() -> impl IntoView {
    view! {
        <section class="home__part" id="plan">
            <h2>"Plan"</h2>
            <p class="quiet">"Small steps, one at a time"</p>
            <div class="home__sign"><BarModel/></div>
            <p class="home__text">
                "A key learning point, a sentence said together, a hinge question. Everyone at the table writes at once, and every word is kept."
            </p>
        </section>
    }
    .into_any()
}

/// A third of 15, as a bar.
#[component]
fn BarModel() -> impl IntoView {
    view! {
        <svg class="bar-model" viewBox="0 0 342 142" role="img" aria-label="A bar for 15 in three equal parts. One third, shaded, is 5.">
            <text x="171" y="14">"The whole is 15"</text>
            <path class="bar-model__brace" d="M2 40c0-8 3-11 9-11h150c6 0 10-3 10-9 0 6 4 9 10 9h150c6 0 9 3 9 11"></path>
            <rect class="bar-model__cell" x="2" y="46" width="338" height="60"></rect>
            <rect class="bar-model__shaded" x="2" y="46" width="112.6" height="60"></rect>
            <path class="bar-model__line" d="M2 46h338v60H2zM114.6 46v60M227.3 46v60"></path>
            <text class="bar-model__number" x="58" y="84">"5"</text>
            <path class="bar-model__brace" d="M2 113c0 5 3 8 8 8h41c5 0 7 2 7 6 0-4 2-6 7-6h41c5 0 8-3 8-8"></path>
            <text x="58" y="141">"one third"</text>
        </svg>
    }
    .into_any()
}

#[component]
fn Teach() -> impl IntoView {
    let schools = [
        ("chip chip--ok", IconName::Check, ["Ash", "Elm", "Hazel"]),
        ("chip chip--ask", IconName::Half, ["Holly", "Oak", "Rowan"]),
        ("chip chip--state", IconName::Ring, ["St Tansy’s", "Thorn", "Willow"]),
    ];
    let chips = schools.into_iter().flat_map(|(class, icon, names)| names.map(|name| (class, icon, name)));
    view! {
        <section class="home__part">
            <h2>"Teach"</h2>
            <p class="quiet">"The same lesson, several schools"</p>
            <div class="home__sign">
                <ul class="chips">
                    {chips.map(|(class, name, words)| view! { <li class=class><Icon name/><span>{words}</span></li> }).collect_view()}
                </ul>
            </div>
            <p class="home__text">"The lesson you designed together is taught in each school, by people who know why every step is there."</p>
        </section>
    }
    .into_any()
}

#[component]
fn Reflect() -> impl IntoView {
    view! {
        <section class="home__part">
            <h2>"Reflect"</h2>
            <p class="quiet">"What we noticed"</p>
            <div class="home__sign">
                <p class="said">"“I noticed Pupil A draw the bar before dividing.”"</p>
                <p class="person"><Avatar initials="SM".to_owned() colour=2 class="avatar--small"/><span class="quiet small">"Sana, Rowan Fold, step 3"</span></p>
            </div>
            <p class="home__text">"What the children showed you comes back to the same board, and the next class gets a better lesson."</p>
        </section>
    }
    .into_any()
}
