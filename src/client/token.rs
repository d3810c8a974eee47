//! Tokens of an OAuth 2 server, given for a client's own credentials (RFC 6749, section 4.4).

use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;
use tokio::time::Instant;
use url::Url;

use super::outgoing::{Outgoing, pair};
use super::target::Target;
use crate::capture::Headers;
use crate::delivery::{Answered, Delivery, Failure};
use crate::secret::DOTS;

/// A token is not used in the last part of its life, up to this long: it must last on its way.
const MARGIN: Duration = Duration::from_mins(1);

/// How much of what a server says is told.
const SAID: usize = 200;

/// Who gives tokens, and what it is shown.
pub struct TokenServer {
    /// Its token URL.
    pub target: Target,
    /// The client.
    pub client_id: String,
    /// Its secret.
    pub secret: String,
    /// What the token is for.
    pub scope: Option<String>,
    /// Whether the credentials stand in the header `Authorization`, not in the body.
    pub in_header: bool,
}

/// A token, and how long it may be used.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    /// What is shown to a receiver.
    pub value: String,
    ends: Option<Instant>,
}

impl Token {
    /// Whether it may still be used.
    #[must_use]
    pub fn is_fresh(&self, now: Instant) -> bool {
        self.ends.is_none_or(|ends| now < ends)
    }
}

#[derive(Deserialize)]
struct Given {
    access_token: String,
    token_type: Option<String>,
    expires_in: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct Refused {
    error: String,
    error_description: Option<String>,
}

impl TokenServer {
    /// What asks for a token.
    #[must_use]
    pub fn request(&self) -> Outgoing {
        let mut fields = vec![("grant_type", "client_credentials")];
        let mut headers = vec![
            pair("Accept", "application/json".to_owned()),
            pair("Content-Type", "application/x-www-form-urlencoded".to_owned()),
        ];
        if self.in_header {
            let both = format!("{}:{}", encoded(&self.client_id), encoded(&self.secret));
            let value = format!("Basic {}", BASE64_STANDARD.encode(both));
            headers.push(pair("Authorization", value));
        } else {
            fields.extend([("client_id", &*self.client_id), ("client_secret", &*self.secret)]);
        }
        fields.extend(self.scope.as_deref().map(|scope| ("scope", scope)));
        let body = form(&fields).into();
        Outgoing { method: "POST".to_owned(), headers: Headers(headers), body }
    }

    /// The token of an answer.
    ///
    /// # Errors
    /// [`Failure::Token`], with what was answered and without secrets.
    pub fn token(&self, delivery: &Delivery, now: Instant) -> Result<Token, Failure> {
        let failed = |why: String, answered| {
            let from = self.target.shown().to_owned();
            Failure::Token { from, why: self.without_secret(&why), answered }
        };
        let answered = match &delivery.outcome {
            Ok(answered) => answered,
            Err(failure) => return Err(failed(failure.to_string(), false)),
        };
        if !answered.is_accepted() {
            return Err(failed(refusal(answered), true));
        }
        let given: Given = serde_json::from_slice(&answered.body)
            .map_err(|_| failed("its answer holds no `access_token`".to_owned(), true))?;
        if let Some(other) = given.token_type.filter(|kind| !kind.eq_ignore_ascii_case("bearer")) {
            return Err(failed(format!("its token is of type `{other}`, not Bearer"), true));
        }
        let is_odd = |letter: char| letter.is_control() || letter == ' ';
        if given.access_token.is_empty() || given.access_token.contains(is_odd) {
            return Err(failed("its token is not one word".to_owned(), true));
        }
        let life = given.expires_in.as_ref().and_then(seconds);
        let ends =
            life.and_then(|life| now.checked_add(life.saturating_sub(MARGIN.min(life / 10))));
        Ok(Token { value: given.access_token, ends })
    }

