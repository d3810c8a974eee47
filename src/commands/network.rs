//! The runtime of the network, and the signals that end a run.

use tokio::runtime::{Builder, Runtime};

use crate::error::{Error, Exit};

/// A runtime on this thread alone: one core is plenty for a socket, the other judges.
pub(super) fn runtime() -> Result<Runtime, Error> {
    Builder::new_current_thread().enable_all().build().map_err(Error::Runtime)
}

/// Keeps signals from ending the process: from here on they wait for [`ended`].
#[cfg(unix)]
pub(super) fn hold_signals() -> Result<(), Error> {
    let runtime = runtime()?;
    let _inside = runtime.enter();
    // The process catches them for good; a runtime that never runs takes none of them away.
    drop(signals());
    Ok(())
}

/// Console events cannot be held: until [`ended`] waits for them, they end the process.
#[cfg(windows)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(super) fn hold_signals() -> Result<(), Error> {
    Ok(())
}

#[cfg(unix)]
fn signals() -> [tokio::signal::unix::Signal; 3] {
    use tokio::signal::unix::{SignalKind, signal};
    [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()]
        .map(|kind| signal(kind).expect("signals can be listened to inside a runtime"))
}

/// Waits until somebody wants the run to end, and tells what that costs a run cut short.
#[cfg(unix)]
pub(super) async fn ended() -> Exit {
    let [mut interrupt, mut terminate, mut hang_up] = signals();
    tokio::select! {
        _ = interrupt.recv() => Exit::Interrupted,
        _ = terminate.recv() => Exit::Terminated,
        _ = hang_up.recv() => Exit::Terminated,
    }
}

/// Waits until somebody wants the run to end, and tells what that costs a run cut short.
#[cfg(windows)]
pub(super) async fn ended() -> Exit {
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
