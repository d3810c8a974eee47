//! Commands to a runner: it reads back what was meant, and obeys nothing else.
//!
//! The rules of the runners are written down here as they are in their sources: GitHub's
//! `ActionCommand.TryParseV2` and Azure's `Command.TryParse`.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Output;

use expect_test::expect;

use crate::support::{VALID, dsw, run_in, transcript};

/// A command as a runner reads it.
#[derive(Debug, PartialEq)]
struct Command {
    name: String,
    properties: HashMap<String, String>,
    data: String,
}

/// A line as GitHub's runner takes it: a command, or nothing to obey.
fn by_github(line: &str) -> Option<Command> {
    let line = line.trim_start().strip_prefix("::")?;
    let (info, data) = line.split_once("::")?;
    let (name, properties) = info.split_once(' ').unwrap_or((info, ""));
    let data_of = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    let value = |text: &str| {
        let text = text.replace("%0D", "\r").replace("%0A", "\n");
        text.replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
    };
    let pairs = properties.split(',').filter_map(|pair| pair.split_once('='));
    let properties = pairs.map(|(name, text)| (name.to_owned(), value(text))).collect();
    Some(Command { name: name.to_owned(), properties, data: data_of(data) })
}

/// A line as Azure's agent takes it.
fn by_azure(line: &str) -> Option<Command> {
    let (_, command) = line.split_once("##vso[")?;
    let (info, data) = command.split_once(']')?;
    let (name, properties) = info.split_once(' ').unwrap_or((info, ""));
    let value = |text: &str| {
        let text = text.replace("%3B", ";").replace("%0D", "\r").replace("%0A", "\n");
        text.replace("%5D", "]").replace("%AZP25", "%")
    };
    let pairs = properties.split(';').filter_map(|pair| pair.trim().split_once('='));
    let properties = pairs.map(|(name, text)| (name.to_owned(), value(text))).collect();
    Some(Command { name: name.to_owned(), properties, data: value(data) })
}

fn run_with(dir: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let mut command = dsw(&[&["validate"], arguments].concat(), dir);
    command.envs(variables.iter().copied()).output().unwrap()
}

fn lines(output: &Output) -> Vec<String> {
    String::from_utf8(output.stdout.clone()).unwrap().lines().map(str::to_owned).collect()
}

/// A payload with one error, whose message quotes a text.
fn quoting(text: &str) -> String {
    let quoted = serde_json::to_string(text).unwrap();
    VALID.replace("\"2026-05-11T10:30:00\"", &quoted)
}

