//! Distances between schools: straight lines on the British National Grid, whose eastings and northings are metres, so that
//! no projection is needed. Roads are longer; for "is this local?" the straight line is honest and the same for everybody.

use serde::{Deserialize, Serialize};

/// A point on the British National Grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Metres to the east of the grid's origin.
    pub easting: i32,
    /// Metres to the north of it.
    pub northing: i32,
}

impl Place {
    /// The straight line to another place, in metres.
    pub fn metres_to(self, other: Self) -> f64 {
        let (east, north) = (f64::from(self.easting) - f64::from(other.easting), f64::from(self.northing) - f64::from(other.northing));
        east.hypot(north)
    }
}

/// How far a group's schools have to travel.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// The longest straight line to the school where the first workshop takes place, in metres; `None` without such a school.
    pub largest: Option<f64>,
    /// The average of those lines, in metres.
    pub average: Option<f64>,
    /// The two schools farthest apart, by their places in the list, and the metres between them; `None` with fewer than two.
    pub farthest: Option<(usize, usize, f64)>,
}

/// The point whose coordinates are the averages; `None` without places.
pub fn middle(places: &[Place]) -> Option<Place> {
    let count = i64::try_from(places.len()).ok().filter(|count| *count > 0)?;
    let sum = |of: fn(&Place) -> i32| places.iter().map(|place| i64::from(of(place))).sum::<i64>();
    // The average of numbers of a size is of that size.
    let average = |sum: i64| i32::try_from(sum.div_euclid(count)).unwrap_or_default();
    Some(Place { easting: average(sum(|place| place.easting)), northing: average(sum(|place| place.northing)) })
}

/// How far `schools` travel to `base`, which may be one of them and is then not counted as a journey.
pub fn spread(base: Option<Place>, schools: &[Place]) -> Spread {
    let journeys: Vec<f64> =
        base.map(|base| schools.iter().filter(|place| **place != base).map(|place| place.metres_to(base)).collect()).unwrap_or_default();
    let largest = journeys.iter().copied().max_by(f64::total_cmp);
    #[allow(clippy::cast_precision_loss, reason = "a group has a dozen schools")]
    let average = largest.map(|_| journeys.iter().sum::<f64>() / journeys.len() as f64);
    let pairs = schools.iter().enumerate().flat_map(|(first, a)| {
        let later = schools.iter().enumerate().skip(first + 1);
        later.map(move |(second, b)| (first, second, a.metres_to(*b)))
    });
    // Of equal pairs the first, so that the words stay the same from one look to the next.
    let farthest = pairs.reduce(|best, pair| if pair.2 > best.2 { pair } else { best });
    Spread { largest, average, farthest }
}

/// Metres as people read them: `3.4 km`.
pub fn in_km(metres: f64) -> String {
    format!("{:.1} km", metres / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(easting: i32, northing: i32) -> Place {
        Place { easting, northing }
    }

    #[test]
    fn a_line_is_as_long_as_pythagoras_says() {
        assert!((at(400_000, 300_000).metres_to(at(403_000, 304_000)) - 5000.0).abs() < 1e-9);
        assert!(at(1, 1).metres_to(at(1, 1)).abs() < 1e-9);
        assert_eq!(in_km(3449.0), "3.4 km");
        assert_eq!(in_km(50.0), "0.1 km");
    }

    #[test]
    fn the_middle_is_the_average_and_nothing_has_none() {
        assert_eq!(middle(&[at(0, 0), at(10, 20), at(20, 40)]), Some(at(10, 20)));
        assert_eq!(middle(&[]), None);
    }

    #[test]
    fn spread_counts_journeys_and_names_the_farthest_two() {
        let schools = [at(0, 0), at(3000, 4000), at(0, 1000), at(-3000, -4000)];
        let spread = super::spread(Some(at(0, 0)), &schools);
        assert_eq!(spread.largest, Some(5000.0));
        assert_eq!(spread.average.map(f64::round), Some(3667.0), "the base's own journey of nothing is not counted");
        assert_eq!(spread.farthest, Some((1, 3, 10_000.0)));
    }

    #[test]
    fn spread_without_base_or_schools_is_empty() {
        assert_eq!(spread(None, &[at(0, 0)]), Spread { largest: None, average: None, farthest: None });
        assert_eq!(spread(Some(at(0, 0)), &[at(0, 0)]).largest, None, "nobody travels");
        assert_eq!(spread(None, &[at(0, 0), at(0, 7)]).farthest, Some((0, 1, 7.0)));
    }
}
