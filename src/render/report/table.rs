//! A table in Markdown, for the page of a run.

use super::remark::{Remark, inert};

/// The most bytes that GitHub takes of the summary of a step.
pub const MOST_SUMMARY: u64 = 1 << 20;

/// How many bytes of rows are written; what follows them must fit as well.
const MOST_ROWS: usize = 1_000_000;

/// Rows, as many as there is room for.
#[derive(Debug, Default)]
pub struct Table {
    rows: String,
    left: usize,
}

impl Table {
    /// Adds a remark.
    pub fn add(&mut self, remark: &Remark) {
        let file = remark.file.as_deref().unwrap_or("standard input");
        let place = format!("{file}:{}:{}", remark.line, remark.column);
        let kind = format!("{} {}", remark.severity.word(), remark.title);
        let message = remark.lines().map(|line| cell(&line)).collect::<Vec<_>>().join("<br>");
        self.push(&format!("| {} | {} | {message} |\n", cell(&place), cell(&kind)));
    }

    /// Adds what has no place.
    pub fn add_placeless(&mut self, message: &str) {
        self.push(&format!("| | error | {} |\n", cell(message)));
    }

    /// Counts what is not in it.
    pub fn leave_out(&mut self, count: usize) {
        self.left += count;
    }

    fn push(&mut self, row: &str) {
        if self.rows.len() + row.len() <= MOST_ROWS {
            self.rows.push_str(row);
        } else {
            self.left += 1;
        }
    }

    /// All of it, below the command and what it came to.
    #[must_use]
    pub fn shown(&self, command: &str, came_to: &str) -> String {
        let heading = format!("### {command}\n\n{came_to}\n");
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
