"""Further small models for tests/cli/import_edges.sh: what exporters write for common code, which
netc reads as the layer that was meant, with what the framework makes of x.npy beside each.
    python3 make_idioms.py        (needs onnx, onnxruntime, tf_keras)"""

import numpy as np
import onnx
import onnxruntime
import tf_keras
from onnx import TensorProto, helper

rng = np.random.default_rng(16)
x = np.load("x.npy")
F, I = TensorProto.FLOAT, TensorProto.INT64


def node(op, inputs, outputs, **attributes):
    return helper.make_node(op, inputs.split(), outputs.split(), **attributes)


def const(name, values):
    v = np.asarray(values)
    return helper.make_tensor(name, F if v.dtype.kind == "f" else I, v.shape, v.ravel())


def weights(name, *shape):
    return const(name, rng.normal(size=shape).astype(np.float32))


def flat(y):
    y = y.transpose(0, 2, 3, 1) if y.ndim == 4 else y
    return np.ascontiguousarray(y.astype(np.float32))


def model(name, nodes, constants, outputs=("y",), inputs=("x",), opset=18, samples="N"):
    """x: (N,3,4,4). Further inputs: (N,5), of numbers behind x.npy's in NAME_x.npy."""
    shapes = {"x": (samples, 3, 4, 4), "z": ("N", 5)}
    graph = helper.make_graph(
        nodes,
        name,
        [helper.make_tensor_value_info(i, F, shapes[i]) for i in inputs],
        [helper.make_tensor_value_info(o, F, None) for o in outputs],
        constants,
    )
    m = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)
    onnx.save(m, f"{name}.onnx")
    feed = {"x": np.ascontiguousarray(x.transpose(0, 3, 1, 2))}
    if len(inputs) > 1:
        feed["z"] = rng.normal(size=(2, 5)).astype(np.float32)
        np.save(f"{name}.in.npy", np.concatenate([x.reshape(2, -1), feed["z"]], 1))
    session = onnxruntime.InferenceSession(f"{name}.onnx")
    each = [feed] if samples == "N" else [{"x": feed["x"][i : i + 1]} for i in range(2)]
    y = [np.concatenate(v) for v in zip(*[session.run(None, f) for f in each])]
    y = [flat(v) for v in y]
    joined = np.concatenate([v.reshape(2, -1) for v in y], 1)
    np.save(f"{name}.npy", y[0] if len(y) == 1 else joined)


conv = node("Conv", "x k", "c", kernel_shape=[3, 3], pads=[1, 1, 1, 1])
k4 = weights("k", 4, 3, 3, 3)

