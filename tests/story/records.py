#!/usr/bin/env python3
"""Whole records through the verifier: each gets the verdict that it deserves, and the same one
every time.

    records.py VERIFIER [--only TEXT] [--long]

The records are those of tests/vectors/records, those that the reference makes from a seed, and,
where they lie beside the source folder, those of ../shared/records; what is not there is skipped
aloud.  --long adds slower ones.
"""
import argparse
import csv
import io
import json
import pathlib
import shutil
import sys
import tempfile
import time


from bases import SHARED, VECTORS, groups, make_record, plan, writing
from verifier import Misbehaved, Verifier

# Formats and groups that are recognised and not built.
NOT_BUILT = ("p256", "belenios", "helios", "ms-1.91", "egrust")


class Story:
    def __init__(self, verifier, scratch, long):
        self.verifier, self.scratch, self.long = verifier, pathlib.Path(scratch), long
        self.made = 0

    def folder(self):
        self.made += 1
        return self.scratch / str(self.made)

    def make(self, format_, election, group="toy-64-256", **options):
        """A record of the reference: (folder, plan)."""
        group = groups.load(group)
        election = make_record.election_for(format_, election)
        folder = self.folder()
        writing.write(folder, make_record.maker(format_, group, election, **options).make())
        return folder, election


def need(true, what):
    if not true:
        raise AssertionError(what)


def same(found, wanted, what):
    need(found == wanted, f"{what}: {found}, expected {wanted}")


def accepted(story, folder, election, toy=True):
    result = story.verifier.verify(folder, toy=toy, jobs=2)
    same(result.verdict, "accept", f"verdict\n{result.findings()}\n")
    same(result.tally, election.tally(), "tally")
    same(result.report["ballots"], election.counts(), "ballots")
    same(result.report.get("weights", {}), election.weights(), "weights")


# --- the claims ---


def fixtures_get_the_verdict_that_they_declare(story):
    for folder in sorted(VECTORS.iterdir()):
        judge_declared(story, folder)


def shared_records_get_the_verdict_that_they_declare(story):
    if not SHARED.is_dir():
        print("    SKIPPED: ../shared/records is not there")
        return
    for folder in sorted(SHARED.iterdir()):
        judge_declared(story, folder)


def judge_declared(story, folder):
    expected = folder / "expected.json"
    if any(word in folder.name for word in NOT_BUILT):
        need_unsupported(story, folder)
        return
    if not expected.exists():
        print(f"    SKIPPED: {folder.name} declares nothing")
        return
    declared = json.loads(expected.read_text())
    for flags, verdict in declared["counterfoil"].items():
        result = story.verifier.verify(folder, toy="--allow-toy" in flags, jobs=2)
        same(result.verdict, verdict, f"{folder.name} {flags}\n{result.findings()}\n")
        if verdict == "accept":
            same(result.tally, declared["tally"], f"tally of {folder.name}")
    print(f"    {folder.name}: {declared['counterfoil']}")


def need_unsupported(story, folder):
    result = story.verifier.verify(folder, toy=False)
    same((result.verdict, result.code), ("unsupported", 2), folder.name)
    print(f"    {folder.name}: unsupported")


def toy_groups_are_refused_unless_allowed(story):
    for format_ in make_record.FORMATS:
        folder, _ = story.make(format_, plan.small())
        result = story.verifier.verify(folder, toy=False)
        same(result.verdict, "reject", format_)
        need(
            {"1.B", "1.C", "1.D"} & result.ids("fail"),
            f"{format_}: nothing failed in verification 1",
        )


def made_records_are_accepted_with_their_tally(story):
    variants = [
        ("plain21", {}),
        ("counterfoil", {"batch": 3}),
        ("egk-ec", {}),
        ("egk-kmp", {"baux_0": b""}),
        ("egk-ec", {"folders": False}),
        ("egk-kmp", {"first_alone": True, "baux_0": b"\xff\x80 octets"}),
    ]
    for seed in range(40 if story.long else 12):
        format_, options = variants[seed % len(variants)]
        chained = 0 if options.get("folders") is False else seed % 3
        election = plan.drawn(
            seed,
            n=seed % 5 + 1,
            k=seed % 5 // 2 + 1,
            contests=seed % 6 + 1,
            ballots=seed % 9 + 1,
            devices=seed % 3 + 1,
            chained=chained,
            gaps=format_ in make_record.DIALECTS,
        )
        folder, election = story.make(format_, election, **options)
        accepted(story, folder, election)


