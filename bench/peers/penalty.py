"""LogisticRegressionCV on a table of float32 by columns, two processes: the seconds of the choice and the training with
it, the C that it chose and its mean log-loss over the folds. One line of JSON for each solver."""

import json
import sys
import time
import warnings

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegressionCV

folder, rows, features, folds, values = sys.argv[1:6]
solvers = sys.argv[6:] or ["lbfgs"]
rows, features = int(rows), int(features)
x = np.ascontiguousarray(np.fromfile(f"{folder}/x", np.float32).reshape(features, rows).T.astype(np.float64))
y = np.fromfile(f"{folder}/y", np.int32)
warnings.filterwarnings("ignore")

for solver in solvers:
    model = LogisticRegressionCV(
        Cs=int(values), cv=int(folds), scoring="neg_log_loss", solver=solver, max_iter=10000, n_jobs=2, use_legacy_attributes=False
    )
    start = time.perf_counter()
    model.fit(x, y)
    seconds = time.perf_counter() - start
    C = float(np.ravel(model.C_)[0])
    loss = float(-np.max(np.mean(np.asarray(model.scores_).reshape(int(folds), -1), axis=0)))
    print(json.dumps({"solver": solver, "version": sklearn.__version__, "seconds": seconds, "C": C, "logLoss": loss}), flush=True)
