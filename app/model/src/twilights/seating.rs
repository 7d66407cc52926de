//! Guests mixed onto tables: of each school as few at one table as can be, the tables as full as one another, and whoever teaches a year group at
//! a table that works on it, where there is one.

use std::collections::BTreeMap;

use crate::schools::year_group::YearGroup;

/// Somebody to be seated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sitter<'a> {
    /// Their school's name.
    pub school: &'a str,
    pub year_group: Option<YearGroup>,
}

/// A table to sit at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub number: u8,
    /// Those that its board is for.
    pub year_groups: Vec<YearGroup>,
}

impl Place {
    fn suits(&self, sitter: Sitter<'_>) -> bool {
        sitter.year_group.is_some_and(|year| self.year_groups.contains(&year))
    }
}

/// The table's number for each, in the order of `sitters`; nothing where there are no tables. The same people at the same tables are always seated
/// in the same way.
pub fn mixed(sitters: &[Sitter<'_>], places: &[Place]) -> Vec<u8> {
    if places.is_empty() {
        return Vec::new();
    }
    let open_to = |sitter: Sitter<'_>| -> Vec<usize> {
        let suiting: Vec<usize> = (0..places.len()).filter(|place| places[*place].suits(sitter)).collect();
        if suiting.is_empty() { (0..places.len()).collect() } else { suiting }
    };
    let mut of_school: BTreeMap<&str, usize> = BTreeMap::new();
    for sitter in sitters {
        *of_school.entry(sitter.school).or_default() += 1;
    }
    // Whoever has the least choice comes first, and of those the largest schools.
    let mut order: Vec<(usize, Vec<usize>)> = sitters.iter().map(|sitter| open_to(*sitter)).enumerate().collect();
    order.sort_by_key(|(index, open)| {
        let school = sitters[*index].school;
        (open.len(), std::cmp::Reverse(of_school[school]), school, *index)
    });
    let mut heads = vec![0; places.len()];
    let mut together: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    let mut seats = vec![0; sitters.len()];
    for (index, open) in order {
        let school = sitters[index].school;
        let alike = |place: usize| together.get(&(place, school)).copied().unwrap_or_default();
        let Some(place) = open.into_iter().min_by_key(|place| (alike(*place), heads[*place], *place)) else { continue };
        heads[place] += 1;
        *together.entry((place, school)).or_default() += 1;
        seats[index] = places[place].number;
    }
    seats
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(count: u8) -> Vec<Place> {
        (1..=count).map(|number| Place { number, year_groups: Vec::new() }).collect()
    }

    fn sitters(schools: &[(&'static str, usize)]) -> Vec<Sitter<'static>> {
        schools.iter().flat_map(|&(school, count)| std::iter::repeat_n(Sitter { school, year_group: None }, count)).collect()
    }

    /// How many sit at each table, and how many of one school at most.
    fn seen(sitters: &[Sitter<'_>], places: &[Place]) -> (Vec<usize>, usize) {
        let seats = mixed(sitters, places);
        let at = |number: u8| seats.iter().filter(|seat| **seat == number).count();
        let most = |number: u8, school: &str| {
            sitters.iter().zip(&seats).filter(|(sitter, seat)| **seat == number && sitter.school == school).count()
        };
        let alike = places.iter().flat_map(|place| sitters.iter().map(move |sitter| (place.number, sitter.school)));
        let alike = alike.map(|(number, school)| most(number, school)).max().unwrap_or_default();
        (places.iter().map(|place| at(place.number)).collect(), alike)
    }

    #[test]
    fn schools_are_mixed_and_tables_are_even() {
        /// Guests by school, tables, guests at each, and how many of one school sit together at most.
        type Row<'a> = (&'a [(&'a str, usize)], u8, &'a [usize], usize);
        let table: [Row; 6] = [
            (&[("Ash", 4)], 4, &[1, 1, 1, 1], 1),
            (&[("Ash", 5)], 4, &[2, 1, 1, 1], 2),
            (&[("Ash", 3), ("Elm", 3), ("Oak", 2)], 4, &[2, 2, 2, 2], 1),
            (&[("Ash", 1), ("Elm", 1), ("Oak", 1), ("Fir", 1), ("Yew", 1)], 2, &[3, 2], 1),
            (&[("Ash", 6), ("Elm", 2)], 2, &[4, 4], 3),
            (&[], 3, &[0, 0, 0], 0),
        ];
        for (schools, count, heads, alike) in table {
            assert_eq!(seen(&sitters(schools), &places(count)), (heads.to_vec(), alike), "{schools:?} at {count}");
        }
        assert_eq!(mixed(&sitters(&[("Ash", 2)]), &[]), Vec::<u8>::new());
    }

    #[test]
    fn whoever_teaches_a_year_group_sits_where_it_is_worked_on() {
        let mut tables = places(3);
        tables[0].year_groups = vec![YearGroup::Y1];
        tables[1].year_groups = vec![YearGroup::Y1, YearGroup::Y2];
        let of = |school, year_group| Sitter { school, year_group };
        let all = [
            of("Ash", Some(YearGroup::Y1)),
            of("Ash", Some(YearGroup::Y1)),
            of("Elm", Some(YearGroup::Y2)),
            of("Ash", Some(YearGroup::Y6)),
            of("Elm", None),
        ];
        let seats = mixed(&all, &tables);
        let mut of_ash = seats[..2].to_vec();
        of_ash.sort_unstable();
        assert_eq!(of_ash, [1, 2], "two of one school, apart");
        assert_eq!((seats[2], seats[3]), (2, 3));
        assert_eq!(seats, mixed(&all, &tables));
    }
}
