//! What the options of a run mean: read before any payload is looked at.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::auth;
use super::courier::Courier;
use super::edits::Edits;
use super::letters::Writer;
use super::log::RunLog;
use super::ready::{courier, is_planned, is_read_once, seed, writer};
use super::remarks::Remarks;
use super::tokens::Tokens;
use crate::cli::ReplayArgs;
use crate::console::Talk;
use crate::env::Env;
use crate::error::Error;

/// All that the options of a run say of how payloads are sent.
pub(in crate::commands) struct Options {
    pub(super) log: RunLog,
    /// By which clock dates are moved, and payloads chosen.
    pub(super) now: Timestamp,
    pub(super) zone: TimeZone,
    pub(super) remarks: Arc<Remarks>,
    pub(super) writer: Writer,
    pub(super) courier: Courier,
    pub(super) seed: u64,
    /// The seed, when it was chosen by chance and has a part in the order.
    pub(super) chosen: Option<u64>,
}

impl Options {
    /// Reads them, and the secrets and files that they name.
    ///
    /// # Errors
    /// The first option that is wrong, and why.
    pub(super) fn of(
        args: &ReplayArgs,
        log: RunLog,
        env: &Env,
        talk: &Talk,
    ) -> Result<Self, Error> {
        let (now, zone) = (log.began().unwrap_or_else(Timestamp::now), env.zone());
        let remarks = Arc::<Remarks>::default();
        let edits = Edits::of(&args.edits, zone.to_datetime(now).date(), Arc::clone(&remarks))?;
        is_read_once(args)?;
        if args.sending.dry_run {
            is_planned(args)?;
        }
        let writer = writer(args, edits, Arc::clone(&remarks), env, talk)?;
        let sending = &args.sending;
        let tokens = auth::tokens(&sending.auth, sending.secrets.seen(), env)?.map(Tokens::of);
        let trust = auth::trust(&sending.auth, &sending.trust, talk)?;
        let (seed, chosen) = seed(args, talk);
        let courier = courier(args, trust, tokens, env)?;
        Ok(Self { log, now, zone, remarks, writer, courier, seed, chosen })
    }
}
