"""Prints the double-double and split constants of packages/bridle/src/core/{exp,log}.ts.

Needs mpmath; run by hand when a constant is to be checked: python3 tools/constants.py
"""

from mpmath import floor, ldexp, log, mp, mpf

mp.prec = 400


def double_double(x):
    hi = mpf(float(x))
    return float(hi), float(x - hi)


def split(x, bits, parts):
    """x as `parts` numbers of `bits` bits each (the last one a full double): n·part is exact for small integers n."""
    out, rest = [], x
    exponent = int(mp.floor(log(x, 2))) + 1
    for part in range(parts - 1):
        lsb = exponent - bits * (part + 1)
        piece = ldexp(floor(ldexp(rest, -lsb)), lsb)
        out.append(float(piece))
        rest -= piece
    return out + [float(rest)]


ln2 = log(mpf(2))
print("ln2/128 in 35 + 35 + 53 bits:", *map(repr, split(ln2 / 128, 35, 3)))
print("128/ln2:", repr(float(128 / ln2)))
print("ln2 in 42 + 53 + 53 bits:", *map(repr, split(ln2, 42, 2)), "| low:", repr(double_double(ln2)[1]))
h, l, *_ = split(ln2, 42, 2)
print("ln2 - 42 bits as double-double:", *map(repr, double_double(ln2 - mpf(h))))
for j in range(7):
    print(f"2^(1/{2 << j}):", *map(repr, double_double(mpf(2) ** (mpf(1) / (2 << j)))))
