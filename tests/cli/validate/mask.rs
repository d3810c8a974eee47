//! `--mask`: no value of a payload in any report, and every name.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dsw::explain;
use dsw::json::{Document, Kind, Value};
use expect_test::expect;

use super::sources::folder;
use crate::support::{VALID, checkout, dsw, run_in, transcript};

const FORMATS: [&str; 8] =
    ["human", "concise", "json", "github", "azure", "gitlab", "junit", "sarif"];

/// Files of the tests that are no payloads.
const OTHERS: [&str; 2] = ["sarif-2.1.0.json", "appointment-fields.json"];

/// Every payload that the project has, good or bad.
fn files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut open = vec![checkout().join("samples"), checkout().join("tests/data")];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            let is_other = path
                .file_name()
                .and_then(|name| name.to_str())
                .is_some_and(|name| OTHERS.contains(&name));
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "json") && !is_other {
                files.push(path);
            }
        }
    }
    assert!(files.len() > 15);
    files
}

fn scalars<'d>(value: Value<'d>, found: &mut Vec<Value<'d>>) {
    match value.kind() {
        Kind::Object => value.members().for_each(|member| scalars(member.value, found)),
        Kind::Array => value.elements().for_each(|element| scalars(element, found)),
        _ => found.push(value),
    }
}

/// All that any report says of a text, and the summary of the step.
fn told(text: &[u8], mask: &str) -> String {
    told_of_all(&[text], mask)
}

/// The same of several texts, each a file.
fn told_of_all(texts: &[&[u8]], mask: &str) -> String {
    told_by(&FORMATS, texts, mask)
}

/// What some formats say of them.
fn told_by(formats: &[&str], texts: &[&[u8]], mask: &str) -> String {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("all")).unwrap();
    for (at, text) in texts.iter().enumerate() {
        fs::write(dir.path().join(format!("all/{at:03}.json")), text).unwrap();
    }
    let mut arguments = vec!["validate".to_owned(), "all".to_owned(), mask.to_owned()];
    for format in formats {
        arguments.extend(["--format".to_owned(), format!("{format}=out.{format}")]);
    }
    arguments.extend(["--format", "github"].map(str::to_owned));
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let output = dsw(&arguments, dir.path()).env("GITHUB_STEP_SUMMARY", "summary.md").output();
    let output = output.unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", transcript(&output));
    let read = |name: String| fs::read_to_string(dir.path().join(name)).unwrap();
    let reports: String = formats.iter().map(|format| read(format!("out.{format}"))).collect();
    let summary = if dir.path().join("summary.md").exists() {
        read("summary.md".into())
    } else {
        String::new()
    };
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap() + &reports + &summary
}

fn holds(told: &str, path: &Path, seeds: impl IntoIterator<Item = String>) {
    for seed in seeds {
        assert!(!told.contains(&seed), "{}: `{seed}` is left in\n{told}", path.display());
    }
}

/// What every seed of a kind has in it, and no report of its own.
const SEEDS: [&str; 3] = ["Zq", "90417", "-02-31"];

/// The text of a file with every string and number replaced by a seed of its own. The kinds of
/// seeds take turns by place and by file: as most files are variants of one appointment, each of
/// its places has each kind in some of them.
fn seeded(text: &str, file: usize) -> String {
    let document = Document::parse(text).unwrap();
    let (mut values, mut seeded, mut end) = (Vec::new(), String::new(), 0);
    scalars(document.root(), &mut values);
    for (at, value) in values.iter().enumerate() {
        let word = format!("Zq{file:03}y{at}x");
        let number = format!("90417{file:03}{at:04}");
        let raw = match (value.kind(), (at + file) % 5) {
            (Kind::Null | Kind::True | Kind::False, _) => continue,
            (Kind::Number, 0..3) => format!("{number}.25"),
            (_, 0) => format!("\"{word} é \\\"{word}\\u00e9\""),
            (_, 1) => format!("\"2{:03}-02-31T{:02}:30:00\"", 200 + at % 700, at % 24),
            (_, 2) => format!("\"{}\"", word.repeat(35)),
            (_, 3) => number,
            _ => format!("{{\"a\":[\"{word}\",\"{word}\"]}}"),
        };
        seeded += &text[end..value.span().start];
        seeded += &raw;
        end = value.span().end;
    }
    seeded + &text[end..]
}

/// The texts of the project that are JSON; what is none has its own test.
fn texts() -> Vec<String> {
    let texts = files().into_iter().filter_map(|path| fs::read_to_string(path).ok());
    texts.filter(|text| Document::parse(text).is_ok()).collect()
}

