mod laws;

use super::*;

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
