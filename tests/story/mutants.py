"""Every way of changing a good record that the suite knows, as a stream of Mutations.

What a mutation must lead to is part of it.  Most must be noticed, one way or the other; a false
value must be found by the check that it belongs to; and a few must not matter at all, each for a
reason that is written down.
"""

import dataclasses
import typing

import fields
import spoilt
import spoilt_tar
import swaps
import workspace
from documents import binary, general, seeded
from outcomes import FALSE, GOOD, NOTICED, UNREAD

BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
SCALAR_OCTETS = 32


@dataclasses.dataclass
class Mutation:
    """build() gives {path: new octets, None for no file, or a function that puts something else
    there}."""

    base: str
    what: str  # general: the same for all places of a list
    where: str  # the file and the path in it
    build: typing.Callable
    codes: frozenset = NOTICED
    ids: frozenset = frozenset()  # checks that have to fail, at the least
    why: str = ""  # when nothing has to notice

    def name(self):
        return f"{self.base}: {self.what} ({self.where})"


def all_of(base, foreign):
    """foreign is the same kind of record of another election."""
    if base.is_tar:
        yield from (m for m in values(base) if m.what.endswith("another digit"))
        yield from archives(base)
        return
    if base.is_binary:
        yield from binary_ballots(base, foreign)
        return
    yield from values(base)
    yield from members(base)
    yield from lists(base)
    yield from texts(base)
    yield from files(base)
    yield from structure(base, foreign)


# --- one value ---


def values(base):
    for document in base.documents.values():
        table = fields.TABLES[base.format].get(document.kind, {})
        for path, value in document.leaves():
            field = table.get(general(path))
            what = f"{document.kind} {general(path)}"
            where = f"{document.name} {path}"
            if field is None:
                yield Mutation(base.name, what + " is in no table", where, dict, codes=frozenset())
                continue
            rng = seeded(base.name, where)
            yield expecting(
                base, document, path, field, f"{what}: another digit", another(value, field, rng)
            )
            if field.kind == "number" and field.why_nothing(base.words(document, path)):
                continue
            for name, new in specials(base, field, value):
                yield expecting(base, document, path, field, f"{what}: {name}", new, name)
            if field.kind in ("element", "scalar"):
                yield from misspelt(base, document, path, field, what, value)


def expecting(base, document, path, field, what, new, special=""):
    codes, ids, why = expected(base, document, path, field, special)
    return Mutation(
        base.name,
        what,
        f"{document.name} {path}",
        lambda: {document.name: document.with_value(path, new)},
        codes,
        ids,
        why,
    )


def expected(base, document, path, field, special=""):
    words = base.words(document, path)
    why = field.why_nothing(words, special)
    if why:
        return GOOD, frozenset(), why
    if field.why_either(words):
        return GOOD | NOTICED, frozenset(), field.why_either(words)
    if field.unread or (field.kind == "number" and special):
        return NOTICED, frozenset(), ""
    ids = field.checks(words)
    return (FALSE if ids else NOTICED), ids, ""


def another(value, field, rng):
    """The value with one digit or letter changed."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if value is None or value == "":
        return "AA==" if field.kind == "hash" else "x"
    if field.kind in ("text", "word"):
        at = rng.randrange(len(value))
        return value[:at] + ("z" if value[at] != "z" else "y") + value[at + 1 :]
    alphabet, places = digits_of(value)
    at = rng.choice(places)
    return value[:at] + rng.choice([d for d in alphabet if d != value[at]]) + value[at + 1 :]


def digits_of(value):
    """The digits of a number's text, and the places that may hold any of them."""
    for alphabet in ("0123456789ABCDEF", "0123456789abcdef"):
        if set(value) <= set(alphabet):
            return alphabet, range(len(value))
    return BASE64, range(len(value) - 4)  # the last four may have to end in zero bits


def specials(base, field, value):
    """Values that a forger would try."""
    group = base.group
    if field.kind == "element":
        x, width = base.read_number(value), group.element_octets
        tries = {
            "-x": group.p - x,
            "0": 0,
            "1": 1,
            "p": group.p,
            "p - 1": group.p - 1,
            "x + p": x + group.p,
        }
    elif field.kind == "scalar":
        x, width = base.read_number(value), SCALAR_OCTETS
        tries = {"+ q": x + group.q, "q": group.q, "0": 0, "-": (group.q - x) % group.q}
    else:
        yield from other_numbers(field, value)
        return
    for name, number in tries.items():
        if number != x and number < 1 << 8 * width:
            yield name, base.write_number(number, width)


