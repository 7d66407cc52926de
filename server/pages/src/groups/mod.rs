//! A Work Group's own affairs: its settings, who stays, and the years that are over.

pub mod past_years;
pub mod settings;
pub mod staying;
