"""The fields of egk records, base64 and base16: file kind -> path -> Field."""

from field import (
    A_SET,
    BY_INDEX,
    BY_LABEL,
    DEFAULT,
    LIMIT,
    NAME,
    RANGE,
    TIME,
    Field,
    element,
    flag,
    hashed,
    number,
    scalar,
    text,
    word,
)

UNNAMED = (
    "where the election has a Baux_0 of its own, nothing hashes the names of devices, and without"
    " folders nothing else tells"
)
SERIAL = "1 is a member, and nobody decrypts serial numbers"
UNSEEN_DATA = (
    "the profile hashes no contest data, and nobody can check them who cannot decrypt them"
)
MANIFEST = ("X.3", "1.F")

EGK_BALLOT = {
    "ballot_id": text(),
    "ballot_style_id": text("X.8"),
    "encrypting_device": text(when={"foldered": ("X.15",)}, nothing={"unnamed flat": UNNAMED}),
    "timestamp": number(nothing={"": TIME}),
    "code_baux": hashed("8.B"),
    "confirmation_code": hashed("8.B"),
    "election_id": hashed("X.7"),
    "contests[].contest_id": text("X.8"),
    "contests[].sequence_order": number("X.8"),
    "contests[].votes_allowed": number(
        nothing={"": "L is taken from the manifest, which is hashed"}
    ),
    "contests[].contest_hash": hashed("8.A"),
    "contests[].selections[].selection_id": text("X.8"),
    "contests[].selections[].sequence_order": number("X.8"),
    "contests[].selections[].encrypted_vote.pad": element("8.A", when=RANGE),
    "contests[].selections[].encrypted_vote.data": element("8.A", when=RANGE),
    "contests[].selections[].proof.proofs[].challenge": scalar(when=RANGE),
    "contests[].selections[].proof.proofs[].response": scalar(when=RANGE),
    "contests[].proof.proofs[].challenge": scalar(when=LIMIT),
    "contests[].proof.proofs[].response": scalar(when=LIMIT),
    "contests[].encrypted_contest_data.c0": element(
        when={"cast": ("X.13",), "uncast": ("X.22",)}, one={"cast": UNSEEN_DATA}
    ),
    "contests[].encrypted_contest_data.c1": hashed(
        when={"uncast": ("X.22",)}, nothing={"cast": UNSEEN_DATA}
    ),
    "contests[].encrypted_contest_data.c2": hashed(
        when={"uncast": ("X.22",)}, nothing={"cast": UNSEEN_DATA}
    ),
    "contests[].encrypted_contest_data.numBytes": number(
        when={"uncast": ("X.22",)}, either={"cast": "only its whole blocks are held against C_1"}
    ),
    "state": word(unread=True),
    "encrypted_sn.pad": element("X.17", one={"": SERIAL}),
    "encrypted_sn.data": element("X.17", one={"": SERIAL}),
    "is_preencrypt": flag(unread=True),
}

EGK_MANIFEST = {
    path: text(*MANIFEST)
    for path in (
        "election_scope_id",
        "spec_version",
        "type",
        "start_date",
        "end_date",
        "geopolitical_units[].object_id",
        "geopolitical_units[].name",
        "geopolitical_units[].type",
        "ballot_styles[].object_id",
        "ballot_styles[].geopolitical_unit_ids[]",
        "contests[].object_id",
        "contests[].electoral_district_id",
        "contests[].vote_variation",
        "contests[].name",
        "contests[].ballot_selections[].object_id",
        "contests[].ballot_selections[].candidate_id",
        "candidates[].object_id",
        "contact_information.phone",
        "contact_information.name",
    )
}
EGK_MANIFEST |= {
    path: number(*MANIFEST)
    for path in (
        "contests[].sequence_order",
        "contests[].number_elected",
        "contests[].votes_allowed",
        "contests[].option_selection_limit",
        "contests[].ballot_selections[].sequence_order",
    )
}
EGK_MANIFEST["candidates[].is_write_in"] = flag(*MANIFEST)
for path in (
    "ballot_styles[].geopolitical_unit_ids[]",
    "geopolitical_units[].object_id",
    "contests[].electoral_district_id",
    "contests[].sequence_order",
    "contests[].ballot_selections[].sequence_order",
):
    EGK_MANIFEST[path].unread = (
        True  # it may dangle or stand twice then, and such a manifest is refused
    )

