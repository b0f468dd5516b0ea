"""ONNX models with Einsum, norms and GatherND for tests/cli/import_edges.sh, with what ONNX Runtime
makes of x.npy beside those that are right.
    python3 make_sums.py        (needs onnx, onnxruntime)"""

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper

rng = np.random.default_rng(31)
x = np.load("x.npy")
F, I = TensorProto.FLOAT, TensorProto.INT64


def node(op, inputs, outputs, **attributes):
    return helper.make_node(op, inputs.split(), outputs.split(), **attributes)


def const(name, values):
    v = np.asarray(values)
    return helper.make_tensor(name, F if v.dtype.kind == "f" else I, v.shape, v.ravel())


def weights(name, *shape):
    return const(name, rng.normal(size=shape).astype(np.float32))


def model(name, nodes, constants, right=True, samples="N"):
    """x: (N,3,4,4), c: a convolution of it to 4 channels; y is flattened."""
    first = node("Conv", "x k", "c", kernel_shape=[3, 3], pads=[1, 1, 1, 1])
    graph = helper.make_graph(
        [first, *nodes, node("Flatten", "end", "y")],
        name,
        [helper.make_tensor_value_info("x", F, (samples, 3, 4, 4))],
        [helper.make_tensor_value_info("y", F, None)],
        [weights("k", 4, 3, 3, 3), *constants],
    )
    m = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=8)
    onnx.save(m, f"{name}.onnx")
    if not right:
        return
    session = onnxruntime.InferenceSession(f"{name}.onnx")
    feed = np.ascontiguousarray(x.transpose(0, 3, 1, 2))
    y = [session.run(None, {"x": feed[i : i + 1]})[0] for i in range(2)]
    np.save(f"{name}.npy", np.concatenate(y).astype(np.float32))


def einsum(equation, inputs, outputs):
    return node("Einsum", inputs, outputs, equation=equation)


model(
    "einsum_products",
    [
        einsum("nchw,dc->ndhw", "c a", "u"),
        einsum("...w, wv -> ...v", "u b", "v"),
        einsum("kdv,bdhv", "d v", "w"),
        einsum("bhk,khij->bji", "w e", "end"),
    ],
    [weights("a", 5, 4), weights("b", 4, 3), weights("d", 2, 5, 3), weights("e", 2, 4, 3, 2)],
)
model(
    "einsum_elements",
    [
        einsum("nchw,cw->nhwc", "c a", "u"),
        einsum("b,nhwb->nbwh", "b u", "v"),
        einsum("nbwh->nhb", "v", "end"),
    ],
    [weights("a", 4, 4), weights("b", 4)],
)
model(
    "lp_norms",
    [
        node("Mul", "c mask", "m"),
        node("LpNormalization", "m", "u", axis=1),
        node("LpNormalization", "u", "v", axis=-1, p=1),
        node("GlobalLpPool", "v", "p", p=3),
        node("GlobalLpPool", "c", "q"),
        node("Mul", "v p", "w"),
        node("Add", "w q", "end"),
    ],
    [const("mask", np.float32([[[[1, 0, 1, 1]]]]))],
)
# x[:, :, rows, columns], rows and columns of two axes each
rows = np.array([[0, 1, 2], [1, 2, 3]])
columns = np.array([[0, 1], [1, 2], [2, 3]])
pairs = np.stack(np.broadcast_arrays(rows[:, :, None, None], columns), -1)
model(
    "windows",
    [
        node("Transpose", "c", "t", perm=[2, 3, 0, 1]),
        node("GatherND", "t i", "g"),
        node("Transpose", "g", "u", perm=[4, 5, 0, 1, 2, 3]),
        node("ReduceMean", "u axes", "end", keepdims=0),
    ],
    [const("i", pairs), const("axes", [3, 5])],
    samples=1,
)
# torch.nn.LPPool2d
model(
    "lp_pool",
    [
        node("Pow", "c two", "p"),
        node("AveragePool", "p", "v", kernel_shape=[2, 2], strides=[2, 2]),
        node("Sign", "v", "s"),
        node("Abs", "v", "a"),
        node("Relu", "a", "r"),
        node("Mul", "s r", "m"),
        node("Mul", "m four", "f"),
        node("Pow", "f half", "end"),
    ],
    [const("two", np.float32(2)), const("four", np.float32(4)), const("half", np.float32(0.5))],
)
# ---- refused ----
model("only_sign", [node("Sign", "c", "end")], [], False)
model("einsum_values", [einsum("nchw,ncij->nhi", "c c", "end")], [], False)
model("einsum_batch", [einsum("nchw,cdw->ndhw", "c a", "end")], [weights("a", 4, 5, 4)], False)
model(
    "same_axis",
    [node("Transpose", "c", "t", perm=[2, 3, 0, 1]), node("GatherND", "t i", "end")],
    [const("i", [[0, 1], [1, 2], [3, 3]])],
    False,
    1,
)

model(
    "neighbours",
    [
        node("LRN", "c", "u", size=3, alpha=0.6, beta=0.75, bias=1.5),
        node("LRN", "u", "v", size=5, alpha=0.3),
        node("LpPool", "v", "p", kernel_shape=[3, 2], strides=[1, 2], pads=[1, 0, 1, 0], p=2),
        node("LpPool", "p", "q", kernel_shape=[2, 2], p=3),
        node("LpPool", "q", "end", kernel_shape=[2, 1], p=1),
    ],
    [],
)
