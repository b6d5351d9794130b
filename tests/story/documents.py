"""A record in memory: its files as octets, its JSON as values, and where every leaf of it is.

A path is a tuple of keys and places; written down it is "contests[].selections[].alpha", the same
for all places of a list, and that is what the tables of fields.py go by.
"""

import base64
import copy
import json
import pathlib
import random
import sys

import fields

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS / "reference"))

import binary  # noqa: E402

LEFT_OUT = ("README.md", "expected.json")


class Document:
    """One JSON file, or one line of a file (its name ends in ":3"), that can be written again with one
    thing changed."""

    def __init__(self, name, octets):
        self.name, self.kind, self.octets = name, fields.kind_of(name), octets
        self.file = name.split(":")[0]
        self.is_line = self.file != name
        self.read()

    def read(self):
        self.value = json.loads(self.octets)
        self.write = writer_of(self.value, self.octets)
        self.is_canonical = canonical(self.value) == self.octets.removesuffix(b"\n")

    def leaves(self):
        yield from walk_leaves(self.value, ())

    def containers(self):
        """Every object and list: (path, value)."""
        yield from walk_containers(self.value, ())

    def with_value(self, path, new):
        """The octets of the file with the value at path replaced."""
        value = copy.deepcopy(self.value)
        at(value, path[:-1])[path[-1]] = new
        return self.write(value)

    def changed(self, path, change):
        """The octets of the file after change(container at path), which changes it in place."""
        value = copy.deepcopy(self.value)
        change(at(value, path))
        return self.write(value)


class BinaryBallot(Document):
    """A ballot of a binary batch.  What the form has no place for cannot be written: binary.Unfit."""

    def __init__(self, name, octets, width):
        self.width = width
        super().__init__(name, octets)

    def read(self):
        self.value, self.places = binary.take_ballot(self.octets, self.width)
        self.write = lambda value: binary.ballot(value, self.width)


def at(value, path):
    for step in path:
        value = value[step]
    return value


def writer_of(value, octets):
    """How this file was written, so that a change of one value changes nothing else."""
    compact = {"separators": (",", ":")}
    styles = [compact | {"sort_keys": True}, compact, {"indent": 1}, {"indent": 2}, {"indent": 4}]
    for style in styles:
        for ascii_only in (False, True):
            for end in ("\n", ""):

                def write(new, style=style, ascii_only=ascii_only, end=end):
                    return (json.dumps(new, ensure_ascii=ascii_only, **style) + end).encode()

                if write(value) == octets:
                    return write
    return lambda new: (json.dumps(new, ensure_ascii=False, indent=1) + "\n").encode()


def canonical(value):
    return json.dumps(
        value, ensure_ascii=False, separators=(",", ":"), sort_keys=True
    ).encode()


def documents_in(path, octets):
    """A file of JSON, or each line of a file of lines, each ballot of a binary batch."""
    if path.endswith(".json"):
        yield Document(path, octets)
    if path.endswith(".jsonl"):
        for number, line in enumerate(octets.splitlines(), 1):
            yield Document(f"{path}:{number}", line)
    if path.endswith(".cfb"):
        width, ballots = binary.parts_of(octets)
        for number, ballot in enumerate(ballots, 1):
            yield BinaryBallot(f"{path}:{number}", ballot, width)


def walk_leaves(value, path):
    if isinstance(value, (dict, list)):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from walk_leaves(inner, path + (step,))
    else:
        yield path, value


def walk_containers(value, path):
    if isinstance(value, (dict, list)):
        yield path, value
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from walk_containers(inner, path + (step,))


def general(path):
    """("contests", 0, "label") as "contests[].label"."""
    out = ""
    for step in path:
        out += "[]" if isinstance(step, int) else ("." if out else "") + step
    return out


class Base:
    """A good record that mutations start from."""

    def __init__(self, name, format_, files, group, tally, is_tar=False):
        self.name, self.format, self.group, self.tally = name, format_, group, tally
        self.is_tar = is_tar
        self.is_binary = any(path.endswith(".cfb") for path in files)
        self.files = {
            path: octets
            for path, octets in files.items()
            if path not in LEFT_OUT and not path.startswith("private")
        }
        self.documents = {
            document.name: document
            for path, octets in self.files.items()
            for document in documents_in(path, octets)
        }

    @classmethod
    def from_folder(cls, folder, format_, group):
        folder = pathlib.Path(folder)
        files = {
            str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()
        }
        return cls(
            folder.name, format_, files, group, json.loads(files["expected.json"]).get("tally")
        )

    def of_kind(self, kind):
        return [d for d in self.documents.values() if d.kind == kind]

    def kinds(self):
        return sorted({d.kind for d in self.documents.values()})

    def write_number(self, number, octets):
        """An element or scalar as this record writes it."""
        raw = number.to_bytes(octets, "big")
        return base64.b64encode(raw).decode() if self.format == "egk-ec" else raw.hex().upper()

    def read_number(self, text):
        raw = base64.b64decode(text) if self.format == "egk-ec" else bytes.fromhex(text)
        return int.from_bytes(raw, "big")

    def egk_words(self, document):
        named = "unnamed" if self.documents["election_config.json"].value["baux0"] else "named"
        words = {named, "foldered" if document.name.count("/") == 2 else named + " flat"}
        if document.kind == "ballot" and len(document.value["contests"]) == 1:
            words.add(f"{'cast' if document.value['state'] == 'CAST' else 'uncast'}, one contest")
        return words

    def words(self, document, path):
        """What is true of a place and may matter (fields.Field): is the ballot cast, does the
        device chain?"""
        words = set()
        if document.kind == "ballot":
            words.add("cast" if document.value["state"] in ("cast", "CAST") else "uncast")
        if document.kind == "devices":
            devices = document.value if self.format == "plain21" else document.value["devices"]
            place = next((step for step in path if isinstance(step, int)), None)
            is_chained = place is not None and devices[place]["chaining"]
            words.add("chained" if is_chained else "unchained")
        if self.format.startswith("egk"):
            words |= self.egk_words(document)
        return words


def seeded(*parts):
    """Randomness that depends on nothing but these words, so that a mutation can be made again
    alone."""
    return random.Random("/".join(map(str, parts)))
