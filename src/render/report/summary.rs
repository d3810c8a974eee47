//! A table of findings in Markdown, for the page of a run.

use std::time::Duration;

use super::remark::{Remark, inert};
use super::{Judged, Render, Root, Tally};
use crate::error::Error;

/// The most bytes that GitHub takes of the summary of a step.
pub const MOST_SUMMARY: u64 = 1 << 20;

/// How many bytes of rows are written; what follows them must fit as well.
const MOST_ROWS: usize = 1_000_000;

/// The report of a table; it begins with the counts, so that it is kept to the end.
pub(super) struct Summary {
    root: Root,
    rows: String,
    left: usize,
}

impl Summary {
    pub(super) fn new(root: Root) -> Self {
        Self { root, rows: String::new(), left: 0 }
    }

    fn add(&mut self, row: &str) {
        if self.rows.len() + row.len() <= MOST_ROWS {
            self.rows.push_str(row);
        } else {
            self.left += 1;
        }
    }
}

impl Render for Summary {
    fn entry(&mut self, judged: &Judged<'_>) -> String {
        for finding in &judged.verdict.findings {
            let remark = Remark::of(judged, finding, &self.root);
            let file = remark.file.as_deref().unwrap_or("standard input");
            let place = format!("{file}:{}:{}", remark.line, remark.column);
            let kind = format!("{} {}", remark.severity.word(), remark.title);
            let message = remark.lines().map(|line| cell(&line)).collect::<Vec<_>>().join("<br>");
            self.add(&format!("| {} | {} | {message} |\n", cell(&place), cell(&kind)));
        }
        self.left += judged.verdict.left_out();
        String::new()
    }

    fn unread(&mut self, error: &Error) -> String {
        self.add(&format!("| | error | {} |\n", cell(&error.to_string())));
        String::new()
    }

    fn end(&mut self, tally: &Tally, took: Duration) -> String {
        let heading = format!("### dsw validate\n\n{}\n", tally.shown(took));
        if self.rows.is_empty() {
            return heading;
        }
        let left =
            if self.left > 0 { format!("\n… and {} more\n", self.left) } else { String::new() };
        let rows = &self.rows;
        format!("{heading}\n| place | finding | what |\n|---|---|---|\n{rows}{left}")
    }
}

/// Text in a cell: nothing in it is Markdown, HTML, a mention or a link.
fn cell(text: &str) -> String {
    let is_plain = |c: char| !c.is_ascii_punctuation() || matches!(c, '.' | '-' | '/' | ',' | ' ');
    let plain = |c: char| if is_plain(c) { c.to_string() } else { format!("&#{};", u32::from(c)) };
    // Addresses are made links even without any Markdown.
    inert(text).replace("www.", "www\u{2024}").chars().map(plain).collect()
}
