#!/usr/bin/env bash
# scikit-learn 1.9.1: coef_ of a LogisticRegression of three classes lies column by column, with every solver, where that of
# 1.4.2 lies row by row. numpy.save keeps the order, so the .npy has fortran_order True, which a reader that knows only the row-major
# files of earlier versions takes for other weights.
# Seen:  1.9.1 (3, 4) F order, header fortran_order True; 1.4.2 C order, fortran_order False
# Fails if this changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >run.py <<'PY'
import io, sys
import numpy as np, sklearn
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

x, y = load_iris(return_X_y=True)
seen = []
for solver in ["lbfgs", "newton-cg", "newton-cholesky"][: 3 if sys.argv[1] == "1.9.1" else 2]:
    coef = LogisticRegression(solver=solver, max_iter=1000).fit(x, y).coef_
    file = io.BytesIO()
    np.save(file, coef)
    seen.append((coef.shape, coef.flags["F_CONTIGUOUS"], b"'fortran_order': True" in file.getvalue()))
print(sklearn.__version__, seen)
expected = sys.argv[1] == "1.9.1"
assert sklearn.__version__ == sys.argv[1]
assert all(shape == (3, 4) and order == expected and header == expected for shape, order, header in seen)
PY
for pins in "1.9.1 scikit-learn==1.9.1 numpy==2.4.6" "1.4.2 scikit-learn==1.4.2 numpy==1.26.4"; do
  set -- $pins
  python3 -m venv "v$1"
  "v$1/bin/pip" install --quiet --disable-pip-version-check "$2" "$3"
  "v$1/bin/python" run.py "$1"
done
