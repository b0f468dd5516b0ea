"""What a net computes, by PyTorch in double precision, after spec/numerics.md; and how far rounding
may move it.

`Noise` puts errors of the size of float's into every operation, forward and backward: half a unit
in the last place into each element of each value, and into sums of products a share of the largest
sum of their magnitudes. A few runs with noise give the scale of what rounding does to each element
of each result."""

import math
from fractions import Fraction

import numpy as np
import torch
import torch.nn.functional as F

from netgen import (
    COMPARES,
    BROADCAST,
    Namer,
    as_map,
    frozen,
    inputs,
    mode_of,
    pads,
    pool_axes,
    shapes,
    slice_range,
    transposed_axes,
    window,
)

EPS = 2.0**-23


class _Jitter(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, noise):
        ctx.noise = noise
        return x * (1 + noise.amount * noise.draw(x))

    @staticmethod
    def backward(ctx, g):
        return g * (1 + ctx.noise.amount * ctx.noise.draw(g)), None


class _Stored(torch.autograd.Function):
    """A value that lies in memory in bfloat16, and its gradient: both rounded to it, or off by as
    much."""

    @staticmethod
    def forward(ctx, x, noise):
        ctx.noise = noise
        return noise.bf16(x)

    @staticmethod
    def backward(ctx, g):
        return ctx.noise.bf16(g), None


class _Rounded(torch.autograd.Function):
    """A kernel rounded for a product; its gradient is that of the parameter."""

    @staticmethod
    def forward(ctx, w, noise):
        return noise.bf16(w)

    @staticmethod
    def backward(ctx, g):
        return g, None


class _Product(torch.autograd.Function):
    """A sum of products x, w, with the rounding of its sums."""

    @staticmethod
    def forward(ctx, x, w, op, noise):
        ctx.save_for_backward(x, w)
        ctx.op, ctx.noise = op, noise
        return noise.shake(op(x, w), op(x.abs(), w.abs()))

    @staticmethod
    def backward(ctx, g):
        x, w = ctx.saved_tensors
        need = [t for t, n in ((0, ctx.needs_input_grad[0]), (1, ctx.needs_input_grad[1])) if n]

        def vjp(a, b, d):
            with torch.enable_grad():
                a, b = a.detach().requires_grad_(), b.detach().requires_grad_()
                return torch.autograd.grad(ctx.op(a, b), [(a, b)[t] for t in need], d)

        out = [None, None, None, None]
        for t, v, m in zip(need, vjp(x, w, g), vjp(x.abs(), w.abs(), g.abs())):
            out[t] = ctx.noise.shake(v, m)
        return tuple(out)


class _Normalised(torch.autograd.Function):
    """(x - mean) / sqrt(variance + eps) over some dimensions, with the rounding of mean, variance
    and sums. Its backward pass is the formula of spec/numerics.md, which takes it that what is
    normalised sums to 0: a mean that was rounded tells."""

    @staticmethod
    def forward(ctx, x, mean, var, eps, over, noise):
        rstd = noise.round(1 / torch.sqrt(noise.round(var) + eps))
        xhat = (x - noise.round(mean)) * rstd
        ctx.save_for_backward(xhat, rstd)
        ctx.over, ctx.noise = over, noise
        return xhat

    @staticmethod
    def backward(ctx, g):
        xhat, rstd = ctx.saved_tensors
        sums = [
            ctx.noise.round(v.mean(ctx.over, keepdim=True))
            for v in (ctx.noise.round(g), ctx.noise.round(g * xhat))
        ]
        return rstd * (ctx.noise.round(g) - sums[0] - xhat * sums[1]), None, None, None, None, None


class Noise:
    """amount 0: none. `zeros`: sums whose every product is 0 are not left exact either, as a fast
    algorithm leaves them. `weights`: kernels are off by so much of themselves, as in 16 bits.
    `stored`: training in bfloat16; values, their gradients and kernels are rounded to it where
    there is no noise, and else off by so much."""

    def __init__(self, seed=0, amount=0.0, zeros=False, weights=0.0, stored=0.0):
        self.gen = torch.Generator().manual_seed(seed)
        self.amount, self.zeros, self.weights, self.stored = amount, zeros, weights, stored

    def inference(self):
        """The same where nothing is stored in bfloat16."""
        self.stored = 0.0
        return self

    def bf16(self, x):
        if self.amount:
            return x * (1 + (self.stored + self.amount) * self.draw(x))
        return x.to(torch.float32).to(torch.bfloat16).to(x.dtype)

    def rounded(self, w):
        """A kernel that training rounds and --weights-type leaves alone."""
        return _Rounded.apply(w, self) if self.stored else w

    def store(self, x):
        return _Stored.apply(x, self) if self.stored else self.jitter(x)

    def draw(self, like):
        return torch.rand(like.shape, generator=self.gen, dtype=torch.float64) * 2 - 1

    def shake(self, v, mag):
        if not self.amount or not v.numel():
            return v
        e = self.amount * mag.max() * self.draw(v)
        return v + (e if self.zeros else torch.where(mag > 0, e, torch.zeros_like(e)))

    def jitter(self, x):
        return _Jitter.apply(x, self) if self.amount else x

    def round(self, x):
        return x * (1 + self.amount * self.draw(x)) if self.amount else x

    def normalised(self, x, mean, var, eps, over):
        if self.amount:
            return _Normalised.apply(x, mean.detach(), var.detach(), eps, over, self)
        return (x - mean) / torch.sqrt(var + eps)

    def product(self, op, x, w):
        return _Product.apply(x, w, op, self) if self.amount else op(x, w)

    def kernel(self, w):
        """Weights in 16 bits."""
        if self.stored:
            return _Rounded.apply(w, self)
        return w * (1 + self.weights * self.draw(w)) if self.weights else w


