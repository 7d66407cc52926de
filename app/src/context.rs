//! What a request brings along: the database, who asks, their cookies and address, and the headers of the answer.
//! Only the server has this; `#[server]` bodies and the loads of `pages` use it.

#![cfg(feature = "ssr")]

mod boards;
mod caller;
mod cookies;
mod leading;
mod mail_state;
mod navigation;
mod people;
mod policy;
mod redisplay;
mod running;
mod sent_form;

use std::future::Future;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, OnceLock};

use axum::extract::ConnectInfo;
use axum::http::header::{ACCEPT, CONTENT_SECURITY_POLICY, HOST};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderValue};
use leptos::prelude::{provide_context, use_context};
use leptos_axum::ResponseOptions;
use leptos_router::location::Url;
use model::accounts::roles::{Actor, Person};
use model::ids::{HubId, PersonId, WorkGroupId};
use model::permission::{Action, Subject, may};
use store::Database;

use crate::SiteVersion;
use crate::error::{AppError, answer};
use crate::ui::fields::{FormError, Submitted};
use crate::ui::frame::{Contact, Frame, SignedIn};
use crate::ui::link::Link;
use crate::ui::local_path::KEPT;
use crate::ui::theme::{THEME_COOKIE, Theme};

pub use boards::{BoardEditor, Edit, EditRefused, board_rows, edit_board, read_board, restored, who_archives};
pub use caller::{Caller, caller};
pub use cookies::{
    Cookies, clear_guest, clear_session, device, guest_token, own_cookie, set_guest, set_own_cookie, set_session, set_theme,
};
use cookies::{append_cookie, cookie};
pub use leading::lead_on;
pub use mail_state::{MailState, invited, letter_notice, mail};
use policy::content_security_policy;
use sent_form::sign_in_first;

pub use navigation::{Navigation, NavigationItem};
use redisplay::redisplayed;
pub use redisplay::{Redisplay, RedisplaySlot, own_address, redisplay};

pub use sent_form::{FORM_PAGE, SENDER, SentForm, later_cookie, sign_in_address};

pub use people::{CloseSockets, close_sockets, forming_year, group_year, own_account};
pub use running::{RunAnnouncer, run_changed};

/// The cookie with what was typed into a form that comes back with a problem.
const TYPED_COOKIE: &str = "typed";
/// Long enough to come back on a slow network.
const TYPED_SECONDS: u32 = 60;
/// Who sent a request, where a proxy in front says so: the server puts it into the request's extensions.
#[derive(Clone, Copy, Debug)]
pub struct ClientAddress(pub IpAddr);

/// Where people reach the site, like `https://twilight.example`: for links in letters. Never taken from a request, whose
/// `Host` anybody can choose.
#[derive(Clone, Debug)]
pub struct SiteOrigin(pub std::sync::Arc<str>);

