"""JAX: one jitted step (forward, gradient, Adam by hand) with donated buffers, or one jitted
inference; NHWC."""

from common import Job, peak_kib, serve

job = Job()
import jax
import jax.numpy as jnp
from jax import lax


def start(key):
    """Parameters and moving statistics, a list with one dict a layer."""
    params = []
    for kind, arg, (_, c) in job.layers:
        key, sub = jax.random.split(key)
        if kind == "conv":
            params.append(
                {
                    "w": jax.random.normal(sub, (3, 3, c, arg)) * (2 / (9 * c)) ** 0.5,
                    "b": jnp.zeros(arg),
                }
            )
        elif kind == "dense":
            params.append(
                {"w": jax.random.normal(sub, (c, arg)) * (2 / c) ** 0.5, "b": jnp.zeros(arg)}
            )
        elif kind == "bn":
            params.append({"gamma": jnp.ones(c), "beta": jnp.zeros(c)})
        else:
            params.append({})
    moving = [
        {"mean": jnp.zeros(s[1]), "var": jnp.ones(s[1])} if k == "bn" else {}
        for k, _, s in job.layers
    ]
    return params, moving


def normalize(p, m, x, train):
    if train:
        axes = tuple(range(x.ndim - 1))
        mean, var = x.mean(axes), x.var(axes)
        m = {"mean": 0.99 * m["mean"] + 0.01 * mean, "var": 0.99 * m["var"] + 0.01 * var}
    else:
        mean, var = m["mean"], m["var"]
    return p["gamma"] * (x - mean) * lax.rsqrt(var + 1e-3) + p["beta"], m


def forward(params, moving, x, key, train):
    moving = list(moving)
    for i, (kind, arg, _) in enumerate(job.layers):
        p = params[i]
        if kind == "conv":
            x = (
                lax.conv_general_dilated(
                    x, p["w"], (1, 1), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC")
                )
                + p["b"]
            )
        elif kind == "dense":
            x = x @ p["w"] + p["b"]
        elif kind == "relu":
            x = jax.nn.relu(x)
        elif kind == "pool":
            x = lax.reduce_window(x, -jnp.inf, lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")
        elif kind == "bn":
            x, moving[i] = normalize(p, moving[i], x, train)
        elif kind == "dropout" and train:
            key, sub = jax.random.split(key)
            x = jnp.where(jax.random.bernoulli(sub, 1 - arg, x.shape), x / (1 - arg), 0)
        elif kind == "flatten":
            x = x.reshape(x.shape[0], -1)
        elif kind == "gap":
            x = x.mean((1, 2))
    return x, moving


def loss_of(free, fixed, moving, x, label, key):
    y, moving = forward(fixed + free, moving, x, key, True)
    return -jnp.take_along_axis(jax.nn.log_softmax(y), label[:, None], 1).mean(), moving


def train_step(free, fixed, moving, first, second, t, x, label, key):
    (loss, moving), grad = jax.value_and_grad(loss_of, has_aux=True)(
        free, fixed, moving, x, label, key
    )
    tree = jax.tree_util.tree_map
    first = tree(lambda m, g: 0.9 * m + 0.1 * g, first, grad)
    second = tree(lambda v, g: 0.999 * v + 0.001 * g * g, second, grad)
    rate = 1e-4 * jnp.sqrt(1 - 0.999**t) / (1 - 0.9**t)
    free = tree(lambda p, m, v: p - rate * m / (jnp.sqrt(v) + 1e-7), free, first, second)
    return free, moving, first, second, loss


def main():
    base = peak_kib()
    key = jax.random.PRNGKey(1)
    params, moving = start(key)
    x = jax.random.uniform(key, (job.batch, job.side, job.side, 3))
    label = jnp.arange(job.batch) % 10
    if not job.train:
        infer = jax.jit(lambda p, m, v: jax.nn.softmax(forward(p, m, v, key, False)[0]))
        serve(jax.__version__, lambda: infer(params, moving, x).block_until_ready(), base)
        return
    fixed, free = params[: job.frozen], params[job.frozen :]
    zeros = lambda: jax.tree_util.tree_map(jnp.zeros_like, free)
    state = [free, moving, zeros(), zeros(), 0]
    run = jax.jit(train_step, donate_argnums=(0, 2, 3, 4))

    def step():
        state[4] += 1
        *state[:4], loss = run(
            state[0],
            fixed,
            state[1],
            state[2],
            state[3],
            jnp.float32(state[4]),
            x,
            label,
            jax.random.fold_in(key, state[4]),
        )
        loss.block_until_ready()

    serve(jax.__version__, step, base)


main()
