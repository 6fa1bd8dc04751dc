"""Expected values of the rollout estimator from whole covariance matrices.

The formulas of Roth and Sant'Anna (2023), stratum by stratum, with A matrices built cell by cell and
covariances of whole outcome vectors: nothing is reduced to one number a unit before it is summed, as
the program does. Run: python3 generate.py (numpy 1.24); writes data.csv and cases.csv beside itself.
"""
import csv
import itertools
import os

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
NEVER = 10**6
T = 6


def data():
    """106 persons in 3 strata, 36 clusters of 1 to 5, starts by cluster; numbers from a formula."""
    rows = []
    person = 0
    starts = {0: [3, 5, NEVER], 1: [3, 3, 5, NEVER], 2: [3, 5, 5, NEVER, NEVER]}
    for cluster in range(36):
        stratum = cluster % 3
        start = starts[stratum][(cluster // 3) % len(starts[stratum])]
        for member in range(1 + (cluster * 7) % 5):
            person += 1
            i = person
            base = (7 * i % 11) / 3 + stratum + (5 * cluster % 7) / 5
            y = []
            for t in range(1, T + 1):
                noise = ((13 * i * i + 29 * t * t + 3 * i * t) % 17) / 9
                effect = (t - start + 1) * (0.3 + 0.1 * stratum) if t >= start else 0
                y.append(base * (1 + t / 10) + noise + effect)
            rows.append((person, stratum, cluster, start, y))
    return rows


def cells(kind, event, starts, counts):
    last = max(starts)
    out = []
    for g, t in itertools.product(starts, range(1, T + 1)):
        if g != last and g <= t < last and (kind != "event" or t - g == event):
            out.append([g, t, counts[g]])
    if kind == "cohort":
        for cell in out:
            cell[2] /= sum(1 for other in out if other[0] == cell[0])
    elif kind == "calendar":
        total = {t: sum(c[2] for c in out if c[1] == t) for _, t, _ in out}
        for cell in out:
            cell[2] /= total[cell[1]]
    whole = sum(c[2] for c in out)
    return [(g, t, w / whole) for g, t, w in out]


def rollout(y, start, stratum, cluster, kind, event, adjustment):
    units = []
    for c in dict.fromkeys(cluster):
        rows = [i for i in range(len(y)) if cluster[i] == c]
        units.append((start[rows[0]], stratum[rows[0]], len(rows), y[rows].mean(axis=0)))
    starts = sorted({u[0] for u in units})
    strata = sorted({u[1] for u in units})
    people = sum(u[2] for u in units)
    counts = {g: sum(1 for u in units if u[0] == g) for g in starts}
    todo = cells(kind, event, starts, counts)
    theta = x = 0.0
    vtt = vtx = vxx = 0.0
    parts = []
    for s in strata:
        mine = [u for u in units if u[1] == s]
        w = sum(u[2] for u in mine) / people
        n = {g: sum(1 for u in mine if u[0] == g) for g in starts}
        a = {g: np.zeros(T) for g in starts}
        a0 = {g: np.zeros(T) for g in starts}
        for g, t, weight in todo:
            later = [h for h in starts if h > t]
            total = sum(n[h] for h in later)
            for h, share in [(g, weight)] + [(h, -weight * n[h] / total) for h in later]:
                a[h][t - 1] += share
                if g >= 2:
                    a0[h][g - 2] += share
        for g in starts:
            own = [u for u in mine if u[0] == g]
            size = np.array([u[2] for u in own], float)
            means = np.array([u[3] for u in own])
            ybar = (size[:, None] * means).sum(axis=0) / size.sum()
            z = size[:, None] / size.mean() * (means - ybar)
            cov = z.T @ z / (len(own) - 1)
            theta += w * a[g] @ ybar
            x += w * a0[g] @ ybar
            vtt += w * w * a[g] @ cov @ a[g] / n[g]
            vtx += w * w * a0[g] @ cov @ a[g] / n[g]
            vxx += w * w * a0[g] @ cov @ a0[g] / n[g]
            parts.append((s, g, w * w / len(mine), cov, a[g]))
    beta = {"efficient": vtx / vxx if vxx > 0 else 0.0, "none": 0.0, "difference": 1.0}[adjustment]
    variance = vtt + beta * beta * vxx - 2 * beta * vtx
    p = min(g for g, _, _ in todo) - 1
    refined = float("nan")
    if p > 0:
        v = sum(part[2] for part in parts if part[1] == starts[0])
        c = np.zeros(p)
        spread = []
        for g in [h for h in starts if h > p]:
            own = sum(part[2] / v * part[3] for part in parts if part[1] == g)
            along = sum(part[2] / v * part[3] @ part[4] for part in parts if part[1] == g)
            c += np.linalg.solve(own[:p, :p], along[:p])
            spread.append(own[:p, :p])
        left = variance - v * c @ np.mean(spread, axis=0) @ c
        refined = np.sqrt(left) if left > 0 else float("nan")
    return theta - beta * x, beta, x, np.sqrt(variance), refined


def main():
    rows = data()
    with open(os.path.join(HERE, "data.csv"), "w", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(["person", "stratum", "cluster", "start"] + [f"y{t}" for t in range(1, T + 1)])
        for person, stratum, cluster, start, y in rows:
            out.writerow([person, stratum, cluster, start] + [repr(v) for v in y])
    y = np.array([r[4] for r in rows])
    start = [r[3] for r in rows]
    stratum = [r[1] for r in rows]
    cluster = [r[2] for r in rows]
    none = [0] * len(rows)
    alone = list(range(len(rows)))
    kinds = [("simple", 0), ("cohort", 0), ("calendar", 0), ("event", 0), ("event", 1), ("event", 3)]
    with open(os.path.join(HERE, "cases.csv"), "w", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow("keep strata clusters average event adjustment value beta x neyman refined".split())
        for keep in ["all", "no-never"]:
            some = [i for i in range(len(rows)) if keep == "all" or start[i] != NEVER]
            for s, c in itertools.product([False, True], repeat=2):
                for (kind, event), adj in itertools.product(kinds, ["efficient", "none", "difference"]):
                    if keep == "no-never" and event > 1:
                        continue
                    result = rollout(
                        y[some],
                        [start[i] for i in some],
                        [(stratum if s else none)[i] for i in some],
                        [(cluster if c else alone)[i] for i in some],
                        kind,
                        event,
                        adj,
                    )
                    out.writerow([keep, s, c, kind, event, adj] + ["NaN" if np.isnan(v) else repr(float(v)) for v in result])


main()
