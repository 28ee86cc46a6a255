"""The reference values of packages/bridle/test/learn/fit/l1.json.

Needs scikit-learn 1.9.1, NumPy 2.4.6; from the root of the project:
    python tools/references/l1.py > packages/bridle/test/learn/fit/l1.json
Elastic net by saga, to a tolerance of 1e-12, on standardised examples: the objective divided by n, and how many weights
are not 0. saga stops at a change of the weights, not at a gap, so that its objectives are up to 1e-9 above the minimum.
"""

import csv
import json

import numpy as np
from sklearn.linear_model import LogisticRegression


def example(name, target):
    with open(f"examples/{name}/{name}.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    x = np.array([[float(row[k]) for k in row if k != target] for row in rows])
    x = x[:, x.std(axis=0) > 0]
    return (x - x.mean(axis=0)) / x.std(axis=0), np.array([row[target] for row in rows])


def fitted(x, y, C, l1_ratio):
    model = LogisticRegression(C=C, l1_ratio=l1_ratio, solver="saga", tol=1e-12, max_iter=200000, random_state=1)
    model.fit(x, y)
    classes, codes = np.unique(y, return_inverse=True)
    p = model.predict_proba(x)
    loss = -np.log(p[np.arange(len(y)), codes]).mean()
    w = model.coef_
    penalty = l1_ratio * np.abs(w).sum() + (1 - l1_ratio) / 2 * (w**2).sum()
    return {"C": C, "l1Ratio": l1_ratio, "objective": loss + penalty / (C * len(y)), "nonzero": int((w != 0).sum())}


iris, wine = example("iris", "species"), example("wine", "cultivar")
two = tuple(part[iris[1] != "setosa"] for part in iris)

print(
    json.dumps(
        {
            "iris": [fitted(*iris, C, r) for C, r in ((1, 1), (0.1, 1), (1, 0.5), (10, 0.2))],
            "wine": [fitted(*wine, C, r) for C, r in ((1, 1), (0.1, 1), (0.3, 0.7))],
            "two": [fitted(*two, C, r) for C, r in ((1, 1), (0.5, 0.5))],
        }
    )
)
