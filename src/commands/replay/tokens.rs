//! The token of a run: asked for once, and again before it ends.

use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Mutex;
use tokio::time::Instant;

use crate::client::{Client, Token, TokenServer};
use crate::delivery::Failure;

/// The token that all payloads of a run share.
pub(super) struct Tokens {
    server: TokenServer,
    held: Mutex<Option<Token>>,
    /// Whether a receiver did not take a token that was new either: another would do no better.
    is_refused_anew: AtomicBool,
}

impl Tokens {
    pub(super) fn of(server: TokenServer) -> Self {
        Self { server, held: Mutex::new(None), is_refused_anew: AtomicBool::new(false) }
    }

    /// A token that may still be used.
    pub(super) async fn fresh(&self, client: &Client) -> Result<String, Failure> {
        self.held(client, |token| token.is_fresh(Instant::now())).await
    }

    /// Whether a token that a receiver did not take is worth another: not when it did not take one
    /// that had just been given.
    pub(super) fn may_help(&self) -> bool {
        !self.is_refused_anew.load(Ordering::Relaxed)
    }

    /// Notes whether a token was refused that had just been given; one that is taken later, as when
    /// rights were given meanwhile, makes another worth it again.
    pub(super) fn saw(&self, is_refused_anew: bool) {
        self.is_refused_anew.store(is_refused_anew, Ordering::Relaxed);
    }

    /// A token in place of one that a receiver did not take. When others of the run have met the
    /// same, one of them has asked for it already.
    pub(super) async fn in_place_of(
        &self,
        refused: &str,
        client: &Client,
    ) -> Result<String, Failure> {
        self.held(client, |token| token.value != refused).await
    }

    async fn held(
        &self,
        client: &Client,
        does: impl Fn(&Token) -> bool,
    ) -> Result<String, Failure> {
        // Held while it is asked for: who comes meanwhile waits for the same.
        let mut held = self.held.lock().await;
        if let Some(token) = held.as_ref().filter(|token| does(token)) {
            return Ok(token.value.clone());
        }
        let answer = client.send(&self.server.target, &self.server.request()).await;
        let token = self.server.token(&answer, Instant::now())?;
        Ok(held.insert(token).value.clone())
    }
}
