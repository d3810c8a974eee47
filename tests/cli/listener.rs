//! A listener under test: the built program on a free port, with a folder of its own.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdout, Command};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::support::{dsw, json_line};

/// More than any exchange on a busy machine takes; nothing waits for it when all is well.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// A running `dsw listen`; it is killed when the test is over, however that ends.
pub(crate) struct Listener {
    child: Child,
    out: Option<BufReader<ChildStdout>>,
    err: Receiver<String>,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// The folder it was started in; captures go to `captures` below it.
    pub(crate) dir: TempDir,
}

/// How a listener ended.
pub(crate) struct Ended {
    /// Its exit code; none when a signal ended it.
    pub(crate) code: Option<i32>,
    /// What of stdout was not read before.
    pub(crate) out: String,
    /// All of stderr.
    pub(crate) err: String,
    /// The folder it was started in.
    pub(crate) dir: TempDir,
}

impl Listener {
    /// Starts one in a fresh folder, which tells what it does in JSON.
    pub(crate) fn start(options: &[&str]) -> Self {
        Self::start_in(tempfile::tempdir().unwrap(), options)
    }

    /// Starts one in a folder that may hold captures already.
    pub(crate) fn start_in(dir: TempDir, options: &[&str]) -> Self {
        let mut listener = Self::spawn(command(&["--format", "json"], options, dir.path()), dir);
        let first = listener.line();
        assert_eq!(
            (&first["kind"], &first["port"]),
            (&"listening".into(), &listener.address.port().into())
        );
        listener
    }

    /// Starts one in a fresh folder, which shows cards for people.
    pub(crate) fn for_people(options: &[&str]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        Self::spawn(command(&[], options, dir.path()), dir)
    }

    /// Starts one by a command of the test's own, and waits until it has told its URL on stderr.
    pub(crate) fn spawn(mut command: Command, dir: TempDir) -> Self {
        let mut child = command.spawn().unwrap();
        let out = child.stdout.take().map(BufReader::new);
        let (err, address) = told(BufReader::new(child.stderr.take().unwrap()));
        Self { child, out, err, address, dir }
    }

    /// Where captures are kept.
    pub(crate) fn captures(&self) -> PathBuf {
        self.dir.path().join("captures")
    }

    #[cfg(unix)]
    /// Its process id.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// The next line of stdout.
    pub(crate) fn line(&mut self) -> Value {
        let mut line = String::new();
        self.out.as_mut().unwrap().read_line(&mut line).unwrap();
        assert!(line.ends_with('\n'), "a whole line, not {line:?}");
        json_line(line.trim_end())
    }

    #[cfg(unix)]
    /// Its stdout, for a test that reads it otherwise, or not at all.
    pub(crate) fn take_stdout(&mut self) -> BufReader<ChildStdout> {
        self.out.take().unwrap()
    }

    /// A connection to it.
    pub(crate) fn connect(&self) -> TcpStream {
        connect(self.address)
    }

    /// Sends bytes, closes the sending side, and reads all that comes back.
    pub(crate) fn exchange(&self, request: &[u8]) -> String {
        let mut stream = self.connect();
        // It may answer and close before everything is sent.
        let _ = stream.write_all(request);
        let _ = stream.shutdown(Shutdown::Write);
        read_all(&mut stream)
    }

    /// Posts a body as JSON and returns the status.
    pub(crate) fn post(&self, body: &[u8]) -> u16 {
        status(&self.exchange(&request("POST", "/", &[("Content-Type", "application/json")], body)))
    }

    /// Fails unless the next ordinary POST is answered 200.
    pub(crate) fn is_alive(&self) {
        assert_eq!(self.post(b"{}"), 200);
    }

    /// Sends a signal.
    #[cfg(unix)]
    pub(crate) fn signal(&self, signal: rustix::process::Signal) {
        let pid = rustix::process::Pid::from_raw(i32::try_from(self.pid()).unwrap()).unwrap();
        rustix::process::kill_process(pid, signal).unwrap();
    }

    /// Ends it as Ctrl-C does and waits for its last words.
    #[cfg(unix)]
    pub(crate) fn interrupt(self) -> Ended {
        self.signal(rustix::process::Signal::INT);
        self.wait()
    }

