"""Reading a plain21 record back: does every published value follow from the others?

This is not a verifier: it stops at the first thing that is not so, and it knows nothing of hostile
input.  It is here to hold the makers (and the hash functions that they share) against records that
others made.
"""

import json
import pathlib

import hashes21 as h
from groups import b


def read(folder, name):
    return json.loads((pathlib.Path(folder) / name).read_text())


def need(true, what):
    if not true:
        raise AssertionError(what)


class Reread21:
    def __init__(self, folder, group):
        self.folder, self.group = pathlib.Path(folder), group
        self.count = 0

    def same(self, computed, published, what):
        """published is upper-case hex of a hash, or a number in hex."""
        text = computed.hex().upper() if isinstance(computed, bytes) else computed
        published = int(published, 16) if isinstance(text, int) else published
        need(text == published, f"{self.folder.name}: {what}")
        self.count += 1

    def check(self):
        self.before()
        for path in sorted((self.folder / "ballots").iterdir()):
            self.ballot(json.loads(path.read_text()), path.name)
        self.devices()
        self.tally()
        self.opened()
        if (self.folder / "contest_data.json").exists():
            self.contest_data()
        return self.count

    def before(self):
        group = self.group
        said = read(self.folder, "election_parameters.json")
        keys = read(self.folder, "election_keys.json")
        manifest = (self.folder / "manifest.json").read_bytes()
        self.manifest = json.loads(manifest)
        h_p = h.parameter_base_hash(group, said["n"], said["k"])
        h_b = h.base_hash(h_p, manifest)
        self.same(h_p, said["h_p"], "H_P")
        self.same(h_b, said["h_b"], "H_B")
        self.k, self.k_hat = int(keys["K"], 16), int(keys["K_hat"], 16)
        group.remember(self.k)
        group.remember(self.k_hat)
        self.h_e = h.extended_base_hash(group, h_b, self.k, self.k_hat)
        self.same(self.h_e, keys["h_e"], "H_E")
        numbers = {
            key: [[int(x, 16) for x in g[key]["commitments"]] for g in keys["guardians"]]
            for key in ("vote", "data")
        }
        kappas = [int(g["kappa"], 16) for g in keys["guardians"]]
        self.same(group.product(c[0] for c in numbers["vote"]), keys["K"], "K")
        self.same(group.product(c[0] for c in numbers["data"]), keys["K_hat"], "K_hat")
        self.same(
            h.guardian_record_hash(
                group, h_b, self.k, self.k_hat, numbers["vote"], numbers["data"], kappas
            ),
            keys["h_g"],
            "H_G",
        )
        for i, guardian in enumerate(keys["guardians"], 1):
            for key in ("vote", "data"):
                c, vs = int(guardian[key]["c"], 16), [int(v, 16) for v in guardian[key]["v"]]
                publics = numbers[key][i - 1] + [kappas[i - 1]]
                announced = [
                    group.power(group.g, v) * group.power(x, c) % group.p
                    for v, x in zip(vs, publics)
                ]
                self.same(
                    h.guardian_challenge(
                        group, h_p, f"pk_{key}", i, publics[:-1], publics[-1], announced
                    ),
                    guardian[key]["c"],
                    f"guardian {i} {key}",
                )

    def range_holds(self, alpha, beta, proof, challenge, what):
        group = self.group
        announced, total = [], 0
        for j, pair in enumerate(proof):
            c, v = int(pair["c"], 16), int(pair["v"], 16)
            announced.append(group.power(group.g, v) * pow(alpha, c, group.p) % group.p)
            announced.append(group.power(self.k, v - j * c) * pow(beta, c, group.p) % group.p)
            total += c
        need(challenge(announced) == total % group.q, f"{self.folder.name}: {what}")
        self.count += 1

    def schnorr_holds(self, c0, c2, challenge, what):
        c, v = int(c2["c"], 16), int(c2["v"], 16)
        a = self.group.power(self.group.g, v) * pow(c0, c, self.group.p) % self.group.p
        self.same(challenge(a), c2["c"], what)

    def ballot(self, said, name):
        group = self.group
        h_i = h.identifier_hash(self.h_e, bytes.fromhex(said["id_b"]))
        self.same(h_i, said["h_i"], f"{name} H_I")
        chis = []
        for contest in said["contests"]:
            rules = self.manifest["contests"][contest["index"] - 1]
            pairs = [(int(s["alpha"], 16), int(s["beta"], 16)) for s in contest["selections"]]
            need(len(pairs) == len(rules["options"]), f"{name} options")
            for option, ((alpha, beta), selection) in enumerate(
                zip(pairs, contest["selections"]), 1
            ):
                need(group.has(alpha) and group.has(beta), f"{name} membership")
                need(len(selection["proof"]) == rules["option_limit"] + 1, f"{name} branches")
                self.range_holds(
                    alpha,
                    beta,
                    selection["proof"],
                    lambda a, o=option: h.option_challenge(
                        group, h_i, contest["index"], o, alpha, beta, a
                    ),
                    f"{name} range",
                )
            alpha, beta = group.product(a for a, _ in pairs), group.product(x for _, x in pairs)
            need(
                len(contest["limit_proof"]) == rules["selection_limit"] + 1,
                f"{name} limit branches",
            )
            self.range_holds(
                alpha,
                beta,
                contest["limit_proof"],
                lambda a: h.limit_challenge(group, h_i, contest["index"], alpha, beta, a),
                f"{name} limit",
            )
            chis.append(
                h.contest_hash(
                    group, h_i, contest["index"], pairs, self.data(contest, rules, h_i, name)
                )
            )
            self.same(chis[-1], contest["chi"], f"{name} chi")
        nonce = said["nonce"]
        self.schnorr_holds(
            int(nonce["c0"], 16),
            nonce["c2"],
            lambda a: h.nonce_challenge(
                group, h_i, a, int(nonce["c0"], 16), bytes.fromhex(nonce["c1"])
            ),
            f"{name} nonce",
        )
        self.same(
            h.confirmation_code(h_i, chis, bytes.fromhex(said["b_c"])), said["h_c"], f"{name} H_C"
        )

    def data(self, contest, rules, h_i, name):
        need(("data" in contest) == (rules["data_blocks"] > 0), f"{name} data")
        if "data" not in contest:
            return bytes()
        data = contest["data"]
        c0, c1 = int(data["c0"], 16), bytes.fromhex(data["c1"])
        self.schnorr_holds(
            c0,
            data["c2"],
            lambda a: h.data_challenge(self.group, h_i, contest["index"], a, c0, c1),
            f"{name} contest data",
        )
        return h.hashed_ciphertext(
            self.group, c0, c1, int(data["c2"]["c"], 16), int(data["c2"]["v"], 16)
        )

    def all_ballots(self):
        return [json.loads(p.read_text()) for p in sorted((self.folder / "ballots").iterdir())]

    def devices(self):
        by_id = {x["id_b"]: x for x in self.all_ballots()}
        for device in read(self.folder, "devices.json"):
            h_di = h.device_hash(self.h_e, device["s_device"])
            self.same(h_di, device["h_di"], "H_DI")
            last = h.chain_start(self.h_e, h_di)
            for id_b in device["ballots"]:
                ballot = by_id.pop(id_b)
                self.same(
                    b(device["chaining"], 4) + (last if device["chaining"] else h_di),
                    ballot["b_c"],
                    "B_C",
                )
                last = bytes.fromhex(ballot["h_c"])
            if device["chaining"]:
                self.same(h.chain_start(self.h_e, h_di), device["h_0"], "H_0")
                self.same(h.chain_close(self.h_e, h_di, last), device["h_close"], "closing hash")
        need(not by_id, "every ballot on a device")

    def tally(self):
        group = self.group
        cast = [x for x in self.all_ballots() if x["state"] == "cast"]
        for contest in read(self.folder, "tally.json")["contests"]:
            for place, option in enumerate(contest["options"]):
                votes = [
                    (c["selections"][place], x["weight"])
                    for x in cast
                    for c in x["contests"]
                    if c["index"] == contest["index"]
                ]
                a, b_, t = (int(option[x], 16) for x in "ABT")
                self.same(
                    group.product(pow(int(s["alpha"], 16), w, group.p) for s, w in votes),
                    option["A"],
                    "A",
                )
                self.same(
                    group.product(pow(int(s["beta"], 16), w, group.p) for s, w in votes),
                    option["B"],
                    "B",
                )
                need(t == group.power(self.k, option["t"]), "T = K^t")
                m, c, v = group.divide(b_, t), int(option["c"], 16), int(option["v"], 16)
                self.same(
                    h.tally_challenge(
                        group,
                        self.h_e,
                        contest["index"],
                        place + 1,
                        a,
                        b_,
                        group.power(group.g, v) * group.power(self.k, c) % group.p,
                        pow(a, v, group.p) * pow(m, c, group.p) % group.p,
                        m,
                    ),
                    option["c"],
                    "tally proof",
                )

    def opened(self):
        group = self.group
        by_id = {x["id_b"]: x for x in self.all_ballots()}
        for path in sorted(self.folder.glob("challenged/*.json")):
            said = json.loads(path.read_text())
            ballot = by_id[said["id_b"]]
            h_i = bytes.fromhex(ballot["h_i"])
            for contest, sealed in zip(said["contests"], ballot["contests"]):
                for option, selection in zip(contest["options"], sealed["selections"]):
                    nonce = int(option["nonce"], 16)
                    self.same(group.power(group.g, nonce), selection["alpha"], "opened alpha")
                    self.same(
                        group.power(self.k, nonce + option["value"]),
                        selection["beta"],
                        "opened beta",
                    )
                if "data" in contest:
                    nonce, c1 = int(contest["data_nonce"], 16), bytes.fromhex(sealed["data"]["c1"])
                    self.opened_data(
                        h_i,
                        contest["index"],
                        group.power(group.g, nonce),
                        group.power(self.k_hat, nonce),
                        c1,
                        contest["data"],
                    )

    def opened_data(self, h_i, contest, c0, beta, c1, said):
        key = h.data_key(self.group, h_i, contest, c0, beta)
        stream = h.data_blocks(key, contest, len(c1) // h.BLOCK_OCTETS)
        self.same(bytes(x ^ y for x, y in zip(c1, stream)), said, "contest data")

    def contest_data(self):
        group = self.group
        by_id = {x["id_b"]: x for x in self.all_ballots()}
        for said in read(self.folder, "contest_data.json"):
            ballot = by_id[said["id_b"]]
            h_i, index = bytes.fromhex(ballot["h_i"]), said["contest_index"]
            data = next(c["data"] for c in ballot["contests"] if c["index"] == index)
            c0, c1 = int(data["c0"], 16), bytes.fromhex(data["c1"])
            beta, c, v = (int(said[x], 16) for x in ("beta", "c", "v"))
            sealed = h.hashed_ciphertext(
                group, c0, c1, int(data["c2"]["c"], 16), int(data["c2"]["v"], 16)
            )
            self.same(
                h.data_decryption_challenge(
                    group,
                    h_i,
                    index,
                    sealed,
                    group.power(group.g, v) * group.power(self.k_hat, c) % group.p,
                    pow(c0, v, group.p) * pow(beta, c, group.p) % group.p,
                    beta,
                ),
                said["c"],
                "contest data proof",
            )
            self.opened_data(h_i, index, c0, beta, c1, said["data"])
