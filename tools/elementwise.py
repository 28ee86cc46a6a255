"""Prints the polynomials of packages/bridle/src/kernels/{exps,logs}.ts: minimax in the error of the whole function.

Each P is found by Remez' exchange so that the largest |P(t) − f(t)|·w(t) is least, where w makes of an error of P the
relative error of exp or log. Needs mpmath; run by hand when a constant is to be checked: python3 tools/elementwise.py
"""

from mpmath import exp, fabs, log, lu_solve, matrix, mp, mpf, polyval, sqrt

mp.prec = 200
POINTS = 2000


def minimax(f, w, low, high, count):
    """`count` coefficients, lowest first, and log2 of the largest weighted error once they are rounded to float64."""
    grid = [low + (high - low) * (1 - mp.cos(mp.pi * (i + mpf(1) / 2) / POINTS)) / 2 for i in range(POINTS)]
    values = [(t, f(t), w(t)) for t in grid]
    chosen = [values[(2 * i + 1) * POINTS // (2 * count + 2)] for i in range(count + 1)]
    for _ in range(8):
        rows = [[t**j for j in range(count)] + [(-1) ** i / weight] for i, (t, _, weight) in enumerate(chosen)]
        solved = lu_solve(matrix(rows), matrix([value for _, value, _ in chosen]))
        p = list(solved)[:count]
        errors = [(polyval(p[::-1], t) - value) * weight for t, value, weight in values]
        chosen = extrema(values, errors, count + 1)
    p = [float(c) for c in p]
    worst = max(fabs((polyval(p[::-1], t) - value) * weight) for t, value, weight in values)
    return p, float(log(worst, 2))


def extrema(values, errors, count):
    """The largest error of each run of one sign; of too many runs the last are left out."""
    runs = []
    for i, error in enumerate(errors):
        if runs and (errors[runs[-1]] > 0) == (error > 0):
            if fabs(error) > fabs(errors[runs[-1]]):
                runs[-1] = i
        else:
            runs.append(i)
    return [values[i] for i in runs[:count]]


def show(title, fit):
    p, worst = fit
    print(f"{title}: error 2^{worst:.1f}")
    for c in p:
        print("  ", repr(c))


half = log(mpf(2)) / 2
most = ((sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1)) ** 2  # s² where f = √2


def atanh_rest(q):
    s = sqrt(q)
    return (log((1 + s) / (1 - s)) - 2 * s) / s**3


def atanh_weight(q):
    s = sqrt(q)
    return s**3 / log((1 + s) / (1 - s))


show("exps.ts EXP32, (e^r - 1)/r", minimax(lambda r: (exp(r) - 1) / r, lambda r: fabs(r) / exp(r), -half, half, 7))
show(
    "exps.ts EXP64, (e^d - 1 - d - d²/2)/d³",
    minimax(lambda d: (exp(d) - 1 - d - d * d / 2) / d**3, lambda d: fabs(d) ** 3 / exp(d), -half, half, 10),
)
show("logs.ts LOG32, (ln((1+s)/(1-s)) - 2s)/s³ in s²", minimax(atanh_rest, atanh_weight, most / 10**9, most, 4))
show("logs.ts LOG64, the same", minimax(atanh_rest, atanh_weight, most / 10**9, most, 7))
