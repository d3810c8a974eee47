//! `dsw explain`: what the rules mean.

use crate::cli::{ExplainArgs, Format};
use crate::console::Console;
use crate::error::{Error, Exit};
use crate::explain;
use crate::render;
use crate::render::json;

/// Tells of one rule at length, or of each in a line.
pub(super) fn run(args: &ExplainArgs, console: &mut Console) -> Result<Exit, Error> {
    let view = console.view();
    let text = match (&args.rule, args.format) {
        (Some(name), format) => {
            let found = explain::find(name).map_err(|near| Error::Rule(name.clone(), near))?;
            match format {
                Format::Human => render::explain::one(&found, &view),
                Format::Json => json::rule(&found),
            }
        }
        (None, Format::Human) => {
            render::explain::all(&explain::rules(), &explain::keywords(), &view)
        }
        (None, Format::Json) => {
            explain::rules().iter().chain(&explain::keywords()).map(json::rule).collect()
        }
    };
    console.data(&text)?;
    console.flush()?;
    Ok(Exit::Ok)
}
