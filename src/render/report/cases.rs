//! Test cases as `JUnit` XML, whatever was tested.

use std::time::Duration;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use crate::printable::printable;

/// One test case.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// Its name, unlike that of any other if it can be.
    pub name: String,
    /// The file that it is about.
    pub file: Option<String>,
    /// How it went wrong; none when it did not.
    pub wrong: Option<Wrong>,
    /// What else is said of it, in lines that are safe to show.
    pub told: String,
    /// How long it took, when that was measured.
    pub took: Option<Duration>,
}

/// How a test case went wrong.
#[derive(Clone, Debug)]
pub struct Wrong {
    /// Whether it could not be tried at all.
    pub is_untried: bool,
    /// What is wrong, in one line.
    pub message: String,
    /// What kind of wrong it is.
    pub kind: String,
}

/// The test cases of one run.
pub struct Cases(TestSuite);

impl Cases {
    /// No test cases yet, of a command.
    #[must_use]
    pub fn of(command: &str) -> Self {
        Self(TestSuite::new(command))
    }

    /// Adds one.
    pub fn add(&mut self, case: &Case) {
        let status = case.wrong.as_ref().map(|wrong| status(wrong, &case.told));
        let is_good = status.is_none();
        let status = status.unwrap_or_else(TestCaseStatus::success);
        let mut written = TestCase::new(line(&case.name), status);
        if is_good && !case.told.is_empty() {
            written.set_system_out(xml(&case.told));
        }
        if let Some(took) = case.took {
            written.set_time(took);
        }
        if let Some(file) = &case.file {
            written.set_classname(line(file));
            written.extra.insert("file".into(), line(file).into());
        }
        self.0.add_test_case(written);
    }

    /// The whole of them; it begins with their number.
    #[must_use]
    pub fn shown(self, took: Duration) -> String {
        let Self(mut suite) = self;
        let mut report = Report::new("dsw");
        suite.set_time(took);
        report.set_time(took);
        report.add_test_suite(suite);
        inert(&report.to_string().expect("a report that was not read back is always written"))
    }
}

fn status(wrong: &Wrong, told: &str) -> TestCaseStatus {
    let kind = if wrong.is_untried { NonSuccessKind::Error } else { NonSuccessKind::Failure };
    let mut status = TestCaseStatus::non_success(kind);
    status.set_message(line(&wrong.message)).set_type(line(&wrong.kind));
    if !told.is_empty() {
        status.set_description(xml(told));
    }
    status
}

/// A stranger's text in one line of XML.
fn line(text: &str) -> String {
    xml(&printable(text))
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
