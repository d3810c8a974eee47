#!/usr/bin/env python3
"""Compares senders on the same payloads and the same receiver, and prints or publishes the tables."""

import argparse
import statistics
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
SHARED = HERE.parent / "shared"
sys.path.insert(0, str(SHARED))

from project import payloads
from running import Running, free_port, wait_for
from senders import DSW, PLAIN, SENDERS, WRK, Work
from tables import Asked, busy, machine, note, publish, table

HEADS = ["sender", "at a time", "requests/s", "to wrk", "CPU µs/request", "peak MB"]
CHANGES = 20

# Whoever sends payloads, each once, and is to be left behind.
AHEAD_OF = ("vegeta", "hurl", "curl", "mitmdump")


@dataclass(frozen=True)
class Figures:
    """What one run gave: processor in microseconds a request, megabytes at the peak."""

    rate: float
    cpu: float
    peak: float


def main():
    options = arguments()
    here = [sender for sender in SENDERS if sender.is_here()]
    with tempfile.TemporaryDirectory(dir=options.dir) as folder, receiver(folder) as url:
        lines = payloads(Path(folder) / "payloads.jsonl", options.payloads // CHANGES, CHANGES)
        few = payloads(Path(folder) / "few.jsonl", options.payloads // CHANGES // 10, CHANGES)
        measured = rounds(here, url, lines, options)
        small = run(DSW, Work(url, few, options.payloads // 10, 8, Path(folder)))
    missing = [sender for sender in SENDERS if sender not in here]
    parts = [about(options), shown(here, measured)]
    parts += [f"Skipped: {sender.name}, as `{sender.tool}` is not there." for sender in missing]
    parts += ["What is asked of `dsw replay`:", wanted(measured, small)]
    publish("replay", "\n\n".join(parts), options.write)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the tables into the README")
    parser.add_argument("--dir", help="where the payloads go [default: a temporary folder]")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured")
    parser.add_argument("--payloads", type=int, default=20_000, help="how many are sent")
    return parser.parse_args()


@contextmanager
def receiver(folder):
    """nginx, which answers 200; the URL that it is reached by."""
    port = free_port()
    config = Path(folder) / "nginx.conf"
    text = (HERE / "nginx.conf").read_text()
    config.write_text(text.replace("{folder}", folder).replace("{port}", str(port)))
    running = Running(["nginx", "-e", "stderr", "-c", config])
    try:
        wait_for(port, running)
        yield f"http://127.0.0.1:{port}/appointment"
    finally:
        running.stop()


def rounds(here, url, lines, options):
    """The median figures of every sender, 1 and 8 requests at a time, all in turn in each round."""
    measured = {}
    for number in range(options.rounds):
        turn = number % len(here)
        for concurrency in (1, 8):
            for sender in here[turn:] + here[:turn]:
                if concurrency > sender.most:
                    continue
                note(f"round {number + 1}: {sender.name}, {concurrency} at a time")
                with tempfile.TemporaryDirectory(dir=options.dir) as folder:
                    work = Work(url, lines, options.payloads, concurrency, Path(folder))
                    measured.setdefault((sender, concurrency), []).append(run(sender, work))
    return {key: median(figures) for key, figures in measured.items()}


def run(sender, work):
    """One run, which must end well."""
    command = [sys.executable, "-I", "-S", SHARED / "launch.py", "/dev/null", work.folder / "out"]
    words = [str(word) for word in [*command, *sender.command(work)]]
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout.split()
    wall, cpu, peak = map(float, told[:3])
    if told[3] != "0":
        sys.exit(f"{sender.name} ended with {told[3]}")
    count, took = (wrk_counted(work.folder / "out") if sender is WRK else (work.count, wall))
    return Figures(count / took, cpu / count * 1e6, peak * 1024 / 1e6)


def wrk_counted(out):
    """How many requests wrk sent, and in what time: it begins and ends when it wants."""
    words = out.read_text().split()
    at = words.index("requests")
    return int(words[at - 1]), float(words[at + 2].removesuffix("s,"))


def median(measured):
    of = lambda name: statistics.median(getattr(one, name) for one in measured)
    return Figures(**{field.name: of(field.name) for field in fields(Figures)})


def shown(here, measured):
    """A row a sender and a number of requests at a time, each beside wrk."""

    def row(sender, concurrency):
        figures, wrk = measured[sender, concurrency], measured.get((WRK, concurrency))
        ratio = f"{figures.rate / wrk.rate:.2f}" if wrk else ""
        cells = [f"{figures.rate:,.0f}", ratio, f"{figures.cpu:,.1f}", f"{figures.peak:,.0f}"]
        return [sender.name, str(concurrency), *cells]

    keys = [(sender, concurrency) for concurrency in (1, 8) for sender in here]
    return table(HEADS, [row(*key) for key in keys if key in measured])


def wanted(measured, small):
    """What is asked of dsw, and what it gives."""
    asked, eight = Asked(), measured[DSW, 8]
    if (WRK, 8) in measured:
        asked.least("requests/s, 8 at a time, to wrk", 0.2, eight.rate / measured[WRK, 8].rate)
    else:
        asked.least("requests/s, 8 at a time", 30_000, eight.rate)
    for (sender, concurrency), its in measured.items():
        # The same payloads, as many at a time: at 8 where it can.
        is_most = concurrency == 8 or sender.most < 8
        if sender.tool in AHEAD_OF and is_most:
            name = f"requests/s, {concurrency} at a time, to {sender.name}"
            asked.least(name, 1, measured[DSW, concurrency].rate / its.rate)
    plain = measured[PLAIN, 1].rate / measured[DSW, 1].rate
    asked.most("time of a payload, 1 at a time, to a plain reqwest loop", 1.3, plain)
    asked.most("peak, to that of a tenth of the payloads", 1.3, eight.peak / small.peak)
    return asked.table()


def about(options):
    return (
        f"{date.today()}, {machine()}, {options.payloads:,} payloads of 2.3 kB to nginx, "
        f"median of {options.rounds} rounds, {busy()}."
    )


if __name__ == "__main__":
    main()
