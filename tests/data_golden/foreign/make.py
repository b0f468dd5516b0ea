"""Weights of small models as Keras 3, Keras 2 (tf_keras), h5py and PyTorch write them, each with a
net and what the model itself computes of x.npy, for tests/unit/test_foreign.c:
    python3 make.py        (needs tensorflow-cpu, keras, tf_keras, h5py, torch, safetensors)
cases.txt has a line for each: net, weights, expected outputs, or `-` and a part of the message that
refuses them."""

import os
import shutil

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
import h5py
import keras
import numpy as np
import tf_keras
import torch
import torch.nn as nn
from safetensors.torch import save_file

cases = []
X = np.random.default_rng(5).uniform(-1, 1, (2, 6, 6, 4)).astype(np.float32)


def net(name, *lines):
    with open(name + ".net", "w") as f:
        f.write("net %s {\n    input 6x6x4\n    %s\n}\n" % (name, "\n    ".join(lines)))


def expect(name, weights, y):
    np.save(name + ".npy", np.asarray(y, dtype=np.float32).reshape(2, -1))
    cases.append("%s %s %s.npy" % (name, weights, name))


def refuse(name, weights, text):
    cases.append("%s %s - %s" % (name, weights, text))


def fill(m, seed):
    rng = np.random.default_rng(seed)
    m.set_weights(
        [
            (
                np.abs(rng.normal(size=v.shape)) + 0.5
                if v.ndim == 1
                else rng.normal(size=v.shape) * 0.3
            ).astype(np.float32)
            for v in m.get_weights()
        ]
    )


def write(m, name, endings, seed=1):
    fill(m, seed)
    for e in endings:
        (m.save_weights if e == "weights.h5" or e == "w.h5" else m.save)("%s.%s" % (name, e))
        expect(name, "%s.%s" % (name, e), m(X, training=False))


def conv(K, n=4, size=3, **more):
    return K.layers.Conv2D(n, size, padding="same", **more)


