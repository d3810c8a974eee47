//! Every block of the README is run, and shows what the program really says.
//!
//! The README is rebuilt with the output of its own commands and compared with itself, so
//! `UPDATE_EXPECT=1` brings it up to date. Times and ports are the only things made alike.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdout, Command};

use expect_test::expect_file;
use tempfile::TempDir;

use crate::pipelines;
use crate::support::{checkout, dsw};

/// The port that the README speaks of.
const PORT: &str = "4242";

/// A stranger's shell: a folder with the samples, and perhaps a listener in the background.
struct Shell {
    dir: TempDir,
    listener: Option<Listening>,
}

struct Listening {
    child: Child,
    out: BufReader<ChildStdout>,
    _err: BufReader<ChildStderr>,
    port: String,
}

impl Drop for Listening {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Shell {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let samples = dir.path().join("samples");
        fs::create_dir(&samples).unwrap();
        for entry in fs::read_dir(checkout().join("samples")).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                fs::copy(&path, samples.join(path.file_name().unwrap())).unwrap();
            }
        }
        let sample = fs::read_to_string(samples.join("02-moved.json")).unwrap();
        let broken = sample.replace("\"PlanningQty\": 2.0", "\"PlanningQty\": \"2.0\"");
        fs::write(dir.path().join("broken.json"), broken).unwrap();
        Self { dir, listener: None }
    }

    /// What a command of a `console` block prints, stdout before stderr.
    fn run(&mut self, line: &str) -> String {
        let port = self.listener.as_ref().map_or(PORT, |listener| &listener.port).to_owned();
        let line = line.replace(PORT, &port);
        let words = words(&line);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let told = match words.as_slice() {
            ["dsw", "listen", "&"] => self.listen(),
            ["dsw", arguments @ ..] => output(dsw(arguments, self.dir.path()).env("TZ", "UTC")),
            ["curl", arguments @ ..] => {
                output(Command::new("curl").args(arguments).current_dir(self.dir.path()))
            }
            _ => panic!("the README runs `{line}`, which this test does not know"),
        };
        let port = self.listener.as_ref().map_or(PORT, |listener| &listener.port);
        alike(&told).replace(port, PORT)
    }

    fn listen(&mut self) -> String {
        let mut child = dsw(&["listen", "--port", "0"], self.dir.path()).spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let mut err = BufReader::new(child.stderr.take().unwrap());
        let banner = paragraph(&mut err);
        let port = banner.lines().next().unwrap().rsplit(':').next().unwrap().to_owned();
        self.listener = Some(Listening { child, out, _err: err, port });
        banner
    }

    /// The card that the listener shows next.
    fn card(&mut self) -> String {
        let listener = self.listener.as_mut().expect("a card comes from a listener");
        alike(&paragraph(&mut listener.out))
    }
}

/// Lines up to the next empty one.
fn paragraph(from: &mut impl BufRead) -> String {
    let lines = from.lines().map(Result::unwrap).take_while(|line| !line.is_empty());
    lines.map(|line| line + "\n").collect()
}

fn output(command: &mut Command) -> String {
    let output = command.output().unwrap();
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}

/// A command line's words; double quotes hold words together.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for character in line.chars() {
        match character {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().unwrap().push(character),
        }
    }
    words
}

/// The same text with the clock of the README: every run has its own times.
fn alike(told: &str) -> String {
    told.lines().map(|line| alike_line(line) + "\n").collect()
}

fn alike_line(line: &str) -> String {
    let mut line = times(line);
    let is_clock = |text: &str| text.len() == 8 && text.matches(':').count() == 2;
    if line.get(..8).is_some_and(is_clock) {
        let (left, right) = line.split_once("  200 · ").unwrap();
        let (left, right) = (format!("15:04:05{}", left[8..].trim_end()), format!("200 · {right}"));
        let gap = 80 - left.chars().count() - right.chars().count();
        line = format!("{left}{}{right}", " ".repeat(gap));
    }
    match line.strip_prefix("200 ") {
        Some(delivery) if delivery.contains(" ms ") => format!("200    {}", delivery.trim_start()),
        _ => line,
    }
}

fn times(line: &str) -> String {
    let mut parts = line.split(" ms");
    let mut told = parts.next().unwrap().to_owned();
    for part in parts {
        let number = |c: char| c.is_ascii_digit() || c == '.';
        let before = told.trim_end_matches(number).to_owned();
        let time = if before.ends_with("in ") { "1" } else { "0.4" };
        told = format!("{before}{time} ms{part}");
    }
    told
}

/// The README with what its commands print today.
fn rebuilt(readme: &str) -> String {
    let mut shell = Shell::new();
    let mut rebuilt = String::new();
    for (at, part) in readme.split("```").enumerate() {
        let part = match part.split_once('\n') {
            Some(("console", block)) => format!("console\n{}", console(block, &mut shell)),
            Some(("text", _)) => format!("text\n{}", shell.card()),
            Some(("yaml", block)) => {
                pipelines::holds(block);
                part.to_owned()
            }
            Some(("sh", block)) if at % 2 == 1 => {
                block.lines().for_each(set_up);
                format!("sh\n{block}")
            }
            _ if at % 2 == 1 => panic!("a block of the README that nothing runs: {part}"),
            _ => part.to_owned(),
        };
        rebuilt.push_str(if at == 0 { "" } else { "```" });
        rebuilt.push_str(&part);
    }
    rebuilt
}

fn console(block: &str, shell: &mut Shell) -> String {
    let commands = block.lines().filter_map(|line| line.strip_prefix("$ "));
    let shown = commands.map(|command| {
        let told = shell.run(command);
        format!("$ {command}\n{told}")
    });
    shown.collect::<Vec<_>>().join("\n")
}

/// The commands that set up, show and test: those that CI and the other tests run.
fn set_up(command: &str) {
    let ci = fs::read_to_string(checkout().join(".ci/run")).unwrap();
    match command {
        "cargo fetch --locked" | "cargo build --release --locked" => {
            assert!(Path::new(env!("CARGO_BIN_EXE_dsw")).exists());
        }
        "cargo test --locked" => assert!(ci.contains(command), ".ci/run runs `{command}`"),
        _ => {
            let demo = command.strip_prefix("cargo run --release -- ");
            let arguments = demo.unwrap_or_else(|| panic!("a stranger is told to run `{command}`"));
            let mut child = dsw(&[arguments], checkout()).spawn().unwrap();
            child.stdout.take().unwrap().read_to_end(&mut Vec::new()).unwrap();
            assert!(child.wait().unwrap().success(), "{command}");
        }
    }
}

#[test]
fn every_block_of_the_readme_shows_what_happens() {
    let readme = fs::read_to_string(checkout().join("README.md")).unwrap();
    expect_file!["../../README.md"].assert_eq(&rebuilt(&readme));
}
