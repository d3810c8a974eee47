use super::*;

#[test]
fn an_end_before_its_start_and_a_day_that_is_none_are_errors() {
    let body = WHOLE.replace("2026-03-02T10", "2026-03-01T10");
    assert_eq!(
        told(body.as_bytes()),
        [
            "1:87 error[ends-before-start] /EndDate ends at Sun 1 Mar 2026 10:00, before its start Mon 2 Mar 2026 09:00"
        ]
    );
    let body = WHOLE.replace("2026-03-02T10", "2026-02-30T10");
    assert_eq!(
        told(body.as_bytes()),
        ["1:87 error[date] /EndDate \"2026-02-30T10:00:00\" is not a day of the calendar"]
    );
}

#[test]
fn every_day_that_is_none_is_told() {
    let body = WHOLE.replace("2026-03-02T", "2026-02-30T");
    let expected = [
        "1:55 error[date] /StartDate \"2026-02-30T09:00:00\" is not a day of the calendar",
        "1:87 error[date] /EndDate \"2026-02-30T10:00:00\" is not a day of the calendar",
    ];
    assert_eq!(told(body.as_bytes()), expected);
}

#[test]
fn a_day_that_is_none_is_told_of_a_date_alone_and_once_of_a_time() {
    let body = WHOLE.replace("{\"Job\"", "{\"ContractEndDate\":\"2026-02-30\",\"Job\"");
    let expected =
        "1:135 error[date] /Task/ContractEndDate \"2026-02-30\" is not a day of the calendar";
    assert_eq!(told(body.as_bytes()), [expected]);
    let rules = told(WHOLE.replace("2026-03-02T09:00:00", "2026-02-30").as_bytes());
    assert!(rules.len() == 1 && rules[0].contains("error[date-time]"), "{rules:?}");
}

#[test]
fn a_moment_as_a_number_is_no_number_to_be_quoted() {
    let body = WHOLE.replace("\"2026-03-02T09:00:00\"", "1772442000");
    let payload = Payload::of(body.as_bytes());
    let verdict = check(&payload, &payload.document(), &Schema::bundled());
    let help = verdict.findings[0].help.as_deref();
    assert_eq!(
        help,
        Some(
            "looks like a moment counted from 1970: write a date and time such as 2026-03-02T09:00:00"
        )
    );
}
