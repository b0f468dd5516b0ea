# Completion of netc for fish, printed by `netc help --format=fish`.
set -g __netc check fmt summary mem size graph explain tune train sweep eval predict report run grad init import export convert quantize verify preview shapes help
complete -c netc -n __fish_use_subcommand -a check -d 'find the mistakes of a file'
complete -c netc -n __fish_use_subcommand -a fmt -d 'format .net files: indentation, blanks, columns'
complete -c netc -n __fish_use_subcommand -a summary -d 'the layers as a table: shapes, parameters, FLOPs'
complete -c netc -n __fish_use_subcommand -a mem -d 'the memory it needs, before anything runs'
complete -c netc -n __fish_use_subcommand -a size -d 'what a net takes on a small machine: flash, RAM and, with its compiler, code and stack'
complete -c netc -n __fish_use_subcommand -a graph -d 'the net as a Graphviz drawing'
complete -c netc -n __fish_use_subcommand -a explain -d 'algorithm, kernels, fusion and FLOPs of each layer'
complete -c netc -n __fish_use_subcommand -a tune -d 'measure this machine for the cost model'
complete -c netc -n __fish_use_subcommand -a train -d 'train it on a data set'
complete -c netc -n __fish_use_subcommand -a sweep -d 'train it with each of several values, and compare'
complete -c netc -n __fish_use_subcommand -a eval -d 'loss, accuracy and per-class report on the test images'
complete -c netc -n __fish_use_subcommand -a predict -d 'classify pictures (JPEG, PNG, WebP, BMP, GIF, PPM), WAV files, or rows of a table'
complete -c netc -n __fish_use_subcommand -a report -d 'curves, scores, confusion and samples in one HTML file'
complete -c netc -n __fish_use_subcommand -a run -d 'outputs for the inputs of a .npy file'
complete -c netc -n __fish_use_subcommand -a grad -d 'loss and gradients for a batch from .npy files'
complete -c netc -n __fish_use_subcommand -a init -d 'write starting weights'
complete -c netc -n __fish_use_subcommand -a import -d 'a model of another program as a .net file and weights'
complete -c netc -n __fish_use_subcommand -a export -d 'a net and its weights as an ONNX, Keras or PyTorch model'
complete -c netc -n __fish_use_subcommand -a convert -d 'weights from one format to another'
complete -c netc -n __fish_use_subcommand -a quantize -d 'weights as 8-bit integers, for small machines'
complete -c netc -n __fish_use_subcommand -a verify -d 'compare all ways to run it, layer by layer'
complete -c netc -n __fish_use_subcommand -a preview -d 'a sheet of training pictures as `augment` changes them'
complete -c netc -n __fish_use_subcommand -a shapes -d 'draw a small 10-class data set of shapes'
complete -c netc -n __fish_use_subcommand -a help -d 'what a command or a word of the language means, and pages to read'
complete -c netc -n __fish_use_subcommand -f -a \
    '(__fish_complete_path (commandline -ct) | string match -r "^[^\t]*(?:[.]net|/)(?=\t|\$)")'
complete -c netc -n '__fish_seen_subcommand_from help' -f \
    -a "$__netc start installing tutorial keras finetuning beyond embedding int8 gallery language layers commands emitted-c microcontrollers weight-files models numerics ranks speed security how-it-works glossary"
complete -c netc -n '__fish_seen_subcommand_from check' -l net -x \
    -d 'which net of the file (default: the last)'
complete -c netc -n '__fish_seen_subcommand_from check' -l include -s I -r -F \
    -d 'also look for imported files in DIR'
complete -c netc -n '__fish_seen_subcommand_from check' -l define -s D -x \
    -d 'value of a `param` of the file'
complete -c netc -n '__fish_seen_subcommand_from check' -l json \
    -d 'print JSON'
complete -c netc -n '__fish_seen_subcommand_from check' -l help -s h \
    -d 'print this help'
complete -c netc -n '__fish_seen_subcommand_from fmt' -l write -s w \
    -d 'format the files in place'
complete -c netc -n '__fish_seen_subcommand_from fmt' -l check \
    -d 'name the files that are in another form, and change nothing'
complete -c netc -n '__fish_seen_subcommand_from fmt' -l help -s h \
    -d 'print this help'
complete -c netc -n '__fish_seen_subcommand_from summary' -l net -x \
    -d 'which net of the file (default: the last)'
complete -c netc -n '__fish_seen_subcommand_from summary' -l include -s I -r -F \
    -d 'also look for imported files in DIR'
complete -c netc -n '__fish_seen_subcommand_from summary' -l define -s D -x \
    -d 'value of a `param` of the file'
complete -c netc -n '__fish_seen_subcommand_from summary' -l json \
    -d 'print JSON'
complete -c netc -n '__fish_seen_subcommand_from summary' -l help -s h \
    -d 'print this help'
complete -c netc -n '__fish_seen_subcommand_from mem' -l batch -x \
    -d 'largest batch'
complete -c netc -n '__fish_seen_subcommand_from mem' -l train \
    -d 'demand the training plan (default: when the file states a loss)'
complete -c netc -n '__fish_seen_subcommand_from mem' -l net -x \
    -d 'which net of the file (default: the last)'
complete -c netc -n '__fish_seen_subcommand_from mem' -l exact \
    -d 'no Winograd'
complete -c netc -n '__fish_seen_subcommand_from mem' -l precision -x -a 'f32 bf16' \
    -d 'numbers of training between layers (default f32)'
complete -c netc -n '__fish_seen_subcommand_from mem' -l weights-type -x -a 'f32 f16 bf16' \
    -d 'how inference stores the kernels of conv and dense (default f32)'
complete -c netc -n '__fish_seen_subcommand_from mem' -l machine -r -F \
    -d 'choose algorithms by the constants of `netc tune` in FILE (or `default`)'
complete -c netc -n '__fish_seen_subcommand_from mem' -l mem-limit -x \
    -d 'bytes the plan may take, with k, M or G: values are computed twice, and weights prepared smaller, to fit'
complete -c netc -n '__fish_seen_subcommand_from mem' -l include -s I -r -F \
    -d 'also look for imported files in DIR'
complete -c netc -n '__fish_seen_subcommand_from mem' -l define -s D -x \
    -d 'value of a `param` of the file'
