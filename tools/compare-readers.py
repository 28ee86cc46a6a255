"""Compares the cells that our readers find in mutated tables with those that Python finds.

    pip install pyarrow
    python tools/compare-readers.py [--runs 100000] [--seed 1] [--kind csv]

CSV and TSV are read by Python's csv (strict), JSON and JSON lines by json (strict: no NaN, no key twice), Parquet by
pyarrow. Where both sides accept a file, every cell must have the same text, up to the differences that MEANT lists with
their reasons. It prints counts, the differences by reason, and the first files that differ for no listed reason; it exits
with 1 if there are any. fuzz/README.md says what is meant.
"""

import argparse
import base64
import collections
import csv
import datetime
import decimal
import io
import json
import multiprocessing
import pathlib
import re
import resource
import subprocess
import sys
import uuid

NODE_HALF = pathlib.Path(__file__).with_name("compare-readers.mjs")
SHARES = {"csv": 30, "tsv": 10, "json": 15, "jsonl": 10, "parquet": 35}
SLICE = 1000
# What JavaScript's trim removes, which is what our readers remove around a cell.
BLANKS = "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"


class Refused(Exception):
    """Python does not read the file either."""


# ---- What Python reads: a list of (name, cells), a cell being a text, a float, or None where there is none.


def text_of(data):
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("not UTF-8") from error


