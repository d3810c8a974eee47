//! What a dry run would send.

use std::time::Duration;

use super::{View, deliveries, size_shown};
use crate::capture::Headers;
use crate::entry::Entry;
use crate::printable::{printable, printable_bytes};
use crate::secret::Secrets;
use crate::wall::duration_shown;

/// A request that is not sent.
#[derive(Clone, Copy, Debug)]
pub struct Planned<'a> {
    /// The URL, its secrets as they may be seen.
    pub to: &'a str,
    /// The method.
    pub method: &'a str,
    /// Every header that would go on the wire.
    pub headers: &'a Headers,
    /// Bytes of the body.
    pub size: usize,
    /// When it would be sent, counted from the first; none when that is as soon as can be.
    pub due: Option<Duration>,
}

impl<'a> Planned<'a> {
    /// Names and values in order, secrets as they may be seen.
    pub fn shown_headers(&self, secrets: Secrets) -> impl Iterator<Item = (&'a str, String)> {
        let headers = self.headers.0.iter();
        headers.map(move |(name, value)| {
            (name.as_str(), printable_bytes(&secrets.header(name, value)))
        })
    }
}

/// When it is due, the request line, the headers, and which payload it is.
#[must_use]
pub fn planned(entry: &Entry<'_>, planned: &Planned<'_>, view: &View) -> String {
    let sent = deliveries::sent(entry, view);
    let (method, to) = (printable(planned.method), printable(planned.to));
    let size = size_shown(planned.size);
    let headers = planned.shown_headers(entry.secrets).map(|(name, value)| {
        format!("     {} {value}\n", view.style.faint(&format!("{}:", printable(name))))
    });
    let due = planned.due.map(|due| format!("{}  ", view.style.faint(&due_shown(due))));
    let due = due.unwrap_or_default();
    format!("{due}{method} {to}  {size}  {sent}\n{}", headers.collect::<String>())
}

/// `+1.500 s`, or `+2 h 3 min 4 s`.
fn due_shown(due: Duration) -> String {
    match due.as_secs() {
        0..60 => format!("+{:.3} s", due.as_secs_f64()),
        long => format!("+{}", duration_shown(i64::try_from(long).unwrap_or(i64::MAX))),
    }
}
