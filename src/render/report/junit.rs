//! `JUnit` XML: a test case a document, failed when it has an error.

use std::time::Duration;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::concise::{head, left_out};
use super::{Judged, Render, Root, Tally};
use crate::entry::Entry;
use crate::error::Error;
use crate::finding::{Finding, Severity, Verdict};
use crate::origin::within;
use crate::printable::printable;
use crate::render::{View, counted};

/// The report of test cases, kept to the end, as it begins with their number.
pub(super) struct Junit {
    view: View,
    root: Root,
    suite: TestSuite,
}

impl Junit {
    pub(super) fn new(view: View, root: Root) -> Self {
        Self { view, root, suite: TestSuite::new("dsw validate") }
    }

    /// Every finding in a few lines, as text.
    fn told(&self, judged: &Judged<'_>) -> String {
        let origin = &judged.entry.capture.origin;
        let one = |finding: &Finding| {
            let help = finding.help.as_deref().map(|help| format!("  help: {}\n", printable(help)));
            let pointer = printable(&finding.pointer);
            let at = if pointer.is_empty() { String::new() } else { format!("  at {pointer}\n") };
            format!("{}\n{at}{}", head(origin, finding, &self.view), help.unwrap_or_default())
        };
        let told: String = judged.verdict.findings.iter().map(one).collect();
        told + &left_out(judged).unwrap_or_default()
    }
}

impl Render for Junit {
    fn entry(&mut self, judged: &Judged<'_>) -> String {
        let told = self.told(judged);
        let mut case = TestCase::new(xml(&case_name(judged.entry)), status(judged.verdict, &told));
        if judged.verdict.is_valid() && !told.is_empty() {
            case.set_system_out(xml(&told));
        }
        if let Some(file) = self.root.file(&judged.entry.capture.origin) {
            case.set_classname(xml(&printable(&file)));
            case.extra.insert("file".into(), xml(&printable(&file)).into());
        }
        self.suite.add_test_case(case);
        String::new()
    }

    fn unread(&mut self, error: &Error) -> String {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_message(xml(&printable(&error.to_string()))).set_type("unread");
        self.suite.add_test_case(TestCase::new(xml(&printable(&error.to_string())), status));
        String::new()
    }

    fn end(&mut self, _tally: &Tally, took: Duration) -> String {
        let mut report = Report::new("dsw");
        let mut suite = std::mem::replace(&mut self.suite, TestSuite::new(""));
        suite.set_time(took);
        report.set_time(took);
        report.add_test_suite(suite);
        inert(&report.to_string().expect("a report that was not read back is always written"))
    }
}

/// The document, and its appointment when it is one.
fn case_name(entry: &Entry<'_>) -> String {
    let within = within(&entry.capture.origin);
    let name = entry.appointment().and_then(|appointment| appointment.name());
    let name = name.map(|name| format!(" {name}")).unwrap_or_default();
    printable(&format!("{within}{name}")).into_owned()
}

fn status(verdict: &Verdict, told: &str) -> TestCaseStatus {
    if verdict.is_valid() {
        return TestCaseStatus::success();
    }
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    let first = verdict.findings.iter().find(|finding| finding.severity == Severity::Error);
    let more = match verdict.errors {
        0 | 1 => String::new(),
        errors => format!(" (and {} more)", errors - 1),
    };
    match first {
        Some(first) => {
            status.set_message(xml(&format!("{}{more}", printable(&first.message))));
            status.set_type(xml(&first.rule));
        }
        // Its findings were not to be shown.
        None => drop(status.set_message(counted(verdict.errors, "error"))),
    }
    status.set_description(xml(told));
    status
}

/// Text that XML 1.0 has room for; what `printable` leaves is that, but for two.
fn xml(text: &str) -> String {
    text.replace('\u{fffe}', "\\ufffe").replace('\u{ffff}', "\\uffff")
}

/// XML in a log: it parses to the same, and no line of it is a command.
fn inert(xml: &str) -> String {
    let safe = |line: &str| {
        let text = line.trim_start();
        let (space, text) = line.split_at(line.len() - text.len());
        let text = text.strip_prefix("::").map_or(text.into(), |rest| format!("&#58;:{rest}"));
        format!("{space}{}", text.replace("##", "#&#35;"))
    };
    xml.split_inclusive('\n').map(safe).collect()
}
