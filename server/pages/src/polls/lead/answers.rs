//! Who has said what: people by dates, each reply as a sign and a word.

use app::ui::empty::Empty;
use leptos::prelude::*;
use model::polls::{DAYS_OF_NAMES, Reply, names};
use store::polls::{Counted, Poll, PollAnswer, WholePoll};

use crate::polls::addresses;
use crate::polls::counts::reply_words;

/// The table, or that it is still empty.
#[component]
pub fn Answers(whole: WholePoll) -> impl IntoView {
    let body = if whole.answers.is_empty() {
        view! { <Empty title="No answers yet" text="As soon as somebody answers, they are listed here."/> }.into_any()
    } else {
        view! { <Table whole/> }.into_any()
    };
    view! {
        <section aria-labelledby="answers">
            <h2 id="answers">"Who has said what"</h2>
            {body}
            <p class="quiet">
                {format!("Only whoever leads the group, and the hub, see names. {DAYS_OF_NAMES} days after the poll ends, the names of those without \
                    an account are forgotten, with what they wrote. What the schools said stays.")}
            </p>
        </section>
    }
    .into_any()
}

/// Those that count for the group's schools, or would; and apart from them the others.
#[component]
fn Table(whole: WholePoll) -> impl IntoView {
    let WholePoll { poll, answers, .. } = whole;
    let (others, own): (Vec<PollAnswer>, Vec<PollAnswer>) = answers.into_iter().partition(|answer| answer.counted == Counted::Other);
    let own = (!own.is_empty()).then(|| view! { <Rows poll=poll.clone() answers=own caption="Answers by person and date"/> });
    let others = (!others.is_empty()).then(|| {
        view! {
            <h3>"From others"</h3>
            <p class="quiet">"They have typed a school, or theirs is none of the group’s, so they are counted apart. Anybody who has the link can type any name."</p>
            <Rows poll answers=others caption="Answers of others by person and date"/>
        }
    });
    view! { {own}{others} }.into_any()
}

#[component]
fn Rows(poll: Poll, answers: Vec<PollAnswer>, caption: &'static str) -> impl IntoView {
    let dates = names(&poll.slots());
    let heads = dates.iter().map(|name| view! { <th scope="col">{name.clone()}</th> }).collect_view();
    let open = poll.closed_at.is_none();
    let rows = answers.into_iter().map(|answer| {
        let remove = open.then(|| format!("{}?answer={}", addresses::of_poll(poll.group, poll.id, "/remove"), answer.id));
        view! { <Row answer dates=dates.clone() remove/> }
    });
    let rows = rows.collect_view();
    view! {
        <div class="table-card">
            <table class="table table--cards polls__answers">
                <caption class="visually-hidden">{caption}</caption>
                <thead><tr>
                    <th scope="col">"Who"</th>
                    {heads}
                    {open.then(|| view! { <th scope="col"><span class="visually-hidden">"What to do"</span></th> })}
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Row(answer: PollAnswer, dates: Vec<String>, remove: Option<String>) -> impl IntoView {
    let PollAnswer { name, school_name, comment, replies, counted, .. } = answer;
    let name = if name.is_empty() { "Name forgotten".to_owned() } else { name };
    let hidden = format!(" the answer of {name}");
    let cells = dates.into_iter().zip(replies).map(|(date, reply)| view! { <td data-label=date>{reply_or_nothing(reply)}</td> });
    let cells = cells.collect_view();
    let comment = (!comment.is_empty()).then(|| view! { <span class="table__second">{format!("“{comment}”")}</span> });
    let uncounted = why_not(counted).map(|words| view! { " "<span class="table__second">{words}</span> });
    let remove = remove.map(|address| {
        view! { <td class="polls__act"><a class="button button--quiet" href=address>"Remove"<span class="visually-hidden">{hidden}</span></a></td> }
    });
    view! {
        <tr>
            <th scope="row">{name}" "<span class="table__second">{school_name}</span>" "{comment}{uncounted}</th>
            {cells}
            {remove}
        </tr>
    }
    .into_any()
}

/// Why an answer counts for nobody.
fn why_not(counted: Counted) -> Option<&'static str> {
    match counted {
        Counted::School | Counted::Other => None,
        Counted::Outdone => Some("Not counted: somebody of this school has answered signed in."),
        Counted::Left => Some("Not counted: this school has left the group."),
    }
}

/// A reply as a sign and a word, also where there is none.
pub fn reply_or_nothing(reply: Option<Reply>) -> AnyView {
    reply.map_or_else(|| view! { <span class="quiet">"Nothing"</span> }.into_any(), reply_words)
}
