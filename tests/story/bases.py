"""The good records that mutations start from, each with a record of another election beside it."""

import csv
import json
import pathlib
import subprocess
import sys

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS / "reference"))

import groups  # noqa: E402
import make_record  # noqa: E402
import plan  # noqa: E402
import writing  # noqa: E402
from documents import Base, binary  # noqa: E402

VECTORS = TESTS / "vectors" / "records"
SHARED = TESTS.parent.parent / "shared" / "records"
TOY = "toy-64-256"

# name, format, election, options of the maker
MADE = [
    ("plain21-small", "plain21", plan.small, {}),
    (
        "plain21-drawn",
        "plain21",
        lambda: plan.drawn(4, n=4, k=3, ballots=8, devices=3, chained=2),
        {},
    ),
    ("counterfoil", "counterfoil", plan.small, {"batch": 4}),
    ("counterfoil-binary", "counterfoil", plan.small, {"batch": 4}),
    ("counterfoil.tar", "counterfoil", plan.small, {"batch": 4}),
    ("plain21.tar", "plain21", plan.small, {}),
    ("egk-ec", "egk-ec", lambda: plan.small(), {"baux_0": b"device information"}),
    ("egk-ec-unchained", "egk-ec", lambda: plan.small(chained=False), {"baux_0": b""}),
    ("egk-kmp", "egk-kmp", lambda: plan.small(), {"baux_0": b"", "first_alone": True}),
    (
        "egk-kmp-flat",
        "egk-kmp",
        lambda: plan.drawn(6, ballots=6, chained=0, gaps=True),
        {"folders": False},
    ),
]


def made(name, format_, election, options, group, seed=None):
    election = make_record.election_for(format_, election())
    if seed is not None:
        election.seed, election.label = seed, f"{election.label} ({seed})"
    files = make_record.maker(format_, group, election, **options).make()
    if "binary" in name:
        files = in_octets(files)
    octets = {path: writing.octets_of(x) for path, x in files.items()}
    return Base(name, format_, octets, group, election.tally(), name.endswith(".tar"))


def in_octets(files):
    """The record with its batches of ballots in binary."""
    return {
        path.replace(".jsonl", ".cfb") if path.startswith("ballots/") else path: (
            binary.batch(value) if path.startswith("ballots/") else value
        )
        for path, value in files.items()
    }


# What fresh elections are about.
FRESH = {
    "contests": [
        {
            "label": "Mayor",
            "selection_limit": 1,
            "option_limit": 1,
            "data_blocks": 1,
            "options": ["Ada", "Bo"],
        },
        {
            "label": "Points",
            "selection_limit": 3,
            "option_limit": 2,
            "data_blocks": 0,
            "options": ["North", "South"],
        },
    ],
    "ballot_styles": [{"label": "all", "contests": [1, 2]}, {"label": "one", "contests": [1]}],
}


def fresh(program, format_, chain, group, scratch):
    """A record that `counterfoil demo` made just now."""
    scratch.mkdir(parents=True)
    manifest = scratch / "manifest.json"
    manifest.write_text(json.dumps({"label": scratch.name} | FRESH), encoding="utf-8")
    words = ["--quiet", "--ballots", "30", "--group", "toy 64/256", "--manifest", manifest]
    words += ["--seed", scratch.name]  # so that a change that was not found can be made again
    subprocess.run([program, "demo", *words, *chain, scratch / "made"], check=True)
    record = scratch / "made" / "record"
    if format_ == "plain21":
        record = scratch / "plain21"
        made_record = scratch / "made" / "record"
        subprocess.run(
            [program, "record", "convert", "--to", format_, made_record, record],
            check=True,
            capture_output=True,
        )
    files = {str(p.relative_to(record)): p.read_bytes() for p in record.rglob("*") if p.is_file()}
    tally = {}
    with (scratch / "made" / "expected.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            tally.setdefault(row["contest"], {})[row["option"]] = int(row["count"])
    return Base(scratch.name, format_, files, group, tally)


def fresh_bases(program, only, scratch):
    for format_, chain in (("counterfoil", []), ("plain21", ["--chain"])):
        name = f"fresh-{format_}"
        if not only or only in name:
            toy = groups.load(TOY)
            yield fresh(program, format_, chain, toy, scratch / name), fresh(
                program, format_, chain, toy, scratch / f"{name}-other"
            )


def all_bases(only, full):
    """(base, foreign) pairs; the large ones only when all is tried."""
    toy = groups.load(TOY)
    for name, format_, election, options in MADE:
        if not only or only in name:
            yield made(name, format_, election, options, toy), made(
                name, format_, election, options, toy, seed=9
            )
    fixtures = [(VECTORS / "cs21-toy", "plain21", toy)]
    if full:
        standard = groups.load("standard")
        fixtures.append((VECTORS / "cs21-small", "plain21", standard))
    for folder, format_, group in fixtures:
        if not only or only in folder.name:
            name, _, election, options = MADE[0]
            yield Base.from_folder(folder, format_, group), made(
                name, format_, election, options, group, seed=9
            )
