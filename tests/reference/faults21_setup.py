"""Planted lies of plain21 records: parameters and keys, verifications 1 to 4."""

from faults import Fault, REFUSED, always, even, flip, negated, response_plus, said
from lies import Lie

PARAMETERS = [
    said(
        "01a_version", "version.said", always("v2.0.0"), "1.A", "says that it is of another version"
    ),
    Fault(
        "01b_p",
        "p is another number",
        {"1.B": "the lie"},
        lambda g: [Lie("p.said", lambda p: p - 2)],
    ),
    Fault(
        "01c_q",
        "q is another number",
        {"1.C": "the lie"},
        lambda g: [Lie("q.said", lambda q: q - 2)],
    ),
    Fault(
        "01d_g",
        "g is another generator",
        {"1.D": "the lie"},
        lambda g: [Lie("g.said", lambda x: x * x % g.p)],
    ),
    said("01e_h_p", "h_p.said", flip, "1.E", "H_P is wrong"),
    said("01f_h_b", "h_b.said", flip, "1.F", "H_B is wrong"),
    said("x02_r", "r.said", lambda r: r + 2, "X.2", "r is not (p - 1) / q"),
]

KEYS = [
    Fault(
        "02a_key_outside",
        "a guardian's second commitment is -x; its challenge is even, so the proof's equation holds",
        {"2.A": "the lie", "2.C": REFUSED},
        lambda g: [
            Lie("commitment", negated(g), {"guardian": 2, "key": "vote", "j": 1}),
            Lie("key_proof.wanted", always(even), {"guardian": 2, "key": "vote"}),
        ],
        absent={"X.6": "H_G is not defined over keys that were refused"},
    ),
    Fault(
        "02b_response_not_reduced",
        "a guardian's response is q larger",
        {"2.B": "the lie", "2.C": REFUSED},
        lambda g: [Lie("key_proof", response_plus(g.q), {"guardian": 1, "key": "data"})],
    ),
    Fault(
        "02c_wrong_response",
        "a guardian does not know its key",
        {"2.C": "the lie"},
        lambda g: [Lie("key_proof", response_plus(1), {"guardian": 3, "key": "vote"})],
    ),
    Fault(
        "02c_wrong_data_response",
        "a guardian does not know its data key",
        {"2.C": "the lie"},
        lambda g: [Lie("key_proof", response_plus(1), {"guardian": 3, "key": "data"})],
    ),
    Fault(
        "03a_joint_key",
        "K has a factor that is no guardian's, and its owner helps to decrypt",
        {"3.A": "the lie"},
        lambda g: [
            Lie("K", lambda k: k * g.g % g.p),
            Lie("z", lambda z: {i: (x + 1) % g.q for i, x in z.items()}),
        ],
    ),
    Fault(
        "03b_joint_data_key",
        "the same for the data key",
        {"3.B": "the lie"},
        lambda g: [
            Lie("K_hat", lambda k: k * g.g % g.p),
            Lie("z_hat", lambda z: {i: (x + 1) % g.q for i, x in z.items()}),
        ],
    ),
    said("04a_h_e", "h_e.said", flip, "4.A", "H_E is wrong"),
    Fault(
        "x01_expected",
        "an honest record, and another election is expected",
        {"X.1": "--expect names another"},
        arguments=("--expect", "00" * 32),
    ),
    Fault(
        "x04_higher_quorum",
        "a guardian adds a coefficient: three guardians are needed where two are promised",
        {"X.4": "the lie"},
        lambda g: [Lie("quorum", always(3), {"guardian": 2}), Lie("decrypting", always(3))],
        absent={"X.6": "H_G is not defined over another number of keys"},
    ),
    Fault(
        "x05_key_one",
        "a guardian's key is 1",
        {"X.5": "the lie"},
        lambda g: [Lie("coefficient", always(0), {"guardian": 2, "key": "vote", "j": 0})],
    ),
    Fault(
        "x05_data_key_one",
        "a guardian's data key is 1",
        {"X.5": "the lie"},
        lambda g: [Lie("coefficient", always(0), {"guardian": 2, "key": "data", "j": 0})],
    ),
    Fault(
        "x05_kappa_one",
        "kappa is 1",
        {"X.5": "the lie"},
        lambda g: [Lie("zeta", always(0), {"guardian": 1})],
    ),
    Fault(
        "x05_joint_key_one",
        "the guardians' keys cancel each other out: K is 1 and anything decrypts to anything",
        {"X.5": "the lie"},
        lambda g: [
            Lie("coefficient", always(a), {"guardian": i, "key": "vote", "j": 0})
            for i, a in ((1, 5), (2, 7), (3, g.q - 12))
        ],
    ),
    Fault(
        "x05_leading_keys",
        "the guardians' leading keys cancel each other out: one guardian fewer can decrypt",
        {"X.5": "the lie"},
        lambda g: [
            Lie("coefficient", always(a), {"guardian": i, "key": "vote", "j": 1})
            for i, a in ((1, 5), (2, 7), (3, g.q - 12))
        ],
    ),
    Fault(
        "x05_leading_data_keys",
        "the same of the data keys",
        {"X.5": "the lie"},
        lambda g: [
            Lie("coefficient", always(0), {"guardian": i, "key": "data", "j": 1})
            for i in (1, 2, 3)
        ],
    ),
    said("x06_h_g", "h_g.said", flip, "X.6", "H_G is wrong"),
]

FAULTS = PARAMETERS + KEYS
