//! Pages and forms over HTTP, a module for each part of the product.

mod accounts;
mod addresses;
mod audit;
mod commitments;
mod commitments_later;
mod crowd;
mod csrf;
mod days;
mod demo;
mod forming;
mod forms_changed;
mod health;
mod hostile;
mod imports_stopped;
mod interest;
mod invisible;
mod mail;
mod pages;
mod people;
mod rollover;
pub mod schools;
pub mod sessions_ended;
mod sign_in;
mod stranger;
mod triage;
mod varying;
mod workshops;
