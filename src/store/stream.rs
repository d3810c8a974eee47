//! One stream of payloads: its form is seen from its first lines.

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::iter;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::chunks::{Chunk, Chunks};
use super::entries::{self, Entries};
use super::journal::JOURNAL;
use super::line::{CAPTURE, Head};
use super::lines::{Input, open, open_as_long};
use super::pieces::{Piece, Pieces};
use super::wide::Wide;
use crate::capture::{Capture, Origin};
use crate::content::{MOST_EXPANDED, expanded, too_much};
use crate::error::Error;
use crate::json::Document;
use crate::origin::STDIN;
use crate::sequence::Link;

/// How payloads stand in a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// The whole stream is one.
    One,
    /// One a line.
    Lines,
    /// In files of their own, named by the lines.
    Journal,
}

/// A stream, and where what it names is found.
pub(super) struct Stream {
    input: Input,
    /// The file it is; none for standard input.
    path: Option<PathBuf>,
    /// The folder of the bodies, should it be a journal.
    bodies: PathBuf,
    /// The form that its name promises.
    promised: Form,
    /// The most bytes that it may have as a single payload.
    pub(super) most: u64,
}

impl Stream {
    /// A file, by its name.
    pub(super) fn of_file(path: PathBuf) -> Result<Self, Error> {
        let input = open(&path)?;
        Self::named(path, input)
    }

    /// The same of a file of which it is known how long it is.
    pub(super) fn of_length(path: PathBuf, length: u64) -> Result<Self, Error> {
        let input = open_as_long(&path, length)?;
        Self::named(path, input)
    }

    fn named(path: PathBuf, mut input: Input) -> Result<Self, Error> {
        let is = |path: &Path, ending| {
            path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending))
        };
        let is_compressed = is(&path, "gz");
        let name = if is_compressed { path.with_extension("") } else { path.clone() };
        if is_compressed {
            let begun = input.fill_buf().map_err(|error| Error::Read(path.clone(), error))?;
            let why = match begun {
                [] => "it is empty, and no gzip data",
                [GZIP, ..] => "",
                _ => "it is not gzip data",
            };
            if !why.is_empty() {
                return Err(Error::Read(path, io::Error::new(io::ErrorKind::InvalidData, why)));
            }
            input = unpacked(input);
        }
        let promised = if name.file_name().is_some_and(|name| name == JOURNAL) {
            Form::Journal
        } else if is(&name, "jsonl") || is(&name, "ndjson") {
            Form::Lines
        } else {
            Form::One
        };
        let most = if is_compressed { MOST_EXPANDED } else { u64::MAX };
        let bodies = path.parent().unwrap_or(Path::new("")).to_owned();
        Ok(Self { input, path: Some(path), bodies, promised, most })
    }

    /// Standard input, or what stands for it.
    pub(super) fn of_input(mut input: Input, bodies: &Path) -> Self {
        let (bodies, promised) = (bodies.to_owned(), Form::One);
        // What fails here fails again when it is read.
        let is_compressed = input.fill_buf().is_ok_and(|begun| begun.first() == Some(&GZIP));
        let most = if is_compressed { MOST_EXPANDED } else { u64::MAX };
        let input = if is_compressed { unpacked(input) } else { input };
        Self { input, path: None, bodies, promised, most }
    }

    /// Its payloads in pieces, read as they are asked for.
    pub(super) fn pieces(self) -> Pieces {
        let path = self.name();
        let failed = |error| Box::new(iter::once(Piece::one(Err(Error::Read(path, error))))) as _;
        self.read().unwrap_or_else(failed)
    }

    /// What faults call it: what findings do.
    fn name(&self) -> PathBuf {
        self.path.clone().unwrap_or_else(|| PathBuf::from(STDIN))
    }

    fn read(mut self) -> io::Result<Pieces> {
        let start = Start::of(&mut self.input)?;
        if let Some(wide) = Wide::of(&start.bytes) {
            return self.read_wide(wide, start.bytes);
        }
        let form = start.form(self.promised);
        self.read_as(form, start.bytes)
    }

    /// Payloads of UTF-16 stay as they are, the lines of a journal are read.
    fn read_wide(mut self, wide: Wide, mut bytes: Vec<u8>) -> io::Result<Pieces> {
        self.input.read_to_end(&mut bytes)?;
        self.input = Box::new(io::empty());
        let text = wide.utf_8(&bytes);
        match Start::of(&mut text.as_slice())?.form(self.promised) {
            Form::One => self.one(bytes),
            Form::Journal => self.read_as(Form::Journal, text),
            Form::Lines => {
                let lines = wide.lines(&bytes).map(|(lines_before, line)| {
                    let path = self.path.clone();
                    let origin = Origin { path, lines_before, ..Origin::default() };
                    Ok(unlisted(Capture::of_body(origin, line.into())))
                });
                let all: Vec<_> = lines.collect();
                Ok(Box::new(iter::once(Piece::large(Box::new(all.into_iter())))))
            }
        }
    }

    /// What was read, and all that comes behind it.
    fn read_as(self, form: Form, begun: Vec<u8>) -> io::Result<Pieces> {
        match form {
            Form::One => self.one(begun),
            Form::Lines => Ok(self.lines(begun)),
            Form::Journal => {
                let (journal, bodies) = (self.name(), self.bodies);
                let input = Box::new(Cursor::new(begun).chain(self.input));
                let entries = Entries::of(input, journal.clone());
                Ok(entries::pieces(entries, journal, bodies))
            }
        }
    }

    fn one(self, mut body: Vec<u8>) -> io::Result<Pieces> {
        let most = self.most.saturating_add(1).saturating_sub(body.len() as u64);
        self.input.take(most).read_to_end(&mut body)?;
        if body.len() as u64 > self.most {
            return Err(too_much(self.most));
        }
        // An empty file is a payload to judge; an empty pipe is a command before it that failed.
        if self.path.is_none() && body.trim_ascii().is_empty() {
            return Ok(Box::new(iter::empty()));
        }
        let origin = Origin { path: self.path, ..Origin::default() };
        let capture = Capture::of_body(origin, body.into());
        Ok(Box::new(iter::once(Piece::one(Ok(unlisted(capture))))))
    }

    fn lines(self, begun: Vec<u8>) -> Pieces {
        let (name, path) = (self.name(), self.path);
        let chunks = Chunks::of(begun, self.input)
            .filter(|chunk| !chunk.as_ref().is_ok_and(Chunk::is_blank));
        Box::new(chunks.map(move |chunk| match chunk {
            Ok(chunk) => {
                let links = chunk.captures(path.clone()).map(|capture| Ok(unlisted(capture)));
                Piece::large(Box::new(links))
            }
            Err(error) => Piece::one(Err(Error::Read(name.clone(), error))),
        }))
    }
}

