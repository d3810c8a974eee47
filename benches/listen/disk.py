"""A disk of its own for what is synced: nobody else writes to it or has deleted much from it."""

import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tables import note

MEGABYTES = 1024


@contextmanager
def fresh(within):
    """A folder on an ext4 image that is made and mounted for this; only root may."""
    with tempfile.TemporaryDirectory(dir=within) as folder:
        image, mounted = Path(folder) / "image", Path(folder) / "mounted"
        note(f"an ext4 image of {MEGABYTES} MB")
        # Written through once: blocks that the disk below has yet to find are no part of it.
        run("dd", "if=/dev/zero", f"of={image}", "bs=1M", f"count={MEGABYTES}", "conv=fsync")
        run("mkfs.ext4", "-q", "-F", image)
        mounted.mkdir()
        run("mount", "-o", "loop", image, mounted)
        try:
            yield mounted
        finally:
            run("umount", mounted)


def run(*command):
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
