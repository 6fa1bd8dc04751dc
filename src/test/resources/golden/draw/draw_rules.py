"""Draw rules version 1 once more, from the text of docs/draw-rules.md alone. Python 3.9+, standard library.

    python3 draw_rules.py FOLDER        prints draws.tsv of FOLDER/{protocol.json, key.txt, units.tsv}
    python3 draw_rules.py --numbers     prints numbers.tsv
"""
import hashlib
import hmac
import json
import math
import sys
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from itertools import count, groupby


def mac(key, text, tail=b""):
    return hmac.new(key, text.encode() + tail, hashlib.sha256).digest()


class Stream:
    def __init__(self, key, trial, scheme, site, stratum, second="", beacon=""):
        mixed = mac(key, f"equipoise draw mix 1\n{second}\n{beacon}")
        at_site = mac(mixed, f"equipoise draw site 1\n{trial}\n{scheme}\n{site}", b"\x01")
        lines = "\n".join(f"{v}={x}" for v, x in stratum)
        self.key = mac(at_site, "equipoise draw stream 1\n" + lines, b"\x01")
        self.drawn = []  # what was drawn here: (arm, level by factor, slot)

    def ticket(self, label):
        return mac(self.key, label)

    def number(self, label, n):
        for retry in count():
            x = int.from_bytes(self.ticket(f"{label}/{retry}")[:8], "big")
            if x < 2**64 // n * n:
                return x % n

    def shuffle(self, items, prefix, told=None):
        for i in range(len(items) - 1, 0, -1):
            j = self.number(f"{prefix}/{i}", i + 1)
            items[i], items[j] = items[j], items[i]
            if told is not None:
                told.append(f"{prefix}/{i}={j}")
        return items


def digits(value, n):
    """A decimal or fraction to n significant digits, half to even, written plainly."""
    context = Context(prec=n, rounding=ROUND_HALF_EVEN)
    if isinstance(value, Fraction):
        value = context.divide(Decimal(value.numerator), Decimal(value.denominator))
    else:
        value = context.plus(value)
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def ratio(f):
    f = Fraction(f)
    return f"{f.numerator}/{f.denominator}"


def simple(protocol, parts, stream, unit):
    p, total = len(stream.drawn), sum(parts.values())
    number = stream.number(f"arm/{p}", total)
    owners = [arm for arm, part in parts.items() for _ in range(part)]
    arm = owners[number]
    return arm, {f"arm/{p}": number}, Fraction(parts[arm], total), None


def big_stick(protocol, parts, stream, unit):
    first, second = parts
    arms = [arm for arm, _, _ in stream.drawn]
    p, lead = len(arms), arms.count(first) - arms.count(second)
    if abs(lead) == protocol["draw"]["limit"]:
        return (second if lead > 0 else first), {"lead": lead}, Fraction(1), None
    number = stream.number(f"arm/{p}", 2)
    return (first, second)[number], {"lead": lead, f"arm/{p}": number}, Fraction(1, 2), None


