//! The beginning of the public form: what this is, and what will be asked.

use app::ui::icon::{Icon, IconName};
use app::ui::page_title::PageTitle;
use leptos::prelude::*;

use super::forget::Forget;
use super::forms::BeginForm;
use super::layout::FormPage;
use super::load::{HubWords, StartData, load_start};
use crate::kit::{Form, form_state, loaded, notice};
use crate::ui::notice::Done;

/// The page at `/interest`.
#[component]
pub fn StartPage() -> impl IntoView {
    let form = form_state().without_typed();
    loaded(load_start(), move |data| {
        let StartData { frame, hub, year, begun, mail } = data;
        let again = begun.is_some();
        let button = if again { "Carry on" } else { "Start now" };
        view! {
            <PageTitle text="Join a Work Group"/>
            <FormPage frame>
                <Done words=notice()/>
                {form.summary()}
                <h1>"Join a Sustaining Work Group"</h1>
                <p class="lead">
                    {format!("Primary schools near one another meet six times a year to get better at teaching maths for mastery, led by a specialist teacher. {} is forming the groups for {year}.", hub.name)}
                </p>
                {begun.map(|school| view! { <Begun school/> })}
                <form method="post" action=BeginForm::ACTION class="interest__start">
                    <button class="button button--primary button--form" type="submit">{button}<Icon name=IconName::ArrowRight/></button>
                </form>
                {again.then(|| view! {
                    <Forget what="Delete these answers and start again"
                        words="Your answers stay in this browser for 30 days. Deleting them can’t be undone."/>
                })}
                <About mail/>
                <Whom hub/>
            </FormPage>
        }
        .into_any()
    })
}

#[component]
fn Begun(school: String) -> impl IntoView {
    let words = if school.is_empty() {
        "You have begun this form in this browser.".to_owned()
    } else {
        format!("You have begun this form for {school} in this browser. Your answers are still here.")
    };
    view! { <p class="notice interest__begun"><Icon name=IconName::Pencil/><span>{words}</span></p> }.into_any()
}

#[component]
fn About(mail: bool) -> impl IntoView {
    let first = if mail { "You get an email with your answers straight away. " } else { "You can print your answers straight away. " };
    view! {
        <div class="interest__about">
            <h2>"It is free"</h2>
            <p>"The programme is fully funded: your school pays nothing to take part. It gives its subject lead the time."</p>
            <h2>"Who can take part"</h2>
            <p>
                "These groups carry on where a Development or an Embedding Work Group ended. Schools with a Mastery Specialist can join directly. \
                 If you are not sure, send the form all the same: we look at each one and tell you what fits."
            </p>
            <h2>"What you will be asked"</h2>
            <ul class="interest__list">
                <li>"your school, your name and your work email"</li>
                <li>"which Work Groups your school was in before, and about when"</li>
                <li>"how many teachers teach maths, and how many already teach for mastery"</li>
                <li>"what your headteacher and your subject lead can say yes to"</li>
            </ul>
            <p>"It takes about five minutes. You can close the page at any time: your answers stay in this browser for 30 days."</p>
            <h2>"What happens next"</h2>
            <p>
                {first}
                "People at the hub read the form, answer you, and bring schools together \
                 into groups of six to twelve."
            </p>
        </div>
    }
    .into_any()
}

#[component]
fn Whom(hub: HubWords) -> impl IntoView {
    let whom = if hub.person.is_empty() { hub.name.clone() } else { format!("{}, {}", hub.person, hub.name) };
    view! {
        <section class="interest__whom" aria-labelledby="whom">
            <h2 id="whom">"Would you rather ask first?"</h2>
            <p>{whom}</p>
            <p><a href=format!("mailto:{}", hub.email)>{hub.email.clone()}</a></p>
            {(!hub.phone.is_empty()).then(|| view! { <p>{hub.phone}</p> })}
        </section>
    }
    .into_any()
}