def python_csv(data, delimiter):
    csv.field_size_limit(1 << 30)
    try:
        rows = list(csv.reader(io.StringIO(text_of(data), newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise Refused(f"csv: {re.sub('[0-9]+', 'n', str(error))}") from error
    rows = [row for row in rows if row]
    if not rows or any(len(row) != len(rows[0]) for row in rows):
        raise Refused("rows of other lengths")
    names = [name.strip(BLANKS) for name in rows[0]]
    return list(zip(names, zip(*rows[1:]))) if len(rows) > 1 else [(name, ()) for name in names]


def strict_object(pairs):
    if len({key for key, _ in pairs}) != len(pairs):
        raise Refused("a key twice")
    return dict(pairs)


def no_constant(name):
    raise Refused(f"the constant {name}")


class Number(str):
    """The text of a JSON number."""


def loads(text):
    try:
        return json.loads(text, object_pairs_hook=strict_object, parse_constant=no_constant, parse_int=Number, parse_float=Number)
    except (json.JSONDecodeError, RecursionError) as error:
        raise Refused(f"json: {getattr(error, 'msg', 'too deep')}") from error


def python_json(data, lines):
    text = text_of(data)
    if lines:
        records = [loads(line) for line in text.split("\n") if line.strip(" \t\r")]
    else:
        records = loads(text)
    if not records or not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise Refused("no list of objects")
    names = dict.fromkeys(name for record in records for name in record)
    return [(name, [json_cell(record.get(name)) for record in records]) for name in names]


def json_cell(value):
    if isinstance(value, (dict, list)):
        raise Refused("a value inside a value")
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value


def parquet_worker(pipe):
    import pyarrow
    import pyarrow.parquet

    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
    while True:
        data = pipe.recv_bytes()
        try:
            table = pyarrow.parquet.read_table(pyarrow.BufferReader(data))
            table.validate(full=True)
            pipe.send([(name, [parquet_cell(cell) for cell in table.column(i).to_pylist()]) for i, name in enumerate(table.column_names)])
        except Refused as error:
            pipe.send(str(error))
        except Exception as error:  # what pyarrow raises for a broken file is of many kinds
            pipe.send(f"pyarrow: {type(error).__name__}")


def parquet_cell(value):
    if value is None or isinstance(value, (str, float)):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (datetime.datetime, datetime.time)):
        text = str(value)
        return text.rstrip("0") if "." in text else text
    if isinstance(value, (int, decimal.Decimal, uuid.UUID, datetime.date)):
        return str(value)
    raise Refused(f"a value of type {type(value).__name__}")


class Parquet:
    """pyarrow in a process of its own, which a broken file may end."""

    def __init__(self):
        self.process = None

    def read(self, data):
        if self.process is None:
            self.pipe, end = multiprocessing.Pipe()
            self.process = multiprocessing.Process(target=parquet_worker, args=(end,), daemon=True)
            self.process.start()
        self.pipe.send_bytes(data)
        try:
            if not self.pipe.poll(30):
                raise EOFError
            answer = self.pipe.recv()
        except EOFError:
            self.process.kill()
            self.process = None
            raise Refused("pyarrow ended or hung") from None
        if isinstance(answer, str):
            raise Refused(answer)
        return answer


# ---- The comparison


def same_cell(ours, theirs):
    if isinstance(theirs, float):
        return ours is not None and (float(ours) == theirs or (ours == "NaN" and theirs != theirs))
    if isinstance(theirs, Number):
        return ours == theirs
    theirs = "" if theirs is None else theirs.strip(BLANKS)
    return (ours or "") == theirs


def difference(ours, theirs):
    """The first place where they differ, as (what, ours, theirs); None where they do not."""
    if [name for name, _ in ours] != [name for name, _ in theirs]:
        return "names", [name for name, _ in ours], [name for name, _ in theirs]
    for (name, mine), (_, other) in zip(ours, theirs):
        if len(mine) != len(other):
            return "rows", len(mine), len(other)
        for mine_cell, other_cell in zip(mine, other):
            if not same_cell(mine_cell, other_cell):
                return f"cell of {name!r}", mine_cell, other_cell
    return None


# A DataPageHeader of Thrift: its number of values, its encoding, and an encoding of definition levels other than RLE (3).
FALSE_LEVELS = re.compile(r",\x15[\x80-\xff]*[\x00-\x7f]\x15[\x00-\x7f]\x15[^\x06]", re.DOTALL)

# Differences that are meant: the reason, and whether it explains one (the kind, the text, the place, ours, theirs).
MEANT = [
    (
        "in a table of one column an empty line is a missing cell; Python's csv skips it",
        lambda kind, text, place, ours, theirs: kind in ("csv", "tsv") and place == "rows" and ours > theirs,
    ),
    (
        "a cell may have white space outside its quotes; to Python's csv such quotes are text",
        lambda kind, text, place, ours, theirs: kind in ("csv", "tsv") and re.search(r'[\s\x1c-\x1f]"|"[\s]', text),
    ),
    (
        "a number of JSON is written as DuckDB writes it, with the same value: 1E5 is 100000.0",
        lambda kind, text, place, ours, theirs: isinstance(theirs, Number) and same_number(ours, theirs),
    ),
    (
        "a column name of Parquet loses a byte-order mark at its start",
        lambda kind, text, place, ours, theirs: kind == "parquet" and place == "names" and ours == [name.removeprefix("\ufeff") for name in theirs],
    ),
    (
        "a page header that is false about the encoding of its definition levels: pyarrow follows it, DuckDB expects RLE",
        lambda kind, text, place, ours, theirs: kind == "parquet" and FALSE_LEVELS.search(text),
    ),
    (
        "in a footer whose old and new type of a column contradict, DuckDB goes by one and pyarrow by the other",
        lambda kind, text, place, ours, theirs: kind == "parquet" and place.startswith("cell") and shape(ours) != shape(theirs),
    ),
]


def shape(cell):
    """What a type shows in a cell: a number with so many decimals, or a text with its digits removed."""
    text = str(cell)
    number = re.fullmatch(r"-?[0-9]+(?:\.([0-9]+))?", text)
    return ("number", len(number[1] or "")) if number else re.sub("[0-9]+", "0", text)


def same_number(ours, theirs):
    try:
        return float(ours) == float(theirs)
    except (TypeError, ValueError):
        return False


def explain(kind, data, found):
    text = data.decode("latin-1")
    for reason, explains in MEANT:
        if explains(kind, text, *found):
            return reason
    return None


def inputs(kind, seed, runs):
    for start in range(0, runs, SLICE):
        end = min(runs, start + SLICE)
        command = ["node", str(NODE_HALF), kind, str(seed), str(start), str(end)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
            seen = start
            for line in process.stdout:
                entry = json.loads(line)
                seen = entry["index"] + 1
                yield entry
        if process.returncode != 0:
            sys.exit(f"the Node half ended at {kind} {seen} of seed {seed}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=SHARES, action="append")
    options = parser.parse_args()
    kinds = options.kind or list(SHARES)
    whole = sum(SHARES[kind] for kind in kinds)
    parquet = Parquet()
    unexplained = 0
    for kind in kinds:
        counts = collections.Counter()
        only_ours = collections.Counter()
        only_theirs = collections.Counter()
        reasons = collections.Counter()
        examples = []
        for entry in inputs(kind, options.seed, options.runs * SHARES[kind] // whole):
            data = base64.b64decode(entry["bytes"])
            try:
                if kind == "parquet":
                    theirs = parquet.read(data)
                elif kind in ("csv", "tsv"):
                    theirs = python_csv(data, entry.get("delimiter", "\t" if kind == "tsv" else ","))
                else:
                    theirs = python_json(data, not data.decode("latin-1").lstrip("\xef\xbb\xbf \t\r\n").startswith("["))
                refused = None
            except Refused as error:
                refused = str(error)
            if "code" in entry:
                counts["refused by both" if refused else "refused by us"] += 1
                if not refused:
                    only_theirs[entry["code"]] += 1
                continue
            if refused:
                counts["refused by Python"] += 1
                only_ours[refused] += 1
                continue
            found = difference(entry["columns"], theirs)
            reason = found and explain(kind, data, found)
            if not found:
                counts["the same"] += 1
            elif reason:
                counts["differ as meant"] += 1
                reasons[reason] += 1
            else:
                counts["DIFFER"] += 1
                unexplained += 1
                if counts["DIFFER"] <= 10:
                    examples.append(f"  DIFFER {kind} {entry['index']}: {str(found)[:300]} {data[:300]!r}")
        print(f"{kind}: {dict(counts)}")
        for title, some in (("differ as meant", reasons), ("refused by us only", only_theirs), ("refused by Python only", only_ours)):
            if some:
                print(f"  {title}: {', '.join(f'{name} {count}' for name, count in some.most_common())}")
        print("\n".join(examples), flush=True)
    sys.exit(1 if unexplained else 0)


if __name__ == "__main__":
    main()
