#!/usr/bin/env python3
"""`record convert`: the same election in another format.

    convert.py COUNTERFOIL VERIFIER

There and back again gives the same files, member by member; a true record stays true, and a lie
stays the same lie.  Files are compared here as JSON, tars are read by Python's own library.
"""
import argparse
import filecmp
import json
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile

from bases import TOY, VECTORS, groups, make_record, plan, writing
from verifier import Verifier

import all_faults
import binary

BINARY = "counterfoil-binary"
OF_BATCHES = {"X.24", "X.25"}
NUMBERS = ("p", "q", "r", "g")


def need(true, what):
    if not true:
        raise AssertionError(what)


def same(found, wanted, what):
    need(found == wanted, f"{what}: {found}, expected {wanted}")


class Story:
    def __init__(self, program, verifier, scratch):
        self.program, self.verifier = os.path.abspath(program), Verifier(verifier)
        self.scratch, self.made = pathlib.Path(scratch), 0

    def place(self, suffix=""):
        self.made += 1
        return self.scratch / f"{self.made}{suffix}"

    def run(self, record, to, out):
        return subprocess.run(
            [self.program, "record", "convert", f"--to={to}", record, out],
            capture_output=True,
            check=False,
            env=self.verifier.environment,
        )

    def convert(self, record, to, suffix=""):
        out = self.place(suffix)
        done = self.run(record, to, out)
        need(done.returncode == 0, f"{record} to {to}: {done.stderr.decode()}")
        return out

    def make(self, election, group=TOY):
        folder = self.place()
        writing.write(folder, make_record.maker("plain21", groups.load(group), election).make())
        return folder

    def batches(self, change=None):
        """A record of batches of four ballots, whose lines stand in another order."""
        folder, options = self.place(), {"batch": 4}
        files = make_record.maker("counterfoil", groups.load(TOY), plan.small(), **options).make()
        for path in [path for path in files if change and path.startswith("ballots/")]:
            files[path] = writing.Lines(change(files[path]))
        writing.write(folder, files)
        return folder

    def demo(self, *options):
        folder = self.place()
        words = ["--quiet", "--ballots=12", "--group=toy 64/256", "--seed=convert", *options]
        done = subprocess.run(
            [self.program, "demo", *words, folder], capture_output=True, check=False
        )
        need(done.returncode == 0, f"demo: {done.stderr.decode()}")
        return folder / "record"

    def report(self, record):
        """All that is said of a record, whatever the form of its ballots."""
        result = self.verifier.verify(record)
        text = json.dumps(result.report).replace(".cfb", ".jsonl")
        return {k: v for k, v in json.loads(text).items() if k != "record"}

    def verify(self, record):
        """What is judged of both formats: plain21 has no batches and no index of codes."""
        result = self.verifier.verify(record)
        return (
            result.verdict,
            result.tally,
            result.ids("fail") - OF_BATCHES,
            result.ids("absent") - OF_BATCHES,
        )


def records(story):
    """(name, folder) of records in plain21: kept ones and fresh ones."""
    for name in ("cs21-small", "cs21-toy", "made-plain21"):
        yield name, VECTORS / name
    yield "small", story.make(plan.small())
    for seed in range(4):
        election = plan.drawn(
            seed, n=seed + 1, k=seed // 2 + 1, ballots=4 + 5 * seed, devices=3, chained=seed % 3
        )
        yield f"drawn {seed}", story.make(election)


# --- a record as JSON ---


def as_json(folder):
    """{file: value}, where names, order and width are not the record's: ballots by their id,
    lists of openings sorted, ballots of devices that do not chain sorted."""
    out = {}
    for path in sorted(folder.rglob("*.json")):
        name = path.relative_to(folder).as_posix()
        if name in ("expected.json",):
            continue
        if name == "manifest.json":
            out[name] = path.read_bytes()
            continue
        value = json.loads(path.read_text())
        if "/" in name:
            name = f"{path.parent.name}/{value['id_b']}"
            value.setdefault("weight", 1)
        out[name] = normal(name, value)
    return out


def normal(name, value):
    if name == "election_parameters.json":
        value.setdefault("toy", False)
        return value | {key: int(value[key], 16) for key in NUMBERS}
    if name == "contest_data.json":
        for item in value:
            for key in ("index", "contest"):
                if key in item:
                    item["contest_index"] = item.pop(key)
        return sorted(value, key=lambda item: (item["id_b"], item["contest_index"]))
    if name == "devices.json":
        for device in value:
            if device["chaining"] == 0:
                device["ballots"].sort()
    return value


def same_files(one, other):
    names = sorted(p.relative_to(one) for p in one.rglob("*") if p.is_file())
    if names != sorted(p.relative_to(other) for p in other.rglob("*") if p.is_file()):
        return False
    return not any(filecmp.cmpfiles(one, other, names, shallow=False)[1:])