complete -c netc -n '__fish_seen_subcommand_from mem' -l json \
    -d 'print JSON'
complete -c netc -n '__fish_seen_subcommand_from mem' -l help -s h \
    -d 'print this help'
complete -c netc -n '__fish_seen_subcommand_from size' -l target -x -a 'native mcu' \
    -d 'the machine; sizes are those of mcu'
complete -c netc -n '__fish_seen_subcommand_from size' -l weights -r -F \
    -d 'weights of `netc quantize`: sizes of a plan of integers'
complete -c netc -n '__fish_seen_subcommand_from size' -l ends -x -a 'int8 float' \
    -d 'with weights of `netc quantize`: input and output of the C (default int8)'
complete -c netc -n '__fish_seen_subcommand_from size' -l compiler -x \
    -d 'the C compiler for the target, with its options'
complete -c netc -n '__fish_seen_subcommand_from size' -l mem-limit -x \
    -d 'bytes of RAM that input, output and work area may take'
complete -c netc -n '__fish_seen_subcommand_from size' -l net -x \
    -d 'which net of the file (default: the last)'
complete -c netc -n '__fish_seen_subcommand_from size' -l include -s I -r -F \
    -d 'also look for imported files in DIR'
complete -c netc -n '__fish_seen_subcommand_from size' -l json \
    -d 'print JSON'
complete -c netc -n '__fish_seen_subcommand_from size' -l help -s h \
    -d 'print this help'
complete -c netc -n '__fish_seen_subcommand_from graph' -l net -x \
    -d 'which net of the file (default: the last)'
complete -c netc -n '__fish_seen_subcommand_from graph' -l include -s I -r -F \
    -d 'also look for imported files in DIR'
complete -c netc -n '__fish_seen_subcommand_from graph' -l define -s D -x \
    -d 'value of a `param` of the file'
complete -c netc -n '__fish_seen_subcommand_from graph' -l help -s h \
    -d 'print this help'
complete -c netc -n '__fish_seen_subcommand_from explain' -l train \
    -d 'explain the training plan (default: inference)'
complete -c netc -n '__fish_seen_subcommand_from explain' -l measure \
    -d 'run it, and time each layer and pass'
complete -c netc -n '__fish_seen_subcommand_from explain' -l threads -x \
    -d 'threads with --measure (default: one a core)'
complete -c netc -n '__fish_seen_subcommand_from explain' -l backend -x -a 'jit cc reference' \
    -d 'how the plan runs with --measure'
complete -c netc -n '__fish_seen_subcommand_from explain' -l batch -x \
    -d 'largest batch'
complete -c netc -n '__fish_seen_subcommand_from explain' -l net -x \
    -d 'which net of the file (default: the last)'
complete -c netc -n '__fish_seen_subcommand_from explain' -l exact \
    -d 'no Winograd'
complete -c netc -n '__fish_seen_subcommand_from explain' -l precision -x -a 'f32 bf16' \
    -d 'numbers of training between layers (default f32)'
complete -c netc -n '__fish_seen_subcommand_from explain' -l weights-type -x -a 'f32 f16 bf16' \
    -d 'how inference stores the kernels of conv and dense (default f32)'
complete -c netc -n '__fish_seen_subcommand_from explain' -l machine -r -F \
    -d 'choose algorithms by the constants of `netc tune` in FILE (or `default`)'
complete -c netc -n '__fish_seen_subcommand_from explain' -l mem-limit -x \
    -d 'bytes the plan may take, with k, M or G: values are computed twice, and weights prepared smaller, to fit'
complete -c netc -n '__fish_seen_subcommand_from explain' -l include -s I -r -F \
    -d 'also look for imported files in DIR'
complete -c netc -n '__fish_seen_subcommand_from explain' -l define -s D -x \
    -d 'value of a `param` of the file'
complete -c netc -n '__fish_seen_subcommand_from explain' -l json \
    -d 'print JSON'
complete -c netc -n '__fish_seen_subcommand_from explain' -l help -s h \
    -d 'print this help'
complete -c netc -n '__fish_seen_subcommand_from tune' -l out -s o -r -F \
    -d 'file to write (default: ~/.config/netc/machine.json)'
complete -c netc -n '__fish_seen_subcommand_from tune' -l threads -x \
    -d 'threads (default: one a core)'
complete -c netc -n '__fish_seen_subcommand_from tune' -l json \
    -d 'print JSON'
complete -c netc -n '__fish_seen_subcommand_from tune' -l help -s h \
    -d 'print this help'
complete -c netc -n '__fish_seen_subcommand_from train' -l out -s o -r -F \
    -d 'final weights (default: NET.safetensors, or beside the checkpoint)'
complete -c netc -n '__fish_seen_subcommand_from train' -l data -r -F \
    -d 'data set in place of the one that the file names; KIND is one of cifar10, cifar100, cifar100_coarse, mnist, npy, npz, csv, masks, pictures, wav or folder'
complete -c netc -n '__fish_seen_subcommand_from train' -l strict \
    -d 'an unreadable picture is an error (default: left out, with a warning)'
complete -c netc -n '__fish_seen_subcommand_from train' -l data-memory -x \
    -d 'samples kept in memory; of more, each is read from its file, or decoded, when it is needed (default: half the memory)'
complete -c netc -n '__fish_seen_subcommand_from train' -l epochs -x \
    -d 'epochs, in place of what the file says'
complete -c netc -n '__fish_seen_subcommand_from train' -l batch -x \
    -d 'images at once, and in a step (default: what the file says, else 64)'
complete -c netc -n '__fish_seen_subcommand_from train' -l accumulate -x \
    -d 'batches whose mean gradient makes a step'
complete -c netc -n '__fish_seen_subcommand_from train' -l shares -x \
    -d 'parts in which each batch is computed, by one process or by several (default: one a rank of mpirun)'
complete -c netc -n '__fish_seen_subcommand_from train' -l rate -x \
    -d 'learning rate, in place of the optimizer'\''s; a schedule starts from it'
complete -c netc -n '__fish_seen_subcommand_from train' -l seed -x \
    -d 'seed of weights, order and dropout (default: what the file says)'
