//! How to sign in to the demonstration, as a table for a terminal.

use std::fmt;

use super::PASSWORD;
use super::files::{Role, World};

/// Who there is. Its `Display` is a table.
#[derive(Clone, Debug)]
pub struct SignIns {
    groups: String,
    rows: Vec<[String; 4]>,
}

impl SignIns {
    pub(super) fn of(world: &World) -> Self {
        let school = |key: &str| world.schools.iter().find(|school| school.key == key).map_or("", |school| &school.short);
        let row = |person: &super::files::Person| {
            let role = match person.role {
                Role::WorkGroupLead => "Work Group Lead",
                Role::LeadParticipant => "Lead participant",
                Role::Teacher => "Teacher",
                Role::Headteacher => "Headteacher",
                Role::HubAdmin => "Hub admin",
                Role::HubStaff => "Hub staff",
            };
            let place = person.school.as_deref().map_or("the hub", school);
            [person.email.clone(), person.name.clone(), place.to_owned(), role.to_owned()]
        };
        let groups: Vec<&str> = world.groups.iter().map(|group| group.name.as_str()).collect();
        Self { groups: groups.join("”, “"), rows: world.people.iter().map(row).collect() }
    }

    /// Everybody's email address.
    pub fn emails(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().map(|row| row[0].as_str())
    }
}

impl fmt::Display for SignIns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = ["Email", "Name", "School", "Role"].map(str::to_owned);
        let mut widths = head.each_ref().map(|cell| cell.chars().count());
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.chars().count().max(*width);
            }
        }
        writeln!(f, "A demonstration: the Work Groups “{}”. Every school and person is invented.\n", self.groups)?;
        for row in std::iter::once(&head).chain(&self.rows) {
            let cells: Vec<String> = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
            writeln!(f, "  {}", cells.join("  ").trim_end())?;
        }
        write!(f, "\nEverybody’s password: {PASSWORD}")
    }
}
