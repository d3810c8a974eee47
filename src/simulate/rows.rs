//! The actions as a table: how each is written, what it does, and what it changes.

use super::action::{Action, Look, To};
use super::length::{length, time};
use jiff::Span;

/// An action that can be asked for.
#[derive(Debug)]
pub struct Row {
    /// Its name.
    pub name: &'static str,
    /// What stands behind the colon, by an example; none when it is a name alone.
    pub takes: Option<&'static str>,
    /// Whether nothing may stand behind the colon.
    pub may_be_empty: bool,
    /// What the planner does.
    pub about: &'static str,
    pub(super) read: fn(&str) -> Result<Action, String>,
}

impl Row {
    const fn plain(name: &'static str, about: &'static str, read: Read) -> Self {
        Self { name, takes: None, may_be_empty: false, about, read }
    }

    const fn with(
        name: &'static str,
        takes: &'static str,
        about: &'static str,
        read: Read,
    ) -> Self {
        Self { name, takes: Some(takes), may_be_empty: false, about, read }
    }

    const fn or_empty(self) -> Self {
        Self { may_be_empty: true, ..self }
    }

    /// How it is written.
    #[must_use]
    pub fn form(&self) -> String {
        self.takes.map_or(self.name.to_owned(), |takes| format!("{}:{takes}", self.name))
    }
}

type Read = fn(&str) -> Result<Action, String>;

/// Every action that can be asked for.
pub const ROWS: &[Row] = &[
    Row::plain("create", "plan it anew: new ids, unlocked, without history", |_| {
        Ok(Action::Create)
    }),
    Row::with("move", "+2h", "drag it in time, by a length or to a start", |text| {
        Ok(Action::Move(match time(text) {
            Some(time) => To::At(time),
            None => To::By(length(text, "+2h or a start such as 2026-03-04T09:00")?),
        }))
    }),
    Row::with("postpone", "week", "move it on by a day, week or month", |text| {
        let span = match text {
            "day" => Span::new().days(1),
            "week" => Span::new().weeks(1),
            "month" => Span::new().months(1),
            _ => return Err("give day, week or month".to_owned()),
        };
        Ok(Action::Move(To::By(span)))
    }),
    Row::with("resize", "+30m", "pull its end; the quantity follows unless fixed", |text| {
        Ok(Action::Resize(length(text, "+30m")?))
    }),
    Row::with("split", "+1h", "cut it so long after its start: two payloads", |text| {
        Ok(Action::Split(length(text, "+1h")?))
    }),
    Row::with("assign", "R0020", "add a resource", |text| Ok(Action::Assign(text.to_owned()))),
    Row::with("unassign", "R0010", "take a resource away", |text| {
        Ok(Action::Unassign(text.to_owned()))
    }),
    Row::with("reassign", "R0010=R0020", "drag it from a resource to another", |text| {
        let (from, to) = both(text).ok_or("give two resources: R0010=R0020")?;
        Ok(Action::Reassign(from, to))
    }),
    Row::with("category", "NAME[#color]", "choose a category: the colour of the block", |text| {
        Ok(Action::Category(look(text)?))
    }),
    Row::with("marker", "NAME[#color]", "choose a time marker: the bar at its bottom", |text| {
        Ok(Action::Marker(look(text)?))
    }),
    Row::with("importance", "high", "high, medium or low", |text| match text {
        "medium" | "normal" => Ok(Action::Importance(0)),
        "high" => Ok(Action::Importance(1)),
        "low" => Ok(Action::Importance(2)),
        _ => Err("give high, medium or low".to_owned()),
    }),
    Row::plain("lock", "lock it against edits", |_| Ok(Action::Lock)),
    Row::plain("unlock", "let it be edited again", |_| Ok(Action::Unlock)),
    Row::with("subject", "TEXT", "edit its subject", |text| Ok(Action::Subject(text.to_owned())))
        .or_empty(),
    Row::with("body", "TEXT", "edit its body", |text| Ok(Action::Body(text.to_owned()))).or_empty(),
    Row::with("field", "CODE=VALUE", "fill in a custom field", |text| {
        let both = text.split_once('=').filter(|(code, _)| !code.is_empty());
        let (code, value) = both.ok_or("give the code of a field and its value: CODE=VALUE")?;
        Ok(Action::Field(code.to_owned(), value.to_owned()))
    }),
    Row::with("quantity", "2.5", "set the planning quantity", |text| {
        let is_number = crate::json::Document::parse(text)
            .is_ok_and(|document| document.root().number() == Some(text));
        // The column is a decimal(18,6).
        let has_room = text.parse().is_ok_and(|number: f64| (0.0..1e12).contains(&number));
        if is_number && has_room && !text.starts_with('-') {
            Ok(Action::Quantity(text.to_owned()))
        } else {
            Err("give a number such as 2.5, of 12 digits at most".to_owned())
        }
    }),
    Row::with("link", "URL", "add a link", |text| Ok(Action::Link(text.to_owned()))),
    Row::plain("copy", "paste a copy: new ids", |_| Ok(Action::Copy)),
    Row::plain("delete", "take it off the board", |_| Ok(Action::Delete)),
];

/// All names in one line.
pub(super) fn names() -> String {
    ROWS.iter().map(|row| row.name).collect::<Vec<_>>().join(", ")
}

fn both(text: &str) -> Option<(String, String)> {
    let (one, other) = text.split_once('=')?;
    (!one.is_empty() && !other.is_empty()).then(|| (one.to_owned(), other.to_owned()))
}

/// A name, and a colour behind the last `#`.
fn look(text: &str) -> Result<Look, String> {
    let (name, colour) = match text.rfind('#') {
        Some(at) => (&text[..at], Some(&text[at..])),
        None => (text, None),
    };
    let is_hex = |colour: &str| {
        colour.len() == "#22d3ee".len() && colour[1..].bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    if name.is_empty() || colour.is_some_and(|colour| !is_hex(colour)) {
        return Err("give a name, and a colour such as #22d3ee behind it".to_owned());
    }
    Ok(Look { name: name.to_owned(), colour: colour.map(str::to_owned) })
}
