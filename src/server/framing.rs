//! Finds the request heads in what a sender sends, without touching it.
//!
//! hyper reads the same bytes and answers them, but spells header names in lower case and
//! drops or forgives some of the framing; what is captured and judged comes from here.

use std::collections::VecDeque;

use bytes::{Bytes, BytesMut};
use jiff::Timestamp;

use super::Limits;
use super::chunks::Chunks;
use super::fault::{self, Fault};
use super::head::{Framed, Head};

/// Where in a stream of requests the last byte stood.
#[derive(Debug)]
pub(super) struct Framing {
    place: Place,
    /// The head so far, without the empty lines before it.
    raw: BytesMut,
    /// Where the last line of the head begins.
    line: usize,
    /// The bytes of empty lines before the head.
    skipped: usize,
}

#[derive(Debug)]
enum Place {
    Head,
    Length(u64),
    Chunks(Chunks),
    /// Behind a fault: the connection ends there, so nothing more is looked for.
    Lost,
}

impl Framing {
    /// Before the first byte.
    pub(super) fn new() -> Self {
        Self { place: Place::Head, raw: BytesMut::new(), line: 0, skipped: 0 }
    }

    /// True when a head has begun and not ended.
    pub(super) fn is_in_head(&self) -> bool {
        matches!(self.place, Place::Head) && self.raw.len() + self.skipped > 0
    }

    /// What can be said against a head that has not ended.
    pub(super) fn fault(&self, limits: &Limits) -> Option<Fault> {
        let raw = Bytes::copy_from_slice(&self.raw);
        let begun = !raw.is_empty();
        begun.then(|| Head::read(&raw, Timestamp::UNIX_EPOCH, limits).fault).flatten()
    }

    /// Follows the bytes, which came at a time, and gives the heads that end in them.
    pub(super) fn feed(
        &mut self,
        mut bytes: &[u8],
        at: Timestamp,
        limits: &Limits,
        found: &mut VecDeque<Head>,
    ) {
        while !bytes.is_empty() {
            let used = match &mut self.place {
                Place::Head => self.line(bytes, at, limits, found),
                Place::Length(left) => {
                    let used = usize::try_from(*left).map_or(bytes.len(), |n| n.min(bytes.len()));
                    *left -= used as u64;
                    self.place = Place::after(Framed::Length(*left));
                    used
                }
                Place::Chunks(chunks) => {
                    let used = chunks.feed(bytes);
                    self.place = Place::within(*chunks);
                    used
                }
                Place::Lost => return,
            };
            bytes = &bytes[used..];
        }
    }

    /// Takes the rest of a line of the head, or what there is of it.
    fn line(
        &mut self,
        bytes: &[u8],
        at: Timestamp,
        limits: &Limits,
        found: &mut VecDeque<Head>,
    ) -> usize {
        let end = bytes.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(bytes.len(), |end| end + 1);
        self.raw.extend_from_slice(&bytes[..used]);
        let is_empty = matches!(&self.raw[self.line..], b"\n" | b"\r\n");
        if is_empty && self.line == 0 {
            // RFC 9112, section 2.2: an empty line before a request counts for nothing.
            self.skipped += self.raw.len();
            self.raw.clear();
        } else if is_empty {
            self.end(at, limits, found);
        } else if end.is_some() {
            self.line = self.raw.len();
        }
        if self.raw.len() + self.skipped > limits.head_bytes {
            self.end(at, limits, found);
        }
        used
    }

    fn end(&mut self, at: Timestamp, limits: &Limits, found: &mut VecDeque<Head>) {
        let is_long = self.raw.len() + self.skipped > limits.head_bytes;
        let mut head = Head::read(&self.raw.split().freeze(), at, limits);
        if is_long {
            head.fault = Some(fault::HEAD_TOO_LONG);
        }
        self.place = if head.fault.is_some() { Place::Lost } else { Place::after(head.body) };
        (self.line, self.skipped) = (0, 0);
        found.push_back(head);
    }
}

impl Place {
    fn after(body: Framed) -> Self {
        match body {
            Framed::Length(0) => Self::Head,
            Framed::Length(left) => Self::Length(left),
            Framed::Chunked => Self::Chunks(Chunks::Start),
        }
    }

    fn within(chunks: Chunks) -> Self {
        match chunks {
            Chunks::End => Self::Head,
            Chunks::Broken => Self::Lost,
            chunks => Self::Chunks(chunks),
        }
    }
}
