//! Who can sign in to a demonstration: shown beside the form, so that a visitor is in at once.

/// The password of everybody in the demonstration. `twilight demo` sets it; no other database has it.
pub const PASSWORD: &str = "seven lanterns by two rivers";

/// Somebody to be in the demonstration.
pub(super) struct Visitor {
    /// Who it is, and why one would want to be them.
    pub words: &'static str,
    /// What they sign in with.
    pub email: &'static str,
}

/// A lead and two teachers of different schools: enough to see one board from three sides.
pub(super) const VISITORS: [Visitor; 3] = [
    Visitor { words: "Helen, Work Group Lead, Oak Hollow", email: "helen@oakhollow.example" },
    Visitor { words: "Amy, lead participant, Ash Lane", email: "amy@ashlane.example" },
    Visitor { words: "Rosa, teacher, Elm Bank", email: "rosa@elmbank.example" },
];
