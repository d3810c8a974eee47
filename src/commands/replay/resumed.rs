//! How a run was started, and with which words another goes on with it.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::log::{Mode, RunLog};
use crate::cli::{CAPTURES, Given, ReplayArgs};
use crate::commands::shell::quoted;
use crate::env::Env;
use crate::error::Error;
use crate::store::{Past, RunJournal, Started, Word};

/// The options of a run, those of an earlier one among them when it goes on with that.
pub(super) fn options(args: &ReplayArgs, env: &Env) -> Result<Option<(ReplayArgs, RunLog)>, Error> {
    let Some(run) = args.run.resume.as_ref().or(args.run.only_failed.as_ref()) else {
        return Ok(None);
    };
    let wrong = |why: String| Error::Run(run.display().to_string(), why);
    let (journal, past) = RunJournal::resume(run, &args.from)?;
    let folder = env.folder();
    if folder.to_string_lossy() != past.started.folder {
        return Err(wrong(format!("it was started in `{}`: go there first", past.started.folder)));
    }
    let elsewhere = || wrong("it was begun on another system".to_owned());
    let before = given(&past.started).ok_or_else(elsewhere)?;
    let merged = args.given.clone().over(before).read().map_err(wrong)?;
    let mode =
        Mode { only_failed: args.run.only_failed.is_some(), retry_unknown: args.run.retry_unknown };
    Ok(Some((merged, RunLog::of(journal, past, mode))))
}

/// What was given to a run; none when this system has no such words.
fn given(started: &Started) -> Option<Given> {
    let words = |words: &[Word]| words.iter().map(Word::word).collect::<Option<Vec<OsString>>>();
    let options = started.options.iter().map(|(name, own)| Some((name.clone(), words(own)?)));
    Some(Given { sources: words(&started.sources)?, options: options.collect::<Option<_>>()? })
}

/// How a run is started, or gone on with: by options that mean the same whenever it goes on.
pub(super) fn started(
    args: &ReplayArgs,
    seed: Option<u64>,
    newest: &[(PathBuf, u64)],
    past: Option<&Past>,
    env: &Env,
) -> Started {
    let words = |words: &[OsString]| words.iter().map(|word| Word::of(word)).collect();
    let given = args.given.clone().remembered();
    let mut options: BTreeMap<String, Vec<Word>> =
        given.options.iter().map(|(name, own)| (name.clone(), words(own))).collect();
    if let Some(seed) = seed {
        options.insert("seed".to_owned(), vec![Word::Text(seed.to_string())]);
    }
    Started {
        at: past.map_or_else(|| format!("{:.6}", Timestamp::now()), |past| past.started.at.clone()),
        folder: env.folder().to_string_lossy().into_owned(),
        sources: words(&args.sources),
        newest: newest.iter().map(|(dir, seq)| (Word::of(dir.as_os_str()), *seq)).collect(),
        options,
    }
}

/// The words that name a run to another, behind `--resume`.
pub(super) fn words(name: &Path, from: &Path) -> String {
    let from = Some(from).filter(|from| *from != Path::new(CAPTURES));
    let from = from.map(|from| format!(" --from {}", quoted(from.as_os_str())));
    format!("{}{}", quoted(name.as_os_str()), from.unwrap_or_default())
}
