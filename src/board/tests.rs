use super::*;
use crate::capture::{Capture, Origin};
use crate::check::Payload;
use crate::entry::Entry;

fn block(name: &str, times: [&str; 2], resources: &[&str]) -> Block {
    let assigned = resources.iter().map(|number| {
        format!(
            r#"{{"Resource":{{"ResourceNo":"{number}","ResourceType":{{"DisplayName":"T"}}}}}}"#
        )
    });
    let assigned = assigned.collect::<Vec<_>>().join(",");
    let [start, end] = times.map(|time| format!("2026-03-02T{time}:00"));
    let text = format!(
        r#"{{"AppointmentNo":"{name}","StartDate":"{start}","EndDate":"{end}","Assignments":[{assigned}]}}"#
    );
    let capture = Capture::of_body(Origin::default(), text.into());
    let payload = Payload::of(&capture.body);
    let document = payload.document();
    Block::of(&Entry::unjudged(&capture, &payload, document.as_ref())).unwrap()
}

#[test]
fn blocks_that_would_cover_each_other_lie_below_each_other() {
    let blocks = [
        block("a", ["09:00", "11:00"], &[]),
        block("b", ["10:00", "12:00"], &[]),
        block("c", ["11:00", "13:00"], &[]),
        block("d", ["10:30", "10:30"], &[]),
        block("no time at all", ["09:00", "08:00"], &[]),
    ];
    assert_eq!(overlaps(&blocks.iter().collect::<Vec<_>>()), 3);
    assert_eq!(lanes(&[(9, 11), (10, 12), (10, 11), (11, 13)]), [0, 1, 2, 0]);
}

#[test]
fn a_block_stands_on_the_row_of_each_of_its_resources() {
    let blocks =
        [block("a", ["09:00", "11:00"], &["R2", "R1", "R1"]), block("b", ["09:00", "11:00"], &[])];
    let rows = rows(blocks.iter());
    let shown: Vec<_> =
        rows.iter().map(|row| (row.resource.map(Resource::key), row.blocks.len())).collect();
    assert_eq!(shown, [(Some("R1"), 1), (Some("R2"), 1), (None, 1)]);
}
