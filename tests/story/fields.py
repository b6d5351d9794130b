"""What every field of a record is, and which checks notice when it changes.

The mutation suite changes each field at least once and holds the verdict against these tables; a
field that is not in them fails the suite, and so does one that is said to be bound by nothing and
was noticed all the same.
"""

import re

import fields20
import fields21
import fields_batches

TABLES = {
    "plain21": fields21.FIELDS,
    "counterfoil": fields_batches.FIELDS,
    "egk-ec": fields20.EGK_EC,
    "egk-kmp": fields20.EGK_KMP,
}

# Kinds of files that a record may be without.
MISSED_BY_NOBODY = {
    ("plain21", "contest_data"): fields21.NOT_OWED,
    ("counterfoil", "contest_data"): fields21.NOT_OWED,
}


def rules_of(format_):
    return {"plain21": fields21, "counterfoil": fields_batches}.get(format_, fields20)


def why_optional(format_, kind, path, value, words):
    """Why a member with this value may be left out; "" when it may not."""
    why, *those = rules_of(format_).OPTIONAL.get(kind, {}).get(path, ("",))
    fits = any(value == that and type(value) is type(that) for that in those)
    fits = fits or any(word in those for word in words)
    return why if fits or not those else ""


def indifferent(format_, kind, path, change, words):
    """Why this change of a list does not matter; "" when it does."""
    table = rules_of(format_).INDIFFERENT
    for key in ((), *((word,) for word in sorted(words))):
        why = table.get((kind, path + "[]", change) + key)
        if why:
            return why
    return ""


def kind_of(path):
    """What a file of a record is, or a line of one ("ballots/00000001.jsonl:3"): "ballot", "opened",
    "chain", "code", or its own name."""
    if re.search(r"(^ballots/|eballot-)", path):
        return "ballot"
    if re.search(r"(^challenged/|dballot-)", path):
        return "opened"
    if path.startswith("codes/"):
        return "code"
    if path.startswith("contest_data/"):
        return "contest_data"
    return "chain" if path.endswith("ballot_chain.json") else path.removesuffix(".json")
