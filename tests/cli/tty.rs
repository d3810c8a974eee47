//! A terminal under test: a pseudo-terminal, and what a parser of its control sequences sees.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use rustix::fs::{Mode, OFlags};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};
use vte::{Params, Parser, Perform};

use crate::listener::PATIENCE;
use crate::support::dsw;

/// Columns of the terminal.
pub(crate) const WIDTH: u16 = 100;
/// Rows of the terminal.
pub(crate) const HEIGHT: u16 = 30;

/// The program, both of its output streams on a terminal.
pub(crate) struct Tty {
    child: Child,
    chunks: Receiver<Vec<u8>>,
    seen: Vec<u8>,
}

impl Tty {
    pub(crate) fn run(arguments: &[&str], variables: &[(&str, &str)], dir: &Path) -> Self {
        Self::of_width(WIDTH, arguments, variables, dir)
    }

    /// The same on a terminal of so many columns.
    pub(crate) fn of_width(
        columns: u16,
        arguments: &[&str],
        variables: &[(&str, &str)],
        dir: &Path,
    ) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let size = Winsize { ws_row: HEIGHT, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
        let name = ptsname(&master, Vec::new()).unwrap();
        let slave = rustix::fs::open(name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap();
        tcsetwinsize(&slave, size).unwrap();
        let slave = File::from(slave);
        let mut command = dsw(arguments, dir);
        command.env("TERM", "xterm-256color").envs(variables.iter().copied());
        command.stdout(Stdio::from(slave.try_clone().unwrap())).stderr(Stdio::from(slave));
        let child = command.spawn().unwrap();
        // The reader sees the end once nobody has the other side.
        drop(command);
        let (send, chunks) = channel();
        thread::spawn(move || {
            let (mut master, mut buffer) = (File::from(master), [0; 4096]);
            while let Ok(count @ 1..) = master.read(&mut buffer) {
                // A test that has failed does not listen any more.
                let _ = send.send(buffer[..count].to_vec());
            }
        });
        Self { child, chunks, seen: Vec::new() }
    }

    /// Waits until a listener has told its address.
    pub(crate) fn address(&mut self) -> std::net::SocketAddr {
        loop {
            let text = String::from_utf8_lossy(&self.seen).into_owned();
            let told =
                text.split_once("listens on ").and_then(|(_, rest)| rest.split_once("http://"));
            let end = |c: char| c.is_whitespace() || c == '\u{1b}';
            if let Some((url, _)) = told.and_then(|(_, url)| url.split_once(end)) {
                return url.parse().unwrap();
            }
            self.seen.extend(self.chunks.recv_timeout(PATIENCE).expect("it starts"));
        }
    }

    /// Waits for its end; the exit code, and what the terminal was sent.
    pub(crate) fn end(mut self) -> (Option<i32>, Screen) {
        while let Ok(chunk) = self.chunks.recv_timeout(PATIENCE) {
            self.seen.extend(chunk);
        }
        let code = self.child.wait().unwrap().code();
        (code, Screen::of(&self.seen))
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        // It has mostly ended by now.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a terminal made of what it was sent.
#[derive(Default)]
pub(crate) struct Screen {
    /// Every line that was printed, colours left out.
    pub(crate) lines: Vec<String>,
    /// How often a colour was set.
    pub(crate) colours: usize,
    /// Everything else that was obeyed, but for line breaks.
    pub(crate) obeyed: Vec<String>,
    /// Characters that were written over others.
    pub(crate) overwritten: usize,
    /// The line that is being printed, and the column it goes on at.
    line: String,
    column: usize,
}

impl Screen {
    fn of(bytes: &[u8]) -> Self {
        let (mut screen, mut parser) = (Self::default(), Parser::new());
        parser.advance(&mut screen, bytes);
        let last = std::mem::take(&mut screen.line);
        screen.lines.push(last);
        screen
    }

    /// All lines in one text.
    pub(crate) fn text(&self) -> String {
        self.lines.join("\n")
    }
}

impl Perform for Screen {
    fn print(&mut self, character: char) {
        if self.column == 0 && !self.line.is_empty() {
            self.overwritten += 1;
            self.line.clear();
        }
        self.line.push(character);
        self.column = dsw::width::columns(&self.line);
    }

    fn execute(&mut self, byte: u8) {
        match byte {
            b'\n' => {
                self.lines.push(std::mem::take(&mut self.line));
                self.column = 0;
            }
            b'\r' => self.column = 0,
            _ => self.obeyed.push(format!("control {byte:#04x}")),
        }
    }

    fn csi_dispatch(&mut self, params: &Params, between: &[u8], _: bool, action: char) {
        if action == 'm' && between.is_empty() {
            self.colours += 1;
        } else {
            let params: Vec<_> = params.iter().collect();
            self.obeyed.push(format!("CSI {params:?} {action}"));
        }
    }

    fn osc_dispatch(&mut self, params: &[&[u8]], _: bool) {
        self.obeyed.push(format!("OSC {params:?}"));
    }

    fn hook(&mut self, _: &Params, _: &[u8], _: bool, action: char) {
        self.obeyed.push(format!("DCS {action}"));
    }

    fn esc_dispatch(&mut self, _: &[u8], _: bool, byte: u8) {
        self.obeyed.push(format!("ESC {byte:#04x}"));
    }
}
