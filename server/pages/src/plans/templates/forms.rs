//! What is sent about templates of plans.

use app::error::{AppError, Problem, Problems};
use model::ids::{PersonId, PlanTemplateId, WorkGroupId, WorkshopId};
use model::text::line::{Line, LineProblem};
use serde::{Deserialize, Serialize};
use store::workshops::templates::Owner;

use crate::kit::Form;

/// Letters in a name.
const MAX_NAME: usize = 120;

/// The group's, in [`KeepTemplateForm::whose`].
pub const GROUPS: &str = "group";
/// One's own.
pub const MINE: &str = "mine";

/// Where a group's templates are, and one's own.
pub fn list(group: WorkGroupId) -> String {
    format!("/groups/{group}/templates")
}

/// A workshop's plan is kept as a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepTemplateForm {
    pub workshop: WorkshopId,
    #[serde(default)]
    pub name: String,
    /// [`GROUPS`] or [`MINE`].
    #[serde(default)]
    pub whose: String,
}

impl Form for KeepTemplateForm {
    const ACTION: &'static str = "/api/keep-plan-template";

    fn page(&self) -> String {
        format!("/workshops/{}/template", self.workshop)
    }
}

impl KeepTemplateForm {
    /// Its name, and whose it is to be.
    ///
    /// # Errors
    /// All that is wrong.
    pub fn check(&self, group: WorkGroupId, person: PersonId) -> Result<(Line, Owner), AppError> {
        let mut problems = Problems::default();
        let name = problems.of(name(&self.name));
        let owner = problems.of(match self.whose.as_str() {
            GROUPS => Ok(Owner::Group(group)),
            MINE => Ok(Owner::Person(person)),
            _ => Err(Problem::TemplateWhoseMissing),
        });
        name.zip(owner).ok_or_else(|| problems.into())
    }
}

/// A template gets another name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenameTemplateForm {
    pub group: WorkGroupId,
    pub template: PlanTemplateId,
    #[serde(default)]
    pub name: String,
}

impl Form for RenameTemplateForm {
    const ACTION: &'static str = "/api/rename-plan-template";

    fn page(&self) -> String {
        format!("{}/{}/rename", list(self.group), self.template)
    }
}

impl RenameTemplateForm {
    /// The name on one line, without what is invisible.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self) -> Result<Line, AppError> {
        Ok(name(&self.name)?)
    }
}

/// A template is deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeleteTemplateForm {
    pub group: WorkGroupId,
    pub template: PlanTemplateId,
}

impl Form for DeleteTemplateForm {
    const ACTION: &'static str = "/api/delete-plan-template";

    /// Where the question makes no sense any more, the list says what there is.
    fn page(&self) -> String {
        list(self.group)
    }
}

fn name(typed: &str) -> Result<Line, Problem> {
    Line::parse(typed, MAX_NAME).map_err(|problem| match problem {
        LineProblem::Empty => Problem::NameMissing,
        LineProblem::TooLong => Problem::NameTooLong,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_has_a_name_and_is_the_groups_or_ones_own() {
        let (group, person) = (WorkGroupId::generate(), PersonId::generate());
        let check = |name: &str, whose: &str| {
            let form = KeepTemplateForm { workshop: WorkshopId::generate(), name: name.to_owned(), whose: whose.to_owned() };
            form.check(group, person).map(|(name, owner)| (String::from(name), owner))
        };
        assert_eq!(check(" Watch,\nthen talk\u{200b} ", GROUPS), Ok(("Watch, then talk".to_owned(), Owner::Group(group))));
        assert_eq!(check("Mine", MINE), Ok(("Mine".to_owned(), Owner::Person(person))));
        assert_eq!(check("\u{200b}", ""), Err(AppError::Invalid(vec![Problem::NameMissing, Problem::TemplateWhoseMissing])));
        assert_eq!(check(&"a".repeat(121), "everybody"), Err(AppError::Invalid(vec![Problem::NameTooLong, Problem::TemplateWhoseMissing])));
    }
}
