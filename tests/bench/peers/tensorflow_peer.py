"""TensorFlow/Keras: graph (tf.function) or xla (tf.function with jit_compile); channels last, as
its CPU kernels want."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["KERAS_BACKEND"] = "tensorflow"
from common import Job, peak_kib, serve

job = Job()  # before the import: threads are counted there
import keras
import tensorflow as tf
from keras import layers as L


def build(layers):
    make = {
        "conv": lambda k: L.Conv2D(k, 3, padding="same"),
        "relu": lambda _: L.ReLU(),
        "pool": lambda _: L.MaxPooling2D(2),
        "bn": lambda _: L.BatchNormalization(),
        "dropout": lambda p: L.Dropout(p),
        "flatten": lambda _: L.Flatten(),
        "gap": lambda _: L.GlobalAveragePooling2D(),
        "dense": lambda k: L.Dense(k),
    }
    return keras.Sequential(
        [keras.Input((job.side, job.side, 3))] + [make[kind](arg) for kind, arg, _ in layers]
    )


def main():
    base = peak_kib()
    tf.config.threading.set_intra_op_parallelism_threads(job.threads)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    keras.utils.set_random_seed(1)
    model = build(job.layers)
    for layer in model.layers[: job.frozen]:
        layer.trainable = False
    opt = keras.optimizers.Adam(1e-4)
    opt.build(model.trainable_variables)
    x = tf.random.uniform((job.batch, job.side, job.side, 3))
    label = tf.range(job.batch) % 10

    def train():
        with tf.GradientTape() as tape:
            y = model(x, training=True)
            loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(label, y))
        opt.apply(tape.gradient(loss, model.trainable_variables))
        return loss

    def infer():
        return tf.nn.softmax(model(x, training=False))

    step = tf.function(train if job.train else infer, jit_compile=job.form == "xla")
    serve(tf.__version__, lambda: step().numpy(), base)


main()
