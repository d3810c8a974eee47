//! The secrets of a request that its answer quotes: nobody else knows what went out.

use hyper::StatusCode;

use super::outgoing::{BY_NTLM, Outgoing};
use super::target::Target;
use crate::content::{Content, Declared};
use crate::delivery::Answered;
use crate::secret::secrets_of_request;

/// The secrets of a request that its answer holds, the longest first.
pub(super) fn quoted(answered: &Answered, target: &Target, letter: &Outgoing) -> Box<[String]> {
    if says_nothing(answered) {
        return Box::default();
    }
    let declared = Declared::in_headers(&answered.headers);
    let body = Content::read(&answered.body, &declared).utf8();
    let said = [
        String::from_utf8_lossy(&body),
        answered.reason.as_str().into(),
        answered.location.as_deref().unwrap_or_default().into(),
    ];
    let mut secrets = secrets_of_request(&letter.headers_to(target), target.asked());
    secrets.retain(|secret| secret != BY_NTLM && said.iter().any(|text| text.contains(secret)));
    secrets.into()
}

/// Most receivers accept a payload without a word of their own.
fn says_nothing(answered: &Answered) -> bool {
    let status = StatusCode::from_u16(answered.status).ok();
    let reason = status.and_then(|status| status.canonical_reason()).unwrap_or_default();
    answered.body.is_empty() && answered.location.is_none() && answered.reason == reason
}
