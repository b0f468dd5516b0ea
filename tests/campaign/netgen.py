"""Random nets: a net as data, its .net text, its shapes, and smaller nets of the same kind.

A net is a list of statements. `KINDS` has a generator for each kind of layer; campaign.py compares
its keys, and the attributes that the generators know (`ATTRS`), with the compiler's tables, so that
nothing new is missed."""

import copy
import dataclasses
import math

import numpy as np


@dataclasses.dataclass
class Stmt:
    kind: str
    args: dict  # attribute -> int, float, (h, w), (h, w, c), word; True for a flag
    src: int = (
        None  # statement whose value it takes: its index, -1 for the input; None: the one above
    )
    ops: tuple = ()  # the other operands of add, concat and mul
    act: str = None  # an activation as a flag
    frozen: bool = False
    label: str = None
    style: int = 0  # bits: how the arguments are written


@dataclasses.dataclass
class Net:
    input: tuple  # (h, w, c) or (n,)
    stmts: list
    loss: tuple  # (name, attributes)
    optimizer: tuple
    batch: int
    input_args: dict = dataclasses.field(default_factory=dict)
    accumulate: int = 1
    average: float = 0.0
    lookahead: tuple = None  # (steps, share)
    rates: list = dataclasses.field(default_factory=list)  # (statement, parameter or None, factor)
    freeze: list = dataclasses.field(
        default_factory=list
    )  # (statement, True: freeze, False: unfreeze)
    schedule: tuple = None
    group: tuple = None  # (first, last + 1): written as a block and its use
    repeat: tuple = None  # (first, length, times): written once, in `repeat`
    dropout: bool = True  # False: the model is opened without dropout


class Bad(Exception):
    """The net is not valid: a shape does not fit."""


# ---- shapes ----


