"""The losses of a speed recipe for small pictures, as PyTorch computes them in double precision.

Whitened first layer, dirac starts, Muon beside SGD with rates of its own, a bias that trains for some
epochs, the loss summed over the batch: what recipe/recipe.net says. The starting weights are netc's
(`netc init`); that they are what the net asks for is checked here, too.

    NETC=build/netc python3 tests/golden/make_recipe.py
"""

import os
import subprocess

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.numpy import load_file

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'recipe')
NETC = os.path.abspath(os.environ.get('NETC', 'build/netc'))
N, SIDE, STEPS, BIAS_STEPS = 48, 13, 8, 3
torch.set_default_dtype(torch.float64)


def make_data():
    rng = np.random.default_rng(3)
    y = (np.arange(N) % 10).astype(np.int32)
    base = rng.integers(0, 256, (10, SIDE, SIDE, 3))
    x = np.clip(base[y] * 0.5 + rng.integers(0, 128, (N, SIDE, SIDE, 3)), 0, 255).astype(np.uint8)
    os.makedirs('data', exist_ok=True)
    for name, value in {'x_train': x, 'y_train': y, 'x_test': x[:20], 'y_test': y[:20]}.items():
        np.save(f'data/{name}.npy', value)
    mean, std = torch.tensor((0.4914, 0.4822, 0.4465)), torch.tensor((0.2470, 0.2435, 0.2616))
    return ((torch.tensor(x) / 255 - mean) / std).permute(0, 3, 1, 2), torch.tensor(y).long()


def start():
    subprocess.check_call([NETC, 'init', 'recipe.net', '-o', 'start.safetensors', '--seed', '1'])
    weights = {
        k: torch.tensor(v, dtype=torch.float64) for k, v in load_file('start.safetensors').items()
    }
    os.remove('start.safetensors')
    return {
        k: torch.nn.Parameter(v.permute(3, 2, 0, 1).contiguous() if v.dim() == 4 else v)
        for k, v in weights.items()
    }


def check_start(p, x):
    patches = x.unfold(2, 2, 1).unfold(3, 2, 1).permute(0, 2, 3, 1, 4, 5).reshape(-1, 12)
    values, vectors = torch.linalg.eigh(patches.T @ patches / len(patches))
    rows = (vectors / torch.sqrt(values + 5e-4 * values.mean())).T.flip(0)
    for i, row in enumerate(p['stem.kernel'].reshape(24, 12)):
        off = min((row - rows[i % 12]).abs().max(), (row + rows[i % 12]).abs().max())
        assert off < 1e-5, (i, off)
    for name in (k for k in p if k.startswith('group') and k.endswith('kernel')):
        k = p[name]
        identity = torch.empty(k.shape[1], k.shape[1], 3, 3)
        torch.nn.init.dirac_(identity)
        assert torch.equal(k[: k.shape[1]], identity[: len(k)])
        assert (k[k.shape[1] :].abs() <= (k.shape[1] * 9) ** -0.5 + 1e-7).all()
    assert abs(p['head.kernel'].std() - 1) < 1e-6


class Muon(torch.optim.Optimizer):
    def __init__(self, params, **defaults):
        super().__init__(params, defaults)

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group['params']:
                state = self.state[p]
                velocity = state.setdefault('velocity', torch.zeros_like(p))
                velocity.mul_(group['momentum']).add_(p.grad)
                g = (p.grad + group['momentum'] * velocity).reshape(len(p), -1)
                p.mul_(len(p) ** 0.5 / p.norm())
                x = g / g.norm()
                x = x.T if x.shape[0] > x.shape[1] else x
                for _ in range(3):
                    a = x @ x.T
                    x = 3.4445 * x + (-4.7750 * a + 2.0315 * a @ a) @ x
                x = x.T if g.shape[0] > g.shape[1] else x
                p.sub_(group['lr'] * x.reshape(p.shape))


def batchnorm(p, name, h):
    mean, variance = h.mean((0, 2, 3)), h.var((0, 2, 3), unbiased=False)
    h = (h - mean[:, None, None]) / torch.sqrt(variance[:, None, None] + 1e-12)
    return h + p[name + '.beta'][:, None, None]


def forward(p, h, bias_trains):
    bias = p['stem.bias'] if bias_trains else p['stem.bias'].detach()
    h = F.gelu(F.conv2d(h, p['stem.kernel'].detach(), bias))
    for g in ('group1', 'group2'):
        h = F.max_pool2d(F.conv2d(h, p[g + '.conv1.kernel'], padding=1), 2)
        h = F.gelu(batchnorm(p, g + '.norm1', h))
        h = F.conv2d(h, p[g + '.conv2.kernel'], padding=1)
        h = F.gelu(batchnorm(p, g + '.norm2', h))
    return F.max_pool2d(h, 3).flatten(1) @ p['head.kernel'] / 16


def train(p, x, y):
    betas = [v for k, v in p.items() if k.endswith('beta')]
    filters = [v for k, v in p.items() if k.startswith('group') and k.endswith('kernel')]
    sgd = torch.optim.SGD(
        [
            {'params': [p['stem.bias']], 'lr': 0.053, 'weight_decay': 0.004 / 0.053},
            {'params': betas, 'lr': 0.053, 'weight_decay': 0.004 / 0.053},
            {'params': [p['head.kernel']], 'lr': 0.067, 'weight_decay': 0.004 / 0.067},
        ],
        momentum=0.85,
        nesterov=True,
    )
    muon = Muon(filters, lr=0.24, momentum=0.6)
    groups = sgd.param_groups + muon.param_groups
    rates = [g['lr'] for g in groups]
    losses = []
    for step in range(STEPS):
        loss = F.cross_entropy(
            forward(p, x, step < BIAS_STEPS), y, label_smoothing=0.2, reduction='sum'
        )
        losses.append(loss.item() / N)
        sgd.zero_grad(set_to_none=True)
        muon.zero_grad(set_to_none=True)
        loss.backward()
        for i, (group, rate) in enumerate(zip(groups, rates)):
            group['lr'] = rate * max(0, 1 - step / (BIAS_STEPS if i == 0 else STEPS))
        sgd.step()
        muon.step()
    return losses


os.chdir(HERE)
x, y = make_data()
p = start()
check_start(p, x)
with open('losses.txt', 'w') as f:
    f.writelines(f'{loss:.7f}\n' for loss in train(p, x, y))