# ---- activations: derivatives at a kink are those of spec/numerics.md ----


def activate(kind, x, a):
    if kind == "relu":
        m = a.get("max", 0)
        y = torch.where(x > 0, x, torch.zeros_like(x))
        return torch.where(y < m, y, torch.full_like(y, m)) if m else y
    if kind == "leaky":
        return torch.where(x > 0, x, a.get("slope", 0.3) * x)
    if kind == "elu":
        return torch.where(x > 0, x, a.get("alpha", 1.0) * (torch.exp(torch.clamp(x, max=0.0)) - 1))
    if kind == "gelu":
        if a.get("approximate"):
            return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
        return x * (1 + torch.erf(x / math.sqrt(2))) / 2
    if kind == "silu":
        return x * torch.sigmoid(a.get("beta", 1.0) * x)
    if kind in ("celu", "selu"):
        alpha, scale = (
            (a.get("alpha", 1.0), 1.0)
            if kind == "celu"
            else (1.6732632423543772, 1.0507009873554805)
        )
        inside = x / alpha if kind == "celu" else x
        low = alpha * (torch.exp(torch.clamp(inside, max=0.0)) - 1)
        return scale * torch.where(x > 0, x, low)
    if kind == "mish":
        return x * torch.tanh(F.softplus(x))
    if kind == "hardsigmoid":
        y = a.get("slope", 1 / 6) * x + a.get("shift", 0.5)
        return torch.where(y <= 0, torch.zeros_like(y), torch.where(y >= 1, torch.ones_like(y), y))
    if kind == "softsign":
        return x / (1 + x.abs())
    if kind == "softplus":
        b = a.get("beta", 1.0)
        return torch.logaddexp(b * x, torch.zeros_like(x)) / b
    if kind == "clip":
        return torch.clamp(x, a.get("min", -math.inf), a.get("max", math.inf))
    if kind in ("exp", "log", "sqrt", "abs"):
        return getattr(torch, kind)(x)
    if kind == "hardswish":
        return torch.where(x <= -3, torch.zeros_like(x), torch.where(x >= 3, x, x * (x + 3) / 6))
    if kind == "sigmoid":
        return torch.sigmoid(x)
    if kind == "tanh":
        return torch.tanh(x)
    if kind in ("softmax", "log_softmax"):
        dim = {"channels": 1, "height": 2, "width": 3}[a.get("axis", "channels")]
        return getattr(torch, kind)(x, dim=dim)
    raise KeyError(kind)


# ---- windows: maps are (n, c, h, w) ----


def padded(x, a, s, k, stride, dilation, otherwise, value=0.0):
    """x with `value` around it, so that every window lies inside; and the output's size."""
    sides, out = [], []
    mode, p = mode_of(a, otherwise), a.get("pad") or (0, 0)
    for i in (1, 0):
        o, before = window(mode, s[i], k[i], stride[i], dilation[i], p[i])
        after = (o - 1) * stride[i] + dilation[i] * (k[i] - 1) + 1 - before - s[i]
        sides += [before, after]
        out.insert(0, o)
    return F.pad(x, sides, value=value), out


def conv(x, w, a, s, groups):
    st, d = a.get("stride", (1, 1)), a.get("dilation", (1, 1))
    return F.conv2d(
        padded(x, a, s, a["size"], st, d, "same")[0], w, stride=st, dilation=d, groups=groups
    )


def around_pools(x, axes, value):
    """x with `value` where windows reach beyond it."""
    (_, top, below, _), (_, left, behind, _) = axes
    return F.pad(x, [left, behind, top, below], value=value)


def maxpool(x, a, s):
    k = a.get("size", (2, 2))
    st = a.get("stride", k)
    axes = pool_axes(s, a)
    u = (
        around_pools(x, axes, float("-inf"))
        .unfold(2, k[0], st[0])
        .unfold(3, k[1], st[1])
        .reshape(x.shape[0], x.shape[1], axes[0][0], axes[1][0], k[0] * k[1])
    )
    return first_max(u)


def first_max(u):
    """The maximum over the last dimension; its gradient goes to the first place that has it."""
    with torch.no_grad():
        best = u.max(-1, keepdim=True).values
        at = (u == best).to(torch.uint8).argmax(-1, keepdim=True)
    return u.gather(-1, at).squeeze(-1)


def avgpool(x, a, s, noise):
    k = a.get("size", (2, 2))
    st = a.get("stride", k)
    c, axes = x.shape[1], pool_axes(s, a)
    ones = torch.ones(c, 1, *k, dtype=x.dtype)
    y = F.conv2d(around_pools(x, axes, 0.0), ones, stride=st, groups=c)
    counted = torch.ones_like(x[:1])
    (_, top, below, under), (_, left, behind, after) = axes
    if a.get("countpad"):
        counted = F.pad(counted, [left, after, top, under], value=1.0)
        counted = F.pad(counted, [0, behind - after, 0, below - under])
    else:
        counted = around_pools(counted, axes, 0.0)
    return y / F.conv2d(counted, ones, stride=st, groups=c)


