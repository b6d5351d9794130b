"""Parts that are good by themselves in a place that is not theirs, and parts of another election.

Yields (what, build, codes, ids, why).  Members is how the formats call the same things.
"""

import copy
import dataclasses

from outcomes import FALSE, GOOD, NOTICED, UNREAD


@dataclasses.dataclass
class Members:
    keys: str
    guardian_check: str
    options: str = "selections"
    ballot_id: str = "ballot_id"
    opened_id: str = "id"
    encrypted_tally: str = "encrypted_tally.json"
    cast: str = "CAST"


PLAIN21 = Members(
    "election_keys.json",
    "3.A",
    ballot_id="id_b",
    opened_id="id_b",
    encrypted_tally="tally.json",
    cast="cast",
)
BATCHES = dataclasses.replace(PLAIN21, keys="keys.json")
EGK = Members("election_initialized.json", "3.A")


def changes(base, foreign):
    names = {"plain21": PLAIN21, "counterfoil": BATCHES}.get(base.format, EGK)
    ballots = base.of_kind("ballot")
    cast = [b for b in ballots if b.value["state"] == names.cast and len(b.value["contests"]) > 1]
    if names is BATCHES:
        yield from batches(base, foreign)
    else:
        yield from whole_files(base, foreign, names, ballots)
    yield from on_one_ballot(cast[0])
    yield from between_ballots(cast[0], cast[1], names, bool(base.of_kind("chain")))
    yield from guardians(base, foreign, names)
    yield from openings(base, names)
    yield from tallies(base, names)


def edited(document, change, second=None):
    """A build function: change(value) or change(value, second value) on copies."""

    def build():
        values = [copy.deepcopy(d.value) for d in (document, second) if d]
        change(*values)
        return {d.name: d.write(v) for d, v in zip((document, second), values)}

    return build


def swap(a, b, key):
    a[key], b[key] = b[key], a[key]


def whole_files(base, foreign, names, ballots):
    first, second = ballots[0], ballots[1]
    folder = first.name.rsplit("/", 1)[0]
    again = f"{folder}/eballot-zz.json" if base.format != "plain21" else f"{folder}/9999.json"
    octets = base.files
    neutral = "a ballot's file name says nothing"
    yield "a ballot under two names", lambda: {again: octets[first.name]}, FALSE, {"5.A"}, ""
    yield "a ballot under another name", lambda: {
        first.name: None,
        again: octets[first.name],
    }, GOOD, (), neutral
    if first.name.rsplit("/", 1)[0] == second.name.rsplit("/", 1)[0]:
        yield (
            "two ballots exchange their names",
            lambda: {first.name: octets[second.name], second.name: octets[first.name]},
            GOOD,
            (),
            neutral,
        )
    own = {"5.B"} if base.format == "plain21" else {"X.7"}
    stranger = foreign.of_kind("ballot")[0]
    yield "a ballot of another election as well", lambda: {
        again: foreign.files[stranger.name]
    }, FALSE, own, ""
    yield (
        "a ballot of another election instead",
        lambda: {first.name: foreign.files[stranger.name]},
        FALSE,
        own,
        "",
    )
    for name in sorted(base.files):
        if "/" not in name and name in foreign.files and foreign.files[name] != octets[name]:
            yield f"{name} of another election", lambda n=name: {n: foreign.files[n]}, FALSE, (), ""
    for stray in (
        f"{folder}/notes.txt",
        f"{folder}/0001.JSON",
        f"{folder}/more/0001.json",
        f"{folder}/.json",
    ):
        yield "a stray among the ballots", lambda n=stray: {n: octets[first.name]}, NOTICED, (), ""
    other = {"constants.json": b"{}", "election_config.json": b"{}"}
    if base.format != "plain21":
        other = {"election_parameters.json": b"{}", "election_keys.json": b"{}"}
    yield "the signs of another format as well", lambda: other, NOTICED, (), ""
    yield "a file that nobody knows", lambda: {
        "notes.txt": b"hello"
    }, GOOD, (), "unknown files are ignored"


def lines_of(octets):
    return octets.splitlines(keepends=True)


def exchanged(octets):
    first, second, *rest = lines_of(octets)
    return b"".join([second, first, *rest])


def between_batches(files, first, second, third):
    """Three batches, each good by itself."""
    yield "two batches exchanged", lambda: {
        first: files[second],
        second: files[first],
    }, FALSE, {"X.25"}, ""
    yield "two batches joined", lambda: {
        second: files[second] + files[third],
        third: None,
    }, FALSE, {"X.25"}, ""
    yield "a gap between batches", lambda: {first: None}, NOTICED, (), ""
    yield "a batch after a gap", lambda: {
        third: None,
        "ballots/00000005.jsonl": files[third],
    }, NOTICED, (), ""
    yield "the last batch is missing", lambda: {third: None}, FALSE, (), ""
    yield "an empty batch more", lambda: {"ballots/00000004.jsonl": b""}, UNREAD, (), ""


