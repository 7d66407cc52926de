//! Putting schools into groups, step by step, each of which can be undone.
