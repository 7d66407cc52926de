//! What a headteacher fills in to sign, by the link in a letter or signed in.

use app::error::{AppError, ClauseNumber, Problem, Problems};
use chrono::{DateTime, NaiveDate, Utc};
use model::calendar::academic_year::AcademicYear;
use model::calendar::clock;
use model::calendar::day::in_full;
use model::commitments::{Paper, is_drawing};
use model::ids::{SchoolId, WorkGroupId};
use model::text::line::Line;
use serde::{Deserialize, Serialize};
use store::commitments::fingerprint;

use super::addresses;
use super::checks::{check_day, check_name};
use crate::kit::Form;

/// A signature on the screen. `By` says by what right.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureForm<By> {
    #[serde(flatten)]
    pub by: By,
    /// The fingerprint of the paper that was on the screen.
    pub shown: String,
    /// The numbers of the clauses that are ticked.
    #[serde(default)]
    pub ticks: Vec<u8>,
    /// The name typed as the signature.
    #[serde(default)]
    pub typed_name: String,
    /// The name in print.
    #[serde(default)]
    pub printed_name: String,
    /// The day.
    #[serde(default)]
    pub signed_on: String,
    /// What was drawn as the signature; may be empty.
    #[serde(default)]
    pub drawing: String,
}

/// By the link in a letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByLink {
    pub token: String,
}

/// As the school's headteacher, signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AsHead {
    /// Group, school and year, with slashes between.
    pub place: String,
}

impl Form for SignatureForm<ByLink> {
    const ACTION: &'static str = "/api/sign-commitment";

    fn page(&self) -> String {
        let token = &self.by.token;
        // A token is only ever hexadecimal digits; anything else must not become part of an address.
        if token.bytes().all(|byte| byte.is_ascii_alphanumeric()) { format!("/commitment/{token}") } else { "/commitment".to_owned() }
    }
}

impl Form for SignatureForm<AsHead> {
    const ACTION: &'static str = "/api/sign-commitment-as-head";

    fn page(&self) -> String {
        // Without a place nothing is found, and no page is shown again.
        self.by.place().map_or_else(|| "/today".to_owned(), |(group, school, year)| addresses::of_school(group, school, "", year))
    }
}

impl AsHead {
    /// At this place.
    pub fn at(group: WorkGroupId, school: SchoolId, year: AcademicYear) -> Self {
        Self { place: format!("{group}/{school}/{}", year.starts_in()) }
    }

    /// Group, school and year.
    pub fn place(&self) -> Option<(WorkGroupId, SchoolId, AcademicYear)> {
        let (group, rest) = self.place.split_once('/')?;
        let (school, year) = rest.split_once('/')?;
        Some((group.parse().ok()?, school.parse().ok()?, year.parse().ok()?))
    }
}

/// What a head has filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The name typed as the signature.
    pub typed_name: Line,
    /// The name in print.
    pub printed_name: Line,
    /// The day.
    pub signed_on: NaiveDate,
}

impl<By> SignatureForm<By> {
    /// As it begins: with the head's name, as far as it is known, and with today's date.
    pub fn begin(by: By, paper: &Paper, head_name: String, now: DateTime<Utc>) -> Self {
        Self {
            by,
            shown: fingerprint(paper),
            ticks: Vec::new(),
            typed_name: String::new(),
            printed_name: head_name,
            signed_on: in_full(clock::day(now)),
            drawing: String::new(),
        }
    }

