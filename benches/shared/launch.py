"""Runs one command and prints what it cost: seconds, seconds of processor, kilobytes, exit code.

It is called `launch.py STDIN STDOUT COMMAND…`.

It is a program of its own, with next to nothing loaded, as the peak of a process is at least that
of the one which started it.
"""

import os
import sys
import time


def main():
    stdin, stdout, *command = sys.argv[1:]
    taken = os.open(stdin, os.O_RDONLY)
    told = os.open(stdout, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    quiet = os.open(os.devnull, os.O_WRONLY)
    streams = [(os.POSIX_SPAWN_DUP2, one, to) for one, to in ((taken, 0), (told, 1), (quiet, 2))]
    began = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ, file_actions=streams)
    _, code, used = os.wait4(process, 0)
    took = time.perf_counter() - began
    print(took, used.ru_utime + used.ru_stime, used.ru_maxrss, os.waitstatus_to_exitcode(code))


main()
