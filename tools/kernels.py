"""Prints the polynomials of packages/bridle/src/kernels/{exp,log}.ts: minimax in the relative error of e^r and of ln f.

exp: e^r − 1 for float32 by Remez' exchange, (e^r − 1 − r)/r² for float64 and the level fast by Lawson's weights, since its weight vanishes
at 0; |r| ≤ ln2/2 and a little. log: (ln((1+s)/(1−s)) − 2s)/s³ in s², f = (1+s)/(1−s) from √½ to √2.
Needs mpmath; run by hand when a constant is to be checked: python3 tools/kernels.py
"""

from mpmath import cos, exp, log, lu_solve, matrix, mp, mpf, pi, sqrt

mp.prec = 300
GRID = 3000
HALF = log(mpf(2)) / 2 + mpf(2) ** -12


def remez(f, powers, weight, low, high):
    """Coefficients of the powers, so that the largest weighted error is least, and log2 of that error."""
    count = len(powers)
    points = [(low + high) / 2 - (high - low) / 2 * cos(pi * (2 * i + 1) / (2 * (count + 1))) for i in range(count + 1)]
    grid = [low + (high - low) * mpf(i) / GRID for i in range(GRID + 1)]
    for _ in range(40):
        rows = [[x**k for k in powers] + [(-1) ** i / weight(x)] for i, x in enumerate(points)]
        solved = lu_solve(matrix(rows), matrix([f(x) for x in points]))
        errors = [(f(x) - sum(solved[j] * x**k for j, k in enumerate(powers))) * weight(x) for x in grid]
        runs = []
        for i, error in enumerate(errors):
            if not runs or (errors[runs[-1]] >= 0) != (error >= 0):
                runs.append(i)
            elif abs(error) > abs(errors[runs[-1]]):
                runs[-1] = i
        if len(runs) < count + 1:
            break
        while len(runs) > count + 1:
            runs.pop(0 if abs(errors[runs[0]]) < abs(errors[runs[-1]]) else -1)
        moved = max(abs(grid[i] - x) for i, x in zip(runs, points))
        points = [grid[i] for i in runs]
        if moved < (high - low) / GRID * 2:
            break
    return [float(solved[j]) for j in range(count)], float(log(max(map(abs, errors)), 2))


def lawson(f, weight, count, points=80, rounds=25):
    """The same by least squares whose weights follow the errors."""
    xs = [-HALF * cos(pi * (2 * i + 1) / (2 * points)) for i in range(points)]
    share = [mpf(1) / points] * points
    for _ in range(rounds):
        scale = [sqrt(s) * weight(x) for s, x in zip(share, xs)]
        rows = matrix([[s * x**k for k in range(count)] for s, x in zip(scale, xs)])
        values = matrix([s * f(x) for s, x in zip(scale, xs)])
        solved = lu_solve(rows.T * rows, rows.T * values)
        errors = [abs(f(x) - sum(solved[k] * x**k for k in range(count))) * weight(x) for x in xs]
        share = [s * (e + mpf(10) ** -40) for s, e in zip(share, errors)]
        share = [s / sum(share) for s in share]
    return [float(solved[k]) for k in range(count)], float(log(max(errors), 2))


def show(title, fit):
    coefficients, worst = fit
    print(f"{title}: error 2^{worst:.1f}")
    for c in coefficients:
        print("  ", repr(c))


def rest_of_atanh(q):
    s = sqrt(q)
    return (log((1 + s) / (1 - s)) - 2 * s) / s**3


show("exp, float32", remez(lambda r: exp(r) - 1, range(1, 7), lambda r: exp(-r), -HALF, HALF))
show("exp, float64", lawson(lambda r: (exp(r) - 1 - r) / r**2, lambda r: r**2 * exp(-r), 10))
show("exp, fast, to be rounded to float32", lawson(lambda r: (exp(r) - 1 - r) / r**2, lambda r: r**2 * exp(-r), 5))
most = (sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1) + mpf(2) ** -12
show("log", remez(rest_of_atanh, range(7), lambda q: q / 2, mpf(10) ** -9, most**2))
