//! What is said to people at the end of a run.

use super::engine::{Cut, Sent};
use super::log::{LeftOut, Mode};
use crate::commands::words::Word;
use crate::render::{counted, deliveries};

/// What is said at the end of a run that is kept by these words, or not at all, and of whose
/// payloads there is something to note; they may have come by a pipe, or go away with the run.
pub(super) fn last_words(
    sent: &Sent,
    run: Option<&str>,
    (is_piped, is_passing): (bool, bool),
    notes: Vec<String>,
) -> Vec<Word> {
    let mut words = Vec::new();
    if !sent.tally.is_empty() {
        words.push(Word::Say(deliveries::summary(&sent.tally.outcomes)));
    }
    if sent.log.left_out.sent() > 0 {
        let before = counted(sent.log.left_out.sent(), "payload");
        words.push(Word::Say(format!("{before} sent before")));
    }
    if sent.tally.outcomes.not_200 > 0 {
        let any = "any 2xx counts as accepted; Dime.Scheduler documents 200 only";
        words.push(Word::Hint(any.to_owned()));
    }
    words.extend(notes.into_iter().map(Word::Warn));
    words.extend(left(sent).map(Word::Warn));
    words.extend(moved(sent.log.left_out).map(Word::Warn));
    words.extend(gone(sent.log.left_out).map(Word::Warn));
    let unanswered = sent.tally.outcomes.unanswered + sent.log.unknown();
    let unseen = unanswered + run.map_or(0, |_| sent.tally.unseen);
    if unseen > 0 {
        let again = run.map_or("", |_| "; `--retry-unknown` sends such again");
        let payloads = counted(unseen, "payload");
        words.push(Word::Warn(format!(
            "{payloads} may have arrived, and no answer was seen{again}"
        )));
    }
    // What came by a pipe is kept nowhere.
    let with = if is_piped { ", and the same standard input" } else { "" };
    words.extend(passing(sent).filter(|_| is_passing).map(Word::Hint));
    words.extend(run.and_then(|run| next(sent, run, unseen)).map(|next| Word::Hint(next + with)));
    words
}

/// How many are left, when it was cut short.
fn left(sent: &Sent) -> Option<String> {
    let (cut, (count, is_whole)) = (sent.cut.as_ref()?, sent.left?);
    let why = match cut {
        Cut::Enough => {
            let failures = counted(sent.tally.outcomes.failed(), "failure");
            format!("stopped after {failures}")
        }
        _ => "cut short".to_owned(),
    };
    let left = match (count, is_whole) {
        (0, false) => "what is left was not counted".to_owned(),
        (_, false) => format!("{} or more left", counted(count, "payload")),
        (_, true) => format!("{} left", counted(count, "payload")),
    };
    Some(format!("{why}: {left}"))
}

/// That nobody goes on with payloads that are kept nowhere, when some are left.
fn passing(sent: &Sent) -> Option<String> {
    sent.cut.as_ref()?;
    let is_left = sent.left.is_none_or(|left| left != (0, true));
    is_left.then(|| {
        "no other run goes on with what is left: it was kept nowhere; `--output DIR` keeps it"
            .to_owned()
    })
}

/// What was found in another place than it had when it was sent.
fn moved(left_out: LeftOut) -> Option<String> {
    let moved = Some(left_out.moved).filter(|moved| *moved > 0)?;
    let payloads = counted(moved, "payload");
    Some(format!(
        "the sources have changed since the run began: {payloads} of it known by content, not by \
         place"
    ))
}

/// What was to be sent again, and is not there any more.
fn gone(left_out: LeftOut) -> Option<String> {
    let gone = Some(left_out.gone).filter(|gone| *gone > 0)?;
    let payloads = counted(gone, "payload");
    Some(format!("{payloads} of the run not sent again: gone from its sources, or changed"))
}

/// The command that goes on with it.
fn next(sent: &Sent, run: &str, unseen: usize) -> Option<String> {
    let Mode { only_failed, retry_unknown } = sent.log.mode();
    let LeftOut { unsent, failed, .. } = sent.log.left_out;
    let unknown_too = if retry_unknown { " --retry-unknown" } else { "" };
    let has_failed = sent.tally.outcomes.failed() > sent.tally.unseen || failed > 0;
    Some(match sent.cut {
        Some(_) if only_failed => {
            format!("go on with `dsw replay --only-failed {run}{unknown_too}`")
        }
        Some(_) => format!("go on with `dsw replay --resume {run}{unknown_too}`"),
        None if unsent > 0 => {
            let rest = counted(unsent, "payload");
            format!("send the other {rest} of the run with `dsw replay --resume {run}`")
        }
        None if has_failed => {
            format!("send what failed again with `dsw replay --only-failed {run}`")
        }
        None if unseen > 0 => format!("`dsw replay --resume {run} --retry-unknown`"),
        None => return None,
    })
}
