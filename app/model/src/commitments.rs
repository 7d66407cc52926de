//! A headteacher's commitment as it is read and signed: plain values, the same on the page, on paper and in the record.

use serde::{Deserialize, Serialize};

use crate::calendar::half_term::HalfTerm;
use crate::ids::ClausesId;

/// Stands in a wording where the school's name belongs.
pub const SCHOOL: &str = "{school}";
/// More clauses than this no head reads.
pub const MAX_CLAUSES: usize = 8;

/// What a head is asked to sign.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// What stands on top.
    pub title: String,
    /// Paragraphs before the clauses.
    pub introduction: Vec<String>,
    /// Numbered statements, each to be ticked.
    pub clauses: Vec<String>,
    /// The statement above the signature; holds [`SCHOOL`].
    pub closing: String,
}

impl Wording {
    /// The same with the school's name in its place.
    #[must_use]
    pub fn with_school(&self, school: &str) -> Self {
        let put_in = |text: &String| text.replace(SCHOOL, school);
        Self {
            title: put_in(&self.title),
            introduction: self.introduction.iter().map(put_in).collect(),
            clauses: self.clauses.iter().map(put_in).collect(),
            closing: put_in(&self.closing),
        }
    }
}

/// A commitment as it is read, and signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// The hub's name.
    pub hub: String,
    /// The school's full name.
    pub school: String,
    /// Its unique reference number.
    pub urn: String,
    /// Where it is.
    pub town: String,
    /// The Work Group's name.
    pub group: String,
    /// Like `2026/27`.
    pub academic_year: String,
    /// Like `NCP26-11`.
    pub ncp_code: String,
    /// The wording's id.
    pub clauses: ClausesId,
    /// The wording's version: 1 is the original.
    pub version: u32,
    /// The wording, with the school's name in it.
    pub wording: Wording,
    /// The Work Group Lead with their school; may be empty.
    pub lead: String,
    /// The school's lead participant; may be empty.
    pub lead_participant: String,
    /// The year's workshops, by number.
    pub workshops: Vec<PaperWorkshop>,
}

/// A workshop as the paper lists it. Date, times and host are empty while they are to be confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperWorkshop {
    /// 1 to 6 in most years.
    pub number: u8,
    pub half_term: HalfTerm,
    /// `2026-11-24`.
    pub day: String,
    /// `Tue 24 Nov 2026`.
    pub date: String,
    /// `13:00 to 17:15`.
    pub time: String,
    /// `15:45 to 17:15`.
    pub twilight: String,
    /// The host school's name.
    pub host: String,
    /// In person, online or both.
    pub mode: String,
}

/// How wide the field is on which a signature is drawn.
pub const PAD_WIDTH: u16 = 600;
/// How high it is.
pub const PAD_HEIGHT: u16 = 200;
/// The longest drawing in bytes.
pub const MAX_DRAWING: usize = 8 * 1024;

/// Whether a drawn signature is nothing but strokes within its field: `M` and `L`, each with two whole numbers. This is all
/// that is ever put into a page as a path.
pub fn is_drawing(text: &str) -> bool {
    let mut parts = text.split(' ');
    let number = |part: Option<&str>, most: u16| {
        part.filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
            .and_then(|part| part.parse().ok())
            .is_some_and(|at: u16| at <= most)
    };
    let mut first = true;
    while let Some(command) = parts.next() {
        let known = command == "M" || (command == "L" && !first);
        if !known || !number(parts.next(), PAD_WIDTH) || !number(parts.next(), PAD_HEIGHT) {
            return false;
        }
        first = false;
    }
    text.len() <= MAX_DRAWING
}

/// How somebody signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SigningMethod {
    /// On the screen.
    Screen,
    /// On paper, recorded here by somebody else.
    Ink,
}

impl SigningMethod {
    /// The word in the database.
    pub fn key(self) -> &'static str {
        match self {
            Self::Screen => "screen",
            Self::Ink => "ink",
        }
    }
}

/// A signature as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureLine {
    /// On the screen or on paper.
    pub method: SigningMethod,
    /// What was typed as the signature; empty on paper.
    pub typed_name: String,
    /// What was drawn beside it, as an SVG path on a field of [`PAD_WIDTH`] by [`PAD_HEIGHT`]; empty without.
    pub drawing: String,
    /// The name in print.
    pub printed_name: String,
    /// The day the signer gave: `Wed 4 Nov 2026`.
    pub day: String,
    /// When it was written down: `Wed 4 Nov 2026 at 16:12`.
    pub at: String,
    /// Who recorded it, if it was on paper.
    pub recorded_by: Option<String>,
    /// Names the link it was signed by, if it was one.
    pub link: Option<String>,
    /// Whether there is a scan of the paper.
    pub has_scan: bool,
    /// The first digits of its seal, for people to compare.
    pub check: String,
    /// What to know about it, like that it is for an earlier paper; empty for nothing.
    pub note: String,
}

impl SignatureLine {
    /// How it came to be here, in words: `On the screen, by the link 3f2a91c0, on Wed 4 Nov 2026 at 16:12`.
    pub fn how(&self) -> String {
        let signed = match (self.method, &self.link, &self.recorded_by) {
            (SigningMethod::Screen, Some(link), _) => format!("Signed on the screen, by link {}", link.chars().take(8).collect::<String>()),
            (SigningMethod::Screen, None, _) => "Signed on the screen, by account".to_owned(),
            (SigningMethod::Ink, _, Some(name)) => format!("Signed on paper, recorded by {name}"),
            (SigningMethod::Ink, _, None) => "Signed on paper".to_owned(),
        };
        format!("{signed}, {}", self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schools_name_is_put_where_it_belongs() {
        let wording = Wording { closing: "I, the head of {school}".into(), clauses: vec!["One".into()], ..Wording::default() };
        assert_eq!(wording.with_school("Elm Bank").closing, "I, the head of Elm Bank");
    }

    #[test]
    fn a_drawing_is_strokes_on_its_field_and_nothing_else() {
        assert!(is_drawing("M 10 20 L 30 40 L 600 200 M 0 0"));
        for text in [
            "",
            "L 1 2",
            "M 1",
            "M 1 2 L",
            "M 601 2",
            "M 1 201",
            "M -1 2",
            "M +1 2",
            "M 1.5 2",
            "m 1 2",
            "M 1 2 ",
            "M  1 2",
            "M 1 2 C 1 2",
            "M 1 2\"/><script>",
            "M 1 2\nL 3 4",
        ] {
            assert!(!is_drawing(text), "{text:?}");
        }
        assert!(!is_drawing(&format!("M 1 2{}", " L 100 100".repeat(900))), "longer than anybody writes");
    }

    #[test]
    fn a_signature_says_how_it_came_to_be_here() {
        let screen = SignatureLine {
            method: SigningMethod::Screen,
            typed_name: "J Abara".into(),
            printed_name: "Judith Abara".into(),
            day: "Wed 4 Nov 2026".into(),
            at: "Wed 4 Nov 2026 at 16:12".into(),
            recorded_by: None,
            link: Some("3f2a91c0ffee".into()),
            has_scan: false,
            check: "0123456789ab".into(),
            drawing: String::new(),
            note: String::new(),
        };
        assert_eq!(screen.how(), "Signed on the screen, by link 3f2a91c0, Wed 4 Nov 2026 at 16:12");
        let ink = SignatureLine { method: SigningMethod::Ink, link: None, recorded_by: Some("Omar".into()), ..screen };
        assert_eq!(ink.how(), "Signed on paper, recorded by Omar, Wed 4 Nov 2026 at 16:12");
    }
}
