"""Prime-order groups of integers, and the one hash that everything is made of.

A group is p, q and g with q dividing p - 1 and g of order q.  Elements and scalars are plain Python
integers; widths come in only where a number is written down.  The standard group writes elements in
512 octets and scalars in 32; a toy group writes elements (and q, where it is hashed) as short as
they go, and its scalars stay 32 octets wide wherever a record or a hash shows them.
"""

import hmac
import json
import pathlib

VECTORS = pathlib.Path(__file__).resolve().parent.parent / "vectors" / "electionguard"
SCALAR_OCTETS = 32
WINDOW_BITS = 4


def b(value, octets):
    """b(x, n): x in n octets, big-endian."""
    return value.to_bytes(octets, "big")


def keyed(key, *parts):
    """H(B0; B1) = HMAC-SHA-256(B0, B1), the parts of B1 one after another."""
    return hmac.digest(key, b"".join(parts), "sha256")


class FixedBase:
    """A base that is raised very often: its powers of 16^i * d, so that a power costs one product a
    digit."""

    def __init__(self, group, base):
        self.group = group
        self.rows = []
        digits = -(-group.q.bit_length() // WINDOW_BITS)
        for _ in range(digits):
            row = [1]
            for _ in range(1, 1 << WINDOW_BITS):
                row.append(row[-1] * base % group.p)
            self.rows.append(row)
            base = row[-1] * base % group.p

    def power(self, exponent):
        exponent %= self.group.q
        product = 1
        for row in self.rows:
            product = product * row[exponent & 15] % self.group.p
            exponent >>= WINDOW_BITS
        return product


class Group:
    """p, q, r, g with the widths in which their values are written."""

    def __init__(self, name, p, q, r, g):
        self.name, self.p, self.q, self.r, self.g = name, p, q, r, g
        self.element_octets = (p.bit_length() + 7) // 8
        self.order_octets = (q.bit_length() + 7) // 8
        self.is_toy = name.startswith("toy")
        self._tables = {}

    def remember(self, base):
        """Make powers of this base cheap.  Only worth it where a product is expensive."""
        if not self.is_toy and base not in self._tables:
            self._tables[base] = FixedBase(self, base)

    def power(self, base, exponent):
        table = self._tables.get(base)
        return table.power(exponent) if table else pow(base, exponent % self.q, self.p)

    def product(self, factors):
        out = 1
        for factor in factors:
            out = out * factor % self.p
        return out

    def divide(self, a, b_):
        return a * pow(b_, -1, self.p) % self.p

    def has(self, x):
        """Whether x lies in the subgroup of order q."""
        return 0 < x < self.p and pow(x, self.q, self.p) == 1

    def element(self, x):
        """The octets of an element in a hash or a file."""
        return b(x, self.element_octets)

    def elements(self, *xs):
        return b"".join(self.element(x) for x in xs)

    def challenge(self, key, *parts):
        """H_q: the hash as a number, reduced modulo q."""
        return int.from_bytes(keyed(key, *parts), "big") % self.q

    def draw(self, rng):
        """A random scalar that is not 0."""
        return rng.randrange(1, self.q)


def load(name):
    """A group of tests/vectors/electionguard/groups.json; "standard" means the 4096-bit one."""
    name = "standard-4096" if name == "standard" else name
    table = json.loads((VECTORS / "groups.json").read_text())
    group = Group(name, *(int(table[name][part], 16) for part in ("p", "q", "r", "g")))
    group.remember(group.g)
    return group
