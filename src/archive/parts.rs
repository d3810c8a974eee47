//! The parts of a request as other programs write them.

use std::fmt::Write;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::Value;

use crate::capture::{Headers, Request};

/// A text of an object.
pub(super) fn text<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    value.get(name)?.as_str()
}

/// The request of these parts.
///
/// # Errors
/// What of it no request can have.
pub(super) fn request(
    at: Option<&str>,
    method: Option<&str>,
    url: Option<&str>,
    headers: Vec<(String, Bytes)>,
) -> Result<Request, String> {
    let (method, url) = (method.ok_or("it has no method")?, url.ok_or("it has no URL")?);
    let is_token = !method.is_empty() && method.len() <= 32 && method.chars().all(is_of_token);
    if !is_token {
        return Err("its method is none".to_owned());
    }
    Ok(Request {
        received_at: at.and_then(moment).ok_or("it has no time that can be read")?,
        method: method.to_ascii_uppercase(),
        target: target(url),
        version: "HTTP/1.1".to_owned(),
        headers: Headers(with_way(url, headers)),
        remote: None,
    })
}

/// The headers with those that say where a request went, as HTTP/1.1 has them: HTTP/2 says it in
/// another way, and a whole URL says more than a path.
fn with_way(url: &str, mut headers: Vec<(String, Bytes)>) -> Vec<(String, Bytes)> {
    let Some((scheme, rest)) = url.split_once("://") else { return headers };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    for (name, value) in [("X-Forwarded-Proto", scheme), ("Host", host)] {
        let is_there = headers.iter().any(|(own, _)| own.eq_ignore_ascii_case(name));
        let is_usual = name != "Host" && scheme == "http";
        if !is_there
            && !is_usual
            && !value.is_empty()
            && value.bytes().all(|b| b.is_ascii_graphic())
        {
            headers.insert(0, (name.to_owned(), Bytes::from(value.to_owned())));
        }
    }
    headers
}

/// A moment with its offset, or by the clock of UTC.
fn moment(text: &str) -> Option<Timestamp> {
    let clock = || text.replacen(' ', "T", 1).parse::<DateTime>().ok();
    text.parse().ok().or_else(|| TimeZone::UTC.to_timestamp(clock()?).ok())
}

/// Path and query of a URL; what is no visible ASCII is percent-encoded.
fn target(url: &str) -> String {
    let url = url.split('#').next().unwrap_or_default();
    let rest = url
        .split_once("://")
        .map_or(url, |(_, rest)| rest.find(['/', '?']).map_or("", |start| &rest[start..]));
    let mut target = if rest.starts_with('/') { String::new() } else { "/".to_owned() };
    for byte in rest.bytes() {
        if byte.is_ascii_graphic() {
            target.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(target, "%{byte:02X}");
        }
    }
    target
}

/// A header that a request can have; not those of HTTP/2 that stand for its first line.
pub(super) fn header(name: &str, value: &str) -> Option<(String, Bytes)> {
    let is_name = !name.is_empty() && name.chars().all(is_of_token);
    let is_value = !value.chars().any(|one| one.is_control() && one != '\t');
    (is_name && is_value).then(|| (name.to_owned(), Bytes::from(value.trim().to_owned())))
}

/// Headers of an object that has a text, or a list of them, by name.
pub(super) fn headers_by_name(value: Option<&Value>) -> Vec<(String, Bytes)> {
    let members = value.and_then(Value::as_object).into_iter().flatten();
    let all = members.flat_map(|(name, value)| {
        let values = match value {
            Value::Array(values) => values.iter().filter_map(Value::as_str).collect(),
            other => other.as_str().into_iter().collect::<Vec<_>>(),
        };
        values.into_iter().filter_map(|value| header(name, value)).collect::<Vec<_>>()
    });
    all.collect()
}

/// Bytes in Base64.
pub(super) fn base64(text: &str) -> Result<Bytes, String> {
    let decoded = BASE64_STANDARD.decode(text.trim());
    decoded.map(Bytes::from).map_err(|error| format!("it is not Base64: {error}"))
}

fn is_of_token(one: char) -> bool {
    one.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(one)
}
