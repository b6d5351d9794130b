"""The hashes of ElectionGuard 2.1.0, one function a line of its tables.

Every function spells its formula: the key, the separator octet, then the fields in order.  `group`
gives the widths.  Sources: the specification's section 5 and verifications 1 to 14; where its
tables and its formulas part, the formula is taken (0x32 is keyed with H_I, 0x44 has no "LOCK", key
blocks count from 1).
"""

from groups import SCALAR_OCTETS, b, keyed

VERSION = b"v2.1.0".ljust(32, b"\0")
BLOCK_OCTETS = 32


def parameter_base_hash(group, n, k):
    return keyed(
        VERSION,
        b"\x00",
        group.element(group.p),
        b(group.q, group.order_octets),
        group.element(group.g),
        b(n, 4),
        b(k, 4),
    )


def base_hash(h_p, manifest):
    return keyed(h_p, b"\x01", b(len(manifest), 4), manifest)


def guardian_challenge(group, h_p, label, i, commitments, kappa, announced):
    """label is "pk_vote" or "pk_data"; announced are the h_i0 .. h_ik."""
    return group.challenge(
        h_p,
        b"\x10",
        label.encode(),
        b(i, 4),
        group.elements(*commitments),
        group.element(kappa),
        group.elements(*announced),
    )


def guardian_record_hash(group, h_b, joint, joint_hat, vote, data, kappas):
    """H_G; vote and data are lists of each guardian's commitments."""
    flat = [x for commitments in vote + data for x in commitments]
    return keyed(h_b, b"\x13", group.elements(joint, joint_hat, *flat, *kappas))


def extended_base_hash(group, h_b, joint, joint_hat):
    return keyed(h_b, b"\x14", group.elements(joint, joint_hat))


def identifier_hash(h_e, id_b):
    return keyed(h_e, b"\x20", id_b)


def option_nonce(group, h_i, contest, option, xi_b):
    return group.challenge(h_i, b"\x21", b(contest, 4), b(option, 4), xi_b)


def nonce_key(group, h_i, alpha, beta):
    return keyed(h_i, b"\x22", group.elements(alpha, beta))


def nonce_block(key):
    return keyed(key, b"\x01", b"ballot_nonce", b"\0", b"ballot_nonce_encrypt", b"\x01\x00")


def nonce_challenge(group, h_i, a, c0, c1):
    return group.challenge(h_i, b"\x23", group.elements(a, c0), c1)


def option_challenge(group, h_i, contest, option, alpha, beta, announced):
    return group.challenge(
        h_i, b"\x24", b(contest, 4), b(option, 4), group.elements(alpha, beta, *announced)
    )


def limit_challenge(group, h_i, contest, alpha, beta, announced):
    return group.challenge(h_i, b"\x24", b(contest, 4), group.elements(alpha, beta, *announced))


def data_nonce(group, h_i, contest, xi_b):
    return group.challenge(h_i, b"\x25", b(contest, 4), xi_b)


def data_key(group, h_i, contest, alpha, beta):
    return keyed(h_i, b"\x26", b(contest, 4), group.elements(alpha, beta))


def data_blocks(key, contest, count):
    """k_1 || .. || k_count."""
    return b"".join(
        keyed(
            key, b(t, 4), b"data_enc_keys", b"\0", b"contest_data", b(contest, 4), b(count * 256, 4)
        )
        for t in range(1, count + 1)
    )


def data_challenge(group, h_i, contest, a, c0, c1):
    return group.challenge(h_i, b"\x27", b(contest, 4), group.elements(a, c0), c1)


def hashed_ciphertext(group, c0, c1, c, v):
    """C_0, C_1, C_2 as hashed: C_2 is c and v, 32 octets each."""
    return group.element(c0) + c1 + b(c, SCALAR_OCTETS) + b(v, SCALAR_OCTETS)


def contest_hash(group, h_i, contest, ciphertexts, data=b""):
    """chi; data is hashed_ciphertext(..) or nothing."""
    pairs = b"".join(group.elements(alpha, beta) for alpha, beta in ciphertexts)
    return keyed(h_i, b"\x28", b(contest, 4), pairs, data)


def confirmation_code(h_i, contest_hashes, chaining_field):
    return keyed(h_i, b"\x29", *contest_hashes, chaining_field)


def device_hash(h_e, s_device):
    name = s_device.encode()
    return keyed(h_e, b"\x2a", b(len(name), 4), name)


def chaining_field(mode, tail):
    return b(mode, 4) + tail


def chain_start(h_e, h_di):
    return keyed(h_e, b"\x29", chaining_field(1, h_di))


def chain_close(h_e, h_di, last_code):
    inner = keyed(h_e, b"\x2b", last_code, chaining_field(1, h_di))
    return keyed(h_e, b"\x29", chaining_field(1, inner))


def tally_challenge(group, h_e, contest, option, a_total, b_total, a, b_, m):
    return group.challenge(
        h_e, b"\x31", b(contest, 4), b(option, 4), group.elements(a_total, b_total, a, b_, m)
    )


def data_decryption_challenge(group, h_i, contest, ciphertext, a, b_, beta):
    """ciphertext is hashed_ciphertext(..)."""
    return group.challenge(h_i, b"\x33", b(contest, 4), ciphertext, group.elements(a, b_, beta))
