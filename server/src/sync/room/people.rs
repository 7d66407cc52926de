//! Who is in the room, and in which colour.

use std::collections::BTreeMap;

use model::ids::AuthorId;
use model::live::presence::COLOURS;

/// So many who have left keep their colour: a workshop's year.
const REMEMBERED: usize = 1_000;

/// The people in a room. Somebody with two windows is one person in one colour, and in the same one when they come back.
#[derive(Debug, Default)]
pub(super) struct People {
    known: BTreeMap<AuthorId, Known>,
    /// How many have come, and how often somebody has left.
    came: u32,
    left: u64,
}

#[derive(Debug)]
struct Known {
    badge: Badge,
    sessions: usize,
    /// The number of the last departure.
    left: u64,
}

/// By what the others know a person's windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Badge {
    /// From 1, drawn in this room.
    pub(super) number: u32,
    /// From 1 to [`COLOURS`].
    pub(super) colour: u8,
}

impl People {
    /// How many sessions a person has here.
    pub(super) fn sessions_of(&self, person: AuthorId) -> usize {
        self.known.get(&person).map_or(0, |known| known.sessions)
    }

    /// A session of this person has come (A5).
    pub(super) fn came(&mut self, person: AuthorId) -> Badge {
        if !self.known.contains_key(&person) {
            self.came += 1;
            let badge = Badge { number: self.came, colour: self.colour_for(person) };
            self.known.insert(person, Known { badge, sessions: 0, left: 0 });
        }
        let Some(known) = self.known.get_mut(&person) else {
            return Badge { number: 0, colour: 1 };
        };
        known.sessions += 1;
        known.badge
    }

    /// A session of this person has gone.
    pub(super) fn went(&mut self, person: AuthorId) {
        self.left += 1;
        if let Some(known) = self.known.get_mut(&person) {
            (known.sessions, known.left) = (known.sessions.saturating_sub(1), self.left);
        }
        if self.known.len() > REMEMBERED {
            let gone = self.known.iter().filter(|(_, known)| known.sessions == 0);
            if let Some(longest) = gone.min_by_key(|(_, known)| known.left).map(|(person, _)| *person) {
                self.known.remove(&longest);
            }
        }
    }

    /// A5: one that nobody here wears, and that nobody who left would want back; of those the person's own, which is the same on every day.
    fn colour_for(&self, person: AuthorId) -> u8 {
        let own = person.to_string().bytes().fold(0, |sum, byte| (sum + byte) % COLOURS);
        let worn = |colour: u8, here: bool| {
            let others = self.known.values().filter(|known| known.badge.colour == colour);
            others.filter(|known| (known.sessions > 0) == here).count()
        };
        let rank = |colour: &u8| (worn(*colour, true), worn(*colour, false), (colour + COLOURS - 1 - own) % COLOURS);
        (1..=COLOURS).min_by_key(rank).unwrap_or(1)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use model::ids::PersonId;

    use super::*;

    fn somebody() -> AuthorId {
        PersonId::generate().into()
    }

    #[test]
    fn a5_eight_people_wear_eight_colours_and_keep_them() {
        let mut people = People::default();
        let everybody: Vec<_> = (0..9).map(|_| somebody()).collect();
        let badges: Vec<Badge> = everybody.iter().map(|person| people.came(*person)).collect();
        assert_eq!(badges.iter().take(8).map(|badge| badge.colour).collect::<BTreeSet<_>>().len(), 8);
        assert_eq!(badges.iter().map(|badge| badge.number).collect::<Vec<_>>(), (1..=9).collect::<Vec<_>>());
        assert_eq!(people.came(everybody[2]), badges[2], "a second window");
        people.went(everybody[2]);
        assert_eq!(people.sessions_of(everybody[2]), 1);
        people.went(everybody[2]);
        people.went(everybody[4]);
        // Somebody new takes what nobody here wears; who comes back has their own.
        let new = people.came(somebody()).colour;
        assert!([badges[2].colour, badges[4].colour].contains(&new));
        assert_eq!(people.came(everybody[2]), badges[2]);
        assert_eq!(people.came(everybody[4]), badges[4]);
    }

    #[test]
    fn a5_alone_in_a_room_a_person_has_the_same_colour_every_day() {
        let person = somebody();
        let colour = People::default().came(person).colour;
        assert_eq!(People::default().came(person).colour, colour);
        let mut people = People::default();
        people.came(person);
        people.went(person);
        // They have left, and there is room for all.
        let others: Vec<u8> = (0..7).map(|_| people.came(somebody()).colour).collect();
        assert!(!others.contains(&colour));
    }

    #[test]
    fn not_everybody_who_ever_came_is_remembered() {
        let mut people = People::default();
        let stays = somebody();
        people.came(stays);
        for _ in 0..REMEMBERED + 50 {
            let person = somebody();
            people.came(person);
            people.went(person);
        }
        assert!(people.known.len() <= REMEMBERED && people.sessions_of(stays) == 1);
    }
}