complete -c netc -n '__fish_seen_subcommand_from train' -l weights -r -F \
    -d 'weights to start from (.safetensors, Keras .h5 or .keras, .npz)'
complete -c netc -n '__fish_seen_subcommand_from train' -l scope -x \
    -d 'the weights are those of this part of the net, `base` say'
complete -c netc -n '__fish_seen_subcommand_from train' -l partial \
    -d 'load the weights that fit, although others do not'
complete -c netc -n '__fish_seen_subcommand_from train' -l map -r -F \
    -d 'lines `parameter = tensor`: whose tensor is whose, where names do not tell'
complete -c netc -n '__fish_seen_subcommand_from train' -l dense-order -x -a 'auto hwc chw' \
    -d 'how the file flattens maps: hwc as netc, chw as PyTorch (default: as its kind does)'
complete -c netc -n '__fish_seen_subcommand_from train' -l verbose \
    -d 'print what became of every tensor of the weights'
complete -c netc -n '__fish_seen_subcommand_from train' -l resume -r -F \
    -d 'go on from a checkpoint'
complete -c netc -n '__fish_seen_subcommand_from train' -l changed \
    -d 'resume although the net or its train section says otherwise now'
complete -c netc -n '__fish_seen_subcommand_from train' -l force \
    -d 'write over the files of another training'
complete -c netc -n '__fish_seen_subcommand_from train' -l log -r -F \
    -d 'append one JSON line an epoch'
complete -c netc -n '__fish_seen_subcommand_from train' -l no-cache \
    -d 'compute frozen layers anew each epoch'
complete -c netc -n '__fish_seen_subcommand_from train' -l cache -r -F \
    -d 'where values of frozen layers go that are too large for memory (default: beside the weights)'
complete -c netc -n '__fish_seen_subcommand_from train' -l cache-limit -x \
    -d 'values of frozen layers kept in memory (default: a quarter of the memory)'
complete -c netc -n '__fish_seen_subcommand_from train' -l limit -x \
    -d 'use only the first N training images'
complete -c netc -n '__fish_seen_subcommand_from train' -l threads -x \
    -d 'threads (default: one a core)'
complete -c netc -n '__fish_seen_subcommand_from train' -l backend -x -a 'jit cc reference' \
    -d 'how the plan runs'
complete -c netc -n '__fish_seen_subcommand_from train' -l exact \
    -d 'no Winograd'
complete -c netc -n '__fish_seen_subcommand_from train' -l precision -x -a 'f32 bf16' \
    -d 'numbers of training between layers (default f32)'
complete -c netc -n '__fish_seen_subcommand_from train' -l net -x \
    -d 'which net of the file (default: the last)'
complete -c netc -n '__fish_seen_subcommand_from train' -l machine -r -F \
    -d 'choose algorithms by the constants of `netc tune` in FILE (or `default`)'
complete -c netc -n '__fish_seen_subcommand_from train' -l mem-limit -x \
    -d 'bytes the plan may take, with k, M or G: values are computed twice, and weights prepared smaller, to fit'
complete -c netc -n '__fish_seen_subcommand_from train' -l include -s I -r -F \
    -d 'also look for imported files in DIR'
complete -c netc -n '__fish_seen_subcommand_from train' -l define -s D -x \
    -d 'value of a `param` of the file'
complete -c netc -n '__fish_seen_subcommand_from train' -l help -s h \
    -d 'print this help'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l out -s o -r -F \
    -d 'folder for the files of the trainings'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l define -s D -x \
    -d 'values of a `param` of the file, each of which is tried'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l seeds -x \
    -d 'trainings of each combination, with as many seeds (default 1)'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l seed -x \
    -d 'the first seed (default: what the file says)'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l force \
    -d 'train all anew, over what the folder has'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l json \
    -d 'print JSON'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l data -r -F \
    -d 'data set in place of the one that the file names; KIND is one of cifar10, cifar100, cifar100_coarse, mnist, npy, npz, csv, masks, pictures, wav or folder'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l strict \
    -d 'an unreadable picture is an error (default: left out, with a warning)'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l data-memory -x \
    -d 'samples kept in memory; of more, each is read from its file, or decoded, when it is needed (default: half the memory)'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l epochs -x \
    -d 'epochs, in place of what the file says'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l batch -x \
    -d 'largest batch'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l accumulate -x \
    -d 'batches whose mean gradient makes a step'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l weights -r -F \
    -d 'weights to start from (.safetensors, Keras .h5 or .keras, .npz)'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l scope -x \
    -d 'the weights are those of this part of the net, `base` say'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l partial \
    -d 'load the weights that fit, although others do not'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l map -r -F \
    -d 'lines `parameter = tensor`: whose tensor is whose, where names do not tell'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l dense-order -x -a 'auto hwc chw' \
    -d 'how the file flattens maps: hwc as netc, chw as PyTorch (default: as its kind does)'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l no-cache \
    -d 'compute frozen layers anew each epoch'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l cache -r -F \
    -d 'where values of frozen layers go that are too large for memory (default: beside the weights)'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l cache-limit -x \
    -d 'values of frozen layers kept in memory (default: a quarter of the memory)'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l limit -x \
    -d 'use only the first N training images'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l threads -x \
    -d 'threads (default: one a core)'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l backend -x -a 'jit cc reference' \
    -d 'how the plan runs'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l exact \
    -d 'no Winograd'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l precision -x -a 'f32 bf16' \
    -d 'numbers of training between layers (default f32)'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l net -x \
    -d 'which net of the file (default: the last)'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l machine -r -F \
    -d 'choose algorithms by the constants of `netc tune` in FILE (or `default`)'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l mem-limit -x \
    -d 'bytes the plan may take, with k, M or G: values are computed twice, and weights prepared smaller, to fit'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l include -s I -r -F \
    -d 'also look for imported files in DIR'
complete -c netc -n '__fish_seen_subcommand_from sweep' -l help -s h \
    -d 'print this help'
complete -c netc -n '__fish_seen_subcommand_from eval' -l weights -r -F \
    -d 'the weights to judge'
complete -c netc -n '__fish_seen_subcommand_from eval' -l scope -x \
    -d 'the weights are those of this part of the net, `base` say'
complete -c netc -n '__fish_seen_subcommand_from eval' -l partial \
    -d 'load the weights that fit, although others do not'
