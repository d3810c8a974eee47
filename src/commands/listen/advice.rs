//! What to look at when a target does not take what is forwarded to it.

use std::ops::RangeInclusive;
use std::path::Path;

use crate::cli::CAPTURES;
use crate::client::Target;
use crate::delivery::{Answered, Failure};

/// Where a listener keeps its captures, as a command that reads them has to be told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kept {
    /// Where every command looks.
    #[default]
    Here,
    /// In a folder that is to be named.
    Elsewhere,
    /// Nowhere, so that no command finds them.
    Nowhere,
}

impl Kept {
    /// Where captures are kept by a listener with this folder.
    pub(super) fn of(folder: Option<&Path>) -> Self {
        match folder {
            None => Self::Nowhere,
            Some(folder) if folder == Path::new(CAPTURES) => Self::Here,
            Some(_) => Self::Elsewhere,
        }
    }

    /// What becomes of what the target has no room for.
    pub(super) fn dropped(self) -> &'static str {
        match self {
            Self::Here => "they are kept and answered 503; `dsw replay` sends them later",
            Self::Elsewhere => {
                "they are kept and answered 503; `dsw replay last:N --from DIR` sends them later"
            }
            Self::Nowhere => "they are answered 503, and nothing is kept of them",
        }
    }

    fn invalid(self) -> &'static str {
        match self {
            Self::Here => {
                "the receiver cannot read the payload: does `dsw validate last` find it valid?"
            }
            Self::Elsewhere => {
                "the receiver cannot read the payload: does `dsw validate last --from DIR` find it \
                 valid?"
            }
            Self::Nowhere => "the receiver cannot read the payload: was it found valid here?",
        }
    }

    fn failed(self) -> &'static str {
        match self {
            Self::Here => "look at the receiver's own log; `dsw replay last --to …` sends it again",
            Self::Elsewhere => {
                "look at the receiver's own log; `dsw replay last --from DIR --to …` sends it again"
            }
            Self::Nowhere => "look at the receiver's own log",
        }
    }
}

/// Statuses, and what is most often behind them.
const ROWS: [(RangeInclusive<u16>, &str); 12] = [
    (300..=303, "redirects are not followed: give `--forward-to` the URL that it names"),
    (
        304..=304,
        "the receiver takes a payload for a question about a page: does its route take POST?",
    ),
    (307..=308, "redirects are not followed: give `--forward-to` the URL that it names"),
    (401..=401, "check the key or the token: `-H 'Authorization: …'`, or `?code=…` in the URL"),
    (403..=403, "the receiver knows the sender and does not let it: check the key's rights"),
    (404..=404, "check the path in `--forward-to`; without one the path of the request is used"),
    (405..=405, "the receiver has this path but not for this method: does its route take POST?"),
    (408..=408, "the receiver waited for the body: is something slow between here and there?"),
    (411..=413, "the receiver takes no body of this size: raise its limit"),
    (415..=415, "the receiver does not read this Content-Type: `-H 'Content-Type: …'` changes it"),
    (429..=429, "the receiver wants fewer requests"),
    (502..=504, "what answered is a proxy: is the receiver behind it running?"),
];

/// What to try; none when all is well.
pub(super) fn advice(
    outcome: &Result<Answered, Failure>,
    target: &Target,
    kept: Kept,
) -> Option<&'static str> {
    match outcome {
        Ok(Answered { status: 400, .. }) => Some(kept.invalid()),
        Ok(answered) => {
            let row = ROWS.iter().find(|(statuses, _)| statuses.contains(&answered.status));
            let row = row.map(|(_, hint)| *hint);
            row.or_else(|| (500..600).contains(&answered.status).then(|| kept.failed()))
        }
        // What `localhost` stands for is the machine's affair: it may be one of both alone.
        Err(Failure::Refused) if target.is_here() => Some(
            "is the receiver running on this port? it may listen on the other of 127.0.0.1 and \
             [::1]: name that address",
        ),
        Err(Failure::TimedOut(_)) => {
            Some("is the receiver halted in a debugger? `--forward-timeout 0` waits without end")
        }
        Err(failure) => failure.hint(),
    }
}

/// Whether a failure means that there is no target at present, rather than one that misbehaves.
pub(super) fn is_gone(failure: &Failure) -> bool {
    match failure {
        Failure::Refused | Failure::Dns(_) | Failure::Tls(_) | Failure::Proxy(_) => true,
        Failure::TimedOut(_)
        | Failure::ClosedEarly
        | Failure::BrokeOff
        | Failure::BadAnswer(_)
        | Failure::TooLong(_)
        | Failure::Token { .. }
        | Failure::SignIn(_)
        | Failure::Unsendable(_)
        | Failure::WrongUrl(_)
        | Failure::Invalid { .. }
        | Failure::Other(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use bytes::Bytes;

    use super::*;
    use crate::capture::Headers;
    use crate::delivery::Tls;

    fn answered(status: u16) -> Answered {
        let (reason, headers, body) = (String::new(), Headers::default(), Bytes::new());
        Answered { status, reason, headers, body, cut: None, location: None }
    }

    fn told(outcome: &Result<Answered, Failure>, to: &str) -> Option<&'static str> {
        advice(outcome, &Target::parse(to).unwrap(), Kept::Here)
    }

    #[test]
    fn a_status_is_told_with_what_is_behind_it() {
        for (status, words) in [
            (307, "not followed"),
            (400, "dsw validate"),
            (401, "Authorization"),
            (404, "path"),
            (405, "POST"),
            (413, "limit"),
            (415, "Content-Type"),
            (500, "own log"),
            (503, "proxy"),
            (599, "own log"),
        ] {
            let hint = told(&Ok(answered(status)), "http://h/").unwrap();
            assert!(hint.contains(words), "{status}: {hint}");
        }
        assert_eq!(told(&Ok(answered(200)), "http://h/"), None);
        assert_eq!(told(&Ok(answered(204)), "http://h/"), None);
    }

    #[test]
    fn a_command_is_named_only_where_it_finds_what_was_kept() {
        let target = Target::parse("http://h/").unwrap();
        for (folder, from, is_kept) in [
            (Some("captures"), false, true),
            (Some("/tmp/captures"), true, true),
            (None, false, false),
        ] {
            let kept = Kept::of(folder.map(Path::new));
            let hints =
                [400, 500].map(|status| advice(&Ok(answered(status)), &target, kept).unwrap());
            for hint in hints.into_iter().chain([kept.dropped()]) {
                assert_eq!(hint.contains("--from DIR"), from, "{hint}");
                assert_eq!(hint.contains("`dsw "), is_kept, "{hint}");
            }
        }
    }

    #[test]
    fn a_failure_is_told_with_what_to_try() {
        let hint = |failure, to| told(&Err(failure), to).unwrap();
        for here in [
            "http://127.0.0.1:1/",
            "http://[::1]:1/",
            "http://localhost:1/",
            "http://me:pw@127.0.0.1:1/",
            "http://me@[::1]/a",
            "http://127.0.0.1?a=b",
        ] {
            assert!(hint(Failure::Refused, here).contains("name that address"), "{here}");
        }
        for other in ["http://localhost.example/", "http://127.0.0.1.example/", "http://h//[::1]"] {
            assert!(!hint(Failure::Refused, other).contains("name that address"), "{other}");
        }
        let slow = Failure::TimedOut(Duration::from_secs(30));
        assert!(hint(slow, "http://h/").contains("`--forward-timeout 0`"));
        let unknown = Failure::Tls(Tls::UnknownIssuer);
        assert!(hint(unknown, "https://localhost:1/").contains("dotnet dev-certs"));
    }
}
