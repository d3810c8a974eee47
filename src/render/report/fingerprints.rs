//! Fingerprints that stay when lines move, each of them unique in its report.

use std::collections::HashMap;

use super::identity::digest;

/// The fingerprints given so far.
#[derive(Default)]
pub(super) struct Fingerprints(HashMap<String, usize>);

impl Fingerprints {
    /// The fingerprint of a finding in a file; the second of one identity is told from the first.
    pub(super) fn next(&mut self, file: &str, identity: &str) -> String {
        let first = digest(&[file, identity]);
        let times = self.0.entry(first.clone()).or_default();
        *times += 1;
        if *times == 1 { first } else { digest(&[&first, &times.to_string()]) }
    }
}
