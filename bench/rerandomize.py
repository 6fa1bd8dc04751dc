"""W4 and W5 by hand in numpy: shuffles within strata, then a matrix product."""

import sys
import time

import numpy as np

data = np.loadtxt(sys.argv[1], delimiter=",", skiprows=1)
runs = int(sys.argv[2])
stratum, z, y = data[:, 1].astype(int), data[:, 2], data[:, 3:]
n = len(z)
random = np.random.default_rng(1)
members = [np.flatnonzero(stratum == s) for s in np.unique(stratum)]


def draws(count):
    """Treated and not, a row a draw, by the smallest of uniform numbers in each stratum."""
    drawn = np.zeros((count, n), dtype=np.float32)
    for m in members:
        treated = int(z[m].sum())
        u = random.random((count, len(m)), dtype=np.float32)
        rows = np.arange(count)[:, None]
        drawn[rows, m[np.argpartition(u, treated - 1, axis=1)[:, :treated]]] = 1
    return drawn


def differences(drawn, values):
    total = 0
    for m in members:
        d = drawn[:, m].astype(float)
        n1 = d.sum(axis=1)[:, None]
        s1 = d @ values[m]
        total = total + len(m) / n * (s1 / n1 - (values[m].sum(0) - s1) / (len(m) - n1))
    return total


def w4():
    observed = np.abs(differences(z[None, :], y))
    count = 0
    for _ in range(10):
        count = count + (np.abs(differences(draws(1000), y)) >= observed - 1e-12).sum(0)
    return (1 + count) / 10_001


def studentized(drawn):
    d = v = 0
    for m in members:
        w = drawn[:, m].astype(float)
        n1 = w.sum(axis=1)[:, None]
        n0 = len(m) - n1
        s1, q1 = w @ y[m], w @ y[m] ** 2
        s0, q0 = y[m].sum(0) - s1, (y[m] ** 2).sum(0) - q1
        weight = len(m) / n
        d = d + weight * (s1 / n1 - s0 / n0)
        v = v + weight**2 * (
            (q1 - s1**2 / n1) / (n1 - 1) / n1 + (q0 - s0**2 / n0) / (n0 - 1) / n0
        )
    return np.abs(d / np.sqrt(v))


def w5():
    observed = studentized(z[None, :])[0]
    drawn = np.concatenate([studentized(draws(1000)) for _ in range(2)])
    order = np.argsort(-observed)
    largest = np.maximum.accumulate(drawn[:, order[::-1]], axis=1)[:, ::-1]
    p = (1 + (largest >= observed[order] * (1 - 1e-9)).sum(0)) / 2001
    adjusted = np.empty_like(p)
    adjusted[order] = np.maximum.accumulate(p)
    return adjusted


for name, work in (("W4", w4), ("W5", w5)):
    wall = []
    for _ in range(max(1, runs // 2)):
        start = time.perf_counter()
        p = work()
        wall.append(time.perf_counter() - start)
    print(f"numpy by hand: {name:<47} {sorted(wall)[len(wall) // 2]:8.3f}   ", np.round(p[:5], 4))
