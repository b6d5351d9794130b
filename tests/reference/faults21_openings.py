"""Planted lies of plain21 records: what is opened, verifications 12 to 14."""

import hashes21 as h
from faults import (
    CAST,
    CHALLENGED,
    Fault,
    MAYOR,
    NOT_CAST,
    QUESTION,
    REFUSED,
    always,
    flip,
    response_plus,
    said,
)
from lies import Lie


def extra_opened_contest(files, maker):
    files["challenged/0008.json"]["contests"].append(
        {
            "index": 2,
            "label": maker.plan.contest(2).label,
            "options": [
                {"label": o.label, "value": 0, "nonce": "00" * 32}
                for o in maker.plan.contest(2).options
            ],
        }
    )


def drop_opened_contest(files, _):
    files["challenged/0003.json"]["contests"].pop()


def extra_opened_option(files, _):
    options = files["challenged/0003.json"]["contests"][2]["options"]
    options.append({"label": "Nobody", "value": 0, "nonce": "00" * 32})


def drop_opened_option(files, _):
    files["challenged/0003.json"]["contests"][2]["options"].pop()


def other_data_nonce(files, maker):
    """Another nonce, and the data that C_1 then decrypts to."""
    group, made = maker.group, maker.ballots[3]
    entry, contest = made["contests"][1], files["challenged/0003.json"]["contests"][0]
    nonce = (entry["data_nonce"] + 1) % group.q
    key = h.data_key(
        group, made["h_i"], 1, group.power(group.g, nonce), group.power(maker.joint_hat, nonce)
    )
    contest["data_nonce"] = maker.sc(nonce)
    stream = h.data_blocks(key, 1, len(entry["c1"]) // 32)
    contest["data"] = bytes(x ^ y for x, y in zip(entry["c1"], stream)).hex().upper()


def open_challenged(files, maker):
    ballot = maker.plan.ballots[2]
    entry = maker.ballots[ballot.number]["contests"][1]
    said = maker.open_data_of(ballot, maker.plan.contest(1), entry)
    files["contest_data.json"].append(said)


def opened_as(values):
    return lambda options: [o | {"value": v} for o, v in zip(options, values)]


def nonce_plus(amount):
    return (
        lambda options: [options[0] | {"nonce": f"{int(options[0]['nonce'], 16) + amount:064X}"}]
        + options[1:]
    )


SAME_STORY = "the selection does not encrypt to what was published, so neither does the ballot"
NOT_OPENED = "the ballot could not be encrypted again as a whole"

FAULTS = [
    Fault(
        "12a_response_not_reduced",
        "a response of decrypted contest data is q larger",
        {"12.A": "the lie", "12.B": REFUSED},
        lambda g: [Lie("data.decryption", response_plus(g.q), CAST | MAYOR)],
    ),
    Fault(
        "12b_wrong_response",
        "decrypted contest data have a wrong response",
        {"12.B": "the lie"},
        lambda g: [Lie("data.decryption", response_plus(1), CAST | MAYOR)],
    ),
    Fault(
        "12b_wrong_beta",
        "contest data were decrypted with another key",
        {"12.B": "the lie", "12.C": "the data are not those of this beta"},
        lambda g: [Lie("data.beta", lambda x: x * g.g % g.p, CAST | MAYOR)],
    ),
    said(
        "12c_data", "data.said", flip, "12.C", "decrypted contest data are other data", CAST | MAYOR
    ),
    Fault(
        "12c_not_cast",
        "the contest data of a challenged ballot stand among those of cast ballots",
        {"12.C": "the lie"},
        absent={check: "nothing more of it is looked at" for check in ("12.A", "12.B")},
        edit=open_challenged,
    ),
    Fault(
        "12c_twice",
        "the same contest data are decrypted twice",
        {"12.C": "the lie"},
        edit=lambda files, _: files["contest_data.json"].append(files["contest_data.json"][0]),
    ),
    Fault(
        "13a_data",
        "opened contest data are other data",
        {"13.A": "the lie"},
        lambda g: [Lie("opened.data", lambda nd: (nd[0], flip(nd[1])), CHALLENGED | MAYOR)],
    ),
    Fault(
        "13b_other_vote",
        "a challenged ballot is opened as another vote",
        {"13.B": "the lie", "X.21": SAME_STORY},
        lambda g: [Lie("opened.options", opened_as([0, 1]), CHALLENGED | QUESTION)],
    ),
    Fault(
        "13b_other_order",
        "the options of an opened contest have exchanged their labels",
        {"13.B": "the lie", "X.21": SAME_STORY},
        lambda g: [
            Lie(
                "opened.options",
                lambda o: [o[0] | {"label": o[1]["label"]}, o[1] | {"label": o[0]["label"]}],
                CHALLENGED | QUESTION,
            )
        ],
    ),
    Fault(
        "14a_unknown_contest",
        "an opened ballot has a contest that is not of its style",
        {"14.A": "the lie"},
        edit=extra_opened_contest,
    ),
    Fault(
        "14b_contest_missing",
        "an opened ballot leaves out a contest",
        {"14.B": "the lie"},
        edit=drop_opened_contest,
        absent={"13.A": NOT_OPENED, "13.B": NOT_OPENED, "X.21": NOT_OPENED},
    ),
    Fault(
        "14c_unknown_option",
        "an opened ballot has an option that is not in the manifest",
        {"14.C": "the lie"},
        edit=extra_opened_option,
    ),
    Fault(
        "14d_option_missing",
        "an opened ballot leaves out an option",
        {"14.D": "the lie"},
        edit=drop_opened_option,
        absent={"13.B": NOT_OPENED, "X.21": NOT_OPENED},
    ),
    Fault(
        "14e_vote_of_two",
        "a challenged ballot turns out to have two votes for an option that takes one",
        {"14.E": "the lie", "X.14": NOT_CAST},
        lambda g: [Lie("values", always([2, 0]), CHALLENGED | QUESTION)],
    ),
    Fault(
        "14e_vote_plus_q",
        "a vote is opened as one that is q larger, which encrypts to the same",
        {"14.E": "the lie", "14.F": "so many are past any limit"},
        lambda g: [
            Lie(
                "opened.options",
                lambda o: [o[0] | {"value": o[0]["value"] + g.q}] + o[1:],
                CHALLENGED | MAYOR,
            )
        ],
    ),
    Fault(
        "14f_two_mayors",
        "a challenged ballot turns out to be for two where one is to be elected",
        {"14.F": "the lie", "X.14": NOT_CAST},
        lambda g: [Lie("values", always([1, 1, 0]), CHALLENGED | MAYOR)],
    ),
    Fault(
        "x20_not_opened",
        "a challenged ballot was not opened",
        {},
        lambda g: [Lie("opened", always(False), {"ballot": 8})],
        absent={"X.20": "the lie", "13.A": NOT_OPENED, "13.B": NOT_OPENED},
    ),
    Fault(
        "x20_cast_opened",
        "a cast ballot was opened",
        {"X.20": "the lie"},
        lambda g: [Lie("opened", always(True), CAST)],
    ),
    Fault(
        "x21_other_data_nonce",
        "contest data are opened with another nonce, to what they then decrypt to",
        {"X.21": "the lie"},
        edit=other_data_nonce,
    ),
    Fault(
        "x21_nonce_not_reduced",
        "an opened nonce is q larger",
        {"X.21": "the lie", "13.B": "a nonce that was refused encrypts nothing"},
        lambda g: [Lie("opened.options", nonce_plus(g.q), CHALLENGED | QUESTION)],
    ),
]
