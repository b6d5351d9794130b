"""Planted lies of egk records: ballots and devices, verifications 5 to 8."""

import hashes20 as h
from faults import (
    CAST,
    CHAINED,
    CHALLENGED,
    COUNCIL,
    FIRST,
    MAYOR,
    NOT_MULTIPLIED,
    OF_A_CONTEST,
    OF_THE_PUBLISHED,
    OUTSIDE,
    QUESTION,
    REFUSED,
    SPOILED,
    all_even,
    always,
    challenge_plus,
    egk,
    egk_said,
    flip,
    negated,
    response_plus,
    without,
)
from lies import Lie


def negated_twice(group, point="alpha"):
    """-x in two ballots, where it leaves no trace in the sums, with proofs whose equations hold."""
    lies = []
    for ballot in ({"ballot": 4}, CAST):
        at = ballot | MAYOR
        lies += [
            Lie(point, negated(group), at | FIRST),
            Lie("proof.wanted", always(all_even), at | FIRST),
            Lie("limit.wanted", always(all_even), at),
        ]
    return lies


def reorder_options(files, maker):
    """Two options of ballot 10 change places, and its contest hash and code follow."""
    ballot = files["encrypted_ballots/Device-2/eballot-id-10.json"]
    contest, entry = ballot["contests"][1], maker.ballots[10]["contests"][2]
    contest["selections"].insert(0, contest["selections"].pop(1))
    ciphertexts = [entry["ciphertexts"][place] for place in (1, 0, 2, 3)]
    chi = h.contest_hash(maker.group, maker.h_e, maker.joint, 2, ciphertexts)
    contest["contest_hash"] = maker.hash(chi)
    chis = [maker.ballots[10]["contests"][1]["chi"], chi, maker.ballots[10]["contests"][3]["chi"]]
    baux = bytes.fromhex(ballot["code_baux"])
    ballot["confirmation_code"] = maker.hash(h.confirmation_code(maker.h_e, chis, baux))