complete -c netc -n '__fish_seen_subcommand_from eval' -l map -r -F \
    -d 'lines `parameter = tensor`: whose tensor is whose, where names do not tell'
complete -c netc -n '__fish_seen_subcommand_from eval' -l dense-order -x -a 'auto hwc chw' \
    -d 'how the file flattens maps: hwc as netc, chw as PyTorch (default: as its kind does)'
complete -c netc -n '__fish_seen_subcommand_from eval' -l verbose \
    -d 'print what became of every tensor of the weights'
complete -c netc -n '__fish_seen_subcommand_from eval' -l data -r -F \
    -d 'data set in place of the one that the file names; KIND is one of cifar10, cifar100, cifar100_coarse, mnist, npy, npz, csv, masks, pictures, wav or folder'
complete -c netc -n '__fish_seen_subcommand_from eval' -l strict \
    -d 'an unreadable picture is an error (default: left out, with a warning)'
complete -c netc -n '__fish_seen_subcommand_from eval' -l data-memory -x \
    -d 'samples kept in memory; of more, each is read from its file, or decoded, when it is needed (default: half the memory)'
complete -c netc -n '__fish_seen_subcommand_from eval' -l limit -x \
    -d 'use only the first N test images'
complete -c netc -n '__fish_seen_subcommand_from eval' -l flips \
    -d 'average the outputs of each picture and its mirror image'
complete -c netc -n '__fish_seen_subcommand_from eval' -l views -x -a '1 2 6' \
    -d 'average the outputs of N views of each picture: 2 as --flips, 6 with moves, too'
complete -c netc -n '__fish_seen_subcommand_from eval' -l batch -x \
    -d 'largest batch'
complete -c netc -n '__fish_seen_subcommand_from eval' -l threads -x \
    -d 'threads (default: one a core)'
complete -c netc -n '__fish_seen_subcommand_from eval' -l backend -x -a 'jit cc reference' \
    -d 'how the plan runs'
complete -c netc -n '__fish_seen_subcommand_from eval' -l exact \
    -d 'no Winograd'
complete -c netc -n '__fish_seen_subcommand_from eval' -l weights-type -x -a 'f32 f16 bf16' \
    -d 'how inference stores the kernels of conv and dense (default f32)'
complete -c netc -n '__fish_seen_subcommand_from eval' -l net -x \
    -d 'which net of the file (default: the last)'
complete -c netc -n '__fish_seen_subcommand_from eval' -l machine -r -F \
    -d 'choose algorithms by the constants of `netc tune` in FILE (or `default`)'
complete -c netc -n '__fish_seen_subcommand_from eval' -l include -s I -r -F \
    -d 'also look for imported files in DIR'
complete -c netc -n '__fish_seen_subcommand_from eval' -l define -s D -x \
    -d 'value of a `param` of the file'
complete -c netc -n '__fish_seen_subcommand_from eval' -l json \
    -d 'print JSON'
complete -c netc -n '__fish_seen_subcommand_from eval' -l mem-limit -x \
    -d 'bytes the plan may take (k, M, G): smaller prepared weights, or refused'
complete -c netc -n '__fish_seen_subcommand_from eval' -l help -s h \
    -d 'print this help'
complete -c netc -n '__fish_seen_subcommand_from predict' -l weights -r -F \
    -d 'the weights'
complete -c netc -n '__fish_seen_subcommand_from predict' -l scope -x \
    -d 'the weights are those of this part of the net, `base` say'
complete -c netc -n '__fish_seen_subcommand_from predict' -l partial \
    -d 'load the weights that fit, although others do not'
complete -c netc -n '__fish_seen_subcommand_from predict' -l map -r -F \
    -d 'lines `parameter = tensor`: whose tensor is whose, where names do not tell'
complete -c netc -n '__fish_seen_subcommand_from predict' -l dense-order -x -a 'auto hwc chw' \
    -d 'how the file flattens maps: hwc as netc, chw as PyTorch (default: as its kind does)'
complete -c netc -n '__fish_seen_subcommand_from predict' -l verbose \
    -d 'print what became of every tensor of the weights'
complete -c netc -n '__fish_seen_subcommand_from predict' -l out -s o -r -F \
    -d 'folder for the masks of a net that tells the class of each pixel'
complete -c netc -n '__fish_seen_subcommand_from predict' -l force \
    -d 'write over masks that are there'
complete -c netc -n '__fish_seen_subcommand_from predict' -l top -x \
    -d 'classes to print for each image (default 3)'
complete -c netc -n '__fish_seen_subcommand_from predict' -l flips \
    -d 'average the outputs of each picture and its mirror image'
complete -c netc -n '__fish_seen_subcommand_from predict' -l views -x -a '1 2 6' \
    -d 'average the outputs of N views of each picture: 2 as --flips, 6 with moves, too'
complete -c netc -n '__fish_seen_subcommand_from predict' -l threads -x \
    -d 'threads (default: one a core)'
complete -c netc -n '__fish_seen_subcommand_from predict' -l backend -x -a 'jit cc reference' \
    -d 'how the plan runs'
complete -c netc -n '__fish_seen_subcommand_from predict' -l exact \
    -d 'no Winograd'
complete -c netc -n '__fish_seen_subcommand_from predict' -l weights-type -x -a 'f32 f16 bf16' \
    -d 'how inference stores the kernels of conv and dense (default f32)'
complete -c netc -n '__fish_seen_subcommand_from predict' -l net -x \
    -d 'which net of the file (default: the last)'
complete -c netc -n '__fish_seen_subcommand_from predict' -l machine -r -F \
    -d 'choose algorithms by the constants of `netc tune` in FILE (or `default`)'
complete -c netc -n '__fish_seen_subcommand_from predict' -l include -s I -r -F \
    -d 'also look for imported files in DIR'
complete -c netc -n '__fish_seen_subcommand_from predict' -l define -s D -x \
    -d 'value of a `param` of the file'
complete -c netc -n '__fish_seen_subcommand_from predict' -l json \
    -d 'print JSON, with every class'
complete -c netc -n '__fish_seen_subcommand_from predict' -l help -s h \
    -d 'print this help'
