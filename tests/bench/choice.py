"""Checks the cost model's choice of convolution algorithms against measurement, over a grid of
generated nets.

usage: choice.py NETC [--machine FILE] [--json FILE] [--channels 3,16,...] [--maps 1,2,...]
[--batches 1,8,64] [--plans infer,train] [--threads N] For each shape every applicable algorithm
runs under `netc explain --measure`; printed are the times (each the least of the runs, in ms, with
the prediction behind a slash), the one that the model picks, and by how much it is off the best.
Ends with the worst cases and exits with 1 when one is off by more than --limit percent.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

NET = """net t {{
    input {m}x{m}x3
    conv {c} 1x1
    conv {k} 3x3 {algo} nobias
    globalavgpool
    dense 2 softmax
}}
train {{ loss crossentropy; optimizer sgd }}
"""


def variants(netc, folder):
    """The algorithms that netc knows, from its own hint."""
    path = os.path.join(folder, "n.net")
    with open(path, "w") as f:
        f.write(NET.format(m=4, c=4, k=4, algo="algorithm=none_such"))
    hint = re.search(
        "it is (.*)", subprocess.run([netc, "check", path], capture_output=True, text=True).stderr
    ).group(1)
    return [v for v in re.findall(r"\w+", hint) if v not in ("auto", "or")]


def layer(a, folder, shape, algo, plan):
    """The measured convolution: (algorithm, ms, predicted ms), or None where the algorithm does not
    apply."""
    c, k, m, batch = shape
    path = os.path.join(folder, "t.net")
    with open(path, "w") as f:
        f.write(NET.format(m=m, c=c, k=k, algo=f"algorithm={algo}" if algo else ""))
    cmd = [
        a.netc,
        "explain",
        path,
        "--measure",
        "--json",
        "--threads",
        str(a.threads),
        "--batch",
        str(batch),
    ]
    cmd += ["--machine", a.machine] if a.machine else []
    r = subprocess.run(
        cmd + (["--train"] if plan == "train" else []), capture_output=True, text=True
    )
    if r.returncode:
        if "takes" in r.stderr:
            return None
        sys.exit(f"{' '.join(cmd)}: {r.stderr}")
    row = next(x for x in json.loads(r.stdout)["layers"] if x["name"] == "conv_2")
    passes = [p for p in row["passes"] if p["pass"] != "update"]
    return row["algorithm"], {
        p["pass"]: (1e3 * p["fastest_seconds"], 1e3 * p["predicted_seconds"]) for p in passes
    }


def choice(netc, folder, shape, plan, machine):
    """What the model picks, without running."""
    c, k, m, batch = shape
    path = os.path.join(folder, "t.net")
    with open(path, "w") as f:
        f.write(NET.format(m=m, c=c, k=k, algo=""))
    cmd = [netc, "explain", path, "--json", "--batch", str(batch)] + (
        ["--machine", machine] if machine else []
    )
    r = subprocess.run(
        cmd + (["--train"] if plan == "train" else []), capture_output=True, text=True, check=True
    )
    return next(x for x in json.loads(r.stdout)["layers"] if x["name"] == "conv_2")["algorithm"]


def shapes(a):
    for c in a.channels:
        for m in a.maps:
            for batch in a.batches:
                k = max(c, 16)
                if 1e5 < c * k * m * m * batch * 18 < a.flops and c * m * m * batch < 1 << 24:
                    yield c, k, m, batch


def measure(a, shape, plan, folder):
    times = {}
    for algo in a.variants:
        best = None
        for _ in range(a.tries):
            r = layer(a, folder, shape, algo, plan)
            if not r:
                break
            if not best or sum(v[0] for v in r[1].values()) < sum(v[0] for v in best.values()):
                best = r[1]
        if best:
            times[algo] = best
    return times


def main():
    ap = argparse.ArgumentParser()
    numbers = lambda s: [int(v) for v in s.split(",")]
    ap.add_argument("netc")
    ap.add_argument("--machine")
    ap.add_argument("--json")
    ap.add_argument("--channels", type=numbers, default=[3, 16, 64, 128, 256, 512])
    ap.add_argument("--maps", type=numbers, default=[1, 2, 4, 6, 8, 12, 16, 32, 64])
    ap.add_argument("--batches", type=numbers, default=[1, 8, 64])
    ap.add_argument("--plans", default="infer,train")
    ap.add_argument(
        "--threads",
        type=int,
        default=os.cpu_count(),
        help="the model chooses for all, so that is the default",
    )
    ap.add_argument(
        "--flops",
        type=float,
        default=6e9,
        help="largest layer, by the operations of a forward pass",
    )
    ap.add_argument("--tries", type=int, default=2)
    ap.add_argument("--limit", type=float, default=10)
    a = ap.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        a.variants = variants(a.netc, folder)
        for plan in a.plans.split(","):
            for shape in shapes(a):
                times = measure(a, shape, plan, folder)
                total = {k: sum(v[0] for v in t.values()) for k, t in times.items()}
                picked = choice(a.netc, folder, shape, plan, a.machine)
                off = 100 * (total[picked] / min(total.values()) - 1)
                rows.append(
                    {"plan": plan, "shape": shape, "times": times, "picked": picked, "off": off}
                )
                c, k, m, batch = shape
                print(
                    f"{plan:5} {c:3}->{k:3} {m:2}x{m:<2} b{batch:<2} "
                    + "  ".join(
                        f"{n} {total[n]:.3f}/{sum(v[1] for v in t.values()):.3f}"
                        for n, t in times.items()
                    )
                    + f"  picks {picked}, off by {off:.0f} %",
                    flush=True,
                )
    bad = sorted((r for r in rows if r["off"] > a.limit), key=lambda r: -r["off"])
    print(f"\n{len(rows)} shapes, {len(bad)} choices more than {a.limit:g} % off the best")
    for r in bad:
        print(f"  {r['plan']} {r['shape']}: {r['picked']}, {r['off']:.0f} %")
    if a.json:
        with open(a.json, "w") as f:
            json.dump(rows, f)
    sys.exit(bool(bad))


main()
