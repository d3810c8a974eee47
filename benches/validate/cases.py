"""What is judged: the same payloads in several forms, made anew for every run."""

import json
from dataclasses import dataclass
from pathlib import Path

from project import ROOT, payloads

# About 100 MB: so many appointments, each sent so often.
APPOINTMENTS, CHANGES = 5_350, 8
FILES = 1_000
BAD_LINES = 568


@dataclass(frozen=True)
class Case:
    """Some files, and whether all in them is good."""

    name: str
    files: list
    schema: Path
    is_good: bool = True
    # Whether a payload stands on each line.
    is_lines: bool = False
    # Whether all payloads are one array.
    is_array: bool = False
    # What comes by a pipe, if anything does.
    stdin: Path = Path("/dev/null")
    # Whether there is another case that tells how the rivals do.
    is_ours_alone: bool = False


def cases(folder):
    """All cases, their files below a folder."""
    schema = ROOT / "schemas" / "appointment.json"
    lines = payloads(folder / "good.jsonl", APPOINTMENTS, CHANGES)
    bad_lines = payloads(folder / "bad.jsonl", APPOINTMENTS, CHANGES, BAD_LINES)
    many = files(folder / "many", payloads(folder / "many.jsonl", FILES, 1))
    bad = files(folder / "bad", payloads(folder / "one.jsonl", 1, 1, 1))
    return [
        Case("one file", many[:1], schema),
        Case("one bad file", bad, schema, is_good=False),
        Case("1,000 files", many, schema),
        Case("100 MB of JSON lines", [lines], schema, is_lines=True),
        Case(
            "the same by a pipe", ["-"], schema, is_lines=True, stdin=lines, is_ours_alone=True
        ),
        Case(f"with {BAD_LINES} bad lines", [bad_lines], schema, is_good=False, is_lines=True),
        Case(
            "100 MB array",
            [array(folder / "array.json", lines)],
            of_array(schema, folder),
            is_array=True,
        ),
    ]


def files(folder, lines):
    """A file for each line."""
    folder.mkdir()
    texts = lines.read_text().splitlines()
    paths = [folder / f"{number:04}.json" for number in range(len(texts))]
    for path, text in zip(paths, texts):
        path.write_text(text)
    return paths


def array(path, lines):
    """One array of all lines."""
    path.write_text("[" + ",\n".join(lines.read_text().splitlines()) + "]\n")
    return path


def of_array(schema, folder):
    """The schema of an array of payloads, for those who do not take one apart by themselves."""
    one = json.loads(schema.read_text())
    shared = one.pop("$defs")
    del one["$id"]
    whole = {
        "$schema": one.pop("$schema"),
        "type": "array",
        "items": {"$ref": "#/$defs/appointment"},
        "$defs": {**shared, "appointment": one},
    }
    path = folder / "array.schema.json"
    path.write_text(json.dumps(whole))
    return path
