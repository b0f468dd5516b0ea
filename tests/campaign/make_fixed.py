#!/usr/bin/env python3
"""Writes the nets of tests/unit/test_fixed.c and what PyTorch has of them: fixed/NN.net and
fixed.safetensors.

  make_fixed.py BUILD         (needs the worker of `make campaign`, whose results must lie within
  the bounds before they are kept)

Some nets are written here, for shapes that were wrong once; the others are drawn until every kind,
attribute, loss, optimizer and algorithm stands in one. Weights, inputs and labels come from
tests/golden/formula.h."""

import math
import pathlib
import sys

import numpy as np
import torch
from safetensors.numpy import save_file

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "golden"))
import netgen
from campaign import REFERENCE, Bounds, Case, Differs, Worker, run_library, same_bits
from netgen import Net, Stmt
from torchnet import TorchNet

HERE = pathlib.Path(__file__).parent
COUNT, SEED, PARAMS = 88, 11, 420
STEPS = 3

# ---- GOLDEN-FORMULA, the same as tests/golden/formula.h ----
U = np.uint64
STEP, MASK = 0x9E3779B97F4A7C15, (1 << 64) - 1


def mix(z):
    z = (z ^ (z >> U(30))) * U(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> U(27))) * U(0x94D049BB133111EB)
    return z ^ (z >> U(31))


def stream(name):
    h = 0xCBF29CE484222325
    for b in name.encode():
        h = ((h ^ b) * 0x100000001B3) & MASK
    return h


def word(name, n):
    with np.errstate(over="ignore"):
        return mix(U(stream(name)) + (np.arange(n).astype(U) + U(1)) * U(STEP))


def int16(name, n):
    return (word(name, n) >> U(48)).astype(np.int64) - 32768


def dyadic(bound):
    """The scale k * 2^-m, 128 <= k < 256, for which scale * int16 lies in [-bound, bound) (rounded
    down)."""
    m = 7 - int(np.floor(np.log2(bound / 32768)))
    return float(np.floor(bound / 32768 * 2.0**m) / 2.0**m)


class Fixed(Case):
    """A case whose data is that of test_fixed.c."""

    def __init__(self, net, tag):
        self.net, self.tag, self.tn, self.net_seed, self.exact = net, tag, TorchNet(net), 7, 0
        self.values, self.formula = {}, []
        for name, (shape, _, _) in self.tn.params.items():
            p = name.rsplit(".", 1)[1]
            offset, bound = {"gamma": (0.0, 1.5), "moving_variance": (1.25, 0.75)}.get(
                p, (0.0, 0.5)
            )
            if p == "kernel":
                fan = (
                    math.prod(shape[:2])
                    if net.stmts[self.tn.owner[name][0]].kind == "depthwise"
                    else math.prod(shape[:-1])
                )
                bound = 1.3 * math.sqrt(3 / fan)
            scale = dyadic(bound)
            self.formula.append((offset, scale))
            self.values[name] = (
                (offset + scale * int16(f"{tag}.{name}", math.prod(shape)))
                .astype(np.float32)
                .reshape(shape)
            )
        self.x = self.inputs("infer", net.batch)
        self.gx, self.glabel = self.inputs("grad", net.batch), self.targets("grad", net.batch)
        self.steps = [[self.batch(s, k) for k in range(net.accumulate)] for s in range(STEPS)]
        self.rate = float(np.float32(net.optimizer[1]["rate"]))

    def batch(self, s, k):
        n = self.net.batch - (1 if s == 1 and self.net.batch > 1 else 0)
        return self.inputs(f"{s}.{k}", n), self.targets(f"{s}.{k}", n)

    def inputs(self, what, n):
        count = math.prod(self.net.input)
        return (
            (int16(f"{self.tag}.x.{what}", n * count) / 32768)
            .astype(np.float32)
            .reshape((n,) + tuple(self.net.input))
        )

    def targets(self, what, n):
        out = math.prod(self.tn.shapes[-1])
        out *= 2 if self.net.loss[0] == "distillation" else 1
        if netgen.label_count(self.net, out):  # test_fixed.c: as many classes as outputs
            return (word(f"{self.tag}.label.{what}", n) % U(out)).astype(np.int32)
        return (
            ((int16(f"{self.tag}.label.{what}", n * out) + 32768) / 65536)
            .astype(np.float32)
            .reshape(n, out)
        )


# ---- nets for shapes that were wrong once ----


def net(size, stmts, loss=("mse", {}), optimizer=("sgd", {"rate": 0.1}), batch=2, **k):
    return Net(
        size,
        [Stmt(s[0], s[1] if len(s) > 1 else {}, **(s[2] if len(s) > 2 else {})) for s in stmts],
        loss,
        optimizer,
        batch,
        **k,
    )