# x * y.expand_as(x)
model(
    "expand_as",
    [
        conv,
        node("GlobalAveragePool", "c", "g"),
        node("Sigmoid", "g", "s"),
        node("Shape", "c", "size"),
        node("Expand", "s size", "e"),
        node("Mul", "c e", "y"),
    ],
    [k4],
)
# channels of zeros around a shortcut
model(
    "zero_channels",
    [
        node("Conv", "x k", "c", kernel_shape=[1, 1]),
        node("Pad", "x p", "q"),
        node("Add", "c q", "y"),
    ],
    [weights("k", 7, 3, 1, 1), const("p", [0, 2, 0, 0, 0, 2, 0, 0])],
)
# channels dealt out, then halved
model(
    "dealt_channels",
    [
        conv,
        node("Reshape", "c five", "r"),
        node("Transpose", "r", "t", perm=[0, 2, 1, 3, 4]),
        node("Reshape", "t four", "u"),
        node("Split", "u", "a b", axis=1, num_outputs=2),
        node("Sub", "a b", "y"),
    ],
    [k4, const("five", [0, 2, 2, 4, 4]), const("four", [0, 4, 4, 4])],
)
# one group of all channels, by an instance normalisation
model(
    "one_group",
    [
        conv,
        node("Reshape", "c rows", "r"),
        node("InstanceNormalization", "r one zero", "n"),
        node("Reshape", "n back", "u"),
        node("Mul", "u gamma", "v"),
        node("Add", "v beta", "y"),
    ],
    [
        k4,
        const("rows", [0, 1, -1]),
        const("one", np.float32([1])),
        const("zero", np.float32([0])),
        const("back", [0, 4, 4, 4]),
        weights("gamma", 4, 1, 1),
        weights("beta", 4, 1, 1),
    ],
)
# softplus of large values as these, leaky and maximum as choices, a mask
model(
    "choices",
    [
        conv,
        node("Mul", "c two", "u"),
        node("Softplus", "u", "sp"),
        node("Div", "sp two", "sq"),
        node("Greater", "u twenty", "big"),
        node("Where", "big c sq", "a"),
        node("Mul", "a tenth", "low"),
        node("Greater", "a zero", "above"),
        node("Where", "above a low", "b"),
        node("LessOrEqual", "b half", "under"),
        node("Where", "under half b", "d"),
        node("Where", "mask d zero", "y"),
    ],
    [
        k4,
        const("two", np.float32(2)),
        const("twenty", np.float32(20)),
        const("tenth", np.float32(0.1)),
        const("zero", np.float32(0)),
        const("half", np.float32(0.5)),
        helper.make_tensor("mask", TensorProto.BOOL, (1, 1, 4, 4), [i % 3 > 0 for i in range(16)]),
    ],
)
# a map of places beside the picture
model(
    "places",
    [node("Concat", "x rows columns", "c", axis=1), node("Conv", "c k", "y", kernel_shape=[3, 3])],
    [weights("k", 2, 5, 3, 3), weights("rows", 1, 1, 4, 4), weights("columns", 1, 1, 4, 4)],
    samples=1,
)
# a kernel that is computed: a direction times a length
model(
    "weight_norm",
    [
        node("ReduceL2", "v axes", "n", keepdims=1),
        node("Div", "v n", "d"),
        node("Mul", "d g", "k"),
        node("Conv", "x k", "y", kernel_shape=[3, 3]),
    ],
    [weights("v", 4, 3, 3, 3), weights("g", 4, 1, 1, 1), const("axes", [1, 2, 3])],
)
# mixing the pixels, in the place of a map
model(
    "mixed_pixels",
    [
        node("Reshape", "x rows", "r"),
        node("MatMul", "r m", "d"),
        node("Reshape", "d map", "u"),
        node("MaxPool", "x", "p", kernel_shape=[1, 1]),
        node("Add", "p u", "y"),
    ],
    [weights("m", 16, 16), const("rows", [0, 3, 16]), const("map", [0, 3, 4, 4])],
)
# two outputs, two inputs
model(
    "two_ends",
    [conv, node("GlobalMaxPool", "c", "g"), node("Flatten", "g", "y"), node("Relu", "c", "w")],
    [k4],
    outputs=("y", "w"),
)
model(
    "two_begins",
    [
        conv,
        node("GlobalMaxPool", "c", "g"),
        node("Flatten", "g", "f"),
        node("Concat", "f z", "h", axis=1),
        node("Gemm", "h m", "y"),
    ],
    [k4, weights("m", 9, 3)],
    inputs=("x", "z"),
)


def keras2(name, m):
    for w in m.weights:
        w.assign(rng.normal(0.0, 0.4, w.shape))
    m.save(f"{name}.h5")
    np.save(f"{name}.npy", m.predict(x, verbose=0))


# Keras 2 counts a model within a model from 1; shared layers; what only training does
L = tf_keras.layers
i = L.Input((4, 4, 3))
part = tf_keras.Model(i, L.Activation("tanh")(L.Conv2D(3, 3, padding="same")(i)), name="part")
head = tf_keras.Sequential([L.Dense(3, activation="relu"), L.Dense(3)], name="head")
j = L.Input((4, 4, 3))
y = part(part(L.RandomFlip()(L.GaussianNoise(0.1)(j))))
y = L.Add()([y, part(j)])
y = L.GlobalAveragePooling2D()(y)
keras2("k2_nested", tf_keras.Model(j, L.Concatenate()([head(y), head(head(y))])))

# an archive of Keras 2: its hard sigmoid is steeper than that of Keras 3
m = tf_keras.Sequential([L.Input((4, 4, 3)), L.Conv2D(2, 3, activation="hard_sigmoid")])
for w in m.weights:
    w.assign(rng.normal(0.0, 1.0, w.shape))
m.save("k2_hard.keras")
np.save("k2_hard.npy", m.predict(x, verbose=0))
