"""What the peers share: the nets of the benchmark as lists of layers, and the loop in which a
worker answers.

A worker is started with   PEER.py NET train|train_bf16|infer BATCH THREADS FORM SIDE   and prints "ready
VERSION", then for every line "N" on its standard input one line of N times in milliseconds, and at
the end of its input "peak KIB BASE": the largest memory of the process, and that of its libraries
alone. Workers of one row of the table stand side by side and run by turns."""

import os
import resource
import sys
import time
import graph


def stage(filters, convs):
    return [("conv", filters), ("relu",)] * convs + [("pool",)]


VGG = [layer for f, n in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)) for layer in stage(f, n)]
DENSE = [("dense", 512), ("relu",), ("bn",), ("dropout", 0.5), ("dense", 10)]


def part(filters):
    return [("conv", filters), ("relu",), ("bn",)] * 2 + [("pool",), ("dropout", 0.25)]


NETS = {
    "vgg_cifar": VGG + part(32) + part(64) + [("flatten",)] + DENSE,
    "vgg_cifar_frozen": VGG + [("gap",)] + DENSE,
    "small_cnn": [("conv", 32), ("relu",)] * 2
    + [("pool",), ("dropout", 0.25)]
    + [("conv", 64), ("relu",)] * 2
    + [
        ("pool",),
        ("dropout", 0.25),
        ("flatten",),
        ("dense", 512),
        ("relu",),
        ("dropout", 0.5),
        ("dense", 10),
    ],
}
FROZEN = {"vgg_cifar_frozen": len(VGG)}  # so many layers are not trained


def plan(net, side):
    """The layers with their inputs' shapes: (kind, argument, (side, channels)). A pool on a 1x1 map
    is nothing."""
    c, out = 3, []
    for kind, *arg in NETS[net]:
        if kind == "pool" and side == 1:
            continue
        out.append((kind, arg[0] if arg else None, (side, c)))
        if kind in ("conv", "dense"):
            c = arg[0]
        elif kind == "pool":
            side //= 2
        elif kind == "flatten":
            side, c = 0, side * side * c
        elif kind == "gap":
            side = 0
    return out


class Job:
    def __init__(self):
        self.net, self.what, batch, threads, self.form, side = sys.argv[1:7]
        self.batch, self.threads, self.side = int(batch), int(threads), int(side)
        self.train = self.what != "infer"
        self.graph = graph.read(self.net) if self.net.endswith(".graph") else None
        self.layers = None if self.graph else plan(self.net, self.side)
        self.frozen = FROZEN.get(self.net, 0)
        if self.threads == 1:  # XLA has no other way to be told
            os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def peak_kib():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def serve(version, step, base):
    """step() is one step or inference, ended when it returns."""
    for _ in range(2):
        step()
    print("ready", version.replace(" ", "_"), flush=True)
    for line in sys.stdin:
        times = []
        for _ in range(int(line)):
            t = time.perf_counter()
            step()
            times.append(f"{(time.perf_counter() - t) * 1e3:.3f}")
        print(*times, flush=True)
    print("peak", peak_kib(), base, flush=True)
