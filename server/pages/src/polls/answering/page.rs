//! The pages behind a poll's link and behind one's own: met once or twice a year, mostly on a phone.

use app::error::{AppError, Problem};
use app::ui::fields::FormState;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::calendar::day::short;
use model::polls::{Reply, names};
use store::polls::{Poll, State};

use super::fields::{AnswerFields, id};
use super::forms::key;
use super::load::{AskedPoll, Target, Withdrawn, load_asked, load_own};
use super::result::{Mine, SoFar, why_shut};
use crate::kit::wrong::{Wrong, summary};
use crate::kit::{form_of, loaded, notice};
use crate::ui::copy_field::CopyField;
use crate::ui::notice::{Done, Warn};

/// The page at `/polls/:secret`.
#[component]
pub fn AskedPage() -> impl IntoView {
    let secret = use_params_map().get_untracked().get("secret").unwrap_or_default();
    loaded(load_asked(secret), show)
}

/// The page at `/polls/:secret/:own`.
#[component]
pub fn OwnPage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    let (secret, own) = (params.get("secret").unwrap_or_default(), params.get("own").unwrap_or_default());
    loaded(load_own(secret, own), show)
}

fn show(target: Target) -> AnyView {
    match target {
        Target::Withdrawn(withdrawn) => view! { <Gone withdrawn=*withdrawn/> }.into_any(),
        Target::Poll(asked) => match why_shut(&asked.whole.poll, asked.today) {
            Some(why) => view! { <Shut asked=*asked why/> }.into_any(),
            None => view! { <Asked asked=*asked/> }.into_any(),
        },
    }
}

#[component]
fn Asked(asked: AskedPoll) -> impl IntoView {
    let AskedPoll { frame, whole, form: begun, member, mine, own_link, .. } = asked;
    let (poll, schools) = (whole.poll.clone(), whole.schools.clone());
    let form = form_of(&begun);
    let wrong = without_reply(&poll, &form);
    let (title, lead) = ("Which dates suit you?", lead(&poll));
    let sentence = (!poll.sentence.is_empty()).then(|| view! { <blockquote class="polls__sentence">{poll.sentence.clone()}</blockquote> });
    let answered = mine.is_some();
    let as_whom = member.map(|(name, school)| view! { <p>{format!("You answer as {name}, {school}.")}</p> });
    let own = own_link.map(|address| view! { <OwnLink address/> });
    view! {
        <PageTitle text=title/>
        <Page frame class="page page--narrow polls">
            {summary(&form, "replies", &wrong)}
            <Done words=notice()/>
            <h1>{title}</h1>
            <p class="lead">{lead}</p>
            {sentence}
            <div class="stack">
                {own}
                <section aria-labelledby="answer">
                    <h2 id="answer">{if answered { "Change your answer" } else { "Your answer" }}</h2>
                    {as_whom}
                    <AnswerFields poll schools begun form wrong/>
                </section>
                <SoFar whole closed=false/>
            </div>
        </Page>
    }
    .into_any()
}

fn lead(poll: &Poll) -> String {
    let (what, until) = (format!("{} of the {} Work Group", poll.workshop_words(), poll.group_name), short(poll.until));
    match poll.asked_by() {
        "" => format!("For {what}. Please answer until {until}."),
        name => format!("{name} asks, for {what}. Please answer until {until}."),
    }
}

/// The dates that came back without a reply.
fn without_reply(poll: &Poll, form: &FormState) -> Wrong {
    let marked = matches!(&form.error, Some(AppError::Invalid(problems)) if problems.contains(&Problem::PollRepliesMissing));
    if !marked {
        return Vec::new();
    }
    let is_missing = |place: u8| form.typed.get(&format!("replies[{}]", key(place))).and_then(Reply::from_key).is_none();
    let all = poll.options.iter().zip(names(&poll.slots())).filter(|(option, _)| is_missing(option.place));
    all.map(|(option, name)| (id(option.place).into(), format!("Say whether {name} suits you"))).collect()
}

/// One's own address, to come back by.
#[component]
fn OwnLink(address: String) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="own">
            <h2 id="own">"Your own address"</h2>
            <p>"By it you come back to your answer, and to nobody else’s. Keep it to yourself: whoever has it can change what you said."</p>
            <CopyField id="own-address" label="The address of your answer" value=address/>
        </section>
    }
    .into_any()
}

/// A poll that takes no answers: what came of it.
#[component]
fn Shut(asked: AskedPoll, why: (String, String)) -> impl IntoView {
    let AskedPoll { frame, whole, today, mine, .. } = asked;
    let (title, words) = why;
    let closed = whole.poll.state(today) != State::Over;
    let mine = mine.map(|mine| view! { <Mine poll=whole.poll.clone() mine/> });
    view! {
        <PageTitle text=title.clone()/>
        <Page frame class="page page--narrow polls">
            <h1>{title}</h1>
            <p class="lead">{words}</p>
            <div class="stack">{mine}<SoFar whole closed/></div>
        </Page>
    }
    .into_any()
}

#[component]
fn Gone(withdrawn: Withdrawn) -> impl IntoView {
    let Withdrawn { frame, asked_by } = withdrawn;
    let contact = frame.contact.clone();
    let whom = if asked_by.is_empty() { "Whoever leads the group".to_owned() } else { asked_by };
    view! {
        <PageTitle text="This link is not good any more"/>
        <Page frame class="page page--narrow polls">
            <h1>"This link is not good any more"</h1>
            <p class="lead">{format!("Another one has taken its place. {whom} can give it to you.")}</p>
            <p>"If you have answered already, your own address goes on working."</p>
            {contact.map(|contact| view! {
                <Warn><p>{format!("Or ask {}: ", contact.name)}<a href=format!("mailto:{}", contact.email)>{contact.email.clone()}</a>"."</p></Warn>
            })}
        </Page>
    }
    .into_any()
}
