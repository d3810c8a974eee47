//! The way to the teller, who may be slower than those who send.

use std::collections::VecDeque;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::mpsc::{Sender, channel};
use tokio::sync::{Notify, oneshot};
use tokio::time::sleep;

use super::teller::{End, Teller, Told};
use crate::commands::network::Ends;
use crate::commands::run::Run;
use crate::console::Talk;
use crate::error::Exit;
use crate::store::Named;

/// How much the teller may be behind before nothing more is sent.
const QUEUE: usize = 64;

/// How long a write may stand still once a run is to end, before it is given up.
const PATIENCE: Duration = Duration::from_millis(150);

/// The way to the teller.
pub(super) struct Outlet {
    queue: Sender<Told>,
    /// What waits for room in the queue.
    untold: VecDeque<Told>,
    last_word: oneshot::Receiver<Exit>,
    talk: Talk,
}

/// How telling came to its end.
pub(super) enum LastWord {
    /// Everything was told, or cannot be; that is what it costs.
    Told(Exit),
    /// Somebody wanted it to end at once.
    Interrupted(Exit),
    /// Nobody reads.
    Unread,
}

impl Outlet {
    /// Begins to tell of a run, on a thread of its own; when nothing can be told any more, that is
    /// notified.
    pub(super) fn open(run: Run, answers: Option<Named>) -> (Self, Arc<Notify>) {
        let (stop, talk) = (Arc::new(Notify::new()), run.console.talk());
        let ((queue, told), (tell, last_word)) = (channel(QUEUE), oneshot::channel());
        let teller = Teller::new(run, answers, Arc::clone(&stop));
        thread::spawn(move || teller.run(told, tell));
        (Self { queue, untold: VecDeque::new(), last_word, talk }, stop)
    }

    /// Has something told, in order.
    pub(super) fn tell(&mut self, told: Told) {
        if self.is_behind() {
            self.untold.push_back(told);
        } else if let Err(TrySendError::Full(told)) = self.queue.try_send(told) {
            self.untold.push_back(told);
        }
    }

    /// Whether the teller is so far behind that nothing more should happen.
    pub(super) fn is_behind(&self) -> bool {
        !self.untold.is_empty()
    }

    /// Waits until there is room for something, and hands it on. It may be dropped meanwhile.
    pub(super) async fn hand_on(&mut self) {
        match self.queue.reserve().await {
            Ok(room) => drop(self.untold.pop_front().map(|told| room.send(told))),
            // Without a teller nothing is told.
            Err(_) => self.untold.clear(),
        }
    }

    /// Has the end told, and waits for all of it; when it is to be soon, not for a reader who does
    /// not read.
    pub(super) async fn end(mut self, end: End, is_soon: bool, ends: &mut Ends) -> LastWord {
        self.tell(Told::End(Box::new(end)));
        let talk = self.talk.clone();
        let telling = async {
            while self.is_behind() {
                self.hand_on().await;
            }
            (&mut self.last_word).await
        };
        tokio::select! {
            biased;
            told = telling => LastWord::Told(told.unwrap_or(Exit::Failed)),
            exit = ends.next() => LastWord::Interrupted(exit),
            () = stands_still(&talk), if is_soon => LastWord::Unread,
        }
    }
}

/// Waits until a write to either stream stands still.
pub(super) async fn stands_still(talk: &Talk) {
    loop {
        let before = talk.stands();
        sleep(PATIENCE).await;
        if before.is_some() && before == talk.stands() {
            return;
        }
    }
}