def permuted_blocks(protocol, parts, stream, unit):
    p, total, start = len(stream.drawn), sum(parts.values()), 0
    sizes = sorted(set(protocol["draw"]["sizes"]))
    for b in count():
        pick = stream.number(f"size/{b}", len(sizes))
        if p < start + sizes[pick]:
            break
        start += sizes[pick]
    size, slot = sizes[pick], p - start
    told = [f"block={b}", f"size={size}", f"slot={slot}", f"size/{b}={pick}"]
    block = [arm for arm, part in parts.items() for _ in range(size * part // total)]
    arm = stream.shuffle(block, f"shuffle/{b}", told)[slot]
    return arm, {"withheld": told}, Fraction(parts[arm], total), None


def minimisation(protocol, parts, stream, unit):
    rule, p = protocol["draw"], len(stream.drawn)
    divisor = math.gcd(*parts.values())
    slots = [arm for arm, part in parts.items() for _ in range(part // divisor)]
    t_count = len(slots)
    spread = rule.get("spread", "range")
    root = Context(prec=50, rounding=ROUND_HALF_EVEN)
    evidence, g = {}, [Decimal(0)] * t_count
    exact = Context(prec=400)
    for factor in rule["factors"]:
        name, weight = factor["variable"], Decimal(factor.get("weight", 1))
        same = [s for _, levels, s in stream.drawn if levels[name] == unit[name]]
        c = [same.count(s) for s in range(t_count)]
        evidence[f"count/{name}"] = " ".join(map(str, c))
        for t in range(t_count):
            d = [x + (s == t) for s, x in enumerate(c)]
            v = t_count * sum(x * x for x in d) - sum(d) ** 2
            measure = {
                "range": lambda: Decimal(max(d) - min(d)),
                "variance": lambda: Decimal(v),
                "standard-deviation": lambda: root.sqrt(Decimal(v)),
            }[spread]()
            g[t] = exact.add(g[t], exact.multiply(weight, measure))
    evidence["imbalance"] = " ".join(digits(x, 20) for x in g)
    slack = Decimal("1e-40") if spread == "standard-deviation" else Decimal(0)
    best = [t for t in range(t_count) if g[t] <= exact.add(min(g), slack)]
    evidence["best"] = " ".join(map(str, best))
    m, slot = len(best), best[0]
    if m > 1:
        evidence[f"tie/{p}"] = stream.number(f"tie/{p}", m)
        slot = best[evidence[f"tie/{p}"]]
    follow = Fraction(rule["probability"])
    a, d = follow.numerator, follow.denominator
    evidence[f"coin/{p}"] = stream.number(f"coin/{p}", d)
    if evidence[f"coin/{p}"] >= a:
        others = [t for t in range(t_count) if t != slot]
        evidence[f"other/{p}"] = stream.number(f"other/{p}", t_count - 1)
        slot = others[evidence[f"other/{p}"]]
    evidence["slot"] = slot
    chance = Fraction(0)
    for first in best:  # one path for each best slot that a tie may pick
        for t in range(t_count):
            if slots[t] == slots[slot]:
                chance += Fraction(1, m) * (follow if t == first else (1 - follow) / (t_count - 1))
    return slots[slot], evidence, chance, slot


def assign(stream, parts, n, places, shuffle):
    total, before, items = sum(parts.values()), 0, []
    u = stream.number(places, total)
    for arm, part in parts.items():
        cum = before + part
        items += [arm] * ((n * cum + u) // total - (n * before + u) // total)
        before = cum
    return u, stream.shuffle(items, shuffle)


def columns(protocol, pool):
    for name in protocol["draw"]["balance"]["on"]:
        variable = next(v for v in protocol["variables"] if v["id"] == name)
        values = [unit.get(name) for unit in pool]
        if None in values:
            continue
        if "levels" in variable:
            made = [[Fraction(x == level) for x in values] for level in variable["levels"][1:]]
        else:
            made = [[Fraction({"yes": "1", "no": "0"}.get(x, x)) for x in values]]
        yield from (column for column in made if len(set(column)) > 1)


def imbalance(table, arms, first):
    n, total = len(arms), Fraction(0)
    n1 = arms.count(first)
    if n1 in (0, n):
        return total
    for column in table:
        mean = sum(column) / n
        variance = sum((x - mean) ** 2 for x in column) / (n - 1)
        mean1 = sum(x for x, arm in zip(column, arms) if arm == first) / n1
        mean0 = sum(x for x, arm in zip(column, arms) if arm != first) / (n - n1)
        total += (mean1 - mean0) ** 2 / variance
    return total


def complete(protocol, parts, stream, pool, b):
    n, first = len(pool), next(iter(parts))
    evidence, t = {"pool": n}, 0
    if "balance" in protocol["draw"]:
        table = list(columns(protocol, pool))
        reference = sorted(
            imbalance(table, assign(stream, parts, n, f"reference/{b}/{r}/places", f"reference/{b}/{r}/shuffle")[1], first)
            for r in range(1000)
        )
        threshold = reference[math.ceil(Fraction(protocol["draw"]["balance"]["acceptance"]) * 1000) - 1]
        for t in count():
            size = imbalance(table, assign(stream, parts, n, f"places/{b}/{t}", f"shuffle/{b}/{t}")[1], first)
            if size <= threshold:
                break
        evidence |= {"threshold": digits(threshold, 12), "imbalance": digits(size, 12)}
    u, arms = assign(stream, parts, n, f"places/{b}/{t}", f"shuffle/{b}/{t}")
    evidence |= {"try": t, f"places/{b}/{t}": u}
    for place, (unit, arm) in enumerate(zip(pool, arms)):
        share = Fraction(parts[arm], sum(parts.values()))
        yield unit, arm, evidence | {"place": place}, share, share


def lottery(protocol, parts, stream, pool, b):
    rule, n = protocol["draw"], len(pool)
    control = next(arm["id"] for arm in protocol["arms"] if arm.get("control"))
    places = min(rule["places"], n)
    fill = min(rule.get("fillIn", 0), n - places)
    rest = n - places - fill
    order = sorted(pool, key=lambda unit: stream.ticket("ticket/" + unit["id"]))
    for rank, unit in enumerate(order, 1):
        evidence = {"pool": n, "places": places, "fill-in": fill, "rank": rank}
        evidence["ticket"] = stream.ticket("ticket/" + unit["id"]).hex()
        if rank <= places:
            yield unit, rule["arm"], evidence, Fraction(places, n - fill), Fraction(places, n)
        elif rank <= places + fill:
            yield unit, "", evidence, Fraction(fill, n), Fraction(fill, n)
        else:
            evidence["reserve"] = rank - places - fill
            yield unit, control, evidence, Fraction(rest, n - fill), Fraction(rest, n)


def matched_pairs(protocol, parts, stream, pool, b):
    name, half = protocol["draw"]["pair"], Fraction(1, 2)
    before = {levels[name] for _, levels, _ in stream.drawn}
    by_pair = sorted(pool, key=lambda unit: (unit[name].encode(), unit["id"].encode()))
    for value, members in groupby(by_pair, key=lambda unit: unit[name]):
        two = list(members)
        if len(two) != 2 or value in before:
            continue
        number = stream.number(f"pair/{value}", 2)
        for k, unit in enumerate(two):
            evidence = {f"pair/{value}": number, "with": two[1 - k]["id"]}
            yield unit, list(parts)[(k + number) % 2], evidence, half, half


ONE_BY_ONE = {"simple": simple, "big-stick": big_stick, "permuted-blocks": permuted_blocks, "minimisation": minimisation}
POOLED = {"complete": complete, "lottery": lottery, "matched-pairs": matched_pairs}


def uses(draw):
    if draw["rule"] == "minimisation":
        return [factor["variable"] for factor in draw["factors"]]
    if draw["rule"] == "complete":
        return draw.get("balance", {"on": []})["on"]
    return [draw["pair"]] if draw["rule"] == "matched-pairs" else []


def pairs(mapping):
    return "; ".join(f"{k}={mapping[k]}" for k in sorted(mapping))


def draw_all(protocol, key, units):
    rule = protocol["draw"]["rule"]
    parts = {arm["id"]: protocol["draw"].get("ratio", {}).get(arm["id"], 1) for arm in protocol["arms"]}
    strata = protocol.get("strata", [])
    streams, batches, rows = {}, {}, []

    def stream_of(unit):
        site = unit["site"] if "site" in strata else ""
        stratum = tuple((v, unit[v]) for v in strata if v != "site")
        if (site, stratum) not in streams:
            streams[site, stratum] = Stream(
                bytes.fromhex(key["key"]), protocol["id"], key["scheme"], site, stratum, key["second"], key["beacon"])
        return site, stratum

    def record(name, unit, arm, evidence, probability, chance, slot, batch):
        stream, inputs = streams[name], {v: unit[v] for v in uses(protocol["draw"])}
        rows.append([unit["id"], arm, rule + "/1", key["scheme"], name[0], "; ".join(f"{v}={x}" for v, x in name[1]),
                     len(stream.drawn), batch, pairs(inputs), pairs(evidence), ratio(probability), ratio(chance)])
        stream.drawn.append((arm, inputs, slot))

    if rule in ONE_BY_ONE:
        for unit in units:
            name = stream_of(unit)
            stream = streams[name]
            arm, evidence, chance, slot = ONE_BY_ONE[rule](protocol, parts, stream, unit)
            bound = [f"unit={unit['id']}", f"arm={arm}", *evidence.pop("withheld", [])]
            evidence["sealed"] = stream.ticket(f"evidence/{len(stream.drawn)}\n" + "\n".join(bound)).hex()
            record(name, unit, arm, evidence, Fraction(parts[arm], sum(parts.values())), chance, slot, 0)
        return rows
    for _, called in groupby(units, key=lambda unit: unit["call"]):
        pools = {}
        for unit in sorted(called, key=lambda unit: unit["id"].encode()):
            pools.setdefault(stream_of(unit), []).append(unit)
        for name in sorted(pools):
            batch = batches.get(name, 0) + 1
            done = list(POOLED[rule](protocol, parts, streams[name], pools[name], batch))
            for unit, arm, evidence, probability, chance in done:
                record(name, unit, arm, evidence, probability, chance, None, batch)
            batches[name] = batch if done else batch - 1
    return rows


def rows_of(path):
    with open(path, encoding="utf-8") as file:
        head, *rows = [line.rstrip("\n").split("\t") for line in file]
    return [{k: v for k, v in zip(head, row) if v != ""} for row in rows]


def main(arguments):
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    if arguments == ["--numbers"]:
        print("label\tbound\tnumber")
        stream = Stream(bytes(range(32)), "vectors", 1, "", ())
        for bound in [1, 2, 3, 7, 10, 100, 2**32, 2**62 + 1, 3 * 2**61, 2**63 - 1]:
            for i in range(8):
                print(f"n/{i}\t{bound}\t{stream.number(f'n/{i}', bound)}")
        return
    folder = arguments[0]
    with open(folder + "/protocol.json", encoding="utf-8") as file:
        protocol = json.load(file, parse_float=Decimal)
    with open(folder + "/key.txt", encoding="utf-8") as file:
        key = dict(line.rstrip("\n").split("=", 1) for line in file)
    print("unit arm rule scheme site stratum position batch inputs evidence probability chance".replace(" ", "\t"))
    for row in draw_all(protocol, key, rows_of(folder + "/units.tsv")):
        print("\t".join(map(str, row)))


if __name__ == "__main__":
    main(sys.argv[1:])
