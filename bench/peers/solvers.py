"""scikit-learn on a table of float32 or float64 by columns: for each solver the largest of the given tolerances at which
the objective is within a relative gap of the optimum, and the seconds of that fit. A fit that takes longer than LIMIT is
given up, with the reason. One line of JSON for each solver."""

import json
import multiprocessing
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


LIMIT = 30


def fit(pipe, solver, tol):
    model = LogisticRegression(C=1, solver=solver, tol=tol, max_iter=10000)
    start = time.perf_counter()
    try:
        model.fit(x, y)
    except Exception as error:
        pipe.send({"reason": str(error).split("\n")[0]})
        return
    seconds = time.perf_counter() - start
    reached = (objective(model) - best) / best
    pipe.send({"tol": tol, "seconds": seconds, "gap": reached, "iterations": int(model.n_iter_[0])})


# Each fit in a process of its own, which can be ended; this one has started no threads that a fork would lose.
context = multiprocessing.get_context("fork")
for solver, tolerances in json.loads(tries).items():
    found = {"solver": solver, "version": sklearn.__version__}
    for tol in tolerances:
        here, there = context.Pipe()
        process = context.Process(target=fit, args=(there, solver, tol))
        process.start()
        if here.poll(LIMIT):
            found |= here.recv()
        else:
            found["reason"] = f"more than {LIMIT} s at tol {tol}"
            process.kill()
        process.join()
        if "reason" in found or found["gap"] <= gap:
            break
    print(json.dumps(found), flush=True)
