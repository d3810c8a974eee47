//! Options that would do nothing, or undo each other: refused before anything is done.

use crate::cli::{ReplayArgs, SendArgs, Sender, Timing};
use crate::error::Error;

/// An option, what is wrong with it where it stands, and whether that is so.
type Row<A> = (&'static str, &'static str, fn(&A) -> bool);

const OF_SENDING: [Row<SendArgs>; 7] = [
    ("--retry-unsafe", "it goes with `--retry N`", |args| {
        let attempts = &args.attempts;
        attempts.retry_unsafe && attempts.retry == 0 && attempts.sender.is_none()
    }),
    ("--retry-unsafe", "with `--as dime` all that fails is tried again", |args| {
        args.attempts.retry_unsafe && args.attempts.sender == Some(Sender::Dime)
    }),
    ("--retry-max-time", "it goes with `--retry N` or `--as dime`", |args| {
        let attempts = &args.attempts;
        attempts.retry_max_time.is_some() && attempts.retry == 0 && attempts.sender.is_none()
    }),
    ("--speed", "`--timing none` knows no gaps", |args| {
        args.times.speed.is_some() && args.times.timing == Some(Timing::None)
    }),
    ("--max-gap", "`--timing none` knows no gaps", |args| {
        args.times.max_gap.is_some() && args.times.timing == Some(Timing::None)
    }),
    ("--dry-run", "nothing is sent, so that no answer can be kept or be as expected", |args| {
        args.dry_run && looks_at_answers(args)
    }),
    ("--print", "nothing is sent, so that no answer can be kept or be as expected", |args| {
        args.print.is_some() && looks_at_answers(args)
    }),
];

const OF_REPLAY: [Row<ReplayArgs>; 6] = [
    ("--create", "it goes with `--set`, `--unset` and `--shift-dates`", |args| {
        let edits = &args.edits;
        let is_alone = edits.set.is_empty() && edits.unset.is_empty();
        edits.create && is_alone && edits.shift_dates.is_none()
    }),
    ("--seed", "no dice are thrown without `--shuffle`, `--reorder` or `--duplicate`", |args| {
        let times = &args.sending.times;
        args.seed.is_some() && !args.select.shuffle && !times.reorder && times.duplicate.is_none()
    }),
    ("--retry-unknown", "it goes with `--resume` and `--only-failed`", |args| {
        args.run.retry_unknown
    }),
    ("--without", "it goes with `--resume` and `--only-failed`", |args| {
        !args.run.without.is_empty()
    }),
    ("--journal", "a dry run is none that could be gone on with", |args| {
        args.run.journal.is_some() && args.sending.dry_run
    }),
    ("--journal", "nothing is sent with `--print`", |args| {
        args.run.journal.is_some() && args.sending.print.is_some()
    }),
];

/// Fails when an option would do nothing: of a new run, or of one that is gone on with by all its
/// options.
pub(super) fn do_something(args: &ReplayArgs) -> Result<(), Error> {
    none_is_so(&OF_REPLAY, args)?;
    of_sending(&args.sending)
}

/// The same for the options of delivery alone.
pub(super) fn of_sending(args: &SendArgs) -> Result<(), Error> {
    none_is_so(&OF_SENDING, args)
}

fn none_is_so<A>(rows: &[Row<A>], args: &A) -> Result<(), Error> {
    match rows.iter().find(|(_, _, is_so)| is_so(args)) {
        Some((option, why, _)) => Err(Error::Option(option, (*why).to_owned())),
        None => Ok(()),
    }
}

fn looks_at_answers(args: &SendArgs) -> bool {
    let expected = &args.expected;
    expected.save_responses.is_some()
        || !expected.expect.is_empty()
        || expected.max_time.is_some()
        || expected.most_failures().is_some()
}
