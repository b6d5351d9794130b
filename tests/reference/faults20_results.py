"""Planted lies of egk records: tallies and openings, verifications 9 to 14."""

from faults import (
    CAST,
    CHALLENGED,
    FIRST,
    MADE_FOR_THE_FALSE_SUM,
    MAYOR,
    NOT_CAST,
    NOT_IN_TALLY,
    QUESTION,
    REFUSED,
    always,
    egk,
    egk_said,
    flip,
    response_plus,
)
from lies import Lie

# --- tallies ---


def both(change):
    """An edit of the encrypted and the decrypted tally alike."""

    def edit(files, _):
        for name in ("encrypted_tally.json", "tally.json"):
            change(files[name]["contests"])

    return edit


def add_option(contests):
    contests[0]["selections"].append(contests[0]["selections"][0] | {"selection_id": "nobody"})


LEFT_OUT = {"9.A": "the lie", "9.B": "the lie", "10.B": MADE_FOR_THE_FALSE_SUM}

TALLIES = [
    egk(
        "09_ballot_left_out",
        "a cast ballot was not counted",
        LEFT_OUT,
        lambda g: [Lie("counted", always(False), CAST)],
    ),
    egk(
        "10a_response_not_reduced",
        "a response of a decryption is q larger",
        {"10.A": "the lie", "10.B": REFUSED},
        lambda g: [Lie("tally.proof", response_plus(g.q), MAYOR | FIRST)],
    ),
    egk(
        "10b_one_more",
        "T and t say one vote more, in agreement",
        {"10.B": "the lie"},
        lambda g: [Lie("tally.count", lambda tp: (tp[0] + 1, None), MAYOR | FIRST)],
    ),
    egk_said(
        "10c_t", "tally.t.said", lambda t: t + 1, "10.C", "t is one vote more than T", MAYOR | FIRST
    ),
    egk(
        "11a_unknown_contest",
        "the tally has a contest that is not in the manifest",
        {"11.A": "the lie"},
        edit=lambda files, _: files["tally.json"]["contests"].append(
            {"contest_id": "sheriff", "selections": []}
        ),
    ),
    egk(
        "11b_unknown_option",
        "the tally has an option that is not in the manifest",
        {"11.B": "the lie"},
        edit=both(add_option),
    ),
    egk(
        "11c_option_missing",
        "the tally leaves out an option",
        {"11.C": "the lie"},
        edit=both(lambda contests: contests[0]["selections"].pop()),
        absent=NOT_IN_TALLY,
    ),
    egk(
        "11d_contest_missing",
        "the tally leaves out a contest",
        {"11.D": "the lie"},
        edit=both(lambda contests: contests.pop()),
        absent=NOT_IN_TALLY,
    ),
    egk(
        "x18_other_ciphertext",
        "the decrypted tally repeats another ciphertext than the encrypted one has",
        {"X.18": "the lie"},
        lambda g: [Lie("tally.again", lambda pd: pd | {"pad": pd["data"]}, MAYOR | FIRST)],
    ),
]


# --- openings ---


def rerandomised(group):
    """Another ciphertext of the same vote, opened with a good proof."""
    return [
        Lie(
            "opened.ciphertext",
            lambda ab: (pow(ab[0], 2, group.p), pow(ab[1], 2, group.p)),
            {"ballot": 8} | MAYOR | FIRST,
        )
    ]


def edit_opened(change):
    return lambda files, maker: change(
        files["challenged_ballots/dballot-id-3.json"]["contests"], maker
    )


def append_contest(files, maker):
    contests = files["challenged_ballots/dballot-id-8.json"]["contests"]
    contests.append({"contest_id": maker.plan.contest(2).label, "selections": []})


def other_text(data):
    return data | {"contest_data": data["contest_data"] | {"write_ins": ["somebody else"]}}


NOT_OPENED = {check: "it had to be looked at" for check in ("10.A", "10.B", "10.C", "X.22")}

