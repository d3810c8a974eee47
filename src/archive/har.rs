//! HTTP Archives.

use bytes::Bytes;
use serde_json::Value;

use super::Archived;
use super::parts::{base64, header, request, text};
use crate::entry::Sent;

/// An entry of the archive.
pub(super) fn one(entry: &Value) -> Result<Archived, String> {
    let asked = entry.get("request").ok_or("it has no request")?;
    let pairs = asked.get("headers").and_then(Value::as_array).into_iter().flatten();
    let headers = pairs.filter_map(|pair| header(text(pair, "name")?, text(pair, "value")?));
    let headers = headers.collect();
    let (at, method) = (text(entry, "startedDateTime"), text(asked, "method"));
    let status = entry.pointer("/response/status").and_then(Value::as_u64);
    let status = status.and_then(|status| u16::try_from(status).ok());
    Ok(Archived {
        request: request(at, method, text(asked, "url"), headers)?,
        body: asked.get("postData").map_or(Ok(Bytes::new()), body)?,
        sent: status.filter(|one| *one >= 100).map_or(Sent::Imported, Sent::Status),
    })
}

/// The text; of a form that has its fields alone, these.
fn body(posted: &Value) -> Result<Bytes, String> {
    match (text(posted, "text"), text(posted, "encoding")) {
        (Some(text), Some("base64")) => base64(text),
        (Some(text), _) => Ok(Bytes::from(text.to_owned())),
        (None, _) => {
            let fields = posted.get("params").and_then(Value::as_array).into_iter().flatten();
            let fields = fields.filter_map(|one| {
                Some(format!("{}={}", text(one, "name")?, text(one, "value").unwrap_or_default()))
            });
            Ok(Bytes::from(fields.collect::<Vec<_>>().join("&")))
        }
    }
}
