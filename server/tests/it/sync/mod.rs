//! The sync engine over the network: as a browser of ours, as a client of somebody's own, by sockets and by what stands in for them.

pub mod hostile;
pub mod http;
mod plan;
pub mod sockets;
