//! How wide text is on a terminal: wide characters take two columns, combining ones and this
//! program's own colour codes none.

use unicode_width::UnicodeWidthChar;

/// More combining marks than this on one letter are decoration, and would leave their line.
const MARKS: usize = 4;

/// Ends every colour.
const RESET: &str = "\u{1b}[0m";

/// The columns that a text takes.
#[must_use]
pub fn columns(text: &str) -> usize {
    pieces(text).map(width).sum()
}

/// The text, cut to a number of columns; what was cut shows as `…`.
#[must_use]
pub fn cut(text: &str, limit: usize) -> String {
    if columns(text) <= limit {
        return sparing(pieces(text));
    }
    let mut used = 0;
    let fits = |piece: &&str| {
        used += width(piece);
        used < limit
    };
    let mut shown = sparing(pieces(text).take_while(fits));
    shown.push_str(if limit > 0 { "…" } else { "" });
    shown.push_str(if shown.contains('\u{1b}') { RESET } else { "" });
    shown
}

/// Plain text over as many lines of so many columns as it takes, `most` at most: the last is cut.
/// Lines break between words.
#[must_use]
pub fn wrapped(text: &str, limit: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_inclusive(' ') {
        let is_last = lines.len() >= most;
        match lines.last_mut() {
            Some(line) if is_last || columns(line) + columns(word.trim_end()) <= limit => {
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| cut(line.trim_end(), limit)).collect()
}

/// The text, filled with spaces to a number of columns.
#[must_use]
pub fn pad(text: &str, to: usize) -> String {
    format!("{text}{}", " ".repeat(to.saturating_sub(columns(text))))
}

/// Characters one by one, a colour code as one piece. Only this program writes such codes: a
/// stranger's text was made printable before.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let code = rest.starts_with("\u{1b}[").then(|| rest.find('m')).flatten();
        let (piece, after) = rest.split_at(code.map_or(first.len_utf8(), |end| end + 1));
        rest = after;
        Some(piece)
    })
}

fn width(piece: &str) -> usize {
    let single = piece.chars().next().filter(|_| !piece.starts_with('\u{1b}'));
    single.and_then(UnicodeWidthChar::width).unwrap_or(0)
}

/// The pieces as one text again, without the marks beyond the limit.
fn sparing<'t>(pieces: impl Iterator<Item = &'t str>) -> String {
    let mut marks = 0;
    let is_kept = |piece: &&str| {
        let is_mark = width(piece) == 0 && !piece.starts_with('\u{1b}');
        marks = if is_mark { marks + 1 } else { 0 };
        marks <= MARKS
    };
    pieces.filter(is_kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_and_combining_characters_are_measured_as_a_terminal_shows_them() {
        assert_eq!(cut("日本語のテキスト", 7), "日本語…");
        assert_eq!(cut("日本語", 6), "日本語");
        assert_eq!(cut("e\u{301}te\u{301}", 3), "e\u{301}te\u{301}");
        assert_eq!(pad("日本", 6), "日本  ");
    }

    #[test]
    fn ten_thousand_marks_on_one_letter_stay_a_letter() {
        let tower = format!("Z{}!", "\u{334}".repeat(10_000));
        assert_eq!(cut(&tower, 10).chars().count(), 2 + MARKS);
    }

    #[test]
    fn a_long_line_is_cut_to_its_columns() {
        assert_eq!(cut(&"x".repeat(1_000_000), 5), "xxxx…");
        assert_eq!(cut("fits", 4), "fits");
        assert_eq!(cut("fits not", 0), "");
    }

    #[test]
    fn colour_codes_take_no_columns_and_end_where_the_text_is_cut() {
        let red = "\u{1b}[31mred\u{1b}[0m";
        assert_eq!(columns(red), 3);
        assert_eq!(cut(red, 3), red);
        assert_eq!(cut(red, 2), "\u{1b}[31mr…\u{1b}[0m");
    }

    #[test]
    fn a_long_text_breaks_between_words() {
        assert_eq!(wrapped("one two three", 7, 9), ["one two", "three"]);
        assert_eq!(wrapped("one two three four", 7, 2), ["one two", "three …"]);
        assert_eq!(wrapped("nebuchadnezzar x", 7, 9), ["nebuch…", "x"]);
        assert!(wrapped("", 7, 9).is_empty());
    }
}
