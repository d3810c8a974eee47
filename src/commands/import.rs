//! `dsw import`: what another program kept of requests, as captures.

use super::judge::read;
use crate::archive::{self, Archived};
use crate::body::Kind;
use crate::capture::{Capture, Origin};
use crate::cli::{CAPTURES, ImportArgs};
use crate::console::Console;
use crate::content::Content;
use crate::env::Env;
use crate::error::{Error, Exit};
use crate::json::Text;
use crate::printable::printable;
use crate::render::counted;
use crate::secret::Secrets;
use crate::store::{self, Body, Folder};

/// Records every request of a file that brought something.
pub(super) fn run(args: &ImportArgs, env: &Env, console: &mut Console) -> Result<Exit, Error> {
    let talk = console.talk();
    let bytes = store::given(&args.file)?;
    let unread = |why: String| {
        let why = std::io::Error::new(std::io::ErrorKind::InvalidData, why);
        Error::Read(args.file.clone(), why)
    };
    let text = Text::of(&bytes).map_err(|fault| unread(fault.cause.to_string()))?;
    let found = archive::read(&text.text).map_err(unread)?;
    if found.left > 0 {
        talk.warn(&format!(
            "the file is one page: {} more are on others, each to be imported as well",
            counted(usize::try_from(found.left).unwrap_or(usize::MAX), "request")
        ));
    }
    let (mut wanted, mut bare, mut exit) = (Vec::new(), 0, Exit::Ok);
    for request in found.requests {
        match request {
            Ok(one) if one.body.is_empty() => bare += 1,
            Ok(one) => wanted.push(one),
            Err((place, why)) => {
                talk.warn(&format!("request {place} of the file is left out: {why}"));
                exit = exit.and(Exit::Io);
            }
        }
    }
    if wanted.is_empty() {
        let file = args.file.display();
        return Err(Error::Nothing(format!("`{file}` has no request with a body")));
    }
    let by_env = env.path("DSW_SAVE_DIR");
    let dir = args.save_dir.clone().or(by_env).unwrap_or_else(|| CAPTURES.into());
    let (mut folder, notices) = Folder::open(&dir)?;
    for notice in notices {
        talk.warn(&notice.to_string());
    }
    let first = folder.next_seq();
    let count = wanted.len();
    wanted.into_iter().try_for_each(|one| record(one, &mut folder))?;
    let dir = printable(&folder.path().display().to_string()).into_owned();
    let last = folder.next_seq().saturating_sub(1);
    let bare = if bare > 0 {
        format!("; {} without a body left out", counted(bare, "request"))
    } else {
        String::new()
    };
    talk.say(&format!(
        "{} of {} recorded in {dir}: #{first} to #{last}{bare}",
        counted(count, "request"),
        found.source
    ));
    Ok(exit)
}

fn record(archived: Archived, folder: &mut Folder) -> Result<(), Error> {
    let Archived { request, body, sent } = archived;
    let mut capture =
        Capture { request: Some(request), ..Capture::of_body(Origin::default(), body) };
    let name = read(&capture, Secrets::Shown, |entry| {
        entry.named()?.name().map(std::borrow::Cow::into_owned)
    });
    let is_json = Kind::of(&capture, &Content::of(&capture).bytes) == Kind::Json;
    let body = if is_json { Body::Json(name.as_deref()) } else { Body::Other };
    folder.record(&mut capture, body, sent).map(drop)
}
