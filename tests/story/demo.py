#!/usr/bin/env python3
"""Fresh elections: what `counterfoil demo` makes is true, and can be made again.

    demo.py COUNTERFOIL VERIFIER [--standard]

Every record is judged three times: by the verifier, by the verifier after `record convert --to
plain21`, and by the reference's own reading of that, which shares no code with either.  --standard
also holds a small election in the standard group.
"""
import argparse
import csv
import filecmp
import json
import pathlib
import subprocess
import sys
import tempfile
import time

from bases import groups  # noqa: F401  (puts tests/reference on the path)
from verifier import Verifier

from reread21 import Reread21

TOY = "toy 64/256"

# name, options; together: every quorum rule, one guardian, one voter, many voters, chains, seeds.
ELECTIONS = [
    ("as ./start holds it", ["--ballots", "60", "--guardians", "5", "--quorum", "3"]),
    ("one guardian, one voter", ["--ballots", "1", "--guardians", "1", "--quorum", "1"]),
    ("all guardians needed", ["--ballots", "9", "--guardians", "4", "--quorum", "4"]),
    ("any one suffices", ["--ballots", "9", "--guardians", "3", "--quorum", "1"]),
    ("chained", ["--ballots", "30", "--chain", "--seed", "chained"]),
    ("chained, one voter", ["--ballots", "1", "--chain"]),
]

MANIFEST = {
    "label": "One contest of everything",
    "contests": [
        {
            "label": f"Wahl №{i}",
            "selection_limit": limit,
            "option_limit": most,
            "data_blocks": blocks,
            "options": [f'"{chr(0x3B1 + j)}", {j}' for j in range(options)],
        }
        for i, (limit, most, blocks, options) in enumerate(
            [(1, 1, 0, 1), (4, 1, 3, 5), (5, 5, 1, 2), (2, 3, 1, 30), (7, 2, 0, 12)]
        )
    ],
    "ballot_styles": [
        {"label": "all", "contests": [1, 2, 3, 4, 5]},
        {"label": "two", "contests": [2, 5]},
        {"label": "last", "contests": [5]},
    ],
}

SMALL = {
    "label": "Yes or no",
    "contests": [
        {"label": "?", "selection_limit": 1, "option_limit": 1, "data_blocks": 0, "options": ["yes"]}
    ],
    "ballot_styles": [{"label": "all", "contests": [1]}],
}


def need(true, what):
    if not true:
        raise AssertionError(what)


class Story:
    def __init__(self, program, verifier, scratch):
        self.program, self.verifier = program, Verifier(verifier)
        self.scratch, self.made = pathlib.Path(scratch), 0

    def run(self, *words):
        done = subprocess.run([self.program, *map(str, words)], capture_output=True, check=False)
        need(
            done.returncode == 0,
            f"{' '.join(map(str, words))}: exit {done.returncode}\n{done.stderr.decode()}",
        )
        return done.stdout.decode()

    def demo(self, *options, group=TOY):
        self.made += 1
        folder = self.scratch / str(self.made)
        self.run("demo", "--group", group, *options, folder)
        return folder

    def convert(self, record, format_):
        self.made += 1
        out = self.scratch / f"{self.made}-{format_}"
        self.run("record", "convert", record, out, "--to", format_)
        return out


