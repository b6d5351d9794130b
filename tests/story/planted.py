#!/usr/bin/env python3
"""Every planted lie is found by the check that it was planted for, and by no other that it does not
explain.

    planted.py VERIFIER [--group NAME] [--only LIE ..] [--keep FOLDER] [--hinted]

Each record of tests/reference/all_faults.py is made, verified, and the checks that failed or saw
too little are held against the declaration, both ways.  At the end every check of the report must
have failed somewhere.
"""
import argparse
import concurrent.futures
import pathlib
import sys
import tempfile

from verifier import Misbehaved, Verifier

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "reference"))
import all_faults  # noqa: E402
import groups  # noqa: E402
import make_record  # noqa: E402
import plan  # noqa: E402
import writing  # noqa: E402


def difference(status, declared, found):
    lines = [
        f'  {id_} did not say "{status}": {declared[id_]}' for id_ in sorted(set(declared) - found)
    ]
    return lines + [
        f'  {id_} says "{status}", and nobody declared why' for id_ in sorted(found - set(declared))
    ]


def judge(verifier, group, name, folder):
    """Make, verify, compare.  What is wrong, as text; empty when all is as declared."""
    files, fault, _ = make_record.make_planted(name, group)
    writing.write(folder, files)
    try:
        result = verifier.verify(folder, *fault.arguments, toy=group.is_toy)
    except Misbehaved as why:
        return fault, f"  {why}"
    lines = difference("fail", fault.fails, result.ids("fail"))
    lines += difference("absent", fault.absent, result.ids("absent"))
    lines += ["  a fault was reported"] if result.report["faults"] else []
    return fault, "\n".join(lines + ["  --- the report:", result.findings()]) if lines else ""


def unheard(verifier, group, folder):
    """Checks of the program that no planted lie makes fail."""
    writing.write(folder, make_record.maker("plain21", group, plan.small()).make())
    known = set(verifier.verify(folder, toy=group.is_toy).checks)
    return known - {id_ for fault in all_faults.ALL for id_ in fault.fails}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("verifier")
    parser.add_argument("--group", default="toy-64-256")
    parser.add_argument("--only", nargs="+", metavar="LIE")
    parser.add_argument("--keep", metavar="FOLDER", help="where to leave the records")
    parser.add_argument("--hinted", action="store_true", help="also with hints")
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


def main():
    args = arguments()
    verifier, group = Verifier(args.verifier, args.hinted), groups.load(args.group)
    names = args.only or [fault.name for fault in all_faults.ALL]
    wrong = 0
    with tempfile.TemporaryDirectory() as scratch, concurrent.futures.ThreadPoolExecutor(
        args.jobs
    ) as pool:
        base = pathlib.Path(args.keep or scratch)
        runs = {name: pool.submit(judge, verifier, group, name, base / name) for name in names}
        for name, run in runs.items():
            fault, what = run.result()
            if what:
                wrong += 1
                print(f"{name} ({fault.format}): {fault.story}\n{what}")
        missing = set() if args.only else unheard(verifier, group, base / "honest")
    if missing:
        wrong += 1
        print(f"no planted lie makes these checks fail: {' '.join(sorted(missing))}")
    print(f"{len(names)} planted lies, {wrong} not as declared")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
