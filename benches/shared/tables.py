"""Markdown tables, and their place in benches/README.md."""

import os
import platform
import sys
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"


def table(heads, rows):
    """A markdown table; all columns but the first are numbers, on the right."""
    rule = ["---"] + ["---:"] * (len(heads) - 1)
    return "\n".join("| " + " | ".join(row) + " |" for row in [heads, rule, *rows])


def machine():
    """What it was measured on, in general words."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{os.cpu_count()} cores, {memory:.0f} GB, {platform.system()} {platform.machine()}"


def busy():
    """How busy it was before this run."""
    return f"load {os.getloadavg()[2]:.1f} in the last quarter of an hour"


class Asked:
    """Rows of what is asked, beside what was measured."""

    def __init__(self):
        self.rows = []

    def least(self, name, limit, value, unit=""):
        self.row(name, f"≥ {limit:,}{unit}", value, unit, value >= limit)

    def most(self, name, limit, value, unit=""):
        self.row(name, f"≤ {limit:,}{unit}", value, unit, value <= limit)

    def row(self, name, asked, value, unit, is_reached):
        digits = 2 if 0 < value < 10 else 1 if 0 < value < 100 else 0
        reached = "yes" if is_reached else "**no**"
        self.rows.append([name, asked, f"{value:,.{digits}f}{unit}", reached])

    def table(self):
        return table(["figure", "asked", "measured", "reached"], self.rows)


def note(text):
    """Says how far it is, beside what is printed."""
    print(text, file=sys.stderr, flush=True)


def publish(name, text, write):
    """Prints what was measured, and with `write` puts it between the markers of its name."""
    print(text)
    if not write:
        return
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    readme = README.read_text()
    before, found, rest = readme.partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        sys.exit(f"{README} has no `{begin}` followed by `{end}`")
    README.write_text(f"{before}{begin}\n{text}\n{end}{after}")
