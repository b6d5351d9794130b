"""Reading an egk record back, base64 or base16; see reread21.py for what this is and is not."""

import base64
import json
import pathlib

import hashes20 as h
from reread21 import need


class Reread20:
    def __init__(self, folder, group):
        self.folder, self.group = pathlib.Path(folder), group
        self.count = 0
        keys = self.read("election_initialized.json")
        in_hex = len(keys["joint_public_key"]) == 2 * group.element_octets
        self.octets = bytes.fromhex if in_hex else base64.b64decode
        self.keys = keys

    def read(self, name):
        return json.loads((self.folder / name).read_text())

    def number(self, text):
        return int.from_bytes(self.octets(text), "big")

    def same(self, computed, published, what):
        seen = self.number(published) if isinstance(computed, int) else self.octets(published)
        need(computed == seen, f"{self.folder.name}: {what}")
        self.count += 1

    def check(self):
        self.before()
        self.ballots = {}
        for path in sorted((self.folder / "encrypted_ballots").rglob("eballot-*.json")):
            said = json.loads(path.read_text())
            self.ballots[said["ballot_id"]] = said
            self.ballot(said)
        for path in sorted((self.folder / "encrypted_ballots").rglob("ballot_chain.json")):
            self.chain(json.loads(path.read_text()))
        self.tally()
        for path in sorted((self.folder / "challenged_ballots").glob("*.json")):
            self.opened(json.loads(path.read_text()))
        return self.count

    def before(self):
        group = self.group
        config = self.read("election_config.json")
        manifest = (self.folder / "manifest.json").read_bytes()
        self.manifest = {c["object_id"]: c for c in json.loads(manifest)["contests"]}
        h_p = h.parameter_base_hash(group)
        h_m = h.manifest_hash(h_p, manifest)
        h_b = h.base_hash(h_p, h_m, config["number_of_guardians"], config["quorum"])
        self.same(h_p, config["parameter_base_hash"], "H_P")
        self.same(h_m, config["manifest_hash"], "H_M")
        self.same(h_b, config["election_base_hash"], "H_B")
        baux = config["baux0"]
        self.baux_0 = (
            base64.b64decode(baux) if isinstance(baux, str) else bytes(x % 256 for x in baux)
        )
        self.chained = config["chain_confirmation_codes"]
        self.k = self.number(self.keys["joint_public_key"])
        group.remember(self.k)
        self.h_e = h.extended_base_hash(group, h_b, self.k)
        self.same(self.h_e, self.keys["extended_base_hash"], "H_E")
        product = 1
        for guardian in self.keys["guardians"]:
            for j, proof in enumerate(guardian["coefficient_proofs"]):
                key = self.number(proof["public_key"])
                product = product * key % group.p if j == 0 else product
                c, v = self.number(proof["challenge"]), self.number(proof["response"])
                announced = group.power(group.g, v) * group.power(key, c) % group.p
                self.same(
                    h.coefficient_challenge(
                        group, h_p, guardian["x_coordinate"], j, key, announced
                    ),
                    proof["challenge"],
                    "key proof",
                )
        self.same(product, self.keys["joint_public_key"], "K")

    def pair(self, said):
        return self.number(said["pad"]), self.number(said["data"])

    def range_holds(self, alpha, beta, proof, bound, what):
        group = self.group
        announced, total = [], 0
        need(len(proof["proofs"]) == bound + 1, what)
        for j, said in enumerate(proof["proofs"]):
            c, v = self.number(said["challenge"]), self.number(said["response"])
            announced.append(group.power(group.g, v) * pow(alpha, c, group.p) % group.p)
            announced.append(group.power(self.k, v - j * c) * pow(beta, c, group.p) % group.p)
            total += c
        need(
            h.range_challenge(group, self.h_e, self.k, alpha, beta, announced) == total % group.q,
            what,
        )
        self.count += 1

    def ballot(self, said):
        group = self.group
        chis = []
        for contest in said["contests"]:
            rules = self.manifest[contest["contest_id"]]
            pairs = [self.pair(s["encrypted_vote"]) for s in contest["selections"]]
            for (alpha, beta), selection in zip(pairs, contest["selections"]):
                self.range_holds(
                    alpha, beta, selection["proof"], rules.get("option_selection_limit", 1), "range"
                )
            self.range_holds(
                group.product(a for a, _ in pairs),
                group.product(x for _, x in pairs),
                contest["proof"],
                rules["votes_allowed"],
                "limit",
            )
            chis.append(h.contest_hash(group, self.h_e, self.k, contest["sequence_order"], pairs))
            self.same(chis[-1], contest["contest_hash"], "chi")
        baux = bytes.fromhex(said["code_baux"])
        self.same(h.confirmation_code(self.h_e, chis, baux), said["confirmation_code"], "code")
        need(self.chained or baux == (self.baux_0 or said["encrypting_device"].encode()), "Baux")

    def chain(self, said):
        baux_0 = bytes(x % 256 for x in said["baux0"])
        last = h.chain_start(self.h_e, baux_0)
        for place, ballot_id in enumerate(said["ballot_ids"]):
            baux = bytes.fromhex(self.ballots[ballot_id]["code_baux"])
            need(baux in ([last + baux_0, last] if place == 0 else [last + baux_0]), "chained Baux")
            last = self.octets(self.ballots[ballot_id]["confirmation_code"])
        self.same(last, said["last_confirmation_code"], "last code")
        self.same(h.chain_close(self.h_e, last, baux_0), said["closing_hash"], "closing hash")

    def decrypted(self, said, alpha, beta):
        group = self.group
        need(self.pair(said["encrypted_vote"]) == (alpha, beta), "the same ciphertext")
        power = self.number(said["b_over_m"])
        need(power == group.power(self.k, said["tally"]), "T = K^t")
        m = group.divide(beta, power)
        c, v = self.number(said["proof"]["challenge"]), self.number(said["proof"]["response"])
        self.same(
            h.tally_challenge(
                group,
                self.h_e,
                self.k,
                alpha,
                beta,
                group.power(group.g, v) * group.power(self.k, c) % group.p,
                pow(alpha, v, group.p) * pow(m, c, group.p) % group.p,
                m,
            ),
            said["proof"]["challenge"],
            "decryption proof",
        )

    def tally(self):
        group = self.group
        cast = [x for x in self.ballots.values() if x["state"] == "CAST"]
        encrypted, decrypted = self.read("encrypted_tally.json"), self.read("tally.json")
        need(
            sorted(encrypted["cast_ballot_ids"]) == sorted(x["ballot_id"] for x in cast), "cast ids"
        )
        for sealed, opened in zip(encrypted["contests"], decrypted["contests"]):
            for total, said in zip(sealed["selections"], opened["selections"]):
                votes = [
                    self.pair(s["encrypted_vote"])
                    for x in cast
                    for c in x["contests"]
                    for s in c["selections"]
                    if s["selection_id"] == total["selection_id"]
                ]
                a, b_ = self.pair(total["encrypted_vote"])
                need(
                    a == group.product(x for x, _ in votes)
                    and b_ == group.product(y for _, y in votes),
                    "totals",
                )
                self.decrypted(said, a, b_)

    def opened(self, said):
        ballot = self.ballots[said["id"]]
        for contest, sealed in zip(said["contests"], ballot["contests"]):
            for option, selection in zip(contest["selections"], sealed["selections"]):
                self.decrypted(option, *self.pair(selection["encrypted_vote"]))
            data = contest.get("decrypted_contest_data")
            if data:
                self.opened_data(contest["contest_id"], data, sealed["encrypted_contest_data"])

    def opened_data(self, contest_id, said, sealed):
        group = self.group
        need(said["encrypted_contest_data"] == sealed, "the same contest data")
        c0, c1, mac = (
            self.number(sealed["c0"]),
            self.octets(sealed["c1"]),
            self.octets(sealed["c2"]),
        )
        beta, c, v = (
            self.number(said["beta"]),
            self.number(said["proof"]["challenge"]),
            self.number(said["proof"]["response"]),
        )
        self.same(
            h.data_decryption_challenge(
                group,
                self.h_e,
                self.k,
                c0,
                c1,
                mac,
                group.power(group.g, v) * group.power(self.k, c) % group.p,
                pow(c0, v, group.p) * pow(beta, c, group.p) % group.p,
                beta,
            ),
            said["proof"]["challenge"],
            "contest data proof",
        )
        key = h.data_key(group, self.h_e, self.k, c0, beta)
        need(h.data_mac(group, key, contest_id, sealed["numBytes"], c0, c1) == mac, "MAC")
        self.count += 1
