#!/usr/bin/env python3
"""Writes what tests/unit/test_steps.c compares: steps/CASE.net and steps.safetensors, the parameters
of small nets after 20 optimizer steps of Keras or PyTorch.

Run by hand: python3 tests/golden/make_steps.py   (Keras 3 with TensorFlow, PyTorch, safetensors)

Each net is computed by Keras in float64 (the reference) and in float32 from starting weights that
are moved by half a unit in the last place (how far rounding moves each parameter: its tolerance).
Weights, inputs and labels come from formula.h."""

import os
import pathlib

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import numpy as np
import tensorflow as tf
import torch
from make_golden import formula_weights, stream, word
from safetensors.numpy import save_file

HERE = pathlib.Path(__file__).parent
STEPS, BATCH, BATCHES, RUNS, GROWTH = 20, 8, 4, 8, 8
SCALE = 2.0**-17  # of the formula of weights: a quarter of the int16's range


def layers():
    """input 5x4x3 -> conv 5 3x3 tanh -> flatten -> dense 4 softmax"""
    return [
        keras.Input((5, 4, 3)),
        keras.layers.Conv2D(5, 3, padding="same", activation="tanh"),
        keras.layers.Flatten(),
        keras.layers.Dense(4, activation="softmax"),
    ]


NET = """net %s {
    input 5x4x3
    conv 5 3x3 tanh
    flatten
    dense 4 softmax
}
"""


def sparse(y, label):
    return tf.reduce_mean(keras.losses.sparse_categorical_crossentropy(label, y))


class ByKeras:
    def __init__(self, make, exclude=None, **options):
        self.make, self.exclude, self.options = make, exclude, options

    def start(self, model):
        self.opt = self.make(**self.options)
        if self.exclude:
            self.opt.exclude_from_weight_decay(
                var_list=[model.trainable_variables[i] for i in self.exclude]
            )
        self.opt.build(model.trainable_variables)

    def step(self, model, grads):
        self.opt.apply(grads, model.trainable_variables)


class ByTorch:
    """make(parameters) -> optimizer"""

    def __init__(self, make):
        self.make = make

    def start(self, model):
        self.p = [torch.tensor(v.numpy()) for v in model.trainable_variables]
        self.opt = self.make(self.p)

    def step(self, model, grads):
        for p, g in zip(self.p, grads):
            p.grad = torch.tensor(g.numpy())
        self.opt.step()
        for p, v in zip(self.p, model.trainable_variables):
            v.assign(p.detach().numpy())


class Lookahead:
    """Algorithm 1 of M. Zhang et al., Lookahead Optimizer: k Steps Forward, 1 Step Back, 2019."""

    def __init__(self, inner, every, share):
        self.inner, self.every, self.share = inner, every, share

    def start(self, model):
        self.inner.start(model)
        self.slow = [v.numpy().copy() for v in model.trainable_variables]
        self.done = 0

    def step(self, model, grads):
        self.inner.step(model, grads)
        self.done += 1
        if self.done % self.every == 0:
            for i, v in enumerate(model.trainable_variables):
                self.slow[i] += self.share * (v.numpy() - self.slow[i])
                v.assign(self.slow[i])


