//! What is given beside a run, over what was given to the run.

use std::ffi::OsString;

use super::{Given, HEADER, REMOVE_HEADER};

/// Options that are no part of a run: which one it is gone on with, and how.
const OF_THE_MOMENT: [&str; 5] = ["resume", "only-failed", "retry-unknown", "without", "journal"];

/// What has to be said each time.
const SAID_EACH_TIME: &str = "insecure";

/// Options that say what becomes of a value of the payload. They add up: what is given takes the
/// place of what the run does at the same pointer.
const EDITS: [&str; 2] = ["set", "unset"];

/// Options by which nothing is sent.
const SEND_NOTHING: [&str; 2] = ["dry-run", "print"];

/// Options about answers, which there are none of where nothing is sent; and how they are told of.
const OF_ANSWERS: [&str; 6] =
    ["expect", "max-time", "save-responses", "fail-fast", "max-failures", "format"];

impl Given {
    /// What of this is remembered of a run.
    #[must_use]
    pub fn remembered(mut self) -> Self {
        self.options.retain(|option, _| {
            !OF_THE_MOMENT.contains(&option.as_str()) && option != SAID_EACH_TIME
        });
        self.headers.retain(|said| !said.is_empty());
        self
    }

    /// The same without an option; false when it is not there.
    pub fn leave_out(&mut self, option: &str) -> bool {
        let mut was_there = self.options.remove(option).is_some();
        for said in &mut self.headers {
            let words = match option {
                HEADER => &mut said.added,
                REMOVE_HEADER => &mut said.removed,
                _ => break,
            };
            was_there |= !std::mem::take(words).is_empty();
        }
        was_there
    }

    /// The long names of its options.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let of_headers = [
            (HEADER, self.headers.iter().any(|said| !said.added.is_empty())),
            (REMOVE_HEADER, self.headers.iter().any(|said| !said.removed.is_empty())),
        ];
        let of_headers = of_headers.into_iter().filter(|(_, is_there)| *is_there);
        self.options.keys().map(String::as_str).chain(of_headers.map(|(name, _)| name)).collect()
    }

    /// What was given beside a run, over what was given to the run.
    #[must_use]
    pub fn over(self, mut run: Self) -> Self {
        if SEND_NOTHING.iter().any(|option| self.options.contains_key(*option)) {
            run.options.retain(|option, _| !OF_ANSWERS.contains(&option.as_str()));
        }
        let edited: Vec<_> = EDITS.iter().filter_map(|edit| self.options.get(*edit)).collect();
        let edited: Vec<_> = edited.into_iter().flatten().map(pointer).collect();
        for edit in EDITS {
            let before = run.options.remove(edit).unwrap_or_default();
            let mut words: Vec<_> =
                before.into_iter().filter(|word| !edited.contains(&pointer(word))).collect();
            words.extend(self.options.get(edit).into_iter().flatten().cloned());
            if !words.is_empty() {
                run.options.insert(edit.to_owned(), words);
            }
        }
        for (option, values) in self.options {
            if !OF_THE_MOMENT.contains(&option.as_str()) && !EDITS.contains(&option.as_str()) {
                run.options.insert(option, values);
            }
        }
        for said in &self.headers {
            // What is given again, as a file is that was renewed, is needed once.
            for before in &mut run.headers {
                before.added.retain(|word| !said.added.contains(word));
            }
        }
        run.headers.extend(self.headers);
        run
    }
}

/// The pointer of an edit, as it is written.
fn pointer(word: &OsString) -> Vec<u8> {
    let bytes = word.as_encoded_bytes();
    bytes.split(|byte| *byte == b'=').next().unwrap_or_default().to_vec()
}
