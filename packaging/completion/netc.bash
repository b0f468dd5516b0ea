# Completion of netc for bash, printed by `netc help --format=bash`.
_netc() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
    local words= options= values= files= commands='check fmt summary mem size
        graph explain tune train sweep eval predict report run grad init import
        export convert quantize verify preview shapes help'
    if [[ $cur == = ]]; then cur=
    elif [[ $prev == = ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi
    if [[ $COMP_CWORD == 1 ]]; then
        words="$commands --help --version" files=net
    else case ${COMP_WORDS[1]} in
        check)
            files=net
            options='--net --include --define --json --help'
            case $prev in
                --net) options= files= ;;
                --include | -I) options= files=all ;;
                --define | -D) options= files= ;;
            esac ;;
        fmt)
            files=net
            options='--write --check --help'
            case $prev in
            esac ;;
        summary)
            files=net
            options='--net --include --define --json --help'
            case $prev in
                --net) options= files= ;;
                --include | -I) options= files=all ;;
                --define | -D) options= files= ;;
            esac ;;
        mem)
            files=net
            options='--batch --train --net --exact --precision --weights-type --machine
                 --mem-limit --include --define --json --help'
            case $prev in
                --batch) options= files= ;;
                --net) options= files= ;;
                --precision) values='f32 bf16' files= ;;
                --weights-type) values='f32 f16 bf16' files= ;;
                --machine) options= files=all ;;
                --mem-limit) options= files= ;;
                --include | -I) options= files=all ;;
                --define | -D) options= files= ;;
            esac ;;
        size)
            files=net
            options='--target --weights --ends --compiler --mem-limit --net --include
                 --json --help'
            case $prev in
                --target) values='native mcu' files= ;;
                --weights) options= files=all ;;
                --ends) values='int8 float' files= ;;
                --compiler) options= files= ;;
                --mem-limit) options= files= ;;
                --net) options= files= ;;
                --include | -I) options= files=all ;;
            esac ;;
        graph)
            files=net
            options='--net --include --define --help'
            case $prev in
                --net) options= files= ;;
                --include | -I) options= files=all ;;
                --define | -D) options= files= ;;
            esac ;;
        explain)
            files=net
            options='--train --measure --threads --backend --batch --net --exact --precision
                 --weights-type --machine --mem-limit --include
                 --define --json --help'
            case $prev in
                --threads) options= files= ;;
                --backend) values='jit cc reference' files= ;;
                --batch) options= files= ;;
                --net) options= files= ;;
                --precision) values='f32 bf16' files= ;;
                --weights-type) values='f32 f16 bf16' files= ;;
                --machine) options= files=all ;;
                --mem-limit) options= files= ;;
                --include | -I) options= files=all ;;
                --define | -D) options= files= ;;
            esac ;;
        tune)
            files=
            options='--out --threads --json --help'
            case $prev in
                --out | -o) options= files=all ;;
                --threads) options= files= ;;
            esac ;;
        train)
            files=net
            options='--out --data --strict --data-memory --epochs --batch --accumulate
                 --shares --rate --seed --weights --scope --partial
                 --map --dense-order --verbose --resume --changed
                 --force --log --no-cache --cache --cache-limit
                 --limit --threads --backend --exact --precision
                 --net --machine --mem-limit --include --define
                 --help'
            case $prev in
                --out | -o) options= files=all ;;
                --data) options= files=all ;;
                --data-memory) options= files= ;;
                --epochs) options= files= ;;
                --batch) options= files= ;;
                --accumulate) options= files= ;;
                --shares) options= files= ;;
                --rate) options= files= ;;
                --seed) options= files= ;;
                --weights) options= files=all ;;
                --scope) options= files= ;;
                --map) options= files=all ;;
                --dense-order) values='auto hwc chw' files= ;;
                --resume) options= files=all ;;
                --log) options= files=all ;;
                --cache) options= files=all ;;
                --cache-limit) options= files= ;;
                --limit) options= files= ;;
                --threads) options= files= ;;
                --backend) values='jit cc reference' files= ;;
                --precision) values='f32 bf16' files= ;;
                --net) options= files= ;;
                --machine) options= files=all ;;
                --mem-limit) options= files= ;;
                --include | -I) options= files=all ;;
                --define | -D) options= files= ;;
            esac ;;
        sweep)
            files=net
            options='--out --define --seeds --seed --force --json --data --strict --data-memory
                 --epochs --batch --accumulate --weights --scope
                 --partial --map --dense-order --no-cache --cache
                 --cache-limit --limit --threads --backend --exact
                 --precision --net --machine --mem-limit --include
                 --help'
            case $prev in
                --out | -o) options= files=all ;;
                --define | -D) options= files= ;;
                --seeds) options= files= ;;
                --seed) options= files= ;;
                --data) options= files=all ;;
                --data-memory) options= files= ;;
                --epochs) options= files= ;;
                --batch) options= files= ;;
                --accumulate) options= files= ;;
                --weights) options= files=all ;;
                --scope) options= files= ;;
                --map) options= files=all ;;
                --dense-order) values='auto hwc chw' files= ;;
                --cache) options= files=all ;;
                --cache-limit) options= files= ;;
                --limit) options= files= ;;
                --threads) options= files= ;;
                --backend) values='jit cc reference' files= ;;
                --precision) values='f32 bf16' files= ;;
                --net) options= files= ;;
                --machine) options= files=all ;;
                --mem-limit) options= files= ;;
                --include | -I) options= files=all ;;
            esac ;;
        eval)
            files=net
            options='--weights --scope --partial --map --dense-order --verbose --data
                 --strict --data-memory --limit --flips --views
                 --batch --threads --backend --exact --weights-type
                 --net --machine --include --define --json --mem-limit
                 --help'
            case $prev in
                --weights) options= files=all ;;
                --scope) options= files= ;;
                --map) options= files=all ;;
                --dense-order) values='auto hwc chw' files= ;;
                --data) options= files=all ;;
                --data-memory) options= files= ;;
                --limit) options= files= ;;
                --views) values='1 2 6' files= ;;
                --batch) options= files= ;;
                --threads) options= files= ;;
                --backend) values='jit cc reference' files= ;;
                --weights-type) values='f32 f16 bf16' files= ;;
                --net) options= files= ;;
                --machine) options= files=all ;;
                --include | -I) options= files=all ;;
                --define | -D) options= files= ;;
                --mem-limit) options= files= ;;
            esac ;;
        predict)
            files=all
            options='--weights --scope --partial --map --dense-order --verbose --out
                 --force --top --flips --views --threads --backend
                 --exact --weights-type --net --machine --include
                 --define --json --help'
            case $prev in
                --weights) options= files=all ;;
                --scope) options= files= ;;
                --map) options= files=all ;;
                --dense-order) values='auto hwc chw' files= ;;
                --out | -o) options= files=all ;;
                --top) options= files= ;;
                --views) values='1 2 6' files= ;;
                --threads) options= files= ;;
                --backend) values='jit cc reference' files= ;;
                --weights-type) values='f32 f16 bf16' files= ;;
                --net) options= files= ;;
                --machine) options= files=all ;;
                --include | -I) options= files=all ;;
                --define | -D) options= files= ;;
            esac ;;
        report)
            files=net
            options='--weights --scope --partial --map --dense-order --verbose --out
                 --log --plots --force --data --strict --data-memory
                 --limit --flips --views --no-pictures --batch
                 --threads --backend --exact --net --include
                 --define --help'
            case $prev in
                --weights) options= files=all ;;
                --scope) options= files= ;;
                --map) options= files=all ;;
                --dense-order) values='auto hwc chw' files= ;;
                --out | -o) options= files=all ;;
                --log) options= files=all ;;
                --plots) options= files=all ;;
                --data) options= files=all ;;
                --data-memory) options= files= ;;
                --limit) options= files= ;;
                --views) values='1 2 6' files= ;;
                --batch) options= files= ;;
                --threads) options= files= ;;
                --backend) values='jit cc reference' files= ;;
                --net) options= files= ;;
                --include | -I) options= files=all ;;
                --define | -D) options= files= ;;
            esac ;;
        run)
            files=net
            options='--weights --scope --partial --map --dense-order --verbose --input
                 --output --net --batch --threads --mem-limit
                 --backend --exact --target --weights-type --machine
                 --include --define --help'
            case $prev in
                --weights) options= files=all ;;
                --scope) options= files= ;;
                --map) options= files=all ;;
                --dense-order) values='auto hwc chw' files= ;;
                --input) options= files=all ;;
                --output) options= files=all ;;
                --net) options= files= ;;
                --batch) options= files= ;;
                --threads) options= files= ;;
                --mem-limit) options= files= ;;
                --backend) values='jit cc reference' files= ;;
                --target) values='native mcu' files= ;;
                --weights-type) values='f32 f16 bf16' files= ;;
                --machine) options= files=all ;;
                --include | -I) options= files=all ;;
                --define | -D) options= files= ;;
            esac ;;
        grad)
            files=net
            options='--weights --scope --partial --map --dense-order --verbose --input
                 --label --output --net --threads --mem-limit
                 --backend --exact --precision --machine --include
                 --define --help'
            case $prev in
                --weights) options= files=all ;;
                --scope) options= files= ;;
                --map) options= files=all ;;
                --dense-order) values='auto hwc chw' files= ;;
                --input) options= files=all ;;
                --label) options= files=all ;;
                --output) options= files=all ;;
                --net) options= files= ;;
                --threads) options= files= ;;
                --mem-limit) options= files= ;;
                --backend) values='jit cc reference' files= ;;
                --precision) values='f32 bf16' files= ;;
                --machine) options= files=all ;;
                --include | -I) options= files=all ;;
                --define | -D) options= files= ;;
            esac ;;
        init)
            files=net
            options='--out --whiten --data --seed --net --include --define --help'
            case $prev in
                --out | -o) options= files=all ;;
                --whiten) options= files= ;;
                --data) options= files=all ;;
                --seed) options= files= ;;
                --net) options= files= ;;
                --include | -I) options= files=all ;;
                --define | -D) options= files= ;;
            esac ;;
        import)
            files=
            options='--out --weights --input-size --output --one-sample --head --force
                 --help'
            case $prev in
                --out | -o) options= files=all ;;
                --weights) options= files=all ;;
                --input-size) options= files= ;;
                --output) options= files= ;;
                --head) options= files= ;;
            esac ;;
        export)
            files=net
            options='--weights --out --layout --preprocess --force --scope --partial
                 --map --dense-order --verbose --net --include
                 --define --help'
            case $prev in
                --weights) options= files=all ;;
                --out | -o) options= files=all ;;
                --layout) values='torch' files= ;;
                --scope) options= files= ;;
                --map) options= files=all ;;
                --dense-order) values='auto hwc chw' files= ;;
                --net) options= files= ;;
                --include | -I) options= files=all ;;
                --define | -D) options= files= ;;
            esac ;;
        convert)
            files=net
            options='--weights --out --scope --partial --map --dense-order --verbose
                 --type --net --include --define --help'
            case $prev in
                --weights) options= files=all ;;
                --out | -o) options= files=all ;;
                --scope) options= files= ;;
                --map) options= files=all ;;
                --dense-order) values='auto hwc chw' files= ;;
                --type) values='f32 f16 bf16' files= ;;
                --net) options= files= ;;
                --include | -I) options= files=all ;;
                --define | -D) options= files= ;;
            esac ;;
        quantize)
            files=net
            options='--weights --scope --partial --map --dense-order --verbose --out
                 --data --limit --calibrate --net --include --define
                 --help'
            case $prev in
                --weights) options= files=all ;;
                --scope) options= files= ;;
                --map) options= files=all ;;
                --dense-order) values='auto hwc chw' files= ;;
                --out | -o) options= files=all ;;
                --data) options= files=all ;;
                --limit) options= files= ;;
                --calibrate) values='mse minmax percentile' files= ;;
                --net) options= files= ;;
                --include | -I) options= files=all ;;
                --define | -D) options= files= ;;
            esac ;;
        verify)
            files=net
            options='--weights --batch --data --seed --exact --precision --target --weights-type
                 --mem-limit --net --machine --include --define
                 --json --help'
            case $prev in
                --weights) options= files=all ;;
                --batch) options= files= ;;
                --data) options= files=all ;;
                --seed) options= files= ;;
                --precision) values='f32 bf16' files= ;;
                --target) values='native mcu' files= ;;
                --weights-type) values='f32 f16 bf16' files= ;;
                --mem-limit) options= files= ;;
                --net) options= files= ;;
                --machine) options= files=all ;;
                --include | -I) options= files=all ;;
                --define | -D) options= files= ;;
            esac ;;
        preview)
            files=net
            options='--out --data --epochs --seed --net --include --define --help'
            case $prev in
                --out | -o) options= files=all ;;
                --data) options= files=all ;;
                --epochs) options= files= ;;
                --seed) options= files= ;;
                --net) options= files= ;;
                --include | -I) options= files=all ;;
                --define | -D) options= files= ;;
            esac ;;
        shapes)
            files=all
            options='--train --test --seed --folders --picture --class --help'
            case $prev in
                --train) options= files= ;;
                --test) options= files= ;;
                --seed) options= files= ;;
                --picture) options= files=all ;;
                --class) options= files= ;;
            esac ;;
        help)
            files=
            options='--format --help'
            words="$commands start installing tutorial keras finetuning beyond
                embedding int8 gallery language layers commands emitted-c
                microcontrollers weight-files models numerics ranks speed
                security how-it-works glossary"
            case $prev in
                --format) values='text man markdown layers bash zsh fish vim vscode' files= ;;
            esac ;;
        *)
            files=net
            options='--out --train --net --batch --weights --scope --partial --map
                 --dense-order --verbose --inline-weights --weights-out
                 --main --target --ends --front --exact --precision
                 --weights-type --mem-limit --selftest --single-header
                 --package --lines --force --machine --include
                 --define --dump --help'
            case $prev in
                --out | -o) options= files=all ;;
                --net) options= files= ;;
                --batch) options= files= ;;
                --weights) options= files=all ;;
                --scope) options= files= ;;
                --map) options= files=all ;;
                --dense-order) values='auto hwc chw' files= ;;
                --weights-out) options= files=all ;;
                --main) values='train infer' files= ;;
                --target) values='native mcu' files= ;;
                --ends) values='int8 float' files= ;;
                --front) options= files=all ;;
                --precision) values='f32 bf16' files= ;;
                --weights-type) values='f32 f16 bf16' files= ;;
                --mem-limit) options= files= ;;
                --package) values='cmake arduino zephyr esp-idf platformio wasm' files= ;;
                --machine) options= files=all ;;
                --include | -I) options= files=all ;;
                --define | -D) options= files= ;;
                --dump) values='shapes absorb lower fuse plan' files= ;;
            esac ;;
    esac fi
    [[ $cur == -* ]] && words=$options files=
    [[ $values ]] && words=$values
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
    local IFS=$'\n'
    case $files in
        all) COMPREPLY+=($(compgen -f -- "$cur")) ;;
        net) COMPREPLY+=($(compgen -f -X '!*.net' -- "$cur")
            $(compgen -d -- "$cur")) ;;
    esac
}
complete -o filenames -F _netc netc
