//! Sends payloads byte for byte; a receiver that is absent is an outcome, not the end of the run.
//!
//! hyper's connections are used by themselves. What is built on them, reqwest too, spells the names
//! of headers in one way, puts those of one name together and adds an `Accept`: a receiver could
//! tell such a request from the one that was captured.

mod blind;
mod cause;
mod changes;
mod connection;
mod dial;
mod forwarding;
mod head;
mod idle;
mod named;
mod ntlm;
mod outgoing;
mod quoted;
mod redact;
mod replaying;
mod route;
mod signed_in;
mod target;
#[cfg(test)]
mod tests;
mod token;
mod trust;
mod verbatim;

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::Response;
use hyper::body::Incoming;
use hyper::header::LOCATION;
use hyper_util::client::proxy::matcher::Matcher;
use tokio::time::{Instant, timeout_at};

pub use changes::Changes;
pub use forwarding::Forwarding;
pub use idle::Closing;
pub use ntlm::Account;
pub use outgoing::{BY_NTLM, Outgoing, header, header_name};
pub use replaying::{Replaying, is_replay_to};
pub use route::is_proxy;
pub use target::Target;
pub use token::{Token, TokenServer};
pub use trust::Trust;

use self::connection::Connection;
use self::dial::{Cause, Dialler};
use self::idle::{Idle, is_last};
use self::route::Route;
use self::signed_in::{Begun, Errand, SignedIn};
use crate::capture::Headers;
use crate::delivery::{Answered, Delivery, Failure, answered};

/// How much of an answer's body is read: more than anyone reads, less than hurts.
const BODY_LIMIT: usize = 1024 * 1024;

/// Sends requests, each over a connection of its own unless connections are kept.
pub struct Client {
    timeout: Duration,
    /// How many connections are kept for requests to come.
    kept: usize,
    dialler: Dialler,
    proxies: Matcher,
    idle: Idle,
    /// As whom it signs in, for requests that ask for it.
    ntlm: Option<SignedIn>,
}

/// A connection, and whether it carried a request before.
struct Taken {
    connection: Connection,
    is_used: bool,
}

impl Client {
    /// A client that gives a target this long, from the connection to the answer; zero is for ever.
    #[must_use]
    pub fn new(timeout: Duration) -> Self {
        Self {
            timeout,
            kept: 0,
            dialler: Dialler::new(Trust::default()),
            proxies: Matcher::from_env(),
            idle: Idle::default(),
            ntlm: None,
        }
    }

    /// The same, which keeps so many connections for requests to come. One that was closed before
    /// its request was on the way is replaced by another; what may have arrived is not sent twice.
    #[must_use]
    pub fn keeping(self, connections: usize) -> Self {
        Self { kept: connections, ..self }
    }

    /// Who closes connections that it was to keep, and does not say so: none to it is used again.
    #[must_use]
    pub fn closing(&self) -> Closing {
        self.idle.closing()
    }

    /// The same, which trusts receivers in another way.
    #[must_use]
    pub fn trusting(self, trust: Trust) -> Self {
        Self { dialler: Dialler::new(trust), ..self }
    }

    /// The same, which sends requests that hold [`BY_NTLM`] over connections that are signed in as
    /// this account; a receiver sees a request without a body first.
    #[must_use]
    pub fn signing_in(self, account: Account) -> Self {
        Self { ntlm: Some(SignedIn::as_(account)), ..self }
    }

