"""Models of scikit-learn as `bridle import` reads them, and what scikit-learn itself predicts: test fixtures.

    pip install scikit-learn==1.9.1 skl2onnx==1.20.0      # or scikit-learn==1.4.2 "numpy<2", without ONNX
    python tools/import-fixtures.py packages/pipeline/test/import/fixtures

Writes sklearn-VERSION-{iris,binary,scaled}.{npz,json} and, where skl2onnx is installed, onnx-VERSION-*.onnx, with
expected-*.json: rows and the probabilities of the library.
"""

import json
import sys
from pathlib import Path

import numpy as np
import sklearn
from sklearn.datasets import load_breast_cancer, load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

out = Path(sys.argv[1])
version = sklearn.__version__


# The snippet that docs/export.md gives.
def for_bridle(model, names, rows, scaler=None):
    arrays = {
        "coef_": model.coef_, "intercept_": model.intercept_, "classes_": model.classes_.astype(str),
        "feature_names_in_": np.array(list(names), dtype=str), "check_x": np.asarray(rows),
        "check_p": model.predict_proba(rows if scaler is None else scaler.transform(rows)),
    }
    if scaler is not None:
        arrays["mean_"], arrays["scale_"] = scaler.mean_, scaler.scale_
    return arrays


def save(name, arrays):
    np.savez(out / f"sklearn-{version}-{name}.npz", **arrays)
    texts = json.dumps({key: value.tolist() for key, value in arrays.items()})
    (out / f"sklearn-{version}-{name}.json").write_text(texts + "\n")


def expect(name, rows, probabilities):
    found = {"version": version, "rows": rows.tolist(), "probabilities": probabilities.tolist()}
    (out / f"expected-{version}-{name}.json").write_text(json.dumps(found) + "\n")


iris = load_iris()
names = [name.removesuffix(" (cm)") for name in iris.feature_names]
labels = iris.target_names[iris.target]
cancer = load_breast_cancer()
few, few_names = cancer.data[:, :5], cancer.feature_names[:5]

some = iris.data[::10]
three = LogisticRegression(max_iter=1000).fit(iris.data, labels)
save("iris", for_bridle(three, names, some))
expect("iris", some, three.predict_proba(some))

two = LogisticRegression(max_iter=10000).fit(few, cancer.target)
save("binary", for_bridle(two, few_names, few[::40]))
expect("binary", few[::40], two.predict_proba(few[::40]))

scaler = StandardScaler().fit(few)
after = LogisticRegression().fit(scaler.transform(few), cancer.target)
save("scaled", for_bridle(after, few_names, few[::40], scaler))
expect("scaled", few[::40], after.predict_proba(scaler.transform(few[::40])))

try:
    from skl2onnx import to_onnx
except ImportError:
    sys.exit()

for name, model, rows, targets in [
    ("iris", LogisticRegression(max_iter=1000), iris.data, labels),
    ("binary", LogisticRegression(max_iter=10000), few, cancer.target),
    ("scaled", make_pipeline(StandardScaler(), LogisticRegression()), few, cancer.target),
]:
    model.fit(rows, targets)
    for kind, one in [("double", rows[:1]), ("float", rows[:1].astype(np.float32))]:
        plain = {id(model): {"zipmap": False}}
        graph = to_onnx(model, one, options=plain)
        (out / f"onnx-{version}-{name}-{kind}.onnx").write_bytes(graph.SerializeToString())
# With the map of names that skl2onnx adds by default.
graph = to_onnx(three, some[:1].astype(np.float32))
(out / f"onnx-{version}-zipmap.onnx").write_bytes(graph.SerializeToString())
