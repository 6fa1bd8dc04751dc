"""Writes the inputs of the test vectors: protocol.json, key.txt and units.tsv of each case; then draws.tsv by draw_rules.py.

    python3 cases.py            writes them
    python3 cases.py --check    compares them with what is there, and names the first that differs
"""
import contextlib
import hashlib
import io
import json
import os
import sys

import draw_rules

TWO = [{"id": "now"}, {"id": "later", "control": True, "startsAfterDays": 180}]
THREE = [{"id": "a"}, {"id": "b"}, {"id": "usual", "control": True}]
SITES = ["malmö", "north", "south"]
VARIABLES = [
    {"id": "sex", "type": "category", "levels": ["woman", "man"]},
    {"id": "age", "type": "ordinal", "levels": ["young", "middle", "old"]},
    {"id": "benefit", "type": "binary"},
    {"id": "income", "type": "number"},
    {"id": "pair", "type": "text"},
]
COLUMNS = ["id", "call", "site", "sex", "age", "benefit", "income", "pair"]


def case(draw, arms=TWO, strata=(), n=40, scheme=1, second="", beacon="", calls=1, pairs=False):
    return locals()


CASES = {
    "simple": case({"rule": "simple"}, arms=THREE, strata=["site", "sex"], n=60),
    "simple-unequal": case({"rule": "simple", "ratio": {"now": 1, "later": 2}}, scheme=2),
    "big-stick": case({"rule": "big-stick", "limit": 2}, strata=["site"], n=60, second="4711 from the county", beacon="b0" * 32),
    "blocks": case({"rule": "permuted-blocks", "sizes": [6, 4]}, strata=["site"], n=60),
    "blocks-unequal": case({"rule": "permuted-blocks", "sizes": [8, 4, 12], "ratio": {"a": 1, "b": 1, "usual": 2}}, arms=THREE, strata=["sex"], n=60),
    "blocks-one-size": case({"rule": "permuted-blocks", "sizes": [3], "ratio": {"now": 2, "later": 1}}),
    "minimisation": case({"rule": "minimisation", "probability": 0.85, "factors": [{"variable": "site"}, {"variable": "sex"}, {"variable": "age"}]}, n=60),
    "minimisation-variance": case({"rule": "minimisation", "probability": 0.8, "spread": "variance", "ratio": {"now": 2, "later": 4},
                                   "factors": [{"variable": "sex", "weight": 2}, {"variable": "age", "weight": 0.35}]}, strata=["site"], n=60),
    "minimisation-deviation": case({"rule": "minimisation", "probability": 0.625, "spread": "standard-deviation", "ratio": {"a": 3, "b": 1, "usual": 1},
                                    "factors": [{"variable": "sex", "weight": 1.5}, {"variable": "age"}, {"variable": "benefit", "weight": 0.1}]}, arms=THREE, n=60),
    "complete": case({"rule": "complete", "ratio": {"a": 2, "b": 1, "usual": 2}}, arms=THREE, strata=["site"], n=50, calls=2),
    "complete-balanced": case({"rule": "complete", "balance": {"on": ["age", "benefit", "income"], "acceptance": 0.0305}}, n=27, calls=2),
    "lottery": case({"rule": "lottery", "arm": "now", "places": 5, "fillIn": 3}, n=30, calls=3),
    "lottery-few": case({"rule": "lottery", "arm": "now", "places": 4}, strata=["site"], n=14),
    "matched-pairs": case({"rule": "matched-pairs", "pair": "pair"}, n=24, calls=2, pairs=True),
}


def byte(*words):
    return hashlib.sha256("/".join(map(str, words)).encode()).digest()[0]


def unit(name, c, i):
    pick = lambda what, options: options[byte(name, what, i) % len(options)]
    row = {
        "id": hashlib.sha256(f"{name}/{i}".encode()).hexdigest()[:8].upper(),
        "call": str(1 + i * c["calls"] // c["n"]),
        "site": pick("site", SITES),
        "sex": pick("sex", ["woman", "man"]),
        "age": pick("age", ["young", "middle", "old"]),
        "benefit": pick("benefit", ["yes", "no"]),
        "income": f"{byte(name, 'income', i) * 137}.{byte(name, 'cents', i) % 100:02d}",
        "pair": ("ensam" if i == 11 else f"par {'öäå'[i // 2 % 3]}{i // 2 % 9}") if c["pairs"] else "",
    }
    return row


def protocol(name, c):
    return {
        "equipoise": 1, "id": "vectors-" + name, "version": 1, "title": "Test vectors: " + name, "purpose": "Is the draw made as written?",
        "arms": c["arms"], "strata": list(c["strata"]), "draw": c["draw"], "intake": {"from": "2026-01-01", "target": 100},
        "sites": SITES, "variables": VARIABLES,
        "outcomes": [{"id": "gain", "title": "Gain", "type": "number", "direction": "up-good", "source": {"variable": "gain"}}],
        "analyses": [{"id": "main", "title": "Main"}],
    }


def write(path, text):
    if sys.argv[1:] == ["--check"]:
        with open(path, encoding="utf-8", newline="") as file:
            if file.read() != text:
                sys.exit(path + " is not what the script makes")
        return
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def main():
    os.chdir(os.path.dirname(os.path.abspath(__file__)))
    for name, c in CASES.items():
        os.makedirs(name, exist_ok=True)
        made = protocol(name, c)
        made["variables"] = VARIABLES + [{"id": "gain", "type": "number", "baseline": False}]
        write(name + "/protocol.json", json.dumps(made, ensure_ascii=False, indent=2) + "\n")
        key = hashlib.sha256(("key of " + name).encode()).hexdigest()
        write(name + "/key.txt", f"key={key}\nscheme={c['scheme']}\nsecond={c['second']}\nbeacon={c['beacon']}\n")
        rows = [COLUMNS] + [list(unit(name, c, i).values()) for i in range(c["n"])]
        write(name + "/units.tsv", "".join("\t".join(row) + "\n" for row in rows))
        write(name + "/draws.tsv", printed([name]))
    write("numbers.tsv", printed(["--numbers"]))


def printed(arguments):
    text = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
    with contextlib.redirect_stdout(text):
        draw_rules.main(arguments)
    text.flush()
    return text.buffer.getvalue().decode()


if __name__ == "__main__":
    main()
