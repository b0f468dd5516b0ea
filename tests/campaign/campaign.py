#!/usr/bin/env python3
"""Random nets against PyTorch in double precision: see spec/testing.md. `make campaign SEED= N=`,
or

  campaign.py BUILD --seed S -n N [--log FILE] [--san]     nets S, S + 1, ... S + N - 1; goes on
  where FILE's log of the same seed ended
  campaign.py BUILD --precision=bf16 --seed S -n N         trainings in bfloat16
  campaign.py BUILD --replay FOLDER                        a net that was kept
  campaign.py BUILD --tables                               only: does the generator know every kind
  and attribute?

BUILD is the build folder (build, or build-san with --san). A net that differs is made smaller while
it still differs and is kept in BUILD/campaign/failed/SEED. Exit status 1 when one differs.
"""

import argparse
import dataclasses
import json
import math
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

import numpy as np
import torch

import netgen
from netgen import Net, Stmt
from torchnet import EPS, Noise, TorchNet, Training

JIT, CC, REFERENCE = 0, 1, 2
RUNS = 4  # with noise, to see what rounding does
GROWTH, FLOOR = (
    8.0,
    4 * EPS,
)  # what a value may differ by: GROWTH times the noise, and FLOOR of itself
WRAP = """#include "m.c"
const size_t wrap_sizes[] = {M_PARAM_FLOATS, %d, M_OUTPUTS, M_MODEL_BYTES, M_WORK_BYTES,
#ifdef M_TRAIN_BYTES
    M_TRAIN_BYTES,
#else
    0,
#endif
    %d,
#ifdef M_TARGETS
    M_TARGETS
#else
    M_OUTPUTS
#endif
};
"""


class Died(Exception):
    pass


class Refused(Exception):
    pass


