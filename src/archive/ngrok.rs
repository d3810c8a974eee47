//! What the inspection interface of ngrok's agent gives: `/api/requests/http`.

use bytes::Bytes;
use serde_json::Value;

use super::Archived;
use super::parts::{base64, headers_by_name, request, text};
use crate::entry::Sent;

/// What ends the head of a request.
const END: &[u8] = b"\r\n\r\n";

/// The requests of an export, or the one that was asked for; none when it is none.
pub(super) fn all(value: &Value) -> Option<&[Value]> {
    let is_one = |one: &&Value| one.pointer("/request/raw").is_some();
    let all = value.get("requests").and_then(Value::as_array).map(Vec::as_slice);
    all.or_else(|| Some(value).filter(is_one).map(std::slice::from_ref))
}

/// A request, whose bytes are in Base64: head and body.
pub(super) fn one(entry: &Value) -> Result<Archived, String> {
    let asked = entry.get("request").ok_or("it has no request")?;
    let headers = headers_by_name(asked.get("headers"));
    let raw = base64(text(asked, "raw").unwrap_or_default())?;
    let head = raw.windows(END.len()).position(|bytes| bytes == END);
    let body = head.map_or_else(Bytes::new, |at| raw.slice(at + END.len()..));
    let is_chunked = headers.iter().any(|(name, value)| {
        name.eq_ignore_ascii_case("transfer-encoding") && value.eq_ignore_ascii_case(b"chunked")
    });
    let status = entry.pointer("/response/status_code").and_then(Value::as_u64);
    let status = status.and_then(|status| u16::try_from(status).ok());
    Ok(Archived {
        request: request(text(entry, "start"), text(asked, "method"), text(asked, "uri"), headers)?,
        body: if is_chunked { joined(&body).unwrap_or(body) } else { body },
        sent: status.filter(|one| *one >= 100).map_or(Sent::Imported, Sent::Status),
    })
}

/// The chunks of a body, joined; none when it is not in chunks after all.
fn joined(body: &Bytes) -> Option<Bytes> {
    let (mut rest, mut joined) = (&body[..], Vec::new());
    loop {
        let line = rest.windows(2).position(|bytes| bytes == b"\r\n")?;
        let size = std::str::from_utf8(&rest[..line]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        if size == 0 {
            return Some(joined.into());
        }
        let begin = line + 2;
        joined.extend_from_slice(rest.get(begin..begin.checked_add(size)?)?);
        rest = rest.get(begin + size + 2..)?;
    }
}