#[test]
fn an_annotation_has_its_file_its_place_and_its_words() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), VALID.replace("{}", "\"1\"")).unwrap();
    let told = ["github", "azure"].map(|format| {
        let output = run_in(dir.path(), &["validate", "a.json", "--format", format], b"");
        String::from_utf8(output.stdout).unwrap()
    });
    expect![[r#"
        ::error file=a.json,line=1,col=110,endColumn=113,title=type::an object is expected, not text
        ##vso[task.logissue type=error;sourcepath=a.json;linenumber=1;columnnumber=110;code=type]an object is expected, not text
    "#]]
    .assert_eq(&told.concat());
}

#[test]
fn a_message_is_read_back_as_it_was_meant() {
    let dir = tempfile::tempdir().unwrap();
    for text in ["%0A", "100%", "a;b", "a]b", "a,b", "a:b", "::", "%25", "%3A%2C", "%AZP25", "%5D"]
    {
        fs::write(dir.path().join("a.json"), quoting(text)).unwrap();
        let told = |format| {
            let output = run_with(dir.path(), &["a.json", "--format", format], &[]);
            lines(&output).first().unwrap().clone()
        };
        let meant = told("concise");
        let meant = meant.split_once("]: ").unwrap().1;
        assert!(meant.contains(text), "{meant}");
        let [github, azure] = [by_github(&told("github")), by_azure(&told("azure"))];
        assert_eq!((github.unwrap().data.as_str(), azure.unwrap().data.as_str()), (meant, meant));
    }
}

#[test]
fn what_to_try_is_a_line_of_its_own() {
    let dir = tempfile::tempdir().unwrap();
    let quoted = VALID.replace("\"Task\"", "\"PlanningQty\":\"2\",\"Task\"");
    fs::write(dir.path().join("a.json"), quoted).unwrap();
    let meant = "a number is expected, not text\nhelp: take the quotes away: 2";
    let told =
        |format| lines(&run_with(dir.path(), &["a.json", "--format", format], &[]))[0].clone();
    assert_eq!(by_github(&told("github")).unwrap().data, meant);
    assert_eq!(by_azure(&told("azure")).unwrap().data, meant);
}

/// Texts that a runner would obey, were they at the right place of a line.
const ATTACKS: [&str; 7] = [
    "##vso[task.setvariable variable=X]1",
    "::add-mask::x",
    "\n::error::boo",
    "##[error]x",
    "x\r\n##vso[task.complete]",
    "]##vso[task.complete]",
    "###[group]",
];

#[test]
fn nothing_but_its_own_commands_is_obeyed_in_any_format() {
    let dir = tempfile::tempdir().unwrap();
    let files: Vec<String> = (0..ATTACKS.len()).map(|at| format!("{at}.json")).collect();
    for (file, attack) in files.iter().zip(ATTACKS) {
        let key = serde_json::to_string(attack).unwrap();
        let payload = quoting(attack).replace("\"Task\"", &format!("{key}:1,{key}:2,\"Task\""));
        fs::write(dir.path().join(file), payload).unwrap();
    }
    for format in ["human", "concise", "json", "github", "azure", "gitlab", "junit", "sarif"] {
        let mut arguments: Vec<&str> = files.iter().map(String::as_str).collect();
        arguments.extend(["##vso[gone]", "--no-mask", "--format", format]);
        let output = run_with(dir.path(), &arguments, &[("CI", "true")]);
        assert_eq!(output.status.code(), Some(3));
        let err = String::from_utf8(output.stderr.clone()).unwrap();
        for line in lines(&output).iter().map(String::as_str).chain(err.lines()) {
            let own = format == "azure" && line.starts_with("##vso[task.logissue type=");
            let rest = if own { &line[2..] } else { line };
            assert!(!rest.contains("##vso[") && !rest.contains("##["), "{format}: {line}");
            let own = format == "github" && line.starts_with("::error ");
            assert!(own || !line.trim_start().starts_with("::"), "{format}: {line}");
        }
    }
}

#[test]
fn a_file_name_is_read_back_and_told_from_the_top_of_the_repository() {
    let dir = tempfile::tempdir().unwrap();
    // The system may lead to its place for such folders by a link.
    let base = if cfg!(unix) { dir.path().canonicalize().unwrap() } else { dir.path().to_owned() };
    let here = base.join("repo/sub");
    fs::create_dir_all(&here).unwrap();
    let mut names = vec!["a,b.json", "ünï 日本.json", "100%.json", "./plain.json", "../up.json"];
    if cfg!(unix) {
        names.extend(["a: b.json", "x::y.json", "a;b].json"]);
    }
    for name in names {
        fs::write(here.join(name), "{}").unwrap();
        let whole = here.join(name).to_str().unwrap().to_owned();
        for given in [name, &whole] {
            let told = |format| {
                let output = run_with(&here, &[given, "--format", format], &[]);
                lines(&output)[0].clone()
            };
            let file = by_github(&told("github")).unwrap().properties["file"].clone();
            assert_eq!(by_azure(&told("azure")).unwrap().properties["sourcepath"], file);
            let expected = match name.strip_prefix("./") {
                None if name.starts_with("..") => "/repo/up.json",
                plain => plain.unwrap_or(name),
            };
            assert!(
                file == expected || expected.starts_with('/') && file.ends_with(expected),
                "{file}"
            );
        }
    }
    let top = base.join("repo");
    let variables = [("GITHUB_WORKSPACE", top.to_str().unwrap())];
    let output =
        run_with(&top.join("sub"), &["../up.json", "plain.json", "--format", "github"], &variables);
    let files = lines(&output)
        .iter()
        .filter_map(|line| by_github(line)?.properties.remove("file"))
        .collect::<Vec<_>>();
    assert_eq!(files.first().unwrap(), "up.json");
    assert_eq!(files.last().unwrap(), "sub/plain.json");
}

#[test]
fn of_five_hundred_errors_ten_are_annotated_and_all_are_in_the_summary() {
    let dir = tempfile::tempdir().unwrap();
    let lines_of = format!("{}\n", VALID.replace("{}", "1")).repeat(500);
    fs::write(dir.path().join("a.jsonl"), lines_of).unwrap();
    let summary = dir.path().join("summary.md");
    fs::write(&summary, "before\n").unwrap();
    let variables =
        [("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", summary.to_str().unwrap())];
    let output = run_with(dir.path(), &["a.jsonl"], &variables);
    let told = lines(&output);
    let annotations = told.iter().filter(|line| by_github(line).is_some()).count();
    assert_eq!(annotations, 10);
    assert_eq!(told.last().unwrap(), "… and 490 more errors without an annotation");
    assert_eq!(told.iter().filter(|line| line.starts_with("a.jsonl:")).count(), 500);
    let summary = fs::read_to_string(summary).unwrap();
    assert!(
        summary.starts_with("before\n### dsw validate\n\n500 payloads, 500 invalid"),
        "{summary}"
    );
    assert_eq!(summary.matches("| a.jsonl&#58;").count(), 500);
}

#[test]
fn a_summary_has_no_more_than_a_mebibyte_and_no_markdown_of_a_stranger() {
    let dir = tempfile::tempdir().unwrap();
    let text = "[x](javascript:1)<b>@all|`www.x.com` ".repeat(2);
    let lines_of = format!("{}\n", quoting(&text[..60])).repeat(5_000);
    fs::write(dir.path().join("a.jsonl"), lines_of).unwrap();
    let summary = dir.path().join("summary.md");
    let path = summary.to_str().unwrap();
    run_with(
        dir.path(),
        &["a.jsonl", "--no-mask", "--format", "github"],
        &[("GITHUB_STEP_SUMMARY", path)],
    );
    let summary = fs::read_to_string(summary).unwrap();
    assert!((900_000..=1 << 20).contains(&summary.len()), "{}", summary.len());
    let row = summary.lines().find(|line| line.starts_with("| a.jsonl")).unwrap();
    assert_eq!(row.matches('|').count(), 4, "{row}");
    assert!(!row.contains(['<', '[', '@', '`']) && !row.contains("www."), "{row}");
    let left: usize = summary.lines().last().unwrap().split(' ').nth(2).unwrap().parse().unwrap();
    assert_eq!(left + summary.matches("| a.jsonl").count(), 5_000);
}

#[test]
fn annotations_are_added_where_a_runner_reads_unless_a_format_is_given() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), "[]").unwrap();
    let told = |arguments: &[&str], variable| {
        let arguments = [&["a.json"], arguments].concat();
        let output = run_with(dir.path(), &arguments, &[(variable, "True")]);
        lines(&output)
            .iter()
            .filter(|line| line.contains("logissue") || line.starts_with("::error"))
            .count()
    };
    assert_eq!(told(&[], "GITHUB_ACTIONS"), 1);
    assert_eq!(told(&[], "TF_BUILD"), 1);
    assert_eq!(told(&[], "CI"), 0);
    assert_eq!(told(&["--format", "human"], "GITHUB_ACTIONS"), 0);
    assert_eq!(told(&["--format", "concise"], "TF_BUILD"), 0);
}

