//! Bytes that are no UTF-8, and those that are more.

use expect_test::expect;

use super::texts::says;

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
