//! How many connections each address holds.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};

use tracing::warn;

use super::Bounds;

/// Who holds how many. Clones count together.
#[derive(Clone, Debug, Default)]
pub(super) struct Places(Arc<Mutex<Counts>>);

#[derive(Debug, Default)]
struct Counts {
    all: usize,
    by_address: HashMap<IpAddr, usize>,
    /// Whether it was said that there are too many, since there last were few.
    said: bool,
}

impl Places {
    /// A place for one more connection, unless it is one too many.
    pub(super) fn take(&self, address: IpAddr, bounds: &Bounds) -> Option<Place> {
        let address = subscriber(address);
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let here = held.by_address.get(&address).copied().unwrap_or_default();
        if held.all >= bounds.all || here >= bounds.per_address {
            if !std::mem::replace(&mut held.said, true) {
                warn!(connections = held.all, from_one_address = here, "too many connections: further ones are closed at once");
            }
            return None;
        }
        held.all += 1;
        *held.by_address.entry(address).or_default() += 1;
        drop(held);
        Some(Place { places: self.clone(), address })
    }
}

/// One connection's, until it is closed, also when it has become a live document's socket.
pub(super) struct Place {
    places: Places,
    address: IpAddr,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut held = self.places.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.all = held.all.saturating_sub(1);
        if let Some(here) = held.by_address.get_mut(&self.address) {
            *here -= 1;
            if *here == 0 {
                held.by_address.remove(&self.address);
                held.said = false;
            }
        }
    }
}

/// An IPv4 address, or the 64 bits of IPv6 that a subscriber gets to play with.
fn subscriber(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listen::Patience;

    #[test]
    fn one_address_holds_a_part_of_them_and_gives_its_places_back() {
        let (places, bounds) = (Places::default(), Bounds { per_address: 2, all: 3, patience: Patience::default() });
        let one: IpAddr = "2001:db8:1:2::1".parse().expect("an address");
        let neighbour: IpAddr = "2001:db8:1:2:3:4:5:6".parse().expect("an address");
        let other: IpAddr = "192.0.2.7".parse().expect("an address");
        let held = [places.take(one, &bounds), places.take(neighbour, &bounds)];
        assert!(held.iter().all(Option::is_some));
        assert!(places.take(one, &bounds).is_none(), "one subscriber");
        let third = places.take(other, &bounds);
        assert!(third.is_some());
        assert!(places.take("192.0.2.8".parse().expect("an address"), &bounds).is_none(), "all in all");
        drop(held);
        assert!(places.take(one, &bounds).is_some());
    }
}
