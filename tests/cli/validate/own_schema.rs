//! `--schema FILE`: a schema of the user's own.

use std::fs;
use std::process::Output;

use expect_test::{Expect, expect};

use crate::support::{VALID, checkout, dsw, run, run_in, transcript};

/// Judges a payload against a schema; both are files.
fn judged(schema: impl AsRef<[u8]>, payload: &str) -> Output {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("own.json"), schema).unwrap();
    fs::write(dir.path().join("payload.json"), payload).unwrap();
    run_in(dir.path(), &["validate", "payload.json", "--schema", "own.json"], b"")
}

#[expect(clippy::needless_pass_by_value, reason = "a table reads best without references")]
fn says(schema: &str, payload: &str, expected: Expect) {
    expected.assert_eq(&transcript(&judged(schema, payload)));
}

#[test]
fn it_judges_in_place_of_the_bundled_one() {
    says(
        r#"{"required":["Depot"],"properties":{"Bay":{"type":"integer","maximum":9}}}"#,
        "{\"Bay\":10}",
        expect![[r#"
            exit: 1
            --- stdout
            payload.json:1:1: error[required]: `Depot` is missing
              |
            1 | {"Bay":10}
              | ^

            payload.json:1:8: error[maximum]: `10` is more than 9
              |
            1 | {"Bay":10}
              |        ^^ /Bay

            --- stderr
            1 payload, 1 invalid (2 errors), in N ms
        "#]],
    );
    says(
        r#"{"properties":{"Kind":{"enum":["visit","repair"]}}}"#,
        "{\"Kind\":\"repiar\"}",
        expect![[r#"
            exit: 1
            --- stdout
            payload.json:1:9: error[enum]: "repiar" is not one of ["visit","repair"]
              |
            1 | {"Kind":"repiar"}
              |         ^^^^^^^^ /Kind
              |
              = help: did you mean `repair`?

            --- stderr
            1 payload, 1 invalid (1 error), in N ms
        "#]],
    );
}

#[test]
fn it_may_come_on_standard_input_which_is_read_once() {
    let of = |source: &str| run(&["validate", "--schema", "-", source], "false");
    let sample = checkout().join("samples/01-created.json");
    assert_eq!(of(sample.to_str().unwrap()).status.code(), Some(1));
    let twice = of("-");
    assert_eq!(twice.status.code(), Some(2));
    let told = String::from_utf8_lossy(&twice.stderr).into_owned();
    assert!(told.contains("`--schema -` reads standard input, which can be read once"), "{told}");
}

#[test]
fn it_may_be_of_an_older_draft() {
    let schema = r##"{"$schema":"http://json-schema.org/draft-07/schema#","definitions":{"n":{"type":"number"}},"properties":{"Bay":{"$ref":"#/definitions/n"}}}"##;
    says(
        schema,
        "{\"Bay\":\"x\"}",
        expect![[r#"
            exit: 1
            --- stdout
            payload.json:1:8: error[type]: a number is expected, not text
              |
            1 | {"Bay":"x"}
              |        ^^^ /Bay

            --- stderr
            1 payload, 1 invalid (1 error), in N ms
        "#]],
    );
}

#[test]
fn its_advice_is_a_warning() {
    says(
        r#"{"properties":{"Bay":{"x-advice":{"type":"integer"}}}}"#,
        "{\"Bay\":\"x\"}",
        expect![[r#"
            exit: 0
            --- stdout
            payload.json:1:8: warning[unproven-type]: a whole number is expected, not text
              |
            1 | {"Bay":"x"}
              |        ^^^ /Bay

            --- stderr
            1 payload, all valid, 1 warning, in N ms
        "#]],
    );
}

#[test]
fn a_broken_one_ends_the_run_before_it_began() {
    says(
        "{\"type\":",
        VALID,
        expect![[r#"
            exit: 5
            --- stdout
            --- stderr
            error: cannot use `own.json` as a schema: own.json:1:9: it is not JSON: the text ends where a value is expected
              |
            1 | {"type":
              |         ^
              |
              = help: the text ends too early: was the file copied whole?
            hint: `dsw schema appointment` prints one that works
        "#]],
    );
    says(
        "{\"type\":\"frog\"}",
        VALID,
        expect![[r#"
            exit: 5
            --- stdout
            --- stderr
            error: cannot use `own.json` as a schema: own.json:1:9: "frog" is no type: there are array, boolean, integer, null, number, object and string
              |
            1 | {"type":"frog"}
              |         ^^^^^^ /type
            hint: `dsw schema appointment` prints one that works
        "#]],
    );
    says(
        r#"{"properties":{"a":{"minimum":"2"}}}"#,
        VALID,
        expect![[r#"
            exit: 5
            --- stdout
            --- stderr
            error: cannot use `own.json` as a schema: own.json:1:31: `minimum`: a number is expected, not text
              |
            1 | {"properties":{"a":{"minimum":"2"}}}
              |                               ^^^ /properties/a/minimum
            hint: `dsw schema appointment` prints one that works
        "#]],
    );
    says(
        r#"{"properties":{"a":{"pattern":"("}}}"#,
        VALID,
        expect![[r#"
            exit: 5
            --- stdout
            --- stderr
            error: cannot use `own.json` as a schema: own.json:1:31: `(` is no pattern that can be matched
              |
            1 | {"properties":{"a":{"pattern":"("}}}
              |                               ^^^ /properties/a/pattern
              |
              = help: a bracket may be open, or its repetitions too many
            hint: `dsw schema appointment` prints one that works
        "#]],
    );
    says(
        r##"{"$ref":"#/nowhere"}"##,
        VALID,
        expect![[r##"
            exit: 5
            --- stdout
            --- stderr
            error: cannot use `own.json` as a schema: own.json:1:9: it refers to `#/nowhere`, which is not in it
              |
            1 | {"$ref":"#/nowhere"}
              |         ^^^^^^^^^^^ /$ref
            hint: `dsw schema appointment` prints one that works
        "##]],
    );
    says(
        "",
        VALID,
        expect![[r#"
            exit: 5
            --- stdout
            --- stderr
            error: cannot use `own.json` as a schema: own.json:1:1: it is not JSON: empty document
              |
            1 |
              | ^
            hint: `dsw schema appointment` prints one that works
        "#]],
    );
}

#[test]
fn nothing_is_fetched_for_it() {
    for reference in
        ["http://127.0.0.1:9/x.json", "https://h.example/x", "file:///etc/passwd", "other.json"]
    {
        let schema = format!(r#"{{"properties":{{"a":{{"$ref":"{reference}"}}}}}}"#);
        let output = judged(&schema, VALID);
        assert_eq!(output.status.code(), Some(5));
        assert!(
            String::from_utf8_lossy(&output.stderr).contains(&format!("`{reference}`")),
            "{}",
            transcript(&output)
        );
    }
    says(
        r#"{"$ref":"http://127.0.0.1:9/x.json"}"#,
        VALID,
        expect![[r#"
            exit: 5
            --- stdout
            --- stderr
            error: cannot use `own.json` as a schema: own.json:1:9: it refers to `http://127.0.0.1:9/x.json`; nothing is fetched from the network or the disk
              |
            1 | {"$ref":"http://127.0.0.1:9/x.json"}
              |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^ /$ref
            hint: `dsw schema appointment` prints one that works
        "#]],
    );
}

#[test]
fn one_that_is_not_there_or_is_no_text_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let output = run_in(dir.path(), &["validate", "-", "--schema", "gone.json"], b"{}");
    expect![[r#"
        exit: 3
        --- stdout
        --- stderr
        error: cannot read `gone.json`: no such file
    "#]]
    .assert_eq(&transcript(&output));
    expect![[r#"
        exit: 5
        --- stdout
        --- stderr
        error: cannot use `own.json` as a schema: own.json:1:3: byte 0xE9 at offset 2 is not UTF-8
          |
        1 | {"\xE9":1}
          |   ^
          |
          = help: save the file as UTF-8; Windows-1252 and Latin-1 are not JSON
        hint: `dsw schema appointment` prints one that works
    "#]]
    .assert_eq(&transcript(&judged(b"{\"\xe9\":1}", VALID)));
}

#[test]
fn a_pattern_made_to_hang_does_not() {
    let payload = format!("{{\"a\":\"{}!\"}}", "a".repeat(50_000));
    says(
        r#"{"properties":{"a":{"pattern":"^(a+)+$"}}}"#,
        &payload,
        expect![[r#"
            exit: 1
            --- stdout
            payload.json:1:6: error[pattern]: `"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…` does not match the pattern `^(a+)+$`
              |
            1 | {"a":"aaaaaaaaaaaaaaaaaaaaaaaa...aaaaaaaaaaaaaaaaaaaaaaaaa
              |      ^^^^^^^^^^^^^^^^^^^^^^^^^...^^^^^^^^^^^^^^^^^^^^^^^^^ /a

            --- stderr
            1 payload, 1 invalid (1 error), in N ms
        "#]],
    );
}

#[test]
fn a_schema_that_refers_to_itself_ends() {
    let schema = r##"{"properties":{"next":{"$ref":"#"}},"additionalProperties":false}"##;
    says(
        schema,
        r#"{"next":{"next":{"last":1}}}"#,
        expect![[r#"
            exit: 1
            --- stdout
            payload.json:1:18: error[additionalProperties]: `last` is not a property that the schema takes
              |
            1 | {"next":{"next":{"last":1}}}
              |                  ^^^^^^ /next/next/last

            --- stderr
            1 payload, 1 invalid (1 error), in N ms
        "#]],
    );
    let output = judged(r##"{"allOf":[{"$ref":"#"}]}"##, "{}");
    assert!(matches!(output.status.code(), Some(0 | 5)), "{}", transcript(&output));
}

#[test]
fn what_does_nothing_is_told() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("own.json"), r#"{"type":"array","type":"object"}"#).unwrap();
    std::fs::write(dir.path().join("a.json"), VALID).unwrap();
    let told = |more: &[&str]| {
        let arguments = [&["validate", "a.json"][..], more].concat();
        transcript(&run_in(dir.path(), &arguments, b""))
    };
    let own = told(&["--schema", "own.json", "--deny", "multipleOf,colour"]);
    for warned in [
        "own.json:1:17: `type` is here twice: the last counts",
        "nothing in the schema says `multipleOf`: what is said of the rule does nothing",
        "nothing in the schema says `colour`",
    ] {
        assert!(own.contains(&format!("warning: {warned}")), "{own}");
    }
    assert!(told(&["--deny", "multipleOf"]).contains("nothing in the schema says `multipleOf`"));
    assert!(!told(&["--deny", "colour,type"]).contains("warning"));
    assert!(told(&["--from", "nodir"]).contains("`--from` is not looked into"));
    let masked = told(&["--mask", "--show-secrets"]);
    assert!(masked.contains("`--show-secrets` shows nothing where values are masked"), "{masked}");
    for option in ["--max-findings=3", "--show-secrets", "--mask", "--no-mask", "--format=json"] {
        let name = option.split('=').next().unwrap();
        let warned = format!("warning: `{name}` does nothing beside `-q`");
        let quiet = told(&["-q", option]);
        assert!(quiet.contains(&warned) && quiet.matches("warning").count() == 1, "{quiet}");
        let reported = told(&["-q", option, "--format", "sarif=out.sarif"]);
        assert!(!reported.contains("warning"), "{reported}");
    }
}

#[test]
fn a_broken_one_is_told_in_every_report() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("own.json"), "{").unwrap();
    std::fs::write(dir.path().join("a.json"), VALID).unwrap();
    let mut command = dsw(&["validate", "a.json", "--schema", "own.json"], dir.path());
    let output = command.env("GITHUB_ACTIONS", "true").output().unwrap();
    let told = transcript(&output);
    assert_eq!(output.status.code(), Some(5), "{told}");
    assert!(told.contains("::error title=unread::cannot use `own.json` as a schema"), "{told}");
    assert_eq!(told.matches("error: cannot use").count(), 1, "{told}");
}
