"""What one field of a record is, and which checks notice when it changes."""

import dataclasses


@dataclasses.dataclass
class Field:
    """What changes, and what it does to the verdict.

    kind     element, scalar, hash, integer, number, word, text, flag
    ids      checks that fail when the value changes, at the least
    when     more of them, where a word is true of the place: cast, uncast (the ballot), chained,
             unchained (the device), named, unnamed (does the device's name stand for Baux_0?),
             foldered (ballots stand in folders of devices), and what documents.words joins of them
    nothing  for a word, or "" for all places: why no check can notice
    one      likewise, of the value 1
    either   for a word: why some changes are noticed and others are not
    unread   the reader refuses other values, and the record cannot be verified at all
    """

    kind: str
    ids: tuple = ()
    when: dict = dataclasses.field(default_factory=dict)
    nothing: dict = dataclasses.field(default_factory=dict)
    one: dict = dataclasses.field(default_factory=dict)
    either: dict = dataclasses.field(default_factory=dict)
    unread: bool = False

    def checks(self, words):
        return frozenset(self.ids).union(*(self.when.get(word, ()) for word in words))

    def why_either(self, words):
        return "".join(self.either.get(word, "") for word in words)

    def why_nothing(self, words, special=""):
        for word in ("", *words):
            if word in self.nothing:
                return self.nothing[word]
            if special == "1" and word in self.one:
                return self.one[word]
        return ""


def element(*ids, **more):
    return Field("element", ids, **more)


def scalar(*ids, **more):
    return Field("scalar", ids, **more)


def hashed(*ids, **more):
    return Field("hash", ids, **more)


def number(*ids, **more):
    return Field("number", ids, **more)


def text(*ids, **more):
    return Field("text", ids, **more)


def word(*ids, **more):
    return Field("word", ids, **more)


def flag(*ids, **more):
    return Field("flag", ids, **more)


NAME = "a name for people; nothing is computed from it"
TIME = "a time that nobody signed"

RANGE = {"cast": ("6.D",), "uncast": ("X.14",)}
LIMIT = {"cast": ("7.D",), "uncast": ("X.14",)}
BY_LABEL = "the tally is read by labels"
BY_INDEX = "guardians are told apart by their index"
A_SET = "the list is a set"
DEFAULT = "left out, it has this value"
