//! What to look at when a target does not take what is forwarded to it.

use std::ops::RangeInclusive;

use crate::delivery::{Answered, Failure};

/// Statuses, and what is most often behind them.
const ROWS: [(RangeInclusive<u16>, &str); 14] = [
    (300..=303, "redirects are not followed: give `--forward-to` the URL that it names"),
    (
        304..=304,
        "the receiver takes a payload for a question about a page: does its route take POST?",
    ),
    (307..=308, "redirects are not followed: give `--forward-to` the URL that it names"),
    (400..=400, "the receiver cannot read the payload: does `dsw validate last` find it valid?"),
    (401..=401, "check the key or the token: `-H 'Authorization: …'`, or `?code=…` in the URL"),
    (403..=403, "the receiver knows the sender and does not let it: check the key's rights"),
    (404..=404, "check the path in `--forward-to`; without one the path of the request is used"),
    (405..=405, "the receiver has this path but not for this method: does its route take POST?"),
    (408..=408, "the receiver waited for the body: is something slow between here and there?"),
    (411..=413, "the receiver takes no body of this size: raise its limit"),
    (415..=415, "the receiver does not read this Content-Type: `-H 'Content-Type: …'` changes it"),
    (429..=429, "the receiver wants fewer requests"),
    (502..=504, "what answered is a proxy: is the receiver behind it running?"),
    (500..=599, "look at the receiver's own log; `dsw replay last --to …` sends it again"),
];

/// What to try; none when all is well.
pub(super) fn advice(outcome: &Result<Answered, Failure>, to: &str) -> Option<&'static str> {
    match outcome {
        Ok(answered) => {
            let row = ROWS.iter().find(|(statuses, _)| statuses.contains(&answered.status));
            row.map(|(_, hint)| *hint)
        }
        // What `localhost` stands for is the machine's affair: it may be one of both alone.
        Err(Failure::Refused) if is_this_machine(host(to)) => Some(
            "is the receiver running on this port? it may listen on the other of 127.0.0.1 and \
             [::1]: name that address",
        ),
        Err(Failure::TimedOut(_)) => {
            Some("is the receiver halted in a debugger? `--forward-timeout 0` waits without end")
        }
        Err(failure) => failure.hint(),
    }
}

fn is_this_machine(host: &str) -> bool {
    ["127.0.0.1", "[::1]", "localhost"].iter().any(|name| host.eq_ignore_ascii_case(name))
}

/// The host in a URL as it is shown, where dots may stand for its user part.
fn host(shown: &str) -> &str {
    let rest = shown.split_once("://").map_or(shown, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    // The colons of an IPv6 address stand in brackets.
    let end = host.find(']').map_or_else(|| host.find(':'), |bracket| Some(bracket + 1));
    &host[..end.unwrap_or(host.len())]
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
        ] {
            let hint = advice(&Ok(answered(status)), "http://h/").unwrap();
            assert!(hint.contains(words), "{status}: {hint}");
        }
        assert_eq!(advice(&Ok(answered(200)), "http://h/"), None);
        assert_eq!(advice(&Ok(answered(204)), "http://h/"), None);
    }

    #[test]
    fn a_failure_is_told_with_what_to_try() {
        let hint = |failure, to| advice(&Err(failure), to).unwrap();
        for here in [
            "http://127.0.0.1:1/",
            "http://[::1]:1/",
            "http://localhost:1/",
            "http://••••@127.0.0.1:1/",
            "http://••••@[::1]/a",
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
