//! How much a broken rule counts for.

use clap::Args;

use crate::error::Error;
use crate::explain;
use crate::levels::{Level, Levels};

/// Options that say how much a rule counts for.
#[derive(Debug, Default, Args)]
pub struct LevelArgs {
    /// Count warnings as errors: they fail; notes do not
    #[arg(long, help_heading = "Rules")]
    pub strict: bool,

    /// Tell nothing of a rule, or of several with commas between them
    ///
    /// What is said of one rule is more than `--strict`. `dsw explain` lists every rule.
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    pub allow: Vec<String>,

    /// Make a rule a warning
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    pub warn: Vec<String>,

    /// Make a rule an error
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    pub deny: Vec<String>,
}

impl LevelArgs {
    /// The levels that the options say.
    ///
    /// # Errors
    /// When no rule has a name that was given, or two options say different things of one.
    pub fn levels(&self) -> Result<Levels, Error> {
        let mut rules: Vec<(String, Level)> = Vec::new();
        for (option, names, level) in [
            ("--allow", &self.allow, Level::Allow),
            ("--warn", &self.warn, Level::Warn),
            ("--deny", &self.deny, Level::Deny),
        ] {
            for name in names {
                explain::find(name).map_err(|near| Error::Rule(name.clone(), near))?;
                if level == Level::Allow && explain::is_verdict(name) {
                    let why = format!("what breaks `{name}` is not judged, and must be told of");
                    return Err(Error::Option(option, why));
                }
                if rules.iter().any(|(rule, said)| rule == name && *said != level) {
                    let why = format!("another option says something else of `{name}`");
                    return Err(Error::Option(option, why));
                }
                rules.push((name.clone(), level));
            }
        }
        Ok(Levels { strict: self.strict, rules })
    }
}
