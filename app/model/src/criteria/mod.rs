//! The ready-to-progress criteria, and finding one of them by a few letters (DOMAIN.md §1.10).

// One criterion a line: a table reads better than a form.
#[rustfmt::skip]
mod table;
mod search;
#[rustfmt::skip]
mod words;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use search::{found_in, search};
pub use table::CRITERIA;

/// A strand of the criteria. Measurement and statistics have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Strand {
    /// Number and place value.
    Npv,
    /// Number facts.
    Nf,
    /// Addition and subtraction.
    As,
    /// Multiplication and division.
    Md,
    /// Year 6's joint strand of all four operations.
    AsMd,
    /// Fractions.
    F,
    /// Geometry.
    G,
}

impl Strand {
    /// Every strand in the guidance's order.
    pub const ALL: [Self; 7] = [Self::Npv, Self::Nf, Self::As, Self::Md, Self::AsMd, Self::F, Self::G];

    /// The strand's letters as in a code: `NPV`, `AS/MD` …
    pub fn letters(self) -> &'static str {
        match self {
            Self::Npv => "NPV",
            Self::Nf => "NF",
            Self::As => "AS",
            Self::Md => "MD",
            Self::AsMd => "AS/MD",
            Self::F => "F",
            Self::G => "G",
        }
    }

    /// The strand with these letters.
    pub fn from_letters(letters: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|strand| strand.letters() == letters)
    }
}

impl fmt::Display for Strand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Npv => "Number and place value",
            Self::Nf => "Number facts",
            Self::As => "Addition and subtraction",
            Self::Md => "Multiplication and division",
            Self::AsMd => "All four operations",
            Self::F => "Fractions",
            Self::G => "Geometry",
        })
    }
}

/// One criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// The guidance's code with a plain hyphen, `3F-2`; print it with [`Criterion::printed_code`].
    pub code: &'static str,
    /// 1 to 6.
    pub year: u8,
    /// Which strand.
    pub strand: Strand,
    /// What it asks for, in our words.
    pub title: &'static str,
}

impl Criterion {
    /// The code as the guidance prints it, with an en dash.
    pub fn printed_code(&self) -> String {
        self.code.replace('-', "\u{2013}")
    }
}

/// The criterion with this code, however its dash was typed.
pub fn find(code: &str) -> Option<&'static Criterion> {
    let code = plain(code);
    CRITERIA.iter().find(|criterion| plain(criterion.code) == code)
}

/// Lower case, and any dash a plain hyphen.
fn plain(text: &str) -> String {
    text.to_ascii_lowercase().replace(['\u{2013}', '\u{2011}', '\u{2212}'], "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_79_with_the_guidance_counts_by_year_and_strand() {
        let by_year: Vec<usize> = (1..=6).map(|year| CRITERIA.iter().filter(|c| c.year == year).count()).collect();
        assert_eq!(by_year, [8, 10, 17, 16, 16, 12]);
        let by_strand: Vec<usize> = Strand::ALL.into_iter().map(|strand| CRITERIA.iter().filter(|c| c.strand == strand).count()).collect();
        assert_eq!(by_strand, [21, 11, 9, 10, 4, 13, 11]);
    }

    #[test]
    fn a_code_says_its_year_and_strand_and_is_there_once() {
        for criterion in &CRITERIA {
            let begins = format!("{}{}-", criterion.year, criterion.strand.letters());
            assert!(criterion.code.starts_with(&begins), "{}", criterion.code);
            assert_eq!(CRITERIA.iter().filter(|other| other.code == criterion.code).count(), 1, "{}", criterion.code);
        }
    }

    #[test]
    fn a_code_is_found_with_either_dash() {
        assert_eq!(find("3F\u{2013}2"), find("3f-2"));
        assert_eq!(find("6AS/MD-1").map(|c| c.strand), Some(Strand::AsMd));
        assert_eq!(find("5NPV-9"), None);
    }
}
