//! What deserves a second look about the dates of a year although it may be right: holidays, closed schools, weeks of assessment, workshops
//! that crowd. Nothing of it is forbidden.

use chrono::{DateTime, NaiveTime, Utc};
use model::calendar::clock;
use model::workshops::clash::{Finding, Kind, findings};
use model::workshops::{When, Workshop};
use store::workshops::Span;
use store::workshops::calendar::GroupCalendar;
use store::workshops::plan::{Plan, Planned};

/// By workshop's number, a sentence each.
pub fn warnings(plan: &Plan, around: &GroupCalendar) -> Vec<(u8, String)> {
    let workshops: Vec<Workshop> = plan.workshops.iter().map(as_dated).collect();
    let found = findings(&workshops, &around.calendar, &around.schools);
    let mut elsewhere = Vec::new();
    for (authority, calendar) in &around.others {
        let theirs = findings(&workshops, calendar, &[]);
        let own = theirs.iter().filter(|theirs| is_of_holidays(theirs) && !found.contains(theirs));
        elsewhere.extend(own.map(|theirs| in_authority(theirs, authority)));
    }
    found.into_iter().map(|finding| (finding.workshop, finding.sentence)).chain(elsewhere).collect()
}

/// The only thing in which authorities differ that concerns the schools of one alone.
fn is_of_holidays(finding: &Finding) -> bool {
    finding.kind == Kind::Holiday
}

/// `Thursday 29 October is in the half-term week in Eastshire.`
fn in_authority(finding: &Finding, authority: &str) -> (u8, String) {
    let sentence = finding.sentence.trim_end_matches('.');
    let place = if authority.is_empty() { "for some of the schools".to_owned() } else { format!("in {authority}") };
    (finding.workshop, format!("{sentence} {place}."))
}

fn as_dated(workshop: &Planned) -> Workshop {
    Workshop {
        number: workshop.number,
        half_term: workshop.half_term,
        when: workshop.time.map(when),
        host: workshop.host,
        cancelled: workshop.is_cancelled(),
    }
}

fn when(time: Span) -> When {
    When { day: clock::day(time.starts), starts: time_of_day(time.starts), ends: time_of_day(time.ends) }
}

fn time_of_day(moment: DateTime<Utc>) -> NaiveTime {
    NaiveTime::from_num_seconds_from_midnight_opt(clock::minutes(moment) * 60, 0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use model::calendar::academic_year::AcademicYear;
    use model::calendar::half_term::HalfTerm;
    use model::calendar::terms::{Term, Terms};
    use model::calendar::year::{Calendar, ClosedDay};
    use model::ids::{GroupYearId, HubId, SchoolId, WorkGroupId};
    use model::schools::NamedSchool;

    use super::*;

    const YEAR: AcademicYear = AcademicYear::starting(2026);

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn plan(days: &[(HalfTerm, &str)]) -> Plan {
        let time = |text: &str| {
            let at = |hour| day(text).and_time(NaiveTime::from_hms_opt(hour, 0, 0).expect("a time"));
            (!text.is_empty()).then(|| Span::local(at(13), at(17)))
        };
        let workshop =
            |(number, (half_term, text)): (u8, &(HalfTerm, &str))| Planned { time: time(text), ..Planned::to_be_made(number, *half_term) };
        Plan {
            year: GroupYearId::generate(),
            group: WorkGroupId::generate(),
            academic_year: YEAR,
            name: "Two Rivers".to_owned(),
            ncp_code: "NCP26-11".to_owned(),
            hub: HubId::generate(),
            workshops: (1..).zip(days).map(workshop).collect(),
            hosts: Vec::new(),
            signed: 0,
        }
    }

    fn around(others: Vec<(String, Calendar)>) -> GroupCalendar {
        GroupCalendar { calendar: Calendar::default_for(YEAR), others, schools: Vec::new() }
    }

    #[test]
    fn each_clash_is_said_of_its_workshop_with_the_reason() {
        let ash = NamedSchool { id: SchoolId::generate(), name: "Ash Lane Primary School".to_owned() };
        let inset = ClosedDay { school: ash.id, day: day("2027-03-09"), words: "INSET day".to_owned() };
        let calendar = Calendar { closed_days: vec![inset], ..Calendar::default_for(YEAR) };
        let plan = plan(&[
            (HalfTerm::Autumn1, "2026-10-29"),
            (HalfTerm::Autumn2, "2026-11-21"),
            (HalfTerm::Spring1, ""),
            (HalfTerm::Spring2, "2027-03-09"),
            (HalfTerm::Summer1, "2027-05-11"),
            (HalfTerm::Summer2, "2027-05-18"),
        ]);
        let found = warnings(&plan, &GroupCalendar { calendar, others: Vec::new(), schools: vec![ash] });
        let expected = [
            (1, "Thursday 29 October is in the half-term week."),
            (2, "Saturday 21 November is at the weekend."),
            (4, "On Tuesday 9 March Ash Lane Primary School is closed to pupils (INSET day)."),
            (5, "Tuesday 11 May is in the week of the Key Stage 2 tests (SATs)."),
            (6, "Tuesday 18 May is only 7 days after workshop 5."),
        ];
        for (number, sentence) in expected {
            assert!(found.contains(&(number, sentence.to_owned())), "{sentence} is not among {found:#?}");
        }
        assert!(found.iter().all(|(number, _)| *number != 3), "it has no date: {found:#?}");
    }

    #[test]
    fn holidays_of_another_authority_are_said_with_its_name_and_nothing_twice() {
        let typical = Terms::typical(YEAR).expect("a known year");
        let earlier = Term { break_first: day("2026-10-19"), break_last: day("2026-10-23"), ..typical.autumn };
        let calendar = Calendar { terms: Some(Terms { autumn: earlier, ..typical }), ..Calendar::default_for(YEAR) };
        let plan = plan(&[(HalfTerm::Autumn1, "2026-10-20"), (HalfTerm::Autumn2, "2026-12-22")]);
        let said = |others| {
            let found = warnings(&plan, &around(others))
                .into_iter()
                .filter(|(_, words)| words.contains("half-term week") || words.contains("holidays"));
            found.collect::<Vec<_>>()
        };
        let christmas = (2, "Tuesday 22 December is in the Christmas holidays.".to_owned());
        assert_eq!(said(Vec::new()), std::slice::from_ref(&christmas));
        let named = (1, "Tuesday 20 October is in the half-term week in Eastshire.".to_owned());
        assert_eq!(said(vec![("Eastshire".to_owned(), calendar.clone())]), [christmas.clone(), named]);
        let unnamed = (1, "Tuesday 20 October is in the half-term week for some of the schools.".to_owned());
        assert_eq!(said(vec![(String::new(), calendar)]), [christmas, unnamed]);
    }
}