def other_numbers(field, value):
    if field.kind == "number":
        for name, number in (("0", 0), ("one less", value - 1), ("2^32", 1 << 32)):
            if number not in (value, value + 1) and number >= 0:
                yield name, number


def misspelt(base, document, path, field, what, value):
    """The right number in a wrong spelling: one number has one text."""
    x = base.read_number(value)
    width = base.group.element_octets if field.kind == "element" else SCALAR_OCTETS
    tries = {
        "an octet wider": base.write_number(x, width + 1),
        "a space in it": value[:4] + " " + value[4:],
        "nothing": "",
        "a digit short": value[1:],
        "another alphabet": "!" + value[1:],
    }
    if x < 1 << 8 * (width - 1):
        tries["an octet narrower"] = base.write_number(x, width - 1)
    if value.lower() != value and base.format != "egk-ec":
        tries["small letters"] = value.lower()
    if value.endswith("="):
        tries["no padding"] = value.rstrip("=")
        tries["unused bits set"] = unused_bits(value)
    for name, new in tries.items():
        yield Mutation(
            base.name,
            f"{what}: {name}",
            f"{document.name} {path}",
            lambda new=new: {document.name: document.with_value(path, new)},
            NOTICED,
        )


def unused_bits(value):
    """Base64 whose last digit has a bit set that belongs to no octet."""
    end = len(value.rstrip("="))
    return value[: end - 1] + BASE64[BASE64.index(value[end - 1]) | 1] + value[end:]


# --- members and lists ---


def members(base):
    for document in base.documents.values():
        for path, value in document.containers():
            if isinstance(value, dict):
                for key in value:
                    yield left_out(base, document, path, key, value[key])
                yield stranger(base, document, path)


def left_out(base, document, path, key, value):
    full = general(path + (key,))
    why = fields.why_optional(base.format, document.kind, full, value, base.words(document, path))
    return Mutation(
        base.name,
        f"{document.kind} {full}: left out",
        f"{document.name} {path}",
        lambda: {document.name: document.changed(path, lambda v: v.pop(key))},
        GOOD if why else NOTICED,
        why=why,
    )


def stranger(base, document, path):
    """A member that no reader knows: vendors add such, and it does not matter but where octets are
    hashed."""

    def add(value):
        value["x_vendor"] = [1, {"a": None}]
    return Mutation(
        base.name,
        f"{document.kind} {general(path)}: an unknown member",
        f"{document.name} {path}",
        lambda: {document.name: document.changed(path, add)},
        NOTICED if document.kind == "manifest" else GOOD,
        why="unknown members are ignored",
    )


def lists(base):
    for document in base.documents.values():
        for path, value in document.containers():
            if isinstance(value, list) and value:
                yield from list_changes(base, document, path, value)


def list_changes(base, document, path, value):
    changes = {
        "first one dropped": lambda v: v.pop(0),
        "last one dropped": lambda v: v.pop(),
        "last one doubled": lambda v: v.append(v[-1]),
        "emptied": lambda v: v.clear(),
    }
    if len(value) > 1 and value[0] != value[1]:
        changes["reordered"] = lambda v: v.insert(0, v.pop(1))
    where = general(path)
    for name, change in changes.items():
        why = fields.indifferent(
            base.format, document.kind, where, name, base.words(document, path)
        )
        yield Mutation(
            base.name,
            f"{document.kind} {where or 'itself'}: {name}",
            f"{document.name} {path}",
            lambda change=change: {document.name: document.changed(path, change)},
            GOOD if why else NOTICED,
            why=why,
        )


# --- files ---


def texts(base):
    """One file of each kind, spoilt as text."""
    for document in a_few(base):
        table = fields.TABLES[base.format].get(document.kind, {})
        for name, new, codes in spoilt.texts(document, document.octets, table):
            if codes == GOOD and document.kind == "manifest":
                codes = FALSE  # its octets are hashed
            elif codes == GOOD and base.format == "counterfoil":
                codes = NOTICED if document.is_line else UNREAD  # a value has one text
            if (
                name == "an empty list"
                and (base.format, document.kind) in fields.MISSED_BY_NOBODY
                and not document.is_line
            ):
                codes = GOOD
            yield Mutation(
                base.name,
                f"{document.kind}: {name}",
                document.name,
                lambda d=document, new=new: {d.name: new},
                codes,
                why="the same JSON value",
            )


