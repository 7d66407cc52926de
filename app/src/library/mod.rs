//! Boards in lists: rows, what can be done with a whole board, and what is shown of a list.

pub mod board_actions;
pub mod board_list;
pub mod filter;
pub mod strand_sign;