complete -c netc -n '__fish_seen_subcommand_from report' -l weights -r -F \
    -d 'the weights to judge'
complete -c netc -n '__fish_seen_subcommand_from report' -l scope -x \
    -d 'the weights are those of this part of the net, `base` say'
complete -c netc -n '__fish_seen_subcommand_from report' -l partial \
    -d 'load the weights that fit, although others do not'
complete -c netc -n '__fish_seen_subcommand_from report' -l map -r -F \
    -d 'lines `parameter = tensor`: whose tensor is whose, where names do not tell'
complete -c netc -n '__fish_seen_subcommand_from report' -l dense-order -x -a 'auto hwc chw' \
    -d 'how the file flattens maps: hwc as netc, chw as PyTorch (default: as its kind does)'
complete -c netc -n '__fish_seen_subcommand_from report' -l verbose \
    -d 'print what became of every tensor of the weights'
complete -c netc -n '__fish_seen_subcommand_from report' -l out -s o -r -F \
    -d 'the report'
complete -c netc -n '__fish_seen_subcommand_from report' -l log -r -F \
    -d 'the log of a training; several are drawn in one chart'
complete -c netc -n '__fish_seen_subcommand_from report' -l plots -r -F \
    -d 'also write each chart to DIR, as SVG and PNG'
complete -c netc -n '__fish_seen_subcommand_from report' -l force \
    -d 'write over charts in DIR that netc did not draw'
complete -c netc -n '__fish_seen_subcommand_from report' -l data -r -F \
    -d 'data set in place of the one that the file names; KIND is one of cifar10, cifar100, cifar100_coarse, mnist, npy, npz, csv, masks, pictures, wav or folder'
complete -c netc -n '__fish_seen_subcommand_from report' -l strict \
    -d 'an unreadable picture is an error (default: left out, with a warning)'
complete -c netc -n '__fish_seen_subcommand_from report' -l data-memory -x \
    -d 'samples kept in memory; of more, each is read from its file, or decoded, when it is needed (default: half the memory)'
complete -c netc -n '__fish_seen_subcommand_from report' -l limit -x \
    -d 'use only the first N test images'
complete -c netc -n '__fish_seen_subcommand_from report' -l flips \
    -d 'average the outputs of each picture and its mirror image'
complete -c netc -n '__fish_seen_subcommand_from report' -l views -x -a '1 2 6' \
    -d 'average the outputs of N views of each picture: 2 as --flips, 6 with moves, too'
complete -c netc -n '__fish_seen_subcommand_from report' -l no-pictures \
    -d 'name the pictures by their numbers and do not show them, as for data that may not be passed on'
complete -c netc -n '__fish_seen_subcommand_from report' -l batch -x \
    -d 'largest batch'
complete -c netc -n '__fish_seen_subcommand_from report' -l threads -x \
    -d 'threads (default: one a core)'
complete -c netc -n '__fish_seen_subcommand_from report' -l backend -x -a 'jit cc reference' \
    -d 'how the plan runs'
complete -c netc -n '__fish_seen_subcommand_from report' -l exact \
    -d 'no Winograd'
complete -c netc -n '__fish_seen_subcommand_from report' -l net -x \
    -d 'which net of the file (default: the last)'
complete -c netc -n '__fish_seen_subcommand_from report' -l include -s I -r -F \
    -d 'also look for imported files in DIR'
complete -c netc -n '__fish_seen_subcommand_from report' -l define -s D -x \
    -d 'value of a `param` of the file'
complete -c netc -n '__fish_seen_subcommand_from report' -l help -s h \
    -d 'print this help'
complete -c netc -n '__fish_seen_subcommand_from run' -l weights -r -F \
    -d 'the weights'
complete -c netc -n '__fish_seen_subcommand_from run' -l scope -x \
    -d 'the weights are those of this part of the net, `base` say'
complete -c netc -n '__fish_seen_subcommand_from run' -l partial \
    -d 'load the weights that fit, although others do not'
complete -c netc -n '__fish_seen_subcommand_from run' -l map -r -F \
    -d 'lines `parameter = tensor`: whose tensor is whose, where names do not tell'
complete -c netc -n '__fish_seen_subcommand_from run' -l dense-order -x -a 'auto hwc chw' \
    -d 'how the file flattens maps: hwc as netc, chw as PyTorch (default: as its kind does)'
complete -c netc -n '__fish_seen_subcommand_from run' -l verbose \
    -d 'print what became of every tensor of the weights'
complete -c netc -n '__fish_seen_subcommand_from run' -l input -r -F \
    -d 'float32 (n,H,W,C), as the first layer sees it'
complete -c netc -n '__fish_seen_subcommand_from run' -l output -r -F \
    -d 'outputs to write, float32 (n,outputs)'
complete -c netc -n '__fish_seen_subcommand_from run' -l net -x \
    -d 'which net of the file (default: the last)'
complete -c netc -n '__fish_seen_subcommand_from run' -l batch -x \
    -d 'largest batch'
complete -c netc -n '__fish_seen_subcommand_from run' -l threads -x \
    -d 'threads (default: one a core)'
complete -c netc -n '__fish_seen_subcommand_from run' -l mem-limit -x \
    -d 'bytes the plan may take (k, M, G): smaller prepared weights, or refused'
complete -c netc -n '__fish_seen_subcommand_from run' -l backend -x -a 'jit cc reference' \
    -d 'how the plan runs'
complete -c netc -n '__fish_seen_subcommand_from run' -l exact \
    -d 'no Winograd'
complete -c netc -n '__fish_seen_subcommand_from run' -l target -x -a 'native mcu' \
    -d 'what plans are for; mcu: small machines, inference in least memory'
complete -c netc -n '__fish_seen_subcommand_from run' -l weights-type -x -a 'f32 f16 bf16' \
    -d 'how inference stores the kernels of conv and dense (default f32)'
complete -c netc -n '__fish_seen_subcommand_from run' -l machine -r -F \
    -d 'choose algorithms by the constants of `netc tune` in FILE (or `default`)'
complete -c netc -n '__fish_seen_subcommand_from run' -l include -s I -r -F \
    -d 'also look for imported files in DIR'
complete -c netc -n '__fish_seen_subcommand_from run' -l define -s D -x \
    -d 'value of a `param` of the file'
