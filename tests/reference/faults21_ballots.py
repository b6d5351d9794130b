"""Planted lies of plain21 records: ballots and devices, verifications 5 to 8."""

from faults import (
    CAST,
    CHALLENGED,
    COUNCIL,
    FIRST,
    Fault,
    MAYOR,
    NOT_MULTIPLIED,
    OF_A_CONTEST,
    OF_THE_PUBLISHED,
    OUTSIDE,
    QUESTION,
    QUIET,
    REFUSED,
    SPOILED,
    all_even,
    always,
    challenge_plus,
    even,
    flip,
    negated,
    response_plus,
    said,
    weighing,
    with_idle_device,
    without,
)
from lies import Lie


def negated_alpha(group, point="alpha"):
    """-alpha (or -beta) in a ballot of weight 2, where it leaves no trace in the sums, with proofs
    whose equations hold."""
    at = QUIET | MAYOR
    return [
        Lie(point, negated(group), at | FIRST),
        Lie("proof.wanted", always(all_even), at | FIRST),
        Lie("limit.wanted", always(all_even), at),
    ]


SAME_ID = b"\x42" * 32

FAULTS = [
    Fault(
        "05a_same_id",
        "two ballots with different votes have one identifier",
        {"5.A": "the lie", "X.15": "the device lists name it twice, and the second ballot never"},
        lambda g: [Lie("id_b", always(SAME_ID), {"ballot": 4}), Lie("id_b", always(SAME_ID), CAST)],
        options={"open_data": False},
    ),
    said("05b_h_i", "h_i.said", flip, "5.B", "H_I of a ballot is wrong", CAST),
    Fault("06a_alpha_outside", "alpha is -x", OUTSIDE | {"9.A": NOT_MULTIPLIED}, negated_alpha),
    Fault(
        "06a_beta_outside",
        "beta is -x",
        OUTSIDE | {"9.B": NOT_MULTIPLIED},
        lambda g: negated_alpha(g, "beta"),
    ),
    Fault(
        "06b_challenge_not_reduced",
        "c_0 of a selection is q larger",
        {"6.B": "the lie", "6.D": REFUSED},
        lambda g: [Lie("range_proof", challenge_plus(g.q), CAST | QUESTION | FIRST)],
    ),
    Fault(
        "06c_response_not_reduced",
        "v_0 of a selection is q larger",
        {"6.C": "the lie", "6.D": REFUSED},
        lambda g: [Lie("range_proof", response_plus(g.q), CAST | QUESTION | FIRST)],
    ),
    Fault(
        "06d_vote_of_two",
        "two votes for an option that takes one, within the contest's limit",
        {"6.D": "the lie"},
        lambda g: [Lie("values", always([2, 0]), CAST | QUESTION)],
    ),
    Fault(
        "06d_vote_of_minus_one",
        "a vote of -1, made up for by another option",
        {"6.D": "the lie"},
        lambda g: [Lie("values", always([-1, 1]), CAST | QUESTION)],
    ),
    Fault(
        "06d_wrong_response",
        "a response is wrong",
        {"6.D": "the lie"},
        lambda g: [Lie("range_proof", response_plus(1), CAST | COUNCIL | {"option": 4})],
    ),
    Fault(
        "06d_swapped_proofs",
        "two selections of a ballot have exchanged their proofs",
        {"6.D": "the lie"},
        edit=lambda files, _: swap(files["ballots/0010.json"]["contests"][0]["selections"]),
    ),
    Fault(
        "07b_challenge_not_reduced",
        "c_0 of a contest is q larger",
        {"7.B": "the lie", "7.D": REFUSED},
        lambda g: [Lie("limit_proof", challenge_plus(g.q), CAST | QUESTION)],
    ),
    Fault(
        "07c_response_not_reduced",
        "v_0 of a contest is q larger",
        {"7.C": "the lie", "7.D": REFUSED},
        lambda g: [Lie("limit_proof", response_plus(g.q), CAST | QUESTION)],
    ),
    Fault(
        "07d_two_mayors",
        "a vote for two where one is to be elected",
        {"7.D": "the lie"},
        lambda g: [Lie("values", always([1, 1, 0]), CAST | MAYOR)],
    ),
    Fault(
        "07d_wrong_response",
        "a response is wrong",
        {"7.D": "the lie"},
        lambda g: [Lie("limit_proof", response_plus(1), CAST | COUNCIL)],
    ),
    Fault(
        "08a_chi",
        "a contest hash is wrong, and the code was made from the right one",
        {"8.A": "the lie", "8.B": OF_THE_PUBLISHED},
        lambda g: [Lie("chi.said", flip, CAST | QUESTION)],
    ),
    Fault(
        "08a_chi_in_code",
        "a contest hash is wrong, and the code was made from it",
        {"8.A": "the lie"},
        lambda g: [Lie("chi", flip, CAST | QUESTION)],
    ),
    said("08b_code", "h_c.said", flip, "8.B", "a code is wrong", CAST),
    Fault(
        "08b_code_in_chain",
        "a code is wrong, and the next one is chained to it",
        {"8.B": "the lie"},
        lambda g: [Lie("h_c", flip, {"ballot": 7})],
    ),
    Fault(
        "08b_code_said_in_chain",
        "a code is wrong, and the next one is chained to the right one",
        {"8.B": "the lie", "8.E": "the next ballot is not chained to the code that was published"},
        lambda g: [Lie("h_c.said", flip, {"ballot": 7})],
    ),
    said("08c_h_di", "h_di.said", flip, "8.C", "a device hash is wrong", {"device": 1}),
    Fault(
        "08d_other_device",
        "a ballot without chain carries another device's hash; its code is made anew",
        {"8.D": "the lie"},
        lambda g: [Lie("b_c", flip, CAST)],
    ),
    Fault(
        "08d_claims_chain",
        "a ballot without chain claims one; its code is made anew",
        {"8.D": "the lie"},
        lambda g: [Lie("b_c", lambda field: b"\0\0\0\1" + field[4:], CAST)],
    ),
    Fault(
        "08e_broken_chain",
        "a ballot is chained to nothing; all codes from there on are made anew",
        {"8.E": "the lie"},
        lambda g: [Lie("b_c", flip, {"ballot": 7})],
    ),
    Fault(
        "08e_first_of_chain",
        "the first ballot is not chained to H_0; all codes are made anew",
        {"8.E": "the lie"},
        lambda g: [Lie("b_c", flip, {"ballot": 1})],
    ),
    Fault(
        "08e_denies_chain",
        "a ballot of a chain says that there is none; all codes are made anew",
        {"8.E": "the lie"},
        lambda g: [Lie("b_c", lambda field: b"\0\0\0\0" + field[4:], {"ballot": 7})],
    ),
    said("08f_h_0", "h_0.said", flip, "8.F", "H_0 is wrong", {"device": 0}),
    said("08g_closing", "h_close.said", flip, "8.G", "the closing hash is wrong", {"device": 0}),
    Fault(
        "08g_empty_chain",
        "a device that chains has no ballot, and closes its chain all the same",
        {"8.G": "there is no last code that could be closed"},
        election=with_idle_device,
    ),
    Fault(
        "x08_contest_missing",
        "a ballot leaves out a contest of its style",
        {"X.8": "the lie"},
        lambda g: [Lie("ballot.contests", without(2), CAST)],
        absent=OF_A_CONTEST | {check: "it has contest data" for check in ("X.12", "X.13")},
    ),
    Fault(
        "x08_contest_twice",
        "a ballot votes twice in a contest, and both votes were counted",
        {"X.8": "the lie"},
        lambda g: [Lie("ballot.contests", lambda contests: contests[:1] + contests, CAST)],
        options={"open_data": False},
    ),
    Fault(
        "x08_contest_order",
        "a ballot lists its contests in another order, and its code goes by it",
        {"X.8": "the lie"},
        lambda g: [Lie("ballot.contests", lambda contests: contests[::-1], CAST)],
    ),
    Fault(
        "x08_other_style",
        "a ballot claims a style with other contests",
        {"X.8": "the lie"},
        lambda g: [Lie("style.said", always(2), CAST)],
    ),
    Fault(
        "x08_no_such_style",
        "a ballot claims a style that does not exist",
        {"X.8": "the lie"},
        lambda g: [Lie("style.said", always(4), CAST)],
    ),
    Fault(
        "x09_wider_range",
        "two votes for an option that takes one, with a good proof that it is at most two",
        {"X.9": "the lie", "6.D": "no proof of the right range is there"},
        lambda g: [
            Lie("values", always([2, 0]), CAST | QUESTION),
            Lie("R", always(2), CAST | QUESTION | FIRST),
        ],
    ),
    Fault(
        "x09_wider_limit",
        "a vote for two where one is to be elected, with a good proof that it is at most two",
        {"X.9": "the lie", "7.D": "no proof of the right limit is there"},
        lambda g: [
            Lie("values", always([1, 1, 0]), CAST | MAYOR),
            Lie("L", always(2), CAST | MAYOR),
        ],
    ),
    Fault("x10_weight_zero", "a ballot weighs nothing", {"X.10": "the lie"}, election=weighing(0)),
    Fault(
        "x10_weight_too_large",
        "ballots weigh more than counts can hold",
        {"X.10": "the lie"},
        election=weighing(1 << 62),
    ),
    Fault(
        "x11_nonce_proof",
        "the encrypted nonce has a wrong proof",
        {"X.11": "the lie"},
        lambda g: [Lie("nonce.proof", response_plus(1), CAST)],
    ),
    Fault(
        "x11_nonce_outside",
        "C_0 of the nonce is -x; the challenge is even, so the proof's equation holds",
        {"X.11": "the lie"},
        lambda g: [Lie("nonce.c0", negated(g), CAST), Lie("nonce.wanted", always(even), CAST)],
    ),
    Fault(
        "x12_data_too_long",
        "contest data are a block longer than the manifest says",
        {"X.12": "the lie"},
        lambda g: [Lie("blocks", always(2), QUIET | MAYOR)],
    ),
    Fault(
        "x12_data_unasked",
        "contest data where the manifest has none",
        {"X.12": "the lie"},
        lambda g: [Lie("blocks", always(1), QUIET | COUNCIL)],
    ),
    Fault(
        "x12_data_missing",
        "no contest data where the manifest has some",
        {"X.12": "the lie"},
        lambda g: [Lie("blocks", always(0), QUIET | MAYOR)],
        absent={"X.13": "there is no proof to look at"},
    ),
    Fault(
        "x13_data_proof",
        "contest data have a wrong proof",
        {"X.13": "the lie"},
        lambda g: [Lie("data.proof", response_plus(1), QUIET | MAYOR)],
    ),
    Fault(
        "x13_data_outside",
        "C_0 of contest data is -x; the challenge is even, so the proof's equation holds",
        {"X.13": "the lie"},
        lambda g: [
            Lie("data.c0", negated(g), QUIET | MAYOR),
            Lie("data.wanted", always(even), QUIET | MAYOR),
        ],
    ),
    Fault(
        "x14_challenged_proof",
        "a challenged ballot has a wrong range proof",
        {"X.14": "the lie"},
        lambda g: [Lie("range_proof", response_plus(1), CHALLENGED | QUESTION | FIRST)],
    ),
    Fault(
        "x14_spoiled_limit",
        "a spoiled ballot has a wrong limit proof",
        {"X.14": "the lie"},
        lambda g: [Lie("limit_proof", response_plus(1), SPOILED | MAYOR)],
    ),
    Fault(
        "x15_not_listed",
        "no device lists one of the ballots",
        {"X.15": "the lie"},
        lambda g: [Lie("device.ids", without(0), {"device": 1})],
    ),
    Fault(
        "x15_listed_twice",
        "a device lists a ballot twice",
        {"X.15": "the lie"},
        lambda g: [Lie("device.ids", lambda ids: ids[:1] + ids, {"device": 1})],
    ),
    Fault(
        "x15_unknown",
        "a device lists a ballot that is not there",
        {"X.15": "the lie"},
        lambda g: [Lie("device.ids", lambda ids: ids + [SAME_ID], {"device": 1})],
        absent={"8.D": "its chaining field had to be looked at"},
    ),
]


def swap(selections):
    selections[0]["proof"], selections[1]["proof"] = selections[1]["proof"], selections[0]["proof"]
