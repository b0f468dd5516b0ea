"""Renews the tables of every layer in spec/performance.md: roofline.py NETC spec/performance.md
[--threads N] [--net FILE.net]

Runs `netc explain --measure` on the flagship, training and inference at batch 64, on a machine that
should do nothing else, with constants measured just before by `netc tune`, and puts the result
between the file's two marks."""

import argparse
import datetime
import json
import os
import subprocess
import tempfile

BEGIN, END = "<!-- roofline: begin -->", "<!-- roofline: end -->"
root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def explain(a, machine, *options):
    cmd = [
        a.netc,
        "explain",
        a.net,
        "--measure",
        "--json",
        "--machine",
        machine,
        "--batch",
        "64",
        "--threads",
        str(a.threads),
        *options,
    ]
    return json.loads(subprocess.run(cmd, capture_output=True, text=True, check=True).stdout)


def line(name, algo, p):
    number = lambda v, unit: f"{v:.1f}" if p[unit] else "-"
    return (
        f"| {name} | {algo or ''} | {p['pass']} | {p['seconds'] * 1e3:.3f} | "
        f"{p['predicted_seconds'] * 1e3:.3f} | {number(p['flops'] / 1e9, 'flops')} | "
        f"{p['bytes'] / 2**20:.1f} | {number(p['gflops'], 'flops')} | {p['gbs']:.1f} | "
        f"{100 * p['roofline']:.0f} % |"
    )


def table(r):
    m = r["machine"]
    rows = [
        f"**{r['net']}, {r['plan']} plan, batch {r['batch']}, {r['threads']} threads**: "
        f"{r['run_seconds'] * 1e3:.1f} ms a run (median of {r['runs']}). "
        f"Machine as `netc tune` measured it: {m['fma_gflops']:.0f} GFLOP/s a thread, "
        f"{m['fma_all_gflops']:.0f} on {m['threads']:.0f}; second-level cache "
        f"{m['l2_gbs']:.0f}, third {m['l3_gbs']:.0f}, memory {m['dram_gbs']:.0f} GB/s a thread, "
        f"{m['dram_all_gbs']:.0f} on all.",
        "",
        "| layer | algorithm | pass | ms | predicted | GFLOP | MiB | GFLOP/s | GB/s | of roofline "
        "|",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for layer in r["layers"]:
        for i, p in enumerate(layer["passes"]):
            rows.append(line("" if i else layer["name"], "" if i else layer["algorithm"], p))
    return "\n".join(rows + [line("**sum**", "", {**r["total"], "pass": ""})])


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("netc")
    ap.add_argument("file")
    ap.add_argument("--net", default=os.path.join(root, "examples", "vgg_cifar.net"))
    ap.add_argument("--threads", type=int, default=os.cpu_count())
    a = ap.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        machine = os.path.join(folder, "machine.json")
        subprocess.run([a.netc, "tune", "-o", machine], check=True, stdout=subprocess.DEVNULL)
        tables = [table(explain(a, machine, "--train")), table(explain(a, machine))]
    with open(a.file) as f:
        text = f.read()
    head, rest = text.split(BEGIN)
    tail = rest.split(END)[1]
    with open(a.file + ".tmp", "w") as f:
        f.write(
            f"{head}{BEGIN}\nMeasured on {datetime.date.today().isoformat()}.\n\n"
            + "\n\n".join(tables)
            + f"\n{END}{tail}"
        )
    os.rename(a.file + ".tmp", a.file)


main()
