"""Keras models with layers, operators and functions that people use beside the usual ones, for
tests/cli/import_edges.sh; what Keras makes of x.npy beside those that are right.
    python3 make_keras.py 3        (needs keras, tensorflow)
    python3 make_keras.py 2        (needs tf_keras, tensorflow)"""

import sys

import numpy as np

rng = np.random.default_rng(21)
x = np.load("x.npy")
if sys.argv[1] == "2":
    import tensorflow as tf
    import tf_keras as keras
else:
    import keras
    from keras import ops
layers = keras.layers
BOTH = layers.Concatenate


def save(name, model, right=True):
    for w in model.weights if "normal" not in name else []:
        far = rng.uniform(0.5, 1.5, w.shape)
        w.assign(far if "var" in w.name else rng.normal(0, 0.5, w.shape))
    model.save(name)
    if right:
        y = model.predict(x, verbose=0)
        flat = [v.reshape(len(x), -1) for v in (y if isinstance(y, list) else [y])]
        np.save(name.rsplit(".", 1)[0] + ".npy", np.concatenate(flat, 1).astype(np.float32))


def maps(i):
    v = layers.Conv2DTranspose(3, 3, strides=2, padding="same", output_padding=1)(i)
    v = layers.Resizing(6, 5)(v)
    v = layers.Conv2DTranspose(2, 2, strides=3, output_padding=(1, 2))(v)
    v = layers.Resizing(9, 9, interpolation="nearest")(v)
    v = layers.CenterCrop(5, 4)(v)
    v = layers.SpectralNormalization(layers.Conv2D(4, 2))(v)
    v = layers.RMSNormalization()(v)
    return layers.ReLU(max_value=0.75, negative_slope=0.125)(v)


def normal(i):
    sides = layers.Normalization(axis=(1, 3))
    sides.adapt(x)
    return sides(layers.Normalization(axis=None, mean=0.5, variance=2.0)(i))


def vectors(i):
    v = layers.Reshape((4, 12))(i)
    v = layers.TimeDistributed(layers.Dense(5, activation="tanh"))(v)
    v = layers.EinsumDense("abc,cde->abde", output_shape=(None, 2, 3), bias_axes="de")(v)
    v = layers.TimeDistributed(layers.Flatten())(v)
    v = layers.UnitNormalization()(v)
    v = layers.UnitNormalization()(layers.GlobalAveragePooling1D()(v))
    a = layers.Flatten()(layers.RepeatVector(3)(layers.Dense(4)(v)))
    b = layers.Dense(12)(v)
    return [a, layers.Dot(axes=1)([a, b]), layers.Dot(axes=-1, normalize=True)([a, b])]


def activations(i):
    v = layers.Flatten()(i)
    words = "log_sigmoid hard_tanh tanh_shrink soft_shrink squareplus".split()
    outs = [layers.Dense(3, activation=a)(v) for a in words]
    outs += [ops.elu(v, alpha=0.5), ops.celu(v, alpha=2.0), ops.soft_shrink(v, 0.25)]
    outs += [ops.leaky_relu(v, 0.1), ops.hard_tanh(v), 3 / (ops.exp(v) + 1)]
    return BOTH()(outs)


def tensors(i):
    a, b, c = ops.split(i, 3, axis=-1)
    v = ops.stack([a, b, c, a], axis=1)
    v = ops.reshape(v, (-1, 8, 8))
    v = ops.expand_dims(ops.squeeze(ops.expand_dims(v, 1)), -1)
    v = ops.repeat(v, 2, axis=1)
    v = ops.tile(v, [1, 1, 1, 2])
    v = ops.flip(ops.roll(v, 3, axis=1), axis=2)
    v = ops.pad(v, [[0, 0], [1, 0], [0, 2], [0, 0]], constant_values=1.5)
    v = ops.swapaxes(v, 1, 2)
    v = ops.moveaxis(v, 3, 1)
    v, w = ops.split(v, [3], axis=2)
    v = ops.max_pool(ops.normalize(v, axis=2), (1, 2), padding="valid")
    return [v, ops.log_softmax(w, axis=1), ops.log1p(ops.std(w, axis=[1, 2]))]


def sums(i):
    v = ops.average_pool(i, 2, strides=1, padding="same")
    v = ops.image.resize(v, (6, 5))
    v = ops.divide(ops.expm1(v), 2.0)
    v = ops.sum(ops.multiply(v, v), axis=-1)
    p, q, *_ = ops.unstack(v, axis=1)
    return ops.concatenate([ops.var(v, axis=1), p - q], axis=1)


def arrays(i):
    n = np.float32([[1, 2, 3], [4, 5, 6], [-1, 0.5, 0.25], [2, 1, -3]])
    v = ops.subtract(n[0], i + n) * n[2]
    v = ops.minimum(ops.maximum(ops.divide(v, n[1]), n[3] / 8), n[0])
    v = layers.Softmax(axis=[1, 2])(v - n[:1])
    return ops.divide(n[1], v + n[0])


def casts(i):
    v = ops.glu(ops.cast(i, "float64"), axis=1)
    v = ops.cast(ops.stop_gradient(v), "float32")
    return ops.glu(layers.Dense(6)(ops.copy(v)))


def functions(i):
    v = tf.concat([i[..., :2], 1 - i[..., 1:]], 1)
    v = tf.nn.leaky_relu(tf.nn.softmax(v, axis=1) - 0.1)
    a, b = tf.split(v, [3, 5], 1)
    a = tf.reshape(tf.transpose(a, [0, 3, 1, 2]), [-1, 6, 4, 1])
    b = tf.pad(tf.math.l2_normalize(b, -1), [[0, 0], [1, 0], [0, 0], [0, 0]])
    v = tf.concat([tf.tile(a, [1, 1, 1, 2]), b], -1)
    v = tf.nn.depth_to_space(v, 2)
    v = tf.clip_by_value(tf.image.resize(v, [5, 7]), -0.25, 0.5)
    w = tf.reduce_max(tf.abs(tf.squeeze(v, 3)), axis=1)
    return [tf.reduce_mean(v, axis=[1, 2]), tf.nn.gelu(tf.stack([w, 2.0 - w], 1))]


def refused(i):
    v = layers.Lambda(lambda t: t * 2, name="doubled")(i)
    v = layers.TimeDistributed(layers.Conv1D(3, 2), name="frames")(v)
    v = layers.EinsumDense("abcd,bde->abce", output_shape=(4, 3, 5), name="mixing")(v)
    v = layers.Resizing(3, 3, antialias=True, name="smooth")(v)
    return layers.ReLU(threshold=0.5, name="step")(v)


def model(f):
    i = keras.Input((4, 4, 3))
    return keras.Model(i, f(i))


if sys.argv[1] == "2":
    save("k2_functions.h5", model(functions))
    i = keras.Input((4, 4, 3))
    save("k2_unknown.h5", keras.Model(i, tf.math.cumsum(i, axis=1)), False)
else:
    for f in (maps, vectors, activations, tensors, sums, normal, arrays, casts):
        save(f"kl_{f.__name__}.keras", model(f))
    save("kl_refused.keras", model(refused), False)