def plain_tally(folder):
    tally = {}
    with (folder / "expected.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            tally.setdefault(row["contest"], {})[row["option"]] = int(row["count"])
    return tally


def is_true(story, folder, group, toy=True):
    """The record in both formats, judged by three; its tally is that of the plain votes."""
    plain21 = story.convert(folder / "record", "plain21")
    wanted = plain_tally(folder)
    for record in (folder / "record", plain21):
        result = story.verifier.verify(record, toy=toy, jobs=2)
        need(result.verdict == "accept", f"{result.verdict}\n{result.findings()}")
        need(result.tally == wanted, f"tally {result.tally}, plain votes {wanted}")
    need(Reread21(plain21, group).check() > 0, "the reference looked at nothing")
    counted(folder, result)


def counted(folder, result):
    """The plain ballots are as many of each kind as the report says."""
    states = [json.loads(line)["state"] for line in (folder / "votes.jsonl").open(encoding="utf-8")]
    for state, number in result.report["ballots"].items():
        need(states.count(state) == number, f"{number} ballots {state}, {states.count(state)} voters")


# --- the claims ---


def every_election_is_true(story, toy):
    for name, options in ELECTIONS:
        begun = time.monotonic()
        is_true(story, story.demo(*options), toy)
        print(f"  {name}: {time.monotonic() - begun:.1f} s", flush=True)


def every_quorum_is_true(story, toy):
    for guardians in range(1, 6):
        for quorum in range(1, guardians + 1):
            folder = story.demo("--ballots", 6, "--guardians", guardians, "--quorum", quorum)
            is_true(story, folder, toy)


def more_than_one_batch_is_true(story, _toy):
    """Not read by the reference, which is slow."""
    path = story.scratch / "manifest.json"
    path.write_text(json.dumps(SMALL), encoding="utf-8")
    folder = story.demo("--ballots", 4200, "--manifest", path)
    batches = list((folder / "record" / "ballots").iterdir())
    need(len(batches) == 2, f"{len(batches)} batches of 4,200 ballots")
    result = story.verifier.verify(folder / "record", jobs=2)
    need(result.verdict == "accept", result.findings())
    need(result.tally == plain_tally(folder), "the tally is not that of the plain votes")


def any_manifest_will_do(story, toy):
    path = story.scratch / "manifest.json"
    path.write_text(json.dumps(MANIFEST), encoding="utf-8")
    for seed in ([], ["--seed", "x"]):
        folder = story.demo("--manifest", path, "--ballots", 25, *seed)
        is_true(story, folder, toy)
        same = (folder / "record" / "manifest.json").read_bytes() == path.read_bytes()
        need(same != bool(seed), "a manifest is kept as it is unless there is a seed")


def a_seed_makes_it_repeatable(story, _toy):
    one, two, other = (
        story.demo("--seed", seed, "--jobs", jobs, "--ballots", 20) for seed, jobs in (("a", 1), ("a", 4), ("b", 1))
    )
    need(not differences(one, two), f"the same seed made {differences(one, two)} differently")
    need(differences(one, other), "another seed made the same election")
    fresh = story.demo("--ballots", 20), story.demo("--ballots", 20)
    need(differences(*fresh), "two elections without a seed are the same")


def differences(one, two):
    files = sorted(str(p.relative_to(one)) for p in one.rglob("*") if p.is_file())
    others = sorted(str(p.relative_to(two)) for p in two.rglob("*") if p.is_file())
    _, changed, odd = filecmp.cmpfiles(one, two, files, shallow=False)
    return set(files) ^ set(others) | set(changed) | set(odd)


def a_seed_is_told_by_the_label(story, _toy):
    for seed in ([], ["--seed", "x"]):
        manifest = json.loads((story.demo("--ballots", 1, *seed) / "record" / "manifest.json").read_bytes())
        need(manifest["label"].startswith("DEMONSTRATION") == bool(seed), manifest["label"])


def nothing_is_written_over(story, _toy):
    folder = story.demo("--ballots", 1)
    done = subprocess.run(
        [story.program, "demo", "--group", TOY, folder], capture_output=True, check=False
    )
    need(done.returncode == 2, f"exit {done.returncode} for a folder that is not empty")


def the_standard_group_is_true(story, _toy):
    folder = story.demo("--ballots", 8, group="standard 4096")
    is_true(story, folder, groups.load("standard"), toy=False)


CLAIMS = [
    every_election_is_true,
    every_quorum_is_true,
    more_than_one_batch_is_true,
    any_manifest_will_do,
    a_seed_makes_it_repeatable,
    a_seed_is_told_by_the_label,
    nothing_is_written_over,
]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("program")
    parser.add_argument("verifier")
    parser.add_argument("--standard", action="store_true")
    args = parser.parse_args()
    failed = 0
    for claim in CLAIMS + ([the_standard_group_is_true] if args.standard else []):
        with tempfile.TemporaryDirectory() as scratch:
            try:
                claim(Story(args.program, args.verifier, scratch), groups.load("toy-64-256"))
                print(f"holds: {claim.__name__}", flush=True)
            except AssertionError as why:
                failed += 1
                print(f"DOES NOT HOLD: {claim.__name__}: {why}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
