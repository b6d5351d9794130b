#!/usr/bin/env python3
"""Make a complete election record out of a seed, in any of four formats, honest or with one
planted lie.

    make_record.py --format plain21|counterfoil|egk-ec|egk-kmp --group toy-64-256|standard --seed N OUTDIR
    make_record.py --format plain21 --plant 06d_vote_of_two OUTDIR
    make_record.py --list-plants

An OUTDIR that ends in .tar becomes one archive.

The same arguments make the same octets.  expected.json says what a verifier has to say.  Written
from the specification alone: it shares no code and no idea with the program that it tests.
"""
import argparse

import all_faults
import groups
import lies
import plan
import writing
from counterfoil import Counterfoil
from egk import Egk
from egk_dialects import DIALECTS, suited
from plain21 import Plain21

MAKERS21 = {"plain21": Plain21, "counterfoil": Counterfoil}
FORMATS = (*MAKERS21, *DIALECTS)


def maker(format_, group, election, tell=None, **options):
    """The maker of a record; its make() gives the files as {path: octets or JSON value}."""
    tell = tell or lies.Teller()
    if format_ in MAKERS21:
        return MAKERS21[format_](group, election, tell, **options)
    return Egk(DIALECTS[format_], group, election, tell, **options)


def election_for(format_, election):
    return election if format_ in MAKERS21 else suited(election)


def expected(election, group, verdict="accept"):
    """expected.json: the verdict (with --allow-toy, where the group is one), the tally and the
    counts."""
    said = (
        {"with --allow-toy": verdict, "default": "reject"} if group.is_toy else {"default": verdict}
    )
    return {
        "counterfoil": said,
        "verdict": verdict,
        "tally": election.tally(),
        "ballots": election.counts(),
    }


def make_planted(name, group):
    """The files of a record with this lie in it, and the declaration of what has to be found."""
    fault = all_faults.find(name)
    election = fault.election()
    tell = lies.Teller(fault.lies(group))
    liar = maker(fault.format, group, election, tell, **fault.options)
    files = liar.make()
    if fault.edit:
        fault.edit(files, liar)
    if len(tell.told) < len(tell.lies):
        raise SystemExit(f"{name}: not every lie was told")
    return files, fault, election


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--format", choices=FORMATS, default="plain21")
    parser.add_argument("--group", default="toy-64-256", help="a name of groups.json, or standard")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-n", type=int, default=3, help="guardians")
    parser.add_argument("-k", type=int, default=2, help="quorum")
    parser.add_argument("--contests", type=int, default=3)
    parser.add_argument("--ballots", type=int, default=12)
    parser.add_argument("--devices", type=int, default=2)
    parser.add_argument(
        "--chained", type=int, default=1, help="how many devices chain (egk: all or none)"
    )
    parser.add_argument("--challenged", type=float, default=0.2, help="share of challenged ballots")
    parser.add_argument("--spoiled", type=float, default=0.1, help="share of spoiled ballots")
    parser.add_argument(
        "--small", action="store_true", help="the fixed small election instead of a drawn one"
    )
    parser.add_argument("--baux0", help="egk: Baux_0 of all devices; empty: each device's name")
    parser.add_argument("--no-folders", action="store_true", help="egk: no folder per device")
    parser.add_argument(
        "--first-alone", action="store_true", help="egk: the first Baux of a chain is H_0 alone"
    )
    parser.add_argument(
        "--plant", metavar="LIE", help="a lie of --list-plants (implies format and election)"
    )
    parser.add_argument("--list-plants", action="store_true")
    parser.add_argument("folder", nargs="?")
    return parser.parse_args()


def draw(args):
    if args.small:
        return plan.small(args.n, args.k, chained=args.chained > 0)
    return plan.drawn(
        args.seed,
        args.n,
        args.k,
        args.contests,
        args.ballots,
        args.devices,
        args.chained,
        args.challenged,
        args.spoiled,
        gaps=args.format not in MAKERS21,
    )


def main():
    args = arguments()
    if args.list_plants:
        for fault in all_faults.ALL:
            print(f"{fault.name:32} {fault.format:8} {' '.join(sorted(fault.fails))}")
        return
    if not args.folder:
        raise SystemExit("where to? (OUTDIR is missing)")
    group = groups.load(args.group)
    if args.plant:
        files, fault, election = make_planted(args.plant, group)
        files["expected.json"] = expected(election, group, "reject") | {
            "fails": fault.fails,
            "absent": fault.absent,
        }
        print(f"{fault.format}, {args.plant}: {fault.story}")
    else:
        election = election_for(args.format, draw(args))
        options = {"folders": not args.no_folders, "first_alone": args.first_alone}
        if args.baux0 is not None:
            options["baux_0"] = args.baux0.encode()
        files = maker(
            args.format, group, election, **(options if args.format in DIALECTS else {})
        ).make()
        files["expected.json"] = expected(election, group)
    writing.write(args.folder, files)
    print(
        f"{args.folder}: {args.format}, {group.name}, n = {election.n}, k = {election.k}, "
        f"{len(election.contests)} contests, ballots {election.counts()}, tally {election.tally()}"
    )


if __name__ == "__main__":
    main()
