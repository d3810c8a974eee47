mod dates;

use super::*;
use crate::levels::Level;

const WHOLE: &str = r#"{"Id":1,"AppointmentNo":"a","Subject":"s","StartDate":"2026-03-02T09:00:00","EndDate":"2026-03-02T10:00:00","Task":{"Job":{"SourceApp":"B"}},"Assignments":[{"ResourceId":1}]}"#;

fn told(body: &[u8]) -> Vec<String> {
    let payload = Payload::of(body);
    let verdict = check(&payload, &payload.document(), &Schema::bundled());
    let told = verdict.findings.iter().map(|finding| {
        let Finding { rule, pointer, message, place, .. } = finding;
        format!(
            "{}:{} {}[{rule}] {pointer} {message}",
            place.line,
            place.column,
            finding.severity.word()
        )
    });
    told.collect()
}

#[test]
fn a_whole_appointment_has_nothing_to_find() {
    assert_eq!(told(WHOLE.as_bytes()), [""; 0]);
}

#[test]
fn an_array_is_judged_element_by_element() {
    let body = format!("[{WHOLE},\n{}]", WHOLE.replace("\"s\"", "5"));
    assert_eq!(
        told(body.as_bytes()),
        ["2:39 error[type] /1/Subject text is expected, not a number"]
    );
}

#[test]
fn what_is_no_appointment_at_all_is_told_in_its_own_words() {
    assert_eq!(told(b""), ["1:1 error[empty]  empty document"]);
    assert_eq!(told(b"[ ]"), ["1:1 error[empty]  an empty list holds no appointment"]);
    assert_eq!(
        told(b"null"),
        ["1:1 error[type]  an appointment (a JSON object) is expected, not null"]
    );
    assert_eq!(
        told(b"\"x\""),
        ["1:1 error[type]  an appointment (a JSON object) is expected, not text"]
    );
}

