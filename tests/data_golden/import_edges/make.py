"""Small ONNX and Keras models at the edges of what netc imports, for tests/cli/import_edges.sh: those
that are right have what their framework makes of x.npy beside them, the others are to be refused.
    python3 make.py        (needs keras, onnx, onnxruntime)"""

import os

os.environ["KERAS_BACKEND"] = "torch"
import keras
import numpy as np
import onnx
import onnxruntime
from keras import layers, ops
from onnx import TensorProto, helper

rng = np.random.default_rng(15)
x = rng.normal(size=(2, 4, 4, 3)).astype(np.float32)
np.save("x.npy", x)
F, I = TensorProto.FLOAT, TensorProto.INT64


def node(op, inputs, outputs="y", **attributes):
    return helper.make_node(op, inputs.split(" "), outputs.split(), **attributes)


def const(name, values, kind=None):
    v = np.asarray(values)
    return helper.make_tensor(name, kind or (F if v.dtype.kind == "f" else I), v.shape, v.ravel())


def model(
    name,
    nodes,
    constants=(),
    shape=("N", 3, 4, 4),
    opset=18,
    right=True,
    turned=True,
    pools=True,
    more=False,
):
    """Behind a pooling of single pixels, so that netc takes maps with their channels last.
    right: its output goes beside it, with the channels last where it has four axes and is `turned`
    """
    pool = helper.make_node("MaxPool", ["in"], ["x"], kernel_shape=[1, 1])
    nodes = [pool if pools else node("Identity", "in", "x")] + list(nodes)
    graph = helper.make_graph(
        nodes,
        name,
        [helper.make_tensor_value_info("in", F, shape)],
        [helper.make_tensor_value_info("y", F, None)],
        list(constants),
    )
    opsets = [helper.make_opsetid("", opset), helper.make_opsetid("ai.onnx.ml", 3)]
    m = helper.make_model(graph, opset_imports=opsets[: 1 + more], ir_version=8)
    onnx.save(m, f"{name}.onnx")
    if right:
        options = onnxruntime.SessionOptions()
        if more:  # else it multiplies in 8-bit integers
            options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        session = onnxruntime.InferenceSession(f"{name}.onnx", options)
        feed = x.reshape(2, *shape[2:], shape[1]) if len(shape) > 2 else x.reshape(2, -1)
        if feed.shape != x.shape and (more or len(shape) > 2):
            np.save(f"{name}.in.npy", feed)
        feed = np.moveaxis(feed, -1, 1)
        rows = [feed] if isinstance(shape[0], str) or shape[0] == 2 else [feed[:1], feed[1:]]
        y = np.concatenate([session.run(None, {"in": np.ascontiguousarray(r)})[0] for r in rows])
        y = y.transpose(0, 2, 3, 1) if y.ndim == 4 and turned else y
        np.save(f"{name}.npy", np.ascontiguousarray(y.astype(np.float32)))


conv = rng.normal(size=(4, 3, 3, 3)).astype(np.float32)
up = rng.normal(size=(3, 2, 3, 3)).astype(np.float32)
big = const("big", np.float32(100))

