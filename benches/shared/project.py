"""What the benches need of the project: its built programs and its payloads."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
RELEASE = ROOT / "target" / "release"
SEED = 1
BUILD = "cargo build --release --locked && cargo build --release --locked --examples"


def program(name):
    """A program of the release build: `dsw`, or one of the examples."""
    for path in (RELEASE / name, RELEASE / "examples" / name):
        if path.is_file():
            return path
    sys.exit(f"`{name}` is not built; run: {BUILD}")


def payloads(path, appointments, changes, bad=0):
    """Fills a file with payloads, one a line, so many of them bad: the same for every run."""
    with open(path, "wb") as out:
        counts = [str(count) for count in (appointments, changes, SEED, bad)]
        subprocess.run([program("generate"), *counts], stdout=out, check=True)
    return path
