//! Turning the year, in one transaction that writes down its own way back.

use model::accounts::roles::Person;
use model::calendar::academic_year::AcademicYear;
use model::ids::{CommitmentId, GroupYearId, HubId, ParticipationId, RolloverId, WorkGroupId};

use super::{GroupChoice, GroupPreview, Refused, SchoolPreview, letters, preview};
use crate::audit::{self, Entry, Who};
use crate::database::Database;
use crate::database::journal::{Journal, Table};
use crate::database::rows;
use crate::error::StoreError;
use crate::groups::{self, NewYear};
use crate::{Changes, commitments, workshops};

/// Turns the year for the groups in `choices`; others stay as they are, and can get their year where groups are formed.
/// With `ask` letters to the schools are written, and held.
///
/// # Errors
/// [`Refused::Already`], or [`Refused::Nothing`].
pub async fn apply(
    db: &Database,
    hub: HubId,
    by: &Person,
    into_year: AcademicYear,
    choices: &[(WorkGroupId, GroupChoice)],
    ask: bool,
) -> Result<RolloverId, Refused> {
    let mut changes = db.change().await?;
    let preview = preview::read(changes.connection(), hub, into_year).await?;
    if preview.current.is_some() {
        return Err(Refused::Already);
    }
    let mut turn = Turning { journal: Journal::default(), hub, by, into_year, ask };
    let mut names = Vec::new();
    for group in &preview.groups {
        if let Some((_, choice)) = choices.iter().find(|(id, _)| *id == group.id) {
            turn.group(&mut changes, group, choice).await?;
            names.push(group.name.as_str());
        }
    }
    if names.is_empty() {
        return Err(Refused::Nothing);
    }
    let id = turn.keep(&mut changes).await?;
    let words = format!("Turned the year into {into_year} for {}.", names.join(", "));
    let entry = Entry { hub: Some(hub), who: Who::Person(by), action: "rollover.applied", subject: Some(id.to_string()), words: &words };
    audit::write(&mut changes, &entry).await?;
    changes.commit().await?;
    Ok(id)
}

struct Turning<'a> {
    journal: Journal,
    hub: HubId,
    by: &'a Person,
    into_year: AcademicYear,
    ask: bool,
}

impl Turning<'_> {
    async fn group(&mut self, changes: &mut Changes, group: &GroupPreview, choice: &GroupChoice) -> Result<(), StoreError> {
        let lead = group.lead.as_ref().filter(|_| choice.lead_stays);
        let year =
            NewYear { academic_year: self.into_year, ncp_code: &choice.ncp_code, lead: lead.map(|lead| lead.id), focus: &group.focus };
        let year = groups::add_year(changes, group.id, &year).await?;
        self.journal.made(Table::GroupYear, vec![year.to_string()]);
        sqlx::query("update group_year set status = 'forming', title = ? where id = ?")
            .bind(&group.title)
            .bind(year)
            .execute(changes.connection())
            .await?;
        let host = lead.and_then(|lead| lead.school.as_ref()).map(|school| school.id);
        for workshop in workshops::add_six(changes, year, host).await? {
            self.journal.made(Table::Workshop, vec![workshop.to_string()]);
        }
        for school in &group.schools {
            if choice.leaving.contains(&school.id) {
                self.leaves(changes, group, school).await?;
            } else if groups::elsewhere(changes, year, school.id).await?.is_none() {
                self.stays(changes, year, group, school, choice).await?;
            }
        }
        for commitment in prepare_commitments(changes, year).await? {
            self.journal.made(Table::Commitment, vec![commitment.to_string()]);
        }
        Ok(())
    }

    async fn leaves(&mut self, changes: &mut Changes, group: &GroupPreview, school: &SchoolPreview) -> Result<(), StoreError> {
        let key = [group.from.to_string(), school.id.to_string()];
        self.journal.watch(changes, Table::GroupSchool, &key).await?;
        sqlx::query(
            "update group_school set answer = 'leaving', answered_at = ?3, answered_by = ?4
             where group_year = ?1 and school = ?2 and answer <> 'leaving'",
        )
        .bind(&key[0])
        .bind(&key[1])
        .bind(rows::now())
        .bind(self.by.id)
        .execute(changes.connection())
        .await?;
        Ok(())
    }

    async fn stays(
        &mut self,
        changes: &mut Changes,
        year: GroupYearId,
        group: &GroupPreview,
        school: &SchoolPreview,
        choice: &GroupChoice,
    ) -> Result<(), StoreError> {
        let confirmed = school.answered && school.stays;
        let answer = if self.ask && !confirmed { "asked" } else { "staying" };
        // What the school has said itself goes along, with who wrote it down and when.
        sqlx::query(
            "insert into group_school (group_year, school, answer, answered_at, answered_by)
             select ?1, school, ?3, case when ?4 then answered_at end, case when ?4 then answered_by end
             from group_school where group_year = ?5 and school = ?2",
        )
        .bind(year)
        .bind(school.id)
        .bind(answer)
        .bind(confirmed)
        .bind(group.from.to_string())
        .execute(changes.connection())
        .await?;
        self.journal.made(Table::GroupSchool, vec![year.to_string(), school.id.to_string()]);
        for person in school.people.iter().filter(|person| person.still_there && !choice.stepping_down.contains(&person.id)) {
            let id = ParticipationId::generate();
            sqlx::query("insert into lead_participation (id, group_year, school, person, kind, from_date) values (?, ?, ?, ?, ?, ?)")
                .bind(id)
                .bind(year)
                .bind(school.id)
                .bind(person.id)
                .bind(person.kind.key())
                .bind(self.into_year.first_day().to_string())
                .execute(changes.connection())
                .await?;
            self.journal.made(Table::LeadParticipation, vec![id.to_string()]);
        }
        if self.ask && !confirmed {
            let about = year.to_string();
            let author = (self.hub, self.by);
            letters::write(changes, &mut self.journal, author, (group, school), (self.into_year, &about), &choice.stepping_down).await?;
        }
        Ok(())
    }

    async fn keep(mut self, changes: &mut Changes) -> Result<RolloverId, StoreError> {
        self.journal.close(changes).await?;
        let id = RolloverId::generate();
        sqlx::query("insert into rollover (id, hub, into_year, applied_at, applied_by, inverse) values (?, ?, ?, ?, ?, ?)")
            .bind(id)
            .bind(self.hub)
            .bind(self.into_year)
            .bind(rows::now())
            .bind(self.by.id)
            .bind(self.journal.to_text()?)
            .execute(changes.connection())
            .await?;
        Ok(id)
    }
}

/// The commitments of the new year, with the schools' headteachers and the latest wording: nobody is asked yet, that is a button
/// of its own, because the links in those letters must not grow old while they are held. Returns their ids.
async fn prepare_commitments(changes: &mut Changes, year: GroupYearId) -> Result<Vec<CommitmentId>, StoreError> {
    commitments::prepare_year(changes, year).await?;
    Ok(sqlx::query_scalar("select id from commitment where group_year = ?").bind(year).fetch_all(changes.connection()).await?)
}