OPENINGS = [
    egk(
        "10b_opened_otherwise",
        "a challenged ballot is opened as another vote",
        {"10.B": "the lie"},
        lambda g: [Lie("opened.count", always((0, None)), CHALLENGED | MAYOR | FIRST)],
    ),
    egk(
        "10c_opened_said",
        "the number of an opened selection is not what T is",
        {"10.C": "the lie"},
        lambda g: [Lie("opened.t.said", always(0), CHALLENGED | MAYOR | FIRST)],
    ),
    egk(
        "12a_response_not_reduced",
        "a response of opened contest data is q larger",
        {"12.A": "the lie", "12.B": REFUSED},
        lambda g: [Lie("data.decryption", response_plus(g.q), CHALLENGED | MAYOR)],
    ),
    egk(
        "12b_wrong_response",
        "opened contest data have a wrong response",
        {"12.B": "the lie"},
        lambda g: [Lie("data.decryption", response_plus(1), CHALLENGED | MAYOR)],
        format="egk-kmp",
    ),
    egk(
        "12c_data",
        "opened contest data are other data",
        {"12.C": "the lie"},
        lambda g: [Lie("opened.data", other_text, CHALLENGED | MAYOR)],
    ),
    egk(
        "12c_kmp_data",
        "opened contest data are other data, in the other dialect",
        {"12.C": "the lie"},
        lambda g: [Lie("opened.data", other_text, CHALLENGED | MAYOR)],
        format="egk-kmp",
    ),
    egk(
        "12c_kmp_form",
        "contest data were sealed in a form that nobody knows",
        {},
        lambda g: [Lie("data.plain", always(b"*" * 64), CHALLENGED | MAYOR)],
        absent={"12.C": "they cannot be compared"},
        format="egk-kmp",
    ),
    egk(
        "14a_unknown_contest",
        "an opened ballot has a contest that is not of its style, and nothing in it",
        {"14.A": "the lie", "14.D": "that contest has options"},
        edit=append_contest,
    ),
    egk(
        "14b_contest_missing",
        "an opened ballot leaves out a contest",
        {"14.B": "the lie"},
        edit=edit_opened(lambda contests, _: contests.pop()),
        absent=NOT_OPENED
        | {check: "the contest has contest data" for check in ("12.A", "12.B", "12.C", "X.23")},
    ),
    egk(
        "14c_unknown_option",
        "an opened ballot has an option that is not in the manifest",
        {"14.C": "the lie"},
        edit=edit_opened(
            lambda contests, _: contests[0]["selections"].append(
                contests[0]["selections"][1] | {"selection_id": "nobody"}
            )
        ),
    ),
    egk(
        "14d_option_missing",
        "an opened ballot leaves out an option",
        {"14.D": "the lie"},
        edit=edit_opened(lambda contests, _: contests[0]["selections"].pop()),
        absent=NOT_OPENED,
    ),
    egk(
        "14e_vote_of_two",
        "a challenged ballot turns out to have two votes for an option that takes one",
        {"14.E": "the lie", "X.14": NOT_CAST},
        lambda g: [Lie("values", always([2, 0]), CHALLENGED | QUESTION)],
    ),
    egk(
        "14f_two_mayors",
        "a challenged ballot turns out to be for two where one is to be elected",
        {"14.F": "the lie", "X.14": NOT_CAST},
        lambda g: [Lie("values", always([1, 1, 0]), CHALLENGED | MAYOR)],
    ),
    egk(
        "x20_not_opened",
        "a challenged ballot was not opened",
        {},
        lambda g: [Lie("opened", always(False), {"ballot": 8})],
        absent={"X.20": "the lie"},
    ),
    egk(
        "x20_cast_opened",
        "a cast ballot was opened",
        {"X.20": "the lie"},
        lambda g: [Lie("opened", always(True), CAST)],
    ),
    egk(
        "x22_other_ciphertext",
        "another encryption of the same vote was opened, with a good proof",
        {"X.22": "the lie", "10.B": "the proof is held against the ballot's own ciphertext"},
        rerandomised,
    ),
    egk(
        "x23_mac",
        "contest data have a wrong MAC, and were opened all the same",
        {"X.23": "the lie"},
        lambda g: [Lie("mac", flip, CHALLENGED | MAYOR)],
    ),
]

FAULTS = TALLIES + OPENINGS
