#!/usr/bin/env python3
"""The verifier with hints, over the standard group: faster with good ones, the same with any.

    hinted.py COUNTERFOIL VERIFIER

A record of an election in several shapes, its sidecar from whoever encrypted and from whoever
verified first, and sidecars of every kind that is no good.  The report is always the same octets.
"""
import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tarfile
import tempfile

HEAD = 64

MANIFEST = {
    "label": "Two contests",
    "contests": [
        {
            "label": "Mayor",
            "selection_limit": 1,
            "option_limit": 1,
            "data_blocks": 1,
            "options": ["Ada", "Bo", "Cleo"],
        },
        {
            "label": "Points",
            "selection_limit": 4,
            "option_limit": 3,
            "data_blocks": 0,
            "options": ["North", "South"],
        },
    ],
    "ballot_styles": [{"label": "all", "contests": [1, 2]}, {"label": "one", "contests": [1]}],
}


def need(true, what):
    if not true:
        raise AssertionError(what)


class Story:
    def __init__(self, args, scratch):
        self.counterfoil, self.verifier = map(os.path.abspath, (args.counterfoil, args.verifier))
        self.scratch, self.made = pathlib.Path(scratch), 0
        self.record, self.hints = self.demo("a seed")
        self.due = self.report()

    def place(self):
        self.made += 1
        return self.scratch / str(self.made)

    def run(self, program, *words):
        return subprocess.run([program, *map(str, words)], capture_output=True, check=False)

    def demo(self, seed):
        folder, hints, manifest = self.place(), self.place(), self.place()
        manifest.write_text(json.dumps(MANIFEST))
        words = ["demo", "--quiet", "--ballots=40", f"--seed={seed}", f"--manifest={manifest}"]
        done = self.run(self.counterfoil, *words, f"--write-hints={hints}", folder)
        need(done.returncode == 0, done.stderr.decode())
        return folder / "record", hints

    def verify(self, *words, record=None):
        return self.run(self.verifier, record or self.record, "--quiet", "--json=-", *words)

    def report(self, *words, record=None):
        done = self.verify(*words, record=record)
        return done.returncode, done.stdout

    def written(self, octets):
        path = self.place()
        path.write_bytes(octets)
        return path


def whoever_verifies_first_writes_what_whoever_encrypted_did(story):
    need(story.due[0] == 0, story.due)
    path = story.place()
    need(story.report(f"--write-hints={path}") == story.due, "writing changed the report")
    need(path.read_bytes() == story.hints.read_bytes(), "other hints")


def the_report_is_the_same_with_hints_on_any_number_of_cores(story):
    for jobs in (1, 2, 3, 8):
        done = story.verify(f"--hints={story.hints}", f"--jobs={jobs}")
        need((done.returncode, done.stdout) == story.due, f"another report on {jobs} cores")
        need(done.stderr == b"", done.stderr.decode())


def hints_serve_the_record_in_every_form(story):
    archive = story.scratch / "record.tar"
    with tarfile.open(archive, "w", format=tarfile.USTAR_FORMAT) as tar:
        for path in sorted(story.record.rglob("*")):
            if path.is_file():
                tar.add(path, str(path.relative_to(story.record)))
    done = story.verify(f"--hints={story.hints}", record=archive)
    need((done.returncode, done.stdout) == story.due, "another report of the archive")
    need(done.stderr == b"", done.stderr.decode())


def spoilt(octets, rng):
    """A sidecar's octets, made worse; the head is left alone, so that it is used."""
    yield "another tail", octets[: len(octets) // 2] + rng.randbytes(len(octets) // 2)
    yield "random hints", octets[:HEAD] + rng.randbytes(len(octets) - HEAD)
    yield "no hints but zeros", octets[:HEAD] + bytes(len(octets) - HEAD)
    for _ in range(5):
        flipped = bytearray(octets)
        flipped[rng.randrange(HEAD, len(octets))] ^= 1 << rng.randrange(8)
        yield "one bit", bytes(flipped)
    every = bytearray(octets)
    every[HEAD::512] = bytes(x ^ 1 for x in every[HEAD::512])
    yield "a bit of each", bytes(every)


def bad_hints_change_nothing(story):
    octets = story.hints.read_bytes()
    for what, bad in spoilt(octets, random.Random(1)):
        need(story.report(f"--hints={story.written(bad)}") == story.due, what)


def no_sidecars(story):
    octets = story.hints.read_bytes()
    yield "cut short", octets[:-1], "does not end with the file"
    yield "empty", b"", "begins with"
    yield "its head only", octets[:HEAD], "does not end with the file"
    yield "no sidecar", (story.record / "manifest.json").read_bytes(), "with which a sidecar begins"
    yield "another election's", story.demo("another seed")[1].read_bytes(), "another election"


def what_is_no_sidecar_of_this_record_is_said_and_not_used(story):
    for what, octets, words in no_sidecars(story):
        done = story.verify(f"--hints={story.written(octets)}")
        need((done.returncode, done.stdout) == story.due, what)
        need(b"is not used" in done.stderr and words.encode() in done.stderr, done.stderr.decode())


def a_lie_is_a_lie_with_hints(story):
    batch = story.record / "ballots" / "00000001.jsonl"
    honest = batch.read_bytes()
    lines = honest.splitlines(keepends=True)
    for number, key in ((3, "alpha"), (20, "c"), (30, "v"), (39, "c0")):
        ballot = json.loads(lines[number])
        changed = list(lines)
        changed[number] = lied(lines[number], ballot, key)
        batch.write_bytes(b"".join(changed))
        exact = story.report()
        need(exact[0] == 1, f"{key} of ballot {number} was accepted")
        need(story.report(f"--hints={story.hints}", "--jobs=3") == exact, f"{key} with hints")
    batch.write_bytes(honest)


def lied(line, ballot, key):
    """The line with another digit in the first value of this key."""
    value = found(ballot, key)
    digit = "0" if value[-1] != "0" else "1"
    return line.replace(value.encode(), (value[:-1] + digit).encode(), 1)


def found(value, key):
    if isinstance(value, dict):
        if isinstance(value.get(key), str):
            return value[key]
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            text = found(part, key)
            if text:
                return text
    return None


def nothing_is_written_where_nothing_could_be_verified(story):
    empty, path = story.place(), story.place()
    empty.mkdir()
    done = story.verify(f"--write-hints={path}", record=empty)
    need(done.returncode == 2 and not path.exists(), "hints of no record")
    need(b"was not written" in done.stderr, done.stderr.decode())


CLAIMS = [
    whoever_verifies_first_writes_what_whoever_encrypted_did,
    the_report_is_the_same_with_hints_on_any_number_of_cores,
    hints_serve_the_record_in_every_form,
    bad_hints_change_nothing,
    what_is_no_sidecar_of_this_record_is_said_and_not_used,
    a_lie_is_a_lie_with_hints,
    nothing_is_written_where_nothing_could_be_verified,
]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("counterfoil")
    parser.add_argument("verifier")
    args = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as scratch:
        story = Story(args, scratch)
        for claim in CLAIMS:
            try:
                claim(story)
                print(f"ok      {claim.__name__}", flush=True)
            except AssertionError as why:
                wrong += 1
                print(f"NOT SO  {claim.__name__}\n        {str(why)[:3000]}", flush=True)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
