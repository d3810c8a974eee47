"""The programs that are compared: what each needs, and how each is told to judge."""

import glob
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from project import program


@dataclass(frozen=True)
class Judge:
    """A program: its name in the table, the package it comes in, its command line."""

    name: str
    package: str
    # Where it is, from the folder that `rivals.sh` filled; none when it is not there.
    find: Callable[[Path], object]
    # The command line from the program, a schema and the files to judge.
    command: Callable[[object, Path, list], list]
    # Whether it can judge a payload a line.
    reads_lines: bool = False
    # Why it is not asked about the array, when it is not.
    array: str = ""


def dsw(program, _, files):
    return [program, "validate", *files]


def sourcemeta(*options):
    return lambda program, schema, files: [program, "validate", *options, schema, *files]


def ajv(program, schema, files):
    options = ["--spec=draft2020", "--strict=false", "-s", schema]
    return [program, "validate", *options, *(word for file in files for word in ("-d", file))]


def jirutka(program, schema, files):
    return [program, "validate", "--spec=draft2020", "--strict=false", "-s", schema, "--", *files]


def check_jsonschema(program, schema, files):
    return [program, "--schemafile", schema, *files]


def jsonschema_cli(program, schema, files):
    return [program, "validate", schema, *(word for file in files for word in ("-i", file))]


def boon(program, schema, files):
    return [program, schema, *files]


def below(*parts):
    """A program at a place below the folder of rivals."""

    def find(folder):
        found = glob.glob(str(folder.joinpath(*parts)))
        return next((path for path in found if shutil.which(path)), None)

    return find


# The package starts it from Python, which would be most of what is measured.
SOURCEMETA = below("python/lib/python3*/site-packages/sourcemeta_jsonschema/jsonschema-linux-*")

DSW = Judge("**dsw validate**", "dsw", lambda _: program("dsw"), dsw, reads_lines=True)

JUDGES = [
    DSW,
    Judge("jsonschema-cli", "jsonschema-cli", below("cargo/bin/jsonschema-cli"), jsonschema_cli),
    Judge("boon", "boon-cli", below("cargo/bin/boon"), boon),
    Judge(
        "sourcemeta",
        "sourcemeta-jsonschema",
        SOURCEMETA,
        sourcemeta(),
        reads_lines=True,
        # Most machines would be out of memory.
        array="left out: it takes 17 GB",
    ),
    Judge("sourcemeta --fast", "sourcemeta-jsonschema", SOURCEMETA, sourcemeta("--fast"), True),
    Judge("ajv-cli", "ajv-cli", below("ajv/node_modules/.bin/ajv"), ajv),
    Judge("@jirutka/ajv-cli", "@jirutka/ajv-cli", below("jirutka/node_modules/.bin/ajv"), jirutka),
    Judge(
        "check-jsonschema",
        "check-jsonschema",
        below("python/bin/check-jsonschema"),
        check_jsonschema,
    ),
]
