//! The calendar that the dates of a group's year are looked at by: the terms of its schools' local authorities, and its schools' own days.

use model::calendar::terms::Terms;
use model::calendar::year::Calendar;
use model::ids::SchoolId;
use model::schools::NamedSchool;

use super::plan::Plan;
use crate::closed_days;
use crate::database::Database;
use crate::error::StoreError;
use crate::term_dates;

/// What there is to know about the days of a group's year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupCalendar {
    /// By the authority that most of the schools are in.
    pub calendar: Calendar,
    /// Other authorities of its schools whose terms are not the same, by name.
    pub others: Vec<(String, Calendar)>,
    /// The schools whose own days are in it: those that can host.
    pub schools: Vec<NamedSchool>,
}

/// A local authority of some of the schools.
#[derive(sqlx::FromRow)]
struct AuthorityRow {
    /// Empty where nobody knows it.
    code: String,
    name: String,
}

/// The calendar of the year that a plan is for.
///
/// # Errors
/// When the file can't be read.
pub async fn load(db: &Database, plan: &Plan) -> Result<GroupCalendar, StoreError> {
    let mut view = db.view().await?;
    let ids: Vec<SchoolId> = plan.hosts.iter().map(|(id, _)| *id).collect();
    let authorities: Vec<AuthorityRow> = sqlx::query_as(
        "select coalesce(la_code, '') as code, coalesce(max(la_name), '') as name
         from group_school join school on school.id = group_school.school
         where group_year = ? and group_school.status = 'active'
         group by 1 order by count(*) desc, 2, 1",
    )
    .bind(plan.year)
    .fetch_all(&mut *view)
    .await?;
    let entered = term_dates::of_hub(&mut view, plan.hub, plan.academic_year).await?;
    let closed_days = closed_days::read(&mut view, &ids, Some(plan.academic_year)).await?;
    let usual = Calendar { closed_days, ..Calendar::default_for(plan.academic_year) };
    let terms = |authority: &AuthorityRow| -> Option<Terms> { entered.get(&authority.code).copied().or(usual.terms) };
    let of = |authority: &AuthorityRow| Calendar { terms: terms(authority), ..usual.clone() };
    let calendar = authorities.first().map_or_else(|| usual.clone(), of);
    let others = authorities.iter().skip(1).filter(|authority| terms(authority) != calendar.terms);
    let others = others.map(|authority| (authority.name.clone(), of(authority))).collect();
    let schools = plan.hosts.iter().map(|(id, name)| NamedSchool { id: *id, name: name.clone() }).collect();
    Ok(GroupCalendar { calendar, others, schools })
}
