"""make bench: netc against its peers in one run; ends with one table of ratios, also as JSON.

usage: bench.py BUILD_FOLDER [--only WORDS] [--quick] [--rounds N] [--repeats N] [--json FILE]
Runs in a Python of tests/bench/venv.sh. Every configuration is a process of its own that stands
ready (tests/bench/peers/, step.c, emitted.c); those of one row run by turns, so that a change of
the machine's speed meets all. The median counts, in brackets stand the least and the most. A peer
that is missing or fails is named and left out; one that was 1.5 times slower than the best peer in
the first round gets no further ones, and one 2 times slower is not started for later rows of the
same net and kind."""

import argparse
import datetime
import json
import os
import platform
import re
import resource
import select
import statistics
import subprocess
import sys
import tempfile
import time

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.dirname(os.path.dirname(here))
# name, net, what, batch, threads, the ratio that is aimed at
ROWS = [
    ("flagship train", "vgg_cifar", "train", 64, 2, 3.5),
    ("flagship train", "vgg_cifar", "train", 64, 1, 3.5),
    ("flagship infer", "vgg_cifar", "infer", 64, 2, 2.8),
    ("flagship infer", "vgg_cifar", "infer", 64, 1, 2.8),
    ("flagship infer", "vgg_cifar", "infer", 1, 1, 2.2),
    ("small CNN train", "small_cnn", "train", 64, 2, None),
    ("small CNN train", "small_cnn", "train", 64, 1, 2.5),
    ("small CNN infer", "small_cnn", "infer", 64, 1, 1.5),
    ("small CNN infer", "small_cnn", "infer", 1, 1, 1.3),
    ("frozen train", "vgg_cifar_frozen", "train", 64, 2, 3.0),
    ("flagship train in bf16", "vgg_cifar", "train_bf16", 64, 2, None),
    ("flagship train in bf16", "vgg_cifar", "train_bf16", 64, 1, None),
    ("small CNN train in bf16", "small_cnn", "train_bf16", 64, 2, None),
    ("small CNN train in bf16", "small_cnn", "train_bf16", 64, 1, None),
    ("flagship infer", "vgg_cifar", "infer", 1, 2, 1.3),
    ("small CNN infer", "small_cnn", "infer", 1, 2, 1.3),
    *[
        (name + " infer", net, "infer", batch, threads, 1.3)
        for name, net in (
            ("MobileNet 0.25", "mobilenet"),
            ("MobileNetV2 0.35", "mobilenet_v2"),
            ("ResNet50", "resnet50"),
            ("DenseNet121", "densenet121"),
            ("InceptionV3", "inception_v3"),
            ("Xception", "xception"),
        )
        for batch in (1, 16)
        for threads in (1, 2)
    ],
    *[
        (name + " infer", net, "infer", batch, threads, 1.0)
        for name, net in (("EfficientNet-B0", "efficientnet_b0"), ("ResNet-18", "resnet18"))
        for batch in (1, 16)
        for threads in (1, 2)
    ],
    *[
        (name + " train", net, "train", 64, threads, 2.5)
        for name, net in (
            ("ResNet-20", "resnet_cifar"),
            ("MobileNet 0.25", "mobilenet"),
            ("MobileNet 1.0", "mobilenet_1"),
        )
        for threads in (2, 1)
    ],
]
LISTED = ("vgg_cifar", "vgg_cifar_frozen", "small_cnn")  # what every peer knows (peers/common.py);
GRAPH_PEERS = ("torch", "onnxruntime")  # these make any net from netc's --dump=shapes
PEERS = {
    "torch": ["eager", "channels_last", "compile"],
    "tensorflow": ["graph", "xla"],
    "jax": ["jit"],
    "onnxruntime": ["all"],
    "ncnn": ["f32"],
}
INFER_ONLY = {"onnxruntime", "ncnn"}
# --precision=bf16 against PyTorch's autocast; its form in floats stands beside.
BF16_PEERS = ["torch autocast", "torch channels_last"]
OURS = ["netc jit", "netc cc", "netc emitted"]
START_SECONDS = 150
GCC = [
    "gcc",
    "-O3",
    "-march=native",
    "-fno-math-errno",
    "-fno-trapping-math",
    "-ffp-contract=fast",
    "-fopenmp",
    "-w",
]


