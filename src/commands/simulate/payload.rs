//! The payload to act on, and what is known to act with.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{io, iter};

use bytes::Bytes;

use crate::appointment::Appointment;
use crate::capture::{Capture, Origin};
use crate::cli::SimulateArgs;
use crate::content::Content;
use crate::edit::Draft;
use crate::error::Error;
use crate::json::{Document, Text};
use crate::origin;
use crate::samples::{SAMPLES, Sample};
use crate::simulate::Known;
use crate::store;
use crate::suggest::nearest;

/// What stands before the name of a sample.
const SAMPLE: &str = "sample:";

/// The sample that a day begins from when nothing else is said.
const FIRST: &str = "sample:created";

/// A payload to act on.
pub(super) struct On {
    pub(super) draft: Draft,
    is_sample: bool,
}

/// The one payload that is meant.
pub(super) fn of(args: &SimulateArgs) -> Result<On, Error> {
    let on = args.on.clone().unwrap_or_else(|| FIRST.into());
    let sample = on.to_str().and_then(|on| on.strip_prefix(SAMPLE));
    let capture = match sample {
        Some(name) => sample_named(name)?,
        None => only_one(&on, &args.from)?,
    };
    Ok(On { draft: draft(&capture)?, is_sample: sample.is_some() })
}

/// The payload of a source that holds no other.
fn only_one(on: &OsStr, from: &Path) -> Result<Capture, Error> {
    let captures = store::captures(&[on.to_owned()], from);
    let mut payloads = captures.flat_map(|capture| -> store::Captures {
        match capture {
            Ok(capture) => Box::new(store::elements(capture).map(Ok)),
            Err(error) => Box::new(iter::once(Err(error))),
        }
    });
    let nothing = || Err(Error::Nothing("no payload was named".to_owned()));
    let first = payloads.next().unwrap_or_else(nothing)?;
    if payloads.next().is_none() {
        return Ok(first);
    }
    let on = on.to_string_lossy();
    let why = format!("`{on}` holds more than one payload; name one, such as `last`");
    Err(Error::Option("--on", why))
}

fn sample_named(name: &str) -> Result<Capture, Error> {
    let sample = Sample::named(name).ok_or_else(|| {
        let names: Vec<_> = SAMPLES.iter().map(Sample::short_name).collect();
        let near = nearest(name, names.iter().copied());
        let near = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
        let why = format!("no sample `{name}`: {near}the samples are {}", names.join(", "));
        Error::Option("--on", why)
    })?;
    let origin = Origin { path: Some(sample.name.into()), ..Origin::default() };
    Ok(Capture::of_body(origin, Bytes::from_static(sample.body)))
}

/// The payload of a capture, when it is an appointment.
fn draft(capture: &Capture) -> Result<Draft, Error> {
    let path = || PathBuf::from(origin::within(&capture.origin));
    let broken = |why: String| Error::Read(path(), io::Error::new(io::ErrorKind::InvalidData, why));
    let content = Content::of(capture);
    let draft = Draft::of_body(&content.bytes).map_err(|fault| {
        let place = origin::position(&capture.origin, &fault.place);
        broken(format!("it is not JSON: {place}: {}", fault.cause))
    })?;
    let is_likely = Appointment::of(&draft.document()).is_some_and(|one| one.is_likely());
    if is_likely {
        return Ok(draft);
    }
    Err(broken("it is no appointment; `dsw validate` tells what it is".to_owned()))
}

/// What the payload has, and what the payloads have that it is to be like.
pub(super) fn known(args: &SimulateArgs, on: &On) -> Result<Known, Error> {
    let mut known = Known::default();
    if on.is_sample || args.on.is_none() {
        let samples = SAMPLES.iter().filter_map(|sample| std::str::from_utf8(sample.body).ok());
        samples.for_each(|sample| learn(&mut known, sample.as_bytes()));
    }
    if !args.like.is_empty() {
        for capture in store::captures(&args.like, &args.from) {
            for capture in store::elements(capture?) {
                learn(&mut known, &Content::of(&capture).bytes);
            }
        }
    }
    learn(&mut known, on.draft.text().as_bytes());
    Ok(known)
}

/// Learns from a payload; what is none has nothing to teach.
fn learn(known: &mut Known, body: &[u8]) {
    let Ok(text) = Text::of(body) else { return };
    let Ok(document) = Document::parse(&text.text) else { return };
    if let Some(appointment) = Appointment::of(&document) {
        known.learn(&appointment);
    }
}
