"""Making a complete ElectionGuard 2.1.0 record in the "plain21" format, secrets and all.

One method a step, in the order of an election: parameters, keys, ballots, devices, tally, openings.
`files` holds the record as {path: JSON value or octets} until it is written.  Every claim passes
`tell` (lies.py).
"""

import random

import hashes21 as h
from groups import SCALAR_OCTETS, b
from proofs import decrypt, prove_equal_logs, prove_logarithms, prove_range
from writing import compact


class Guardian:
    """Coefficients of the two polynomials and the communication key."""

    def __init__(self, group, rng, i, k, tell):
        self.i = i
        k = tell("quorum", k, guardian=i)
        self.vote = [
            tell("coefficient", group.draw(rng), guardian=i, key="vote", j=j) for j in range(k)
        ]
        self.data = [
            tell("coefficient", group.draw(rng), guardian=i, key="data", j=j) for j in range(k)
        ]
        self.zeta = tell("zeta", group.draw(rng), guardian=i)

    def polynomial(self, coefficients, x, q):
        return sum(a * pow(x, j, q) for j, a in enumerate(coefficients)) % q


class Plain21:
    """A record of the plan in a group.  tell is lies.Teller; everything random comes from the
    plan's seed."""

    def __init__(self, group, plan, tell, open_data=True):
        self.group, self.plan, self.tell = group, plan, tell
        self.rng = random.Random(f"plain21 {plan.seed}")
        self.open_data = open_data
        self.files = {}

    def make(self):
        self.parameters()
        self.key_ceremony()
        self.devices_start()
        for ballot in self.plan.ballots:
            self.encrypt(ballot)
        self.devices_close()
        self.tally()
        for ballot in self.plan.ballots:
            if self.tell("opened", ballot.state == "challenged", ballot=ballot.number):
                self.open_ballot(ballot)
        if self.open_data:
            self.open_contest_data()
        return self.files

    # --- how values are written ---

    def el(self, x):
        return x if isinstance(x, str) else self.group.element(x).hex().upper()

    def sc(self, x):
        return x if isinstance(x, str) else b(x, SCALAR_OCTETS).hex().upper()

    def pairs(self, proof):
        return [{"c": self.sc(c), "v": self.sc(v)} for c, v in proof]

    # --- before the election ---

    def parameters(self):
        group, plan, tell = self.group, self.plan, self.tell
        self.manifest = tell(
            "manifest",
            compact(
                {
                    "label": plan.label,
                    "contests": [
                        {
                            "label": c.label,
                            "selection_limit": c.selection_limit,
                            "option_limit": c.option_limit,
                            "data_blocks": c.data_blocks,
                            "options": [o.label for o in c.options],
                        }
                        for c in plan.contests
                    ],
                    "ballot_styles": [
                        {"label": s.label, "contests": s.contests} for s in plan.styles
                    ],
                }
            ),
        )
        self.h_p = h.parameter_base_hash(group, plan.n, plan.k)
        self.h_b = h.base_hash(self.h_p, self.manifest)
        self.files["manifest.json"] = self.manifest
        parameters = {
            "spec_version": tell("version.said", "v2.1.0"),
            "n": plan.n,
            "k": plan.k,
            "p": self.el(tell("p.said", group.p)),
            "q": f"{tell('q.said', group.q):X}",
            "r": f"{tell('r.said', group.r):X}",
            "g": self.el(tell("g.said", group.g)),
            "h_p": tell("h_p.said", self.h_p).hex().upper(),
            "h_b": tell("h_b.said", self.h_b).hex().upper(),
        }
        if group.is_toy:
            parameters["toy"] = True
        self.files["election_parameters.json"] = tell("parameters", parameters)

    def key_ceremony(self):
        group, plan, tell, rng = self.group, self.plan, self.tell, self.rng
        self.guardians = [Guardian(group, rng, i, plan.k, tell) for i in range(1, plan.n + 1)]
        vote, data, kappas, said = [], [], [], []
        for guardian in self.guardians:
            kappa = tell("kappa", group.power(group.g, guardian.zeta), guardian=guardian.i)
            entry = {"i": guardian.i, "name": f"Guardian {guardian.i}", "kappa": self.el(kappa)}
            for key, coefficients, all_commitments in (
                ("vote", guardian.vote, vote),
                ("data", guardian.data, data),
            ):
                commitments = [
                    tell("commitment", group.power(group.g, a), guardian=guardian.i, key=key, j=j)
                    for j, a in enumerate(coefficients)
                ]
                all_commitments.append(commitments)
                entry[key] = self.key_proof(guardian, key, coefficients, commitments, kappa)
            kappas.append(kappa)
            said.append(tell("guardian", entry, guardian=guardian.i))
        self.joint = tell("K", group.product(c[0] for c in vote))
        self.joint_hat = tell("K_hat", group.product(c[0] for c in data))
        group.remember(self.joint)
        group.remember(self.joint_hat)
        self.h_e = h.extended_base_hash(group, self.h_b, self.joint, self.joint_hat)
        h_g = h.guardian_record_hash(
            group, self.h_b, self.joint, self.joint_hat, vote, data, kappas
        )
        self.z = tell("z", self.shares([g.vote for g in self.guardians]))
        self.z_hat = tell("z_hat", self.shares([g.data for g in self.guardians]))
        self.files["election_keys.json"] = tell(
            "keys",
            {
                "K": self.el(self.joint),
                "K_hat": self.el(self.joint_hat),
                "h_e": tell("h_e.said", self.h_e).hex().upper(),
                "h_g": tell("h_g.said", h_g).hex().upper(),
                "guardians": said,
            },
        )

    def key_proof(self, guardian, key, coefficients, commitments, kappa):
        def challenge(announced):
            return h.guardian_challenge(
                self.group, self.h_p, f"pk_{key}", guardian.i, commitments, kappa, announced
            )

        place = {"guardian": guardian.i, "key": key}
        c, v = prove_logarithms(
            self.group,
            self.rng,
            coefficients + [guardian.zeta],
            challenge,
            self.tell("key_proof.wanted", None, **place),
        )
        c, v = self.tell("key_proof", (c, v), **place)
        return {
            "commitments": [self.el(x) for x in commitments],
            "c": self.sc(c),
            "v": [self.sc(x) for x in v],
        }

    def shares(self, polynomials):
        """The key shares z_i of a set of k guardians that will decrypt."""
        count = self.tell("decrypting", self.plan.k)
        available = sorted(self.rng.sample(range(1, self.plan.n + 1), count))
        return {
            i: sum(g.polynomial(a, i, self.group.q) for g, a in zip(self.guardians, polynomials))
            % self.group.q
            for i in available
        }

    # --- ballots ---

    def devices_start(self):
        self.chains = []
        for number, device in enumerate(self.plan.devices):
            h_di = h.device_hash(self.h_e, device.name)
            h_0 = h.chain_start(self.h_e, h_di)
            self.chains.append({"h_di": h_di, "h_0": h_0, "last": h_0, "ids": [], "number": number})
        self.ballots = {}  # number -> what has to be known later

    def encrypt(self, ballot):
        tell, rng = self.tell, self.rng
        place = {"ballot": ballot.number}
        id_b = tell("id_b", rng.randbytes(32), **place)
        xi_b = rng.randbytes(32)
        h_i = h.identifier_hash(self.h_e, id_b)
        made = {"id_b": id_b, "h_i": h_i, "xi_b": xi_b, "listed": [], "contests": {}}
        contests = []
        for contest in tell("ballot.contests", self.plan.contests_of(ballot), **place):
            contests.append(self.encrypt_contest(ballot, contest, made))
        chain = self.chains[ballot.device]
        chained = self.plan.devices[ballot.device].chained
        field = tell(
            "b_c",
            h.chaining_field(1, chain["last"]) if chained else h.chaining_field(0, chain["h_di"]),
            **place,
        )
        chis = [entry["chi"] for _, entry in made["listed"]]
        code = tell(
            "h_c", h.confirmation_code(h_i, tell("code.chis", chis, **place), field), **place
        )
        chain["last"] = code
        chain["ids"].append(id_b)
        self.ballots[ballot.number] = made
        self.files[f"ballots/{ballot.number:04}.json"] = tell(
            "ballot",
            {
                "id_b": id_b.hex().upper(),
                "h_i": tell("h_i.said", h_i, **place).hex().upper(),
                "ballot_style": tell("style.said", ballot.style, **place),
                "state": tell("state.said", ballot.state, **place),
                "weight": ballot.weight,
                "contests": contests,
                "nonce": self.encrypt_nonce(ballot, made),
                "b_c": field.hex().upper(),
                "h_c": tell("h_c.said", code, **place).hex().upper(),
            },
            **place,
        )

    def encrypt_contest(self, ballot, contest, made):
        group, tell, h_i = self.group, self.tell, made["h_i"]
        place = {"ballot": ballot.number, "contest": contest.index}
        vote = ballot.votes[contest.index]
        values = tell("values", list(vote.values), **place)
        ciphertexts, nonces, selections = [], [], []
        for option, value in zip(contest.options, values):
            at = place | {"option": option.index}
            nonce = h.option_nonce(group, h_i, contest.index, option.index, made["xi_b"])
            alpha = tell("alpha", group.power(group.g, nonce), **at)
            beta = tell("beta", group.power(self.joint, value + nonce), **at)
            proof = prove_range(
                group,
                self.rng,
                self.joint,
                nonce,
                value,
                tell("R", contest.option_limit, **at),
                lambda a, o=option.index: h.option_challenge(
                    group, h_i, contest.index, o, alpha, beta, a
                ),
                tell("proof.wanted", None, **at),
            )
            ciphertexts.append((alpha, beta))
            nonces.append(nonce)
            selections.append(
                {
                    "alpha": self.el(alpha),
                    "beta": self.el(beta),
                    "proof": self.pairs(tell("range_proof", proof, **at)),
                }
            )
        out = {
            "index": contest.index,
            "selections": tell("selections", selections, **place),
            "limit_proof": self.prove_limit(contest, values, nonces, ciphertexts, h_i, place),
        }
        data = b""
        entry = {"values": values, "nonces": nonces, "ciphertexts": ciphertexts}
        if tell("blocks", contest.data_blocks, **place):
            out["data"], data = self.encrypt_data(vote, contest, made, entry, place)
        entry["chi"] = tell(
            "chi", h.contest_hash(group, h_i, contest.index, ciphertexts, data), **place
        )
        out["chi"] = tell("chi.said", entry["chi"], **place).hex().upper()
        made["contests"][contest.index] = entry
        made["listed"].append((contest.index, entry))
        return tell("contest", out, **place)

    def prove_limit(self, contest, values, nonces, ciphertexts, h_i, place):
        group = self.group
        alpha = group.product(a for a, _ in ciphertexts)
        beta = group.product(b_ for _, b_ in ciphertexts)
        proof = prove_range(
            group,
            self.rng,
            self.joint,
            sum(nonces) % group.q,
            sum(values),
            self.tell("L", contest.selection_limit, **place),
            lambda a: h.limit_challenge(group, h_i, contest.index, alpha, beta, a),
            self.tell("limit.wanted", None, **place),
        )
        return self.pairs(self.tell("limit_proof", proof, **place))

    def encrypt_data(self, vote, contest, made, entry, place):
        """The contest-data member, and the octets of it that are hashed into chi."""
        group, tell, h_i = self.group, self.tell, made["h_i"]
        blocks = tell("blocks", contest.data_blocks, **place)
        text = f"{vote.status} {vote.overvoted} {vote.text}".encode()[: 32 * blocks - 4]
        plain = (b(len(text), 4) + text).ljust(32 * blocks, b"\0")
        nonce = h.data_nonce(group, h_i, contest.index, made["xi_b"])
        c0 = tell("data.c0", group.power(group.g, nonce), **place)
        beta = group.power(self.joint_hat, nonce)
        key = h.data_key(group, h_i, contest.index, c0, beta)
        c1 = bytes(x ^ y for x, y in zip(plain, h.data_blocks(key, contest.index, blocks)))
        c, (v,) = prove_logarithms(
            group,
            self.rng,
            [nonce],
            lambda a: h.data_challenge(group, h_i, contest.index, a[0], c0, c1),
            tell("data.wanted", None, **place),
        )
        c, v = tell("data.proof", (c, v), **place)
        entry |= {"data": plain, "data_nonce": nonce, "c0": c0, "c1": c1, "c2": (c, v)}
        said = {"c0": self.el(c0), "c1": c1.hex().upper(), "c2": {"c": self.sc(c), "v": self.sc(v)}}
        return said, h.hashed_ciphertext(group, c0, c1, c, v)

    def encrypt_nonce(self, ballot, made):
        group, h_i = self.group, made["h_i"]
        place = {"ballot": ballot.number}
        nonce = group.draw(self.rng)
        c0 = self.tell("nonce.c0", group.power(group.g, nonce), **place)
        key = h.nonce_key(group, h_i, c0, group.power(self.joint_hat, nonce))
        c1 = bytes(x ^ y for x, y in zip(made["xi_b"], h.nonce_block(key)))
        c, (v,) = prove_logarithms(
            group,
            self.rng,
            [nonce],
            lambda a: h.nonce_challenge(group, h_i, a[0], c0, c1),
            self.tell("nonce.wanted", None, **place),
        )
        c, v = self.tell("nonce.proof", (c, v), **place)
        return {"c0": self.el(c0), "c1": c1.hex().upper(), "c2": {"c": self.sc(c), "v": self.sc(v)}}

    def devices_close(self):
        said = []
        for chain, device in zip(self.chains, self.plan.devices):
            place = {"device": chain["number"]}
            ids = chain["ids"] if device.chained else sorted(chain["ids"])
            entry = {
                "s_device": device.name,
                "chaining": int(device.chained),
                "ballots": [x.hex().upper() for x in self.tell("device.ids", ids, **place)],
                "h_di": self.tell("h_di.said", chain["h_di"], **place).hex().upper(),
            }
            if device.chained:
                entry["h_0"] = self.tell("h_0.said", chain["h_0"], **place).hex().upper()
                closing = h.chain_close(self.h_e, chain["h_di"], chain["last"])
                entry["h_close"] = self.tell("h_close.said", closing, **place).hex().upper()
            said.append(self.tell("device", entry, **place))
        self.files["devices.json"] = self.tell("devices", said)

    # --- after the election ---

    def tally(self):
        contests = []
        for contest in self.plan.contests:
            options = [self.tally_option(contest, place) for place in range(len(contest.options))]
            contests.append(
                self.tell(
                    "tally.contest",
                    {"index": contest.index, "label": contest.label, "options": options},
                    contest=contest.index,
                )
            )
        self.files["tally.json"] = self.tell("tally", {"contests": contests})

    def tally_option(self, contest, position):
        group, tell = self.group, self.tell
        option = contest.options[position]
        at = {"contest": contest.index, "option": option.index}
        a_total = b_total = 1
        count = 0
        for ballot in self.plan.ballots:
            if not tell("counted", ballot.state == "cast", ballot=ballot.number):
                continue
            weight = tell("weight.counted", ballot.weight, ballot=ballot.number)
            for index, entry in self.ballots[ballot.number]["listed"]:
                if index == contest.index:
                    alpha, beta = entry["ciphertexts"][position]
                    a_total = a_total * pow(alpha, weight, group.p) % group.p
                    b_total = b_total * pow(beta, weight, group.p) % group.p
                    count += weight * entry["values"][position]
        a_total, b_total = tell("totals", (a_total, b_total), **at)
        m = decrypt(group, self.z, a_total)
        power = group.divide(b_total, m)
        count, power = tell("tally.count", (count, power), **at)
        power = group.power(self.joint, count) if power is None else power
        m = group.divide(b_total, power)
        c, v = prove_equal_logs(
            group,
            self.rng,
            self.z,
            a_total,
            lambda a, b_: h.tally_challenge(
                group, self.h_e, contest.index, option.index, a_total, b_total, a, b_, m
            ),
        )
        c, v = tell("tally.proof", (c, v), **at)
        a_total, b_total = tell("totals.said", (a_total, b_total), **at)
        return tell(
            "tally.option",
            {
                "label": option.label,
                "A": self.el(a_total),
                "B": self.el(b_total),
                "T": self.el(power),
                "t": tell("t.said", count, **at),
                "c": self.sc(c),
                "v": self.sc(v),
            },
            **at,
        )

    def open_ballot(self, ballot):
        made = self.ballots[ballot.number]
        place = {"ballot": ballot.number}
        contests = []
        for contest in self.plan.contests_of(ballot):
            entry = made["contests"][contest.index]
            at = place | {"contest": contest.index}
            out = {
                "index": contest.index,
                "label": contest.label,
                "options": self.tell(
                    "opened.options",
                    [
                        {"label": option.label, "value": value, "nonce": self.sc(nonce)}
                        for option, value, nonce in zip(
                            contest.options, entry["values"], entry["nonces"]
                        )
                    ],
                    **at,
                ),
            }
            if "data" in entry:
                nonce, data = self.tell("opened.data", (entry["data_nonce"], entry["data"]), **at)
                out |= {"data_nonce": self.sc(nonce), "data": data.hex().upper()}
            contests.append(self.tell("opened.contest", out, **at))
        self.files[f"challenged/{ballot.number:04}.json"] = self.tell(
            "opened.ballot", {"id_b": made["id_b"].hex().upper(), "contests": contests}, **place
        )

    def open_contest_data(self):
        """The contest data of some cast ballots, decrypted by guardians with a proof each."""
        said = []
        for ballot in self.plan.ballots:
            for contest in self.plan.contests_of(ballot):
                entry = self.ballots[ballot.number]["contests"].get(contest.index, {})
                if ballot.state == "cast" and "data" in entry and ballot.number % 3 != 2:
                    said.append(self.open_data_of(ballot, contest, entry))
        if said:
            self.files["contest_data.json"] = self.tell("contest_data", said)

    def open_data_of(self, ballot, contest, entry):
        group = self.group
        made = self.ballots[ballot.number]
        at = {"ballot": ballot.number, "contest": contest.index}
        beta = self.tell("data.beta", decrypt(group, self.z_hat, entry["c0"]), **at)
        ciphertext = h.hashed_ciphertext(group, entry["c0"], entry["c1"], *entry["c2"])
        c, v = prove_equal_logs(
            group,
            self.rng,
            self.z_hat,
            entry["c0"],
            lambda a, b_: h.data_decryption_challenge(
                group, made["h_i"], contest.index, ciphertext, a, b_, beta
            ),
        )
        c, v = self.tell("data.decryption", (c, v), **at)
        plain = self.tell("data.said", entry["data"], **at)
        return {
            "id_b": made["id_b"].hex().upper(),
            "contest_index": contest.index,
            "beta": self.el(beta),
            "c": self.sc(c),
            "v": self.sc(v),
            "data": plain.hex().upper(),
        }
