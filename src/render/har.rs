//! HTTP Archives, version 1.2: requests as the tools of browsers keep them.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};

use crate::capture::Headers;

/// A request that an archive is to have.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// When it came.
    pub at: Option<Timestamp>,
    /// The method.
    pub method: String,
    /// The whole URL.
    pub url: String,
    /// `HTTP/1.1`.
    pub version: String,
    /// The headers, in order.
    pub headers: Headers,
    /// The body.
    pub body: Vec<u8>,
}

#[derive(Serialize)]
struct Pair<'a> {
    name: &'a str,
    value: String,
}

/// The archive, ending in a line break.
#[must_use]
pub fn archive(exchanges: &[Exchange]) -> String {
    let entries: Vec<_> = exchanges.iter().map(entry).collect();
    let creator = json!({"name": "dsw", "version": env!("CARGO_PKG_VERSION")});
    let archive = json!({"log": {"version": "1.2", "creator": creator, "entries": entries}});
    serde_json::to_string_pretty(&archive).expect("keys are strings and values plain data") + "\n"
}

fn entry(exchange: &Exchange) -> Value {
    let at = exchange.at.unwrap_or(Timestamp::UNIX_EPOCH);
    let headers: Vec<_> =
        exchange.headers.0.iter().map(|(name, value)| pair(name, value)).collect();
    let query = exchange.url.split_once('?').map_or("", |(_, query)| query);
    let query = query.split('&').filter(|pair| !pair.is_empty()).map(|one| {
        let (name, value) = one.split_once('=').unwrap_or((one, ""));
        pair(name, value.as_bytes())
    });
    let response = json!({
        "status": 0, "statusText": "", "httpVersion": exchange.version, "cookies": [],
        "headers": [], "content": {"size": 0, "mimeType": ""}, "redirectURL": "",
        "headersSize": -1, "bodySize": -1,
    });
    json!({
        "startedDateTime": format!("{at:.6}"),
        "time": 0,
        "request": {
            "method": exchange.method,
            "url": exchange.url,
            "httpVersion": exchange.version,
            "cookies": [],
            "headers": headers,
            "queryString": query.collect::<Vec<_>>(),
            "postData": body(exchange),
            "headersSize": -1,
            "bodySize": exchange.body.len(),
        },
        "response": response,
        "cache": {},
        "timings": {"send": 0, "wait": 0, "receive": 0},
    })
}

fn pair<'a>(name: &'a str, value: &[u8]) -> Pair<'a> {
    Pair { name, value: String::from_utf8_lossy(value).into_owned() }
}

/// Text as it is; bytes that are none in Base64, which `encoding` says.
fn body(exchange: &Exchange) -> Value {
    let kind = exchange.headers.get("content-type").map(|kind| String::from_utf8_lossy(kind));
    let kind = kind.unwrap_or_default();
    if let Ok(text) = std::str::from_utf8(&exchange.body) {
        return json!({"mimeType": kind, "text": text});
    }
    let text = BASE64_STANDARD.encode(&exchange.body);
    json!({"mimeType": kind, "text": text, "encoding": "base64"})
}
