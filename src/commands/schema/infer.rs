//! `dsw schema infer`: a contract, learned from payloads.

use std::iter;
use std::path::Path;

use super::print;
use crate::capture::Capture;
use crate::check::{Payload, Taken, appointments};
use crate::cli::InferArgs;
use crate::commands::sinks::is_no_source;
use crate::console::{Console, Talk};
use crate::content::Content;
use crate::error::{Error, Exit};
use crate::finding::Finding;
use crate::json::{Fault, Kind, locate};
use crate::origin;
use crate::printable::json_safe;
use crate::render::counted;
use crate::schema::Schema;
use crate::schema::infer::Learned;
use crate::store;

/// Learns from every payload of every source; what cannot be read does not stop the others.
pub(super) fn run(args: &InferArgs, console: &mut Console) -> Result<Exit, Error> {
    let output = args.output.as_deref().filter(|file| *file != Path::new("-"));
    output.map_or(Ok(()), |file| is_no_source("--output", file, &args.source))?;
    let file = output.map(store::Report::begin).transpose()?;
    let mut lesson = Lesson::new(console.talk());
    for capture in store::captures(&args.source.sources, &args.source.from) {
        match capture {
            Ok(capture) => lesson.learn(&capture),
            Err(error) => lesson.unread(&error),
        }
    }
    if lesson.learned.payloads() == 0 && lesson.exit != Exit::Ok {
        // Why there is nothing was told.
        return Ok(lesson.exit);
    }
    if lesson.learned.payloads() == 0 {
        return Err(Error::Nothing("no appointment to learn from".to_owned()));
    }
    let schema = safe(&lesson.learned.schema());
    match file {
        Some(mut file) => file.add(&schema).and_then(|()| file.keep())?,
        None => _ = print(&schema, console)?,
    }
    Ok(lesson.end())
}

/// The schema, in which names that came from payloads are safe to show.
fn safe(schema: &str) -> String {
    schema.lines().map(|line| json_safe(line).into_owned() + "\n").collect()
}

/// What was learned, and what could not be.
struct Lesson {
    schema: Schema,
    learned: Learned,
    talk: Talk,
    wrapped: usize,
    left_out: usize,
    exit: Exit,
}

impl Lesson {
    fn new(talk: Talk) -> Self {
        let (schema, learned) = (Schema::bundled(), Learned::default());
        Self { schema, learned, talk, wrapped: 0, left_out: 0, exit: Exit::Ok }
    }

    fn unread(&mut self, error: &Error) {
        self.exit = self.exit.and(error.exit());
        self.talk.error(error);
    }

    fn learn(&mut self, capture: &Capture) {
        let content = Content::of(capture);
        let payload = Payload::of_content(&content);
        let document = match payload.document() {
            Ok(document) => document,
            Err(fault) => return self.unreadable(capture, &fault),
        };
        let mut left_out = Vec::new();
        let root = document.root();
        let elements = root.elements();
        let one = iter::once(root).filter(|root| root.kind() != Kind::Array || root.is_empty());
        for (at, value) in one.chain(elements).enumerate() {
            let pointer = if root.kind() == Kind::Array { format!("/{at}") } else { String::new() };
            appointments(value, &self.schema, &mut |taken| match taken {
                Taken::Appointment(value) => _ = self.learned.takes(value),
                Taken::Wrapped(value) => {
                    self.wrapped += usize::from(self.learned.takes(value));
                }
                Taken::Not(finding) => {
                    left_out.push(Finding { pointer: pointer.clone(), ..finding });
                }
            });
        }
        locate(document.text(), left_out.iter_mut().map(|finding| &mut finding.place));
        for finding in &left_out {
            self.left_out(capture, finding);
        }
    }

    /// A body that is no JSON was never an appointment; a file that is none was meant to be one.
    fn unreadable(&mut self, capture: &Capture, fault: &Fault) {
        let is_file = capture.request.is_none();
        self.exit = self.exit.and(if is_file { Exit::Io } else { Exit::Ok });
        self.left_out(capture, &Finding::unreadable(fault));
    }

    fn left_out(&mut self, capture: &Capture, finding: &Finding) {
        self.left_out += 1;
        let origin = &capture.origin;
        let name = origin::name(origin);
        let (line, column) = (finding.place.line + origin.lines_before, finding.place.column);
        self.talk.warn(&format!("left out {name}:{line}:{column}: {}", finding.message));
    }

    /// Says what the run came to.
    fn end(self) -> Exit {
        let mut said = format!("learned from {}", counted(self.learned.payloads(), "payload"));
        if self.wrapped > 0 {
            said += &format!(", {} of them inside of something else", self.wrapped);
        }
        if self.left_out > 0 {
            said += &format!("; {} left out", self.left_out);
        }
        self.talk.say(&said);
        self.exit
    }
}
