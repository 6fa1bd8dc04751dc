"""Group-time effects without covariates, their event-time average and the bands of 1,000 draws of signs, by hand
in numpy: dense influence functions and one matrix product. Prints the median time of runs and the average.

    panel.py FILE [RUNS]
"""
import sys
import time

import numpy as np

d = np.loadtxt(sys.argv[1], delimiter=",", skiprows=1)
runs = int(sys.argv[2]) if len(sys.argv) > 2 else 7
years = np.unique(d[:, 1]).astype(int)
y = d[:, 5].reshape(-1, len(years))
g = d[:: len(years), 2].astype(int)
n = len(g)


def study():
    never = g == 0
    cells, psi = [], []
    for first in np.unique(g[g > 0]):
        own = g == first
        for t in range(1, len(years)):
            base = np.flatnonzero(years < first)[-1] if years[t] >= first else t - 1
            change = y[:, t] - y[:, base]
            m1, m0 = change[own].mean(), change[never].mean()
            cells.append((first, years[t] - first, m1 - m0))
            psi.append(own / own.mean() * (change - m1) - never / never.mean() * (change - m0))
    psi = np.array(psi).T
    e = np.array([c[1] for c in cells])
    att = np.array([c[2] for c in cells])
    share = np.array([np.mean(g == c[0]) for c in cells])
    events, path = np.unique(e), []
    value = []
    for k in (np.flatnonzero(e == k) for k in events):
        w = share[k] / share[k].sum()
        member = np.array([g == cells[j][0] for j in k]).T - share[k]
        value.append(w @ att[k])
        path.append(psi[:, k] @ w + member @ (att[k] - value[-1]) / share[k].sum())
    psi = np.column_stack([psi, np.array(path).T])
    signs = np.random.default_rng(1).integers(0, 2, (1000, n), dtype=np.int8) * 2.0 - 1
    moves = signs @ psi / n
    moves.sort(axis=0)
    se = (moves[749] - moves[249]) / 1.3489795003921634
    return np.mean(np.array(value)[events >= 0]), se


times = []
for _ in range(runs):
    start = time.perf_counter()
    average, _ = study()
    times.append(time.perf_counter() - start)
print(f"  numpy by hand: {sys.argv[1].split('/')[-1]} {1000 * np.median(times):.0f} ms, average {average:.12f}")