def batches(base, foreign):
    """Lines, batches and the index, each good by itself."""
    first, second, third = (f"ballots/0000000{n}.jsonl" for n in (1, 2, 3))
    codes, files = "codes/all.jsonl", base.files
    head = lines_of(files[first])[0]

    def changed(name, octets):
        return lambda: {name: octets}

    yield "two ballots of a batch exchanged", changed(
        first, exchanged(files[first])
    ), FALSE, {"X.24", "X.25"}, ""
    yield "a ballot twice in a batch", changed(first, head + files[first]), FALSE, {"5.A"}, ""
    yield "a ballot of another election as well", changed(
        first, files[first] + lines_of(foreign.files[first])[0]
    ), FALSE, {"5.B"}, ""
    yield "a ballot left out of a batch", changed(first, files[first][len(head) :]), FALSE, (), ""
    if third in files:
        yield from between_batches(files, first, second, third)
    for folder in ("ballots", "challenged", "contest_data", "codes"):
        for stray in ("notes.txt", "00000001.json", "1.JSONL", "more/00000001.jsonl", ".jsonl"):
            yield "a stray among the lines", changed(
                f"{folder}/{stray}", head
            ), NOTICED, (), ""
    yield "a number too short", changed("ballots/4.jsonl", head), NOTICED, (), ""
    yield "batch 0", changed("ballots/00000000.jsonl", head), NOTICED, (), ""
    for name in sorted(n for n in files if n != "manifest.json"):
        octets = files[name]
        yield "no line feed at the end", changed(name, octets[:-1]), UNREAD, (), ""
        yield "an empty line at the end", changed(name, octets + b"\n"), UNREAD, (), ""
        yield "an empty line first", changed(name, b"\n" + octets), NOTICED, (), ""
        yield "carriage returns", changed(name, octets.replace(b"\n", b"\r\n")), UNREAD, (), ""
        yield "a byte order mark", changed(name, b"\xef\xbb\xbf" + octets), UNREAD, (), ""
    index = lines_of(files[codes])
    yield "two entries of the index exchanged", changed(
        codes, exchanged(files[codes])
    ), FALSE, {"X.25"}, ""
    yield "an entry of the index dropped", changed(codes, b"".join(index[1:])), FALSE, {"X.25"}, ""
    yield "an entry of the index doubled", changed(
        codes, index[0] + files[codes]
    ), FALSE, {"X.25"}, ""
    yield "the index of another election", changed(codes, foreign.files[codes]), FALSE, {"X.25"}, ""
    yield "the index under another name", lambda: {
        codes: None,
        "codes/0.jsonl": files[codes],
    }, FALSE, {"X.25"}, ""
    yield "the index twice", changed("codes/0.jsonl", files[codes]), FALSE, {"X.25"}, ""
    yield "two lines of opened data exchanged", changed(
        "contest_data/00000001.jsonl", exchanged(files["contest_data/00000001.jsonl"])
    ), GOOD, (), "the order of opened data is not a claim"
    yield "opened data twice", changed(
        "contest_data/00000001.jsonl",
        lines_of(files["contest_data/00000001.jsonl"])[0] + files["contest_data/00000001.jsonl"],
    ), FALSE, {"12.C"}, ""
    for name in sorted(n for n in files if "/" not in n):
        yield f"{name} of another election", changed(name, foreign.files[name]), FALSE, (), ""
    yield "the signs of another format as well", lambda: {
        "election_parameters.json": b"{}"
    }, NOTICED, (), ""
    yield "a file that nobody knows", changed("notes.txt", b"hello"), GOOD, (), "unknown files are ignored"


def on_one_ballot(ballot):
    contests = ballot.value["contests"]
    two = next(i for i, c in enumerate(contests) if len(c["selections"]) > 1)

    def options(value):
        selections = value["contests"][two]["selections"]
        selections[0], selections[1] = selections[1], selections[0]

    def ciphertexts(value):
        selections = value["contests"][two]["selections"]
        for key in ("alpha", "beta", "encrypted_vote"):
            if key in selections[0]:
                swap(selections[0], selections[1], key)

    def proofs(value):
        swap(*value["contests"][two]["selections"][:2], "proof")

    def halves(value):
        selection = value["contests"][two]["selections"][0]
        pair, a, b = (
            (selection, "alpha", "beta")
            if "alpha" in selection
            else (selection["encrypted_vote"], "pad", "data")
        )
        pair[a], pair[b] = pair[b], pair[a]

    def branches(value):
        proof = value["contests"][two]["selections"][0]["proof"]
        proof = proof["proofs"] if isinstance(proof, dict) else proof
        proof[0], proof[1] = proof[1], proof[0]

    yield "two options of a ballot exchanged", edited(ballot, options), FALSE, (), ""
    yield "two ciphertexts of a ballot exchanged", edited(ballot, ciphertexts), FALSE, {
        "6.D",
        "8.A",
    }, ""
    yield "two range proofs of a ballot exchanged", edited(ballot, proofs), FALSE, {"6.D"}, ""
    yield "alpha and beta exchanged", edited(ballot, halves), FALSE, {"6.D", "8.A"}, ""
    yield "two branches of a range proof exchanged", edited(ballot, branches), FALSE, {"6.D"}, ""


