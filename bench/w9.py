"""The wild cluster bootstrap of w9 by hand in numpy: t of treat with CR1, 9,999 draws of signs with
the null imposed, no refits. Prints t and p.

    w9.py FILE
"""
import sys

import numpy as np

d = np.loadtxt(sys.argv[1], delimiter=",", skiprows=1)
_, cluster = np.unique(d[:, 1], return_inverse=True)
y, X = d[:, 5], np.column_stack([d[:, 2], np.ones(len(d)), d[:, 3], d[:, 4]])
n, k = X.shape
G = cluster.max() + 1
inverse = np.linalg.inv(X.T @ X)
a = X @ inverse[0]  # what each row adds to the coefficient


def sums(columns):
    out = np.zeros((G, columns.shape[1]))
    np.add.at(out, cluster, columns)
    return out


factor = G / (G - 1) * (n - 1) / (n - k)
b = inverse @ (X.T @ y)
t = b[0] / np.sqrt(factor * (sums((a * (y - X @ b))[:, None]) ** 2).sum())
W = X[:, 1:]
u = y - W @ np.linalg.solve(W.T @ W, W.T @ y)
moment = sums(X * u[:, None])  # X_g'u_g
own = sums((a * u)[:, None])[:, 0]
cross = sums(a[:, None] * X)  # a_g'X_g
v = np.random.default_rng(1).choice([-1.0, 1.0], size=(G, 9999))
moved = inverse @ (moment.T @ v)
score = own[:, None] * v - cross @ moved
draws = moved[0] / np.sqrt(factor * (score**2).sum(axis=0))
print(t, (1 + np.sum(np.abs(draws) >= abs(t))) / (1 + v.shape[1]))