def chosen():
    same = {"size": (3, 3), "same": True}
    # maps lower than the padding, behind layers whose sums are taken on the way
    yield net(
        (1, 6, 2),
        [
            ("conv", {"filters": 3, "size": (1, 1)}),
            ("batchnorm",),
            ("maxpool", {**same, "stride": (1, 1)}),
        ],
    )
    yield net((1, 9, 2), [("conv", {"filters": 4, "size": (3, 3)}), ("maxpool", same), ("relu",)])
    yield net(
        (7, 1, 2),
        [
            ("conv", {"filters": 3, "size": (3, 3)}),
            ("batchnorm",),
            ("maxpool", {"size": (3, 2), "same": True}),
            ("dense", {"units": 3}),
        ][:3],
    )
    yield net(
        (2, 7, 8),
        [
            ("batchnorm",),
            ("conv", {"filters": 4, "size": (3, 3), "pad": (2, 2), "algorithm": "winograd"}),
            ("relu",),
        ],
    )
    yield net(
        (1, 2, 8),
        [
            ("conv", {"filters": 8, "size": (1, 1)}),
            ("conv", {"filters": 5, "size": (3, 3), "algorithm": "winograd_panels"}),
        ],
    )
    yield net(
        (2, 2, 8),
        [
            ("conv", {"filters": 5, "size": (3, 3), "pad": (2, 2), "algorithm": "winograd"}),
            ("batchnorm",),
        ],
    )
    yield net(
        (2, 2, 8),
        [
            ("conv", {"filters": 5, "size": (3, 3), "algorithm": "toeplitz"}),
            ("batchnorm",),
            ("relu",),
        ],
    )
    yield net(
        (1, 1, 5),
        [
            ("conv", {"filters": 7, "size": (3, 3), "algorithm": "pointwise_1x1_map"}),
            ("globalmaxpool",),
        ],
    )
    yield net(
        (2, 3, 3),
        [
            ("depthwise", {"size": (5, 5)}),
            ("batchnorm",),
            ("avgpool", {"size": (4, 5), "same": True, "stride": (1, 2)}),
        ],
    )
    # kinds that are not drawn, of values that they are made for
    yield net(
        (4, 3, 3),
        [
            ("softplus", {}, {"label": "a"}),
            ("conv", {"filters": 3, "size": (1, 1)}),
            ("tanh",),
            ("div", {}, {"ops": (0,)}),
            ("conv", {"filters": 17, "size": (1, 1)}),
            ("hardsigmoid", {"slope": 0.2, "shift": 0.5}, {"label": "b"}),
            ("clip", {"min": 0.1, "max": 0.9}, {"label": "c"}),
            ("globalavgpool", {"keepdims": True}, {"label": "d"}),
            ("pow", {}, {"src": 6, "ops": (7,)}),
            ("log",),
            ("exp",),
            ("sqrt",),
        ],
    )
    yield net(
        (3, 4, 2),
        [
            ("affine",),
            ("pow", {"value": 2}),
            ("add", {"value": 0.5}),
            ("pow", {"value": -0.5}),
            ("sub", {"value": 0.25}),
            ("mul", {"value": -3.0}),
            ("div", {"value": 1.5}),
            ("maximum", {"value": -2.0}),
            ("minimum", {"value": 1.0}),
        ],
    )
    # every side by itself, and maps side by side
    sides = {"top": 1, "bottom": 2, "left": 1, "right": 0}
    yield net(
        (5, 4, 3),
        [
            ("conv", {"filters": 4, "size": (1, 1)}, {"label": "a"}),
            ("avgpool", {"size": (3, 2), "stride": (1, 1), **sides, "ceil": True, "countpad": 1}),
            ("maxpool", {"size": (3, 2), "stride": (2, 1), **sides, "ceil": True}),
            ("crop", {"size": (0, 0), "top": 1, "bottom": 0, "left": 0, "right": 1}),
            ("pad", {"size": (0, 0), **sides, "mode": "edge"}),
            ("crop", {"top": 1, "bottom": 1}),
            ("resize", {"size": (5, 2)}),
            ("concat", {"axis": "width"}, {"ops": (0,)}),
        ],
    )
    # means that share pixels, some of one row and of three columns
    yield net(
        (8, 7, 3),
        [
            ("conv", {"filters": 17, "size": (1, 1)}),
            ("resize", {"size": (3, 4), "mode": "area"}),
            ("tanh",),
            ("resize", {"size": (4, 2), "mode": "area"}),
        ],
    )
    # squeeze-and-excitation, and maps of one channel
    yield net(
        (4, 3, 18),
        [
            ("conv", {"filters": 18, "size": (1, 1)}, {"label": "a"}),
            ("globalavgpool", {"keepdims": True}),
            ("conv", {"filters": 4, "size": (1, 1)}, {"act": "mish"}),
            ("conv", {"filters": 18, "size": (1, 1)}, {"act": "hardsigmoid"}),
            ("mul", {}, {"ops": (0,), "label": "b"}),
            ("reduce", {"op": "mean", "over": "channels"}, {"label": "c"}),
            ("reduce", {"op": "max", "over": "channels"}, {"src": 4}),
            ("concat", {}, {"ops": (5,)}),
            ("conv", {"filters": 1, "size": (3, 3)}, {"act": "sigmoid"}),
            ("mul", {}, {"ops": (4,)}),
        ],
    )
    # layers that the output does not use; nothing that trains
    yield net(
        (4, 3, 2),
        [
            ("conv", {"filters": 3, "size": (3, 3)}),
            ("batchnorm",),
            ("conv", {"filters": 2, "size": (2, 2)}, {"src": -1}),
        ],
        optimizer=("sgd", {"rate": 0.1, "momentum": 0.9, "decay": 0.1}),
        average=0.5,
    )
    yield net(
        (4, 3, 2),
        [("conv", {"filters": 3, "size": (3, 3)}, {"frozen": True}), ("globalavgpool",)],
        accumulate=2,
        average=0.5,
    )
    yield net(
        (3, 4, 2),
        [
            (
                "conv_transpose",
                {"filters": 3, "size": (3, 2), "stride": (2, 3), "pad": (1, 0), "outpad": (1, 2)},
            )
        ],
    )
    # batchnorm of parameters that stay, and a velocity of gradients
    sgd = {"rate": 0.1, "momentum": 0.9, "nesterov": True, "velocity": "gradients", "decay": 0.1}
    yield net(
        (4, 3, 3),
        [
            ("conv", {"filters": 3, "size": (3, 3), "init": "dirac", "deviation": 0.5}),
            ("batchnorm", {"nogamma": True}),
            ("gelu",),
            ("conv", {"filters": 3, "size": (1, 1)}),
            ("batchnorm", {"nobeta": True}),
            ("globalmaxpool",),
            ("dense", {"units": 4, "init": "pytorch", "deviation": 1.0}),
        ],
        optimizer=("sgd", sgd),
        schedule=("exponential", {"factor": 0.5}),
        input_args={"order": "bgr"},
    )
    # the classes and another net's shares of them
    yield net(
        (5, 4, 3),
        [
            ("conv", {"filters": 3, "size": (3, 3)}),
            ("flatten",),
            ("dense", {"units": 5}),
            ("softmax",),
        ],
        loss=("distillation", {"temperature": 2.0, "share": 0.6, "smoothing": 0.1}),
    )
    # losses that compare the samples of a batch
    for words in (
        ("triplet", {"margin": 0.5, "mining": "semihard"}),
        ("triplet", {"mining": "hard", "distance": "squared"}),
        ("triplet", {"mining": "all", "distance": "cosine"}),
        ("triplet", {"margin": 0.3, "unit": True}),
        ("contrastive", {"margin": 0.7, "unit": True}),
        ("supcon", {"temperature": 0.5}),
    ):
        yield net(
            (3, 4, 2),
            [("conv", {"filters": 5, "size": (3, 3)}), ("flatten",), ("dense", {"units": 4})],
            loss=words,
            batch=7,
        )
    # losses of maps
    for loss, end in (
        (("soft_crossentropy", {"smoothing": 0.1}), "softmax"),
        (("focal", {"gamma": 2.0, "alpha": 0.25}), "sigmoid"),
        (("dice", {"smooth": 0.5}), "sigmoid"),
        (("cosine", {}), "tanh"),
    ):
        yield net(
            (3, 4, 2),
            [
                ("conv", {"filters": 5, "size": (3, 3)}),
                ("conv", {"filters": 3, "size": (1, 1)}),
                (end,),
            ],
            loss=loss,
        )
    yield net(
        (5, 4, 3),
        [("gelu", {"approximate": True}), ("conv", {"filters": 3, "size": (3, 3)}), ("gelu",)],
    )


