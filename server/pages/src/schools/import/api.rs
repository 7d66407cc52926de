//! What the pages of an import ask of the server. The files themselves come over a route of their own, because they are large.

use app::context;
use app::error::AppError;
use model::ids::SchoolImportId;
use model::permission::Action;
use store::schools::gias::{ChangedSchool, Guessed, Report, RunState, TakenOver, TwoSchools};

use super::words::{ImportData, ImportStart, Listed, ListedRow, Stage, begun};
use crate::schools::data::Fact;
use crate::schools::words::{day, thousands, value};

/// The page where an import begins.
pub async fn load_import_start() -> Result<ImportStart, AppError> {
    let (person, _) = context::hub_person(Action::ImportSchools).await?;
    let runs = store::schools::gias::recent(&context::database()?, 8).await?;
    let earlier = runs.into_iter().map(|run| {
        let stage = Stage::of(run.state.key(), run.report.left, run.report.nothing_changed());
        let begun = begun(&run.began, run.started_by.as_deref());
        [format!("/schools/import/{}", run.id), run.file_name, begun, stage.words().to_owned()]
    });
    Ok(ImportStart { frame: context::hub_frame(&person).await?, earlier: earlier.collect() })
}

/// An import: how far it is, and what it found or did.
pub async fn load_import(id: SchoolImportId) -> Result<ImportData, AppError> {
    /// What is said even when it is none comes first.
    fn figures(report: &Report) -> Vec<Fact> {
        let always = [(report.new, "New"), (report.changed, "Changed"), (report.closed, "Closed")];
        let others = [
            (report.taken_over, "Under a new number"),
            (report.refused, "Kept apart"),
            (report.linked, "Linked to a predecessor"),
            (report.unlinked, "No longer linked to a predecessor"),
            (report.new_links, "New links between schools"),
            (report.withdrawn_links, "Links withdrawn: not in the new file"),
            (report.unchanged, "As they were"),
            (report.former, "Known by a newer number"),
            (report.absent, "Known here, not in this file: they stay"),
            (report.skipped, "Left out: not an open primary school in England"),
            (report.bad, "Rows not understood"),
            (report.odd, "Values not understood: the school is kept without them"),
        ];
        let all = always.into_iter().chain(others.into_iter().filter(|(number, _)| *number > 0));
        all.map(|(number, label)| Fact { label, value: thousands(number) }).collect()
    }

    fn changed(school: ChangedSchool) -> ListedRow {
        let fields = school.fields.into_iter().map(|field| [field.what, value(&field.before), value(&field.after)]);
        let cells = [school.name, school.urn, String::new()];
        ListedRow { fields: fields.collect(), ours: school.ours, ..ListedRow::new(cells) }
    }

    /// A school with its number, and with a day where one is known.
    fn numbered(name: &str, urn: &str, what: &str, on: &str) -> String {
        let on = Some(day(on)).filter(|day| !day.is_empty()).map(|day| format!(", {what} {day}")).unwrap_or_default();
        let name = if name.is_empty() { String::new() } else { format!("{name}, ") };
        format!("{name}{urn}{on}")
    }

    fn taken_over(school: &TakenOver, undecided: bool) -> ListedRow {
        let TakenOver { name, from, to, was, closed, opened, ours } = school;
        let cells = [name.clone(), numbered(was, from, "closed", closed), numbered("", to, "opened", opened)];
        ListedRow { ours: *ours, refusal: undecided.then(|| from.clone()), ..ListedRow::new(cells) }
    }

    fn two(all: &[TwoSchools], reason: bool) -> Vec<ListedRow> {
        let row = |two: &TwoSchools| {
            let (before, after) = (numbered(&two.before, &two.before_urn, "", ""), numbered(&two.after, &two.after_urn, "", ""));
            ListedRow::new(if reason { [before, after, two.why.clone()] } else { [after, before, String::new()] })
        };
        all.iter().map(row).collect()
    }

    fn guessed(guess: &Guessed) -> ListedRow {
        let Guessed { file, what, count, line, before, after } = guess;
        ListedRow::new(match count {
            0 => [what.clone(), "The whole file".to_owned(), file.clone()],
            count => {
                let times = if *count == 1 { "Once".to_owned() } else { format!("{} times", thousands(*count)) };
                [what.clone(), times, format!("{before} becomes {}, on line {} of {file}", value(after), thousands(*line))]
            }
        })
    }

    let (person, _) = context::hub_person(Action::ImportSchools).await?;
    let run = store::schools::gias::find(&context::database()?, id).await?.ok_or(AppError::NotFound)?;
    let report = run.report;
    let and_links = if report.links_file.is_empty() || report.links_file == run.file_name {
        String::new()
    } else {
        format!(" and {}", report.links_file)
    };
    let new = report.new_schools.iter().map(|one| ListedRow::new([one.name.clone(), one.urn.clone(), one.note.clone()]));
    let closed = report.closed_schools.iter().map(|one| {
        let cells = [one.name.clone(), one.urn.clone(), day(&one.note)];
        ListedRow { ours: one.ours, ..ListedRow::new(cells) }
    });
    let undecided = run.state == RunState::Previewed;
    let all_taken_over = report.taken_over_schools.iter().map(|one| taken_over(one, undecided));
    let (linked, unlinked) = (two(&report.linked_schools, false), two(&report.unlinked_schools, false));
    let apart = two(&report.apart_schools, true);
    let bad = report.bad_rows.iter().map(|row| ListedRow::new([row.file.clone(), thousands(row.line), row.reason.clone()]));
    Ok(ImportData {
        frame: context::hub_frame(&person).await?,
        id,
        files: format!("{}{and_links}", run.file_name),
        begun: begun(&run.began, run.started_by.as_deref()),
        stage: Stage::of(run.state.key(), report.left, report.nothing_changed()),
        rows: thousands(report.rows),
        figures: figures(&report),
        failure: report.failure.clone(),
        new: Listed::of(new.collect(), report.new),
        closed: Listed::of(closed.collect(), report.closed),
        taken_over: Listed::of(all_taken_over.collect(), report.taken_over),
        apart: Listed { note: thousands(apart.len() as u64), rows: apart },
        linked: Listed::of(linked, report.linked),
        unlinked: Listed::of(unlinked, report.unlinked),
        guesses: Listed { rows: report.guesses.iter().map(guessed).collect(), note: String::new() },
        bad: Listed::of(bad.collect(), report.bad + report.odd),
        changed: Listed::of(report.changed_schools.into_iter().map(changed).collect(), report.changed),
    })
}