    /// A server may say what it was shown, as it is or as a form has it.
    fn without_secret(&self, text: &str) -> String {
        text.replace(&self.secret, DOTS).replace(&encoded(&self.secret), DOTS)
    }
}

fn refusal(answered: &Answered) -> String {
    let status = format!("{} {}", answered.status, answered.reason);
    let Ok(refused) = serde_json::from_slice::<Refused>(&answered.body) else {
        return status.trim_end().to_owned();
    };
    let described = refused.error_description.unwrap_or_default();
    let described = described.lines().next().unwrap_or_default();
    let said: String = [&*refused.error, described].join(" ").chars().take(SAID).collect();
    format!("{}: {}", status.trim_end(), said.trim_end())
}

/// Some servers write the number as a text.
fn seconds(value: &serde_json::Value) -> Option<Duration> {
    let number = value.as_u64().or_else(|| value.as_str()?.parse().ok());
    number.map(Duration::from_secs)
}

fn form(fields: &[(&str, &str)]) -> String {
    let mut url = Url::parse("form:").expect("a scheme alone is a URL");
    url.query_pairs_mut().extend_pairs(fields);
    url.query().unwrap_or_default().to_owned()
}

fn encoded(text: &str) -> String {
    form(&[("", text)]).trim_start_matches('=').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(in_header: bool) -> TokenServer {
        TokenServer {
            target: Target::parse("https://login.example/token?code=x").unwrap(),
            client_id: "a b".to_owned(),
            secret: "p&=ss:ö".to_owned(),
            scope: Some("x/.default".to_owned()),
            in_header,
        }
    }

    fn answer(status: u16, body: &str) -> Delivery {
        let answered = Answered {
            status,
            reason: "Said".to_owned(),
            headers: Headers::default(),
            body: body.to_owned().into(),
            cut: None,
            location: None,
        };
        Delivery::of(String::new(), Ok(answered), Duration::ZERO)
    }

    #[test]
    fn credentials_stand_in_the_body_or_in_the_header() {
        let (body, header) = (server(false).request(), server(true).request());
        assert_eq!(
            body.body,
            "grant_type=client_credentials&client_id=a+b&client_secret=p%26%3Dss%3A%C3%B6&scope=x%2F.default"
        );
        assert_eq!(body.headers.get("authorization"), None);
        assert_eq!(header.body, "grant_type=client_credentials&scope=x%2F.default");
        // printf 'a+b:p%%26%%3Dss%%3A%%C3%%B6' | base64
        let shown = "Basic YStiOnAlMjYlM0RzcyUzQSVDMyVCNg==";
        assert_eq!(header.headers.get("authorization").unwrap(), shown);
    }

    #[test]
    fn a_token_is_used_up_to_the_last_part_of_its_life() {
        let now = Instant::now();
        let at = |seconds| now + Duration::from_secs(seconds);
        for (life, last) in [("100", 89), ("\"100\"", 89), ("3600", 3539)] {
            let body =
                format!(r#"{{"access_token":"t","token_type":"bearer","expires_in":{life}}}"#);
            let token = server(false).token(&answer(200, &body), now).ok().unwrap();
            assert_eq!(token.value, "t");
            assert!(token.is_fresh(at(last)) && !token.is_fresh(at(last + 2)), "{life}");
        }
        let endless = server(false).token(&answer(200, r#"{"access_token":"t"}"#), now);
        assert!(endless.ok().unwrap().is_fresh(at(1_000_000)));
    }

    #[test]
    fn what_it_answered_is_told_without_the_secret() {
        let told = |status, body: &str| {
            let failure = server(false).token(&answer(status, body), Instant::now()).err().unwrap();
            let told = failure.to_string();
            let start = "cannot get a token from `https://login.example/token?code=••••`: ";
            told.strip_prefix(start).unwrap().to_owned()
        };
        let refused = r#"{"error":"invalid_client","error_description":"p&=ss:ö (p%26%3Dss%3A%C3%B6) is wrong\r\nTrace: 1"}"#;
        assert_eq!(told(401, refused), "401 Said: invalid_client •••• (••••) is wrong");
        assert_eq!(told(302, "<html>"), "302 Said");
        assert_eq!(told(200, "{}"), "its answer holds no `access_token`");
        let other = r#"{"access_token":"t","token_type":"mac"}"#;
        assert_eq!(told(200, other), "its token is of type `mac`, not Bearer");
        assert_eq!(told(200, r#"{"access_token":"a\nb"}"#), "its token is not one word");
    }
}