def keras_files():
    for K, tag in ((keras, "k3"), (tf_keras, "k2")):
        L = K.layers
        # a model within a model, with automatic names outside and batchnorm without scale; trained
        # for a step, partly frozen
        base = K.Sequential(
            [
                L.Input((6, 6, 4)),
                conv(K, name="c1", activation="relu"),
                L.BatchNormalization(scale=False, name="b1"),
                conv(K, name="c2"),
            ],
            name="base",
        )
        m = K.Sequential(
            [
                L.Input((6, 6, 4)),
                base,
                conv(K, activation="relu"),
                L.BatchNormalization(center=False),
                conv(K),
                L.Flatten(),
                L.Dense(3),
            ]
        )
        base.get_layer("c1").trainable = False
        m.compile("adam", "mse", metrics=["mae"])
        m.fit(X, np.zeros((2, 3)), verbose=0)
        name = tag + "_nested"
        net(name, "base: part", "conv 4 3x3 relu", "batchnorm", "conv 4 3x3", "flatten", "dense 3")
        with open(name + ".net", "a") as f:
            f.write(
                "block part {\n    c1: conv 4 3x3 relu\n    b1: batchnorm\n    c2: conv 4 3x3\n}\n"
            )
        write(m, name, ("keras", "h5"))
        # names that count in another order than the layers are used, in branches that are alike but
        # for an activation
        i = L.Input((6, 6, 4))
        a, b = conv(K, name="conv2d_1")(i), conv(K, name="conv2d")(i)
        x = L.Concatenate()([L.ReLU()(b), a])
        x = L.Dense(4, name="dense_2")(L.Dense(4, name="dense_7")(L.GlobalAveragePooling2D()(x)))
        name = tag + "_branches"
        net(
            name,
            "a: conv 4 3x3",
            "conv 4 3x3 relu from input",
            "concat a",
            "globalavgpool",
            "dense 4",
            "dense 4",
        )
        write(K.Model(i, x), name, ("keras", "h5"))
        # separable and depthwise layers, a scope of the layer's own
        i = L.Input((6, 6, 4))
        x = L.SeparableConv2D(4, 3, padding="same", activation="relu")(i)
        x = L.Add()(
            [
                L.DepthwiseConv2D(3, padding="same", depth_multiplier=1)(x),
                L.SeparableConv2D(4, 3, padding="same", use_bias=False)(x),
            ]
        )
        x = L.LayerNormalization(epsilon=1e-4)(x)
        name = tag + "_separable"
        net(
            name,
            "depthwise 3x3 nobias",
            "s: conv 4 1x1 relu",
            "d: depthwise 3x3",
            "depthwise 3x3 nobias from s",
            "conv 4 1x1 nobias",
            "add d",
            "layernorm eps=0.0001",
        )
        write(K.Model(i, x), name, ("keras", "h5"))
    # the same counted class by class, of one list: an order; of two: none
    K, L = tf_keras, tf_keras.layers
    net("chain", *["conv 4 3x3 relu"] * 12, "flatten", "dense 3")
    m = K.Sequential(
        [L.Input((6, 6, 4))]
        + [conv(K, activation="relu") for _ in range(12)]
        + [L.Flatten(), L.Dense(3)]
    )
    write(m, "chain", ("weights.h5", "w.h5"))
    net("vague", "conv 4 3x3", "conv 4 3x3", "conv 4 3x3")
    m = K.Sequential(
        [L.Input((6, 6, 4)), K.Sequential([L.Input((6, 6, 4)), conv(K), conv(K)]), conv(K)]
    )
    m.save_weights("vague.weights.h5")
    refuse("vague", "vague.weights.h5", "have one shape")
    net("three", "conv 4 3x3", "batchnorm")
    m = K.Sequential([L.Input((6, 6, 4)), conv(K), L.BatchNormalization(scale=False)])
    m.save_weights("three.weights.h5")
    refuse("three", "three.weights.h5", "gamma or beta is missing")
    write(m, "three", ("keras",))
    m.save_weights("three.weights.h5")
    with open("three.map", "w") as f:
        for i, p in enumerate(("beta", "moving_mean", "moving_variance")):
            f.write("batchnorm_1.%s = layers/batch_normalization/vars/%d\n" % (p, i))
    cases.append("three three.weights.h5 three.npy three.map")
    net("three_flag", "conv 4 3x3", "batchnorm nogamma")
    cases.append("three_flag three.weights.h5 three.npy")
    # numbers that count layers are no names, even if the net has such labels
    net("counted", "conv2d_1: conv 4 3x3", "conv2d: conv 4 3x3")
    m = K.Sequential([L.Input((6, 6, 4)), conv(K, name="conv2d_1"), conv(K, name="conv2d")])
    write(m, "counted", ("weights.h5", "keras", "w.h5"))
    # epsilon and dilation are the file's
    net("eps", "conv 4 3x3", "batchnorm eps=0.00001")
    refuse("eps", "three.keras", "has epsilon 0.001, but this net's `batchnorm_1` has 1e-05")
    net("dilated", "conv 4 3x3 dilation=2", "batchnorm")
    refuse("dilated", "three.keras", "has dilation 1x1, but this net's `conv_1` has 2x2")
    # a name that the graph contradicts
    net("swapped", "c1: conv 4 3x3", "c2: conv 4 3x3")
    m = K.Sequential([L.Input((6, 6, 4)), conv(K, name="c2"), conv(K, name="c1")])
    m.save("swapped.keras")
    refuse("swapped", "swapped.keras", "by its name, layer")
    # counts
    net("fewer", *["conv 4 3x3 relu"] * 11, "flatten", "dense 3")
    refuse("fewer", "chain.weights.h5", "12 conv layers in the file, 11 in the net")
    # behind a user block
    with h5py.File("chain.w.h5") as a, h5py.File("user_block.h5", "w", userblock_size=1024) as b:
        for k in a:
            a.copy(k, b)
        for k, v in a.attrs.items():
            b.attrs[k] = v
    cases.append("chain user_block.h5 chain.npy")


class Steps(nn.Module):
    def __init__(self, f, **modules):
        super().__init__()
        self.f = f
        for k, m in modules.items():
            self.add_module(k, m)

    def forward(self, x):
        return self.f(self, x)


def torch_file(name, m, prefix="", more={}, weights=None):
    m.train()
    for _ in range(3):
        m(torch.randn(8, 4, 6, 6))
    for p in m.parameters():
        p.data += torch.randn_like(p) * 0.2
    m.eval()
    weights = weights or name + ".safetensors"
    save_file({**{prefix + k: v.contiguous() for k, v in m.state_dict().items()}, **more}, weights)
    with torch.no_grad():
        expect(name, weights, m(torch.tensor(X.transpose(0, 3, 1, 2).copy())).numpy())


