"""CR2 where the fit nearly saturates a cluster, from its dense definition in 60-digit arithmetic.

Run in this folder: python3 generate.py (needs mpmath). Reads data/eight.csv, writes cases.csv.
"""

import csv

import mpmath as mp

mp.mp.dps = 60
HEADER = ["case", "data", "call", "tool", "quantity", "term", "expected", "relTol"]


def cr2(rows, weighted):
    """Estimate, standard error and Satterthwaite df of z and x, all dummies written out."""
    n = len(rows)
    blocks, halves, sites = (sorted({r[k] for r in rows}) for k in ("block", "half", "site"))
    x = mp.matrix(
        [
            [mp.mpf(r["z"]), mp.mpf(r["x"])]
            + [mp.mpf(r["block"] == b) for b in blocks]
            + [mp.mpf(r["half"] == h) for h in halves[1:]]
            for r in rows
        ]
    )
    y = mp.matrix([mp.mpf(r["y"]) for r in rows])
    w = mp.diag([mp.mpf(r["w"]) if weighted else mp.mpf(1) for r in rows])
    bread = (x.T * w * x) ** -1
    b = bread * (x.T * w * y)
    e = y - x * b
    left = mp.eye(n) - x * bread * x.T * w
    answers = {}
    for term, position in (("z", 0), ("x", 1)):
        c = mp.matrix(x.cols, 1)
        c[position] = 1
        variance, p = mp.mpf(0), []
        for site in sites:
            own = [i for i, r in enumerate(rows) if r["site"] == site]
            pick = mp.matrix(len(own), n)
            for a, i in enumerate(own):
                pick[a, i] = 1
            part = pick * left
            values, vectors = mp.eigsy(part * part.T)
            root = vectors * mp.diag([1 / mp.sqrt(v) if v > mp.mpf("1e-12") else 0 for v in values]) * vectors.T
            score = (root * (pick * (w * (x * (bread * c)))))
            variance += (score.T * (pick * e))[0] ** 2
            p.append(part.T * score)
        first = sum((g.T * g)[0] for g in p)
        second = sum((g.T * h)[0] ** 2 for g in p for h in p)
        answers[term] = {"estimate": b[position], "std_error": mp.sqrt(variance), "df": first**2 / second}
    return answers


def main():
    with open("data/eight.csv", newline="") as f:
        rows = list(csv.DictReader(f))
    out = []
    for case, weighted in (("saturated", False), ("saturated_weighted", True)):
        weights = ", weights = w" if weighted else ""
        call = "lm_robust(y ~ z + x, clusters = site, fixed_effects = ~block + half%s, se_type = CR2)" % weights
        for term, values in cr2(rows, weighted).items():
            for quantity, value in values.items():
                out.append([case, "eight.csv", call, "mpmath, dense definition", quantity, term, mp.nstr(value, 17), "1e-09"])
    with open("cases.csv", "w", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(HEADER)
        w.writerows(out)
    print(len(out), "expected values")


if __name__ == "__main__":
    main()
