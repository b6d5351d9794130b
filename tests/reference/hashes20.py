"""The hashes of the egk records: the specification's version 2.0.0 with details of their own.

There is one key K and no identifier hash: everything about ballots is keyed with H_E and hashes K.
Contest data carry a MAC instead of a Schnorr proof and are not part of the contest hash; opening
them hashes C_1 as the text of its upper-case digits.
"""

from groups import b, keyed

VERSION = b"v2.0.0".ljust(32, b"\0")
BLOCK_OCTETS = 32


def parameter_base_hash(group):
    return keyed(
        VERSION,
        b"\x00",
        group.element(group.p),
        b(group.q, group.order_octets),
        group.element(group.g),
    )


def manifest_hash(h_p, manifest):
    return keyed(h_p, b"\x01", b(len(manifest), 4), manifest)


def base_hash(h_p, h_m, n, k):
    return keyed(h_p, b"\x02", h_m, b(n, 4), b(k, 4))


def coefficient_challenge(group, h_p, i, j, commitment, announced):
    return group.challenge(h_p, b"\x10", b(i, 4), b(j, 4), group.elements(commitment, announced))


def extended_base_hash(group, h_b, joint):
    return keyed(h_b, b"\x12", group.element(joint))


def option_nonce(group, h_e, contest, option, xi_b):
    return group.challenge(h_e, b"\x20", xi_b, b(contest, 4), b(option, 4))


def data_nonce(group, h_e, contest, xi_b):
    return group.challenge(h_e, b"\x20", xi_b, b(contest, 4), b"contest_data")


def range_challenge(group, h_e, joint, alpha, beta, announced):
    """Range and limit proofs alike."""
    return group.challenge(h_e, b"\x21", group.elements(joint, alpha, beta, *announced))


def data_key(group, h_e, joint, alpha, beta):
    return keyed(h_e, b"\x22", group.elements(joint, alpha, beta))


def data_block(key, contest_id, octets, t):
    """Block 0 keys the MAC, blocks 1, 2, .. hide the data."""
    return keyed(
        key,
        b(t, 4),
        b"share_enc_keys",
        b"\0",
        b"contest_data",
        contest_id.encode(),
        b(8 * octets, 4),
    )


def data_mac(group, key, contest_id, octets, c0, c1):
    return keyed(data_block(key, contest_id, octets, 0), group.element(c0), c1)


def contest_hash(group, h_e, joint, contest, ciphertexts):
    pairs = b"".join(group.elements(alpha, beta) for alpha, beta in ciphertexts)
    return keyed(h_e, b"\x23", b(contest, 4), group.element(joint), pairs)


def confirmation_code(h_e, contest_hashes, baux):
    return keyed(h_e, b"\x24", *contest_hashes, baux)


def chain_start(h_e, baux_0):
    return keyed(h_e, b"\x24", baux_0)


def chain_close(h_e, last_code, baux_0):
    return keyed(h_e, b"\x24", last_code, baux_0, b"CLOSE")


def tally_challenge(group, h_e, joint, a_total, b_total, a, b_, m):
    return group.challenge(h_e, b"\x30", group.elements(joint, a_total, b_total, a, b_, m))


def data_decryption_challenge(group, h_e, joint, c0, c1, c2, a, b_, beta):
    return group.challenge(
        h_e,
        b"\x31",
        group.elements(joint, c0),
        c1.hex().upper().encode(),
        c2,
        group.elements(a, b_, beta),
    )