# ---- right ----
long = np.random.default_rng(16).normal(size=(4, 3, 5, 3)).astype(np.float32)
left = np.random.default_rng(17).normal(size=(5, 4)).astype(np.float32)
model(  # a matrix before its value multiplies along the rows
    "from_left",
    [
        node("MatMul", "l x", "a"),
        node("Relu", "a", "b"),
        node("Transpose", "l", "r", perm=[1, 0]),
        node("MatMul", "r b", "c"),
        node("Add", "c x"),
    ],
    [const("l", left)],
    turned=False,
)
model(
    "from_left_each",
    [node("MatMul", "l x")],
    [const("l", np.stack([left] * 3))],
    right=False,
)
model(  # longer than the map but for the padding behind it
    "one_place",
    [node("Conv", "x w", strides=[2, 2], pads=[0, 0, 1, 0])],
    [const("w", long)],
)
model(
    "scaled_features",
    [
        helper.make_node(
            "Scaler", ["x"], ["s"], domain="ai.onnx.ml", offset=[0.5] * 48, scale=[2.0] * 48
        ),
        node("Shrink", "s", "t", lambd=0.25, bias=0.25),
        node("DequantizeLinear", "q f z", "w", axis=1),
        node("MatMul", "t w", "a"),
        node("MatMul", "a v"),
    ],
    [
        const("q", np.arange(96).reshape(48, 2) - 48, TensorProto.INT8),
        const("f", np.float32([0.01, 0.02])),
        const("z", np.array([3, -1]), TensorProto.INT8),
        const("v", np.float32([0.5, -2])),
    ],
    ("N", 48),
    pools=False,
    more=True,
)
model(
    "second_part",
    [node("Split", "x", "s t", axis=1), node("Conv", "t w", "c"), node("Concat", "s c", axis=1)],
    [const("w", conv[:2, :1, :1, :1])],
    ("N", 2, 4, 6),
    13,
    pools=False,
)
model(
    "mean_of_map",
    [node("ReduceMean", "x a", "m"), node("Sigmoid", "m", "s"), node("Mul", "x s")],
    [const("a", [-2, -1])],
    pools=False,
)
model(
    "sequence",
    [
        node("Conv", "x w", "c"),
        node("Resize", "c  s", "r", mode="nearest", nearest_mode="floor"),
        node("Resize", "r  z", "t", mode="linear"),
        node("Flatten", "t"),
    ],
    [
        const("w", conv[:, :, 0, :2]),
        const("s", np.float32([1, 1, 2])),
        const("z", np.float32([1, 1, 1.5])),
    ],
    ("N", 3, 16),
    pools=False,
)
model(
    "limited_numbers",
    [node("Clip", "k l", "c"), node("Clip", "c  h", "d"), node("Mul", "x d")],
    [
        const("k", conv[:3, :1, 0, 0].reshape(1, 3, 1, 1)),
        const("l", np.float32(-0.25)),
        const("h", np.float32(0.5)),
    ],
)
model(
    "backwards",
    [node("Slice", "x s e a b")],
    [
        const("s", [-1, 9, 2]),
        const("e", [-99, 0, -9]),
        const("a", [1, 2, 3]),
        const("b", [-1, -2, -1]),
    ],
)
model(
    "any_elements",
    [node("Gather", "x i", "t", axis=1), node("Gather", "t k", axis=3)],
    [const("i", [2, 0, -2, 1, 1]), const("k", [3, 2, 0])],
    turned=False,
)
model(
    "one_sample",
    [node("Reshape", "x r", "t"), node("Gather", "t i", axis=0)],
    [const("r", [-1]), const("i", np.arange(48).reshape(1, 12, 4))],
    shape=(1, 3, 4, 4),
    turned=False,
)
# What is far in front of the first convolution takes channels first, too.
model(
    "spatial_gate",
    [
        node("ReduceMean", "x a", "m"),
        node("ReduceMax", "x a", "n"),
        node("Concat", "m n", "mn", axis=1),
        node("Conv", "mn w", "g", pads=[1, 1, 1, 1]),
        node("Mul", "x g"),
    ],
    [const("a", [1]), const("w", conv[:1, :2])],
    pools=False,
)
model(
    "turned_channels",
    [
        node("Transpose", "x", "t", perm=[1, 0, 2, 3]),
        node("GatherND", "t i", "g"),
        node("Transpose", "g", "u", perm=[1, 0, 2, 3]),
        node("Conv", "u w"),
    ],
    [const("i", [[2], [1], [0]]), const("w", conv)],
    pools=False,
)
model("tiled", [node("Tile", "x r")], [const("r", [1, 2, 1, 3])], turned=False)
model(
    "log_sum_exp",
    [node("Mul", "x big", "t"), node("ReduceLogSumExp", "t axes", keepdims=0)],
    [big, const("axes", [1])],
)
model(
    "one_value",
    [node("ReduceMean", "x axes", "t"), node("Softmax", "t", axis=1)],
    [const("axes", [1])],
)
model(
    "expand",
    [node("ReduceMean", "x axes", "t"), node("Expand", "t s")],
    [const("axes", [2, 3]), const("s", [1, 1, 4, 4])],
    turned=False,
)
model(
    "expand_shape",
    [node("ReduceMean", "x axes", "t"), node("Shape", "x", "s"), node("Expand", "t s")],
    [const("axes", [1])],
)
model(
    "corners",
    (
        [node("Resize", "x  s", mode="linear", coordinate_transformation_mode="align_corners")]
        if 0
        else [
            helper.make_node(
                "Resize",
                ["x", "", "s"],
                ["y"],
                mode="linear",
                coordinate_transformation_mode="align_corners",
            )
        ]
    ),
    [const("s", np.array([1, 1, 1.3, 1.4], np.float32))],
)
model(
    "sizes",
    [helper.make_node("Resize", ["x", "", "", "s"], ["y"], mode="nearest")],
    [const("s", [2, 3, 8, 8])],
    shape=(2, 3, 4, 4),
)
model(
    "resize_axes",
    [helper.make_node("Resize", ["x", "", "s"], ["y"], mode="nearest", axes=[2, 3])],
    [const("s", np.array([2, 2], np.float32))],
)
model("lower", [node("ConvTranspose", "x w", auto_pad="SAME_LOWER")], [const("w", up)])
model(
    "pad_alone",
    [helper.make_node("Pad", ["x", "p"], ["y"])],
    [const("p", [0, 0, 1, 2, 0, 0, 0, 1])],
)
model(
    "pad_channels",
    [helper.make_node("Pad", ["x", "p"], ["y"])],
    [const("p", [0, 1, 0, 0, 0, 2, 0, 0])],
    turned=False,
)
model("rows", [node("Reshape", "x s")], [const("s", [-1, 16])])
model(
    "flat_shape",
    [
        node("Shape", "x", "n"),
        node("Gather", "n zero", "b"),
        node("Unsqueeze", "b zeros", "c"),
        helper.make_node("Concat", ["c", "m"], ["s"], axis=0),
        node("Reshape", "x s"),
    ],
    [const("zero", np.int64(0)), const("zeros", [0]), const("m", [-1])],
)

