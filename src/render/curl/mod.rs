//! A request as a command that sends it: curl for bash, `Invoke-WebRequest` for PowerShell.
//!
//! What a stranger named stays one word of the command, whatever it holds, and nothing of it is
//! obeyed by a terminal or by the runner of a CI service.

mod bash;
mod powershell;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::capture::Headers;
use crate::printable::is_hidden;
use crate::secret::Secrets;

/// The shell that a command is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shell {
    /// bash, and curl in it.
    Bash,
    /// PowerShell, and its own `Invoke-WebRequest`.
    PowerShell,
}

/// A request, and the file that its body is in.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The method.
    pub method: &'a str,
    /// The URL, its secrets as they may be seen.
    pub to: &'a str,
    /// Every header, in order, as it goes on the wire.
    pub headers: &'a Headers,
    /// The file that holds the body and nothing else; none for an empty body.
    pub body: Option<&'a Path>,
    /// Bytes of the body.
    pub size: usize,
    /// Whether secrets of the headers may be seen.
    pub secrets: Secrets,
}

/// How its receiver is reached.
#[derive(Clone, Debug, Default)]
pub struct Manner {
    /// Whether redirects are followed.
    pub follows: bool,
    /// Whether nobody checks who answers.
    pub is_insecure: bool,
    /// The authorities that are trusted in place of this machine's.
    pub cacert: Option<PathBuf>,
    /// Who signs in by NTLM, with a password that is asked for.
    pub ntlm: Option<String>,
    /// The certificate that is shown, and its key.
    pub cert: Option<(PathBuf, PathBuf)>,
}

/// The command that sends a request, ending in a line break.
///
/// # Errors
/// What of it the shell has no words for.
pub fn command(request: &Request<'_>, manner: &Manner, shell: Shell) -> Result<String, String> {
    match shell {
        Shell::Bash => Ok(bash::command(request, manner)),
        Shell::PowerShell => powershell::command(request, manner),
    }
}

/// A word of a command line, as bash and its kin take it.
#[must_use]
pub fn in_bash(word: &OsStr) -> String {
    bash::word(word.as_encoded_bytes())
}

impl<'a> Request<'a> {
    /// The URL without its user part, which stands in the headers.
    fn url(&self) -> Cow<'a, str> {
        let Some((scheme, rest)) = self.to.split_once("://") else { return self.to.into() };
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        match rest[..end].rfind('@') {
            Some(at) => format!("{scheme}://{}", &rest[at + 1..]).into(),
            None => self.to.into(),
        }
    }

    /// The headers that have to be given: not those that follow from the URL and the body.
    fn given(&self) -> impl Iterator<Item = (&'a str, Cow<'a, [u8]>)> {
        let url = self.url().into_owned();
        let secrets = self.secrets;
        let own = self.headers.0.iter().filter(move |(name, value)| {
            let follows = name.eq_ignore_ascii_case("host") && is_host(&url, value);
            !follows && !name.eq_ignore_ascii_case("content-length")
        });
        own.map(move |(name, value)| (name.as_str(), secrets.header(name, value)))
    }
}

fn is_host(url: &str, host: &[u8]) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().is_some_and(|own| own.as_bytes() == host)
}

/// Whether a text can stand in a command as it is: nothing in it is hidden from a reader, obeyed by
/// a terminal, or by a runner that reads a log.
fn is_open(text: &str) -> bool {
    !text.contains("##") && !text.chars().any(is_hidden)
}
