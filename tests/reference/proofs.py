"""The three proofs of ElectionGuard from the side of those who make them.

Each takes the secret, a source of randomness and a function that hashes the announced commitments
into the challenge.  A range proof for a value outside its range cannot be made; what is returned
then looks like one: every branch is simulated, and only the sum of the challenges gives it away.
"""


def keep(rng, group):
    return rng.randrange(group.q)


def prove_range(group, rng, key, nonce, value, bound, challenge, wanted=None):
    """Pairs (c_j, v_j), j = 0..bound: (g^nonce, key^(value + nonce)) encrypts one of 0..bound.

    challenge takes [a_0, b_0, a_1, b_1, ..].  Branch j claims that the value is j; all but the true
    one are simulated with challenges drawn first: b_j = key^(u_j + (value - j) c_j).  wanted, for
    liars, says which proofs to keep; the others are made again."""
    while True:
        pairs = try_range(group, rng, key, nonce, value, bound, challenge)
        if wanted is None or wanted(pairs):
            return pairs


def try_range(group, rng, key, nonce, value, bound, challenge):
    u = [keep(rng, group) for _ in range(bound + 1)]
    c = [0 if j == value else keep(rng, group) for j in range(bound + 1)]
    announced = []
    for j in range(bound + 1):
        announced.append(group.power(group.g, u[j]))
        announced.append(group.power(key, u[j] + (value - j) * c[j]))
    if 0 <= value <= bound:
        c[value] = (challenge(announced) - sum(c)) % group.q
    return [(c[j], (u[j] - c[j] * nonce) % group.q) for j in range(bound + 1)]


def prove_logarithms(group, rng, secrets, challenge, wanted=None):
    """One challenge c and a response for every secret.  challenge takes the g^u; wanted, for liars,
    judges c."""
    while True:
        u = [keep(rng, group) for _ in secrets]
        c = challenge([group.power(group.g, x) for x in u])
        if wanted is None or wanted(c):
            return c, [(x - c * secret) % group.q for x, secret in zip(u, secrets)]


def prove_equal_logs(group, rng, shares, base, challenge):
    """(c, v) that base^z = M and g^z = key, where z is what the shares {i: z_i} interpolate to.

    Made as guardians make it: each announces g^u_i and base^u_i, the products are hashed, each
    answers with its own z_i and its Lagrange coefficient, and the answers are added up."""
    u = {i: keep(rng, group) for i in shares}
    a = group.product(group.power(group.g, x) for x in u.values())
    b_ = group.product(group.power(base, x) for x in u.values())
    c = challenge(a, b_)
    v = sum(u[i] - c * lagrange(group, i, shares) * shares[i] for i in shares) % group.q
    return c, v


def lagrange(group, i, available):
    """w_i = product of l / (l - i) over the other available guardians."""
    out = 1
    for l_ in available:
        if l_ != i:
            out = out * l_ * pow(l_ - i, -1, group.q) % group.q
    return out


def decrypt(group, shares, base):
    """base^z out of the guardians' base^z_i."""
    return group.product(
        group.power(group.power(base, z), lagrange(group, i, shares)) for i, z in shares.items()
    )
