//! Where each payload goes: the URL as given, filled in from the payload.

mod filling;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use self::filling::{CHANGE, encoded, parts, value, written};
use crate::capture::Capture;
use crate::client::Target;
use crate::commands::judge::read;
use crate::delivery::Failure;
use crate::error::Error;
use crate::secret::{Secrets, without_secret_pairs};

/// The URL that payloads are sent to.
#[derive(Clone, Debug)]
pub(super) struct Address {
    /// Text and the names of placeholders in turn, text first.
    parts: Vec<String>,
    /// The target of all payloads, when nothing of it is filled in.
    fixed: Option<Arc<Target>>,
    secrets: Secrets,
    keeps_path: bool,
    keeps_auth: bool,
    /// A target of its kind, with something in the place of each placeholder.
    example: Arc<Target>,
}

impl Address {
    /// Reads a URL as a user gives it.
    pub(super) fn of(
        given: &str,
        secrets: Secrets,
        keeps_path: bool,
        keeps_auth: bool,
    ) -> Result<Self, Error> {
        let parts = parts(given)?;
        // Whatever is filled in stands where nothing that a payload says can name another host.
        let example: String = parts
            .iter()
            .enumerate()
            .map(|(at, part)| if at % 2 == 0 { part } else { "x" })
            .collect();
        let target = Target::parse(&example)?.showing(secrets);
        let example = Arc::new(target);
        let fixed = (parts.len() == 1).then(|| Arc::clone(&example));
        Ok(Self { parts, fixed, secrets, keeps_path, keeps_auth, example })
    }

    /// Whether its user part says who sends.
    pub(super) fn names_user(&self) -> bool {
        self.example.names_user()
    }

    /// Whether TLS is spoken there.
    pub(super) fn is_secure(&self) -> bool {
        self.example.is_secure()
    }

    /// The URL in words, for what is sent nowhere.
    pub(super) fn shown(&self) -> String {
        self.fixed.as_ref().map_or_else(
            || self.secrets.url(&written(&self.parts)).into_owned(),
            |target| target.shown().to_owned(),
        )
    }

    /// Whether the kind of change is filled in.
    pub(super) fn asks_for_change(&self) -> bool {
        self.parts.iter().skip(1).step_by(2).any(|name| name == CHANGE)
    }

    /// Where a payload goes; a failure of its own when it does not say what is to be filled in.
    pub(super) fn target(&self, capture: &Capture) -> Result<Arc<Target>, Failure> {
        let target = match &self.fixed {
            Some(target) => Arc::clone(target),
            None => Arc::new(self.filled(capture)?),
        };
        let request = capture.request.as_ref().filter(|_| self.keeps_path);
        Ok(request.map_or(target.clone(), |request| {
            let own = &request.target;
            let own = if self.keeps_auth { own.into() } else { without_secret_pairs(own) };
            Arc::new(target.below(&own))
        }))
    }

    fn filled(&self, capture: &Capture) -> Result<Target, Failure> {
        let wrong = Failure::WrongUrl;
        let mut url = String::new();
        read(capture, self.secrets, |entry| {
            for (at, part) in self.parts.iter().enumerate() {
                if at % 2 == 0 {
                    url.push_str(part);
                    continue;
                }
                let value = value(part, entry).filter(|value| !value.is_empty());
                let value = value.ok_or_else(|| {
                    wrong(format!("`{{{part}}}` of the URL cannot be filled in: it has none"))
                })?;
                // As a segment of a path both mean another folder.
                if value == "." || value == ".." {
                    return Err(wrong(format!("`{{{part}}}` of the URL cannot be `{value}`")));
                }
                url.push_str(&encoded(&value));
            }
            Ok(())
        })?;
        let target = Target::parse(&url).map_err(|error| wrong(error.to_string()))?;
        Ok(target.showing(self.secrets))
    }
}
