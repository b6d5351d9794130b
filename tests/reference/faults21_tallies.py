"""Planted lies of plain21 records: the tally, verifications 9 to 11."""

from faults import (
    CAST,
    CHALLENGED,
    FIRST,
    Fault,
    MADE_FOR_THE_FALSE_SUM,
    MAYOR,
    NOT_IN_TALLY,
    QUIET,
    REFUSED,
    always,
    challenge_plus,
    response_plus,
    said,
)
from lies import Lie


def add_contest(files, _):
    files["tally.json"]["contests"].append({"index": 4, "label": "Sheriff", "options": []})


def add_option(files, _):
    options = files["tally.json"]["contests"][0]["options"]
    options.append(options[0] | {"label": "Nobody"})


def double_option(files, _):
    options = files["tally.json"]["contests"][0]["options"]
    options.append(dict(options[0]))


def drop_option(files, _):
    files["tally.json"]["contests"][0]["options"].pop()


def drop_contest(files, _):
    files["tally.json"]["contests"].pop()


def wrong_index(files, _):
    files["tally.json"]["contests"][0]["index"] = 2


LEFT_OUT = {"9.A": "the lie", "9.B": "the lie", "10.B": MADE_FOR_THE_FALSE_SUM}


def one_less(group):
    """A times g: the decryption comes out one vote short."""
    return [
        Lie("totals", lambda ab: (ab[0] * group.g % group.p, ab[1]), MAYOR | FIRST),
        Lie("tally.count", lambda tp: (tp[0] - 1, tp[1]), MAYOR | FIRST),
    ]


FAULTS = [
    said(
        "09a_a",
        "totals.said",
        lambda ab: (flip_number(ab[0]), ab[1]),
        "9.A",
        "A is wrong",
        MAYOR | FIRST,
    ),
    said(
        "09b_b",
        "totals.said",
        lambda ab: (ab[0], flip_number(ab[1])),
        "9.B",
        "B is wrong",
        MAYOR | FIRST,
    ),
    Fault(
        "09a_one_less",
        "A is g times too large, and was decrypted so: one vote is gone",
        {"9.A": "the lie", "10.B": MADE_FOR_THE_FALSE_SUM},
        one_less,
    ),
    Fault(
        "09_ballot_left_out",
        "a cast ballot was not counted",
        LEFT_OUT,
        lambda g: [Lie("counted", always(False), CAST)],
    ),
    Fault(
        "09_challenged_counted",
        "a challenged ballot was counted",
        LEFT_OUT,
        lambda g: [Lie("counted", always(True), CHALLENGED)],
    ),
    Fault(
        "09_weight_ignored",
        "a ballot of weight 2 was counted once",
        LEFT_OUT,
        lambda g: [Lie("weight.counted", always(1), QUIET)],
    ),
    Fault(
        "10a_response_not_reduced",
        "a response of a decryption is q larger",
        {"10.A": "the lie", "10.B": REFUSED},
        lambda g: [Lie("tally.proof", response_plus(g.q), MAYOR | FIRST)],
    ),
    Fault(
        "10a_challenge_not_reduced",
        "a challenge of a decryption is q larger",
        {"10.A": "the lie", "10.B": REFUSED},
        lambda g: [Lie("tally.proof", challenge_plus(g.q), MAYOR | FIRST)],
    ),
    Fault(
        "10b_wrong_response",
        "a decryption has a wrong response",
        {"10.B": "the lie"},
        lambda g: [Lie("tally.proof", response_plus(1), MAYOR | FIRST)],
    ),
    Fault(
        "10b_one_more",
        "T and t say one vote more, in agreement",
        {"10.B": "the lie"},
        lambda g: [Lie("tally.count", lambda tp: (tp[0] + 1, None), MAYOR | FIRST)],
    ),
    said("10c_t", "t.said", lambda t: t + 1, "10.C", "t is one vote more than T", MAYOR | FIRST),
    Fault(
        "10c_t_plus_q",
        "t is q larger, so that K^t is T all the same",
        {"X.19": "no election has so many votes"},
        lambda g: [Lie("t.said", lambda t: t + g.q, MAYOR | FIRST)],
        absent={},
    ),
    Fault(
        "11a_unknown_contest",
        "the tally has a contest that is not in the manifest",
        {"11.A": "the lie"},
        edit=add_contest,
    ),
    Fault(
        "11b_unknown_option",
        "the tally has an option that is not in the manifest",
        {"11.B": "the lie"},
        edit=add_option,
    ),
    Fault(
        "11c_option_missing",
        "the tally leaves out an option",
        {"11.C": "the lie"},
        edit=drop_option,
        absent=NOT_IN_TALLY,
    ),
    Fault(
        "11d_contest_missing",
        "the tally leaves out a contest",
        {"11.D": "the lie"},
        edit=drop_contest,
        absent=NOT_IN_TALLY,
    ),
    Fault(
        "x18_option_twice", "the tally has an option twice", {"X.18": "the lie"}, edit=double_option
    ),
    Fault(
        "x18_index",
        "a contest of the tally has another's index",
        {"X.18": "the lie"},
        edit=wrong_index,
    ),
    Fault(
        "x19_too_many",
        "more votes than ballots",
        {"X.19": "the lie", "10.B": "nothing like it was decrypted"},
        lambda g: [Lie("tally.count", always((1000, None)), MAYOR | FIRST)],
    ),
]


def flip_number(x):
    return x ^ 1