def torch_files():
    torch.manual_seed(1)
    flat = lambda x: torch.flatten(x, 1)
    pool = lambda x: torch.max_pool2d(x, 2)
    net(
        "t_prefix",
        "conv1: conv 4 3x3",
        "bn1: batchnorm eps=1e-5",
        "relu",
        "conv2: conv 6 3x3 nobias",
        "maxpool 2x2",
        "flatten",
        "fc: dense 5",
    )
    torch_file(
        "t_prefix",
        Steps(
            lambda m, x: m.fc(flat(pool(m.conv2(torch.relu(m.bn1(m.conv1(x))))))),
            conv1=nn.Conv2d(4, 4, 3, padding=1),
            bn1=nn.BatchNorm2d(4),
            conv2=nn.Conv2d(4, 6, 3, padding=1, bias=False),
            fc=nn.Linear(54, 5),
        ),
        "module._orig_mod.model.",
        {"optimizer.state.0.exp_avg": torch.zeros(3), "epoch": torch.tensor(4.0)},
    )
    net(
        "t_vectors",
        "c: conv 4 3x3",
        "flatten",
        "bn: batchnorm eps=1e-5",
        "relu",
        "f: identity",
        "m: dense 144 tanh",
        "add f",
        "ln: layernorm",
        "a: identity",
        "p: maxpool 2x2 from c",
        "reshape 36",
        "concat a",
        "fc: dense 5",
    )

    def vectors(m, x):
        c = m.c(x)
        f = torch.relu(m.bn(flat(c)))
        return m.fc(torch.cat([flat(pool(c)), m.ln(f + torch.tanh(m.m(f)))], 1))

    torch_file(
        "t_vectors",
        Steps(
            vectors,
            c=nn.Conv2d(4, 4, 3, padding=1),
            bn=nn.BatchNorm1d(144),
            m=nn.Linear(144, 144),
            ln=nn.LayerNorm(144, eps=1e-3),
            fc=nn.Linear(180, 5),
        ),
    )
    net(
        "t_map",
        "globalavgpool",
        "d: dense 27",
        "reshape 3x3x3",
        "c: conv 4 3x3",
        "flatten",
        "e: dense 2",
    )
    torch_file(
        "t_map",
        Steps(
            lambda m, x: m.e(flat(m.c(m.d(x.mean((2, 3))).reshape(-1, 3, 3, 3)))),
            d=nn.Linear(4, 27),
            c=nn.Conv2d(3, 4, 3, padding=1),
            e=nn.Linear(36, 2),
        ),
    )
    net(
        "t_groups",
        "d: depthwise 3x3 multiplier=2",
        "g: conv 6 3x3 groups=2",
        "p: conv 4 1x1",
        "globalavgpool",
    )
    torch_file(
        "t_groups",
        Steps(
            lambda m, x: m.p(m.g(m.d(x))).mean((2, 3)),
            d=nn.Conv2d(4, 8, 3, padding=1, groups=4),
            g=nn.Conv2d(8, 6, 3, padding=1, groups=2),
            p=nn.Conv2d(6, 4, 1),
        ),
    )
    body = nn.Sequential()
    for _ in range(11):
        body.append(nn.Conv2d(4, 4, 3, padding=1))
        body.append(nn.ReLU())
    net("t_index", *["conv 4 3x3 relu"] * 11, "flatten", "dense 3")
    torch_file(
        "t_index",
        Steps(
            lambda m, x: m.head(flat(m.body(x))), body=body, head=nn.Sequential(nn.Linear(144, 3))
        ),
    )
    net("t_plain", "conv 4 3x3", "conv 4 3x3", "globalavgpool")
    m = Steps(
        lambda m, x: m.conv1(m.conv2(x)).mean((2, 3)),
        conv1=nn.Conv2d(4, 4, 3, padding=1),
        conv2=nn.Conv2d(4, 4, 3, padding=1),
    )
    torch_file("t_plain", m)
    cases[-1] += " t_plain.map"
    with open("t_plain.map", "w") as f:
        f.write(
            "# used in the other order\nconv_1.kernel = conv2.weight\nconv_1.bias = conv2.bias\n\nconv_2.kernel = conv1.weight # the first\n"
        )
    refuse("t_plain", "t_plain.safetensors", "`conv1` and `conv2` have one shape")
    net("t_labels", "one: conv 4 3x3", "two: conv 4 3x3", "globalavgpool")
    refuse(
        "t_labels",
        "t_plain.safetensors",
        "`conv1` and `conv2` of the file both have the shapes of the net's `one`",
    )
    net("t_reshaped", "c: conv 4 3x3", "reshape 4x9x4", "d: conv 4 1x1")
    m = Steps(lambda m, x: m.d(m.c(x)), c=nn.Conv2d(4, 4, 3, padding=1), d=nn.Conv2d(4, 4, 1))
    save_file(m.state_dict(), "t_reshaped.safetensors")
    refuse(
        "t_reshaped",
        "t_reshaped.safetensors",
        "cannot be derived: `reshape_1` makes another map of a map",
    )


