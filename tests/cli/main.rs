//! The promises that hold the project together.
