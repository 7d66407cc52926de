//! What is written in a field, which decides how it is drawn, what Enter does, and what it says of itself.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A heading: one line.
    Title,
    /// One sentence.
    Sentence,
    /// Words with fractions.
    Plain,
    /// Lines said by teacher and pupils.
    Turns,
    /// Numbered questions.
    Questions,
    /// A sentence with slots that everybody says.
    Aloud,
}

impl FieldKind {
    /// Whether each line is drawn by itself.
    pub(super) fn has_lines(self) -> bool {
        matches!(self, Self::Turns | Self::Questions)
    }

    /// The value of `data-kind`, by which the style sheet knows it.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Sentence => "key",
            Self::Plain => "plain",
            Self::Turns => "turns",
            Self::Questions => "questions",
            Self::Aloud => "aloud",
        }
    }

    /// The element that says how the field is written in.
    pub fn help_id(self) -> String {
        format!("help-{}", self.key())
    }

    /// How the field is written in, for as long as one does.
    pub fn help(self) -> &'static str {
        match self {
            Self::Title => "One line. Enter goes on.",
            Self::Sentence => "One sentence. Enter goes on, 1/4 is a fraction.",
            Self::Plain => "1/4 is a fraction.",
            Self::Turns => "T: and P: begin what teacher and pupils say, 1/4 is a fraction.",
            Self::Questions => "One question a line, numbered by itself. 1/4 is a fraction.",
            Self::Aloud => "[12] is a slot, [ ] or ___ an empty one. 1/4 is a fraction.",
        }
    }

    pub const ALL: [Self; 6] = [Self::Title, Self::Sentence, Self::Plain, Self::Turns, Self::Questions, Self::Aloud];
}
