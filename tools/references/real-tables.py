"""The tables and reference values of packages/bridle/test/learn/fit/real-tables.json.

Needs scikit-learn 1.9.1, statsmodels 0.15.0, SciPy 1.17.1, NumPy 2.4.6; from the root of the project:
    python tools/references/real-tables.py > packages/bridle/test/learn/fit/real-tables.json
LogisticRegression by newton-cholesky with tol 1e-14, MNLogit by Newton's method. The tables are in the packages:
- anes96, of statsmodels: American National Election Study of 1996, party identification in 7 classes; public domain.
- modechoice, of statsmodels: how 210 travellers went from Sydney to Melbourne, in 4 classes; public domain.
- breast_cancer, of scikit-learn: Breast Cancer Wisconsin (Diagnostic), Wolberg et al. 1995, UCI, CC BY 4.0; five of its
  columns.
The penalised references are of examples/* as well, whose numbers the test reads from there.
"""

import csv
import json

import numpy as np
import statsmodels.api as sm
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression


def example(name, target, keep=lambda row: True):
    with open(f"examples/{name}/{name}.csv", newline="") as file:
        rows = [row for row in csv.DictReader(file) if keep(row)]
    numbers = []
    for key in rows[0]:
        if key == target:
            continue
        try:
            numbers.append([float(row[key]) for row in rows])
        except ValueError:
            pass
    classes = sorted({row[target] for row in rows})
    return np.array(numbers).T, np.array([classes.index(row[target]) for row in rows])


def rounded(values, digits=12):
    return [float(f"{v:.{digits}g}") for v in np.asarray(values).ravel()]


def penalised(x, y, C):
    model = LogisticRegression(C=C, solver="newton-cholesky", tol=1e-14, max_iter=10000).fit(x, y)
    log_p = np.log(model.predict_proba(x)[np.arange(len(y)), y])
    objective = -log_p.mean() + (model.coef_**2).sum() / (2 * C * len(y))
    return {"C": C, "coef": rounded(model.coef_, 9), "intercept": rounded(model.intercept_, 9), "objective": objective}


def unpenalised(x, y):
    result = sm.MNLogit(y, sm.add_constant(x, has_constant="add")).fit(method="newton", maxiter=200, tol=1e-14, disp=0)
    return {
        "estimate": rounded(np.asarray(result.params).T),
        "standardError": rounded(np.asarray(result.bse).T),
        "logLikelihood": result.llf,
    }


anes = sm.datasets.anes96.load_pandas().data
modes = sm.datasets.modechoice.load_pandas().data
went = modes[modes["choice"] == 1]
cancer = load_breast_cancer(as_frame=True)
tables = {
    "anes96": (anes[["TVnews", "selfLR", "age", "educ", "income"]], anes["PID"]),
    "modechoice": (went[["hinc", "psize"]], went["mode"] - 1),
    "breast_cancer": (
        cancer.data[["mean texture", "mean area", "mean smoothness", "mean symmetry", "mean fractal dimension"]],
        cancer.target,
    ),
}
out = {}
for name, (frame, target) in tables.items():
    x, y = frame.to_numpy(float), target.to_numpy(int)
    out[name] = {
        "columns": list(frame.columns),
        "data": [int(v) if v == int(v) else float(v) for v in x.ravel()],
        "labels": y.tolist(),
        "unpenalised": unpenalised(x, y),
        "penalised": [penalised(x, y, C) for C in (0.01, 1)],
    }
own = {
    "iris": example("iris", "species"),
    "wine": example("wine", "cultivar"),
    "penguins": example("penguins", "species", lambda row: all(v not in ("", "NA") for v in row.values())),
    "digits": example("digits", "digit"),
}
for name, (x, y) in own.items():
    # The lengths of the classes' weights stand for the 640 weights of digits.
    reference = penalised(x, y, 1)
    if name == "digits":
        weights = np.reshape(reference["coef"], (10, -1))
        reference["coef"] = rounded(np.linalg.norm(weights, axis=1), 7)
    out[name] = {"penalised": [reference]}
print(json.dumps(out, separators=(",", ":")))