def net_path(net):
    own = f"{here}/nets/{net}.net"
    return (
        net
        if net.endswith(".net")
        else own if os.path.exists(own) else f"{root}/examples/{net}.net"
    )


class Gone(Exception):
    """A worker that cannot be had, with the reason."""


class Worker:
    def __init__(self, cmd, env=None):
        self.errors = tempfile.TemporaryFile()
        self.p = subprocess.Popen(
            cmd,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            env={**os.environ, **(env or {})},
        )
        os.set_blocking(self.p.stdout.fileno(), False)
        self.rest = b""
        self.ready = self.line(START_SECONDS).split()[1:]
        self.times = []

    def line(self, seconds):
        """The next line of its output; XLA's and others' notes go to the standard error."""
        end = time.monotonic() + seconds
        while b"\n" not in self.rest:
            select.select([self.p.stdout], [], [], max(0, end - time.monotonic()))
            more = self.p.stdout.read()
            if more == b"" or time.monotonic() > end:
                self.p.kill()
                self.p.wait()
                self.errors.seek(0)
                why = [
                    s for s in self.errors.read().decode(errors="replace").splitlines() if s.strip()
                ]
                raise Gone(
                    f"no answer in {seconds} s"
                    if time.monotonic() > end
                    else why[-1] if why else f"status {self.p.returncode}"
                )
            self.rest += more or b""
        one, self.rest = self.rest.split(b"\n", 1)
        return one.decode()

    def run(self, n):
        self.p.stdin.write(b"%d\n" % n)
        self.p.stdin.flush()
        times = [float(v) for v in self.line(600).split()]
        self.times += times
        return statistics.median(times)

    def close(self):
        """(peak KiB, KiB of the libraries alone)"""
        self.p.stdin.close()
        peak = self.line(60).split()[1:]
        self.p.wait()
        return int(peak[0]), int(peak[1])