def every_toy_group_is_known(story):
    for name in json.loads((groups.VECTORS / "groups.json").read_text()):
        if name.startswith("toy"):
            election = plan.drawn(3, ballots=3, weighted=False)
            folder, election = story.make("plain21", election, name)
            accepted(story, folder, election)


def standard_group_is_accepted(story):
    for seed, format_ in enumerate(make_record.FORMATS):
        election = plan.drawn(seed, ballots=2, contests=2, gaps=format_ in make_record.DIALECTS)
        folder, election = story.make(format_, election, "standard")
        accepted(story, folder, election, toy=False)


def keys_alone_are_incomplete(story):
    """What is there holds, what is missing is said: nobody reads "accept" of an election without
    ballots."""
    for format_, rest in (
        ("plain21", ["ballots", "devices.json", "tally.json", "challenged", "contest_data.json"]),
        (
            "counterfoil",
            ["ballots", "devices.json", "tally.json", "challenged", "contest_data", "codes"],
        ),
        (
            "egk-ec",
            ["encrypted_ballots", "encrypted_tally.json", "tally.json", "challenged_ballots"],
        ),
    ):
        folder, _ = story.make(format_, plan.small())
        for name in rest:
            remove(folder / name)
        result = story.verifier.verify(folder)
        same(result.verdict, "incomplete", f"{format_}\n{result.findings()}\n")
        need(
            {"1.F", "2.C", "3.A", "4.A"} <= result.ids("pass"), f"{format_}: the key ceremony holds"
        )
        need(
            {"6.D", "9.A", "10.B"} <= result.ids("absent"),
            f"{format_}: ballots and tally are absent",
        )


def ballots_without_a_tally_are_incomplete(story):
    for format_, rest in (
        ("plain21", ["tally.json"]),
        ("counterfoil", ["tally.json"]),
        ("egk-kmp", ["encrypted_tally.json", "tally.json"]),
    ):
        folder, _ = story.make(format_, plan.small())
        for name in rest:
            remove(folder / name)
        result = story.verifier.verify(folder)
        same(result.verdict, "incomplete", f"{format_}\n{result.findings()}\n")
        need({"6.D", "7.D", "8.B"} <= result.ids("pass"), f"{format_}: the ballots hold")
        need({"9.A", "10.B", "11.D"} <= result.ids("absent"), f"{format_}: the tally is absent")
        need(not result.tally, f"{format_}: no tally is shown")


def remove(path):
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def report_octets(story, record, *arguments, cwd=None):
    return story.verifier.start(
        record, "--json", "-", "--quiet", "--allow-toy", *arguments, cwd=cwd
    ).stdout


def reports_do_not_depend_on_the_number_of_jobs(story):
    for record in [VECTORS / "cs21-toy", VECTORS / "cs21-small", broken(story)]:
        alone = report_octets(story, record, "--jobs", 1)
        need(alone, f"{record.name}: no report")
        for jobs in (2, 3, 4, 16):
            need(
                report_octets(story, record, "--jobs", jobs) == alone,
                f"{record.name}: --jobs {jobs} differs",
            )


def broken(story):
    """A record with findings in many ballots, so that their order matters."""
    folder = story.folder()
    shutil.copytree(VECTORS / "cs21-toy", folder)
    for path in sorted((folder / "ballots").iterdir())[::2]:
        path.write_bytes(
            path.read_bytes().replace(b'"chi": "1', b'"chi": "2').replace(b'"v": "0', b'"v": "1')
        )
    return folder


def reports_do_not_depend_on_the_place(story):
    """Another folder, another working directory, another way to write the path, files made in
    another order."""
    origin = VECTORS / "cs21-toy"
    first = report_octets(story, origin)
    copy = story.folder()
    for path in sorted(origin.rglob("*"), reverse=True):
        if path.is_file():
            target = copy / path.relative_to(origin)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    same(report_octets(story, copy), first, "in another folder")
    same(report_octets(story, ".", cwd=copy), first, "from inside")
    same(report_octets(story, f"{copy}/./"), first, "with dots in the path")
    need(
        str(copy).encode() not in first and b"jobs" not in first,
        "the report names nothing of the machine",
    )


