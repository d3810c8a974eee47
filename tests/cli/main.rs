//! The promises that hold the project together.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends where it stands")]

mod samples;
