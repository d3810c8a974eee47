use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

use super::*;

const JSON: &[u8] = br#"{"Id":1}"#;

/// `{"Id":1}` in one uncompressed block, as the standard of brotli writes it.
const BROTLI: &[u8] = b"\x8b\x03\x80{\"Id\":1}\x03";

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

fn coded(codings: &[&str]) -> Declared {
    Declared { codings: codings.iter().map(ToString::to_string).collect(), charset: None }
}

fn of_charset(label: &str) -> Declared {
    Declared { codings: Vec::new(), charset: Some(label.to_owned()) }
}

/// The text that is read, and what is said of it.
fn told(body: &[u8], declared: &Declared) -> (String, String) {
    let content = Content::read(body, declared);
    let fault = content.fault.iter().map(|cause| format!("error[{}] {cause}", cause.rule()));
    let notes = content.notes.iter().map(|note| format!("[{}] {}", note.rule, note.message));
    let told: Vec<_> = notes.chain(fault).collect();
    if content.fault.is_some() {
        assert_eq!(content.bytes, body, "what cannot be read stays as it was sent");
    }
    (String::from_utf8_lossy(&content.bytes).into_owned(), told.join(", "))
}

#[track_caller]
fn reads(body: &[u8], declared: &Declared, text: &str, said: &str) {
    assert_eq!(told(body, declared), (text.to_owned(), said.to_owned()), "{declared:?}");
}

#[track_caller]
fn fails(body: &[u8], codings: &[&str], said: &str) {
    assert_eq!(told(body, &coded(codings)).1, format!("error[compressed] {said}"));
}

