"""Holding the reference itself against numbers that others published.

Every hash, proof and decryption of hashes21.py and proofs.py is made again from the inputs in
tests/vectors/electionguard and has to come out the same; the egk layout is held against whole
records (reread20.py).  Prints what it did and exits 1 at the first difference.

    python3 known_answers.py [--long] [RECORD ..]

RECORD is a folder in plain21 or egk format that is read back besides the toy record of the tests;
--long adds the record in the standard group.
"""

import argparse
import json
import pathlib
import sys

import groups
import hashes21 as h
from groups import VECTORS, b, keyed
from proofs import lagrange, prove_equal_logs, prove_logarithms, prove_range
from reread20 import Reread20
from reread21 import Reread21, need

RECORDS = VECTORS.parent / "records"


def load(name):
    return json.loads((VECTORS / name).read_text())


class Script:
    """Randomness that was fixed beforehand: hands out a list of numbers in order."""

    def __init__(self, *numbers):
        self.left = list(numbers)

    def randrange(self, *_):
        return self.left.pop(0)


def number(value, q):
    """Numbers of the vectors: 12, "q-2" or hex."""
    if isinstance(value, int):
        return value
    return q - int(value[2:]) if value.startswith("q-") else int(value, 16)


def same(computed, published, what):
    if isinstance(computed, int):
        need(computed == int(published, 16), what)
    else:
        need(computed.hex().upper() == published, what)


def primitives(group):
    for case in load("hash_primitive.json")["vectors"]:
        key, data = bytes.fromhex(case["key"]), bytes.fromhex(case["b1"])
        same(keyed(key, data), case["H"], "H")
        if "Hq" in case:
            same(group.challenge(key, data), case["Hq"], "H_q")
    for case in load("v21_hash_chain.json")["vectors"]:
        if case.get("b1"):
            same(
                keyed(bytes.fromhex(case["key"]), bytes.fromhex(case["b1"])),
                case["H"],
                case["name"],
            )
    for case in load("lagrange_modq.json")["vectors"]:
        for i, w in case["w"].items():
            same(lagrange(group, int(i), case["U"]), w, "Lagrange coefficient")


def hash_chain(group):
    """egcs_hash_chain.json: another implementation's answers, from the parameters to the closing
    hash."""
    said = load("egcs_hash_chain.json")
    k, k_hat = group.power(group.g, 5), group.power(group.g, 7)
    for case in said["H_P"]:
        same(h.parameter_base_hash(group, case["n"], case["k"]), case["H_P"], "H_P")
    for case in said["H_B"]:
        h_p = h.parameter_base_hash(group, case["n"], case["k"])
        same(h.base_hash(h_p, bytes.fromhex(case["manifest_hex"])), case["H_B"], "H_B")
    h_e = h.extended_base_hash(group, bytes.fromhex(said["election"]["H_B"]), k, k_hat)
    same(h_e, said["election"]["H_E"], "H_E")
    ballot, codes = said["ballot"], said["codes"]
    h_i = h.identifier_hash(h_e, bytes.fromhex(ballot["id_B"]))
    same(h_i, ballot["H_I"], "H_I")
    chis = []
    for index, values in ballot["contests"].items():
        pairs = encryptions(group, h_i, k, int(index), values, bytes.fromhex(ballot["xi_B"]))
        chis.append(h.contest_hash(group, h_i, int(index), pairs))
        same(chis[-1], ballot["chi"][index], "chi")
    for case in said["H_DI"]:
        same(h.device_hash(h_e, case["S_device"]), case["H_DI_2A"], "H_DI")
    h_di = bytes.fromhex(said["H_DI"][0]["H_DI_2A"])
    same(h.confirmation_code(h_i, chis, h.chaining_field(0, h_di)), codes["no_chaining"], "code")
    h_0 = h.chain_start(h_e, h_di)
    same(h_0, codes["H_0"], "H_0")
    same(h.confirmation_code(h_i, chis, h.chaining_field(1, h_0)), codes["H_1"], "H_1")
    same(
        h.chain_close(h_e, h_di, bytes.fromhex(codes["H_2"])), codes["closing_hash"], "closing hash"
    )


def encryptions(group, h_i, k, contest, values, xi_b):
    nonces = [h.option_nonce(group, h_i, contest, j, xi_b) for j in range(1, len(values) + 1)]
    return [(group.power(group.g, x), group.power(k, x + v)) for x, v in zip(nonces, values)]


