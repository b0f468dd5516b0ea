"""make bench: netc against PyTorch in one run, interleaved rounds, medians and spread; ends with one table of ratios.

usage: bench.py BUILD_FOLDER [--rounds N] [--repeats N] [--json FILE]
Runs in a Python that has torch; timings of netc come from BUILD_FOLDER/bench/step.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import time

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.dirname(os.path.dirname(here))
WORK = [("flagship train", "vgg_cifar", "train", 64, 2), ("flagship train", "vgg_cifar", "train", 64, 1),
        ("flagship infer", "vgg_cifar", "infer", 64, 2), ("flagship infer", "vgg_cifar", "infer", 64, 1),
        ("flagship infer", "vgg_cifar", "infer", 1, 1),
        ("small CNN train", "small_cnn", "train", 64, 2), ("small CNN infer", "small_cnn", "infer", 64, 1), ("small CNN infer", "small_cnn", "infer", 1, 1),
        ("frozen train", "vgg_cifar_frozen", "train", 64, 2)]
PEERS = ["eager", "channels_last"]


def run(cmd):
    r = subprocess.run(cmd, capture_output=True, text=True)
    if r.returncode:
        sys.exit(f"{' '.join(cmd)}: {r.stderr.strip()}")
    return r.stdout.split("\n")


def ours(build, net, what, batch, threads, backend, repeats):
    lines = run([f"{build}/bench/step", f"{root}/examples/{net}.net", what, str(batch), str(threads), backend, str(repeats)])
    return float(lines[0].split()[1]), [float(v) for v in lines[1:] if v]


def torch_peer(net, what, batch, threads, form, repeats):
    return [float(v) for v in run([sys.executable, f"{here}/torch_step.py", net, what, str(batch), str(threads), form, str(repeats)]) if v]


def command_ms(cmd, n=7):
    times = []
    for _ in range(n):
        t = time.perf_counter()
        run(cmd)
        times.append((time.perf_counter() - t) * 1e3)
    return statistics.median(times)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("build")
    ap.add_argument("--rounds", type=int, default=3)
    ap.add_argument("--repeats", type=int, default=5)
    ap.add_argument("--json")
    a = ap.parse_args()
    rows = []
    for name, net, what, batch, threads in WORK:
        samples = {}
        repeats = a.repeats * (10 if batch == 1 else 1)
        first = []
        for _ in range(a.rounds):
            for backend in ("jit", "cc"):
                f, ms = ours(a.build, net, what, batch, threads, backend, repeats)
                samples.setdefault("netc " + backend, []).extend(ms)
                if backend == "jit":
                    first.append(f)
            for form in PEERS:
                samples.setdefault("torch " + form, []).extend(torch_peer(net, what, batch, threads, form, repeats))
        med = {k: statistics.median(v) for k, v in samples.items()}
        spread = {k: (min(v), max(v)) for k, v in samples.items()}
        best = min(v for k, v in med.items() if k.startswith("torch"))
        rows.append({"work": name, "batch": batch, "threads": threads, "median_ms": med, "spread_ms": spread,
                     "ratio_jit": best / med["netc jit"], "ratio_cc": best / med["netc cc"], "first_step_ms": statistics.median(first)})
        print(f"{name} batch {batch}, {threads} threads: " +
              ", ".join(f"{k} {v:.2f} ms ({spread[k][0]:.2f}-{spread[k][1]:.2f})" for k, v in med.items()), flush=True)
    out = os.path.join(a.build, "bench", "model.c")
    emit = command_ms([f"{a.build}/netc", f"{root}/examples/vgg_cifar.net", "-o", out, "--train"])
    print(f"\n{'work':18} {'batch':>5} {'threads':>7} {'netc jit ms':>12} {'netc cc ms':>11} {'best torch ms':>14} {'jit ratio':>10} {'cc ratio':>9} {'first step ms':>14}")
    for r in rows:
        m = r["median_ms"]
        best = min(v for k, v in m.items() if k.startswith("torch"))
        print(f"{r['work']:18} {r['batch']:5} {r['threads']:7} {m['netc jit']:12.2f} {m['netc cc']:11.2f} {best:14.2f} {r['ratio_jit']:10.2f} {r['ratio_cc']:9.2f} {r['first_step_ms']:14.0f}")
    print(f"netc vgg_cifar.net -o model.c --train: {emit:.0f} ms")
    if a.json:
        with open(a.json, "w") as f:
            json.dump({"rows": rows, "emit_ms": emit}, f, indent=1)


main()
