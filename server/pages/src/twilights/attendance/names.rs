//! Names from a sheet, pasted as they were typed: whoever has an account is found, and all others are counted and forgotten.

use std::collections::BTreeSet;

use model::ids::PersonId;
use model::text::invisible;
use store::twilights::attendance::PersonThere;

/// Who stood on a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    pub people: BTreeSet<PersonId>,
    /// How many more, whose names nobody keeps.
    pub others: u32,
}

/// Finds a school's people among names, one on each line: in capitals or not, first or last name first, with a number before it.
pub fn found(text: &str, people: &[PersonThere]) -> Pasted {
    let known: Vec<(Vec<String>, PersonId)> = people.iter().map(|person| (words(&person.name), person.id)).collect();
    let lines = text.lines().map(words).filter(|line| !line.is_empty());
    lines.fold(Pasted::default(), |mut pasted, line| {
        // Two of one name stand on two lines.
        let one = known.iter().find(|(name, id)| *name == line && !pasted.people.contains(id));
        match one {
            Some((_, id)) => {
                pasted.people.insert(*id);
            }
            None if known.iter().any(|(name, _)| *name == line) => {}
            None => pasted.others = pasted.others.saturating_add(1),
        }
        pasted
    })
}

/// The words of a name, in an order that is the same for `Tom Obaseki` and `OBASEKI, Tom`.
fn words(name: &str) -> Vec<String> {
    let text = invisible::strip(name).to_lowercase().replace('’', "'");
    let mut words: Vec<String> = text
        .split(|sign: char| !sign.is_alphanumeric() && sign != '\'')
        .filter(|word| word.chars().any(|sign| !sign.is_ascii_digit() && sign != '\''))
        .map(str::to_owned)
        .collect();
    words.sort_unstable();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str) -> PersonThere {
        PersonThere { id: PersonId::generate(), name: name.to_owned(), there: false, expected: false }
    }

    #[test]
    fn who_has_an_account_is_found_and_the_others_are_counted() {
        let people = [person("Tom Obaseki"), person("Siân O’Neill"), person("Ann Lee"), person("Ann Lee")];
        let text = "1. OBASEKI, Tom\r\n\n  2)  siân o'neill\u{200b}\nSam\nSam\nTom Obaseki\n---\n";
        let pasted = found(text, &people);
        assert_eq!(pasted, Pasted { people: BTreeSet::from([people[0].id, people[1].id]), others: 2 });
        assert_eq!(found("Ann Lee\nAnn Lee\nAnn Lee", &people).people.len(), 2);
        assert_eq!((found("", &people), found("Tom", &people).others), (Pasted::default(), 1));
    }
}
