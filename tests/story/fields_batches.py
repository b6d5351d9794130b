"""The fields of counterfoil records: those of plain21 under other names, and what the format adds."""

import fields21
from field import BY_INDEX, BY_LABEL, A_SET, NAME, hashed, number, word

STAMP = {
    "format_version": number(unread=True),
    "object": word(unread=True),
    "spec_version": word(unread=True),
}


def without_list(table):
    """The fields of an item of a list that is lines here."""
    return {path.removeprefix("[]."): field for path, field in table.items()}


def stamped(table):
    return STAMP | table


OLD = fields21.FIELDS
FIELDS = {
    "counterfoil": stamped({path: f for path, f in OLD["election_parameters"].items() if path != "toy"}),
    "manifest": OLD["manifest"],
    "keys": stamped(OLD["election_keys"]),
    "ballot": stamped(OLD["ballot"]),
    "devices": stamped({"devices" + path: field for path, field in OLD["devices"].items()}),
    "tally": stamped(OLD["tally"]),
    "opened": stamped(OLD["opened"]),
    "contest_data": stamped(without_list(OLD["contest_data"])),
    "code": stamped(
        {"batch": number("X.25"), "code": hashed("X.25"), "line": number("X.25")}
    ),
}

OPTIONAL = {"keys": {"guardians[].name": (NAME,)}}

INDIFFERENT = {
    ("keys", "guardians[]", "reordered"): BY_INDEX,
    ("devices", "devices[]", "reordered"): "devices are told apart by their ballots",
    ("devices", "devices[].ballots[]", "reordered", "unchained"): A_SET,
    ("tally", "contests[]", "reordered"): BY_LABEL,
    ("tally", "contests[].options[]", "reordered"): BY_LABEL,
    ("opened", "contests[]", "reordered"): BY_LABEL,
    ("opened", "contests[].options[]", "reordered"): BY_LABEL,
}
