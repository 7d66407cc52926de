//! What a workshop's plan starts from.

use app::error::AppError;
use app::workshops::planner::START;
use model::documents::plan::Shape;
use model::ids::{DocumentId, PlanTemplateId, WorkshopId};
use serde::{Deserialize, Serialize};

use crate::kit::Form;

/// Starts the plan of a workshop from a shape, from a template, or from another plan of its group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartPlanForm {
    pub workshop: WorkshopId,
    #[serde(default)]
    pub shape: String,
    #[serde(default)]
    pub template: String,
    /// The other plan's document.
    #[serde(default)]
    pub from: String,
}

/// What a plan starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beginning {
    Shape(Shape),
    Template(PlanTemplateId),
    Copy(DocumentId),
}

impl Form for StartPlanForm {
    const ACTION: &'static str = START;

    fn page(&self) -> String {
        format!("/workshops/{}", self.workshop)
    }
}

impl StartPlanForm {
    /// What was pressed.
    ///
    /// # Errors
    /// [`AppError::Unreadable`] for what no button says.
    pub fn check(&self) -> Result<Beginning, AppError> {
        match (self.from.as_str(), self.template.as_str(), self.shape.as_str()) {
            ("", "", shape) => Shape::from_key(shape).map(Beginning::Shape).ok_or(AppError::Unreadable),
            ("", template, _) => template.parse().map(Beginning::Template).map_err(|_| AppError::Unreadable),
            (from, ..) => from.parse().map(Beginning::Copy).map_err(|_| AppError::Unreadable),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_starts_from_a_shape_a_template_or_another_plan_and_from_nothing_else() {
        let form = |shape: &str, template: &str, from: &str| StartPlanForm {
            workshop: WorkshopId::generate(),
            shape: shape.to_owned(),
            template: template.to_owned(),
            from: from.to_owned(),
        };
        let check = |shape: &str, from: &str| form(shape, "", from).check();
        let template = PlanTemplateId::generate();
        assert_eq!(form("", &template.to_string(), "").check(), Ok(Beginning::Template(template)));
        assert_eq!(form("trg", "x", "").check(), Err(AppError::Unreadable));
        let other = DocumentId::generate();
        assert_eq!(check("trg", ""), Ok(Beginning::Shape(Shape::TrgHalfDay)));
        assert_eq!(check("", &other.to_string()), Ok(Beginning::Copy(other)));
        assert_eq!(check("", ""), Err(AppError::Unreadable));
        assert_eq!(check("trg", "x"), Err(AppError::Unreadable));
    }
}
