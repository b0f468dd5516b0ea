"""Weights, inputs and labels of golden values, by the formula that formula.h states in C."""

import numpy as np

# ---- the formula: GOLDEN-FORMULA, the same as formula.h ----
U = np.uint64
STEP = 0x9E3779B97F4A7C15
MASK = (1 << 64) - 1


def mix(z):
    z = (z ^ (z >> U(30))) * U(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> U(27))) * U(0x94D049BB133111EB)
    return z ^ (z >> U(31))


def stream(name):
    h = 0xCBF29CE484222325
    for b in name.encode():
        h = ((h ^ b) * 0x100000001B3) & MASK
    return h


def word(s, i):
    return mix(U(s) + (i.astype(U) + U(1)) * U(STEP))


def int16(s, i):
    return (word(s, i) >> U(48)).astype(np.int64) - 32768


def formula_weights(name, offset, scale, shape):
    return (offset + scale * int16(stream(name), np.arange(np.prod(shape)))).reshape(shape)
