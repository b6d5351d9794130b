"""Making a complete record in the dialects of egk-ec (base64) and egk-kmp (base16).

One class serves both; Dialect holds all that differs.  The steps and the use of `tell` are those of
plain21.py. These formats know no weights and no spoiled ballots, and their labels are object ids.
"""

import random

import hashes20 as h
from egk_dialects import EgkEc, EgkKmp, signed_octets
from groups import SCALAR_OCTETS, b
from proofs import decrypt, prove_equal_logs, prove_logarithms, prove_range
from writing import readable


class Egk:
    """A record of a suited plan.  baux_0 empty: the device's name stands for it.  folders: one per
    device. first_alone: the first ballot of a chain has H_0 and nothing after it."""

    def __init__(
        self,
        dialect,
        group,
        plan,
        tell,
        baux_0=b"device information",
        folders=True,
        first_alone=False,
    ):
        self.dialect, self.group, self.plan, self.tell = dialect, group, plan, tell
        self.baux_0, self.folders, self.first_alone = baux_0, folders, first_alone
        self.chained = any(device.chained for device in plan.devices)
        self.rng = random.Random(f"egk {plan.seed}")
        self.files = {}

    def make(self):
        self.parameters()
        self.key_ceremony()
        self.chains_start()
        for ballot in self.plan.ballots:
            self.encrypt(ballot)
        if self.chained:
            self.chains_close()
        self.tally()
        for ballot in self.plan.ballots:
            if self.tell("opened", ballot.state == "challenged", ballot=ballot.number):
                self.open_ballot(ballot)
        return self.files

    # --- how values are written ---

    def el(self, x):
        return self.dialect.text(self.group.element(x))

    def sc(self, x):
        return self.dialect.text(b(x, SCALAR_OCTETS))

    def hash(self, octets):
        return self.dialect.text(octets)

    def proof(self, c, v):
        return {"challenge": self.sc(c), "response": self.sc(v)}

    def vote(self, alpha, beta):
        return {"pad": self.el(alpha), "data": self.el(beta)}

    # --- before the election ---

    def parameters(self):
        group, plan, tell = self.group, self.plan, self.tell
        self.manifest = tell("manifest", readable(self.manifest_json()))
        self.h_p = h.parameter_base_hash(group)
        self.h_m = h.manifest_hash(self.h_p, self.manifest)
        self.h_b = h.base_hash(self.h_p, self.h_m, plan.n, plan.k)
        self.files["manifest.json"] = self.manifest
        self.files["constants.json"] = tell("constants", self.dialect.constants(group))
        self.files["election_config.json"] = tell(
            "config",
            {
                "config_version": self.dialect.config_version,
                "number_of_guardians": plan.n,
                "quorum": plan.k,
                "parameter_base_hash": self.hash(tell("h_p.said", self.h_p)),
                "manifest_hash": self.hash(tell("h_m.said", self.h_m)),
                "election_base_hash": self.hash(tell("h_b.said", self.h_b)),
                "chain_confirmation_codes": self.chained,
                "baux0": self.dialect.config_baux(self.baux_0),
                "metadata": {"Created by": "reference generator"},
            },
        )

    def manifest_json(self):
        plan = self.plan
        return {
            "election_scope_id": plan.label,
            "spec_version": "v2.0.0",
            "type": "general",
            "start_date": "start",
            "end_date": "end",
            "geopolitical_units": [
                {"object_id": f"gpu{c.index}", "name": f"gpu{c.index}", "type": "city"}
                for c in plan.contests
            ],
            "ballot_styles": [
                {
                    "object_id": s.label,
                    "geopolitical_unit_ids": [f"gpu{i}" for i in s.contests],
                    "party_ids": [],
                }
                for s in plan.styles
            ],
            "contests": [self.contest_json(contest) for contest in plan.contests],
            "candidates": [
                {"object_id": f"cand-{c.index}.{o.index}", "is_write_in": False}
                for c in plan.contests
                for o in c.options
            ],
            "contact_information": {"address_line": [], "phone": "911", "name": "contact"},
            "name": [],
            "parties": [],
        }

    def contest_json(self, contest):
        out = {
            "object_id": contest.label,
            "sequence_order": contest.index,
            "electoral_district_id": f"gpu{contest.index}",
            "vote_variation": "n_of_m",
            "number_elected": 1,
            "votes_allowed": contest.selection_limit,
            "name": f"Contest {contest.index}",
            "ballot_selections": [
                {
                    "object_id": o.label,
                    "sequence_order": o.index,
                    "candidate_id": f"cand-{contest.index}.{o.index}",
                }
                for o in contest.options
            ],
        }
        if self.dialect is EgkEc or contest.option_limit != 1:
            out["option_selection_limit"] = contest.option_limit
        return out

    def key_ceremony(self):
        group, plan, tell, rng = self.group, self.plan, self.tell, self.rng
        self.coefficients = [
            [tell("coefficient", group.draw(rng), guardian=i, j=j) for j in range(plan.k)]
            for i in range(1, plan.n + 1)
        ]
        keys, said = [], []
        for i, coefficients in enumerate(self.coefficients, 1):
            proofs = []
            for j, a in enumerate(coefficients):
                at = {"guardian": i, "j": j}
                commitment = tell("commitment", group.power(group.g, a), **at)
                c, (v,) = prove_logarithms(
                    group,
                    rng,
                    [a],
                    lambda announced: h.coefficient_challenge(
                        group, self.h_p, i, j, commitment, announced[0]
                    ),
                    tell("key_proof.wanted", None, **at),
                )
                c, v = tell("key_proof", (c, v), **at)
                proofs.append({"public_key": self.el(commitment)} | self.proof(c, v))
                keys += [commitment] if j == 0 else []
            said.append(
                tell(
                    "guardian",
                    {
                        "guardian_id": f"guardian{i}",
                        "x_coordinate": i,
                        "coefficient_proofs": proofs,
                    },
                    guardian=i,
                )
            )
        self.joint = tell("K", group.product(keys))
        group.remember(self.joint)
        self.h_e = h.extended_base_hash(group, self.h_b, self.joint)
        available = sorted(rng.sample(range(1, plan.n + 1), plan.k))
        self.z = tell(
            "z",
            {
                i: sum(
                    a * pow(i, j, group.q) for row in self.coefficients for j, a in enumerate(row)
                )
                % group.q
                for i in available
            },
        )
        self.files["election_initialized.json"] = tell(
            "keys",
            {
                "joint_public_key": self.el(self.joint),
                "extended_base_hash": self.hash(tell("h_e.said", self.h_e)),
                "guardians": said,
            },
        )

    # --- ballots ---

    def chains_start(self):
        self.chains = []
        for number, device in enumerate(self.plan.devices):
            baux_0 = self.baux_0 or device.name.encode()
            self.chains.append(
                {
                    "baux_0": baux_0,
                    "last": h.chain_start(self.h_e, baux_0),
                    "ids": [],
                    "number": number,
                }
            )
        self.ballots = {}

    def baux(self, chain):
        if not self.chained:
            return chain["baux_0"]
        if self.first_alone and not chain["ids"]:
            return chain["last"]
        return chain["last"] + chain["baux_0"]

    def folder(self, device):
        return f"encrypted_ballots/{device.name}" if self.folders else "encrypted_ballots"

    def encrypt(self, ballot):
        group, tell, rng = self.group, self.tell, self.rng
        place = {"ballot": ballot.number}
        ballot_id = tell("ballot_id", f"id-{ballot.number}", **place)
        made = {"id": ballot_id, "xi_b": tell("xi_b", rng.randbytes(32), **place), "contests": {}}
        contests = [
            self.encrypt_contest(ballot, contest, made)
            for contest in tell("ballot.contests", self.plan.contests_of(ballot), **place)
        ]
        chain = self.chains[ballot.device]
        baux = tell("baux", self.baux(chain), **place)
        chis = [made["contests"][i]["chi"] for i in sorted(made["contests"])]
        code = tell(
            "code", h.confirmation_code(self.h_e, tell("code.chis", chis, **place), baux), **place
        )
        chain["last"] = code
        chain["ids"].append(ballot_id)
        self.ballots[ballot.number] = made
        device = self.plan.devices[ballot.device]
        nonce, serial = group.draw(rng), rng.randrange(1 << 32)
        state = "CAST" if ballot.state == "cast" else self.dialect.challenged
        # The file goes by the ballot's own number, so that two ballots of one identifier are two
        # files.
        self.files[f"{self.folder(device)}/eballot-id-{ballot.number}.json"] = tell(
            "ballot",
            {
                "ballot_id": ballot_id,
                "ballot_style_id": tell(
                    "style.said", self.plan.styles[ballot.style - 1].label, **place
                ),
                "encrypting_device": device.name,
                "timestamp": 1700000000 + ballot.number,
                "code_baux": baux.hex().upper(),
                "confirmation_code": self.hash(tell("code.said", code, **place)),
                "election_id": self.hash(tell("ballot.election", self.h_e, **place)),
                "contests": contests,
                "state": tell("state.said", state, **place),
                "encrypted_sn": tell(
                    "serial",
                    self.vote(group.power(group.g, nonce), group.power(self.joint, nonce + serial)),
                    **place,
                ),
                "is_preencrypt": False,
            },
            **place,
        )

    def encrypt_contest(self, ballot, contest, made):
        group, tell = self.group, self.tell
        place = {"ballot": ballot.number, "contest": contest.index}
        vote = ballot.votes[contest.index]
        values = tell("values", list(vote.values), **place)
        ciphertexts, nonces, selections = [], [], []
        for option, value in zip(contest.options, values):
            at = place | {"option": option.index}
            nonce = h.option_nonce(group, self.h_e, contest.index, option.index, made["xi_b"])
            alpha = tell("alpha", group.power(group.g, nonce), **at)
            beta = tell("beta", group.power(self.joint, value + nonce), **at)
            proof = self.prove(
                nonce,
                value,
                tell("R", contest.option_limit, **at),
                alpha,
                beta,
                tell("proof.wanted", None, **at),
            )
            ciphertexts.append((alpha, beta))
            nonces.append(nonce)
            selections.append(
                {
                    "selection_id": option.label,
                    "sequence_order": option.index,
                    "encrypted_vote": self.vote(alpha, beta),
                    "proof": {
                        "proofs": [self.proof(*pair) for pair in tell("range_proof", proof, **at)]
                    },
                }
            )
        limit = self.prove(
            sum(nonces) % group.q,
            sum(values),
            tell("L", contest.selection_limit, **place),
            group.product(a for a, _ in ciphertexts),
            group.product(x for _, x in ciphertexts),
            tell("limit.wanted", None, **place),
        )
        chi = tell(
            "chi", h.contest_hash(group, self.h_e, self.joint, contest.index, ciphertexts), **place
        )
        made["contests"][contest.index] = {
            "values": values,
            "nonces": nonces,
            "ciphertexts": ciphertexts,
            "chi": chi,
        }
        out = {"contest_id": contest.label, "sequence_order": contest.index}
        if self.dialect is EgkKmp:
            out["votes_allowed"] = contest.selection_limit
        out |= {
            "contest_hash": self.hash(tell("chi.said", chi, **place)),
            "selections": tell("selections", selections, **place),
            "proof": {
                "proofs": [self.proof(*pair) for pair in tell("limit_proof", limit, **place)]
            },
            "encrypted_contest_data": self.encrypt_data(vote, contest, made, place),
        }
        return tell("contest", out, **place)

    def prove(self, nonce, value, bound, alpha, beta, wanted):
        return prove_range(
            self.group,
            self.rng,
            self.joint,
            nonce,
            value,
            bound,
            lambda a: h.range_challenge(self.group, self.h_e, self.joint, alpha, beta, a),
            wanted,
        )

    def encrypt_data(self, vote, contest, made, place):
        group, tell = self.group, self.tell
        plain = tell("data.plain", self.dialect.contest_data(vote), **place)
        octets = max(self.dialect.plain_octets, len(plain))
        blocks = -(-octets // 32)
        nonce = h.data_nonce(group, self.h_e, contest.index, made["xi_b"])
        c0 = group.power(group.g, nonce)
        key = h.data_key(group, self.h_e, self.joint, c0, group.power(self.joint, nonce))
        stream = b"".join(h.data_block(key, contest.label, octets, t) for t in range(1, blocks + 1))
        c1 = bytes(x ^ y for x, y in zip(plain.ljust(32 * blocks, b"\0"), stream))
        mac = tell("mac", h.data_mac(group, key, contest.label, octets, c0, c1), **place)
        entry = made["contests"][contest.index]
        entry["data"] = (c0, c1, mac)
        entry["data_said"] = {
            "c0": self.el(c0),
            "c1": self.dialect.text(c1),
            "c2": self.hash(mac),
            "numBytes": octets,
        }
        return entry["data_said"]

    def chains_close(self):
        for chain, device in zip(self.chains, self.plan.devices):
            at = {"device": chain["number"]}
            closing = h.chain_close(self.h_e, chain["last"], chain["baux_0"])
            self.files[f"{self.folder(device)}/ballot_chain.json"] = self.tell(
                "chain",
                {
                    "encrypting_device": device.name,
                    "baux0": signed_octets(chain["baux_0"]),
                    "election_base_hash": self.hash(self.tell("chain.election", self.h_e, **at)),
                    "ballot_ids": self.tell("device.ids", list(chain["ids"]), **at),
                    "last_confirmation_code": self.hash(
                        self.tell("last.said", chain["last"], **at)
                    ),
                    "closing_hash": self.hash(self.tell("h_close.said", closing, **at)),
                },
                **at,
            )

    # --- after the election ---

    def tally(self):
        encrypted, decrypted = [], []
        for contest in self.plan.contests:
            made = [self.tally_option(contest, place) for place in range(len(contest.options))]
            encrypted.append(
                {
                    "contest_id": contest.label,
                    "sequence_order": contest.index,
                    "selections": [e for e, _ in made],
                    "ballot_count": 0,
                }
            )
            decrypted.append(
                self.tell(
                    "tally.contest",
                    {"contest_id": contest.label, "selections": [d for _, d in made]},
                    contest=contest.index,
                )
            )
        cast = [self.ballots[x.number]["id"] for x in self.plan.ballots if x.state == "cast"]
        self.rng.shuffle(cast)
        self.files["encrypted_tally.json"] = self.tell(
            "encrypted_tally",
            {
                "tally_id": "reference",
                "contests": encrypted,
                "cast_ballot_ids": self.tell("cast_ids", cast),
                "election_id": self.hash(self.tell("encrypted_tally.election", self.h_e)),
            },
        )
        self.files["tally.json"] = self.tell(
            "tally",
            {
                "id": "reference",
                "contests": decrypted,
                "election_id": self.hash(self.tell("tally.election", self.h_e)),
            },
        )

    def tally_option(self, contest, position):
        """What the encrypted and the decrypted tally say of an option."""
        group, tell = self.group, self.tell
        option = contest.options[position]
        at = {"contest": contest.index, "option": option.index}
        counted = [
            self.ballots[x.number]["contests"].get(contest.index)
            for x in self.plan.ballots
            if tell("counted", x.state == "cast", ballot=x.number)
        ]
        counted = [entry for entry in counted if entry]
        a_total = group.product(entry["ciphertexts"][position][0] for entry in counted)
        b_total = group.product(entry["ciphertexts"][position][1] for entry in counted)
        a_total, b_total = tell("totals", (a_total, b_total), **at)
        count = sum(entry["values"][position] for entry in counted)
        decrypted = self.open(option, a_total, b_total, count, "tally", at)
        a_said, b_said = tell("totals.said", (a_total, b_total), **at)
        encrypted = {
            "selection_id": option.label,
            "sequence_order": option.index,
            "encrypted_vote": self.vote(a_said, b_said),
        }
        return encrypted, tell("tally.option", decrypted, **at)

    def open(self, option, alpha, beta, count, what, at):
        """A decryption with its proof, the same for tallies and for challenged ballots."""
        group, tell = self.group, self.tell
        power = group.divide(beta, decrypt(group, self.z, alpha))
        count, power = tell(f"{what}.count", (count, power), **at)
        power = group.power(self.joint, count) if power is None else power
        m = group.divide(beta, power)
        c, v = prove_equal_logs(
            group,
            self.rng,
            self.z,
            alpha,
            lambda a, b_: h.tally_challenge(group, self.h_e, self.joint, alpha, beta, a, b_, m),
        )
        c, v = tell(f"{what}.proof", (c, v), **at)
        return {
            "selection_id": option.label,
            "tally": tell(f"{what}.t.said", count, **at),
            "b_over_m": self.el(power),
            "encrypted_vote": tell(f"{what}.again", self.vote(alpha, beta), **at),
            "proof": self.proof(c, v),
        }

    def open_ballot(self, ballot):
        made = self.ballots[ballot.number]
        contests = []
        for contest in self.plan.contests_of(ballot):
            entry = made["contests"][contest.index]
            place = {"ballot": ballot.number, "contest": contest.index}
            selections = []
            for option, value, pair in zip(contest.options, entry["values"], entry["ciphertexts"]):
                at = place | {"option": option.index}
                alpha, beta = self.tell("opened.ciphertext", pair, **at)
                selections.append(self.open(option, alpha, beta, value, "opened", at))
            out = {
                "contest_id": contest.label,
                "selections": self.tell("opened.options", selections, **place),
                "ballot_count": 1,
                "decrypted_contest_data": self.open_data(
                    ballot.votes[contest.index], contest, entry, place
                ),
            }
            contests.append(self.tell("opened.contest", out, **place))
        self.files[f"challenged_ballots/dballot-id-{ballot.number}.json"] = self.tell(
            "opened.ballot",
            {
                "id": made["id"],
                "contests": contests,
                "election_id": self.hash(
                    self.tell("opened.election", self.h_e, ballot=ballot.number)
                ),
            },
            ballot=ballot.number,
        )

    def open_data(self, vote, contest, entry, place):
        group = self.group
        c0, c1, mac = entry["data"]
        beta = self.tell("data.beta", decrypt(group, self.z, c0), **place)
        c, v = prove_equal_logs(
            group,
            self.rng,
            self.z,
            c0,
            lambda a, b_: h.data_decryption_challenge(
                group, self.h_e, self.joint, c0, c1, mac, a, b_, beta
            ),
        )
        c, v = self.tell("data.decryption", (c, v), **place)
        return self.tell(
            "opened.data",
            {
                "contest_data": {
                    "over_votes": vote.overvoted,
                    "write_ins": [vote.text] if vote.text else [],
                    "status": vote.status,
                },
                "encrypted_contest_data": dict(entry["data_said"]),
                "proof": self.proof(c, v),
                "beta": self.el(beta),
            },
            **place,
        )
