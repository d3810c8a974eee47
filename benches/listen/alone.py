"""What concerns `dsw listen` alone: its start, its rest, and its memory after many captures."""

import json
import statistics
import subprocess
import time
from dataclasses import dataclass

from load import post, served
from project import program
from running import Running
from servers import DSW

STARTS = 20
CAPTURES = 100_000


def ready(within):
    """Milliseconds from the start until the line that says so, in the middle of many."""
    return statistics.median(one_start(within) for _ in range(STARTS))


def one_start(within):
    options = ["--port", "0", "--format", "json", "--save-dir", within / "starts"]
    began = time.perf_counter()
    running = Running([program("dsw"), "listen", *options], subprocess.PIPE)
    line = running.process.stdout.readline()
    took = time.perf_counter() - began
    running.stop()
    assert json.loads(line)["kind"] == "listening", line
    return took * 1e3


def version():
    """Milliseconds that `dsw --version` takes, in the middle of many."""

    def once():
        began = time.perf_counter()
        subprocess.run([program("dsw"), "--version"], check=True, stdout=subprocess.DEVNULL)
        return (time.perf_counter() - began) * 1e3

    return statistics.median(once() for _ in range(STARTS))


def idle(payloads, within, seconds=5):
    """Milliseconds of processor that it takes while nobody posts, some payloads behind it."""
    with served(DSW, within) as (running, url, _):
        post(url, payloads, 8, 1)
        time.sleep(0.5)
        before = running.cpu()
        time.sleep(seconds)
        return (running.cpu() - before) * 1e3


@dataclass(frozen=True)
class Long:
    """What many captures in a row showed."""

    # Megabytes at the peak, after half of the captures and after all.
    half: float
    full: float
    kept: int
    # JSON lines of captures; at full speed some are counted instead.
    told: int
    seconds: float


def long(payloads, within):
    """A run of many captures over 8 connections."""
    with served(DSW, within) as (running, url, folder):
        peaks, posted, took, year = [], 0, 0.0, 2026
        for enough in (CAPTURES // 2, CAPTURES):
            while posted < enough:
                counts = post(url, payloads, 8, 2, year)
                posted += counts["requests"]
                took += counts["took"] / 1e6
                # Later than all that a load of two seconds can have got to.
                year += 100
            peaks.append(running.memory("VmHWM") / 1e3)
        running.stop()
        kept = count_lines(folder / "kept" / "captures" / "captures.jsonl")
        told = count_lines(folder / "told", b'"kind":"capture"')
    return Long(*peaks, kept, told, took)


def count_lines(path, holding=b""):
    with open(path, "rb") as lines:
        return sum(holding in line for line in lines)


def size():
    """Megabytes of the program."""
    return program("dsw").stat().st_size / 1e6
