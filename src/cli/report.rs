//! How results are reported, and how many of them.

use std::path::PathBuf;

use clap::Args;

use crate::render::delivered;
use crate::render::report::ReportFormat;
use crate::suggest::nearest;

/// A report that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedReport {
    /// Its format.
    pub format: ReportFormat,
    /// The file that it goes to; none for stdout.
    pub file: Option<PathBuf>,
}

/// How results are reported.
#[derive(Debug, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct ReportArgs {
    /// How results are reported: human, concise, json, github, azure, gitlab, junit or sarif
    ///
    /// Give it once for each report that is wanted, as in `--format sarif=out.sarif --format human`.
    /// A report without a file goes to stdout, where there is room for one, and for the commands
    /// of github and azure beside human or concise. On GitHub Actions and Azure Pipelines their
    /// commands are added by themselves when no format is given.
    #[arg(long = "format", value_parser = wanted, value_name = "FORMAT[=FILE]")]
    pub formats: Vec<WantedReport>,

    /// Show no more findings than this, of the whole run; all are counted
    #[arg(long, value_name = "N")]
    pub max_findings: Option<usize>,

    /// Stop after the first document with an error
    #[arg(long)]
    pub fail_fast: bool,

    /// End with 0 whatever is found; what cannot be read or written still costs
    #[arg(long)]
    pub exit_zero: bool,

    /// Print nothing but what cannot be read or written; files are still written
    #[arg(short, long)]
    pub quiet: bool,

    /// Show `***` in place of the values of payloads; the names of properties stay
    ///
    /// This is so by itself in CI, whose logs have many readers.
    #[arg(long, overrides_with = "no_mask")]
    pub mask: bool,

    /// Show values in CI too
    #[arg(long, overrides_with = "mask")]
    pub no_mask: bool,
}

impl ReportArgs {
    /// Whether values of payloads are left out.
    #[must_use]
    pub fn is_masked(&self, is_ci: bool) -> bool {
        self.mask || is_ci && !self.no_mask
    }

    /// The report for people, whoever reads along.
    #[must_use]
    pub fn for_people() -> Self {
        let formats = vec![WantedReport { format: ReportFormat::Human, file: None }];
        Self { formats, no_mask: true, ..Self::default() }
    }
}

/// How deliveries are reported.
#[derive(Clone, Debug, Default, Args)]
pub struct DeliveryReportArgs {
    /// How deliveries are reported: human, json, junit, github or azure
    ///
    /// Give it once for each report that is wanted, as in `--format junit=out.xml --format human`.
    /// A report without a file goes to stdout, where there is room for one, and for the commands
    /// of github and azure beside human. On GitHub Actions and Azure Pipelines their commands are
    /// added by themselves when no format is given.
    #[arg(long = "format", value_parser = delivered, value_name = "FORMAT[=FILE]")]
    pub formats: Vec<WantedReport>,
}

fn wanted(text: &str) -> Result<WantedReport, String> {
    one_of(&ReportFormat::ALL.map(|(_, format)| format), text)
}

fn delivered(text: &str) -> Result<WantedReport, String> {
    one_of(&delivered::FORMATS, text)
}

fn one_of(formats: &[ReportFormat], text: &str) -> Result<WantedReport, String> {
    let (name, file) = text.split_once('=').map_or((text, None), |(name, file)| (name, Some(file)));
    let names: Vec<_> = formats.iter().map(|format| format.name()).collect();
    let Some(format) = formats.iter().find(|known| known.name() == name) else {
        let near = nearest(name, names.iter().copied());
        let near = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
        return Err(format!("{near}the formats are {}", names.join(", ")));
    };
    match file {
        Some("") => Err("a file is expected behind `=`".to_owned()),
        Some("-") | None => Ok(WantedReport { format: *format, file: None }),
        Some(file) => Ok(WantedReport { format: *format, file: Some(file.into()) }),
    }
}
