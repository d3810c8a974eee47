//! A secret that the user gives: from a file, from standard input, or from the environment; never
//! from the command line, which others can see.

use crate::cli::SecretFileArgs;
use crate::env::Env;
use crate::error::Error;
use crate::json::Mark;
use crate::store;

/// The secret that an option needs, for the purpose told.
///
/// # Errors
/// [`Error::Option`] when there is none, [`Error::Read`] when its file cannot be read.
pub(super) fn given(
    args: &SecretFileArgs,
    env: &Env,
    option: &'static str,
    purpose: &str,
) -> Result<Vec<u8>, Error> {
    let secret = match &args.secret_file {
        Some(path) => store::secret(path)?,
        None => {
            env.variable("DSW_SECRET").unwrap_or_default().trim_end_matches(['\r', '\n']).into()
        }
    };
    // Nothing is no secret: everybody knows it.
    if secret.trim_ascii().is_empty() {
        let why = format!(
            "there is no secret to {purpose}: \
             name a file that holds one with `--secret-file`, or set `DSW_SECRET`"
        );
        return Err(Error::Option(option, why));
    }
    if let Some(what) = unsendable(&secret) {
        let why = format!(
            "the secret to {purpose} {what}, so that no header can hold it: \
             it is one line of UTF-8 without a mark"
        );
        return Err(Error::Option(option, why));
    }
    Ok(secret)
}

/// What a secret has that no header can have: an editor or a shell may have put it there.
fn unsendable(secret: &[u8]) -> Option<&'static str> {
    match secret {
        _ if Mark::of(secret).is_some() => Some("begins with a byte-order mark"),
        _ if secret.contains(&0) => Some("has a NUL"),
        _ if secret.iter().any(|byte| matches!(byte, b'\r' | b'\n')) => Some("has several lines"),
        _ => None,
    }
}
