use super::*;
use crate::json::Document;

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
    let document = Document::parse(&text).unwrap();
    Block::of(&crate::appointment::Appointment::of(&document).unwrap())
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
    let placed = lanes(&blocks.iter().collect::<Vec<_>>());
    let shown: Vec<_> = placed.iter().map(|(lane, block)| (*lane, block.name.as_str())).collect();
    assert_eq!(shown, [(0, "a"), (1, "b"), (2, "d"), (0, "c")]);
    assert_eq!(overlaps(&placed), 2);
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
