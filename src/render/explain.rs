//! What a rule means, for people.

use std::iter;

use crate::finding::Severity;
use crate::meaning::Meaning;
use crate::render::View;
use crate::render::folded::{folded, pieces};
use crate::style::Style;
use crate::width::{columns, wrapped};

/// How wide a paragraph is.
const COLUMNS: usize = 78;

/// Stands before a line of a paragraph, and between the columns of the list.
const INDENT: &str = "  ";

/// Stands before what is left of an example that takes more than a line.
const BELOW: &str = "    ";

/// Columns that the words have beside the name of a rule at the least.
const LEAST: usize = 24;

/// One rule, at length.
#[must_use]
pub fn one(rule: &Meaning, view: &View) -> String {
    let style = view.style;
    let Meaning { name, about, why, example, fix, .. } = rule;
    let limit = if view.is_terminal { view.width } else { usize::MAX };
    let head = format!("{}[{}]:", word(rule.severity, style), style.strong(name));
    let words = iter::once(head.as_str()).chain(about.split_whitespace());
    let head = folded(words, ["", INDENT], limit);
    let part = |title: &str, text: &str| format!("\n{}\n{text}", style.strong(title));
    let paragraph =
        |text: &str| folded(text.split_whitespace(), [INDENT, INDENT], limit.min(COLUMNS));
    let why = part("Why", &paragraph(why));
    let pieces = pieces(example, limit.saturating_sub(BELOW.len()));
    let example = part("Example", &folded(pieces, [INDENT, BELOW], limit));
    let fix = part("What to do", &paragraph(fix));
    format!("{head}{why}{example}{fix}")
}

/// Every rule in a line, those of the house and then the keywords of a user's own schema.
#[must_use]
pub fn all(rules: &[Meaning], keywords: &[Meaning], view: &View) -> String {
    let style = view.style;
    let names = rules.iter().chain(keywords).map(|rule| rule.name.len());
    let width = names.max().unwrap_or_default();
    let line = |rule: &Meaning| {
        let gap = " ".repeat(width - rule.name.len());
        let space = " ".repeat("warning".len() - rule.severity.word().len());
        let head = format!("{}{gap}  {}{space}", rule.name, word(rule.severity, style));
        about(&head, rule.about, view)
    };
    let lines = |rules: &[Meaning]| rules.iter().map(line).collect::<String>();
    let heading = style.strong("Keywords of a schema of your own:");
    format!("{}\n{heading}\n{}", lines(rules), lines(keywords))
}

/// What a rule is about, behind its name, or below it where a terminal has no room.
fn about(head: &str, about: &str, view: &View) -> String {
    let line = format!("{head}  {about}\n");
    if !view.is_terminal || columns(&line) <= view.width {
        return line;
    }
    let beside = columns(head) + INDENT.len();
    let (margin, before) =
        if beside + LEAST <= view.width { (beside, INDENT) } else { (INDENT.len(), "\n  ") };
    let folded = wrapped(about, view.width.saturating_sub(margin), usize::MAX);
    format!("{head}{before}{}\n", folded.join(&format!("\n{}", " ".repeat(margin))))
}

fn word(severity: Severity, style: Style) -> String {
    match severity {
        Severity::Note => style.name(severity.word()),
        Severity::Warning => style.warn(severity.word()),
        Severity::Error => style.bad(severity.word()),
    }
}
