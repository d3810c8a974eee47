//! Where a request says which kind of change it brings.

use crate::board_action::{Route, route_of};
use crate::capture::Capture;
use crate::cli::ChangeFrom;

/// The kind of change that a request names; none when it names none.
pub(super) fn route(capture: &Capture, from: Option<&ChangeFrom>) -> Option<Route> {
    let request = capture.request.as_ref()?;
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    let said = |word: &str| route_of(&format!("/{}", word.trim()));
    match from {
        None => route_of(&request.target),
        Some(ChangeFrom::Path) => route_of(path),
        Some(ChangeFrom::Query(name)) => query.split('&').find_map(|pair| {
            let (own, value) = pair.split_once('=')?;
            own.eq_ignore_ascii_case(name).then(|| said(value))?
        }),
        Some(ChangeFrom::Header(name)) => {
            said(&String::from_utf8_lossy(request.headers.get(name)?))
        }
    }
}
