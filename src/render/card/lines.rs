//! The lines of a card: a label in the margin, and what it names.

use crate::entry::Sent;
use crate::printable::printable;
use crate::render::View;
use crate::secret::Secrets;
use crate::width::{columns, cut, pad, wrapped};

/// Columns of the margin, as wide as the time in the head.
const MARGIN: usize = 10;

/// How many things of a kind a card shows: links, custom fields, resources.
pub(super) const MOST_THINGS: usize = 50;

/// Lines that one text may take: a stranger's may be long.
const MOST_LINES: usize = 4;

/// A card being laid out.
pub(super) struct Lines<'v> {
    view: &'v View,
    secrets: Secrets,
    text: String,
}

impl<'v> Lines<'v> {
    pub(super) fn new(view: &'v View, secrets: Secrets) -> Self {
        Self { view, secrets, text: String::new() }
    }

    pub(super) fn secrets(&self) -> Secrets {
        self.secrets
    }

    pub(super) fn view(&self) -> &'v View {
        self.view
    }

    /// Columns beside the margin.
    pub(super) fn room(&self) -> usize {
        self.view.width.saturating_sub(MARGIN)
    }

    pub(super) fn text(self) -> String {
        self.text
    }

    /// The first line: what stands left is kept, the subject is cut, the rest stands right.
    pub(super) fn head(&mut self, left: &[String; 3], subject: &str, right: &str) {
        let [time, seq, name] = left;
        let style = self.view.style;
        let name = cut(name, 40);
        let shown = [pad(time, MARGIN - 2), style.faint(seq), style.name(&name)];
        let used =
            MARGIN + [seq, &name].iter().map(|part| gap(part) + columns(part)).sum::<usize>();
        let room = self.view.width.saturating_sub(used + columns(right) + 2);
        let subject = cut(&self.secrets.links(subject), room);
        let shown =
            shown.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ");
        let subject = pad(&subject, room);
        let line = format!("{shown}  {}  {right}", style.strong(&subject));
        let limit = if self.view.is_terminal { self.view.width } else { usize::MAX };
        self.text.push_str(&(cut(&line, limit) + "\n"));
    }

    /// A line with a label; left out when there is nothing to say.
    pub(super) fn add(&mut self, label: &str, content: &str) {
        if content.trim().is_empty() {
            return;
        }
        let label = format!("{label:>width$}  ", width = MARGIN - 2);
        let room = self.room();
        let label = self.view.style.faint(&label);
        let content = self.secrets.links(content);
        self.text.push_str(&format!("{label}{}\n", cut(&content, room)));
    }

    /// What is to be read whole, over a few lines when it is long.
    pub(super) fn tell(&mut self, label: &str, content: &str, style: impl Fn(&str) -> String) {
        let room = self.room();
        let labels = std::iter::once(label).chain(std::iter::repeat(""));
        let content = self.secrets.links(content);
        for (line, label) in wrapped(&content, room, MOST_LINES).iter().zip(labels) {
            self.add(label, &style(line));
        }
    }

    /// Several short things under one label, on as few lines as they fit.
    pub(super) fn add_all(&mut self, label: &str, mut contents: impl Iterator<Item = String>) {
        let room = self.room();
        let (mut label, mut line) = (label, String::new());
        for content in contents.by_ref().take(MOST_THINGS) {
            let content = cut(&printable(&self.secrets.links(&content)), room);
            if !line.is_empty() && columns(&line) + 3 + columns(&content) > room {
                self.add(label, &line);
                (label, line) = ("", String::new());
            }
            line.push_str(if line.is_empty() { "" } else { " · " });
            line.push_str(&content);
        }
        self.add(label, &line);
        self.add_more(contents.count());
    }

    /// How many things of a kind are left out.
    pub(super) fn add_more(&mut self, count: usize) {
        if count > 0 {
            self.add("", &format!("… and {count} more"));
        }
    }

    /// What the sender got, coloured by what it means.
    pub(super) fn sent(&self, sent: Sent) -> String {
        let Sent::Status(status) = sent else {
            return match sent {
                Sent::Forwarded => self.view.style.faint("forwarded"),
                Sent::Simulated => self.view.style.faint("simulated"),
                Sent::Imported => self.view.style.faint("imported"),
                Sent::HungUp => self.view.style.bad("hung up"),
                Sent::Gone => self.view.style.bad("gone"),
                _ => self.view.style.bad("silence"),
            };
        };
        let text = status.to_string();
        if (200..300).contains(&status) {
            self.view.style.good(&text)
        } else {
            self.view.style.bad(&text)
        }
    }
}

fn gap(part: &str) -> usize {
    if part.is_empty() { 0 } else { 2 }
}
