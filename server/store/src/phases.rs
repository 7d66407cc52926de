//! How far a school has come in the programme, year by year (A28).
