"""Planted lies of egk records: parameters and keys, verifications 1 to 4."""

from faults import (
    REFUSED,
    always,
    challenge_plus,
    egk,
    egk_said,
    even,
    flip,
    negated,
    response_plus,
)
from lies import Lie


def constant(name, change):
    """Another number in the constants of egk-ec."""

    def edit(constants):
        inner = constants["constants"]
        return constants | {"constants": inner | {name: f"{change(int(inner[name], 16)):x}"}}

    return lambda group: [Lie("constants", edit)]


PARAMETERS = [
    egk(
        "01a_version",
        "says that it was hashed as another version",
        {"1.A": "the lie"},
        lambda g: [Lie("constants", lambda constants: constants | {"protocolVersion": "v2.2.0"})],
    ),
    egk(
        "01a_kmp_version",
        "says that it is of another version",
        {"1.A": "the lie"},
        lambda g: [Lie("config", lambda config: config | {"config_version": "v2.2.0"})],
        format="egk-kmp",
    ),
    egk(
        "01b_p", "p is another number", {"1.B": "the lie"}, constant("largePrime", lambda p: p - 2)
    ),
    egk(
        "01c_q", "q is another number", {"1.C": "the lie"}, constant("smallPrime", lambda q: q - 2)
    ),
    egk(
        "01d_g",
        "g is another generator",
        {"1.D": "the lie"},
        constant("generator", lambda x: x + 1),
    ),
    egk("x02_r", "r is not (p - 1) / q", {"X.2": "the lie"}, constant("cofactor", lambda r: r + 2)),
    egk_said("01e_h_p", "h_p.said", flip, "1.E", "H_P is wrong"),
    egk_said("01f_h_b", "h_b.said", flip, "1.F", "H_B is wrong", format="egk-kmp"),
    egk_said("x03_h_m", "h_m.said", flip, "X.3", "H_M is wrong"),
]

SECOND = {"guardian": 2, "j": 1}
KEYS = [
    egk(
        "02a_key_outside",
        "a guardian's second commitment is -x; its challenge is even, so the proof's equation holds",
        {"2.A": "the lie", "2.C": REFUSED},
        lambda g: [
            Lie("commitment", negated(g), SECOND),
            Lie("key_proof.wanted", always(even), SECOND),
        ],
    ),
    egk(
        "02b_response_not_reduced",
        "a guardian's response is q larger",
        {"2.B": "the lie", "2.C": REFUSED},
        lambda g: [Lie("key_proof", response_plus(g.q), SECOND)],
        format="egk-kmp",
    ),
    egk(
        "02b_challenge_not_reduced",
        "a guardian's challenge is q larger",
        {"2.B": "the lie", "2.C": REFUSED},
        lambda g: [Lie("key_proof", challenge_plus(g.q), SECOND)],
    ),
    egk(
        "02c_wrong_response",
        "a guardian does not know a coefficient",
        {"2.C": "the lie"},
        lambda g: [Lie("key_proof", response_plus(1), SECOND)],
    ),
    egk(
        "03a_joint_key",
        "K has a factor that is no guardian's, and its owner helps to decrypt",
        {"3.A": "the lie"},
        lambda g: [
            Lie("K", lambda k: k * g.g % g.p),
            Lie("z", lambda z: {i: (x + 1) % g.q for i, x in z.items()}),
        ],
    ),
    egk_said("04a_h_e", "h_e.said", flip, "4.A", "H_E is wrong", format="egk-kmp"),
    egk(
        "x05_key_one",
        "a guardian's key is 1",
        {"X.5": "the lie"},
        lambda g: [Lie("coefficient", always(0), {"guardian": 2, "j": 0})],
    ),
    egk(
        "x05_leading_keys",
        "the guardians' leading keys cancel each other out: one guardian fewer can decrypt",
        {"X.5": "the lie"},
        lambda g: [
            Lie("coefficient", always(a), {"guardian": i, "j": 1})
            for i, a in ((1, 5), (2, 7), (3, g.q - 12))
        ],
    ),
]

FAULTS = PARAMETERS + KEYS
