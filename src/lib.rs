//! `dsw`: receive, judge and replay Dime.Scheduler webhooks.

pub mod appointment;
pub mod board_action;
pub mod body;
pub mod capture;
pub mod change;
pub mod check;
pub mod client;
pub mod compare;
pub mod delivery;
pub mod entry;
pub mod error;
pub mod finding;
pub mod json;
pub mod origin;
pub mod outcomes;
pub mod rules;
pub mod samples;
pub mod schema;
pub mod secret;
pub mod server;
pub mod store;
pub mod story;
pub mod suggest;
pub mod transaction;
pub mod wall;