class Bench:
    def __init__(self, args):
        self.args, self.build = args, args.build
        self.netc = f"{self.build}/netc"
        self.folder = tempfile.mkdtemp(prefix="netc-bench-")
        self.slow, self.missing, self.versions, self.gcc_seconds = {}, {}, {}, {}
        self.programs, self.rows, self.extra = {}, [], {}

    def emitted(self, net, batch, options=()):
        """Emits, compiles, and keeps the program; options: of the command, such as
        --weights-type=f16."""
        key = (net, batch, *options)
        if key in self.programs:
            return self.programs[key]
        folder = os.path.join(self.folder, re.sub(r"\W", "_", "-".join(map(str, key))))
        os.mkdir(folder)
        c, out, up = f"{folder}/model.c", f"{folder}/model", net.upper()
        subprocess.run(
            [self.netc, net_path(net), "-o", c, "--train", "--batch", str(batch), *options],
            check=True,
        )
        names = {
            k: f"{up}_{k}"
            for k in (
                "BATCH",
                "OUTPUTS",
                "PARAM_FLOATS",
                "TRAIN_BYTES",
                "MODEL_BYTES",
                "WORK_BYTES",
            )
        }
        names |= {"NET": net, "IN_FLOATS": f"{up}_IN_H*{up}_IN_W*{up}_IN_C"}
        start = time.perf_counter()
        subprocess.run([*GCC, "-c", c, "-o", f"{folder}/model.o"], check=True)
        self.gcc_seconds[net] = time.perf_counter() - start
        subprocess.run(
            [
                *GCC,
                *[f"-D{k}={v}" for k, v in names.items()],
                "-include",
                f"{folder}/model.h",
                f"{here}/emitted.c",
                f"{folder}/model.o",
                "-lm",
                "-o",
                out,
            ],
            check=True,
        )
        self.programs[key] = out
        return out

    def ours(self, which, net, what, batch, threads):
        if which.startswith("netc emitted"):
            options = [f"--weights-type={which.split()[-1]}"] if len(which.split()) > 2 else []
            if what == "train_bf16":
                options = ["--precision=bf16"]
            return Worker(
                [self.emitted(net, batch, options), what.split("_")[0]],
                {"OMP_NUM_THREADS": str(threads), "OMP_PROC_BIND": "true"},
            )
        return Worker(
            [
                f"{self.build}/bench/step",
                net_path(net),
                what,
                str(batch),
                str(threads),
                which.split()[1],
            ]
        )

    def graph(self, net):
        """The net as the peers read it: a name that they know, or a file of --dump=shapes."""
        if net in LISTED:
            return net
        path = f"{self.folder}/{net}.graph"
        if not os.path.exists(path):
            with open(path, "w") as f:
                subprocess.run([self.netc, net_path(net), "--dump=shapes"], stdout=f, check=True)
        return path

    def peer(self, which, net, what, batch, threads):
        name, form = which.split()
        w = Worker(
            [
                sys.executable,
                f"{here}/peers/{name}_peer.py",
                self.graph(net),
                what,
                str(batch),
                str(threads),
                form,
                "32",
            ]
        )
        self.versions[name] = w.ready[0]
        return w

    def candidates(self, net, what, batch):
        ours = list(OURS)
        if what == "infer" and batch == 1:  # 16-bit weights, once the compiler stores them
            if (
                "--weights-type"
                in subprocess.run(
                    [self.netc, "x.net", "--help"], capture_output=True, text=True
                ).stdout
            ):
                ours.append("netc emitted f16")
        if what == "train_bf16":
            return ours, [p for p in BF16_PEERS if p.split()[0] not in self.missing]
        peers = [
            f"{p} {f}"
            for p, forms in PEERS.items()
            for f in forms
            if what == "infer" or p not in INFER_ONLY
        ]
        if self.args.quick:
            peers = [
                p
                for p in peers
                if p.split()[0] in ("torch", "onnxruntime") and not p.endswith("compile")
            ]
        return ours, [
            p
            for p in peers
            if p.split()[0] not in self.missing
            and (net in LISTED or p.split()[0] in GRAPH_PEERS)
            and self.slow.get((p, net, what, min(batch, 2)), 0) < 2
        ]

    def start(self, names, row):
        """The workers of a row; those that cannot be had are named once."""
        workers = {}
        for which in names:
            try:
                workers[which] = (self.ours if which.startswith("netc") else self.peer)(
                    which, *row[1:5]
                )
            except Gone as e:
                print(f"  {which} is left out: {e}", flush=True)
                if "No module named" in str(e):
                    self.missing[which.split()[0]] = str(e)
                else:
                    self.slow[which, row[1], row[2], min(row[3], 2)] = 1e9
        return workers

    def row(self, row):
        name, net, what, batch, threads, aim = row
        ours, peers = self.candidates(net, what, batch)
        workers = self.start(ours + peers, row)
        repeats = self.args.repeats * (10 if batch == 1 else 1)
        running = dict(workers)
        for r in range(self.args.rounds):
            for which, w in list(running.items()):
                try:
                    w.run(repeats)
                except Gone as e:
                    print(f"  {which} is left out: {e}", flush=True)
                    del running[which], workers[which]
            med = {k: statistics.median(w.times) for k, w in workers.items()}
            best = min((v for k, v in med.items() if not k.startswith("netc")), default=None)
            running = {
                k: w for k, w in running.items() if k.startswith("netc") or med[k] < 1.5 * best
            }
        for k, v in med.items():
            if best and not k.startswith("netc"):
                self.slow[k, net, what, min(batch, 2)] = v / best
        peak = {k: w.close() for k, w in workers.items()}
        first = [float(w.ready[1]) for k, w in workers.items() if k == "netc jit"]
        self.rows.append(
            {
                "work": name,
                "net": net,
                "what": what,
                "batch": batch,
                "threads": threads,
                "median_ms": med,
                "aim": aim,
                "spread_ms": {k: (min(w.times), max(w.times)) for k, w in workers.items()},
                "samples": {k: len(w.times) for k, w in workers.items()},
                "peak_kib": peak,
                "first_step_ms": first[0] if first else None,
            }
        )
        print(
            f"{name}, batch {batch}, {threads} thread{'s' * (threads > 1)}: "
            + ", ".join(
                f"{k} {v:.2f} ({min(workers[k].times):.2f}-{max(workers[k].times):.2f})"
                for k, v in sorted(med.items(), key=lambda i: i[1])
            ),
            flush=True,
        )

    def by_turns(self, works):
        """Medians of our own, for the rows that compare netc with itself."""
        workers = [self.ours("netc jit", *w) for w in works]
        for _ in range(self.args.rounds):
            for w in workers:
                w.run(self.args.repeats)
        med = [statistics.median(w.times) for w in workers]
        for w in workers:
            w.close()
        return med

    def growth(self):
        big = os.path.join(self.folder, "vgg_64.net")
        with open(f"{root}/examples/vgg_cifar.net") as f, open(big, "w") as to:
            to.write(f.read().replace("32x32x3", "64x64x3"))
        a, b = self.by_turns([("vgg_cifar", "train", 64, 2), ("vgg_cifar", "train", 256, 2)])
        c, d = self.by_turns([("vgg_cifar", "train", 16, 2), (big, "train", 16, 2)])
        self.extra["batch 256 against 64, images/s"] = (4 * a / b, "at least 0.95")
        self.extra["64x64 against 32x32 input, time a pixel (batch 16)"] = (
            d / c / 4,
            "at most 1.1",
        )

    def commands(self):
        times = []
        for _ in range(7):
            t = time.perf_counter()
            subprocess.run(
                [
                    self.netc,
                    f"{root}/examples/vgg_cifar.net",
                    "-o",
                    f"{self.folder}/t.c",
                    "--train",
                ],
                check=True,
            )
            times.append(1e3 * (time.perf_counter() - t))
        self.extra["netc vgg_cifar.net --train -o model.c, ms"] = (statistics.median(times), "60")
        firsts = []
        for _ in range(5):
            t = time.perf_counter()
            w = self.ours("netc jit", "vgg_cifar", "train", 64, 2)
            firsts.append(float(w.ready[1]))
            w.close()
        self.extra[
            "JIT's first training step of the flagship, from the start of the program, ms"
        ] = (statistics.median(firsts), "400")
        self.emitted("vgg_cifar", 64)
        self.extra["gcc -O3 -march=native of its model.c, s"] = (
            self.gcc_seconds["vgg_cifar"],
            "20",
        )

    def report(self):
        best = lambda m, netc: min(
            ((v, k) for k, v in m.items() if k.startswith("netc") == netc), default=None
        )
        print(
            f"\nnetc {self.info['netc']}; "
            + ", ".join(f"{k} {v}" for k, v in sorted(self.versions.items()))
            + "".join(f"; {k} is not installed" for k in self.missing)
            + f"\n{self.info['processor']}, {self.info['date']}\n"
        )
        print(
            "| work | netc JIT | netc cc | emitted C | best peer | ratio JIT | best of ours | aim "
            "|\n|---|---|---|---|---|---|---|---|"
        )
        for r in self.rows:
            m, s, peer, own = (
                r["median_ms"],
                r["spread_ms"],
                best(r["median_ms"], False),
                best(r["median_ms"], True),
            )
            cell = lambda k: f"{m[k]:.2f} ({s[k][0]:.2f}-{s[k][1]:.2f})" if k in m else "-"
            r["ratio_jit"] = peer[0] / m["netc jit"] if peer and "netc jit" in m else None
            r["ratio_best"], r["best_peer"] = (
                (peer[0] / own[0], peer[1]) if peer and own else (None, None)
            )
            ratio = lambda v: f"{v:.2f}" if v else "-"
            print(
                f"| {r['work']}, batch {r['batch']}, {r['threads']} "
                f"thread{'s' * (r['threads'] > 1)} | "
                + " | ".join(cell(k) for k in OURS)
                + f" | {cell(peer[1]) + ' ' + peer[1] if peer else '-'} | {ratio(r['ratio_jit'])} "
                f"| {ratio(r['ratio_best'])} | {r['aim'] or '-'} |"
            )
        print("\n| other | measured | aim |\n|---|---|---|")
        self.from_rows()
        for k, (v, aim) in self.extra.items():
            print(f"| {k} | {v:.3g} | {aim} |")

    def from_rows(self):
        one, two = (
            {
                r["threads"]: r["median_ms"].get("netc jit")
                for r in self.rows
                if r["work"] == "flagship train"
            }.get(t)
            for t in (1, 2)
        )
        if one and two:
            self.extra["flagship train, 2 threads against 1"] = (one / two, "at least 1.85")
        for r in self.rows:
            if "netc emitted" in r["median_ms"] and "netc jit" in r["median_ms"]:
                self.extra[
                    f"speed of the JIT against emitted C, {r['work']}, batch {r['batch']}, "
                    f"{r['threads']} threads"
                ] = (r["median_ms"]["netc emitted"] / r["median_ms"]["netc jit"], "at least 0.9")
            torch = [p[0] for k, p in r["peak_kib"].items() if k.startswith("torch")]
            if r["work"] == "flagship train" and torch and "netc jit" in r["peak_kib"]:
                self.extra[
                    f"peak memory against PyTorch's least, flagship train, {r['threads']} threads"
                ] = (r["peak_kib"]["netc jit"][0] / min(torch), "at most 0.45")

    def describe(self):
        model = (
            [
                s.split(":", 1)[1].strip()
                for s in open("/proc/cpuinfo")
                if s.startswith("model name")
            ]
            if os.path.exists("/proc/cpuinfo")
            else []
        )
        version = subprocess.run(
            [self.netc, "--version"], capture_output=True, text=True
        ).stdout.split()[-1]
        self.info = {
            "netc": version,
            "processor": f"{os.cpu_count()} cores of {model[0] if model else platform.processor()}",
            "date": datetime.date.today().isoformat(),
            "load": os.getloadavg()[0],
        }
        if self.info["load"] > 0.5:
            print(
                f"note: the machine is busy (load {self.info['load']:.1f}): times and ratios "
                f"below are not to be trusted",
                flush=True,
            )


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("build")
    ap.add_argument(
        "--only",
        default="",
        help="rows whose description has these words: \"small CNN\", \"train\", \"growth\", "
        "\"commands\"",
    )
    ap.add_argument(
        "--quick",
        action="store_true",
        help="one round; of the peers PyTorch's eager forms and ONNX Runtime only",
    )
    ap.add_argument("--rounds", type=int)
    ap.add_argument("--repeats", type=int, default=5)
    ap.add_argument("--json")
    a = ap.parse_args()
    a.rounds = a.rounds or (1 if a.quick else 3)
    os.environ["NETC_MACHINE"] = "default"  # not what this user's machine was measured to be
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    b = Bench(a)
    b.describe()
    for row in ROWS:
        if a.only in f"{row[0]} batch {row[3]} threads {row[4]} {row[1]}":
            b.row(row)
    for name, part in (("growth", b.growth), ("commands", b.commands)):
        if a.only in name:
            part()
    b.report()
    if a.json:
        with open(a.json, "w") as f:
            json.dump(
                {
                    **b.info,
                    "versions": b.versions,
                    "missing": b.missing,
                    "rows": b.rows,
                    "other": {k: v[0] for k, v in b.extra.items()},
                },
                f,
                indent=1,
            )
    subprocess.run(["rm", "-rf", b.folder])


main()