EGK = {
    "election_config": {
        "config_version": text("1.A", unread=True),
        "number_of_guardians": number("1.F", "X.4"),
        "quorum": number("1.F"),
        "parameter_base_hash": hashed("1.E"),
        "manifest_hash": hashed("X.3"),
        "election_base_hash": hashed("1.F"),
        "chain_confirmation_codes": flag(),
        "baux0": hashed(),
        "baux0[]": number(),
        "metadata.Created by": text(nothing={"": NAME}),
    },
    "manifest": EGK_MANIFEST,
    "election_initialized": {
        "joint_public_key": element("3.A"),
        "extended_base_hash": hashed("4.A"),
        "guardians[].guardian_id": text(nothing={"": NAME}),
        "guardians[].x_coordinate": number("X.4"),
        "guardians[].coefficient_proofs[].public_key": element("2.C"),
        "guardians[].coefficient_proofs[].challenge": scalar("2.C"),
        "guardians[].coefficient_proofs[].response": scalar("2.C"),
    },
    "ballot": EGK_BALLOT,
    "chain": {
        "encrypting_device": text("X.15", when={"named": ("8.F",)}),
        "baux0[]": number("8.F"),
        "election_base_hash": hashed("X.7"),
        "ballot_ids[]": text("X.15"),
        "last_confirmation_code": hashed("8.G"),
        "closing_hash": hashed("8.G"),
    },
    "encrypted_tally": {
        "tally_id": text(nothing={"": NAME}),
        "contests[].contest_id": text(),
        "contests[].sequence_order": number("X.18"),
        "contests[].selections[].selection_id": text(),
        "contests[].selections[].sequence_order": number("X.18"),
        "contests[].selections[].encrypted_vote.pad": element("9.A"),
        "contests[].selections[].encrypted_vote.data": element("9.B"),
        "contests[].ballot_count": number(nothing={"": "0 in many records: said for people"}),
        "cast_ballot_ids[]": text("X.16"),
        "election_id": hashed("X.7"),
    },
    "tally": {
        "id": text(nothing={"": NAME}),
        "contests[].contest_id": text("11.A", "11.D"),
        "contests[].selections[].selection_id": text("11.B", "11.C"),
        "contests[].selections[].tally": number("10.C"),
        "contests[].selections[].b_over_m": element("10.B"),
        "contests[].selections[].encrypted_vote.pad": element("X.18"),
        "contests[].selections[].encrypted_vote.data": element("X.18"),
        "contests[].selections[].proof.challenge": scalar("10.B"),
        "contests[].selections[].proof.response": scalar("10.B"),
        "election_id": hashed("X.7"),
    },
    "opened": {
        "id": text("X.20"),
        "contests[].contest_id": text("14.A", "14.B"),
        "contests[].ballot_count": number(nothing={"": "always 1: said for people"}),
        "contests[].selections[].selection_id": text("14.C", "14.D"),
        "contests[].selections[].tally": number("10.C"),
        "contests[].selections[].b_over_m": element("10.B"),
        "contests[].selections[].encrypted_vote.pad": element("X.22"),
        "contests[].selections[].encrypted_vote.data": element("X.22"),
        "contests[].selections[].proof.challenge": scalar("10.B"),
        "contests[].selections[].proof.response": scalar("10.B"),
        "contests[].decrypted_contest_data.contest_data.over_votes[]": number("12.C"),
        "contests[].decrypted_contest_data.contest_data.write_ins[]": text("12.C"),
        "contests[].decrypted_contest_data.contest_data.status": text("12.C"),
        "contests[].decrypted_contest_data.encrypted_contest_data.c0": element("X.22"),
        "contests[].decrypted_contest_data.encrypted_contest_data.c1": hashed("X.22"),
        "contests[].decrypted_contest_data.encrypted_contest_data.c2": hashed("X.22"),
        "contests[].decrypted_contest_data.encrypted_contest_data.numBytes": number("X.22"),
        "contests[].decrypted_contest_data.proof.challenge": scalar("12.B"),
        "contests[].decrypted_contest_data.proof.response": scalar("12.B"),
        "contests[].decrypted_contest_data.beta": element("12.B"),
        "election_id": hashed("X.7"),
    },
}

EGK_EC = EGK | {
    "constants": {
        "name": text(nothing={"": NAME}),
        "type": word(unread=True),
        "protocolVersion": text("1.A"),
        "constants.largePrime": Field("integer", ("1.B",)),
        "constants.smallPrime": Field("integer", ("1.C",)),
        "constants.cofactor": Field("integer", ("X.2",)),
        "constants.generator": Field("integer", ("1.D",)),
    },
}

EGK_KMP = EGK | {
    "constants": {
        "name": text(nothing={"": NAME}),
        "large_prime": Field("integer", ("1.B",)),
        "small_prime": Field("integer", ("1.C",)),
        "cofactor": Field("integer", ("X.2",)),
        "generator": Field("integer", ("1.D",)),
    },
}

# Members that a record may leave out: why, and where only some values may be left out, which.
TOLD_BY_SHAPE = "the dialect is told by the shape of the file"
IGNORED = {
    "timestamp": (TIME,),
    "encrypted_sn": (SERIAL,),
    "is_preencrypt": (DEFAULT, False),
    "contests[].votes_allowed": ("L is taken from the manifest, which is hashed",),
    "contests[].encrypted_contest_data": (UNSEEN_DATA, "cast, one contest"),
}
OPTIONAL = {
    "constants": {
        "name": (NAME,),
        "type": (TOLD_BY_SHAPE,),
        "protocolVersion": ("config_version is taken for it",),
    },
    "election_config": {
        "metadata": (NAME,),
        "metadata.Created by": (NAME,),
        "chain_confirmation_codes": (DEFAULT, False),
        "baux0": (DEFAULT, "", []),
    },
    "ballot": IGNORED,
    "chain": {"baux0": ("8.E goes by the election's",)},
    "encrypted_tally": {"tally_id": (NAME,), "contests[].ballot_count": (NAME,)},
    "opened": {"contests[].ballot_count": (NAME,)}
    | {
        f"contests[].decrypted_contest_data.contest_data.{name}": (DEFAULT, [], "normal")
        for name in ("over_votes", "write_ins", "status")
    },
}

# Changes of lists that do not matter, some only where a word is true of the place.
INDIFFERENT = {
    ("election_initialized", "guardians[]", "reordered"): BY_INDEX,
    ("encrypted_tally", "contests[]", "reordered"): BY_LABEL,
    ("encrypted_tally", "contests[].selections[]", "reordered"): BY_LABEL,
    ("encrypted_tally", "cast_ballot_ids[]", "reordered"): A_SET,
    ("tally", "contests[]", "reordered"): BY_LABEL,
    ("tally", "contests[].selections[]", "reordered"): BY_LABEL,
    ("opened", "contests[]", "reordered"): BY_LABEL,
    ("opened", "contests[].selections[]", "reordered"): BY_LABEL,
    ("chain", "baux0[]", "emptied"): "8.E goes by the election's",
}