class Worker:
    """tests/campaign/worker.c: one process for many nets."""

    def __init__(self, build, folder):
        self.program, self.folder = str(pathlib.Path(build) / "campaign" / "worker"), pathlib.Path(
            folder
        )
        self.folder.mkdir(parents=True, exist_ok=True)
        self.env = dict(
            os.environ,
            NETC_MACHINE="default",
            NETC_CACHE=str(self.folder / "cache"),
            ASAN_OPTIONS="detect_leaks=0:abort_on_error=1",
        )
        self.p = None
        self.start()

    def start(self):
        self.errors = open(self.folder / "worker.err", "w")
        self.p = subprocess.Popen(
            [self.program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            env=self.env,
            bufsize=1 << 16,
        )

    def again(self):
        """A new process, which has nothing of the old one's words and numbers."""
        self.p.kill()
        self.p.wait()
        self.errors.close()
        self.start()

    def read(self, n):
        b = self.p.stdout.read(n) if n else b""
        if len(b) < n:
            self.dead()
        return b

    def dead(self):
        status = self.p.wait()
        self.errors.close()
        tail = (self.folder / "worker.err").read_text(errors="replace")[-3000:]
        self.start()
        raise Died(f"the worker ended with status {status}\n{tail}")

    def ask(self, line, *arrays):
        """The words of the answer; Refused when it is an error."""
        try:
            self.p.stdin.write(line.encode() + b"\n")
            for a in arrays:
                self.p.stdin.write(np.ascontiguousarray(a).tobytes())
            self.p.stdin.flush()
            answer = self.p.stdout.readline().decode(errors="replace")
        except BrokenPipeError:
            answer = ""
        if not answer.endswith("\n"):
            self.dead()
        word, _, rest = answer[:-1].partition(" ")
        if word != "ok":
            raise Refused(f"{line.split()[0]}: {rest}")
        return rest.split()

    def line(self):
        return self.p.stdout.readline().decode().rstrip("\n")

    def floats(self, n):
        return np.frombuffer(self.read(4 * n), np.float32)

    def tables(self):
        self.ask("tables")
        rows = []
        while (t := self.line()) != "end":
            rows.append(t.split(" "))
        return rows

    def open(
        self,
        path,
        train=1,
        batch=0,
        backend=JIT,
        weights=0,
        exact=0,
        no_dropout=0,
        steps_only=0,
        mem_limit=0,
        threads=1,
        portable=0,
        precision=0,
    ):
        w = self.ask(
            f"open {path} {train} {batch} {backend} {weights} {exact} {no_dropout} {steps_only} "
            f"{mem_limit} {threads} {portable} {precision}"
        )
        n, self.n_params, self.n_in, self.n_out, self.ints, nodes = map(int, w)
        rows = [self.line().split(" ") for _ in range(n)]
        self.params = {
            r[0]: (tuple(map(int, r[2 : 2 + int(r[1])])), int(r[6]), int(r[7]), r[8] == "1")
            for r in rows
        }
        self.nodes = [self.line().split(" ") for _ in range(nodes)]

    def unpack(self, image, trainable=False):
        return {
            k: image[at : at + n].reshape(dim)
            for k, (dim, at, n, t) in self.params.items()
            if t or not trainable
        }

    def pack(self, values):
        image = np.zeros(self.n_params, np.float32)
        for k, (dim, at, n, _) in self.params.items():
            image[at : at + n] = values[k].ravel()
        return image


# ---- a case: a net and its data ----


class Case:
    def __init__(self, net, seed, again=0):
        self.net, self.seed, self.tn = net, seed, TorchNet(net)
        rng = np.random.default_rng([seed, 77, again])
        self.values = {}
        for name, (shape, _, _) in self.tn.params.items():
            p = name.rsplit(".", 1)[1]
            if p == "kernel":
                fan = (
                    math.prod(shape[:2])
                    if net.stmts[self.tn.owner[name][0]].kind == "depthwise"
                    else math.prod(shape[:-1])
                )
                v = rng.uniform(-1, 1, shape) * 1.3 * math.sqrt(3 / fan)
            elif p == "gamma":
                v = rng.uniform(0.5, 1.5, shape) * rng.choice([-1, 1, 1], shape)
            elif p == "moving_variance":
                v = rng.uniform(0.5, 2, shape)
            else:
                v = rng.uniform(-0.5, 0.5, shape)
            self.values[name] = v.astype(np.float32)
        self.exact, self.net_seed = int(rng.random() < 0.3), int(rng.integers(1, 1 << 40))
        self.x = self.images(rng, int(rng.integers(1, 2 * net.batch + 1)))
        n = int(rng.integers(1, net.batch + 1))
        self.gx, self.glabel = self.images(rng, n), self.labels(rng, n)
        self.steps = []
        for _ in range(3):
            step = []
            for _ in range(int(rng.integers(1, net.accumulate + 1))):
                n = int(rng.integers(1, net.batch + 1))
                step.append((self.images(rng, n), self.labels(rng, n)))
            self.steps.append(step)
        self.rate = float(np.float32(net.optimizer[1]["rate"]))

    def images(self, rng, n):
        return rng.uniform(-1, 1, (n,) + tuple(self.net.input)).astype(np.float32)

    def labels(self, rng, n):
        out = math.prod(self.tn.shapes[-1])
        out *= 2 if self.net.loss[0] == "distillation" else 1
        if netgen.label_count(self.net, out):
            return rng.integers(0, netgen.label_count(self.net, out), n).astype(np.int32)
        return rng.uniform(0, 1, (n, out)).astype(np.float32)

    def expected(self, noise, weights=False):
        """What PyTorch has, by name."""
        if weights:
            return {"infer": self.tn.infer(self.x, self.values, noise)}
        draw = (self.net_seed, 1) if self.net.dropout else None
        p = {k: noise.jitter(torch.as_tensor(v.astype(np.float64))) for k, v in self.values.items()}
        out = {}
        loss, _, g, _ = self.tn.grad(self.gx, self.glabel, p, noise, draw)
        out["loss of grad"] = np.array(float(loss))
        for k, v in g.items():
            out["gradient of " + k] = v.numpy()
        t = Training(self.tn, p, noise, self.net_seed if self.net.dropout else None)
        losses = [loss for s in self.steps for loss in t.batches(s, self.rate)]
        out["losses of steps"] = np.array(losses)
        for k, v in t.p.items():
            out["after steps " + k] = v.numpy()
        if t.average is not None:
            for k, v in t.average.items():
                out["average of " + k] = v.numpy()
        out["infer"] = self.tn.infer(self.x, self.values, noise.inference())
        return out


# ---- what netc has ----


def run_library(w, case, steps_only=False):
    net, out = case.net, {}
    w.ask(f"init {case.net_seed}")
    image = w.pack(case.values)
    w.ask("params", image)
    if not steps_only:
        w.ask(f"infer {len(case.x)}", case.x)
        out["infer"] = w.floats(len(case.x) * w.n_out).reshape(len(case.x), -1)
        loss = w.ask(f"grad {len(case.gx)}", case.gx, case.glabel)
        out["loss of grad"] = np.array(float(loss[0]))
        for k, v in w.unpack(w.floats(w.n_params), True).items():
            out["gradient of " + k] = v
        w.ask(f"init {case.net_seed}")
        w.ask("params", image)
    losses = []
    for step in case.steps:
        for x, label in step:
            if net.accumulate > 1:
                losses.append(float(w.ask(f"add {len(x)}", x, label)[0]))
            else:
                losses.append(float(w.ask(f"step {len(x)} {case.rate!r}", x, label)[0]))
                w.floats(len(x) * w.n_out)
        if net.accumulate > 1:
            w.ask(f"update {case.rate!r}")
    out["losses of steps"] = np.array(losses)
    w.ask("get 0")
    for k, v in w.unpack(w.floats(w.n_params)).items():
        out["after steps " + k] = v
    if net.average:
        w.ask("get 1")
        for k, v in w.unpack(w.floats(w.n_params)).items():
            out["average of " + k] = v
    return out


def run_applied(w, case, emitted=False):
    """The same steps as gradients and their application; the parameters after them."""
    e, image = "e" if emitted else "", w.pack(case.values)
    if emitted:
        w.ask(f"eparams {case.net_seed}", image)
    else:
        w.ask(f"init {case.net_seed}")
        w.ask("params", image)
    for step in case.steps:
        for x, label in step:
            w.ask(f"{e}grad {len(x)}", x, label)
            w.ask(f"{e}apply {case.rate!r}", w.floats(w.n_params))
    w.ask(f"{e}get 0")
    return {"after steps " + k: v for k, v in w.unpack(w.floats(w.n_params)).items()}


def check_preprocess(w, case):
    """What `input` says, by the emitted C."""
    a, shape = case.net.input_args, tuple(case.net.input)
    if len(shape) != 3 or "resize" in a:
        return
    raw = np.random.default_rng(case.seed).integers(0, 256, (2,) + shape, dtype=np.uint8)
    w.ask("epre 2", raw)
    got = w.floats(raw.size).reshape(raw.shape)
    v = (raw[..., ::-1] if a.get("order") == "bgr" else raw) * float(a.get("scale", 1.0))
    want = (v - np.array(a.get("mean", [0.0]))) / np.array(a.get("std", [1.0]))
    size = (np.abs(v) + np.abs(np.array(a.get("mean", [0.0])))) / np.array(a.get("std", [1.0]))
    if (np.abs(got - want) > 4 * EPS * size).any():
        raise Differs(
            "preprocessing", [f"up to {np.abs(got - want).max():.3g} of {size.max():.3g}"]
        )


def build_emitted(w, compiler, train, weights):
    at = w.folder
    w.ask(f"emit {at} {train} {weights}")
    (at / "wrap.c").write_text(WRAP % (w.n_in, w.ints))
    so = at / "wrap.so"
    so.unlink(missing_ok=True)
    w.ask(f"spawn {at}/cc.log {' '.join(compiler)} -shared -o {so} {at}/wrap.c -lm")
    w.ask(f"load {so}")


def emitted_outputs(w, case):
    parts, x, batch = [], case.x, case.net.batch
    while len(x):
        w.ask(f"einfer {len(x[:batch])}", x[:batch])
        parts.append(w.floats(len(x[:batch]) * w.n_out).reshape(-1, w.n_out))
        x = x[batch:]
    return np.concatenate(parts)


def run_emitted(w, case, compiler):
    net, out = case.net, {}
    build_emitted(w, compiler, 1, 0)
    image = w.pack(case.values)
    w.ask(f"eparams {case.net_seed}", image)
    check_preprocess(w, case)
    out["infer"] = emitted_outputs(w, case)
    out["loss of grad"] = np.array(float(w.ask(f"egrad {len(case.gx)}", case.gx, case.glabel)[0]))
    for k, v in w.unpack(w.floats(w.n_params), True).items():
        out["gradient of " + k] = v
    w.ask(f"eparams {case.net_seed}", image)
    losses = []
    for step in case.steps:
        for x, label in step:
            word = "eadd" if net.accumulate > 1 else "estep"
            losses.append(float(w.ask(f"{word} {len(x)} {case.rate!r}", x, label)[0]))
        if net.accumulate > 1:
            w.ask(f"eupdate {case.rate!r}")
    out["losses of steps"] = np.array(losses)
    w.ask("eget 0")
    for k, v in w.unpack(w.floats(w.n_params)).items():
        out["after steps " + k] = v
    if net.average:
        w.ask("eget 1")
        for k, v in w.unpack(w.floats(w.n_params)).items():
            out["average of " + k] = v
    return out


# ---- comparing ----


class Bounds:
    """What PyTorch has, and by how much each value may differ from it."""

    def __init__(self, case, weights=0.0, stored=0.0):
        self.case, self.weights, self.stored = case, weights, stored
        self.exact = case.expected(Noise(stored=stored), weights=bool(weights))
        self.largest = max(
            [np.abs(v).max() for k, v in self.exact.items() if k.startswith("gradient") and v.size]
            + [1e-30]
        )
        self.noise = {}
        if stored:  # what the roundings of a training in bfloat16 did
            for k, v in case.expected(Noise(), weights=bool(weights)).items():
                self.noise[k] = np.abs(v - self.exact[k])
        self.more([self.draw(1 + k, 1, False) for k in range(RUNS)])
        self.widened = False

    def draw(self, seed, times, zeros):
        return Noise(seed, times * EPS, zeros, self.weights, times * self.stored)

    def more(self, noises):
        for noise in noises:
            for k, v in self.case.expected(noise, weights=bool(self.weights)).items():
                d = np.abs(v - self.exact[k])
                self.noise[k] = np.maximum(self.noise[k], d) if k in self.noise else d

    def widen(self):
        """More runs, with more noise, some of it in sums of zeros: for values near a kink."""
        if self.widened:
            return False
        self.widened = True
        self.more([self.draw(100 + k, 4, k % 2 == 1) for k in range(12)])
        return True

    def tolerance(self, k):
        d = self.noise[k]
        if not d.size:
            return d
        # Where rounding is all there is (the gradient of what a normalisation takes away again),
        # its own rounding may count too.
        least = EPS / 64 * self.largest if k.startswith("gradient") else 1e-36
        return GROWTH * (d + np.quantile(d, 0.75)) + FLOOR * np.abs(self.exact[k]) + least

    def loose(self):
        """Names of results whose bound is above a tenth of their size."""
        return [
            k
            for k, v in self.exact.items()
            if v.size and np.quantile(self.tolerance(k), 0.5) > 0.1 * np.abs(v).max() > 1e-10
        ]

    def differences(self, got):
        bad = []
        for k, want in self.exact.items():
            if k not in got:
                bad.append((math.inf, f"{k} is missing"))
                continue
            g, tol = np.asarray(got[k], np.float64).reshape(want.shape), self.tolerance(k)
            with np.errstate(invalid="ignore"):
                r = np.where(np.isfinite(g), np.abs(g - want) / tol, math.inf)
            if r.size and r.max() > 1:
                i = int(r.argmax())
                bad.append(
                    (
                        float(r.max()),
                        f"{k}[{', '.join(map(str, np.unravel_index(i, r.shape)))}]: "
                        f"{g.flat[i]:.9g}, PyTorch has {want.flat[i]:.9g}, "
                        f"{r.max():.3g} times the bound {tol.flat[i]:.2g}; {int((r > 1).sum())} "
                        f"of {r.size} differ",
                    )
                )
        return bad


class Differs(Exception):
    def __init__(self, what, lines):
        super().__init__(what)
        self.what, self.lines = what, lines


def compare(bounds, got, what, stats):
    bad = bounds.differences(got)
    if bad and bounds.widen():
        bad = bounds.differences(got)
        if not bad:
            stats["near a kink"] = stats.get("near a kink", 0) + 1
    if bad:
        bad.sort(key=lambda b: -b[0])
        raise Differs(what, [t for _, t in bad])


def same_bits(a, b, what):
    for k, v in b.items():
        if np.asarray(a[k]).tobytes() != np.asarray(v).tobytes():
            d = np.abs(np.asarray(a[k], np.float64) - np.asarray(v, np.float64))
            raise Differs(what, [f"{k}: other bits, by up to {np.nanmax(d):.3g}"])


def check_tables(w, net, tn):
    want = {k: (tuple(s), t) for k, (s, t, _) in tn.params.items()}
    have = {k: (dim, t) for k, (dim, _, _, t) in w.params.items()}
    if list(want.items()) != list(have.items()):
        raise Differs(
            "parameters",
            [
                f"{a} and {b}"
                for a, b in zip(list(want.items()) + [None] * 9, list(have.items()) + [None] * 9)
                if a != b
            ][:5],
        )
    last = w.nodes[-1]
    shape = tn.shapes[-1]
    if tuple(map(int, last[3:6]))[-len(shape) :] != tuple(shape):
        raise Differs("the output's shape", [f"{last}, expected {shape}"])


def schedule_rate(name, a, base, at, end, epochs, falls):
    warm = a.get("warmup", 0.0)
    if at < warm:
        return base * min(1.0, end / warm)
    t, total = at - warm, epochs - warm
    low = a.get("min", 0.0)
    low = min(low, base)
    share = min(t / total, 1.0) if total > 0 else 1.0
    if name == "step":
        return base * a.get("factor", 0.1) ** math.floor(t / a.get("every", 30))
    if name == "exponential":
        return base * a.get("factor", 0.95) ** t
    if name == "cosine":
        return low + (base - low) * (1 + math.cos(math.pi * share)) / 2
    if name == "restarts":
        begin, length, top = 0.0, a.get("every", 10.0), base - low
        while t >= begin + length:
            begin, length, top = begin + length, length * a.get("grow", 1.0), top * a.get("fall", 1)
        return low + top * (1 + math.cos(math.pi * (t - begin) / length)) / 2
    if name == "onecycle":
        step = end - at
        top, last, first = (
            a.get("rise", 0.3) * total - step,
            total - step,
            base / a.get("start", 25.0),
        )
        x, low, high = (t - top) / (last - top), base, first / a.get("end", 10000.0)
        if top > 0 and t <= top:
            x, low, high = t / top, first, base
        x = min(x, 1.0)
        if not a.get("linear"):
            x = (1 - math.cos(math.pi * x)) / 2
        return low + (high - low) * x
    if name == "polynomial":
        return low + (base - low) * (1 - share) ** a.get("power", 1.0)
    if name == "plateau":
        return max(low, base * a.get("factor", 0.1) ** falls)
    return base


def check_schedule(w, net, rng):
    if not net.schedule:
        return
    name, a = net.schedule
    for _ in range(8):
        epochs = int(rng.integers(4, 20))
        at = float(rng.uniform(0, epochs))
        args = (
            float(net.optimizer[1]["rate"]),
            at,
            min(at + 0.1, epochs),
            float(epochs),
            int(rng.integers(0, 4)) if name == "plateau" else 0,
        )
        got, want = float(w.ask("rate " + " ".join(map(repr, args)))[0]), schedule_rate(
            name, a, *args
        )
        if abs(got - want) > 1e-9 * abs(want) + 1e-15:
            raise Differs("schedule", [f"{name} {a} at {args}: {got}, expected {want}"])


def check_init(w, case):
    """Starting values: the bounds and spread of what `init=` names."""
    w.ask(f"init {case.net_seed}")
    w.ask("get 0")
    for name, v in w.unpack(w.floats(w.n_params)).items():
        i, p = case.tn.owner[name]
        st = case.net.stmts[i]
        if p != "kernel":
            one = p in ("gamma", "moving_variance")
            if not (v == one).all():
                raise Differs("starting values", [f"{name} is not all {int(one)}"])
            continue
        init, shape = st.args.get("init", "glorot_uniform"), v.shape
        taps = math.prod(shape[:-2]) if len(shape) == 4 else 1
        fin, fout = taps * shape[-2], taps * shape[-1]
        if st.kind == "conv":
            fout = taps * shape[-1]
        f = {"g": 2 / (fin + fout), "h": 2 / fin, "l": 1 / fin, "p": 1 / (3 * fin)}.get(init[0], 0)
        if st.args.get("deviation") and v.size > 1 and v.std() > 0:
            want = st.args["deviation"]
            good = abs(v.astype(np.float64).std(ddof=1) - want) < 1e-5 * want
        elif init in ("zeros", "ones"):
            good = (v == (init == "ones")).all()
        elif init == "pytorch" or init.endswith("uniform"):
            limit = math.sqrt(3 * f)
            good = np.abs(v).max() <= limit * (1 + 1e-6) and (
                v.size < 200
                or (np.abs(v).max() > 0.9 * limit and abs(v.std() / math.sqrt(f) - 1) < 0.25)
            )
        else:
            good = np.abs(v).max() <= 2 * math.sqrt(f) / 0.8796 * 1.0001 and (
                v.size < 200 or abs(v.std() / math.sqrt(f) - 1) < 0.25
            )
        if not good:
            raise Differs(
                "starting values",
                [
                    f"{name} {init} {shape}: largest {np.abs(v).max():.4g}, deviation "
                    f"{v.std():.4g}, f {f:.4g}"
                ],
            )


EMITTERS = {
    "tcc": ["tcc"],
    "gcc -O1": ["gcc", "-std=c99", "-O1", "-fPIC", "-w"],
    "gcc -O3": ["gcc", "-std=c99", "-O3", "-march=native", "-ffp-contract=fast", "-fPIC", "-w"],
    "gcc -fsanitize": ["gcc", "-std=c99", "-O0", "-fPIC", "-w", "-fsanitize=address"],
}


def make_case(net, seed, stats, stored=0.0):
    """Data on which rounding decides nothing, where such data is found."""
    for again in range(4):
        case = Case(net, seed, again)
        bounds = Bounds(case, stored=stored)
        loose = [k for k in bounds.loose() if not k.startswith(("after", "average"))]
        if not loose:
            break
    else:
        stats["loose bounds"] = stats.get("loose bounds", 0) + 1
    return case, bounds


def check_net(w, net, seed, stats, args):
    """Raises Differs, Refused or Died when something is wrong with the net."""
    bf16 = args.precision == "bf16"
    case, bounds = make_case(net, seed, stats, 2.0**-8 if bf16 else 0.0)
    path = w.folder / "m.net"
    path.write_text(netgen.text(net))
    stats["values"] = stats.get("values", 0) + sum(v.size for v in bounds.exact.values())
    opened = {
        "batch": net.batch,
        "exact": case.exact,
        "no_dropout": int(not net.dropout),
        "threads": 1 + seed % 2,
        "precision": 2 if bf16 else 0,
    }
    san = args.san

    def library(what, **k):
        w.open(path, **{**opened, **k})
        got = run_library(w, case, k.get("steps_only", 0))
        stats[what] = stats.get(what, 0) + 1
        return got

    jit = library("jit")
    check_tables(w, net, case.tn)
    compare(bounds, jit, "jit", stats)
    check_schedule(w, net, np.random.default_rng(seed))
    check_init(w, case)
    sample = seed % args.sample if args.sample else -1
    for compiler, when in (
        ("tcc", not san),
        ("gcc -fsanitize", san),
        ("gcc -O1", sample == 0),
        ("gcc -O3", sample == 1),
    ):
        if when:
            got = run_emitted(w, case, EMITTERS[compiler])
            stats["emitted, " + compiler] = stats.get("emitted, " + compiler, 0) + 1
            compare(bounds, got, "emitted, " + compiler, stats)
            if net.accumulate == 1 and seed % 4 == 1:
                same_bits(got, run_applied(w, case, True), "emitted, grad and apply against step")
    same_bits(jit, library("reference", backend=REFERENCE), "reference and jit")
    if net.accumulate == 1 and seed % 4 == 2:
        same_bits(jit, run_applied(w, case), "grad and apply against step")
    if seed % 6 == 3:
        compare(bounds, library("portable", backend=REFERENCE, portable=1), "portable", stats)
    if sample == 2:
        compare(bounds, library("cc", backend=CC), "cc", stats)
    if seed % 3 == 0 and net.accumulate == 1:
        got = library("steps only", steps_only=1)
        same_bits(jit, got, "steps only and jit")
    if seed % 3 == 1:
        least = 1
        for _ in range(3):  # it is told for one plan after the other
            try:
                w.open(path, **opened, mem_limit=least)
                break
            except Refused as e:
                more = least_memory(str(e))
                if more <= least:
                    raise
                least = more
        got = library("least memory", mem_limit=least)
        compare(
            bounds, got, "least memory", stats
        )  # inference takes other algorithms to fit; a training plan has the same results
        same_bits(
            *({k: v for k, v in r.items() if k != "infer"} for r in (jit, got)),
            "least memory and jit",
        )
    if bf16:
        return  # inference is what it is without
    kind = 1 + seed % 2
    b16 = Bounds(case, weights=(2.0**-11, 2.0**-8)[kind - 1])
    for backend in (JIT,) if seed % 4 else (JIT, REFERENCE):
        w.open(path, **{**opened, "train": 0, "weights": kind, "backend": backend})
        w.ask("params", w.pack(case.values))
        w.ask(f"infer {len(case.x)}", case.x)
        what = ("f16", "bf16")[kind - 1] + (", reference" if backend else "")
        stats[what] = stats.get(what, 0) + 1
        compare(
            b16, {"infer": w.floats(len(case.x) * w.n_out).reshape(len(case.x), -1)}, what, stats
        )
    if seed % 5 == 4:
        build_emitted(w, EMITTERS["gcc -fsanitize" if san else "tcc"], 0, kind)
        w.ask(f"eparams {case.net_seed}", w.pack(case.values))
        what = "emitted, " + ("f16", "bf16")[kind - 1]
        stats[what] = stats.get(what, 0) + 1
        compare(b16, {"infer": emitted_outputs(w, case)}, what, stats)


def least_memory(message):
    """In bytes, as the message says it; 0: it is about something else."""
    m = re.search(r"--mem-limit=(\d+)k", message)
    return int(m[1]) * 1024 if m else 0


# ---- shrinking and keeping ----


def problem(w, net, seed, args, stats=None):
    """(what, lines) or None."""
    try:
        check_net(w, net, seed, {} if stats is None else stats, args)
        return None
    except Differs as e:
        found = e.what, e.lines
    except Died as e:
        found = "crash", str(e).splitlines()
    except Refused as e:
        found = "refused", [str(e)]
    w.again()
    return found


def shrink(w, net, seed, found, args):
    """A smaller net with the same kind of problem; at most args.shrink seconds."""
    end = time.time() + args.shrink
    again = True
    while again and time.time() < end:
        again = False
        for small in netgen.smaller(net):
            if time.time() > end:
                break
            if not netgen.valid(small):
                continue
            p = problem(w, small, seed, args)
            if p and p[0] == found[0] and (p[0] != "refused" or p[1][0][:40] == found[1][0][:40]):
                net, found, again = small, p, True
                break
    return net, found


def keep(w, folder, net, seed, found, original):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "m.net").write_text(netgen.text(net))
    (folder / "original.net").write_text(netgen.text(original))
    (folder / "net.json").write_text(json.dumps({"seed": seed, "net": dataclasses.asdict(net)}))
    (folder / "report.txt").write_text("\n".join([found[0]] + found[1]) + "\n")
    case = Case(net, seed)
    np.savez(
        folder / "case.npz",
        x=case.x,
        gx=case.gx,
        glabel=case.glabel,
        **{"param " + k: v for k, v in case.values.items()},
    )


