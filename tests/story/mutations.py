#!/usr/bin/env python3
"""Good records with one thing changed: nothing false gets through, and nothing hostile breaks the
program.

    mutations.py VERIFIER [--fresh COUNTERFOIL] [--sample N] [--seed S] [--full] [--thin T]
                 [--only TEXT] [--bases TEXT] [--hinted]

Every kind of change is tried at least once on every record, in a place that the seed chooses;
--fresh also takes records that `counterfoil demo` makes just now, --sample adds that many changes
at random places, --full tries all of them, --thin only one kind in T.  With --hinted each is also
verified with the hints of the good record and with its own.  mutants.py knows the changes,
fields.py what each field is bound by.  Exits 1 if a change survived, was found by the wrong check,
or made the program misbehave.
"""
import argparse
import collections
import concurrent.futures
import itertools
import os
import pathlib
import queue
import random
import sys
import tempfile
import time

import mutants
from bases import all_bases, fresh_bases, writing
from outcomes import GOOD
from verifier import Misbehaved, Verifier
from workspace import TarWorkspace, Workspace


def chosen(mutations, args):
    """All of them, or one of every kind and a sample of the rest."""
    mutations = [m for m in mutations if not args.only or args.only in m.name()]
    if args.full:
        return mutations
    rng = random.Random(args.seed)
    by_kind = collections.defaultdict(list)
    for mutation in mutations:
        by_kind[mutation.base, mutation.what, mutation.codes, mutation.ids].append(mutation)
    picked = [rng.choice(group) for group in by_kind.values() if rng.randrange(args.thin) == 0]
    return picked + rng.sample(mutations, min(args.sample, len(mutations)))


class Bench:
    """Workspaces of one base, handed to whoever needs one."""

    def __init__(self, base, folder, verifier):
        self.base, self.folder = base, folder
        self.free, self.made = queue.SimpleQueue(), 0
        self.hints = [self.honest_hints(verifier)] if verifier.hinted else []

    def honest_hints(self, verifier):
        """Made from the record before anything is changed in it."""
        path, workspace = pathlib.Path(f"{self.folder}.hints"), self.take()
        flags = ["--allow-toy"] if self.base.group.is_toy else []
        verifier.report(workspace.record, *flags, "--write-hints", path)
        self.give(workspace)
        return path

    def take(self):
        try:
            return self.free.get_nowait()
        except queue.Empty:
            self.made += 1
            folder = self.folder / f"{self.made}-{time.monotonic_ns()}"
            if self.base.is_tar:
                self.folder.mkdir(exist_ok=True)
                return TarWorkspace(folder, self.base.files, writing.tar)
            return Workspace(folder, self.base.files)

    def give(self, workspace):
        self.free.put(workspace)


def judge(mutation, bench, verifier):
    """What is wrong with how the verifier took it, or nothing."""
    workspace = bench.take()
    changes = mutation.build()
    workspace.change(changes)
    try:
        result = verifier.verify(
            workspace.record, toy=bench.base.group.is_toy, hints=bench.hints
        )
    except Misbehaved as why:
        return f"MISBEHAVED: {why}"
    finally:
        workspace.undo(changes)
        bench.give(workspace)
    return verdict_on(mutation, result, bench.base)


def verdict_on(mutation, result, base):
    if not mutation.codes:
        return "this field is in no table of fields.py"
    if result.code not in mutation.codes:
        if result.code == 0:
            return "SURVIVED: the record was accepted"
        wanted = "or".join(map(str, sorted(mutation.codes)))
        reason = f" ({mutation.why})" if mutation.codes == GOOD else ""
        return f"exit {result.code}, expected {wanted}{reason}\n{result.findings()}"
    missing = mutation.ids - result.ids("fail")
    if missing:
        return f"{' '.join(sorted(missing))} did not fail\n{result.findings()}"
    if result.code == 0 and base.tally is not None and result.tally != base.tally:
        return f"accepted with another tally: {result.tally}"
    return ""


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("verifier")
    parser.add_argument("--fresh", metavar="COUNTERFOIL", help="the program that makes records")
    parser.add_argument("--sample", type=int, default=300)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--hinted", action="store_true", help="also with hints")
    parser.add_argument("--thin", type=int, default=1, metavar="T", help="one kind of change in T")
    parser.add_argument("--only", metavar="TEXT", help="changes whose name has this in it")
    parser.add_argument("--bases", metavar="TEXT", help="records whose name has this in it")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--show", type=int, default=60, help="how many complaints to print whole")
    return parser.parse_args()


def main():
    args = arguments()
    verifier = Verifier(args.verifier, args.hinted)
    begun, wrong, total = time.monotonic(), 0, 0
    print(f"seed {args.seed}")
    with tempfile.TemporaryDirectory() as scratch, concurrent.futures.ThreadPoolExecutor(
        args.jobs
    ) as pool:
        bases = all_bases(args.bases, args.full)
        if args.fresh:
            place = pathlib.Path(scratch) / "fresh"
            bases = itertools.chain(bases, fresh_bases(args.fresh, args.bases, place))
        for base, foreign in bases:
            bench = Bench(base, pathlib.Path(scratch) / base.name, verifier)
            picked = chosen(mutants.all_of(base, foreign), args)
            total += len(picked)
            runs = [(m, pool.submit(judge, m, bench, verifier)) for m in picked]
            for mutation, run in runs:
                complaint = run.result()
                if complaint:
                    wrong += 1
                    if wrong <= args.show:
                        print(
                            f"{mutation.name()}\n    " + complaint.replace("\n", "\n    "),
                            flush=True,
                        )
            print(
                f"{base.name}: {len(picked)} changes, {time.monotonic() - begun:.0f} s so far",
                flush=True,
            )
    print(f"{total} changes, {wrong} not as they should be")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
