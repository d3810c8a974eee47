#!/usr/bin/env python3
"""Compares validators on the same payloads, and prints or publishes the tables."""

import argparse
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
SHARED = HERE.parent / "shared"
sys.path.insert(0, str(SHARED))

from cases import cases
from judges import DSW, JUDGES
from tables import Asked, busy, machine, note, publish, table

HEADS = ["validator", "wall ms", "ratio", "CPU ms", "peak MiB"]

# What is asked of dsw: of which case, which figure, and how much at most.
ASKED = [
    ("one file", "wall", 3.0),
    ("1,000 files", "wall", 15),
    ("100 MB of JSON lines", "wall", 300),
    ("100 MB of JSON lines", "cpu", 550),
    ("100 MB of JSON lines", "peak", 32),
    ("the same by a pipe", "peak", 32),
    ("with 568 bad lines", "wall", 400),
    ("100 MB array", "wall", 1000),
]
# The same to a rival, as milliseconds are those of one machine: on the one that they were asked for,
# of which case, which figure, whom, how long it took, and how long dsw may. Of the bad lines there
# is none: sourcemeta tells one of them, and ends.
ASKED_TO = [
    ("one file", "wall", "jsonschema-cli", 2.5, 3.0),
    ("1,000 files", "wall", "jsonschema-cli", 22.6, 15),
    ("100 MB of JSON lines", "wall", "sourcemeta --fast", 1_100, 300),
    ("100 MB of JSON lines", "cpu", "sourcemeta --fast", 1_100, 550),
    ("100 MB array", "wall", "jsonschema-cli", 1_180, 1_000),
]
# What takes longer, in milliseconds, is measured in the first round alone, so that there is time for
# many rounds of the rest: a machine that is slow for a while is slow for all of a round.
LONG = 5_000
NAMES = {"wall": "wall", "cpu": "CPU", "peak": "peak"}
UNITS = {"wall": " ms", "cpu": " ms", "peak": " MiB"}


@dataclass(frozen=True)
class Figures:
    """What one run cost: milliseconds, mebibytes."""

    wall: float
    cpu: float
    peak: float


def main():
    options = arguments()
    found = {judge: judge.find(options.rivals) for judge in JUDGES}
    here = {judge: program for judge, program in found.items() if program}
    missing = [judge for judge, program in found.items() if not program]
    with tempfile.TemporaryDirectory(dir=options.dir) as folder:
        all_cases = cases(Path(folder))
        measured = rounds(here, all_cases, options.rounds)
    parts = [about(options)]
    for case in all_cases:
        parts += [f"{case.name[0].upper()}{case.name[1:]}:", shown(case, here, measured)]
    parts += [f"Skipped: {judge.name}, as `{judge.package}` is not there." for judge in missing]
    parts += ["What is asked of `dsw validate`:", wanted(measured)]
    publish("validate", "\n\n".join(parts), options.write)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the tables into the README")
    parser.add_argument("--rivals", type=Path, default=Path("/nowhere"), help="see `rivals.sh`")
    parser.add_argument("--dir", help="where the payloads go [default: a temporary folder]")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured")
    return parser.parse_args()


def rounds(here, all_cases, count):
    """The median figures of every program in every case, in turn in each round."""
    measured = {}
    for number in range(count):
        for case in all_cases:
            judges = [judge for judge in here if not why_not(judge, case)]
            is_long = lambda judge: any(run.wall > LONG for run in measured.get((case.name, judge), ()))
            judges = [judge for judge in judges if not is_long(judge)]
            turn = number % len(judges)
            for judge in judges[turn:] + judges[:turn]:
                note(f"round {number + 1}: {case.name}, {judge.name}")
                figures = measure(judge, here[judge], case)
                measured.setdefault((case.name, judge), []).append(figures)
    return {key: median(figures) for key, figures in measured.items()}


def why_not(judge, case):
    """Why a program is not asked about a case; nothing when it is."""
    if case.is_lines and not judge.reads_lines or case.is_ours_alone and judge is not DSW:
        return "cannot"
    return judge.array if case.is_array else ""


def measure(judge, program, case):
    """One run, which must end as the payloads deserve."""
    command = judge.command(program, case.schema, case.files)
    launch = [sys.executable, "-I", "-S", SHARED / "launch.py", case.stdin, "/dev/null", *command]
    words = [str(word) for word in launch]
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout.split()
    wall, cpu, peak = map(float, told[:3])
    if (told[3] == "0") != case.is_good:
        sys.exit(f"{judge.name} ended with {told[3]}: {case.name}")
    return Figures(wall * 1e3, cpu * 1e3, peak / 1024)


def median(measured):
    of = lambda name: statistics.median(getattr(one, name) for one in measured)
    return Figures(**{field.name: of(field.name) for field in fields(Figures)})


def shown(case, here, measured):
    """The table of a case, each time beside that of dsw."""
    base = measured[case.name, DSW].wall

    def row(judge):
        figures = measured.get((case.name, judge))
        if figures is None:
            return [judge.name, why_not(judge, case), "", "", ""]
        ratio = figures.wall / base
        digits = 1 if figures.wall < 100 else 0
        return [
            judge.name,
            f"{figures.wall:,.{digits}f}",
            f"{ratio:.{2 if ratio < 10 else 0}f}",
            f"{figures.cpu:,.{digits}f}",
            f"{figures.peak:,.0f}",
        ]

    judges = [DSW] if case.is_ours_alone else here
    return table(HEADS, [row(judge) for judge in judges])


def wanted(measured):
    """What is asked of dsw, and what it gives."""
    asked = Asked()
    for case, figure, most in ASKED:
        asked.most(f"{case}, {NAMES[figure]}", most, getattr(measured[case, DSW], figure), UNITS[figure])
    named = {(case, judge.name): figures for (case, judge), figures in measured.items()}
    for case, figure, rival, its, ours in ASKED_TO:
        if (case, rival) in named:
            ratio = getattr(named[case, DSW.name], figure) / getattr(named[case, rival], figure)
            asked.most(f"{case}, {NAMES[figure]} to {rival}", round(ours / its, 2), ratio)
    return asked.table()


def about(options):
    return f"{date.today()}, {machine()}, median of {options.rounds} rounds, {busy()}."


if __name__ == "__main__":
    main()
