"""Binary batches and sidecars of hints, from doc/formats.md alone.

A ballot is here what it is in lines: a JSON value, octets in upper-case base16.
"""

MAGIC, HINTS_MAGIC = b"\x89CFB\r\n\x1a\n", b"\x89CFH\r\n\x1a\n"
STATES = ["cast", "challenged", "spoiled"]
STAMP = {"format_version": 1, "object": "ballot", "spec_version": "v2.1.0"}
MEMBERS = "id_b h_i h_c b_c ballot_style weight state nonce contests"
HASH = SCALAR = 32
HAS_CHI, HAS_DATA = 1, 2
HINTS_HEAD = 64


class Unfit(ValueError):
    """The form has no place for it."""


# --- writing ---


def has(value, required, optional=""):
    """The members are these, no less and no more."""
    if not isinstance(value, dict) or not set(required.split()) <= set(value) <= set(
        (required + " " + optional).split()
    ):
        raise Unfit(f"other members than {required}")


def number(value, octets):
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 8 * octets:
        raise Unfit(f"{value!r} in {octets} octets")
    return value.to_bytes(octets, "big")


def octets(text, wanted=None):
    try:
        out = bytes.fromhex(text)
    except (TypeError, ValueError):
        raise Unfit(f"{text!r} is not base16") from None
    if out.hex().upper() != text or (wanted is not None and len(out) != wanted):
        raise Unfit(f"{text!r} is not base16 of {wanted} octets")
    return out


def with_length(text):
    out = octets(text)
    return number(len(out), 4) + out


def counted(items, encode):
    return number(len(items), 4) + b"".join(encode(item) for item in items)


def pair(value):
    has(value, "c v")
    return octets(value["c"], SCALAR) + octets(value["v"], SCALAR)


def hashed(value, width):
    has(value, "c0 c1 c2")
    return octets(value["c0"], width) + with_length(value["c1"]) + pair(value["c2"])


def selection(value, width):
    has(value, "alpha beta proof")
    return (
        octets(value["alpha"], width) + octets(value["beta"], width) + counted(value["proof"], pair)
    )


def contest(value, width):
    has(value, "index selections limit_proof", "chi data")
    parts = HAS_CHI * ("chi" in value) + HAS_DATA * ("data" in value)
    return b"".join(
        (
            number(value["index"], 4),
            number(parts, 1),
            octets(value["chi"], HASH) if "chi" in value else b"",
            counted(value["selections"], lambda item: selection(item, width)),
            counted(value["limit_proof"], pair),
            hashed(value["data"], width) if "data" in value else b"",
        )
    )


def ballot(value, width):
    has(value, MEMBERS + " " + " ".join(STAMP))
    if value["state"] not in STATES or not STAMP.items() <= value.items():
        raise Unfit("no ballot that we know")
    return b"".join(
        (
            octets(value["id_b"], HASH),
            octets(value["h_i"], HASH),
            octets(value["h_c"], HASH),
            with_length(value["b_c"]),
            number(value["ballot_style"], 8),
            number(value["weight"], 8),
            number(STATES.index(value["state"]), 1),
            hashed(value["nonce"], width),
            counted(value["contests"], lambda item: contest(item, width)),
        )
    )


def batch_of(ballots, width):
    """A batch of ballots that are octets already."""
    lengths = b"".join(number(len(x), 4) for x in ballots)
    head = MAGIC + number(1, 4) + number(width, 4) + number(len(ballots), 4)
    return head + lengths + b"".join(ballots)


def width_of(value):
    return len(value["nonce"]["c0"]) // 2


def batch(values):
    width = width_of(values[0])
    return batch_of([ballot(value, width) for value in values], width)


# --- reading ---


