//! `dsw explain` knows every name that a finding can have.

use std::fs;

use dsw::check::{Payload, check};
use dsw::content::{Content, Declared};
use dsw::explain;
use dsw::json::{Cause, Document};
use dsw::render::{self, View};
use dsw::schema::Schema;
use expect_test::expect;

use crate::support::{checkout, json_lines, run, transcript};

fn assert_explained(rule: &str) {
    assert!(explain::find(rule).is_ok(), "`{rule}` cannot be explained");
}

#[test]
fn every_name_that_test_data_and_look_alikes_bring_up_is_explained() {
    let schema = Schema::bundled();
    let mut told = 0;
    for folder in ["tests/data/rules", "samples/look-alikes"] {
        for entry in fs::read_dir(checkout().join(folder)).unwrap() {
            let body = fs::read(entry.unwrap().path()).unwrap();
            let payload = Payload::of(&body);
            for finding in check(&payload, &payload.document(), &schema).findings {
                assert_explained(&finding.rule);
                told += 1;
            }
        }
    }
    assert!(told > 40, "{told}");
}

#[test]
fn every_reason_for_not_being_read_is_explained() {
    let text = String::new;
    for cause in [
        Cause::Empty,
        Cause::CutShort(""),
        Cause::Expected("", text()),
        Cause::TrailingComma,
        Cause::Comment,
        Cause::SingleQuotes,
        Cause::BareKey(text()),
        Cause::Word(text()),
        Cause::Number(""),
        Cause::LongNumber(0),
        Cause::ControlCharacter('\0'),
        Cause::Escape(text()),
        Cause::LoneSurrogate(text()),
        Cause::TooDeep,
        Cause::TrailingText,
        Cause::NotUtf8 { byte: 0, offset: 0 },
        Cause::NotUtf16,
        Cause::Compressed(text()),
        Cause::TooLarge,
    ] {
        assert_explained(cause.rule());
    }
}

#[test]
fn everything_odd_about_the_way_a_payload_was_sent_is_explained() {
    let declared = |coding: Option<&str>, charset: Option<&str>| Declared {
        codings: coding.into_iter().map(str::to_owned).collect(),
        charset: charset.map(str::to_owned),
    };
    let utf16: Vec<u8> = "{\"a\":1}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut told = Vec::new();
    for (body, declared) in [
        (&b"{}"[..], declared(Some("gzip"), None)),
        (b"{\"a\":\"\xe9\"}", declared(None, Some("iso-8859-1"))),
        (b"{}", declared(None, Some("klingon"))),
        (&utf16, declared(None, None)),
    ] {
        told.extend(Content::read(body, &declared).notes.into_iter().map(|note| note.rule));
    }
    assert_eq!(told, ["compressed", "charset", "charset", "encoding"]);
    told.into_iter().for_each(assert_explained);
}

#[test]
fn the_example_of_every_keyword_breaks_it() {
    const OLDER: &str = r#"{"$schema": "http://json-schema.org/draft-07/schema#", "#;
    let mut unbroken = Vec::new();
    for keyword in explain::keywords() {
        // A reference that leads nowhere is told when the schema is read.
        let Some((value, schema)) = keyword.example.split_once(" for ") else { continue };
        let document = Document::parse(value).unwrap();
        let breaks = |schema: &str| {
            let Ok(schema) = Schema::of(schema) else { return false };
            schema.findings(document.root(), 10).iter().any(|finding| finding.rule == keyword.name)
        };
        let older = schema.replacen('{', OLDER, 1);
        if !(breaks(schema) || breaks(&older)) {
            unbroken.push(keyword.example);
        }
    }
    assert!(unbroken.is_empty(), "{unbroken:#?}");
}

#[test]
fn one_rule_is_told_at_length() {
    expect![[r#"
        exit: 0
        --- stdout
        warning[no-route]: there is no task, job or source app to route it by

        Why
          Dime.Scheduler compares the source app of the job with its connectors and
          calls those that match (docs.dimescheduler.com/integrations/webhook/intro).
          An appointment that is not linked to a task and a job is logged as `MBOC Not
          Provided` (docs.dimescheduler.com/integrations/backoffice-plugin). That such
          an appointment is never posted is concluded from the two, not documented.

        Example
          "Task": null

        What to do
          link the appointment to a task whose job has a source app, as the connector
          has
        --- stderr
    "#]]
    .assert_eq(&transcript(&run(&["explain", "no-route"], "")));
}

#[test]
fn every_rule_is_listed_in_a_line() {
    let output = run(&["explain"], "");
    let listed = String::from_utf8(output.stdout).unwrap();
    for rule in explain::rules().into_iter().chain(explain::keywords()) {
        let is_its = |line: &&str| line.split(' ').next() == Some(rule.name);
        assert_eq!(listed.lines().filter(is_its).count(), 1, "{}", rule.name);
    }
    assert!(listed.lines().all(|line| line.chars().count() <= 100), "{listed}");
    expect![[r#"
        action-uri             warning  it looks like what a POST action URI sends, not a webhook
        after-delete           warning  an appointment comes again after it was deleted
        appointment-no         warning  there is no `AppointmentNo`, only an `Id`
        bc-staging             error    a record of Business Central's staging table"#]]
    .assert_eq(&listed.lines().take(4).collect::<Vec<_>>().join("\n"));
}

#[test]
fn rules_are_json_lines_too() {
    let all = json_lines(&run(&["explain", "--format", "json"], "").stdout);
    assert_eq!(all.len(), explain::rules().len() + explain::keywords().len());
    let one = json_lines(&run(&["explain", "colour", "--format", "json"], "").stdout);
    assert_eq!(
        (one.len(), &one[0]["kind"], &one[0]["rule"]),
        (1, &"rule".into(), &"colour".into())
    );
}

#[test]
fn a_rule_that_there_is_not_is_a_mistake_of_the_command_line() {
    expect![[r#"
        exit: 2
        --- stdout
        --- stderr
        error: there is no rule `no-rout`: did you mean `no-route`?
        hint: `dsw explain` lists every rule
    "#]]
    .assert_eq(&transcript(&run(&["explain", "no-rout"], "")));
    expect![[r#"
        exit: 2
        --- stdout
        --- stderr
        error: there is no rule `weather`
        hint: `dsw explain` lists every rule
    "#]]
    .assert_eq(&transcript(&run(&["explain", "weather"], "")));
}

#[test]
fn a_name_that_costs_more_where_it_is_asked_for_is_explained_so() {
    for rule in ["camel-case", "inbound-name"] {
        let told = transcript(&run(&["explain", rule], ""));
        let words = told.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains("`StartDate`, it is an error."), "{told}");
    }
}

#[test]
fn what_is_told_of_a_rule_fits_a_narrow_terminal_as_far_as_it_can_be_broken() {
    for rule in explain::rules().into_iter().chain(explain::keywords()) {
        for width in [40, 60, 80] {
            let view = View { width, is_terminal: true, ..View::plain() };
            let told = render::explain::one(&rule, &view);
            let is_one_piece = |line: &str| {
                let line = line.trim_start();
                line.starts_with('"') || !line.contains(' ')
            };
            let wide = |line: &&str| dsw::width::columns(line) > width && !is_one_piece(line);
            assert_eq!(told.lines().find(wide), None, "{} in {width}:\n{told}", rule.name);
            let whole = render::explain::one(&rule, &View::plain());
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(words(&told), words(&whole), "nothing is cut");
        }
    }
}
