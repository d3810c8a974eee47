//! The headers that a user gives, on the command line or in a file.

use std::path::Path;

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
    let (mut headers, mut is_seen) = (Vec::new(), false);
    for option in options {
        if let Some(file) = option.strip_prefix('@') {
            headers.extend(of_file(Path::new(file))?);
            continue;
        }
        let header = client::header(option)?;
        if is_secret_header(&header.0) {
            talk.warn(&format!(
                "the value of `{}` is on the command line, for others on this machine to see",
                header.0
            ));
            is_seen = true;
        }
        headers.push(header);
    }
    if is_seen {
        talk.hint("put the header into a file, and give `--header @FILE`, or `@-` for stdin");
    }
    Ok(headers)
}

/// One header a line; empty lines, and those that begin with `#`, are none.
fn of_file(path: &Path) -> Result<Vec<(String, String)>, Error> {
    let text = String::from_utf8(store::secret(path)?)
        .map_err(|_| Error::Option("--header", format!("`{}` is not UTF-8", path.display())))?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let headers = lines.filter(|line| !line.starts_with('#')).map(client::header);
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
