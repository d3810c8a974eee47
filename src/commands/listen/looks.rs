//! How a capture looks once it is judged: what is shown of it, and what is to be remembered.

use super::orders::Show;
use super::wanted::Wanted;
use crate::board_action::State;
use crate::cli::ListenFormat;
use crate::commands::memory::Who;
use crate::entry::Entry;
use crate::finding::Verdict;
use crate::render::View;
use crate::render::card::card;
use crate::render::json;
use crate::render::line::line;
use crate::story::Story;

/// How captures are shown, and which.
pub(super) struct Looks {
    /// In which format; none shows nothing.
    pub format: Option<ListenFormat>,
    /// How it is laid out.
    pub view: View,
    /// Which are wanted.
    pub wanted: Wanted,
}

/// What was learned of one capture.
pub(super) struct Judged {
    /// How it is shown; none when it is not wanted.
    pub text: Option<String>,
    /// Whether it is the one that is waited for.
    pub is_last: bool,
    /// Whether no error was found.
    pub is_valid: bool,
    /// Whether it is what stands on the board now: not when it came late, or again.
    pub stands: bool,
    /// Whose it is, and what tells this state of it from others.
    pub appointment: Option<(Who, State)>,
}

impl Looks {
    /// How they are shown on a stdout that is laid out like this.
    pub(super) fn of(show: Show, mut view: View, wanted: Wanted) -> Self {
        (view.body, view.zone) = (show.body, show.zone);
        if show.format == Some(ListenFormat::Line) && !view.is_terminal {
            // A program reads along: it wants all of a line.
            view.width = usize::MAX;
        }
        Self { format: show.format, view, wanted }
    }

    /// How a capture is shown, and what is to be remembered of it.
    pub(super) fn judged(&mut self, entry: &Entry<'_>) -> Judged {
        let who = entry.appointment().and_then(|one| Who::of(&one));
        let state = entry.story.map(|story| story.state);
        Judged {
            text: self.wanted.shows(entry).then(|| self.text(entry)),
            is_last: self.wanted.ends_with(entry),
            is_valid: entry.verdict.is_none_or(Verdict::is_valid),
            stands: entry.story.is_none_or(Story::stands),
            appointment: who.zip(state),
        }
    }

    fn text(&self, entry: &Entry<'_>) -> String {
        match self.format {
            Some(ListenFormat::Human) => card(entry, &self.view) + "\n",
            Some(ListenFormat::Line) => line(entry, &self.view),
            Some(ListenFormat::Json) => json::capture(entry),
            None => String::new(),
        }
    }
}
