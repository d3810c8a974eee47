//! The URL that a user gives, on the command line or in a file.

use std::path::Path;

use crate::console::Talk;
use crate::error::Error;
use crate::secret::without_secrets;
use crate::store;

/// The URL of an option: itself, or what stands alone in `@FILE`, or in standard input for `@-`.
/// One with a secret is warned of where others on this machine can see it.
///
/// # Errors
/// [`Error::Read`] when the file cannot be read, [`Error::Option`] when it holds no URL.
pub(super) fn given(given: &str, option: &'static str, talk: &Talk) -> Result<String, Error> {
    let Some(file) = given.strip_prefix('@') else {
        let shown = without_secrets(given);
        if shown != given {
            talk.warn(&format!(
                "the secret in `{shown}` is on the command line, for others on this machine to see"
            ));
            talk.hint(&format!(
                "put the URL into a file, and give `{option} @FILE`, or `@-` for stdin"
            ));
        }
        return Ok(given.to_owned());
    };
    let wrong = |why| Error::Option(option, format!("`{file}` {why}"));
    let text =
        String::from_utf8(store::secret(Path::new(file))?).map_err(|_| wrong("is not UTF-8"))?;
    let url = text.trim_start_matches('\u{feff}').trim();
    if url.is_empty() {
        return Err(wrong("is empty"));
    }
    if url.contains(char::is_whitespace) {
        return Err(wrong("holds more than a URL: it is to stand there alone"));
    }
    Ok(url.to_owned())
}
