"""`make embedded`: nets on a Cortex-M4 under qemu, by netc --target=mcu in floats and in 8-bit
integers, by emx-onnx-cgen, and the arena that tflite-micro takes for the integers.

embedded.py BUILD [--write spec/embedded.md]   run by a Python with emx-onnx-cgen and tflite-micro

Each net is written as an ONNX file with random weights; emx compiles it, netc imports it and
compiles that. Both run the same input on mps2-an386 (tests/paths/mcu_board.c): outputs are
compared, instructions are counted by -icount, the stack is what was written to of a painted one.
"""

import datetime
import os
import re
import struct
import subprocess
import sys
import tempfile

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', '..'))
BOARD = os.path.join(ROOT, 'tests', 'paths')
CROSS = 'arm-none-eabi-'
UNITS = {
    'FPU': ['-mthumb', '-mcpu=cortex-m4', '-mfloat-abi=hard', '-mfpu=fpv4-sp-d16'],
    'no FPU': ['-mthumb', '-mcpu=cortex-m4'],
}


class Onnx:
    """An ONNX graph that is built layer by layer, with random weights."""

    def __init__(self, shape):
        self.rng = np.random.default_rng(1)
        self.nodes, self.weights, self.shape = [], [], shape
        self.last, self.count = 'x', 0

    def add(self, op, *params, **attributes):
        names = [self.last]
        for value in params:
            self.weights.append(numpy_helper.from_array(value, f'w{len(self.weights)}'))
            names.append(self.weights[-1].name)
        self.count += 1
        self.nodes.append(helper.make_node(op, names, [f'v{self.count}'], **attributes))
        self.last = f'v{self.count}'
        return self

    def random(self, *shape, fan=1):
        return (self.rng.standard_normal(shape) * np.sqrt(2 / fan)).astype(np.float32)

    def conv(self, k, c, kh, kw, stride=1, groups=1, pads=None):
        fan = kh * kw * c // groups
        w, b = self.random(k, c // groups, kh, kw, fan=fan), self.random(k, fan=100)
        pads = pads or [kh // 2, kw // 2, kh // 2, kw // 2]
        strides = [stride, stride]
        return self.add(
            'Conv', w, b, kernel_shape=[kh, kw], strides=strides, group=groups, pads=pads
        )

    def dense(self, k, c):
        return self.add('Gemm', self.random(k, c, fan=c), self.random(k, fan=100), transB=1)

    def save(self, path, outputs):
        x = helper.make_tensor_value_info('x', TensorProto.FLOAT, self.shape)
        y = helper.make_tensor_value_info(self.last, TensorProto.FLOAT, [1, outputs])
        graph = helper.make_graph(self.nodes, 'nn', [x], [y], self.weights)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', 13)])
        model.ir_version = 8
        onnx.checker.check_model(model)
        onnx.save(model, path)
        return 4 * sum(int(np.prod(w.dims)) for w in self.weights)


def digits(path):
    o = Onnx([1, 1, 28, 28])
    for c, k in ((1, 8), (8, 16)):
        o.conv(k, c, 3, 3).add('Relu').add('MaxPool', kernel_shape=[2, 2], strides=[2, 2])
    o.add('Flatten').dense(32, 784).add('Relu').dense(10, 32).add('Softmax', axis=1)
    return o.save(path, 10)


def keywords(path):
    """DS-CNN of MLPerf Tiny's keyword spotting, batchnorm folded."""
    o = Onnx([1, 1, 49, 10])
    o.conv(64, 1, 10, 4, stride=2, pads=[4, 1, 5, 1]).add('Relu')
    for _ in range(4):
        o.conv(64, 64, 3, 3, groups=64).add('Relu').conv(64, 64, 1, 1).add('Relu')
    o.add('GlobalAveragePool').add('Flatten').dense(12, 64).add('Softmax', axis=1)
    return o.save(path, 12)


def digits_tflm(t):
    c, op = t.Case('digits', (28, 28, 1)), t.tfl.BuiltinOperator
    x = c.source
    for k in (8, 16):
        x = t.conv(c, x, f'conv{k}', k, 3, '', act='relu')
        x = t.pool(c, x, op.MAX_POOL_2D, '', (2, 2), 2, t.VALID)
    return c, t.softmax(c, t.dense(c, t.dense(c, flat(c, x, 784), 'a', 32, True), 'b', 10, True))


def keywords_tflm(t):
    c, op = t.Case('keywords', (49, 10, 1)), t.tfl.BuiltinOperator
    x = t.conv(c, c.source, 'a', 64, 4, '', stride=2, act='relu')  # 4x4: the map is the same
    for i in range(4):
        x = t.depthwise(c, x, f'd{i}', 3, '', act='relu')
        x = t.conv(c, x, f'p{i}', 64, 1, '', act='relu')
    x = t.pool(c, x, op.AVERAGE_POOL_2D, '', (25, 5), 1, t.VALID, (1, 1, 64))
    return c, t.softmax(c, t.dense(c, flat(c, x, 64), 'b', 12, True))


def flat(c, x, n):
    y = c.out((n,), *c.scale_of[x][:2])
    code = __import__('tflite_micro').tensorflow.lite.micro.python.schema_py_generated
    c.m.op(code.BuiltinOperator.RESHAPE, (x,), y)
    return y


def arena(make):
    """Bytes of tflite-micro's arena for the integers, and its version."""
    code = (
        'import sys, numpy as np\n'
        f'sys.path[:0] = [{os.path.join(ROOT, "tests", "golden")!r}, {os.path.dirname(__file__)!r}]\n'
        'sys.argv = ["embedded"]\n'
        'import make_int8 as t, embedded as e, flatbuffers\n'
        f'c, y = e.{make.__name__}_tflm(t)\n'
        'c.m.g.inputs, c.m.g.outputs = [c.source], [y]\n'
        'b = flatbuffers.Builder(1 << 16)\n'
        'b.Finish(c.m.m.Pack(b), b"TFL3")\n'
        'i = t.runtime.Interpreter.from_bytes(bytes(b.Output()))\n'
        'i.set_input(np.zeros((1,) + c.shape, np.int8), 0)\n'
        'i.invoke()\n'
        'i.print_allocations()\n'
    )
    out = run(sys.executable, '-c', code)
    return int(re.search(r'Arena allocation total (\d+) bytes', out).group(1))


INTEGERS = 'netc, 8-bit integers'
NETS = [('28x28x1, two convolutions, two dense', digits), ('DS-CNN, 49x10x1', keywords)]


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode:
        sys.exit(f'{" ".join(command)}\n{done.stdout}{done.stderr}')
    return done.stdout + done.stderr


def flash(path):
    text, data = run(CROSS + 'size', path).split('\n')[1].split()[:2]
    return int(text) + int(data)


def macro(header, name):
    return int(re.search(rf'#define NN_{name} (\d+)', open(header).read()).group(1))


def write_input(folder, floats):
    x = np.random.default_rng(2).random(floats, dtype=np.float32)
    bits = ', '.join(f'0x{struct.unpack("<I", struct.pack("<f", v))[0]:08x}' for v in x)
    with open(f'{folder}/input.h', 'w') as f:
        f.write('#include <stdint.h>\n')
        f.write(f'static const union {{ uint32_t bits[{floats}]; float x[1]; }} given = {{{{')
        f.write(f'{bits}}}}};\n#define input given.x\n')


def by_netc(netc, folder, limit):
    run(netc, 'import', 'nn.onnx', '-o', 'nn.net', cwd=folder)
    name = re.search(r'^net (\w+)', open(f'{folder}/nn.net').read(), re.M).group(1)
    with open(f'{folder}/nn.net') as f:
        text = re.sub(rf'^net {name}\b', 'net nn', f.read(), flags=re.M)
    with open(f'{folder}/nn.net', 'w') as f:
        f.write(text)
    if limit == 'int8':
        return integers(netc, folder)
    more = [f'--mem-limit={limit}'] if limit else []
    run(
        netc, 'nn.net', '--target=mcu', '--weights', 'nn.safetensors', '-o', 'nn.c', *more,
        cwd=folder,
    )  # fmt: skip
    return macro(f'{folder}/nn.h', 'WORK_BYTES')


def integers(netc, folder):
    """The C with floats at its ends runs on the board; sizes are those with integers there."""
    shape = re.search(r'input (\d+)x(\d+)(?:x(\d+))?', open(f'{folder}/nn.net').read())
    h, w, c = (int(v or 1) for v in shape.groups())
    os.makedirs(f'{folder}/data', exist_ok=True)
    x = np.random.default_rng(3).random((64, h, w, c), dtype=np.float32)
    np.save(f'{folder}/data/x_train.npy', x)
    np.save(f'{folder}/data/y_train.npy', np.arange(64) % 2)
    run(
        netc, 'quantize', 'nn.net', '--weights', 'nn.safetensors', '--data', 'npy:data', '-o',
        'q.safetensors', cwd=folder,
    )  # fmt: skip
    emit = [netc, 'nn.net', '--target=mcu', '--weights', 'q.safetensors']
    run(*emit, '-o', 'q.c', cwd=folder)
    run(*emit, '--ends=float', '-o', 'nn.c', cwd=folder)
    return macro(f'{folder}/q.h', 'RAM_BYTES')


def by_emx(emx, folder, floats, outputs):
    run(
        emx,
        'compile',
        'nn.onnx',
        'emx.c',
        '--large-temp-threshold',
        '0',
        '--large-weight-threshold',
        '0',
        cwd=folder,
    )
    text = open(f'{folder}/emx.c').read()
    call = re.search(r'^(?:\w+ )*void (\w+)\(([^;{]*)\)\s*\{', text[text.rindex('\nvoid') :], re.M)
    with open(f'{folder}/nn.h', 'w') as f:
        f.write('#include <stddef.h>\nextern const float nn_weights[];\n')
        f.write(f'#define NN_OUTPUTS {outputs}\n#define NN_WORK_BYTES 0\n')
        f.write('#define NN_WEIGHT_FLOATS 1\n')
        f.write('int nn_infer(const float *, const float *, float *, void *, size_t);\n')
    with open(f'{folder}/nn.c', 'w') as f:
        f.write(text)
        f.write('\n#include "nn.h"\nconst float nn_weights[1] = {0};\n')
        f.write('int nn_infer(const float *w, const float *x, float *y, void *m, size_t n)\n')
        f.write(f'{{ (void)w; (void)m; (void)n; {call.group(1)}((const void *)x, (void *)y);')
        f.write(' return 0; }\n')
    return 0


def on_board(folder, flags):
    """Bytes of the object, of the stack, instructions, outputs."""
    gcc = [CROSS + 'gcc', *flags, '-Os', '-DNDEBUG']
    run(*gcc, '-std=c99', '-c', 'nn.c', '-o', 'nn.o', cwd=folder)
    run(
        *gcc, '-std=gnu99', '-nostartfiles', '--specs=nosys.specs', '-Wl,--gc-sections', '-I.',
        '-DMODEL="nn.h"', '-T', f'{BOARD}/mcu_board.ld',
        f'{BOARD}/mcu_board.c', 'nn.o', '-lm', '-o', 'nn.elf', cwd=folder,
    )  # fmt: skip
    out = run(
        'qemu-system-arm', '-M', 'mps2-an386', '-icount', 'shift=0', '-display', 'none', '-serial',
        'null', '-monitor', 'none', '-semihosting-config', 'enable=on,target=native', '-kernel',
        'nn.elf', cwd=folder, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    lines = [int(line, 16) for line in out.split()]
    if lines[0]:
        sys.exit(f'status {lines[0]}')
    y = np.array([struct.unpack('<f', struct.pack('<I', v))[0] for v in lines[3:]])
    return flash(f'{folder}/nn.o'), lines[1], lines[2] * 40, y


def measure(netc, emx, make):
    """Rows: who, code, RAM with input and output, instructions with and without a unit."""
    with tempfile.TemporaryDirectory() as folder:
        weights = make(f'{folder}/nn.onnx')
        model = onnx.load(f'{folder}/nn.onnx').graph
        floats = int(np.prod([d.dim_value for d in model.input[0].type.tensor_type.shape.dim]))
        outputs = model.output[0].type.tensor_type.shape.dim[1].dim_value
        ends = 4 * (floats + outputs)
        write_input(folder, floats)
        rows, results = [], []
        for who in ('netc', 'netc, by rows', 'emx-onnx-cgen', INTEGERS):
            if who == 'emx-onnx-cgen':
                work = by_emx(emx, folder, floats, outputs)
            elif who == INTEGERS:
                whole = by_netc(netc, folder, 'int8')
            elif who == 'netc':
                whole = work = by_netc(netc, folder, 0)
            else:
                work = by_netc(netc, folder, ends + whole * 5 // 6)
            hard, soft = on_board(folder, UNITS['FPU']), on_board(folder, UNITS['no FPU'])
            if who == INTEGERS:
                off = np.abs(soft[3] - results[0]).max()
                if not np.array_equal(hard[3], soft[3]) or off > 0.1:
                    sys.exit(f'{make.__name__}: integers are off by {off}')
                run(CROSS + 'gcc', *UNITS['no FPU'], '-Os', '-std=c99', '-c', 'q.c', cwd=folder)
                code = flash(f'{folder}/q.o') - macro(f'{folder}/q.h', 'WEIGHT_BYTES')
                rows.append((who, code, whole + soft[1], hard[2], soft[2]))
                continue
            results += [hard[3], soft[3]]
            rows.append((who, soft[0] - weights, ends + work + soft[1], hard[2], soft[2]))
        for y in results:
            if np.abs(y - results[0]).max() > 1e-5:
                sys.exit(f'{make.__name__}: outputs differ: {y} {results[0]}')
        return rows


def main():
    build = sys.argv[1]
    emx = os.path.join(os.path.dirname(sys.executable), 'emx-onnx-cgen')
    netc = os.path.abspath(os.path.join(build, 'netc'))
    gcc = run(CROSS + 'gcc', '-dumpversion').strip()
    version = run(sys.executable, '-m', 'pip', 'show', 'emx-onnx-cgen')
    version = re.search(r'Version: (\S+)', version).group(1)
    tflm = run(sys.executable, '-m', 'pip', 'show', 'tflite-micro')
    tflm = re.search(r'Version: (\S+)', tflm).group(1)
    lines = [
        f'{datetime.date.today()}, gcc {gcc} -Os, Cortex-M4, emx-onnx-cgen {version}; bytes, and',
        'millions of instructions a picture (qemu, in steps of 40). RAM: input, output, work area',
        'and stack, without the weights in flash. By rows: under a limit of five sixths of the work',
        'area. Integers: calibrated on 64 random inputs; instructions with floats at the ends, bytes',
        f'with integers there. The arena of tflite-micro {tflm} is that of a 64-bit host.',
        '',
        '| net | by | code | RAM | instructions | without FPU |',
        '|---|---|---:|---:|---:|---:|',
    ]
    for what, make in NETS:
        for who, code, ram, hard, soft in measure(netc, emx, make):
            lines.append(
                f'| {what} | {who} | {code} | {ram} | {hard / 1e6:.2f} | {soft / 1e6:.1f} |'
            )
        lines.append(f'| {what} | tflite-micro, 8-bit integers: its arena | | {arena(make)} | | |')
    table = '\n'.join(lines) + '\n'
    print(table, end='')
    if '--write' in sys.argv:
        path = sys.argv[sys.argv.index('--write') + 1]
        text = open(path).read()
        begin, end = '<!-- embedded -->\n', '<!-- end of embedded -->\n'
        head, rest = text.split(begin)
        open(path, 'w').write(head + begin + table + end + rest.split(end)[1])


if __name__ == '__main__':
    main()
