"""scikit-learn on a table of float32 or float64 by columns: for each solver the largest of the given tolerances at which
the objective is within a relative gap of the optimum, and the seconds of that fit. One line of JSON for each solver."""

import json
import sys
import time
import warnings

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression

folder, rows, features, best, gap, tries = sys.argv[1:]
rows, features, best, gap = int(rows), int(features), float(best), float(gap)
cells = np.fromfile(f"{folder}/x", np.float32)
x = np.ascontiguousarray(cells.reshape(features, rows).T)
y = np.fromfile(f"{folder}/y", np.int32)
warnings.filterwarnings("ignore")


def objective(model):
    z = x.astype(np.float64) @ model.coef_.T.astype(np.float64) + model.intercept_
    top = z.max(axis=1)
    loss = np.mean(np.log(np.exp(z - top[:, None]).sum(axis=1)) + top - z[np.arange(rows), y])
    return loss + (model.coef_.astype(np.float64) ** 2).sum() / (2 * rows)


for solver, tolerances in json.loads(tries).items():
    found = {"solver": solver, "version": sklearn.__version__}
    for tol in tolerances:
        model = LogisticRegression(C=1, solver=solver, tol=tol, max_iter=10000)
        start = time.perf_counter()
        try:
            model.fit(x, y)
        except Exception as error:
            found["reason"] = str(error).split("\n")[0]
            break
        seconds = time.perf_counter() - start
        reached = (objective(model) - best) / best
        found |= {"tol": tol, "seconds": seconds, "gap": reached, "iterations": int(model.n_iter_[0])}
        if reached <= gap:
            break
    print(json.dumps(found), flush=True)
