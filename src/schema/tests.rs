use super::*;
use crate::finding::Severity;
use crate::json::Document;

fn told(schema: &str, payload: &str) -> Vec<String> {
    let schema = Schema::of(schema).unwrap();
    let document = Document::parse(payload).unwrap();
    let told = schema.findings(document.root(), 100).into_iter().map(|f| {
        let help = f.help.map(|help| format!(" ({help})")).unwrap_or_default();
        format!("{}[{}] {} {}{help}", f.severity.word(), f.rule, f.pointer, f.message)
    });
    told.collect()
}

#[test]
fn the_bundled_schema_compiles() {
    let _ = Schema::bundled();
}

#[test]
fn digits_are_judged_as_they_are_written() {
    let schema = r#"{"items": {"type": "integer"}}"#;
    assert!(told(schema, "[1.0, 1e2, 9007199254740993, 1E400, 18446744073709551616]").is_empty());
    let broken = ["error[type] /0 a whole number is expected, not `1.5`"];
    assert_eq!(told(schema, "[1.5]"), broken);
}

#[test]
fn a_number_in_quotes_gets_the_way_out() {
    let schema = r#"{"properties": {"PlanningQty": {"type": ["number", "null"]}}}"#;
    let broken =
        ["error[type] /PlanningQty a number is expected, not text (take the quotes away: 2.5)"];
    assert_eq!(told(schema, r#"{"PlanningQty": "2.5"}"#), broken);
}

#[test]
fn a_missing_property_that_is_there_under_a_near_name_is_told() {
    let schema = r#"{"required": ["StartDate"]}"#;
    let broken = [
        "error[renamed] /Startdate `StartDate` is missing, and `Startdate` stands in its place (did you mean `StartDate`?)",
    ];
    assert_eq!(told(schema, r#"{"Startdate": 1}"#), broken);
}

#[test]
fn advice_is_a_warning_also_behind_a_reference() {
    let schema = r##"{"$defs": {"short": {"x-advice": {"maxLength": 2}}},
        "properties": {"A": {"$ref": "#/$defs/short"}, "B": {"type": "string"}}}"##;
    let schema = Schema::of(schema).unwrap();
    let document = Document::parse(r#"{"A": "abc", "B": 1}"#).unwrap();
    let severities: Vec<_> = schema
        .findings(document.root(), 100)
        .iter()
        .map(|f| (f.pointer.clone(), f.severity))
        .collect();
    assert!(severities.contains(&("/A".into(), Severity::Warning)), "{severities:?}");
    assert!(severities.contains(&("/B".into(), Severity::Error)), "{severities:?}");
}

#[test]
fn a_column_is_as_long_as_sql_server_counts() {
    let advice = r##"{"properties": {"A": {"$ref": "#/$defs/a"}},
        "$defs": {"a": {"x-advice": {"maxLength": 3}}}}"##;
    let own = r#"{"properties": {"A": {"maxLength": 3}}}"#;
    for (text, is_long) in [
        ("abc", false),
        ("\u{1f600}\u{1f600}", true),
        ("\u{e9}\u{e9}\u{e9}", false),
        ("abcd", true),
    ] {
        let payload = format!(r#"{{"A": "{text}"}}"#);
        assert_eq!(!told(advice, &payload).is_empty(), is_long, "{text}");
        assert_eq!(!told(own, &payload).is_empty(), text.chars().count() > 3, "{text}");
    }
    let message = "2 characters that take the room of 4, more than the 3 that Dime.Scheduler takes";
    let told = told(advice, "{\"A\": \"\u{1f600}\u{1f600}\"}");
    assert!(told[0].contains(message), "{told:?}");
}

#[test]
fn a_reference_to_elsewhere_is_refused_by_name() {
    for elsewhere in ["http://127.0.0.1:9/x", "file:///etc/passwd"] {
        let error = Schema::of(&format!(r#"{{"$ref": "{elsewhere}"}}"#)).err().unwrap();
        assert!(error.to_string().contains(elsewhere), "{error}");
    }
}

#[test]
fn of_a_payload_larger_than_any_appointment_the_first_error_is_told() {
    let schema = r#"{"properties": {"A": {"items": {"type": "string"}}}}"#;
    let many = |count| format!(r#"{{"A": [{}0]}}"#, "0,".repeat(count));
    let first = told(schema, &many(LARGE));
    assert_eq!(first.len(), 1);
    let words = "of a payload of more than 100000 values only the first error is looked for";
    assert!(first[0].contains(words), "{}", first[0]);
    assert_eq!(told(schema, &many(50)).len(), 51);
}

#[test]
fn a_warning_hides_no_error_of_a_large_payload() {
    let schema =
        r#"{"properties": {"A": {"x-advice": {"maxLength": 2}}, "B": {"type": "string"}}}"#;
    let large = format!(r#"{{"A": "abc", "B": 1, "C": [{}0]}}"#, "0,".repeat(LARGE));
    let document = Document::parse(&large).unwrap();
    let findings = Schema::of(schema).unwrap().findings(document.root(), 100);
    assert!(findings.iter().any(|one| one.severity == Severity::Error), "{findings:?}");
}

#[test]
fn a_property_named_as_the_keyword_of_columns_is_no_column() {
    let schema = r#"{"properties": {"x-column": false}}"#;
    let told = told(schema, r#"{"x-column": 1}"#);
    assert!(told.len() == 1 && told[0].starts_with("error["), "{told:?}");
}

#[test]
fn a_failure_about_a_large_value_holds_no_copy_of_it() {
    let document = format!("[{}0]", "0,".repeat(2000));
    let document = Document::parse(&document).unwrap();
    let held = instance::Instance::of(document.root());
    let held = jsonschema::json::Node::to_value(&held).into_owned();
    assert_eq!(held, serde_json::json!([0, 4003]));
}

#[test]
fn a_text_of_any_length_is_told_in_the_same_words() {
    let schema = r#"{"required": ["B"], "properties": {
        "A": {"anyOf": [{"type": "number"}, {"pattern": "^y"}], "enum": [1, 2]}}}"#;
    let of = |length: usize| told(schema, &format!(r#"{{"A": "{}"}}"#, "x".repeat(length)));
    assert_eq!(of(100).len(), 3, "{:?}", of(100));
    assert_eq!(of(100), of(1_000_000));
    let twins = |length: usize| format!(r#"{{"A": 1, "A": "{}"}}"#, "x".repeat(length));
    let schema = r#"{"properties": {"A": {"type": "number"}}}"#;
    assert_eq!(told(schema, &twins(1_000_000)), told(schema, &twins(100)));
}