# ---- refused ----
model(
    "quantized",
    [node("QuantizeLinear", "x s z", "q"), node("DequantizeLinear", "q s z")],
    [const("s", np.float32(0.1)), const("z", np.array(3), TensorProto.INT8)],
    right=False,
)
model("open_lengths", [node("Abs", "x")], shape=("N", None, "rows", 4), right=False)
model(
    "size", [node("Size", "x", "n"), node("Cast", "n", "f", to=1), node("Div", "x f")], right=False
)
model(
    "shape0",
    [
        node("Shape", "x", "n"),
        node("Gather", "n zero", "b"),
        node("Cast", "b", "f", to=1),
        node("Div", "x f"),
    ],
    [const("zero", np.int64(0))],
    right=False,
)
model("all_axes", [node("ReduceMean", "x", keepdims=1)], right=False)
model("axis0", [node("ReduceMean", "x axes")], [const("axes", [0])], right=False)
model(
    "rows_mean",
    [node("Reshape", "x s", "t"), node("ReduceMean", "t axes")],
    [const("s", [-1, 16]), const("axes", [0])],
    right=False,
)
model(
    "across",
    [node("ReduceMean", "x axes", "t", keepdims=0), node("Mul", "x t")],
    [const("axes", [2, 3])],
    shape=("N", 1, 4, 4),
    right=False,
)
model("joined", [node("Reshape", "x s")], [const("s", [1, -1])], right=False)
model("three_pads", [node("Conv", "x w", pads=[1, 1, 1])], [const("w", conv)], right=False)
model("two_open", [node("Reshape", "x s")], [const("s", [-1, 4, -1])], right=False)
model("twice", [node("Relu", "x", "t"), node("Abs", "x", "t"), node("Exp", "t")], right=False)
model(
    "variance",
    [node("BatchNormalization", "x g b m v")],
    [
        const("g", np.ones(3, np.float32)),
        const("b", np.ones(3, np.float32)),
        const("m", np.ones(3, np.float32)),
        const("v", np.array([1, -2, 1], np.float32)),
    ],
    right=False,
)
model(
    "follow_on",
    [
        node("Sinh", "x", "a"),
        node("Conv", "x w", "c", pads=[1, 1, 1, 1], dilations=[1, 1, 1]),
        node("Reshape", "c s", "t"),
        node("Conv", "t w", "z"),
        node("Hardmax", "z", "z2"),
        helper.make_node("Concat", ["z2", "a"], ["y"], axis=1),
    ],
    [const("w", conv), const("s", [0, 7, 4, 4])],
    right=False,
)

# ---- Keras ----
KERAS = {
    "k_softmax": lambda v: layers.Softmax(axis=1)(v),
    "k_negative": lambda v: -v,
    "k_square": lambda v: ops.square(v),
    "k_power": lambda v: v**3,
    "k_clip": lambda v: ops.clip(v, -0.5, 0.7),
    "k_slice": lambda v: v[:, 1:3, 0, ::2],
    "k_ellipsis": lambda v: v[..., 1:],
    "k_mean": lambda v: ops.mean(v, axis=(1, 2), keepdims=True),
    "k_relu6": lambda v: layers.Activation(layers.ReLU(max_value=0.5))(v),
}
for name, f in KERAS.items():
    i = keras.Input((4, 4, 3))
    m = keras.Model(i, f(i))
    m.save(f"{name}.keras")
    np.save(f"{name}.npy", np.ascontiguousarray(m(x).detach().cpu().numpy()))
keras.utils.set_random_seed(1)
m = keras.Sequential(
    [
        keras.Input((4, 4, 3)),
        layers.Conv2D(4, 3, activation="relu"),
        layers.Flatten(),
        layers.Dense(5),
    ]
)
open("k.json", "w").write(m.to_json())
m.save("k.h5")