complete -c netc -n '__fish_seen_subcommand_from run' -l help -s h \
    -d 'print this help'
complete -c netc -n '__fish_seen_subcommand_from grad' -l weights -r -F \
    -d 'the weights'
complete -c netc -n '__fish_seen_subcommand_from grad' -l scope -x \
    -d 'the weights are those of this part of the net, `base` say'
complete -c netc -n '__fish_seen_subcommand_from grad' -l partial \
    -d 'load the weights that fit, although others do not'
complete -c netc -n '__fish_seen_subcommand_from grad' -l map -r -F \
    -d 'lines `parameter = tensor`: whose tensor is whose, where names do not tell'
complete -c netc -n '__fish_seen_subcommand_from grad' -l dense-order -x -a 'auto hwc chw' \
    -d 'how the file flattens maps: hwc as netc, chw as PyTorch (default: as its kind does)'
complete -c netc -n '__fish_seen_subcommand_from grad' -l verbose \
    -d 'print what became of every tensor of the weights'
complete -c netc -n '__fish_seen_subcommand_from grad' -l input -r -F \
    -d 'float32 (n,H,W,C), as the first layer sees it'
complete -c netc -n '__fish_seen_subcommand_from grad' -l label -r -F \
    -d 'whole-number labels (n), or float targets (n,outputs)'
complete -c netc -n '__fish_seen_subcommand_from grad' -l output -r -F \
    -d 'gradients to write'
complete -c netc -n '__fish_seen_subcommand_from grad' -l net -x \
    -d 'which net of the file (default: the last)'
complete -c netc -n '__fish_seen_subcommand_from grad' -l threads -x \
    -d 'threads (default: one a core)'
complete -c netc -n '__fish_seen_subcommand_from grad' -l mem-limit -x \
    -d 'bytes the plan may take, with k, M or G: values are computed twice, and weights prepared smaller, to fit'
complete -c netc -n '__fish_seen_subcommand_from grad' -l backend -x -a 'jit cc reference' \
    -d 'how the plan runs'
complete -c netc -n '__fish_seen_subcommand_from grad' -l exact \
    -d 'no Winograd'
complete -c netc -n '__fish_seen_subcommand_from grad' -l precision -x -a 'f32 bf16' \
    -d 'numbers of training between layers (default f32)'
complete -c netc -n '__fish_seen_subcommand_from grad' -l machine -r -F \
    -d 'choose algorithms by the constants of `netc tune` in FILE (or `default`)'
complete -c netc -n '__fish_seen_subcommand_from grad' -l include -s I -r -F \
    -d 'also look for imported files in DIR'
complete -c netc -n '__fish_seen_subcommand_from grad' -l define -s D -x \
    -d 'value of a `param` of the file'
complete -c netc -n '__fish_seen_subcommand_from grad' -l help -s h \
    -d 'print this help'
complete -c netc -n '__fish_seen_subcommand_from init' -l out -s o -r -F \
    -d 'weights file to write'
complete -c netc -n '__fish_seen_subcommand_from init' -l whiten -x \
    -d 'this layer, a convolution of the net'\''s input, whitens the patches of the training images'
complete -c netc -n '__fish_seen_subcommand_from init' -l data -r -F \
    -d 'data set in place of the one that the file names; KIND is one of cifar10, cifar100, cifar100_coarse, mnist, npy, npz, csv, masks, pictures, wav or folder'
complete -c netc -n '__fish_seen_subcommand_from init' -l seed -x \
    -d 'seed (default: what the train section says)'
complete -c netc -n '__fish_seen_subcommand_from init' -l net -x \
    -d 'which net of the file (default: the last)'
complete -c netc -n '__fish_seen_subcommand_from init' -l include -s I -r -F \
    -d 'also look for imported files in DIR'
complete -c netc -n '__fish_seen_subcommand_from init' -l define -s D -x \
    -d 'value of a `param` of the file'
complete -c netc -n '__fish_seen_subcommand_from init' -l help -s h \
    -d 'print this help'
complete -c netc -n '__fish_seen_subcommand_from import' -l out -s o -r -F \
    -d 'the net to write; its weights go beside it, to MODEL.safetensors'
complete -c netc -n '__fish_seen_subcommand_from import' -l weights -r -F \
    -d 'the weights of a Keras model'\''s .json file, or of darknet'\''s .cfg'
complete -c netc -n '__fish_seen_subcommand_from import' -l input-size -x \
    -d 'sides of the input that the model leaves open, in the order of its axes'
complete -c netc -n '__fish_seen_subcommand_from import' -l output -x \
    -d 'which output of the model, where it has several'
complete -c netc -n '__fish_seen_subcommand_from import' -l one-sample \
    -d 'the first axis of the model'\''s input is not that of the samples'
complete -c netc -n '__fish_seen_subcommand_from import' -l head -x \
    -d 'layers in place of the last dense or conv and what follows it, separated by `;`'
complete -c netc -n '__fish_seen_subcommand_from import' -l force \
    -d 'write over a MODEL.net that holds something else'
complete -c netc -n '__fish_seen_subcommand_from import' -l help -s h \
    -d 'print this help'
complete -c netc -n '__fish_seen_subcommand_from export' -l weights -r -F \
    -d 'the weights: .safetensors, Keras .h5 or .keras, .npz'
complete -c netc -n '__fish_seen_subcommand_from export' -l out -s o -r -F \
    -d 'the file to write: .onnx, Keras'\'' .keras or .h5, (--layout=torch) .safetensors'
complete -c netc -n '__fish_seen_subcommand_from export' -l layout -x -a 'torch' \
    -d 'a safetensors file for PyTorch, and a Python file with the module that loads it'
complete -c netc -n '__fish_seen_subcommand_from export' -l preprocess \
    -d 'the model takes what the data set holds, and does what `input` says of it'
complete -c netc -n '__fish_seen_subcommand_from export' -l force \
    -d 'write over a MODEL.py that netc did not make'
complete -c netc -n '__fish_seen_subcommand_from export' -l scope -x \
    -d 'the weights are those of this part of the net, `base` say'
complete -c netc -n '__fish_seen_subcommand_from export' -l partial \
    -d 'load the weights that fit, although others do not'
