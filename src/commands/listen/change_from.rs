//! Where a request says which kind of change it brings.

use std::borrow::Cow;

use crate::board_action::{Route, route_of};
use crate::capture::{Capture, query};
use crate::cli::ChangeFrom;
use crate::store::Lying;

/// The kind of change that a request names; none when it names none.
pub(super) fn route(capture: &Capture, from: Option<&ChangeFrom>) -> Option<Route> {
    let request = capture.request.as_ref()?;
    let header = |name: &str| request.headers.get(name).map(|it| String::from_utf8_lossy(it));
    named(&request.target, header, from)
}

/// The same of a request that a journal tells of.
pub(super) fn route_of_line(line: &Lying<'_>, from: Option<&ChangeFrom>) -> Option<Route> {
    named(line.target(), |name| line.header(name).map(Cow::Borrowed), from)
}

fn named<'r>(
    target: &'r str,
    header: impl FnOnce(&str) -> Option<Cow<'r, str>>,
    from: Option<&ChangeFrom>,
) -> Option<Route> {
    let said = |word: &str| route_of(&format!("/{}", word.trim()));
    match from {
        None => route_of(target),
        Some(ChangeFrom::Path) => route_of(target.split('?').next().unwrap_or_default()),
        Some(ChangeFrom::Query(name)) => query(target)
            .filter(|(own, _)| own.eq_ignore_ascii_case(name))
            .find_map(|(_, value)| said(value?)),
        Some(ChangeFrom::Header(name)) => said(&header(name)?),
    }
}
