//! Captures as requests that can be sent again.

use std::path::{Path, PathBuf};

use bytes::Bytes;

use crate::board_action::{Route, route_of};
use crate::capture::{Capture, Headers};
use crate::error::Error;
use crate::origin;
use crate::render::curl::{self, Manner, Request, Shell};
use crate::render::har::Exchange;
use crate::secret::{Secrets, is_secret_header, without_secret_pairs};

/// Where a request went when it does not say.
const HOST: &str = "localhost:4242";

/// The request as it came, but for what belonged to its connection; with its credentials only when
/// secrets may be seen.
pub(super) fn as_it_came(capture: &Capture, secrets: Secrets) -> Exchange {
    let body = capture.body.to_vec();
    let Some(request) = &capture.request else { return anonymous(capture, body) };
    let host = request.headers.get("host").and_then(|host| std::str::from_utf8(host).ok());
    // A tunnel or a proxy before the listener says how it was asked itself.
    let is_https = |proto: &[u8]| proto.eq_ignore_ascii_case(b"https");
    let is_https = request.headers.get("x-forwarded-proto").is_some_and(|one| is_https(one));
    let scheme = if is_https { "https" } else { "http" };
    let target = match secrets {
        Secrets::Hidden => without_secret_pairs(&request.target),
        Secrets::Shown => request.target.as_str().into(),
    };
    let mut headers = request.headers.end_to_end();
    headers.0.retain(|(name, _)| {
        let is_told = ["host", "content-length"].iter().any(|one| name.eq_ignore_ascii_case(one));
        let is_hidden = secrets.are_hidden() && is_secret_header(name);
        !is_told && !is_hidden
    });
    for (name, value) in &mut headers.0 {
        *value = Bytes::copy_from_slice(&secrets.header(name, value));
    }
    Exchange {
        at: Some(request.received_at),
        method: request.method.clone(),
        url: format!("{scheme}://{}{target}", host.unwrap_or(HOST)),
        version: request.version.clone(),
        headers,
        body,
    }
}

/// A request with this body, and without a word of whoever sent it but the kind of change.
pub(super) fn anonymous(capture: &Capture, body: Vec<u8>) -> Exchange {
    let request = capture.request.as_ref();
    let target = match request.and_then(|request| route_of(&request.target)) {
        Some(Route::Created) => "/created",
        Some(Route::Updated) => "/updated",
        Some(Route::Deleted) => "/deleted",
        None => "/",
    };
    let kind = ("Content-Type".to_owned(), Bytes::from_static(b"application/json"));
    Exchange {
        at: request.map(|request| request.received_at),
        method: "POST".to_owned(),
        url: format!("http://{HOST}{target}"),
        version: "HTTP/1.1".to_owned(),
        headers: Headers(vec![kind]),
        body,
    }
}

/// The curl command that sends a request whose body is in a file.
pub(super) fn command(exchange: &Exchange, file: Option<&Path>) -> Result<String, Error> {
    let request = Request {
        method: &exchange.method,
        to: &exchange.url,
        headers: &exchange.headers,
        body: file,
        size: exchange.body.len(),
        // Those that may not be seen are left out already.
        secrets: Secrets::Shown,
    };
    let command = curl::command(&request, &Manner::default(), Shell::Bash);
    command.map_err(|why| Error::Option("curl", why))
}

/// The file that holds the body of a capture and nothing else; none for an empty one.
pub(super) fn file_of(capture: &Capture) -> Result<Option<PathBuf>, Error> {
    let origin = &capture.origin;
    let is_own = origin.element.is_none() && origin.lines_before == 0;
    let is_body =
        |path: &PathBuf| crate::store::read(path).is_ok_and(|found| found == capture.body);
    let own = origin.path.clone().filter(|path| is_own && is_body(path));
    if own.is_none() && !capture.body.is_empty() {
        let place = origin::within(origin);
        let why = format!("no file holds `{place}` alone; `dsw export --format curl` writes one");
        return Err(Error::Option("--curl", why));
    }
    Ok(own.filter(|_| !capture.body.is_empty()))
}
