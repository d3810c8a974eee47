//! `dsw export`: captures as files to go on with, or to be committed.

use std::borrow::Cow;
use std::path::Path;

use super::judge::read;
use super::request::{anonymous, as_it_came, command};
use crate::body;
use crate::capture::{Capture, Origin};
use crate::cli::{ExportArgs, ExportFormat, SourceArgs};
use crate::console::Console;
use crate::content::Content;
use crate::error::{Error, Exit};
use crate::origin;
use crate::redact::StandIns;
use crate::render::har::{self, Exchange};
use crate::render::{counted, http};
use crate::secret::Secrets;
use crate::store::{self, AllKept, Named};

/// What a script begins with: it may be run from anywhere.
const SCRIPT: &str = "#!/bin/sh\nset -e\ncd \"$(dirname \"$0\")\"\n";

/// Writes every payload, or one file of all requests.
pub(super) fn run(args: &ExportArgs, console: &mut Console) -> Result<Exit, Error> {
    let talk = console.talk();
    let mut export = Export::of(args);
    let mut exit = Exit::Ok;
    for kept in export.payloads() {
        match kept.and_then(|kept| export.one(&kept.capture)) {
            // Where one cannot be written, none can.
            Err(error @ Error::Report(..)) => return Err(error),
            Err(error) => {
                talk.error(&error);
                exit = exit.and(error.exit());
            }
            Ok(()) => {}
        }
    }
    if export.count == 0 {
        talk.warn("nothing was exported");
        return Ok(exit.and(Exit::Io));
    }
    export.end()?;
    let dir = crate::printable::printable(&args.output.display().to_string()).into_owned();
    talk.say(&format!("{} exported into {dir}", counted(export.count, "payload")));
    if !args.redact {
        talk.warn(
            "payloads hold names, addresses and perhaps secrets as they came; `--redact` puts \
             stand-ins in their place",
        );
    }
    Ok(exit)
}

struct Export<'a> {
    args: &'a ExportArgs,
    /// None before the first.
    files: Option<Named>,
    stand_ins: StandIns,
    /// What an archive is made of.
    done: Vec<Exchange>,
    /// The script, or the requests.
    text: String,
    count: usize,
}

impl<'a> Export<'a> {
    fn of(args: &'a ExportArgs) -> Self {
        let (stand_ins, done, text) = (StandIns::new(), Vec::new(), String::new());
        Self { args, files: None, stand_ins, done, text, count: 0 }
    }

    /// The payloads; for stand-ins they are read twice, those of stdin held, as what is personal
    /// in one may stand in all others.
    fn payloads(&mut self) -> AllKept {
        let SourceArgs { sources, from } = &self.args.source;
        if !self.args.redact {
            return store::kept(sources, from);
        }
        let mut held = Vec::new();
        let is_read_once = sources.iter().any(|source| source == "-");
        for kept in store::kept(sources, from) {
            if let Ok(kept) = &kept {
                // What cannot be read is told when its turn comes.
                let _ = self.stand_ins.learn(&Content::of(&kept.capture).bytes);
            }
            held.extend(is_read_once.then_some(kept));
        }
        if is_read_once { Box::new(held.into_iter()) } else { store::kept(sources, from) }
    }

    fn one(&mut self, capture: &Capture) -> Result<(), Error> {
        let (origin, exchange) = if self.args.redact {
            let body = self.redacted(capture)?;
            (self.name(&body), anonymous(capture, body))
        } else {
            (capture.origin.clone(), as_it_came(capture, Secrets::Hidden))
        };
        if self.args.format == ExportFormat::Har {
            self.done.push(exchange);
        } else {
            let is_json = body::Kind::of(capture, &exchange.body) == body::Kind::Json;
            let ending = if is_json { "json" } else { "body" };
            let file = self.files()?.add(&origin, ending, &exchange.body)?;
            let file = file.file_name().map_or(&*file, Path::new);
            self.request(&exchange, file)?;
        }
        self.count += 1;
        Ok(())
    }

    /// The request whose body lies in a file, as the script or the editor has it.
    fn request(&mut self, exchange: &Exchange, file: &Path) -> Result<(), Error> {
        let body = (!exchange.body.is_empty()).then_some(file);
        match self.args.format {
            ExportFormat::Http => self.text += &http::request(file, exchange, body),
            ExportFormat::Curl => self.text += &command(exchange, body)?,
            ExportFormat::Files | ExportFormat::Har => {}
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), Error> {
        let (ending, text) = match self.args.format {
            ExportFormat::Files => return Ok(()),
            ExportFormat::Har => ("har", har::archive(&self.done)),
            ExportFormat::Curl => ("sh", format!("{SCRIPT}{}", self.text)),
            ExportFormat::Http => ("http", self.text.clone()),
        };
        let origin = Origin { path: Some("captures".into()), ..Origin::default() };
        self.files()?.add(&origin, ending, text.as_bytes()).map(drop)
    }

    fn files(&mut self) -> Result<&mut Named, Error> {
        if self.files.is_none() {
            if store::has_journal(&self.args.output) {
                let why = "it is a capture folder, and what is exported would lie among captures";
                let why = std::io::Error::other(why);
                return Err(Error::Report(self.args.output.clone(), why));
            }
            let open = if self.args.redact { Named::shared } else { Named::open };
            self.files = Some(open(&self.args.output)?);
        }
        Ok(self.files.as_mut().expect("it is there by now"))
    }

    /// The payload with stand-ins; what is compressed or in another charset is UTF-8 then.
    fn redacted(&mut self, capture: &Capture) -> Result<Vec<u8>, Error> {
        let content = Content::of(capture);
        if content.bytes.is_empty() {
            return Ok(Vec::new());
        }
        self.stand_ins.payload(&content.bytes).map_err(|_| {
            let place = origin::within(&capture.origin);
            let why =
                std::io::Error::other("it is no JSON, so what is personal in it is not known");
            Error::Read(place.into(), why)
        })
    }

    /// A name for a payload without the one that somebody gave to its file.
    fn name(&self, redacted: &[u8]) -> Origin {
        let capture = Capture::of_body(Origin::default(), redacted.to_owned().into());
        let name =
            read(&capture, Secrets::Shown, |entry| entry.named()?.name().map(Cow::into_owned));
        let id = name.as_deref().map(store::id_in_name).filter(|id| !id.is_empty());
        let id = id.map(|id| format!("-{id}")).unwrap_or_default();
        let path = format!("{:06}{id}.json", self.count + 1).into();
        Origin { path: Some(path), ..Origin::default() }
    }
}
