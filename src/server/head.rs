//! A request head as it was sent, read strictly: what it says, or its first fault.

use bytes::Bytes;
use jiff::Timestamp;

use super::Limits;
use super::fault::{self, Fault};
use crate::capture::{Headers, Request};

/// A request head, and what follows from it for the bytes behind it.
#[derive(Debug)]
pub(super) struct Head {
    /// What was understood of it, up to its first fault.
    pub(super) request: Request,
    /// How its body is framed.
    pub(super) body: Framed,
    /// Why the request must be refused.
    pub(super) fault: Option<Fault>,
}

/// How the end of a body is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Framed {
    /// By its length in bytes; 0 when the head names none.
    Length(u64),
    /// By its last chunk.
    Chunked,
}

impl Head {
    /// Reads a head from its first byte to its empty line, or as much of one as there is.
    pub(super) fn read(raw: &Bytes, at: Timestamp, limits: &Limits) -> Self {
        let mut request = Request {
            received_at: at,
            method: String::new(),
            target: String::new(),
            version: String::new(),
            headers: Headers::default(),
            remote: None,
        };
        let body = lines(raw, &mut request, limits).and_then(|()| framed(&request));
        let fault = body.err();
        Self { request, body: body.unwrap_or(Framed::Length(0)), fault }
    }
}

fn lines(raw: &Bytes, request: &mut Request, limits: &Limits) -> Result<(), Fault> {
    if raw.first() == Some(&0x16) {
        return Err(fault::TLS);
    }
    if raw.starts_with(b"PRI * HTTP/2") {
        return Err(fault::HTTP_2);
    }
    let mut lines = raw.split_inclusive(|byte| *byte == b'\n');
    request_line(text(lines.next().unwrap_or_default())?, request, limits)?;
    for line in lines {
        let line = text(line)?;
        if line.is_empty() {
            return Ok(());
        }
        if request.headers.0.len() == limits.headers {
            return Err(fault::TOO_MANY_HEADERS);
        }
        let (name, value) = header(line)?;
        request.headers.0.push((ascii(name), raw.slice_ref(value)));
    }
    Err(fault::UNFINISHED)
}

/// A line without its end; hyper would let a bare line feed end it.
fn text(line: &[u8]) -> Result<&[u8], Fault> {
    let text = line.strip_suffix(b"\n").unwrap_or(line);
    let text = text.strip_suffix(b"\r").unwrap_or(text);
    if text.iter().any(|byte| byte.is_ascii_control() && *byte != b'\t') {
        return Err(fault::CONTROL);
    }
    match &line[text.len()..] {
        b"\r\n" => Ok(text),
        b"\n" => Err(fault::BARE_LF),
        _ => Err(fault::UNFINISHED),
    }
}

fn request_line(line: &[u8], request: &mut Request, limits: &Limits) -> Result<(), Fault> {
    let words: Vec<&[u8]> = line.split(|byte| *byte == b' ').collect();
    let [method, target, version] = words[..] else { return Err(fault::REQUEST_LINE) };
    if !is_token(method) || target.is_empty() || target.contains(&b'\t') {
        return Err(fault::REQUEST_LINE);
    }
    request.method = ascii(method);
    if target.len() > limits.target {
        return Err(fault::TARGET_TOO_LONG);
    }
    request.target = escaped(target);
    if ![&b"HTTP/1.1"[..], b"HTTP/1.0"].contains(&version) {
        return Err(fault::VERSION);
    }
    request.version = ascii(version);
    Ok(())
}

fn header(line: &[u8]) -> Result<(&[u8], &[u8]), Fault> {
    if line[0] == b' ' || line[0] == b'\t' {
        return Err(fault::FOLDED);
    }
    let colon = line.iter().position(|byte| *byte == b':').ok_or(fault::NO_COLON)?;
    let (name, value) = (&line[..colon], &line[colon + 1..]);
    if name.ends_with(b" ") || name.ends_with(b"\t") {
        return Err(fault::SPACE);
    }
    // Of white space, only blank and tab are left in a line.
    is_token(name).then_some((name, value.trim_ascii())).ok_or(fault::NAME)
}

/// RFC 9112, section 6: how the body is framed, every doubt a fault.
fn framed(request: &Request) -> Result<Framed, Fault> {
    let hosts = request.headers.all("host").count();
    if hosts > 1 {
        return Err(fault::HOSTS);
    }
    if hosts == 0 && request.version == "HTTP/1.1" {
        return Err(fault::NO_HOST);
    }
    if request.method == "CONNECT" {
        return Err(fault::CONNECT);
    }
    let length = length(&request.headers)?;
    let mut codings = request.headers.all("transfer-encoding");
    let Some(coding) = codings.next() else { return Ok(Framed::Length(length.unwrap_or(0))) };
    if length.is_some() {
        return Err(fault::LENGTH_AND_CODING);
    }
    // HTTP/1.0 has no chunks: an old proxy on the way would take them for the body.
    let chunked = coding.eq_ignore_ascii_case(b"chunked") && codings.next().is_none();
    let known = chunked && request.version == "HTTP/1.1";
    known.then_some(Framed::Chunked).ok_or(fault::CODING)
}

fn length(headers: &Headers) -> Result<Option<u64>, Fault> {
    let mut length = None;
    for value in headers.all("content-length") {
        // 19 digits always fit, and tell a huge length (413) from nonsense (400).
        let digits = value.len() <= 19 && value.iter().all(u8::is_ascii_digit);
        let digits = std::str::from_utf8(value).ok().filter(|_| digits).ok_or(fault::LENGTH)?;
        let said = digits.parse().map_err(|_| fault::LENGTH)?;
        if length.is_some_and(|before| before != said) {
            return Err(fault::LENGTHS);
        }
        length = Some(said);
    }
    Ok(length)
}

/// RFC 9110, section 5.6.2: what methods and header names are made of.
fn is_token(word: &[u8]) -> bool {
    let is_token = |byte: &u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(byte);
    !word.is_empty() && word.iter().all(is_token)
}

fn ascii(word: &[u8]) -> String {
    String::from_utf8_lossy(word).into_owned()
}

/// A target with every byte that is not ASCII percent-encoded.
fn escaped(target: &[u8]) -> String {
    use std::fmt::Write;
    let mut text = String::with_capacity(target.len());
    for byte in target {
        if byte.is_ascii() {
            text.push(char::from(*byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}
