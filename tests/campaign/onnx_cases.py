#!/usr/bin/env python3
"""The operator cases of ONNX (Debian's libonnx-testdata) as nets: see spec/onnx-operators.md, which
this writes.

  onnx_cases.py BUILD [--data FOLDER] [--write spec/onnx-operators.md] [--only NAME]

Each case is a model with inputs and outputs. One that the language has a kind for is written as a
net, its weights set, run by the JIT and the reference, and its output compared; `Cannot` says why
another is not. Exit status 1 when one differs."""

import argparse
import collections
import math
import pathlib
import sys

import numpy as np
import onnx
from onnx import numpy_helper

from campaign import REFERENCE, Refused, Worker

DATA = "/usr/share/libonnx-testdata/data"


class Cannot(Exception):
    """Why the language has no net for a case."""


def need(good, why):
    if not good:
        raise Cannot(why)


class Value:
    """What a statement of the net makes. dims: as ONNX has them, without the batch; order: how they
    lie in netc, indices into dims."""

    def __init__(self, label, shape):
        self.label, self.shape = label, shape  # shape: (c,) or (h, w, c)


class Net:
    """A net that is being written."""

    def __init__(self, shape):
        self.lines, self.params, self.shape, self.count = [], {}, shape, 0
        self.train = "mse"

    def add(self, text, src, params=None):
        """A statement; the label of its value."""
        self.count += 1
        label = f"v{self.count}"
        self.lines.append(f"{label}: {text}" + (f" from {src}" if src else ""))
        for k, v in (params or {}).items():
            self.params[f"{label}.{k}"] = np.asarray(v, np.float32)
        return label

    def text(self):
        return (
            f"net m {{\n    input {size(self.shape)}\n"
            + "".join(f"    {t}\n" for t in self.lines)
            + f"}}\n\ntrain {{\n    loss {self.train}\n    optimizer sgd rate=0\n}}\n"
        )


def size(shape):
    return "x".join(map(str, shape))


def run(w, net, x, train=False, label=None):
    """The net's outputs (n, outputs), by two backends that must agree to the bit; in training mode,
    with the loss and the parameters after."""
    path = w.folder / "onnx.net"
    path.write_text(net.text())
    out = []
    for backend in (0, REFERENCE):
        w.open(path, train=int(train), batch=max(1, len(x)), backend=backend, exact=1)
        image = np.zeros(w.n_params, np.float32)
        for k, (dim, at, n, _) in w.params.items():
            v = net.params.get(k)
            image[at : at + n] = (
                v.reshape(dim).ravel()
                if v is not None
                else 1.0 if k.endswith(("gamma", "moving_variance")) else 0.0
            )
        w.ask("params", image)
        x32 = np.ascontiguousarray(x, np.float32)
        if train:
            t = label if label is not None else np.zeros((len(x), w.n_out), np.float32)
            loss = float(w.ask(f"step {len(x)} 0", x32, t)[0])
            y = w.floats(len(x) * w.n_out).reshape(len(x), -1)
            w.ask("get 0")
            out.append((y, loss, w.unpack(w.floats(w.n_params))))
        else:
            w.ask(f"infer {len(x)}", x32)
            out.append((w.floats(len(x) * w.n_out).reshape(len(x), -1), None, None))
    if out[0][0].tobytes() != out[1][0].tobytes():
        raise AssertionError("reference and jit have other bits")
    return out[0]


# ---- layouts ----


def to_rows(x):
    """(n, c, spatial...) as rows of netc: a vector, or a map with the channels last."""
    need(x.ndim in (2, 3, 4), f"maps of {x.ndim - 2} dimensions")
    if x.ndim == 2:
        return x, (x.shape[1],)
    if x.ndim == 3:
        x = x[:, :, None, :]
    return x.transpose(0, 2, 3, 1), (x.shape[2], x.shape[3], x.shape[1])


def from_rows(y, shape, like):
    """Rows of netc as an array of the rank of `like`."""
    y = y.reshape((len(y),) + tuple(shape))
    if len(shape) == 3:
        y = y.transpose(0, 3, 1, 2)
    return y.reshape(like.shape)


def pair(v, what, axes):
    """An attribute of one or two numbers as (h, w)."""
    v = list(v) if v else [what] * axes
    return tuple(v) if axes == 2 else (1 if what is not None else 0, v[0])


