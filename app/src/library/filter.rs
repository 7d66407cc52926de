//! Which boards of a list are shown. The filter is in the page's address, so that it works without our script and can be sent on.

use leptos_router::params::ParamsMap;
use model::criteria::Strand;
use model::documents::board::{Status, Summary};
use model::schools::year_group::YearGroup;

/// A filter: all that is set must fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// For this year group.
    pub year: Option<YearGroup>,
    /// In this strand.
    pub strand: Option<Strand>,
    /// As far as this.
    pub status: Option<Status>,
}

impl Filter {
    /// The filter in an address; what is not understood is left out.
    pub fn from_query(query: &ParamsMap) -> Self {
        Self {
            year: query.get_str("year").and_then(YearGroup::from_key),
            strand: query.get_str("strand").and_then(|slug| Strand::ALL.into_iter().find(|strand| strand_slug(*strand) == slug)),
            status: query.get_str("state").and_then(Status::from_key),
        }
    }

    /// Whether a board is shown.
    pub fn shows(&self, board: &Summary) -> bool {
        self.year.is_none_or(|year| board.year_groups.contains(&year))
            && self.strand.is_none_or(|strand| board.strand == Some(strand))
            && self.status.is_none_or(|status| board.status == status)
    }

    /// The address of the same page with this filter, at the list.
    pub fn address(&self) -> String {
        let parts: Vec<String> = [
            self.year.map(|year| format!("year={}", year.key())),
            self.strand.map(|strand| format!("strand={}", strand_slug(strand))),
            self.status.map(|status| format!("state={}", status.key())),
        ]
        .into_iter()
        .flatten()
        .collect();
        format!("?{}#boards", parts.join("&"))
    }

    /// Whether everything is shown.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A strand's letters without the slash, which an address would take for itself.
fn strand_slug(strand: Strand) -> String {
    strand.letters().to_ascii_lowercase().replace('/', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_reads_back_from_its_address() {
        for strand in Strand::ALL {
            let filter = Filter { year: Some(YearGroup::Y6), strand: Some(strand), status: Some(Status::Ready) };
            let address = filter.address();
            let query: ParamsMap = address
                .trim_start_matches('?')
                .trim_end_matches("#boards")
                .split('&')
                .filter_map(|pair| pair.split_once('='))
                .map(|(key, value)| (key.to_owned(), value.to_owned()))
                .collect();
            assert_eq!(Filter::from_query(&query), filter);
        }
        assert_eq!(Filter::default().address(), "?#boards");
    }

    #[test]
    fn all_that_is_set_must_fit() {
        let board = Summary { year_groups: vec![YearGroup::Y3], strand: Some(Strand::F), status: Status::Draft, ..Summary::default() };
        assert!(Filter::default().shows(&board));
        assert!(Filter { year: Some(YearGroup::Y3), strand: Some(Strand::F), ..Filter::default() }.shows(&board));
        assert!(!Filter { year: Some(YearGroup::Y3), status: Some(Status::Taught), ..Filter::default() }.shows(&board));
    }
}
