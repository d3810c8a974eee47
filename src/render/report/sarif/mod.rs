//! SARIF 2.1.0, as code scanning reads it; results are written as they come.

mod model;

use std::collections::BTreeMap;
use std::time::Duration;

use super::concise::left_out;
use super::fingerprints::Fingerprints;
use super::remark::Remark;
use super::{Judged, Render, Root, Tally};
use crate::error::Error;
use crate::explain;
use crate::finding::Finding;
use crate::printable::{inert_json, printable};
use model::{
    ArtifactLocation, Driver, Found, Invocation, Location, LogicalLocation, Message, Notification,
    PhysicalLocation, Region, Rule, Run, Tool,
};

/// Up to the first result. Columns are counted in characters, as everywhere in this program.
const START: &str = r#"{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"columnKind":"unicodeCodePoints","results":["#;

/// The report of results.
pub(super) struct Sarif {
    root: Root,
    fingerprints: Fingerprints,
    /// The rules that were broken, in the order first seen.
    rules: Vec<String>,
    notifications: Vec<Notification>,
    is_begun: bool,
}

impl Sarif {
    pub(super) fn new(root: Root) -> Self {
        let fingerprints = Fingerprints::default();
        Self { root, fingerprints, rules: Vec::new(), notifications: Vec::new(), is_begun: false }
    }

    fn found(&mut self, remark: &Remark, finding: &Finding, identity: &str) -> String {
        let uri = remark.file.as_deref().map_or("stdin".to_owned(), uri);
        let fingerprint = self.fingerprints.next(&uri, identity);
        let found = Found {
            rule_id: &finding.rule,
            rule_index: self.rule_index(&finding.rule),
            level: finding.severity.word(),
            message: message(&remark.message),
            locations: [Location {
                physical_location: PhysicalLocation {
                    artifact_location: ArtifactLocation { uri },
                    region: region(remark),
                },
                logical_locations: [LogicalLocation { fully_qualified_name: &finding.pointer }],
            }],
            partial_fingerprints: BTreeMap::from([("dswFinding/v1", fingerprint)]),
        };
        let before = if std::mem::replace(&mut self.is_begun, true) { "," } else { START };
        format!("{before}\n{}", inert_json(&found))
    }

    fn rule_index(&mut self, rule: &str) -> usize {
        self.rules.iter().position(|known| known == rule).unwrap_or_else(|| {
            self.rules.push(rule.to_owned());
            self.rules.len() - 1
        })
    }
}

/// A rule in the words of `dsw explain`; one of a user's schema has none there.
fn described(id: &str) -> Rule<'_> {
    let text = |text: &str| Message { text: text.to_owned() };
    let Ok(meaning) = explain::find(id) else {
        let short_description = text(&format!("the keyword `{id}` of a schema"));
        return Rule { id, short_description, full_description: None, help: None };
    };
    Rule {
        id,
        short_description: text(meaning.about),
        full_description: Some(text(meaning.why)),
        help: Some(text(meaning.fix)),
    }
}

impl Render for Sarif {
    fn entry(&mut self, judged: &Judged<'_>) -> String {
        if let Some(left) = left_out(judged) {
            self.notifications.push(Notification { level: "note", message: message(&left) });
        }
        let found = judged.verdict.findings.iter().zip(judged.identities);
        found
            .map(|(finding, identity)| {
                self.found(&Remark::of(judged, finding, &self.root), finding, identity)
            })
            .collect()
    }

    fn unread(&mut self, error: &Error) -> String {
        let message = message(&error.to_string());
        self.notifications.push(Notification { level: "error", message });
        String::new()
    }

    fn end(&mut self, tally: &Tally, _took: Duration) -> String {
        let rules = self.rules.iter().map(|id| described(id));
        let run = Run {
            tool: Tool {
                driver: Driver {
                    name: "dsw",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: rules.collect(),
                },
            },
            invocations: [Invocation {
                execution_successful: tally.unread == 0 && !tally.is_of_others(),
                tool_execution_notifications: std::mem::take(&mut self.notifications),
            }],
        };
        let start = if self.is_begun { "" } else { START };
        let run = inert_json(&run);
        let members = run.strip_prefix('{').unwrap_or(&run);
        format!("{start}\n],{members}]}}\n")
    }
}

fn message(text: &str) -> Message {
    let lines = text.lines().map(|line| printable(line).into_owned());
    Message { text: lines.collect::<Vec<_>>().join("\n") }
}

fn region(remark: &Remark) -> Region {
    Region { start_line: remark.line, start_column: remark.column, end_column: remark.end_column }
}

/// A path as a URI: relative to the top of the repository, or the whole address of a file.
fn uri(path: &str) -> String {
    let is_kept =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/');
    let escaped = path.bytes().map(|byte| match byte {
        byte if is_kept(byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    });
    let escaped: String = escaped.collect();
    let is_drive = path.as_bytes().get(1) == Some(&b':') && cfg!(windows);
    match (path.starts_with('/'), is_drive) {
        (true, _) => format!("file://{escaped}"),
        (_, true) => format!("file:///{}", escaped.replacen("%3A", ":", 1)),
        _ => escaped,
    }
}
