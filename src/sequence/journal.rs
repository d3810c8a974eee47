//! Rules about the journal of a capture folder and the bodies beside it.

use sha2::{Digest, Sha256};

use super::link::{Kinship, Listed, OtherLine, Unlisted};
use crate::finding::{Finding, Severity};
use crate::json::{Document, Place};
use crate::meaning::Meaning;

pub(super) const MISSING_CAPTURE: Meaning = Meaning {
    name: "missing-capture",
    severity: Severity::Warning,
    about: "the journal of a capture folder leaves out a sequence number",
    why: "By dsw's own contract of a capture folder, a listener numbers its captures one after \
          the other and uses no number twice, over restarts too. So a line that is not there was \
          taken out, or lost with a disk. What came with it is not judged, and what differs from \
          one payload to the next may be its doing.",
    example: r#"{"v": 1, "kind": "capture", "seq": 6, …} behind the line of 3"#,
    fix: "look for a copy of the journal; `captures.jsonl.torn` has what a crash left of a line",
};

pub(super) const MISSING_BODY: Meaning = Meaning {
    name: "missing-body",
    severity: Severity::Error,
    about: "a line of the journal names a body that is not there",
    why: "By dsw's own contract of a capture folder, a body is written before its line, and \
          never deleted by a listener. So it was moved or deleted by something else, and can \
          neither be judged nor replayed.",
    example: r#"{"v": 1, "kind": "capture", "seq": 6, "file": "000006-k7QwLm2x.json", …}"#,
    fix: "put the file back, or take the line out of a copy of the journal",
};

pub(super) const UNLISTED_BODY: Meaning = Meaning {
    name: "unlisted-body",
    severity: Severity::Warning,
    about: "a body in a capture folder has no line of its number in the journal",
    why: "By dsw's own contract of a capture folder, the line is written after the body and \
          before the answer. A body without one was left by a crash between the two, so its \
          sender was not answered 200 and has likely tried again; or its line was lost. It is not \
          judged, as its place in the order is not known. A line of another number that names it, \
          or has its SHA-256, is told.",
    example: "000006-k7QwLm2x.json, and no line with \"seq\": 6",
    fix: "judge it by its own name, or remove it when the payload came again",
};

pub(super) const CHANGED_BODY: Meaning = Meaning {
    name: "changed-body",
    severity: Severity::Error,
    about: "a body is not the one that the journal has the SHA-256 of",
    why: "By dsw's own contract of a capture folder, the journal has the SHA-256 (FIPS 180-4) of \
          every body as it was received, byte for byte. A body with another one was changed \
          afterwards, most often by an editor or by a checkout that changes line ends, and is no \
          evidence of what was sent.",
    example: r#"{"v": 1, "kind": "capture", "seq": 6, "sha256": "9f86d0…", …}"#,
    fix: "get the file back from a copy; to try a change, copy the file out of the folder first",
};

/// Every rule about a journal.
pub(super) const RULES: [Meaning; 4] = [MISSING_CAPTURE, MISSING_BODY, UNLISTED_BODY, CHANGED_BODY];

/// The numbers of one journal so far.
#[derive(Debug, Default)]
pub(super) struct Numbers(Option<u64>);

impl Numbers {
    /// Takes the next number, and tells which ones are missing before it.
    pub(super) fn next(&mut self, seq: u64) -> Option<(u64, u64)> {
        let last = self.0.replace(self.0.unwrap_or(seq).max(seq))?;
        (seq > last + 1).then_some((last + 1, seq - 1))
    }

    /// From here on nothing is known of what came before.
    pub(super) fn forget(&mut self) {
        self.0 = None;
    }
}

pub(super) fn missing(listed: &Listed, (first, last): (u64, u64)) -> Finding {
    let message = if first == last {
        format!("#{first} is missing before this line")
    } else {
        format!("{} captures are missing before this line: #{first} to #{last}", last - first + 1)
    };
    on_line(listed, &MISSING_CAPTURE, "seq", message)
}

pub(super) fn bodiless(listed: &Listed) -> Finding {
    on_line(listed, &MISSING_BODY, "file", format!("the body of #{} is not there", listed.seq))
}

/// What is told of a body whose number no line has; the line that it is of all the same is named.
pub(super) fn unlisted(body: &Unlisted) -> Finding {
    let Some(OtherLine { line, seq, kinship }) = body.other else {
        return of_file(&UNLISTED_BODY, "no line of the journal names this body".to_owned());
    };
    let own = body.seq;
    let (message, help) = match kinship {
        Kinship::Names => (
            format!("line {line} of the journal names this body, as #{seq} and not as #{own}"),
            "look which of the two numbers was changed: it is judged as that of its line",
        ),
        Kinship::Lost => (
            format!(
                "this is the body of line {line} of the journal, #{seq}, by its SHA-256, under \
                 another name"
            ),
            "give it the name that its line says",
        ),
        Kinship::Twin => (
            format!(
                "no line of the journal names this body, but line {line}, #{seq}, is of the same \
                 bytes by its SHA-256"
            ),
            "remove it when it is a copy, or when the payload came again",
        ),
    };
    Finding { help: Some(help.into()), ..of_file(&UNLISTED_BODY, message) }
}

/// What is told of a body that is not the one that was received.
pub(super) fn changed(listed: &Listed, body: &[u8]) -> Option<Finding> {
    let is_same = |written: &String| {
        let bytes = Sha256::digest(body);
        let found: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        found.eq_ignore_ascii_case(written)
    };
    listed.sha256.as_ref().filter(|written| !is_same(written))?;
    let line = listed.origin.lines_before + 1;
    let message = format!(
        "the body is not as it was received: its SHA-256 is not the one of line {line} of the journal"
    );
    Some(of_file(&CHANGED_BODY, message))
}

fn of_file(rule: &Meaning, message: String) -> Finding {
    Finding {
        rule: rule.name.to_owned(),
        severity: rule.severity,
        message: message.into(),
        pointer: String::new(),
        inside: String::new(),
        place: Place { span: 0..0, line: 1, column: 1 },
        help: Some(rule.fix.into()),
        otherwise: None,
    }
}

/// A finding at a value of a line; the line itself is not shown, as it holds secrets.
fn on_line(listed: &Listed, rule: &Meaning, name: &str, message: String) -> Finding {
    let text = String::from_utf8_lossy(&listed.line);
    let document = Document::parse(text.trim_start_matches('\u{feff}'));
    let value = document.as_ref().ok().and_then(|document| document.root().get(name));
    let place = document
        .as_ref()
        .ok()
        .zip(value)
        .map(|(document, value)| Place::of(document.text(), value.span()));
    let finding = of_file(rule, message);
    let pointer = format!("/{name}");
    Finding { pointer, place: place.unwrap_or(finding.place.clone()), ..finding }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_are_left_out_are_told_between_those_that_are_there() {
        let mut numbers = Numbers::default();
        let told = [9, 10, 13, 15, 2, 16].map(|seq| numbers.next(seq));
        assert_eq!(told, [None, None, Some((11, 12)), Some((14, 14)), None, None]);
        numbers.forget();
        assert_eq!(numbers.next(99), None);
    }
}