def files(base):
    """Files that are missing, or are no files."""
    for document in a_few(base):
        name, kind = document.file, document.kind
        why = fields.MISSED_BY_NOBODY.get((base.format, kind), "")
        if document.is_line and len({d.file for d in base.of_kind(kind)}) > 1:
            why = ""  # a batch before others has to be there
        yield Mutation(
            base.name,
            f"{kind}: no file",
            name,
            lambda n=name: {n: None},
            GOOD if why else NOTICED,
            why=why,
        )
        for what, put in workspace.INSTEAD.items():
            yield Mutation(
                base.name,
                f"{kind}: {what} instead of a file",
                name,
                lambda n=name, put=put: {n: put},
            )
        yield Mutation(
            base.name,
            f"{kind}: a string of 20 million letters",
            name,
            lambda d=document: {d.name: spoilt.huge(d.octets)},
        )


def a_few(base):
    return [document for kind in base.kinds() for document in base.of_kind(kind)[:2]]


def archives(base):
    """The archive itself, changed in its headers or made in another way."""
    for what, octets, codes, why in spoilt_tar.archives(base.files):
        yield Mutation(base.name, what, "", lambda o=octets: {"": o}, codes, why=why)


# --- binary batches ---


def binary_ballots(base, foreign):
    """Every value and list of a ballot as in lines, and every octet that is there for the form."""
    ballots = Ballots(base)
    for change in (*values(ballots), *members(ballots), *lists(ballots)):
        if is_written(change):
            yield change
    for name, octets in sorted(base.files.items()):
        if name.endswith(".cfb"):
            yield from of_form(base, name, octets)
            yield from batch_files(base, foreign, name, octets)


class Ballots:
    """A base of which nothing is changed but its ballots."""

    def __init__(self, base):
        self.__dict__ |= vars(base)
        self.documents = {d.name: d for d in base.of_kind("ballot")}
        self.words, self.read_number = base.words, base.read_number
        self.write_number = base.write_number


def is_written(change):
    """Whether the form has a place for it."""
    try:
        change.build()
    except binary.Unfit:
        return False
    return True


def of_form(base, name, octets):
    """Counts, lengths, parts, states and the start of the file: a bit of each turned over."""
    places = binary.head_places(octets)
    first = len(octets) - sum(len(d.octets) for d in base.documents.values() if d.file == name)
    for ballot in [d for d in base.documents.values() if d.file == name]:
        for start, end, path in ballot.places:
            step = str(path[-1])
            if step.startswith(("count", "octets")) or step in ("parts", "state"):
                places.append((first + start, first + end, f"{step} in {general(path[:-1])}"))
        first += len(ballot.octets)
    for start, end, what in places:
        for at in range(start, end):
            bit = 1 << seeded(name, at).randrange(8)
            new = octets[:at] + bytes([octets[at] ^ bit]) + octets[at + 1 :]
            yield Mutation(
                base.name, f"{what}: octet {at - start}", f"{name} {at}", lambda n=new: {name: n}
            )


def batch_files(base, foreign, name, octets):
    lines = name.replace(".cfb", ".jsonl")
    second = name.replace("00000001", "00000002")
    for what, changes in (
        ("cut by an octet", {name: octets[:-1]}),
        ("cut in the middle", {name: octets[: len(octets) // 2]}),
        ("an octet more", {name: octets + b"\0"}),
        ("empty", {name: b""}),
        ("no file", {name: None}),
        ("of another election", {name: foreign.files[name]}),
        ("called lines", {name: None, lines: octets}),
        ("lines as well", {lines: b"{}\n"}),
        ("twice", {"ballots/00000009.cfb": octets}),
        ("exchanged with another", {name: base.files[second], second: octets}),
    ):
        if changes != {name: octets, second: octets}:
            yield Mutation(base.name, f"a batch: {what}", name, lambda c=changes: c)
    for what, put in workspace.INSTEAD.items():
        yield Mutation(base.name, f"a batch: {what} instead", name, lambda p=put: {name: p})


def structure(base, foreign):
    """Parts that are good by themselves, in the wrong place."""
    for what, build, codes, ids, why in swaps.changes(base, foreign):
        yield Mutation(base.name, what, "", build, codes, frozenset(ids), why)
