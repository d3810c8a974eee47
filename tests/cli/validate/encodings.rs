//! Bytes that are no UTF-8, and those that are more.

use expect_test::expect;

use super::texts::says;
use crate::support::{VALID, run_in, transcript};

#[test]
fn an_encoding_that_is_not_utf_8_is_told_with_its_byte() {
    says(
        b"{\"a\":\"caf\xe9\"}",
        expect![[r#"
            <stdin>:1:10: error[encoding]: byte 0xE9 at offset 9 is not UTF-8
            = help: save the file as UTF-8; Windows-1252 and Latin-1 are not JSON
            exit: 1
        "#]],
    );
    says(
        b"\"\xc0\xaf\"",
        expect![[r#"
            <stdin>:1:2: error[encoding]: byte 0xC0 at offset 1 is not UTF-8
            = help: save the file as UTF-8; Windows-1252 and Latin-1 are not JSON
            exit: 1
        "#]],
    );
    says(
        b"\"\xed\xa0\x80\"",
        expect![[r#"
            <stdin>:1:2: error[encoding]: byte 0xED at offset 1 is not UTF-8
            = help: save the file as UTF-8; Windows-1252 and Latin-1 are not JSON
            exit: 1
        "#]],
    );
    says(
        r#"{"S":"\ud800"}"#,
        expect![[r#"
            <stdin>:1:7: error[syntax]: lone surrogate `\ud800`
            = help: the text was cut in the middle of a character by its sender
            exit: 1
        "#]],
    );
    says(
        r#"["\udc00\ud800"]"#,
        expect![[r#"
            <stdin>:1:3: error[syntax]: lone surrogate `\udc00`
            = help: the text was cut in the middle of a character by its sender
            exit: 1
        "#]],
    );
    says(
        b"\xff\xfe{\0",
        expect![[r#"
            <stdin>:1:1: warning[byte-order-mark]: the payload is UTF-16, little-endian; JSON is UTF-8 without a mark
            = help: it is read all the same, and a replay sends it as it is
            <stdin>:1:2: error[syntax]: the text ends where a key in double quotes is expected
            = help: the text ends too early: was the file copied whole? In a file of JSON lines (.jsonl) each payload stands on one line
            exit: 1
        "#]],
    );
    says(
        b"\xff\xfe{",
        expect![[r#"
            <stdin>:1:1: error[encoding]: marked as UTF-16, but is not
            exit: 1
        "#]],
    );
}

#[test]
fn a_byte_order_mark_is_a_warning() {
    says(
        "\u{feff}{}",
        expect![[r#"
            <stdin>:1:1: warning[byte-order-mark]: the payload is UTF-8 with a byte-order mark; JSON is UTF-8 without a mark
            = help: it is read all the same, and a replay sends it as it is
            exit: 0
        "#]],
    );
    let utf_16 = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        "\u{feff}{\"a\":1}".encode_utf16().flat_map(unit).collect()
    };
    says(
        utf_16(u16::to_le_bytes),
        expect![[r#"
            <stdin>:1:1: warning[byte-order-mark]: the payload is UTF-16, little-endian; JSON is UTF-8 without a mark
            = help: it is read all the same, and a replay sends it as it is
            exit: 0
        "#]],
    );
    says(
        utf_16(u16::to_be_bytes),
        expect![[r#"
            <stdin>:1:1: warning[byte-order-mark]: the payload is UTF-16, big-endian; JSON is UTF-8 without a mark
            = help: it is read all the same, and a replay sends it as it is
            exit: 0
        "#]],
    );
}

#[test]
fn lines_of_utf_16_are_told_as_a_file_of_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let lines = format!("\u{feff}{VALID}\n{VALID}\n");
    let units: Vec<u8> = lines.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let run = |bytes: &[u8], more: &[&str]| {
        std::fs::write(dir.path().join("a.jsonl"), bytes).unwrap();
        let arguments = [&["validate", "a.jsonl", "--format", "concise"][..], more].concat();
        transcript(&run_in(dir.path(), &arguments, b""))
    };
    let told = run(&units, &["--strict"]);
    assert!(told.contains("a.jsonl:1:1: error[byte-order-mark]"), "{told}");
    assert_eq!(told.matches("byte-order-mark").count(), 1, "{told}");
    let told = run(&[&units[..], b"x"].concat(), &[]);
    assert!(told.contains("a.jsonl:3:1: error[encoding]: marked as UTF-16, but is not"), "{told}");
    let mut broken = units.clone();
    let quote = VALID.find(":\"").unwrap() + lines.find('\n').unwrap() + 2;
    broken[2 * quote..2 * quote + 2].copy_from_slice(&0xD800_u16.to_le_bytes());
    let told = run(&broken, &[]);
    assert!(told.contains("a.jsonl:2:1: error[encoding]"), "{told}");
    let told = run(&units[2..], &[]);
    assert!(told.contains("2 payloads, all valid, 2 warnings"), "{told}");
    assert!(told.contains("a.jsonl:2:1: warning[encoding]: looks like UTF-16"), "{told}");
}
