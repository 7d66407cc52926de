//! Somebody else in the document.

use model::live::Address;

/// One open page of somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague<A> {
    /// The page's Yjs client id.
    pub client: u64,
    /// Tells the pages of one person from those of others.
    pub person: u32,
    /// It is another page of one's own.
    pub is_own: bool,
    /// First and last name.
    pub name: String,
    /// The school's name.
    pub school: String,
    /// The presence colour, 1 to 8.
    pub colour: u8,
    /// In which field the caret is.
    pub field: Option<A>,
    /// Where in that field the selection began and where the caret is, in UTF-16 units.
    pub selection: Option<(u32, u32)>,
    /// The caret has not moved for a while.
    pub still: bool,
}

impl<A: Address> Colleague<A> {
    /// Those of `all` who are in a field.
    pub fn in_field(all: &[Self], field: &A) -> Vec<Self> {
        all.iter().filter(|colleague| colleague.field.as_ref() == Some(field)).cloned().collect()
    }

    /// What the caret's flag says: first name and school.
    pub fn flag(&self) -> String {
        if self.is_own {
            return "You, on another page".to_owned();
        }
        let first = self.name.split_whitespace().next().unwrap_or_default();
        if self.school.is_empty() { first.to_owned() } else { format!("{first}, {}", self.school) }
    }

    /// The two letters on the disc.
    pub fn initials(&self) -> String {
        model::live::presence::initials(&self.name)
    }
}

/// Everybody else once, however many pages they have open: by the page on which they do most.
pub fn people<A: Address>(colleagues: &[Colleague<A>]) -> Vec<Colleague<A>> {
    let mut people: Vec<Colleague<A>> = Vec::new();
    for colleague in colleagues.iter().filter(|colleague| !colleague.is_own) {
        let is_same = |other: &&mut Colleague<A>| match colleague.person {
            // A server that does not tell: by what is known.
            0 => (&other.name, &other.school) == (&colleague.name, &colleague.school),
            person => other.person == person,
        };
        match people.iter_mut().find(is_same) {
            Some(known) if colleague.doing() > known.doing() => *known = colleague.clone(),
            Some(_) => {}
            None => people.push(colleague.clone()),
        }
    }
    people
}

impl<A> Colleague<A> {
    /// More for whoever does more.
    fn doing(&self) -> u8 {
        match (&self.field, self.still) {
            (None, _) => 0,
            (Some(_), true) => 1,
            (Some(_), false) => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use model::documents::board::TextAddress;

    use super::*;

    fn page(client: u64, person: u32, field: Option<&str>) -> Colleague<TextAddress> {
        let field = field.and_then(|field| field.parse().ok());
        let name = format!("Person {person}");
        Colleague { client, person, is_own: person == 1, name, school: "Elm".into(), colour: 1, field, selection: None, still: false }
    }

    #[test]
    fn somebody_with_two_pages_is_one_where_they_write_and_ones_own_other_page_is_nobody() {
        let pages = [page(1, 2, None), page(2, 1, Some("title")), page(3, 3, None), page(4, 2, Some("vocabulary"))];
        let people = people(&pages);
        assert_eq!(people.iter().map(|person| (person.person, person.client)).collect::<Vec<_>>(), [(2, 4), (3, 3)]);
    }
}