def settings_files():
    """Layers that only a setting tells apart, layers that work along another axis, dense layers of
    each pixel, names with slashes, a module within a module."""
    K, L = keras, keras.layers
    i = L.Input((6, 6, 4))
    b, a = conv(K)(i), conv(K)(i)
    net(
        "limits",
        "b: conv 4 3x3",
        "lb: relu max=0.2",
        "conv 4 3x3 from input",
        "relu max=0.5",
        "add lb",
    )
    write(
        K.Model(i, L.Add()([L.ReLU(max_value=0.5)(a), L.ReLU(max_value=0.2)(b)])),
        "limits",
        ("keras",),
    )
    K, L = tf_keras, tf_keras.layers
    i = L.Input((6, 6, 4))
    b, a = conv(K)(i), conv(K)(i)
    net(
        "pads",
        "b: conv 4 3x3",
        "pb: pad bottom=1 right=1",
        "conv 4 3x3 from input",
        "pad top=1 left=1",
        "add pb",
        "globalmaxpool",
    )
    x = L.Add()([L.ZeroPadding2D(((1, 0), (1, 0)))(a), L.ZeroPadding2D(((0, 1), (0, 1)))(b)])
    write(K.Model(i, L.GlobalMaxPooling2D()(x)), "pads", ("h5",))
    K, L = keras, keras.layers
    net("axis", "conv 6 1x1", "batchnorm", "layernorm")
    for name, bn, ln in (("axis_bn", 1, -1), ("axis_ln", -1, 2), ("axis_last", 3, 3)):
        m = K.Sequential(
            [
                L.Input((6, 6, 4)),
                L.Conv2D(6, 1),
                L.BatchNormalization(axis=bn),
                L.LayerNormalization(axis=ln),
            ]
        )
        fill(m, 3)
        m.save(name + ".keras")
    refuse("axis", "axis_bn.keras", "normalises axis 1; `batchnorm_1` of a net its last")
    refuse("axis", "axis_ln.keras", "normalises axis 2; `layernorm_1` of a net its last")
    expect("axis", "axis_last.keras", m(X, training=False))
    net("pixels", "conv 6 1x1 relu", "conv 3 1x1", "globalavgpool", "dense 6", "dense 3")
    m = K.Sequential(
        [
            L.Input((6, 6, 4)),
            L.Dense(6, activation="relu"),
            L.Dense(3),
            L.GlobalAveragePooling2D(),
            L.Dense(6),
            L.Dense(3),
        ]
    )
    write(m, "pixels", ("keras", "h5", "weights.h5"))
    # two layers that may be taken in any order, behind a dense layer of each pixel
    net("alike", "d: conv 4 1x1", "a: conv 4 3x3", "conv 4 3x3 from d", "add a", "globalavgpool")
    i = L.Input((6, 6, 4))
    x = L.Dense(4)(i)
    write(
        K.Model(i, L.GlobalAveragePooling2D()(L.Add()([conv(K)(x), conv(K)(x)]))),
        "alike",
        ("keras",),
    )
    net("scored", "b1: batchnorm", "c_1: conv 4 3x3", "globalavgpool")
    m = K.Sequential(
        [
            L.Input((6, 6, 4)),
            L.BatchNormalization(name="b1"),
            conv(K, name="c_1"),
            L.GlobalAveragePooling2D(),
        ]
    )
    fill(m, 4)
    np.savez("scored.npz", **{"_".join(v.path.split("/")[-2:]): v.numpy() for v in m.weights})
    expect("scored", "scored.npz", m(X, training=False))
    np.savez("positions.npz", *m.get_weights())
    refuse("scored", "positions.npz", "the name of tensor `arr_")
    K, L = tf_keras, tf_keras.layers
    net("slashes", "conv 4 3x3", "batchnorm", "relu", "conv 4 3x3")
    m = K.Sequential(
        [
            L.Input((6, 6, 4)),
            conv(K, name="c1/conv"),
            L.BatchNormalization(name="c1/bn"),
            L.ReLU(name="c1/relu"),
            conv(K, name="c2/conv"),
        ]
    )
    write(m, "slashes", ("h5", "w.h5"))
    torch.manual_seed(2)
    pool = lambda x: x.mean((2, 3))
    block = Steps(lambda m, x: x + m.conv1(x), conv1=nn.Conv2d(4, 4, 3, padding=1))
    net(
        "t_wrapped",
        "conv1: conv 4 3x3",
        "block_conv1: conv 4 3x3",
        "add conv1",
        "globalavgpool",
        "fc: dense 3",
    )
    m = Steps(
        lambda m, x: m.fc(pool(m.block(m.conv1(x)))),
        conv1=nn.Conv2d(4, 4, 3, padding=1),
        block=block,
        fc=nn.Linear(4, 3),
    )
    torch_file("t_wrapped", m, "net.backbone.")
    net(
        "t_mobile",
        "conv 6 3x3 nobias",
        "batchnorm eps=1e-5",
        "relu",
        "depthwise 3x3 nobias",
        "batchnorm eps=1e-5",
        "relu",
        "conv 4 1x1",
        "globalavgpool",
        "dense 3",
    )
    body = nn.Sequential(
        nn.Sequential(nn.Conv2d(4, 6, 3, padding=1, bias=False), nn.BatchNorm2d(6), nn.ReLU()),
        nn.Sequential(
            nn.Conv2d(6, 6, 3, padding=1, groups=6, bias=False), nn.BatchNorm2d(6), nn.ReLU()
        ),
        nn.Conv2d(6, 4, 1),
    )
    torch_file(
        "t_mobile",
        Steps(
            lambda m, x: m.head(pool(m.features(x))),
            features=body,
            head=nn.Sequential(nn.Dropout(), nn.Linear(4, 3)),
        ),
    )
    # an index in one name and none in the other is no order of the two, nor is a label of another
    # name
    net("t_stem", "x_stem: conv 4 3x3", "conv 4 3x3", "globalavgpool")
    m = Steps(
        lambda m, x: pool(m.body(m.stem(x))),
        stem=nn.Conv2d(4, 4, 3, padding=1),
        body=nn.Sequential(nn.Conv2d(4, 4, 3, padding=1)),
    )
    save_file(m.state_dict(), "t_stem.safetensors")
    refuse("t_stem", "t_stem.safetensors", "have one shape, and neither names nor the file's order")
    net("t_pixels", "a: conv 4 1x1 relu", "b: conv 5 1x1", "globalavgpool")
    m = Steps(
        lambda m, x: m.b(torch.relu(m.a(x.permute(0, 2, 3, 1)))).mean((1, 2)),
        a=nn.Linear(4, 4),
        b=nn.Linear(4, 5),
    )
    torch_file("t_pixels", m)
    m = Steps(
        lambda m, x: x,
        a=nn.utils.parametrizations.weight_norm(nn.Conv2d(4, 4, 1)),
        b=nn.Conv2d(4, 5, 1),
    )
    save_file({k: v.contiguous() for k, v in m.state_dict().items()}, "t_parametrized.safetensors")
    refuse(
        "t_pixels",
        "t_parametrized.safetensors",
        "is of a parametrized weight (weight_norm, spectral_norm)",
    )


