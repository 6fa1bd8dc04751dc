"""Hard least-squares problems with exact answers: integer data, rational arithmetic, 17 significant digits.

Run in this folder: python3 generate.py. Writes data/*.csv and cases.csv. Only the standard library is used.
The polynomials are in the manner of Wampler (1970): coefficients of one, columns that are powers of x, and
integer disturbances. All powers are integers below 2^53, so the tests read exactly the problem solved here.
"""

import csv
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 60


def inverse(a):
    """Gauss-Jordan over the rationals."""
    n = len(a)
    m = [row[:] + [Fraction(int(i == j)) for j in range(n)] for i, row in enumerate(a)]
    for c in range(n):
        p = next(r for r in range(c, n) if m[r][c] != 0)
        m[c], m[p] = m[p], m[c]
        m[c] = [v / m[c][c] for v in m[c]]
        for r in range(n):
            if r != c and m[r][c] != 0:
                f = m[r][c]
                m[r] = [u - f * v for u, v in zip(m[r], m[c])]
    return [row[n:] for row in m]


def decimal(value):
    return Decimal(value.numerator) / Decimal(value.denominator)


def digits(value):
    return "%.16e" % value


def fit(x, y):
    """Exact coefficients and the squares of the classical and HC0-HC3 standard errors."""
    n, k = len(x), len(x[0])
    bread = inverse([[sum(r[i] * r[j] for r in x) for j in range(k)] for i in range(k)])
    moment = [sum(r[i] * t for r, t in zip(x, y)) for i in range(k)]
    b = [sum(bread[i][j] * moment[j] for j in range(k)) for i in range(k)]
    e = [t - sum(u * v for u, v in zip(r, b)) for r, t in zip(x, y)]
    rows = [[sum(bread[i][j] * r[j] for j in range(k)) for i in range(k)] for r in x]  # (X'X)^-1 x_i
    h = [sum(u * v for u, v in zip(r, m)) for r, m in zip(x, rows)]
    rss = sum(v * v for v in e)
    squares = {"classical": [bread[i][i] * rss / (n - k) for i in range(k)]}
    for name, weight in {
        "HC0": lambda q: Fraction(1),
        "HC1": lambda q: Fraction(n, n - k),
        "HC2": lambda q: 1 / (1 - q),
        "HC3": lambda q: 1 / (1 - q) ** 2,
    }.items():
        squares[name] = [sum(m[i] ** 2 * v * v * weight(q) for m, v, q in zip(rows, e, h)) for i in range(k)]
    return b, squares, rss


def polynomial(xs, degree, disturbance):
    return [[Fraction(v) ** p for p in range(degree + 1)] for v in xs], [
        Fraction(sum(v**p for p in range(degree + 1)) + d) for v, d in zip(xs, disturbance)
    ]


# A disturbance without pattern in x, from the residues of a quadratic.
NOISE = [((7 * i * i + 3 * i) % 23) - 11 for i in range(21)]
LINE = list(range(21))
PROBLEMS = {
    # name: (x, degree, disturbance, relative tolerance)
    "cubic_exact": (LINE, 3, [0] * 21, "1e-12"),
    "quintic_exact": (LINE, 5, [0] * 21, "1e-11"),
    "quintic_small_noise": (LINE, 5, NOISE, "1e-11"),
    "quintic_large_noise": (LINE, 5, [100000 * v for v in NOISE], "1e-11"),
    "septic_noise": ([v - 10 for v in LINE], 7, [1000 * v for v in NOISE], "1e-11"),
    "far_quadratic": ([5000 + v for v in LINE], 2, [10 * v for v in NOISE], "1e-11"),
    "year_line": ([2000 + v for v in LINE], 1, [100 * v for v in NOISE], "1e-11"),
}
HEADER = ["case", "data", "call", "tool", "quantity", "term", "expected", "relTol"]


def main():
    out = []
    for name, (xs, degree, disturbance, tolerance) in PROBLEMS.items():
        x, y = polynomial(xs, degree, disturbance)
        columns = ["x"] + ["x%d" % p for p in range(2, degree + 1)]
        with open("data/%s.csv" % name, "w", newline="") as f:
            w = csv.writer(f, lineterminator="\n")
            w.writerow(["y"] + columns)
            w.writerows([[int(t)] + [int(v) for v in r[1:]] for r, t in zip(x, y)])
        assert max(abs(v) for r in x for v in r) < 2**53 and max(abs(t) for t in y) < 2**53
        b, squares, rss = fit(x, y)
        for se, square in squares.items():
            if rss == 0 and se != "classical":
                continue  # a standard error of exactly 0 has no relative error
            call = 'lm_robust(y ~ %s, se_type = "%s")' % (" + ".join(columns), se)
            case = [name + "_" + se, name + ".csv", call, "Python fractions"]
            for term, estimate, v in zip(["(Intercept)"] + columns, b, square):
                out.append(case + ["estimate", term, digits(decimal(estimate)), tolerance])
                if rss != 0:
                    out.append(case + ["std_error", term, digits(decimal(v).sqrt()), tolerance])
            if rss != 0 and se == "classical":
                out.append(case + ["res_var", "", digits(decimal(rss / (len(y) - len(b)))), tolerance])
    with open("cases.csv", "w", newline="") as f:
        w = csv.writer(f, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
        w.writerow(HEADER)
        w.writerows(out)
    print(len(PROBLEMS), "problems,", len(out), "expected values")


if __name__ == "__main__":
    main()