def between_ballots(one, other, names, chained):
    shared = next(
        (i, j)
        for i, a in enumerate(one.value["contests"])
        for j, b in enumerate(other.value["contests"])
        if len(a["selections"]) == len(b["selections"]) and same_contest(a, b)
    )

    def contest(change):
        return lambda a, b: change(a["contests"][shared[0]], b["contests"][shared[1]])

    def whole(a, b):
        a["contests"][shared[0]], b["contests"][shared[1]] = (
            b["contests"][shared[1]],
            a["contests"][shared[0]],
        )

    limit = "limit_proof" if names is not EGK else "proof"
    chi = "chi" if names is not EGK else "contest_hash"
    code = "h_c" if names is not EGK else "confirmation_code"
    yield "two ballots exchange a contest", edited(one, whole, other), FALSE, {"8.B"}, ""
    yield (
        "two ballots exchange a selection",
        edited(one, contest(lambda a, b: swap(a["selections"], b["selections"], 0)), other),
        FALSE,
        {"8.A"},
        "",
    )
    yield (
        "two ballots exchange a range proof",
        edited(
            one, contest(lambda a, b: swap(a["selections"][0], b["selections"][0], "proof")), other
        ),
        FALSE,
        {"6.D"},
        "",
    )
    yield (
        "two ballots exchange a limit proof",
        edited(one, contest(lambda a, b: swap(a, b, limit)), other),
        FALSE,
        {"7.D"},
        "",
    )
    yield (
        "two ballots exchange a contest hash",
        edited(one, contest(lambda a, b: swap(a, b, chi)), other),
        FALSE,
        {"8.A"},
        "",
    )
    yield "two ballots exchange their codes", edited(
        one, lambda a, b: swap(a, b, code), other
    ), FALSE, {"8.B"}, ""
    exchange = edited(one, lambda a, b: swap(a, b, names.ballot_id), other)
    if names is not EGK:
        yield "two ballots exchange their identifiers", exchange, FALSE, {"5.B"}, ""
    else:
        yield (
            "two ballots exchange their identifiers",
            exchange,
            FALSE if chained else GOOD,
            {"8.E"} if chained else (),
            "the profile hashes no identifier, and both ballots are cast",
        )
    if names is not EGK:
        yield (
            "two ballots exchange their nonces",
            edited(one, lambda a, b: swap(a, b, "nonce"), other),
            FALSE,
            {"X.11"},
            "",
        )


def same_contest(a, b):
    key = "index" if "index" in a else "contest_id"
    return a[key] == b[key]


def guardians(base, foreign, names):
    keys, others = base.documents[names.keys], foreign.documents[names.keys]

    def instead(value):
        value["guardians"][0] = others.value["guardians"][0]

    def twice(value):
        value["guardians"][1] = value["guardians"][0]

    def two_keys(value):
        a, b = value["guardians"][:2]
        for key in set(a) - {"i", "name", "guardian_id", "x_coordinate"}:
            swap(a, b, key)

    yield "a guardian of another election", edited(keys, instead), FALSE, {"3.A"}, ""
    yield "a guardian twice, another not at all", edited(keys, twice), FALSE, {"X.4", "3.A"}, ""
    yield "two guardians exchange their keys", edited(keys, two_keys), FALSE, {"2.C"}, ""


def openings(base, names):
    opened = base.of_kind("opened")
    if len(opened) < 2:
        return
    one, other = opened[:2]
    octets = {document.name: document.octets for document in opened}
    yield (
        "two opened ballots exchange their names",
        lambda: {one.name: octets[other.name], other.name: octets[one.name]},
        GOOD,
        (),
        "file names say nothing",
    )
    yield (
        "two opened ballots exchange their identifiers",
        edited(one, lambda a, b: swap(a, b, names.opened_id), other),
        FALSE,
        (),
        "",
    )
    yield "an opened ballot under two names", lambda: {
        other.name: octets[one.name]
    }, NOTICED, (), ""


def tallies(base, names):
    tally = base.documents["tally.json"]
    inner = "options" if names is not EGK else "selections"
    two = next(i for i, c in enumerate(tally.value["contests"]) if len(c[inner]) > 1)
    kept = {"label", "selection_id"}

    def exchanged(value):
        a, b = value["contests"][two][inner][:2]
        for key in set(a) - kept:
            swap(a, b, key)

    def proofs(value):
        a, b = value["contests"][two][inner][:2]
        for key in {"c", "v", "proof"} & set(a):
            swap(a, b, key)

    yield "two options of the tally exchange their numbers", edited(tally, exchanged), FALSE, (), ""
    yield "two options of the tally exchange their proofs", edited(tally, proofs), FALSE, {
        "10.B"
    }, ""