def steps_files():
    """A window whose steps down and across differ."""
    L = keras.layers
    x = "globalavgpool"
    net("steps", "conv 4 3x3 stride=2x1", x)
    net("steps_turned", "conv 4 3x3 stride=1x2", x)
    net("steps_both", "conv 4 3x3 stride=2", x)
    net("steps_one", "conv 4 3x3", x)
    m = keras.Sequential(
        [
            L.Input((6, 6, 4)),
            L.Conv2D(4, 3, strides=(2, 1), padding="same"),
            L.GlobalAveragePooling2D(),
        ]
    )
    write(m, "steps", ("keras",))
    for name, steps in (("turned", "1x2"), ("both", "2x2"), ("one", "1x1")):
        text = "has stride 2x1, but this net's `conv_1` has " + steps
        refuse("steps_" + name, "steps.keras", text)


def spare_file():
    """A layer that the model's configuration does not have: then nothing goes by the configuration."""
    shutil.copy("k2_branches.h5", "spare.h5")
    with h5py.File("spare.h5", "r+") as f:
        w = f["model_weights"]
        names = [str(x) for x in w.attrs["layer_names"]] + ["spare"]
        del w.attrs["layer_names"]
        w.attrs["layer_names"] = [x.encode() for x in names]
        g = w.create_group("spare")
        g.attrs["weight_names"] = [b"spare/kernel:0"]
        g.create_dataset("spare/kernel:0", data=np.ones((1, 1, 4, 9), np.float32))
    text = "the first that does not fit is `spare`"
    refuse("k2_branches", "spare.h5", text)


