//! What is said of a payload: the house's own words, and what they quote from a payload.
//!
//! Whoever makes a message marks what it quotes with [`quoted`], so that a mask knows it later
//! without a guess: a log that others read has the words and not the values.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, Range};

/// How much of a stranger's text a message has room for, in characters.
const ROOM: usize = 60;

/// What stands in place of what is quoted, under a mask.
const MASK: &str = "***";

/// Stands before what is quoted while a message is written; Unicode never gives it a meaning.
const OPEN: char = '\u{fdd0}';

/// Stands behind what is quoted.
const CLOSE: char = '\u{fdd1}';

/// A message, and where it quotes a payload.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    text: String,
    quotes: Vec<Range<usize>>,
}

/// A value of a payload, as a part of a message: as much of it as there is room for, marked.
#[must_use]
pub fn quoted(value: &str) -> String {
    let cut = cut(value);
    let unmarked = cut.replace([OPEN, CLOSE], "\u{fffd}");
    format!("{OPEN}{unmarked}{CLOSE}")
}

/// As much of a text as a message has room for.
#[must_use]
pub fn cut(text: &str) -> String {
    match text.char_indices().nth(ROOM) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

impl Message {
    /// The message without what it quotes.
    #[must_use]
    pub fn masked(&self) -> Self {
        self.quoting(|_| MASK.into())
    }

    /// Whether it says something without what it quotes: more than "write", or "did you mean".
    #[must_use]
    pub fn says_something(&self) -> bool {
        const FEW: usize = 3;
        let words = self.with_quotes(|_| " ".to_owned());
        let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        self.quotes.is_empty() || words.count() > FEW
    }

    /// The message with something else in place of what it quotes.
    #[must_use]
    pub fn quoting<'m>(&'m self, quote: impl Fn(&'m str) -> Cow<'m, str>) -> Self {
        self.with_quotes(|text| format!("{OPEN}{}{CLOSE}", quote(text))).into()
    }

    /// The message as a part of another one, its quotes marked.
    #[must_use]
    pub fn marked(&self) -> String {
        self.with_quotes(|quote| format!("{OPEN}{quote}{CLOSE}"))
    }

    /// Says more.
    pub fn push_str(&mut self, more: &str) {
        *self = (self.marked() + more).into();
    }

    fn with_quotes<'m>(&'m self, quote: impl Fn(&'m str) -> String) -> String {
        let (mut told, mut end) = (String::with_capacity(self.text.len()), 0);
        for span in &self.quotes {
            told += &self.text[end..span.start];
            told += &quote(&self.text[span.clone()]);
            end = span.end;
        }
        told + &self.text[end..]
    }
}

impl From<String> for Message {
    fn from(marked: String) -> Self {
        if !marked.contains(OPEN) {
            return Self { text: marked, quotes: Vec::new() };
        }
        let (mut text, mut quotes) = (String::with_capacity(marked.len()), Vec::new());
        let mut start = None;
        for character in marked.chars() {
            match character {
                OPEN => start = start.or(Some(text.len())),
                CLOSE => quotes.extend(start.take().map(|start| start..text.len())),
                _ => text.push(character),
            }
        }
        // What was cut off within a quote is a quote to its end.
        quotes.extend(start.map(|start| start..text.len()));
        Self { text, quotes }
    }
}

impl From<&str> for Message {
    fn from(words: &str) -> Self {
        words.to_owned().into()
    }
}

impl Deref for Message {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_is_masked_and_the_words_around_it_are_not() {
        let message = Message::from(format!("{} is not {}", quoted("is not"), "a number"));
        assert_eq!(&*message, "is not is not a number");
        assert_eq!(&*message.masked(), "*** is not a number");
        let outer = Message::from(format!("inside: {}", message.marked()));
        assert_eq!(&*outer.masked(), "inside: *** is not a number");
    }

    #[test]
    fn what_only_quotes_says_nothing_under_a_mask() {
        let says = |text: String| Message::from(text).says_something();
        assert!(!says(format!("write #{}", quoted("ff0000"))));
        assert!(!says(format!("did you mean `{}`?", quoted("High school is out"))));
        assert!(says(format!("take the quotes away: {}", quoted("2.0"))));
        assert!(says("write it again".to_owned()));
    }

    #[test]
    fn no_value_can_end_its_quote() {
        let message = Message::from(format!("`{}` is here", quoted("a\u{fdd1}b\u{fdd0}c")));
        assert_eq!(&*message.masked(), "`***` is here");
        let raw = Message::from(format!("\u{fdd1}{}", quoted("a")));
        assert_eq!(&*raw.masked(), "***");
    }

    #[test]
    fn a_long_value_is_cut() {
        let message = Message::from(quoted(&"é".repeat(1_000_000)));
        assert_eq!(message.chars().count(), ROOM + 1);
    }
}
