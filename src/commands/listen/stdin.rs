//! Standard input, which can be read once.

use crate::cli::ListenArgs;
use crate::error::Error;

/// Fails when more than one option asks for standard input.
pub(super) fn is_read_once(args: &ListenArgs) -> Result<(), Error> {
    let secret = args.guard.secret_file.as_ref().is_some_and(|path| path.as_os_str() == "-");
    let headers = args.forward.headers.iter().filter(|header| *header == "@-").count();
    if headers + usize::from(secret) < 2 {
        return Ok(());
    }
    let other = if secret { "`--secret-file -` reads" } else { "another `-H @-` reads" };
    Err(Error::Option("-H @-", format!("{other} standard input, which can be read once")))
}
