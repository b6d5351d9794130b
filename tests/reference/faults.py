"""Records with one planted lie each, and what a verifier has to find in them.

Every lie is told by somebody clever: what can be made consistent with it is.  `fails` names each
check that has to fail and why; `absent` each that has to say that something was not there to be
looked at.  Nothing else may fail. The checks are those of doc/checks.md.
"""

import dataclasses
import typing

import plan
from egk_dialects import suited
from lies import Lie


@dataclasses.dataclass
class Fault:
    name: str
    story: str
    fails: dict  # check id -> why it has to fail
    lies: typing.Callable = lambda group: []  # group -> list of Lie
    absent: dict = dataclasses.field(default_factory=dict)
    format: str = "plain21"
    election: typing.Callable = plan.small
    edit: typing.Callable = None  # (files, maker): lies that only change what is written
    options: dict = dataclasses.field(default_factory=dict)  # of the maker
    arguments: tuple = ()  # of the verifier


# --- small changes ---


def flip(octets):
    return octets[:-1] + bytes([octets[-1] ^ 1])


def negated(group):
    """x -> -x mod p: never in the group, and its square is that of x."""
    return lambda x: group.p - x


def all_even(pairs):
    return all(c % 2 == 0 for c, _ in pairs)


def even(c):
    return c % 2 == 0


def response_plus(amount):
    """(c, v) -> (c, v + amount); of a list of pairs or responses, the first one's."""

    def change(proof):
        if isinstance(proof, list):
            return [change(proof[0])] + proof[1:]
        c, v = proof
        return (c, [v[0] + amount] + v[1:]) if isinstance(v, list) else (c, v + amount)

    return change


def challenge_plus(amount):
    def change(proof):
        if isinstance(proof, list):
            return [change(proof[0])] + proof[1:]
        return proof[0] + amount, proof[1]

    return change


def always(value):
    return lambda _: value


def without(place):
    return lambda items: items[:place] + items[place + 1 :]


# Where a lie goes in plan.small(): cast, nobody opens its data, device without chain, weight 2.
QUIET = {"ballot": 2}
CAST = {"ballot": 10}
CHALLENGED = {"ballot": 3}
SPOILED = {"ballot": 5}
MAYOR, COUNCIL, QUESTION = {"contest": 1}, {"contest": 2}, {"contest": 3}
FIRST = {"option": 1}

REFUSED = "a proof about a value that was refused cannot hold"
MADE_FOR_THE_FALSE_SUM = "the proof was made for the false sum, and is checked against the true one"
NOT_CAST = "the proofs of ballots that were not cast are checked as well"
NOT_MULTIPLIED = "a value that was refused is not multiplied in"
OF_THE_PUBLISHED = "the code is not that of the published contest hashes"
OUTSIDE = {
    "6.A": "the lie",
    "6.D": REFUSED,
    "7.A": "the same demand, by contest",
    "7.D": REFUSED,
    "10.B": MADE_FOR_THE_FALSE_SUM,
}
NOT_IN_TALLY = {
    check: "the option is not in the tally"
    for check in ("9.A", "9.B", "10.A", "10.B", "10.C", "X.19")
}
OF_A_CONTEST = {
    check: "the contest had to be looked at"
    for check in ("6.A", "6.B", "6.C", "6.D", "7.A", "7.B", "7.C", "7.D", "8.A", "X.9")
}


def weighing(weight):
    """plan.small() with another weight for ballot 2, all of whose votes are 0."""

    def election():
        out = plan.small()
        out.ballots[1].weight = weight
        return out

    return election


def with_idle_device():
    out = plan.small()
    out.devices.append(plan.Device("Device 3", True))
    return out


def small_egk(chained=False):
    return lambda: suited(plan.small(chained=chained))


def said(name, point, change, check, story, where=None):
    """A lie that nothing was computed from, so that exactly one check hears it."""
    return Fault(name, story, {check: "the lie"}, lambda group: [Lie(point, change, where or {})])


UNCHAINED, CHAINED = small_egk(), small_egk(chained=True)


def egk(name, story, fails, lies=lambda group: [], **more):
    """The dialects take turns; chained records are those whose lie is about a chain."""
    more.setdefault("format", "egk-ec")
    more.setdefault("election", UNCHAINED)
    return Fault("egk_" + name, story, fails, lies, **more)


def egk_said(name, point, change, check, story, where=None, **more):
    return egk(
        name, story, {check: "the lie"}, lambda group: [Lie(point, change, where or {})], **more
    )
