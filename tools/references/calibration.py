"""The reference values of packages/bridle/test/learn/calibrate/reference.json.

Needs scikit-learn 1.9.1, SciPy 1.17.1, NumPy 2.4.6:
    python tools/references/calibration.py > packages/bridle/test/learn/calibrate/reference.json
Logits come from Lehmer's generator (16807), so that the test can make the same ones; labels are drawn from a map of
them that is neither the identity nor a temperature. SciPy minimises the same objectives; scikit-learn fits the isotonic
regressions, and its CORP parts of the Brier score follow.
"""

import json

import numpy as np
from scipy.optimize import brentq, minimize
from scipy.special import log_softmax, softmax
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import log_loss

ROWS, CLASSES, BINS = 300, 4, 15
state = 1


def uniform():
    global state
    state = state * 16807 % 2147483647
    return state / 2147483647


z = np.array([[8 * uniform() - 4 for _ in range(CLASSES)] for _ in range(ROWS)])
truth = softmax(z * [0.4, 0.6, 0.5, 0.3] + [0.5, 0, -0.5, 0.2], axis=1)
labels = np.array([min(CLASSES - 1, int(np.searchsorted(np.cumsum(row), uniform()))) for row in truth])
weights = np.array([1 + i % 3 for i in range(ROWS)], dtype=float)
one_hot = np.eye(CLASSES)[labels]


def loss(scores, w):
    return -(w * log_softmax(scores, axis=1)[np.arange(ROWS), labels]).sum() / w.sum()


def temperature(w):
    def slope(b):
        return (w * ((softmax(b * z, axis=1) - one_hot) * z).sum(axis=1)).sum()

    return 1 / brentq(slope, 1e-3, 10, xtol=1e-15, rtol=1e-14)


def affine(x, w, diagonal, l2):
    size = CLASSES if diagonal else CLASSES * CLASSES
    identity = np.concatenate([np.ones(CLASSES) if diagonal else np.eye(CLASSES).ravel(), np.zeros(CLASSES)])

    def value(theta):
        a = np.diag(theta[:size]) if diagonal else theta[:size].reshape(CLASSES, CLASSES)
        scores = x @ a.T + theta[size:]
        r = (softmax(scores, axis=1) - one_hot) * (w / w.sum())[:, None]
        matrix = (r * x).sum(axis=0) if diagonal else (r.T @ x).ravel()
        gradient = np.concatenate([matrix, r.sum(axis=0)]) + l2 * (theta - identity)
        return loss(scores, w) + l2 / 2 * ((theta - identity) ** 2).sum(), gradient

    found = minimize(value, identity, jac=True, method="L-BFGS-B", options={"ftol": 1e-16, "gtol": 1e-12, "maxiter": 10000})
    return {"parameters": found.x.tolist(), "objective": found.fun}


def isotonic(p, w):
    columns = []
    for k in range(CLASSES):
        model = IsotonicRegression(out_of_bounds="clip").fit(p[:, k], one_hot[:, k], sample_weight=w)
        columns.append(model.predict(p[:, k]))
    g = np.array(columns).T
    sums = g.sum(axis=1, keepdims=True)
    return np.where(sums == 0, 1 / CLASSES, g / np.where(sums == 0, 1, sums)), g


def equal_mass(confidence, right):
    order = np.argsort(confidence, kind="stable")
    return [(right[b].mean(), confidence[b].mean(), len(b)) for b in np.array_split(order, BINS)]


def classwise(p):
    total = 0
    for k in range(CLASSES):
        index = np.maximum(0, np.ceil(p[:, k] * BINS).astype(int) - 1)
        total += sum(abs((one_hot[index == b, k] - p[index == b, k]).sum()) for b in range(BINS)) / ROWS
    return total / CLASSES


p = softmax(z, axis=1)
ones = np.ones(ROWS)
confidence, right = p.max(axis=1), (p.argmax(axis=1) == labels).astype(float)
bins = equal_mass(confidence, right)
monotone = isotonic(p, ones)[1]
uncertainty = sum(one_hot[:, k].mean() * (1 - one_hot[:, k].mean()) for k in range(CLASSES))
brier = ((p - one_hot) ** 2).sum(axis=1).mean()
pooled = ((monotone - one_hot) ** 2).sum(axis=1).mean()

print(
    json.dumps(
        {
            "rows": ROWS,
            "classes": CLASSES,
            "labels": labels.tolist(),
            "temperature": temperature(ones),
            "temperatureWeighted": temperature(weights),
            "vector": affine(z, ones, True, 1 / ROWS),
            "vectorWeighted": affine(z, weights, True, 1 / weights.sum()),
            "dirichlet": affine(log_softmax(z, axis=1), ones, False, CLASSES / ROWS),
            "isotonic": isotonic(p, ones)[0][:20].ravel().tolist(),
            "isotonicWeighted": isotonic(p, weights)[0][:20].ravel().tolist(),
            "logLoss": log_loss(labels, p),
            "eceEqualMass": sum(n / ROWS * abs(a - c) for a, c, n in bins),
            "eceDebiased": max(0, sum(n / ROWS * ((a - c) ** 2 - a * (1 - a) / (n - 1)) for a, c, n in bins)) ** 0.5,
            "eceClasswise": classwise(p),
            "brierParts": {
                "reliability": brier - pooled,
                "resolution": uncertainty - pooled,
                "uncertainty": uncertainty,
            },
            "brier": brier,
        }
    )
)