def guardian_record(group):
    said = load("v21_proofs_fixed_randomness.json")
    h_p, q = h.parameter_base_hash(group, said["n"], said["k"]), group.q
    vote, data, kappas = [], [], []
    for guardian in said["guardians"]:
        kappa = group.power(group.g, number(guardian["zeta"], q))
        same(kappa, guardian["kappa"], "kappa")
        kappas.append(kappa)
        for key, secret, out in (("vote", "a", vote), ("data", "a_hat", data)):
            proof = guardian[key]
            out.append([int(x, 16) for x in proof["K"]])
            secrets = [number(x, q) for x in guardian[secret] + [guardian["zeta"]]]
            c, v = prove_logarithms(
                group,
                Script(*(number(u, q) for u in proof["u"])),
                secrets,
                lambda a: h.guardian_challenge(
                    group, h_p, f"pk_{key}", guardian["i"], out[-1], kappa, a
                ),
            )
            same(c, proof["c"], "key proof c")
            need(v == [number(x, q) for x in proof["v"]], "key proof v")
    k, k_hat = group.product(x[0] for x in vote), group.product(x[0] for x in data)
    h_b = bytes.fromhex(said["H_B"])
    same(h.extended_base_hash(group, h_b, k, k_hat), said["H_E"], "H_E")
    same(h.guardian_record_hash(group, h_b, k, k_hat, vote, data, kappas), said["H_G"], "H_G")
    return said, k, k_hat


def ballot_proofs(group, said, k, k_hat):
    """Range and limit proofs, contest data, chi and the encrypted nonce, with the randomness that
    was written down."""
    h_i, q = bytes.fromhex(said["H_I"]), group.q
    xi_b, contest = bytes.fromhex(said["xi_B"]), said["contest1"]
    same(
        h.identifier_hash(bytes.fromhex(said["H_E"]), bytes.fromhex(said["id_B"])),
        said["H_I"],
        "H_I",
    )
    pairs, nonces = [], []
    for j, selection in enumerate(contest["selections"], 1):
        nonces.append(h.option_nonce(group, h_i, 1, j, xi_b))
        pairs.append(
            (
                group.power(group.g, nonces[-1]),
                group.power(k, nonces[-1] + selection["range_proof"]["value"]),
            )
        )
        same(pairs[-1][1], selection["beta"], "beta")
        range_proof(
            group,
            k,
            nonces[-1],
            selection["range_proof"],
            lambda a, j=j: h.option_challenge(group, h_i, 1, j, *pairs[-1], a),
        )
    alpha, beta = group.product(a for a, _ in pairs), group.product(x for _, x in pairs)
    range_proof(
        group,
        k,
        sum(nonces) % q,
        contest["limit_proof"],
        lambda a: h.limit_challenge(group, h_i, 1, alpha, beta, a),
    )
    data = contest["data"]
    xi = h.data_nonce(group, h_i, 1, xi_b)
    same(xi, data["xi"], "contest data nonce")
    c0 = group.power(group.g, xi)
    key = h.data_key(group, h_i, 1, c0, group.power(k_hat, xi))
    stream = h.data_blocks(key, 1, data["blocks"])
    c1 = bytes(x ^ y for x, y in zip(bytes.fromhex(data["plaintext"]), stream))
    same(c1, data["C1"], "C_1")
    c, (v,) = prove_logarithms(
        group,
        Script(number(data["u"], q)),
        [xi],
        lambda a: h.data_challenge(group, h_i, 1, a[0], c0, c1),
    )
    same(c, data["c"], "contest data c")
    same(h.contest_hash(group, h_i, 1, pairs), contest["chi_without_data"], "chi")
    same(
        h.contest_hash(group, h_i, 1, pairs, h.hashed_ciphertext(group, c0, c1, c, v)),
        contest["chi_with_data"],
        "chi with data",
    )
    nonce = said["ballot_nonce_encryption"]
    c0 = group.power(group.g, number(nonce["xi"], q))
    key = h.nonce_key(group, h_i, c0, group.power(k_hat, number(nonce["xi"], q)))
    c1 = bytes(x ^ y for x, y in zip(xi_b, h.nonce_block(key)))
    same(c1, nonce["C1"], "encrypted nonce")
    c, (v,) = prove_logarithms(
        group,
        Script(number(nonce["u"], q)),
        [number(nonce["xi"], q)],
        lambda a: h.nonce_challenge(group, h_i, a[0], c0, c1),
    )
    same(c, nonce["c"], "nonce proof c")
    same(v, nonce["v"], "nonce proof v")


def range_proof(group, k, nonce, said, challenge):
    chosen = {int(j): number(c, group.q) for j, c in said["c_j_chosen_for_j_ne_value"].items()}
    rng = Script(*(number(u, group.q) for u in said["u"]), *(chosen[j] for j in sorted(chosen)))
    made = prove_range(group, rng, k, nonce, said["value"], said["bound"], challenge)
    need(made == [(int(x["c"], 16), int(x["v"], 16)) for x in said["proof"]], "range proof")


