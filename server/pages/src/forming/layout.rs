//! Where everything goes on the map: signs by their coordinates, names where there is room, and how long a kilometre is.

use model::schools::distance::Place;

/// How wide the map is, in its own units; about a pixel each on a desk.
pub(super) const WIDTH: f64 = 760.0;
const HEIGHTS: (f64, f64) = (340.0, 620.0);
/// Around the outermost signs, so that their names have room.
const MARGIN: (f64, f64) = (96.0, 44.0);
/// Half the size of a sign.
const SIGN: f64 = 13.0;
/// How near two signs may be.
const ROOM: f64 = 30.0;
const LETTER_WIDTH: f64 = 6.9;
const LINE_HEIGHT: f64 = 15.0;
/// A map of one village still shows two kilometres.
const LEAST_EXTENT: f64 = 2000.0;

/// A sign to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sign {
    pub place: Place,
    /// The name beside it, where there is room.
    pub name: String,
}

/// A sign where it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Drawn {
    pub x: f64,
    pub y: f64,
    /// Where its name begins, ends or is centred; `None` when there is no room for it.
    pub label: Option<Label>,
}

/// Where a name is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Label {
    pub x: f64,
    pub y: f64,
    /// As SVG calls it.
    pub anchor: &'static str,
}

/// The whole map.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Layout {
    pub height: f64,
    pub signs: Vec<Drawn>,
    /// The scale bar: how many kilometres, and how long that is.
    pub scale: (u32, f64),
}

#[derive(Clone, Copy)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    fn meets(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// Lays the map out. Earlier signs get their names first.
pub(super) fn layout(signs: &[Sign]) -> Layout {
    let range = |of: fn(Place) -> i32| {
        let values = signs.iter().map(|sign| f64::from(of(sign.place)));
        let (low, high) = values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
        let (middle, half) = (f64::midpoint(low, high), (high - low).max(LEAST_EXTENT) / 2.0);
        (middle - half, middle + half)
    };
    let ((west, east), (south, north)) = (range(|place| place.easting), range(|place| place.northing));
    let across = WIDTH - 2.0 * MARGIN.0;
    let height = ((north - south) * across / (east - west) + 2.0 * MARGIN.1).clamp(HEIGHTS.0, HEIGHTS.1);
    // One scale for both directions, or distances would lie.
    let per_metre = (across / (east - west)).min((height - 2.0 * MARGIN.1) / (north - south));
    let at = |place: Place| {
        let x = WIDTH / 2.0 + (f64::from(place.easting) - f64::midpoint(west, east)) * per_metre;
        let y = height / 2.0 - (f64::from(place.northing) - f64::midpoint(south, north)) * per_metre;
        (x, y)
    };
    let points = apart(signs.iter().map(|sign| at(sign.place)).collect());
    let mut taken: Vec<Area> = points.iter().map(|(x, y)| around(*x, *y)).collect();
    // The scale bar and the arrow to the north have their corners to themselves.
    taken.push(Area { left: 0.0, top: height - 34.0, right: 210.0, bottom: height });
    taken.push(Area { left: WIDTH - 48.0, top: 0.0, right: WIDTH, bottom: 62.0 });
    let drawn = signs.iter().zip(&points).enumerate().map(|(number, (sign, (x, y)))| {
        let label = label(&sign.name, (*x, *y), number, height, &mut taken);
        Drawn { x: *x, y: *y, label }
    });
    Layout { height, signs: drawn.collect(), scale: scale(per_metre) }
}

/// Signs that would lie on each other are moved apart, each by half of that room at most: schools share sites, and all must be seen.
fn apart(places: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    let mut points = places.clone();
    for _ in 0..24 {
        for first in 0..points.len() {
            for second in first + 1..points.len() {
                let (Some((x1, y1)), Some((x2, y2))) = (points.get(first).copied(), points.get(second).copied()) else { continue };
                let (across, down) = (x2 - x1, y2 - y1);
                let away = across.hypot(down);
                if away >= ROOM {
                    continue;
                }
                // On one spot there is no direction: then sideways.
                let (across, down) = if away < 0.01 { (1.0, 0.3) } else { (across / away, down / away) };
                let push = (ROOM - away) / 2.0;
                if let Some(point) = points.get_mut(first) {
                    *point = (x1 - across * push, y1 - down * push);
                }
                if let Some(point) = points.get_mut(second) {
                    *point = (x2 + across * push, y2 + down * push);
                }
            }
        }
    }
    let near = |(from, to): (f64, f64)| to.clamp(from - ROOM / 2.0, from + ROOM / 2.0);
    places.iter().zip(&points).map(|((x, y), (to_x, to_y))| (near((*x, *to_x)), near((*y, *to_y)))).collect()
}

