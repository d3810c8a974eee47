//! `--print`: commands that send the same, and nothing is sent.

use std::path::{Path, PathBuf};

use super::auth::TOKEN;
use super::letters::{Letter, Way, Writer};
use super::log::RunLog;
use super::selection::Selection;
use super::unsent::each;
use crate::body::Kind;
use crate::cli::{Print, ReplayArgs};
use crate::commands::judge::read;
use crate::commands::run::Run;
use crate::error::{Error, Exit};
use crate::origin;
use crate::render::curl::{self, Request, Shell};
use crate::render::{View, deliveries};
use crate::secret::DOTS;
use crate::store::{self, Named};
use crate::style::Style;

/// Options about when payloads are sent and what follows from an answer: no command knows of them.
const LEFT_ASIDE: [&str; 10] = [
    "concurrency",
    "rate",
    "timing",
    "speed",
    "max-gap",
    "timeout",
    "as",
    "retry",
    "retry-max-time",
    "retry-unsafe",
];

/// That options were given of which nothing is in the commands.
pub(super) fn left_aside(args: &ReplayArgs) -> Option<String> {
    let given = args.given.names();
    let left = LEFT_ASIDE.iter().filter(|option| given.contains(option));
    let left: Vec<_> = left.map(|option| format!("`--{option}`")).collect();
    let does = if left.len() == 1 { "does" } else { "do" };
    let told = format!("{} {does} nothing in commands that are printed", left.join(", "));
    (!left.is_empty()).then_some(told)
}

/// Writes commands.
struct Printer {
    shell: Shell,
    manner: curl::Manner,
    /// Where payloads go that no file holds as they are sent.
    bodies: Option<Named>,
    /// The commands so far: a script of which a part could not be made is not printed at all, for
    /// a shell would run the rest.
    commands: String,
    /// Whether dots stand in one.
    hides: bool,
}

/// Prints a command for each payload, in order.
pub(super) fn tell(
    args: &ReplayArgs,
    print: Print,
    selection: &Selection,
    writer: &Writer,
    log: &mut RunLog,
    run: &mut Run,
) -> Result<Exit, Error> {
    let mut printer = Printer::of(args, print)?;
    each(selection, writer, log, run, |letter, run| printer.tell_one(letter, run))?;
    run.console.data(&printer.commands)?;
    run.console.flush()?;
    let talk = run.console.talk();
    if printer.hides {
        talk.hint("dots stand in the place of secrets; `--show-secrets` prints what is sent");
    } else if args.sending.auth.oauth2.is_some() {
        talk.hint(&format!("put a token in the place of `{TOKEN}`"));
    }
    Ok(run.exit)
}

impl Printer {
    fn of(args: &ReplayArgs, print: Print) -> Result<Self, Error> {
        let shell = match print {
            Print::Curl => Shell::Bash,
            Print::Powershell => Shell::PowerShell,
        };
        let manner = curl::Manner {
            follows: args.sending.attempts.follow,
            is_insecure: args.sending.trust.insecure,
            ntlm: args.sending.auth.ntlm.clone(),
            cacert: args.sending.trust.cacert.clone(),
            cert: args.sending.auth.cert.clone().zip(args.sending.auth.key.clone()),
        };
        let bodies = args.sending.bodies.as_deref().map(Named::open).transpose()?;
        Ok(Self { shell, manner, bodies, commands: String::new(), hides: false })
    }

    fn tell_one(&mut self, letter: &Letter, run: &mut Run) -> Result<(), Error> {
        let view = View { style: Style::plain(), ..run.console.view() };
        let sent = read(&letter.capture, run.secrets, |entry| deliveries::sent(entry, &view));
        let way = match &letter.way {
            Ok(way) => way,
            Err((_, failure)) => {
                run.costs(failure.exit());
                let what = origin::within(&letter.capture.origin);
                run.console.talk().warn(&format!("no command for `{what}`: {failure}"));
                return Ok(());
            }
        };
        let command = self.command(letter, way, run)?;
        self.hides |= command.contains(DOTS);
        let space = if self.commands.is_empty() { "" } else { "\n" };
        self.commands += &format!("{space}# {sent}\n{command}");
        Ok(())
    }

    fn command(&mut self, letter: &Letter, way: &Way, run: &Run) -> Result<String, Error> {
        let file = self.file(letter, way)?;
        let mut headers = way.outgoing.headers_to(&way.target);
        if self.manner.ntlm.is_some() {
            headers.0.retain(|(name, _)| !name.eq_ignore_ascii_case("authorization"));
        }
        let request = Request {
            method: &way.outgoing.method,
            to: way.target.shown(),
            headers: &headers,
            body: file.as_deref(),
            size: way.outgoing.body.len(),
            secrets: run.secrets,
        };
        curl::command(&request, &self.manner, self.shell).map_err(|why| {
            let what = origin::within(&letter.capture.origin);
            Error::Option("--print", format!("no command for `{what}`: {why}"))
        })
    }

    /// The file that holds the body as it is sent; none for an empty one.
    fn file(&mut self, letter: &Letter, way: &Way) -> Result<Option<PathBuf>, Error> {
        let (origin, body) = (&letter.capture.origin, &way.outgoing.body);
        let is_body = |path: &&Path| store::read(path).is_ok_and(|found| found == *body);
        if body.is_empty() {
            return Ok(None);
        }
        if let Some(own) = origin.path.as_deref().filter(is_body) {
            return Ok(Some(own.to_owned()));
        }
        let Some(bodies) = &mut self.bodies else {
            let what = origin::within(origin);
            let why = format!("no file holds `{what}` as it is sent; `--bodies DIR` writes one");
            return Err(Error::Option("--print", why));
        };
        let is_json = Kind::of(&letter.capture, body) == Kind::Json;
        bodies.put(origin, if is_json { "json" } else { "body" }, body).map(Some)
    }
}
