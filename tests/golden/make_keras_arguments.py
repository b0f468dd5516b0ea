"""Writes keras_arguments.txt: the arguments of those classes and functions of the installed Keras
that docs/keras.md has tables of, a line each. tests/cli/keras.sh looks for each of them there.
usage: make_keras_arguments.py"""

import inspect
import os
import pathlib

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import keras

LAYER = [
    p
    for p in inspect.signature(keras.layers.Layer.__init__).parameters
    if p not in ('self', 'kwargs', 'activity_regularizer')
]
LAYERS = ('Conv2D', 'Dense', 'MaxPooling2D', 'BatchNormalization', 'Dropout')
OPTIMIZERS = ('SGD', 'RMSprop', 'Adam', 'AdamW')
LEFT_OUT = ('self', 'args', 'kwargs')


def arguments(function):
    return [p for p in inspect.signature(function).parameters if p not in LEFT_OUT]


def classes(module):
    for name in sorted(dir(module)):
        found = getattr(module, name)
        if inspect.isclass(found) and name not in ('Callback', 'LearningRateSchedule'):
            yield name, found


def lines():
    for name in LAYERS:
        own = arguments(getattr(keras.layers, name).__init__)
        more = LAYER if name in ('Conv2D', 'Dense') else []
        yield name, own + [p for p in more if p not in own]
    for name in ('compile', 'fit'):
        yield name, arguments(getattr(keras.Model, name))
    for name in OPTIMIZERS:
        yield name, arguments(getattr(keras.optimizers, name).__init__)
    for name, found in classes(keras.callbacks):
        yield name, arguments(found.__init__)
    for name, found in classes(keras.optimizers.schedules):
        yield name, [p for p in arguments(found.__init__) if p != 'name']


out = pathlib.Path(__file__).parent / 'keras_arguments.txt'
with open(out, 'w', encoding='utf-8') as f:
    f.write(f'# The arguments of Keras {keras.__version__}, by make_keras_arguments.py.\n')
    for name, args in lines():
        f.write(' '.join([name] + args) + '\n')
