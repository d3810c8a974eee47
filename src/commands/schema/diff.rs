//! `dsw schema diff`: what has drifted between two schemas.

use super::read;
use crate::cli::{DriftArgs, Format};
use crate::console::Console;
use crate::error::{Error, Exit};
use crate::render;
use crate::render::json;
use crate::schema::drift::drift;

/// Tells what differs, and whether a receiver could break on it.
pub(super) fn run(args: &DriftArgs, console: &mut Console) -> Result<Exit, Error> {
    let dir = args.schema_dir.as_deref();
    let (old, new) = (read(&args.old, dir)?, read(&args.new, dir)?);
    let drift = drift(old.written(), new.written(), args.strict);
    match args.format {
        Format::Human => console.data(&render::drift::lines(&drift, console.view().style))?,
        Format::Json => {
            let lines = drift.iter().map(json::drift).chain([json::drift_summary(&drift)]);
            console.data(&lines.collect::<String>())?;
        }
    }
    console.flush()?;
    if args.format == Format::Human {
        console.talk().say(&render::drift::summary(&drift));
    }
    Ok(if drift.iter().any(|row| row.breaks) { Exit::Failed } else { Exit::Ok })
}
