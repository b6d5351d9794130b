#!/usr/bin/env python3
"""The committed ifma_*.c are what tools/make-ifma-kernel writes, and calculate what they claim.

    ifma.py SOURCE_DIR

Their lines are few in kind.  Here they are run in two other ways than on the processor, so that
this says something on every machine:

    with whole numbers: random ones, the ends, runs of ones and zeros; what comes out is compared
    with Python's own products

    with intervals, where every limb may be anything from 0 to 2^52 - 1: whatever the numbers are,
    no column leaves 64 bits with their sign, and those of a product lie where ifma_halves.h says
"""
import pathlib
import random
import re
import subprocess
import sys

BITS = 52
UNIT = 1 << BITS
WORK = 180
SUMS = ("near", "low", "high", "far", "far_both")  # of parts of D
PIECES = ("product", "square", "reduce")


class Number:
    """A lane: exact.  Columns must fit into 64 bits with their sign."""

    def __init__(self, value):
        assert -(1 << 63) <= value < 1 << 63, "a column overflows"
        self.value = value

    def add(self, other):
        return Number(self.value + other.value)

    def subtract(self, other):
        return Number(self.value - other.value)

    def low(self, a, b):
        return Number(self.value + (a.value % UNIT) * (b.value % UNIT) % UNIT)

    def high(self, a, b):
        return Number(self.value + (a.value % UNIT) * (b.value % UNIT) // UNIT)

    def carry(self):
        return Number(self.value >> BITS)

    def limb(self):
        return Number(self.value % UNIT)

    def add_where(self, lane, other):
        return self.add(other) if lane else self

    def lane(self):
        return self.value != 0


class Interval:
    """All that a lane can be, as if nothing had to do with anything else."""

    def __init__(self, least, most=None):
        self.least, self.most = least, least if most is None else most
        assert -(1 << 63) <= self.least and self.most < 1 << 63, "a column may overflow"

    def add(self, other):
        return Interval(self.least + other.least, self.most + other.most)

    def subtract(self, other):
        return Interval(self.least - other.most, self.most - other.least)

    def low(self, _a, _b):
        return Interval(self.least, self.most + UNIT - 1)

    high = low

    def carry(self):
        return Interval(self.least >> BITS, self.most >> BITS)

    def limb(self):
        return Interval(0, UNIT - 1)

    def add_where(self, _lane, other):
        return Interval(self.least + min(0, other.least), self.most + max(0, other.most))

    def lane(self):
        return True


class Pointer:
    def __init__(self, cells, at=0):
        self.cells, self.at = cells, at

    def __add__(self, k):
        return Pointer(self.cells, self.at + k)


def words_of(kind):
    """ifma_tile.h, again."""
    def store(pointer, x):
        pointer.cells[pointer.at] = x

    def load(pointer):
        return pointer.cells[pointer.at]

    def sum_(out, a, b, carry):
        x = load(a).add(load(b)).add(carry)
        store(out, x.limb())
        return x.carry()

    words = {
        "zero": lambda: kind(0),
        "all": kind,
        "load": load,
        "spread": load,
        "store": store,
        "add": kind.add,
        "low": kind.low,
        "high": kind.high,
        "twice": lambda a, b: a.add(b).add(a.add(b)),
        "add_where": kind.add_where,
        "add_to": lambda at, x: store(at, load(at).add(x)),
        "lanes": kind.lane,
        "sum": sum_,
        "middle": lambda a, b, c: load(a).subtract(load(b)).subtract(load(c)),
        "subtract": kind.subtract,
        "limb": kind.limb,
        "carry": kind.carry,
    }
    return {f"cf_ifma_{name}": word for name, word in words.items()}


STEP = re.compile(r"CF_IFMA_STEP_\d+\((\w), y, (.*)\);")
DIGIT = re.compile(r"(\w+) = cf_ifma_digit\((\w+), &carry\);")
CARRIED = re.compile(r"(\w+) = \(__mmask8\)\(0 - d->(\w+)\);")
ROOM = re.compile(r"__m512i \*const (\w+) = work \+ (\d+);")


def translate(line):
    """One line of C as Python; all that is not known here is an error there."""
    if match := STEP.fullmatch(line):
        a, columns = match[1], match[2].split(", ")
        lower = [f"{c} = cf_ifma_low({c}, {a}{i}, y)" for i, c in enumerate(columns[:-1])]
        return lower + [f"{c} = cf_ifma_high({c}, {a}{i}, y)" for i, c in enumerate(columns[1:])]
    if match := DIGIT.fullmatch(line):
        return [f"u = cf_ifma_add(cf_ifma_add({match[2]}, cf_ifma_all(UNIT - 1)), carry)",
                f"{match[1]} = cf_ifma_limb(cf_ifma_subtract(cf_ifma_all(-1), u))",
                "carry = cf_ifma_carry(u)"]
    if match := CARRIED.fullmatch(line):
        return [f"{match[1]} = d_{match[2]}"]
    if match := ROOM.fullmatch(line):
        return [f"{match[1]} = work + {match[2]}"]
    if re.match(r"(__m512i|__mmask8) \w|CF_IFMA_FENCE;", line):
        return []
    pairs = (("(cf_limb)", ""), ("CF_IFMA_BITS", str(BITS)), ("d->", "d_"), (" & ", " and "))
    for c, python in pairs:
        line = line.replace(c, python)
    return [line.rstrip(";")]


def body(text):
    lines = text[text.index("\n{\n") + 3:text.index("\n}\n")].splitlines()
    python = [out for line in lines for out in translate(line.strip())]
    return compile("\n".join(python).replace("return carry", "result = carry"), "generated", "exec")


def run(code, kind, **arguments):
    names = words_of(kind) | {"UNIT": UNIT, "work": Pointer([None] * WORK)} | arguments
    exec(code, names)
    return names


def limbs_of(value, count):
    return [value >> BITS * k & UNIT - 1 for k in range(count)]


def value_of(columns):
    return sum(column.value << BITS * k for k, column in enumerate(columns))


def a_number(bits):
    """Random, or long runs of ones and zeros, or an end."""
    kind = random.randrange(4)
    if kind == 0:
        return random.choice((0, 1, (1 << bits) - 1, (1 << bits) - 2, 1 << bits - 1))
    value = random.getrandbits(bits)
    while kind == 1 and random.randrange(8):
        start, length = random.randrange(bits), random.randrange(bits)
        ones = ((1 << length) - 1) << start & (1 << bits) - 1
        value = value | ones if random.randrange(2) else value & ~ones
    return value


def vectors(kind, limbs):
    return Pointer([kind(limb) for limb in limbs])


def products_are_exact(codes):
    for _ in range(20):
        a, b = a_number(40 * BITS), a_number(40 * BITS)
        out = Pointer([None] * 80)
        given = {name: vectors(Number, limbs_of(x, 40)) for name, x in (("a", a), ("b", b))}
        run(codes["product"], Number, out=out, **given)
        assert value_of(out.cells) == a * b
        run(codes["square"], Number, out=out, a=given["a"])
        assert value_of(out.cells) == a * a


def divisor(kind, d):
    """What cf_ifma_divisor has, as cf_ifma_prepare writes it."""
    parts = {"limb": limbs_of(d, 80)}

    def both(name, a, b):
        total = sum((x + y) << BITS * k for k, (x, y) in enumerate(zip(a, b)))
        parts[name] = limbs_of(total, len(a))
        return {f"d_{name}_carry": total >> BITS * len(a) != 0}

    limb = parts["limb"]
    carries = both("near", limb[14:24], limb[24:34]) | both("low", limb[34:44], limb[44:54])
    carries |= both("high", limb[54:64], limb[64:74]) | both("far", limb[34:54], limb[54:74])
    carries |= both("far_both", parts["far"][:10], parts["far"][10:])
    return carries | {f"d_{name}": vectors(kind, limbs) for name, limbs in parts.items()}


def digits_make_columns_vanish(codes):
    for _ in range(20):
        d = 1 + (a_number(3584) << 256)
        columns = [random.randrange(-660 * UNIT, 660 * UNIT) for _ in range(120)]
        before = random.randrange(-2000, 2000)
        n, t = Pointer([None] * 40), vectors(Number, columns)
        names = run(codes["reduce"], Number, n=n, t=t, carry=Number(before), **divisor(Number, d))
        given = sum(column << BITS * k for k, column in enumerate(columns)) + before
        left = value_of(t.cells[40:]) + names["result"].value
        assert all(0 <= digit.value < UNIT for digit in n.cells)
        assert given + value_of(n.cells) * d == left << BITS * 40


def columns_stay_in_bounds(codes):
    limb = Interval(0, UNIT - 1)
    limbs = Pointer([limb] * 40)
    for name, least, most in (("product", -166, 169), ("square", -166, 169)):
        out = Pointer([None] * 80)
        run(codes[name], Interval, out=out, a=limbs, b=limbs)
        assert all(least * UNIT <= x.least and x.most <= most * UNIT for x in out.cells)

    parts = {f"d_{name}": Pointer([limb] * 80) for name in ("limb", *SUMS)}
    parts |= {f"d_{name}_carry": True for name in SUMS}
    t = Pointer([Interval(-670 * UNIT, 673 * UNIT)] * 161)  # what 80 limbs give
    carry = Interval(0)
    for half in (0, 40):
        names = run(codes["reduce"], Interval, n=Pointer([None] * 40), t=t + half, carry=carry,
                    **parts)
        carry = names["result"]
    assert all(-1122 * UNIT <= x.least and x.most <= 1260 * UNIT for x in t.cells[80:])


def main():
    source = pathlib.Path(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 32)
    print("seed", seed)
    random.seed(seed)
    codes = {}
    for name in PIECES:
        generated = subprocess.run([sys.executable, source / "tools" / "make-ifma-kernel", name],
                                   check=True, capture_output=True, text=True).stdout
        path = source / "src" / "arith" / f"ifma_{name}.c"
        if path.read_text() != generated:
            sys.exit(f"{path.name} is not what tools/make-ifma-kernel {name} writes")
        codes[name] = body(generated)
    products_are_exact(codes)
    digits_make_columns_vanish(codes)
    columns_stay_in_bounds(codes)


main()
