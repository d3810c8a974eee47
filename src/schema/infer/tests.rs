use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::json::Document;
use crate::samples::{SAMPLES, Sample};
use crate::schema::Schema;

/// The schema that is learned from payloads, which accepts each of them.
fn learned(payloads: &[String]) -> Json {
    let mut learned = Learned::default();
    let documents: Vec<_> = payloads.iter().map(|text| Document::parse(text).unwrap()).collect();
    let taken = documents.iter().filter(|document| learned.takes(document.root())).count();
    assert_eq!(taken, learned.payloads());
    let text = learned.schema();
    let schema = Schema::of(&text).unwrap();
    for document in documents.iter().filter(|one| one.root().kind() == Kind::Object) {
        let found = schema.findings(document.root(), 9);
        assert!(schema.accepts(document.root()), "{}\n{found:#?}\n{text}", document.text());
    }
    serde_json::from_str(&text).unwrap()
}

fn of(count: usize, payload: impl Fn(usize) -> Json) -> Json {
    let payloads: Vec<String> = (0..count).map(|at| payload(at).to_string()).collect();
    learned(&payloads)
}

#[test]
fn every_sample_is_accepted_by_what_was_learned_from_all() {
    let samples = samples();
    let schema = learned(&samples);
    assert_eq!(schema["x-seen"], serde_json::json!({ "in": samples.len(), "of": samples.len() }));
}

