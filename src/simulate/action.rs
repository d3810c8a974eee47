//! What a planner may be asked to do, and how it is written.

use std::str::FromStr;

use jiff::Span;
use jiff::civil::DateTime;

use super::rows::{self, ROWS};
use crate::suggest::nearest;

/// An action of the board.
#[derive(Clone, Debug)]
pub enum Action {
    /// Plans it anew, as a task dragged to the board.
    Create,
    /// Pastes a copy of it.
    Copy,
    /// Takes it off the board.
    Delete,
    /// Drags it in time.
    Move(To),
    /// Pulls its end.
    Resize(Span),
    /// Cuts it in two, so long after its start.
    Split(Span),
    /// Adds a resource, by its number.
    Assign(String),
    /// Takes a resource away.
    Unassign(String),
    /// Gives it from one resource to another.
    Reassign(String, String),
    /// Chooses a category.
    Category(Look),
    /// Chooses a time marker.
    Marker(Look),
    /// Chooses an importance, by its number: 0 medium, 1 high, 2 low.
    Importance(u8),
    /// Locks it.
    Lock,
    /// Unlocks it.
    Unlock,
    /// Edits its subject.
    Subject(String),
    /// Edits its body.
    Body(String),
    /// Fills in a custom field, by its code.
    Field(String, String),
    /// Sets its planning quantity; the digits as they are to be sent.
    Quantity(String),
    /// Adds a link.
    Link(String),
}

/// Where an appointment is moved to.
#[derive(Clone, Debug)]
pub enum To {
    /// So much later, or earlier.
    By(Span),
    /// To this start, on the clock of the payload.
    At(DateTime),
}

/// A category or a time marker by its name, and its colour when that is not known elsewhere.
#[derive(Clone, Debug)]
pub struct Look {
    /// What it is called.
    pub name: String,
    /// Such as `#22d3ee`.
    pub colour: Option<String>,
}

/// An action, and how it was written.
#[derive(Clone, Debug)]
pub struct Asked {
    /// As it was written.
    pub text: String,
    /// What it means.
    pub action: Action,
}

impl FromStr for Asked {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, argument) = match text.split_once(':') {
            Some((name, argument)) => (name, Some(argument)),
            None => (text, None),
        };
        let Some(row) = ROWS.iter().find(|row| row.name == name) else {
            let near = nearest(name, ROWS.iter().map(|row| row.name));
            let near = near.map(|near| format!("did you mean `{near}`? "));
            return Err(format!("{}the actions are {}", near.unwrap_or_default(), rows::names()));
        };
        let action = match (argument, row.takes) {
            (None, None) => (row.read)(""),
            (Some(argument), Some(_)) if !argument.is_empty() => (row.read)(argument),
            (Some(argument), Some(_)) if row.may_be_empty => (row.read)(argument),
            (_, Some(takes)) => Err(format!("it is written `{name}:{takes}`")),
            (Some(_), None) => Err(format!("it is written `{name}` and nothing more")),
        };
        action.map(|action| Self { text: text.to_owned(), action })
    }
}
