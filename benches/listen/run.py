#!/usr/bin/env python3
"""Compares listeners under the same load, and prints or publishes the tables."""

import argparse
import sys
import tempfile
from contextlib import contextmanager
from datetime import date
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "shared"))

import alone
import disk
from load import measure, median
from project import RELEASE, payloads
from servers import BARE, COMPARED, DSW, EACH, SHARED, SYNCED
from tables import Asked, busy, machine, note, publish, table

HEADS = ["listener", "connections", "requests/s", "ratio", "p50 ms", "p99 ms"]
HEADS += ["CPU µs/request", "peak MB"]


def main():
    options = arguments()
    found = [server for server in COMPARED if server.is_here()]
    missing = [server for server in COMPARED if server not in found]
    with tempfile.TemporaryDirectory(dir=options.dir) as folder, to_sync(options) as synced_to:
        folder = Path(folder)
        file = payloads(folder / "payloads", 1_000, 8)
        run = Run(file, options.seconds, options.rounds)
        compared = run.rows(found, options.connections, folder)
        synced = run.rows(SYNCED, [1, 64], synced_to)
        kind = kind_of(synced_to)
        facts = wanted(compared, synced, file, folder)
    parts = [about(options), shown(compared, BARE), *map(skipped, missing)]
    kind += ", a fresh image" if options.fresh_disk else ""
    parts += [f"With syncs, on a disk ({kind}):", shown(synced, EACH)]
    parts += ["What is asked of `dsw listen`:", facts]
    publish("listen", "\n\n".join(parts), options.write)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the tables into the README")
    parser.add_argument("--dir", help="where captures go meanwhile [default: a temporary folder]")
    parser.add_argument("--disk", default=RELEASE.parent, help="the same, for syncs [target/]")
    parser.add_argument("--fresh-disk", action="store_true", help="on an ext4 image made there")
    parser.add_argument("--seconds", type=int, default=2, help="how long each load lasts")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured")
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 8, 64])
    return parser.parse_args()


@contextmanager
def to_sync(options):
    """Where what is synced goes."""
    if options.fresh_disk:
        with disk.fresh(options.disk) as folder:
            yield folder
    else:
        with tempfile.TemporaryDirectory(dir=options.disk) as folder:
            yield Path(folder)


class Run:
    """All listeners in turn, several rounds, in another order each time."""

    def __init__(self, file, seconds, rounds):
        self.file, self.seconds, self.rounds = file, seconds, rounds

    def rows(self, servers, connections, folder):
        """The median figures of each listener with each number of connections."""
        measured = {(count, server): [] for count in connections for server in servers}
        for number in range(self.rounds):
            turn = number % len(servers)
            for count in connections:
                for server in servers[turn:] + servers[:turn]:
                    note(f"round {number + 1}: {server.name}, {count} connections")
                    one = measure(server, self.file, count, self.seconds, folder)
                    measured[count, server].append(one)
        return {key: median(figures) for key, figures in measured.items()}


def shown(rows, base):
    """The table, each rate beside that of the base at as many connections."""
    def row(count, server, figures):
        ratio = figures.rate / rows[count, base].rate
        failed = f" ({figures.failed:.0f} failed)" if figures.failed else ""
        return [
            server.name,
            str(count),
            f"{figures.rate:,.0f}{failed}",
            f"{ratio:.2f}",
            f"{figures.p50:.2f}",
            f"{figures.p99:.1f}",
            f"{figures.cpu:,.0f}",
            f"{figures.memory:,.0f}",
        ]

    return table(HEADS, [row(*key, figures) for key, figures in rows.items()])


def wanted(compared, synced, file, folder):
    """What is asked of dsw, and what it gives."""
    note("dsw alone: many captures, start, rest")
    asked = Asked()
    if eight := compared.get((8, DSW)):
        asked.least("requests/s, 8 connections", 8_000, eight.rate)
        asked.most("p99, 8 connections", 20, eight.p99, " ms")
    if one := compared.get((1, DSW)):
        asked.most("p50, 1 connection", 0.3, one.p50, " ms")
    shared = synced[64, SHARED].rate / synced[64, EACH].rate
    asked.least("`--fsync` to a file and its syncs each, 64 connections", 3, shared)
    long = alone.long(file, folder)
    asked.most(f"peak after {alone.CAPTURES // 2:,} captures", 64, long.half, " MB")
    asked.most(f"peak after {alone.CAPTURES:,} captures", 64, long.full, " MB")
    share = long.told / long.kept
    name = f"JSON lines/s meanwhile, for {share:.0%} of the captures"
    asked.least(name, 8_000, long.told / long.seconds)
    asked.most("from its start until ready", 20, alone.ready(folder), " ms")
    asked.most("processor in 5 s of rest", 0, alone.idle(file, folder), " ms")
    asked.most("`dsw --version`", 2, alone.version(), " ms")
    asked.most("size of the program", 15, alone.size(), " MB")
    return asked.table()


def about(options):
    where = f"captures on {kind_of(options.dir or tempfile.gettempdir())}"
    how = f"median of {options.rounds} rounds of {options.seconds} s"
    return f"{date.today()}, {machine()}, {where}, {how}, {busy()}."


def skipped(server):
    return f"Skipped: {server.name}, as `{server.tool}` is not installed."


def kind_of(folder):
    """The kind of file system that a folder lies on, by the longest mount point above it."""
    folder = Path(folder).resolve()
    mounts = [line.split() for line in Path("/proc/mounts").read_text().splitlines()]
    above = [mount for mount in mounts if folder.is_relative_to(mount[1])]
    return max(above, key=lambda mount: len(mount[1]))[2]


if __name__ == "__main__":
    main()
