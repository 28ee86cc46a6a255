"""The reference values of packages/bridle/test/learn/infer/reference.json.

Needs statsmodels 0.15.0, SciPy 1.17.1, NumPy 2.4.6, mpmath 1.3 or newer; from the root of the project:
    python tools/references/inference.py > packages/bridle/test/learn/infer/reference.json
MNLogit by Newton's method on examples/*, and on a table that Lehmer's generator makes (the test makes the same). MNLogit
takes no weights: rows are repeated. The tails are mpmath's at 40 digits.
"""

import csv
import json

import mpmath
import numpy as np
import statsmodels.api as sm

mpmath.mp.dps = 40


def example(name):
    with open(f"examples/{name}/{name}.csv", newline="") as file:
        return list(csv.DictReader(file))


def codes(values):
    levels = list(dict.fromkeys(values))
    return np.array([levels.index(v) for v in values])


def fit(y, x, **options):
    return sm.MNLogit(y, x).fit(method="newton", maxiter=200, tol=1e-14, disp=0, **options)


def flat(table):
    return np.asarray(table).T.ravel().tolist()


def differences(result, full, column):
    """The mean change of each probability from 0 to 1 in a column, and its error by a numerical Jacobian.

    get_margeff(dummy=True) of MNLogit raises a ValueError in this version.
    """

    def effect(params):
        p = []
        for value in (1, 0):
            at = full.copy()
            at[:, column] = value
            p.append(result.model.predict(params.reshape(-1, full.shape[1]).T, at).mean(axis=0))
        return p[0] - p[1]

    theta = np.asarray(result.params).T.ravel()
    steps = np.eye(len(theta)) * 1e-6
    jacobian = np.array([(effect(theta + s) - effect(theta - s)) / 2e-6 for s in steps]).T
    return effect(theta), np.sqrt(np.einsum("ka,ab,kb->k", jacobian, result.cov_params(), jacobian))


def inference(y, x, groups, clusters=None, flags=()):
    """x without the intercept; params are (features, classes - 1), so the transpose is class by class."""
    full = np.column_stack([np.ones(len(y)), x])
    result = fit(y, full)
    low, high = np.moveaxis(result.conf_int(0.05).reshape(-1, full.shape[1], 2), -1, 0)
    slopes = result.get_margeff(at="overall", method="dydx")
    effects, errors = np.array(slopes.margeff), np.array(slopes.margeff_se)
    for j in flags:
        effects[j], errors[j] = differences(result, full, j + 1)
    out = {
        "estimate": flat(result.params),
        "standardError": flat(result.bse),
        "z": flat(result.tvalues),
        "p": flat(result.pvalues),
        "low": low.ravel().tolist(),
        "high": high.ravel().tolist(),
        "robust": flat(fit(y, full, cov_type="HC0").bse),
        "logLikelihood": result.llf,
        "nullLogLikelihood": result.llnull,
        "aic": result.aic,
        "bic": result.bic,
        "mcfaddenR2": result.prsquared,
        "statistic": result.llr,
        "df": result.df_model,
        "llrP": result.llr_pvalue,
        "effects": flat(effects),
        "effectErrors": flat(errors),
        "tests": [],
    }
    if clusters is not None:
        kind = {"cov_type": "cluster", "cov_kwds": {"groups": clusters, "use_correction": False}}
        out["clustered"] = flat(fit(y, full, **kind).bse)
    for group in groups:
        kept = [j for j in range(x.shape[1]) if j not in group]
        simpler = fit(y, np.column_stack([np.ones(len(y)), x[:, kept]]))
        out["tests"].append(2 * (result.llf - simpler.llf))
    return out


iris = [row for row in example("iris") if row["species"] != "setosa"]
iris_x = np.array([[float(row[k]) for k in row if k != "species"] for row in iris])

wine = example("wine")
wine_x = np.array([[float(row[k]) for k in ("malic_acid", "ash", "magnesium")] for row in wine])

penguins = [row for row in example("penguins") if all(v not in ("", "NA") for v in row.values())]
penguins_x = np.array(
    [[float(row["bill_length_mm"]), float(row["body_mass_g"]), row["sex"] == "FEMALE"] for row in penguins], dtype=float
)

state = 7


def uniform():
    global state
    state = state * 16807 % 2147483647
    return state / 2147483647


made = np.array([[10 * uniform(), 100 + uniform(), uniform() < 0.4] for _ in range(250)], dtype=float)
noise = np.array([[uniform() for _ in range(4)] for _ in range(250)])
gumbel = -np.log(-np.log(noise))
made_y = np.argmax(gumbel + 0.2 * made[:, :1] * [0, 1, -0.5, 0.3] + made[:, 2:] * [0, 0.5, 1, 0], axis=1)
repeats = np.array([1 + i % 3 for i in range(250)])
weighted = np.repeat(np.arange(250), repeats)

print(
    json.dumps(
        {
            "iris": inference(codes([row["species"] for row in iris]), iris_x, [[0], [1], [2], [3]]),
            "wine": inference(codes([row["cultivar"] for row in wine]), wine_x, [[0], [1], [2]]),
            "penguins": inference(
                codes([row["island"] for row in penguins]),
                penguins_x,
                [[0], [1], [2]],
                clusters=codes([row["species"] for row in penguins]),
                flags=[2],
            ),
            "made": {"labels": made_y.tolist(), **inference(made_y, made, [[0], [1], [2]], clusters=np.arange(250) // 5, flags=[2])},
            "weighted": inference(made_y[weighted], made[weighted], [[0], [1], [2]], flags=[2]),
            "normal": [[z, float(mpmath.erfc(mpmath.mpf(z) / mpmath.sqrt(2)) / 2)] for z in (0.001, 0.5, 1, 1.96, 1.999, 2, 2.5, 5, 10, 20, 37)],
            "chiSquare": [
                [x, df, float(mpmath.gammainc(mpmath.mpf(df) / 2, mpmath.mpf(x) / 2, regularized=True))]
                for x, df in ((0.1, 1), (3.84, 1), (50, 1), (600, 1), (0.5, 2), (5.99, 2), (1, 3), (100, 3), (2, 10), (18.3, 10), (300, 10), (80, 101), (130, 101), (900, 1000), (1100, 1000), (1500, 999), (10100, 10000))
            ],
        }
    )
)