# ---- operators: each takes (w, node, attributes, arrays) and gives the outputs it has, in order;
# None: not to be compared ----


def elementwise(text):
    def op(w, node, a, ins):
        x = ins[0]
        need(x.dtype == np.float32, f"elements of type {x.dtype}")
        net = Net((x.size,))
        net.add(text(a, ins) if callable(text) else text, None)
        return [run(w, net, x.reshape(1, -1))[0].reshape(x.shape)]

    return op


def clip(a, ins):
    low = a.get("min") if len(ins) < 2 or ins[1] is None else float(ins[1])
    high = a.get("max") if len(ins) < 3 or ins[2] is None else float(ins[2])
    need(low == 0, "Clip whose lower limit is not 0")
    return "relu" if high is None else f"relu max={high!r}"


def celu(a, ins):
    need(a.get("alpha", 1.0) == 1.0, "Celu whose alpha is not 1")
    return "elu alpha=1"


def operands(kind):
    """Several inputs: side by side in one vector, out of which a dense layer of zeros and ones
    takes each."""

    def op(w, node, a, ins):
        need(all(x.dtype == np.float32 for x in ins), f"elements of type {ins[0].dtype}")
        if len(ins) == 2 and ins[0].shape != ins[1].shape:
            return broadcast(kind, w, ins)
        n, k = ins[0].size, len(ins)
        net = Net((n * k,))
        parts = []
        for i in range(k):
            sel = np.zeros((n * k, n), np.float32)
            sel[np.arange(n) + i * n, np.arange(n)] = 1
            parts.append(net.add(f"dense {n} nobias", "input", {"kernel": sel}))
        if k > 1:
            net.add(f"{kind} {' '.join(parts[1:])}", parts[0])
        return [
            run(w, net, np.concatenate([x.ravel() for x in ins])[None])[0].reshape(ins[0].shape)
        ]

    return op


def broadcast(kind, w, ins):
    """One value a channel: the factor of a mul; the bias of a depthwise convolution."""
    x, y = ins
    need(
        y.ndim <= 1 or y.size == y.shape[-1],
        "operands of other shapes than a map and a vector of its channels",
    )
    c = x.shape[-1]
    need(
        y.size == c and x.ndim <= 3,
        "operands of other shapes than a map and a vector of its channels",
    )
    h = (1,) * (3 - x.ndim) + x.shape
    if kind == "add":
        net = Net(h)
        net.add("depthwise 1x1", None, {"kernel": np.ones((1, 1, c, 1)), "bias": y.ravel()})
        return [run(w, net, x.reshape((1,) + h))[0].reshape(x.shape)]
    n = x.size
    net = Net((n + c,))
    eye = np.eye(n + c, dtype=np.float32)
    v = net.add(f"dense {c} nobias", "input", {"kernel": eye[:, n:]})
    m = net.add(f"dense {n} nobias", "input", {"kernel": eye[:, :n]})
    m = net.add(f"reshape {size(h)}", m)
    net.add(f"mul {v}", m)
    return [run(w, net, np.concatenate([x.ravel(), y.ravel()])[None])[0].reshape(x.shape)]


def concat(w, node, a, ins):
    """Along one axis: the axes before it are a map's pixels, the rest its channels. The net is
    given them in the reverse order."""
    axis = a["axis"] % ins[0].ndim
    outer = math.prod(ins[0].shape[:axis])
    rows = [x.reshape(outer, -1) for x in ins]
    total = sum(r.shape[1] for r in rows)
    net = Net((outer, 1, total))
    at, labels = 0, {}
    for i in reversed(range(len(rows))):
        c = rows[i].shape[1]
        sel = np.zeros((1, 1, total, c), np.float32)
        sel[0, 0, at + np.arange(c), np.arange(c)] = 1
        labels[i] = net.add(f"conv {c} 1x1 nobias", "input", {"kernel": sel})
        at += c
    net.add("concat " + " ".join(labels[i] for i in range(1, len(rows))), labels[0])
    y = run(w, net, np.concatenate(rows[::-1], 1)[None])[0]
    shape = list(ins[0].shape)
    shape[axis] = sum(x.shape[axis] for x in ins)
    return [y.reshape(shape)]


