//! `dsw diff`: what differs between two payloads.

use std::borrow::Cow;
use std::ffi::OsString;
use std::io;
use std::slice;

use super::follow::Follower;
use super::judge::read;
use super::stdin;
use super::told::is_numbers;
use crate::appointment::Text;
use crate::board_action::{Standing, groups};
use crate::capture::Capture;
use crate::cli::{DiffArgs, DiffFormat};
use crate::compare::{Ignored, compare, patch};
use crate::console::Console;
use crate::entry::Entry;
use crate::error::{Error, Exit};
use crate::json::{Document, Fault, Mark, Place, Value};
use crate::origin;
use crate::printable::printable;
use crate::render::{counted, diff, json, legible};
use crate::secret::Secrets;
use crate::store;

/// Compares two payloads, or one with what stood before it.
pub(super) fn run(args: &DiffArgs, console: &mut Console) -> Result<Exit, Error> {
    let ignored = Ignored::of(&args.ignored);
    let ignored = ignored.map_err(|why| Error::Option("--ignore", why.to_string()))?;
    let mut diff = Diff { args, ignored, console, exit: Exit::Ok };
    match &args.second {
        Some(second) => diff.of_two(&args.first, second)?,
        None => diff.with_the_one_before()?,
    }
    diff.console.flush()?;
    Ok(diff.exit)
}

struct Diff<'c> {
    args: &'c DiffArgs,
    ignored: Ignored,
    console: &'c mut Console,
    exit: Exit,
}

/// What a payload is called, and its appointment.
struct Named {
    place: String,
    appointment: Option<String>,
    subject: Option<String>,
}

