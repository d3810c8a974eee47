"""One measurement: a fresh listener in a fresh folder, posted to by wrk."""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

from running import Running, free_port, wait_for

POST = Path(__file__).resolve().parent / "post.lua"


@dataclass(frozen=True)
class Figures:
    """What one measurement gave: times in milliseconds, processor in microseconds a request."""

    rate: float
    p50: float
    p99: float
    cpu: float
    # Megabytes, at the peak.
    memory: float
    failed: float


def median(measured):
    """The middle of each figure over several measurements."""
    of = lambda name: statistics.median(getattr(one, name) for one in measured)
    return Figures(**{field.name: of(field.name) for field in fields(Figures)})


@contextmanager
def served(server, within):
    """A listener in a folder of its own, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=within))
    port = free_port()
    try:
        with open(folder / "told", "wb") as told:
            kept = folder / "kept"
            kept.mkdir()
            running = Running(server.command(port, kept), told)
            try:
                wait_for(port, running)
                yield running, f"http://127.0.0.1:{port}{server.path}", folder
            finally:
                running.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure(server, payloads, connections, seconds, within):
    """The figures of one listener under load for so long."""
    with served(server, within) as (running, url, folder):
        before = running.cpu()
        posted = post(url, payloads, connections, seconds)
        memory = running.memory("VmHWM") / 1e3
        # What it put off until after its answers is its work too.
        cpu = running.stop() - before
        must_have_kept(server, posted, folder, payloads)
    answered = posted["requests"] or 1
    return Figures(
        rate=answered / posted["took"] * 1e6,
        p50=posted["p50"] / 1e3,
        p99=posted["p99"] / 1e3,
        cpu=cpu / answered * 1e6,
        memory=memory,
        failed=posted["failed"],
    )


def post(url, payloads, connections, seconds, year=2026):
    """Posts for so long, appointments last changed in this year or later; what wrk counted."""
    load = ["wrk", "-t", "1", "-c", str(connections), "-d", f"{seconds}s", "--timeout", "10s"]
    command = [*load, "-s", str(POST), url, "--", str(payloads), str(year)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    for line in told.splitlines():
        if line.startswith("FIGURES "):
            return json.loads(line.removeprefix("FIGURES "))
    sys.exit(f"wrk told no figures:\n{told}")


def must_have_kept(server, posted, folder, payloads):
    """Ends the run when a listener answered what it did not store."""
    kept = sum(file.stat().st_size for file in (folder / "kept").rglob("*") if file.is_file())
    with open(payloads, "rb") as lines:
        # Only webhook writes JSON anew, a little shorter.
        least = len(lines.readline()) * 0.95
    good = posted["requests"] - posted["failed"]
    if kept < good * least:
        sys.exit(f"{server.name} answered {good} payloads and kept {kept} bytes")
