"""The reference values of packages/bridle/test/learn/select/reference.json.

Needs scikit-learn 1.9.1, NumPy 2.4.6; from the root of the project:
    python tools/references/penalty.py > packages/bridle/test/learn/select/reference.json
The folds are those of stratifiedFolds with seed 1: sfc32, Fisher-Yates within each class, dealt in turn. scikit-learn
standardises and trains in each fold; its log-losses on the other rows are the path.
"""

import csv
import json

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

M = 0xFFFFFFFF


def seeded(seed):
    state = [seed & M, seed >> 32, 0, 1]

    def step():
        a, b, c, counter = state
        out = (a + b + counter) & M
        state[3] = (counter + 1) & M
        state[0] = b ^ (b >> 9)
        state[1] = (c + (c << 3)) & M
        state[2] = (((c << 21) | (c >> 11)) + out) & M
        return out

    for _ in range(12):
        step()
    return lambda: ((step() >> 5) * 67108864 + (step() >> 6)) / 9007199254740992


def folds_of(labels, folds=5, seed=1):
    random, fold_of, turn = seeded(seed), np.full(len(labels), -1), 0
    for k in range(labels.max() + 1):
        rows = list(np.flatnonzero(labels == k))
        for i in range(len(rows) - 1, 0, -1):
            j = int(random() * (i + 1))
            rows[i], rows[j] = rows[j], rows[i]
        for row in rows:
            fold_of[row], turn = turn, (turn + 1) % folds
    return fold_of


def path(name, target):
    with open(f"examples/{name}/{name}.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [key for key in rows[0] if key != target]
    x = np.array([[float(row[key]) for key in names] for row in rows])
    classes = list(dict.fromkeys(row[target] for row in rows))
    y = np.array([classes.index(row[target]) for row in rows])
    fold_of, found = folds_of(y), []
    for exponent in range(-8, 5):
        losses = []
        for fold in range(5):
            train, test = fold_of != fold, fold_of == fold
            model = LogisticRegression(C=10 ** (exponent / 2), tol=1e-10, max_iter=100000, solver="newton-cg")
            fitted = make_pipeline(StandardScaler(), model).fit(x[train], y[train])
            losses.append(log_loss(y[test], fitted.predict_proba(x[test]), labels=range(len(classes))))
        found.append([np.mean(losses), np.std(losses, ddof=1) / 5**0.5])
    return found


print(json.dumps({"iris": path("iris", "species"), "wine": path("wine", "cultivar")}))
