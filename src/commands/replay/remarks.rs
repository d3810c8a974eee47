//! What is noticed of payloads while they are made ready, and said once at the end.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::capture::Capture;
use crate::cli::HeaderArgs;
use crate::client::Replaying;
use crate::edit::Pointer;
use crate::secret::{is_secret_header, without_secret_pairs};

/// Something of a payload that `--shift-dates` leaves as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// It looks like a date, and is none by its form, or not one alone.
    LikeADate,
    /// A recurrence rule names days, such as Mondays, that its dates have left.
    DaysOfRule,
    /// It is a date by its form, in a property that is none for dates: an identity, a text.
    NotForDates,
}

/// What was noticed so far, by whoever makes payloads ready.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    like_a_date: OnceLock<String>,
    days_of_rule: OnceLock<String>,
    not_for_dates: OnceLock<String>,
    texts: OnceLock<String>,
    wishes: OnceLock<Vec<(Wish, AtomicBool)>>,
    has_any: AtomicBool,
    is_guessed: AtomicBool,
}

/// What a user asks of the requests that payloads came by, each of which may have none of it.
#[derive(Debug)]
enum Wish {
    /// A header of this name is left out.
    LeaveOut(String),
    /// Credentials go along.
    KeepAuth,
    /// The path is kept.
    KeepPath,
}

impl Remarks {
    /// Notes what stays where dates move; the first of each kind stands for all.
    pub(super) fn left(&self, left: Left, at: &str, what: impl Fn() -> String) {
        let of = match left {
            Left::LikeADate => &self.like_a_date,
            Left::DaysOfRule => &self.days_of_rule,
            Left::NotForDates => &self.not_for_dates,
        };
        of.get_or_init(|| format!("`{at}` of `{}`", what()));
    }

    /// Notes that a text was set where a number stood: the first stands for all.
    pub(super) fn set_text(&self, at: &Pointer, text: &str) {
        self.texts.get_or_init(|| {
            format!(
                "`--set` puts a text where a number was: `{at}` is {text} now; in quotes, as \
                 `--set '{at}={text}'`, it is one without this warning"
            )
        });
    }

    /// Notes what is asked of the requests.
    pub(super) fn expect(&self, args: &HeaderArgs, how: &Replaying) {
        let wishes = how.left_out().iter().cloned().map(Wish::LeaveOut);
        let wishes = wishes.chain(args.keep_auth.then_some(Wish::KeepAuth));
        let wishes = wishes.chain(args.keep_path.then_some(Wish::KeepPath));
        self.wishes.get_or_init(|| wishes.map(|wish| (wish, AtomicBool::new(false))).collect());
    }

    /// Looks at a payload for what is asked of its request.
    pub(super) fn saw(&self, capture: &Capture, how: &Replaying) {
        self.has_any.store(true, Ordering::Relaxed);
        for (wish, is_met) in self.wishes.get().into_iter().flatten() {
            is_met.fetch_or(wish.is_met(capture, how), Ordering::Relaxed);
        }
    }

    /// Notes that the kind of change of a payload is guessed, and nobody asked whether it may be.
    pub(super) fn guessed(&self) {
        self.is_guessed.store(true, Ordering::Relaxed);
    }

    /// What is to be said, a warning each; of what no payload has only when all were looked at.
    pub(super) fn told(&self, is_whole: bool) -> Vec<String> {
        let like_a_date = self.like_a_date.get().map(|place| {
            format!(
                "`--shift-dates` leaves what looks like a date within a text, or in a form that \
                 may be another: {place}, for one"
            )
        });
        let days_of_rule = self.days_of_rule.get().map(|place| {
            format!(
                "`--shift-dates` leaves the days that a recurrence rule names: {place}, for one"
            )
        });
        let not_for_dates = self.not_for_dates.get().map(|place| {
            format!(
                "`--shift-dates` leaves dates in properties that are not for dates: {place}, for \
                 one"
            )
        });
        let stays = like_a_date.into_iter().chain(days_of_rule).chain(not_for_dates);
        let looked = is_whole && self.has_any.load(Ordering::Relaxed);
        let wishes = self.wishes.get().into_iter().flatten();
        let unmet = wishes.filter(|(_, is_met)| looked && !is_met.load(Ordering::Relaxed));
        let unmet = unmet.map(|(wish, _)| wish.unmet());
        let guessed = self.is_guessed.load(Ordering::Relaxed).then(|| {
            "`{change}` is guessed of what comes by a pipe, and no deletion can be told: `dsw \
             simulate` knows it with `--to`, or with `--output DIR` to be replayed"
                .to_owned()
        });
        stays.chain(self.texts.get().cloned()).chain(unmet).chain(guessed).collect()
    }
}

impl Wish {
    fn is_met(&self, capture: &Capture, how: &Replaying) -> bool {
        let request = capture.request.as_ref();
        match self {
            Self::LeaveOut(name) => how.has(capture, name),
            Self::KeepAuth => request.is_some_and(|request| {
                let is_secret = request.headers.0.iter().any(|(name, _)| is_secret_header(name));
                is_secret || without_secret_pairs(&request.target) != request.target
            }),
            Self::KeepPath => request.is_some(),
        }
    }

    fn unmet(&self) -> String {
        match self {
            Self::LeaveOut(name) => {
                format!("`--remove-header` does nothing: no payload came with `{name}`")
            }
            Self::KeepAuth => {
                "`--keep-auth` does nothing: no payload came with credentials".to_owned()
            }
            Self::KeepPath => "`--keep-path` does nothing: no payload came with a path".to_owned(),
        }
    }
}
