//! What was simulated, kept as captures are.

use std::path::Path;

use bytes::Bytes;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::appointment::Appointment;
use crate::board_action::Route;
use crate::capture::{Capture, Headers, Origin, Request};
use crate::cli::SourceArgs;
use crate::commands::shell::quoted;
use crate::console::Console;
use crate::entry::Sent;
use crate::error::Error;
use crate::simulate::Posted;
use crate::store::{Body, Folder};

/// Records the payloads in a folder, and gives the captures that they are there.
pub(super) fn keep(posted: &[Posted], dir: &Path, console: &Console) -> Result<SourceArgs, Error> {
    let (mut folder, notices) = Folder::open(dir)?;
    for notice in notices {
        console.talk().warn(&notice.to_string());
    }
    let first = folder.next_seq();
    for one in posted {
        let mut capture = capture(one);
        let document = one.draft.document();
        let name = Appointment::of(&document).and_then(|one| one.name());
        folder.record(&mut capture, Body::Json(name.as_deref()), Sent::Simulated)?;
    }
    let last = folder.next_seq().saturating_sub(1);
    let sources = vec![format!("{first}..{last}").into()];
    Ok(SourceArgs { sources, from: dir.to_owned() })
}

/// The words that name what was kept, and nothing that lay in the folder before.
pub(super) fn words(kept: &SourceArgs) -> String {
    let dir = quoted(kept.from.as_os_str());
    let range = kept.sources.iter().map(|range| range.to_string_lossy()).collect::<String>();
    if range.starts_with("1..") { dir } else { format!("{range} --from {dir}") }
}

/// The request that would have brought it, at a path that says which kind of change it is.
fn capture(posted: &Posted) -> Capture {
    // Its dates have no zone that is known; the journal's are UTC, and only the gaps count.
    let received_at = TimeZone::UTC.to_timestamp(posted.at).unwrap_or(Timestamp::UNIX_EPOCH);
    let headers = vec![("Content-Type".to_owned(), Bytes::from_static(b"application/json"))];
    let request = Request {
        received_at,
        method: "POST".to_owned(),
        target: match posted.change {
            Route::Created => "/created",
            Route::Updated => "/updated",
            Route::Deleted => "/deleted",
        }
        .to_owned(),
        version: "HTTP/1.1".to_owned(),
        headers: Headers(headers),
        remote: None,
    };
    let body = posted.draft.clone().into_body().into();
    Capture { request: Some(request), ..Capture::of_body(Origin::default(), body) }
}