#[test]
fn every_coding_of_a_webhook_is_undone() {
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
    zlib.write_all(JSON).unwrap();
    let mut raw = DeflateEncoder::new(Vec::new(), Compression::fast());
    raw.write_all(JSON).unwrap();
    let two_members = [gzip(&JSON[..4]), gzip(&JSON[4..])].concat();
    for (body, codings) in [
        (gzip(JSON), ["gzip"].as_slice()),
        (gzip(JSON), &["x-gzip"]),
        (two_members, &["gzip"]),
        (zlib.finish().unwrap(), &["deflate"]),
        (raw.finish().unwrap(), &["deflate"]),
        (BROTLI.to_vec(), &["br"]),
        (gzip(&gzip(JSON)), &["gzip", "gzip"]),
        (gzip(BROTLI), &["br", "gzip"]),
    ] {
        reads(&body, &coded(codings), r#"{"Id":1}"#, "");
    }
}

#[test]
fn only_what_was_declared_is_undone_and_at_most_twice() {
    fails(&gzip(&gzip(JSON)), &["gzip"], "gzip data, and no `Content-Encoding` says so");
    fails(&gzip(JSON), &[], "gzip data, and no `Content-Encoding` says so");
    fails(&gzip(JSON), &["gzip", "gzip", "gzip"], "compressed 3 times over; 2 are undone");
    fails(&gzip(JSON), &["x"], "`x` is not a content encoding that is known");
    let unknown = "[compressed] `x` is not a content encoding that is known";
    reads(JSON, &coded(&["x"]), r#"{"Id":1}"#, unknown);
}

#[test]
fn a_text_that_is_said_to_be_compressed_is_read_as_it_is() {
    for name in ["gzip", "deflate", "br"] {
        let told = format!("[compressed] declared as `{name}`, but is not compressed");
        reads(JSON, &coded(&[name]), r#"{"Id":1}"#, &told);
    }
    reads(b"", &coded(&["gzip"]), "", "");
    reads(&gzip(b""), &coded(&["br", "gzip"]), "", "");
}

#[test]
fn cut_and_damaged_data_is_told() {
    let whole = gzip(JSON);
    for length in 4..whole.len() {
        fails(&whole[..length], &["gzip"], "the `gzip` data ends too early");
    }
    let mut wrong_sum = whole.clone();
    wrong_sum[whole.len() - 8] ^= 1;
    fails(&wrong_sum, &["gzip"], "the `gzip` data is damaged");
    fails(b"\xff\xff", &["deflate"], "the `deflate` data is damaged");
    // Its decoder does not tell what is cut from what is damaged.
    fails(&BROTLI[..6], &["br"], "the `br` data is damaged");
    fails(&[0x0b, 0xff, 0xff], &["br"], "the `br` data is damaged");
    // A window that `br` does not have would cost a gigabyte.
    fails(&[0x11, 0xff, 0x1e, 0x80], &["br"], "the `br` data is damaged");
}

#[test]
fn decoding_stops_at_its_limit() {
    let spaces = |count: usize| gzip(&vec![b' '; count]);
    assert_eq!(told(&spaces(MOST_DECODED), &coded(&["gzip"])).1, "");
    fails(&spaces(MOST_DECODED + 1), &["gzip"], "decoded body over 10 MiB, stopped");
    let twice = gzip(&spaces(MOST_DECODED + 1));
    fails(&twice, &["gzip", "gzip"], "decoded body over 10 MiB, stopped");
}

#[test]
fn utf_16_needs_no_mark() {
    let text = "{\"é\":1}";
    let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    // The second character of this one is not ASCII: only what was declared tells.
    let wide: Vec<u8> = "\"日\"".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let by_look =
        "[encoding] looks like UTF-16, little-endian, without a byte-order mark; JSON is UTF-8";
    let declared = "[charset] the payload is UTF-16, little-endian; JSON is UTF-8";
    let wrong = "[charset] declared as `utf-8`, but looks like UTF-16, big-endian";
    reads(&le, &Declared::default(), text, by_look);
    reads(&le, &of_charset("utf-16"), text, declared);
    reads(&be, &of_charset("utf-8"), text, wrong);
    reads(
        &wide,
        &of_charset("utf-16"),
        "\"日\"",
        "[charset] the payload is `utf-16`; JSON is UTF-8",
    );
    reads(
        JSON,
        &of_charset("utf-16"),
        r#"{"Id":1}"#,
        "[charset] declared as `utf-16`, but is UTF-8",
    );
    let odd = told(b"\xd8\x00\x00", &of_charset("utf-16"));
    assert_eq!(odd.1, "error[encoding] marked as UTF-16, but is not");
}

#[test]
fn a_mark_says_more_than_a_header() {
    let marked = "\u{feff}{}";
    reads(marked.as_bytes(), &of_charset("utf-8"), marked, "");
    let said = "[charset] declared as `iso-8859-1`, but is UTF-8 with a byte-order mark";
    reads(marked.as_bytes(), &of_charset("iso-8859-1"), marked, said);
}

#[test]
fn a_declared_charset_is_followed() {
    let read = |label| format!("[charset] the payload is read as `{label}`; JSON is UTF-8");
    reads(b"\"\xe9\"", &of_charset("iso-8859-1"), "\"é\"", &read("iso-8859-1"));
    reads(b"\"\x80\"", &of_charset("windows-1252"), "\"€\"", &read("windows-1252"));
    reads(b"\"\x93\xfa\"", &of_charset("shift_jis"), "\"日\"", &read("shift_jis"));
    reads(JSON, &of_charset("iso-8859-1"), r#"{"Id":1}"#, "");
    let both = "[charset] the payload is read as `iso-8859-1`; it would be UTF-8 too, which the sender may have meant";
    reads("é".as_bytes(), &of_charset("iso-8859-1"), "Ã©", both);
    reads(
        "é".as_bytes(),
        &of_charset("us-ascii"),
        "é",
        "[charset] declared as `us-ascii`, but is UTF-8",
    );
    // What is declared as UTF-8 and is not is an error of the text, with its byte.
    assert_eq!(Content::read(b"\xe9", &of_charset("utf-8")).bytes, b"\xe9".as_slice());
    let strange =
        "[charset] the payload is read as `shift_jis`; bytes it does not have are shown as U+FFFD";
    reads(b"\xff", &of_charset("shift_jis"), "\u{fffd}", strange);
}

#[test]
fn an_unknown_charset_is_named_and_read_as_utf_8() {
    let said = "[charset] the charset `klingon` is not known: read as UTF-8";
    reads(b"\"\xe9\"", &of_charset("klingon"), "\"\u{fffd}\"", said);
    reads(JSON, &of_charset("klingon"), r#"{"Id":1}"#, said);
}
