//! Where requests are forwarded to, as the command line asks for.

use std::net::SocketAddr;
use std::time::Duration;

use super::advice::Kept;
use crate::cli::ForwardArgs;
use crate::client::{Changes, Forwarding, Target};
use crate::commands::{headers, url};
use crate::console::Talk;
use crate::error::Error;
use crate::secret::Secrets;

/// A target, and how requests are changed on their way to it.
#[derive(Clone)]
pub(super) struct Forward {
    /// Where they go.
    pub target: Target,
    /// What is changed.
    pub how: Forwarding,
    /// How long the target may take; zero is for ever.
    pub timeout: Duration,
    /// Where what is forwarded is kept.
    pub kept: Kept,
}

impl Forward {
    /// What a listener is asked to forward to; none when it answers itself.
    pub(super) fn of(
        args: &ForwardArgs,
        secrets: Secrets,
        talk: &Talk,
    ) -> Result<Option<Self>, Error> {
        let Some(url) = &args.forward_to else { return Ok(None) };
        let target = Target::parse(&url::given(url, "--forward-to", talk)?)?.showing(secrets);
        let added = headers::given(&args.headers, talk)?;
        let removed = args.removed_headers.clone();
        let how = Forwarding::new(Changes::of(added, removed)?, args.preserve_host)?;
        Ok(Some(Self { target, how, timeout: args.forward_timeout, kept: Kept::default() }))
    }

    /// The same, for the listener at this address that keeps captures there.
    pub(super) fn of_listener(self, listener: SocketAddr, kept: Kept) -> Self {
        Self { how: self.how.marked(listener), kept, ..self }
    }
}
