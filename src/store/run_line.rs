//! A line of the journal of a run, format version 3: its own types, as files outlive programs.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::argument::Argument;

/// Version 1 had the words of a command line in place of the options, version 2 all headers in one
/// list.
const VERSION: u64 = 3;

/// How a run was started.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Started {
    /// When, UTC.
    pub at: String,
    /// In which folder, where relative paths begin.
    pub folder: String,
    /// Where its payloads come from.
    pub sources: Vec<Argument>,
    /// The folders of captures among them, and the newest number that each had.
    pub newest: Vec<(Argument, u64)>,
    /// Its options by their long names, each with its values: none for one that takes none.
    pub options: BTreeMap<String, Vec<Argument>>,
    /// What its command says of headers, and then each that went on with it.
    pub headers: Vec<SaidOfHeaders>,
}

/// What one command says of headers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidOfHeaders {
    /// Those to add, as they were given.
    pub added: Vec<String>,
    /// The names of those to leave out.
    pub removed: Vec<String>,
}

/// What tells a payload of a run apart from all others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunKey {
    /// Where it comes from, and which time it is that it is sent.
    name: String,
    /// Of its bytes.
    body: u64,
}

/// How far a payload came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RunState {
    /// It was sent, and no answer was seen: it may have arrived.
    Sending,
    /// It was answered otherwise, or cannot have arrived, and was to be tried again.
    Paused,
    /// It was answered as it should be.
    Accepted,
    /// It was answered otherwise, or cannot have arrived.
    Failed,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Line<'l> {
    v: u64,
    #[serde(borrow)]
    payload: Cow<'l, str>,
    body: u64,
    state: RunState,
}

#[derive(Serialize, Deserialize)]
struct FirstLine<S> {
    v: u64,
    kind: Cow<'static, str>,
    #[serde(flatten)]
    started: S,
}

impl RunKey {
    /// The key of a payload from there, sent in this round for this time, perhaps again on purpose.
    #[must_use]
    pub fn of(from: &str, round: u64, time: u64, is_duplicate: bool, body: &[u8]) -> Self {
        let mut name = from.to_owned();
        if round > 1 || is_duplicate {
            name += &format!(" #{round}");
        }
        if time > 1 {
            name += &format!(" *{time}");
        }
        if is_duplicate {
            name += " again";
        }
        Self { name, body: fnv(FNV, body) }
    }

    /// The same bytes under another name.
    pub(super) fn named(&self, name: String) -> Self {
        Self { name, body: self.body }
    }

    /// What tells its bytes from others.
    pub(super) fn body(&self) -> u64 {
        self.body
    }

    /// Where it comes from, and which time it is that it is sent.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// A number that no other payload of a run is likely to have.
    pub(super) fn hash(&self) -> u64 {
        hash(&self.name, self.body)
    }
}

impl Line<'_> {
    pub(super) fn started(started: &Started) -> Vec<u8> {
        bytes_of(&FirstLine { v: VERSION, kind: "run".into(), started })
    }

    pub(super) fn of(key: &RunKey, state: RunState) -> Vec<u8> {
        let (payload, body) = (Cow::Borrowed(key.name.as_str()), key.body);
        bytes_of(&Line { v: VERSION, payload, body, state })
    }
}

impl Started {
    pub(super) fn of_line(line: &[u8]) -> Option<Self> {
        let line: FirstLine<Self> = serde_json::from_slice(line).ok()?;
        (line.kind == "run").then_some(line.started)
    }
}

/// Whether this is the first line of a run that another version of dsw began.
pub(super) fn is_of_another(line: &[u8]) -> bool {
    let line: Option<FirstLine<serde_json::Value>> = serde_json::from_slice(line).ok();
    line.is_some_and(|line| line.kind == "run" && line.v != VERSION)
}

/// The payload that a line tells of, and how far it came.
pub(super) fn of_line(line: &[u8]) -> Option<(RunKey, RunState)> {
    let line: Line<'_> = serde_json::from_slice(line).ok()?;
    Some((RunKey { name: line.payload.into_owned(), body: line.body }, line.state))
}

fn bytes_of(line: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(line).expect("text and numbers are always JSON");
    bytes.push(b'\n');
    bytes
}

fn hash(name: &str, body: u64) -> u64 {
    fnv(fnv(FNV, name.as_bytes()), &body.to_le_bytes())
}

const FNV: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, which is the same in every version and on every machine.
fn fnv(start: u64, bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let key = RunKey::of("a \"b\".jsonl:1", 1, 1, false, b"{}");
        let line = Line::of(&key, RunState::Failed);
        assert_eq!(
            String::from_utf8(line.clone()).unwrap(),
            "{\"v\":3,\"payload\":\"a \\\"b\\\".jsonl:1\",\"body\":645223143103797797,\"state\":\"failed\"}\n"
        );
        assert_eq!(of_line(&line), Some((key, RunState::Failed)));
        let started = Started {
            at: "2026-03-02T09:00:00Z".to_owned(),
            folder: "/x".to_owned(),
            sources: vec![Argument::of("a.json".as_ref())],
            newest: vec![(Argument::of("captures".as_ref()), 7)],
            options: [("exact".to_owned(), Vec::new())].into(),
            headers: vec![SaidOfHeaders { added: vec!["A: 1".to_owned()], removed: vec![] }],
        };
        let line = Line::started(&started);
        assert_eq!(Started::of_line(&line), Some(started));
        assert_eq!(of_line(&line), None);
        assert!(!is_of_another(&line));
        let older = br#"{"v":1,"kind":"run","at":"","folder":"/x","words":["a.json"]}"#;
        assert!(Started::of_line(older).is_none() && is_of_another(older));
    }

    #[test]
    fn payloads_are_told_apart_by_place_time_and_bytes() {
        let keys = [
            RunKey::of("a", 1, 1, false, b"1"),
            RunKey::of("a", 1, 1, false, b"2"),
            RunKey::of("b", 1, 1, false, b"1"),
            RunKey::of("a", 1, 1, true, b"1"),
            RunKey::of("a", 2, 1, false, b"1"),
            RunKey::of("a", 1, 2, false, b"1"),
        ];
        for (at, key) in keys.iter().enumerate() {
            assert_eq!(keys.iter().position(|one| one.hash() == key.hash()), Some(at));
        }
    }
}