def window_words(a, x, k, strides, dilations, excluded, ceil):
    """The words that say the padding, by axis: `same`, `valid`, `pad=`; or the pixels to put around
    the map first."""
    axes = x.ndim - 2
    auto = a.get("auto_pad", "NOTSET")
    pads = a.get("pads", [0] * 2 * axes)
    n = x.shape[2:]
    begin, out = [], []
    for i in range(axes):
        reach = dilations[i] * (k[i] - 1) + 1
        if auto in ("SAME_UPPER", "SAME_LOWER"):
            o = -(-n[i] // strides[i])
            total = max((o - 1) * strides[i] + reach - n[i], 0)
            begin.append(total // 2 if auto == "SAME_UPPER" else total - total // 2)
        elif auto == "VALID":
            begin.append(0)
            o = (n[i] - reach) // strides[i] + 1
        else:
            begin.append(pads[i])
            room = n[i] + pads[i] + pads[i + axes] - reach
            o = (-(-room // strides[i]) if ceil else room // strides[i]) + 1
        out.append(o)
    same = []
    for i in range(axes):
        o = -(-n[i] // strides[i])
        total = max((o - 1) * strides[i] + dilations[i] * (k[i] - 1) + 1 - n[i], 0)
        same.append((o, total // 2))
    valid = [((n[i] - dilations[i] * (k[i] - 1) - 1) // strides[i] + 1, 0) for i in range(axes)]
    have = list(zip(out, begin))
    if have == valid:
        return "valid", None
    if have == same:
        return "same", None
    if excluded:
        raise Cannot("pooling whose padding is neither that of `same` nor that of `valid`")
    after = [
        max((o - 1) * strides[i] + dilations[i] * (k[i] - 1) + 1 - begin[i] - n[i], 0)
        for i, o in enumerate(out)
    ]
    both = lambda v: ([0] + list(v)) if axes == 1 else list(v)
    (t, l), (b, r) = both(begin), both(after)
    return "valid", f"pad top={t} bottom={b} left={l} right={r}"


def conv(w, node, a, ins):
    x, k = ins[0], ins[1]
    need(x.dtype == np.float32, f"elements of type {x.dtype}")
    rows, shape = to_rows(x)
    axes = x.ndim - 2
    strides, dil = a.get("strides", [1] * axes), a.get("dilations", [1] * axes)
    words, before = window_words(a, x, k.shape[2:], strides, dil, False, False)
    net = Net(shape)
    if before:
        net.add(before, None)
    kernel = k if axes == 2 else k[:, :, None, :]
    two = lambda v: tuple(v) if axes == 2 else (1, v[0])
    params = {"kernel": kernel.transpose(2, 3, 1, 0)}
    if len(ins) > 2:
        params["bias"] = ins[2]
    groups = a.get("group", 1)
    net.add(
        f"conv {k.shape[0]} {size(kernel.shape[2:])} stride={size(two(strides))} "
        f"dilation={size(two(dil))} groups={groups} {words}" + ("" if len(ins) > 2 else " nobias"),
        None,
        params,
    )
    return [Rows(run(w, net, rows)[0])]


class Rows:
    """Outputs as netc has them: compared after the expected value is brought into the same
    order."""

    def __init__(self, y):
        self.y = y

    def differs(self, want):
        rows = to_rows(want)[0].reshape(len(want), -1) if want.ndim > 1 else want
        return compare(self.y, rows)


def pool(kind):
    def op(w, node, a, ins):
        x = ins[0]
        need(x.dtype == np.float32, f"elements of type {x.dtype}")
        rows, shape = to_rows(x)
        axes = x.ndim - 2
        k = a["kernel_shape"]
        strides, dil = a.get("strides", [1] * axes), a.get("dilations", [1] * axes)
        need(all(d == 1 for d in dil), "pooling with dilation")
        counted = kind == "avgpool" and a.get("count_include_pad")
        words, before = window_words(a, x, k, strides, dil, not counted, a.get("ceil_mode", 0))
        if counted and words == "same":
            raise Cannot("pooling whose padding is neither that of `same` nor that of `valid`")
        net = Net(shape)
        if before:
            net.add(before, None)
        two = lambda v: tuple(v) if axes == 2 else (1, v[0])
        net.add(f"{kind} {size(two(k))} stride={size(two(strides))} {words}", None)
        return [Rows(run(w, net, rows)[0])] + ([None] if len(node.output) > 1 else [])

    return op


def global_pool(kind):
    def op(w, node, a, ins):
        rows, shape = to_rows(ins[0])
        net = Net(shape)
        net.add(kind, None)
        y = run(w, net, rows)[0]
        return [y.reshape(y.shape + (1,) * (ins[0].ndim - 2))]

    return op


def batchnorm(w, node, a, ins):
    x, gamma, beta, mean, var = ins
    rows, shape = to_rows(x)
    net = Net(shape)
    train = bool(a.get("training_mode", 0))
    label = net.add(
        f"batchnorm eps={a.get('epsilon', 1e-5)!r} momentum={a.get('momentum', 0.9)!r}",
        None,
        {"gamma": gamma, "beta": beta, "moving_mean": mean, "moving_variance": var},
    )
    y, _, after = run(w, net, rows, train)
    return [Rows(y)] + (
        [after[f"{label}.moving_mean"], after[f"{label}.moving_variance"]] if train else []
    )


def instancenorm(w, node, a, ins):
    x, gamma, beta = ins
    out = []
    for one in x:
        rows, shape = to_rows(one[None])
        net = Net(shape)
        net.add(f"batchnorm eps={a.get('epsilon', 1e-5)!r}", None, {"gamma": gamma, "beta": beta})
        out.append(run(w, net, rows, True)[0])
    return [Rows(np.concatenate(out))]


def layernorm(w, node, a, ins):
    x, gamma, beta = ins
    axis = a.get("axis", -1) % x.ndim
    n = math.prod(x.shape[axis:])
    net = Net((n,))
    net.add(
        f"layernorm eps={a.get('epsilon', 1e-5)!r}",
        None,
        {"gamma": gamma.ravel(), "beta": beta.ravel()},
    )
    return [run(w, net, x.reshape(-1, n))[0].reshape(x.shape)] + [None] * (len(node.output) - 1)


def softmax(w, node, a, ins):
    x = ins[0]
    axis = a.get("axis", -1) % x.ndim
    moved = np.moveaxis(x, axis, -1)
    net = Net((x.shape[axis],))
    net.add("softmax", None)
    return [
        np.moveaxis(run(w, net, moved.reshape(-1, x.shape[axis]))[0].reshape(moved.shape), -1, axis)
    ]


def gemm(w, node, a, ins):
    x = ins[0].T if a.get("transA") else ins[0]
    k = ins[1].T if a.get("transB") else ins[1]
    c = ins[2] if len(ins) > 2 else None
    need(c is None or c.size == 1 or c.size == c.shape[-1], "Gemm that adds a matrix")
    net = Net((x.shape[1],))
    bias = (
        np.zeros(k.shape[1])
        if c is None
        else np.broadcast_to(c.ravel(), (k.shape[1],)) * a.get("beta", 1.0)
    )
    net.add(
        f"dense {k.shape[1]}", None, {"kernel": k * np.float32(a.get("alpha", 1.0)), "bias": bias}
    )
    return [run(w, net, x)[0]]


def matmul(w, node, a, ins):
    x, k = ins
    need(x.ndim > 1 and x.shape[:-2] == k.shape[:-2], "MatMul of vectors")
    out = []
    for m, v in zip(x.reshape((-1,) + x.shape[-2:]), k.reshape((-1,) + k.shape[-2:])):
        net = Net((v.shape[0],))
        net.add(f"dense {v.shape[1]} nobias", None, {"kernel": v})
        out.append(run(w, net, m)[0])
    return [np.stack(out).reshape(x.shape[:-1] + (k.shape[-1],))]


def flatten(w, node, a, ins):
    x = ins[0]
    axis = a.get("axis", 1)
    axis = axis + x.ndim if axis < 0 else axis
    n = math.prod(x.shape[:axis])
    rest = x.shape[axis:] or (1,)
    shape = rest if len(rest) in (1, 3) else (math.prod(rest[:-2]), rest[-2], rest[-1])
    net = Net(shape)
    net.add("flatten", None)
    return [run(w, net, x.reshape(n, -1))[0].reshape(n, -1)]


def reshape(w, node, a, ins):
    x = ins[0]
    want = node.expected[0].shape
    need(x.size > 0, "tensors without elements")
    need(x.ndim <= 3 and len(want) <= 3, "shapes of more than three dimensions")
    h = (1,) * (3 - x.ndim) + x.shape
    t = want if len(want) in (1, 3) else (1,) * (3 - len(want)) + want
    net = Net(h)
    net.add(f"reshape {size(t)}", None)
    return [run(w, net, x.reshape(1, -1))[0].reshape(want)]


def pad(w, node, a, ins):
    x = ins[0]
    need(a.get("mode", "constant") == "constant", "padding by edges or reflection")
    pads = ins[1].tolist() if len(ins) > 1 else a["pads"]
    value = float(ins[2]) if len(ins) > 2 and ins[2] is not None else a.get("value", 0.0)
    need(value == 0, "padding with another number than 0")
    axes = x.ndim
    need(
        axes == 4 and not any(pads[i] or pads[i + axes] for i in (0, 1)),
        "padding of other axes than height and width",
    )
    rows, shape = to_rows(x)
    net = Net(shape)
    net.add(f"pad top={pads[2]} bottom={pads[6]} left={pads[3]} right={pads[7]}", None)
    return [Rows(run(w, net, rows)[0])]


def upsample(w, node, a, ins):
    x = ins[0]
    want = node.expected[0]
    need(
        x.ndim == 4 and want.shape[:2] == x.shape[:2],
        "resizing of other axes than height and width",
    )
    f = [want.shape[i] / x.shape[i] for i in (2, 3)]
    need(all(v == int(v) and v >= 1 for v in f), "resizing by another factor than a whole one")
    mode = a.get("mode", "nearest")
    how = a.get("coordinate_transformation_mode", "half_pixel")
    if node.op_type == "Resize":
        need(mode != "cubic", "cubic resizing")
        need("crop" not in how, "resizing of a part of the map")
        if mode == "linear":
            need(
                how in ("half_pixel", "pytorch_half_pixel"),
                f"bilinear resizing with the coordinates of {how}",
            )
        else:
            for i in (2, 3):
                need(
                    nearest(
                        x.shape[i], want.shape[i], how, a.get("nearest_mode", "round_prefer_floor")
                    )
                    == [o // int(f[i - 2]) for o in range(want.shape[i])],
                    "nearest resizing that does not repeat each pixel equally often",
                )
    rows, shape = to_rows(x)
    net = Net(shape)
    net.add(
        f"upsample {int(f[0])}x{int(f[1])} mode={'bilinear' if mode == 'linear' else 'nearest'}",
        None,
    )
    return [Rows(run(w, net, rows)[0])]


def nearest(n, m, how, rounding):
    """Which pixel each of m outputs takes of n."""
    out = []
    for o in range(m):
        s = m / n
        x = {
            "half_pixel": (o + 0.5) / s - 0.5,
            "pytorch_half_pixel": (o + 0.5) / s - 0.5 if m > 1 else 0,
            "asymmetric": o / s,
            "align_corners": o * (n - 1) / (m - 1) if m > 1 else 0,
        }.get(how, -9)
        i = {
            "round_prefer_floor": math.ceil(x - 0.5),
            "round_prefer_ceil": math.floor(x + 0.5),
            "floor": math.floor(x),
            "ceil": math.ceil(x),
        }[rounding]
        out.append(min(max(i, 0), n - 1))
    return out


def dropout(w, node, a, ins):
    x = ins[0]
    ratio = a.get("ratio", 0.5) if len(ins) < 2 or ins[1] is None else float(ins[1])
    train = len(ins) > 2 and bool(ins[2])
    need(not train or ratio == 0, "dropout that draws: another generator of random numbers")
    net = Net((x.size,))
    net.add(f"dropout {ratio!r}", None)
    return [run(w, net, x.reshape(1, -1), train)[0].reshape(x.shape)] + [None] * (
        len(node.output) - 1
    )


def crossentropy(w, node, a, ins):
    x, label = ins[0], ins[1]
    need(len(ins) < 3, "a loss with weights of classes")
    need(a.get("ignore_index") is None, "a loss that leaves samples out")
    reduction = a.get("reduction", "mean")
    rows = np.moveaxis(x, 1, -1).reshape(-1, x.shape[1])
    net = Net((x.shape[1],))
    net.train = "crossentropy"
    net.add("softmax", None)
    want = node.expected[0]
    flat = np.ascontiguousarray(label.ravel(), np.int32)
    rest = [None] * (len(node.output) - 1)
    if reduction == "none":
        return [
            np.array(
                [run(w, net, rows[i : i + 1], True, flat[i : i + 1])[1] for i in range(len(rows))],
                np.float32,
            ).reshape(want.shape)
        ] + rest
    loss = run(w, net, rows, True, flat)[1]
    return [np.array(loss * (len(rows) if reduction == "sum" else 1), np.float32)] + rest


OPS = {
    "Relu": elementwise("relu"),
    "LeakyRelu": elementwise(lambda a, i: f"leaky {a.get('alpha', 0.01)!r}"),
    "Elu": elementwise(lambda a, i: f"elu {a.get('alpha', 1.0)!r}"),
    "Sigmoid": elementwise("sigmoid"),
    "Tanh": elementwise("tanh"),
    "HardSwish": elementwise("hardswish"),
    "Identity": elementwise("identity"),
    "Clip": elementwise(clip),
    "Celu": elementwise(celu),
    "Add": operands("add"),
    "Sum": operands("add"),
    "Mul": operands("mul"),
    "Concat": concat,
    "Conv": conv,
    "MaxPool": pool("maxpool"),
    "AveragePool": pool("avgpool"),
    "GlobalAveragePool": global_pool("globalavgpool"),
    "GlobalMaxPool": global_pool("globalmaxpool"),
    "BatchNormalization": batchnorm,
    "InstanceNormalization": instancenorm,
    "LayerNormalization": layernorm,
    "Softmax": softmax,
    "Gemm": gemm,
    "MatMul": matmul,
    "Flatten": flatten,
    "Reshape": reshape,
    "Pad": pad,
    "Upsample": upsample,
    "Resize": upsample,
    "Dropout": dropout,
    "SoftmaxCrossEntropyLoss": crossentropy,
}


WHY = {
    "Adam": "an optimizer step from moments that are not 0",
    "Momentum": "an optimizer step from moments that are not 0",
    "Adagrad": "no optimizer Adagrad",
    "Unsqueeze": "changes of rank alone",
    "Squeeze": "changes of rank alone",
}


# ---- cases ----


def read(path):
    raw = path.read_bytes()
    t = onnx.TensorProto()
    try:
        t.ParseFromString(raw)
        return numpy_helper.to_array(t)
    except Exception as e:
        raise Cannot("inputs that are not tensors") from e


def compare(got, want):
    """None, or how they differ. Sums of the case were made in float too, in another order."""
    got, want = np.asarray(got, np.float64), np.asarray(want, np.float64)
    if got.shape != want.shape:
        return f"shape {got.shape}, expected {want.shape}"
    if not got.size:
        return None
    d = np.abs(got - want)
    bound = 1e-5 * np.abs(want) + 2e-6 * max(1.0, np.abs(want).max())
    if not (d <= bound).all():
        i = int(np.argmax(d / bound))
        return f"element {i}: {got.flat[i]:.8g}, expected {want.flat[i]:.8g}"
    return None


class Node:
    """A node with what the case gives it."""

    def __init__(self, node, expected):
        self.op_type, self.output, self.expected = node.op_type, node.output, expected


def attributes(node):
    out = {}
    for a in node.attribute:
        v = onnx.helper.get_attribute_value(a)
        out[a.name] = v.decode() if isinstance(v, bytes) else v
    return out


def run_case(w, folder):
    """None when it agrees, else how it differs; Cannot."""
    model = onnx.load(folder / "model.onnx")
    nodes = model.graph.node
    opset = next((o.version for o in model.opset_import if o.domain in ("", "ai.onnx")), 0)
    known = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer}
    ops = [n.op_type for n in nodes]
    if folder.name.endswith("_expanded"):
        raise Cannot("an operator written out as others: its own case stands beside it")
    for op in ops:
        need(op in OPS or op == "Constant" and len(ops) > 1, WHY.get(op, f"no kind for {op}"))
    data = folder / "test_data_set_0"
    names = [i.name for i in model.graph.input if i.name not in known]
    for i, name in enumerate(names):
        known[name] = read(data / f"input_{i}.pb")
    expected = [read(data / f"output_{i}.pb") for i in range(len(model.graph.output))]
    where = {o.name: v for o, v in zip(model.graph.output, expected)}
    for n in nodes:
        if n.op_type == "Constant":
            known[n.output[0]] = numpy_helper.to_array(attributes(n)["value"])
            continue
        a = attributes(n)
        if n.op_type in ("Softmax",) and opset < 13:
            a.setdefault("axis", 1)
            x = known[n.input[0]]
            need(a["axis"] % x.ndim == x.ndim - 1, "softmax over several axes")
        if n.op_type == "Dropout" and opset < 12:
            a.setdefault("ratio", 0.5)
        ins = [known[i] if i else None for i in n.input]
        for x in ins:
            need(x is None or x.dtype != object, "inputs that are not tensors")
        out = OPS[n.op_type](w, Node(n, [where.get(o) for o in n.output]), a, ins)
        for name, v in zip(n.output, out):
            if isinstance(v, Rows) and name not in where:
                raise Cannot("a net of several nodes")
            known[name] = v
            if v is None or name not in where:
                continue
            bad = v.differs(where[name]) if isinstance(v, Rows) else compare(v, where[name])
            if bad:
                return f"{n.op_type}: {bad}"
    return None


def table(groups, reasons, total, done, differ):
    t = [
        "# ONNX operator cases",
        "",
        "Made by `make onnx-cases` (tests/campaign/onnx_cases.py) from the cases that ONNX tests "
        "its operators with, Debian's libonnx-testdata 1.12.0: each is a model with inputs and",
        "expected outputs. A case for which the language has a kind is written as a net, run by "
        "the JIT and the reference (which must agree to the bit, without fast algorithms), and "
        "compared with",
        "the case's own float32 outputs, within 1e-5 of each and 2e-6 of the largest. Several "
        "inputs of an operator lie side by side in the net's input, out of which layers of zeros "
        "and ones take each.",
        "What could be written with such layers alone (transposing, gathering, slicing) is not: "
        "that would test dense only.",
        "",
        f"{total} cases: {done} expressed, of which {done - differ} agree and {differ} differ; "
        f"{total - done} are not expressible.",
        "",
        "## Expressed",
        "",
        "| operator | cases |",
        "|---|---|",
    ]
    for op, names in sorted(groups.items()):
        t.append(f"| {op} | {len(names)}: {', '.join(sorted(names))} |")
    t += ["", "## Not expressed", "", "| why | cases |", "|---|---|"]
    for why, names in sorted(reasons.items(), key=lambda r: (-len(r[1]), r[0])):
        shown = sorted(names)
        t.append(
            f"| {why} | {len(names)}: {', '.join(shown[:12])}{', ...' if len(shown) > 12 else ''} |"
        )
    return "\n".join(t) + "\n"


def main():
    p = argparse.ArgumentParser()
    p.add_argument("build")
    p.add_argument("--data", default=DATA)
    p.add_argument("--write")
    p.add_argument("--only")
    args = p.parse_args()
    folders = sorted(f.parent for f in pathlib.Path(args.data).glob("*/*/model.onnx"))
    if not folders:
        print(f"onnx_cases.py: no cases in {args.data} (Debian package libonnx-testdata)")
        return 2
    w = Worker(args.build, (pathlib.Path(args.build) / "campaign").resolve())
    groups, reasons, differ, done = (
        collections.defaultdict(list),
        collections.defaultdict(list),
        [],
        0,
    )
    for f in folders:
        name = f.name.removeprefix("test_")
        if args.only and args.only != name:
            continue
        try:
            bad = run_case(w, f)
        except Cannot as e:
            reasons[str(e)].append(name)
            if args.only:
                print("not expressed: " + str(e))
            continue
        except (Refused, AssertionError) as e:
            bad = str(e)
        done += 1
        groups[
            [n.op_type for n in onnx.load(f / "model.onnx").graph.node if n.op_type != "Constant"][
                0
            ]
        ].append(name)
        if bad:
            differ.append(name)
            print(f"{name}: {bad}")
    print(
        f"onnx cases: {len(folders)}, {done} expressed, {len(differ)} differ, "
        f"{sum(map(len, reasons.values()))} not expressible"
    )
    if args.write:
        pathlib.Path(args.write).write_text(table(groups, reasons, len(folders), done, len(differ)))
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
