#!/usr/bin/env python3
"""Ten thousand ballots more are made and verified in the same memory, but for what is said of each.

    memory.py COUNTERFOIL VERIFIER

The most that a process ever held is compared for a small and a large election of the same manifest.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

SMALL, LARGE = 5_000, 15_000
BALLOT_OCTETS = 96  # demo.h; the verifier's share is 64 (doc/architecture.md)
SLACK_OCTETS = 2 << 20  # heaps grow in steps

MANIFEST = {
    "label": "Ten options",
    "contests": [
        {
            "label": "?",
            "selection_limit": 1,
            "option_limit": 1,
            "data_blocks": 0,
            "options": [f"option {i}" for i in range(10)],
        }
    ],
    "ballot_styles": [{"label": "all", "contests": [1]}],
}


def peak_octets(*words):
    """What a process that has to end well held at most."""
    with subprocess.Popen([str(word) for word in words], stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(map(str, words))}: exit {process.returncode}")
    return usage.ru_maxrss * 1024


def held(program, verifier, scratch, ballots):
    folder = scratch / str(ballots)
    manifest = scratch / "manifest.json"
    manifest.write_text(json.dumps(MANIFEST), encoding="utf-8")
    group = "toy 64/256"
    return {
        "making": peak_octets(
            program, "demo", "--quiet", "--jobs", 4, "--group", group, "--manifest", manifest,
            "--ballots", ballots, folder,
        ),
        "verifying": peak_octets(verifier, "--quiet", "--jobs", 4, "--allow-toy", folder / "record"),
        "converting": peak_octets(
            program, "record", "convert", folder / "record", scratch / f"{ballots}.tar", "--to", "counterfoil"
        ),
    }  # fmt: skip


def main():
    program, verifier = sys.argv[1:3]
    failed = False
    with tempfile.TemporaryDirectory() as scratch:
        small = held(program, verifier, pathlib.Path(scratch), SMALL)
        large = held(program, verifier, pathlib.Path(scratch), LARGE)
    for what, octets in large.items():
        grown = octets - small[what]
        allowed = (LARGE - SMALL) * BALLOT_OCTETS + SLACK_OCTETS
        failed |= grown > allowed
        print(
            f"{what}: {small[what] >> 10} KiB for {SMALL} ballots, {octets >> 10} KiB for {LARGE}; "
            f"{grown >> 10} KiB more, {allowed >> 10} KiB allowed"
        )
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
