"""Programs under measurement: started, watched through /proc, stopped. Linux only."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


class Running:
    """A program that was started, in a process group of its own."""

    def __init__(self, command, stdout=subprocess.DEVNULL):
        self.process = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def cpu(self):
        """Seconds of processor that it and its children took so far, in whole ticks."""
        return sum(cpu_ticks(pid) for pid in self.pids()) / TICKS

    def memory(self, key):
        """Kilobytes that it and its living children hold; VmRSS now, VmHWM at their peak."""
        return sum(status(pid, key) for pid in self.pids())

    def pids(self):
        """It and all below it."""
        parents = {pid: parent(pid) for pid in map(int, filter(str.isdigit, os.listdir("/proc")))}
        found = [self.process.pid]
        for above in found:
            found.extend(pid for pid, over in parents.items() if over == above)
        return found

    def stop(self, patience=20):
        """Ends it; the seconds of processor that it took in its whole life."""
        if self.process.returncode is not None:
            return 0.0
        os.killpg(self.process.pid, signal.SIGTERM)
        deadline = time.monotonic() + patience
        while True:
            pid, code, usage = os.wait4(self.process.pid, os.WNOHANG)
            if pid:
                self.process.returncode = os.waitstatus_to_exitcode(code)
                return usage.ru_utime + usage.ru_stime
            if time.monotonic() > deadline:
                os.killpg(self.process.pid, signal.SIGKILL)
            time.sleep(0.005)


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def wait_for(port, running, patience=20):
    """Returns once somebody accepts on the port."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if running.process.poll() is not None:
            raise SystemExit(f"`{running.process.args[0]}` ended before it listened")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.01)
    raise SystemExit(f"`{running.process.args[0]}` did not listen on port {port}")


def cpu_ticks(pid):
    """User and system time of a process and of those children that it has waited for."""
    return sum(int(field) for field in stat(pid)[11:15])


def parent(pid):
    return int((stat(pid) or [0, 0])[1])


def stat(pid):
    """The fields of /proc/PID/stat after the name; none of a process that is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def status(pid, key):
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    values = [line.split()[1] for line in lines if line.startswith(key + ":")]
    return int(values[0]) if values else 0
