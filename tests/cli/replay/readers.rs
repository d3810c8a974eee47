//! Readers of what a run tells: who pauses, who has seen enough, and places that take nothing.

use std::fs;
use std::io::{BufRead, BufReader};

use tempfile::TempDir;

#[cfg(target_os = "linux")]
use super::replay;
use crate::receiver::Receiver;
use crate::support::{VALID, dsw, transcript};

fn folder(count: usize) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let line = |at: usize| VALID.replace("A1", &format!("A{at}")) + "\n";
    fs::write(dir.path().join("a.jsonl"), (0..count).map(line).collect::<String>()).unwrap();
    dir
}

#[test]
fn a_reader_who_has_seen_enough_stops_nothing() {
    const COUNT: usize = 200;
    let (dir, receiver) = (folder(COUNT), Receiver::start(&[]));
    let url = receiver.url("/hook");
    let arguments = ["replay", "a.jsonl", "--to", &url, "--format", "json"];
    let mut child = dsw(&arguments, dir.path()).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let ended = child.wait_with_output().unwrap();
    assert!(first.contains("\"accepted\":true"), "{first}");
    assert_eq!(ended.status.code(), Some(0), "{}", transcript(&ended));
    assert!(
        transcript(&ended).contains("\n200 payloads: 200 accepted\n"),
        "{}",
        transcript(&ended)
    );
    assert_eq!(receiver.requests().len(), COUNT);
    assert!(!dir.path().join("captures").exists(), "there is nothing to go on with");
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_that_cannot_be_written_ends_the_run_with_the_command_that_goes_on() {
    use std::process::Stdio;
    for format in ["json", "json=/dev/full"] {
        let (dir, receiver) = (folder(200), Receiver::start(&[]));
        let url = receiver.url("/hook");
        let arguments = ["replay", "a.jsonl", "--to", &url, "--format", format];
        let mut command = dsw(&arguments, dir.path());
        if format == "json" {
            command.stdout(Stdio::from(fs::File::create("/dev/full").unwrap()));
        }
        let ended = command.spawn().unwrap().wait_with_output().unwrap();
        let told = transcript(&ended);
        assert_eq!(ended.status.code(), Some(3), "{told}");
        assert_eq!(told.matches("no space left").count(), 1, "{told}");
        assert!(told.contains("warning: cut short: "), "{told}");
        assert!(told.contains("hint: go on with `dsw replay --resume "), "{told}");
        let output = replay(dir.path(), &receiver, &["--resume", "last", "--format", "human"]);
        assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
        assert_eq!(receiver.requests().len(), 200, "each once");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_who_pauses_is_in_the_way_of_no_signal() {
    use crate::listener::PATIENCE;
    use rustix::process::{Pid, Signal, kill_process};
    use std::sync::mpsc::channel;
    let dir = folder(2000);
    let (tell, many) = channel();
    // More of it is sent than a pipe, a buffer and a queue hold of what is told.
    let url = counting(tell);
    let arguments = ["replay", "a.jsonl", "--to", &url, "--format", "json", "--concurrency", "4"];
    let mut child = dsw(&arguments, dir.path()).spawn().unwrap();
    let out = child.stdout.take().unwrap();
    many.recv_timeout(PATIENCE).unwrap();
    let pid = Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap();
    kill_process(pid, Signal::INT).unwrap();
    let (tell, ended) = channel();
    std::thread::spawn(move || tell.send(child.wait_with_output().unwrap()));
    let ended = ended.recv_timeout(PATIENCE);
    if ended.is_err() {
        kill_process(pid, Signal::KILL).unwrap();
    }
    let ended = ended.expect("it ends though nobody reads");
    drop(out);
    let told = transcript(&ended);
    assert_eq!(ended.status.code(), Some(130), "{told}");
    assert!(told.contains("warning: the last deliveries were not told: nobody reads"), "{told}");
    assert!(told.contains("hint: go on with `dsw replay --resume "), "{told}");
}

/// A receiver that accepts everything, and tells once it has got as much as a reader who does not
/// read lets through.
#[cfg(unix)]
fn counting(tell: std::sync::mpsc::Sender<()>) -> String {
    let server = tiny_http::Server::http("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", server.server_addr());
    std::thread::spawn(move || {
        for (at, request) in server.incoming_requests().enumerate() {
            let answer = tiny_http::Response::from_string("x".repeat(2000));
            let _ = request.respond(answer);
            if at == 80 {
                let _ = tell.send(());
            }
        }
    });
    url
}