#[test]
fn a_duplicate_key_is_an_error_plain_or_escaped() {
    let body = WHOLE.replace("\"Id\":1", "\"Id\":1,\"\\u0049d\":2");
    assert_eq!(
        told(body.as_bytes()),
        [r#"1:9 error[duplicate-key] /Id duplicate key "\u0049d" at 1:9"#]
    );
}

#[test]
fn a_byte_order_mark_is_a_warning() {
    let marked = format!("\u{feff}{WHOLE}");
    let words = "1:1 warning[byte-order-mark]  the payload is UTF-8 with a byte-order mark; JSON is UTF-8 without a mark";
    assert_eq!(told(marked.as_bytes()), [words]);
}

#[test]
fn an_appointment_without_a_name_is_none() {
    for nothing in ["null", "\"\""] {
        let names = format!("\"Id\":null,\"AppointmentNo\":{nothing}");
        let body = WHOLE.replace("\"Id\":1,\"AppointmentNo\":\"a\"", &names);
        let expected = "1:1 error[required]  an `Id` or an `AppointmentNo` is expected";
        assert_eq!(told(body.as_bytes()), [expected]);
    }
}

#[test]
fn one_slip_is_told_once() {
    let body = WHOLE.replace("\"Assignments\"", "\"Assignment\"");
    let expected =
        ["1:142 warning[unknown-property] /Assignment `Assignment` is not a known property"];
    assert_eq!(told(body.as_bytes()), expected);
    let body = WHOLE.replace("\"EndDate\"", "\"endDate\"").replace("\"Job\"", "\"job\"");
    let words = "`endDate` is in camelCase: the webhook sends `EndDate`, and 1 more name alike";
    let found = told(body.as_bytes());
    assert!(found.iter().any(|one| one.ends_with(words)), "{found:?}");
    assert_eq!(found.iter().filter(|one| one.contains("camel-case")).count(), 1, "{found:?}");
}

#[test]
fn a_task_may_be_missing_as_it_may_be_null() {
    let expected = ["1:1 warning[no-route]  cannot be routed: the appointment has no task"];
    let missing = WHOLE.replace("\"Task\":{\"Job\":{\"SourceApp\":\"B\"}},", "");
    assert_eq!(told(missing.as_bytes()), expected);
    let null = WHOLE.replace("{\"Job\":{\"SourceApp\":\"B\"}}", "null");
    let words = ["1:116 warning[no-route] /Task cannot be routed: the appointment has no task"];
    assert_eq!(told(null.as_bytes()), words);
}

#[test]
fn a_text_may_be_empty_where_it_may_be_null() {
    for name in ["CreatedDate", "LastModifiedDate", "AppointmentGuid", "DeletedOn"] {
        let body = WHOLE.replace("\"Task\"", &format!("\"{name}\":\"\",\"Task\""));
        assert_eq!(told(body.as_bytes()), [""; 0], "{name}");
    }
    let empty = WHOLE.replace("2026-03-02T09:00:00", "");
    let expected = "1:55 error[date-time] /StartDate \"\" is not a date and time (such as 2026-03-02T09:00:00, with or without an offset)";
    assert_eq!(told(empty.as_bytes()), [expected]);
}

#[test]
fn a_resource_is_twice_there_only_within_one_back_office() {
    let resource = |id: u32, no: &str, app: &str| {
        format!(
            "{{\"ResourceId\":{id},\"Resource\":{{\"ResourceNo\":\"{no}\",\"SourceApp\":\"{app}\"}}}}"
        )
    };
    let both = |one: String, other: String| {
        told(WHOLE.replace("{\"ResourceId\":1}", &format!("{one},{other}")).as_bytes())
    };
    assert_eq!(both(resource(1, "A", "BC"), resource(2, "A", "CRM")), [""; 0]);
    let twice = both(resource(1, "A", "BC"), resource(2, "A", "BC"));
    assert!(twice[0].ends_with("the resource `A` is assigned more than once"), "{twice:?}");
    let long = "A".repeat(1_000_000);
    let twice = both(resource(1, &long, "BC"), resource(2, &long, "BC"));
    assert!(twice[0].len() < 200, "{}", twice[0].len());
}

#[test]
fn a_slip_is_told_beside_the_right_name_too() {
    let more = "\"PlanningQty\":2,\"planningQty\":3,\"SentFromBackoffice\":false,\"SentFromBackOffice\":true,\"Subjects\":\"s\",\"Task\"";
    let expected = [
        "1:125 warning[camel-case] /planningQty `planningQty` is in camelCase, and `PlanningQty` is here too",
        "1:168 warning[inbound-name] /SentFromBackOffice `SentFromBackOffice` is the inbound API's name for `SentFromBackoffice`, which is here too",
        "1:194 warning[unknown-property] /Subjects `Subjects` is not a known property, and `Subject` is here too",
    ];
    assert_eq!(told(WHOLE.replace("\"Task\"", more).as_bytes()), expected);
}

#[test]
fn a_list_that_is_broken_off_keeps_what_was_found_before() {
    let bad = WHOLE.replace("\"s\"", "5");
    let broken = format!("[{WHOLE},\n{bad},\n{{\"a\": }},\n{WHOLE}]");
    let expected = [
        "2:39 error[type] /1/Subject text is expected, not a number",
        "3:7 error[syntax] /2 a value is expected, not `}`",
    ];
    assert_eq!(told(broken.as_bytes()), expected);
    let counts = |body: &str| {
        let payload = Payload::of(body.as_bytes());
        let verdict = check(&payload, &payload.document(), &Schema::bundled());
        (verdict.payloads, verdict.invalid, verdict.errors)
    };
    assert_eq!(counts(&broken), (3, 2, 2));
    assert_eq!(counts(&format!("[{bad},{WHOLE},]")), (2, 1, 2));
    assert_eq!(counts(&format!("[{WHOLE}] x")), (1, 1, 1));
    let behind = ["1:178 error[syntax]  text after the end of the JSON value"];
    assert_eq!(told(format!("[{WHOLE}] x").as_bytes()), behind);
}

/// Whoever reads a list at once and whoever reads it element by element find the same.
#[test]
fn a_list_is_judged_alike_however_it_is_read() {
    let schema = Schema::bundled();
    let mut tape = Tape::default();
    let bad = WHOLE.replace("\"s\"", "5").replace("\"Id\"", "\"Id\":2,\"Id\"");
    let deep = |levels: usize| format!("[{WHOLE},{}{}]", "[".repeat(levels), "]".repeat(levels));
    for body in [
        WHOLE.to_owned(),
        bad.clone(),
        format!("\u{feff} [\n{bad} ,\n{WHOLE},{bad}\n]\n"),
        format!("[{WHOLE},\n{bad},]"),
        format!("[{bad},\n{bad}"),
        format!("[{bad} {bad}]"),
        format!("[{bad}]]"),
        format!("[{bad}] // no"),
        format!("[{bad},{{\"Id\": 01}}]"),
        format!("[{}]", vec![bad.as_str(); 600].join(",")),
        deep(126),
        deep(127),
        "[[1],\"x\",null,{}]".to_owned(),
        "[]".to_owned(),
        "[".to_owned(),
        "[,]".to_owned(),
        String::new(),
        "\u{feff}".to_owned(),
    ] {
        let payload = Payload::of(body.as_bytes());
        let whole = check(&payload, &payload.document(), &schema);
        let once = check_once(&payload, &schema, &Levels::default(), &mut tape);
        assert_eq!(format!("{once:?}"), format!("{whole:?}"), "{body}");
    }
}

/// What is found by a schema that takes everything.
fn told_of_anything(body: &str, levels: &Levels) -> Vec<String> {
    let schema = Schema::of("{}").unwrap();
    let payload = Payload::of(body.as_bytes());
    let verdict = check_once(&payload, &schema, levels, &mut Tape::default());
    verdict.findings.into_iter().map(|finding| finding.rule).collect()
}

#[test]
fn what_a_schema_of_ones_own_takes_keeps_no_rule_of_the_webhook() {
    let zapier = include_str!("../../samples/look-alikes/zapier-output.json");
    let wrapper = include_str!("../../samples/look-alikes/power-automate-wrapper.json");
    let strict = Levels { strict: true, ..Levels::default() };
    assert_eq!(told_of_anything(zapier, &strict), [""; 0]);
    assert_eq!(told_of_anything(wrapper, &strict), [""; 0]);
    assert_eq!(told_of_anything(r#"{"a": 1, "a": 2}"#, &strict), ["duplicate-key"]);
    let unassigned = WHOLE.replace(r#"{"ResourceId":1}"#, "");
    assert_eq!(told_of_anything(&unassigned, &strict), ["no-assignment"]);
}

#[test]
fn errors_are_kept_before_warnings_and_these_before_what_is_not_told() {
    let app = "a".repeat(40);
    let bad = |id: u32| format!(r#"{{"ResourceId":"x{id}","Resource":{{"SourceApp":"{app}"}}}}"#);
    let all = (0..600).map(bad).collect::<Vec<_>>().join(",");
    let body = WHOLE.replace(r#"{"ResourceId":1}"#, &all);
    let counts = |levels: &Levels| {
        let payload = Payload::of(body.as_bytes());
        let verdict = check_once(&payload, &Schema::bundled(), levels, &mut Tape::default());
        let kept =
            |severity| verdict.findings.iter().filter(|one| one.severity == severity).count();
        (kept(Severity::Error), kept(Severity::Warning), verdict.errors, verdict.warnings)
    };
    assert_eq!(counts(&Levels::default()), (600, 400, 600, 600));
    let rules = vec![("length".to_owned(), Level::Allow)];
    assert_eq!(counts(&Levels { strict: false, rules }), (600, 0, 600, 0));
    let rules = vec![("length".to_owned(), Level::Deny)];
    assert_eq!(counts(&Levels { strict: false, rules }), (1000, 0, 1200, 0));
}

#[test]
fn of_what_is_no_appointment_ten_of_a_kind_are_told_and_all_counted() {
    let field = r#"{"Value":"x","AppointmentField":{"Type":6,"Code":"c","Options":["a"]}}"#;
    let fields =
        format!(r#""AppointmentFieldValues":[{}{field}]"#, format!("{field},").repeat(9999));
    for (more, rule, count) in [
        (fields, "field-value", 10_000),
        (format!(r#""k":1{}"#, r#","k":1"#.repeat(60_000)), "duplicate-key", 60_000),
        (
            format!(r#""Startdate":1{}"#, r#","Startdate":1"#.repeat(60_000)),
            "duplicate-key",
            60_000,
        ),
    ] {
        let body = WHOLE.replacen('{', &format!("{{{more},"), 1);
        let payload = Payload::of(body.as_bytes());
        let verdict = check(&payload, &payload.document(), &Schema::bundled());
        let told = verdict.findings.iter().filter(|one| one.rule == rule).count();
        assert_eq!(told, 10, "{rule}");
        assert!(verdict.errors + verdict.warnings >= count, "{rule}");
    }
}
