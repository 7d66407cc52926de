//! What somebody has been over the years, in schools, groups and hubs (A15).

use chrono::NaiveDate;
use model::accounts::roles::{HubRole, SchoolRole};
use model::calendar::academic_year::AcademicYear;
use model::calendar::day;
use model::ids::PersonId;

use crate::database::Database;
use crate::error::StoreError;
use crate::uk_time;

/// A time of being something somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// `Lead participant`.
    pub role: String,
    /// `Ash Lane Primary School, for Two Rivers in 2026/27`.
    pub place: String,
    /// `2026-09-01`, to put them in order; empty where no day is known.
    pub from: String,
    /// `since Tue 1 Sep 2026`, `Tue 1 Sep 2026 to Mon 4 Jan 2027`, `2026/27`.
    pub when: String,
    /// Whether it is so today.
    pub now: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    kind: String,
    role: String,
    place: String,
    from_date: String,
    until_date: Option<String>,
    year: Option<AcademicYear>,
}

/// Everything somebody has been, the latest first.
///
/// # Errors
/// When the file can't be read.
pub async fn history(db: &Database, person: PersonId) -> Result<Vec<Period>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(
        "select 'school' as kind,
                -- Once the school is in a group, that is told by the rows of its years.
                case when school_role.role = 'lead_participant'
                          and exists (select 1 from lead_participation where lead_participation.school = school_role.school)
                     then 'teacher' else school_role.role end as role,
                school.name as place, from_date, until_date, null as year
         from school_role join school on school.id = school_role.school
         where person = ?1
         union all
         select 'group', kind, school.name || ', for ' || work_group.name, from_date, until_date, academic_year
         from lead_participation
         join school on school.id = lead_participation.school
         join group_year on group_year.id = lead_participation.group_year
         join work_group on work_group.id = group_year.work_group
         where person = ?1
         union all
         select 'lead', 'lead', work_group.name || ' Work Group', academic_year || '-09-01', null, academic_year
         from group_year join work_group on work_group.id = group_year.work_group
         where lead = ?1
         union all
         select 'hub', 'lead', hub.name || ', no group yet', '9999', null, null
         from hub_lead join hub on hub.id = hub_lead.hub
         where person = ?1
           and not exists (select 1 from group_year join work_group on work_group.id = group_year.work_group
                           where lead = ?1 and work_group.hub = hub_lead.hub)
         union all
         select 'hub', hub_role.role, hub.name, '9999', null, null
         from hub_role join hub on hub.id = hub_role.hub
         where person = ?1
         order by from_date desc, kind, place",
    )
    .bind(person)
    .fetch_all(db.readers())
    .await?;
    let today = uk_time::today();
    Ok(rows.into_iter().map(|row| row.read(today)).collect())
}

impl Row {
    fn read(self, today: NaiveDate) -> Period {
        let role = match self.kind.as_str() {
            "lead" => "Work Group Lead".to_owned(),
            "group" if self.role == "deputy" => "Deputy".to_owned(),
            "group" => SchoolRole::LeadParticipant.to_string(),
            "hub" if self.role == "lead" => "Work Group Lead".to_owned(),
            "hub" => HubRole::from_key(&self.role).map_or_else(String::new, |role| role.to_string()),
            _ => SchoolRole::from_key(&self.role).map_or_else(String::new, |role| role.to_string()),
        };
        let from = self.from_date.parse::<NaiveDate>().ok();
        let until = self.until_date.as_deref().and_then(|day| day.parse::<NaiveDate>().ok());
        // Nobody represents a school in a year that is over, even if nobody wrote that down.
        let over = self.year.map(|year| year.next().first_day()).filter(|next_year| self.kind == "group" && *next_year <= today);
        let until = over.map_or(until, |next_year| Some(until.unwrap_or(next_year).min(next_year)));
        let year = self.year.map(|year| year.to_string()).unwrap_or_default();
        let (when, now) = match self.kind.as_str() {
            "lead" => (year.clone(), self.year == Some(AcademicYear::of(today))),
            "hub" => ("now".to_owned(), true),
            _ => span(from, until, today),
        };
        let place = if self.kind == "group" { format!("{} in {year}", self.place) } else { self.place };
        Period { role, place, from: self.from_date, when, now }
    }
}

/// A span of days in words, and whether today is in it.
fn span(from: Option<NaiveDate>, until: Option<NaiveDate>, today: NaiveDate) -> (String, bool) {
    let now = from.is_none_or(|from| from <= today) && until.is_none_or(|until| until > today);
    let words = match (from, until) {
        (Some(from), _) if from > today => format!("from {}", day::short(from)),
        (Some(from), Some(until)) if from == until => day::short(from),
        (Some(from), Some(until)) if until > today => format!("{} until {}", day::short(from), day::short(until)),
        // Kept is the first day without it; people say the last day with it.
        (Some(from), Some(until)) => {
            format!("{} to {}", day::short(from), day::short(until.pred_opt().unwrap_or(until)))
        }
        (Some(from), None) => format!("since {}", day::short(from)),
        (None, _) => String::new(),
    };
    (words, now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_told_as_people_say_it() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let today = day("2026-11-22").expect("a day");
        assert_eq!(span(day("2026-09-01"), None, today), ("since Tue 1 Sep 2026".to_owned(), true));
        assert_eq!(span(day("2026-09-01"), day("2026-11-22"), today), ("Tue 1 Sep 2026 to Sat 21 Nov 2026".to_owned(), false));
        assert_eq!(span(day("2027-01-04"), None, today), ("from Mon 4 Jan 2027".to_owned(), false));
        assert!(span(day("2026-09-01"), day("2027-01-04"), today).1);
    }
}
