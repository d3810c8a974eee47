//! A schema of the user's own: read with places, held within bounds, compiled.

use std::panic::resume_unwind;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{Draft, ReferencingError, Registry, ValidationError, Validator, uri};
use serde_json::Value as Json;

use super::exact::inexact;
use super::folder::{File, Folder};
use super::instance::{Tape, as_serde};
use super::references::{self, why};
use super::{SchemaError, advice, bounds, options, tell};
use crate::json::{Document, Kind};
use crate::message::cut;

/// The stack that judging by a user's schema may take, in bytes: 127 levels of a payload, each
/// looked at by 64 parts that call one the other.
pub const STACK: usize = 256 << 20;

/// The longest text of a schema, in bytes.
const LONGEST: usize = 16 << 20;

/// How long a schema may take to be compiled; whole standards take less than a tenth of it.
const PATIENCE: Duration = Duration::from_secs(10);

/// What nothing else has as its URI.
const NOWHERE: &str = "json-schema:///";

/// A schema from its text, on a stack of its own, in bounded time.
pub(super) fn compiled(text: &str, folder: Folder) -> Result<(Validator<Tape>, Json), SchemaError> {
    if text.len() > LONGEST {
        let message = format!("it is longer than {} MiB", LONGEST >> 20);
        return Err(SchemaError::at("{}", "", message));
    }
    let (sender, receiver) = mpsc::channel();
    let own = text.to_owned();
    let started = thread::Builder::new().stack_size(STACK).spawn(move || {
        // Who waited too long is not there any more.
        let _ = sender.send(read(&own, folder));
    });
    let thread = started.map_err(|error| {
        SchemaError::at(text, "", format!("there is no memory to compile it: {error}"))
    })?;
    match receiver.recv_timeout(PATIENCE) {
        Ok(compiled) => compiled,
        Err(RecvTimeoutError::Timeout) => {
            let message = format!("it takes more than {} s to compile", PATIENCE.as_secs());
            Err(SchemaError::at(text, "", message))
        }
        Err(RecvTimeoutError::Disconnected) => match thread.join() {
            Err(panic) => resume_unwind(panic),
            Ok(()) => unreachable!("a thread that ended well has sent what it read"),
        },
    }
}

fn read(text: &str, folder: Folder) -> Result<(Validator<Tape>, Json), SchemaError> {
    let document = Document::parse(text).map_err(|fault| SchemaError::unreadable(text, &fault))?;
    let root = document.root();
    if !matches!(root.kind(), Kind::Object | Kind::True | Kind::False) {
        let message = format!("a schema is an object, true or false, not {}", root.kind().words());
        return Err(SchemaError::at(text, "", message));
    }
    let mut schema = as_serde(root);
    let folder = folder.around(&schema);
    let draft = Draft::Draft202012.detect(&schema);
    if draft != Draft::Unknown {
        correct(text, &document, &schema)?;
    }
    advice::promote(&mut schema);
    let reader = Reader { text, folder, draft };
    let validator = reader.compiled(&schema)?;
    Ok((validator, reader.folder.whole(schema)))
}

/// Holds a schema against the one of its draft.
fn correct(text: &str, document: &Document<'_>, schema: &Json) -> Result<(), SchemaError> {
    let Err(error) = jsonschema::meta::validate(schema) else { return exact(text, document) };
    let pointer = error.instance_path().as_str();
    let keyword = pointer.rsplit('/').find(|step| step.parse::<usize>().is_err());
    let value = document.root().at(pointer).unwrap_or_else(|| document.root());
    let message = match (keyword.unwrap_or_default(), error.kind()) {
        ("type", _) => format!(
            "{} is no type: there are array, boolean, integer, null, number, object and string",
            tell::quoted(value)
        ),
        ("pattern" | "patternProperties", ValidationErrorKind::Format { .. }) => {
            format!("{} is no pattern", tell::quoted(value))
        }
        ("" | "properties" | "$defs" | "definitions", _) => tell::plainly(&error, value, false),
        (keyword, _) => format!("`{keyword}`: {}", tell::plainly(&error, value, false)),
    };
    Err(SchemaError::at(text, pointer, message))
}

/// Whether every number is judged by as it is written.
fn exact(text: &str, document: &Document<'_>) -> Result<(), SchemaError> {
    let Some(number) = inexact(document.root()) else { return Ok(()) };
    let message = format!("{} cannot be judged by to its last digit", tell::quoted(number));
    let pointer = document.root().pointer_to(number);
    let help = "numbers are held as whole ones of 64 bits, or with some 16 digits: round it, or \
                hold texts to a pattern";
    Err(SchemaError::at(text, &pointer, message).with_help(help))
}