fn bytes(texts: &[String]) -> Vec<&[u8]> {
    texts.iter().map(String::as_bytes).collect()
}

#[test]
fn no_value_of_any_payload_is_left_in_any_report() {
    let reports = [VALID, "[]"].map(|text| told(text.as_bytes(), "--mask")).concat();
    let rules = explain::rules().into_iter().flat_map(|rule| [rule.about, rule.why, rule.fix]);
    let known = dsw::schema::APPOINTMENT.to_owned() + &reports + &rules.collect::<String>();
    let texts = texts();
    let all = texts.concat();
    // A word of the contract or of a rule may be said of it, or by every report, and names stay.
    let is_own = |value: &String| {
        value.chars().count() >= 3
            && !known.contains(value.as_str())
            && !all.contains(&format!("\"{value}\":"))
    };
    let mut own = BTreeSet::new();
    for text in &texts {
        let document = Document::parse(text).unwrap();
        let mut values = Vec::new();
        scalars(document.root(), &mut values);
        own.extend(values.iter().filter_map(|one| one.text()).map(String::from));
    }
    own.retain(is_own);
    assert!(own.len() > 50, "{own:?}");
    holds(&told_of_all(&bytes(&texts), "--mask"), Path::new("samples"), own);
}

#[test]
fn no_value_of_any_kind_at_any_place_is_left_in_any_report() {
    let texts = texts();
    let seeded: Vec<_> = texts.iter().enumerate().map(|(at, text)| seeded(text, at)).collect();
    let open = told_by(&FORMATS[1..2], &bytes(&seeded), "--no-mask");
    let is_told = |file: &usize| open.contains(&format!("Zq{file:03}"));
    let shown = (0..seeded.len()).filter(is_told).count();
    assert!(shown > 12, "most would show values without the mask: {shown}");
    assert!(SEEDS.iter().all(|seed| open.contains(seed)), "every kind would be shown");
    let seeds = SEEDS.map(str::to_owned);
    holds(&told_of_all(&bytes(&seeded), "--mask"), Path::new("seeded"), seeds);
}

#[test]
fn no_value_is_left_of_what_is_no_json() {
    let seeds = ["Dana Zq1x", "Zq2x", "Zq3x"];
    for text in [
        "{\"Subject\": \"Dana Zq1x\", 'No': 'Zq2x', Name: Zq3x}",
        "{\"Subject\": \"Dana Zq1x, \"No\": \"Zq2x\", \"x\": Zq3x}",
        "<Subject>Dana Zq1x</Subject><No>Zq2x</No> Zq3x",
        "Subject=Dana Zq1x&No=Zq2x: Zq3x",
        "{\"Subject\": \"Dana Zq1x\"} Zq2x \"Zq3x",
        "\u{feff}[\"Dana Zq1x\", Zq2x, \"Zq3x\\ud800\"]",
        "{\"a\": 01Zq2x, \"b\": \"Dana Zq1x\n\", \"c\": -Zq3x}",
    ] {
        let seeds = seeds.iter().flat_map(|seed| seed.split(' ')).filter(|seed| *seed != "Dana");
        holds(&told(text.as_bytes(), "--mask"), Path::new(text), seeds.map(str::to_owned));
        let latin: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap_or(0xE9)).collect();
        let seeds = ["Zq1x", "Zq2x", "Zq3x"].map(str::to_owned);
        holds(&told(&[&latin[..], b"\xE9"].concat(), "--mask"), Path::new(text), seeds);
    }
}

