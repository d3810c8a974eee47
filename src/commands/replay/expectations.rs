//! Whether an answer is what is expected of it.

use std::time::Duration;

use super::inquiry::Inquiry;
use crate::capture::{Capture, Origin};
use crate::cli::{Expect, ExpectArgs, Statuses};
use crate::commands::filters::compiled;
use crate::commands::judge::read;
use crate::commands::sieve::Sieve;
use crate::content::{Content, Declared};
use crate::delivery::{Answered, Delivery, Success};
use crate::env::Env;
use crate::error::Error;
use crate::filter::Question;
use crate::render::took_shown;
use crate::secret::Secrets;

/// What is expected of every answer.
pub(super) struct Expectations {
    wanted: Wanted,
    inquiry: Option<Inquiry>,
}

/// The same, as it was asked for.
#[derive(Clone, Debug, Default)]
struct Wanted {
    statuses: Vec<Statuses>,
    filters: Vec<String>,
    max_time: Option<Duration>,
}

/// Whether a filter is true of an answer, or why that cannot be told.
type Held = Result<bool, String>;

impl Expectations {
    /// What the command line asks for; none when that is nothing.
    pub(super) fn of(
        args: &ExpectArgs,
        secrets: Secrets,
        env: &Env,
    ) -> Result<Option<Self>, Error> {
        let mut wanted = Wanted { max_time: args.max_time, ..Wanted::default() };
        for one in &args.expect {
            match one {
                Expect::Status(statuses) => wanted.statuses.push(statuses.clone()),
                Expect::Holds(filter) => {
                    compiled("--expect", filter)?;
                    wanted.filters.push(filter.clone());
                }
            }
        }
        if args.expect.is_empty() && args.max_time.is_none() {
            return Ok(None);
        }
        let inquiry = if wanted.filters.is_empty() {
            None
        } else {
            let program = env.program().map_err(Error::Runtime)?;
            let sieve = |filter: &String| Sieve::of(filter, program.clone(), secrets);
            Some(Inquiry::start(wanted.filters.iter().map(sieve).collect()))
        };
        Ok(Some(Self { wanted, inquiry }))
    }

    /// The same delivery, with what its answer misses.
    pub(super) async fn judged(&self, delivery: Delivery, sent: &Capture) -> Delivery {
        let Ok(answered) = &delivery.outcome else { return delivery };
        let held = match &self.inquiry {
            Some(inquiry) if answered.cut.is_none() => inquiry.ask(question(answered, sent)).await,
            _ => Vec::new(),
        };
        let missed = self.wanted.missed(&delivery, answered, &held);
        Delivery { missed: Some(missed), ..delivery }
    }
}

impl Wanted {
    /// Why an answer is not what is wanted: nothing when it is.
    fn missed(&self, delivery: &Delivery, answered: &Answered, held: &[Held]) -> Vec<String> {
        let status = answered.status;
        let mut missed: Vec<String> = self
            .statuses
            .iter()
            .filter(|statuses| !statuses.contain(status))
            .map(|statuses| format!("{status} is not {}", statuses.words()))
            .collect();
        if self.statuses.is_empty() && !delivery.is_success() {
            let success = match delivery.success {
                Success::Any2xx => "2xx",
                Success::Only200 => "200",
            };
            missed.push(format!("{status} is not {success}"));
        }
        match &answered.cut {
            Some(why) if !self.filters.is_empty() => {
                missed.push(format!("its body was not read to its end: {why}"));
            }
            _ => missed.extend(self.filters.iter().zip(held).filter_map(untrue)),
        }
        missed.extend(self.max_time.filter(|most| delivery.took > *most).map(|most| {
            format!("it took {}, longer than {}", took_shown(delivery.took), took_shown(most))
        }));
        missed
    }
}

fn untrue((filter, held): (&String, &Held)) -> Option<String> {
    match held {
        Ok(true) => None,
        Ok(false) => Some(format!("`{filter}` is not true of its body")),
        Err(why) => Some(format!("`{filter}` failed on its body: {why}")),
    }
}

/// The body of an answer, and what is known of the payload that was sent.
fn question(answered: &Answered, sent: &Capture) -> Question {
    let capture = read(sent, Secrets::Shown, |entry| Question::of(entry).capture);
    let content = Content::read(&answered.body, &Declared::in_headers(&answered.headers));
    let body = Capture::of_body(Origin::default(), content.bytes.into_owned().into());
    let payload = read(&body, Secrets::Shown, |entry| Question::of(entry).payload);
    Question { payload, capture }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::Headers;
    use crate::delivery::Failure;

    fn answer(status: u16, cut: Option<Failure>) -> Answered {
        Answered {
            status,
            reason: String::new(),
            headers: Headers::default(),
            body: bytes::Bytes::new(),
            cut,
            location: None,
        }
    }

    fn missed(expect: &[&str], answered: &Answered, held: &[Held]) -> Vec<String> {
        let mut wanted = Wanted { max_time: Some(Duration::from_millis(500)), ..Wanted::default() };
        for one in expect {
            match Expect::read(one).unwrap() {
                Expect::Status(statuses) => wanted.statuses.push(statuses),
                Expect::Holds(filter) => wanted.filters.push(filter),
            }
        }
        let took = Duration::from_millis(if answered.status == 299 { 501 } else { 500 });
        let delivery = Delivery::of(String::new(), Ok(answered.clone()), took);
        wanted.missed(&delivery, answered, held)
    }

    #[test]
    fn all_of_it_must_hold() {
        let none: [&str; 0] = [];
        assert_eq!(missed(&["2xx", ".ok"], &answer(200, None), &[Ok(true)]), none);
        assert_eq!(
            missed(&["201", "2xx", ".ok", ".a"], &answer(500, None), &[Ok(false), Err("x".into())]),
            [
                "500 is not 201",
                "500 is not 2xx",
                "`.ok` is not true of its body",
                "`.a` failed on its body: x"
            ]
        );
    }

    #[test]
    fn a_status_takes_the_place_of_2xx_and_nothing_else_does() {
        let none: [&str; 0] = [];
        assert_eq!(missed(&["404"], &answer(404, None), &[]), none);
        assert_eq!(missed(&[".ok"], &answer(404, None), &[Ok(true)]), ["404 is not 2xx"]);
        assert_eq!(missed(&[], &answer(404, None), &[]), ["404 is not 2xx"]);
    }

    #[test]
    fn an_answer_may_take_so_long_and_no_longer() {
        let none: [&str; 0] = [];
        assert_eq!(missed(&[], &answer(200, None), &[]), none);
        assert_eq!(missed(&[], &answer(299, None), &[]), ["it took 501 ms, longer than 500 ms"]);
    }

    #[test]
    fn half_a_body_is_not_asked_about() {
        let cut = answer(200, Some(Failure::BrokeOff));
        assert_eq!(
            missed(&[".ok"], &cut, &[]),
            ["its body was not read to its end: connection closed in the middle of an answer"]
        );
        let none: [&str; 0] = [];
        assert_eq!(missed(&["200"], &cut, &[]), none);
    }
}
