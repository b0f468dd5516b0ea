# A signal that ends a command also ends the programs that it runs, and those that they started: a
# compiler here is a script that starts another process, sends the signal to netc, and waits.
. "$(dirname "$0")/tap.inc"
ulimit -c 0 2>/dev/null # SIGQUIT
export TMPDIR="$TMP" NETC_CACHE="$TMP/cache" SIGNAL
mkdir -m 700 cache
write_tiny t.net
run shapes data --train 40 --test 20
run init t.net -o w.safetensors
npy x.npy '<f4' '(1, 32, 32, 3)' 12288 "$FLOATS"
mkdir bin
cat >bin/slow <<'END'
#!/bin/sh
case $* in *-dumpversion* | *--version*) exit 1 ;; esac
sleep 60 &
echo $$ $! >>"$TMPDIR/started"
kill -$SIGNAL $PPID
wait
END
chmod +x bin/slow
cp bin/slow bin/gnuplot
alive() { # a zombie that nobody has waited for is none
    [ -r /proc/$1/stat ] && ! grep -q ') Z ' /proc/$1/stat
}
gone() {
    for tries in $(seq 100); do
        left=
        for pid in $(cat started); do alive $pid && left="$left $pid"; done
        [ -z "$left" ] && return 0
        sleep 0.05
    done
    echo "still running:$left"
    kill $left
    return 1
}
ended() { # ended TEXT ARGS...: by each signal
    name=$1
    shift
    for SIGNAL in TERM INT HUP QUIT; do
        sh -c "kill -$SIGNAL \$\$; exit 3" 2>/dev/null
        [ $? -ne 3 ] || continue # it is ignored here, so by netc, too
        rm -f started
        CC="$TMP/bin/slow" PATH="$TMP/bin:$PATH" run "$@"
        check "$name: SIG$SIGNAL came to it while a program ran" test -s started
        check "and ended it" test "$status" -gt 128
        check "and that program" gone
    done
}
if [ -r /proc/self/stat ]; then
    ended "verify" verify t.net --batch 2
    ended "a plan that cc compiles" run t.net --weights w.safetensors --input x.npy \
        --output y.npy --backend=cc
    ended "training with it" train t.net -o w2.safetensors --backend=cc
    ended "size" size t.net --target=mcu --compiler "$TMP/bin/slow"
    ended "a report" report t.net --weights w.safetensors -o r.html
else
    skip "children" "no /proc"
fi
finish