/// Holds a file that is referred to against the schema of its draft.
fn correct_file(file: &File) -> Result<(), SchemaError> {
    let in_file = |error: SchemaError| error.in_file(Some(file.path.clone()));
    let (Ok(value), Ok(document)) = (&file.value, Document::parse(&file.text)) else {
        return file.broken().map_or(Ok(()), Err);
    };
    match Draft::Draft202012.detect(value) {
        Draft::Unknown => Ok(()),
        _ => correct(&file.text, &document, value).map_err(in_file),
    }
}

struct Reader<'t> {
    text: &'t str,
    folder: Folder,
    draft: Draft,
}

impl Reader<'_> {
    fn compiled(&self, schema: &Json) -> Result<Validator<Tape>, SchemaError> {
        let resource = self.draft.create_resource_ref(schema);
        let id = resource.id().filter(|id| id.contains(':')).map(str::to_owned);
        let base = id.or_else(|| self.folder.base()).unwrap_or_else(|| NOWHERE.to_owned());
        let unprepared = |error: ReferencingError| self.unprepared(&error, schema);
        let base = uri::from_str(&base).map_err(unprepared)?;
        let registry = Registry::new().retriever(self.folder.clone()).draft(self.draft);
        let registry = registry.add(base.as_str(), resource).map_err(unprepared)?;
        let registry = registry.prepare().map_err(unprepared)?;
        for file in self.folder.met() {
            correct_file(file)?;
        }
        let excess = |excess| self.excess(excess);
        bounds::check(&registry, base.clone(), self.draft, &self.folder).map_err(excess)?;
        let options = options().with_base_uri(base.as_str()).with_retriever(self.folder.clone());
        let built = options.with_registry(&registry).build(schema);
        built.map_err(|error| self.uncompiled(&error, schema))
    }

    /// A document that is referred to and cannot be had.
    fn unprepared(&self, error: &ReferencingError, schema: &Json) -> SchemaError {
        if let Some(broken) = self.folder.met().iter().find_map(|file| file.broken()) {
            return broken;
        }
        let name = match error {
            ReferencingError::Unretrievable { uri, .. } => uri.clone(),
            ReferencingError::UnknownSpecification { specification } => specification.clone(),
            other => other.to_string(),
        };
        let place = |schema: &Json| references::written(schema, &name);
        if let Some((reference, pointer)) = place(schema) {
            return SchemaError::at(self.text, &pointer, why(error, &reference, &self.folder));
        }
        for file in self.folder.met() {
            if let Some((reference, pointer)) = file.value.as_ref().ok().and_then(place) {
                let message = why(error, &reference, &self.folder);
                let path = Some(file.path.clone());
                return SchemaError::at(&file.text, &pointer, message).in_file(path);
            }
        }
        SchemaError::at(self.text, "", why(error, &name, &self.folder))
    }

    fn excess(&self, excess: bounds::Excess) -> SchemaError {
        match self.folder.file(&excess.uri) {
            Some(file) => SchemaError::at(&file.text, &excess.pointer, excess.message)
                .in_file(Some(file.path.clone())),
            None => SchemaError::at(self.text, &excess.pointer, excess.message),
        }
    }

    /// What the compiler does not take, though it is a schema.
    fn uncompiled(&self, error: &ValidationError<'_>, schema: &Json) -> SchemaError {
        let pointer = match error.instance_path().as_str() {
            "" => error.schema_path().as_str(),
            path => path,
        };
        match error.kind() {
            ValidationErrorKind::Referencing(error) => self.unprepared(error, schema),
            ValidationErrorKind::Format { .. } | ValidationErrorKind::Pattern { .. } => {
                let pattern = schema.pointer(pointer).and_then(Json::as_str).unwrap_or_default();
                let message = format!("`{}` is no pattern that can be matched", cut(pattern));
                let error = SchemaError::at(self.text, pointer, message);
                let looks_around = ["(?=", "(?!", "(?<", "\\1", "\\k"];
                if looks_around.iter().any(|sign| pattern.contains(sign)) {
                    return error.with_help(
                        "patterns are matched in linear time, and cannot look ahead or back",
                    );
                }
                error.with_help("a bracket may be open, or its repetitions too many")
            }
            _ => SchemaError::at(self.text, pointer, error.to_string()),
        }
    }
}
