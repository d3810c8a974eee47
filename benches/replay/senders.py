"""The senders that are compared: what each needs, and how each is asked to send."""

import base64
import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from project import program

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Work:
    """What is to be sent: each line of a file once, so many at a time."""

    url: str
    lines: Path
    count: int
    concurrency: int
    # For what a sender has to prepare; empty at first.
    folder: Path


@dataclass(frozen=True)
class Sender:
    """A sender: its name in the table, the tool it needs, its command line."""

    name: str
    tool: str
    command: Callable[[Work], list]
    # Whether it can send every payload, each once; else it sends one again and again.
    sends_each: bool = True
    # How many requests at a time it can have under way, when that is limited.
    most: int = 64

    def is_here(self):
        return self.tool in ("dsw", "plain_reqwest") or shutil.which(self.tool) is not None


def dsw(work):
    replay = [program("dsw"), "replay", work.lines, "--to", work.url]
    return [*replay, "--concurrency", work.concurrency, "--format", "json"]


def plain_reqwest(work):
    return [program("plain_reqwest"), work.url, work.lines, work.concurrency]


def wrk(work):
    """As fast as one body can be sent, for a second."""
    body = one_body(work).read_text().replace("\\", "\\\\").replace("'", "\\'")
    script = work.folder / "one.lua"
    script.write_text(
        f"wrk.method, wrk.body = 'POST', '{body}'\n"
        "wrk.headers['Content-Type'] = 'application/json'\n"
    )
    load = ["wrk", "-t", "1", "-c", work.concurrency, "-d", "1s"]
    return [*load, "-s", script, work.url]


def curl(work):
    """A configuration of as many transfers as there are payloads, each from a file."""
    config = []
    for number, line in enumerate(work.lines.read_text().splitlines()):
        body = work.folder / f"{number}.json"
        body.write_text(line)
        config.append(
            f'url = "{work.url}"\ndata-binary = "@{body}"\noutput = "/dev/null"\n'
            'header = "Content-Type: application/json"\n'
        )
    path = work.folder / "curl.conf"
    path.write_text("next\n".join(config))
    most = ["--parallel", "--parallel-immediate", "--parallel-max", work.concurrency]
    return ["curl", "--silent", *most, "--config", path]


def hey(work):
    kind = ["-m", "POST", "-T", "application/json", "-D", one_body(work)]
    return ["hey", "-n", work.count, "-c", work.concurrency, *kind, work.url]


def oha(work):
    kind = ["-m", "POST", "-T", "application/json", "-Z", work.lines, "--no-tui"]
    return ["oha", "-n", work.count, "-c", work.concurrency, *kind, work.url]


def vegeta(work):
    """A target a payload, as fast as so many workers can."""
    targets = work.folder / "targets.jsonl"
    with open(work.lines, "rb") as lines, open(targets, "w") as written:
        for line in lines:
            body = base64.b64encode(line.rstrip(b"\n")).decode()
            head = {"Content-Type": ["application/json"]}
            target = {"method": "POST", "url": work.url, "body": body, "header": head}
            written.write(json.dumps(target) + "\n")
    pace = ["-rate", "0", "-max-workers", work.concurrency, "-lazy", "-output", "/dev/null"]
    return ["vegeta", "attack", "-format", "json", "-targets", targets, *pace]


def hurl(work):
    """A file of so many requests, each with its payload and the status that is asked for."""
    path = work.folder / "payloads.hurl"
    with open(work.lines) as lines, open(path, "w") as written:
        for line in lines:
            written.write(f"POST {work.url}\nContent-Type: application/json\n{line}HTTP 200\n\n")
    return ["hurl", "--no-output", path]


def mitmdump(work):
    """Flows as it would have recorded them, sent one after the other or all side by side."""
    flows = work.folder / "flows"
    python = Path(shutil.which("mitmdump")).resolve().parent / "python"
    command = [python, HERE / "mitm_flows.py", work.url, work.lines, flows]
    subprocess.run([str(word) for word in command], check=True)
    concurrency = ["--set", f"client_replay_concurrency={work.concurrency}"]
    return ["mitmdump", "-q", "-n", "-C", flows, *concurrency]


def one_body(work):
    """The first payload in a file of its own."""
    with open(work.lines, "rb") as lines:
        path = work.folder / "one.json"
        path.write_bytes(lines.readline().rstrip(b"\n"))
    return path


WRK = Sender("wrk, one body", "wrk", wrk, sends_each=False)
DSW = Sender("**dsw replay**", "dsw", dsw)
PLAIN = Sender("plain reqwest loop", "plain_reqwest", plain_reqwest)
SENDERS = [
    WRK,
    DSW,
    PLAIN,
    Sender("oha -Z", "oha", oha),
    Sender("vegeta", "vegeta", vegeta),
    Sender("hurl", "hurl", hurl, most=1),
    Sender("hey, one body", "hey", hey, sends_each=False),
    Sender("curl -Z", "curl", curl),
    Sender("mitmdump -C", "mitmdump", mitmdump, most=1),
]
