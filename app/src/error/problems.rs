//! Everything that is wrong with a form, told at once.

use super::{AppError, Problem};

/// What was found so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// A value that was read; what is wrong with it is kept.
    pub fn of<T>(&mut self, read: Result<T, Problem>) -> Option<T> {
        read.map_err(|problem| self.0.push(problem)).ok()
    }

    /// One more where something is wrong.
    pub fn when(&mut self, wrong: bool, problem: Problem) {
        if wrong {
            self.0.push(problem);
        }
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// That nothing was found.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with all of them.
    pub fn none(self) -> Result<(), AppError> {
        if self.is_empty() { Ok(()) } else { Err(self.into()) }
    }
}

impl From<Problems> for AppError {
    fn from(problems: Problems) -> Self {
        Self::Invalid(problems.0)
    }
}

impl From<Problem> for AppError {
    fn from(problem: Problem) -> Self {
        Self::Invalid(vec![problem])
    }
}
