#!/usr/bin/env python3
"""The committed table of groups is what its generator writes, and holds the numbers of the test vectors.

    parameters.py SOURCE_DIR

The vectors were written down apart from the generator, by hand from the specification.
"""
import json
import pathlib
import subprocess
import sys


def first_difference(ours, theirs):
    for number, (a, b) in enumerate(zip(ours.splitlines(), theirs.splitlines()), start=1):
        if a != b:
            return f"line {number}: {a!r} where the generator writes {b!r}"
    return "one is longer than the other"


def vector_name(name):
    """"toy 7/16" is "toy-7-16" there."""
    return name.replace(" ", "-").replace("/", "-")


def main():
    source = pathlib.Path(sys.argv[1])
    generator = source / "tools" / "make-group-parameters"

    def run(*arguments):
        return subprocess.run([sys.executable, generator, *arguments], check=True,
                              capture_output=True, text=True).stdout

    committed = (source / "src" / "group" / "parameters_table.c").read_text()
    generated = run()
    if committed != generated:
        sys.exit("parameters_table.c: " + first_difference(committed, generated))

    vectors = json.loads((source / "tests" / "vectors" / "electionguard" / "groups.json").read_text())
    groups = json.loads(run("--json"))
    assert len(groups) == 9
    for group in groups:
        vector = vectors[vector_name(group["name"])]
        for letter in "pqrg":
            assert int(group[letter], 16) == int(vector[letter], 16), (group["name"], letter)
    print(f"{len(groups)} groups: the table is the generator's, and the vectors agree")


if __name__ == "__main__":
    main()