def archives_are_read_as_folders_are(story):
    """The same record in one file, byte for byte the same report; and the octets of the archive alone
    decide."""
    for format_ in make_record.FORMATS:
        folder, _ = story.make(format_, plan.drawn(5, gaps=format_ in make_record.DIALECTS))
        first = report_octets(story, folder)
        need(b'"verdict": "accept"' in first, f"{format_}: {first[:300]}")
        files = {
            str(path.relative_to(folder)): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        for name, octets in (
            ("record.tar", writing.tar(files)),
            ("record", writing.tar(files, prefix="./", folders=True)),
        ):
            archive = story.folder()
            archive.mkdir()
            (archive / name).write_bytes(octets)
            same(report_octets(story, archive / name), first, f"{format_}, {name}")


def order_is_seen_wherever_a_batch_is_cut(story):
    """Among enough ballots that a piece of the work has several, on any number of cores."""
    group = groups.load("toy-64-256")
    election = plan.drawn(2, contests=1, ballots=150, challenged=0, spoiled=0)
    files = make_record.maker("counterfoil", group, election).make()
    batch = files["ballots/00000001.jsonl"]
    for place in range(0, 8):
        folder = story.folder()
        lines = list(batch)
        lines[place], lines[place + 1] = lines[place + 1], lines[place]
        writing.write(folder, files | {"ballots/00000001.jsonl": writing.Lines(lines)})
        result = story.verifier.verify(folder, jobs=1 + place % 3)
        same(result.ids("fail"), {"X.24", "X.25"}, f"exchanged at {place}\n{result.findings()}")
        where = [finding["where"] for finding in result.checks["X.24"]["findings"]]
        same(where, [f"ballots/00000001.jsonl:{place + 2}"], "place")


def large_indices_are_cut(story):
    """More ballots than one file of the index may have."""
    if not story.long:
        print("    SKIPPED without --long: 4,100 ballots take minutes to make")
        return
    folder, election = story.make(
        "counterfoil", plan.drawn(2, contests=1, ballots=4100, challenged=0, spoiled=0)
    )
    need((folder / "codes" / "E.jsonl").exists(), "the index is cut by one digit")
    accepted(story, folder, election)


def csv_says_the_tally(story):
    for format_ in make_record.FORMATS:
        folder, election = story.make(format_, plan.drawn(7, gaps=format_ in make_record.DIALECTS))
        done = story.verifier.start(folder, "--csv", "-", "--quiet", "--allow-toy")
        rows = list(csv.reader(io.StringIO(done.stdout.decode(), newline="")))
        counted = {
            (contest, option): count
            for contest, options in election.tally().items()
            for option, count in options.items()
        }
        found = {(row[0], row[1]): row[2] for row in rows[1:]}
        same(found, {key: str(count) for key, count in counted.items()}, f"{format_}: CSV")


def unsound(change):
    """The small election with a manifest that nobody should have signed, hashed as it is."""
    election = plan.small()
    change(election)
    return election


def set_limit(name, value):
    return lambda election: setattr(election.contests[2], name, value)


UNSOUND = {
    "no votes allowed": set_limit("selection_limit", 0),
    "no votes for an option": set_limit("option_limit", 0),
    "two contests of one name": lambda e: setattr(e.contests[1], "label", e.contests[0].label),
    "two options of one name": lambda e: setattr(
        e.contests[0].options[1], "label", e.contests[0].options[0].label
    ),
    "a style with a contest twice": lambda e: e.styles.append(plan.Style("Twice", [1, 1])),
    "a style with no such contest": lambda e: e.styles.append(plan.Style("Lost", [4])),
    "two styles of one name": lambda e: e.styles.append(plan.Style("Town", [1])),
}


def unsound_manifests_are_refused(story):
    """However well the record is hashed and proved: two readers may understand it in two ways."""
    for what, change in UNSOUND.items():
        for format_ in ("plain21", "egk-ec"):
            if format_ != "plain21" and what.startswith("a style with"):
                continue  # there styles are sets of units, and units need not have contests
            folder = raw_record(story, format_, unsound(change), what)
            result = story.verifier.verify(folder)
            need(result.code == 2, f"{format_}, {what}: {result.verdict}\n{result.findings()}")


def raw_record(story, format_, election, what):
    group = groups.load("toy-64-256")
    if format_ != "plain21":
        make_record.suited(election)
        relabel(election, what)
    folder = story.folder()
    writing.write(folder, make_record.maker(format_, group, election).make())
    return folder


def relabel(election, what):
    """The dialects have names of their own: make them clash again."""
    if what == "two contests of one name":
        election.contests[1].label = election.contests[0].label
    if what == "two options of one name":
        options = election.contests[0].options
        options[1].label = options[0].label


def expected_elections_are_pinned(story):
    folder, _ = story.make("plain21", plan.small())
    name = story.verifier.verify(folder).report["election"]["extended_base_hash"]
    same(
        story.verifier.verify(folder, "--expect", name).verdict, "accept", "the election that it is"
    )
    result = story.verifier.verify(
        folder, "--expect", name[:-1] + ("0" if name[-1] != "0" else "1")
    )
    same((result.verdict, result.ids("fail")), ("reject", {"X.1"}), "another election")
    same(
        story.verifier.start(folder, "--expect", name[:-1]).returncode,
        2,
        "half a hash is a usage error",
    )
    same(
        story.verifier.start(folder, "--expect", "z" * 64).returncode, 2, "no hash is a usage error"
    )


def things_that_are_no_records_are_told_apart(story):
    nothing, empty, text = story.folder(), story.folder(), story.folder()
    empty.mkdir()
    text.write_text("{}")
    for path in (nothing, empty, text, "/dev/null", ""):
        same(story.verifier.start(path, "--quiet").returncode, 2, f'exit code for "{path}"')
    same(story.verifier.start().returncode, 2, "no record named")
    same(story.verifier.start(empty, "--no-such-option").returncode, 2, "an unknown option")
    same(story.verifier.start(empty, empty).returncode, 2, "two records")


def reports_are_written_to_files(story):
    folder, _ = story.make("plain21", plan.small())
    out, table = story.folder(), story.folder()
    code = story.verifier.start(
        folder, "--allow-toy", "--quiet", "--json", out, "--csv", table
    ).returncode
    same(code, 0, "exit code")
    same(out.read_bytes(), report_octets(story, folder), "the report in the file")
    need(table.read_text(), "the table in the file")
    code = story.verifier.start(folder, "--allow-toy", "--quiet", "--json", "/dev/full").returncode
    same(code, 2, "a report that cannot be written is not a verdict")


CLAIMS = [
    fixtures_get_the_verdict_that_they_declare,
    shared_records_get_the_verdict_that_they_declare,
    toy_groups_are_refused_unless_allowed,
    made_records_are_accepted_with_their_tally,
    every_toy_group_is_known,
    standard_group_is_accepted,
    keys_alone_are_incomplete,
    ballots_without_a_tally_are_incomplete,
    reports_do_not_depend_on_the_number_of_jobs,
    reports_do_not_depend_on_the_place,
    archives_are_read_as_folders_are,
    order_is_seen_wherever_a_batch_is_cut,
    large_indices_are_cut,
    csv_says_the_tally,
    unsound_manifests_are_refused,
    expected_elections_are_pinned,
    things_that_are_no_records_are_told_apart,
    reports_are_written_to_files,
]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("verifier")
    parser.add_argument("--only", default="")
    parser.add_argument("--long", action="store_true")
    args = parser.parse_args()
    wrong = 0
    for claim in CLAIMS:
        if args.only not in claim.__name__:
            continue
        begun = time.monotonic()
        with tempfile.TemporaryDirectory() as scratch:
            try:
                claim(Story(Verifier(args.verifier), scratch, args.long))
                print(f"ok      {claim.__name__} ({time.monotonic() - begun:.1f} s)", flush=True)
            except (AssertionError, Misbehaved) as why:
                wrong += 1
                print(f"NOT SO  {claim.__name__}\n        {str(why)[:3000]}", flush=True)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
