//! The runtime of the network, and the signals that end a run.

use tokio::runtime::{Builder, Runtime};

use crate::client::is_proxy;
use crate::console::Talk;
use crate::env::Env;
use crate::error::{Error, Exit};

/// A runtime on this thread alone: one core is plenty for a socket, the other judges.
pub(super) fn runtime() -> Result<Runtime, Error> {
    Builder::new_current_thread().enable_all().build().map_err(Error::Runtime)
}

/// The variables that name proxies, as the client reads them.
const PROXIES: [&str; 6] =
    ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

/// Warns of a variable that should name a proxy and does not: it is passed over. Its value may
/// hold a password.
pub(super) fn warn_of_proxies(env: &Env, talk: &Talk) {
    let is_broken = |name: &&str| env.variable(name).is_some_and(|value| !is_proxy(value));
    for name in PROXIES.iter().filter(|name| is_broken(name)) {
        talk.warn(&format!("`{name}` is not the URL of a proxy, and is passed over"));
    }
}

/// Keeps signals from ending the process: from here on they wait for [`Ends::next`].
#[cfg(unix)]
pub(super) fn hold_signals() -> Result<Ends, Error> {
    let runtime = runtime()?;
    let _inside = runtime.enter();
    // The process catches them for good. Whichever runtime runs first hands them on to those who
    // are there by then: whoever is to hear of them must be made before.
    Ok(Ends::now())
}

/// Console events cannot be held: until [`Ends::next`] waits for them, they end the process.
#[cfg(windows)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(super) fn hold_signals() -> Result<Ends, Error> {
    Ok(Ends)
}

/// Waits until somebody wants the run to end, and tells what that costs a run cut short.
pub(super) async fn ended() -> Exit {
    Ends::now().next().await
}

/// What somebody sends who wants the run to end.
#[cfg(unix)]
pub(super) struct Ends([tokio::signal::unix::Signal; 3]);

#[cfg(unix)]
impl Ends {
    /// Those who come from now on; inside a runtime.
    pub(super) fn now() -> Self {
        use tokio::signal::unix::{SignalKind, signal};
        let kinds = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()];
        let held =
            kinds.map(|kind| signal(kind).expect("signals can be listened to inside a runtime"));
        Self(held)
    }

    /// Waits for the next, from when this was made on.
    pub(super) async fn next(&mut self) -> Exit {
        let [interrupt, terminate, hang_up] = &mut self.0;
        tokio::select! {
            _ = interrupt.recv() => Exit::Interrupted,
            _ = terminate.recv() => Exit::Terminated,
            _ = hang_up.recv() => Exit::Terminated,
        }
    }
}

/// What somebody sends who wants the run to end.
#[cfg(windows)]
pub(super) struct Ends;

#[cfg(windows)]
impl Ends {
    /// Those who come from now on; inside a runtime.
    pub(super) fn now() -> Self {
        Self
    }

    /// Waits for the next.
    pub(super) async fn next(&mut self) -> Exit {
        use tokio::signal::windows;
        const WHY: &str = "console events can be listened to inside a runtime";
        let mut interrupt = windows::ctrl_c().expect(WHY);
        let mut interrupt_break = windows::ctrl_break().expect(WHY);
        let mut close = windows::ctrl_close().expect(WHY);
        let mut shutdown = windows::ctrl_shutdown().expect(WHY);
        tokio::select! {
            _ = interrupt.recv() => Exit::Interrupted,
            _ = interrupt_break.recv() => Exit::Interrupted,
            _ = close.recv() => Exit::Terminated,
            _ = shutdown.recv() => Exit::Terminated,
        }
    }
}