/// Provides all of this to a page or server function; the server's router calls it for each.
pub fn provide(database: Database, cookies: Cookies, version: SiteVersion, origin: SiteOrigin, mail: MailState) {
    provide_context(database);
    provide_context(cookies);
    provide_context(version);
    provide_context(origin);
    provide_context(mail);
    provide_context(KnownPerson::default());
    provide_context(FormError(redisplayed().and_then(|form| form.error)));
    let parts = use_context::<Parts>();
    let theme = parts.as_ref().and_then(|parts| cookie(&parts.headers, THEME_COOKIE)).map(Theme::from_key).unwrap_or_default();
    provide_context(theme);
    let host = parts.as_ref().and_then(|parts| parts.headers.get(HOST)).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if let (Some(response), Ok(policy)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(&content_security_policy(host))) {
        response.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
}

/// The database.
///
/// # Errors
/// [`AppError::Unavailable`] when the server did not provide one.
pub fn database() -> Result<Database, AppError> {
    use_context::<Database>().ok_or_else(|| {
        tracing::error!("no database was provided to this request");
        AppError::Unavailable
    })
}

/// What somebody who asked is told of a document that can't be read: it is logged here, once.
pub fn corrupt_document(error: impl std::fmt::Display) -> AppError {
    tracing::error!(%error, "a stored document can't be read");
    AppError::Unavailable
}

/// Who was found to ask, once somebody has looked: for what is made after that.
#[derive(Clone, Debug, Default)]
struct KnownPerson(Arc<OnceLock<PersonId>>);

/// The person for whom a page is being made; `None` when nobody has signed in, or nothing had to be known of them.
pub fn known_person() -> Option<PersonId> {
    use_context::<KnownPerson>()?.0.get().copied()
}

/// Who asks: read from the database with every request. Whoever has signed in is a guest of no twilight beside it.
///
/// # Errors
/// [`AppError::Unavailable`] when the database does not answer. Nobody signed in is no error but [`Actor::Anonymous`].
pub async fn actor() -> Result<Actor, AppError> {
    let database = database()?;
    if let Some(token) = session_token()
        && let Actor::Person(person) = store::accounts::sign_in::actor(&database, &token).await?
    {
        if let Some(known) = use_context::<KnownPerson>() {
            // A request is one person's.
            let _ = known.0.set(person.id);
        }
        return Ok(Actor::Person(person));
    }
    match guest_token() {
        Some(token) => Ok(store::twilights::actor(&database, &token).await?),
        None => Ok(Actor::Anonymous),
    }
}

/// The token of the session that the browser sent.
pub fn session_token() -> Option<String> {
    let cookies = use_context::<Cookies>()?;
    use_context::<Parts>().and_then(|parts| cookies.token(&parts.headers).map(str::to_owned))
}

/// Somebody who has signed in.
///
/// # Errors
/// [`AppError::SignedOut`] when nobody has; [`AppError::Unavailable`] when the database does not answer.
pub async fn person() -> Result<Person, AppError> {
    match actor().await? {
        Actor::Person(person) => Ok(person),
        // A guest may have an account as well.
        Actor::Guest(_) | Actor::Anonymous => Err(AppError::SignedOut),
    }
}

/// The hub that somebody works for.
///
/// # Errors
/// [`AppError::NotYours`] when they work for none.
pub fn own_hub(person: &Person) -> Result<HubId, AppError> {
    person.hub.as_ref().map(|hub| hub.id).ok_or(AppError::NotYours)
}

/// Somebody who may do `action` in the hub they work for, and that hub.
///
/// # Errors
/// [`AppError::SignedOut`] or [`AppError::NotYours`].
pub async fn hub_person(action: Action) -> Result<(Person, HubId), AppError> {
    let person = person().await?;
    let hub = may_in_own_hub(&Actor::Person(person.clone()), action)?;
    Ok((person, hub))
}

/// The hub that `actor` works for, if they may do `action` there: for routes that are no pages.
///
/// # Errors
/// [`AppError::SignedOut`] or [`AppError::NotYours`].
pub fn may_in_own_hub(actor: &Actor, action: Action) -> Result<HubId, AppError> {
    let Actor::Person(person) = actor else {
        return Err(AppError::SignedOut);
    };
    let hub = own_hub(person)?;
    may(actor, action, Subject::Hub(hub))?;
    Ok(hub)
}

/// Somebody who may do `action` to `subject`.
///
/// # Errors
/// [`AppError::SignedOut`] or [`AppError::NotYours`].
pub async fn person_who_may(action: Action, subject: Subject) -> Result<Person, AppError> {
    let person = person().await?;
    may(&Actor::Person(person.clone()), action, subject)?;
    Ok(person)
}

/// An address of this site in full, for a letter.
pub fn absolute(path: &str) -> String {
    let origin = use_context::<SiteOrigin>().map_or_else(String::new, |origin| origin.0.to_string());
    format!("{origin}{path}")
}

/// What every page shows, for `actor`.
///
/// # Errors
/// [`AppError::Unavailable`] when the database does not answer.
pub async fn frame(actor: &Actor) -> Result<Frame, AppError> {
    let database = database()?;
    let mut frame = Frame { demonstration: store::settings::demonstration(&database).await?, theme: theme(), ..Frame::default() };
    let mut hub = None;
    if let Actor::Person(person) = actor {
        frame.person = Some(SignedIn { id: person.id, name: person.name.clone(), place: person.school_name.clone() });
        let groups = store::groups::of_person(&database, person).await?;
        if let Some((group, ..)) = groups.first() {
            hub = store::hub::of_group(&database, *group).await?;
        }
        frame.navigation = groups.into_iter().map(|(id, name, _)| Link::new(name, format!("/groups/{id}"))).collect();
        if let Some(school) = person.school {
            frame.navigation.push(Link::new("Your school", format!("/schools/{school}")));
        }
        if let Some(membership) = &person.hub {
            hub = Some(membership.id);
            frame.navigation.push(Link::new("Hub", "/hub"));
        }
    }
    if hub.is_none() {
        hub = store::hub::first(&database).await?;
    }
    if let Some(hub) = hub {
        let face = store::hub::face(&database, hub).await?;
        frame.contact = Some(contact(face));
    }
    Ok(frame)
}

/// Whom to ask at a hub.
pub fn contact(hub: store::hub::HubFace) -> Contact {
    let person = [hub.contact_name, hub.contact_phone].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ");
    Contact { name: hub.name, email: hub.contact_email, person }
}

/// The same for a page of the hub: with the hub's own sections under the top bar.
///
/// # Errors
/// As [`frame`].
pub async fn hub_frame(person: &Person) -> Result<Frame, AppError> {
    let actor = Actor::Person(person.clone());
    let Some(hub) = person.hub.as_ref().map(|hub| hub.id) else {
        return frame(&actor).await;
    };
    let navigation = use_context::<Navigation>().unwrap_or_default();
    let seen = navigation.of_hub.iter().filter(|item| item.action.is_none_or(|action| may(&actor, action, Subject::Hub(hub)).is_ok()));
    let sections = seen.map(|item| Link::new(item.words, item.address));
    Ok(Frame { sections: sections.collect(), sections_of: "Hub".to_owned(), ..frame(&actor).await? })
}

/// The same for a page of a Work Group in its present year: with the group's own sections under the top bar, its hub's contact,
/// and the year's stamp.
///
/// # Errors
/// [`AppError::NotFound`] for a group without a year that has begun; otherwise as [`frame`].
pub async fn group_frame(actor: &Actor, group: WorkGroupId) -> Result<Frame, AppError> {
    let database = database()?;
    let face = store::groups::face(&database, group).await?.ok_or(AppError::NotFound)?;
    let hub = store::hub::of_group(&database, group).await?.ok_or(AppError::NotFound)?;
    let hub = store::hub::face(&database, hub).await?;
    let navigation = use_context::<Navigation>().unwrap_or_default();
    let home = NavigationItem { words: "Home", address: "/groups/:group", action: None };
    let seen = navigation.of_group.iter().filter(|item| item.action.is_none_or(|action| may(actor, action, Subject::Group(group)).is_ok()));
    let sections = std::iter::once(&home).chain(seen).map(|item| Link::new(item.words, item.address.replace(":group", &group.to_string())));
    Ok(Frame {
        sections: sections.collect(),
        stamp: format!("{} Work Group, {}, academic year {}", face.name, face.ncp_code, face.academic_year),
        sections_of: face.name,
        contact: Some(contact(hub)),
        ..frame(actor).await?
    })
}

/// Runs the body of a form's server function. When it fails and the form came without JavaScript, the browser is sent back
/// to `page` with the problems in the address, and with what was `typed` in a cookie that only that page reads. When its session has
/// ended, it leads to sign in, and the form is filled in afterwards as it was sent.
///
/// # Errors
/// Those of `body`.
pub async fn answer_form<T>(page: &str, typed: &str, body: impl Future<Output = Result<T, AppError>>) -> Result<T, AppError> {
    let result = answer(body).await;
    match &result {
        Err(AppError::SignedOut) if is_plain_form() => sign_in_first(page).await,
        Err(error) if is_plain_form() => {
            keep_for(page, &Url::escape(typed));
            lead_back(page, error);
        }
        _ => {}
    }
    result
}

/// Gives the browser what was typed, or a token for it, until it has come back to `page`.
fn keep_for(page: &str, typed: &str) {
    append_cookie(TYPED_COOKIE, typed, TYPED_SECONDS, page.split('?').next().unwrap_or("/"));
}

/// Leads the browser on to `page` with one thing more in its address.
fn redirect(page: &str, query: &str) {
    let separator = if page.contains('?') { '&' } else { '?' };
    lead_on(&format!("{page}{separator}{query}"));
}

fn lead_back(page: &str, error: &AppError) {
    match error {
        // Not a problem of the form: the answer's status says it.
        AppError::SignedOut | AppError::NotYours | AppError::NotFound => {}
        error => redirect(page, &error.to_query()),
    }
}

/// What was typed into the form that has just come back with a problem; empty otherwise.
pub fn typed() -> String {
    let parts = use_context::<Parts>();
    parts.as_ref().and_then(|parts| cookie(&parts.headers, TYPED_COOKIE)).map(Url::unescape).unwrap_or_default()
}

/// Runs the body of a form's server function. When it fails and the form came without JavaScript, it is answered with its `page`, where what
/// was typed stands as it was sent, with what is wrong beside it. `fields` are those that come back otherwise than they were sent; secrets
/// (passwords) have no place among them. When its session has ended, it leads to sign in, and the form is filled in afterwards as it was sent.
///
/// # Errors
/// Those of `body`.
pub async fn answer_fields<T>(page: &str, fields: &[(&str, &str)], body: impl Future<Output = Result<T, AppError>>) -> Result<T, AppError> {
    let result = answer(body).await;
    match &result {
        Err(AppError::SignedOut) if is_plain_form() => sign_in_first(page).await,
        // Not a problem of the form: the answer's status says it.
        Err(AppError::NotYours | AppError::NotFound) | Ok(_) => {}
        Err(error) if is_plain_form() => redisplay(page, Some(error.clone()), with_the_rest(fields)),
        Err(_) => {}
    }
    result
}

/// Fields as they were taken, and as they were sent those that are not among them: the page they come back to needs them all.
fn with_the_rest(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    let sent = use_context::<Parts>().and_then(|parts| parts.extensions.get::<SentForm>().cloned());
    let rest = sent.iter().flat_map(SentForm::fields).filter(|(name, _)| !fields.iter().any(|(taken, _)| taken == name));
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).chain(rest.cloned()).collect()
}

