//! What a dry run would send.

use super::{View, deliveries, size_shown};
use crate::capture::Headers;
use crate::entry::Entry;
use crate::printable::{printable, printable_bytes};
use crate::secret::{DOTS, is_secret_header};

/// A request that is not sent.
#[derive(Clone, Copy, Debug)]
pub struct Planned<'a> {
    /// The URL, free of secrets.
    pub to: &'a str,
    /// The method.
    pub method: &'a str,
    /// Every header that would go on the wire.
    pub headers: &'a Headers,
    /// Bytes of the body.
    pub size: usize,
}

impl<'a> Planned<'a> {
    /// Names and values in order, secrets as dots.
    pub fn shown_headers(&self) -> impl Iterator<Item = (&'a str, String)> {
        self.headers.0.iter().map(|(name, value)| {
            let secret = is_secret_header(name);
            (name.as_str(), if secret { DOTS.to_owned() } else { printable_bytes(value) })
        })
    }
}

/// The request line, the headers, and which payload it is.
#[must_use]
pub fn planned(entry: &Entry<'_>, planned: &Planned<'_>, view: &View) -> String {
    let sent = deliveries::sent(entry, view);
    let (method, to) = (printable(planned.method), printable(planned.to));
    let size = size_shown(planned.size);
    let headers = planned.shown_headers().map(|(name, value)| {
        format!("     {} {value}\n", view.style.faint(&format!("{}:", printable(name))))
    });
    format!("{method} {to}  {size}  {sent}\n{}", headers.collect::<String>())
}
