//! How a run was started, and with which words another goes on with it.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::log::{Mode, RunLog};
use super::wishes;
use crate::cli::{CAPTURES, Given, HeadersSaid, ReplayArgs};
use crate::commands::shell::quoted;
use crate::console::Talk;
use crate::env::Env;
use crate::error::{self, Error};
use crate::store::{Argument, Past, RunJournal, SaidOfHeaders, Started};

/// A run that is gone on with.
pub(super) struct Resumed {
    /// Its options, and those that were given beside it.
    pub args: ReplayArgs,
    /// What is written down of it.
    pub log: RunLog,
    /// Of its options, those that were not given beside it.
    pub own: OfRun,
}

/// The long names of options that come from a run.
#[derive(Default)]
pub(super) struct OfRun(Vec<String>);

impl OfRun {
    /// The same error; of options that a run has it says that, and how to be rid of them.
    pub(super) fn blamed(&self, error: Error) -> Error {
        let Error::Option(option, why) = error else { return error };
        let told = format!("{option} {why}");
        // As they stand in errors of dsw and in those of the command line.
        let words = told.split(|letter: char| letter != '-' && !letter.is_alphanumeric());
        let mut names: Vec<_> = words
            .filter_map(|word| if word == "-H" { Some("header") } else { word.strip_prefix("--") })
            .filter(|name| self.0.iter().any(|own| own == name))
            .collect();
        names.sort_unstable();
        names.dedup();
        let has = names.iter().map(|name| format!("`--{name}`")).collect::<Vec<_>>();
        let without = names.iter().map(|name| format!("--without {name}")).collect::<Vec<_>>();
        if names.is_empty() {
            return Error::Option(option, why);
        }
        let (has, without) = (has.join(" and "), without.join(" "));
        Error::Option(option, format!("{why}; the run has {has}: give another, or `{without}`"))
    }
}

/// The options of a run, those of an earlier one among them when it goes on with that.
pub(super) fn options(args: &ReplayArgs, env: &Env, talk: &Talk) -> Result<Option<Resumed>, Error> {
    let (run, option) = match (&args.run.resume, &args.run.only_failed) {
        (Some(run), _) => (run, "--resume"),
        (_, Some(run)) => (run, "--only-failed"),
        _ => return Ok(None),
    };
    let wrong = |why: String| Error::Run(run.display().to_string(), why);
    let (journal, past) = RunJournal::resume(run, &args.from)?;
    if !past.broken.is_empty() {
        let broken = past.broken.clone();
        if !args.run.retry_unknown {
            return Err(Error::BrokenRun(run.display().to_string(), broken));
        }
        talk.warn(&format!("run `{}`: {}", run.display(), error::broken(&broken)));
    }
    let folder = env.folder();
    if folder.to_string_lossy() != past.started.folder {
        return Err(wrong(format!("it was started in `{}`: go there first", past.started.folder)));
    }
    let elsewhere = || wrong("it was begun on another system".to_owned());
    let mut before = given(&past.started).ok_or_else(elsewhere)?;
    for option in &args.run.without {
        leave_out(&mut before, option.trim_start_matches('-'))?;
    }
    let beside = args.given.names();
    let own = before.names().into_iter().filter(|name| !beside.contains(name));
    let own = OfRun(own.map(str::to_owned).collect());
    let mode =
        Mode { only_failed: args.run.only_failed.is_some(), retry_unknown: args.run.retry_unknown };
    let merged = args.given.clone().over(before).read();
    let args = merged.map_err(|why| own.blamed(Error::Option(option, why)))?;
    wishes::do_something(&args).map_err(|error| own.blamed(error))?;
    Ok(Some(Resumed { args, log: RunLog::of(journal, past, mode), own }))
}

fn leave_out(run: &mut Given, option: &str) -> Result<(), Error> {
    if run.leave_out(option) {
        return Ok(());
    }
    let names = run.names().iter().map(|name| format!("`--{name}`")).collect::<Vec<_>>().join(", ");
    Err(Error::Option("--without", format!("the run has no `--{option}`; it has {names}")))
}

/// What was given to a run; none when this system has no such words.
fn given(started: &Started) -> Option<Given> {
    let words =
        |words: &[Argument]| words.iter().map(Argument::word).collect::<Option<Vec<OsString>>>();
    let options = started.options.iter().map(|(name, own)| Some((name.clone(), words(own)?)));
    let headers = started.headers.iter().cloned();
    let headers = headers.map(|SaidOfHeaders { added, removed }| HeadersSaid { added, removed });
    Some(Given {
        sources: words(&started.sources)?,
        options: options.collect::<Option<_>>()?,
        headers: headers.collect(),
    })
}

/// How a run is started, or gone on with: by options that mean the same whenever it goes on.
pub(super) fn started(
    args: &ReplayArgs,
    seed: Option<u64>,
    newest: &[(PathBuf, u64)],
    past: Option<&Past>,
    env: &Env,
) -> Started {
    let words = |words: &[OsString]| words.iter().map(|word| Argument::of(word)).collect();
    let given = args.given.clone().remembered();
    let mut options: BTreeMap<String, Vec<Argument>> =
        given.options.iter().map(|(name, own)| (name.clone(), words(own))).collect();
    let headers = given.headers.into_iter();
    let headers = headers.map(|HeadersSaid { added, removed }| SaidOfHeaders { added, removed });
    if let Some(seed) = seed {
        options.insert("seed".to_owned(), vec![Argument::Text(seed.to_string())]);
    }
    Started {
        at: past.map_or_else(|| format!("{:.6}", Timestamp::now()), |past| past.started.at.clone()),
        folder: env.folder().to_string_lossy().into_owned(),
        sources: words(&args.sources),
        newest: newest.iter().map(|(dir, seq)| (Argument::of(dir.as_os_str()), *seq)).collect(),
        options,
        headers: headers.collect(),
    }
}

/// The words that name a run to another, behind `--resume`.
pub(super) fn words(name: &Path, from: &Path) -> String {
    let from = Some(from).filter(|from| *from != Path::new(CAPTURES));
    let from = from.map(|from| format!(" --from {}", quoted(from.as_os_str())));
    format!("{}{}", quoted(name.as_os_str()), from.unwrap_or_default())
}
