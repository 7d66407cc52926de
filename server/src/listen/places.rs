//! How many connections, or requests behind a proxy, each address holds.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tracing::warn;

/// A stranger does not get to fill the log.
const REPORTED_ONCE_IN: Duration = Duration::from_secs(60);

/// Who holds how many. Clones count together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places(Arc<Mutex<Counts>>);

#[derive(Debug, Default)]
struct Counts {
    all: usize,
    by_address: HashMap<IpAddr, usize>,
    /// When it was last said that there are too many.
    reported: Option<Instant>,
}

impl Places {
    /// A place for one more, unless it is one too many for the address, or all in all.
    pub(crate) fn take(&self, address: IpAddr, per_address: usize, all: usize) -> Option<Place> {
        let address = subscriber(address);
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let here = held.by_address.get(&address).copied().unwrap_or_default();
        if held.all >= all || here >= per_address {
            let all = held.all;
            let says = held.reported.is_none_or(|reported| reported.elapsed() > REPORTED_ONCE_IN);
            if says {
                held.reported = Some(Instant::now());
            }
            drop(held);
            if says {
                warn!(
                    held.all = all,
                    held.from_one_address = here,
                    "too many connections or requests: further ones are turned away at once"
                );
            }
            return None;
        }
        held.all += 1;
        *held.by_address.entry(address).or_default() += 1;
        drop(held);
        Some(Place { places: self.clone(), address })
    }
}

/// One connection's until it is closed, also when it has become a live document's socket; or one request's until its answer has been read.
pub(crate) struct Place {
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

    #[test]
    fn one_address_holds_a_part_of_them_and_gives_its_places_back() {
        let places = Places::default();
        let take = |address: IpAddr| places.take(address, 2, 3);
        let one: IpAddr = "2001:db8:1:2::1".parse().expect("an address");
        let neighbour: IpAddr = "2001:db8:1:2:3:4:5:6".parse().expect("an address");
        let other: IpAddr = "192.0.2.7".parse().expect("an address");
        let held = [take(one), take(neighbour)];
        assert!(held.iter().all(Option::is_some));
        assert!(take(one).is_none(), "one subscriber");
        let third = take(other);
        assert!(third.is_some());
        assert!(take("192.0.2.8".parse().expect("an address")).is_none(), "all in all");
        drop(held);
        assert!(take(one).is_some());
    }
}