def up_files():
    """Transposed convolutions and group norms, by order and by names that speak of them."""
    lines = (
        "conv 4 3x3",
        "groupnorm 2",
        "conv_transpose 4 2x2 stride=2",
        "groupnorm 2",
        "conv_transpose 2 2x2 stride=2",
        "globalavgpool",
    )
    names = "c", "g", "deconv1", "g2", "upconv2"
    L = keras.layers
    norm = lambda: L.GroupNormalization(2)
    m = keras.Sequential(
        [
            L.Input((6, 6, 4)),
            conv(keras),
            norm(),
            L.Conv2DTranspose(4, 2, strides=2),
            norm(),
            L.Conv2DTranspose(2, 2, strides=2),
            L.GlobalAveragePooling2D(),
        ]
    )
    net("up", *lines)
    net("up_groups", *[x.replace("norm 2", "norm 4") for x in lines])
    net("up_named", *["%s: %s" % x for x in zip(names, lines)], lines[-1])
    write(m, "up", ("keras", "h5", "weights.h5"))
    refuse("up_groups", "up.keras", "has 2 groups, but this net's `groupnorm_1` has 4")
    layers = (
        nn.Conv2d(4, 4, 3, padding=1),
        nn.GroupNorm(2, 4, eps=1e-3),
        nn.ConvTranspose2d(4, 4, 2, stride=2),
        nn.GroupNorm(2, 4, eps=1e-3),
        nn.ConvTranspose2d(4, 2, 2, stride=2),
    )
    torch.manual_seed(2)
    for i in 1, 3:
        nn.init.normal_(layers[i].weight)
        nn.init.normal_(layers[i].bias)
    y = nn.Sequential(*layers)(torch.tensor(X).permute(0, 3, 1, 2)).mean((2, 3))
    for name, x in ("up", range(5)), ("up_named", names):
        weights = {
            "%s.%s" % (at, k): v.contiguous()
            for at, layer in zip(x, layers)
            for k, v in layer.state_dict().items()
        }
        save_file(weights, "t_%s.safetensors" % name)
        np.save("t_%s.npy" % name, y.detach().numpy())
        cases.append("%s t_%s.safetensors t_%s.npy" % (name, name, name))


def scale_files():
    """Numbers that a net's `input` may have or not, and a batchnorm without center."""
    L = keras.layers
    net("scales", "conv 4 3x3", "batchnorm nobeta", "conv 4 3x3", "globalavgpool")
    m = keras.Sequential(
        [
            L.Input((6, 6, 4)),
            L.Rescaling(1 / 127.5, offset=-1),
            conv(keras),
            L.BatchNormalization(center=False),
            L.Rescaling(0.5, name="halves"),
            conv(keras),
            L.GlobalAveragePooling2D(),
        ]
    )
    fill(m, 1)
    m.save("scales.keras")
    m.save_weights("scales.weights.h5")


def state_file():
    """A layer that is called as an optimizer's group."""
    net("state", "optimizer: conv 4 3x3", "metrics: conv 4 3x3", "globalavgpool")
    L = tf_keras.layers
    m = tf_keras.Sequential(
        [
            L.Input((6, 6, 4)),
            conv(tf_keras, name="optimizer"),
            conv(tf_keras, name="metrics"),
            L.GlobalAveragePooling2D(),
        ]
    )
    write(m, "state", ("w.h5",))


def pooled(*layers):
    x = i = keras.Input((6, 6, 4))
    for layer in layers:
        x = layer(x)
    return keras.Model(i, keras.layers.GlobalAveragePooling2D()(x))


@keras.saving.register_keras_serializable()
class Turned(keras.Model):
    """Its layers are made in another order than that of use."""

    def __init__(self):
        super().__init__()
        self.p2 = conv(keras)
        self.p1 = conv(keras)
        self.g = keras.layers.GlobalAveragePooling2D()

    def call(self, x):
        return self.g(self.p2(self.p1(x)))


