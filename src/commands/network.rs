//! The runtime of the network, and the signals that end a run.

use tokio::runtime::{Builder, Runtime};

use crate::error::{Error, Exit};

/// A runtime on this thread alone: one core is plenty for a socket, the other judges.
pub(super) fn runtime() -> Result<Runtime, Error> {
    Builder::new_current_thread().enable_all().build().map_err(Error::Runtime)
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
    fn now() -> Self {
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
    fn now() -> Self {
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