/// The first byte of gzip data, and of no text.
const GZIP: u8 = 0x1F;

fn unpacked(input: Input) -> Input {
    Box::new(BufReader::with_capacity(1 << 16, expanded(input)))
}

/// A payload that no journal names.
fn unlisted(capture: Capture) -> Link {
    Link::Capture(Box::new(capture), None)
}

/// A stream up to its second line that is not blank.
struct Start {
    bytes: Vec<u8>,
    /// The first line that is not blank.
    first: Range<usize>,
    /// The first byte of the second.
    second: Option<u8>,
}

impl Start {
    fn of(input: &mut impl BufRead) -> io::Result<Self> {
        let mut bytes = Vec::new();
        let first = line_with_text(input, &mut bytes)?;
        let second = line_with_text(input, &mut bytes)?;
        let second = bytes[second].trim_ascii_start().first().copied();
        Ok(Self { bytes, first, second })
    }

    fn form(&self, promised: Form) -> Form {
        let bytes = &self.bytes[self.first.clone()];
        let first = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let more = self.second.is_some_and(starts_value);
        if promised == Form::Journal || is_journal(first) {
            Form::Journal
        } else if promised == Form::Lines || (more && is_json(first)) {
            Form::Lines
        } else {
            Form::One
        }
    }
}

/// Reads on to the end of the next line that is not blank; empty when there is none.
fn line_with_text(input: &mut impl BufRead, bytes: &mut Vec<u8>) -> io::Result<Range<usize>> {
    loop {
        let start = bytes.len();
        input.read_until(b'\n', bytes)?;
        if bytes.len() == start || !bytes[start..].trim_ascii().is_empty() {
            return Ok(start..bytes.len());
        }
    }
}

/// Not only by its kind: the JSON output of this program has kinds too, but no files. Most lines
/// are payloads, in which nothing is called so, and are read no further.
fn is_journal(line: &[u8]) -> bool {
    let is_head = |head: Head| {
        head.v > 0 && head.kind == CAPTURE && head.seq.is_some() && head.file.is_some()
    };
    memchr::memmem::find(line, b"\"kind\"").is_some()
        && serde_json::from_slice(line).is_ok_and(is_head)
}

fn starts_value(byte: u8) -> bool {
    matches!(byte, b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n')
}

fn is_json(line: &[u8]) -> bool {
    std::str::from_utf8(line).is_ok_and(|line| Document::parse(line).is_ok())
}