    /// What is filled in. `clauses` is how many there are, `days` the first and the last day that the date may be.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with every problem, in the order of the form.
    pub fn check(&self, clauses: usize, days: (NaiveDate, NaiveDate)) -> Result<Filled, AppError> {
        let mut problems = Problems::default();
        for number in ClauseNumber::all().take(clauses) {
            problems.when(!self.ticks.contains(&number.get()), Problem::ClauseMissing(number));
        }
        let typed_name = problems.of(check_name(&self.typed_name, Problem::SignatureMissing, Problem::SignatureTooLong));
        problems.when(!self.drawing.is_empty() && !is_drawing(&self.drawing), Problem::DrawingBroken);
        let printed_name = problems.of(check_name(&self.printed_name, Problem::PrintedNameMissing, Problem::PrintedNameTooLong));
        let signed_on = problems.of(check_day(&self.signed_on, days, Problem::SignedOnEarly));
        match (typed_name, printed_name, signed_on) {
            (Some(typed_name), Some(printed_name), Some(signed_on)) if problems.is_empty() => {
                Ok(Filled { typed_name, printed_name, signed_on })
            }
            _ => Err(problems.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn form(ticks: &[u8], typed_name: &str, printed_name: &str, signed_on: &str) -> SignatureForm<ByLink> {
        let [typed_name, printed_name, signed_on] = [typed_name, printed_name, signed_on].map(str::to_owned);
        SignatureForm { ticks: ticks.to_vec(), typed_name, printed_name, signed_on, ..SignatureForm::default() }
    }

    fn checked(form: &SignatureForm<ByLink>, clauses: usize) -> Result<Filled, AppError> {
        form.check(clauses, (day("2026-11-03"), day("2026-11-10")))
    }

    #[test]
    fn a_form_is_read_as_a_browser_sends_it() {
        let sent = "sender=x&token=0a1b&shown=s&ticks[]=1&ticks[]=3&typed_name=J+Abara&printed_name=&signed_on=4%2F11%2F26&drawing=";
        let read = |sent: &str| serde_qs::Config::new(5, false).deserialize_str::<SignatureForm<ByLink>>(sent);
        let by = ByLink { token: "0a1b".to_owned() };
        let expected = SignatureForm { by, shown: "s".to_owned(), ..form(&[1, 3], "J Abara", "", "4/11/26") };
        assert_eq!(read(sent).ok(), Some(expected));
        assert!(read("shown=s").is_err() && read("token=0a&shown=s&ticks[]=x").is_err());
        assert!(read("token=0a&shown=s").is_ok_and(|form| form.ticks.is_empty()));
    }

    #[test]
    fn a_form_that_is_filled_in_is_taken() {
        let filled = checked(&form(&[1, 2, 3, 4], " J Abara ", "Judith\r\nAbara", "2026-11-04"), 4);
        let (typed_name, printed_name) = (Line::tidied("J Abara"), Line::tidied("Judith Abara"));
        assert_eq!(filled, Ok(Filled { typed_name, printed_name, signed_on: day("2026-11-04") }));
        for written in ["4/11/2026", "4/11/26", "4 Nov 26", "04-11-2026", "Wednesday 4th November 2026"] {
            let filled = checked(&form(&[], "J", "J", written), 0).map(|filled| filled.signed_on);
            assert_eq!(filled, Ok(day("2026-11-04")), "{written}");
        }
    }

    #[test]
    fn every_clause_that_is_not_ticked_is_named() {
        let problems = checked(&form(&[1, 4], "", "Judith", ""), 4);
        let mut expected: Vec<Problem> =
            ClauseNumber::all().filter(|number| [2, 3].contains(&number.get())).map(Problem::ClauseMissing).collect();
        expected.extend([Problem::SignatureMissing, Problem::SignedOnMissing]);
        assert_eq!(problems, Err(AppError::Invalid(expected)));
    }

    #[test]
    fn the_date_is_between_the_request_and_today() {
        for (text, problem) in
            [("2026-11-11", Problem::SignedOnFuture), ("2026-11-02", Problem::SignedOnEarly), ("yesterday", Problem::SignedOnMissing)]
        {
            assert_eq!(checked(&form(&[], "J", "J", text), 0), Err(problem.into()), "{text}");
        }
    }

    #[test]
    fn a_head_signs_at_a_place_and_a_link_leads_nowhere_else() {
        let (group, school) = (WorkGroupId::generate(), SchoolId::generate());
        let year = AcademicYear::starting(2026);
        assert_eq!(AsHead::at(group, school, year).place, format!("{group}/{school}/2026"));
        assert_eq!(AsHead::at(group, school, year).place(), Some((group, school, year)));
        assert_eq!(AsHead { place: format!("{group}/{school}") }.place(), None);
        let of = |token: &str| SignatureForm { by: ByLink { token: token.to_owned() }, ..SignatureForm::default() };
        assert_eq!((of("0a").page().as_str(), of("../hub").page().as_str()), ("/commitment/0a", "/commitment"));
    }
}
