#!/usr/bin/env python3
"""Writes the golden values of tests/unit/test_golden.c: NET.safetensors for each net below.

Run by hand: python3 tests/golden/make_golden.py [NET...]   (Keras 3 with TensorFlow, numpy,
safetensors; README.md)

Every net is built twice from Keras layers, in float64 (the reference) and in float32 (to measure
how far rounding alone moves each value). Weights, images and labels come from the formula that
formula.h states in C, so only outputs are stored.
"""

import os
import pathlib
import sys

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import numpy as np
import tensorflow as tf
from formula import MASK, U, formula_weights, int16, stream, word
from safetensors.numpy import save_file

HERE = pathlib.Path(__file__).parent
RUNS = 3  # float32 runs that measure the noise
N_INFER, N_GRAD = 4, 8
MARGIN = 8  # no relu input or pooling tie nearer to its kink than this many rms rounding errors
MAX_SEEDS = 300


def formula_images(name, n, h, w, c):
    s = stream(name)
    b, y, x, ch = np.meshgrid(*map(np.arange, (n, h, w, c)), indexing="ij")
    patch = ((b * ((h + 7) // 8) + y // 8) * ((w + 7) // 8) + x // 8) * c + ch
    pixel = np.arange(n * h * w * c).reshape(n, h, w, c)
    return (3 * int16(~s & MASK, patch) + int16(s, pixel)) / 131072.0


def formula_labels(name, n, classes):
    return (word(stream(name), np.arange(n)) % U(classes)).astype(np.int32)


def sample_positions(name, count):
    if count <= 64:
        return np.arange(count)
    return (word(~stream(name) & MASK, np.arange(64)) % U(count)).astype(np.int64)


def dyadic(bound):
    """The scale k * 2^-m, 128 <= k < 256, for which scale * int16 lies in [-bound, bound) (rounded
    down)."""
    m = 7 - int(np.floor(np.log2(bound / 32768)))
    return float(np.floor(bound / 32768 * 2.0**m) / 2.0**m)


def formula_of(param, shape, gain):
    """(offset, scale) of a parameter: He-uniform kernels, so that activations keep their size,
    times the layer's gain."""
    if param == "kernel":
        return 0.0, dyadic(np.sqrt(6.0 / np.prod(shape[:-1]))) * gain
    if param == "gamma":
        return 1.0, 2.0**-17  # 3/4 .. 5/4
    return 0.0, 2.0**-18 * (
        gain if param == "bias" else 1.0
    )  # within 1/8; moving statistics: see calibrate


# ---- nets: Keras layers under netc's names ----
class Net:
    """A chain that remembers netc's name of every layer and every value a kink depends on."""

    def __init__(self, size=32, channels=3):
        self.x = self.input = keras.Input((size, size, channels))
        self.layers, self.kinks, self.norms = [], [], []
        self.scope, self.used = "", {}
        self.gain = 1.0  # of the weights of the layers that follow

    def name(self, kind, label):
        # a layer without a label is called after its kind: conv_1, conv_2, ... within its block
        if label is None:
            self.used[self.scope, kind] = self.used.get((self.scope, kind), 0) + 1
            label = f"{kind}_{self.used[self.scope, kind]}"
        return self.scope + label

    def put(self, kind, layer, label=None, frozen=False, x=None):
        layer.trainable = not frozen
        layer.gain = self.gain
        self.layers.append((self.name(kind, label), layer))
        self.x = layer(self.x if x is None else x)
        return self

    def conv(
        self, filters, size=3, stride=1, bias=True, relu=True, label=None, frozen=False, x=None
    ):
        layer = keras.layers.Conv2D(filters, size, strides=stride, padding="same", use_bias=bias)
        self.put("conv", layer, label, frozen, x)
        return self.relu() if relu else self

    def dense(self, units, relu=False, label=None):
        self.put("dense", keras.layers.Dense(units), label)
        return self.relu() if relu else self

    def batchnorm(self):
        before = self.x
        self.put("batchnorm", keras.layers.BatchNormalization())
        self.norms.append((self.layers[-1][0], before))
        return self

    def relu(self):
        self.kinks.append(("relu", None, self.x))
        self.x = keras.layers.ReLU()(self.x)
        return self

    def maxpool(self, same=False):
        self.kinks.append(("pool", "same" if same else "valid", self.x))
        self.x = keras.layers.MaxPooling2D(2, padding="same" if same else "valid")(self.x)
        return self

    def flatten(self):
        self.x = keras.layers.Flatten()(self.x)
        return self

    def globalavgpool(self):
        self.x = keras.layers.GlobalAveragePooling2D()(self.x)
        return self

    def model(self):
        return keras.Model(
            self.input, [self.x] + [k[2] for k in self.kinks] + [b[1] for b in self.norms]
        )


def vgg16(net, frozen=False):
    for block, (filters, convs) in enumerate([(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)], 1):
        for i in range(1, convs + 1):
            net.conv(filters, label=f"base.block{block}.conv{i}", frozen=frozen)
        net.maxpool()
    return net


def vgg_cifar():
    # small gains keep what enters a batchnorm near the square root of its epsilon: see README.md
    net = vgg16(Net())
    for filters in (32, 64):
        for _ in range(2):
            net.conv(filters).batchnorm()
            net.gain = 2.0**-4
        net.maxpool(same=True)
    net.gain = 2.0**-5
    net.flatten().dense(512, relu=True).batchnorm()
    net.gain = 1.0
    return net.dense(10)


def vgg_cifar_frozen():
    net = vgg16(Net(), frozen=True).globalavgpool().dense(512, relu=True).batchnorm()
    net.gain = 2.0**-2
    return net.dense(10)


def small_cnn():
    net = Net()
    for filters in (32, 64):
        net.conv(filters).conv(filters).maxpool()
    return net.flatten().dense(512, relu=True).dense(10)


def residual(net, label, filters, stride=1):
    outer, net.scope = net.scope, net.scope + label + "."
    x = net.x
    net.conv(filters, stride=stride, bias=False, relu=False).batchnorm().relu()
    net.conv(filters, bias=False, relu=False).batchnorm()
    y = net.x
    if stride != 1:
        net.conv(filters, 1, stride=stride, bias=False, relu=False, x=x).batchnorm()
        x = net.x
    net.x = keras.layers.Add()([x, y])
    net.relu()
    net.scope = outer
    return net


def resnet_cifar():
    net = Net().conv(16, bias=False, relu=False).batchnorm().relu()
    for stage, filters in enumerate((16, 32, 64), 1):
        for i in range(1, 4):
            unit = "down" if i == 1 else f"unit{i}"
            residual(net, f"stage{stage}.{unit}", filters, 2 if stage > 1 and i == 1 else 1)
    return net.globalavgpool().dense(10)


# Of the training runs: steps; images n of a batch; seeds tried for each; learning rates, as large
# as leaves noise well below movement.
NETS = {
    vgg_cifar: dict(steps=10, n=8, seeds=10, adam=1e-6, sgd=1e-5),
    vgg_cifar_frozen: dict(steps=20, n=8, seeds=20, adam=1e-3, sgd=1e-2),
    resnet_cifar: dict(steps=20, n=4, seeds=40, adam=1e-5, sgd=1e-5),
    small_cnn: dict(steps=20, n=8, seeds=50, adam=1e-3, sgd=1e-2),
}


# ---- running them ----
def set_precision(floatx):
    keras.config.set_floatx(floatx)
    keras.config.set_dtype_policy(floatx)


class Built:
    """One net in one precision, with its Keras variables by netc name."""

    def __init__(self, make, floatx):
        set_precision(floatx)
        self.dtype = floatx
        net = make()
        self.kinks, self.norms = net.kinks, net.norms
        self.model = net.model()
        self.vars, self.trains, self.formula = {}, {}, {}
        for name, layer in net.layers:
            for v in layer.weights:
                full = f"{name}.{v.name}"
                assert full not in self.vars, full
                self.vars[full], self.trains[full] = v, v.trainable and layer.trainable
                self.formula[full] = formula_of(v.name, v.shape, layer.gain)
        assert all(v.dtype == floatx for v in self.vars.values())
        self.trainable = [k for k in self.vars if self.trains[k]]
        self.loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        self.forward = tf.function(lambda x, training: self.model(x, training=training))
        self.grad = tf.function(self.gradients)

    def gradients(self, x, labels):
        with tf.GradientTape() as tape:
            loss = self.loss(labels, self.model(x, training=True)[0])
        return loss, tape.gradient(loss, [self.vars[k].value for k in self.trainable])

    def set_weights(self, rng=None):
        """The formula's weights; with rng each is moved by up to half a unit in the last place."""
        for name, v in self.vars.items():
            w = formula_weights(name, *self.formula[name], v.shape)
            v.assign(w if rng is None else (w * (1 + rng.uniform(-1, 1, w.shape) * 2.0**-24)))

    def calibrate(self, x):
        """Moving statistics near those of the values that x gives, layer after layer, so that
        inference, like training, keeps its values in a sane range. The mean has 8 bits and a spread
        of 1/32, the variance is a power of two and has a spread of 1/2: offset + scale * int16
        stays exact."""
        for i, (name, _) in enumerate(self.norms, 1 + len(self.kinks)):
            self.set_weights()
            v = self.model(tf.constant(x, self.dtype), training=False)[i].numpy()
            axes = tuple(range(v.ndim - 1))
            unit = 2.0 ** (np.floor(np.log2(abs(v.mean()))) - 7)
            self.formula[name + ".moving_mean"] = (
                float(np.round(v.mean() / unit) * unit),
                float(unit * 2.0**-12),
            )
            variance = 2.0 ** np.round(np.log2(v.var(axes).mean()))
            self.formula[name + ".moving_variance"] = (float(variance), float(variance * 2.0**-16))

    def kink_values(self, x):
        """Everything a kink depends on, in training mode; moving statistics stay as they are."""
        moving = [(v, v.numpy()) for v in self.vars.values() if not v.trainable]
        values = self.forward(tf.constant(x, self.dtype), True)[1 : 1 + len(self.kinks)]
        for v, old in moving:
            v.assign(old)
        return [v.numpy() for v in values]

    def start(self, optimizer, rng=None):
        """Makes self.step(x, labels) -> loss, from the formula's weights."""
        set_precision(self.dtype)
        self.set_weights(rng)
        variables = [self.vars[k] for k in self.trainable]
        keras_class, rate, options = optimizer
        # a Python float would pass through float32 on its way to a float64 variable; a numpy one
        # does not
        options = {k: np.float64(v) if self.dtype == "float64" else v for k, v in options.items()}
        opt = keras_class(learning_rate=rate, **options)
        opt.build(variables)

        @tf.function
        def step(x, labels):
            loss, grads = self.gradients(x, labels)
            opt.apply(grads, variables)
            return loss

        self.step = lambda x, labels: float(step(tf.constant(x, self.dtype), labels))

    def train(self, optimizer, batches, rng=None):
        """Losses of the steps and the parameters after the last one."""
        self.start(optimizer, rng)
        losses = []
        for x, labels in batches:
            order = np.arange(len(x)) if rng is None else rng.permutation(len(x))
            losses.append(self.step(x[order], labels[order]))
        return np.array(losses), {k: v.numpy().astype(np.float64) for k, v in self.vars.items()}


def softmax(z):
    z = np.asarray(z, np.float64)
    e = np.exp(z - z.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def pool_gap(x, padding):
    """Difference of the two largest of each 2x2 window; infinite where the largest is no activation
    above 0."""
    n, h, w, c = x.shape
    pad = (
        (0, 0),
        (0, h % 2 if padding == "same" else 0),
        (0, w % 2 if padding == "same" else 0),
        (0, 0),
    )
    x = np.pad(x, pad, constant_values=-np.inf)
    h, w = x.shape[1] // 2, x.shape[2] // 2
    t = np.sort(
        x[:, : 2 * h, : 2 * w]
        .reshape(n, h, 2, w, 2, c)
        .transpose(0, 1, 3, 5, 2, 4)
        .reshape(n, h, w, c, 4),
        -1,
    )
    return np.where(t[..., 3] > 0, t[..., 3] - t[..., 2], np.inf)


def clear_seed(prefix, ref, f32, n, seeds):
    """The first seed whose images keep every relu and maxpool clear of its kink: there, rounding
    flips nothing, and the gradient is comparable to the last digits. Returns (margin, seed,
    images); the best of `seeds` when none is clear."""
    noise, best = None, (0.0, 0, None)
    for seed in range(seeds):
        x = formula_images(f"{prefix}.{seed}", n, *ref.model.input.shape[1:])
        values = ref.kink_values(x)
        if noise is None:
            noise = [np.sqrt(np.mean((a - b) ** 2)) for a, b in zip(values, f32.kink_values(x))]
        margin = np.inf
        for (kind, padding, _), v, rms in zip(ref.kinks, values, noise):
            gap = np.abs(v) if kind == "relu" else pool_gap(v, padding)
            margin = min(margin, gap.min() / rms)
        if margin > best[0]:
            best = (margin, seed, x)
        if margin >= MARGIN:
            break
    return best


def clear_batches(name, kind, optimizer, ref, f32, steps, n, seeds):
    """Batches of a training run, each chosen clear of kinks at the weights that its step meets."""
    ref.start(optimizer)
    f32.start(optimizer)
    chosen, margins, batches = [], [], []
    for s in range(steps):
        margin, seed, x = clear_seed(f"{name}.x.{kind}.{s}", ref, f32, n, seeds)
        labels = formula_labels(f"{name}.label.{kind}.{s}", n, ref.model.outputs[0].shape[-1])
        ref.step(x, labels)
        f32.step(x, labels)
        chosen.append(seed), margins.append(margin), batches.append((x, labels))
    print(
        f"  {kind}: kinks at least {min(margins):.1f}, median {np.median(margins):.1f} rms rounding errors away"
    )
    return chosen, batches


class Record:
    """What is stored: tensors by name, and the table of relative noise that the README quotes."""

    def __init__(self):
        self.out = {}

    def put(self, name, values):
        self.out[name] = np.asarray(values, np.float32)

    def value(self, name, ref, runs):
        """A small value whole: name and name.noise, the largest deviation of the float32 runs."""
        self.put(name, ref)
        self.put(name + ".noise", [max(np.max(np.abs(r - ref)) for r in runs)])

    def tensor(self, group, name, ref, runs, start=None):
        """Of a large tensor: [norm, sum, noise of the norm, of the sum, of an element,
        samples...]."""
        ref, delta = ref.ravel(), [r.ravel() - ref.ravel() for r in runs]
        at = sample_positions(name, ref.size)
        norm = max(np.linalg.norm(d) for d in delta)
        total = max([norm] + [abs(d.sum()) for d in delta])
        elem = max(
            max(np.quantile(np.abs(d), 0.9999, method="higher"), np.abs(d[at]).max()) for d in delta
        )
        self.put(
            f"{group}/{name}",
            np.concatenate([[np.linalg.norm(ref), ref.sum(), norm, total, elem], ref[at]]),
        )
        size = np.linalg.norm(ref if start is None else ref - start.ravel())
        return norm / size if size else 0.0


def make(net):
    name = net.__name__
    print(name)
    ref, f32 = Built(net, "float64"), Built(net, "float32")
    shape, classes = ref.model.input.shape[1:], ref.model.outputs[0].shape[-1]
    rec, rng = Record(), np.random.default_rng(1)
    ref.calibrate(formula_images(f"{name}.x.infer", N_INFER, *shape))
    f32.formula = ref.formula
    for p, offset_scale in ref.formula.items():
        rec.put(f"formula/{p}", offset_scale)

    def repeat(f):
        """f(rng, order) of the float32 net: other orders of summation, other last digits."""
        return [f(rng) for _ in range(RUNS)]

    x = formula_images(f"{name}.x.infer", N_INFER, *shape)
    ref.set_weights()
    start = {k: v.numpy() for k, v in ref.vars.items()}

    def infer(r):
        f32.set_weights(r)
        return softmax(f32.forward(tf.constant(x, "float32"), False)[0].numpy())

    rec.value(
        "infer", softmax(ref.forward(tf.constant(x, "float64"), False)[0].numpy()), repeat(infer)
    )

    ref.set_weights()
    f32.set_weights()
    margin, seed, x = clear_seed(f"{name}.x.grad", ref, f32, N_GRAD, MAX_SEEDS)
    print(f"  grad: seed {seed}: kinks at least {margin:.1f} rms rounding errors away")
    rec.put("grad.seed", [seed])
    labels = formula_labels(f"{name}.label.grad", N_GRAD, classes)

    def grad(r):
        f32.set_weights(r)
        order = r.permutation(N_GRAD)
        loss, grads = f32.grad(tf.constant(x[order], "float32"), labels[order])
        return float(loss), [g.numpy().astype(np.float64) for g in grads]

    runs = repeat(grad)
    ref.set_weights()
    loss, grads = ref.grad(tf.constant(x, "float64"), labels)
    rec.value("grad.loss", [float(loss)], [np.array([r[0]]) for r in runs])
    worst = max(
        rec.tensor("grad", p, g.numpy(), [r[1][i] for r in runs])
        for i, (p, g) in enumerate(zip(ref.trainable, grads))
    )
    print(f"  grad: loss {float(loss):.4f}, worst relative noise {worst:.1e}")

    for kind, keras_class, options in (
        ("adam", keras.optimizers.Adam, {"beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7}),
        ("sgd", keras.optimizers.SGD, {"momentum": 0.9}),
    ):
        optimizer = (keras_class, float(np.float32(NETS[net][kind])), options)
        seeds, batches = clear_batches(
            name, kind, optimizer, ref, f32, *(NETS[net][k] for k in ("steps", "n", "seeds"))
        )
        losses, params = ref.train(optimizer, batches)
        runs = repeat(lambda r: f32.train(optimizer, batches, r))
        rec.put(f"{kind}.rate", [optimizer[1]])
        rec.put(f"{kind}.n", [NETS[net]["n"]])
        rec.put(f"{kind}.seeds", seeds)
        rec.put(f"{kind}.loss", losses)
        rec.put(
            f"{kind}.loss.noise",
            np.maximum.accumulate(np.max([np.abs(r[0] - losses) for r in runs], 0)),
        )
        noise = [
            (rec.tensor(kind, p, w, [r[1][p] for r in runs], start[p]), p)
            for p, w in params.items()
        ]
        print(
            f"  {kind}: loss {losses[0]:.4f} -> {losses[-1]:.4f}, noise of a parameter relative to its movement: "
            f"median {np.median([a for a, _ in noise]):.1e}, worst {max(noise)[0]:.1e} ({max(noise)[1]})"
        )
        print("    loss noise", rec.out[f"{kind}.loss.noise"][[0, 4, -1]])
    path = HERE / f"{name}.safetensors"
    save_file(rec.out, path)
    print(f"  {path.name}: {path.stat().st_size / 1024:.0f} KiB")


if __name__ == "__main__":
    for net in reversed(NETS):
        if len(sys.argv) == 1 or net.__name__ in sys.argv[1:]:
            make(net)
