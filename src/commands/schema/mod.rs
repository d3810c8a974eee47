//! `dsw schema`: the bundled schemas, those that are learned, and what differs between them.

mod diff;
mod infer;
mod read;

pub(super) use read::read;

use super::print;
use crate::cli::{SchemaArgs, SchemaCommand};
use crate::console::Console;
use crate::error::{Error, Exit};
use crate::schema;

/// Prints a schema, or learns one.
pub(super) fn run(args: &SchemaArgs, console: &mut Console) -> Result<Exit, Error> {
    match &args.command {
        None | Some(SchemaCommand::Appointment) => print(schema::APPOINTMENT, console),
        Some(SchemaCommand::Output) => print(schema::OUTPUT, console),
        Some(SchemaCommand::Infer(args)) => infer::run(args, console),
        Some(SchemaCommand::Diff(args)) => diff::run(args, console),
    }
}