def tuples(v):
    return tuple(tuples(x) for x in v) if isinstance(v, list) else v


def net_of(d):
    """The net of net.json."""
    stmts = [
        Stmt(**{**s, "args": {k: tuples(v) for k, v in s["args"].items()}, "ops": tuple(s["ops"])})
        for s in d["stmts"]
    ]
    d = {**d, "stmts": stmts, "input": tuple(d["input"])}
    for k in ("loss", "optimizer", "schedule", "group", "repeat"):
        d[k] = tuples(d[k]) if d[k] is not None else None
    d["rates"], d["freeze"] = [tuple(r) for r in d["rates"]], [tuple(r) for r in d["freeze"]]
    d["input_args"] = {k: tuple(v) if k == "raw" else v for k, v in d["input_args"].items()}
    return Net(**d)


# ---- does the generator know everything? ----


def missing(rows):
    """What the compiler's tables have and the generator does not."""
    have = {
        "kind": netgen.KINDS,
        "loss": netgen.LOSSES,
        "optimizer": netgen.OPTIMIZERS,
        "schedule": netgen.SCHEDULES,
    }
    attrs = {
        "kind": netgen.ATTRS,
        "loss": netgen.LOSS_ATTRS,
        "optimizer": netgen.OPTIMIZER_ATTRS,
        "schedule": netgen.SCHEDULE_ATTRS,
    }
    seen, out = {k: set() for k in have}, []
    for r in rows:
        if r[0] in have:
            seen[r[0]].add(r[1])
            if r[1] not in have[r[0]]:
                out.append(f"{r[0]} {r[1]} has no generator")
        elif r[0] == "attr" and r[3] not in attrs[r[1]].get(r[2], ()):
            out.append(f"{r[1]} {r[2]}: {r[3]}= is never drawn")
        if r[0] == "attr" and r[1:4] == ["kind", "conv", "algorithm"]:
            known = ("auto",) + netgen.ALGORITHMS
            out += [f"algorithm={a} is never drawn" for a in r[10:] if a and a not in known]
    for k, names in have.items():
        out += [f"{k} {n} is not in the compiler" for n in names if n not in seen[k]]
    return out


