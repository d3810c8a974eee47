//! The length of a column, counted as SQL Server does.
//!
//! `maxLength` counts characters, as the standard has it. What stands in `x-advice` are the lengths
//! of columns of Dime.Scheduler, and of an emoji `nvarchar` counts two: it is compiled as a keyword
//! of its own.

use jsonschema::json::Node as _;
use jsonschema::{Keyword, ValidationError, ValidationOptions};
use serde_json::{Map, Value as Json};

use super::instance::{Instance, Tape};

/// The keyword that is compiled.
pub(super) const COLUMN: &str = "x-column";

/// The keyword that it stands for.
pub(super) const WRITTEN: &str = "maxLength";

/// A text column, and how many UTF-16 code units it takes.
struct Column(usize);

/// In advice, makes a length the length of a column; what is no length stays, and is refused as
/// anywhere else.
pub(super) fn promote(advice: &mut Map<String, Json>) {
    if advice.get(WRITTEN).is_some_and(Json::is_u64)
        && let Some(limit) = advice.remove(WRITTEN)
    {
        advice.insert(COLUMN.to_owned(), limit);
    }
}

/// The same options, which know the keyword.
pub(super) fn known<R>(options: ValidationOptions<'_, R, Tape>) -> ValidationOptions<'_, R, Tape> {
    options.with_keyword(COLUMN, |_, limit, _| {
        let limit = limit.as_u64().and_then(|limit| limit.try_into().ok());
        Ok(Box::new(Column(limit.unwrap_or(usize::MAX))))
    })
}

impl<'i> Keyword<'i, Tape> for Column {
    fn validate(&self, instance: Instance<'i>) -> Result<(), ValidationError<'i>> {
        let Some(text) = instance.as_string().filter(|text| !self.fits(text)) else {
            return Ok(());
        };
        Err(ValidationError::custom(format!(
            "{}, more than the {} that Dime.Scheduler takes here",
            counted(&text),
            self.0
        )))
    }

    fn is_valid(&self, instance: Instance<'i>) -> bool {
        instance.as_string().is_none_or(|text| self.fits(&text))
    }
}

impl Column {
    fn fits(&self, text: &str) -> bool {
        // No text has more units than bytes.
        text.len() <= self.0 || text.encode_utf16().count() <= self.0
    }
}

/// How long a text is, in the words that fit it.
fn counted(text: &str) -> String {
    let (characters, units) = (text.chars().count(), text.encode_utf16().count());
    if characters == units {
        return format!("{characters} characters");
    }
    format!("{characters} characters that take the room of {units}")
}
