//! Sends payloads byte for byte; a receiver that is absent is an outcome, not the end of the run.

mod cause;
mod forwarding;
mod outgoing;
mod redact;
mod replaying;
mod target;
#[cfg(test)]
mod tests;
mod token;
mod trust;

use std::sync::OnceLock;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue, LOCATION};
use reqwest::{Method, Response};
use tokio::time::{Instant, timeout_at};

pub use forwarding::Forwarding;
pub use outgoing::{Outgoing, header};
pub use replaying::{Replaying, is_replay_to};
pub use target::Target;
pub use token::{Token, TokenServer};
pub use trust::Trust;

use crate::capture::Headers;
use crate::delivery::{Answered, Delivery, Failure};

/// How much of an answer's body is read: more than anyone reads, less than hurts.
const BODY_LIMIT: usize = 1024 * 1024;

/// How long a connection may wait for its next request: less than any receiver keeps one open.
const IDLE: Duration = Duration::from_secs(1);

/// Sends requests, each over a connection of its own unless connections are kept.
pub struct Client {
    timeout: Duration,
    /// How many connections are kept for requests to come.
    kept: usize,
    trust: Trust,
    /// Built when first needed, for what one needs another may lack: a list of authorities.
    /// By [`Client::route`].
    routes: [OnceLock<Result<reqwest::Client, Failure>>; 4],
}

impl Client {
    /// A client that gives a target this long, from the connection to the answer; zero is for ever.
    #[must_use]
    pub fn new(timeout: Duration) -> Self {
        Self { timeout, kept: 0, trust: Trust::default(), routes: Default::default() }
    }

    /// The same, which keeps so many connections for requests to come. One that was closed before
    /// its request was on the way is replaced by another; what may have arrived is not sent twice.
    #[must_use]
    pub fn keeping(self, connections: usize) -> Self {
        Self { kept: connections, ..self }
    }

    /// The same, which trusts receivers in another way.
    #[must_use]
    pub fn trusting(self, trust: Trust) -> Self {
        Self { trust, ..self }
    }

    /// Sends a request once. A redirect is an answer like any other and is not followed.
    pub async fn send(&self, target: &Target, letter: &Outgoing) -> Delivery {
        let begun = Instant::now();
        if self.kept > 0 {
            // A close that has come in by now is seen before the next request goes out.
            tokio::task::yield_now().await;
        }
        let outcome = self.answer(target, letter, begun).await;
        Delivery::of(target.shown().to_owned(), outcome, begun.elapsed())
    }

    async fn answer(
        &self,
        target: &Target,
        letter: &Outgoing,
        begun: Instant,
    ) -> Result<Answered, Failure> {
        let request = request(target, letter)?;
        let client = self.route(target).as_ref().map_err(Clone::clone)?;
        let deadline = (!self.timeout.is_zero()).then(|| begun.checked_add(self.timeout)).flatten();
        let Some(response) = until(deadline, client.execute(request)).await else {
            return Err(Failure::TimedOut(self.timeout));
        };
        let response = response.map_err(|error| cause::of_request(error, begun.elapsed()))?;
        // This status is a proxy's alone.
        if response.status().as_u16() == 407 && !target.is_here() {
            return Err(Failure::Proxy("it asks for a user name and a password".to_owned()));
        }
        Ok(read(target, response, deadline, self.timeout).await)
    }

    fn route(&self, target: &Target) -> &Result<reqwest::Client, Failure> {
        let (secure, here) = (target.is_secure(), target.is_here());
        let route = &self.routes[usize::from(secure) * 2 + usize::from(here)];
        route.get_or_init(|| self.build(secure, here).map_err(|error| cause::of_building(&error)))
    }

    fn build(&self, secure: bool, here: bool) -> reqwest::Result<reqwest::Client> {
        // The first wins, and all of them are this one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .http1_only()
            // Receivers written by hand compare names letter by letter.
            .http1_title_case_headers()
            // On a connection used before, a close that crosses the request looks like a crash.
            .pool_max_idle_per_host(self.kept)
            .pool_idle_timeout(IDLE);
        builder = if secure {
            self.trust.of(builder)
        } else {
            // A machine without a list of authorities can still send where none is asked for.
            builder.tls_certs_only([])
        };
        if here {
            builder = builder.no_proxy();
        }
        builder.build()
    }
}

fn request(target: &Target, letter: &Outgoing) -> Result<reqwest::Request, Failure> {
    let method = Method::from_bytes(letter.method.as_bytes());
    let method = method
        .map_err(|_| Failure::Unsendable(format!("`{}` is not a method of HTTP", letter.method)))?;
    let mut request = reqwest::Request::new(method, target.url().clone());
    for (name, value) in letter.headers_to(target).0 {
        append(request.headers_mut(), &name, &value)
            .ok_or_else(|| Failure::Unsendable(format!("its header `{name}` is malformed")))?;
    }
    *request.body_mut() = Some(letter.body.clone().into());
    Ok(request)
}

fn append(headers: &mut HeaderMap, name: &str, value: &[u8]) -> Option<()> {
    let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
    headers.append(name, HeaderValue::from_bytes(value).ok()?);
    Some(())
}

/// The answer with as much of its body as is read. An answer whose body does not end is one too.
async fn read(
    target: &Target,
    mut response: Response,
    deadline: Option<Instant>,
    timeout: Duration,
) -> Answered {
    let location = response.headers().get(LOCATION);
    let location = location.map(|to| target.redirected(&String::from_utf8_lossy(to.as_bytes())));
    let headers = response.headers().iter();
    let headers =
        headers.map(|(name, value)| (name.to_string(), Bytes::copy_from_slice(value.as_bytes())));
    let (headers, reason) = (Headers(headers.collect()), reason(&response));
    let (body, cut) = body(&mut response, deadline, timeout).await;
    Answered { status: response.status().as_u16(), reason, headers, body, cut, location }
}

fn reason(response: &Response) -> String {
    let own = response.extensions().get::<hyper::ext::ReasonPhrase>();
    own.map_or_else(
        || response.status().canonical_reason().unwrap_or_default().to_owned(),
        |own| String::from_utf8_lossy(own.as_bytes()).into_owned(),
    )
}

/// The body up to the limit, and why there is no more of it when it is not whole.
async fn body(
    response: &mut Response,
    deadline: Option<Instant>,
    timeout: Duration,
) -> (Bytes, Option<Failure>) {
    let mut body = BytesMut::new();
    while body.len() <= BODY_LIMIT {
        match until(deadline, response.chunk()).await {
            Some(Ok(Some(chunk))) => body.extend_from_slice(&chunk),
            Some(Ok(None)) => return (body.freeze(), None),
            Some(Err(_)) => return (body.freeze(), Some(Failure::BrokeOff)),
            None => return (body.freeze(), Some(Failure::TimedOut(timeout))),
        }
    }
    body.truncate(BODY_LIMIT);
    (body.freeze(), Some(Failure::BadAnswer("its body is over 1 MiB".to_owned())))
}

/// What comes of it before the deadline; nothing when it passes first.
async fn until<T>(deadline: Option<Instant>, future: impl Future<Output = T>) -> Option<T> {
    match deadline {
        Some(deadline) => timeout_at(deadline, future).await.ok(),
        None => Some(future.await),
    }
}
