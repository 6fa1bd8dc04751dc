"""Effects by month collapsed by hand: stratum effects and HC2 from counts, sums and squares."""
import sys
import time
import numpy as np
import pandas as pd

start = time.perf_counter()
d = pd.read_csv(sys.argv[1])
read = time.perf_counter()
strata, months = d.stratum.max(), d.month.max()
cell = ((d.month - 1) * strata + d.stratum - 1).to_numpy() * 2 + d.treat.to_numpy()
k = months * strata * 2
n = np.bincount(cell, minlength=k).reshape(months, strata, 2).astype(float)
out = []
for name in [c for c in d.columns if c.startswith("y")]:
    y = d[name].to_numpy(float)
    mean = np.bincount(cell, y, k).reshape(n.shape) / n
    rss = np.bincount(cell, (y - mean.ravel()[cell]) ** 2, k).reshape(n.shape)
    size = n.sum(2)
    w = n[..., 0] * n[..., 1] / size
    big = w.sum(1)
    gap = mean[..., 1] - mean[..., 0]
    b = (w * gap).sum(1) / big
    p = n[..., 1] / size
    var = 0
    for arm in (0, 1):
        z = arm - p
        e = (gap - b[:, None]) * ((1 - p) if arm else -p)
        h = 1 / size + z ** 2 / big[:, None]
        var = var + (z ** 2 / (1 - h) * (rss[..., arm] + n[..., arm] * e ** 2)).sum(1)
    out.append((b, np.sqrt(var) / big))
done = time.perf_counter()
print(f"numpy by hand: {done - read:.3f} s after {read - start:.3f} s of reading; "
      f"y01 month 36: {out[0][0][-1]:.12f} ({out[0][1][-1]:.12f})")
