//! Who is in the room, and in which colour.

use std::collections::BTreeMap;

use model::ids::PersonId;
use model::presence::COLOURS;

/// The people in a room. Somebody with two windows is one person in one colour.
#[derive(Debug, Default)]
pub(super) struct People(BTreeMap<PersonId, Present>);

#[derive(Debug)]
struct Present {
    colour: u8,
    sessions: usize,
}

impl People {
    /// How many sessions a person has here.
    pub(super) fn sessions_of(&self, person: PersonId) -> usize {
        self.0.get(&person).map_or(0, |present| present.sessions)
    }

    /// A session of this person has come: tells the person's colour, the lowest of those worn by fewest others.
    pub(super) fn came(&mut self, person: PersonId) -> u8 {
        let colour = self.rarest_colour();
        let present = self.0.entry(person).or_insert(Present { colour, sessions: 0 });
        present.sessions += 1;
        present.colour
    }

    /// A session of this person has gone.
    pub(super) fn went(&mut self, person: PersonId) {
        if let Some(present) = self.0.get_mut(&person) {
            present.sessions -= 1;
            if present.sessions == 0 {
                self.0.remove(&person);
            }
        }
    }

    fn rarest_colour(&self) -> u8 {
        let worn = |colour: &u8| self.0.values().filter(|present| present.colour == *colour).count();
        (1..=COLOURS).min_by_key(worn).unwrap_or(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a5_a_person_keeps_one_colour_and_gives_it_back() {
        let mut people = People::default();
        let everybody: Vec<_> = (0..9).map(|_| PersonId::generate()).collect();
        let colours: Vec<u8> = everybody.iter().map(|person| people.came(*person)).collect();
        assert_eq!(colours, [1, 2, 3, 4, 5, 6, 7, 8, 1]);
        assert_eq!(people.came(everybody[2]), 3, "a second window");
        people.went(everybody[2]);
        people.went(everybody[4]);
        assert_eq!(people.sessions_of(everybody[2]), 1);
        assert_eq!(people.came(PersonId::generate()), 5);
    }
}
