//! The hub's own pages: overview, settings, audit, and the turn of the year.
