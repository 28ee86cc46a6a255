"""The reference values of packages/pipeline/test/weights.json.

Needs scikit-learn 1.9.1, NumPy 2.4.6; from the root of the project:
    python tools/references/weights.py > packages/pipeline/test/weights.json
Multinomial logistic regression with sample weights, class weights, and both, on rows of examples/* that make the classes
unequal; the objective is scikit-learn's divided by the sum of the weights.
"""

import csv
import json
import warnings

import numpy as np
from sklearn.linear_model import LogisticRegression

warnings.simplefilter("error")


def example(name, target, keep):
    with open(f"examples/{name}/{name}.csv", newline="") as file:
        rows = [row for i, row in enumerate(csv.DictReader(file)) if keep(i)]
    x = np.array([[float(row[k]) for k in row if k != target] for row in rows])
    return x, np.array([row[target] for row in rows])


def fitted(x, y, sample_weight=None, class_weight=None, C=1.0):
    model = LogisticRegression(C=C, solver="newton-cg", tol=1e-12, max_iter=10000, class_weight=class_weight)
    model.fit(x, y, sample_weight=sample_weight)
    weights = np.ones(len(y)) if sample_weight is None else sample_weight
    classes, codes, counts = np.unique(y, return_inverse=True, return_counts=True)
    if class_weight == "balanced":
        # scikit-learn counts rows by their sample weights
        sums = np.array([weights[codes == k].sum() for k in range(len(classes))])
        weights = weights * (weights.sum() / (len(classes) * sums))[codes]
    elif class_weight:
        weights = weights * np.array([class_weight.get(str(name), 1) for name in classes])[codes]
    p = model.predict_proba(x)
    loss = -(weights * np.log(p[np.arange(len(y)), codes])).sum() / weights.sum()
    objective = loss + (model.coef_**2).sum() / (2 * C * weights.sum())
    return {
        "coef": model.coef_.ravel().tolist(),
        "intercept": model.intercept_.tolist(),
        "objective": objective,
        "weightSum": weights.sum(),
    }


iris = example("iris", "species", lambda i: i < 100 or i % 3 == 0)
wine_x, wine_y = example("wine", "cultivar", lambda i: i >= 30)
wine = ((wine_x - wine_x.mean(axis=0)) / wine_x.std(axis=0), wine_y)
cycle = lambda data: np.array([float(i % 4) for i in range(len(data[1]))])

print(
    json.dumps(
        {
            "irisSample": fitted(*iris, sample_weight=cycle(iris)),
            "irisBalanced": fitted(*iris, class_weight="balanced"),
            "irisBoth": fitted(*iris, sample_weight=cycle(iris), class_weight="balanced"),
            "wineGiven": fitted(*wine, class_weight={"class_0": 3.0, "class_2": 0.5}, C=0.3),
        }
    )
)
