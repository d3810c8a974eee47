//! Words as a shell takes them.

use std::ffi::OsStr;

/// A word as the shells of this system take it.
#[cfg(unix)]
pub(super) fn quoted(word: &OsStr) -> String {
    crate::render::curl::in_bash(word)
}

/// A word as the shells of this system take it: cmd and PowerShell. No path holds a double quote.
#[cfg(windows)]
pub(super) fn quoted(word: &OsStr) -> String {
    let text = word.to_string_lossy();
    let is_plain = |c: char| c.is_alphanumeric() || "-_./\\:".contains(c);
    if text.chars().all(is_plain) { text.into_owned() } else { format!("\"{text}\"") }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_the_very_word() {
        use std::os::unix::ffi::{OsStrExt, OsStringExt};
        assert_eq!(quoted("20260302-091500".as_ref()), "20260302-091500");
        for word in [&b"it's"[..], b"a b", b"", b"$HOME `x` \"!\"", b"a\xff'\\\n", b"\\x", b"-"] {
            let script = format!("printf %s {}", quoted(OsStr::from_bytes(word)));
            let said = std::process::Command::new("bash").arg("-c").arg(script).output().unwrap();
            let said = std::ffi::OsString::from_vec(said.stdout);
            assert_eq!(said.as_bytes(), word);
        }
    }
}