# ---- what a net covers ----


def covers(n):
    f = (
        {"loss " + n.loss[0], "optimizer " + n.optimizer[0]}
        | {f"optimizer {n.optimizer[0]} {a}" for a in n.optimizer[1]}
        | {f"loss {n.loss[0]} {a}" for a in n.loss[1]}
    )
    for st in n.stmts:
        f |= (
            {"kind " + st.kind}
            | {f"kind {st.kind} {a}" for a in st.args}
            | ({f"flag {st.kind} {st.act}"} if st.act else set())
        )
        f |= {
            f"word {st.args[a]}"
            for a in ("algorithm", "mode", "init", "align", "round", "op", "over", "axis")
            if a in st.args
        }
    f |= {f"kind input {a}" for a in n.input_args if a != "raw"}
    if n.schedule:
        f |= {f"schedule {n.schedule[0]} {a}" for a in n.schedule[1]} | {
            "schedule " + n.schedule[0]
        }
    for what in ("group", "repeat", "average", "lookahead", "rates", "freeze"):
        if getattr(n, what):
            f.add(what)
    if n.accumulate > 1:
        f.add("accumulate")
    return f


def small(n):
    return (
        len(n.stmts) <= 9
        and sum(math.prod(s) for s, _, _ in TorchNet(n).params.values()) <= PARAMS
        and math.prod(TorchNet(n).shapes[-1]) * n.batch <= 200
    )