# ---- the run ----


def summary(done, stats, failed, seconds, first):
    rows = ", ".join(f"{k} {v}" for k, v in sorted(stats.items()))
    return f"campaign: {done} nets from seed {first}, {failed} differ, {seconds:.0f} s; {rows}"


def resume(log, first, san, precision):
    """What a log of the same first seed and kind says: nets done, stats, seeds that failed,
    seconds."""
    done, stats, failed, seconds = 0, {}, [], 0.0
    if log and log.exists():
        for line in log.read_text().splitlines():
            try:
                r = json.loads(line)
            except ValueError:
                continue
            kind = r.get("first"), r.get("san", False), r.get("precision", "f32")
            if kind == (first, san, precision):
                done, stats, failed, seconds = r["done"], r["stats"], r["failed"], r["seconds"]
    return done, stats, failed, seconds


def run(args, w):
    first = args.seed
    log = pathlib.Path(args.log) if args.log else None
    done, stats, failed, before = resume(log, first, args.san, args.precision)
    start = last = time.time()
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True
    ).stdout.strip()
    while done < args.n:
        seed = first + done
        net = netgen.generate(np.random.default_rng(seed))
        found = problem(w, net, seed, args, stats)
        done += 1
        if found:
            failed.append(seed)
            small, found = shrink(w, net, seed, found, args)
            folder = w.folder / "failed" / str(seed)
            keep(w, folder, small, seed, found, net)
            print(
                f"net {seed}: {found[0]}: {found[1][0] if found[1] else ''}\n  kept in {folder}\n"
                + "".join("  | " + t + "\n" for t in netgen.text(small).splitlines()),
                flush=True,
            )
        if log and (found or done == args.n or time.time() - last > 10):
            last = time.time()
            with log.open("a") as f:
                f.write(
                    json.dumps(
                        {
                            "first": first,
                            "san": args.san,
                            "precision": args.precision,
                            "done": done,
                            "failed": failed,
                            "seconds": before + time.time() - start,
                            "commit": commit,
                            "stats": stats,
                        }
                    )
                    + "\n"
                )
        if done % 100 == 0:
            print(
                f"# {done} nets, {len(failed)} differ, {before + time.time() - start:.0f} s",
                flush=True,
            )
    print(summary(done, stats, len(failed), before + time.time() - start, first))
    return 1 if failed else 0