def conv_transpose(x, w, a, s, out):
    """w is (h, w, out / groups, in)."""
    st, d, g = a.get("stride", (1, 1)), a.get("dilation", (1, 1)), a.get("groups", 1)
    y = F.conv_transpose2d(x, w.permute(3, 2, 0, 1).contiguous(), stride=st, dilation=d, groups=g)
    for i, (n, before) in enumerate(transposed_axes(s, a)):
        have = y.shape[2 + i]
        y = y.narrow(2 + i, before, min(n, have - before))
        more = [0, n - y.shape[2 + i]]
        y = F.pad(y, [0, 0] + more if i == 0 else more)
    return y


# ---- values taken from others ----


def take(x, dim, places):
    return x.index_select(dim, torch.tensor(list(places)))


def padded_places(n, before, behind, mode):
    """Where each place of the padded axis takes its value."""
    for i in range(-before, n + behind):
        if mode == "edge":
            yield min(max(i, 0), n - 1)
        elif mode == "wrap":
            yield i % n
        elif mode == "reflect":
            yield abs(i) if i < n else 2 * (n - 1) - i
        else:
            yield -1 - i if i < 0 else i if i < n else 2 * n - 1 - i


def pad(x, a):
    t, b, l, r = pads(a)
    mode = a.get("mode", "constant")
    if mode == "constant":
        return F.pad(x, [l, r, t, b], value=a.get("value", 0.0))
    x = take(x, 2, padded_places(x.shape[2], t, b, mode))
    return take(x, 3, padded_places(x.shape[3], l, r, mode))


def resize_weights(n, out, a):
    m = torch.zeros(out, n, dtype=torch.float64)
    half, align, how = Fraction(1, 2), a.get("align", "centers"), a.get("round", "half_up")
    for o in range(out):
        if a.get("mode") == "area":
            first, end = o * n // out, -(-(o + 1) * n // out)
            m[o, first:end] = 1 / (end - first)
            continue
        if align == "centers":
            at = (o + half) * n / out - half
        elif align == "corners":
            at = Fraction(o * (n - 1), out - 1) if out > 1 else Fraction(0)
        else:
            at = Fraction(o * n, out)
        if a.get("mode", "nearest") == "nearest":
            i = {
                "down": math.floor(at),
                "up": math.ceil(at),
                "half_up": math.floor(at + half),
                "half_down": math.ceil(at - half),
            }[how]
            m[o, min(max(i, 0), n - 1)] = 1
            continue
        i = math.floor(at)
        m[o, min(max(i, 0), n - 1)] += 1 - float(at - i)
        m[o, min(max(i + 1, 0), n - 1)] += float(at - i)
    return m


def resize(x, a, noise):
    h, w = (resize_weights(n, o, a) for n, o in zip(x.shape[2:], a["size"]))
    if a.get("mode", "nearest") == "nearest":
        return take(take(x, 2, h.argmax(1).tolist()), 3, w.argmax(1).tolist())
    x = noise.product(lambda v, m: torch.einsum("nchw,ow->ncho", v, m), x, w)
    return noise.product(lambda v, m: torch.einsum("nchw,oh->ncow", v, m), x, h)


def reduce(x, a):
    x = x if x.dim() == 4 else x[:, :, None, None]
    over = a.get("over", "pixels")
    dims = {"pixels": (2, 3), "rows": (2,), "columns": (3,), "channels": (1,), "all": (2, 3, 1)}[
        over
    ]
    op = a.get("op", "mean")
    if op in ("mean", "sum"):
        return getattr(torch, op)(x, dims, keepdim=True)
    sign = 1 if op == "max" else -1
    pixels = [d for d in dims if d > 1]
    x = sign * x
    for group in ([pixels] if pixels else []) + ([[1]] if 1 in dims else []):
        keep = [d for d in range(4) if d not in group]
        u = x.permute(keep + group)
        lead = u.shape[: len(keep)]
        u = first_max(u.reshape(*lead, -1)).reshape(*lead, *[1] * len(group))
        x = u.permute([(keep + group).index(d) for d in range(4)])
    return sign * x


