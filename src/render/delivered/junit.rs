//! A test case a delivery, with its time.

use super::{Ended, Render, kind, name, why};
use crate::delivery::Delivery;
use crate::entry::Entry;
use crate::error::{Error, Exit};
use crate::render::report::Root;
use crate::render::report::cases::{Case, Cases, Wrong};
use crate::render::{View, counted};

/// The report of test cases, kept to the end.
pub(super) struct Junit {
    view: View,
    root: Root,
    cases: Cases,
}

impl Junit {
    pub(super) fn new(view: View, root: Root) -> Self {
        Self { view, root, cases: none() }
    }

    fn wrong(&mut self, name: String, message: String, kind: &str) {
        let wrong = Wrong { is_untried: true, message, kind: kind.to_owned() };
        self.cases.add(&Case { name, wrong: Some(wrong), ..Case::default() });
    }
}

impl Render for Junit {
    fn delivery(&mut self, entry: &Entry<'_>, delivery: &Delivery) -> String {
        let why = why(entry, delivery, &self.view);
        let is_untried = delivery.exit() != Exit::Failed;
        let wrong = kind(delivery).map(|kind| Wrong {
            is_untried,
            message: why.first().cloned().unwrap_or_default(),
            kind: kind.to_owned(),
        });
        let told = why.iter().map(|line| format!("{line}\n")).collect();
        let file = self.root.file(&entry.capture.origin);
        let took = Some(delivery.took);
        self.cases.add(&Case { name: name(entry), file, wrong, told, took });
        String::new()
    }

    fn problem(&mut self, error: &Error) -> String {
        let kind = if matches!(error, Error::Token(_)) { "token" } else { "unread" };
        self.wrong(error.to_string(), error.to_string(), kind);
        String::new()
    }

    fn end(&mut self, ended: &Ended<'_>) -> String {
        if let Some((left, is_whole)) = ended.left.filter(|(left, is_whole)| *left > 0 || !is_whole)
        {
            let more = if is_whole { "" } else { " or more" };
            let message = format!("{}{more} not sent", counted(left, "payload"));
            self.wrong("the rest of the run".to_owned(), message, "left");
        }
        let unanswered = ended.outcomes.unanswered;
        if unanswered > 0 {
            let message = format!("no answer was waited for of {}", counted(unanswered, "payload"));
            self.wrong("what was under way".to_owned(), message, "unanswered");
        }
        std::mem::replace(&mut self.cases, none()).shown(ended.took)
    }
}

fn none() -> Cases {
    Cases::of("dsw replay")
}
