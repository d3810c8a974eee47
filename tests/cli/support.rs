//! Runs the built program and writes down what it did.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The program, free of the developer's environment.
pub(crate) fn dsw(arguments: &[&str], dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dsw"));
    command.args(arguments).current_dir(dir).env_clear();
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// The program, run by a shell that prepares its process first and ends in `exec "$0" "$@"`.
#[cfg(unix)]
pub(crate) fn dsw_after(script: &str, arguments: &[&str], dir: &Path) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg(script).arg(env!("CARGO_BIN_EXE_dsw"));
    command
        .args(arguments)
        .current_dir(dir)
        .env_clear()
        .env("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Tells people who watch the tests what was not held on this machine, or what was measured.
#[cfg(unix)]
pub(crate) fn tell(what: &str) {
    // Past the harness, which keeps what a test prints unless it fails.
    let _ = writeln!(std::io::stderr(), "{what}");
}

/// The checkout.
pub(crate) fn checkout() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs the program in the checkout to its end.
pub(crate) fn run(arguments: &[&str], input: &str) -> Output {
    run_in(checkout(), arguments, input.as_bytes())
}

/// Runs the program in a folder to its end, with something on its standard input.
pub(crate) fn run_in(dir: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = dsw(arguments, dir).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A program that does not read its input closes the pipe; that is its right.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

/// Exit code, stdout and stderr in one text; times are replaced by `N`.
pub(crate) fn transcript(output: &Output) -> String {
    let code = output.status.code().map_or("signal".to_owned(), |code| code.to_string());
    let [out, err] = [&output.stdout, &output.stderr]
        .map(|stream| without_times(&String::from_utf8_lossy(stream)));
    format!("exit: {code}\n--- stdout\n{out}--- stderr\n{err}")
}

/// Measured times differ from run to run, and so does the room they take in a column.
pub(crate) fn without_times(text: &str) -> String {
    let mut told = String::new();
    for line in text.split_inclusive('\n') {
        let mut words: Vec<&str> = Vec::new();
        for word in line.split(' ') {
            let is_unit = matches!(word.trim_end_matches([',', ')', '\n']), "ms" | "s");
            let is_time = words.last().is_some_and(|last| last.parse::<f64>().is_ok());
            if is_unit && is_time {
                words.pop();
                words.truncate(
                    words.iter().rposition(|word| !word.is_empty()).map_or(0, |at| at + 1),
                );
                words.push("N");
            }
            words.push(word);
        }
        told.push_str(&words.join(" "));
    }
    told
}

/// Whether a terminal would obey, or a reader not see, something in what was printed: C0 but the
/// line break, DEL, C1, bidi controls, zero-width characters, line separators, tags.
pub(crate) fn holds_hidden(printed: &[u8]) -> bool {
    let hidden = |c: char| match u32::from(c) {
        0x0A => false,
        0x00..0x20
        | 0x7F..0xA0
        | 0x61C
        | 0x200B..=0x200F
        | 0x2028..=0x202E
        | 0x2060..=0x206F
        | 0xFEFF
        | 0xE0000..=0xE007F => true,
        _ => false,
    };
    std::str::from_utf8(printed).map_or(true, |text| text.chars().any(hidden))
}

/// A payload that nothing is wrong with, in one line.
pub(crate) const VALID: &str = r#"{"AppointmentNo":"A1","Subject":"s","StartDate":"2026-05-11T08:30:00","EndDate":"2026-05-11T10:30:00","Task":{}}"#;

/// Every line of stdout as JSON, each held against the bundled schema of the output.
pub(crate) fn json_lines(stdout: &[u8]) -> Vec<serde_json::Value> {
    let text = std::str::from_utf8(stdout).unwrap();
    text.lines().map(json_line).collect()
}

/// One line of stdout as JSON, held against the bundled schema of the output.
pub(crate) fn json_line(line: &str) -> serde_json::Value {
    use std::sync::OnceLock;
    static SCHEMA: OnceLock<dsw::schema::Schema> = OnceLock::new();
    let schema = SCHEMA.get_or_init(|| dsw::schema::Schema::of(dsw::schema::OUTPUT).unwrap());
    let document = dsw::json::Document::parse(line).unwrap();
    let findings = schema.findings(document.root(), 100);
    assert!(findings.is_empty(), "{line}\n{findings:#?}");
    serde_json::from_str(line).unwrap()
}
