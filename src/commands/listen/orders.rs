//! What a listener is asked to do.

use std::time::Duration;

use jiff::tz::TimeZone;

use super::forward::Forward;
use super::guard::Guard;
use super::stand_in::StandIn;
use super::wanted::Wanted;
use crate::cli::{ChangeFrom, ListenFormat};
use crate::commands::memory::Memory;
use crate::secret::Secrets;
use crate::server::Limits;
use crate::store::Folder;

/// Everything that a listener needs to know before it begins.
pub(crate) struct Orders {
    /// What a sender may cost.
    pub limits: Limits,
    /// Where captures are kept; none keeps nothing.
    pub folder: Option<Folder>,
    /// What was seen of each appointment before.
    pub(super) memory: Memory,
    /// Where a request says which kind of change it brings.
    pub change_from: Option<ChangeFrom>,
    /// Whom it lets in.
    pub(super) guard: Guard,
    /// What it answers.
    pub(super) stand_in: StandIn,
    /// Where requests are forwarded to; none answers them here.
    pub(super) forward: Option<Forward>,
    /// How captures are shown.
    pub show: Show,
    /// Which captures are wanted.
    pub wanted: Wanted,
    /// When it ends by itself.
    pub until: Until,
}

/// How captures are shown.
#[derive(Clone, Debug)]
pub(crate) struct Show {
    /// In which format; none shows nothing.
    pub format: Option<ListenFormat>,
    /// Whether the payload is shown below its card.
    pub body: bool,
    /// Whether secrets may be seen.
    pub secrets: Secrets,
    /// The zone that the time of arrival is shown in.
    pub zone: TimeZone,
}

/// When a listener ends without being told to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Until {
    /// After so many captures.
    pub count: Option<u64>,
    /// After so long.
    pub timeout: Option<Duration>,
    /// Whether an invalid payload makes it fail.
    pub fail_on_invalid: bool,
}

impl Orders {
    /// Keep, answer 200 and show, until told to end.
    pub(crate) fn plain(folder: Option<Folder>, show: Show) -> Self {
        Self {
            limits: Limits::default(),
            folder,
            memory: Memory::default(),
            change_from: None,
            guard: Guard::Open,
            stand_in: StandIn::plain(),
            forward: None,
            show,
            wanted: Wanted::default(),
            until: Until::default(),
        }
    }
}
