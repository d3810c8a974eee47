//! `--watch`: another round for each change, and an end that is the last round's.

use crate::support::{run_in, transcript};

#[test]
fn standard_input_cannot_be_watched() {
    let dir = tempfile::tempdir().unwrap();
    let output = run_in(dir.path(), &["validate", "-", "--watch"], b"{}");
    expect_test::expect![[r#"
        exit: 2
        --- stdout
        --- stderr
        error: cannot use `--watch`: standard input comes once; name files or folders
    "#]]
    .assert_eq(&transcript(&output));
}

#[cfg(unix)]
mod until_a_signal {
    use std::fs;
    use std::io::{BufRead, BufReader, Read};
    use std::path::Path;
    use std::process::{Child, ChildStderr};

    use rustix::process::{Pid, Signal, kill_process};

    use super::super::sources::folder;
    use crate::support::{VALID, dsw};

    /// A program that watches, and what it says.
    struct Watching {
        child: Child,
        err: BufReader<ChildStderr>,
    }

    impl Drop for Watching {
        fn drop(&mut self) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }

    impl Watching {
        /// What is said of a round, up to the wait behind it.
        fn round(&mut self) -> String {
            let mut said = String::new();
            while !said.contains("watching for changes") {
                assert_ne!(self.err.read_line(&mut said).unwrap(), 0, "{said}");
            }
            said
        }

        fn end(mut self, signal: Signal) -> (Option<i32>, String) {
            let id = Pid::from_child(&self.child);
            kill_process(id, signal).unwrap();
            let code = self.child.wait().unwrap().code();
            let mut out = String::new();
            self.child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
            (code, out)
        }
    }

    /// Puts a file into the folder that is watched, whole.
    fn put(dir: &Path, name: &str, text: &str) {
        fs::write(dir.join(name), text).unwrap();
        fs::rename(dir.join(name), dir.join("f").join(name)).unwrap();
    }

    #[test]
    fn a_change_has_it_judge_again_and_the_last_round_is_the_end() {
        for (signal, code) in [(Signal::INT, 1), (Signal::TERM, 143)] {
            let dir = folder(&[("f/a.json", VALID)]);
            let arguments = ["validate", "f", "--watch", "--format", "concise"];
            let mut child = dsw(&arguments, dir.path()).spawn().unwrap();
            let err = BufReader::new(child.stderr.take().unwrap());
            let mut watching = Watching { child, err };
            assert!(watching.round().starts_with("1 payload, all valid"));
            put(dir.path(), "a.json", "[]");
            let said = watching.round();
            assert!(said.starts_with("──── changed ────\n1 payload, 1 invalid"), "{said}");
            put(dir.path(), "b.json", "{");
            let said = watching.round();
            assert!(said.contains("2 payloads, 2 invalid"), "{said}");
            let (ended, out) = watching.end(signal);
            assert_eq!((ended, out.lines().count()), (Some(code), 3), "{out}");
        }
    }
}