#[test]
fn a_masked_finding_has_its_names_its_place_and_its_marks() {
    let bad = VALID
        .replace("\"s\"", "\"Dana 日本 é\"")
        .replace("\"Task\"", "\"PlanningQty\":\"2500\",\"Task\"");
    let dir = folder(&[("a.json", &bad)]);
    let output = run_in(dir.path(), &["validate", "a.json", "--mask"], b"");
    expect![[r#"
        exit: 1
        --- stdout
        a.json:1:125: error[type]: a number is expected, not text
          |
        1 | ...*********","PlanningQty":"****","Task":{}}
          |                             ^^^^^^ /PlanningQty
          |
          = help: take the quotes away: ***

        --- stderr
        1 payload, 1 invalid (1 error), in N ms
    "#]]
    .assert_eq(&transcript(&output));
    let places = ["--mask", "--no-mask"].map(|mask| {
        let arguments = ["validate", "a.json", mask, "--format", "json"];
        let output = run_in(dir.path(), &arguments, b"");
        let line = crate::support::json_lines(&output.stdout).swap_remove(0);
        let finding = &line["findings"][0];
        ["line", "column", "offset", "length", "pointer", "rule"].map(|key| finding[key].clone())
    });
    assert_eq!(places[0], places[1]);
}

#[test]
fn values_are_masked_in_ci_unless_they_are_asked_for() {
    let bad = VALID.replace("2026-05-11T10:30:00", "Zq1x");
    let dir = folder(&[("a.json", &bad)]);
    let shows = |arguments: &[&str], variable| {
        let arguments = [&["validate", "a.json"], arguments].concat();
        let output = dsw(&arguments, dir.path()).env(variable, "true").output().unwrap();
        String::from_utf8(output.stdout).unwrap().contains("Zq1x")
    };
    for variable in ["CI", "GITHUB_ACTIONS", "TF_BUILD", "GITLAB_CI"] {
        assert!(!shows(&[], variable) && shows(&["--no-mask"], variable), "{variable}");
    }
    assert!(shows(&[], "HOME") && !shows(&["--no-mask", "--mask"], "HOME"));
    assert!(shows(&["--mask", "--no-mask"], "CI"));
}

#[test]
fn a_fingerprint_is_the_same_with_values_and_without() {
    let dir = folder(&[("a.json", &VALID.replace("{}", "1"))]);
    let prints = ["--mask", "--no-mask"].map(|mask| {
        let arguments = ["validate", "a.json", mask, "--format", "gitlab"];
        let output = run_in(dir.path(), &arguments, b"");
        let issues: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        issues[0]["fingerprint"].clone()
    });
    assert_eq!(prints[0], prints[1]);
}

/// The concise report of a text, masked.
fn concise(text: &str) -> String {
    let dir = folder(&[("a.json", text)]);
    let arguments = ["validate", "a.json", "--mask", "--format", "concise"];
    String::from_utf8(run_in(dir.path(), &arguments, b"").stdout).unwrap()
}

#[test]
fn no_value_is_left_of_what_is_wrapped_in_a_text() {
    use base64::Engine as _;
    let bad = VALID
        .replace("\"Task\"", "\"PlanningQty\":\"777333\",\"CreatedDate\":\"2026-05-05\",\"Category\":{\"Name\":\"n\",\"Color\":\"CANARY\"},\"Importance\":424242,\"Task\"")
        .replace("2026-05-11T10:30:00", "2025-04-09T10:31:00");
    let text = serde_json::to_string(&bad).unwrap();
    let base64 = base64::engine::general_purpose::STANDARD.encode(&bad);
    let seeds = ["777333", "2026-05-05", "CANARY", "424242", "9 Apr 2025", "2025-04-09"];
    for wrapped in [
        bad.clone(),
        format!("{{\"body\":{text}}}"),
        format!("{{\"body\":{{\"$content\":\"{base64}\"}}}}"),
        format!("{{\"specversion\":\"1.0\",\"data_base64\":\"{base64}\"}}"),
    ] {
        let open = told(wrapped.as_bytes(), "--no-mask");
        assert!(open.contains("424242") && open.contains("9 Apr 2025"), "{open}");
        holds(&told(wrapped.as_bytes(), "--mask"), Path::new(&wrapped), seeds.map(str::to_owned));
    }
}

#[test]
fn no_short_value_is_left_in_a_hint() {
    let bad =
        VALID.replace("\"Task\"", "\"PlanningQty\":\"42\",\"CreatedDate\":\"2026-05-05\",\"Task\"");
    let seeds = ["away: 42", "2026-05-05"].map(str::to_owned);
    holds(&told(bad.as_bytes(), "--mask"), Path::new("hint"), seeds);
    holds(&told(b"CANARY=1&b=2", "--mask"), Path::new("form"), ["CANARY".to_owned()]);
}

#[test]
fn no_value_writes_the_words_of_a_report_anew() {
    let bad = |subject: &str| {
        let more = format!("\"Subject\":\"{subject}\",\"Locked\":\"no\",\"PlanningQty\":\"x\"");
        concise(&VALID.replace("\"Subject\":\"s\"", &more))
    };
    let plain = bad("s");
    assert!(plain.contains("a number is expected, not text"), "{plain}");
    assert!(plain.contains("true or false is expected, not text"), "{plain}");
    let messages = |report: &str| -> Vec<String> {
        report.lines().filter_map(|line| Some(line.split_once("]: ")?.1.to_owned())).collect()
    };
    for subject in ["is expected", "false", "a number", "text"] {
        assert_eq!(messages(&bad(subject)), messages(&plain), "{subject}");
    }
}
