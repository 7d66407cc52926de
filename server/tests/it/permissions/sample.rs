//! Things of the demonstration that the table's addresses are filled in with.

use std::collections::HashMap;
use std::net::Ipv4Addr;

use model::accounts::email::EmailAddress;
use model::accounts::roles::Actor;
use model::ids::PollId;
use model::interest::State;
use model::permission::{Subject, may};
use model::polls::Reply;
use pages::route::Who;
use store::accounts::{people, sign_in};
use store::calendars::feeds;
use store::groups::When;
use store::interest::{self, Filter};
use store::mail::{self, Letter, NewMessage};
use store::polls::{AnswerSchool, AnsweredBy, NewAnswer};
use store::workshops::templates;
use store::{boards, groups, hub, polls, twilights};

use crate::common::TestApp;

/// Values by name.
pub struct Sample(HashMap<&'static str, String>);

impl Sample {
    /// Those of the group that Rosa's school is in.
    pub async fn of(app: &TestApp) -> Self {
        let cookie = app.sign_in("rosa@elmbank.example").await;
        let token = cookie.strip_prefix("session=").expect("a token");
        let Actor::Person(rosa) = sign_in::actor(&app.database, token).await.expect("an answer") else { panic!("nobody") };
        let group = rosa.groups[0];
        let home = groups::home(&app.database, group).await.expect("an answer").expect("a group");
        let boards = boards::list_for_group(&app.database, group).await.expect("boards");
        let tom: EmailAddress = "tom@elmbank.example".parse().expect("an address");
        let tom = people::by_email(&app.database, &tom).await.expect("an answer").expect("a person");
        let hub = hub::of_group(&app.database, group).await.expect("an answer").expect("a hub");
        let address: EmailAddress = "amy@ashlane.example".parse().expect("an address");
        let letter = Letter::default();
        let message =
            NewMessage { hub, kind: "invitation", to: ("Amy", &address), letter: &letter, link: None, urgent: true, about: None, by: None };
        let mut changes = app.database.change().await.expect("changes");
        let message = mail::enqueue(&mut changes, &message).await.expect("a message");
        let followed = feeds::make(&mut changes, &rosa, None).await.expect("a link");
        changes.commit().await.expect("kept");
        let feed = feeds::open(&app.database, &followed).await.expect("an answer").expect("a link");
        let poll = polls::of_group(&app.database, group).await.expect("polls").remove(0);
        let secret = poll.secret.expect("a link");
        let template = templates::of(&app.database, group, rosa.id).await.expect("templates")[0].id;
        let (own, answer) = answered(app, poll.id).await;
        let today = home.workshops.iter().find(|workshop| workshop.when == When::Today).expect("a workshop today");
        let twilight = twilights::of_workshop(&app.database, group, today.number).await.expect("an answer").expect("a twilight");
        let new = Filter { state: Some(State::New), ..Filter::default() };
        let interests = interest::list(&app.database, hub, &new).await.expect("expressions of interest");
        Self(HashMap::from([
            ("message", message.to_string()),
            ("interest", interests[0].id.to_string()),
            ("question", "school".to_owned()),
            ("group", group.to_string()),
            ("board", boards[0].id.to_string()),
            ("document", boards[0].id.to_string()),
            ("school", rosa.school.expect("a school").to_string()),
            ("person", tom.to_string()),
            ("workshop", home.workshops[0].id.to_string()),
            ("workshop_file", format!("{}.ics", home.workshops[0].id)),
            ("group_file", format!("{group}.ics")),
            ("feed", feed.id.to_string()),
            ("template", template.to_string()),
            ("feed_file", format!("{followed}.ics")),
            ("poll", poll.id.to_string()),
            ("secret", secret),
            ("own", own),
            ("answer", answer),
            ("claim", "019a0000-0000-7000-8000-000000000009".to_owned()),
            ("number", today.number.to_string()),
            ("code", twilight.open_code.map(|open| open.code.as_str().to_owned()).unwrap_or_default()),
            ("year", "2026".to_owned()),
            ("token", "0".repeat(64)),
            ("session", "0".repeat(32)),
        ]))
    }

    /// Whether somebody may come to what a route names; `None` where it depends on more.
    pub fn may(&self, actor: &Actor, who: Who) -> Option<bool> {
        let named = |name: &str| self.0.get(name).expect("a sample");
        let allowed = |action, subject| may(actor, action, subject).is_ok();
        match who {
            Who::Everybody | Who::SignedIn => Some(true),
            Who::Hub(action) => {
                Some(matches!(actor, Actor::Person(person) if person.hub.as_ref().is_some_and(|hub| allowed(action, Subject::Hub(hub.id)))))
            }
            Who::Group(action) | Who::Board(action) => Some(allowed(action, Subject::Group(named("group").parse().expect("an id")))),
            Who::School(action) => Some(allowed(action, Subject::School(named("school").parse().expect("an id")))),
            Who::Asked => None,
        }
    }

    /// A text with every `{name}` replaced.
    pub fn fill(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }
}

/// Somebody answers a poll by a secret of their own: the secret, and the answer's id.
async fn answered(app: &TestApp, poll: PollId) -> (String, String) {
    let secret = polls::new_secret().expect("a secret");
    let whole = polls::whole(&app.database, poll).await.expect("an answer").expect("a poll");
    let replies = vec![Reply::Yes; whole.poll.options.len()];
    let school = AnswerSchool::Typed("Mill House School");
    let by = AnsweredBy::Holder { secret: &secret, again: false, name: "Asha Bell", school, from: Ipv4Addr::LOCALHOST.into() };
    let mut changes = app.database.change().await.expect("changes");
    let new = NewAnswer { poll, by, replies: &replies, comment: "By the link" };
    let answered = polls::answer(&mut changes, &new).await.expect("kept");
    changes.commit().await.expect("kept");
    (secret, answered.id.to_string())
}
