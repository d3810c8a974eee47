//! Prints payloads for benches, one a line: `generate [APPOINTMENTS] [CHANGES] [SEED] [BAD]`.
//!
//! All appointments come once before any of them comes again, changed. So many payloads as are
//! asked for are bad, three errors each, spread over all.

use std::io::{self, BufWriter, Write};

#[expect(dead_code, reason = "the crowded payload is for another bench")]
mod appointments;

use appointments::{bad, payload};

fn main() -> io::Result<()> {
    let mut numbers = std::env::args().skip(1).map(|word| word.parse().expect("a number"));
    let appointments = numbers.next().unwrap_or(1_000);
    let changes = numbers.next().unwrap_or(8);
    let seed = numbers.next().unwrap_or(1);
    let bad_ones = numbers.next().unwrap_or(0);
    let all = appointments * changes;
    let mut out = BufWriter::new(io::stdout().lock());
    for at in 0..all {
        let payload = payload(seed, at % appointments, at / appointments);
        let is_bad = (at + 1) * bad_ones / all > at * bad_ones / all;
        writeln!(out, "{}", if is_bad { bad(&payload) } else { payload })?;
    }
    out.flush()
}
