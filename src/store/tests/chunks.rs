use std::io::Read;

use super::super::chunks::Chunks;
use super::*;

/// Gives so many bytes at a time at most.
struct Slow(&'static [u8], usize);

impl Read for Slow {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let most = self.1.min(buffer.len());
        self.0.read(&mut buffer[..most])
    }
}

fn lines(begun: &[u8], rest: &'static [u8], at_once: usize) -> Vec<(usize, String)> {
    let input = Box::new(std::io::BufReader::with_capacity(1, Slow(rest, at_once)));
    let chunks = Chunks::of(begun.to_vec(), input).map(Result::unwrap);
    let told = |capture: Capture| {
        let body = String::from_utf8(capture.body.to_vec()).unwrap();
        (capture.origin.lines_before, body)
    };
    chunks.flat_map(|chunk| chunk.captures(None)).map(told).collect()
}

#[test]
fn lines_are_the_same_however_they_come() {
    let text: &[u8] = b"\n{\"a\":1}\r\n  \nrubbish\n\r\n[2]\n\n3";
    let expected = [(1, "{\"a\":1}"), (3, "rubbish"), (5, "[2]"), (7, "3")];
    let expected = expected.map(|(line, body)| (line, body.to_owned()));
    for at_once in [1, 2, 3, 5, 1000] {
        for begun in 0..=text.len() {
            let (begun, rest) = text.split_at(begun);
            assert_eq!(lines(begun, rest, at_once), expected, "{at_once} {begun:?}");
        }
    }
}

#[test]
fn a_line_longer_than_what_is_read_at_once_is_whole() {
    let long: &'static [u8] = vec![b'7'; 300_000].leak();
    assert_eq!(lines(b"1\n2", long, usize::MAX)[1].1.len(), 300_001);
    assert_eq!(lines(b"", long, 1000), [(0, "7".repeat(300_000))]);
}
