//! Requests over connections that are signed in by NTLM, each connection on its own.

use std::sync::OnceLock;

use bytes::Bytes;
use hyper::Response;
use hyper::body::Incoming;
use jiff::Timestamp;
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::connection::Connection;
use super::idle::Idle;
use super::ntlm::{self, Account, Offers};
use super::outgoing::Outgoing;
use super::route::Route;
use super::target::Target;
use super::{Client, cause, head, whole};
use crate::delivery::{Failure, SignIn};

/// From 1601, where the clock of NTLM begins, to 1970, in units of 100 ns.
const TO_1970: i128 = 116_444_736_000_000_000;

/// The head of an answer, and the connection that the rest of it comes over.
pub(super) type Begun = (Response<Incoming>, Connection);

/// Signs in the connections of a client.
pub(super) struct SignedIn {
    account: Account,
    /// Connections that are signed in, and wait for their next request.
    pub idle: Idle,
    /// Whether the account was taken, once that is known.
    is_taken: OnceLock<bool>,
    /// Held while the first signs in: a wrong password is shown once, and not by all at once, for
    /// accounts are locked after a few.
    first: Mutex<()>,
}

/// Where a request goes, and since when.
pub(super) struct Errand<'a> {
    pub client: &'a Client,
    pub target: &'a Target,
    pub route: &'a Route,
    pub begun: Instant,
}

impl SignedIn {
    pub(super) fn as_(account: Account) -> Self {
        let (idle, is_taken, first) = (Idle::of_signed_in(), OnceLock::new(), Mutex::new(()));
        Self { account, idle, is_taken, first }
    }

    /// Whether the account was refused.
    pub(super) fn is_refused(&self) -> bool {
        self.is_taken.get() == Some(&false)
    }

    /// Sends a request over a connection that is signed in.
    pub(super) async fn exchange(
        &self,
        errand: &Errand<'_>,
        letter: &Outgoing,
    ) -> Result<Begun, Failure> {
        if errand.route.asked().is_some() {
            let why =
                "NTLM signs in a connection, and the proxy has one of its own to the receiver";
            return Err(Failure::Proxy(why.to_owned()));
        }
        let letter = letter.showing(None);
        while let Some(mut connection) = self.idle.take(errand.target) {
            match errand.send(&mut connection, &letter).await? {
                // Who sends was forgotten: another connection begins anew.
                Some(response) if asks_for_ntlm(&response) => {}
                Some(response) => return Ok((response, connection)),
                None => {}
            }
        }
        if self.is_refused() {
            return Err(Failure::SignIn(SignIn::Refused(self.account.shown().to_owned())));
        }
        self.sign_in(errand, &letter).await
    }

    /// Waits for the first to sign in, when somebody is about to. What is held, to the end of its
    /// request, is the turn of the first itself.
    pub(super) async fn turn(&self) -> Option<impl Drop> {
        if self.is_taken.get().is_some() {
            return None;
        }
        let turn = self.first.lock().await;
        self.is_taken.get().is_none().then_some(turn)
    }

    /// Signs in a connection with a request. A receiver that does not ask who sends is sent to as
    /// any other.
    async fn sign_in(&self, errand: &Errand<'_>, letter: &Outgoing) -> Result<Begun, Failure> {
        let mut connection = errand.connection().await?;
        let opening = letter.showing(Some(ntlm::opening()));
        let opening = Outgoing { body: Bytes::new(), ..opening };
        let mut asked = errand.sent(&mut connection, &opening).await?;
        let is_asked = asked.status() == 401;
        let offers = Offers::of(asked.headers());
        let is_open = whole(&mut asked).await && connection.ready().await.is_ok();
        if !is_asked {
            if asked.status().is_success() {
                let _ = self.is_taken.set(true);
            }
            if !is_open {
                connection = errand.connection().await?;
            }
            return Ok((errand.sent(&mut connection, letter).await?, connection));
        }
        let closing = self.closing(offers.challenge().map_err(Failure::SignIn)?)?;
        if !is_open {
            return Err(Failure::SignIn(SignIn::Closed));
        }
        let response = errand.send(&mut connection, &letter.showing(Some(closing))).await?;
        let response = response.ok_or(Failure::SignIn(SignIn::Closed))?;
        // Later it is this request that is refused, and not who sends it.
        let _ = self.is_taken.set(response.status() != 401);
        Ok((response, connection))
    }

    fn closing(&self, challenge: &str) -> Result<String, Failure> {
        let mut nonce = [0; 8];
        let random = rustls::crypto::ring::default_provider().secure_random;
        random
            .fill(&mut nonce)
            .map_err(|_| Failure::Other("this machine has no random numbers".to_owned()))?;
        let now = Timestamp::now().as_nanosecond() / 100 + TO_1970;
        let now = u64::try_from(now).unwrap_or_default();
        ntlm::closing(&self.account, challenge, nonce, now)
            .map_err(|why| Failure::SignIn(SignIn::Malformed(why)))
    }
}

impl Errand<'_> {
    async fn connection(&self) -> Result<Connection, Failure> {
        let opened = async {
            let stream = self.client.dialler.open(self.target, self.route).await?;
            Ok(Connection::over(stream).await?)
        };
        opened.await.map_err(|cause: super::Cause| cause::of_request(&*cause, self.begun.elapsed()))
    }

    /// The head of the answer; none when the connection was closed before anything went over it.
    async fn send(
        &self,
        connection: &mut Connection,
        letter: &Outgoing,
    ) -> Result<Option<Response<Incoming>>, Failure> {
        let head = head::head(self.target, letter, None)?;
        match connection.send(&letter.method, &head, &letter.body).await {
            Ok(response) => Ok(Some(response)),
            Err(unanswered) if unanswered.is_unsent => Ok(None),
            Err(unanswered) => Err(cause::of_request(&unanswered.cause, self.begun.elapsed())),
        }
    }

    /// The same over a connection that is new.
    async fn sent(
        &self,
        connection: &mut Connection,
        letter: &Outgoing,
    ) -> Result<Response<Incoming>, Failure> {
        self.send(connection, letter).await?.ok_or(Failure::ClosedEarly)
    }
}

fn asks_for_ntlm(response: &Response<Incoming>) -> bool {
    response.status() == 401 && Offers::of(response.headers()).has_ntlm()
}
