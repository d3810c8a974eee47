//! What a user changes in the headers of a request that is sent on.

use bytes::Bytes;

use super::outgoing::{Outgoing, is_free, pair};
use crate::capture::{Capture, Headers};
use crate::error::Error;

/// Headers that are added, in place of those of the same name, and headers that are left out.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    added: Vec<(String, String)>,
    removed: Vec<String>,
}

impl Changes {
    /// Adds these headers, and leaves these out.
    ///
    /// # Errors
    /// [`Error::Option`] when what is to be left out is not the name of a header, is one that
    /// every request has, or is added.
    pub fn of(added: Vec<(String, String)>, removed: Vec<String>) -> Result<Self, Error> {
        for name in &removed {
            is_removable(name, &added).map_err(|why| Error::Option("--remove-header", why))?;
        }
        Ok(Self { added, removed })
    }

    /// The names of the headers that are left out.
    pub(super) fn removed(&self) -> &[String] {
        &self.removed
    }

    /// Whether a header of this name is added.
    pub(super) fn add(&self, name: &str) -> bool {
        self.added.iter().any(|(own, _)| name.eq_ignore_ascii_case(own))
    }

    /// Whether the user says what becomes of a header.
    pub(super) fn say(&self, name: &str) -> bool {
        self.add(name) || self.removed.iter().any(|own| name.eq_ignore_ascii_case(own))
    }

    /// The request that a capture came as, else with the headers of a bare file; of its headers
    /// those that pass, then the mark, then what is added.
    pub(super) fn letter(
        &self,
        capture: &Capture,
        bare: fn() -> Headers,
        passes: impl Fn(&str) -> bool,
        mark: Option<(&str, String)>,
    ) -> Outgoing {
        let request = capture.request.as_ref();
        let method = request.map_or("POST", |request| &request.method).to_owned();
        let mut headers = request.map_or_else(bare, |request| request.headers.end_to_end());
        // The body is here already: its length is known, and nobody has to ask for it.
        let is_of_the_body = |name: &str| {
            ["content-length", "expect"].iter().any(|own| name.eq_ignore_ascii_case(own))
        };
        headers.0.retain(|(name, _)| !is_of_the_body(name) && !self.say(name) && passes(name));
        let mark = mark.map(|(name, value)| (name.to_owned(), Bytes::from(value)));
        headers.0.extend(mark);
        headers.0.extend(self.added.iter().map(|(name, value)| pair(name, value.clone())));
        Outgoing { method, headers, body: capture.body.clone() }
    }
}

fn is_removable(name: &str, added: &[(String, String)]) -> Result<(), String> {
    is_free(name)?;
    if name.eq_ignore_ascii_case("host") {
        return Err("every request has a `Host`; `-H` changes it".to_owned());
    }
    if added.iter().any(|(own, _)| own.eq_ignore_ascii_case(name)) {
        return Err(format!("`{name}` is added too, in place of any that came"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_every_request_has_and_what_is_no_name_cannot_be_taken_away() {
        for (name, why) in [
            ("a b", "`a b` is not the name of a header"),
            ("HOST", "every request has a `Host`; `-H` changes it"),
            ("Content-Length", "`Content-Length` follows from the body, which is sent as it is"),
        ] {
            let error = Changes::of(vec![], vec![name.into()]).unwrap_err();
            assert_eq!(error.to_string(), format!("cannot use `--remove-header`: {why}"));
        }
        let added = vec![("X-Key".to_owned(), "hush".to_owned())];
        let error = Changes::of(added, vec!["x-key".to_owned()]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "cannot use `--remove-header`: `x-key` is added too, in place of any that came"
        );
    }
}
