//! Lines of a journal that are of a body, though not by the number in its name.

use std::collections::HashMap;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::entries::body_of;
use super::line::{CAPTURE, Head, Written};
use super::unlisted::each_line;
use crate::error::Error;
use crate::sequence::{Kinship, OtherLine, Unlisted};

/// Finds such a line for each of some bodies: the one that names it, or else one that has its
/// SHA-256.
pub(super) fn find(bodies: &mut [Unlisted], journal: &Path) -> Result<(), Error> {
    let (mut by_name, mut by_hash) = (HashMap::new(), HashMap::<_, Vec<usize>>::new());
    for (at, body) in bodies.iter().enumerate() {
        by_name
            .extend(body.path.file_name().and_then(|name| Some((name.to_str()?.to_owned(), at))));
        // What cannot be read has no hash, and stays a body that no line names.
        by_hash.entry(hash(&body.path).unwrap_or_default()).or_default().push(at);
    }
    each_line(journal, |line, text| {
        let head = serde_json::from_slice::<Head<'_>>(text).ok();
        let seq = head.filter(|head| head.kind == CAPTURE).and_then(|head| head.seq);
        let written = serde_json::from_slice::<Written<'_>>(text).ok();
        let Some((seq, written)) = seq.zip(written) else { return };
        if let Some(at) = by_name.get(&*written.file) {
            bodies[*at].other = Some(OtherLine { line, seq, kinship: Kinship::Names });
            return;
        }
        let hash = written.sha256().map(|hash| hash.to_ascii_lowercase());
        for at in hash.and_then(|hash| by_hash.get(&hash)).into_iter().flatten() {
            let is_there = journal.with_file_name(&*written.file).exists();
            let kinship = if is_there { Kinship::Twin } else { Kinship::Lost };
            let other = &mut bodies[*at].other;
            // Many lines may be of the same bytes: the one that has lost its body tells more.
            let is_better =
                |one: OtherLine| (one.kinship, kinship) == (Kinship::Twin, Kinship::Lost);
            if other.is_none_or(is_better) {
                *other = Some(OtherLine { line, seq, kinship });
            }
        }
    })
}

/// The SHA-256 of a file, as a journal writes it.
fn hash(path: &Path) -> Option<String> {
    let digest = Sha256::digest(body_of(path).ok()?);
    Some(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}
