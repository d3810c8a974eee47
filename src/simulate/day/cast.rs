//! Who and what is on the board: made-up people, and jobs that begin as the payload does.

use jiff::ToSpan;
use jiff::civil::Date;

use super::super::block::Block;
use super::super::board::Board;
use super::super::known::{Known, What};
use super::plan::anybody;
use crate::appointment::key;
use crate::appointment::lists::RESOURCES;
use crate::edit::{Draft, quoted};

/// As many resources as make a board.
const ENOUGH: usize = 6;

/// Made-up technicians, for whoever knows but a few.
const PEOPLE: [(&str, &str); 6] = [
    ("T-033", "Eve Fictional"),
    ("T-038", "Fay Pretend"),
    ("T-042", "Gus Invented"),
    ("T-057", "Hal Imaginary"),
    ("T-061", "Ivy Supposed"),
    ("T-070", "Jo Notional"),
];

/// What is to be done, and how many quarters of an hour it takes.
const WORK: [(&str, i32); 8] = [
    ("Inspect the brakes", 4),
    ("Replace the door drive", 8),
    ("Change the ropes", 16),
    ("Free a stuck door", 2),
    ("Yearly inspection", 6),
    ("Oil the guide rails", 3),
    ("Repair the emergency call", 5),
    ("Measure the noise", 4),
];

/// Lets made-up people join when the known ones are few, each like one of those.
pub(super) fn join(known: &mut Known) {
    let Some(first) = known.resources().next().map(str::to_owned) else { return };
    let like = known.find(What::Resource, &first).map(str::to_owned).unwrap_or_default();
    let missing = ENOUGH.saturating_sub(known.resources().count());
    for (nth, (number, name)) in PEOPLE.iter().enumerate().take(missing) {
        if let Ok(json) = person(&like, number, name, 100 + nth) {
            known.learn_resource(&json);
        }
    }
}

/// An assignment like another one, of somebody else.
fn person(like: &str, number: &str, name: &str, id: usize) -> Result<String, String> {
    let mut one = Block::of(&Draft::of(like).map_err(|fault| fault.cause.to_string())?);
    let mail = format!("{}@pinewood.example", name.to_lowercase().replace(' ', "."));
    let (name, id) = (quoted(name), id.to_string());
    one.set_there(&[key::RESOURCE_ID], &id)?;
    let at = |property| [key::RESOURCE, property];
    for (property, json) in [
        (key::RESOURCE_NO, quoted(number)),
        (key::DISPLAY_NAME, name.clone()),
        (key::NAME, name),
        (key::EMAIL, quoted(&mail)),
        (key::MOBILE, quoted("")),
        (key::ID, id),
    ] {
        one.set_there(&at(property), &json)?;
    }
    Ok(one.draft().text().to_owned())
}

/// An appointment that is about to be created: a job of its own, somebody for it, and a time.
pub(super) fn begun(on: &Draft, nth: usize, date: Date, board: &mut Board) -> Block {
    let begun = Block::of(on);
    let mut block = begun.clone();
    match begin(&mut block, nth, date, board) {
        Ok(()) => block,
        // A payload that cannot be told apart by its job is planned as it is.
        Err(_) => begun,
    }
}

fn begin(block: &mut Block, nth: usize, date: Date, board: &mut Board) -> Result<(), String> {
    let (work, quarters) = WORK[board.dice.usize(..WORK.len())];
    let job = format!("LIFT-{}", 2300 + nth);
    let text = |text: &str| quoted(text);
    block.set_there(&[key::TASK, key::TASK_NO], &text(&format!("{job}-10")))?;
    block.set_there(&[key::TASK, key::DESCRIPTION], &text(work))?;
    block.set_there(&[key::TASK, key::JOB, key::JOB_NO], &text(&job))?;
    block.set_there(&[key::SUBJECT], &text(&format!("{work}, {job}")))?;
    let minutes = i64::from(board.dice.u8(0..36)) * 15;
    let start = date.at(7, 0, 0, 0).saturating_add(minutes.minutes());
    let length = i64::from(quarters) * 15;
    block.set_time(key::START, start)?;
    block.set_time(key::END, start.saturating_add(length.minutes()))?;
    super::super::deeds::quantity_of(block, length * 60)?;
    let name = block.list_name(RESOURCES.names);
    let somebody = anybody(board);
    if let Some(json) = board.known.find(What::Resource, &somebody).map(str::to_owned) {
        let item = board.item(&json, block)?;
        block.set(&[name], &format!("[{item}]"))?;
    }
    Ok(())
}
