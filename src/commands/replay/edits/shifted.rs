//! Every date of a payload, so many days later: of each only the day, so that times of day and how
//! they are written stay as they are.

use std::borrow::Cow;

use jiff::civil::Date;

use super::dated::Dated;
use super::{NO_DATE, rule, written};
use crate::commands::replay::remarks::Left;
use crate::edit::{Draft, Splice};
use crate::json::Value;

/// What is moved in a payload, and what looks like a date and stays, with its pointer.
#[derive(Debug, Default)]
pub(super) struct Shifted {
    pub splices: Vec<Splice>,
    pub left: Vec<(Left, String)>,
}

/// The dates of a payload, so many days later.
pub(super) fn of(draft: &Draft, days: i64) -> Result<Shifted, String> {
    let document = draft.document();
    let (mut shifted, root, dated) = (Shifted::default(), document.root(), Dated::of(&document));
    let mut open: Vec<(Option<Cow<'_, str>>, Value<'_>)> = vec![(None, root)];
    while let Some((name, value)) = open.pop() {
        open.extend(value.members().map(|member| (member.key.text(), member.value)));
        open.extend(value.elements().map(|element| (name.clone(), element)));
        let Some(text) = value.text() else { continue };
        let left = if dated.moves(name.as_deref(), value, &text) {
            shifted.text(value, &text, days)?
        } else if !written::days(&text).is_empty() {
            Some(Left::NotForDates)
        } else {
            written::has_more(&text, &[]).then_some(Left::LikeADate)
        };
        shifted.left.extend(left.map(|left| (left, root.pointer_to(value))));
    }
    Ok(shifted)
}

impl Shifted {
    /// Moves what moves of a text, and tells what stays.
    fn text(&mut self, value: Value<'_>, text: &str, days: i64) -> Result<Option<Left>, String> {
        let own = written::days(text);
        for day in own.iter().filter(|day| !NO_DATE.contains(&day.date.year())) {
            let moved = moved(day.date, days);
            let moved = moved.ok_or_else(|| format!("`{text}` cannot be moved by {days} days"))?;
            let span = value.span_of(day.span.clone());
            self.splices.push(Splice { span, with: day.written(moved) });
        }
        let is_left = written::has_more(text, &own);
        let fits_no_more = || rule::is_rule(text) && rule::names_days(text, days);
        Ok(if is_left { Some(Left::LikeADate) } else { fits_no_more().then_some(Left::DaysOfRule) })
    }
}

fn moved(date: Date, days: i64) -> Option<Date> {
    let days = jiff::Span::new().try_days(days).ok()?;
    date.checked_add(days).ok().filter(|moved| moved.year() > 0)
}