impl Diff<'_> {
    fn of_two(&mut self, first: &OsString, second: &OsString) -> Result<(), Error> {
        let readers = [(first, "A"), (second, "B")];
        let readers = readers.iter().filter(|(source, _)| *source == "-").map(|(_, name)| *name);
        stdin::is_read_once(&readers.collect::<Vec<_>>())?;
        let first = self.only(first, "A")?;
        let second = self.only(second, "B")?;
        let secrets = self.args.secrets.seen();
        read(&first, secrets, |before| {
            read(&second, secrets, |after| {
                let names = [Named::of(before), Named::of(after)];
                for entry in [before, after] {
                    self.warn(entry);
                }
                if let [Some(one), Some(other)] = names.each_ref().map(|name| &name.appointment)
                    && one != other
                {
                    self.console
                        .talk()
                        .warn(&format!("these are two appointments: {one} and {other}"));
                }
                self.tell(&names, root(before)?, root(after)?)
            })
        })
    }

    /// The payload that an argument means, when it is one.
    fn only(&self, source: &OsString, name: &'static str) -> Result<Capture, Error> {
        let mut all = store::kept(slice::from_ref(source), &self.args.from);
        let first = all.next().transpose()?.map(|kept| kept.capture);
        let shown = source.to_string_lossy();
        match (first, all.next().transpose()?) {
            (Some(first), None) => Ok(first),
            (None, _) => Err(Error::Nothing(format!("no payload in `{shown}`"))),
            _ => Err(Error::Option(name, format!("`{shown}` is more than one payload"))),
        }
    }

    fn with_the_one_before(&mut self) -> Result<(), Error> {
        let source = &self.args.first;
        if !is_numbers(source) {
            let why = "a file has none before it: name two, or a capture by its number".to_owned();
            return Err(Error::Option("A", why));
        }
        let wanted = self.only(source, "A")?;
        let name =
            read(&wanted, Secrets::Shown, |entry| entry.named()?.name().map(Cow::into_owned));
        let numbers = wanted.origin.seq.into_iter().collect();
        let mut follower = Follower::new(self.args.secrets.seen());
        let mut stood: Option<Named> = None;
        for kept in store::lives(&self.args.from, numbers, name.as_slice()) {
            let kept = match kept {
                Ok(kept) => kept,
                Err(error) => {
                    self.exit = self.exit.and(error.exit());
                    self.console.talk().error(&error);
                    continue;
                }
            };
            let is_wanted = kept.capture.origin == wanted.origin;
            let is_last = follower.follow_kept(&kept, |entry| {
                if is_wanted {
                    return self.tell_the_story(stood.take(), entry).map(|()| None);
                }
                let is_late = entry.story.is_none_or(|one| one.standing.contains(&Standing::Late));
                Ok((!is_late).then(|| Named::of(entry)))
            });
            stood = is_last?.or(stood);
        }
        Ok(())
    }

    fn tell_the_story(&mut self, stood: Option<Named>, entry: &Entry<'_>) -> Result<(), Error> {
        let name = Named::of(entry);
        let story = entry.story.and_then(|story| Some((story, story.before?)));
        let Some(((story, before), stood)) = story.zip(stood) else {
            let (place, from) = (&name.place, self.args.from.display());
            let why = format!("nothing in `{from}` stood before {place}; name two to compare");
            return Err(Error::Nothing(why));
        };
        self.warn(entry);
        if story.standing.contains(&Standing::Late) {
            let (late, stood) = (&name.place, &stood.place);
            self.console.talk().warn(&format!("{late} is late: it is older than {stood}"));
        }
        self.tell(&[stood, name], before.payload(), root(entry)?)
    }

    /// Warns of what is read in one way and could be read in another.
    fn warn(&self, entry: &Entry<'_>) {
        let (talk, place) = (self.console.talk(), Named::of(entry).place);
        if let Some(mark) = Mark::of(entry.body) {
            talk.warn(&format!("{place} is {}; JSON is UTF-8 without a mark", mark.words()));
        }
        let document = entry.document.ok();
        if let Some(key) = document.and_then(|document| document.root().repeated_keys().next()) {
            let key = printable(key.raw());
            talk.warn(&format!("{place} has the key {key} more than once: the last one counts"));
        }
    }

    fn tell(
        &mut self,
        names: &[Named; 2],
        before: Value<'_>,
        after: Value<'_>,
    ) -> Result<(), Error> {
        let all = compare(before, after);
        let count = all.len();
        let changes: Vec<_> =
            all.into_iter().filter(|one| !self.ignored.covers(&one.pointer)).collect();
        let (differences, ignored) = (changes.len(), count - changes.len());
        if differences > 0 {
            self.exit = self.exit.and(Exit::Failed);
        }
        let secrets = self.args.secrets.seen();
        let groups = groups(before, after, &changes);
        match self.args.format {
            DiffFormat::Human if differences == 0 => self.console.talk().say(&same(ignored)),
            DiffFormat::Human => {
                let view = self.console.view();
                self.console.words(&diff::heading(&heading(names), &view))?;
                self.console.words(&diff::groups(&groups, &view, secrets))?;
            }
            DiffFormat::Json => {
                for group in &groups {
                    self.console.data(&json::changes(group, secrets))?;
                }
                let names = names.each_ref().map(|name| name.place.as_str());
                self.console.data(&json::diff_summary(names, differences, ignored))?;
            }
            DiffFormat::Patch => {
                let operations = patch(before, after, &|pointer| self.ignored.covers(pointer));
                let shown = json::patch(&operations, secrets);
                if shown != json::patch(&operations, Secrets::Shown) {
                    let dots = "secrets are dots: `--show-secrets` gives a patch to be applied";
                    self.console.talk().warn(dots);
                }
                self.console.data(&shown)?;
            }
        }
        Ok(())
    }
}

impl Named {
    fn of(entry: &Entry<'_>) -> Self {
        let origin = &entry.capture.origin;
        let place = origin.seq.map_or_else(|| origin::within(origin), |seq| format!("#{seq}"));
        let appointment = entry.appointment();
        let owned = |text: Option<Text<'_>>| text.map(|text| legible(entry, &text));
        Self {
            place: printable(&place).into_owned(),
            appointment: owned(appointment.and_then(|one| one.name())),
            subject: owned(appointment.and_then(|one| one.subject())),
        }
    }
}

/// What was compared: places, appointment and subject.
fn heading([before, after]: &[Named; 2]) -> [String; 3] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let places = format!("{} → {}", before.place, after.place);
    [places, text(&after.appointment), text(&after.subject)]
}

fn same(ignored: usize) -> String {
    match ignored {
        0 => "nothing differs".to_owned(),
        _ => format!("nothing differs but for {} ignored", counted(ignored, "place")),
    }
}

/// The payload, when it is JSON.
fn root<'e>(entry: &Entry<'e>) -> Result<Value<'e>, Error> {
    let unread = |fault: &Fault| {
        let Place { line, column, .. } = fault.place;
        let why = format!("no JSON at {line}:{column}: {}", fault.cause);
        let why = io::Error::new(io::ErrorKind::InvalidData, why);
        Error::Read(origin::within(&entry.capture.origin).into(), why)
    };
    entry.document.map(Document::root).map_err(unread)
}
