//! A jq filter: which captures somebody wants to see, or waits for.

mod error;
mod failure;
mod values;

use jaq_core::data::JustLut;
use jaq_core::load::{Arena, File, Loader};
use jaq_core::{Compiler, Ctx, Vars};
use jaq_json::Val;

pub use error::FilterError;

use crate::entry::Entry;
use crate::json::Document;
use crate::secret::Secrets;

/// What a filter knows beside the payload.
const CAPTURE: &str = "$capture";

/// What a filter is asked about, as text: it may be asked elsewhere.
#[derive(Clone, Debug)]
pub struct Question {
    /// The payload, when it is JSON.
    pub payload: Option<String>,
    /// What is known beside it, as JSON.
    pub capture: String,
}

impl Question {
    /// Whether a capture matches.
    #[must_use]
    pub fn of(entry: &Entry<'_>) -> Self {
        let payload = entry.document.ok().map(|document| document.text().to_owned());
        Self { payload, capture: values::capture(entry).to_string() }
    }
}

/// A jq filter, compiled once.
///
/// Its input is the payload, null when that is no JSON; `$capture` is what is known beside it.
pub struct Filter {
    program: jaq_core::Filter<JustLut<Val>>,
    text: String,
    /// Whether an error may tell values of the payload.
    secrets: Secrets,
}

impl Filter {
    /// Compiles a filter.
    ///
    /// # Errors
    /// The first place that cannot be understood, and why.
    pub fn of(text: &str) -> Result<Self, FilterError> {
        let definitions = jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs());
        let functions = jaq_core::funs().chain(jaq_std::funs()).chain(values::functions());
        let (arena, file) = (Arena::default(), File { code: text, path: () });
        let modules = Loader::new(definitions)
            .load(&arena, file)
            .map_err(|errors| FilterError::unread(text, &errors))?;
        let compiler = Compiler::default().with_funs(functions).with_global_vars([CAPTURE]);
        let filter = compiler.compile(modules);
        let filter = filter.map_err(|errors| FilterError::undefined(text, &errors))?;
        Ok(Self { program: filter, text: text.to_owned(), secrets: Secrets::Hidden })
    }

    /// The same, whose errors tell values of the payload when secrets may be seen.
    #[must_use]
    pub fn showing(self, secrets: Secrets) -> Self {
        Self { secrets, ..self }
    }

    /// Whether any output is neither false nor null.
    ///
    /// # Errors
    /// The first error ends the outputs: when none before it was a match, it is told, in the words
    /// of the library. Values of the payload are in it only when secrets may be seen.
    pub fn matches(&self, question: &Question) -> Result<bool, String> {
        let read = |text: &str| {
            Document::parse(text).map_or(Val::Null, |document| values::payload(document.root()))
        };
        let payload = question.payload.as_deref().map_or(Val::Null, read);
        let context =
            Ctx::<JustLut<Val>>::new(&self.program.lut, Vars::new([read(&question.capture)]));
        // Not by `unwrap_valr`: with it the jq function `halt` ends the whole process.
        for output in self.program.id.run((context, payload)) {
            match output {
                Ok(Val::Null | Val::Bool(false)) => {}
                Ok(_) => return Ok(true),
                Err(error) => {
                    let error =
                        error.get_err().map(|error| failure::told(error, &self.text, self.secrets));
                    return Err(error.unwrap_or_else(|_| "it halted".to_owned()));
                }
            }
        }
        Ok(false)
    }
}

#[cfg(test)]
mod tests;