def tally_decryptions(group):
    said = load("egcs_tally_decryption.json")
    q, k = group.q, group.power(group.g, 5)
    h_e = bytes.fromhex(said["election"]["H_E"])
    z = {i: int(x, 16) for i, x in said["election"]["guardian_polynomials"]["z"].items()}
    for case in said["cases"]:
        a_total = b_total = 1
        for ballot in said["ballots"]:
            h_i = h.identifier_hash(h_e, bytes.fromhex(ballot["id_B"]))
            alpha, beta = encryptions(
                group,
                h_i,
                k,
                case["ind_c"],
                ballot["votes"][str(case["ind_c"])],
                bytes.fromhex(ballot["xi_B"]),
            )[case["ind_o"] - 1]
            a_total, b_total = a_total * alpha % group.p, b_total * beta % group.p
        m = group.divide(b_total, group.power(k, case["t"]))
        shares = {i: z[str(i)] for i in case["U"]}
        c, v = prove_equal_logs(
            group,
            Script(*(number(case["u"][str(i)], q) for i in case["U"])),
            shares,
            a_total,
            lambda a, b_: h.tally_challenge(
                group, h_e, case["ind_c"], case["ind_o"], a_total, b_total, a, b_, m
            ),
        )
        same(c, case["c"], "tally c")
        same(v, case["v"], "tally v")


def data_decryptions(group):
    said = load("egcs_contest_data.json")
    q, k_hat = group.q, group.power(group.g, 7)
    h_i, xi_b = bytes.fromhex(said["ballot"]["H_I"]), bytes.fromhex(said["ballot"]["xi_B"])
    z = {i: int(x, 16) for i, x in said["election"]["guardian_polynomials"]["z_hat"].items()}
    sealed = {}
    for index, case in said["contests"].items():
        xi = h.data_nonce(group, h_i, int(index), xi_b)
        c0, c1 = group.power(group.g, xi), bytes.fromhex(case["C_1"])
        key = h.data_key(group, h_i, int(index), c0, group.power(k_hat, xi))
        stream = h.data_blocks(key, int(index), case["blocks"])
        same(bytes(x ^ y for x, y in zip(bytes.fromhex(case["D"]), stream)), case["C_1"], "C_1")
        c, (v,) = prove_logarithms(
            group,
            Script(number(case["u"], q)),
            [xi],
            lambda a: h.data_challenge(group, h_i, int(index), a[0], c0, c1),
        )
        same(c, case["c_0x27"], "contest data c")
        same(v, case["v"], "contest data v")
        sealed[int(index)] = (c0, group.power(k_hat, xi), h.hashed_ciphertext(group, c0, c1, c, v))
    for case in said["decryptions"]:
        c0, beta, ciphertext = sealed[case["ind_c"]]
        shares = {i: z[str(i)] for i in case["U"]}
        c, v = prove_equal_logs(
            group,
            Script(*(number(case["u"][str(i)], q) for i in case["U"])),
            shares,
            c0,
            lambda a, b_: h.data_decryption_challenge(
                group, h_i, case["ind_c"], ciphertext, a, b_, beta
            ),
        )
        same(c, case["c"], "contest data decryption c")
        same(v, case["v"], "contest data decryption v")


def reread(folder):
    """How many published values of a record of either format were made again."""
    folder = pathlib.Path(folder)
    plain = folder / "election_parameters.json"
    if plain.exists():
        p = int(json.loads(plain.read_text())["p"], 16)
        return Reread21(folder, group_with(p)).check()
    constants = json.loads((folder / "constants.json").read_text())
    p = int(constants.get("large_prime") or constants["constants"]["largePrime"], 16)
    return Reread20(folder, group_with(p)).check()


def group_with(p):
    for name in load("groups.json"):
        group = groups.load(name)
        if group.p == p:
            return group
    raise SystemExit("no such group in groups.json")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--long", action="store_true")
    parser.add_argument("records", nargs="*")
    arguments = parser.parse_args()
    group = groups.load("standard")
    need(b(group.p, 512)[:32] == b"\xff" * 32, "the standard group")
    primitives(group)
    hash_chain(group)
    ballot_proofs(group, *guardian_record(group))
    tally_decryptions(group)
    data_decryptions(group)
    print("known answers: all made again")
    for record in (
        [RECORDS / "cs21-toy"] + [RECORDS / "cs21-small"] * arguments.long + arguments.records
    ):
        print(f"{pathlib.Path(record).name}: {reread(record)} published values made again")


if __name__ == "__main__":
    try:
        main()
    except AssertionError as difference:
        sys.exit(f"not the same: {difference}")