def results(case):
    """Expected arrays for the file, and the bound of each; None when rounding says too much about
    them."""
    b = Bounds(case)
    b.widen()  # other processors round otherwise, and nobody judges again
    tn, out = case.tn, {}
    names = list(tn.params)

    def bound(k):
        t = b.tolerance(k)
        return float(t.max()) if t.size else 0.0

    def flat(prefix):
        have = [
            (
                (b.exact[prefix + k], bound(prefix + k))
                if prefix + k in b.exact
                else (np.zeros(tn.params[k][0]), 0.0)
            )
            for k in names
        ]
        return np.concatenate([v.ravel() for v, _ in have] + [np.zeros(0)]), [t for _, t in have]

    tol = [bound("infer"), bound("loss of grad"), bound("losses of steps")]
    out["y"] = b.exact["infer"].ravel()
    out["loss"] = np.concatenate([b.exact["loss of grad"].ravel(), b.exact["losses of steps"]])
    for what, prefix in (
        ("grad", "gradient of "),
        ("end", "after steps "),
        ("average", "average of "),
    ):
        if what == "average" and not case.net.average:
            continue
        v, t = flat(prefix)
        out[what] = v
        tol += t
    for k, v in b.exact.items():
        if (
            v.size
            and np.abs(v).max() > 1e-6
            and bound(k) > (2e-2 if k.startswith(("after", "average")) else 1e-3) * np.abs(v).max()
        ):
            return None, b
    out["tol"] = np.array(tol)
    out["formula"] = np.array(case.formula).ravel()
    return {k: v.astype(np.float32) for k, v in out.items()}, b


def main():
    torch.set_num_threads(1)
    w = Worker(sys.argv[1], (pathlib.Path(sys.argv[1]) / "campaign").resolve())
    folder = HERE / "fixed"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.net"):
        old.unlink()
    everything = set()
    drawn = []
    for seed in range(4000):
        n = netgen.generate(np.random.default_rng([SEED, seed]))
        if small(n):
            drawn.append((n, covers(n)))
            everything |= drawn[-1][1]
    data, covered, kept = {}, set(), 0
    first = list(chosen())
    while kept < COUNT:
        if first:
            n = first.pop(0)
        else:
            n, _ = max(drawn, key=lambda d: len(d[1] - covered))
            drawn = [d for d in drawn if d[0] is not n]
            n.dropout = True
        tag = f"{kept:02}"
        case = Fixed(n, tag)
        out, bounds = results(case)
        if out is None:
            continue
        path = folder / f"{tag}.net"
        path.write_text(netgen.text(n, f"fixed{tag}"))
        try:
            w.open(path, batch=n.batch)
            jit = run_library(w, case)
            bad = bounds.differences(jit)
            w.open(path, batch=n.batch, backend=REFERENCE)
            same_bits(jit, run_library(w, case), "reference")
            w.open(path, batch=n.batch, backend=REFERENCE, portable=1)
            bad = bad or bounds.differences(run_library(w, case))
        except Differs as e:
            bad = [(0, str(e))]
        if bad:
            print(f"not kept: {bad[0][1]}\n{netgen.text(n)}")
            continue
        data.update({f"{tag}/{k}": v for k, v in out.items()})
        covered |= covers(n)
        kept += 1
    save_file(data, HERE / "fixed.safetensors")
    print(
        f"{kept} nets, {sum(v.size for v in data.values())} values; not covered: "
        f"{sorted(everything - covered)}"
    )


if __name__ == "__main__":
    main()
