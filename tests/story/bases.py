"""The good records that mutations start from, each with a record of another election beside it."""

import pathlib
import sys

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS / "reference"))

import groups  # noqa: E402
import make_record  # noqa: E402
import plan  # noqa: E402
import writing  # noqa: E402
from documents import Base  # noqa: E402

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
    octets = {path: x if isinstance(x, bytes) else writing.readable(x) for path, x in files.items()}
    return Base(name, format_, octets, group, election.tally())


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
