"""Keras models of one operator each, and what Keras makes of x.npy, for tests/cli/import.sh; and two
of ONNX:
    python3 make.py        (needs keras, onnx, onnxruntime)"""

import numpy as np
import keras
import onnx
import onnxruntime
from keras import layers, ops
from onnx import TensorProto, helper

rng = np.random.default_rng(3)
x = rng.normal(size=(2, 3, 4, 4)).astype(np.float32)
np.save("x.npy", x)
MODELS = {
    "number_first": lambda v: 2 - v,
    "gelu": lambda v: ops.gelu(v),
    "number_over": lambda v: 2 / v,
    "array": lambda v: v + np.array([1, 2, 3, 4], np.float32),
    "invert": lambda v: layers.Normalization(mean=2.0, variance=3.0, invert=True)(v),
    "flatten_first": lambda v: layers.Dense(2)(layers.Flatten(data_format="channels_first")(v)),
}
for name, f in MODELS.items():
    i = keras.Input((3, 4, 4))
    m = keras.Model(i, f(i))
    m.save(f"{name}.keras")
    if name in ("number_first", "gelu", "number_over", "array"):
        np.save(f"{name}.npy", np.asarray(m(x)))


def onnx_model(name, nodes, constants, shape, y=False):
    graph = helper.make_graph(
        nodes,
        name,
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        constants,
    )
    m = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=8)
    onnx.save(m, f"{name}.onnx")
    if y:
        z = onnxruntime.InferenceSession(f"{name}.onnx").run(None, {"x": x.transpose(0, 3, 1, 2)})
        np.save(f"{name}.npy", np.ascontiguousarray(z[0].transpose(0, 2, 3, 1)))


scales = helper.make_tensor("s", TensorProto.FLOAT, [4], [1, 1, 0.5, 0.5])
onnx_model(
    "antialias",
    [helper.make_node("Resize", ["x", "", "s"], ["y"], mode="linear", antialias=1)],
    [scales],
    ["N", 4, 4, 4],
)
kernel = rng.normal(size=(4, 2, 3, 4)).astype(np.float32)
onnx_model(
    "odd_output",
    [helper.make_node("ConvTranspose", ["x", "w"], ["y"], strides=[3, 2], output_shape=[8, 9])],
    [helper.make_tensor("w", TensorProto.FLOAT, kernel.shape, kernel.ravel())],
    ["N", 4, 3, 4],
    True,
)
vector = rng.normal(size=(2, 6)).astype(np.float32)
np.save("vector.npy", vector)
graph = helper.make_graph(
    [
        helper.make_node("Exp", ["x"], ["e"]),
        helper.make_node("ReduceSum", ["e", "axes"], ["s"], keepdims=1),
        helper.make_node("Div", ["e", "s"], ["y"]),
    ],
    "by_hand",
    [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", 6])],
    [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["N", 6])],
    [helper.make_tensor("axes", TensorProto.INT64, [1], [1])],
)
onnx.save(
    helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8),
    "by_hand.onnx",
)
np.save("by_hand.npy", onnxruntime.InferenceSession("by_hand.onnx").run(None, {"x": vector})[0])
