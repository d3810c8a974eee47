//! The headers that a user gives, on the command line or in a file.

use std::path::Path;

use crate::cli::HeaderArgs;
use crate::client;
use crate::console::Talk;
use crate::error::Error;
use crate::secret::is_secret_header;
use crate::store;

/// Every header of `--header`: `Name: value`, or `@FILE` with one a line, `@-` for stdin.
///
/// # Errors
/// [`Error::Option`] when one is malformed, [`Error::Read`] when a file cannot be read.
pub(super) fn given(options: &[String], talk: &Talk) -> Result<Vec<(String, String)>, Error> {
    let headers = read(options)?;
    let on_the_line = options.iter().filter(|option| !option.starts_with('@'));
    let names = on_the_line.filter_map(|option| Some(client::header("--header", option).ok()?.0));
    let secret: Vec<_> = names.filter(|name| is_secret_header(name)).collect();
    for name in &secret {
        talk.warn(&format!(
            "the value of `{name}` is on the command line, for others on this machine to see"
        ));
    }
    if !secret.is_empty() {
        talk.hint("put the header into a file, and give `--header @FILE`, or `@-` for stdin");
    }
    Ok(headers)
}

/// Headers to add, and the names of those to leave out.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub added: Vec<(String, String)>,
    pub removed: Vec<String>,
}

/// What a run says of headers, and what was said over it by each command that went on with it.
///
/// # Errors
/// As [`given`].
pub(super) fn said(args: &HeaderArgs, talk: &Talk) -> Result<Said, Error> {
    let mut said = Said::default();
    for before in &args.before {
        said = said.under(read(&before.added)?, &before.removed);
    }
    Ok(said.under(given(&args.headers, talk)?, &args.removed_headers))
}

impl Said {
    /// What is said later of a header goes over what was said of it before.
    fn under(mut self, added: Vec<(String, String)>, removed: &[String]) -> Self {
        let is = |name: &str, other: &str| name.eq_ignore_ascii_case(other);
        let is_added = |name: &str| added.iter().any(|(own, _)| is(own, name));
        let is_removed = |name: &str| removed.iter().any(|own| is(own, name));
        self.added.retain(|(name, _)| !is_added(name) && !is_removed(name));
        self.removed.retain(|name| !is_added(name));
        self.removed.extend_from_slice(removed);
        self.added.extend(added);
        self
    }
}

/// The headers of these words.
fn read(options: &[String]) -> Result<Vec<(String, String)>, Error> {
    let each = options.iter().map(|option| match option.strip_prefix('@') {
        Some(file) => of_file(Path::new(file)),
        None => Ok(vec![client::header("--header", option)?]),
    });
    Ok(each.collect::<Result<Vec<_>, Error>>()?.concat())
}

/// One header a line; empty lines, and those that begin with `#`, are none.
fn of_file(path: &Path) -> Result<Vec<(String, String)>, Error> {
    let text = String::from_utf8(store::secret(path)?)
        .map_err(|_| Error::Option("--header", format!("`{}` is not UTF-8", path.display())))?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let headers =
        lines.filter(|line| !line.starts_with('#')).map(|line| client::header("--header", line));
    let headers: Vec<_> = headers.collect::<Result<_, _>>()?;
    if headers.is_empty() {
        let place = if path == Path::new("-") {
            "standard input".into()
        } else {
            path.display().to_string()
        };
        return Err(Error::Option("--header", format!("there is no header in `{place}`")));
    }
    Ok(headers)
}
