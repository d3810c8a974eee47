//! `--dry-run`: what would be sent, in order, secrets as they may be seen.

use super::letters::{Letter, Writer};
use super::log::RunLog;
use super::selection::Selection;
use crate::cli::Format;
use crate::commands::judge::read;
use crate::commands::run::Run;
use crate::delivery::Delivery;
use crate::error::{Error, Exit};
use crate::render::outgoing::{self, Planned};
use crate::render::{deliveries, json};

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
    run.console.flush()?;
    run.console.talk().say("dry run: nothing was sent");
    Ok(run.exit)
}

fn tell_one(letter: &Letter, run: &mut Run<'_>) -> Result<(), Error> {
    let (format, view) = (run.format, run.console.view());
    let text = match &letter.way {
        Ok(way) => {
            let planned = Planned {
                to: way.target.shown(),
                method: &way.outgoing.method,
                headers: &way.outgoing.headers_to(&way.target),
                size: way.outgoing.body.len(),
            };
            read(&letter.capture, run.secrets, |entry| match format {
                Format::Human => outgoing::planned(entry, &planned, &view),
                Format::Json => json::planned(entry, &planned),
            })
        }
        Err((to, failure)) => {
            let delivery =
                Delivery::of(to.clone(), Err(failure.clone()), std::time::Duration::ZERO);
            run.costs(delivery.exit());
            read(&letter.capture, run.secrets, |entry| match format {
                Format::Human => deliveries::delivery(entry, &delivery, &view),
                Format::Json => json::delivery(entry, &delivery),
            })
        }
    };
    run.console.data(&text)
}