FAULTS = [
    egk(
        "05a_same_id",
        "two ballots with different votes have one identifier",
        {"5.A": "the lie", "X.16": "the tally names it twice, and the second ballot never"},
        lambda g: [Lie("ballot_id", always("id-4"), CAST)],
    ),
    egk(
        "05a_same_code",
        "a ballot is cast twice: its ciphertexts under another identifier, proved anew; one code",
        {"5.A": "the lie"},
        lambda g: [
            Lie("xi_b", always(bytes(32)), {"ballot": 1}),
            Lie("xi_b", always(bytes(32)), CAST),
        ],
    ),
    egk("06a_alpha_outside", "alpha is -x", OUTSIDE | {"9.A": NOT_MULTIPLIED}, negated_twice),
    egk(
        "06a_beta_outside",
        "beta is -x",
        OUTSIDE | {"9.B": NOT_MULTIPLIED},
        lambda g: negated_twice(g, "beta"),
        format="egk-kmp",
    ),
    egk(
        "06b_challenge_not_reduced",
        "c_0 of a selection is q larger",
        {"6.B": "the lie", "6.D": REFUSED},
        lambda g: [Lie("range_proof", challenge_plus(g.q), CAST | QUESTION | FIRST)],
    ),
    egk(
        "06c_response_not_reduced",
        "v_0 of a selection is q larger",
        {"6.C": "the lie", "6.D": REFUSED},
        lambda g: [Lie("range_proof", response_plus(g.q), CAST | QUESTION | FIRST)],
    ),
    egk(
        "06d_vote_of_two",
        "two votes for an option that takes one, within the contest's limit",
        {"6.D": "the lie"},
        lambda g: [Lie("values", always([2, 0]), CAST | QUESTION)],
    ),
    egk(
        "06d_wrong_response",
        "a response is wrong",
        {"6.D": "the lie"},
        lambda g: [Lie("range_proof", response_plus(1), CAST | COUNCIL | {"option": 4})],
        format="egk-kmp",
    ),
    egk(
        "07b_challenge_not_reduced",
        "c_0 of a contest is q larger",
        {"7.B": "the lie", "7.D": REFUSED},
        lambda g: [Lie("limit_proof", challenge_plus(g.q), CAST | QUESTION)],
    ),
    egk(
        "07c_response_not_reduced",
        "v_0 of a contest is q larger",
        {"7.C": "the lie", "7.D": REFUSED},
        lambda g: [Lie("limit_proof", response_plus(g.q), CAST | QUESTION)],
    ),
    egk(
        "07d_two_mayors",
        "a vote for two where one is to be elected",
        {"7.D": "the lie"},
        lambda g: [Lie("values", always([1, 1, 0]), CAST | MAYOR)],
    ),
    egk(
        "08a_chi",
        "a contest hash is wrong, and the code was made from the right one",
        {"8.A": "the lie", "8.B": OF_THE_PUBLISHED},
        lambda g: [Lie("chi.said", flip, CAST | QUESTION)],
    ),
    egk(
        "08a_chi_in_code",
        "a contest hash is wrong, and the code was made from it",
        {"8.A": "the lie"},
        lambda g: [Lie("chi", flip, CAST | QUESTION)],
        format="egk-kmp",
    ),
    egk_said("08b_code", "code.said", flip, "8.B", "a code is wrong", CAST),
    egk(
        "08d_other_baux",
        "a ballot has another Baux; its code is made anew",
        {"8.D": "the lie"},
        lambda g: [Lie("baux", lambda x: x + b"!", CAST)],
    ),
    egk(
        "08e_broken_chain",
        "a ballot is chained to nothing; all codes from there on are made anew",
        {"8.E": "the lie"},
        lambda g: [Lie("baux", lambda x: bytes(32) + x[32:], {"ballot": 7})],
        election=CHAINED,
    ),
    egk(
        "08e_other_baux_0",
        "a ballot of a chain has another Baux_0 behind its link",
        {"8.E": "the lie"},
        lambda g: [Lie("baux", lambda x: x + b"!", {"ballot": 7})],
        election=CHAINED,
    ),
    egk(
        "08e_link_alone",
        "a ballot in the middle of a chain has its link alone, as only the first may",
        {"8.E": "the lie"},
        lambda g: [Lie("baux", lambda x: x[:32], {"ballot": 7})],
        election=CHAINED,
        format="egk-kmp",
    ),
    egk(
        "08e_first_of_chain",
        "the first ballot is not chained to H_0; all codes are made anew",
        {"8.E": "the lie"},
        lambda g: [Lie("baux", lambda x: bytes(32) + x[32:], {"ballot": 1})],
        election=CHAINED,
    ),
    egk(
        "08f_other_baux_0",
        "a chain says that it began with another Baux_0",
        {"8.F": "the lie"},
        lambda g: [
            Lie("chain", lambda chain: chain | {"baux0": chain["baux0"] + [33]}, {"device": 0})
        ],
        election=CHAINED,
    ),
    egk_said(
        "08g_closing",
        "h_close.said",
        flip,
        "8.G",
        "the closing hash is wrong",
        {"device": 1},
        election=CHAINED,
    ),
    egk_said(
        "08g_last",
        "last.said",
        flip,
        "8.G",
        "the last code of a chain is wrong",
        {"device": 1},
        election=CHAINED,
    ),
    egk_said("x07_ballot", "ballot.election", flip, "X.7", "a ballot names another election", CAST),
    egk_said(
        "x07_chain",
        "chain.election",
        flip,
        "X.7",
        "a chain names another election",
        {"device": 0},
        election=CHAINED,
    ),
    egk_said(
        "x07_encrypted_tally",
        "encrypted_tally.election",
        flip,
        "X.7",
        "the encrypted tally names another election",
    ),
    egk_said("x07_tally", "tally.election", flip, "X.7", "the tally names another election"),
    egk_said(
        "x07_opened",
        "opened.election",
        flip,
        "X.7",
        "an opened ballot names another election",
        CHALLENGED,
    ),
    egk(
        "x08_contest_missing",
        "a ballot leaves out a contest of its style",
        {"X.8": "the lie"},
        lambda g: [Lie("ballot.contests", without(2), CAST)],
        absent=OF_A_CONTEST,
    ),
    egk(
        "x08_other_style",
        "a ballot claims a style with other contests",
        {"X.8": "the lie"},
        lambda g: [Lie("style.said", always("Village"), CAST)],
    ),
    egk(
        "x08_option_order",
        "a ballot lists its options in another order; its hashes are made anew",
        {"X.8": "the lie"},
        edit=reorder_options,
    ),
    egk(
        "x09_wider_range",
        "two votes for an option that takes one, with a good proof that it is at most two",
        {"X.9": "the lie", "6.D": "no proof of the right range is there"},
        lambda g: [
            Lie("values", always([2, 0]), CAST | QUESTION),
            Lie("R", always(2), CAST | QUESTION | FIRST),
        ],
    ),
    egk(
        "x14_challenged_proof",
        "a challenged ballot has a wrong range proof",
        {"X.14": "the lie"},
        lambda g: [Lie("range_proof", response_plus(1), SPOILED | QUESTION | FIRST)],
    ),
    egk(
        "x15_not_listed",
        "no chain lists one of the ballots; the chain is broken there",
        {"X.15": "the lie", "8.E": "the next one is chained to the ballot that is not listed"},
        lambda g: [Lie("device.ids", without(2), {"device": 1})],
        election=CHAINED,
    ),
    egk(
        "x16_not_listed",
        "the tally does not list a cast ballot",
        {"X.16": "the lie"},
        lambda g: [Lie("cast_ids", without(0))],
    ),
    egk(
        "x16_challenged_listed",
        "the tally lists a challenged ballot",
        {"X.16": "the lie"},
        lambda g: [Lie("cast_ids", lambda ids: ids + ["id-3"])],
    ),
    egk(
        "x16_listed_twice",
        "the tally lists a ballot twice",
        {"X.16": "the lie"},
        lambda g: [Lie("cast_ids", lambda ids: ids + ids[:1])],
    ),
    egk(
        "x17_serial",
        "an encrypted serial number is outside the group",
        {"X.17": "the lie"},
        lambda g: [Lie("serial", lambda sn: sn | {"pad": sn["data"][:-2] + "E="}, CAST)],
    ),
]
