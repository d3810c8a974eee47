//! What is said to people, to be said by whoever has the time.

use crate::console::Talk;

/// A line to people.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// What it came to.
    Say(String),
    /// What is worth a look.
    Warn(String),
    /// What to try.
    Hint(String),
}

impl Word {
    /// Says it.
    pub(super) fn say(&self, talk: &Talk) {
        match self {
            Self::Say(line) => talk.say(line),
            Self::Warn(what) => talk.warn(what),
            Self::Hint(hint) => talk.hint(hint),
        }
    }

    /// How many bytes it has.
    pub(super) fn len(&self) -> usize {
        let (Self::Say(text) | Self::Warn(text) | Self::Hint(text)) = self;
        text.len()
    }
}