def rearrange(kind, x, a):
    """depth_to_space and space_to_depth."""
    b, (n, c, h, w) = a["factor"], x.shape
    channel = a.get("order", "pixel") == "channel"
    if kind == "depth_to_space":
        c //= b * b
        if channel:
            x = x.reshape(n, c, b, b, h, w).permute(0, 1, 4, 2, 5, 3)
        else:
            x = x.reshape(n, b, b, c, h, w).permute(0, 3, 4, 1, 5, 2)
        return x.reshape(n, c, h * b, w * b)
    x = x.reshape(n, c, h // b, b, w // b, b)
    x = x.permute(0, 1, 3, 5, 2, 4) if channel else x.permute(0, 3, 5, 1, 2, 4)
    return x.reshape(n, c * b * b, h // b, w // b)


def spread(p, x):
    """A parameter with a number for each channel, or for each value (h, w, c), as x has them."""
    return p.permute(2, 0, 1) if p.dim() == 3 else p.view((1, -1) + (1,) * (x.dim() - 2))


def pairwise(kind, x, y):
    """Two values, repeated where they have 1."""
    if kind == "pow":
        return torch.pow(x, y)
    return getattr(torch, kind)(x, y)


def bilinear_weights(n, f):
    m = torch.zeros(n * f, n, dtype=torch.float64)
    for o in range(n * f):
        at = (o + 0.5) / f - 0.5
        i = math.floor(at)
        t = at - i
        m[o, min(max(i, 0), n - 1)] += 1 - t
        m[o, min(max(i + 1, 0), n - 1)] += t
    return m


def upsample(x, a, noise):
    f = a.get("size", (2, 2))
    if a.get("mode", "nearest") == "nearest":
        return x.repeat_interleave(f[0], 2).repeat_interleave(f[1], 3)
    x = noise.product(
        lambda v, m: torch.einsum("nchw,ow->ncho", v, m), x, bilinear_weights(x.shape[3], f[1])
    )
    return noise.product(
        lambda v, m: torch.einsum("nchw,oh->ncow", v, m), x, bilinear_weights(x.shape[2], f[0])
    )


# ---- dropout: the generator of kernels/micro/mk_random.c ----

M64 = (1 << 64) - 1


def dropout_mask(seed, step, stream, rate, n, s):
    """1 / (1 - rate) where a value is kept, of a value (n, c, h, w) or (n, c)."""
    z = 0
    for add in (seed, step, stream):
        z = (z + add + 0x9E3779B97F4A7C15) & M64
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & M64
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & M64
        z ^= z >> 31
    h, w, c = s if len(s) == 3 else (1, 1, s[0])
    blocks = -(-c // 16)
    i = np.arange(n * blocks * h * w * 16, dtype=np.uint64)
    m32 = np.uint64(0xFFFFFFFF)

    def low(v):
        v = ((v ^ (v >> np.uint64(16))) * np.uint64(0x7FEB352D)) & m32
        v = ((v ^ (v >> np.uint64(15))) * np.uint64(0x846CA68B)) & m32
        return v ^ (v >> np.uint64(16))

    v = low(low((i + np.uint64(z & 0xFFFFFFFF)) & m32) ^ np.uint64(z >> 32))
    keep = (v >> np.uint64(8)) >= np.uint64(
        int(np.float32(rate).astype(np.float64) * 16777216.0 + 0.5)
    )
    m = (
        keep.reshape(n, blocks, h, w, 16)
        .transpose(0, 1, 4, 2, 3)
        .reshape(n, blocks * 16, h, w)[:, :c]
    )
    m = torch.tensor(m.astype(np.float64) / (1 - rate))
    return m if len(s) == 3 else m[:, :, 0, 0]


# ---- the net ----


class TorchNet:
    """The net's layers as functions. `nodes`: number of each statement in the compiled graph, which
    numbers dropout's draws."""

    def __init__(self, net):
        self.net, self.shapes, self.names, self.frozen = (
            net,
            shapes(net),
            Namer(net).full,
            frozen(net),
        )
        self.nodes, k = [], 1
        for st in net.stmts:
            self.nodes.append(k)
            k += 2 if st.act else 1
        self.live = [False] * len(
            net.stmts
        )  # the output uses it: what it does not use is not computed, and no step changes it
        self.live[-1] = True
        for i in reversed(range(len(net.stmts))):
            for j in inputs(net, i) if self.live[i] else ():
                if j >= 0:
                    self.live[j] = True
        self.params = {}  # name -> (shape, trains, decays), in the compiler's order
        self.owner = {}
        for i, st in enumerate(net.stmts):
            for p, shape, trains, decays in self.params_of(i):
                name = f"{self.names[i]}.{p}"
                self.params[name] = (shape, trains and not self.frozen[i], decays)
                self.owner[name] = (i, p)

    def shape_in(self, i):
        k = inputs(self.net, i)[0]
        return self.net.input if k < 0 else self.shapes[k]

    def params_of(self, i):
        st, a, c = self.net.stmts[i], self.net.stmts[i].args, self.shape_in(i)[-1]
        own = tuple(self.shapes[i]) if a.get("over") == "values" else (c,)
        if st.kind in ("conv", "conv_transpose", "depthwise", "dense"):
            shape = {
                "conv_transpose": lambda: a["size"] + (a["filters"] // a.get("groups", 1), c),
                "conv": lambda: a["size"] + (c // a.get("groups", 1), a["filters"]),
                "depthwise": lambda: a["size"] + (c, a.get("multiplier", 1)),
                "dense": lambda: (c, a["units"]),
            }[st.kind]()
            yield "kernel", shape, True, True
            if not a.get("nobias"):
                yield "bias", (self.shapes[i][-1],), True, False
        elif st.kind == "prelu":
            yield "alpha", own, True, False
        elif st.kind in (
            "batchnorm",
            "layernorm",
            "groupnorm",
            "instancenorm",
            "rmsnorm",
            "affine",
        ):
            kept = st.kind == "batchnorm"  # they are there, but no training changes them
            if kept or not a.get("nogamma"):
                yield "gamma", own, not a.get("nogamma"), False
            if (kept or not a.get("nobeta")) and st.kind != "rmsnorm":
                yield "beta", own, not a.get("nobeta"), False
            if st.kind == "batchnorm":
                yield "moving_mean", (c,), False, False
                yield "moving_variance", (c,), False, False

    def order(self, a):
        """The axes of a permutation, channels first."""
        word = a.get("order", "hcw")
        return word[2] + word[:2]

    def is_matrix(self, name, a):
        """Whether Muon takes the parameter for a matrix."""
        i, p = self.owner[name]
        kind, shape = self.net.stmts[i].kind, self.params[name][0]
        kinds = ("conv", "conv_transpose") + (("dense",) if a.get("dense") else ())
        return p == "kernel" and kind in kinds and shape[-1] > 1 and math.prod(shape[:-1]) > 1

    def rate_of(self, name):
        i, p = self.owner[name]
        x = 1.0
        for k, param, factor in self.net.rates:
            if k == i and param in (None, p):
                x = factor
        return x

    def normed(self, i, x, p, train, stats, noise):
        """Batch normalisation; the new moving statistics go into `stats`."""
        st, a = self.net.stmts[i], self.net.stmts[i].args
        eps, name = a.get("eps", 1e-3), self.names[i]
        view = (1, -1) + (1,) * (x.dim() - 2)
        if train and not self.frozen[i]:
            over = [0] + list(range(2, x.dim()))
            mean = x.mean(over)
            d = x - mean.view(view)
            var = (d * d).mean(over)
            m = a.get("momentum", 0.99)
            for what, v in (("moving_mean", mean), ("moving_variance", var)):
                stats[f"{name}.{what}"] = noise.jitter(
                    (p[f"{name}.{what}"] * m + v * (1 - m)).detach()
                )
            xhat = noise.normalised(x, mean.view(view), var.view(view), eps, over)
        else:
            mean, var = p[f"{name}.moving_mean"], p[f"{name}.moving_variance"]
            xhat = (x - mean.view(view)) / torch.sqrt(var + eps).view(view)
        return noise.jitter(xhat) * p[f"{name}.gamma"].view(view) + p[f"{name}.beta"].view(view)

    def layer(self, i, ins, p, train, stats, noise, draw):
        st, a, s, x, name = (
            self.net.stmts[i],
            self.net.stmts[i].args,
            self.shape_in(i),
            ins[0],
            self.names[i],
        )
        kind, n = st.kind, ins[0].shape[0]
        if kind in ("conv", "conv_transpose", "depthwise", "dense"):
            w = p[f"{name}.kernel"]
            if kind == "dense":
                x = noise.product(lambda v, k: v @ k, x, noise.kernel(w))
            elif kind == "conv_transpose":
                x = noise.product(
                    lambda v, k: conv_transpose(v, k, a, s, self.shapes[i]), x, noise.rounded(w)
                )
            elif kind == "conv":
                x = noise.product(
                    lambda v, k: conv(
                        v, k.permute(3, 2, 0, 1).contiguous(), a, s, a.get("groups", 1)
                    ),
                    x,
                    noise.kernel(w),
                )
            else:
                m = a.get("multiplier", 1)
                x = noise.product(
                    lambda v, k: conv(
                        v, k.permute(2, 3, 0, 1).reshape(s[2] * m, 1, *a["size"]), a, s, s[2]
                    ),
                    x,
                    w,
                )
            b = p.get(f"{name}.bias")
            return x if b is None else x + b.view((1, -1) + (1,) * (x.dim() - 2))
        if kind == "maxpool":
            return maxpool(x, a, s)
        if kind == "avgpool":
            return avgpool(x, a, s, noise)
        if kind in ("globalavgpool", "globalmaxpool"):
            y = x.mean((2, 3)) if kind == "globalavgpool" else first_max(x.flatten(2))
            return y[:, :, None, None] if a.get("keepdims") else y
        if kind == "reduce":
            y = reduce(x, a)
            return y if len(s) == 3 else y[:, :, 0, 0]
        if kind == "slice":
            dims = (2, 3, 1) if len(s) == 3 else (0, 0, 1)
            for name, dim, n in zip(("rows", "columns", "channels"), dims, as_map(s)):
                if dim and name in a:
                    x = take(x, dim, slice_range(a, name, n))
            return x
        if kind == "permute":
            return x.permute([0] + [(2, 3, 1)["hwc".index(c)] for c in self.order(a)])
        if kind == "shuffle":
            g = a["groups"]
            return x.reshape(n, g, s[-1] // g, *x.shape[2:]).transpose(1, 2).reshape(x.shape)
        if kind in ("depth_to_space", "space_to_depth"):
            return rearrange(kind, x, a)
        if kind == "crop":
            t, b, l, r = pads(a)
            return x[:, :, t : s[0] - b, l : s[1] - r]
        if kind == "resize":
            return resize(x, a, noise)
        view = (1, -1) + (1,) * (x.dim() - 2)
        if kind == "prelu":
            return torch.where(x > 0, x, spread(p[f"{name}.alpha"], x) * x)
        if kind == "affine":
            if not a.get("nogamma"):
                x = noise.jitter(x * spread(p[f"{name}.gamma"], x))
            return x if a.get("nobeta") else x + spread(p[f"{name}.beta"], x)
        if kind == "rmsnorm":
            r = torch.rsqrt(noise.jitter((x * x).mean(1, keepdim=True)) + a.get("eps", 1e-6))
            return noise.jitter(x * noise.jitter(r)) * p[f"{name}.gamma"].view(view)
        if kind in ("groupnorm", "instancenorm"):
            g = a.get("groups", 32) if kind == "groupnorm" else s[-1]
            u = x.reshape(n, g, -1)
            mean = u.mean(2, keepdim=True)
            var = ((u - mean) ** 2).mean(2, keepdim=True)
            xhat = noise.normalised(u, mean, var, a.get("eps", 1e-3), [2]).reshape(x.shape)
            return noise.jitter(xhat) * p[f"{name}.gamma"].view(view) + p[f"{name}.beta"].view(view)
        if kind == "batchnorm":
            return self.normed(i, x, p, train, stats, noise)
        if kind == "layernorm":
            view = (1, -1) + (1,) * (x.dim() - 2)
            mean = x.mean(1, keepdim=True)
            xhat = noise.normalised(
                x, mean, ((x - mean) ** 2).mean(1, keepdim=True), a.get("eps", 1e-3), [1]
            )
            return noise.jitter(xhat) * p[f"{name}.gamma"].view(view) + p[f"{name}.beta"].view(view)
        if kind == "dropout":
            return (
                x * dropout_mask(*draw, self.nodes[i], a["rate"], n, s)
                if train and draw and a["rate"]
                else x
            )
        if kind in ("flatten", "reshape"):
            flat = x.permute(0, 2, 3, 1).reshape(n, -1) if x.dim() == 4 else x
            out = self.shapes[i]
            return flat if len(out) == 1 else flat.reshape(n, *out).permute(0, 3, 1, 2)
        if kind == "pad":
            return pad(x, a)
        if kind == "upsample":
            return upsample(x, a, noise)
        if kind == "identity":
            return x
        if kind == "concat":
            return torch.cat(
                ins, {"channels": 1, "height": 2, "width": 3}[a.get("axis", "channels")]
            )
        if kind in BROADCAST:
            if "value" in a:
                ins = [x, torch.full((1,) * x.dim(), a["value"], dtype=x.dtype)]
            if any(v.dim() == 4 for v in ins):
                ins = [v if v.dim() == 4 else v[:, :, None, None] for v in ins]
            if "value" in a and kind in ("maximum", "minimum"):
                return torch.clamp(ins[0], **{"min" if kind == "maximum" else "max": a["value"]})
            y = ins[0]
            for v in ins[1:]:
                y = pairwise(kind, y, v)
            return y
        return activate(kind, x, a)

    def forward(self, x, p, train, stats, noise, draw=None, last=True):
        """y (n, outputs) and what the loss takes; x is (n, h, w, c) or (n, c)."""
        x = x.permute(0, 3, 1, 2) if x.dim() == 4 else x
        value = [noise.store(x)]
        logits = None
        for i, st in enumerate(self.net.stmts):
            if not self.live[i]:
                value.append(None)
                continue
            v = self.layer(
                i, [value[k + 1] for k in inputs(self.net, i)], p, train, stats, noise, draw
            )
            logits = value[inputs(self.net, i)[0] + 1]
            if st.kind not in (
                "identity",
                "flatten",
                "reshape",
                "pad",
                "concat",
                "maxpool",
                "globalmaxpool",
            ):
                v = noise.store(v)
            if st.act:
                logits = v
                v = noise.store(activate(st.act, v, {}))
            value.append(v)
        y = value[-1]
        flat = lambda v: v.permute(0, 2, 3, 1).reshape(v.shape[0], -1) if v.dim() == 4 else v
        return flat(y), flat(logits)

    def compare(self, y, label):
        """Losses that compare the samples of a batch, from the table of all their distances."""
        name, a = self.net.loss
        label, n = torch.as_tensor(label, dtype=torch.int64), y.shape[0]
        metric = "cosine" if name == "supcon" else a.get("distance", "euclidean")
        if metric == "cosine" or a.get("unit"):
            y = F.normalize(y, dim=1, eps=1e-12)
        own = torch.eye(n, dtype=torch.bool)
        same = (label[:, None] == label[None]) & ~own
        other = label[:, None] != label[None]
        square = ((y[:, None] - y[None]) ** 2).sum(2)
        d = 1 - y @ y.T if metric == "cosine" else square
        if metric == "euclidean":
            d = torch.where(square > 0, torch.where(square > 0, square, 1.0).sqrt(), 0.0)
        mean = lambda v: v.mean() if len(v) else y.sum() * 0
        if name == "contrastive":
            apart = F.relu(a.get("margin", 1.0) - d) ** 2
            return mean(torch.where(same, square, apart)[~own])
        if name == "supcon":
            s = ((1 - d) / a.get("temperature", 0.1)).masked_fill(own, -math.inf)
            each = torch.logsumexp(s, 1, keepdim=True) - s
            with_ = same.any(1)
            return mean((each.masked_fill(~same, 0).sum(1) / same.sum(1).clamp(min=1))[with_])
        far, near = d.masked_fill(~same, -math.inf), d.masked_fill(~other, math.inf)
        both = same.any(1) & other.any(1)
        margin = a.get("margin", 1.0)
        if a.get("mining") == "hard":
            return mean(F.relu(far.amax(1) - near.amin(1) + margin)[both])
        if a.get("mining") == "all":
            each = (d[:, :, None] - d[:, None] + margin)[same[:, :, None] & other[:, None]]
            return mean(each[each > 0])
        beyond = near[:, None].expand(n, n, n).masked_fill(d[:, None] <= d[:, :, None], math.inf)
        least, most = beyond.amin(2), d.masked_fill(~other, -math.inf).amax(1, keepdim=True)
        negative = torch.where(torch.isinf(least), most.expand(n, n), least)
        return mean(F.relu(d - negative + margin)[same & other.any(1, keepdim=True)])

    def loss(self, y, logits, label):
        name, a = self.net.loss
        n = y.shape[0]
        if name in COMPARES:
            return self.compare(y, label)
        if name == "crossentropy":
            c, e = y.shape[1], a.get("smoothing", 0.0)
            t = F.one_hot(torch.as_tensor(label, dtype=torch.int64), c).double() * (1 - e) + e / c
            return -(t * torch.log_softmax(logits, 1)).sum() / n
        t = torch.as_tensor(label, dtype=torch.float64)
        if name == "distillation":
            c, e, T, share = y.shape[1], a["smoothing"], a["temperature"], a["share"]
            hard, other = t[:, :c], t[:, c:]
            hard = hard * (1 - e) + hard.sum(1, keepdim=True) * e / c
            weight = other.sum(1, keepdim=True)
            q = torch.softmax(torch.log(other / weight) / T, 1)
            kl = F.kl_div(torch.log_softmax(logits / T, 1), q, reduction="none").sum(
                1, keepdim=True
            )
            kl = (T * T * weight * kl).sum(1)
            ce = -(hard * torch.log_softmax(logits, 1)).sum(1)
            return ((1 - share) * ce + share * kl).mean()
        if name == "soft_crossentropy":  # rows of shares, pixel by pixel
            c, e = self.shapes[-1][-1], a.get("smoothing", 0.0)
            t = t.reshape(-1, c)
            t = t * (1 - e) + t.sum(1, keepdim=True) * e / c
            return -(t * torch.log_softmax(logits.reshape(-1, c), 1)).sum() / len(t)
        if name == "binary_crossentropy":
            z = logits
            return (torch.clamp(z, min=0) - z * t + torch.log1p(torch.exp(-z.abs()))).mean()
        if name == "focal":
            z, gamma, alpha = logits, a["gamma"], a["alpha"]
            share = torch.sigmoid(z)
            missed = 1 - (t * share + (1 - t) * (1 - share))
            bce = torch.clamp(z, min=0) - z * t + torch.log1p(torch.exp(-z.abs()))
            weight = t * alpha + (1 - t) * (1 - alpha) if alpha else 1.0
            return (weight * missed**gamma * bce).mean()
        if name == "dice":
            c, s = self.shapes[-1][-1], a.get("smooth", 1.0)
            v, w = y.reshape(n, -1, c), t.reshape(n, -1, c)
            return (1 - (2 * (v * w).sum(1) + s) / (v.sum(1) + w.sum(1) + s)).mean()
        if name == "cosine":
            c = self.shapes[-1][-1]
            return 1 - F.cosine_similarity(y.reshape(-1, c), t.reshape(-1, c), 1, 1e-12).mean()
        if name == "mae":
            return (y - t).abs().mean()
        if name == "huber":
            return F.huber_loss(y, t, delta=a.get("delta", 1.0))
        return ((y - t) ** 2).mean()

    def infer(self, x, values, noise):
        p = {k: noise.jitter(torch.as_tensor(v, dtype=torch.float64)) for k, v in values.items()}
        with torch.no_grad():
            return self.forward(torch.as_tensor(x, dtype=torch.float64), p, False, {}, noise)[
                0
            ].numpy()

    def grad(self, x, label, values, noise, draw=None):
        """Loss, outputs in training mode, gradients by name, and the parameters with new moving
        statistics."""
        p = {}
        for k, v in values.items():
            p[k] = torch.as_tensor(v, dtype=torch.float64).clone().requires_grad_(self.params[k][1])
        stats = {}
        y, logits = self.forward(
            torch.as_tensor(x, dtype=torch.float64), p, True, stats, noise, draw
        )
        loss = noise.jitter(self.loss(y, logits, label))
        wanted = [k for k in p if self.params[k][1]]
        g = (
            torch.autograd.grad(loss, [p[k] for k in wanted], allow_unused=True)
            if wanted and loss.requires_grad
            else [None] * len(wanted)
        )
        g = {
            k: noise.jitter(v) if v is not None else torch.zeros_like(p[k])
            for k, v in zip(wanted, g)
        }
        return (
            loss.detach(),
            y.detach(),
            {k: v.detach() for k, v in g.items()},
            {k: v.detach() for k, v in stats.items()},
        )


# ---- optimizers ----


class Training:
    """The steps of a training, in double."""

    def __init__(self, tn, values, noise, seed=None):
        self.tn, self.noise, self.seed = tn, noise, seed
        self.p = {k: torch.as_tensor(v, dtype=torch.float64).clone() for k, v in values.items()}
        self.m = {k: {} for k in self.p}
        self.slow = dict(self.p)
        self.step_count, self.passes, self.average = 0, 0, None

    def batches(self, batches, rate):
        """One step on the mean gradient of all samples of the batches; returns their losses."""
        losses, total, n_all = [], {}, 0
        for x, label in batches:
            self.passes += 1
            draw = (self.seed, self.passes) if self.seed is not None else None
            loss, _, g, stats = self.tn.grad(x, label, self.p, self.noise, draw)
            self.p.update(stats)
            losses.append(float(loss))
            n_all += len(x)
            for k, v in g.items():
                total[k] = total.get(k, 0) + v * len(x)
        self.apply({k: self.noise.jitter(v / n_all) for k, v in total.items()}, rate)
        return losses

    def apply(self, g, rate):
        self.step_count += 1
        name, a = self.tn.net.optimizer
        if a.get("clipnorm"):
            g = {
                k: v * min(1.0, a["clipnorm"] / max(float(v.norm()), 1e-300)) for k, v in g.items()
            }
        if a.get("global_clipnorm"):
            norm = math.sqrt(sum(float((v * v).sum()) for v in g.values()))
            g = {k: v * min(1.0, a["global_clipnorm"] / max(norm, 1e-300)) for k, v in g.items()}
        for k, v in g.items():
            if not self.tn.live[self.tn.owner[k][0]]:
                continue
            if a.get("clip"):
                v = v.clamp(-a["clip"], a["clip"])
            v = self.noise.jitter(v)
            self.p[k] = self.noise.jitter(self.update(name, a, k, v, rate * self.tn.rate_of(k)))
            self.look_ahead(k)
        if self.tn.net.average:
            keep = self.tn.net.average
            moves = [
                k
                for k in self.p
                if self.tn.params[k][1]
                or (
                    k.rsplit(".", 1)[1].startswith("moving")
                    and not self.tn.frozen[self.tn.owner[k][0]]
                )
            ]
            self.average = {
                k: (
                    v
                    if self.step_count == 1 or k not in moves
                    else self.noise.jitter(self.average[k] + (v - self.average[k]) * (1 - keep))
                )
                for k, v in self.p.items()
            }

    def look_ahead(self, k):
        every, share = self.tn.net.lookahead or (0, 0)
        if every and self.step_count % every == 0:
            slow = self.slow[k]
            self.slow[k] = self.p[k] = self.noise.jitter(slow + share * (self.p[k] - slow))

    def update(self, name, a, k, g, rate):
        w, m, decays = self.p[k], self.m[k], self.tn.params[k][2]
        jit = self.noise.jitter
        if name == "muon":
            if self.tn.is_matrix(k, a):
                return self.muon(a, m, w, g, rate)
            name, rate = "sgd", rate * a.get("others", 1.0)
            a = {**a, "momentum": a.get("other_momentum", 0.9)}
        if name in ("lion", "lamb"):
            return getattr(self, name)(a, m, w * (1 - rate * a.get("decay", 0.0) * decays), g, rate)
        if name != "adamw" and decays:
            g = g + a.get("decay", 0.0) * w
        if name == "sgd":
            mu = a.get("momentum", 0.0)
            if not mu:
                return w - rate * g
            if a.get("velocity") == "gradients":
                v = m["v"] = jit(mu * m.get("v", torch.zeros_like(w)) + g)
                return w - rate * (g + mu * v if a.get("nesterov") else v)
            v = m["v"] = jit(mu * m.get("v", torch.zeros_like(w)) - rate * g)
            return w + (mu * v - rate * g if a.get("nesterov") else v)
        if name in ("adam", "adamw"):
            b1, b2, t = a.get("beta1", 0.9), a.get("beta2", 0.999), self.step_count
            m["m"] = jit(b1 * m.get("m", torch.zeros_like(w)) + (1 - b1) * g)
            m["v"] = jit(b2 * m.get("v", torch.zeros_like(w)) + (1 - b2) * g * g)
            if name == "adamw" and decays:
                w = w - rate * a.get("decay", 0.004) * w
            return w - rate * math.sqrt(1 - b2**t) / (1 - b1**t) * m["m"] / (
                torch.sqrt(m["v"]) + a.get("eps", 1e-7)
            )
        return self.rmsprop(a, m, w, g, rate)

    def muon(self, a, m, w, g, rate):
        """Momentum made orthogonal: outputs by what each sums over, as PyTorch has a kernel."""
        jit = self.noise.jitter
        mu = a.get("momentum", 0.95)
        v = m["v"] = jit(mu * m.get("v", torch.zeros_like(w)) + g)
        d = jit(g + mu * v if a.get("nesterov") else v)
        x = d.reshape(-1, d.shape[-1]).T
        if float(x.norm()):
            x = x / x.norm()
        for _ in range(a.get("steps", 5)):
            gram = jit(x @ x.T)
            x = jit(3.4445 * x + jit(-4.7750 * gram + 2.0315 * (gram @ gram)) @ x)
        x = x * math.sqrt(max(1.0, x.shape[0] / x.shape[1]))
        if a.get("normed") and float(w.norm()):
            w = w * math.sqrt(w.shape[-1]) / w.norm()
        return w * (1 - rate * a.get("decay", 0.0)) - rate * x.T.reshape(w.shape)

    def lion(self, a, m, w, g, rate):
        jit = self.noise.jitter
        b1, b2, v = a.get("beta1", 0.9), a.get("beta2", 0.99), m.get("m", torch.zeros_like(w))
        m["m"] = jit(b2 * v + (1 - b2) * g)
        return w - rate * torch.sign(jit(jit(b1 * v) + jit((1 - b1) * g)))

    def lamb(self, a, m, w, g, rate):
        jit = self.noise.jitter
        b1, b2, t = a.get("beta1", 0.9), a.get("beta2", 0.999), self.step_count
        m["m"] = jit(b1 * m.get("m", torch.zeros_like(w)) + (1 - b1) * g)
        m["v"] = jit(b2 * m.get("v", torch.zeros_like(w)) + (1 - b2) * g * g)
        d = jit(m["m"] / (1 - b1**t) / (torch.sqrt(m["v"] / (1 - b2**t)) + a.get("eps", 1e-7)))
        have, unit = float(w.norm()), float(d.norm())
        return w - rate * (have / unit if have > 0 and unit > 0 else 1.0) * d

    def rmsprop(self, a, m, w, g, rate):
        jit = self.noise.jitter
        rho, mu = a.get("rho", 0.9), a.get("momentum", 0.0)
        m["s"] = jit(rho * m.get("s", torch.zeros_like(w)) + (1 - rho) * g * g)
        d = rate * g / torch.sqrt(m["s"] + a.get("eps", 1e-7))
        if not mu:
            return w - d
        m["v"] = jit(mu * m.get("v", torch.zeros_like(w)) + d)
        return w - m["v"]