def window(mode, n, k, stride, dilation=1, pad=0):
    """Output length and padding before."""
    reach = dilation * (k - 1) + 1
    if mode == "same":
        out = -(-n // stride)
        return out, max((out - 1) * stride + reach - n, 0) // 2
    pad = pad if mode == "pad" else 0
    room = n + 2 * pad - reach
    return (room // stride + 1 if room >= 0 else 0), pad


def mode_of(args, otherwise):
    return next((m for m in ("same", "valid", "pad") if args.get(m)), otherwise)


def need(good, why="shape"):
    if not good:
        raise Bad(why)


def window_shape(s, args, otherwise, c):
    need(len(s) == 3)
    k, st = args["size"], args.get("stride", (1, 1) if otherwise == "same" else args["size"])
    d, p = args.get("dilation", (1, 1)), args.get("pad") or (0, 0)
    mode = mode_of(args, otherwise)
    h, w = (window(mode, s[i], k[i], st[i], d[i], p[i])[0] for i in (0, 1))
    need(h > 0 and w > 0)
    return (h, w, c)


def pool_axes(s, args):
    """Of height and width: output length, padding before, what the windows reach beyond the map,
    and the padding behind that counts."""
    need(len(s) == 3)
    k = args.get("size", (2, 2))
    st, out = args.get("stride", k), []
    p = args.get("pad", (0, 0))
    sides = [
        (args.get("top", p[0]), args.get("bottom", p[0])),
        (args.get("left", p[1]), args.get("right", p[1])),
    ]
    numbers = args.get("ceil") or any(a in args for a in ("pad", "top", "bottom", "left", "right"))
    need(not (args.get("same") and numbers) and not (args.get("valid") and args.get("pad")))
    for i in (0, 1):
        before, behind = sides[i]
        if args.get("same"):
            o, before = window("same", s[i], k[i], st[i])
            behind = (o - 1) * st[i] + k[i] - s[i] - before
        else:
            need(before < k[i] and behind < k[i])
            room = s[i] + before + behind - k[i]
            need(room >= 0)
            o = (room + (st[i] - 1 if args.get("ceil") else 0)) // st[i] + 1
            if args.get("ceil") and (o - 1) * st[i] >= s[i] + before:
                o -= 1
        need(o > 0)
        out.append((o, before, (o - 1) * st[i] + k[i] - s[i] - before, behind))
    return out


def transposed_axes(s, args):
    """Of height and width: output length and what is cut off before."""
    k, st = args["size"], args.get("stride", (1, 1))
    d, p, more = args.get("dilation", (1, 1)), args.get("pad", (0, 0)), args.get("outpad", (0, 0))
    out = []
    for i in (0, 1):
        reach = d[i] * (k[i] - 1) + 1
        over = max(reach - st[i], 0)
        mode = "pad" if "pad" in args else mode_of(args, "same")
        need(mode == "pad" or not any(more))
        if mode == "pad":
            need(more[i] < st[i])
            out.append((s[i] * st[i] + reach - st[i] - 2 * p[i] + more[i], p[i]))
        else:
            out.append(
                (
                    s[i] * st[i] + (over if mode == "valid" else 0),
                    over // 2 if mode == "same" else 0,
                )
            )
        need(out[-1][0] > 0)
    return out


def slice_range(args, name, n):
    v = args.get(name)
    return range(n) if v is None else range(n)[slice(*v)] if len(v) > 1 else range(n)[v[0] :]


def as_map(t):
    return t if len(t) == 3 else (1, 1, t[0])


def broadcast(ins):
    """The shape of a result of values that are repeated where they have 1."""
    maps = [as_map(t) for t in ins]
    out = tuple(max(d) for d in zip(*maps))
    need(all(d in (1, o) for m in maps for d, o in zip(m, out)))
    return out if any(len(t) == 3 for t in ins) else out[2:]


def fits_broadcast(s, t):
    try:
        return bool(broadcast([s, t]))
    except Bad:
        return False


BROADCAST = ("add", "mul", "sub", "div", "pow", "maximum", "minimum")


def is_winograd(s, out, args):
    return (
        s[2] >= 8
        and args["size"] == (3, 3)
        and args.get("stride", (1, 1)) == (1, 1)
        and args.get("dilation", (1, 1)) == (1, 1)
    )


def is_toeplitz(s, out, args):
    """A 2x2 map that a padded 3x3 window sees whole."""
    p = args.get("pad") or (1, 1)
    return s[:2] == (2, 2) and out[:2] == (2, 2) and p == (1, 1)


# What algorithms() chooses from: every algorithm of the compiler's table.
ALGORITHMS = (
    "direct",
    "pointwise_1x1_map",
    "winograd",
    "winograd_panels",
    "toeplitz",
    "winograd_f4_prepacked",
    "winograd_f2_prepacked",
)


def algorithms(s, args):
    """The words of conv's algorithm= that apply, besides auto."""
    out = window_shape(s, args, "same", args["filters"])
    words = ["direct"]
    if s[:2] == (1, 1) and out[:2] == (1, 1):
        before = [
            window(
                mode_of(args, "same"),
                1,
                args["size"][i],
                args.get("stride", (1, 1))[i],
                args.get("dilation", (1, 1))[i],
                (args.get("pad") or (0, 0))[i],
            )[1]
            for i in (0, 1)
        ]
        d = args.get("dilation", (1, 1))
        if all(before[i] % d[i] == 0 and before[i] // d[i] < args["size"][i] for i in (0, 1)):
            words.append("pointwise_1x1_map")
    if is_winograd(s, out, args):
        words.append("winograd")
        if not is_toeplitz(s, out, args):
            words += ["winograd_panels", "winograd_f4_prepacked", "winograd_f2_prepacked"]
        else:
            words.append("toeplitz")
    elif (
        is_toeplitz(s, out, args)
        and args["size"] == (3, 3)
        and args.get("stride", (1, 1)) == (1, 1)
        and args.get("dilation", (1, 1)) == (1, 1)
    ):
        words.append("toeplitz")
    return words


def count(s):
    return math.prod(s)


def out_shape(kind, args, ins):
    s = ins[0]
    if kind == "conv":
        g = args.get("groups", 1)
        need(s[-1] % g == 0 and args["filters"] % g == 0)
        out = window_shape(s, args, "same", args["filters"])
        need(args.get("algorithm", "auto") in ["auto"] + algorithms(s, args))
        return out
    if kind == "depthwise":
        return window_shape(s, args, "same", s[-1] * args.get("multiplier", 1))
    if kind == "dense":
        need(len(s) == 1)
        return (args["units"],)
    if kind == "conv_transpose":
        g = args.get("groups", 1)
        need(len(s) == 3 and s[-1] % g == 0 and args["filters"] % g == 0)
        return tuple(o for o, _ in transposed_axes(s, args)) + (args["filters"],)
    if kind in ("maxpool", "avgpool"):
        return tuple(a[0] for a in pool_axes(s, args)) + (s[2],)
    if kind in ("globalavgpool", "globalmaxpool"):
        need(len(s) == 3)
        return (1, 1, s[2]) if args.get("keepdims") else (s[2],)
    if kind == "reduce":
        over = args.get("over", "pixels")
        m = (
            1 if over in ("pixels", "rows", "all") else as_map(s)[0],
            1 if over in ("pixels", "columns", "all") else as_map(s)[1],
            1 if over in ("channels", "all") else s[-1],
        )
        return m if len(s) == 3 else m[2:]
    if kind == "slice":
        m = tuple(
            len(slice_range(args, name, n))
            for name, n in zip(("rows", "columns", "channels"), as_map(s))
        )
        need(min(m) > 0)
        return m if len(s) == 3 else m[2:]
    if kind == "permute":
        need(len(s) == 3)
        return tuple(s["hwc".index(a)] for a in args.get("order", "hcw"))
    if kind == "shuffle":
        need(s[-1] % args["groups"] == 0)
        return s
    if kind == "depth_to_space":
        b = args["factor"]
        need(len(s) == 3 and s[2] % (b * b) == 0)
        return (s[0] * b, s[1] * b, s[2] // (b * b))
    if kind == "space_to_depth":
        b = args["factor"]
        need(len(s) == 3 and s[0] % b == 0 and s[1] % b == 0)
        return (s[0] // b, s[1] // b, s[2] * b * b)
    if kind == "groupnorm":
        need(s[-1] % args.get("groups", 32) == 0)
        return s
    if kind == "instancenorm":
        need(len(s) == 3)
        return s
    if kind == "resize":
        need(len(s) == 3)
        need(args.get("mode") != "area" or not ("align" in args or "round" in args))
        return tuple(args["size"]) + (s[2],)
    if kind == "crop":
        need(len(s) == 3)
        t, b, l, r = pads(args)
        need(t + b < s[0] and l + r < s[1])
        return (s[0] - t - b, s[1] - l - r, s[2])
    if kind == "flatten":
        return (count(s),)
    if kind == "reshape":
        need(count(args["size"]) == count(s))
        return tuple(args["size"]) if len(args["size"]) != 2 else tuple(args["size"]) + (1,)
    if kind == "pad":
        need(len(s) == 3)
        t, b, l, r = pads(args)
        mode = args.get("mode", "constant")
        need(mode == "constant" or "value" not in args)
        less = mode == "reflect"
        if mode not in ("constant", "edge"):
            need(max(t, b) <= s[0] - less and max(l, r) <= s[1] - less)
        return (s[0] + t + b, s[1] + l + r, s[2])
    if kind == "upsample":
        need(len(s) == 3)
        f = args.get("size", (2, 2))
        return (s[0] * f[0], s[1] * f[1], s[2])
    if kind in ("softmax", "log_softmax"):
        axis = args.get("axis", "channels")
        need(axis == "channels" or len(s) == 3)
        need({"channels": s[-1], "height": as_map(s)[0], "width": as_map(s)[1]}[axis] > 1)
        return s
    if kind in BROADCAST:
        need(("value" in args) == (len(ins) == 1))
        return broadcast(ins)
    if kind == "concat":
        at = {"channels": len(s) - 1, "height": 0, "width": 1}[args.get("axis", "channels")]
        need(len(s) == 3 or at == 0)
        need(all(len(t) == len(s) and joined(t, at) == joined(s, at) for t in ins))
        return s[:at] + (sum(t[at] for t in ins),) + s[at + 1 :]
    return s


def joined(t, at):
    return t[:at] + t[at + 1 :]


def pads(args):
    h, w = args.get("size", (0, 0))
    return args.get("top", h), args.get("bottom", h), args.get("left", w), args.get("right", w)


def inputs(net, i):
    """Indices of the statements whose values statement i takes."""
    st = net.stmts[i]
    return [i - 1 if st.src is None else st.src] + list(st.ops)


def shapes(net):
    """Of each statement's value; Bad where one does not fit."""
    out = []
    at = lambda k: net.input if k < 0 else out[k]
    for i, st in enumerate(net.stmts):
        need(all(k < i for k in inputs(net, i)))
        out.append(out_shape(st.kind, st.args, [at(k) for k in inputs(net, i)]))
        need(0 < count(out[-1]) <= 60000)
    need(out)
    last = net.stmts[-1].act or net.stmts[-1].kind
    fused = {
        "crossentropy": "softmax",
        "soft_crossentropy": "softmax",
        "distillation": "softmax",
        "binary_crossentropy": "sigmoid",
        "focal": "sigmoid",
    }.get(net.loss[0])
    need(fused in (None, last))
    need(net.loss[0] not in {"crossentropy", "distillation"} | COMPARES or len(out[-1]) == 1)
    for st, s in zip(net.stmts, out):
        need(st.act not in ("softmax", "log_softmax") or s[-1] > 1)
    return out


# ---- text ----


def number(v):
    return (
        str(v)
        if isinstance(v, int)
        else repr(float(v)).rstrip("0").rstrip(".") if "e" not in repr(float(v)) else repr(float(v))
    )


def value_text(v):
    if isinstance(v, list):
        return f"({', '.join(number(x) for x in v)})"
    if isinstance(v, tuple):
        return str(v[0]) if len(v) == 1 else "x".join(map(str, v))
    return v if isinstance(v, str) else number(v)


PLACED = {
    "conv": ("filters", "size"),
    "depthwise": ("size",),
    "dense": ("units",),
    "maxpool": ("size",),
    "avgpool": ("size",),
    "reshape": ("size",),
    "pad": ("size",),
    "upsample": ("size",),
    "dropout": ("rate",),
    "leaky": ("slope",),
    "elu": ("alpha",),
    "celu": ("alpha",),
    "softplus": ("beta",),
    "conv_transpose": ("filters", "size"),
    "crop": ("size",),
    "resize": ("size",),
    "groupnorm": ("groups",),
    "shuffle": ("groups",),
    "depth_to_space": ("factor",),
    "space_to_depth": ("factor",),
    **{k: ("value",) for k in BROADCAST},
}


def args_text(kind, args, style):
    """As arguments by place where they may stand so, or by name, as the bits of `style` say."""
    words = []
    for i, (k, v) in enumerate(args.items()):
        bit = style >> i & 1
        if v is True or v is False:
            words.append(k + ("=1" if bit else "") if v else k + "=0")
        elif isinstance(v, tuple) and len(v) == 2 and v[0] == v[1] and bit and kind != "reshape":
            words.append(f"{k}={v[0]}")
        elif k in PLACED.get(kind, ()) and not bit:
            text = value_text(v)
            words.append(f"({text})" if text.startswith("-") else text)
        else:
            words.append(f"{k}={value_text(v)}")
    return words


class Namer:
    """Full names of the statements, and how each is named from where it is used."""

    def __init__(self, net):
        self.full, self.local, counts = [], [], {}
        for i, st in enumerate(net.stmts):
            inside = net.group is not None and net.group[0] <= i < net.group[1]
            key = (inside, st.kind)
            name = st.label
            if name is None:
                counts[key] = counts.get(key, 0) + 1
                name = f"{st.kind}_{counts[key]}"
            self.local.append(name)
            self.full.append(("grp." if inside else "") + name)


def stmt_text(net, names, i, word=None):
    """One statement. word(k): how the value of statement k is named here."""
    st = net.stmts[i]
    word = word or (lambda k: "input" if k < 0 else names.local[k])
    parts = [st.kind] + args_text(st.kind, st.args, st.style)
    parts += [word(k) for k in st.ops]
    if st.act:
        parts.append(st.act)
    if st.frozen:
        parts.append("frozen")
    if st.src is not None:
        parts += ["from", word(st.src)]
    return (f"{st.label}: " if st.label else "") + " ".join(parts)


def text(net, name="m"):
    names = Namer(net)
    out, body = [], []
    i = 0
    while i < len(net.stmts):
        if net.group and i == net.group[0]:
            a, b = net.group
            params = []

            def inner(k):
                if a <= k < b:
                    return names.local[k]
                if k not in params:
                    params.append(k)
                return f"v{params.index(k)}"

            lines = [stmt_text(net, names, k, inner) for k in range(a, b)]
            head = f"({', '.join(f'v{k}' for k in range(len(params)))})" if params else ""
            out += [f"block part{head} {{"] + ["    " + t for t in lines] + ["}", ""]
            call = (
                f"({', '.join('input' if k < 0 else names.local[k] for k in params)})"
                if params
                else ""
            )
            body.append(f"grp: part{call}")
            i = b
        elif net.repeat and i == net.repeat[0]:
            a, n, times = net.repeat
            body += (
                [f"repeat r in 1..{times} {{"]
                + ["    " + stmt_text(net, names, k) for k in range(a, a + n)]
                + ["}"]
            )
            i = a + n * times
        else:
            body.append(
                stmt_text(net, names, i, lambda k: "input" if k < 0 else outer_name(net, names, k))
            )
            i += 1
    head = "x".join(map(str, net.input))
    extra = input_text(net)
    out += (
        [f"net {name} {{", f"    input {extra[0] or head}{extra[1]}"]
        + ["    " + t for t in body]
        + ["}", ""]
        + train_text(net, names)
    )
    return "\n".join(out) + "\n"


def input_text(net):
    a = dict(net.input_args)
    size = None
    if "resize" in a:
        size = "x".join(map(str, a.pop("raw") + (net.input[2],)))
        a["resize"] = net.input[:2]
    words = [
        (
            f"{k}=({', '.join(number(x) for x in v)})"
            if isinstance(v, list)
            else f"{k}={value_text(v)}"
        )
        for k, v in a.items()
    ]
    return size, "".join(" " + w for w in words)


def outer_name(net, names, k):
    """Of statement k, from outside of the block: its last statement's value is the block's."""
    if net.group and net.group[0] <= k < net.group[1]:
        return "grp" if k == net.group[1] - 1 else "grp." + names.local[k]
    return names.local[k]


def setting(name, args):
    return " ".join([name] + args_text("", args, 0))


def train_text(net, names):
    t = [
        "train {",
        "    loss " + setting(*net.loss),
        "    optimizer " + setting(*net.optimizer),
        f"    batch {net.batch}",
    ]
    if net.accumulate > 1:
        t.append(f"    accumulate {net.accumulate}")
    if net.lookahead:
        t.append(f"    lookahead {net.lookahead[0]} share={number(net.lookahead[1])}")
    if net.average:
        t.append(f"    average {number(net.average)}")
    if net.schedule:
        t.append("    schedule " + setting(*net.schedule))
    for k, param, x in net.rates:
        t.append(f"    rate {names.full[k]}{'.' + param if param else ''} {number(x)}")
    for k, on in net.freeze:
        t.append(f"    {'freeze' if on else 'unfreeze'} {names.full[k]}")
    return t + ["}"]


def frozen(net):
    """Of each statement: what `frozen`, `freeze` and `unfreeze` make of it."""
    f = [st.frozen for st in net.stmts]
    for k, on in net.freeze:
        f[k] = on
    return f


# ---- generating ----

ACTS = (
    "relu leaky elu gelu silu hardswish sigmoid tanh celu selu mish hardsigmoid softsign softplus "
    "log_softmax clip"
).split()
INITS = (
    "glorot_uniform glorot_normal he_uniform he_normal lecun_uniform lecun_normal zeros ones pytorch"
).split()
MAX_VALUES = 4000  # of one value of one sample


class Gen:
    """The net that is being made: its statements, their shapes, and the random numbers."""

    def __init__(self, rng):
        self.rng, self.net, self.shape = rng, None, []

    def chance(self, p):
        return self.rng.random() < p

    def pick(self, *of):
        return of[self.rng.integers(len(of))]

    def whole(self, low, high):
        return int(self.rng.integers(low, high + 1))

    def num(self, low, high):
        return float(f"{self.rng.uniform(low, high):.3g}")

    @property
    def s(self):
        return self.shape[-1] if self.shape else self.net.input

    def channels(self):
        return self.pick(1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 18, 20, 24, 31, 33)

    def size(self, most=5):
        return self.pick(
            (3, 3),
            (3, 3),
            (1, 1),
            (2, 2),
            (self.whole(1, most), self.whole(1, most)),
            (1, self.whole(1, most)),
            (self.whole(1, most), 1),
        )


def maybe(g, args, p, name, value):
    if g.chance(p):
        args[name] = value() if callable(value) else value


def padding(g, args, explicit):
    r = g.rng.random()
    if r < 0.3:
        args["same"] = True
    elif r < 0.55:
        args["valid"] = True
    elif r < 0.7 and explicit:
        args["pad"] = (g.whole(0, 3), g.whole(0, 3))


def gen_conv(g):
    a = {"filters": g.channels(), "size": g.size()}
    maybe(g, a, 0.25, "stride", lambda: (g.whole(1, 3), g.whole(1, 3)))
    maybe(g, a, 0.15, "dilation", lambda: (g.whole(1, 3), g.whole(1, 3)))
    padding(g, a, True)
    maybe(g, a, 0.2, "nobias", True)
    maybe(g, a, 0.1, "init", lambda: g.pick(*INITS))
    maybe(g, a, 0.05, "deviation", lambda: g.num(0, 2))
    c = g.s[-1]
    both = [k for k in range(2, c + 1) if c % k == 0 and (a["filters"] % k == 0 or k in (2, 4, c))]
    if both and g.chance(0.2):
        k = g.pick(*both)
        a["filters"] = -(-a["filters"] // k) * k
        a["groups"] = k
    if g.chance(0.35):
        a["algorithm"] = g.pick("auto", *algorithms(g.s, a))
    return a


def gen_depthwise(g):
    a = {"size": g.size()}
    maybe(g, a, 0.25, "multiplier", lambda: g.whole(1, 3))
    maybe(g, a, 0.3, "stride", lambda: (g.whole(1, 3), g.whole(1, 3)))
    maybe(g, a, 0.15, "dilation", lambda: (g.whole(1, 3), g.whole(1, 3)))
    padding(g, a, True)
    maybe(g, a, 0.2, "nobias", True)
    maybe(g, a, 0.1, "init", lambda: g.pick(*INITS))
    return a


def gen_dense(g):
    a = {"units": g.channels()}
    maybe(g, a, 0.2, "nobias", True)
    maybe(g, a, 0.1, "init", lambda: g.pick(*INITS))
    maybe(g, a, 0.05, "deviation", lambda: g.num(0, 2))
    return a


def gen_pool(g):
    a = {"size": g.size(4)}
    maybe(g, a, 0.5, "stride", lambda: (g.whole(1, 3), g.whole(1, 3)))
    padding(g, a, False)
    if g.chance(0.02):
        a["size"] = (17, 16)  # more than a byte tells the places of
        a.pop("valid", None)
        a["same"] = True
    return a


def gen_sides(g, a, most):
    for side in ("top", "bottom", "left", "right"):
        maybe(g, a, 0.3, side, lambda: g.whole(0, most))
    return a


def gen_padded_pool(g):
    a = gen_pool(g)
    if g.chance(0.4) and not a.get("same"):
        if not a.get("valid"):
            maybe(g, a, 0.7, "pad", lambda: (g.whole(0, 2), g.whole(0, 2)))
        if g.chance(0.4):
            gen_sides(g, a, 2)
        maybe(g, a, 0.4, "ceil", True)
    return a


def gen_avgpool(g):
    a = gen_padded_pool(g)
    maybe(g, a, 0.4, "countpad", True)
    return a


def gen_conv_transpose(g):
    a = {"filters": g.channels(), "size": g.size(4)}
    maybe(g, a, 0.6, "stride", lambda: (g.whole(1, 3), g.whole(1, 3)))
    maybe(g, a, 0.2, "dilation", lambda: (g.whole(1, 3), g.whole(1, 3)))
    padding(g, a, True)
    if a.get("pad") and a.get("stride") and g.chance(0.5):
        a["outpad"] = tuple(g.whole(0, k - 1) for k in a["stride"])
    maybe(g, a, 0.2, "nobias", True)
    maybe(g, a, 0.1, "init", lambda: g.pick(*INITS))
    c = g.s[-1]
    both = [k for k in range(2, c + 1) if c % k == 0]
    if both and g.chance(0.2):
        k = g.pick(*both)
        a["filters"] = -(-a["filters"] // k) * k
        a["groups"] = k
    return a


def divisor(g, n):
    return g.pick(*[k for k in range(1, n + 1) if n % k == 0])


def gen_groupnorm(g):
    a = gen_eps(g)
    if g.s[-1] % 32 or g.chance(0.7):
        a["groups"] = divisor(g, g.s[-1])
    return a


def gen_slice(g):
    a = {}
    for name, n in zip(("rows", "columns", "channels"), as_map(g.s)):
        if not g.chance(0.5):
            continue
        v = [g.whole(-n - 1, n + 1), g.whole(-n - 2, n + 1)]
        if name != "channels":
            v.append(g.pick(1, 1, 2, 3, -1, -2))
        a[name] = v[: g.pick(1, 2, len(v))]
    return a


def gen_around(g):
    a = {}
    maybe(g, a, 0.6, "size", lambda: (g.whole(0, 2), g.whole(0, 2)))
    return gen_sides(g, a, 3)


def gen_pad(g):
    a = gen_around(g)
    maybe(g, a, 0.5, "mode", lambda: g.pick("constant", "edge", "reflect", "symmetric", "wrap"))
    if a.get("mode", "constant") == "constant":
        maybe(g, a, 0.3, "value", lambda: g.num(-1, 1))
    return a


def gen_resize(g):
    a = {"size": (g.whole(1, 12), g.whole(1, 12))}
    maybe(g, a, 0.6, "mode", lambda: g.pick("nearest", "bilinear", "bilinear", "area"))
    if a.get("mode") == "area":
        return a
    maybe(g, a, 0.6, "align", lambda: g.pick("centers", "corners", "edges"))
    maybe(g, a, 0.5, "round", lambda: g.pick("half_up", "half_down", "down", "up"))
    return a


def gen_axis(g):
    return {"axis": g.pick("channels", "height", "width")} if g.chance(0.5) else {}


def gen_reduce(g):
    a = {}
    maybe(g, a, 0.7, "op", lambda: g.pick("mean", "sum", "max", "min"))
    maybe(g, a, 0.8, "over", lambda: g.pick("pixels", "rows", "columns", "channels", "all"))
    return a


def gen_block(g):
    a = {"factor": g.pick(1, 2, 2, 3)}
    maybe(g, a, 0.5, "order", lambda: g.pick("pixel", "channel"))
    return a


def gen_limits(g):
    low = g.num(-1, 0.5)
    a = {"min": low} if g.chance(0.7) else {}
    maybe(g, a, 0.7, "max", lambda: low + g.num(0, 2))
    return a


def gen_eps(g):
    a = {}
    maybe(g, a, 0.3, "eps", lambda: g.pick(0.1, 0.01, 1e-5, 1e-3))
    return a


def gen_batchnorm(g):
    a = gen_eps(g)
    maybe(g, a, 0.4, "momentum", lambda: g.pick(0.0, 0.5, 0.9, 0.99, 0.9999, 1.0, g.num(0, 1)))
    maybe(g, a, 0.15, "nogamma", True)
    maybe(g, a, 0.15, "nobeta", True)
    return a


def gen_reshape(g):
    n = count(g.s)
    if g.chance(0.25):
        return {"size": (n,)}
    h = g.pick(*[k for k in range(1, n + 1) if n % k == 0])
    w = g.pick(*[k for k in range(1, n // h + 1) if (n // h) % k == 0])
    return {"size": (h, w)} if h * w == n and g.chance(0.5) else {"size": (h, w, n // h // w)}


def gen_upsample(g):
    a = {}
    maybe(g, a, 0.7, "size", lambda: (g.whole(1, 3), g.whole(1, 3)))
    maybe(g, a, 0.6, "mode", lambda: g.pick("nearest", "bilinear", "bilinear"))
    return a


def gen_operands(g, fits):
    """Up to three values above that fit, any of them more than once."""
    at = [k for k in range(-1, len(g.shape) - 1) if fits(g.net.input if k < 0 else g.shape[k])]
    need(at)
    return tuple(g.pick(*at) for _ in range(g.pick(1, 1, 1, 2, 3)))


KINDS = {
    "input": None,  # every net has it
    "conv": gen_conv,
    "depthwise": gen_depthwise,
    "dense": gen_dense,
    "conv_transpose": gen_conv_transpose,
    "maxpool": gen_padded_pool,
    "avgpool": gen_avgpool,
    "globalavgpool": lambda g: {"keepdims": True} if g.chance(0.3) else {},
    "globalmaxpool": lambda g: {"keepdims": True} if g.chance(0.3) else {},
    "reduce": gen_reduce,
    "groupnorm": gen_groupnorm,
    "instancenorm": gen_eps,
    "rmsnorm": gen_eps,
    "affine": lambda g: {
        **g.pick({}, {"nogamma": True}, {"nobeta": True}),
        **g.pick({}, {}, {"over": "values"}),
    },
    "permute": lambda g: (
        {"order": g.pick("hwc", "hcw", "whc", "wch", "chw", "cwh")} if g.chance(0.8) else {}
    ),
    "shuffle": lambda g: {"groups": divisor(g, g.s[-1])},
    "depth_to_space": gen_block,
    "space_to_depth": gen_block,
    "slice": gen_slice,
    "crop": gen_around,
    "resize": gen_resize,
    "batchnorm": gen_batchnorm,
    "layernorm": gen_eps,
    "dropout": lambda g: {"rate": g.pick(0.0, 0.2, 0.5, g.num(0, 0.9))},
    "flatten": lambda g: {},
    "reshape": gen_reshape,
    "pad": gen_pad,
    "upsample": gen_upsample,
    "identity": lambda g: {},
    "add": None,
    "concat": None,
    "mul": None,
    "sub": None,
    "div": None,  # not drawn: a divisor may be near 0
    "pow": None,  # likewise
    "maximum": None,
    "minimum": None,
    "prelu": lambda g: g.pick({}, {}, {"over": "values"}),
    "celu": lambda g: {"alpha": g.pick(0.5, 1.0, g.num(0.1, 2))} if g.chance(0.6) else {},
    "selu": lambda g: {},
    "mish": lambda g: {},
    "hardsigmoid": lambda g: (
        {"slope": g.pick(0.2, 0.5), "shift": g.pick(0.5, 0.3)} if g.chance(0.5) else {}
    ),
    "softsign": lambda g: {},
    "softplus": lambda g: {"beta": g.pick(0.5, 2.0)} if g.chance(0.5) else {},
    "clip": gen_limits,
    "exp": None,  # too large numbers
    "log": None,
    "sqrt": None,
    "abs": lambda g: {},
    "log_softmax": gen_axis,
    "relu": lambda g: {"max": g.pick(6.0, 1.0, 0.5)} if g.chance(0.3) else {},
    "leaky": lambda g: {"slope": g.pick(0.0, 0.1, 1.0, g.num(0, 2))} if g.chance(0.6) else {},
    "elu": lambda g: {"alpha": g.pick(0.0, 0.5, 1.0, g.num(0, 2))} if g.chance(0.6) else {},
    "gelu": lambda g: {"approximate": True} if g.chance(0.4) else {},
    "silu": lambda g: {"beta": g.pick(1.702, -0.5)} if g.chance(0.4) else {},
    "hardswish": lambda g: {},
    "sigmoid": lambda g: {},
    "tanh": lambda g: {},
    "softmax": gen_axis,
}
SIDES = ("top", "bottom", "left", "right")
# The attributes that are drawn, by kind.
ATTRS = {
    "input": {"size", "scale", "mean", "std", "order", "resize"},
    "conv": {
        "filters",
        "size",
        "stride",
        "dilation",
        "groups",
        "same",
        "valid",
        "pad",
        "nobias",
        "init",
        "deviation",
        "algorithm",
    },
    "depthwise": {
        "size",
        "multiplier",
        "stride",
        "dilation",
        "same",
        "valid",
        "pad",
        "nobias",
        "init",
    },
    "dense": {"units", "nobias", "init", "deviation"},
    "conv_transpose": {
        "filters",
        "size",
        "stride",
        "dilation",
        "groups",
        "same",
        "valid",
        "pad",
        "outpad",
        "nobias",
        "init",
    },
    "maxpool": {"size", "stride", "same", "valid", "pad", "ceil", *SIDES},
    "avgpool": {"size", "stride", "same", "valid", "pad", "ceil", "countpad", *SIDES},
    "globalavgpool": {"keepdims"},
    "globalmaxpool": {"keepdims"},
    "reduce": {"op", "over"},
    "groupnorm": {"groups", "eps"},
    "instancenorm": {"eps"},
    "rmsnorm": {"eps"},
    "concat": {"axis"},
    "affine": {"nogamma", "nobeta", "over"},
    "prelu": {"over"},
    "permute": {"order"},
    "shuffle": {"groups"},
    "depth_to_space": {"factor", "order"},
    "space_to_depth": {"factor", "order"},
    "slice": {"rows", "columns", "channels"},
    "crop": {"size", *SIDES},
    "resize": {"size", "mode", "align", "round"},
    **{k: {"value"} for k in BROADCAST},
    "celu": {"alpha"},
    "hardsigmoid": {"slope", "shift"},
    "softplus": {"beta"},
    "clip": {"min", "max"},
    "silu": {"beta"},
    "softmax": {"axis"},
    "log_softmax": {"axis"},
    "batchnorm": {"eps", "momentum", "nogamma", "nobeta"},
    "layernorm": {"eps"},
    "dropout": {"rate"},
    "reshape": {"size"},
    "pad": {"size", "mode", "value", *SIDES},
    "upsample": {"size", "mode"},
    "relu": {"max"},
    "leaky": {"slope"},
    "elu": {"alpha"},
    "gelu": {"approximate"},
}
MAP_KINDS = (
    ["conv"] * 8
    + ["depthwise"] * 4
    + ["maxpool"] * 4
    + ["avgpool"] * 2
    + ["batchnorm"] * 5
    + ["layernorm"] * 2
    + ["dropout", "reshape", "pad", "identity"]
    + ["upsample"] * 2
    + ["add"] * 3
    + ["concat"] * 2
    + ["mul"] * 2
    + ["relu"] * 4
    + ["leaky", "elu", "gelu", "silu", "hardswish", "sigmoid", "tanh"]
    + ["globalavgpool", "globalmaxpool", "flatten"]
    + ["conv_transpose"] * 3
    + ["reduce", "groupnorm", "instancenorm", "rmsnorm", "affine", "permute", "shuffle"]
    + ["depth_to_space", "space_to_depth", "slice", "crop", "resize"] * 2
    + ["sub", "maximum", "minimum", "prelu", "softmax", "log_softmax", "abs", "clip"]
    + ["celu", "selu", "mish", "hardsigmoid", "softsign", "softplus"]
)
VECTOR_KINDS = (
    ["dense"] * 5
    + ["batchnorm"] * 2
    + ["layernorm", "dropout", "identity", "add", "concat", "mul", "flatten"]
    + ["reshape"] * 2
    + ["relu", "leaky", "elu", "gelu", "silu", "hardswish", "sigmoid", "tanh", "softmax"]
    + ["reduce", "groupnorm", "rmsnorm", "affine", "shuffle", "slice", "sub", "maximum", "minimum"]
    + ["prelu", "celu", "selu", "mish", "hardsigmoid", "softsign", "softplus", "abs", "clip"]
    + ["log_softmax"]
)


def add_stmt(g, kind):
    """Appends a statement of the kind; Bad where it does not fit."""
    src = None
    if g.shape and g.chance(0.08):
        src = g.whole(-1, len(g.shape) - 1)
        g.shape.append(
            g.net.input if src < 0 else g.shape[src]
        )  # the generators look at the last value
    try:
        s, ops = g.s, ()
        if kind in BROADCAST and g.chance(0.25):
            args = {"value": g.num(-1, 1)}
        elif kind in BROADCAST or kind == "concat":
            args = {}
            if kind == "concat" and len(s) == 3 and g.chance(0.4):
                args = {"axis": g.pick("channels", "height", "width")}
            at = {"height": 0, "width": 1}.get(args.get("axis"), len(s) - 1)
            fits = (
                (lambda t: len(t) == len(s) and joined(t, at) == joined(s, at))
                if kind == "concat"
                else lambda t: t == s or fits_broadcast(s, t)
            )
            hidden = g.shape.pop() if src is not None else None
            try:
                ops = gen_operands(g, fits)
            finally:
                if src is not None:
                    g.shape.append(hidden)
            ops = ops[:1] if kind == "sub" else ops
        else:
            args = KINDS[kind](g)
        ins = [s] + [g.net.input if k < 0 else g.shape[k] for k in ops]
        out = out_shape(kind, args, ins)
        need(count(out) <= MAX_VALUES)
    finally:
        if src is not None:
            g.shape.pop()
    st = Stmt(kind, args, src, ops, style=g.whole(0, 4095) if g.chance(0.3) else 0)
    if kind in ("conv", "conv_transpose", "depthwise", "dense") and g.chance(0.4):
        st.act = g.pick(*ACTS)
        if out[-1] > 1 and g.chance(0.05):
            st.act = "softmax"
        need(st.act != "log_softmax" or out[-1] > 1)
    st.frozen = g.chance(0.06)
    if g.chance(0.3) or kind == "identity":
        st.label = f"{g.pick('a', 'b', 'stem', 'x')}{len(g.net.stmts)}"
    g.net.stmts.append(st)
    g.shape.append(out)


def gen_input(g):
    r = g.rng.random()
    if r < 0.12:
        return (g.channels(),)
    if r < 0.3:
        return (
            (1, g.whole(1, 12), g.channels())
            if g.chance(0.5)
            else (g.whole(1, 12), 1, g.channels())
        )
    if r < 0.45:
        return (g.whole(1, 4), g.whole(1, 4), g.channels())
    if r < 0.5:  # rows longer than the stretches in which kernels sum
        return (
            (g.whole(1, 3), g.whole(40, 150), g.whole(1, 3))
            if g.chance(0.6)
            else (g.whole(40, 90), g.whole(1, 3), g.whole(1, 3))
        )
    if r < 0.53:
        return (g.whole(100, 700),)
    return (g.whole(2, 13), g.whole(2, 13), g.pick(1, 2, 3, 4, 5, 8, 9, 16, 17))


def gen_input_args(g):
    a, c = {}, g.net.input[-1]
    if len(g.net.input) == 3 and g.chance(0.1):
        a["raw"], a["resize"] = (g.pick((0, 0), (g.whole(1, 20), g.whole(1, 20)))), True
    maybe(g, a, 0.2, "scale", lambda: g.num(0.001, 2))
    maybe(g, a, 0.2, "mean", lambda: [g.num(-1, 1) for _ in range(g.pick(1, c))])
    maybe(g, a, 0.2, "std", lambda: [g.num(0.1, 2) for _ in range(g.pick(1, c))])
    if c == 3 and len(g.net.input) == 3:
        maybe(g, a, 0.2, "order", lambda: g.pick("rgb", "bgr"))
    return a


# losses that compare the samples of a batch: class numbers, of any vector
COMPARES = {"triplet", "contrastive", "supcon"}


def least_batch(net):
    return 2 if net.loss[0] in COMPARES else 1


def label_count(net, outputs):
    """How many classes labels are of; 0: they are rows of numbers."""
    return outputs if net.loss[0] == "crossentropy" else 3 if net.loss[0] in COMPARES else 0


def gen_end(g):
    """The last layers and the loss."""
    name = g.pick(*(n for n in LOSSES if n != "distillation"))
    if name in COMPARES:
        if len(g.s) != 1:
            add_stmt_plain(g, g.pick("flatten", "globalavgpool"))
        if g.chance(0.8):
            add_stmt_plain(g, "dense", {"units": g.pick(2, 3, 16, 17)})
    if name in ("crossentropy", "soft_crossentropy"):
        if len(g.s) != 1 and name == "crossentropy":
            add_stmt_plain(g, g.pick("flatten", "globalavgpool"))
        if len(g.s) != 1:
            add_stmt_plain(g, "conv", {"filters": g.pick(2, 3, 17), "size": (1, 1)})
        elif g.chance(0.85):
            add_stmt_plain(g, "dense", {"units": g.pick(2, 3, 10, 16, 17, max(2, g.channels()))})
        if (
            g.chance(0.5)
            and g.net.stmts
            and g.net.stmts[-1].kind == "dense"
            and not g.net.stmts[-1].act
        ):
            g.net.stmts[-1].act = "softmax"
        else:
            add_stmt_plain(g, "softmax")
    elif name in ("binary_crossentropy", "focal", "dice"):
        if g.chance(0.5):
            add_stmt_plain(
                g,
                "conv" if len(g.s) == 3 else "dense",
                (
                    {"filters": g.channels(), "size": (1, 1)}
                    if len(g.s) == 3
                    else {"units": g.channels()}
                ),
            )
        add_stmt_plain(g, "sigmoid")
    args = LOSSES[name](g)
    if name == "soft_crossentropy" and args and len(g.s) == 1 and g.channels() % 2 == 0:
        name, args = "distillation", LOSSES["distillation"](g)
    return name, args


def add_stmt_plain(g, kind, args=None):
    args = args or {}
    g.net.stmts.append(Stmt(kind, args))
    g.shape.append(out_shape(kind, args, [g.s]))


LOSSES = {
    "crossentropy": lambda g: (
        {"smoothing": g.pick(0.1, 0.5, g.num(0, 1), 1.0)} if g.chance(0.4) else {}
    ),
    "distillation": lambda g: {
        "temperature": g.pick(0.5, 1.0, 4.0),
        "share": g.num(0, 1),
        "smoothing": g.pick(0.0, 0.1),
    },
    "soft_crossentropy": lambda g: {"smoothing": g.num(0, 1)} if g.chance(0.4) else {},
    "binary_crossentropy": lambda g: {},
    "mse": lambda g: {},
    "mae": lambda g: {},
    "focal": lambda g: {"gamma": g.pick(0.0, 1.0, 3.5), "alpha": g.pick(0.0, 0.25, 1.0)},
    "dice": lambda g: {"smooth": g.pick(0.1, 5.0)} if g.chance(0.6) else {},
    "cosine": lambda g: {},
    "huber": lambda g: {"delta": g.pick(0.1, 0.5, 2.0)} if g.chance(0.6) else {},
    "triplet": lambda g: {
        "margin": g.pick(0.2, 1.0),
        "mining": g.pick("semihard", "hard", "all"),
        "distance": g.pick("euclidean", "squared", "cosine"),
        **({"unit": True} if g.chance(0.4) else {}),
    },
    "contrastive": lambda g: {
        "margin": g.pick(0.3, 1.0),
        **({"unit": True} if g.chance(0.4) else {}),
    },
    "supcon": lambda g: {"temperature": g.pick(0.1, 0.5)} if g.chance(0.6) else {},
}


def limits(g, a):
    r = g.rng.random()
    if r < 0.35:
        a[g.pick("clip", "clipnorm", "global_clipnorm")] = g.pick(1e-3, 0.01, 0.1, 1.0)
    return a


def gen_sgd(g):
    a = {"rate": g.pick(0.01, 0.1)}
    maybe(g, a, 0.6, "momentum", lambda: g.pick(0.9, 0.5, g.num(0, 1), 1.0))
    maybe(g, a, 0.4, "nesterov", True)
    maybe(g, a, 0.3, "velocity", lambda: g.pick("steps", "gradients"))
    maybe(g, a, 0.4, "decay", lambda: g.pick(0.01, 0.1, 1.0))
    return limits(g, a)


def gen_adam(g):
    a = {"rate": g.pick(0.001, 0.01)}
    maybe(g, a, 0.3, "beta1", lambda: g.pick(0.0, 0.5, 0.95, g.num(0, 0.99)))
    maybe(g, a, 0.3, "beta2", lambda: g.pick(0.0, 0.001, 0.5, 0.99, 0.9999, g.num(0, 0.99)))
    maybe(g, a, 0.3, "eps", lambda: g.pick(1e-7, 1e-3, 0.1))
    maybe(g, a, 0.4, "decay", lambda: g.pick(0.0, 0.01, 0.1, 1.0))
    return limits(g, a)


def gen_rmsprop(g):
    a = {"rate": g.pick(0.001, 0.01)}
    maybe(g, a, 0.3, "rho", lambda: g.pick(0.0, 0.001, 0.5, 0.99, 0.9999, g.num(0, 0.99)))
    maybe(g, a, 0.4, "momentum", lambda: g.pick(0.9, 0.5, g.num(0, 1)))
    maybe(g, a, 0.3, "eps", lambda: g.pick(1e-7, 1e-3, 0.1))
    maybe(g, a, 0.4, "decay", lambda: g.pick(0.01, 0.1, 1.0))
    return limits(g, a)


def gen_muon(g):
    a = {"rate": g.pick(0.01, 0.1)}
    maybe(g, a, 0.5, "momentum", lambda: g.pick(0.0, 0.6, g.num(0, 1)))
    maybe(g, a, 0.5, "nesterov", True)
    maybe(g, a, 0.5, "steps", lambda: g.pick(1, 2, 3))
    maybe(g, a, 0.4, "normed", True)
    maybe(g, a, 0.6, "dense", True)
    maybe(g, a, 0.4, "others", lambda: g.pick(0.0, 0.1, 2.5))
    maybe(g, a, 0.4, "other_momentum", lambda: g.pick(0.5, g.num(0.001, 1)))
    maybe(g, a, 0.4, "decay", lambda: g.pick(0.01, 0.1))
    return limits(g, a)


def gen_lion(g):
    a = {"rate": g.pick(0.001, 0.003)}
    maybe(g, a, 0.4, "beta1", lambda: g.pick(0.0, 0.5, g.num(0, 0.99)))
    maybe(g, a, 0.4, "beta2", lambda: g.pick(0.001, 0.5, g.num(0, 0.99)))
    maybe(g, a, 0.4, "decay", lambda: g.pick(0.01, 0.1, 1.0))
    return limits(g, a)


def gen_lamb(g):
    a = {"rate": g.pick(0.001, 0.01)}
    maybe(g, a, 0.3, "beta1", lambda: g.pick(0.0, 0.5, 0.95, g.num(0, 0.99)))
    maybe(g, a, 0.3, "beta2", lambda: g.pick(0.001, 0.5, 0.99, g.num(0, 0.99)))
    maybe(g, a, 0.3, "eps", lambda: g.pick(1e-7, 1e-3, 0.1))
    maybe(g, a, 0.4, "decay", lambda: g.pick(0.0, 0.01, 0.1, 1.0))
    return limits(g, a)


OPTIMIZERS = {
    "sgd": gen_sgd,
    "adam": gen_adam,
    "adamw": gen_adam,
    "rmsprop": gen_rmsprop,
    "muon": gen_muon,
    "lion": gen_lion,
    "lamb": gen_lamb,
}
_LIMITS = {"clip", "clipnorm", "global_clipnorm"}
OPTIMIZER_ATTRS = {
    "sgd": {"rate", "momentum", "nesterov", "velocity", "decay"} | _LIMITS,
    "adam": {"rate", "beta1", "beta2", "eps", "decay"} | _LIMITS,
    "adamw": {"rate", "beta1", "beta2", "eps", "decay"} | _LIMITS,
    "rmsprop": {"rate", "rho", "momentum", "eps", "decay"} | _LIMITS,
    "lion": {"rate", "beta1", "beta2", "decay"} | _LIMITS,
    "lamb": {"rate", "beta1", "beta2", "eps", "decay"} | _LIMITS,
    "muon": {
        "rate",
        "momentum",
        "nesterov",
        "steps",
        "normed",
        "dense",
        "others",
        "other_momentum",
        "decay",
    }
    | _LIMITS,
}
LOSS_ATTRS = {
    "distillation": {"temperature", "share", "smoothing"},
    "crossentropy": {"smoothing"},
    "soft_crossentropy": {"smoothing"},
    "huber": {"delta"},
    "focal": {"gamma", "alpha"},
    "dice": {"smooth"},
    "triplet": {"margin", "mining", "distance", "unit"},
    "contrastive": {"margin", "unit"},
    "supcon": {"temperature"},
}
SCHEDULES = {
    "constant": lambda g: {},
    "step": lambda g: {"every": g.num(0.5, 5), "factor": g.num(0, 1)},
    "exponential": lambda g: {"factor": g.num(0, 1)},
    "cosine": lambda g: {"min": g.pick(0.0, 0.0005)},
    "restarts": lambda g: {
        "every": g.num(0.5, 5),
        "grow": g.pick(1.0, 2.0, g.num(1, 3)),
        "fall": g.num(0, 1),
        "min": g.pick(0.0, 0.0005),
    },
    "onecycle": lambda g: {
        "rise": g.num(0, 1),
        "start": g.num(1, 30),
        "end": g.pick(1.0, 1000.0),
        **({"linear": True} if g.chance(0.5) else {}),
    },
    "polynomial": lambda g: {"power": g.pick(1.0, 2.0, 0.5), "min": g.pick(0.0, 0.0005)},
    "plateau": lambda g: {
        "monitor": g.pick("val_loss", "val_accuracy", "loss", "accuracy"),
        "factor": g.num(0, 1),
        "patience": g.whole(1, 5),
        "min": g.pick(0.0, 0.0005),
        "min_delta": g.pick(0.0, 0.001),
    },
}
SCHEDULE_ATTRS = {
    "constant": {"warmup"},
    "step": {"every", "factor", "warmup"},
    "exponential": {"factor", "warmup"},
    "cosine": {"min", "warmup"},
    "restarts": {"every", "grow", "fall", "min", "warmup"},
    "onecycle": {"rise", "start", "end", "linear", "warmup"},
    "polynomial": {"power", "min", "warmup"},
    "plateau": {"monitor", "factor", "patience", "min", "min_delta", "warmup"},
}


def gen_schedule(g):
    name = g.pick(*SCHEDULES)
    a = SCHEDULES[name](g)
    maybe(g, a, 0.4, "warmup", lambda: g.num(0.1, 3))
    return name, a


def gen_group(g):
    """Some statements that could be a block: those after it use none of its values but the last."""
    n = len(g.net.stmts)
    if n < 3 or not g.chance(0.2):
        return None
    a = g.whole(0, n - 2)
    return (a, g.whole(a + 1, n - 1))


def gen_repeat(g):
    """Repeats the last statement, where that fits."""
    st = g.net.stmts[-1]
    times = g.whole(2, 3)
    if st.src is not None or st.ops or st.kind == "identity":
        return
    st.label = None
    shape, first = g.shape[-1], len(g.net.stmts) - 1
    for _ in range(times - 1):
        try:
            shape = out_shape(st.kind, st.args, [shape])
            need(count(shape) <= MAX_VALUES)
        except Bad:
            del g.net.stmts[first + 1 :], g.shape[first + 1 :]
            return
        g.net.stmts.append(copy.deepcopy(st))
        g.shape.append(shape)
    g.net.repeat = (first, 1, times)


def generate(rng):
    g = Gen(rng)
    while True:
        g.net, g.shape = Net(gen_input(g), [], None, None, g.whole(1, 9)), []
        for _ in range(g.pick(1, 2, 2, 3, 3, 4, 5, 6, 8, 10)):
            for _ in range(20):
                try:
                    add_stmt(g, g.pick(*(MAP_KINDS if len(g.s) == 3 else VECTOR_KINDS)))
                    break
                except Bad:
                    pass
            if g.net.stmts and g.net.repeat is None and g.chance(0.05):
                gen_repeat(g)
        if not g.net.stmts:
            continue
        try:
            g.net.loss = gen_end(g)
        except Bad:
            continue
        g.net.batch = max(g.net.batch, least_batch(g.net))
        finish(g)
        try:
            shapes(g.net)
        except Bad:
            continue
        return g.net


PARAMS = {
    "conv": ("kernel", "bias"),
    "depthwise": ("kernel", "bias"),
    "dense": ("kernel", "bias"),
    "batchnorm": ("gamma", "beta"),
    "layernorm": ("gamma", "beta"),
    "conv_transpose": ("kernel", "bias"),
    "groupnorm": ("gamma", "beta"),
    "instancenorm": ("gamma", "beta"),
    "rmsnorm": ("gamma", "gamma"),
    "prelu": ("alpha", "alpha"),
}


def finish(g):
    net = g.net
    name = g.pick(*OPTIMIZERS)
    net.optimizer = (name, OPTIMIZERS[name](g))
    net.input_args = gen_input_args(g) if g.chance(0.3) else {}
    net.group = gen_group(g) if net.repeat is None else None
    if g.chance(0.15):
        net.accumulate = g.whole(2, 3)
    if g.chance(0.15):
        net.average = g.pick(0.5, 0.9, 0.999)
    if g.chance(0.15):
        net.lookahead = (g.whole(1, 3), g.pick(0.0, 0.5, 1.0, g.num(0, 1)))
    if g.chance(0.2):
        net.schedule = gen_schedule(g)
    trains = [k for k, st in enumerate(net.stmts) if st.kind in PARAMS]
    for _ in range(g.whole(1, 2) if trains and g.chance(0.2) else 0):
        k = g.pick(*trains)
        param = (
            g.pick(*PARAMS[net.stmts[k].kind])
            if g.chance(0.4) and not net.stmts[k].args.keys() & {"nobias", "nogamma", "nobeta"}
            else None
        )
        net.rates.append((k, param, g.pick(0.1, 0.5, 2.0)))
    for _ in range(g.whole(1, 2) if g.chance(0.1) else 0):
        net.freeze.append((g.whole(0, len(net.stmts) - 1), g.chance(0.7)))
    net.dropout = g.chance(0.7)


# ---- smaller nets ----


def without(net, i):
    """The net without statement i; its users take its input."""
    n = copy.deepcopy(net)
    into = inputs(net, i)[0]
    move = lambda k: None if k is None else into if k == i else k - 1 if k > i else k
    del n.stmts[i]
    for j, st in enumerate(n.stmts):
        if st.src is None and j == i and into != i - 1:
            st.src = into
        else:
            st.src = move(st.src)
        st.ops = tuple(move(k) for k in st.ops)
        if st.src is not None and st.src == j - 1:
            st.src = None
    n.rates = [(move(k), p, x) for k, p, x in n.rates if k != i]
    n.freeze = [(move(k), on) for k, on in n.freeze if k != i]
    n.group = n.repeat = None
    return n


def smaller(net):
    """Nets that are a step smaller, the boldest first."""

    def with_(**k):
        n = copy.deepcopy(net)
        for name, v in k.items():
            setattr(n, name, v)
        return n

    if net.group or net.repeat:
        yield with_(group=None, repeat=None)
    n = len(net.stmts)
    for i in reversed(range(n)):
        yield without(net, i)
    for i in range(n):  # begin at a later value
        if i < n - 1:
            try:
                s = shapes(net)[i]
            except Bad:
                break
            m = copy.deepcopy(net)
            if all(k > i or k == i for st in range(i + 1, n) for k in inputs(net, st)):
                m.stmts = m.stmts[i + 1 :]
                for st in m.stmts:
                    st.src = None if st.src is None else st.src - i - 1
                    st.ops = tuple(k - i - 1 for k in st.ops)
                m.input, m.input_args = s, {}
                m.rates = [(k - i - 1, p, x) for k, p, x in m.rates if k > i]
                m.freeze = [(k - i - 1, on) for k, on in m.freeze if k > i]
                m.group = m.repeat = None
                yield m
    for change in (
        {"accumulate": 1},
        {"average": 0.0},
        {"schedule": None},
        {"lookahead": None},
        {"rates": []},
        {"freeze": []},
        {"input_args": {}},
        {"dropout": False},
        {"optimizer": ("sgd", {"rate": 0.01})},
    ):
        if any(getattr(net, k) != v for k, v in change.items()):
            yield with_(**change)
    if net.batch > 1:
        for b in sorted({1, 2, net.batch // 2, net.batch - 1}):
            if least_batch(net) <= b < net.batch:
                yield with_(batch=b)
    for i, st in enumerate(net.stmts):
        for what in ("act", "frozen", "label"):
            if getattr(st, what) and not (what == "act" and i == n - 1):
                m = copy.deepcopy(net)
                setattr(m.stmts[i], what, False if what == "frozen" else None)
                yield m
        if len(st.ops) > 1:
            m = copy.deepcopy(net)
            m.stmts[i].ops = st.ops[:1]
            yield m
        for k, v in st.args.items():
            m = copy.deepcopy(net)
            if k in ("filters", "units"):
                for small in (1, v // 2, v - 1):
                    if 0 < small < v:
                        m = copy.deepcopy(net)
                        m.stmts[i].args[k] = small
                        yield m
                continue
            if k in ("size", "rate"):
                continue
            del m.stmts[i].args[k]
            yield m
    for i in range(len(net.input)):
        for small in (1, net.input[i] // 2, net.input[i] - 1):
            if 0 < small < net.input[i]:
                yield with_(input=net.input[:i] + (small,) + net.input[i + 1 :])
    for what in ("loss", "optimizer"):
        name, a = getattr(net, what)
        for k in a:
            if k != "rate":
                yield with_(**{what: (name, {j: v for j, v in a.items() if j != k})})


def valid(net):
    try:
        shapes(net)
    except (Bad, IndexError, KeyError):
        return False
    return True
