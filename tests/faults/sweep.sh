# Fails calls in turn under a program, by tests/faults/inject.c. Sourced after tap.inc, with:
#   STEPS     at most so many places of each kind and command; 0: all
#   KINDS     the kinds of calls
#   prepare   afterwards: the preloaded library, or its absence is said and the script ends
#   sweep TEXT [NAME=VALUE]... -- COMMAND...
#             a test. Names: out, done, free, stdout, after, kinds, steps as in the head of inject.c
# (FAULT_OUT and so on).
# $TMP/box: the files that are in the current folder, $TMP/work, when the command begins. PROGRAM:
# what INJECT is linked into, when it is not preloaded.
runs=0 wrong=0 all_ms=0
SAN="-fsanitize=address,undefined -fno-sanitize-recover=undefined"
# compile OUT FILE...: with the injector inside, where the sanitizers have an allocator of their own
compile() {
    to=$1; shift
    wrapped=
    [ -z "$san" ] || for f in malloc calloc realloc strdup aligned_alloc posix_memalign main; \
        do wrapped="$wrapped -Wl,--wrap=$f"; done
    [ -z "$san" ] || set -- $SAN -g -DWRAPPED "$root/tests/faults/inject.c" "$@"
    libs=$(make -s --no-print-directory -C "$root" print-libs)
    $cc -std=gnu11 -O1 -I"$root" "$@" "$lib" $libs $wrapped -o "$to" 2>cc.err
}
prepare() {
    cc=${CC:-cc}
    mkdir -p "$TMP/box" "$TMP/work"
    export OPENBLAS_NUM_THREADS=1 SOURCE_DATE_EPOCH=1000000000 # a report's date
    if [ -n "$san" ]; then
        compile "$TMP/netc" "${NETC%/*}"/cli/*.o ||
            { head -5 cc.err; result 1 "the commands are linked with the injector"; finish; }
        NETC=$TMP/netc
        return
    fi
    INJECT=$TMP/inject.so
    $cc -O1 -shared -fPIC "$root/tests/faults/inject.c" -o "$INJECT" -ldl 2>cc.err ||
        { echo "1..0 # SKIP no C compiler"; exit 0; }
}
sweep() {
    text=$1; shift
    out='' done='' free='' stdout='' after='' kinds=$KINDS steps=$STEPS
    while [ "$1" != -- ]; do
        case $1 in
        out=*) out=${1#*=} ;; done=*) done=${1#*=} ;; free=*) free=${1#*=} ;; \
            stdout=*) stdout=${1#*=} ;;
        after=*) after=${1#*=} ;; kinds=*) kinds=${1#*=} ;; steps=*) steps=${1#*=} ;;
        esac
        shift
    done
    shift
    : >"$TMP/tally"
    began=$(date +%s)
    (
        cd "$TMP/work" || exit 2
        export TMPDIR=. FAULT_KINDS="$kinds" FAULT_STEPS="$steps" FAULT_BOX="$TMP/box" \
            FAULT_TALLY="$TMP/tally" FAULT_SEED="${FAULT_SEED:-1}"
        [ -z "$out" ] || export FAULT_OUT="$out"
        [ -z "$done" ] || export FAULT_DONE="$done"
        [ -z "$free" ] || export FAULT_FREE="$free"
        [ -z "$stdout" ] || export FAULT_STDOUT="$stdout"
        [ -z "$after" ] || export FAULT_AFTER="$after"
        if [ -n "$INJECT" ]; then export LD_PRELOAD="$INJECT"; fi
        exec "$@"
    ) >"$TMP/told" 2>&1 </dev/null
    r=$?
    read -r more bad ms <"$TMP/tally" || { more=0 bad=1 ms=0; }
    runs=$((runs + more)) wrong=$((wrong + bad)) all_ms=$((all_ms + ms))
    head -400 "$TMP/told" | sed 's/^[^#]/# &/'
    [ $r -eq 0 ] && [ "$bad" -eq 0 ]
    result $? "$text: $more runs, $bad mistakes"
    echo "# $(($(date +%s) - began)) s, $ms ms of processors"
    rm -rf "$TMP/box"; mkdir "$TMP/box"
}
