//! The open connections, and which of them goes when there are too many.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::task::{Id, JoinError, JoinSet};
use tokio::time::timeout;

use super::connection;
use super::hub::Hub;
use super::peer::{Order, Peer};

/// The connections that are served, a task each.
pub(super) struct Table {
    hub: Arc<Hub>,
    tasks: JoinSet<()>,
    /// Those that were not told to make room.
    peers: HashMap<Id, Arc<Peer>>,
}

impl Table {
    pub(super) fn new(hub: Arc<Hub>) -> Self {
        Self { hub, tasks: JoinSet::new(), peers: HashMap::new() }
    }

    /// Serves a new connection, in the place of another when there are too many.
    pub(super) fn open(&mut self, stream: TcpStream, address: SocketAddr) {
        if self.tasks.len() >= self.hub.limits.connections {
            self.make_room();
        }
        // Answers are small and waited for; a stream that cannot be told so is served all the same.
        let _ = stream.set_nodelay(true);
        let peer = Arc::new(Peer::new(Arc::clone(&self.hub), address));
        let task = self.tasks.spawn(connection::serve(stream, Arc::clone(&peer)));
        self.peers.insert(task.id(), peer);
    }

    /// True when one more connection can be served.
    ///
    /// One that was told to make room counts until it has: a burst must not outrun the closing.
    pub(super) fn has_room(&self) -> bool {
        let (tasks, limit) = (self.tasks.len(), self.hub.limits.connections);
        let is_spare = |peer: &Arc<Peer>| peer.spare_since().is_some();
        tasks < limit
            || tasks == limit && self.peers.len() == limit && self.peers.values().any(is_spare)
    }

    /// Closes the connection that waits longest for a request.
    pub(super) fn make_room(&mut self) {
        let spare = self.peers.iter().filter_map(|(id, peer)| Some((peer.spare_since()?, *id)));
        let longest = spare.min_by_key(|(since, _)| *since);
        if let Some(peer) = longest.and_then(|(_, id)| self.peers.remove(&id)) {
            peer.command(Order::Yield);
        }
    }

    /// Waits until a connection has ended; for ever while there is none.
    pub(super) async fn ended(&mut self) {
        match self.tasks.join_next_with_id().await {
            Some(ended) => self.forget(&ended),
            None => std::future::pending().await,
        }
    }

    /// Lets requests in flight finish, and ends what has not when the patience with them and then
    /// the grace are over.
    pub(super) async fn finish(mut self, patience: impl Future<Output = ()>, grace: Duration) {
        // The last part is for telling those whose bodies are still coming.
        let telling = grace / 8;
        self.command(Order::Finish);
        tokio::select! {
            () = self.drain() => {}
            () = patience => {}
        }
        if timeout(grace.saturating_sub(telling), self.drain()).await.is_err() {
            self.command(Order::Cut);
            let _ = timeout(telling, self.drain()).await;
        }
        self.tasks.shutdown().await;
    }

    fn command(&self, order: Order) {
        self.peers.values().for_each(|peer| peer.command(order));
    }

    async fn drain(&mut self) {
        while let Some(ended) = self.tasks.join_next_with_id().await {
            self.forget(&ended);
        }
    }

    fn forget(&mut self, ended: &Result<(Id, ()), JoinError>) {
        let id = ended.as_ref().map_or_else(JoinError::id, |(id, ())| *id);
        self.peers.remove(&id);
    }
}