    /// Whether the account that it signs in as was refused, so that it is not tried again.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.ntlm.as_ref().is_some_and(SignedIn::is_refused)
    }

    /// Sends a request once. A redirect is an answer like any other and is not followed.
    pub async fn send(&self, target: &Target, letter: &Outgoing) -> Delivery {
        let ntlm = self.ntlm.as_ref().filter(|_| letter.asks_for_ntlm());
        // To wait for another to sign in costs nothing of the time given.
        let _turn = match ntlm {
            Some(ntlm) => ntlm.turn().await,
            None => None,
        };
        if self.kept > 0 {
            self.idle.settle(target).await;
        }
        let begun = Instant::now();
        let outcome = self.answer(target, letter, begun).await;
        let took = begun.elapsed();
        let quoted = answered(&outcome).map(|answered| quoted::quoted(answered, target, letter));
        let delivery = Delivery::of(target.shown().to_owned(), outcome, took);
        Delivery { quoted: quoted.unwrap_or_default(), shown: shown(target, letter), ..delivery }
    }

    async fn answer(
        &self,
        target: &Target,
        letter: &Outgoing,
        begun: Instant,
    ) -> Result<Answered, Failure> {
        let route = Route::to(target, &self.proxies)?;
        let head = head::head(target, letter, route.asked())?;
        let deadline = (!self.timeout.is_zero()).then(|| begun.checked_add(self.timeout)).flatten();
        let ntlm = self.ntlm.as_ref().filter(|_| letter.asks_for_ntlm());
        let exchange = async {
            let errand = Errand { client: self, target, route: &route, begun };
            match ntlm {
                Some(ntlm) => ntlm.exchange(&errand, letter).await,
                None => self
                    .exchange(target, &route, letter, &head)
                    .await
                    .map_err(|cause| cause::of_request(&*cause, begun.elapsed())),
            }
        };
        let Some(exchange) = until(deadline, exchange).await else {
            return Err(Failure::TimedOut(self.timeout));
        };
        let (response, connection) = exchange?;
        // This status is a proxy's alone.
        if response.status().as_u16() == 407 && route.asked().is_some() {
            return Err(Failure::Proxy("it asks for a user name and a password".to_owned()));
        }
        let is_last = is_last(&response);
        let answered = read(target, response, deadline, self.timeout).await?;
        // Of a connection that is not signed in nothing is kept among those that are.
        let is_refused = ntlm.is_some() && answered.status == 401;
        if answered.cut.is_none() && !is_last && !is_refused {
            let idle = ntlm.map_or(&self.idle, |ntlm| &ntlm.idle);
            idle.keep(target, connection, self.kept);
        }
        Ok(answered)
    }

    async fn exchange(
        &self,
        target: &Target,
        route: &Route,
        letter: &Outgoing,
        head: &Bytes,
    ) -> Result<Begun, Cause> {
        loop {
            let Taken { mut connection, is_used } = self.connection(target, route).await?;
            match connection.send(&letter.method, head, &letter.body).await {
                Ok(response) => return Ok((response, connection)),
                Err(unanswered) if unanswered.is_unsent && is_used => {}
                Err(unanswered) => {
                    if is_used && unanswered.is_silent {
                        self.idle.lost(target);
                    }
                    return Err(unanswered.cause.into());
                }
            }
        }
    }

    async fn connection(&self, target: &Target, route: &Route) -> Result<Taken, Cause> {
        if let Some(connection) = self.idle.take(target) {
            return Ok(Taken { connection, is_used: true });
        }
        let stream = self.dialler.open(target, route).await?;
        Ok(Taken { connection: Connection::over(stream).await?, is_used: false })
    }
}

/// The scheme by which a request shows who sends.
fn shown(target: &Target, letter: &Outgoing) -> Option<String> {
    let headers = letter.headers_to(target);
    let value = String::from_utf8_lossy(headers.get("authorization")?).into_owned();
    // A value of one word may be a secret of its own.
    let scheme = value.split_once(' ').map(|(scheme, _)| scheme.to_owned());
    scheme.or_else(|| (value == BY_NTLM).then_some(value))
}

/// The answer with its body. One whose body breaks off is an answer too; one whose body is longer
/// than what is read is none.
async fn read(
    target: &Target,
    mut response: Response<Incoming>,
    deadline: Option<Instant>,
    timeout: Duration,
) -> Result<Answered, Failure> {
    let location = response.headers().get(LOCATION);
    let location = location.map(|to| target.redirected(&String::from_utf8_lossy(to.as_bytes())));
    let headers = response.headers().iter();
    let headers =
        headers.map(|(name, value)| (name.to_string(), Bytes::copy_from_slice(value.as_bytes())));
    let (headers, reason) = (Headers(headers.collect()), reason(&response));
    let (body, end) = body(&mut response, deadline, timeout).await;
    let status = response.status().as_u16();
    let answered = |cut| Answered { status, reason, headers, body, cut, location };
    match end {
        End::Whole => Ok(answered(None)),
        End::Torn(failure) => Ok(answered(Some(failure))),
        End::TooLong => Err(Failure::TooLong(Box::new(answered(None)))),
    }
}

fn reason(response: &Response<Incoming>) -> String {
    let own = response.extensions().get::<hyper::ext::ReasonPhrase>();
    own.map_or_else(
        || response.status().canonical_reason().unwrap_or_default().to_owned(),
        |own| String::from_utf8_lossy(own.as_bytes()).into_owned(),
    )
}

/// How the part of a body ends that was read.
#[derive(Debug)]
enum End {
    Whole,
    Torn(Failure),
    TooLong,
}

/// The body up to the limit, and how it ends there.
async fn body(
    response: &mut Response<Incoming>,
    deadline: Option<Instant>,
    timeout: Duration,
) -> (Bytes, End) {
    let mut body = BytesMut::new();
    while body.len() <= BODY_LIMIT {
        match until(deadline, response.frame()).await {
            // What is no data are trailers.
            Some(Some(Ok(frame))) => body.extend(frame.into_data()),
            Some(None) => return (body.freeze(), End::Whole),
            Some(Some(Err(_))) => return (body.freeze(), End::Torn(Failure::BrokeOff)),
            None => return (body.freeze(), End::Torn(Failure::TimedOut(timeout))),
        }
    }
    body.truncate(BODY_LIMIT);
    (body.freeze(), End::TooLong)
}

/// Reads a body to its end, and tells whether it has one.
async fn whole(response: &mut Response<Incoming>) -> bool {
    matches!(body(response, None, Duration::ZERO).await.1, End::Whole)
}

/// What comes of it before the deadline; nothing when it passes first.
async fn until<T>(deadline: Option<Instant>, future: impl Future<Output = T>) -> Option<T> {
    match deadline {
        Some(deadline) => timeout_at(deadline, future).await.ok(),
        None => Some(future.await),
    }
}
