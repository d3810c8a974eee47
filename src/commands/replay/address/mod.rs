//! Where each payload goes: the URL as given, filled in from the payload.

use std::sync::Arc;

use crate::appointment::Appointment;
use crate::board_action::{Kind, Route, State, actions, route_of};
use crate::capture::Capture;
use crate::client::Target;
use crate::commands::judge::read;
use crate::delivery::Failure;
use crate::entry::Entry;
use crate::error::Error;
use crate::secret::{Secrets, without_secret_pairs};

/// What a URL may be filled in with.
const PLACEHOLDERS: [&str; 4] = ["change", "appointmentNo", "sourceApp", "sourceType"];

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
    /// Whether its user part says who sends.
    pub names_user: bool,
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
        let names_user = target.names_user();
        let fixed = (parts.len() == 1).then(|| Arc::new(target));
        Ok(Self { parts, fixed, secrets, keeps_path, keeps_auth, names_user })
    }

    /// The URL in words, for what is sent nowhere.
    pub(super) fn shown(&self) -> String {
        self.fixed.as_ref().map_or_else(
            || self.secrets.url(&written(&self.parts)).into_owned(),
            |target| target.shown().to_owned(),
        )
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

/// The text of a URL and its placeholders in turn.
fn parts(given: &str) -> Result<Vec<String>, Error> {
    let wrong = |why: String| Error::Option("--to", why);
    let (mut parts, mut rest) = (Vec::new(), given);
    while let Some((text, behind)) = rest.split_once('{') {
        let (name, after) =
            behind.split_once('}').ok_or_else(|| wrong("a `{` is not closed".to_owned()))?;
        if !PLACEHOLDERS.contains(&name) {
            let known = PLACEHOLDERS.map(|name| format!("{{{name}}}")).join(", ");
            return Err(wrong(format!("`{{{name}}}` is not known; there are {known}")));
        }
        parts.extend([text.to_owned(), name.to_owned()]);
        let before = written(&parts[..parts.len() - 1]);
        let behind_scheme = before.split_once("://").map_or("", |(_, behind)| behind);
        if !behind_scheme.contains(['/', '?']) {
            return Err(wrong(format!(
                "`{{{name}}}` stands in the host; a payload may not choose it"
            )));
        }
        rest = after;
    }
    parts.push(rest.to_owned());
    Ok(parts)
}

fn written(parts: &[String]) -> String {
    let part = |(at, part): (usize, &String)| {
        if at % 2 == 0 { part.clone() } else { format!("{{{part}}}") }
    };
    parts.iter().enumerate().map(part).collect()
}

fn value(placeholder: &str, entry: &Entry<'_>) -> Option<String> {
    let appointment = entry.appointment()?;
    let value = match placeholder {
        "change" => return Some(change(entry.capture, &appointment).to_owned()),
        "appointmentNo" => appointment.number(),
        "sourceApp" => appointment.work_item().and_then(|item| item.source_app),
        _ => appointment.work_item().and_then(|item| item.source_type),
    };
    value.map(std::borrow::Cow::into_owned)
}

/// What the request's own route says, else what the payload looks like.
fn change(capture: &Capture, appointment: &Appointment<'_>) -> &'static str {
    let route = capture.request.as_ref().and_then(|request| route_of(&request.target));
    let route = route.unwrap_or_else(|| {
        let state = State::of(appointment, None);
        let guessed = actions(None, appointment, &[], (None, state), &[]);
        match guessed.first().map(|action| &action.kind) {
            Some(Kind::Created) => Route::Created,
            Some(Kind::Deleted) => Route::Deleted,
            _ => Route::Updated,
        }
    });
    match route {
        Route::Created => "created",
        Route::Updated => "updated",
        Route::Deleted => "deleted",
    }
}

/// Percent-encoded, but for what no part of a URL gives a meaning to.
fn encoded(value: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let shown = |byte: u8| {
        if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    value.bytes().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::{Origin, Request};
    use crate::samples::SAMPLES;

    fn address(given: &str) -> Result<Address, Error> {
        Address::of(given, Secrets::Hidden, false, false)
    }

    fn of_body(body: &'static str) -> Capture {
        Capture::of_body(Origin::default(), body.into())
    }

    fn captured(target: &str) -> Capture {
        let request = Request {
            received_at: jiff::Timestamp::UNIX_EPOCH,
            method: "POST".to_owned(),
            target: target.to_owned(),
            version: "HTTP/1.1".to_owned(),
            headers: crate::capture::Headers::default(),
            remote: None,
        };
        let body = bytes::Bytes::from_static(SAMPLES[1].body);
        Capture { request: Some(request), ..Capture::of_body(Origin::default(), body) }
    }

    fn to(given: &str, capture: &Capture) -> String {
        match address(given).unwrap().target(capture) {
            Ok(target) => target.shown().to_owned(),
            Err(failure) => failure.to_string(),
        }
    }

    #[test]
    fn a_url_is_filled_in_from_the_payload() {
        let url = "http://h/{change}/{appointmentNo}?app={sourceApp}&type={sourceType}";
        assert_eq!(
            to(url, &captured("/created")),
            "http://h/created/Qm3vTz8K?app=PINEWOOD-BC&type=SERVICE"
        );
        assert_eq!(to("http://h/{change}", &captured("/")), "http://h/updated");
        assert_eq!(to("http://h/a", &captured("/created")), "http://h/a");
    }

    #[test]
    fn what_is_filled_in_is_encoded_and_leaves_its_place() {
        let odd = r#"{"AppointmentNo":"a/b?c=d&e#é ..","StartDate":"x","EndDate":"x"}"#;
        assert_eq!(
            to("http://h/{appointmentNo}/x", &of_body(odd)),
            "http://h/a%2Fb%3Fc%3Dd%26e%23%C3%A9%20../x"
        );
        let up = r#"{"AppointmentNo":"..","StartDate":"x","EndDate":"x"}"#;
        assert_eq!(
            to("http://h/a/{appointmentNo}", &of_body(up)),
            "`{appointmentNo}` of the URL cannot be `..`"
        );
    }

    #[test]
    fn what_a_payload_does_not_say_cannot_be_filled_in() {
        let none = r#"{"AppointmentNo":"A","StartDate":"x","EndDate":"x"}"#;
        for (body, placeholder) in [(none, "sourceApp"), ("{}", "appointmentNo"), ("", "change")] {
            assert_eq!(
                to(&format!("http://h/{{{placeholder}}}"), &of_body(body)),
                format!("`{{{placeholder}}}` of the URL cannot be filled in: it has none")
            );
        }
    }

    #[test]
    fn what_cannot_be_filled_in_is_said_before() {
        for (given, why) in [
            (
                "http://h/{job}",
                "`{job}` is not known; there are {change}, {appointmentNo}, {sourceApp}, {sourceType}",
            ),
            ("http://h/{change", "a `{` is not closed"),
            (
                "http://{sourceApp}.example/",
                "`{sourceApp}` stands in the host; a payload may not choose it",
            ),
            (
                "http://h{appointmentNo}/",
                "`{appointmentNo}` stands in the host; a payload may not choose it",
            ),
        ] {
            assert_eq!(
                address(given).unwrap_err().to_string(),
                format!("cannot use `--to`: {why}")
            );
        }
    }

    #[test]
    fn a_captured_path_is_kept_below_the_url_without_its_secrets() {
        for (given, auth, expected) in [
            ("http://h", false, "http://h/in/created?x=1"),
            ("http://h/api/", false, "http://h/api/in/created?x=1"),
            ("http://h/api?a=b", false, "http://h/api/in/created?a=b&x=1"),
            ("http://h", true, "http://h/in/created?code=••••&x=1"),
        ] {
            let address = Address::of(given, Secrets::Hidden, true, auth).unwrap();
            let target = address.target(&captured("/in/created?code=s3cret&x=1")).unwrap();
            assert_eq!(target.shown(), expected);
            assert_eq!(address.target(&of_body("{}")).unwrap().shown(), to(given, &of_body("{}")));
        }
    }
}
