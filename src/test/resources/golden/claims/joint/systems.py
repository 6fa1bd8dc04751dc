"""Random systems of bounded unknowns and sums, decided by Fourier-Motzkin elimination in fractions.

python3 systems.py > systems.csv   (Python 3.11, standard library only)

One line a system: bounds of the unknowns, sums with their intervals, whether it can be met, and the
largest value of the first unknown: "-" none, "inf" no end, else the fraction, with "<" in front when
it is only approached. An interval is lower,lowerIn,upper,upperIn with "" for no end.
"""

import random
from fractions import Fraction as F


def interval(rng):
    low = None if rng.random() < 0.3 else F(rng.randint(-9, 2), rng.choice([1, 1, 2]))
    if rng.random() < 0.15 and low is not None:
        return (low, True, low, True)
    high = None if rng.random() < 0.3 else F(rng.randint(-1, 9), rng.choice([1, 1, 2]))
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
        if low == high:
            return (low, True, low, True)
    return (low, low is not None and rng.random() < 0.6, high, high is not None and rng.random() < 0.6)


def inequalities(factors, within):
    """sum(factors x) <= limit, strict or not."""
    low, low_in, high, high_in = within
    if high is not None:
        yield (tuple(factors), high, not high_in)
    if low is not None:
        yield (tuple(-f for f in factors), -low, not low_in)


def eliminate(rows, k):
    above = [r for r in rows if r[0][k] > 0]
    below = [r for r in rows if r[0][k] < 0]
    kept = {r for r in rows if r[0][k] == 0}
    for a in above:
        for b in below:
            x, y = -b[0][k], a[0][k]
            f = tuple(x * p + y * q for p, q in zip(a[0], b[0]))
            limit = x * a[1] + y * b[1]
            scale = max([abs(v) for v in f] + [0])
            if scale:
                f, limit = tuple(v / scale for v in f), limit / scale
            kept.add((f, limit, a[2] or b[2]))
    tight = {}
    for f, limit, strict in kept:
        if f not in tight or (limit, not strict) < (tight[f][0], not tight[f][1]):
            tight[f] = (limit, strict)
    return [(f, limit, strict) for f, (limit, strict) in tight.items()]


def decide(unknowns, rows):
    for k in range(unknowns - 1, 0, -1):
        rows = eliminate(rows, k)
    low, high = None, None
    for f, limit, strict in rows:
        if f[0] == 0:
            if limit < 0 or (limit == 0 and strict):
                return "-"
        elif f[0] > 0:
            v = (limit / f[0], not strict)
            high = v if high is None or v < high else high
        else:
            v = (limit / f[0], strict)
            low = v if low is None or v > low else low
    if low is not None and high is not None:
        if low[0] > high[0] or (low[0] == high[0] and (low[1] or not high[1])):
            return "-"
    if high is None:
        return "inf"
    return ("" if high[1] else "<") + str(high[0])


def text(within):
    low, low_in, high, high_in = within
    show = lambda v: "" if v is None else str(v)
    return f"{show(low)},{int(low_in)},{show(high)},{int(high_in)}"


def main():
    rng = random.Random(20181)
    for _ in range(600):
        unknowns = rng.randint(1, 4)
        bounds = [interval(rng) for _ in range(unknowns)]
        sums = []
        for _ in range(rng.randint(1, 4)):
            factors = [F(rng.choice([0, 1, 1, -1, 2, -3]), rng.choice([1, 1, 2])) for _ in range(unknowns)]
            if not any(factors):
                factors[0] = F(1)
            sums.append((factors, interval(rng)))
        rows = []
        for k, b in enumerate(bounds):
            rows += inequalities([F(int(j == k)) for j in range(unknowns)], b)
        for factors, within in sums:
            rows += inequalities(factors, within)
        answer = decide(unknowns, rows)
        left = "|".join(text(b) for b in bounds)
        right = "|".join(" ".join(map(str, f)) + ":" + text(w) for f, w in sums)
        print(f"{left};{right};{answer}")


main()