class Taking:
    """What was taken, and of every octet what it says: places holds (start, end, path)."""

    def __init__(self, source, width=0):
        self.source, self.width, self.at = source, width, 0
        self.path, self.places = (), []

    def raw(self, count, step):
        taken = self.source[self.at : self.at + count]
        if len(taken) != count:
            raise Unfit(f"{self.path + (step,)}: {len(taken)} octets of {count}")
        self.places.append((self.at, self.at + count, self.path + (step,)))
        self.at += count
        return taken

    def hex(self, count, step):
        return self.raw(count, step).hex().upper()

    def number(self, count, step):
        return int.from_bytes(self.raw(count, step), "big")

    def long(self, step):
        return self.hex(self.number(4, f"octets of {step}"), step)

    def list(self, step, take):
        count = self.number(4, f"count of {step}")
        return [self.inside(step, lambda i=i: self.inside(i, take)) for i in range(count)]

    def inside(self, step, take):
        self.path += (step,)
        out = take()
        self.path = self.path[:-1]
        return out

    def pair(self):
        return {"c": self.hex(SCALAR, "c"), "v": self.hex(SCALAR, "v")}

    def hashed(self):
        out = {"c0": self.hex(self.width, "c0"), "c1": self.long("c1")}
        return out | {"c2": self.inside("c2", self.pair)}

    def selection(self):
        out = {"alpha": self.hex(self.width, "alpha"), "beta": self.hex(self.width, "beta")}
        return out | {"proof": self.list("proof", self.pair)}

    def contest(self):
        out = {"index": self.number(4, "index")}
        parts = self.number(1, "parts")
        if parts & HAS_CHI:
            out["chi"] = self.hex(HASH, "chi")
        out["selections"] = self.list("selections", self.selection)
        out["limit_proof"] = self.list("limit_proof", self.pair)
        if parts & HAS_DATA:
            out["data"] = self.inside("data", self.hashed)
        return out

    def ballot(self):
        out = STAMP | {"id_b": self.hex(HASH, "id_b"), "h_i": self.hex(HASH, "h_i")}
        out |= {"h_c": self.hex(HASH, "h_c"), "b_c": self.long("b_c")}
        out |= {"ballot_style": self.number(8, "ballot_style"), "weight": self.number(8, "weight")}
        out["state"] = STATES[self.number(1, "state")]
        out["nonce"] = self.inside("nonce", self.hashed)
        out["contests"] = self.list("contests", self.contest)
        return out


def take_ballot(source, width):
    """The JSON value, and the places in the octets."""
    taking = Taking(source, width)
    value = taking.ballot()
    if taking.at != len(source):
        raise Unfit("octets after the ballot")
    return value, taking.places


def parts_of(source):
    """The width of elements, and the octets of each ballot of a batch."""
    taking = Taking(source)
    if taking.raw(8, "magic") != MAGIC or taking.number(4, "version") != 1:
        raise Unfit("no binary batch")
    width, count = taking.number(4, "width"), taking.number(4, "count")
    lengths = [taking.number(4, "length") for _ in range(count)]
    ballots = [taking.raw(length, "ballot") for length in lengths]
    if taking.at != len(source):
        raise Unfit("octets after the batch")
    return width, ballots


def head_places(source):
    """(start, end, what) of what stands before the ballots."""
    count = int.from_bytes(source[16:20], "big")
    names = [(0, 8, "the first octets"), (8, 12, "the version"), (12, 16, "the width")]
    lengths = [(20 + 4 * i, 24 + 4 * i, "a length") for i in range(count)]
    return names + [(16, 20, "the count")] + lengths


def with_ballot(source, place, new):
    """The batch in which the ballot at this place (from 0) is another, or none."""
    width, ballots = parts_of(source)
    ballots[place : place + 1] = [] if new is None else [new]
    return batch_of(ballots, width)


# --- hints ---


def sidecar(source):
    """What it belongs to, and the hints of each ballot."""
    taking = Taking(source)
    if taking.raw(8, "magic") != HINTS_MAGIC or taking.number(4, "version") != 1:
        raise Unfit("no sidecar")
    head = {"width": taking.number(4, "width"), "h_e": taking.hex(HASH, "h_e")}
    count, index = taking.number(8, "count"), taking.number(8, "index")
    if len(source) != index + 8 * count:
        raise Unfit("no index at the end")
    ends = [HINTS_HEAD] + [
        int.from_bytes(source[index + 8 * i : index + 8 * i + 8], "big") for i in range(count)
    ]
    return head, [source[start:end] for start, end in zip(ends, ends[1:])]
