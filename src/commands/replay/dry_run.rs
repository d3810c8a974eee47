//! `--dry-run`: what would be sent, in order, secrets as they may be seen.

use super::letters::{Letter, Writer};
use super::log::RunLog;
use super::selection::Selection;
use crate::commands::judge::read;
use crate::commands::run::Run;
use crate::delivery::Delivery;
use crate::error::{Error, Exit};
use crate::render::outgoing::Planned;

/// Tells of each payload what would go on the wire.
pub(super) fn tell(
    selection: &Selection,
    writer: &Writer,
    log: &mut RunLog,
    run: &mut Run<'_>,
) -> Result<Exit, Error> {
    let mut told = 0;
    for picked in selection.picks() {
        match picked {
            Err(error) => run.unread(&error)?,
            Ok(picked) => {
                let letter = writer.letter(picked).filter(|letter| log.wants(&letter.key));
                let Some(letter) = letter else { continue };
                tell_one(&letter, run)?;
                told += 1;
            }
        }
    }
    if told == 0 && run.unread == 0 {
        run.problem(&super::reader::nothing(selection))?;
    }
    run.end()?;
    run.console.talk().say("dry run: nothing was sent");
    Ok(run.exit)
}

fn tell_one(letter: &Letter, run: &mut Run<'_>) -> Result<(), Error> {
    let (capture, secrets) = (&letter.capture, run.secrets);
    match &letter.way {
        Ok(way) => {
            let planned = Planned {
                to: way.target.shown(),
                method: &way.outgoing.method,
                headers: &way.outgoing.headers_to(&way.target),
                size: way.outgoing.body.len(),
            };
            read(capture, secrets, |entry| run.tell(|report| report.planned(entry, &planned)))
        }
        Err((to, failure)) => {
            let (to, failure) = (to.clone(), failure.clone());
            let delivery = Delivery::of(to, Err(failure), std::time::Duration::ZERO);
            run.costs(delivery.exit());
            read(capture, secrets, |entry| run.tell(|report| report.delivery(entry, &delivery)))
        }
    }
}
