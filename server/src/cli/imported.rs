//! What `twilight import-schools` says at its end.

use std::fmt::{self, Formatter};
use std::time::Duration;

use store::schools::gias::{Guessed, Report, TwoSchools};

/// What was done, or would be.
pub(super) struct Imported {
    pub report: Report,
    pub preview: bool,
}

impl fmt::Display for Imported {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let report = &self.report;
        counts(report, f)?;
        report.guesses.iter().try_for_each(|guess| guessed(guess, f))?;
        for row in &report.bad_rows {
            writeln!(f, "{}, line {}: {}", row.file, row.line, row.reason)?;
        }
        let more = (report.bad + report.odd).saturating_sub(report.bad_rows.len() as u64);
        if more > 0 {
            writeln!(f, "and {more} more")?;
        }
        // Each is named, also afterwards: it can be taken back.
        for school in &report.taken_over_schools {
            writeln!(f, "{} {} goes on as {} {}", school.from, school.was, school.to, school.name)?;
        }
        for two in &report.apart_schools {
            writeln!(f, "{} {} and {} {} stay two schools, linked. {}", two.before_urn, two.before, two.after_urn, two.after, two.why)?;
        }
        if self.preview {
            let linked = |two: &TwoSchools, words: &str, f: &mut Formatter<'_>| {
                writeln!(f, "{} {} {words} {} {}", two.after_urn, two.after, two.before_urn, two.before)
            };
            report.linked_schools.iter().try_for_each(|two| linked(two, "came from", f))?;
            report.unlinked_schools.iter().try_for_each(|two| linked(two, "did not come from", f))?;
            for school in &report.new_schools {
                writeln!(f, "{} {}: new, in {:?}", school.urn, school.name, school.note)?;
            }
            for school in &report.closed_schools {
                writeln!(f, "{} {}: closed on {:?}", school.urn, school.name, school.note)?;
            }
            for change in &report.changed_schools {
                for field in &change.fields {
                    writeln!(f, "{} {}: {} {:?} becomes {:?}", change.urn, change.name, field.what, field.before, field.after)?;
                }
            }
        }
        match (self.preview, report.nothing_changed()) {
            (true, true) => f.write_str("Nothing would change."),
            (true, false) => f.write_str("Nothing was written: this was a preview."),
            (false, true) => f.write_str("Nothing changed: everything was in already."),
            (false, false) => write!(f, "Brought in after {:.1} s.", Duration::from_millis(report.milliseconds).as_secs_f64()),
        }
    }
}

fn counts(report: &Report, f: &mut Formatter<'_>) -> fmt::Result {
    for (words, count) in [
        ("new", report.new),
        ("changed", report.changed),
        ("closed", report.closed),
        ("under a new number", report.taken_over),
        ("kept apart", report.refused),
        ("linked to a predecessor", report.linked),
        ("no longer linked to a predecessor", report.unlinked),
        ("new links between schools", report.new_links),
        ("links withdrawn", report.withdrawn_links),
        ("unchanged", report.unchanged),
        ("known by a newer number", report.former),
        ("left out by the filter", report.skipped),
        ("rows not understood", report.bad),
        ("values not understood, left out", report.odd),
        ("known here, not in this file", report.absent),
    ] {
        writeln!(f, "{count:>8}  {words}")?;
    }
    Ok(())
}

fn guessed(guess: &Guessed, f: &mut Formatter<'_>) -> fmt::Result {
    let Guessed { file, what, count, line, before, after } = guess;
    match count {
        0 => writeln!(f, "{file}: {what}"),
        count => writeln!(f, "{file}: {what} ({count}, the first on line {line}: {before:?} becomes {after:?})"),
    }
}
