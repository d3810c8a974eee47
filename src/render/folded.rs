//! Text over several lines, where a terminal is narrow: nothing is cut, and nothing is lost.

use crate::width::columns;

/// Pieces with spaces between over as many lines as they take, the first behind `first`, the
/// others behind `rest`. A piece that is wider than a line has one of its own, and is not cut: an
/// address stays one that can be copied.
pub(super) fn folded<'t>(
    pieces: impl IntoIterator<Item = &'t str>,
    [first, rest]: [&str; 2],
    limit: usize,
) -> String {
    let (mut lines, mut line, mut used) = (String::new(), first.to_owned(), columns(first));
    let mut is_begun = false;
    for piece in pieces {
        let width = columns(piece);
        if is_begun && used + 1 + width > limit {
            lines.push_str(&line);
            lines.push('\n');
            (line, used, is_begun) = (rest.to_owned(), columns(rest), false);
        }
        if is_begun {
            line.push(' ');
            used += 1;
        }
        line.push_str(piece);
        used += width;
        is_begun = true;
    }
    lines + &line + "\n"
}

/// The pieces of an example: JSON breaks between its members and never within a text; a name
/// stays beside its value where both fit into a line.
pub(super) fn pieces(example: &str, limit: usize) -> Vec<&str> {
    let members = split(example, |before| !before.ends_with(':'));
    members.into_iter().flat_map(|member| in_parts(member, limit)).collect()
}

/// A member in as few parts as fit: its first name alone, then the next one.
fn in_parts(member: &str, limit: usize) -> Vec<&str> {
    let (mut parts, mut rest) = (Vec::new(), member);
    for part in split(member, |_| true) {
        if columns(rest) <= limit {
            break;
        }
        parts.push(part);
        rest = rest[part.len()..].trim_start();
    }
    parts.extend(Some(rest).filter(|rest| !rest.is_empty()));
    parts
}

/// A text in pieces, at those spaces outside of quotes where it may break.
fn split(text: &str, may_break: impl Fn(&str) -> bool) -> Vec<&str> {
    let (mut pieces, mut start) = (Vec::new(), 0);
    let (mut is_quoted, mut is_escaped) = (false, false);
    for (at, one) in text.char_indices() {
        match one {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            ' ' if !is_quoted && may_break(&text[start..at]) => {
                pieces.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    pieces.push(&text[start..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(text: &str, limit: usize) -> String {
        folded(pieces(text, limit - 4), ["  ", "    "], limit)
    }

    #[test]
    fn json_breaks_between_its_members_and_never_within_a_text() {
        let json = r#"{"Value": "two words", "AppointmentField": {"Code": "FLOORS", "Type": 2}}"#;
        let narrow = concat!(
            "  {\"Value\": \"two words\",\n",
            "    \"AppointmentField\":\n",
            "    {\"Code\": \"FLOORS\", \"Type\": 2}}\n",
        );
        assert_eq!(example(json, 34), narrow);
        assert_eq!(example(json, 100), format!("  {json}\n"));
        let long = r#"{"A": "a text that is wider than the line is"}"#;
        let alone = "  {\"A\":\n    \"a text that is wider than the line is\"}\n";
        assert_eq!(example(long, 20), alone);
    }

    #[test]
    fn a_word_that_is_wider_than_a_line_is_not_cut() {
        let words = ["see", "docs.example.com/a/long/address", "first"];
        let lines = "> see\n  docs.example.com/a/long/address\n  first\n";
        assert_eq!(folded(words, ["> ", "  "], 12), lines);
    }
}