# --- the claims ---


def there_and_back_nothing_is_lost(story):
    for name, record in records(story):
        for to in ("counterfoil", BINARY):
            back = story.convert(story.convert(record, to), "plain21")
            before, after = as_json(record), as_json(back)
            same(sorted(after), sorted(before), f"{name}: files")
            for file, value in before.items():
                need(after[file] == value, f"{name}: {file} differs")


def verdict_and_tally_stay(story):
    for name, record in records(story):
        judged = story.verify(record)
        need(judged[0] == "accept" and judged[1], f"{name}: {judged}")
        for to, suffix in (
            ("counterfoil", ""),
            ("counterfoil", ".tar"),
            ("plain21", ""),
            (BINARY, ""),
            (BINARY, ".tar"),
        ):
            same(story.verify(story.convert(record, to, suffix)), judged, f"{name} as {to}{suffix}")


def twice_gives_the_same_octets(story):
    for name, record in records(story):
        for to in ("counterfoil", "plain21", BINARY):
            one, two = story.convert(record, to), story.convert(record, to)
            need(same_files(one, two), f"{name} to {to}: two folders differ")
        for to in ("counterfoil", BINARY):
            one, two = (story.convert(record, to, ".tar") for _ in range(2))
            need(filecmp.cmp(one, two, shallow=False), f"{name}: two tars differ")


def what_is_not_kept_is_said(story):
    record = VECTORS / "cs21-toy"  # its second device does not chain, and lists no order
    there = story.convert(record, "counterfoil")
    octets = story.convert(record, BINARY)
    unsorted = story.batches(lambda lines: lines[::-1])
    for source, to, said in (
        (record, "counterfoil", ["names of the ballots' files", "order in which Device-2"]),
        (record, BINARY, ["names of the ballots' files", "order in which Device-2"]),
        (record, "plain21", ["names of the ballots' files", "order in which Device-2"]),
        (there, "counterfoil", []),
        (there, BINARY, []),
        (octets, "counterfoil", []),
        (octets, BINARY, []),
        (there, "plain21", ["index of confirmation codes"]),
        (octets, "plain21", ["index of confirmation codes"]),
        (unsorted, "counterfoil", ["which batch and line"]),
        (unsorted, BINARY, ["which batch and line"]),
    ):
        lines = story.run(source, to, story.place()).stderr.decode().splitlines()
        same(len(lines), len(said), f"notes of {source} to {to}")
        for word in said:
            need(any("not kept: " in x and word in x for x in lines), f"{word}: {lines}")


# --- lines and octets ---


def batched(story):
    """Records of batches: converted ones, and some that were made just now."""
    for name, record in records(story):
        yield name, story.convert(record, "counterfoil")
    yield "fresh", story.demo()
    yield "fresh, chained", story.demo("--chain")


def octets_and_back_are_the_same_lines(story):
    for name, lines in batched(story):
        for suffix in ("", ".tar"):
            octets = story.convert(lines, BINARY, suffix)
            back = story.convert(octets, "counterfoil")
            need(same_files(lines, back), f"{name}{suffix}: not what it was")
        again = story.convert(octets, BINARY)
        need(same_files(story.convert(lines, BINARY), again), f"{name}: octets differ")


def ballots_stay_in_their_batches(story):
    """Whoever closed them earlier than we do."""
    lines = story.batches()
    need(len(list((lines / "ballots").iterdir())) > 1, "no batches to speak of")
    for to in (BINARY, "counterfoil"):
        back = story.convert(story.convert(lines, to), "counterfoil")
        for part in ("ballots", "codes"):
            need(same_files(lines / part, back / part), f"{part} by {to}: not what it was")


def octets_are_those_of_the_page(story):
    """Written and read by Python, from the page alone."""
    for name, lines in batched(story):
        octets = story.convert(lines, BINARY)
        for path in sorted(p for p in octets.rglob("*") if p.is_file()):
            file = path.relative_to(octets)
            there = (lines / file.with_suffix(".jsonl") if path.suffix == ".cfb" else lines / file)
            if path.suffix != ".cfb":
                need(path.read_bytes() == there.read_bytes(), f"{name}: {file}")
                continue
            values = [json.loads(line) for line in there.read_text().splitlines()]
            need(path.read_bytes() == binary.batch(values), f"{name}: {file} as written")
            width, ballots = binary.parts_of(path.read_bytes())
            read = [binary.take_ballot(ballot, width)[0] for ballot in ballots]
            need(read == values, f"{name}: {file} as read")