def main():
    p = argparse.ArgumentParser()
    p.add_argument("build")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("-n", type=int, default=200)
    p.add_argument("--log")
    p.add_argument("--replay")
    p.add_argument(
        "--san",
        action="store_true",
        help="the emitted C with AddressSanitizer; BUILD is one with it too",
    )
    p.add_argument(
        "--sample",
        type=int,
        default=25,
        help="one of so many nets goes through gcc -O1, -O3 and the cc backend each; 0: none",
    )
    p.add_argument(
        "--shrink", type=float, default=60, help="seconds to make a net smaller that differs"
    )
    p.add_argument("--precision", choices=["f32", "bf16"], default="f32", help="of trainings")
    p.add_argument("--tables", action="store_true")
    args = p.parse_args()
    torch.set_num_threads(1)
    w = Worker(args.build, (pathlib.Path(args.build) / "campaign").resolve())
    lacks = missing(w.tables())
    for t in lacks:
        print("campaign: " + t)
    if args.tables or lacks:
        return 1 if lacks else 0
    if args.replay:
        d = json.loads((pathlib.Path(args.replay) / "net.json").read_text())
        net = net_of(d["net"])
        print(netgen.text(net))
        found = problem(w, net, d["seed"], args)
        print("\n".join([found[0]] + found[1]) if found else "no difference")
        return 1 if found else 0
    return run(args, w)


if __name__ == "__main__":
    sys.exit(main())