complete -c netc -n '__fish_seen_subcommand_from export' -l map -r -F \
    -d 'lines `parameter = tensor`: whose tensor is whose, where names do not tell'
complete -c netc -n '__fish_seen_subcommand_from export' -l dense-order -x -a 'auto hwc chw' \
    -d 'how the file flattens maps: hwc as netc, chw as PyTorch (default: as its kind does)'
complete -c netc -n '__fish_seen_subcommand_from export' -l verbose \
    -d 'print what became of every tensor of the weights'
complete -c netc -n '__fish_seen_subcommand_from export' -l net -x \
    -d 'which net of the file (default: the last)'
complete -c netc -n '__fish_seen_subcommand_from export' -l include -s I -r -F \
    -d 'also look for imported files in DIR'
complete -c netc -n '__fish_seen_subcommand_from export' -l define -s D -x \
    -d 'value of a `param` of the file'
complete -c netc -n '__fish_seen_subcommand_from export' -l help -s h \
    -d 'print this help'
complete -c netc -n '__fish_seen_subcommand_from convert' -l weights -r -F \
    -d 'the weights: .safetensors, Keras .h5 or .keras, .npz'
complete -c netc -n '__fish_seen_subcommand_from convert' -l out -s o -r -F \
    -d 'file to write: .h5, .npz or .safetensors'
complete -c netc -n '__fish_seen_subcommand_from convert' -l scope -x \
    -d 'the weights are those of this part of the net, `base` say'
complete -c netc -n '__fish_seen_subcommand_from convert' -l partial \
    -d 'load the weights that fit, although others do not'
complete -c netc -n '__fish_seen_subcommand_from convert' -l map -r -F \
    -d 'lines `parameter = tensor`: whose tensor is whose, where names do not tell'
complete -c netc -n '__fish_seen_subcommand_from convert' -l dense-order -x -a 'auto hwc chw' \
    -d 'how the file flattens maps: hwc as netc, chw as PyTorch (default: as its kind does)'
complete -c netc -n '__fish_seen_subcommand_from convert' -l verbose \
    -d 'print what became of every tensor of the weights'
complete -c netc -n '__fish_seen_subcommand_from convert' -l type -x -a 'f32 f16 bf16' \
    -d 'numbers of the file, if it is .safetensors (default f32)'
complete -c netc -n '__fish_seen_subcommand_from convert' -l net -x \
    -d 'which net of the file (default: the last)'
complete -c netc -n '__fish_seen_subcommand_from convert' -l include -s I -r -F \
    -d 'also look for imported files in DIR'
complete -c netc -n '__fish_seen_subcommand_from convert' -l define -s D -x \
    -d 'value of a `param` of the file'
complete -c netc -n '__fish_seen_subcommand_from convert' -l help -s h \
    -d 'print this help'
complete -c netc -n '__fish_seen_subcommand_from quantize' -l weights -r -F \
    -d 'the weights, in floats'
complete -c netc -n '__fish_seen_subcommand_from quantize' -l scope -x \
    -d 'the weights are those of this part of the net, `base` say'
complete -c netc -n '__fish_seen_subcommand_from quantize' -l partial \
    -d 'load the weights that fit, although others do not'
complete -c netc -n '__fish_seen_subcommand_from quantize' -l map -r -F \
    -d 'lines `parameter = tensor`: whose tensor is whose, where names do not tell'
complete -c netc -n '__fish_seen_subcommand_from quantize' -l dense-order -x -a 'auto hwc chw' \
    -d 'how the file flattens maps: hwc as netc, chw as PyTorch (default: as its kind does)'
complete -c netc -n '__fish_seen_subcommand_from quantize' -l verbose \
    -d 'print what became of every tensor of the weights'
complete -c netc -n '__fish_seen_subcommand_from quantize' -l out -s o -r -F \
    -d 'file of integers and scales to write'
complete -c netc -n '__fish_seen_subcommand_from quantize' -l data -r -F \
    -d 'data set in place of the one that the file names; KIND is one of cifar10, cifar100, cifar100_coarse, mnist, npy, npz, csv, masks, pictures, wav or folder'
complete -c netc -n '__fish_seen_subcommand_from quantize' -l limit -x \
    -d 'training samples to calibrate on (default 512)'
complete -c netc -n '__fish_seen_subcommand_from quantize' -l calibrate -x -a 'mse minmax percentile' \
    -d 'how a value'\''s range is chosen: least squared error, all numbers, or all but the outermost 0.01 % on each side (default mse)'
complete -c netc -n '__fish_seen_subcommand_from quantize' -l net -x \
    -d 'which net of the file (default: the last)'
complete -c netc -n '__fish_seen_subcommand_from quantize' -l include -s I -r -F \
    -d 'also look for imported files in DIR'
complete -c netc -n '__fish_seen_subcommand_from quantize' -l define -s D -x \
    -d 'value of a `param` of the file'
complete -c netc -n '__fish_seen_subcommand_from quantize' -l help -s h \
    -d 'print this help'
complete -c netc -n '__fish_seen_subcommand_from verify' -l weights -r -F \
    -d 'the weights (default: random ones)'
complete -c netc -n '__fish_seen_subcommand_from verify' -l batch -x \
    -d 'samples (default 8)'
complete -c netc -n '__fish_seen_subcommand_from verify' -l data -r -F \
    -d 'data set in place of the one that the file names; KIND is one of cifar10, cifar100, cifar100_coarse, mnist, npy, npz, csv, masks, pictures, wav or folder'
complete -c netc -n '__fish_seen_subcommand_from verify' -l seed -x \
    -d 'of random weights and samples (default 1)'
complete -c netc -n '__fish_seen_subcommand_from verify' -l exact \
    -d 'no Winograd'
complete -c netc -n '__fish_seen_subcommand_from verify' -l precision -x -a 'f32 bf16' \
    -d 'numbers of training between layers (default f32)'
complete -c netc -n '__fish_seen_subcommand_from verify' -l target -x -a 'native mcu' \
    -d 'what plans are for; mcu: small machines, inference in least memory'
complete -c netc -n '__fish_seen_subcommand_from verify' -l weights-type -x -a 'f32 f16 bf16' \
    -d 'how inference stores the kernels of conv and dense (default f32)'