def octets_get_the_same_report(story):
    """Word for word but for the ends of files' names; and every lie that can be written is found as
    in lines."""
    kept, refused = 0, []
    group = groups.load(TOY)
    sources = [(name, record) for name, record in batched(story)]
    for fault in all_faults.ALL:
        if fault.format == "plain21":
            record = story.place()
            writing.write(record, make_record.make_planted(fault.name, group)[0])
            sources.append((fault.name, record))
    for name, record in sources:
        lines, octets = story.place(), story.place()
        story.run(record, "counterfoil", lines)
        done = story.run(record, BINARY, octets)
        if done.returncode != 0:
            refused.append(name)
            continue
        same(story.report(octets), story.report(lines), name)
        kept += 1
    need(kept > 10 * len(refused), f"{kept} reports, refused: {refused}")
    print(f"    {kept} reports; not convertible: {' '.join(refused)}")


def an_octet_too_many_is_refused_by_name(story):
    """Lines hold elements of any width, binary batches of one."""
    lines = story.convert(story.make(plan.small()), "counterfoil")
    first = sorted((lines / "ballots").iterdir())[0]
    ballots = [json.loads(line) for line in first.read_text().splitlines()]
    selection = ballots[1]["contests"][0]["selections"][0]
    for key, change in (
        ("alpha", lambda text: "00" + text),
        ("beta", lambda text: text[2:]),
        ("beta", lambda text: text.lower()),
    ):
        before = selection[key]
        selection[key] = change(before)
        first.write_bytes(b"".join(writing.canonical(ballot) + b"\n" for ballot in ballots))
        done = story.run(lines, BINARY, story.place())
        same(done.returncode, 2, f"{key}: exit code")
        for word in (f'"{key}"', f"ballots/{first.name}:2"):
            need(word in done.stderr.decode(), f"{key}: {done.stderr.decode()}")
        selection[key] = before


def a_record_has_one_form(story):
    record = story.make(plan.small())
    lines, octets = story.convert(record, "counterfoil"), story.convert(record, BINARY)
    (octets / "ballots" / "00000002.jsonl").write_bytes(
        (lines / "ballots" / "00000001.jsonl").read_bytes()
    )
    result = story.verifier.verify(octets)
    same(result.verdict, "unreadable", "both forms")
    need("two ways" in result.findings(), result.findings())
    refused(story, octets, story.place(), "two ways")


def show_says_the_form(story):
    record = story.make(plan.small())
    for to, form in (("plain21", "files"), ("counterfoil", "lines"), (BINARY, "binary")):
        out = story.convert(record, to)
        for words, said in (([], f", in {form}\n"), (["--json"], f'"ballot_form": "{form}"')):
            done = subprocess.run(
                [story.program, "record", "show", *words, out], capture_output=True, check=False
            )
            need(said in done.stdout.decode(), f"{to}: {done.stdout.decode()}")


def lines_are_canonical(story):
    """What [RFC8785] would write for these values, by Python's own writer: no float is among
    them, and all names are ASCII."""
    for name, record in records(story):
        folder = story.convert(record, "counterfoil")
        for path in sorted(folder.rglob("*.json*")):
            if path.name == "manifest.json":
                need(path.read_bytes() == (record / path.name).read_bytes(), f"{name}: manifest")
                continue
            for line in path.read_text().splitlines(keepends=True):
                value = json.loads(line)
                text = json.dumps(
                    value, sort_keys=True, ensure_ascii=False, separators=(",", ":")
                )
                need(line == text + "\n", f"{name}: {path.name} is not canonical")
                same(value["format_version"], 1, f"{name}: {path.name}")
                same(value["spec_version"], "v2.1.0", f"{name}: {path.name}")


def a_tar_holds_the_files_of_the_folder(story):
    for name, record in records(story):
        folder = story.convert(record, "counterfoil")
        unpacked = story.place()
        with tarfile.open(story.convert(record, "counterfoil", ".tar"), "r:") as tar:
            for member in tar.getmembers():
                same((member.mode, member.mtime, member.uid), (0o644, 0, 0), member.name)
            tar.extractall(unpacked)
        need(same_files(folder, unpacked), f"{name}: tar and folder differ")
        as_plain = [story.convert(x, "plain21") for x in (folder, unpacked)]
        need(same_files(*as_plain), f"{name}: back from both")


