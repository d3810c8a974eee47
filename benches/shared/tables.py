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
