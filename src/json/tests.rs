use proptest::prelude::*;

use super::*;

fn fault(text: &str) -> String {
    let fault = Document::parse(text).expect_err("not JSON");
    format!("{}:{} {}", fault.place.line, fault.place.column, fault.cause)
}

#[test]
fn every_cause_is_told_in_plain_words_with_its_place() {
    let told = [
        ("", "1:1 empty document"),
        (" \n ", "2:2 empty document"),
        ("{\"a\": [1, 2,]}", "1:12 trailing comma"),
        ("{\n  \"a\": 1, // one\n}", "2:11 a comment is not JSON"),
        ("{'a': 1}", "1:2 looks like JavaScript: single quotes"),
        ("{a: 1}", "1:2 looks like JavaScript: the key `a` has no quotes"),
        ("[NaN]", "1:2 `NaN` is not JSON"),
        ("[-Infinity]", "1:3 `Infinity` is not JSON"),
        ("[True]", "1:2 `True` is not JSON"),
        ("[nul]", "1:2 `nul` is not JSON"),
        ("[01]", "1:3 not a JSON number: a leading zero"),
        ("[1.]", "1:4 not a JSON number: a digit must follow the decimal point"),
        ("[1e]", "1:4 not a JSON number: a digit must follow the exponent sign"),
        ("[1x]", "1:3 not a JSON number: it goes on with something else"),
        ("[\"\u{1b}\"]", "1:3 control character U+001B in a string"),
        (r#"["\x"]"#, r"1:3 `\x` is not a JSON escape"),
        (r#"["\u12"]"#, "1:3 `\\u12\"]` is not a JSON escape"),
        (r#"["abcd\ud800"]"#, r"1:7 lone surrogate `\ud800`"),
        (r#"["\udc00"]"#, r"1:3 lone surrogate `\udc00`"),
        ("{\"a\" 1}", "1:6 `:` is expected, not `1`"),
        ("[1 2]", "1:4 `,` or `]` is expected, not `2`"),
        ("[1\u{a0}]", "1:3 `,` or `]` is expected, not U+00A0"),
        ("[1\u{201c}]", "1:3 `,` or `]` is expected, not `\u{201c}`"),
        ("[1", "1:3 the text ends where `,` or `]` is expected"),
        ("{} {}", "1:4 text after the end of the JSON value"),
    ];
    for (text, expected) in told {
        assert_eq!(fault(text), expected, "{text:?}");
    }
}

#[test]
fn depth_127_is_read_and_128_is_refused() {
    let nested = |levels| "[".repeat(levels) + &"]".repeat(levels);
    assert!(Document::parse(&nested(127)).is_ok());
    assert!(fault(&nested(128)).contains("too deep"));
    assert!(fault(&nested(1_000_000)).contains("too deep"));
}

#[test]
fn a_number_of_more_than_4300_characters_is_refused() {
    assert!(Document::parse(&"1".repeat(MAX_NUMBER)).is_ok());
    assert!(fault(&"1".repeat(10_000_000)).starts_with("1:1 a number of 10000000 characters"));
}

#[test]
fn digits_order_and_repeated_keys_stay_as_sent() {
    let text = r#"{"z":1.10,"a":9007199254740993,"z":1E400,"\u007a":-0}"#;
    let document = Document::parse(text).unwrap();
    let shown: Vec<_> =
        document.root().members().map(|m| (m.key.text().unwrap(), m.value.raw())).collect();
    let expected = [("z", "1.10"), ("a", "9007199254740993"), ("z", "1E400"), ("z", "-0")];
    assert_eq!(shown, expected.map(|(key, value)| (key.into(), value)));
    assert_eq!(document.root().repeated_keys().count(), 2);
    assert_eq!(document.root().get("z").unwrap().raw(), "-0");
}

#[test]
fn keys_are_found_at_the_top_as_they_are_below() {
    for count in [0, 1, 5, 60, 255, 256, 257, 1000] {
        // Every third key has the same one again, once as it is and once in capital letters.
        let key = |at: usize| match at % 3 {
            0 => format!("aKeyThatIsLong{at}"),
            1 => format!("aKeyThatIsLong{}", at - 1),
            _ => format!("aKeyThatIsLong{}", at - 2).to_uppercase(),
        };
        let members: Vec<_> = (0..count).map(|at| format!("\"{}\":{at}", key(at))).collect();
        let object = format!("{{{}}}", members.join(","));
        let list = format!("[{object}]");
        let [top, below] = [&object, &list].map(|text| Document::parse(text).unwrap());
        let below = below.root().elements().next().unwrap();
        for name in (0..count).map(key).chain(["", "other"].map(str::to_owned)) {
            let values = |object: Value<'_>| {
                let values = object.alike(&name).map(|member| member.value.raw().to_owned());
                values.collect::<Vec<_>>()
            };
            assert_eq!(values(top.root()), values(below), "{name} of {count}");
        }
    }
}

#[test]
fn repeated_keys_are_found_in_large_objects_too() {
    let members: Vec<String> = (0..40).map(|n| format!("\"k{}\":0", n % 39)).collect();
    let text = format!("{{{}}}", members.join(","));
    let document = Document::parse(&text).unwrap();
    assert_eq!(document.root().repeated_keys().next().unwrap().raw(), "\"k0\"");
}

#[test]
fn every_value_knows_its_pointer_and_its_pointer_finds_it() {
    let text = r#"{"a/b":[{"m~n":[null,true]},1],"":{"x":"y"}}"#;
    let document = Document::parse(text).unwrap();
    for pointer in ["", "/a~1b", "/a~1b/0/m~0n/1", "/a~1b/1", "/", "//x"] {
        assert_eq!(document.root().pointer_to(document.root().at(pointer).unwrap()), pointer);
    }
    assert!(document.root().at("/nowhere").is_none());
}

#[test]
fn columns_count_characters_and_no_byte_order_mark() {
    assert_eq!(fault("\u{feff}[1,]"), "1:3 trailing comma");
    assert_eq!(fault("[\"Bjørn\",]"), "1:9 trailing comma");
}

#[test]
fn utf32_is_not_taken_for_utf16() {
    for body in [&b"\xff\xfe\0\0{\0\0\0"[..], b"\0\0\xfe\xff\0\0\0{"] {
        assert_eq!(Text::of(body).unwrap_err().cause, Cause::Utf32);
    }
}

#[test]
fn utf16_with_a_mark_is_read() {
    let body: Vec<u8> = "\u{feff}[1]".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let text = Text::of(&body).unwrap();
    assert_eq!((text.text.as_ref(), text.mark), ("[1]", Some(Mark::Utf16Le)));
}

#[test]
fn a_byte_that_is_not_utf8_is_named_with_its_offset() {
    let fault = Text::of(b"[\"caf\xe9\"]").unwrap_err();
    assert_eq!(fault.cause, Cause::NotUtf8 { byte: 0xE9, offset: 5 });
    assert_eq!((fault.place.span.start, fault.place.column), (5, 6));
}

#[test]
fn whole_numbers_are_told_by_their_digits() {
    for whole in ["0", "-0", "0.0", "1.0", "1e2", "1.5e1", "150e-1", "1e99999999999999999999"] {
        assert!(is_whole(whole), "{whole}");
    }
    for broken in ["1.5", "15e-1", "1.05e1", "1e-99999999999999999999"] {
        assert!(!is_whole(broken), "{broken}");
    }
}

/// The same value, as `serde_json` would hold it.
fn as_serde(value: Value<'_>) -> serde_json::Value {
    match value.kind() {
        Kind::Array => value.elements().map(as_serde).collect(),
        Kind::Object => {
            let members = value.members().map(|m| (m.key.text().unwrap().into_owned(), m.value));
            members.map(|(key, value)| (key, as_serde(value))).collect()
        }
        Kind::String => value.text().unwrap().into(),
        _ => serde_json::from_str(value.raw()).unwrap(),
    }
}

const PAYLOAD: &str = concat!(
    r#"{"Id":90210,"Subject":"Lift \"A\" \u00e9\ud83d\ude00\n","Qty":-2.50e+1,"#,
    r#""Locked":false,"Task":{"Job":null},"Tags":["a",[],{}],"Half":0.5,"Big":12345678901234567890}"#
);

/// One to four bytes replaced, inserted or cut out.
fn mutated() -> impl Strategy<Value = String> {
    let interesting =
        prop::sample::select(b"{}[]\",:\\/'0123456789.eE+-truefalsn \n\t\x01u".to_vec());
    let edit = (0..PAYLOAD.len(), interesting, 0..3_u8);
    prop::collection::vec(edit, 1..5).prop_map(|edits| {
        let mut bytes = PAYLOAD.as_bytes().to_vec();
        for (at, byte, how) in edits {
            let at = at.min(bytes.len() - 1);
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => drop(bytes.remove(at)),
            }
        }
        String::from_utf8(bytes).expect("only ASCII is edited")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..Default::default() })]

    #[test]
    fn same_verdict_and_same_values_as_serde_json(text in mutated()) {
        match (Document::parse(&text), serde_json::from_str::<serde_json::Value>(&text)) {
            (Ok(own), Ok(theirs)) => prop_assert_eq!(as_serde(own.root()), theirs),
            // serde_json refuses numbers that no float can hold; here the digits are enough.
            (Ok(_), Err(error)) => prop_assert!(error.to_string().contains("out of range")),
            (Err(fault), Ok(_)) => prop_assert!(false, "refused: {}", fault.cause),
            (Err(fault), Err(_)) => prop_assert!(fault.place.span.start <= text.len()),
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        if let Ok(text) = Text::of(&bytes) {
            let own = Document::parse(&text.text).is_ok();
            let theirs = serde_json::from_str::<serde_json::Value>(
                text.text.strip_prefix('\u{feff}').unwrap_or(&text.text)).is_ok();
            prop_assert!(own || !theirs);
        }
    }
}

#[test]
fn a_stretch_of_a_text_is_found_before_its_escapes_are_read() {
    let text = r#"["a\u00e9b\ud83d\ude00c\n2é", "plain", 7]"#;
    let document = Document::parse(text).unwrap();
    let values: Vec<_> = document.root().elements().collect();
    let own = values[0].text().unwrap();
    let raw = |part: &str| {
        let at = own.find(part).unwrap();
        &text[values[0].span_of(at..at + part.len())]
    };
    assert_eq!(raw("a"), "a");
    assert_eq!(raw("éb"), r"\u00e9b");
    assert_eq!(raw("\u{1f600}c"), r"\ud83d\ude00c");
    assert_eq!(raw("\n2é"), r"\n2é");
    assert_eq!(&text[values[1].span_of(1..3)], "la");
    assert_eq!(&text[values[2].span_of(0..1)], "7");
}
