//! When payloads are sent, and how many at once.

use std::time::Duration;

use clap::{Args, ValueEnum};

use crate::cli::values::{Share, some_share, some_time, speed};

/// When payloads are sent, and how many at once.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "When, and how many")]
pub struct TimeArgs {
    /// How many are under way at once; those of one appointment never overtake each other
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub concurrency: u16,

    /// No more than this, such as 50/s or 10/min
    #[arg(long, value_parser = Rate::read, conflicts_with = "timing", value_name = "RATE")]
    pub rate: Option<Rate>,

    /// When each is sent: at once, or with the gaps that the captures came with [default: none]
    #[arg(long, value_enum)]
    pub timing: Option<Timing>,

    /// How much faster than they came, such as 10x; implies `--timing original`
    #[arg(long, value_parser = speed, conflicts_with = "rate", value_name = "FACTOR")]
    pub speed: Option<f64>,

    /// No gap longer than this, once sped up; implies `--timing original`
    #[arg(long, value_parser = some_time, conflicts_with = "rate", value_name = "TIME")]
    pub max_gap: Option<Duration>,

    /// Send a share of them a second time a little later, as a retry does
    #[arg(long, value_parser = some_share, value_name = "SHARE")]
    pub duplicate: Option<Share>,

    /// Send them a little out of order, as late messages are; also of one appointment
    #[arg(long)]
    pub reorder: bool,
}

/// When each payload is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Timing {
    /// As soon as the one before is done.
    None,
    /// With the gaps that they were captured with.
    Original,
}

/// How many payloads are sent in a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate(f64);

impl Rate {
    /// Reads a rate such as `50/s`; a bare number is a second's.
    ///
    /// # Errors
    /// When it is none, or 0.
    pub fn read(text: &str) -> Result<Self, String> {
        const WHY: &str = "give a rate such as 50/s or 10/min";
        let (count, unit) = text.split_once('/').unwrap_or((text, "s"));
        let seconds = match unit {
            "s" => 1.0,
            "m" | "min" => 60.0,
            "h" => 3600.0,
            _ => return Err(WHY.to_owned()),
        };
        let count: f64 = count.parse().map_err(|_| WHY)?;
        let is_rate = count.is_finite() && (0.001..=1e6).contains(&(count / seconds));
        if is_rate { Ok(Self(count / seconds)) } else { Err(WHY.to_owned()) }
    }

    /// The time from one to the next.
    #[must_use]
    pub fn interval(self) -> Duration {
        Duration::from_secs_f64(1.0 / self.0)
    }
}

impl TimeArgs {
    /// Whether captures are sent with the gaps that they came with.
    #[must_use]
    pub fn are_original(&self) -> bool {
        self.timing == Some(Timing::Original) || self.speed.is_some() || self.max_gap.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_read_with_its_unit() {
        let interval = |text| Rate::read(text).map(Rate::interval);
        assert_eq!(interval("50/s"), Ok(Duration::from_millis(20)));
        assert_eq!(interval("50"), Ok(Duration::from_millis(20)));
        assert_eq!(interval("10/min"), Ok(Duration::from_secs(6)));
        for wrong in ["0/s", "-1", "5/day", "", "NaN", "inf"] {
            assert!(interval(wrong).is_err(), "{wrong}");
        }
    }
}
