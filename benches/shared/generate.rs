//! Prints payloads for benches, one a line: `generate [APPOINTMENTS] [CHANGES] [SEED]`.
//!
//! All appointments come once before any of them comes again, changed.

use std::io::{self, BufWriter, Write};

#[expect(dead_code, reason = "the crowded payload is for another bench")]
mod appointments;

fn main() -> io::Result<()> {
    let mut numbers = std::env::args().skip(1).map(|word| word.parse().expect("a number"));
    let appointments = numbers.next().unwrap_or(1_000);
    let changes = numbers.next().unwrap_or(8);
    let seed = numbers.next().unwrap_or(1);
    let mut out = BufWriter::new(io::stdout().lock());
    for change in 0..changes {
        for appointment in 0..appointments {
            writeln!(out, "{}", appointments::payload(seed, appointment, change))?;
        }
    }
    out.flush()
}
