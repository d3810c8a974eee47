use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value as Model;

use super::*;
use crate::samples::SAMPLES;

fn draft(text: &str) -> Draft {
    Draft::of(text).unwrap()
}

fn at(pointer: &str) -> Pointer {
    pointer.parse().unwrap()
}

type Edit = fn(&mut Draft, &Pointer, &str) -> Result<(), Refused>;

fn after(edit: Edit, text: &str, pointer: &str, json: &str) -> String {
    let mut draft = draft(text);
    match edit(&mut draft, &at(pointer), json) {
        Ok(()) => draft.text().to_owned(),
        Err(refused) => {
            assert_eq!(draft.text(), text, "an edit that is refused changes nothing");
            refused.to_string()
        }
    }
}

fn removed(text: &str, pointer: &str) -> String {
    after(|draft, at, _| draft.remove(at), text, pointer, "null")
}

#[test]
fn a_value_is_set_and_nothing_else_is_touched() {
    let odd = "{ \"Id\":1.10 ,\r\n\t\"a\" : [1e5,{\"x\":null}], \"a\":\t\"\\u00e9\" }\n";
    for (pointer, json, expected) in [
        ("/Id", "2.50", odd.replace("1.10", "2.50")),
        ("/a", " true ", odd.replace("\"\\u00e9\"", "true")),
        ("", "[1, 2]", "[1,2]\n".to_owned()),
        ("/b", "1", "`/b` leads nowhere: the top has no `b`; did you mean `a`?".to_owned()),
        ("/Id/x", "1", "`/Id/x` leads nowhere: `/Id` is a number".to_owned()),
        ("/Id", "oops", "the new value is not JSON: `oops` is not JSON".to_owned()),
    ] {
        assert_eq!(after(Draft::set, odd, pointer, json), expected, "{pointer}");
    }
    let list = "[[10, 20]]";
    let missing = "`/0/2` leads nowhere: `/0` is a list of 2, counted from 0, and has no `2`";
    assert_eq!(after(Draft::set, list, "/0/1", "3"), "[[10, 3]]");
    assert_eq!(after(Draft::set, list, "/0/2", "3"), missing);
    assert_eq!(
        after(Draft::set, list, "/00/1", "3").split(':').next(),
        Some("`/00/1` leads nowhere")
    );
}