complete -c netc -n '__fish_seen_subcommand_from verify' -l mem-limit -x \
    -d 'bytes the plan may take, with k, M or G: values are computed twice, and weights prepared smaller, to fit'
complete -c netc -n '__fish_seen_subcommand_from verify' -l net -x \
    -d 'which net of the file (default: the last)'
complete -c netc -n '__fish_seen_subcommand_from verify' -l machine -r -F \
    -d 'choose algorithms by the constants of `netc tune` in FILE (or `default`)'
complete -c netc -n '__fish_seen_subcommand_from verify' -l include -s I -r -F \
    -d 'also look for imported files in DIR'
complete -c netc -n '__fish_seen_subcommand_from verify' -l define -s D -x \
    -d 'value of a `param` of the file'
complete -c netc -n '__fish_seen_subcommand_from verify' -l json \
    -d 'print JSON'
complete -c netc -n '__fish_seen_subcommand_from verify' -l help -s h \
    -d 'print this help'
complete -c netc -n '__fish_seen_subcommand_from preview' -l out -s o -r -F \
    -d 'the sheet'
complete -c netc -n '__fish_seen_subcommand_from preview' -l data -r -F \
    -d 'data set in place of the one that the file names; KIND is one of cifar10, cifar100, cifar100_coarse, mnist, npy, npz, csv, masks, pictures, wav or folder'
complete -c netc -n '__fish_seen_subcommand_from preview' -l epochs -x \
    -d 'changed copies of each picture (default 8)'
complete -c netc -n '__fish_seen_subcommand_from preview' -l seed -x \
    -d 'seed (default: what the file says)'
complete -c netc -n '__fish_seen_subcommand_from preview' -l net -x \
    -d 'which net of the file (default: the last)'
complete -c netc -n '__fish_seen_subcommand_from preview' -l include -s I -r -F \
    -d 'also look for imported files in DIR'
complete -c netc -n '__fish_seen_subcommand_from preview' -l define -s D -x \
    -d 'value of a `param` of the file'
complete -c netc -n '__fish_seen_subcommand_from preview' -l help -s h \
    -d 'print this help'
complete -c netc -n '__fish_seen_subcommand_from shapes' -l train -x \
    -d 'training images (default 5000)'
complete -c netc -n '__fish_seen_subcommand_from shapes' -l test -x \
    -d 'test images (default 1000)'
complete -c netc -n '__fish_seen_subcommand_from shapes' -l seed -x \
    -d 'seed (default 1)'
complete -c netc -n '__fish_seen_subcommand_from shapes' -l folders \
    -d 'as class folders of PNG pictures, train/CLASS and test/CLASS'
complete -c netc -n '__fish_seen_subcommand_from shapes' -l picture -r -F \
    -d 'also draw one more picture, that is not in the set: PNG, or PPM by its name'
complete -c netc -n '__fish_seen_subcommand_from shapes' -l class -x \
    -d 'class of the picture (default 0)'
complete -c netc -n '__fish_seen_subcommand_from shapes' -l help -s h \
    -d 'print this help'
complete -c netc -n '__fish_seen_subcommand_from help' -l format -x -a 'text man markdown layers bash zsh fish vim vscode' \
    -d 'as text, as a page of the manual, as Markdown, as completion for a shell, or as highlighting for an editor; layers: the reference of the language'\''s layers, as Markdown'
complete -c netc -n '__fish_seen_subcommand_from help' -l help -s h \
    -d 'print this help'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l out -s o -r -F \
    -d 'C file to write; its header model.h goes beside it'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l train \
    -d 'with the backward pass and the optimizer'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l net -x \
    -d 'which net of the file (default: the last)'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l batch -x \
    -d 'largest n of a call (default: the train section'\''s batch, else 64)'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l weights -r -F \
    -d 'weights for the C text, when small'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l scope -x \
    -d 'the weights are those of this part of the net, `base` say'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l partial \
    -d 'load the weights that fit, although others do not'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l map -r -F \
    -d 'lines `parameter = tensor`: whose tensor is whose, where names do not tell'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l dense-order -x -a 'auto hwc chw' \
    -d 'how the file flattens maps: hwc as netc, chw as PyTorch (default: as its kind does)'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l verbose \
    -d 'print what became of every tensor of the weights'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l inline-weights \
    -d 'put the weights into the C text, however large'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l weights-out -r -F \
    -d 'write the weights to a file to link or map, and W.S, which links it (NAME_map)'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l main -x -a 'train infer' \
    -d 'add a main(): a complete program'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l target -x -a 'native mcu' \
    -d 'what the C is for; mcu: small machines, in least memory'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l ends -x -a 'int8 float' \
    -d 'with weights of `netc quantize`: input and output of the C (default int8)'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l front -r -F \
    -d 'with --target=mcu --train: weights of `netc quantize`, for the frozen layers before the first that trains, which then compute with 8-bit integers'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l exact \
    -d 'no Winograd'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l precision -x -a 'f32 bf16' \
    -d 'numbers of training between layers (default f32)'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l weights-type -x -a 'f32 f16 bf16' \
    -d 'how inference stores the kernels of conv and dense (default f32)'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l mem-limit -x \
    -d 'bytes the plan may take, with k, M or G: values are computed twice, and weights prepared smaller, to fit'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l selftest \
    -d 'store values for NAME_selftest (small nets have them anyway)'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l single-header \
    -d 'one file, -o model.h: the implementation behind NAME_IMPLEMENTATION'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l package -x -a 'cmake arduino zephyr esp-idf platformio wasm' \
    -d 'a folder, -o DIR, that such a build system takes as it is, or (wasm) a browser'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l lines \
    -d '#line directives: debuggers show the .net file'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l force \
    -d 'write over a model.h or W.S that netc did not make'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l machine -r -F \
    -d 'choose algorithms by the constants of `netc tune` in FILE (default: built in, on every machine the same)'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l include -s I -r -F \
    -d 'also look for imported files in DIR'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l define -s D -x \
    -d 'value of a `param` of the file'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l dump -x -a 'shapes absorb lower fuse plan' \
    -d 'print the programs after this pass, or the decisions of absorb, and stop'
complete -c netc -n 'not __fish_seen_subcommand_from $__netc' -l help -s h \
    -d 'print this help'
