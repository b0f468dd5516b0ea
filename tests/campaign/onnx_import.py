#!/usr/bin/env python3
"""The operator cases of ONNX (Debian's libonnx-testdata) through `netc import`: see
spec/onnx-import.md, which this writes.

  onnx_import.py NETC [--data FOLDER] [--write spec/onnx-import.md] [--only NAME]

Each case is a model with inputs and outputs. Inputs beyond the first are put into the model as
constants, of several outputs the first is taken; `netc import` then reads it, runs it on the case's
input, and compares. Where the first axis of a case does not count samples, --one-sample says so.
Exit status 1 when a net differs, or netc ends by a signal."""

import argparse
import collections
import pathlib
import re
import subprocess
import sys
import tempfile

import onnx

DATA = "/usr/share/libonnx-testdata/data"
# Cases whose outputs are those of a training step, of random numbers, or of fewer digits.
OTHER = re.compile(r"training|dropout_random|FLOAT16|BFLOAT16|bernoulli")


def embedded(case, folder):
    """The model with its further inputs as initializers; the name of its first output, or None."""
    m = onnx.load(str(case / "model.onnx"))
    names = {t.name for t in m.graph.initializer}
    inputs = [v for v in m.graph.input if v.name not in names]
    for i, v in enumerate(inputs[1:], 1):
        t = onnx.TensorProto()
        t.ParseFromString((case / "test_data_set_0" / f"input_{i}.pb").read_bytes())
        t.name = v.name
        m.graph.initializer.append(t)
    (folder / "model.onnx").write_bytes(m.SerializeToString())
    (folder / "test_data_set_0").symlink_to(case / "test_data_set_0")
    return m.graph.output[0].name if len(m.graph.output) > 1 else None


def reason(said):
    """The first error, without the names of this case."""
    found = re.search(r"error: (.*)", said)
    last = said.strip().split("\n")[-1]
    text = found.group(1) if found else "its values are not compared" if "wrote" in last else last
    text = re.sub(r"^(node|input|output|tensor) `[^`]*` ?", "", text)
    text = re.sub(r"-?\d+(\.\d+)?", "N", text)
    return re.sub(r"[|`]", "'", text)[:110].lstrip("(: ").replace("):", ":")


def run(netc, case):
    """ "agrees", "differs", or why netc does not read it."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        try:
            output = embedded(case, folder)
        except Exception:  # no tensors
            return "inputs that are not tensors"
        why = None
        for extra in ([], ["--one-sample"]):
            args = [
                netc,
                "import",
                folder / "model.onnx",
                "-o",
                folder / "m.net",
                "--force",
                *extra,
            ]
            args += [f"--output={output}"] if output else []
            r = subprocess.run(args, capture_output=True, text=True, check=False)
            if r.returncode < 0:
                return "differs"
            found = re.search(r"largest difference (\S+) of (\S+)", r.stdout)
            if found and float(found[1]) <= 1e-5 * float(found[2]) + 1e-7:
                return "agrees"
            if found and not OTHER.search(case.name):
                return "differs"
            why = why or ("values of a training step or of fewer digits" if found else None)
            why = why or reason(r.stderr or r.stdout)
    return why


def page(groups):
    total = sum(map(len, groups.values()))
    agree = groups.pop("agrees", [])
    lines = [
        "# ONNX operator cases through netc import",
        "",
        "Made by `make onnx-cases` (tests/campaign/onnx_import.py) from the cases that ONNX tests its",
        "operators with, Debian's libonnx-testdata. Each is imported as any model, its further inputs as",
        "constants, and what the net makes of the case's input is compared with the case's output, within",
        "1e-5 of the largest. Operators written out as others (`..._expanded`) are left out: their own case",
        "stands beside them.",
        "",
        f"{total} cases: {len(agree)} become nets that agree, {len(groups.get('differs', []))} differ.",
        "",
        "| why not | cases |",
        "|---|---|",
    ]
    for why, names in sorted(groups.items(), key=lambda g: (-len(g[1]), g[0])):
        shown = ", ".join(n.removeprefix("test_") for n in names[:3])
        lines.append(f"| {why} | {len(names)}: {shown}{', ...' if len(names) > 3 else ''} |")
    return "\n".join(lines) + "\n"


def main():
    p = argparse.ArgumentParser()
    p.add_argument("netc")
    p.add_argument("--data", default=DATA)
    p.add_argument("--write")
    p.add_argument("--only", default="")
    a = p.parse_args()
    groups = collections.defaultdict(list)
    for case in sorted(pathlib.Path(a.data).glob("*/*")):
        if not (case / "model.onnx").exists() or case.name.endswith("_expanded"):
            continue
        if a.only in case.name:
            groups[run(a.netc, case)].append(case.name)
    differ = groups.get("differs", [])
    print(f"{len(groups.get('agrees', []))} agree, {len(differ)} differ: {' '.join(differ)}")
    if a.write:
        pathlib.Path(a.write).write_text(page(groups))
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