    /// Ends it as a crash does, with no last words.
    pub(crate) fn kill(mut self) -> Ended {
        self.child.kill().unwrap();
        self.wait()
    }

    /// Waits until it has ended.
    pub(crate) fn wait(mut self) -> Ended {
        let out = self.out.take();
        let reader = thread::spawn(move || {
            let mut rest = String::new();
            out.map(|mut out| out.read_to_string(&mut rest).unwrap());
            rest
        });
        let err = self.err.recv_timeout(PATIENCE).expect("it ends");
        let code = self.child.wait().unwrap().code();
        let dir = std::mem::replace(&mut self.dir, tempfile::tempdir().unwrap());
        Ended { code, out: reader.join().unwrap(), err, dir }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // It has mostly ended by now.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Ended {
    /// The lines of stdout that were not read before.
    pub(crate) fn lines(&self) -> Vec<Value> {
        self.out.lines().map(json_line).collect()
    }
}

/// `dsw listen` on a free port.
pub(crate) fn command(form: &[&str], options: &[&str], dir: &Path) -> Command {
    dsw(&[&["listen", "--port", "0"], form, options].concat(), dir)
}

/// All that will be said on stderr, and the address that was told there.
fn told(mut err: BufReader<ChildStderr>) -> (Receiver<String>, SocketAddr) {
    let (done, all) = channel();
    let mut text = String::new();
    let address = loop {
        let before = text.len();
        let read = err.read_line(&mut text).unwrap();
        assert!(read > 0, "it did not start: {text}");
        if let Some((_, url)) = text[before..].split_once("listens on ") {
            let url = url.split_once("http://").unwrap().1;
            let end = |c: char| c.is_whitespace() || c == '\u{1b}';
            break url.split(end).next().unwrap().parse().unwrap();
        }
    };
    thread::spawn(move || {
        err.read_to_string(&mut text).unwrap();
        // A test that does not wait for the end does not listen any more.
        let _ = done.send(text);
    });
    (all, address)
}

/// A connection that does not wait for ever.
pub(crate) fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.set_write_timeout(Some(PATIENCE)).unwrap();
    stream.set_nodelay(true).unwrap();
    stream
}

/// All that comes until the other side closes; a reset ends it too.
pub(crate) fn read_all(stream: &mut TcpStream) -> String {
    let mut told = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        match stream.read(&mut buffer) {
            Ok(count @ 1..) => told.extend_from_slice(&buffer[..count]),
            Err(error) if is_timeout(&error) => panic!("neither answered nor closed"),
            Ok(_) | Err(_) => return String::from_utf8_lossy(&told).into_owned(),
        }
    }
}

fn is_timeout(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut)
}

/// An HTTP/1.1 request with its length, which closes the connection afterwards.
pub(crate) fn request(
    method: &str,
    target: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Vec<u8> {
    let headers: String =
        headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let length = body.len();
    let head = format!(
        "{method} {target} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n{headers}Content-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}

/// A POST of JSON that leaves its connection open.
pub(crate) fn kept_open(body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "POST / HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}

/// Reads one answer without a body from a connection that stays open; none when it broke.
pub(crate) fn answer(stream: &mut TcpStream) -> Option<u16> {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read(&mut byte) {
            Ok(1) => head.push(byte[0]),
            Err(error) if is_timeout(&error) => panic!("not answered"),
            Ok(_) | Err(_) => return None,
        }
    }
    Some(status(&String::from_utf8_lossy(&head)))
}

/// The status of an answer; 0 when there is none.
pub(crate) fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0)
}

/// The journal of a capture folder, every line of which must be whole.
pub(crate) fn journal(captures: &Path) -> Vec<Value> {
    let text = fs::read_to_string(captures.join("captures.jsonl")).unwrap();
    assert!(text.is_empty() || text.ends_with('\n'), "the last line is torn");
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The names of the body files of a capture folder, in order.
pub(crate) fn bodies(captures: &Path) -> Vec<String> {
    let entries = fs::read_dir(captures).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut bodies: Vec<_> = names.filter(|name| name.starts_with(char::is_numeric)).collect();
    bodies.sort_unstable();
    bodies
}

/// SHA-256 as the journal has it.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