#[test]
fn what_is_new_is_laid_out_as_its_neighbours_are() {
    let new = r#"{"n":1.0,"l":[true,{}]}"#;
    for (text, pointer, expected) in [
        (r#"{"a":1}"#, "/b", r#"{"a":1,"b":{"n":1.0,"l":[true,{}]}}"#),
        (r#"{"a": 1}"#, "/b", r#"{"a": 1, "b": {"n": 1.0, "l": [true, {}]}}"#),
        ("{}", "/b", r#"{"b":{"n":1.0,"l":[true,{}]}}"#),
        ("[ ]", "/-", r#"[{"n":1.0,"l":[true,{}]}]"#),
        (
            "{\n  \"a\": []\n}",
            "/b",
            "{\n  \"a\": [],\n  \"b\": {\n    \"n\": 1.0,\n    \"l\": [\n      true,\n      {}\n    ]\n  }\n}",
        ),
        (
            "{\r\n\t\"a\" : []\r\n}",
            "/a/-",
            "{\r\n\t\"a\" : [\r\n\t\t{\r\n\t\t\t\"n\" : 1.0,\r\n\t\t\t\"l\" : [\r\n\t\t\t\ttrue,\r\n\t\t\t\t{}\r\n\t\t\t]\r\n\t\t}\r\n\t]\r\n}",
        ),
        (
            "{\n  \"a\": [1, 2], \"b\": 0\n}",
            "/a/1",
            "{\n  \"a\": [1, {\"n\": 1.0, \"l\": [true, {}]}, 2], \"b\": 0\n}",
        ),
        (
            "{\n      \"a\": [\n        1\n      ]\n    }",
            "/a/0",
            "{\n      \"a\": [\n        {\n          \"n\": 1.0,\n          \"l\": [\n            true,\n            {}\n          ]\n        },\n        1\n      ]\n    }",
        ),
    ] {
        assert_eq!(after(Draft::insert, text, pointer, new), expected, "{text} {pointer}");
    }
}

#[test]
fn a_member_and_an_element_go_with_their_comma() {
    let text = "{\n  \"a\": 1,\n  \"b\": [1, 2,3],\n  \"a\": {\"x\": 1}\n}\n";
    assert_eq!(removed(text, "/a"), "{\n  \"b\": [1, 2,3]\n}\n");
    assert_eq!(removed(text, "/b"), text.replace("  \"b\": [1, 2,3],\n", ""));
    assert_eq!(removed(text, "/b/0"), text.replace("1, 2,3", "2,3"));
    assert_eq!(removed(text, "/b/2"), text.replace("2,3", "2"));
    assert_eq!(removed(text, "/a/x"), text.replace("\"x\": 1", ""));
    assert_eq!(removed(text, "/c"), "`/c` leads nowhere: the top has no `c`; did you mean `a`?");
    assert_eq!(removed(text, ""), "the whole payload cannot be taken away");
}

#[test]
fn a_value_is_put_where_nothing_is_yet() {
    for (text, pointer, expected) in [
        (r#"{"a":1}"#, "/a", r#"{"a":7}"#),
        (r#"{"a":null}"#, "/a/b/-", r#"{"a":{"b":[7]}}"#),
        (r#"{"a":[]}"#, "/a/0/x~1y", r#"{"a":[{"x/y":7}]}"#),
        ("{\n  \"a\": {}\n}", "/a/b", "{\n  \"a\": {\n    \"b\": 7\n  }\n}"),
        (
            r#"{"a":[1]}"#,
            "/a/2",
            "`/a/2` leads nowhere: `/a` is a list of 1, counted from 0, and has no `2`",
        ),
        (r#"{"a":"text"}"#, "/a/b", "`/a/b` leads nowhere: `/a` is text"),
    ] {
        assert_eq!(after(Draft::put, text, pointer, "7"), expected, "{text} {pointer}");
    }
    assert_eq!(after(Draft::insert, r#"{"a":1}"#, "/a", "7"), "`/a` is there already");
}

#[test]
fn many_stretches_are_replaced_at_once_in_any_order() {
    let mut draft = draft("[1,22,3]");
    let splice = |span, with: &str| Splice { span, with: with.to_owned() };
    draft.replace(vec![splice(6..7, "\"c\""), splice(1..2, "\"a\"")]).unwrap();
    assert_eq!(draft.text(), "[\"a\",22,\"c\"]");
    for broken in [
        vec![splice(1..4, "1"), splice(3..4, "2")],
        vec![splice(0..99, "1")],
        vec![splice(0..1, "")],
    ] {
        draft.replace(broken).unwrap_err();
        assert_eq!(draft.text(), "[\"a\",22,\"c\"]");
    }
}

#[test]
fn a_text_that_is_no_pointer_is_refused() {
    for text in ["a", "/~", "/a~2b", "#/a"] {
        let told = text.parse::<Pointer>().unwrap_err().to_string();
        assert!(told.starts_with(&format!("`{text}` is not a JSON Pointer")), "{told}");
    }
    assert_eq!(at("/a~1b/~01").steps(), ["a/b", "~1"]);
    assert_eq!(at("/a~1b/~01").to_string(), "/a~1b/~01");
}

#[test]
fn a_body_keeps_its_encoding() {
    let text = "\u{feff}{\"a\":\"é\"}";
    let units = || text.encode_utf16();
    for body in [
        text.as_bytes().to_vec(),
        text.trim_start_matches('\u{feff}').as_bytes().to_vec(),
        units().flat_map(u16::to_le_bytes).collect(),
        units().flat_map(u16::to_be_bytes).collect(),
    ] {
        let mut draft = Draft::of_body(&body).unwrap();
        draft.set(&at("/a"), "\"ø\"").unwrap();
        draft.set(&at("/a"), "\"é\"").unwrap();
        assert_eq!(draft.into_body(), body);
    }
}

/// Payloads in several layouts, one with repeated keys.
fn payloads() -> impl Strategy<Value = String> {
    let sample = || prop::sample::select(SAMPLES);
    let text = |body: &[u8]| String::from_utf8(body.to_vec()).unwrap();
    let compact = move |sample: &crate::samples::Sample| {
        serde_json::from_slice::<Model>(sample.body).unwrap().to_string()
    };
    prop_oneof![
        sample().prop_map(move |sample| text(sample.body)),
        sample().prop_map(move |sample| text(sample.body).replace("\n  ", "\r\n\t")),
        sample().prop_map(move |sample| compact(&sample)),
        Just(
            r#" { "a":1 , "b" : [ [ ] , { } ,1.50 ] ,"a": { "c":null,"d":[ 1 ,2 ] } } "#.to_owned()
        ),
    ]
}

fn new_values() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "null",
        "1.50",
        "\"é\\n\"",
        "[]",
        "{}",
        "[1, {\"a\" : [2]}]",
        " {\"x\":{\"y\":1}}",
    ])
}

/// A pointer to any value of a payload but one behind a repeated key, which no pointer names.
fn somewhere(text: &str, which: &[Index]) -> Pointer {
    let document = Document::parse(text).unwrap();
    let (mut value, mut pointer) = (document.root(), at(""));
    for index in which {
        let steps: Vec<String> = match value.kind() {
            crate::json::Kind::Array => (0..value.len()).map(|at| at.to_string()).collect(),
            _ => value.members().map(|one| one.key.text().unwrap().into_owned()).collect(),
        };
        if steps.is_empty() {
            break;
        }
        let step = index.get(&steps);
        pointer = pointer.below(step);
        value = value.at(&at("").below(step).to_string()).unwrap();
    }
    pointer
}

/// What differs between two texts when their common beginning and end are taken away: at most
/// this stretch of the first was touched.
fn touched(before: &str, after: &str) -> std::ops::Range<usize> {
    let same = |pair: &(u8, u8)| pair.0 == pair.1;
    let start = before.bytes().zip(after.bytes()).take_while(same).count();
    let most = before.len().min(after.len()) - start;
    let end = before.bytes().rev().zip(after.bytes().rev()).take(most).take_while(same).count();
    start..before.len() - end
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..Default::default() })]

    #[test]
    fn setting_means_what_it_means_in_a_model_and_touches_that_value_alone(
        text in payloads(), which in prop::collection::vec(any::<Index>(), 0..5), new in new_values(),
    ) {
        let pointer = somewhere(&text, &which);
        let mut model: Model = serde_json::from_str(&text).unwrap();
        *model.pointer_mut(&pointer.to_string()).unwrap() = serde_json::from_str(new).unwrap();
        let mut draft = draft(&text);
        draft.set(&pointer, new).unwrap();
        prop_assert_eq!(serde_json::from_str::<Model>(draft.text()).unwrap(), model);
        let document = Document::parse(&text).unwrap();
        let span = document.root().at(&pointer.to_string()).unwrap().span();
        let touched = touched(&text, draft.text());
        prop_assert!(touched.is_empty() || span.start <= touched.start && touched.end <= span.end);
    }

    #[test]
    fn what_is_inserted_is_there_and_removing_it_gives_the_same_bytes_again(
        text in payloads(), which in prop::collection::vec(any::<Index>(), 0..5), new in new_values(),
    ) {
        let above = somewhere(&text, &which);
        let mut draft = draft(&text);
        let model: Model = serde_json::from_str(&text).unwrap();
        let mut model_after = model.clone();
        let (place, was_empty) = match model_after.pointer_mut(&above.to_string()).unwrap() {
            Model::Array(list) => {
                let at = which.first().map_or(0, |index| index.index(list.len() + 1));
                list.insert(at, serde_json::from_str(new).unwrap());
                (above.below(&at.to_string()), list.len() == 1)
            }
            Model::Object(map) => {
                map.insert("a new/key".to_owned(), serde_json::from_str(new).unwrap());
                (above.below("a new/key"), map.len() == 1)
            }
            _ => return Ok(()),
        };
        draft.insert(&place, new).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Model>(draft.text()).unwrap(), &model_after);
        let touched = touched(&text, draft.text());
        prop_assert!(was_empty || touched.is_empty(), "only added: {:?}", touched);
        draft.remove(&place).unwrap();
        if was_empty {
            prop_assert_eq!(serde_json::from_str::<Model>(draft.text()).unwrap(), model);
        } else {
            prop_assert_eq!(draft.text(), &text);
        }
    }

    #[test]
    fn removing_means_what_it_means_in_a_model(
        text in payloads(), which in prop::collection::vec(any::<Index>(), 1..5),
    ) {
        let pointer = somewhere(&text, &which);
        let mut model: Model = serde_json::from_str(&text).unwrap();
        let (above, step) = pointer.parted().unwrap();
        match model.pointer_mut(&above.to_string()).unwrap() {
            Model::Array(list) => drop(list.remove(step.parse().unwrap())),
            Model::Object(map) => drop(map.remove(step)),
            _ => unreachable!("a step was taken from it"),
        }
        let mut draft = draft(&text);
        draft.remove(&pointer).unwrap();
        prop_assert_eq!(serde_json::from_str::<Model>(draft.text()).unwrap(), model);
    }

    #[test]
    fn no_pointer_and_no_value_make_it_panic(pointer in "(/[a-c~0-2-]{0,3}){0,4}", json in "[\\[\\]{}\":,a1 ]{0,6}") {
        let text = r#"{"a":[1,{"b":null,"":[]}],"b":{"0":1,"-":2,"a":3}}"#;
        let Ok(pointer) = pointer.parse::<Pointer>() else { return Ok(()) };
        for edit in [Draft::set, Draft::put, Draft::insert] {
            let mut draft = draft(text);
            let is_done = edit(&mut draft, &pointer, &json).is_ok();
            prop_assert!(is_done || draft.text() == text);
            prop_assert!(!is_done || Document::parse(draft.text()).is_ok());
        }
        let mut draft = draft(text);
        prop_assert!(draft.remove(&pointer).is_ok() || draft.text() == text);
    }
}