def records_that_stop_early_stop_there(story):
    whole = story.make(plan.small())
    for rest in (
        ["manifest.json", "election_keys.json", "ballots", "devices.json", "tally.json"],
        ["election_keys.json", "ballots", "devices.json", "tally.json"],
        ["ballots", "devices.json", "tally.json"],
        ["devices.json"],
        ["tally.json"],
        [],
    ):
        record = story.place()
        for path in whole.rglob("*.json"):
            name = path.relative_to(whole)
            if name.parts[0] in rest or name.parts[0] in ("challenged", "contest_data.json"):
                continue
            (record / name).parent.mkdir(parents=True, exist_ok=True)
            (record / name).write_bytes(path.read_bytes())
        judged = story.verify(record)
        same(story.verify(story.convert(record, "counterfoil")), judged, f"without {rest}")
        same(story.verify(story.convert(record, BINARY)), judged, f"octets without {rest}")
        same(story.verify(story.convert(record, "plain21")), judged, f"without {rest}")


def a_lie_stays_the_same_lie(story):
    """Every planted lie, unless the record cannot be read or written at all."""
    group, refused, kept = groups.load(TOY), [], 0
    for fault in all_faults.ALL:
        if fault.format != "plain21":
            continue
        record = story.place()
        writing.write(record, make_record.make_planted(fault.name, group)[0])
        out = story.place()
        done = story.run(record, "counterfoil", out)
        if done.returncode != 0:
            same(done.returncode, 2, f"{fault.name}: exit code")
            need(done.stderr, f"{fault.name}: refused without a word")
            refused.append(fault.name)
            continue
        same(story.verify(out), story.verify(record), fault.name)
        kept += 1
    need(kept > 10 * len(refused), f"{kept} lies kept, refused: {refused}")
    print(f"    {kept} lies kept; not convertible: {' '.join(refused)}")


# --- what is refused ---


def refused(story, record, out, *named, to="counterfoil"):
    before = out.stat().st_mtime_ns if out.exists() else None
    done = story.run(record, to, out)
    same(done.returncode, 2, f"{record} to {out}: exit code")
    for word in named:
        need(word in done.stderr.decode(), f"{record}: no \"{word}\" in {done.stderr.decode()}")
    after = out.stat().st_mtime_ns if out.exists() else None
    same(after, before, f"{out} was touched")


def other_profiles_are_refused_by_name(story):
    refused(story, VECTORS / "made-egk-ec", story.place(), "egk2.0", "egk-ec")


def places_that_are_taken_are_refused(story):
    record, folder, file = story.make(plan.small()), story.place(), story.place(".tar")
    folder.mkdir()
    file.write_text("mine")
    link = story.place()
    link.symlink_to("nowhere")
    refused(story, record, folder, "exists")
    refused(story, record, file, "exists")
    refused(story, record, record, "exists")
    done = story.run(record, "plain21", link)
    same(done.returncode, 2, "a link to nowhere")
    for inside in (record / "new", record / "ballots" / "new.tar", record / ".." / record.name / "x"):
        refused(story, record, inside, "in the record")
    refused(story, record, story.place() / "no" / "such", "No such file")


def what_may_be_a_ballot_is_not_passed_over(story):
    record = story.make(plan.small())
    (record / "ballots" / "0007.json.bak").write_text("{}")
    done = story.run(record, "counterfoil", story.place())
    same(done.returncode, 2, "exit code")
    need("0007.json.bak" in done.stderr.decode(), done.stderr.decode())


def faults_name_the_file_that_was_read(story):
    record = story.make(plan.small())
    first = sorted((record / "ballots").iterdir())[0]
    text = first.read_text()
    for spoilt in (text[:-20], text.replace('"h_c": "', '"h_c": "x')):
        first.write_text(spoilt)
        done = story.run(record, "counterfoil", story.place())
        same(done.returncode, 2, "exit code")
        need(f"ballots/{first.name}" in done.stderr.decode(), done.stderr.decode())


CLAIMS = [
    there_and_back_nothing_is_lost,
    verdict_and_tally_stay,
    twice_gives_the_same_octets,
    what_is_not_kept_is_said,
    octets_and_back_are_the_same_lines,
    ballots_stay_in_their_batches,
    octets_are_those_of_the_page,
    octets_get_the_same_report,
    an_octet_too_many_is_refused_by_name,
    a_record_has_one_form,
    show_says_the_form,
    lines_are_canonical,
    a_tar_holds_the_files_of_the_folder,
    records_that_stop_early_stop_there,
    a_lie_stays_the_same_lie,
    other_profiles_are_refused_by_name,
    places_that_are_taken_are_refused,
    what_may_be_a_ballot_is_not_passed_over,
    faults_name_the_file_that_was_read,
]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("program")
    parser.add_argument("verifier")
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    failed = 0
    for claim in CLAIMS:
        if args.only not in claim.__name__:
            continue
        with tempfile.TemporaryDirectory() as scratch:
            try:
                claim(Story(args.program, args.verifier, scratch))
                print(f"holds: {claim.__name__}", flush=True)
            except AssertionError as why:
                failed += 1
                print(f"DOES NOT HOLD: {claim.__name__}: {str(why)[:3000]}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
