"""Makes the tensor files that packages/bridle/test/tensor-files reads, and what NumPy finds in them.

    pip install numpy==2.4.6 safetensors==0.8.0 ml_dtypes==0.6.0
    python tools/references/tensor-files.py

expected.json gives, by file and tensor, the shape, the type and the numbers in row-major order as text.
"""

import io
import json
import pathlib
import sys

import ml_dtypes
import numpy as np
from numpy.lib import format as npy
from safetensors.numpy import save as save_safetensors

FOLDER = pathlib.Path(__file__).parents[2] / "packages/bridle/test/tensor-files/fixtures"
NAMES = {"bfloat16": ml_dtypes.bfloat16, "float8_e4m3fn": ml_dtypes.float8_e4m3fn, "float8_e5m2": ml_dtypes.float8_e5m2}
VALUES = [0.0, -0.0, 1.0, -2.5, 0.1, 448.0, 1e-5, 57344.0, 3e38, np.nan, np.inf, -np.inf]
WHOLE = [0, 1, 2, 3, 100, 127, 7, 8, 9, 10, 11, 12]

expected = {}


def found(array, kind=None):
    kind = kind or array.dtype.newbyteorder("=").name
    wide = array if kind in ("int64", "uint64") else array.astype(np.float64)
    return {"dims": list(array.shape), "type": kind, "data": [repr(x.item()) for x in wide.ravel(order="C")]}


def keep(name, data, tensors):
    (FOLDER / name).write_bytes(data)
    expected[name] = tensors


def saved(array, version=None):
    out = io.BytesIO()
    npy.write_array(out, array, version=version)
    return out.getvalue()


def floats(kind):
    with np.errstate(over="ignore", invalid="ignore"):
        return np.array(VALUES).astype(NAMES.get(kind, kind)).reshape(3, 4)


FOLDER.mkdir(exist_ok=True)
for order in "<>":
    for kind in ("f2", "f4", "f8", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8"):
        numbers = VALUES if kind[0] == "f" else WHOLE
        with np.errstate(over="ignore"):
            array = np.array(numbers).astype(order + kind).reshape(3, 4)
        if kind == "i8":
            array[0, 0] = -(2**63)
        if kind == "u8":
            array[0, 0] = 2**64 - 1
        keep(f"{'little' if order == '<' else 'big'}-{kind}.npy", saved(array), {"": found(array)})
cube = np.arange(24, dtype=np.float32).reshape(2, 3, 4)
keep("fortran.npy", saved(np.asfortranarray(cube)), {"": found(cube)})
keep("fortran-big.npy", saved(np.asfortranarray(cube.astype(">i4"))), {"": found(cube.astype(np.int32))})
for version in ((1, 0), (2, 0), (3, 0)):
    keep(f"version-{version[0]}.npy", saved(cube, version), {"": found(cube)})
keep("scalar.npy", saved(np.array(2.5)), {"": found(np.array(2.5))})
keep("empty.npy", saved(np.zeros((0, 3))), {"": found(np.zeros((0, 3)))})
flags = np.array([True, False, True])
keep("bool.npy", saved(flags), {"": found(flags)})
for kind in NAMES:
    keep(f"{kind}.npy", saved(floats(kind)), {"": found(floats(kind), kind)})
# NumPy 1 under Python 2 wrote L behind whole numbers.
two = saved(cube, (1, 0)).replace(b"(2, 3, 4), }   ", b"(2L, 3L, 4L), }")
keep("python-2.npy", two, {"": found(cube)})

keep("objects.npy", saved(np.array([{"a": 1}], dtype=object)), "pickled")
keep("text.npy", saved(np.array(["a", "bc"])), "unsupported-type")
keep("complex.npy", saved(np.array([1j])), "unsupported-type")
keep("structured.npy", saved(np.zeros(2, dtype=[("a", "f4"), ("b", "i4")])), "unsupported-type")
keep("dates.npy", saved(np.array(["2024-01-01"], dtype="M8[D]")), "unsupported-type")
keep("long-double.npy", saved(np.zeros(2, dtype=np.longdouble)), "unsupported-type")

pair = {"logits": np.linspace(-3, 3, 40, dtype=np.float32).reshape(8, 5), "라벨": np.arange(8)}
for name, save in (("stored.npz", np.savez), ("deflated.npz", np.savez_compressed)):
    out = io.BytesIO()
    save(out, **pair)
    keep(name, out.getvalue(), {key: found(array) for key, array in pair.items()})

tensors = {kind: floats(kind) for kind in ("float64", "float32", "float16", *NAMES)}
tensors |= {kind: np.array(WHOLE, dtype=kind) for kind in ("int64", "int32", "int16", "int8", "uint64", "uint32", "uint16", "uint8")}
tensors["bool"] = flags
tensors["empty"] = np.zeros((2, 0), dtype=np.float32)
keep("all.safetensors", save_safetensors(tensors, metadata={"format": "pt"}), {
    name: found(array, name if name in NAMES else None) for name, array in tensors.items()
})

(FOLDER / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n")
print(f"{len(expected)} files by NumPy {np.__version__}, Python {sys.version.split()[0]}")
