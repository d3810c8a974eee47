//! What goes back to the sender.

use bytes::Bytes;
use http_body_util::Full;
use hyper::header::{CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue, TRANSFER_ENCODING};
use hyper::{Response, StatusCode};

use super::Answer;

/// An answer in hyper's terms.
pub(super) type Reply = Response<Full<Bytes>>;

/// The consumer's answer; how it is framed is hyper's to say.
pub(super) fn of(answer: Answer) -> Reply {
    let mut reply = Response::new(Full::new(answer.body));
    let status = StatusCode::from_u16(answer.status).ok().filter(|status| status.as_u16() >= 200);
    *reply.status_mut() = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in answer.headers {
        if name != CONTENT_LENGTH && name != TRANSFER_ENCODING {
            reply.headers_mut().append(name, value);
        }
    }
    reply
}

/// What a browser is shown that was sent to the listener's address.
pub(super) fn welcome() -> Reply {
    const TEXT: &str = "dsw listens here. Send appointments by POST to this address.\n";
    typed(200, "text/plain; charset=utf-8", Bytes::from_static(TEXT.as_bytes()))
}

/// A status without a body.
pub(super) fn empty(status: u16) -> Reply {
    of(Answer::status(status))
}

/// A status, and why.
pub(super) fn error(status: u16, why: &'static str) -> Reply {
    typed(status, "application/json", format!(r#"{{"error":"{why}"}}"#).into())
}

/// 413, and the limit in bytes.
pub(super) fn too_large(limit: u64) -> Reply {
    let body = format!(r#"{{"error":"payload too large","limit":{limit}}}"#);
    typed(413, "application/json", body.into())
}

/// The same, as the last answer on its connection.
pub(super) fn last(mut reply: Reply) -> Reply {
    reply.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    reply
}

fn typed(status: u16, media_type: &'static str, body: Bytes) -> Reply {
    let headers = vec![(CONTENT_TYPE, HeaderValue::from_static(media_type))];
    of(Answer { headers, body, ..Answer::status(status) })
}
