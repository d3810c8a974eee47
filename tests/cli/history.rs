//! `dsw history`: the life of one appointment.

use std::fs;

use expect_test::expect;

use crate::list::{day, utc};
use crate::support::{VALID, holds_hidden, json_lines, transcript};

#[test]
fn a_life_is_told_action_by_action() {
    let dir = tempfile::tempdir().unwrap();
    day(dir.path());
    expect![[r#"
        exit: 0
        --- stdout
        ZUgyCOWg  Free a stuck door, LIFT-2303
        #4      created, first sight
                came Mon 2 Mar 2026 06:56:22 · changed Mon 2 Mar 2026 06:56:22 · by Cy Placeholder · simulated · ✓
                Mon 2 Mar 2026 08:45 – 09:15  (30 min) · Fay Pretend
        #5      created, duplicate
                came Mon 2 Mar 2026 06:56:50 · changed Mon 2 Mar 2026 06:56:22 · by Cy Placeholder · simulated · ✓
        #17     moved +1 day
                came Mon 2 Mar 2026 07:37:44 · changed Mon 2 Mar 2026 07:37:44 · by Cy Placeholder · simulated · ✓
                /StartDate  "2026-03-02T08:45:00" → "2026-03-03T08:45:00"
                /EndDate  "2026-03-02T09:15:00" → "2026-03-03T09:15:00"
        #62     resized 30 min → 45 min
                came Mon 2 Mar 2026 09:04:00 · changed Mon 2 Mar 2026 09:04 · by Cy Placeholder · simulated · ✓
                /EndDate  "2026-03-03T09:15:00" → "2026-03-03T09:30:00"
                /PlanningQty  0.5 → 0.75
        #70     deleted
                came Mon 2 Mar 2026 09:14:43 · changed Mon 2 Mar 2026 09:14:43 · by Cy Placeholder · simulated · ✓
        --- stderr
        5 payloads: 5 actions, 1 duplicate, 0 late
    "#]]
    .assert_eq(&transcript(&utc(dir.path(), &["history", "ZUgyCOWg"])));
    let lines = json_lines(&utc(dir.path(), &["history", "ZUgyCOWg", "--format", "json"]).stdout);
    assert!(lines.iter().all(|one| one["appointment"]["number"] == "ZUgyCOWg"));
}

#[test]
fn an_appointment_is_found_by_its_id_too_and_none_is_exit_3() {
    let dir = tempfile::tempdir().unwrap();
    let late = |at: &str| {
        let id = format!("\"s\",\"Id\":7,\"LastModifiedDate\":\"2026-05-01T{at}:00:00\"");
        VALID.replace("\"s\"", &id)
    };
    let lines = [late("10"), late("12"), late("11"), late("12")].join("\n");
    fs::write(dir.path().join("a.jsonl"), lines).unwrap();
    expect![[r#"
        exit: 0
        --- stdout
        A1  s
        a.jsonl:1  first sight
                changed Fri 1 May 2026 10:00 · ✓
                Mon 11 May 2026 08:30 – 10:30  (2 h)
        a.jsonl:2  no action is known
                changed Fri 1 May 2026 12:00 · ✓
        a.jsonl:3  late
                changed Fri 1 May 2026 11:00 · ✓
        a.jsonl:4  duplicate
                changed Fri 1 May 2026 12:00 · ✓
        --- stderr
        4 payloads: 0 actions, 1 duplicate, 1 late
    "#]]
    .assert_eq(&transcript(&utc(dir.path(), &["history", "7", "--from", "a.jsonl"])));
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        error: nothing to do: appointment `8` has no payload in `a.jsonl`
    "#]]
    .assert_eq(&transcript(&utc(dir.path(), &["history", "8", "--from", "a.jsonl"])));
}

#[test]
fn a_life_holds_no_escape_of_a_stranger() {
    let dir = tempfile::tempdir().unwrap();
    let hostile = r#"s\u001b[2J\n","LastModifiedUser":"\u202e\u0007","CreatedUser":"\u009b"#;
    let first = VALID.replace("\"s\"", &format!("\"{hostile}\""));
    let second = first.replace("s\\u001b", "t\\u001b").replace("\\u202e", "\\u2066");
    fs::write(dir.path().join("a.jsonl"), format!("{first}\n{second}\n")).unwrap();
    for arguments in [&["history", "A1", "--from", "a.jsonl"][..], &["list", "a.jsonl"]] {
        let output = utc(dir.path(), arguments);
        assert!(!holds_hidden(&output.stdout), "{output:?}");
    }
}
