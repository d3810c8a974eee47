//! One report, and where it goes.

use std::path::PathBuf;

use super::Kind;
use crate::cli::WantedReport;
use crate::error::Error;
use crate::render::View;
use crate::render::report::{MOST_SUMMARY, Root};
use crate::store;
use crate::style::Style;

/// One report, and where it goes.
pub(super) struct Report<R: ?Sized> {
    pub(super) render: Box<R>,
    pub(super) place: Place,
}

/// Where a report goes.
pub(super) enum Place {
    /// Stdout, as data.
    Data,
    /// Stdout, as what people read.
    Words,
    /// Stdout, as commands that a runner is to obey.
    Commands,
    /// A file of its own.
    File(store::Report),
    /// The end of the summary of a step, written at the end of the run.
    Step(PathBuf, String),
    /// Nowhere: it could not be written to.
    Gone,
}

impl<R: ?Sized> Report<R> {
    pub(super) fn begin(
        wanted: &WantedReport,
        kind: &Kind<R>,
        view: &View,
        root: &Root,
    ) -> Result<Self, Error> {
        let WantedReport { format, file } = wanted;
        let Some(file) = file else {
            let place = match format {
                _ if format.is_commands() => Place::Commands,
                _ if format.is_read() => Place::Words,
                _ => Place::Data,
            };
            return Ok(Self { render: (kind.report)(*format, view.clone(), root), place });
        };
        let view = View { style: Style::plain(), ..view.clone() };
        let place = Place::File(store::Report::begin(file)?);
        Ok(Self { render: (kind.report)(*format, view, root), place })
    }

    pub(super) fn summary(file: PathBuf, render: Box<R>) -> Self {
        Self { render, place: Place::Step(file, String::new()) }
    }
}

impl Place {
    /// Puts what was written where it is looked for.
    pub(super) fn end(self) -> Result<(), Error> {
        match self {
            Self::Data | Self::Words | Self::Commands | Self::Gone => Ok(()),
            Self::File(file) => file.keep(),
            Self::Step(file, text) => store::append(&file, &text, MOST_SUMMARY),
        }
    }
}
