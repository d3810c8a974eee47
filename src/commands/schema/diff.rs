//! `dsw schema diff`: what has drifted between two schemas.

use super::super::stdin;
use super::read;
use crate::cli::{DriftArgs, Format};
use crate::console::Console;
use crate::error::{Error, Exit};
use crate::render;
use crate::render::json;
use crate::schema::drift::{drift, learned_from_few};

/// Tells what differs, and whether a receiver could break on it.
pub(super) fn run(args: &DriftArgs, console: &mut Console) -> Result<Exit, Error> {
    stdin::is_read_once(&files_on_stdin(args))?;
    let dir = args.schema_dir.as_deref();
    let talk = console.talk();
    let (old, new) = (read(&args.old, dir, &talk)?, read(&args.new, dir, &talk)?);
    for (path, schema) in [(&args.old, &old), (&args.new, &new)] {
        if let Some(few) = learned_from_few(schema.written()) {
            let from = render::counted(usize::try_from(few).unwrap_or(usize::MAX), "payload");
            talk.warn(&format!(
                "`{}` was learned from {from}: too few to tell what always comes, and what never does",
                path.display()
            ));
        }
    }
    let drift = drift(old.written(), new.written(), args.strict);
    match args.format {
        Format::Human => console.words(&render::drift::lines(&drift, &console.view()))?,
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

/// Those of both schemas that standard input is to be.
fn files_on_stdin(args: &DriftArgs) -> Vec<&'static str> {
    [&args.old, &args.new].into_iter().filter(|path| path.as_os_str() == "-").map(|_| "-").collect()
}
