//! Payloads that are made ready and not sent: to be printed, or told of.

use super::letters::{Letter, Writer};
use super::log::RunLog;
use super::reader::nothing;
use super::selection::Selection;
use crate::commands::run::Run;
use crate::error::Error;

/// Has each letter told that would be sent, in order, and what could not be read.
pub(super) fn each(
    selection: &Selection,
    writer: &Writer,
    log: &mut RunLog,
    run: &mut Run,
    mut tell: impl FnMut(&Letter, &mut Run) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut told = 0;
    for picked in selection.picks() {
        match picked.map(|picked| writer.letter(picked)) {
            Err(error) => run.unread(&error)?,
            Ok(Some(letter)) if log.wants(&mut letter.key.clone()) => {
                tell(&letter, run)?;
                told += 1;
            }
            Ok(_) => {}
        }
    }
    if told == 0 && run.unread == 0 {
        run.problem(&nothing(selection))?;
    }
    Ok(())
}
