//! The head of a request, as it came over the wire.

use crate::capture::Request;
use crate::printable::{printable, printable_bytes};
use crate::secret::Secrets;
use crate::style::Style;

/// Request line and headers in the order sent, secrets as they may be seen; a line each.
#[must_use]
pub fn head(request: &Request, style: Style, secrets: Secrets) -> String {
    let target = secrets.url(&request.target);
    let line = format!("{} {target} {}", request.method, request.version);
    let header = |(name, value): &(String, bytes::Bytes)| {
        let value = printable_bytes(&secrets.header(name, value));
        format!("{}: {value}\n", style.name(&printable(name)))
    };
    let headers: String = request.headers.0.iter().map(header).collect();
    format!("{}\n{headers}", style.strong(&printable(&line)))
}