#[test]
fn annotations_go_with_the_report_for_people() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), "[]").unwrap();
    let arguments = ["validate", "a.json", "gone.json", "--format", "human", "--format", "github"];
    expect![[r#"
        exit: 3
        --- stdout
        a.json:1:1: error[empty]: an empty list holds no appointment
          |
        1 | []
          | ^

        ::error file=a.json,line=1,col=1,endColumn=2,title=empty::an empty list holds no appointment
        ::error title=unread::cannot read `gone.json`: no such file
        --- stderr
        error: cannot read `gone.json`: no such file
        1 payload, 1 invalid (1 error), 1 not read, in N ms
    "#]]
    .assert_eq(&transcript(&run_in(dir.path(), &arguments, b"")));
}

#[test]
fn where_commands_are_wanted_nothing_else_is_obeyed_outside_ci_too() {
    let dir = tempfile::tempdir().unwrap();
    let payload =
        quoting("##vso[task.complete]").replace("\"Task\"", "\n\"::add-mask::\":1,\"Task\"");
    fs::write(dir.path().join("a.json"), payload).unwrap();
    for format in ["github", "azure"] {
        let arguments = ["a.json", "--format", "human", "--format", format];
        let told = lines(&run_with(dir.path(), &arguments, &[]));
        let own = told.iter().filter(|line| {
            line.starts_with("::error ") || line.starts_with("##vso[task.logissue ")
        });
        assert_eq!(own.count(), 1, "{told:#?}");
        let obeyed = told
            .iter()
            .filter(|line| line.contains("##vso[") || line.trim_start().starts_with("::"));
        assert_eq!(obeyed.count(), 1, "{told:#?}");
    }
}
