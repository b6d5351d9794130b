"""What differs between the records of egk-ec and egk-kmp, and what both cannot say."""

import base64


def signed_octets(octets):
    return [x - 256 if x > 127 else x for x in octets]


def varint(n):
    out = bytearray()
    while n > 127:
        out.append(n & 127 | 128)
        n >>= 7
    out.append(n)
    return bytes(out)


class EgkEc:
    """Base64, constants in lower-case hex, challenged ballots called so."""

    name = "egk-ec"
    challenged = "CHALLENGED"
    plain_octets = 62

    @staticmethod
    def text(octets):
        return base64.b64encode(octets).decode()

    @staticmethod
    def config_baux(baux):
        return base64.b64encode(baux).decode()

    @staticmethod
    def constants(group):
        return {
            "name": "Integers",
            "type": "IntegerGroup",
            "protocolVersion": "v2.0.0",
            "constants": {
                "largePrime": f"{group.p:x}",
                "smallPrime": f"{group.q:x}",
                "cofactor": f"{group.r:x}",
                "generator": f"{group.g:x}",
            },
        }

    config_version = "2.1.0"

    @staticmethod
    def contest_data(vote):
        """Overvoted places, write-ins and the status, each list with its length before it."""
        write_ins = [vote.text.encode()] if vote.text else []
        out = varint(len(vote.overvoted)) + b"".join(varint(i) for i in vote.overvoted)
        out += varint(len(write_ins)) + b"".join(varint(len(w)) + w for w in write_ins)
        return out + varint(len(vote.status)) + vote.status.encode()


class EgkKmp(EgkEc):
    """Upper-case base16 of fixed width, flat constants, challenged ballots called spoiled."""

    name = "egk-kmp"
    challenged = "SPOILED"
    plain_octets = 64
    config_version = "v2.0.0"

    @staticmethod
    def text(octets):
        return octets.hex().upper()

    @staticmethod
    def config_baux(baux):
        return signed_octets(baux)

    @staticmethod
    def constants(group):
        width = 2 * group.element_octets
        return {
            "name": "integers",
            "large_prime": f"{group.p:0{width}X}",
            "small_prime": f"{group.q:0{2 * group.order_octets}X}",
            "cofactor": f"{group.r:0{width}X}",
            "generator": f"{group.g:0{width}X}",
        }

    @staticmethod
    def contest_data(vote):
        """The same content as a protocol buffer: 1 status, 2 overvotes (packed), 3 write-ins, and 4
        asterisks that fill it up."""
        status = ["normal", "null_vote", "over_vote", "under_vote"].index(vote.status)
        over = b"".join(varint(i) for i in vote.overvoted)
        text = vote.text.encode()
        out = b"\x08" + varint(status) if status else b""
        out += b"\x12" + varint(len(over)) + over if over else b""
        out += b"\x1a" + varint(len(text)) + text if text else b""
        room = EgkKmp.plain_octets - len(out) - 2
        return out + b"\x22" + varint(room) + b"*" * room if room >= 0 else out


DIALECTS = {"egk-ec": EgkEc, "egk-kmp": EgkKmp}


def suited(plan):
    """The plan without what these formats cannot say: weights, and ballots that are spoiled but not
    opened."""
    for ballot in plan.ballots:
        ballot.weight = 1
        if ballot.state == "spoiled":
            ballot.state = "challenged"
    chained = any(device.chained for device in plan.devices)
    for device in plan.devices:
        device.chained = chained
        device.name = device.name.replace(" № ", "-").replace(" ", "-")
    for contest in plan.contests:
        for option in contest.options:
            option.label = f"sel-{contest.index}.{option.index}"
        contest.label = f"contest-{contest.index}" + ("-é" if contest.index % 2 == 0 else "")
    return plan