fn around(x: f64, y: f64) -> Area {
    Area { left: x - SIGN - 2.0, top: y - SIGN - 2.0, right: x + SIGN + 2.0, bottom: y + SIGN + 2.0 }
}

#[allow(clippy::cast_precision_loss, reason = "names have a few dozen letters")]
fn label(name: &str, (x, y): (f64, f64), own: usize, height: f64, taken: &mut Vec<Area>) -> Option<Label> {
    let width = name.chars().count() as f64 * LETTER_WIDTH;
    let gap = SIGN + 7.0;
    let choices = [
        (Label { x: x + gap, y: y + 4.5, anchor: "start" }, x + gap),
        (Label { x: x - gap, y: y + 4.5, anchor: "end" }, x - gap - width),
        (Label { x, y: y + gap + 11.0, anchor: "middle" }, x - width / 2.0),
        (Label { x, y: y - gap - 2.0, anchor: "middle" }, x - width / 2.0),
    ];
    for (label, left) in choices {
        let area = Area { left: left - 2.0, top: label.y - LINE_HEIGHT + 3.0, right: left + width + 2.0, bottom: label.y + 4.0 };
        let inside = area.left >= 2.0 && area.right <= WIDTH - 2.0 && area.top >= 2.0 && area.bottom <= height - 2.0;
        let free = taken.iter().enumerate().all(|(number, other)| number == own || !area.meets(*other));
        if inside && free {
            taken.push(area);
            return Some(label);
        }
    }
    None
}

/// A round number of kilometres that takes up to a quarter of the width.
fn scale(per_metre: f64) -> (u32, f64) {
    let length = |km: u32| f64::from(km) * 1000.0 * per_metre;
    let km = [50, 20, 10, 5, 2, 1].into_iter().find(|km| length(*km) <= WIDTH / 4.0).unwrap_or(1);
    (km, length(km))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sign(name: &str, easting: i32, northing: i32) -> Sign {
        Sign { place: Place { easting, northing }, name: name.into() }
    }

    #[test]
    fn north_is_up_east_is_right_and_both_have_one_scale() {
        let layout = layout(&[sign("a", 400_000, 300_000), sign("b", 410_000, 300_000), sign("c", 400_000, 310_000)]);
        let [a, b, c] = layout.signs.as_slice() else { panic!("three signs") };
        assert!(b.x > a.x && c.y < a.y);
        assert!(((b.x - a.x) - (a.y - c.y)).abs() < 0.01, "10 km is as long upwards as sideways");
        let (km, length) = layout.scale;
        assert!((length / f64::from(km) - (b.x - a.x) / 10.0).abs() < 0.01, "the bar is true");
    }

    #[test]
    fn everything_is_inside_also_for_one_school_and_none() {
        assert!(layout(&[]).signs.is_empty());
        let one = layout(&[sign("Ash Lane", 400_000, 300_000)]);
        assert!((one.signs[0].x - WIDTH / 2.0).abs() < 0.01);
        assert!(one.signs[0].label.is_some());
        let many: Vec<Sign> =
            (0..60).map(|n| sign("A longer name of a school", 400_000 + 977 * (n % 9), 300_000 + 1331 * (n % 7))).collect();
        let layout = layout(&many);
        assert!(layout.signs.iter().all(|sign| (0.0..=WIDTH).contains(&sign.x) && (0.0..=layout.height).contains(&sign.y)));
        assert!(layout.signs.iter().any(|sign| sign.label.is_none()), "names that would lie on others are left out");
    }

    #[test]
    fn schools_on_one_site_are_both_seen() {
        let layout = layout(&[sign("Infants", 400_000, 300_000), sign("Juniors", 400_000, 300_000)]);
        let (one, other) = (layout.signs[0], layout.signs[1]);
        assert!((one.x - other.x).hypot(one.y - other.y) > 2.0 * SIGN, "and neither lies on the other");
    }
}
