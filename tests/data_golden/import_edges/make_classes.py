"""Classical models as skl2onnx writes them, and what ONNX Runtime makes of them, for
tests/cli/import_edges.sh: scores with classes, whose names become labels.
    python3 make_classes.py        (needs numpy, onnx, onnxruntime)"""

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper

rng = np.random.default_rng(51)
x = rng.normal(size=(3, 4)).astype(np.float32)
OPSETS = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 2)]


def numbers(*shape):
    return rng.normal(size=shape).astype(np.float32)


def ml(op, inputs, outputs, **attributes):
    domain = "" if op[0] == "-" else "ai.onnx.ml"
    return helper.make_node(
        op.lstrip("-"), inputs.split(), outputs.split(), domain=domain, **attributes
    )


def model(name, nodes, outputs, constants=(), scores=None):
    g = helper.make_graph(
        nodes,
        name,
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [None, 4])],
        [helper.make_tensor_value_info(n, t, None) for n, t in outputs],
        list(constants),
    )
    m = helper.make_model(g, opset_imports=OPSETS, ir_version=8)
    onnx.save(m, name + ".onnx")
    if scores is None:
        return
    y = onnxruntime.InferenceSession(m.SerializeToString()).run([scores], {"x": x})[0]
    np.save(name + ".in.npy", x)
    np.save(name + ".npy", np.asarray(y, np.float32))


F, I, S = TensorProto.FLOAT, TensorProto.INT64, TensorProto.STRING
three = dict(coefficients=numbers(12), intercepts=numbers(3), post_transform="LOGISTIC")
model(
    "ml_linear",
    [
        ml("Scaler", "x", "a", offset=numbers(4), scale=numbers(4)),
        ml("LinearClassifier", "a", "l s", classlabels_strings=["cat", "big dog", "7"], **three),
        ml("Normalizer", "s", "p", norm="L1"),
        ml("-Identity", "l", "label"),
    ],
    [("label", S), ("p", F)],
    scores="p",
)
model(
    "ml_two",
    [
        ml(
            "LinearClassifier",
            "x",
            "label p",
            classlabels_ints=[3, -5],
            coefficients=numbers(4),
            intercepts=numbers(1),
            post_transform="LOGISTIC",
        )
    ],
    [("label", I), ("p", F)],
    scores="p",
)
model(
    "ml_margin",
    [
        ml(
            "LinearClassifier",
            "x",
            "label p",
            classlabels_ints=[3, 5],
            coefficients=numbers(4),
            intercepts=numbers(1),
            post_transform="NONE",
        )
    ],
    [("label", I), ("p", F)],
    scores="p",
)
mlp = [
    ml("Normalizer", "x", "n", norm="L2"),
    ml("-MatMul", "n w", "m"),
    ml("-Softmax", "m", "p"),
    ml("-ArgMax", "p", "best", axis=1),
    ml("ArrayFeatureExtractor", "classes best", "named"),
    ml("-Reshape", "named rows", "label"),
]
kept = [
    helper.make_tensor("w", F, [4, 3], numbers(4, 3).ravel()),
    helper.make_tensor("rows", I, [1], [-1]),
]
classes = helper.make_tensor("classes", S, [3], [b"one", b"two", b"three"])
model("ml_best", mlp, [("label", S), ("p", F)], kept + [classes], scores="p")
model("ml_class_alone", mlp, [("label", S)], kept + [classes])
odd = helper.make_tensor("classes", S, [3], [b"one", b'tw"o', b"three"])
model("ml_odd_names", mlp, [("label", S), ("p", F)], kept + [odd], scores="p")
model(
    "ml_regressor",
    [
        ml("LinearRegressor", "x", "a", coefficients=numbers(8), intercepts=numbers(2), targets=2),
        ml("ArrayFeatureExtractor", "a turned", "y"),
    ],
    [("y", F)],
    [helper.make_tensor("turned", I, [1, 2], [1, 0])],
    scores="y",
)
model(
    "ml_refused",
    [
        ml("Normalizer", "x", "n", norm="MAX"),
        ml(
            "LinearClassifier",
            "n",
            "l s",
            classlabels_ints=[0, 1, 2],
            **{**three, "post_transform": "PROBIT"}
        ),
        ml("LinearRegressor", "s", "r", coefficients=numbers(7), targets=2),
        ml("Binarizer", "x", "b", threshold=2.0),
        ml("-ArgMax", "x", "best", axis=0),
        ml("-ArgMax", "x", "most", axis=1),
        ml("-Add", "most best", "both"),
        ml("TreeEnsembleRegressor", "x", "t"),
    ],
    [("r", F), ("b", F), ("both", F), ("t", F)],
)
