//! A date that begins with the day or the month, as people write it.

use super::written::Written;
use crate::message::quoted;

/// A date that begins with the day or the month.
pub(super) enum DayFirst {
    /// Which of the two is the month cannot be told.
    Either,
    /// The date as it should be, and with its time, when there is one that can be read.
    Known(String, Option<String>),
    /// There is none such: why.
    Wrong(String),
}

impl DayFirst {
    /// `13/02/2026`: which of the two is the month can be told when one of them is past 12.
    pub(super) fn read(text: &str) -> Option<Self> {
        let end = text.find([' ', 'T', ',']).unwrap_or(text.len());
        let (date, behind) = text.split_at(end);
        let numbers: Vec<&str> = date.split(['/', '.', '-']).collect();
        let [one, other, year] = numbers[..] else { return None };
        let is_number = |it: &str| it.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
        if !is_number(one) || !is_number(other) || year.len() != 4 {
            return None;
        }
        let past = |it: &str| it.parse::<u8>().is_ok_and(|it| it > 12);
        let (day, month) = match (past(one), past(other)) {
            (true, false) => (one, other),
            (false, true) => (other, one),
            (false, false) => return Some(Self::Either),
            (true, true) => return None,
        };
        let right = format!("{year}-{month}-{day}{behind}");
        if let Some(why) = Written::read(&right).as_ref().and_then(Written::impossible) {
            return Some(Self::Wrong(why));
        }
        let date = Written::read(&right[..right.len() - behind.len()])?.day()?;
        let time = Written::read(&right).filter(Written::has_time).and_then(|it| it.right());
        Some(Self::Known(date, time))
    }

    /// What to try where a date and a time belongs.
    pub(super) fn in_time(self) -> String {
        match self {
            Self::Either => "write the year first, then the month: yyyy-mm-ddThh:mm:ss".to_owned(),
            Self::Known(_, Some(time)) => format!("write the year first: {}", quoted(&time)),
            Self::Known(date, None) => format!("write the year first: {}Thh:mm:ss", quoted(&date)),
            Self::Wrong(why) => why,
        }
    }

    /// What to try where a date alone belongs.
    pub(super) fn in_days(self) -> String {
        match self {
            Self::Either => "write the year first, then the month: yyyy-mm-dd".to_owned(),
            Self::Known(date, _) => format!("write the year first: {}", quoted(&date)),
            Self::Wrong(why) => why,
        }
    }
}