def place_files():
    """What names and the order of layers do not say, and the configuration does."""
    L = keras.layers
    a, b = conv(keras, name="a"), conv(keras, name="b")
    m = pooled(a, b, a)
    fill(m, 1)
    for end in "keras", "h5":
        m.save("called." + end)
        for other in "", "_shared":
            refuse("called" + other, "called." + end, "layer `a` of the file is called in 2 places")
    net("called", "a: conv 4 3x3", "b: conv 4 3x3", "globalavgpool")
    net("called_shared", "a: conv 4 3x3", "c: conv 4 3x3 share=a", "b: conv 4 3x3", "globalavgpool")
    net("valid", "c: conv 4 3x3", "globalavgpool")
    net("valid_same", "c: conv 4 3x3 valid", "globalavgpool")
    m = pooled(L.Conv2D(4, 3, padding="valid", name="c"))
    fill(m, 1)
    for end in "keras", "h5":
        m.save("valid." + end)
        refuse("valid", "valid." + end, "layer `c` of the file has padding `valid`, but")
    expect("valid_same", "valid.keras", m(X))
    m = pooled(L.ZeroPadding2D(1), L.Conv2D(4, 3, padding="valid", name="c"))
    fill(m, 2)
    m.save("padded.keras")
    expect("valid", "padded.keras", m(X))
    for equation, name in ("bhwc,cd->bhwd", "equation"), ("bhwc,dc->bhwd", "turned"):
        m = pooled(L.EinsumDense(equation, output_shape=(6, 6, 4), bias_axes="d", name="c"))
        fill(m, 1)
        m.save(name + ".keras")
        if name == "equation":
            net(name, "c: conv 4 1x1", "globalavgpool")
            expect(name, name + ".keras", m(X))
    refuse("equation", "turned.keras", "layer `c` of the file: it computes `bhwc,dc->bhwd`")
    net("first", "flatten", "d: dense 4")
    i = keras.Input((6, 6, 4))
    m = keras.Model(i, L.Dense(4, name="d")(L.Flatten(data_format="channels_first")(i)))
    fill(m, 1)
    m.save("first.keras")
    refuse("first", "first.keras", "flattens maps with channels first")
    m = Turned()
    m(X)
    fill(m, 1)
    net("created", "p1: conv 4 3x3", "p2: conv 4 3x3", "globalavgpool")
    m.save("created.keras")
    m.save_weights("created.weights.h5")
    for end in "keras", "weights.h5":
        refuse("created", "created." + end, "`conv2d` and `conv2d_1` have one shape")


class Late(keras.Model):
    """The same, with attributes that all come behind `layers` in the alphabet."""

    def __init__(self, name=None):
        super().__init__(name=name)
        self.x2 = conv(keras)
        self.x1 = conv(keras)
        self.y = keras.layers.GlobalAveragePooling2D()

    def call(self, x):
        return self.y(self.x2(self.x1(x)))


def late_files():
    """Weights alone of models that list their layers as they were made, or may do so."""
    net("late", "conv 4 3x3", "conv 4 3x3", "globalavgpool")
    for name in "late", "late_named":
        m = Late(name if name == "late_named" else None)
        m(X)
        fill(m, 1)
        m.save_weights(name + ".weights.h5")
        refuse("late", name + ".weights.h5", "have one shape, and neither names")
    inner = Late()
    m = keras.Sequential([keras.layers.Input((6, 6, 4)), inner])
    m(X)
    fill(m, 1)
    m.save_weights("late_inner.weights.h5")
    refuse("late", "late_inner.weights.h5", "lists its layers as they are used the file does not say")
    L = keras.layers
    m = keras.Sequential([L.Input((6, 6, 4)), conv(keras), conv(keras), L.GlobalAveragePooling2D()])
    fill(m, 1)
    m.save_weights("listed.weights.h5")
    net("listed", "conv 4 3x3", "conv 4 3x3", "globalavgpool")
    expect("listed", "listed.weights.h5", m(X))


os.chdir(os.path.dirname(os.path.abspath(__file__)))
np.save("x.npy", X)
keras_files()
torch_files()
settings_files()
steps_files()
spare_file()
up_files()
scale_files()
state_file()
place_files()
late_files()
with open("cases.txt", "w") as f:
    f.write("\n".join(cases) + "\n")
