"""Planted lies of counterfoil records: the order of batches, the index of codes; and lies of plain21
told again in batches."""

import dataclasses

import faults21_ballots
import faults21_openings
import faults21_setup
import faults21_tallies
from faults import Fault, always, without
from lies import Lie

CODE_OF_NOBODY = "0" * 63 + "1"


def in_batches(name, story, fails, lies, **more):
    options = {"batch": 4} | more.pop("options", {})
    return Fault(
        name, story, fails, lambda group: lies, format="counterfoil", options=options, **more
    )


def order(name, story, change, **where):
    return in_batches(name, story, {"X.24": "the lie"}, [Lie("batch", change, where)])


def index(name, story, change):
    return in_batches(name, story, {"X.25": "the lie"}, [Lie("index", change)])


def exchanged(a, b):
    def change(items):
        items = list(items)
        items[a], items[b] = items[b], items[a]
        return items

    return change


def places_exchanged(entries):
    """Two codes lead to each other's ballots."""
    one, other = entries[1], entries[2]
    places = ("batch", "line")
    return [
        entries[0],
        one | {key: other[key] for key in places},
        other | {key: one[key] for key in places},
        *entries[3:],
    ]


def also(**entry):
    """One more entry, where its code has to stand."""

    def change(entries):
        more = [entries[0] | entry]
        return sorted(entries + more, key=lambda e: (e["code"], e["batch"], e["line"]))

    return change


def again(name, faults):
    """A lie of plain21, in batches."""
    fault = next(fault for fault in faults if fault.name == name)
    return dataclasses.replace(fault, name=f"batches_{name}", format="counterfoil")


FAULTS = [
    order("24_two_exchanged", "two ballots of a batch have exchanged their lines", exchanged(1, 2), batch=1),
    order(
        "24_backwards", "a batch is sorted the other way round", lambda items: items[::-1], batch=2
    ),
    order("24_last_is_first", "the last ballot of a batch stands first", exchanged(0, -1), batch=3),
    index("25_led_astray", "two codes lead to each other's ballots", places_exchanged),
    index("25_left_out", "a ballot is not in the index", without(3)),
    index("25_listed_twice", "a ballot is in the index twice", lambda e: e[:3] + e[2:]),
    index("25_no_such_line", "a code leads past the end of a batch", also(code=CODE_OF_NOBODY, line=9)),
    index("25_no_such_batch", "a code leads to no batch", also(code=CODE_OF_NOBODY, batch=4)),
    index("25_line_zero", "lines count from 1", also(code=CODE_OF_NOBODY, line=0)),
    index("25_code_of_nobody", "a code that nobody has leads to a ballot", also(code=CODE_OF_NOBODY)),
    index("25_not_sorted", "two entries of the index are exchanged", exchanged(4, 5)),
    in_batches(
        "25_too_many_digits",
        "the index is cut by two digits, where one file is enough",
        {"X.25": "the lie"},
        [Lie("index.digits", always(2))],
    ),
    in_batches(
        "25_wrong_file",
        "the index stands in a file of another name",
        {"X.25": "the lie"},
        [Lie("index.stem", always("A"))],
    ),
    in_batches(
        "25_no_index",
        "there is no index of codes",
        {},
        [Lie("index", always([]))],
        absent={"X.25": "nothing is there to be looked at"},
    ),
    again("05a_same_id", faults21_ballots.FAULTS),
    again("06d_vote_of_two", faults21_ballots.FAULTS),
    again("08b_code", faults21_ballots.FAULTS),
    again("08b_code_in_chain", faults21_ballots.FAULTS),
]
