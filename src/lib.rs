//! `dsw`: receive, judge and replay Dime.Scheduler webhooks.

pub mod json;
