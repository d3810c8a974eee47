//! Made-up appointments for benches: many of them, each posted again after every change.

use jiff::ToSpan;
use jiff::civil::{DateTime, date};

const SAMPLE: &str = include_str!("../../samples/01-created.json");

const WORK: [&str; 5] = [
    "Replace the door drive",
    "Check the ropes",
    "Grease the guide rails",
    "Set the brake",
    "Change the lamps of the car",
];

const CATEGORIES: [&str; 3] = ["PLANNED", "CONFIRMED", "UNDER WAY"];

const TECHNICIANS: [&str; 4] = ["Ada Sample", "Ben Sample", "Cleo Sample", "Dan Sample"];

/// The payload of an appointment, 2.3 kB without needless spaces, after so many changes.
///
/// It depends on nothing but the arguments. Each change moves it, each third one gives it to
/// another technician and each fifth one to another category.
pub(crate) fn payload(seed: u64, appointment: u64, change: u64) -> String {
    let mut dice = fastrand::Rng::with_seed(seed ^ (appointment << 20));
    let mut text = compact(SAMPLE);
    let guid = format!("{:08x}-2b6f-4a35-8e1c-{:012x}", dice.u32(..), appointment);
    let work = WORK[dice.usize(..WORK.len())];
    let (first, hours) = (first_start(&mut dice), dice.i64(1..4));
    let start = first + later(26 * change).hours();
    let modified = date(2026, 5, 4).at(6, 0, 0, 303_000_000);
    let modified = modified + later(97 * change).hours() + later(appointment % 3000).seconds();

    text = text.replace("48113", &(100_000 + appointment).to_string());
    set(&mut text, "AppointmentNo", &quoted(&format!("b{appointment:07}")));
    set(&mut text, "AppointmentGuid", &quoted(&guid));
    set(&mut text, "Subject", &quoted(&format!("{work}, lift {}", dice.u16(100..1000))));
    set(&mut text, "TaskNo", &quoted(&format!("LIFT-{:04}-10", dice.u16(..10_000))));
    set(&mut text, "StartDate", &quoted(&start.to_string()));
    set(&mut text, "EndDate", &quoted(&(start + hours.hours()).to_string()));
    set(&mut text, "LastModifiedDate", &quoted(&modified.to_string()));
    set(&mut text, "Timestamp", &quoted(&format!("AAAAAAA{change:04}=")));
    let technician = TECHNICIANS[of(change / 3 + appointment, TECHNICIANS.len())];
    text = text.replace("Ada Sample", technician);
    let category = CATEGORIES[of(change / 5, CATEGORIES.len())];
    text.replace("PLANNED", category)
}

/// A payload with so many assignments, each 0.4 kB long: 90 of them make 40 kB.
pub(crate) fn crowded_payload(seed: u64, change: u64, assignments: u64) -> String {
    let mut text = payload(seed, 0, change);
    let from = text.find("\"Assignments\":[").expect("the sample has assignments") + 15;
    let to = from + text[from..].find("],\"AppointmentFieldValues\"").expect("they end");
    let one = text[from..to].to_owned();
    let each = |index: u64| one.replace("77301", &(77_301 + index).to_string());
    let all: Vec<String> = (0..assignments).map(each).collect();
    text.replace_range(from..to, &all.join(","));
    text
}

/// The same payload with three things wrong: a type, a date, a property that is missing.
pub(crate) fn bad(payload: &str) -> String {
    payload
        .replace("\"PlanningQty\":2.0", "\"PlanningQty\":\"2.0\"")
        .replace("\"StartDate\":\"2026-", "\"StartDate\":\"26-")
        .replace("\"EndDate\"", "\"Ends\"")
}

/// A JSON text that was laid out a property a line, in one line.
fn compact(text: &str) -> String {
    text.lines().map(|line| line.trim_start().replacen("\": ", "\":", 1)).collect()
}

/// Puts another value in the place of that of the one property of this name.
fn set(text: &mut String, name: &str, value: &str) {
    let key = format!("\"{name}\":");
    let from = text.find(&key).unwrap_or_else(|| panic!("the sample has no `{name}`")) + key.len();
    let to = from + text[from..].find([',', '}']).expect("an object goes on or ends");
    // A text may hold a comma.
    let to = match text[from..].strip_prefix('"') {
        Some(rest) => from + 2 + rest.find('"').expect("a text ends"),
        None => to,
    };
    text.replace_range(from..to, value);
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// Some quarter of an hour in the working time of four weeks.
fn first_start(dice: &mut fastrand::Rng) -> DateTime {
    let day = date(2026, 6, dice.i8(1..29));
    day.at(dice.i8(7..15), 15 * dice.i8(0..4), 0, 0)
}

fn later(count: u64) -> i64 {
    i64::try_from(count).expect("a bench makes no such number of changes")
}

fn of(number: u64, length: usize) -> usize {
    usize::try_from(number).expect("a bench counts in small numbers") % length
}
