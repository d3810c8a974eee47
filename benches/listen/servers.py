"""The listeners that are compared: what each needs, and how each is started."""

import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from project import program

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Server:
    """A listener: its name in the table, the tool it needs, its command line."""

    name: str
    tool: str
    # From a port and an empty folder, in which all that it stores must go.
    command: Callable[[int, Path], list]
    path: str = "/appointment"

    def is_here(self):
        return self.tool in ("dsw", "bare_hyper") or shutil.which(self.tool) is not None


def dsw(*options):
    def command(port, folder):
        listen = [program("dsw"), "listen", "--port", port, "--save-dir", folder / "captures"]
        return [*listen, "--format", "json", *options]

    return command


def bare_hyper(way):
    return lambda port, folder: [program("bare_hyper"), port, folder, way]


def python(port, folder):
    return [sys.executable, HERE / "python_http.py", port, folder / "bodies"]


def node(port, folder):
    return ["node", HERE / "node_http.js", port, folder / "bodies"]


def webhook(port, folder):
    """A hook that has a shell append the payload, which webhook hands on as parsed JSON."""
    keep = folder / "keep.sh"
    keep.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$BODY\" >> '{folder}/bodies'\n")
    keep.chmod(0o700)
    hook = {
        "id": "appointment",
        "execute-command": str(keep),
        # Else it answers before the payload is kept.
        "include-command-output-in-response": True,
        "pass-environment-to-command": [{"source": "entire-payload", "envname": "BODY"}],
    }
    hooks = folder / "hooks.json"
    hooks.write_text(json.dumps([hook]))
    return ["webhook", "-ip", "127.0.0.1", "-port", port, "-hooks", hooks]


def mitmdump(port, folder):
    listen = ["mitmdump", "-q", "--listen-host", "127.0.0.1", "--listen-port", port]
    # It answers by itself and never calls the server behind it.
    behind = ["--mode", "reverse:http://127.0.0.1:9", "--set", "connection_strategy=lazy"]
    return [*listen, *behind, "-s", HERE / "mitm_answer.py", "-w", folder / "flows"]


BARE = Server("hyper, bare", "bare_hyper", bare_hyper("append"))
DSW = Server("**dsw listen**", "dsw", dsw())

COMPARED = [
    BARE,
    DSW,
    Server("Node http", "node", node),
    Server("Python http.server", sys.executable, python),
    Server("webhook", "webhook", webhook, "/hooks/appointment"),
    Server("mitmdump", "mitmdump", mitmdump),
]

ONE_FILE = Server("hyper, one file, a sync each", "bare_hyper", bare_hyper("append-sync"))
EACH = Server("hyper, a file and its syncs each", "bare_hyper", bare_hyper("file-sync"))
SHARED = Server("**dsw listen --fsync**", "dsw", dsw("--fsync"))

SYNCED = [EACH, SHARED, ONE_FILE]
