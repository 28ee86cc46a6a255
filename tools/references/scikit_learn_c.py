"""Writes the probabilities of scikit-learn for tables of packages/pipeline/test/cases, at several C.

    pip install scikit-learn
    python tools/references/scikit_learn_c.py

The tests compare ours, of the same C and without standardisation, with packages/pipeline/test/cases/scikit-learn-c.json.
"""

import csv
import json
import pathlib

import numpy
import sklearn
from sklearn.linear_model import LogisticRegression

ROOT = pathlib.Path(__file__).parents[2]
CASES = ROOT / "packages/pipeline/test/cases"
TABLES = [CASES / "W1-two-classes.csv", CASES / "W2-two-texts.csv", ROOT / "examples/iris/iris.csv"]

fits = []
for path in TABLES:
    rows = list(csv.reader(path.open(encoding="utf-8")))[1:]
    x = numpy.array([row[:-1] for row in rows], dtype=float)
    y = numpy.array([row[-1] for row in rows])
    for c in (0.1, 1, 30):
        model = LogisticRegression(C=c, solver="newton-cholesky", tol=1e-13, max_iter=1000).fit(x, y)
        p = model.predict_proba(x)
        fits.append({"table": path.name, "C": c, "classes": list(model.classes_), "p": p.round(12).tolist()})
target = CASES / "scikit-learn-c.json"
lines = ",\n    ".join(json.dumps(fit) for fit in fits)
target.write_text(f'{{\n  "scikit-learn": "{sklearn.__version__}",\n  "fits": [\n    {lines}\n  ]\n}}\n', encoding="utf-8")
