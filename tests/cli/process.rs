//! What the system knows of a listener: its memory and its open files, where it tells.

/// The most memory that it has had, in KiB.
pub(crate) fn peak_kib(pid: u32) -> Option<u64> {
    status(pid, "VmHWM:")
}

/// The memory that it has now, in KiB.
pub(crate) fn memory_kib(pid: u32) -> Option<u64> {
    status(pid, "VmRSS:")
}

/// How many files it has open.
pub(crate) fn open_files(pid: u32) -> Option<usize> {
    Some(std::fs::read_dir(format!("/proc/{pid}/fd")).ok()?.count())
}

/// A figure of `/proc`, which is not everywhere.
fn status(pid: u32, name: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}
