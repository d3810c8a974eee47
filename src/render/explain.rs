//! What a rule means, for people.

use crate::finding::Severity;
use crate::meaning::Meaning;
use crate::style::Style;

/// How wide a paragraph is.
const COLUMNS: usize = 78;

/// One rule, at length.
#[must_use]
pub fn one(rule: &Meaning, style: Style) -> String {
    let Meaning { name, about, why, example, fix, .. } = rule;
    let word = word(rule.severity, style);
    let part = |title: &str, text: &str| format!("\n{}\n{text}", style.strong(title));
    let why = part("Why", &paragraph(why));
    let example = part("Example", &format!("  {example}\n"));
    let fix = part("What to do", &paragraph(fix));
    format!("{word}[{}]: {about}\n{why}{example}{fix}", style.strong(name))
}

/// Every rule in a line, those of the house and then the keywords of a user's own schema.
#[must_use]
pub fn all(rules: &[Meaning], keywords: &[Meaning], style: Style) -> String {
    let names = rules.iter().chain(keywords).map(|rule| rule.name.len());
    let width = names.max().unwrap_or_default();
    let line = |rule: &Meaning| {
        let gap = " ".repeat(width - rule.name.len());
        let space = " ".repeat("warning".len() - rule.severity.word().len());
        format!("{}{gap}  {}{space}  {}\n", rule.name, word(rule.severity, style), rule.about)
    };
    let lines = |rules: &[Meaning]| rules.iter().map(line).collect::<String>();
    let heading = style.strong("Keywords of a schema of your own:");
    format!("{}\n{heading}\n{}", lines(rules), lines(keywords))
}

fn word(severity: Severity, style: Style) -> String {
    match severity {
        Severity::Note => style.name(severity.word()),
        Severity::Warning => style.warn(severity.word()),
        Severity::Error => style.bad(severity.word()),
    }
}

/// A text in lines, indented.
fn paragraph(text: &str) -> String {
    let mut lines = String::new();
    let mut line = String::from(" ");
    for word in text.split_whitespace() {
        if line.chars().count() + 1 + word.chars().count() > COLUMNS {
            lines.push_str(&line);
            lines.push('\n');
            line = String::from(" ");
        }
        line.push(' ');
        line.push_str(word);
    }
    lines + &line + "\n"
}