#[test]
fn what_was_always_there_is_required_once_enough_was_seen() {
    let payload = |at| if at == 0 { json(r#"{"A":1,"B":2}"#) } else { json(r#"{"A":1}"#) };
    let required = |count| of(count, payload)["required"].clone();
    assert_eq!(required(4), Json::Null);
    assert_eq!(required(5), json(r#"["A"]"#));
    let schema = of(5, payload);
    assert_eq!(
        schema["properties"]["A"],
        json(r#"{"type":"integer","x-seen":{"in":5,"of":5},"x-tier":"inferred"}"#)
    );
    assert_eq!(
        schema["properties"]["B"]["x-seen"],
        json(r#"{"in":1,"of":5,"types":{"integer":1}}"#)
    );
    assert_eq!(schema["properties"]["Subject"]["x-seen"], json(r#"{"in":0,"of":5}"#));
}

#[test]
fn a_type_that_was_never_seen_is_no_longer_taken() {
    let subject =
        |count| of(count, |_| json(r#"{"Subject":"s"}"#))["properties"]["Subject"]["type"].clone();
    assert_eq!(subject(4), json(r#"["null","string"]"#));
    assert_eq!(subject(5), json(r#""string""#));
    let schema = of(5, |_| json(r#"{"PlanningQty":2}"#));
    assert_eq!(schema["properties"]["PlanningQty"]["type"], "number");
    let schema = of(5, |_| json(r#"{"Category":null}"#));
    assert_eq!(schema["properties"]["Category"]["type"], json(r#"["null","object"]"#));
}

#[test]
fn what_a_payload_broke_is_no_longer_asked_for() {
    let schema = of(5, |_| json(r#"{"Importance":7,"StartDate":"today","Locked":"no"}"#));
    let properties = &schema["properties"];
    assert_eq!(properties["Importance"].get("enum"), None);
    assert_eq!(properties["StartDate"].get("pattern"), None);
    assert_eq!(properties["Locked"]["type"], "string");
    assert_eq!(schema.get("allOf"), None);
}

#[test]
fn few_short_texts_are_a_choice_and_what_names_something_is_none() {
    let row = |at: usize| {
        let kind = ["visit", "repair"][at % 2];
        serde_json::json!({ "Kind": kind, "Subject": kind, "VisitNo": kind, "Day": "2026-05-11", "password": kind })
    };
    let properties = of(20, row)["properties"].clone();
    assert_eq!(properties["Kind"]["enum"], json(r#"["repair","visit"]"#));
    for name in ["Subject", "VisitNo", "Day", "password"] {
        assert_eq!(properties[name].get("enum"), None, "{name}");
    }
    assert_eq!(of(19, row)["properties"]["Kind"].get("enum"), None);
}

#[test]
fn nothing_that_may_be_a_secret_is_learned() {
    let payload = |_| {
        serde_json::json!({
            "Callback": "https://h.example/x?sig=HUSH",
            "Query": "a=1&token=HUSH",
            "Inner": "{\"password\":\"HUSH\"}",
            "headers": { "Cookie": "HUSH", "X-Hook-Signature": ["HUSH"], "Accept": "text" },
            "password": { "old": ["HUSH"] },
            "AppointmentFieldValues": [
                { "AppointmentField": { "Code": "https://h/?sig=HUSH" } },
                { "AppointmentField": { "Code": "password", "Options": "HUSH" }, "Value": "HUSH" }
            ]
        })
    };
    let schema = of(20, payload);
    assert!(!schema.to_string().contains("HUSH"), "{schema:#}");
    assert_eq!(
        schema["properties"]["headers"]["properties"]["Accept"]["enum"],
        json(r#"["text"]"#)
    );
}

#[test]
fn a_custom_field_is_known_by_its_code_and_held_to_its_type() {
    let row = |at: usize| {
        let own =
            serde_json::json!({ "AppointmentField": { "Code": "BAY", "Type": 2 }, "Value": "7" });
        let rare =
            serde_json::json!({ "AppointmentField": { "Code": "GATE", "Type": 1 }, "Value": "x" });
        let fields = if at == 0 { vec![own, rare] } else { vec![own] };
        serde_json::json!({ "AppointmentFieldValues": fields })
    };
    let schema = of(5, row);
    let rows = &schema["properties"]["AppointmentFieldValues"]["items"]["allOf"];
    assert_eq!(
        (&rows[0]["x-custom-field"], &rows[0]["x-seen"]),
        (&json(r#""BAY""#), &json(r#"{"in":5,"of":5}"#))
    );
    assert_eq!(
        (&rows[1]["x-custom-field"], &rows[1]["x-seen"]),
        (&json(r#""GATE""#), &json(r#"{"in":1,"of":5}"#))
    );
    let judge = Schema::of(&schema.to_string()).unwrap();
    let told = |field: &str| {
        let text =
            format!(r#"{{"AppointmentFieldValues":[{{"AppointmentField":{field},"Value":"1"}}]}}"#);
        let document = Document::parse(&text).unwrap();
        let found = judge.findings(document.root(), 9);
        found
            .iter()
            .map(|one| format!("{} {}", one.severity.word(), one.pointer))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        told(r#"{"Code":"BAY","Type":1}"#),
        ["error /AppointmentFieldValues/0/AppointmentField/Type"]
    );
    assert_eq!(
        told(r#"{"Code":"NEW","Type":1}"#),
        ["warning /AppointmentFieldValues/0/AppointmentField/Code"]
    );
    assert!(told(r#"{"Code":"BAY","Type":2}"#).is_empty());
}

#[test]
fn the_order_of_the_payloads_makes_no_difference() {
    let texts = [r#"{"A":1,"B":[{"C":null}]}"#, r#"{"B":[],"A":"x"}"#, r#"{"B":{"0":1}}"#];
    let there = learned(&texts.map(str::to_owned));
    let back: Vec<String> = texts.iter().rev().map(|text| (*text).to_owned()).collect();
    assert_eq!(there, learned(&back));
}

#[test]
fn an_object_of_more_names_than_are_told_apart_is_accepted() {
    let crowd: Vec<String> = (0..1500).map(|at| format!("\"k{at}\":{at}")).collect();
    learned(&[format!("{{{},\"Locked\":\"no\"}}", crowd.join(","))]);
}

fn samples() -> Vec<String> {
    let text = |sample: &Sample| String::from_utf8(sample.body.to_vec()).unwrap();
    SAMPLES.iter().map(text).collect()
}

fn json(text: &str) -> Json {
    serde_json::from_str(text).unwrap()
}

/// Names that the schema knows, and others.
const NAMES: &[&str] = &[
    "StartDate",
    "Importance",
    "Task",
    "Job",
    "Category",
    "Name",
    "Color",
    "Assignments",
    "Resource",
    "ResourceId",
    "AppointmentFieldValues",
    "AppointmentField",
    "Code",
    "Type",
    "Value",
    "AppointmentNo",
    "Id",
    "Timestamp",
    "PlanningUOM",
    "Predecessors",
    "FreeDate1",
    "Tags",
    "0",
    "items",
    "properties",
    "$ref",
    "allOf",
    "",
    "a/b",
    "~",
    "Depot",
];

fn value() -> impl Strategy<Value = String> {
    let texts = ["", "x", "2026-05-11T08:30:00", "#22d3ee", "HOUR", "\\u0041", "a@b"];
    let text = (0..texts.len()).prop_map(move |at| format!("\"{}\"", texts[at]));
    let numbers = ["0", "-1", "1.0", "2.5", "1e400", "12345678901234567890"];
    let number = (0..numbers.len()).prop_map(move |at| numbers[at].to_owned());
    let leaf = prop_oneof![Just("null".to_owned()), Just("true".to_owned()), number, text];
    leaf.prop_recursive(5, 60, 6, |below| {
        let list = vec(below.clone(), 0..4).prop_map(|all| format!("[{}]", all.join(",")));
        prop_oneof![list, object(below)]
    })
}

/// An object, of some of whose names there may be two.
fn object(below: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    let member =
        (0..NAMES.len(), below).prop_map(|(at, value)| format!("\"{}\":{value}", NAMES[at]));
    vec(member, 0..8).prop_map(|all| format!("{{{}}}", all.join(",")))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn what_was_learned_accepts_what_it_was_learned_from(payloads in vec(object(value()), 1..30)) {
        learned(&payloads);
    }

    /// Few texts in many payloads, so that everything that narrows does.
    #[test]
    fn the_samples_with_other_values_are_accepted_too(
        values in vec((0..NAMES.len(), value()), 0..30),
    ) {
        let whole = samples();
        let changed = values.iter().enumerate().map(|(at, (name, value))| {
            let sample = &whole[at % whole.len()];
            let key = format!("\"{}\":", NAMES[*name]);
            sample.replacen(&format!("{key} "), &format!("{key} {value}, \"x\": "), 1)
        });
        learned(&whole.iter().cloned().chain(changed).collect::<Vec<_>>());
    }
}
