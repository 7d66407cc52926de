//! What the pages of an import ask of the server. The files themselves come over a route of their own, because they are large.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::ids::SchoolImportId;

use super::import_words::{ImportData, ImportStart};
use crate::error::AppError;

/// The page where an import begins.
#[server(endpoint = "import-start", input = GetUrl)]
pub async fn load_import_start() -> Result<ImportStart, AppError> {
    use super::import_words::Stage;
    use crate::context;
    use model::permission::Action;
    use store::gias::RunState;
    crate::error::answer(async {
        let (person, _) = context::hub_person(Action::ImportSchools).await?;
        let runs = store::gias::recent(&context::database()?, 8).await?;
        let earlier = runs.into_iter().map(|run| {
            let stage = match run.state {
                RunState::Reading => Stage::Reading,
                RunState::Previewed => Stage::Previewed,
                RunState::Applying => Stage::Applying,
                RunState::Applied => Stage::Applied,
                RunState::Failed => Stage::Failed,
            };
            let by = run.started_by.unwrap_or_else(|| "the command line".to_owned());
            [format!("/schools/import/{}", run.id), run.file_name, format!("{}, by {by}", run.began), stage.words().to_owned()]
        });
        Ok(ImportStart { frame: context::hub_frame(&person).await?, earlier: earlier.collect() })
    })
    .await
}

/// An import: how far it is, and what it found or did.
#[server(endpoint = "import", input = GetUrl)]
pub async fn load_import(id: SchoolImportId) -> Result<ImportData, AppError> {
    use super::import_words::Stage;
    use super::words::{day, thousands};
    use crate::context;
    use model::permission::Action;
    use store::gias::{Report, RunState};

    fn figures(report: &Report) -> Vec<(String, String)> {
        let all = [
            (report.new, "New"),
            (report.changed, "Changed"),
            (report.closed, "Closed"),
            (report.taken_over, "Under a new number"),
            (report.linked, "Linked to a predecessor"),
            (report.unchanged, "As they were"),
            (report.skipped, "Left out: not an open primary school in England"),
            (report.bad, "Rows not understood"),
        ];
        all.into_iter().map(|(number, words)| (thousands(number), words.to_owned())).collect()
    }

    crate::error::answer(async {
        let (person, _) = context::hub_person(Action::ImportSchools).await?;
        let run = store::gias::find(&context::database()?, id).await?.ok_or(AppError::NotFound)?;
        let report = run.report;
        let and_links = if report.links_file.is_empty() || report.links_file == run.file_name {
            String::new()
        } else {
            format!(" and {}", report.links_file)
        };
        let changed = report.changed_schools.iter().map(|school| {
            let fields = school.fields.iter().map(|field| [field.what.clone(), field.before.clone(), field.after.clone()]);
            (school.urn.clone(), school.name.clone(), fields.collect())
        });
        Ok(ImportData {
            frame: context::hub_frame(&person).await?,
            id: id.to_string(),
            files: format!("{}{and_links}", run.file_name),
            begun: format!("{}, by {}", run.began, run.started_by.as_deref().unwrap_or("the command line")),
            stage: match run.state {
                RunState::Reading => Stage::Reading,
                RunState::Previewed => Stage::Previewed,
                RunState::Applying => Stage::Applying,
                RunState::Applied => Stage::Applied,
                RunState::Failed => Stage::Failed,
            },
            rows: thousands(report.rows),
            figures: figures(&report),
            nothing: report.nothing_changed(),
            failure: report.failure.clone(),
            new: report.new_schools.into_iter().map(|school| [school.urn, school.name, school.note]).collect(),
            changed: changed.collect(),
            closed: report.closed_schools.into_iter().map(|school| [school.urn, school.name, day(&school.note)]).collect(),
            taken_over: report.taken_over_schools.into_iter().map(|school| [school.name, school.from, school.to]).collect(),
            bad: report.bad_rows.into_iter().map(|row| [row.file, thousands(row.line), row.reason]).collect(),
        })
    })
    .await
}