/// The line that gives a browser the token for what was typed, until it has come back to `page`.
pub fn typed_cookie(token: &str, page: &str, secure: bool) -> String {
    let secure = if secure { "; Secure" } else { "" };
    format!("{TYPED_COOKIE}={token}; Path={page}; Max-Age={TYPED_SECONDS}; HttpOnly; SameSite=Lax{secure}")
}

/// What was typed into the form whose page is being made; empty when it has not just come back.
///
/// # Errors
/// [`AppError::Unavailable`] when the database does not answer.
pub async fn typed_fields() -> Result<Submitted, AppError> {
    if let Some(form) = redisplayed() {
        return Ok(Submitted(form.fields));
    }
    let parts = use_context::<Parts>();
    let is_kept =
        parts.as_ref().is_some_and(|parts| parts.uri.query().is_some_and(|query| query.contains("problem=") || query.contains(KEPT)));
    let Some(token) = parts.as_ref().and_then(|parts| cookie(&parts.headers, TYPED_COOKIE)).filter(|_| is_kept) else {
        return Ok(Submitted::default());
    };
    let reader = match actor().await? {
        Actor::Person(person) => Some(person.id),
        Actor::Guest(_) | Actor::Anonymous => None,
    };
    Ok(Submitted(store::typed::recall(&database()?, token, reader).await?))
}

/// How pages are lit.
pub fn theme() -> Theme {
    use_context::<Theme>().unwrap_or_default()
}

/// The address a request came from; requests without one share the unspecified address.
pub fn client_address() -> IpAddr {
    use_context::<Parts>().map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |parts| client_of(&parts.extensions))
}

/// The same from a request's extensions.
pub fn client_of(extensions: &Extensions) -> IpAddr {
    let told = extensions.get::<ClientAddress>().map(|address| address.0);
    told.or_else(|| extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip())).unwrap_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED))
}

/// Whether the request is a form that the browser sent by itself, without our script.
pub fn is_plain_form() -> bool {
    let parts = use_context::<Parts>();
    let accept = parts.as_ref().and_then(|parts| parts.headers.get(ACCEPT)).and_then(|accept| accept.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}
