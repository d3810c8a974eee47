//! The options of `import`.

use std::path::PathBuf;

use clap::Args;

pub(super) const IMPORT_EXAMPLES: &str = "\
Examples:
  dsw import requests.har               what a browser's tools or `dsw export` kept
  curl -s http://127.0.0.1:4040/api/requests/http | dsw import -
  dsw import webhook-site.json --save-dir captures";

/// Options of `import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// An HTTP Archive, or JSON that ngrok's agent or webhook.site gives; `-` is stdin
    ///
    /// Requests without a body are left out. Times, headers, paths and bodies are kept as they are
    /// told; a body that the other program keeps as text is UTF-8 then.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// Where to keep captures [default: captures, or `DSW_SAVE_DIR`]
    #[arg(short = 'd', long, value_name = "DIR")]
    pub save_dir: Option<PathBuf>,
}
