//! `twilight user add`.

use std::fmt;
use std::io;

use clap::Args;
use model::accounts::email::{EmailAddress, EmailProblem};
use model::accounts::roles::{HubRole, SchoolRole};
use model::text::line::Line;
use store::accounts::passwords::{self, PasswordProblem};
use store::accounts::people::{self, NewPerson};
use store::audit::{self, Entry, Who};
use store::schools::{self, NewSchool};
use store::{Database, StoreError, hub};

/// Somebody to be given an account.
#[derive(Clone, Debug, Args)]
pub(super) struct NewUser {
    /// First and last name
    #[arg(long, value_parser = line)]
    name: Line,
    /// What they sign in with
    #[arg(long)]
    email: String,
    /// Their school's unique reference number
    #[arg(long, value_name = "URN")]
    school: Option<String>,
    /// The school's name: adds the school when the database has none with this number
    #[arg(long, requires = "school", value_name = "NAME", value_parser = line)]
    school_name: Option<Line>,
    /// Where a school that is added is
    #[arg(long, requires = "school_name", default_value = "", value_parser = line_or_nothing)]
    town: Line,
    /// What they are there: teacher, lead_participant or headteacher
    #[arg(long, default_value = "teacher", value_parser = role)]
    role: SchoolRole,
    /// They are an admin of the hub: they can do everything in it, invite others too
    #[arg(long, conflicts_with = "hub_staff")]
    hub_admin: bool,
    /// They work for the hub
    #[arg(long)]
    hub_staff: bool,
    /// The hub's name: makes the hub when the database has none
    #[arg(long, value_name = "NAME", value_parser = line)]
    hub_name: Option<Line>,
    /// Where teachers write to the hub that is made; without it, to this person
    #[arg(long, requires = "hub_name", value_name = "EMAIL")]
    hub_contact: Option<String>,
    /// Read their password from the first line of the standard input. Without this one is made up, and shown once
    #[arg(long)]
    password_stdin: bool,
}

/// Why somebody could not be given an account.
#[derive(Debug, thiserror::Error)]
pub enum UserProblem {
    /// The email address is none.
    #[error("{0}")]
    Email(#[from] EmailProblem),
    /// The password is not good enough.
    #[error("the password can't be used. {0}")]
    Password(#[from] PasswordProblem),
    /// There is no such school.
    #[error("no school has the number {0}: add --school-name 'Its Name' --town 'Its Town' to add it")]
    NoSchool(String),
    /// There is a hub, and it is another one than whoever asks thinks.
    #[error(
        "the hub of this database is {here:?}, not {asked:?}, and nobody was added. Write --hub-name {here:?} or leave it out, if that is the hub you mean; otherwise name another --database"
    )]
    OtherHub {
        /// The hub that is there.
        here: String,
        /// The one that was named.
        asked: String,
    },
    /// A role in a hub needs one.
    #[error("there is no hub yet: add --hub-name 'Its Name' to make it")]
    NoHub,
    /// The password could not be read.
    #[error("no password could be read from the standard input: {0}")]
    Input(#[from] io::Error),
    /// A statement failed: nothing of what was asked for is in the file.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What was done, to be shown.
pub(super) struct Added {
    email: EmailAddress,
    /// Their role in the hub and its name, where they have one.
    place: Option<(HubRole, String)>,
    /// Only when it was made up.
    password: Option<String>,
}

impl fmt::Display for Added {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} can sign in now", self.email)?;
        if let Some((role, hub)) = &self.place {
            write!(f, ", as {} of {hub}", role.to_string().to_lowercase())?;
        }
        match &self.password {
            Some(password) => write!(f, ", with the password {password}\n(It is not shown again.)"),
            None => f.write_str("."),
        }
    }
}

/// Adds somebody, and their school where it is new and named.
pub(super) async fn add(database: &Database, user: &NewUser) -> Result<Added, UserProblem> {
    let email: EmailAddress = user.email.parse()?;
    let (password, made_up) = if user.password_stdin { (first_line()?, false) } else { (passwords::make_up()?, true) };
    passwords::check(&password, &[user.name.as_str(), email.as_str(), user.school_name.as_deref().unwrap_or_default()])?;
    let hash = passwords::hash(&password).await?;
    let known = match &user.school {
        Some(urn) => schools::by_urn(database, urn).await?,
        None => None,
    };
    let hub_role = match (user.hub_admin, user.hub_staff) {
        (true, _) => Some(HubRole::Admin),
        (false, true) => Some(HubRole::Staff),
        (false, false) => None,
    };
    let hub = match hub::first(database).await? {
        Some(hub) => Some((hub, hub::face(database, hub).await?.name)),
        None => None,
    };
    if let (Some((_, here)), Some(asked)) = (&hub, &user.hub_name)
        && !same_name(here, asked)
    {
        return Err(UserProblem::OtherHub { here: here.clone(), asked: asked.to_string() });
    }
    let contact: EmailAddress = user.hub_contact.as_deref().unwrap_or(&user.email).parse()?;
    let mut changes = database.change().await?;
    let hub = match (hub, &user.hub_name) {
        (Some(hub), _) => Some(hub),
        (None, Some(name)) => Some((hub::add(&mut changes, name, contact.as_str()).await?, name.to_string())),
        (None, None) => None,
    };
    let school = match (&user.school, known, &user.school_name) {
        (None, ..) => None,
        (Some(_), Some(school), _) => Some(school),
        (Some(urn), None, Some(name)) => {
            Some(schools::add(&mut changes, &NewSchool { urn, name, short_name: name, town: &user.town }).await?)
        }
        (Some(urn), None, None) => return Err(UserProblem::NoSchool(urn.clone())),
    };
    let school = school.map(|school| (school, user.role));
    let person = people::add(&mut changes, &NewPerson { name: &user.name, email: &email, password_hash: Some(&hash), school }).await?;
    let mut place = None;
    if let Some(role) = hub_role {
        let (hub, name) = hub.ok_or(UserProblem::NoHub)?;
        place = Some((role, name));
        hub::set_role(&mut changes, hub, person, role).await?;
        let words = format!("{} was made {} from the command line.", user.name, role.to_string().to_lowercase());
        let entry = Entry { hub: Some(hub), who: Who::Server, action: "role.given", subject: Some(person.to_string()), words: &words };
        audit::write(&mut changes, &entry).await?;
    }
    changes.commit().await?;
    Ok(Added { email, place, password: made_up.then_some(password) })
}

/// Whether two people would say that this is one name.
fn same_name(one: &str, other: &str) -> bool {
    let plain = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    plain(one) == plain(other)
}

/// Names are as long here as on the pages.
const LONGEST: usize = 120;

fn line(text: &str) -> Result<Line, String> {
    Line::parse(text, LONGEST).map_err(|problem| problem.to_string())
}

fn line_or_nothing(text: &str) -> Result<Line, String> {
    Line::optional(text, LONGEST).map_err(|problem| problem.to_string())
}

fn role(key: &str) -> Result<SchoolRole, String> {
    SchoolRole::from_key(key).ok_or_else(|| "write teacher, lead_participant or headteacher".to_owned())
}

fn first_line() -> Result<String, io::Error> {
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
