//! Why a filter cannot be used, in plain words and with its place.

use std::fmt;
use std::ops::Range;

use jaq_core::compile::{self, Undefined};
use jaq_core::load::{self, Error, lex, parse};

use crate::json::Place;

/// Why a filter cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterError {
    /// What is wrong.
    pub what: String,
    /// Where in the filter.
    pub place: Place,
}

impl fmt::Display for FilterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}:{}", self.what, self.place.line, self.place.column)
    }
}

impl FilterError {
    /// A filter that cannot be read.
    pub(super) fn unread(filter: &str, errors: &load::Errors<&str, ()>) -> Self {
        let first = errors.first().map(|(_, error)| match error {
            Error::Io(files) => files.first().map(|(path, _)| {
                (format!("`{path}` cannot be included, a filter stands alone"), *path)
            }),
            Error::Lex(errors) => errors.first().map(|(expected, at)| lexed(expected, at)),
            Error::Parse(errors) => errors.first().map(|(expected, at)| parsed(expected, at)),
        });
        Self::of(filter, first.flatten())
    }

    /// A filter that uses what does not exist.
    pub(super) fn undefined(filter: &str, errors: &compile::Errors<&str, ()>) -> Self {
        let first = errors.iter().find_map(|(_, errors)| errors.first());
        Self::of(filter, first.map(|(name, kind)| (undefined(name, kind), *name)))
    }

    fn of(filter: &str, first: Option<(String, &str)>) -> Self {
        let (what, at) = first.unwrap_or_else(|| ("it cannot be understood".into(), filter));
        Self { what, place: Place::of(filter, span(filter, at)) }
    }
}

fn lexed<'f>(expected: &lex::Expect<&'f str>, at: &'f str) -> (String, &'f str) {
    let what = match expected {
        lex::Expect::Delim(open) => return (format!("`{open}` is never closed,"), open),
        lex::Expect::Digit => "a digit is missing".to_owned(),
        lex::Expect::Ident => "a name is missing".to_owned(),
        lex::Expect::Escape => "no such escape in a string".to_owned(),
        lex::Expect::Unicode => "no such character in a string".to_owned(),
        _ => match at.chars().next() {
            Some(character) => format!("unexpected `{character}`"),
            None => "it ends too early".to_owned(),
        },
    };
    (what, at)
}

fn parsed<'f>(expected: &parse::Expect<&'f str>, at: &'f str) -> (String, &'f str) {
    let wanted = match expected {
        parse::Expect::Just(word) => format!("`{word}`"),
        parse::Expect::Var => "a variable such as `$x`".to_owned(),
        parse::Expect::ElseOrEnd => "`else` or `end`".to_owned(),
        parse::Expect::CommaOrRBrack => "`,` or `]`".to_owned(),
        parse::Expect::CommaOrRBrace => "`,` or `}`".to_owned(),
        parse::Expect::SemicolonOrRParen => "`;` or `)`".to_owned(),
        parse::Expect::Term => "a value".to_owned(),
        parse::Expect::Nothing => "the end".to_owned(),
        other => format!("a {}", other.as_str()),
    };
    let what = match at.chars().next() {
        // A whole block is one token: its first character tells it.
        Some(open @ ('(' | '[' | '{' | '"')) => format!("unexpected `{open}`"),
        Some(_) => format!("unexpected `{at}`"),
        None => "it ends".to_owned(),
    };
    (format!("{what} where {wanted} belongs,"), at)
}

fn undefined(name: &str, kind: &Undefined) -> String {
    match kind {
        Undefined::Filter(0) => format!("no function `{name}` without arguments"),
        Undefined::Filter(1) => format!("no function `{name}` with one argument"),
        Undefined::Filter(count) => format!("no function `{name}` with {count} arguments"),
        other => format!("no {} `{name}`", other.as_str()),
    }
}

/// Where a part of a text lies in it; its end when it is no part of it.
fn span(whole: &str, part: &str) -> Range<usize> {
    let start = (part.as_ptr().addr()).checked_sub(whole.as_ptr().addr());
    let start = start.filter(|start| start + part.len() <= whole.len()).unwrap_or(whole.len());
    start..(start + part.len()).min(whole.len())
}
