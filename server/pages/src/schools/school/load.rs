//! Puts a school's page together.

use app::context;
use app::error::AppError;
use app::ui::link::Link;
use model::accounts::roles::Actor;
use model::ids::SchoolId;
use model::permission::{Action, Subject, may};
use store::schools::SchoolFacts;

use crate::schools::data::{Fact, Relative, SchoolPageData};
use crate::schools::words::{day, website, years};

/// A school's page: the directory for everybody who has signed in, the rest for those whom it concerns.
pub async fn load_school(id: SchoolId) -> Result<SchoolPageData, AppError> {
    /// Those that are known.
    fn facts(known: &SchoolFacts, former: &[(String, Option<String>)]) -> Vec<Fact> {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let lines = [Some(&known.town), known.county.as_ref(), known.postcode.as_ref()];
        let address = [&known.street, &known.locality, &known.address3].into_iter().flatten().chain(lines.into_iter().flatten());
        let address: Vec<&str> = address.map(String::as_str).filter(|line| !line.is_empty()).collect();
        let former = former.iter().map(|(urn, until)| match until.as_deref().map(day) {
            Some(until) => format!("{urn} (until {until})"),
            None => urn.clone(),
        });
        let all = [
            ("Address", address.join(", ")),
            ("Year groups", years(known.low_age, known.high_age)),
            ("Nursery", text(&known.nursery)),
            ("Pupils", known.pupils.map(|pupils| pupils.to_string()).unwrap_or_default()),
            ("Type", text(&known.type_name)),
            ("Trust", text(&known.trust)),
            ("Federation", text(&known.federation)),
            ("Local authority", text(&known.la_name)),
            ("URN", known.urn.clone()),
            ("Earlier URNs", former.collect::<Vec<_>>().join(", ")),
            ("Opened", day(&text(&known.open_date))),
            ("Closed", day(&text(&known.close_date))),
            ("Changed in the directory", day(&text(&known.gias_changed))),
        ];
        all.into_iter().filter(|(_, value)| !value.is_empty()).map(|(label, value)| Fact { label, value }).collect()
    }

    let person = context::person().await?;
    let (database, actor) = (context::database()?, Actor::Person(person.clone()));
    let known = store::schools::facts(&database, id).await?.ok_or(AppError::NotFound)?;
    let former = store::schools::former_urns(&database, id).await?;
    let relatives = store::schools::relatives(&database, id).await?.into_iter().map(|(id, name, before)| {
        let how = if before { "Came from" } else { "Became part of" };
        Relative { how, school: Link::new(name, format!("/schools/{id}")) }
    });
    let closed = known.status == "Closed";
    let state = if known.status == "Open" { String::new() } else { format!(" · {}", known.status) };
    Ok(SchoolPageData {
        frame: if person.hub.is_some() { context::hub_frame(&person).await? } else { context::frame(&actor).await? },
        id,
        name: known.name.clone(),
        lead: format!("{}{state}", known.town).trim_start_matches(" · ").to_owned(),
        closed,
        may_close_days: may(&actor, Action::ManageCalendar, Subject::School(id)).is_ok(),
        telephone: known.telephone.clone().filter(|telephone| !telephone.is_empty()),
        website: known.website.as_deref().and_then(website),
        facts: facts(&known, &former),
        relatives: relatives.collect(),
        inside: super::inside::load_inside(id).await?,
    })
}
