"""Making a record in the format "counterfoil": the protocol of plain21.py, written in batches.

What plain21 puts into a file each becomes a line of a batch, in canonical form; and from the batches
follows the index of codes.
"""

from plain21 import Plain21
from writing import Lines, canonical

BATCH_BALLOTS, BATCH_OCTETS = 4096, 1 << 24
CODES_OF_FILE = 4096


def stamped(kind, value):
    return value | {"format_version": 1, "object": kind, "spec_version": "v2.1.0"} | (
        {"spec_version": value["spec_version"]} if "spec_version" in value else {}
    )


def batch_name(folder, number):
    return f"{folder}/{number:08}.jsonl"


def cut(values, most):
    """Lists of at most `most` values, each of at most BATCH_OCTETS unless it is one value alone."""
    batches, octets = [], 0
    for value in values:
        size = len(canonical(value)) + 1
        if not batches or len(batches[-1]) == most or octets + size > BATCH_OCTETS:
            batches.append([])
            octets = 0
        batches[-1].append(value)
        octets += size
    return batches


def digits_for(count):
    digits = 0
    while CODES_OF_FILE * 16**digits < count:
        digits += 1
    return digits


class Counterfoil(Plain21):
    """batch: close batches earlier than they have to be, so that a small record has several."""

    def __init__(self, group, plan, tell, open_data=True, batch=BATCH_BALLOTS):
        super().__init__(group, plan, tell, open_data)
        self.batch = batch

    def make(self):
        plain = super().make()
        self.files = {"manifest.json": plain["manifest.json"]}
        election = {k: v for k, v in plain["election_parameters.json"].items() if k != "toy"}
        self.one_line("counterfoil.json", "election", election)
        self.one_line("keys.json", "keys", plain["election_keys.json"])
        self.one_line("devices.json", "devices", {"devices": plain["devices.json"]})
        self.one_line("tally.json", "tally", plain["tally.json"])
        ballots = self.write_ballots(self.folder(plain, "ballots"))
        self.lines("challenged", "challenged", self.folder(plain, "challenged"), "id_b")
        self.lines(
            "contest_data", "contest_data", plain.get("contest_data.json", []), "id_b", "contest_index"
        )
        self.write_codes(ballots)
        return self.files

    def folder(self, plain, name):
        return [value for path, value in sorted(plain.items()) if path.startswith(name + "/")]

    def one_line(self, name, kind, value):
        self.files[name] = Lines([self.tell("stamp", stamped(kind, value), object=kind)])

    def lines(self, folder, kind, values, *keys):
        values = sorted(values, key=lambda value: [value[key] for key in keys])
        for number, batch in enumerate(cut(values, self.batch), 1):
            self.files[batch_name(folder, number)] = Lines(stamped(kind, value) for value in batch)

    def write_ballots(self, values):
        """Batches in the order in which ballots came; in a batch they are sorted by code."""
        batches = []
        for number, batch in enumerate(cut(values, self.batch), 1):
            batch = [stamped("ballot", value) for value in batch]
            batch = self.tell("batch", sorted(batch, key=lambda v: v["h_c"]), batch=number)
            batches.append(batch)
            self.files[batch_name("ballots", number)] = Lines(batch)
        return batches

    def write_codes(self, batches):
        entries = [
            {"batch": number, "code": value["h_c"], "line": line}
            for number, batch in enumerate(batches, 1)
            for line, value in enumerate(batch, 1)
        ]
        entries.sort(key=lambda e: (e["code"], e["batch"], e["line"]))
        digits = self.tell("index.digits", digits_for(len(entries)))
        files = {}
        for entry in self.tell("index", entries):
            stem = self.tell("index.stem", entry["code"][:digits] or "all", code=entry["code"])
            files.setdefault(stem, Lines()).append(stamped("code", entry))
        for stem, lines in files.items():
            self.files[f"codes/{stem}.jsonl"] = lines