O = keras.optimizers
CASES = {
    "lion": ("optimizer lion rate=0.002", ByKeras(O.Lion, learning_rate=0.002)),
    "lion_all": (
        "optimizer lion rate=0.003 beta1=0.5 beta2=0.9 decay=0.05",
        ByKeras(
            O.Lion, exclude=[1, 3], learning_rate=0.003, beta_1=0.5, beta_2=0.9, weight_decay=0.05
        ),
    ),
    "lamb": ("optimizer lamb rate=0.01", ByKeras(O.Lamb, learning_rate=0.01)),
    "lamb_all": (
        "optimizer lamb rate=0.01 beta1=0.8 beta2=0.99 eps=0.001 decay=0.1 clip=0.05",
        ByKeras(
            O.Lamb,
            exclude=[1, 3],
            learning_rate=0.01,
            beta_1=0.8,
            beta_2=0.99,
            epsilon=1e-3,
            weight_decay=0.1,
            clipvalue=0.05,
        ),
    ),
    "lookahead_adam": (
        "optimizer adam rate=0.01\n    lookahead 6",
        Lookahead(ByKeras(O.Adam, learning_rate=0.01), 6, 0.5),
    ),
    "lookahead_sgd": (
        "optimizer sgd rate=0.1 momentum=0.9\n    lookahead 4 share=0.8",
        Lookahead(ByKeras(O.SGD, learning_rate=0.1, momentum=0.9), 4, 0.8),
    ),
    # every parameter decays, as in Keras and PyTorch unless told otherwise
    "decay_every": (
        'optimizer adamw rate=0.01 decay=0.02\n    decay "*" 0.02',
        ByKeras(O.AdamW, learning_rate=0.01, weight_decay=0.02),
    ),
    # groups of parameters: the layer dense_1, one bias, and the rest
    "decay_groups": (
        "optimizer sgd rate=0.1 decay=0.1\n    decay dense_1 0.3\n    decay conv_1.bias 0.2",
        ByTorch(
            lambda p: torch.optim.SGD(
                [
                    {"params": [p[0]]},
                    {"params": [p[1]], "weight_decay": 0.2},
                    {"params": [p[2]], "weight_decay": 0.3},
                    {"params": [p[3]], "weight_decay": 0.0},
                ],
                lr=0.1,
                weight_decay=0.1,
            )
        ),
    ),
}


def start(case, model, dtype, run):
    """Starting weights: exactly those of the formula, or moved by up to half a unit in the last
    place."""
    rng = np.random.default_rng(run)
    for i, v in enumerate(model.trainable_variables):
        w = formula_weights(f"{case}.{i}", 0.0, SCALE, tuple(v.shape))
        if run:
            w = w * (1 + rng.uniform(-1, 1, w.shape) * 2.0**-24)
        v.assign(w.astype(dtype))


def train(case, by, dtype, run=0):
    keras.backend.set_floatx(dtype)
    model = keras.Sequential(layers())
    start(case, model, dtype, run)
    by.start(model)
    losses = []
    for s in range(STEPS):
        tag = f"{case}.{s % BATCHES}"
        x = formula_weights(f"{tag}.x", 0.0, 2.0**-15, (BATCH, 5, 4, 3)).astype(dtype)
        label = (word(stream(f"{tag}.label"), np.arange(BATCH)) % np.uint64(4)).astype(np.int64)
        with tf.GradientTape() as tape:
            loss = sparse(model(x), label)
        by.step(model, tape.gradient(loss, model.trainable_variables))
        losses.append(float(loss))
    return [np.array(losses)] + [v.numpy() for v in model.trainable_variables]


def main():
    data = {}
    for case, (section, by) in CASES.items():
        exact = train(case, by, "float64")
        noise = [0.0] * len(exact)
        for run in range(1, RUNS + 1):
            for i, v in enumerate(train(case, by, "float32", run)):
                noise[i] = max(noise[i], float(np.abs(v.astype(np.float64) - exact[i]).max()))
        noise = [max(n, max(noise[1:]) / 2) for n in noise]  # what moves one parameter moves others
        tol = [GROWTH * n + 2.0**-21 * float(np.abs(v).max()) for n, v in zip(noise, exact)]
        print(case, f"{exact[0][0]:.4f} -> {exact[0][-1]:.4f}", *(f"{t:.1e}" for t in tol))
        text = (
            NET % case + f"train {{\n    loss crossentropy\n    {section}\n    batch {BATCH}\n}}\n"
        )
        (HERE / "steps" / f"{case}.net").write_text(text)
        rate = float(section.split("rate=")[1].split()[0])
        data[f"{case}/rate"] = np.array([rate], np.float32)
        data[f"{case}/loss"] = exact[0].astype(np.float32)
        data[f"{case}/end"] = np.concatenate([v.ravel() for v in exact[1:]]).astype(np.float32)
        data[f"{case}/tol"] = np.array(tol, np.float32)
    save_file(data, HERE / "steps.safetensors")


if __name__ == "__main__":
    main()
