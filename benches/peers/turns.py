"""Runs commands in turns and prints what each cost.

    turns.py RUNS  NAME PREPARE COMMAND  [NAME PREPARE COMMAND ...]  [NAME=COMMAND ...]

PREPARE is not measured. The first turn is not counted. Ratios are to the first.
"""

import os
import shlex
import statistics
import subprocess
import sys
import time


def read(args):
    commands = []
    while args:
        if "=" in args[0] and (len(args) < 3 or "=" in args[1]):
            name, command = args.pop(0).split("=", 1)
            commands.append((name, "true", command))
        else:
            commands.append((args.pop(0), args.pop(0), args.pop(0)))
    return commands


def run(prepare, command):
    subprocess.run(["sh", "-c", prepare], check=True)
    start = time.monotonic()
    process = subprocess.Popen(shlex.split(command), stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    if status != 0:
        sys.exit(f"{command}: status {status}")
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024


def main():
    runs = int(sys.argv[1])
    commands = read(sys.argv[2:])
    found = {name: [] for name, _, _ in commands}
    for turn in range(runs + 1):
        for name, prepare, command in commands:
            cost = run(prepare, command)
            if turn > 0:
                found[name].append(cost)
    first = None
    print(f"| median of {runs} | CPU s | ratio | wall s | peak MiB |")
    print("|---|---|---|---|---|")
    for name, costs in found.items():
        cpu, wall, peak = (statistics.median(column) for column in zip(*costs))
        first = first or cpu
        print(f"| {name} | {cpu:.2f} | {cpu / first:.1f} | {wall:.2f} | {peak:.0f} |")


main()
