#!/usr/bin/env python3
"""What encryptors write beside a record: the commitments of its proofs, in the record's order.

    hints.py COUNTERFOIL

The commitments are computed here from the published ballots, by the equations of the specification;
the sidecar and the binary batches are read by Python, from doc/formats.md alone.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

from bases import TOY, groups

import binary

MANIFEST = {
    "label": "One contest of everything",
    "contests": [
        {
            "label": f"Contest {i}",
            "selection_limit": limit,
            "option_limit": most,
            "data_blocks": blocks,
            "options": [f"option {j}" for j in range(options)],
        }
        for i, (limit, most, blocks, options) in enumerate(
            [(1, 1, 0, 3), (4, 1, 3, 5), (5, 5, 1, 2), (7, 2, 0, 4)]
        )
    ],
    "ballot_styles": [
        {"label": "all", "contests": [1, 2, 3, 4]},
        {"label": "two", "contests": [2, 3]},
        {"label": "last", "contests": [4]},
    ],
}


def need(true, what):
    if not true:
        raise AssertionError(what)


class Story:
    def __init__(self, program, scratch):
        self.program, self.scratch, self.made = program, pathlib.Path(scratch), 0

    def place(self, suffix=""):
        self.made += 1
        return self.scratch / f"{self.made}{suffix}"

    def run(self, *words):
        return subprocess.run(
            [self.program, *map(str, words)], capture_output=True, check=False
        )

    def demo(self, *options):
        """A record and its sidecar."""
        folder, hints, manifest = self.place(), self.place(".hints"), self.place(".json")
        manifest.write_text(json.dumps(MANIFEST))
        words = ["demo", "--quiet", "--ballots=40", "--group=toy 64/256", f"--manifest={manifest}"]
        done = self.run(*words, f"--write-hints={hints}", *options, folder)
        need(done.returncode == 0, done.stderr.decode())
        return folder / "record", hints

    def encrypt(self, record, *options):
        out, hints = self.place(), self.place(".hints")
        words = ["encrypt", "--allow-toy", "--device=Table", f"--write-hints={hints}", *options]
        done = self.run(*words, record, record.parent / "votes.jsonl", out)
        need(done.returncode == 0, done.stderr.decode())
        return out, hints


# --- a record as Python reads it ---


def ballots_of(record):
    """In the order of the record."""
    for path in sorted((record / "ballots").iterdir()):
        if path.suffix == ".cfb":
            width, ballots = binary.parts_of(path.read_bytes())
            yield from (binary.take_ballot(ballot, width)[0] for ballot in ballots)
        else:
            yield from map(json.loads, path.read_text().splitlines())


class Commitments:
    """What the proofs of a ballot committed to, from what it publishes."""

    def __init__(self, record, group):
        self.group = group
        self.key = int(json.loads((record / "keys.json").read_text())["K"], 16)

    def power(self, base, exponent):
        return pow(base, exponent % self.group.q, self.group.p)

    def octets(self, *factors):
        product = 1
        for factor in factors:
            product = product * factor % self.group.p
        return product.to_bytes(self.group.element_octets, "big")

    def range(self, alpha, beta, proof):
        """a_j = g^v_j alpha^c_j, b_j = K^(v_j - j c_j) beta^c_j"""
        out = b""
        for j, branch in enumerate(proof):
            c, v = int(branch["c"], 16), int(branch["v"], 16)
            out += self.octets(self.power(self.group.g, v), self.power(alpha, c))
            out += self.octets(self.power(self.key, v - j * c), self.power(beta, c))
        return out

    def schnorr(self, hashed):
        """a = g^v c0^c"""
        c, v = (int(hashed["c2"][name], 16) for name in "cv")
        return self.octets(self.power(self.group.g, v), self.power(int(hashed["c0"], 16), c))

    def contest(self, contest):
        out, sums = b"", [1, 1]
        for selection in contest["selections"]:
            pair = [int(selection[name], 16) for name in ("alpha", "beta")]
            sums = [x * y % self.group.p for x, y in zip(sums, pair)]
            out += self.range(*pair, selection["proof"])
        out += self.range(*sums, contest["limit_proof"])
        return out + (self.schnorr(contest["data"]) if "data" in contest else b"")

    def ballot(self, ballot):
        return b"".join(map(self.contest, ballot["contests"])) + self.schnorr(ballot["nonce"])


def are_hints_of(record, path):
    group = groups.load(TOY)
    head, hints = binary.sidecar(path.read_bytes())
    ballots = list(ballots_of(record))
    keys = json.loads((record / "keys.json").read_text())
    need(head == {"width": group.element_octets, "h_e": keys["h_e"]}, f"the head says {head}")
    need(len(hints) == len(ballots), f"{len(hints)} of {len(ballots)} ballots")
    commitments = Commitments(record, group)
    for number, (ballot, found) in enumerate(zip(ballots, hints)):
        need(found == commitments.ballot(ballot), f"ballot {number}: other hints")


# --- the claims ---


def hints_are_the_commitments_of_the_record(story):
    for options in ([], ["--binary"], ["--chain"], ["--jobs=1"], ["--seed=x", "--binary"]):
        record, hints = story.demo(*options)
        are_hints_of(record, hints)
        for more in ([], ["--binary"], ["--chain", "--jobs=3"]):
            are_hints_of(*story.encrypt(record, *more))


def hints_tell_nothing_of_the_order_of_encryption(story):
    """A chain says in which order its ballots came.  The sidecar has that of the record."""
    record, hints = story.demo("--chain")
    devices = json.loads((record / "devices.json").read_text())["devices"]
    published = [ballot["id_b"] for ballot in ballots_of(record)]
    for device in devices:
        own = [x for x in published if x in device["ballots"]]
        need(len(own) < 5 or own != device["ballots"], "the record has the order of the chain")
    are_hints_of(record, hints)


def a_seed_makes_the_same_sidecar(story):
    """On any number of cores, and whatever the form of the ballots; and the record is the same as
    without."""
    first, hints = story.demo("--seed=again")
    for options in (["--jobs=1"], ["--jobs=4"], ["--binary"]):
        record, other = story.demo("--seed=again", *options)
        need(other.read_bytes() == hints.read_bytes(), f"{options}: another sidecar")
        need(list(ballots_of(record)) == list(ballots_of(first)), f"{options}: other ballots")


def a_binary_record_is_a_converted_one(story):
    lines, _ = story.demo("--seed=form")
    octets, _ = story.demo("--seed=form", "--binary")
    converted = story.place()
    done = story.run("record", "convert", "--to=counterfoil-binary", lines, converted)
    need(done.returncode == 0, done.stderr.decode())
    names = sorted(p.relative_to(octets) for p in octets.rglob("*") if p.is_file())
    need(names == sorted(p.relative_to(converted) for p in converted.rglob("*") if p.is_file()), names)
    for name in names:
        need((octets / name).read_bytes() == (converted / name).read_bytes(), name)


def nothing_is_written_over(story):
    record, hints = story.demo("--seed=x")
    before = hints.read_bytes()
    link = story.place(".hints")
    link.symlink_to("nowhere")
    for path, said in (
        (hints, "exists"),
        (link, "exists"),
        (record / "hints", "in the record"),
        (story.place() / "no" / "such", "No such file"),
    ):
        out = story.place()
        words = ["--allow-toy", "--device=Table", f"--write-hints={path}", record]
        done = story.run("encrypt", *words, record.parent / "votes.jsonl", out)
        need(done.returncode == 2, f"{path}: exit {done.returncode}")
        need(said in done.stderr.decode(), f"{path}: {done.stderr.decode()}")
        need(not (out / "ballots").exists(), f"{path}: ballots were written")
    done = story.run("demo", "--group=toy 64/256", f"--write-hints={hints}", story.place())
    need(done.returncode == 2 and b"exists" in done.stderr, done.stderr.decode())
    need(hints.read_bytes() == before, "the sidecar was touched")
    left = [p.name for p in story.scratch.iterdir() if p.name.startswith(".counterfoil")]
    need(not left, f"left behind: {left}")


CLAIMS = [
    hints_are_the_commitments_of_the_record,
    hints_tell_nothing_of_the_order_of_encryption,
    a_seed_makes_the_same_sidecar,
    a_binary_record_is_a_converted_one,
    nothing_is_written_over,
]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("program")
    args = parser.parse_args()
    failed = 0
    for claim in CLAIMS:
        with tempfile.TemporaryDirectory() as scratch:
            try:
                claim(Story(args.program, scratch))
                print(f"holds: {claim.__name__}", flush=True)
            except AssertionError as why:
                failed += 1
                print(f"DOES NOT HOLD: {claim.__name__}: {str(why)[:3000]}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
